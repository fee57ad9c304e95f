"""The two ends of a range: what each lends the other, where it ends, and of which kind it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.mentions.time_parts import Point
from pipeline.values.date_values import Kind, Reading


def completed(one: Point, two: Point) -> tuple[Point, Point]:
    """Both ends of a range with what only one of them names: 4月12日至19日, 下午5点到6点, 2016-2018年."""
    if two.short_year and one.year is not None and two.year is not None:
        two = replace(two, year=one.year + (two.year - one.year) % 100, short_year=False)
    if not two.has_day and one.has_day:
        day = replace(
            one, day_part=two.day_part, hour=two.hour, minute=two.minute, second=two.second, hour24=two.hour24
        )
        two = day if two.has_clock or two.day_part else two
    elif two.day is not None and two.month is None and two.month_shift is None and not two.lunar:
        two = replace(two, month=one.month, month_shift=one.month_shift, month_ref=one.month_ref, year=one.year, year_shift=one.year_shift,
                      year_ref=one.year_ref, short_year=one.short_year, lunar=one.lunar)  # fmt: skip
    elif two.month is not None and two.year is None and two.year_shift is None and two.year_ref is None:
        two = replace(
            two, year=one.year, year_shift=one.year_shift, year_ref=one.year_ref, short_year=one.short_year
        )
        two = replace(two, lunar=two.lunar or (one.lunar and two.day is not None))
    elif two.quarter is not None and two.year is None and two.year_shift is None:
        two = replace(two, year=one.year, year_shift=one.year_shift)
    if (
        two.has_clock
        and one.day_part
        and not two.day_part
        and one.has_clock
        and (one.hour or 0) >= 12
        and (two.hour or 0) < 12
        and not two.hour24
    ):
        two = replace(two, hour=(two.hour or 0) + 12, hour24=True)
    if (
        two.has_clock
        and one.has_clock
        and not one.hour24
        and not one.day_part
        and two.day_part
        and (two.hour or 0) >= 13
        and (one.hour or 0) + 12 < (two.hour or 0)
    ):
        pass
    if two.has_clock and (one.day_part or one.hour24) and not two.day_part:
        two = replace(two, hour24=True)
    return one, two


def end_of(readings: list[tuple[datetime, datetime]], first: datetime, clock: bool) -> datetime | None:
    """Where a range that begins at `first` ends: at a clock time itself, behind a day, month or year."""
    for begin, after in readings:
        end = begin if clock and (after - begin) <= timedelta(hours=1) else after
        if end > first:
            return end
    for begin, after in readings:
        if clock and (after - begin) <= timedelta(hours=4):
            end = begin + timedelta(days=1)
            return end if end > first else None
    return None


def kind_of(p: Point, r: Reading) -> Kind:
    """What kind of time a point with its reading is."""
    if not p.has_day:
        return "time" if p.has_clock else "timerange"
    if p.has_clock:
        return "datetime"
    if p.day_part:
        return "datetimerange"
    return (
        "date"
        if r.grain == "day" and (not r.choices or (r.choices[0][1] - r.choices[0][0]).days == 1)
        else "daterange"
    )


def range_kind(left: Kind, right: Kind) -> Kind:
    """What kind of time a range between two such ends is."""
    kinds = {left, right}
    if kinds <= {"time", "timerange"}:
        return "timerange"
    if kinds & {"time", "timerange", "datetime", "datetimerange"}:
        return "datetimerange"
    return "daterange"
