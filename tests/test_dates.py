from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import model_dir
from pipeline.mentions.times import TimeFinder
from pipeline.records import Article, Extraction, Field
from pipeline.values import calendar as cal
from pipeline.values.dates import DateReader
from pipeline.view import view

FIND = TimeFinder.load(model_dir() / "mentions")
READ = DateReader.load(model_dir() / "values")
ISSUE = date(2023, 9, 20)  # a Wednesday


def read(text: str, issue: date | None = ISSUE) -> list[tuple[str, str | None, str | None, str]]:
    v = view(text)
    x = Extraction(Article("a", "p", 0, text, issue_date=issue), text, v, (Field("body", 0, len(text)),))
    x.mentions = FIND(v)
    iso = [
        (d.start_date.isoformat() if d.start_date else None, d.end_date.isoformat() if d.end_date else None)
        for d in READ(x)
    ]
    return [(x.span(d.mention), *days, d.timex) for d, days in zip(READ(x), iso, strict=True)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("5月16日至17日", "2023-05-16", "2023-05-17"),
        ("11月3日", "2022-11-03", "2022-11-03"),
        ("12月", "2022-12-01", "2022-12-31"),
        ("2021年", "2021-01-01", "2021-12-31"),
        ("今年3月以来", "2023-03-01", "2023-09-20"),
        ("去年以来", "2022-01-01", "2023-09-20"),
        ("去年底", "2022-12-01", "2022-12-31"),
        ("今年12月以来", None, None),
        ("2020年初", "2020-01-01", "2020-01-31"),
        ("年底前", None, "2023-12-31"),
        ("8月底", "2023-08-21", "2023-08-31"),
        ("8月下旬", "2023-08-21", "2023-08-31"),
        ("2月下旬", "2023-02-21", "2023-02-28"),
        ("7月初", "2023-07-01", "2023-07-10"),
        ("本月12日", "2023-09-12", "2023-09-12"),
        ("昨天", "2023-09-19", "2023-09-19"),
        ("上周", "2023-09-11", "2023-09-17"),
        ("上周五上午", "2023-09-15", "2023-09-15"),
        ("今年上半年", "2023-01-01", "2023-06-30"),
        ("第二季度", "2023-04-01", "2023-06-30"),
        ("今年1至8月", "2023-01-01", "2023-08-31"),
        ("2022年元月6日", "2022-01-06", "2022-01-06"),
        ("元月6日", "2023-01-06", "2023-01-06"),
        ("前7月", "2023-01-01", "2023-07-31"),
        ("前三季度", "2023-01-01", "2023-09-30"),
        ("10月1日起", "2023-10-01", None),
        ("2018-2020年", "2018-01-01", "2020-12-31"),
        ("12月28日至1月3日", "2022-12-28", "2023-01-03"),
        ("端午节", "2023-06-22", "2023-06-22"),
        ("端午节前", None, "2023-06-21"),
        ("正月初三", "2023-01-24", "2023-01-24"),
        ("农历腊月廿三", "2023-01-14", "2023-01-14"),
        ("春节期间", None, None),
        ("国庆节前夕", None, None),
        ("近日", None, None),
        ("目前", None, None),
        ("上世纪90年代", "1990-01-01", "1999-12-31"),
        ("9月31日", None, None),
    ],
)
def test_days(text: str, start: str | None, end: str | None) -> None:
    assert [row[1:3] for row in read(f"记者，{text}，在现场看到。")] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("3月8日", "2023-03-08"), ("4月9日晚7时", "2023-04-09T19:00"), ("2023年", "2023"), ("今年上半年", "2023-H1"), ("第二季度", "2023-Q2"),
        ("上周", "2023-W37"), ("近日", "PAST_REF"), ("目前", "PRESENT_REF"), ("今后", "FUTURE_REF"), ("3天", "P3D"), ("两年半", "P2.5Y"),
        ("1小时20分钟", "PT1H20M"), ("近一个月", "P1M"), ("半天", "P0.5D"),
    ],
)  # fmt: skip
def test_timex(text: str, timex: str) -> None:
    assert [row[3] for row in read(f"记者，{text}，在现场。")] == [timex]


