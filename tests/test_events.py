"""What event detection says of whole articles, and of the hard choices one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import extraction

from pipeline.events import EventDetector
from pipeline.lexicon import LexiconError, model_dir
from pipeline.records import EVENT_TYPES, Event, Extraction

DETECTOR = EventDetector.load(model_dir() / "events")
REPORT = "[DATE 近日=]，[ORG 青石区总工会]"


def primary(x: Extraction) -> Event:
    events = DETECTOR(x)
    assert [e.primary for e in events] == [True] + [False] * (len(events) - 1)
    return events[0]


@pytest.mark.parametrize(
    ("headline", "lead", "type_"),
    [
        # the head of the headline decides where two types fit
        ("青石区职工技能大赛启动仪式举行", "青石区职工技能大赛启动仪式在文化广场举行。", "LAUNCH"),
        ("青石区职工技能大赛落幕", "百名选手参加焊接、钳工等项目的比赛。", "COMPETITION"),
        ("青石区召开劳模表彰大会", "会上表彰了先进集体和劳动模范。", "AWARD"),
        ("货运行业建会座谈会召开", "与会企业围绕建会入会交流发言。", "MEETING"),
        ("全总检查组检查厂务公开工作", "检查组一行实地察看了公开栏。", "INSPECTION"),
        ("集体协商指导员培训班开班", "培训采取专题授课方式，学员分组模拟协商。", "TRAINING"),
        ("某校教代会召开", "某校召开三届一次教职工代表大会暨工会会员代表大会。", "BARGAINING"),
        ("工会送法进工地", "律师现场解答农民工提出的工资支付问题，发放宣传手册。", "OUTREACH"),
        # one line for every other type
        ("千名职工环湖健步走", "职工们沿湖走完六公里。", "SPORTS"),
        ("矿工书画展开展", "百余幅书法、摄影作品展出。", "CULTURE"),
        ("职工子女暑期托管班开班", "首批孩子入托，工会为职工解后顾之忧。", "SERVICE"),
        ("工会为环卫工人送清凉", "慰问组送去绿豆汤和毛巾。", "SYMPATHY"),
        ("单身职工相约鹊桥会", "三十对青年职工参加联谊。", "SOCIAL"),
        ("三百名骑手集中入会", "骑手们领到会员证。", "ORGANIZING"),
        ("纺织行业签订工资集体协议", "职工方与企业方首席代表在集体合同上签字。", "BARGAINING"),
        ("四十名农民工讨回欠薪", "经工会调解，拖欠的工资全部到账。", "DISPUTE"),
        ("春季专场招聘会进园区", "企业提供岗位八百个，求职者达成就业意向。", "RECRUITMENT"),
        ("两地工会签署合作协议", "双方将在疗休养等方面开展合作。", "COOPERATION"),
        ("铁路职工无偿献血", "职工排队献出热血。", "CHARITY"),
        ("一矿井发生透水事故致三人遇难", "事故发生后，救援队赶到现场。", "ACCIDENT"),
        # what is figurative in the headline is told in the lead
        ("把“桥”架到村口", "区总工会对二十家企业落实职代会制度情况进行督查。", "INSPECTION"),
        ("宿舍院里的“夜诊”", "“名医下基层”义诊活动在工人家属院举行，专家为职工检查身体。", "SERVICE"),
        ("站台上的热毛巾", "“清凉专车”开进工区，车上装着西瓜和冰块。", "SYMPATHY"),
        ("墨香飘进工棚", "书法家为返乡农民工写春联、送“福”字。", "CULTURE"),
        ("饭碗端得更稳", "双方在集体合同上签下名字：企业不裁员、不欠薪。", "BARGAINING"),
        ("赶考路上有黄丝带", "出租车司机组成护考队，免费接送高考考生。", "CHARITY"),
        ("手机里的“医生”", "市总工会开发的健康小程序正式上线，会员可预约体检。", "LAUNCH"),
        ("公园里的星光", "八百名职工参加荧光夜跑。", "SPORTS"),
        ("法院来了“娘家人”", "区总工会与区法院签订合作协议，并为工作室揭牌。", "COOPERATION"),
        ("老手艺", "他从小就喜欢摆弄木头，院里堆满了工具。", "OTHER"),
        # an inquiry is not the accident that it looks into
        ("省政府成立青石煤矿透水事故调查组", "事故造成三人遇难，省政府成立调查组。", "ORGANIZING"),
        ("青石煤矿透水事故调查报告公布", "事故造成三人遇难。调查组认定这是一起责任事故。", "LAUNCH"),
        # a start is a start whatever starts; a founding long ago founds nothing
        ("区总工会启动送温暖活动", "区总工会启动送温暖活动，走访慰问困难职工。", "LAUNCH"),
        ("歌咏会举行", "为庆祝工会成立60周年，职工歌咏会举行。", "CULTURE"),
        # who is received or comes on a visit
        ("市领导同工会新一届领导班子集体谈话", "市领导同新一届领导班子成员集体谈话。", "MEETING"),
        ("外国工人代表团访问青石市", "代表团参观了工厂。", "OTHER"),
        # a part of a word is no word; the verb may stand behind what it governs
        ("车队驶过市中心", "交警在市中心指挥车辆。", "OTHER"),
        ("风雪里的热气", "天刚亮，工会把姜茶和包子送到路口。", "SYMPATHY"),
        ("凌晨的扫雪号子", "环卫工人清理积雪，工会给他们送来姜茶。", "SYMPATHY"),
    ],
)
def test_type_of_the_event(headline: str, lead: str, type_: str) -> None:
    assert primary(extraction(REPORT + "的消息。" + lead, headline=headline)).type == type_


def test_a_trigger_inside_a_body_or_a_speech_says_nothing() -> None:
    x = extraction(
        "[DATE 5月9日=2024-05-09]，[ORG 青石区劳动争议调解中心]为职工免费体检。“那年我们罢工，又上访又打官司！”老矿工说。"
    )
    assert primary(x).type == "SERVICE"


def test_hints_alone_decide_nothing() -> None:
    x = extraction(
        "[DATE 5月9日=2024-05-09]，一部传记面世前的讲述：他是早期工人运动的先驱。", headline="工人运动先驱"
    )
    assert primary(x).type != "SPORTS"


def test_what_a_union_does_counts_more_than_what_a_worker_does() -> None:
    x = extraction(
        "[DATE 5月9日=2024-05-09]，检修工在库内检查螺栓。天气炎热。[ORG 公司工会]为夜班职工送来绿豆汤和西瓜。",
        headline="酷暑里的检修库",
    )
    assert primary(x).type == "SYMPATHY"


def test_a_short_trigger_across_words_is_none() -> None:
    x = extraction("[DATE 5月9日=2024-05-09]，调研组来到船厂，就技能人才听取意见。", headline="海上访渔民")
    assert primary(x).type == "INSPECTION"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("[ORG 青石区总工会]“暖秋”慰问活动在东湖公园启动。", "青石区总工会“暖秋”慰问活动"),
        ("由[ORG 青石区总工会]主办的“书香矿山”职工诵读会举行。", "“书香矿山”职工诵读会"),
        ("[LOC 青石区]第六届职工健步走活动在环湖路举行。", "青石区第六届职工健步走活动"),
        (
            "[ORG 青石区总工会]举办[DATE 2024年=2024-01-01..2024-12-31]女职工干部培训班。",
            "2024年女职工干部培训班",
        ),
        ("[ORG 远山矿业公司]召开五届三次职工代表大会。", "五届三次职工代表大会"),
        (
            "[ORG 青石区总工会]公布[DATE 2023年度=2023-01-01..2023-12-31]“最美班组”名单。",
            "2023年度“最美班组”",
        ),
        ("一场紧张激烈的消防技能比武在训练基地上演。", "消防技能比武"),
        ("[ORG 青石区总工会]“青工云”服务平台正式上线。", "青石区总工会“青工云”服务平台"),
        ("建在站前的“南门能量站”揭牌。", "“南门能量站”"),
        ("[ORG 青石区总工会]在[LOC 东湖服务区]揭牌成立“司机之家”。", "“司机之家”"),
        ("[ORG 青石区总工会]推出“针线包”便民服务日。", "“针线包”便民服务日"),
        ("“微光”网络招聘会首场直播带岗活动上线。", "“微光”网络招聘会"),
        # a plain act has no name, nor has a common noun with a pronoun
        ("[ORG 青石区总工会]走访慰问困难职工。", None),
        ("本次比赛在[LOC 东湖公园]举行。", None),
        ("[ORG 远山矿业公司]与职工方签订集体合同。", None),
        ("活动以“安全为天”为主题，开展免费体检。", None),
    ],
)
def test_name(sentence: str, name: str | None) -> None:
    assert primary(extraction("[DATE 近日=]，" + sentence)).name == name


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        ("[DATE 5月9日=2024-05-09]，工会举办职工书画展。", "2024-05-09", "2024-05-09"),
        ("职工书画展[DATE 5月9日至12日=2024-05-09..2024-05-12]在图书馆展出。", "2024-05-09", "2024-05-12"),
        # vague times date nothing, though another date follows
        ("[DATE 近日=]，工会举办职工书画展，展览将办到[DATE 6月8日=2024-06-08]。", None, None),
        # days counted from the day given, or back from the last
        ("[DATE 5月9日=2024-05-09]，培训班开班。培训为期3天。", "2024-05-09", "2024-05-11"),
        ("[DATE 5月9日=2024-05-09]，为期3天的培训班结业。", "2024-05-07", "2024-05-09"),
        # a pay claim is dated at payment
        (
            "[DATE 5月9日=2024-05-09]，工人求助工会讨薪。[DATE 5月15日=2024-05-15]，拖欠的工资全部到账。",
            "2024-05-15",
            "2024-05-15",
        ),
        # a stoppage spans its days
        (
            "[DATE 5月2日=2024-05-02]，两百名工人突然停工。[DATE 5月4日=2024-05-04]，经调解，工厂复工。",
            "2024-05-02",
            "2024-05-04",
        ),
        # two days of talks
        (
            "[DATE 4月8日=2024-04-08]和[DATE 15日=2024-04-15]，双方谈了两轮，签订工资集体协议。",
            "2024-04-08",
            "2024-04-15",
        ),
        # the year of a project and a time since then are no date of the event
        (
            "[DATE 2020年以来=2020-01-01..2024-05-20]，工会送温暖不断。[DATE 5月9日=2024-05-09]，慰问组送去大米。",
            "2024-05-09",
            "2024-05-09",
        ),
        ("工会送温暖，慰问金发到职工手里。", None, None),
    ],
)
def test_date(body: str, first: str | None, last: str | None) -> None:
    event = primary(extraction(body))
    iso = [d.isoformat() if d else None for d in (event.start_date, event.end_date)]
    assert iso == [first, last]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("职工书画展在[LOC 东湖图书馆]举行。", "东湖图书馆"),
        ("慰问组走进[LOC 马坡岭工地]，送去清凉包。", "马坡岭工地"),
        ("托管班正式开班。托管班设在[LOC 东湖文化中心]，为期五周。", "东湖文化中心"),
        ("培训班在[ORG 市工会干部学院]举办。", "市工会干部学院"),
        ("[LOC 青石县]举办职工技能竞赛。", "青石县"),
        ("书画展在临江大酒店隆重举行。", "临江大酒店"),
        ("书画展在[LOC 临江]国际影城举行。", "临江国际影城"),
        ("安全宣讲走进校园，老师和学生一起学。", "校园"),
        # no place: where somebody comes from, and who helps
        ("来自[LOC 青石县]的选手参加技能竞赛。", None),
        ("在[ORG 青石县总工会]指导下，公司签订集体合同。", None),
    ],
)
def test_place(body: str, place: str | None) -> None:
    assert primary(extraction("[DATE 近日=]，" + body)).place == place


def test_a_round_up_has_one_event_for_each_item() -> None:
    x = extraction(
        "[DATE 节前=]，各地工会把服务送到职工身边。\n"
        "【青石】[DATE 5月8日=2024-05-08]，[ORG 青石区总工会]走访慰问环卫工人，送上慰问品。\n"
        "【马坡】[DATE 5月9日=2024-05-09]，[ORG 马坡区总工会]举办专场招聘会，提供岗位百余个。\n"
        "【东湖】[ORG 东湖区总工会]“暖蜂小屋”揭牌，骑手可在此休息充电。",
        headline="各区工会节日忙",
    )
    events = DETECTOR(x)
    assert [(e.type, e.primary, e.start_date) for e in events] == [
        ("SYMPATHY", True, date(2024, 5, 8)),
        ("RECRUITMENT", False, date(2024, 5, 9)),
        ("LAUNCH", False, None),
    ]
    assert [(e.first_sentence, e.last_sentence) for e in events] == [(2, 2), (3, 3), (4, 4)]


def test_the_headings_of_a_round_up_are_the_headlines_of_its_briefs() -> None:
    x = extraction(
        "[DATE 5月18日=2024-05-18]，[LOC 青石区]粮食收购工作会议在礼堂召开。\n"
        "两乡工会举办职工诵读会\n"
        "[DATE 近日=]，两乡工会在[LOC 东湖镇]举办职工诵读会，四十人登台。\n"
        "一季度用电量同比增长6%\n"
        "[DATE 5月17日=2024-05-17]公布的数据说，一季度用电量同比增长6%。\n"
        "首列蔬菜专列开行\n"
        "[DATE 5月16日=2024-05-16]，首列蔬菜专列从西口站开行。",
        headline="青石区粮食收购工作会议召开",
    )
    events = DETECTOR(x)
    assert [(e.type, e.place) for e in events[:2]] == [("MEETING", "礼堂"), ("CULTURE", "东湖镇")]
    assert [e.start_date for e in events] == [date(2024, 5, 18), None, date(2024, 5, 16)]


def test_the_heading_of_a_brief_has_the_date_and_place_told_below_it() -> None:
    x = extraction(
        "青石工会互助基金正式启动\n"
        "[DATE 今天=2024-05-18]，青石工会互助基金在[LOC 东湖镇]启动，[DATE 2023年=2023-01-01..2023-12-31]已有试点。\n"
        "四乡联合开展春风行动招聘会\n"
        "四乡[DATE 昨天=2024-05-17]联合开展春风行动招聘会，岗位两千个。\n"
        "马坡区总工会举办职工诵读会\n"
        "[DATE 近日=]，[ORG 马坡区总工会]举办职工诵读会，四十人登台。[DATE 5月2日=2024-05-02]起报名。",
        headline="联播快讯",
    )
    events = DETECTOR(x)
    assert [(e.start_date, e.place) for e in events] == [
        (date(2024, 5, 18), "东湖镇"),
        (date(2024, 5, 17), None),
        (None, None),
    ]


def test_the_mottoes_of_a_feature_are_no_briefs() -> None:
    x = extraction(
        "[DATE 5月18日=2024-05-18]，[ORG 青石区总工会]木工夜校开班。\n"
        "一双粗手\n老张第一次坐到电脑前。\n一盏灯\n下课了，灯还亮着。",
        headline="刨花里的灯",
    )
    assert len(DETECTOR(x)) == 1


def test_a_second_event_needs_its_own_date_type_and_holder() -> None:
    lead = "[DATE 5月9日=2024-05-09]，[ORG 青石区总工会]举办职工合唱展演，千名职工登台。演出持续两小时，掌声不断。"
    dated = "[DATE 5月2日=2024-05-02]在图书馆举办的消防技能竞赛，有五十个班组参加。"
    assert [e.type for e in DETECTOR(extraction(lead + dated))] == ["CULTURE", "COMPETITION"]
    signed = "[DATE 5月2日=2024-05-02]，[ORG 青石区总工会]与[ORG 青石技工学校]签订合作协议。"
    assert [e.type for e in DETECTOR(extraction(lead + signed))] == ["CULTURE", "COOPERATION"]
    background = "[DATE 2019年=2019-01-01..2019-12-31]，区里举办过消防技能竞赛。"
    plan = "下一步，[DATE 6月2日=2024-06-02]将举办消防技能竞赛。"
    undated = "区里还举办了消防技能竞赛。"
    total = "截至[DATE 5月8日=2024-05-08]，全区签订工资专项集体合同九百份。"
    for other in (background, plan, undated, total):
        assert [e.type for e in DETECTOR(extraction(lead + other))] == ["CULTURE"]


def test_after_an_accident_the_care_of_a_union_is_an_event() -> None:
    x = extraction(
        "[DATE 5月9日=2024-05-09]，[ORG 远山钢铁公司]发生煤气泄漏，致两人死亡。"
        "[ORG 青石市总工会]派出工作组，为遇难职工家属送去慰问金。",
        headline="一钢厂煤气泄漏致两人遇难",
    )
    events = DETECTOR(x)
    assert [(e.type, e.place) for e in events] == [("ACCIDENT", "远山钢铁公司"), ("SYMPATHY", None)]


def test_roles_of_an_event() -> None:
    x = extraction(
        "[DATE 5月9日=2024-05-09]，青石区第三届职工焊接技能大赛在[LOC 东湖公园]举行，"
        "[COUNT 300名=快递小哥]快递小哥参加，[ORG 区总工会]投入[COUNT 5万元]。"
        "[ORG 区总工会]主席[PER 林望<区总工会|主席]出席。比赛评出一等奖[COUNT 1名]。"
    )
    event = primary(x)
    roles = {(r.role, x.span(r)) for r in event.roles}
    assert {
        ("time", "5月9日"),
        ("place", "东湖公园"),
        ("edition", "第三届"),
        ("participant", "300名快递小哥"),
        ("amount", "5万元"),
        ("official", "林望"),
        ("award", "一等奖1名"),
    } <= roles


def test_every_event_gives_its_reason_and_lies_in_its_scope() -> None:
    x = extraction(
        "[DATE 5月9日=2024-05-09]，[ORG 青石区总工会]举办“石榴籽”职工技能大赛。", headline="大赛开赛"
    )
    event = primary(x)
    assert event.type in EVENT_TYPES
    assert "COMPETITION" in event.reason
    assert 0 < event.score <= 1
    assert x.sentences[event.sentence].start <= event.start < event.end <= x.sentences[event.sentence].end
    assert event.first_sentence <= event.sentence <= event.last_sentence


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"的，。；“”（）《》、：\n在和",
                "[ORG 青石区总工会=青石]",
                "[DATE 5月9日=2024-05-09]",
                "[COUNT 30名=职工]",
                "举办",
                "技能大赛",
                "启动仪式",
                "“暖秋”",
                "慰问",
                "5天",
                "为期3天",
                "职工",
                "停工",
                "【甲】",
                "活动",
                "第三届",
            ]
        ),
        max_size=40,
    )
)
def test_any_text_gives_events_with_characters_of_the_text(pieces: list[str]) -> None:
    x = extraction("".join(pieces), headline="工会新闻")
    events = DETECTOR(x)
    assert [e.ordinal for e in events] == list(range(len(events)))
    assert sum(e.primary for e in events) == min(1, len(events))
    for event in events:
        assert 0 <= event.start < event.end <= len(x.text)
        assert 0 <= event.first_sentence <= event.sentence <= event.last_sentence < len(x.sentences)
        assert event.name is None or event.name in x.text
        assert event.place is None or event.place in x.text
        assert all(0 <= r.start < r.end <= len(x.text) for r in event.roles)
        assert event.start_date is None or event.end_date is None or event.start_date <= event.end_date


def test_an_empty_article_has_no_event() -> None:
    assert DETECTOR(extraction("")) == []


def test_a_faulty_lexicon_is_refused(tmp_path: Path) -> None:
    for path in (model_dir() / "events").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    head = "trigger\ttype\tweight\tkind\texample\n"
    for row, fault in (
        ("慰问\tKINDNESS\t3\tact\t慰问职工", "type"),
        ("慰问\tSYMPATHY\t3\tnoun\t慰问职工", "kind"),
        ("慰问\tSYMPATHY\tmuch\tact\t慰问职工", "weight"),
        ("慰问\tSYMPATHY\t3\tact\t看望职工", "does not stand in its example"),
        ("慰问\tSYMPATHY\t3\tact", "no value in column 'example'"),
    ):
        (tmp_path / "triggers.tsv").write_text(head + row + "\n", "utf8")
        with pytest.raises(LexiconError, match=fault):
            EventDetector.load(tmp_path)


@pytest.mark.parametrize("row", ["at+nowhere\t1", "at\tmuch"])
def test_a_faulty_weight_of_a_place_is_refused(tmp_path: Path, row: str) -> None:
    for path in (model_dir() / "events").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "place_weights.tsv").write_text(f"sign\tweight\n{row}\n", "utf8")
    with pytest.raises(LexiconError, match=r"nowhere|much"):
        EventDetector.load(tmp_path)


@pytest.mark.parametrize(
    ("body", "types"),
    [
        # bullets, circled numbers, headings that each have a paragraph
        (
            "▲[DATE 5月3日=2024-05-03]，[ORG 青石区总工会]举行知识竞赛。\n▲[ORG 东岭镇总工会]为环卫工人免费体检。",
            ["COMPETITION", "SERVICE"],
        ),
        (
            "①[ORG 青石区总工会]举办职工摄影展。\n②[ORG 东岭镇总工会]开展送法进工地活动。",
            ["CULTURE", "OUTREACH"],
        ),
        (
            "青石：瓷工比拼拉坯\n[DATE 5月3日=2024-05-03]，[ORG 青石区总工会]主办的拉坯技能竞赛举行。\n"
            "东岭：新建“爱心驿站”\n近日，[ORG 东岭镇总工会]新建的“爱心驿站”投入使用。",
            ["COMPETITION", "LAUNCH"],
        ),
        # the sub-headings of a feature part no events
        (
            "[DATE 5月3日=2024-05-03]，[ORG 青石区总工会]为环卫工人送清凉。天气炎热。\n一碗绿豆汤\n"
            "老李喝完了汤。\n他笑了。\n两条毛巾\n小赵擦了汗。",
            ["SYMPATHY"],
        ),
    ],
)
def test_round_ups_give_an_event_for_each_item(body: str, types: list[str]) -> None:
    assert [e.type for e in DETECTOR(extraction(body))] == types


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("[ORG 青石区总工会]招聘会在[LOC 东岭]夜市开场。", "东岭夜市"),
        ("义诊活动在[LOC 东岭区]矿工家属院举行。", "东岭区矿工家属院"),
        ("慰问专车抵达[LOC 东岭县]境内的[LOC 红沟工区]，送来西瓜。", "红沟工区"),
        ("[ORG 远山矿业有限公司]（下称远山矿业）的多功能厅里，双方在集体合同上签字。", "远山矿业有限公司"),
        ("返乡专列驶出[LOC 东岭南站]，终到[LOC 安平]。", "东岭南站"),
        ("返乡航班从[LOC 东岭机场]起飞，送民工回家。", "东岭机场"),
        # the venue without what is done there; a venue that was changed; a camp in the path of its town
        ("[ORG 青石区总工会]在[LOC 东岭县妇幼保健院]租下三间房，为女工免费体检。", "东岭县妇幼保健院"),
        (
            "原定在[LOC 月亮湾海滩]举行的集体婚礼延期。婚礼地点改为[LOC 东岭市工人文化宫]，新人无须登记。",
            "东岭市工人文化宫",
        ),
        ("招聘会开场，[LOC 东岭县青石镇红旗板房区]的空地上就挤满了人。", "东岭县青石镇红旗板房区"),
        # a photo's caption; several coordinate places
        ("免费体检启动。图为医生在[LOC 东岭中学]为职工量血压。", "东岭中学"),
        ("图书车来到[LOC 东岭镇]、[LOC 西岭镇]，送书上门。", None),
        # the label of a round-up's item tells whose news it is
        ("\n【[LOC 东岭镇]】[ORG 镇总工会]举办安全培训班，12家单位参加。", None),
    ],
)
def test_place_is_the_most_specific_that_the_text_goes_to(body: str, place: str | None) -> None:
    event = primary(extraction("[DATE 5月9日=2024-05-09]，" + body))
    found = next((r for r in event.roles if r.role == "place"), None)
    assert event.place == place
    assert (found is None) == (place is None)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("[ORG 青石区总工会]“夜市招聘会”在广场开场。", "青石区总工会“夜市招聘会”"),
        ("[ORG 青石区总工会]的“流动图书车”开进果园，送书上门。", "“流动图书车”"),
        ("由[ORG 青石区总工会]出资的职工子女“候鸟”夏令营开营。", "职工子女“候鸟”夏令营"),
        ("[ORG 青石区总工会]举行电铲、钻机操作技术比武。", "电铲、钻机操作技术比武"),
        ("客人会见了出席“江海论坛”的代表，[ORG 青石区总工会]召开会议。", None),
        ("[ORG 青石区总工会]召开“双星双优”表彰会。", "“双星双优”"),
        (
            "[ORG 青石区总工会]表彰了[COUNT 26名][DATE 2023年度=2023-01-01..2023-12-31]“青石工匠”。",
            "2023年度“青石工匠”",
        ),
        # the contract's content is no event of the article
        ("[ORG 远山公司工会]与企业签订集体合同，约定职工开展“金点子”降本增效活动。", None),
    ],
)
def test_name_keeps_its_body_and_an_award_its_title(body: str, name: str | None) -> None:
    assert primary(extraction("[DATE 5月9日=2024-05-09]，" + body)).name == name


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        # a stoppage spans its days
        ("[DATE 5月6日=2024-05-06]，工人停工。工会当天介入。停工两天后，车间恢复生产。", (5, 6), (5, 7)),
        # neither a count's day nor a feast in a name dates the event
        (
            "[DATE 5月6日=2024-05-06]，[ORG 青石区总工会]无偿献血活动举行。截至[DATE 5月9日=2024-05-09]，献血2万毫升。",
            (5, 6),
            (5, 6),
        ),
        (
            "[DATE 5月6日=2024-05-06]，[ORG 青石区总工会]举行[DATE 春节=2024-02-10]送温暖慰问金发放仪式。",
            (5, 6),
            (5, 6),
        ),
    ],
)
def test_date_of_the_event(body: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    event = primary(extraction(body))
    assert (event.start_date, event.end_date) == (date(2024, *first), date(2024, *last))
