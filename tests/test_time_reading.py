from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.date_reading import read
from pipeline.values.date_values import Prefer

ANCHOR = datetime(2024, 5, 16, 10, 30)  # a Thursday


def rows(text: str, prefer: Prefer = "past") -> list[tuple[str, str, str, str | None, str | None]]:
    """(expression, kind, TIMEX3, first moment, first moment behind) of each expression."""

    def shown(when: datetime | None) -> str | None:
        if when is None:
            return None
        return (
            when.date().isoformat()
            if (when.hour, when.minute, when.second) == (0, 0, 0)
            else when.isoformat()
        )

    found = read(text, ANCHOR, prefer)
    return [(text[v.start : v.end], v.kind, v.timex, shown(v.first), shown(v.after)) for v in found]


@pytest.mark.parametrize(
    ("text", "kind", "timex", "first", "after"),
    [
        ("2023年4月12日", "date", "2023-04-12", "2023-04-12", "2023-04-13"),
        ("二〇二三年四月十二日", "date", "2023-04-12", "2023-04-12", "2023-04-13"),
        ("2023-04-12", "date", "2023-04-12", "2023-04-12", "2023-04-13"),
        ("20230412", "date", "2023-04-12", "2023-04-12", "2023-04-13"),
        ("4/12/2023", "date", "2023-04-12", "2023-04-12", "2023-04-13"),
        ("3月8日", "date", "XXXX-03-08", "2024-03-08", "2024-03-09"),
        ("12月1日", "date", "XXXX-12-01", "2023-12-01", "2023-12-02"),
        ("2019年", "daterange", "2019", "2019-01-01", "2020-01-01"),
        ("08年", "daterange", "2008", "2008-01-01", "2009-01-01"),
        ("98年5月", "daterange", "1998-05", "1998-05-01", "1998-06-01"),
        ("去年底", "daterange", "2023-12", "2023-12-01", "2024-01-01"),
        ("大前年", "daterange", "2021", "2021-01-01", "2022-01-01"),
        ("今年上半年", "daterange", "2024-H1", "2024-01-01", "2024-07-01"),
        ("前三季度", "daterange", "XXXX-Q1/Q3", "2024-01-01", "2024-10-01"),
        ("2022年前七个月", "daterange", "2022-01-01/2022-07-31", "2022-01-01", "2022-08-01"),
        ("上个季度", "daterange", "2024-Q1", "2024-01-01", "2024-04-01"),
        ("本月中旬", "daterange", "2024-05", "2024-05-11", "2024-05-21"),
        ("元月6日", "date", "XXXX-01-06", "2024-01-06", "2024-01-07"),
        ("上周五", "date", "2024-05-10", "2024-05-10", "2024-05-11"),
        ("下周", "daterange", "2024-W21", "2024-05-20", "2024-05-27"),
        ("周三", "date", "XXXX-WXX-3", "2024-05-15", "2024-05-16"),
        ("7月第二个星期日", "date", "XXXX-07-WXX-7-#2", "2023-07-09", "2023-07-10"),
        ("2024年第三周", "daterange", "2024-W03", "2024-01-15", "2024-01-22"),
        ("昨天", "date", "2024-05-15", "2024-05-15", "2024-05-16"),
        ("昨晚8点", "datetime", "2024-05-15T20", "2024-05-15T20:00:00", "2024-05-15T21:00:00"),
        ("今日（5月16日）下午", "datetimerange", "2024-05-16TAF", "2024-05-16T12:00:00", "2024-05-16T18:00:00"),
        ("下午三点一刻", "time", "T15:15", "2024-05-16T15:15:00", "2024-05-16T15:16:00"),
        ("晚7时30分", "time", "T19:30", "2024-05-16T19:30:00", "2024-05-16T19:31:00"),
        ("5月8日15:30", "datetime", "XXXX-05-08T15:30", "2024-05-08T15:30:00", "2024-05-08T15:31:00"),
        ("农历腊月廿三", "date", "XXXX-12-23", "2024-02-02", "2024-02-03"),
        ("2020年闰四月", "daterange", "2020-05-23/2020-06-20", "2020-05-23", "2020-06-21"),
        ("端午节", "date", "XXXX-XX-XX", "2023-06-22", "2023-06-23"),
        ("2023年冬至", "date", "2023-12-22", "2023-12-22", "2023-12-23"),
        ("今年父亲节", "date", "2024-06-16", "2024-06-16", "2024-06-17"),
        ("2024年复活节", "date", "2024-03-31", "2024-03-31", "2024-04-01"),
        ("民国二十六年七月", "daterange", "1937-07", "1937-07-01", "1937-08-01"),
        ("康熙二十年", "daterange", "1681", "1681-01-01", "1682-01-01"),
        ("上世纪六七十年代", "daterange", "1960/1979", "1960-01-01", "1980-01-01"),
        ("“十四五”期间", "daterange", "2021/2025", "2021-01-01", "2026-01-01"),
        ("公元前221年", "daterange", "-0221", None, None),
        ("党的二十大以来", "daterange", "2022-10-16/2022-10-22", "2022-10-16", "2024-05-16T10:30:00"),
        ("2023年三伏", "daterange", "2023-XX-XX", "2023-07-11", "2023-08-20"),
        ("2022年暑假", "daterange", "2022-SU", "2022-05-05", "2022-08-07"),
        ("5月8日至12日", "daterange", "XXXX-05-08/XXXX-05-12", "2024-05-08", "2024-05-13"),
        ("2018-2020年", "daterange", "2018/2020", "2018-01-01", "2021-01-01"),
        ("1至3月", "daterange", "XXXX-01/XXXX-03", "2024-01-01", "2024-04-01"),
        ("去年3月到今年2月", "daterange", "2023-03/2024-02", "2023-03-01", "2024-03-01"),
        ("今明两年", "daterange", "2024/2025", "2024-01-01", "2026-01-01"),
        ("昨天下午2点到4点", "datetimerange", "2024-05-15T14/2024-05-15T16", "2024-05-15T14:00:00", "2024-05-15T16:00:00"),
        ("2019年至今", "daterange", "2019/PRESENT_REF", "2019-01-01", "2024-05-16T10:30:00"),
        ("3月以来", "daterange", "XXXX-03", "2024-03-01", "2024-05-16T10:30:00"),
        ("7月1日起", "daterange", "XXXX-07-01", "2023-07-01", None),
        ("年底前", "daterange", "2024-12", None, "2025-01-01"),
        ("2020年以后", "daterange", "2020", "2021-01-01", None),
        ("三年前", "daterange", "2021", "2021-01-01", "2022-01-01"),
        ("10天后", "date", "2024-05-26", "2024-05-26", "2024-05-27"),
        ("半小时后", "datetime", "2024-05-16T11:00:00", "2024-05-16T11:00:00", "2024-05-16T12:00:00"),
        ("过去两年", "daterange", "2022-05-16/2024-05-16", "2022-05-16", "2024-05-16"),
        ("未来三天", "daterange", "2024-05-17/2024-05-20", "2024-05-17", "2024-05-20"),
        ("两年半", "duration", "P2.5Y", None, None),
        ("1小时20分钟", "duration", "PT1H20M", None, None),
        ("四五天", "duration", "P4D/P5D", None, None),
        ("3~6个月", "duration", "P3M/P6M", None, None),
        ("15个工作日", "duration", "P15BD", None, None),
        ("每周三", "set", "XXXX-WXX-3", "2024-05-15", "2024-05-16"),
        ("每年5月", "set", "XXXX-05", "2024-05-01", "2024-06-01"),
        ("每两周", "set", "P2W", None, None),
        ("近日", "reference", "PAST_REF", None, None),
    ],
)  # fmt: skip
def test_values(text: str, kind: str, timex: str, first: str | None, after: str | None) -> None:
    assert rows(text) == [(text, kind, timex, first, after)]