def test_text_that_points_ahead() -> None:
    assert read("招聘会将持续到10月底。")[0][1:3] == ("2023-10-21", "2023-10-31")
    assert read("展览办到12月3日，不收门票，将送书下乡。")[0][1] == "2023-12-03"


def test_that_day_is_the_last_full_date_before_it() -> None:
    assert [r[1] for r in read("8月2日，培训班开班。当天，学员参观车间。")] == ["2023-08-02", "2023-08-02"]
    assert [r[1] for r in read("近日，派对举行。当天，来了许多人。")] == [None, None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8月2日，律师来了。第二天，款到了。", "2023-08-03"),
        ("8月2日，律师来了。那天晚上，大家没睡。", "2023-08-02"),
        ("昨天，代表投票。这天，工会成立。", "2023-09-19"),
        ("8月2日，工人停工。前一天，厂方换了锁。", "2023-08-01"),
        ("8月2日深夜，主席夜访食堂。3天后，菜多了。", "2023-08-05"),
        ("8月2日，双方握手。两周后，路灯亮了。", "2023-08-16"),
        # a day to come, of a rule, of a quotation, or a range of weeks is no day of the story
        ("8月2日，双方签字。新标准10月1日起执行。次日，驿站启用。", "2023-08-03"),
        ("8月2日，双方签字。新标准从8月5日起执行，人人知晓。次日，驿站启用。", "2023-08-03"),
        ("8月2日，双方签字。“7月5日我还在等。”他说。次日，驿站启用。", "2023-08-03"),
        ("8月2日，双方谈判。他说，7月1日至31日，人均等箱四小时。次日，驿站启用。", "2023-08-03"),
        ("8月2日，工人停工。此前一天，厂方换了锁。当天，双方谈妥。", "2023-08-02"),
        # … unless the sentence goes on from it, or nothing else is told
        ("8月2日，工会通知，球赛将于10月8日开打，次日结束。", "2023-10-09"),
        ("球赛将于10月8日开打。次日将颁奖。", "2023-10-09"),
        ("今年6月开工，当月15日停工。", "2023-06-15"),
    ],
)
def test_days_that_a_story_goes_on_with(text: str, day: str) -> None:
    assert read(text)[-1][1] == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("去年9月到今年1月，他们在工地。", "2022-09-01", "2023-01-31"),
        ("前年10月至去年3月，他们在工地。", "2021-10-01", "2022-03-31"),
        ("2019年至今，他们在工地。", "2019-01-01", "2023-09-20"),
        ("15日晚到今天凌晨，他们在工地。", "2023-09-15", "2023-09-20"),
        ("昨晚到今天，他们在工地。", "2023-09-19", "2023-09-20"),
        ("8月3日至次日，他们在工地。", "2023-08-03", "2023-08-04"),
        ("企业承诺全年不裁员。", "2023-01-01", "2023-12-31"),
        ("去年，工会换届。全年走访百户。", "2022-01-01", "2022-12-31"),
        ("2021年5月6日清晨，他们下井。", "2021-05-06", "2021-05-06"),
    ],
)
def test_stretches_and_whole_years(text: str, start: str, end: str) -> None:
    assert read(text)[-1][1:3] == (start, end)


def test_the_whole_year_that_is_over_in_its_first_months() -> None:
    issue = date(2023, 1, 20)
    assert read("全年累计走访百户。", issue)[0][1] == "2022-01-01"
    assert read("企业承诺全年不裁员。", issue)[0][1] == "2023-01-01"


