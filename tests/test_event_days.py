"""The day of an event: put off, brought forward, moved elsewhere; told from beginning to end; beside days of other things."""

from __future__ import annotations

from datetime import date

import pytest
from marked import extraction

from pipeline.events import EventDetector
from pipeline.lexicon import model_dir
from pipeline.records import Event

DETECTOR = EventDetector.load(model_dir() / "events")
UNION = "[ORG 青石区总工会]"
PLAN = "原定[DATE 5月12日=2024-05-12]在[LOC 柳河广场]举行的职工集体婚礼"


def primary(body: str) -> Event:
    return DETECTOR(extraction(body))[0]


def days(body: str) -> tuple[str | None, str | None]:
    found = primary(body)
    first, last = found.start_date, found.end_date
    return first.isoformat() if first else None, last.isoformat() if last else None


@pytest.mark.parametrize(
    "told",
    [
        "推迟到[DATE 6月1日=2024-06-01]举行",
        "推迟至[DATE 6月1日=2024-06-01]",
        "延期至[DATE 6月1日=2024-06-01]举办",
        "改期到[DATE 6月1日=2024-06-01]",
        "顺延至[DATE 6月1日=2024-06-01]",
        "改在[DATE 6月1日=2024-06-01]举行",
        "改为[DATE 6月1日=2024-06-01]",
        "调整到[DATE 6月1日=2024-06-01]",
        "延后到了[DATE 6月1日=2024-06-01]",
        "提前到[DATE 6月1日=2024-06-01]举行",
        "因暴雨改期。区总工会发出通知，婚礼推迟到[DATE 6月1日=2024-06-01]",
    ],
)
def test_a_moved_event_has_its_new_day(told: str) -> None:
    assert days(f"{PLAN}{told}，{UNION}已通知新人。") == ("2024-06-01", "2024-06-01")


def test_a_moved_event_needs_no_plan_where_it_says_so() -> None:
    assert days(f"{UNION}的职工运动会延期至[DATE 6月1日=2024-06-01]举行。") == ("2024-06-01", "2024-06-01")


@pytest.mark.parametrize(
    "told",
    [
        "延期举办，具体时间另行通知",
        "推迟举行，时间待定",
        "暂缓举行，何时举行另行公布",
        "改期，新人名单不变",
        "因故推迟。具体日期将另行通知",
    ],
)
def test_an_event_put_off_without_a_new_day_has_none(told: str) -> None:
    assert days(f"{PLAN}{told}。{UNION}请新人谅解。") == (None, None)


def test_a_cancelled_event_keeps_the_day_of_its_plan() -> None:
    assert days(f"{PLAN}因暴雨取消，{UNION}把礼品送到新人家里。") == ("2024-05-12", "2024-05-12")


def test_an_event_put_off_and_held_at_last_has_the_day_on_which_it_was_held() -> None:
    body = f"{PLAN}因暴雨推迟，[DATE 6月1日=2024-06-01]，{UNION}终于为二十对新人办了婚礼。"
    assert days(body) == ("2024-06-01", "2024-06-01")


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("地点改为[LOC 青石工人文化宫]", "青石工人文化宫"),
        ("地点由广场调整至[LOC 青石工人文化宫]", "青石工人文化宫"),
        ("会场移至[LOC 青石工人文化宫]", "青石工人文化宫"),
        ("改在[LOC 青石工人文化宫]举行", "青石工人文化宫"),
        ("移师[LOC 青石工人文化宫]举办", "青石工人文化宫"),
        ("时间不变", "柳河广场"),
    ],
)
def test_a_moved_event_has_its_new_place(told: str, place: str) -> None:
    assert primary(f"{PLAN}因暴雨有变，{told}，{UNION}已通知新人。").place == place


def test_a_closing_date_that_is_moved_is_not_the_day_of_the_event() -> None:
    body = f"[DATE 5月6日=2024-05-06]，{UNION}启动职工歌手大赛。报名截止日期延期至[DATE 6月1日=2024-06-01]。"
    assert days(body) == ("2024-05-06", "2024-05-06")