@pytest.mark.parametrize(
    ("text", "expressions"),
    [
        ("培训从6月3日开班，为期5天", ["6月3日", "5天"]),
        ("大赛于2023年9月9日上午9时许在厂区开幕", ["2023年9月9日上午9时许"]),
        ("他去年退休，今年春天又回来帮忙", ["去年", "今年春天"]),
        ("比赛8月2日开幕，次日颁奖，同年12月总结", ["8月2日", "次日", "同年12月"]),
        ("会议14时至16时举行", ["14时至16时"]),
    ],
)
def test_expressions_in_running_text(text: str, expressions: list[str]) -> None:
    assert [r[0] for r in rows(text)] == expressions


@pytest.mark.parametrize(
    "text",
    ["这三点要求", "占24.5点", "四周都是山", "八一路12号楼", "空军一号", "比分3∶1", "第12条", "马上一年级", "日本人", "12351热线", "百年老店"],
)  # fmt: skip
def test_no_time(text: str) -> None:
    assert rows(text) == []


def test_one_expression_is_read_by_another_before_it() -> None:
    values = read("2021年8月2日开班，次日比赛，同年12月总结。", None)
    assert [v.timex for v in values] == ["2021-08-02", "2021-08-03", "2021-12"]


def test_without_anchor_a_full_date_has_days_and_a_relative_one_has_not() -> None:
    assert [(v.timex, v.first is None) for v in read("2021年8月2日；3月8日；昨天；三天前；近日", None)] == [
        ("2021-08-02", False),
        ("XXXX-03-08", True),
        ("XXXX-XX-XX", True),
        ("PAST_REF", True),
        ("PAST_REF", True),
    ]


