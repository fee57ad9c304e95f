"""A point inside a year: the days that it has in that year, and its TIMEX3 text behind the year."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.mentions.time_parts import Point
from pipeline.values import calendar as cal
from pipeline.values.calendar import Days
from pipeline.values.date_values import Calendar

_PARTS_OF_YEAR = {
    "初": (1, 1), "年初": (1, 1), "伊始": (1, 1), "底": (12, 12), "年底": (12, 12), "末": (12, 12), "年末": (12, 12), "终": (12, 12), "岁末": (12, 12),
    "年终": (12, 12), "中": (6, 6), "年中": (6, 6), "上半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "后半年": (7, 12), "全年": (1, 12),
}  # fmt: skip
_PARTS_OF_MONTH = {
    "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31),
    "上中旬": (1, 20), "中下旬": (11, 31), "上半月": (1, 15), "下半月": (16, 31),
}  # fmt: skip
_SEASONS = {
    "春": ("SP", "立春", "立夏"), "夏": ("SU", "立夏", "立秋"), "秋": ("FA", "立秋", "立冬"), "冬": ("WI", "立冬", "立春"),
}  # fmt: skip


def days_in_year(p: Point, year: int, calendar: Calendar) -> Days | None:
    """The days of the point in a year (the lunar year for lunar days)."""
    if p.festival:
        days = calendar.festival(p.festival, year)
        if days and p.days_after:
            when = days[0] + timedelta(days=p.days_after)
            return when, when
        return days
    if p.lunar and p.month is not None:
        return cal.lunar_days(year, -p.month if p.leap else p.month, p.day)
    if p.month is not None:
        if not 1 <= p.month <= 12:
            return None
        return _in_month(p, year, p.month)
    if p.nth is not None:
        return _nth_of(p, *cal.year_days(year))
    if p.first is not None:
        return _first_of(p, year)
    if p.quarter:
        first, final = p.quarter
        low = 3 * final if p.part in ("末", "底") else 3 * first - 2
        return cal.months_days(year, low, 3 * first - 2 if p.part == "初" else 3 * final)
    if p.season:
        _, begin, end = _SEASONS[_season(p)]
        start, stop = cal.solar_term(year, begin), cal.solar_term(year + (end == "立春"), end)
        return (start, stop - timedelta(days=1)) if start and stop else None
    if p.part:
        low, high = _PARTS_OF_YEAR.get(p.part, (1, 12))
        return cal.months_days(year, low, high)
    return cal.year_days(year)


def _in_month(p: Point, year: int, month: int) -> Days | None:
    if p.day is not None:
        when = cal.day(year, month, p.day)
        return (when, when) if when else None
    first, final = cal.month_days(year, month)
    if p.nth is not None:
        return _nth_of(p, first, final)
    if p.first is not None:
        size = {"W": 7}.get(p.first_unit, 1) * abs(p.first)
        if p.first > 0:
            return first, min(final, first + timedelta(days=size - 1))
        return max(first, final - timedelta(days=size - 1)), final
    if p.part:
        low, high = _PARTS_OF_MONTH.get(p.part, (1, 31))
        return first.replace(day=low), first.replace(day=min(high, final.day))
    return first, final


def _nth_of(p: Point, first: date, final: date) -> Days | None:
    """The n-th week or weekday between two days; the weeks of a year are those of ISO 8601."""
    nth, weekday = p.nth or 1, p.weekday or 0
    of_year = first.month == 1 and final.month == 12
    if p.nth_unit == "week" and of_year:
        monday = cal.week_days(date(first.year, 1, 4))[0]
        if nth < 0:
            monday = cal.week_days(date(first.year, 12, 28))[0]
            nth = 1
        when = monday + timedelta(weeks=nth - 1)
        return when, when + timedelta(days=6)
    if nth > 0:
        when = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        when = final - timedelta(days=(final.weekday() - weekday) % 7)
    if when > final:
        return None
    return (when, when + timedelta(days=6)) if p.nth_unit == "week" else (when, when)


def _first_of(p: Point, year: int) -> Days | None:
    """The first or last so many months, weeks, days or quarters of a year."""
    number = p.first or 1
    size = abs(number)
    if p.first_unit in "MQ":
        months = size * (3 if p.first_unit == "Q" else 1)
        if not 1 <= months <= 12:
            return None
        return cal.months_days(year, 1, months) if number > 0 else cal.months_days(year, 13 - months, 12)
    days = size * (7 if p.first_unit == "W" else 1)
    if p.first_unit == "W":
        if number > 0:
            monday = cal.week_days(date(year, 1, 4))[0]
            return monday, monday + timedelta(days=days - 1)
        sunday = cal.week_days(date(year, 12, 28))[1]
        return sunday - timedelta(days=days - 1), sunday
    first, final = cal.year_days(year)
    return (
        (first, first + timedelta(days=days - 1)) if number > 0 else (final - timedelta(days=days - 1), final)
    )


def _season(p: Point) -> str:
    return {"暑": "夏", "寒": "冬"}.get(p.season[0], next((c for c in p.season if c in "春夏秋冬"), "春"))


def inside_year(p: Point, calendar: Calendar | None = None) -> str:
    """The TIMEX3 text behind the year."""
    if p.festival and calendar is not None:
        return cal.open_timex(calendar.holidays[p.festival])
    if p.nth is not None and p.month is not None and p.weekday is not None:
        nth = str(p.nth) if p.nth > 0 else "-1"
        return f"-{p.month:02d}-WXX-{p.weekday + 1}-#{nth}"
    if p.month is not None:
        return f"-{p.month:02d}" + (f"-{p.day:02d}" if p.day is not None else "")
    if p.quarter:
        first, final = p.quarter
        return f"-Q{first}" if first == final else f"-Q{first}/Q{final}"
    if p.season:
        return "-" + _SEASONS[_season(p)][0]
    if p.part in ("上半年", "前半年"):
        return "-H1"
    if p.part in ("下半年", "后半年"):
        return "-H2"
    if p.part and p.part != "全年":
        return f"-{_PARTS_OF_YEAR[p.part][0]:02d}" if p.part in _PARTS_OF_YEAR else ""
    return ""


def lunar_text(p: Point, year: int | None, calendar: Calendar) -> str:
    """The lunar date as written, XXXX for an open year; "" for solar days."""
    rule = calendar.holidays.get(p.festival, "") if p.festival else ""
    head = f"{year:04d}" if year is not None else "XXXX"
    if rule.startswith("L"):
        return f"{head}-{rule[1:].replace('end', '30')}"
    if p.lunar and p.month:
        return f"{head}-{p.month:02d}" + (f"-{p.day:02d}" if p.day else "")
    return ""


def grain_of(p: Point) -> str:
    """The unit of the calendar that the point is one of."""
    if p.nth_unit == "week" and p.nth is not None:
        return "week"
    if p.day is not None or p.festival or p.weekday is not None or p.day_shift is not None:
        return "day"
    if p.first is not None:
        return {"M": "month", "W": "week", "D": "day", "Q": "quarter"}[p.first_unit]
    if p.month is not None or p.month_shift is not None or p.month_ref is not None:
        return "part" if p.part else "month"
    if p.quarter:
        return "quarter"
    return "season" if p.season else "part" if p.part else "year"