@pytest.mark.parametrize(
    "body",
    [
        f"从[DATE 本月8日=2024-05-08]开始，{UNION}的女职工免费体检分批进行，到[DATE 5月20日=2024-05-20]已近尾声。",
        f"{UNION}的免费体检[DATE 5月8日=2024-05-08]开始，[DATE 5月20日=2024-05-20]结束。",
        f"{UNION}举办的职工书法展[DATE 5月8日=2024-05-08]开展，[DATE 5月20日=2024-05-20]落下帷幕。",
        f"职工足球赛自[DATE 5月8日=2024-05-08]开赛，至[DATE 5月20日=2024-05-20]收官，{UNION}颁奖。",
    ],
)
def test_an_event_told_from_beginning_to_end_spans_both(body: str) -> None:
    assert days(body) == ("2024-05-08", "2024-05-20")


def test_what_has_gone_on_since_a_day_has_no_end() -> None:
    body = f"[DATE 5月8日起=2024-05-08..]，{UNION}把旧粮站改成托管班，请来教师看着孩子写作业。"
    found = DETECTOR(extraction(body, issued=date(2024, 5, 30)))[0]
    assert (found.start_date, found.end_date) == (date(2024, 5, 8), None)


def test_what_is_opened_at_once_has_one_day() -> None:
    body = f"{UNION}的骑手驿站[DATE 5月8日=2024-05-08]启用，装修[DATE 5月20日=2024-05-20]结束。"
    assert days(body)[0] == days(body)[1]


@pytest.mark.parametrize(
    "aside",
    [
        "据统计，自[DATE 去年9月=2023-09-01..2023-09-30]“暖途”送岗行动开展以来，已帮助三千人就业。",
        "[DATE 连日来=]，招聘会已走进九个乡镇，送出岗位三千个。",
        "[DATE 今年以来=2024-01-01..2024-05-30]，招聘会已办八场，送出岗位三千个。",
        "[DATE 次日=2024-05-09]就是[DATE 护士节=2024-05-12]，招聘会还为护士留了专区。",
    ],
)
def test_the_lead_gives_the_day(aside: str) -> None:
    body = f"[DATE 5月8日=2024-05-08]，{UNION}把招聘会开进[LOC 柳河镇]。六十家企业带来岗位。\n{aside}"
    assert days(body) == ("2024-05-08", "2024-05-08")


def test_a_sentence_may_begin_with_the_months_of_the_event() -> None:
    body = (
        "“血压有点高。”[DATE 5月18日=2024-05-18]，瓦工老丁拿到了体检报告。\n"
        f"[DATE 4月以来=2024-04-10..2024-05-20]，{UNION}把体检车开到工地，为农民工免费体检。"
    )
    assert days(body) == ("2024-04-10", "2024-05-20")


@pytest.mark.parametrize(
    "paid",
    [
        "工钱一分不少发到大家手上",
        "欠薪全部打进了银行卡",
        "11万元打到工友账上",
        "工资汇到了每个人的卡里",
    ],
)
def test_a_pay_claim_is_dated_at_payment(paid: str) -> None:
    body = (
        f"[DATE 4月中旬=2024-04-11..2024-04-20]，包工头欠下十名瓦工工钱，{UNION}接到求助后上门调解。"
        f"[DATE 5月8日晚=2024-05-08]，{paid}。"
    )
    assert days(body) == ("2024-05-08", "2024-05-08")


def test_days_of_a_contest_are_counted_back_from_its_end() -> None:
    body = f"经过3天角逐，{UNION}的焊工技能大赛[DATE 5月8日=2024-05-08]落下帷幕。"
    assert days(body) == ("2024-05-06", "2024-05-08")


def test_a_later_sentence_may_say_how_long_the_event_lasted() -> None:
    body = (
        f"[DATE 5月8日=2024-05-08]，{UNION}检查沿线食堂。井水不够用。工人们讲了难处。主席当场拍板。"
        "一口新井就要打了。这次检查历时两天，共发现九个问题。"
    )
    assert days(body) == ("2024-05-08", "2024-05-09")


def test_a_day_looked_back_to_gives_way() -> None:
    body = f"[DATE 5月8日=2024-05-08]，{UNION}针对厂方[DATE 前一天=2024-05-07]的裁员决定召开协商会。"
    assert primary(body).start_date == date(2024, 5, 8)
