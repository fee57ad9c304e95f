"""The name of an event: what it is called, with its year and its body, and what only looks like a name."""

from __future__ import annotations

import pytest
from marked import extraction

from pipeline.events import EventDetector
from pipeline.lexicon import model_dir
from pipeline.records import Event

DETECTOR = EventDetector.load(model_dir() / "events")
DAY = "[DATE 5月9日=2024-05-09]，"
UNION = "[ORG 青石区总工会]"
YEAR = "[DATE 2024年=2024-01-01..2024-12-31]"


def primary(body: str, headline: str | None = None) -> Event:
    return DETECTOR(extraction(body, headline=headline))[0]


def name(body: str, headline: str | None = None) -> str | None:
    return primary(body, headline).name


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the day may stand between the name and what takes place
        ("东岭省工会第九次代表大会[DATE 9日上午=2024-05-09]在人民会堂开幕。", "东岭省工会第九次代表大会"),
        (
            f"由{UNION}主办的焊工技能大赛[DATE 今天=2024-05-09]（[DATE 5月9日=2024-05-09]）落幕。",
            "焊工技能大赛",
        ),
        # a year makes an edition of a plain noun, with 年 or without
        (f"{YEAR}全区劳模休养活动[DATE 日前=]正式启动。", "2024年全区劳模休养活动"),
        ("2024职业健康与工会工作论坛[DATE 今天=2024-05-09]在青石开幕。", "2024职业健康与工会工作论坛"),
        (
            "[DATE 2024年=2024-01-01..2024-12-31]春汛禁渔专项执法行动[DATE 今天=2024-05-09]启动。",
            "2024年春汛禁渔专项执法行动",
        ),
        # the year stands before a feast, and before a quotation
        (
            f"{DAY}{UNION}启动[DATE 2025年元旦=2025-01-01][DATE 春节期间=]送温暖活动。",
            "2025年元旦春节期间送温暖活动",
        ),
        (
            f"{DAY}{UNION}启动[DATE 2025年元旦=2025-01-01][DATE 春节=]“送温暖活动”。",
            "2025年元旦春节“送温暖活动”",
        ),
        # a number with 零 is an edition too
        (
            "[ORG 青石市人大常委会]第一百零六次主任会议[DATE 9日=2024-05-09]举行。",
            "青石市人大常委会第一百零六次主任会议",
        ),
        # what is coordinated before the noun belongs to it
        (
            f"{DAY}在总工会、妇联、青联界委员联组会上，委员们就女工夜班建言。",
            "总工会、妇联、青联界委员联组会",
        ),
        # 组织 is a noun here
        (f"{DAY}东海合作组织第三届青年技工论坛开幕。", "东海合作组织第三届青年技工论坛"),
        # the verb in a glued word ends the name
        (f"{DAY}第二轮职业健康督察全面完成督察进驻。", "第二轮职业健康督察"),
        # the sitting of a congress, and its closing, are called after it
        (
            "[ORG 青石区政协]六届二次会议[DATE 9日上午=2024-05-09]举行第三次全体会议。",
            "青石区政协六届二次会议",
        ),
        (
            "[ORG 东岭省工会]第九次代表大会完成各项议程，[DATE 9日=2024-05-09]闭幕。[PER 高远山]主持闭幕大会。",
            "东岭省工会第九次代表大会",
        ),
        # a verb behind 暨 belongs to the name
        (
            f"{DAY}2024年庆祝“五一”暨表彰劳动模范和先进工作者大会召开。",
            "2024年庆祝“五一”暨表彰劳动模范和先进工作者大会",
        ),
        (f"{DAY}{UNION}发布第三届职工龙舟邀请赛日程，报名踊跃。", "第三届职工龙舟邀请赛"),
        # two countries
        (f"{DAY}第二届中德焊接技师论坛在青石举行。", "第二届中德焊接技师论坛"),
        # fairs and programmes have names
        (f"{DAY}第五届东岭国际竹编博览会开幕。", "第五届东岭国际竹编博览会"),
        (
            f"{DAY}{UNION}录制的“劳动最美”庆祝“五一”特别节目在老船坞录制完成，工人唱起歌。",
            "“劳动最美”庆祝“五一”特别节目",
        ),
        # what is brought somewhere under its name; the first of its kind
        (f"{DAY}{UNION}把“棚下普法”搬进采石场，律师答疑三十个。", "“棚下普法”"),
        (f"{DAY}[LOC 东岭区]首批[LOC 港区]职工书屋正式启用。", "港区职工书屋"),
        (f"{DAY}{UNION}办的蜂蜇急救课开讲。", "蜂蜇急救课"),
        # what starts is a launch whatever it is
        (f"{DAY}第12个青石安全宣传周在东岭广场启动。", "第12个青石安全宣传周"),
    ],
)
def test_what_an_event_is_called(body: str, expected: str) -> None:
    assert name(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        # an attribute of something else
        f"{DAY}{UNION}采用月光慰问演出的方式走进工地。",
        f"{DAY}{UNION}学习全国群团改革工作会议精神。",
        f"{DAY}第六届矿工运动会主席高远山发表讲话，工人谈起讲话。",
        # what is asked for
        f"{DAY}{UNION}有关负责人说，要广泛开展群众性主题宣传。",
        # one of several, and the noun for all of them
        f"{DAY}{UNION}开展各种文化活动，推出舞龙演出、剪纸展演等十余项活动。",
        f"{DAY}各地通过举办“浪花”健步走活动、开展“海风”读书活动等多种形式宣传安全生产。",
        # who is called so
        f"{DAY}{UNION}组织律师组成“欠薪调解”小组，走访三家企业，查看工资表。",
        # a series goes on behind it; a match of a contest; a meeting of no particular kind
        f"{DAY}{UNION}开展巩固宿舍改造成果、特殊工种送温暖、改善食堂条件三类服务。",
        f"{DAY}{UNION}组织的羽毛球队出战，男双决赛打了三局，双方握手。",
        f"{DAY}市政府新闻办举行政策例行吹风会，介绍欠薪治理。",
        f"{DAY}矿工在晒谷场参加群众大会。",
        # where they go, and what they start
        f"{DAY}文工团赴[LOC 东岭]慰问演出。",
        f"{DAY}[LOC 东岭]职工服务中心启动用电安全排查。",
        f"{DAY}“两会一部”发布办理欠薪案件的意见。",
        # a period
        f"{DAY}“十四五”期间投用的首座骑手公寓开放。",
    ],
)
def test_what_only_looks_like_a_name(body: str) -> None:
    assert name(body) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"{DAY}《东岭省职工宿舍防火与用电安全管理办法（试行）及其实施细则若干条款的补充规定（第二版）》印发。",
            "《东岭省职工宿舍防火与用电安全管理办法（试行）及其实施细则若干条款的补充规定（第二版）》",
        ),
        ("《船坞作业防暑指引》[DATE 日前=]发布。", "《船坞作业防暑指引》"),
        ("《船坞作业防暑指引》于[DATE 近日=]印发。", "《船坞作业防暑指引》"),
        (f"{DAY}{UNION}发布全市首个《骑手工间休息指引》。", "《骑手工间休息指引》"),
    ],
)
def test_what_is_published_has_the_name_of_its_title(body: str, expected: str) -> None:
    assert name(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{DAY}{UNION}召开大会，授予[COUNT 12人]{YEAR}省五一劳动奖章。", "2024年省五一劳动奖章"),
        (f"{DAY}{UNION}授予[ORG 远山公司]市五一劳动奖状。", "市五一劳动奖状"),
        (f"{DAY}{UNION}授予[PER 高远山]等[COUNT 58名]同志第六届全区道德模范荣誉称号。", "第六届全区道德模范"),
        # a quotation before the noun of what is rewarded
        (
            f"{DAY}{UNION}公布[DATE 2024年度=2024-01-01..2024-12-31]“港城暖灯”骑手服务站名单。",
            "2024年度“港城暖灯”骑手服务站",
        ),
        (f"{DAY}{UNION}为十家“全区示范妈妈小屋”颁发牌匾。", "“全区示范妈妈小屋”"),
        (f"{DAY}{UNION}召开大会，表彰一批全区劳动模范。", "全区劳动模范"),
        # who has it already gets none
        (f"{DAY}{UNION}召开表彰会，全国五一劳动奖章获得者[PER 高远山]上台颁奖。", None),
        # the award that has quotation marks comes first
        (
            f"{DAY}{UNION}为[DATE 2024年度=2024-01-01..2024-12-31]“青石巧匠”颁奖，省五一劳动奖章同时揭晓。",
            "2024年度“青石巧匠”",
        ),
    ],
)
def test_an_award_known_by_its_own_name(body: str, expected: str | None) -> None:
    event = primary(body)
    assert (event.type, event.name) == ("AWARD", expected)


def test_the_heading_of_a_brief_is_shorthand_for_the_name_told_below_it() -> None:
    x = extraction(
        "全市焊工大赛落幕\n[DATE 5月9日=2024-05-09]，[DATE 2024年=2024-01-01..2024-12-31]全市“弧光杯”焊工大赛在[LOC 东岭技校]落幕。\n"
        "骑手公寓启用\n[DATE 5月8日=2024-05-08]，[LOC 东岭区]骑手公寓启用，首批二十人入住。",
        headline="短讯两则",
    )
    assert DETECTOR(x)[0].name == "2024年全市“弧光杯”焊工大赛"


def test_a_congress_that_rewards_as_well_is_named_for_its_awards() -> None:
    event = primary(f"{DAY}2024年庆祝“五一”暨表彰全区劳动模范大会召开。", headline="三十名劳动模范受表彰")
    assert (event.type, event.name) == ("AWARD", "2024年庆祝“五一”暨表彰全区劳动模范大会")