def test_years_after_a_date_never_lie_after_the_issue() -> None:
    assert read("2002年，他进厂。十年后，他成了劳模。")[-1][1:3] == ("2012-01-01", "2012-12-31")
    assert read("2020年，他进厂。十年后，他成了劳模。")[-1][1:3] == (None, None)


def test_lone_day_takes_the_month_before_it() -> None:
    assert [r[1] for r in read("5月8日和15日，双方谈判。")] == ["2023-05-08", "2023-05-15"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3号，代表团抵达。", "2023-09-03"),
        ("1.9月12日，工会开会。", "2023-09-12"),
        # in the month named before only where that is not long ago, and was named with a day or month
        ("2016年以来已有两次。15日，大会开幕。", "2023-09-15"),
        # … and in the same paragraph: a brief's background is not the next brief's month
        ("去年12月3日，法院裁定破产。\n工会19日发起罢工。", "2023-09-19"),
        ("今年4月，两国减产。能源部19日表示，还将减产。", "2023-09-19"),
        ("3月物价同比上涨，统计局19日公布了数据。", "2023-09-19"),
        ("7月3日，双方谈判。\n12日，工会换届。", "2023-09-12"),
        ("7月3日，双方谈判。12日，合同签订。", "2023-07-12"),
        # days of long ago that follow each other
        ("1923年2月1日，大会召开。4日，罢工开始。", "1923-02-04"),
        ("1953年9月16日，大会召开。18日，章程通过。", "1953-09-18"),
        # the next such day where it is much nearer, or nearer and the clause points ahead
        ("22日，活动举行。", "2023-09-22"),
        ("工会宣布，28日罢工。", "2023-09-28"),
    ],
)
def test_lone_day_is_near_the_issue_date(text: str, day: str) -> None:
    assert read(text)[-1][1] == day


def test_a_numbered_thing_is_no_day() -> None:
    assert read("3号楼、东大街3号、2号高炉都停了电。") == []


def test_a_lunar_month_is_that_of_the_season() -> None:
    assert read("腊月里，工钱到手。", date(2011, 1, 20))[0][1:3] == ("2011-01-04", "2011-02-02")


def test_without_issue_date_the_document_gives_the_year() -> None:
    rows = read("2019年11月18日，驿站启用。今年5月动工，截至11月17日已完工。", None)
    assert [r[1] for r in rows] == ["2019-11-18", "2019-05-01", "2019-11-17"]
    assert read("5月16日，活动举行。昨天结束。", None) == [
        ("5月16日", None, None, "XXXX-05-16"),
        ("昨天", None, None, "XXXX-XX-XX"),
    ]


def test_solar_terms_and_lunar_days() -> None:
    assert cal.solar_term(2023, "寒露") == date(2023, 10, 8)
    assert cal.lunar_day(2023, 8, 15) == date(2023, 9, 29)
    assert cal.lunar_day(2023, 13, 1) is None
    assert cal.holiday("除夕", "L12-end", 2023) == date(2023, 1, 21)
    assert cal.holiday("母亲节", "05/2-7", 2023) == date(2023, 5, 14)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_full_dates_round_trip(day: date) -> None:
    rows = read(f"{day.year}年{day.month}月{day.day}日，会议召开。", None)
    assert rows[0][1:] == (day.isoformat(), day.isoformat(), day.isoformat())


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_missing_year_is_the_latest_not_after_the_issue(day: date, issue: date) -> None:
    found = read(f"{day.month}月{day.day}日，会议召开。", issue)[0][1]
    if found is not None and (day.month, day.day) != (2, 29):
        assert date.fromisoformat(found) <= issue or found[:7] == issue.isoformat()[:7]


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789一二三十年月日号时分周天今去明前后上下旬初底“”五节春至到-:/. 农历闰正腊冬季度世纪代起止来间半个多"
        ),
        max_size=40,
    )
)
def test_never_raises(text: str) -> None:
    for row in read(text):
        assert row[1] is None or row[2] is None or row[1] <= row[2]
