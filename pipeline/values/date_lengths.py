"""Lengths of time reckoned from a moment: 三天前, 过去十年; and their TIMEX3 value."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from pipeline.mentions.time_parts import Length
from pipeline.values import calendar as cal
from pipeline.values.date_values import Moments

SECONDS = {
    "Y": 365 * 86400.0,
    "M": 30 * 86400.0,
    "W": 7 * 86400.0,
    "D": 86400.0,
    "B": 86400.0,
    "H": 3600.0,
    "T": 60.0,
    "S": 1.0,
}


def moved(base: datetime, length: Length, sign: int) -> datetime:
    """`base` plus or minus a length; whole years and months by the calendar, working days without weekends."""
    when = base
    for number, letter in length.parts:
        if letter in "YM":
            months = number * (12 if letter == "Y" else 1)
            whole = int(months)
            year, month = cal.add_months(when.date(), sign * whole)
            if not 1 <= year <= 9990:
                raise OverflowError(year)
            day = min(when.day, cal.month_days(year, month)[1].day)
            when = when.replace(year=year, month=month, day=day)
            when += sign * timedelta(days=(months - whole) * 30)
        elif letter == "B" and number < 5000:
            left = int(number)
            while left:
                when += timedelta(days=sign)
                left -= when.weekday() < 5
        else:
            when += sign * timedelta(seconds=number * SECONDS[letter])
    return when


def aligned(anchor: datetime, length: Length, sign: int) -> Moments | None:
    """The stretch in whole units of the calendar or clock: 前两周 is the two weeks before this one."""
    if len(length.parts) != 1 or length.parts[0][0] % 1:
        return None
    number, letter = int(length.parts[0][0]), length.parts[0][1]
    if letter == "Y":
        base = anchor.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    elif letter == "M":
        base = anchor.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    elif letter == "W":
        base = datetime.combine(cal.week_days(anchor.date())[0], time())
    elif letter in "DB":
        base = datetime.combine(anchor.date(), time())
    else:
        base = anchor.replace(second=0 if letter in "HT" else anchor.second, microsecond=0)
        base = base.replace(minute=0) if letter == "H" else base
    if sign < 0:
        return moved(base, length, -1), base
    start = moved(base, Length(((1.0, letter),)), 1)
    return start, moved(start, Length(((float(number), letter),)), 1)


def length_timex(length: Length) -> str:
    """The TIMEX3 value of a length: P3D, PT1H20M, P15BD."""
    days = hours = ""
    for number, letter in length.parts:
        shown = f"{number:.10g}" if number < 1e10 else f"{number:.0f}"
        if letter in "HTS":
            hours += shown + {"T": "M"}.get(letter, letter)
        else:
            days += shown + {"B": "BD"}.get(letter, letter)
    return f"P{days}" + (f"T{hours}" if hours else "")