def test_open_readings_and_the_preferred_one() -> None:
    (value,) = read("3月8日", ANCHOR)
    assert [c[0] for c in value.choices] == [datetime(2024, 3, 8), datetime(2025, 3, 8)]
    assert [r[3] for p in ("past", "future", "near") for r in rows("3月8日", p)] == [  # type: ignore[arg-type]
        "2024-03-08",
        "2025-03-08",
        "2024-03-08",
    ]


def test_a_preposition_is_told_apart() -> None:
    (value,) = read("自2019年以来", ANCHOR)
    assert (value.lead, value.start, value.modifier) == (0, 1, "since")


def test_lunar_date_as_written() -> None:
    assert [v.lunar for v in read("2020年八月十五；除夕", ANCHOR)] == ["2020-08-15", "XXXX-12-30"]


def test_anchor_out_of_range() -> None:
    with pytest.raises(ValueError, match="9999"):
        read("昨天", date(9999, 12, 31))


_PIECES = [
    "今天",
    "去年",
    "2019年",
    "3月",
    "5日",
    "至",
    "-",
    "到",
    "前",
    "后",
    "以来",
    "每",
    "周三",
    "上周",
    "农历",
    "腊月",
    "廿三",
    "下午",
    "3点",
    "半",
    ":",
    "10",
    "二十",
    "个",
    "月",
    "年",
    "小时",
    "分钟",
    "“五一”",
    "春节",
    "过去",
    "未来",
    "的",
    "第",
    "一季度",
    "底",
    "初",
    "（",
    "）",
    "，",
    "和",
    "之间",
    "世纪",
    "90年代",
    "复活节",
    "斋月",
    "民国",
    "公元前",
    ".",
    "/",
    "12",
    "31",
    "号",
    "同年",
    "次日",
    "Q1",
    "刻",
    "秒",
    "am",
]


@given(
    st.lists(st.sampled_from(_PIECES), max_size=9),
    st.sampled_from([None, date(2, 1, 1), ANCHOR, date(9990, 12, 31)]),
)
def test_values_are_in_order_and_within_the_text(pieces: list[str], anchor: date | None) -> None:
    text, behind = "".join(pieces), 0
    for v in read(text, anchor):
        assert behind <= v.lead <= v.start < v.end <= len(text)
        assert v.first is None or v.after is None or v.first <= v.after
        behind = v.end


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    read(text, ANCHOR)


@given(st.datetimes(datetime(1950, 1, 1), datetime(2090, 12, 31)))
def test_full_moments_round_trip(when: datetime) -> None:
    text = f"{when.year}年{when.month}月{when.day}日{when.hour}时{when.minute}分{when.second}秒"
    (value,) = read(text, ANCHOR)
    assert value.first == when.replace(microsecond=0)
