"""Which part a union plays in an event, read off the words around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import extraction

from pipeline.events import EventDetector
from pipeline.lexicon import LexiconError, model_dir
from pipeline.links.role_rules import RoleRules
from pipeline.links.roles import RoleLinker
from pipeline.records import Extraction

DETECTOR = EventDetector.load(model_dir() / "events")
LINKER = RoleLinker.load(model_dir() / "links")
A, B, C = "[ORG 甲区总工会=甲]", "[ORG 乙镇总工会=乙]", "[ORG 丙公司工会=丙]"
D = "[ORG 丁行业工会联合会=丁联]"
DAY = "[DATE 5月9日=2024-05-09]，"


def roles(x: Extraction) -> dict[str, str]:
    x.events = DETECTOR(x)
    x.event_unions = LINKER(x)
    return {u.union.name: u.role for u in x.event_unions if u.event == 0}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # hosts
        (f"{DAY}{A}举办职工技能大赛。", {"甲": "organizer"}),
        (f"{DAY}由{A}主办、{B}承办的职工技能大赛举行。", {"甲": "organizer", "乙": "co_organizer"}),
        (f"{DAY}{A}联合{B}举办职工技能大赛。", {"甲": "organizer", "乙": "co_organizer"}),
        (f"{DAY}{A}、{B}共同举办职工技能大赛。", {"甲": "organizer", "乙": "organizer"}),
        (f"{DAY}{A}与{B}共同举办职工技能大赛。", {"甲": "organizer", "乙": "organizer"}),
        (f"{DAY}职工技能大赛举行。大赛由{A}主办，{C}协办。", {"甲": "organizer", "丙": "co_organizer"}),
        (f"{DAY}在{A}的帮助下，28名孩子与务工的父母团聚。", {"甲": "organizer"}),
        (f"{DAY}{A}、{B}两部门联合启动送温暖活动。", {"甲": "organizer", "乙": "organizer"}),
        (f"{DAY}{A}为环卫工人送清凉。{B}同步设立补水点。", {"甲": "organizer", "乙": "co_organizer"}),
        (f"{DAY}{A}“暖秋”慰问活动在东湖公园启动。", {"甲": "organizer"}),
        (
            f"{DAY}{A}副主席[PER 林望<甲区总工会|副主席]一行来到矿区调研。{B}主席陪同。",
            {"甲": "organizer", "乙": "participant"},
        ),
        # guides
        (f"{DAY}{B}设立的“清凉小屋”启用。{A}为每间小屋补助五千元。", {"甲": "guide", "乙": "organizer"}),
        (f"{DAY}在{A}指导下，{C}与企业开展工资集体协商。", {"甲": "guide", "丙": "organizer"}),
        (f"{DAY}{C}举办托管班，得到{A}的大力支持。", {"甲": "guide", "丙": "organizer"}),
        (f"{DAY}由{A}支持、{B}建设的“南门能量站”揭牌。", {"甲": "guide", "乙": "organizer"}),
        (f"{DAY}{C}与企业签订工资集体合同。{A}派员列席指导。", {"甲": "guide", "丙": "organizer"}),
        # a union that acts in a dispute organizes, whatever help it is called
        (f"{DAY}在{A}的推动下，双方达成调解协议，拖欠的工资付清。", {"甲": "organizer"}),
        # participants
        (
            f"{DAY}{B}举办职工技能大赛。{A}副主席[PER 林望<甲区总工会|副主席]到场祝贺。",
            {"甲": "participant", "乙": "organizer"},
        ),
        (f"{DAY}{A}举办职工诵读会。{B}选送的节目获一等奖。", {"甲": "organizer", "乙": "participant"}),
        (f"{DAY}{A}召开工作会议。会上，{B}等5家单位作交流发言。", {"甲": "organizer", "乙": "participant"}),
        (
            f"{DAY}{C}举办职工篮球赛，来自{A}、{B}的12支代表队参赛。",
            {"丙": "organizer", "甲": "participant", "乙": "participant"},
        ),
        (f"{DAY}市领导同{A}新一届领导班子成员集体谈话。{A}新班子信心坚定。", {"甲": "participant"}),
        (
            f"{DAY}残联第三次代表大会召开。[PER 林望]代表{A}、{B}致贺词。",
            {"甲": "participant", "乙": "participant"},
        ),
        (f"{DAY}{A}夜校开班。{B}先后借鉴这一模式。", {"甲": "organizer"}),
        # subjects
        (f"{DAY}工会第五次代表大会开幕。[PER 林望]代表{A}第四届委员会作报告。", {"甲": "subject"}),
        (f"{DAY}巡察组对县教育局、{A}等9家单位开展常规巡察。", {"甲": "subject"}),
        (f"{DAY}[ORG 甲区货运行业工会联合会=联合会]第一次会员代表大会召开。", {"联合会": "subject"}),
        (f"{DAY}[ORG 甲区货运行业工会联合会=联合会]揭牌成立，司机集中入会。", {"联合会": "subject"}),
        (f"{DAY}{A}公布“模范小家”名单，{C}等20家榜上有名。", {"甲": "organizer", "丙": "subject"}),
        (f"{DAY}{A}挂上新牌匾，正式更名。", {"甲": "subject"}),
        (f"{DAY}检查组来到{C}检查厂务公开工作。", {"丙": "subject"}),
        # who founds something else is no subject; who sends members takes part
        (f"{DAY}{A}揭牌成立“司机之家”，供货车司机休息。", {"甲": "organizer"}),
        (f"{DAY}{A}启动女职工免费体检。{B}分批组织女职工参加。", {"甲": "organizer", "乙": "participant"}),
        # beneficiaries
        (f"{DAY}{A}举办职工书画展，为{B}等4家基层工会赠送作品。", {"甲": "organizer", "乙": "beneficiary"}),
        # whose official only speaks to the reader was there
        (
            f"{DAY}{B}举办职工技能大赛。{A}主席[PER 林望<甲区总工会|主席]说，比赛很好。",
            {"甲": "participant", "乙": "organizer"},
        ),
        # who adds its part later, who lends money or experts, who wins, who sends its members
        (f"{DAY}{A}举办义诊活动。{B}派出6名工作人员维持秩序。", {"甲": "organizer", "乙": "co_organizer"}),
        (f"{DAY}{B}举办瓦工培训班。{A}请来两位技师授课。", {"甲": "guide", "乙": "organizer"}),
        (f"{DAY}{B}举办瓦工培训班。{A}为培训班提供了教材支持。", {"甲": "guide", "乙": "organizer"}),
        (f"{DAY}{B}开展安全检查。{A}派出2名专家随队指导。", {"甲": "guide", "乙": "organizer"}),
        (
            f"{DAY}{A}举办职工读书周。{B}、{C}获优秀组织奖。",
            {"甲": "organizer", "乙": "participant", "丙": "participant"},
        ),
        (f"{DAY}{A}举办招聘会。{B}组织60名职工前来应聘。", {"甲": "organizer", "乙": "participant"}),
        (
            f"{DAY}{A}发起的献血活动举行，{B}等9家基层工会的200名会员参加。",
            {"甲": "organizer", "乙": "participant"},
        ),
        (f"{DAY}{A}发动职工捐款，其中{C}捐款8万元。", {"甲": "organizer", "丙": "participant"}),
        # an unnamed body may close the group; paying comes second to opening
        (f"{DAY}会议由{C}组织，{A}、区航务局派人到会指导。", {"甲": "guide", "丙": "organizer"}),
        (f"{DAY}{A}首批“暖心角”揭牌。{A}按每间1万元的标准给予补贴。", {"甲": "organizer"}),
        # a founded union and who gives it its sign
        (
            f"{DAY}[ORG 甲区厨师行业工会联合会=联合会]成立大会举行。{A}副主席[PER 林望<甲区总工会|副主席]为[ORG 该工会=联合会]授牌。",
            {"联合会": "subject", "甲": "guide"},
        ),
        # signing is organizing, attending the signing is not
        (
            f"{DAY}{A}与区法院签署合作协议。{B}负责人等60余人参加签约仪式。",
            {"甲": "organizer", "乙": "participant"},
        ),
        # in a dispute all that act are organizers, but not who passes the matter on
        (
            f"{DAY}38名工人讨回欠薪。{B}随即上报。{A}派律师代理仲裁。",
            {"甲": "organizer", "乙": "participant"},
        ),
        # no part: background, plans, a source
        (
            f"{DAY}{B}举办职工技能大赛。比赛热闹。[DATE 去年=2023-01-01..2023-12-31]，{A}举办过讲座。",
            {"乙": "organizer"},
        ),
        (f"{DAY}{B}举办职工技能大赛。比赛热闹。下一步，{A}将推荐优胜者参评。", {"乙": "organizer"}),
        (f"记者从{A}获悉，{DAY}{B}举办职工技能大赛。", {"乙": "organizer"}),
        # who is named as the one that did it
        (
            f"{DAY}职工篮球赛在东湖公园开赛。承办比赛的是{B}，主办方是{A}。",
            {"甲": "organizer", "乙": "co_organizer"},
        ),
        (f"{DAY}为环卫工人送去棉衣的是{A}。", {"甲": "organizer"}),
        (f"{DAY}职工书画展开幕。操办这场展览的，正是{A}。", {"甲": "organizer"}),
        (f"{DAY}{A}举办职工篮球赛。最后捧走奖杯的是{C}。", {"甲": "organizer", "丙": "participant"}),
        (
            f"{DAY}{A}公布职工书屋名单。首次入选的有{B}、{C}。",
            {"甲": "organizer", "乙": "subject", "丙": "subject"},
        ),
        (
            f"{DAY}40名职工踏上疗休养的列车。这是{A}和{B}共同组织的首趟专列。",
            {"甲": "organizer", "乙": "organizer"},
        ),
        (
            f"{DAY}职工技能大赛开赛。这场大赛是由{A}牵头、{B}具体承办的。",
            {"甲": "organizer", "乙": "co_organizer"},
        ),
        # adverbials of any kind before the verb
        (
            f"{DAY}{A}冒雨把慰问品送到环卫工人手里。{B}主动派出3名志愿者帮忙分发。",
            {"甲": "organizer", "乙": "co_organizer"},
        ),
        (f"{DAY}{A}举办招聘会。{B}早早组织了60名职工前来应聘。", {"甲": "organizer", "乙": "participant"}),
        (f"{DAY}职工夜校开班。{B}腾出两间教室，{A}出资6万元购置设备。", {"乙": "organizer", "甲": "guide"}),
        (f"{DAY}{A}举行健步走活动。{C}拉来一支80人的队伍。", {"甲": "organizer", "丙": "participant"}),
        # who works for a founding guides it; who convenes it holds it
        (
            f"{DAY}23名代表投票选出首届委员会，{D}由此诞生。{A}副主席[PER 林望<甲区总工会|副主席]到会祝贺。",
            {"丁联": "subject", "甲": "participant"},
        ),
        (
            f"{DAY}{D}成立。此前，{B}挨家挨户上门动员，{A}拨付5万元启动资金。",
            {"丁联": "subject", "乙": "guide", "甲": "guide"},
        ),
        (
            f"{DAY}{A}组织召开{D}成立大会。{B}也来帮忙。",
            {"甲": "organizer", "丁联": "subject", "乙": "guide"},
        ),
        # parties bargain, the union above helps them
        (f"{DAY}{C}与企业签订工资专项集体合同。{A}请来会计师算清了账。", {"丙": "organizer", "甲": "guide"}),
        # who speaks up at another's meeting takes part
        (
            f"{DAY}{A}召开基层工会建设推进会。{B}在会上晒出了自己的做法。",
            {"甲": "organizer", "乙": "participant"},
        ),
        (
            f"{DAY}{A}召开职工座谈会。座谈会上，{C}提出增设哺乳室的建议。",
            {"甲": "organizer", "丙": "participant"},
        ),
        # who comes first holds a visit
        (
            f"{DAY}{A}主席[PER 林望<甲区总工会|主席]一行来到东湖工地，给农民工送去清凉。{C}当场为工人添置了冰柜。",
            {"甲": "organizer", "丙": "co_organizer"},
        ),
        (f"{DAY}{A}、{B}负责人来到医院看望受伤职工，送上慰问金。", {"甲": "organizer", "乙": "organizer"}),
        # what is sent or handed over
        (
            f"{DAY}{A}启动职工技能大赛，并向{B}、{C}的领队授旗。",
            {"甲": "organizer", "乙": "participant", "丙": "participant"},
        ),
        (f"{DAY}{A}为{B}送去一批图书，助其建起职工书屋。", {"甲": "organizer", "乙": "beneficiary"}),
        (f"{DAY}{A}把5万元救灾款交到{B}手中。", {"甲": "organizer", "乙": "beneficiary"}),
        # joined in one clause
        (f"{DAY}{A}携手区司法局、{B}走进工地开展普法宣传。", {"甲": "organizer", "乙": "co_organizer"}),
        (f"{DAY}{A}与{B}联手举办单身职工联谊会。", {"甲": "organizer", "乙": "organizer"}),
        (f"{DAY}由{A}和区文旅局指导、{B}主办的职工歌咏比赛举行。", {"甲": "guide", "乙": "organizer"}),
        (f"{DAY}{A}组织12名劳模到海边疗休养。接待他们的是{B}。", {"甲": "organizer", "乙": "co_organizer"}),
        # who gives and who gets a title
        (f"{DAY}{A}对模范职工之家予以命名，{C}名列其中。", {"甲": "organizer", "丙": "subject"}),
        (f"{DAY}12家单位被{A}授予“工人先锋号”。", {"甲": "organizer"}),
        (f"{DAY}{C}捧回全市模范职工之家奖牌。奖牌由{A}颁发。", {"丙": "subject", "甲": "organizer"}),
        # disputes: who acts, who reports
        (
            f"{DAY}26名农民工拿回欠薪18万元。{B}得知后上报{A}，{A}指派律师代理。",
            {"甲": "organizer", "乙": "participant"},
        ),
        (f"{DAY}经{A}三次协调，被拖欠的工资终于发到26名工人手中。", {"甲": "organizer"}),
        # inspections
        (
            f"{DAY}{A}副主席[PER 林望<甲区总工会|副主席]到东湖厂调研。{B}、{C}等工会主席参加座谈会。",
            {"甲": "organizer", "乙": "participant", "丙": "participant"},
        ),
        (f"{DAY}{A}检查组来到{C}，查看高温作业岗位防暑降温情况。", {"甲": "organizer", "丙": "subject"}),
        (
            f"{DAY}{A}副主席[PER 林望<甲区总工会|副主席]到东湖厂调研。{B}、{C}主要负责人参加调研。",
            {"甲": "organizer", "乙": "participant", "丙": "participant"},
        ),
        # no part: praise, a source
        (f"{DAY}{B}举办职工歌咏比赛。此举得到了{A}的肯定。", {"乙": "organizer"}),
        (f"{DAY}{B}开出直通车，送68名工友返乡。据{A}统计，全区已有两千人返乡。", {"乙": "organizer"}),
    ],
)
def test_role(body: str, expected: dict[str, str]) -> None:
    assert roles(extraction(body)) == expected


def test_a_round_up_links_the_unions_of_an_item_to_its_event() -> None:
    x = extraction(
        f"【东片】{DAY}{A}走访慰问环卫工人，送上慰问品。\n【西片】{DAY}{B}举办专场招聘会，提供岗位百余个。",
        headline="各地工会节日忙",
    )
    roles(x)
    assert [(u.event, u.union.name) for u in x.event_unions] == [(0, "甲"), (1, "乙")]


def test_the_evidence_is_the_sentence_that_shows_the_role() -> None:
    x = extraction(f"{DAY}职工技能大赛在东湖公园开赛。百名选手参加。大赛由{A}主办。")
    roles(x)
    (link,) = x.event_unions
    assert x.span(x.sentences[link.sentence]) == "大赛由甲区总工会主办。"
    assert link.reason
    assert 0 < link.score <= 1


def test_ambiguous_and_unknown_mentions_are_not_linked() -> None:
    x = extraction(f"{DAY}[ORG 区总工会]举办职工技能大赛。")
    assert roles(x) == {}


def test_a_cue_on_the_wrong_side_is_refused(tmp_path: Path) -> None:
    (tmp_path / "role_cues.tsv").write_text(
        "cue\tkind\tside\texample\n联合\tpartner\tafter\t区总工会联合\n", "utf8"
    )
    with pytest.raises(LexiconError, match="partner"):
        RoleRules.load(tmp_path)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # who is called in, who pays, who lends rooms, who passes the matter on
        (
            f"{DAY}{A}为受灾职工发放救助金。{A}组织{B}的工作人员逐户核查。",
            {"甲": "organizer", "乙": "participant"},
        ),
        (f"{DAY}矿工开始疗休养。疗休养由{B}组织，{A}承担八成费用。", {"甲": "guide", "乙": "organizer"}),
        (f"{DAY}由{B}组织的“暖流”服务活动举行。{A}为活动提供了急救包。", {"甲": "guide", "乙": "organizer"}),
        (
            f"{DAY}{A}介入，被拖欠的工资付清。{B}在走访中得知此事，随即上报。",
            {"甲": "organizer", "乙": "participant"},
        ),
        (f"{DAY}{A}介入，被拖欠的工资付清。{B}还送去应急金。", {"甲": "organizer", "乙": "co_organizer"}),
        # who tells of its experience was there; who speaks of itself only was not
        (f"{DAY}{A}召开座谈会。会上，{B}介绍了建会经验。", {"甲": "organizer", "乙": "participant"}),
        (
            f"{DAY}{A}举办职工健步走。{C}主席[PER 林望<丙公司工会|主席]说，三年来工会建起了健身房。",
            {"甲": "organizer"},
        ),
        # its team sets out for it
        (f"{DAY}{A}的普法小分队走进夜市，发放维权手册。", {"甲": "organizer"}),
        # help before a founding is help for it
        (
            f"{DAY}[ORG 甲区货运行业工会联合会=联合会]揭牌成立。货运工多年来没有工会。"
            f"去年10月起，在{B}指导下，筹备组挨家走访。",
            {"联合会": "subject", "乙": "guide"},
        ),
        # who ends a dispute, whose activity it is, who lends hands to it
        (f"{DAY}经{A}调解，九名骑手拿到被拖欠的配送费。", {"甲": "organizer"}),
        (f"{DAY}在{A}主持下，双方达成调解协议，拖欠的工资付清。", {"甲": "organizer"}),
        (f"{DAY}{A}的“周末茶座”在文庙开讲。", {"甲": "organizer"}),
        (
            f"{DAY}{A}主办的健步走活动举行。{B}派出志愿者到场帮忙。",
            {"甲": "organizer", "乙": "co_organizer"},
        ),
        # its staff is the union, who goes along adds its part, who is asked to guide guides
        (f"{DAY}{A}、{B}的工作人员来到工地慰问，送去凉茶。", {"甲": "organizer", "乙": "organizer"}),
        (
            f"{DAY}{A}介入停工，同{B}一起赶到厂里，被拖欠的工资付清。",
            {"甲": "organizer", "乙": "co_organizer"},
        ),
        (f"{DAY}{B}请{A}派员指导，被拖欠的工资付清。", {"甲": "guide", "乙": "organizer"}),
        # who brings its people, wins or sends a letter takes part
        (
            f"{DAY}{A}启动助学行动。{B}等11个乡镇总工会组织职工报名。",
            {"甲": "organizer", "乙": "participant"},
        ),
        (f"{DAY}{A}举办职工歌会。{B}的《山河》拔得头筹。", {"甲": "organizer", "乙": "participant"}),
        (f"{DAY}{A}主办的职工歌会举行。{B}发来贺信。", {"甲": "organizer", "乙": "participant"}),
        (f"{DAY}{B}举办助学行动，{A}经费补助五万元。", {"甲": "guide", "乙": "organizer"}),
        # the union of the workplace negotiates
        (f"{DAY}劳资双方签订工资专项集体合同。{A}指派指导员全程列席。", {"甲": "guide"}),
    ],
)
def test_help_of_other_unions(body: str, expected: dict[str, str]) -> None:
    assert roles(extraction(body)) == expected


def test_the_event_of_a_feature_may_be_told_below_a_sub_heading() -> None:
    x = extraction(
        "老高蹲在炉前。火候差一分，瓷色就跑一截。他的话不多。师傅们都这样。\n一张学习网\n"
        f"{DAY}职工技能竞赛在东岭举行，六十名选手参赛。竞赛由{A}主办，{B}承办。\n一张保障网\n夜里，炉火还亮着。",
    )
    assert roles(x) == {"甲": "organizer", "乙": "co_organizer"}
