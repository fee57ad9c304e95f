"""The calendar: festivals, solar terms, lunar days, and spans of days (months, quarters, weeks).

The lunar calendar and the solar terms stand in `lunar_years.tsv`. Weeks run from Monday to Sunday.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

from pipeline.lexicon import LexiconError, model_dir, read_table
from pipeline.patterns import regex
from pipeline.values.world_calendar import is_rule, movable_day

Days = tuple[date, date]

_NTH = regex(r"(\d{2})/(\d)-([1-7])")
_LUNAR = regex(r"L(\d{2})-(\d{2}|end)")
_SOLAR = regex(r"(\d{2})-(\d{2})")
_TERM = regex(r"T([^+-]{0,2})([+-]\d+)?")
_DOG_DAYS = regex(r"V([1-4])")


def day(year: int, month: int, number: int) -> date | None:
    """A date, None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def year_days(year: int) -> Days:
    """January 1 to December 31."""
    return date(year, 1, 1), date(year, 12, 31)


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_days(year: int, first: int, last: int) -> Days:
    """First day of month `first` to the last of month `last`."""
    return date(year, first, 1), month_days(year, last)[1]


def week_days(of: date, weeks: int = 0) -> Days:
    """Monday to Sunday of the week `weeks` after that of `of`."""
    monday = of - timedelta(days=of.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(days=6)


def add_months(of: date, months: int) -> tuple[int, int]:
    """Year and month `months` after those of `of`."""
    index = of.year * 12 + of.month - 1 + months
    return index // 12, index % 12 + 1


@lru_cache(maxsize=1)
def _lunar_years() -> dict[int, dict[str, str]]:
    """The rows of `lunar_years.tsv`; LexiconError on a fault."""
    path = model_dir() / "values" / "lunar_years.tsv"
    rows = read_table(path, ["year", "new_year", "months", "leap", "terms"], key=["year"])
    for r in rows:
        if len(r["months"].split()) != 12 + (r["leap"] != "0") or len(r["terms"].split()) != len(_TERMS):
            raise LexiconError(f"{path}: {r['year']}: not a lunar year")
    return {int(r["year"]): r for r in rows}


@lru_cache(maxsize=256)
def _lunar_months(year: int) -> dict[int, tuple[date, int]]:
    """First day and length of the months of a lunar year, leap months under their negative number."""
    months: dict[int, tuple[date, int]] = {}
    if row := _lunar_years().get(year):
        begin, leap = date.fromisoformat(f"{year}-{row['new_year']}"), int(row["leap"])
        numbers = [*range(1, leap + 1), *([-leap] if leap else []), *range(leap + 1, 13)]
        for number, length in zip(numbers, map(int, row["months"].split()), strict=True):
            months[number] = begin, length
            begin += timedelta(days=length)
    return months


def lunar_day(year: int, month: int, number: int) -> date | None:
    """The solar date of a day of the lunar calendar; `month` negative for a leap month; None where there is none.

    `year` is the lunar year, named after the solar year in which it begins (腊月 of 2020 lies in 2021).
    """
    first, length = _lunar_months(year).get(month, (None, 0))
    return first + timedelta(days=number - 1) if first and 1 <= number <= length else None


def lunar_month_length(year: int, month: int) -> int:
    """The days of a lunar month, 0 where there is none."""
    return _lunar_months(year).get(month, (None, 0))[1]


def solar_term(year: int, name: str) -> date | None:
    """The day of a solar term in a solar year; None where there is no such term."""
    row = _lunar_years().get(year)
    if row is None or name not in _TERMS:
        return None
    number = _TERMS.index(name)
    return date(year, number // 2 + 1, int(row["terms"].split()[number]))


# Two a month, from January on.
_TERMS = [
    "小寒",
    "大寒",
    "立春",
    "雨水",
    "惊蛰",
    "春分",
    "清明",
    "谷雨",
    "立夏",
    "小满",
    "芒种",
    "夏至",
    "小暑",
    "大暑",
    "立秋",
    "处暑",
    "白露",
    "秋分",
    "寒露",
    "霜降",
    "立冬",
    "小雪",
    "大雪",
    "冬至",
]


def _dog_day(year: int, part: int) -> date | None:
    """The first day of 初伏, 中伏 and 末伏 (1 to 3) and the last of 末伏 (4).

    初伏 is the third day of the stem 庚 from 夏至 on, 中伏 the fourth, 末伏 the first from 立秋 on.
    """
    begin = solar_term(year, "夏至" if part < 3 else "立秋")
    if begin is None:
        return None
    first = begin + timedelta(days=(2 - begin.toordinal()) % 10)
    return first + timedelta(days={1: 20, 2: 30, 3: 0, 4: 9}[part])


def check_holiday(name: str, rule: str) -> None:
    """LexiconError where `rule` is none of the forms of `holidays.tsv`."""
    known = (_NTH, _LUNAR, _SOLAR, _TERM, _DOG_DAYS)
    if rule != "-" and not all(is_rule(r) or any(p.fullmatch(r) for p in known) for r in rule.split("..")):
        raise LexiconError(f"holidays.tsv: {name}: no such kind of date {rule!r}")


def holiday(name: str, rule: str, year: int) -> date | None:
    """The day of a holiday in the solar year `year`; `rule` as in `holidays.tsv`. None where it has no day."""
    if found := _NTH.fullmatch(rule):
        month, nth, weekday = map(int, found.groups())
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1))
    if found := _SOLAR.fullmatch(rule):
        return day(year, int(found[1]), int(found[2]))
    if found := _LUNAR.fullmatch(rule):
        month = int(found[1])
        for lunar_year in (year, year - 1):
            number = lunar_month_length(lunar_year, month) if found[2] == "end" else int(found[2])
            when = lunar_day(lunar_year, month, number)
            if when is not None and when.year == year:
                return when
        return None
    if found := _TERM.fullmatch(rule):
        when = solar_term(year, found[1] or name)
        return when + timedelta(days=int(found[2] or 0)) if when else None
    if found := _DOG_DAYS.fullmatch(rule):
        return _dog_day(year, int(found[1]))
    return movable_day(rule, year)


def lunar_days(year: int, month: int, number: int | None) -> Days | None:
    """A day of the lunar calendar, or the whole lunar month where `number` is None; None where there is none."""
    if number is not None:
        when = lunar_day(year, month, number)
        return (when, when) if when else None
    first = lunar_day(year, month, 1)
    return (first, first + timedelta(days=lunar_month_length(year, month) - 1)) if first else None


def holiday_days(name: str, rule: str, year: int) -> Days | None:
    """First and last day of a holiday in the solar year `year`; None where it has none."""
    first, _, last = rule.partition("..")
    begin = holiday(name, first, year)
    end = holiday(name, last, year) if last else begin
    return (begin, end) if begin and end else None


def open_timex(rule: str) -> str:
    """The TIMEX3 text of a holiday behind an open year: -05-01, -05-WXX-7-2, -XX-XX."""
    if found := _NTH.fullmatch(rule):
        return f"-{found[1]}-WXX-{found[3]}-{found[2]}"
    if found := _SOLAR.fullmatch(rule):
        return f"-{found[1]}-{found[2]}"
    return "-XX-XX"
