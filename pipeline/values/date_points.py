"""A point of time as written → its TIMEX3 value and the days and hours that it can mean.

A point without its year (5月8日), month (8日) or day (周三, 下午3点) is left open by the words: its readings are the latest one
that has begun by the anchor and the first one after it. Weeks run from Monday; the week 1 of a month begins on its
first Monday; seasons run between the solar terms 立春, 立夏, 立秋, 立冬.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from pipeline.mentions.time_parts import Point
from pipeline.values import calendar as cal
from pipeline.values.calendar import Days
from pipeline.values.date_values import Calendar, Moments, Reading
from pipeline.values.date_years import days_in_year, grain_of, inside_year, lunar_text


def read_point(p: Point, anchor: datetime | None, last: datetime | None, calendar: Calendar) -> Reading:
    """The reading of `p` against the anchor; `last` is what the text named before (the anchor where nothing)."""
    last = last or anchor
    if not p.has_day:
        return _time_alone(p, anchor, calendar)
    found = _days(p, anchor, last, calendar)
    if not (p.has_clock or p.day_part):
        return found
    choices = []
    for first, _ in found.choices:
        choices += _hours(p, first, calendar)
    code = _time_code(p, calendar)
    return Reading(found.timex + code, tuple(choices), _clock_grain(p), found.lunar)


def whole_days(days: Days) -> Moments:
    """The first moment of the first day and that behind the last."""
    return datetime.combine(days[0], time()), datetime.combine(days[1], time()) + timedelta(days=1)


def _time_code(p: Point, calendar: Calendar) -> str:
    if not p.has_clock:
        return f"T{calendar.day_parts[p.day_part].code}"
    hour = (p.hour or 0) % 24
    text = f"T{hour:02d}"
    if p.minute is not None:
        text += f":{p.minute:02d}"
    if p.second is not None:
        text += f":{p.second:02d}"
    return text


def _clock_grain(p: Point) -> str:
    if not p.has_clock:
        return "part"
    return "hour" if p.minute is None else "minute" if p.second is None else "second"


def _hours(p: Point, day: datetime, calendar: Calendar) -> list[Moments]:
    if not p.has_clock:
        part = calendar.day_parts[p.day_part]
        return [(day + timedelta(hours=part.first), day + timedelta(hours=part.last))]
    first = day + timedelta(hours=p.hour or 0, minutes=p.minute or 0, seconds=p.second or 0)
    unit = {"hour": 3600, "minute": 60, "second": 1}[_clock_grain(p)]
    return [(first, first + timedelta(seconds=unit))]


def _time_alone(p: Point, anchor: datetime | None, calendar: Calendar) -> Reading:
    code = _time_code(p, calendar)
    grain = _clock_grain(p)
    if anchor is None:
        return Reading(code, (), grain)
    midnight = datetime.combine(anchor.date(), time())
    choices = _hours(p, midnight, calendar)
    if p.has_clock and not p.hour24 and 1 <= (p.hour or 0) <= 12:
        first, after = choices[0]
        other = timedelta(hours=12 if p.hour != 12 else -12)
        choices.append((first + other, after + other))
    return Reading(code, tuple(choices), grain)


def _days(p: Point, anchor: datetime | None, last: datetime | None, calendar: Calendar) -> Reading:
    today = anchor.date() if anchor else None
    if p.years is not None:
        return _years(p)
    if p.period:
        known = calendar.periods[p.period]
        timex = known.first.isoformat() if known.first == known.last else f"{known.first}/{known.last}"
        return _certain(timex, (known.first, known.last), "period")
    if p.day_shift is not None or p.day_ref is not None:
        base = today if p.day_shift is not None else (last.date() if last else None)
        if base is None:
            return Reading("XXXX-XX-XX", (), "day")
        when = base + timedelta(days=p.day_shift if p.day_shift is not None else p.day_ref or 0)
        return _certain(when.isoformat(), (when, when), "day")
    if p.week_shift is not None or (p.weekday is not None and p.nth is None and p.day is None) or p.weekend:
        return _week(p, today)
    if p.quarter_shift is not None:
        return _quarter_shifted(p, today)
    year = _year(p, today, last)
    has_year = p.year is not None or p.year_shift is not None or p.year_ref is not None
    if has_year and year is None:
        return Reading("XXXX" + inside_year(p), (), grain_of(p))
    if p.month_shift is not None or p.month_ref is not None:
        base = today if p.month_shift is not None else (last.date() if last else None)
        if base is None:
            return Reading("XXXX-XX" + (f"-{p.day:02d}" if p.day else ""), (), grain_of(p))
        own_year, month = cal.add_months(
            base, p.month_shift if p.month_shift is not None else p.month_ref or 0
        )
        return _fixed(_with_month(p, month), own_year if year is None else year, calendar)
    if year is not None:
        return _fixed(p, year, calendar)
    if p.day is not None and p.month is None and not p.lunar:
        return _lone_day(p.day, today)
    return _open(p, today, calendar)


def _with_month(p: Point, month: int) -> Point:
    return Point(month=month, day=p.day, part=p.part, nth=p.nth, nth_unit=p.nth_unit, weekday=p.weekday,
                 first=p.first, first_unit=p.first_unit)  # fmt: skip


def _certain(timex: str, days: Days, grain: str, lunar: str = "") -> Reading:
    return Reading(timex, (whole_days(days),), grain, lunar)


def _years(p: Point) -> Reading:
    first, final = p.years or (1, 1)
    if not 1 <= first <= final <= 9998:
        return Reading(f"{first}/{final}", (), "year")
    decade = final - first == 9 and first % 10 == 0
    timex = (
        f"{first:04d}"[:3]
        if decade
        else f"{first:04d}"[:2]
        if final - first == 99
        else f"{first:04d}/{final:04d}"
    )
    choices = [whole_days((date(first, 1, 1), date(final, 12, 31)))]
    if p.vague_decade is not None:
        timex = "XX" + f"{first:04d}"[2:3]
        other = first + 100 if first < 2000 else first - 100
        choices.append(whole_days((date(other, 1, 1), date(other + final - first, 12, 31))))
        choices.sort()
    return Reading(timex, tuple(choices), "decade")


def _year(p: Point, today: date | None, last: datetime | None) -> int | None:
    if p.year is not None:
        if not p.short_year:
            return p.year
        latest = (today.year if today else 2030) + 20
        return latest - (latest - p.year) % 100
    if p.year_shift is not None:
        return today.year + p.year_shift if today else None
    if p.year_ref is not None:
        return last.year + p.year_ref if last else None
    return None


def _week(p: Point, today: date | None) -> Reading:
    if today is None:
        return Reading(
            "XXXX-WXX" + ("-WE" if p.weekend else f"-{p.weekday + 1}" if p.weekday is not None else ""),
            (),
            "day",
        )
    if p.week_shift is None and not p.weekend:
        weekday = p.weekday or 0
        back = today - timedelta(days=(today.weekday() - weekday) % 7)
        ahead = back + timedelta(days=7)
        return Reading(
            f"XXXX-WXX-{weekday + 1}", (whole_days((back, back)), whole_days((ahead, ahead))), "day"
        )
    first, final = cal.week_days(today, p.week_shift or 0)
    if p.weekday is not None:
        when = first + timedelta(days=p.weekday)
        return _certain(when.isoformat(), (when, when), "day")
    iso = first.isocalendar()
    timex = f"{iso.year:04d}-W{iso.week:02d}"
    if p.weekend:
        return _certain(timex + "-WE", (final - timedelta(days=1), final), "weekend")
    return _certain(timex, (first, final), "week")


def _quarter_shifted(p: Point, today: date | None) -> Reading:
    if today is None:
        return Reading("XXXX-QX", (), "quarter")
    index = today.year * 4 + (today.month - 1) // 3 + (p.quarter_shift or 0)
    year, quarter = index // 4, index % 4 + 1
    low = 3 * quarter if p.part in ("末", "底") else 3 * quarter - 2
    high = 3 * quarter - 2 if p.part == "初" else 3 * quarter
    return _certain(f"{year:04d}-Q{quarter}", cal.months_days(year, low, high), "quarter")


def _lone_day(number: int, today: date | None) -> Reading:
    timex = f"XXXX-XX-{number:02d}"
    if today is None:
        return Reading(timex, (), "day")
    found: list[Moments] = []
    for step in (-1, 1):
        for shift in range(0, 4):
            year, month = cal.add_months(today, shift * step)
            when = cal.day(year, month, number)
            if when and (when <= today if step < 0 else when > today):
                found.append(whole_days((when, when)))
                break
    return Reading(timex, tuple(found), "day")


def _open(p: Point, today: date | None, calendar: Calendar) -> Reading:
    """A point of the year without its year."""
    lunar = lunar_text(p, None, calendar)
    timex = "XXXX" + inside_year(p, calendar)
    if today is None:
        return Reading(timex, (), grain_of(p), lunar)
    choices = choose(lambda y: days_in_year(p, y, calendar), today)
    if p.weekday is not None and p.day is not None:
        # 周日，2月10日: the weekday tells the year.
        choices = tuple(c for c in choices if c[0].weekday() == p.weekday) or choices
    return Reading(timex, choices, grain_of(p), lunar)


def choose(of_year: Callable[[int], Days | None], today: date) -> tuple[Moments, ...]:
    """The latest days that have begun by `today` and the first ones after it; `of_year` gives those of a year."""
    past: Days | None = None
    ahead: Days | None = None
    for year in range(today.year + 1, today.year - 10, -1):
        days = of_year(year)
        if days and days[0] <= today:
            past = days
            break
    for year in range(today.year - 1, today.year + 10):
        days = of_year(year)
        if days and days[0] > today:
            ahead = days
            break
    return tuple(whole_days(d) for d in (past, ahead) if d)


def _fixed(p: Point, year: int, calendar: Calendar) -> Reading:
    text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    if not 1 <= year <= 9990:
        return Reading(text + inside_year(p, calendar), (), grain_of(p))
    days = days_in_year(p, year, calendar)
    lunar = lunar_text(p, year, calendar)
    if days is None:
        return Reading(text + inside_year(p, calendar), (), grain_of(p), lunar)
    day_like = grain_of(p) == "day" and days[0] == days[1]
    week = p.nth_unit == "week" and p.nth is not None
    timex = days[0].isoformat() if day_like else text + inside_year(p, calendar)
    if week:
        iso = days[0].isocalendar()
        timex = f"{iso.year:04d}-W{iso.week:02d}"
    elif p.first is not None or (p.lunar and not day_like):
        timex = f"{days[0].isoformat()}/{days[1].isoformat()}"
    return _certain(timex, days, grain_of(p), lunar)
