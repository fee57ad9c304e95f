"""The type of an event where a word of another type stands beside it or inside another word: topics of a lesson in law,
visitors received, figures published, what was started long ago, what a speaker asks for.
"""

from __future__ import annotations

from datetime import date

import pytest
from marked import extraction

from pipeline.events import EventDetector
from pipeline.extract import Extractor, load_extractor
from pipeline.lexicon import model_dir
from pipeline.records import Page


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load_extractor()


@pytest.mark.parametrize(
    ("headline", "body", "type_"),
    [
        # What the law is explained with is the topic of the lesson.
        (
            "律师送法进茶园 采茶工学讨薪",
            "5月14日，信阳市浉河区总工会的律师走进茶园，围着茶垄讲欠薪怎么取证、加班费怎么算。",
            "OUTREACH",
        ),
        (
            "百名钢筋工旁听庭审",
            "5月15日，襄阳市襄州区总工会组织百名钢筋工旁听庭审，听法官讲拖欠工资、工伤认定的道理。",
            "OUTREACH",
        ),
        (
            "以案说法讲透加班费",
            "5月16日，桐乡市总工会请来法官，到羊绒车间以案说法，从三起劳动争议讲起。",
            "OUTREACH",
        ),
        # … but what was fought out and paid remains a dispute.
        (
            "普法课后，瓦工追回欠薪",
            "5月17日，经夷陵区总工会律师调解，11名瓦工追回欠薪21万元，老板当场付清。",
            "DISPUTE",
        ),
        # A platform, a system, a base alone is no service.
        (
            "价格部门严查乱涨价",
            "近日，滨河市市场监管局表示，消费者可通过价格监管平台举报哄抬价格的行为。",
            "OTHER",
        ),
        ("绿岭核电基地上网电量破千亿", "5月9日，绿岭核电基地累计上网电量突破千亿千瓦时。", "OTHER"),
        # Words inside words.
        ("地下水位回升", "监测显示，永昌平原的地下水位连续三年回升，沉降区面积减少。", "OTHER"),
        ("首相谈新税", "5月8日，该国首相在港口城市发表演说，谈及新的关税。", "OTHER"),
        ("第九届工人运动会闭幕", "5月12日，第九届工人运动会在长春闭幕，千余名职工参赛。", "SPORTS"),
        # Visitors are received, not inspected or visiting.
        (
            "孟河市领导会见海外工会访问团",
            "5月13日，孟河市委书记贺川会见到访的海外工会代表团，双方就职业教育交换了看法。",
            "MEETING",
        ),
        (
            "国新办举行政策例行吹风会",
            "5月10日，国新办举行政策例行吹风会，人社部门介绍新就业形态劳动者权益保障的有关情况。",
            "MEETING",
        ),
        (
            "全国政协召开网络议政远程协商会",
            "5月11日，全国政协召开“加强职业教育”网络议政远程协商会，委员们连线发言。",
            "MEETING",
        ),
        # What was started long ago, and what a body only says of it.
        (
            "数说融资新机制",
            "融资协调机制去年启动以来，金融部门发布的最新数据显示，小企业拿到了更多贷款。",
            "OTHER",
        ),
        ("大雾锁城", "今晨，滨河一带被大雾笼罩，气象台继续发布大雾黄色预警。", "OTHER"),
        # People whose life is disturbed are not helped.
        ("大雪封路", "近日的降雪给北部居民的生活造成不便。", "OTHER"),
        # What starts at the end of a headline is a start, whatever starts.
        (
            "全市工会就业援助月启动",
            "5月8日，全市工会就业援助月在劳务市场启动，两百家企业现场招聘，提供岗位三千个，求职者排起长队。",
            "LAUNCH",
        ),
        # … but who starts something does what he starts.
        (
            "五桥区总工会启动春节送温暖",
            "1月20日，五桥区总工会主席一行到企业慰问困难职工。自此，该区春节“送温暖”工作启动。",
            "SYMPATHY",
        ),
        # Talks between states, law for all: no matter of labour.
        ("两国重启贸易谈判", "5月16日，两国代表团在日内瓦重启贸易谈判。", "OTHER"),
        ("民事纠纷新规施行", "5月1日，预付消费民事纠纷的新规施行。", "LAUNCH"),
        # What a speaker asks for has not happened.
        (
            "委员们谈群团工作",
            "5月14日，青联界的委员们谈了群团工作。大家很认真。要广泛开展主题宣传，务必开展慰问。",
            "OTHER",
        ),
        # The name of a prize is no service; a report that stands behind a quotation in its sentence is one.
        (
            "柳湾收费站获评“最美户外劳动者服务站点”",
            "近日，柳湾收费站的户外劳动者驿站被全总确认为“最美户外劳动者服务站点”。驿站配有微波炉、饮水机。",
            "AWARD",
        ),
        (
            "寒风里的暖意",
            "“骑车时膝盖冻得生疼，工会送来的东西太管用了，这个冬天不怕了。”日前，清河县总工会购置了800双护膝、手套发放给快递员，让他们感受“娘家人”的关心。",
            "SYMPATHY",
        ),
        ("用镜头记住岗位", "岁末，市总工会发起“我的年夜岗”图片征集活动，三天收到投稿千余幅。", "CULTURE"),
        (
            "青田县总工会评出好书信",
            "近日，青田县总工会开展女职工读书征文评比活动，收到征文130篇。",
            "CULTURE",
        ),
        (
            "大巴接送农民工返岗",
            "2月9日，石门县用三辆大巴把92名农民工送到厂门口，农民工返岗不愁票。",
            "RECRUITMENT",
        ),
        ("两地工会助农民工返乡", "2月10日，两地总工会包下一架飞机，送146名农民工返乡过年。", "SERVICE"),
    ],
)
def test_type_beside_words_of_other_types(extractor: Extractor, headline: str, body: str, type_: str) -> None:
    page = Page("p", "t", f"{headline}\n\n本报讯 {body}\n", issue_date=date(2024, 5, 20))
    (story,), _ = extractor(page)
    assert story.events[0].type == type_


@pytest.mark.parametrize(
    ("kicker", "types"), [("国内联播快讯", ["MEETING", "DISPUTE", "SYMPATHY"]), ("本报特写", ["MEETING"])]
)
def test_under_a_heading_for_briefs_their_headlines_may_say_it_in_other_words(
    kicker: str, types: list[str]
) -> None:
    x = extraction(
        "[DATE 5月18日=2024-05-18]，[LOC 青石区]粮食收购工作会议在礼堂召开。\n"
        "不满物价上涨 邻国更多行业停手\n"
        "[DATE 近日=]，邻国码头工人为物价举行罢工，数十艘货轮滞港。\n"
        "寒风里的骑手 有了新护膝\n"
        "[DATE 近日=]，[ORG 青石区总工会]给骑手送去护膝、手套。",
        kicker=kicker,
        headline="青石区粮食收购工作会议召开",
    )
    events = EventDetector.load(model_dir() / "events")(x)
    assert [e.type for e in events] == types
