"""Movable days of other calendars, as days of the Gregorian one: Easter, Islamic, Jewish and Hindu days.

Methods: Easter by Meeus (Astronomical Algorithms, ch. 8); an Islamic month begins on the
day after the first sunset in Mecca (18.00) that the new moon precedes (the rule of Umm al-Qura, without its second condition); the Jewish calendar by its molad and four postponements (Reingold and Dershowitz, Calendrical
Calculations); new and full moons by the main terms of Meeus ch. 49, true to some minutes. A Hindu day of the
moon is the day on whose sunset in India (17.30) the moon has not yet passed the phase.
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from functools import lru_cache

from pipeline.patterns import regex

_RULE = regex(
    r"(?:(?P<easter>[EO])|(?P<calendar>[IJ])(?P<month>\d\d)-(?P<day>\d\d)|(?P<moon>[NF])(?P<from>\d\d-\d\d))(?P<shift>[+-]\d+)?"
)
_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
_JEWISH_EPOCH = -1373427


def is_rule(rule: str) -> bool:
    """Whether `rule` is one of this module: E-2, O+1, I10-01, J07-10-1, N10-17, F02-27+1."""
    return _RULE.fullmatch(rule) is not None


@lru_cache(maxsize=4096)
def movable_day(rule: str, year: int) -> date | None:
    """The day that `rule` means in the Gregorian year; the first where there are two, None where there is none.

    E and O count days from the Western and the Orthodox Easter, I and J name month and day of the Islamic and the
    Jewish calendar (month 1 = Nisan), N and F the new and full moon in the month that begins MM-DD.
    """
    found = _RULE.fullmatch(rule)
    if found is None or not 1000 <= year <= 3000:
        return None
    shift = timedelta(days=int(found["shift"] or 0))
    if found["easter"]:
        return (_easter(year) if found["easter"] == "E" else _orthodox_easter(year)) + shift
    if found["moon"]:
        month, day = map(int, found["from"].split("-"))
        return _moon_day(date(year, month, day), 0.0 if found["moon"] == "N" else 0.5) + shift
    month, day = int(found["month"]), int(found["day"])
    if found["calendar"] == "I":
        first = (year - 622) * 33 // 32 - 1
        days = [_islamic(y, month, day) + shift for y in range(first, first + 4)]
    else:
        days = [_jewish(y, month, day) + shift for y in (year + 3760, year + 3761)]
    return next((d for d in days if d.year == year), None)


def _easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _orthodox_easter(year: int) -> date:
    """Easter of the Julian calendar on its Gregorian day."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar; the tabular calendar finds the new moon of its month."""
    first = date.fromordinal(
        _ISLAMIC_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    )
    k = round((first - date(2000, 1, 7)).days / 29.530588861)
    return (_phase(float(k)) + timedelta(hours=3 - 18)).date() + timedelta(days=day + 1)


def _jewish_new_year(year: int) -> int:
    """The ordinal of 1 Tishri."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    if 3 * (days + 1) % 7 < 3:
        days += 1
    return days


def _jewish_delayed(year: int) -> int:
    last, now, following = (_jewish_new_year(y) for y in (year - 1, year, year + 1))
    delay = 2 if following - now == 356 else 1 if now - last == 382 else 0
    return _JEWISH_EPOCH + now + delay


def _jewish(year: int, month: int, day: int) -> date:
    """A day of the Jewish calendar; months from Nisan, 12 is Adar (in leap years the second)."""
    leap = (7 * year + 1) % 19 < 7
    start, following = _jewish_delayed(year), _jewish_delayed(year + 1)
    length = following - start
    long_two, short_three = length % 10 == 5, length % 10 == 3
    # Months from Tishri: Heshvan is long and Kislev short in some years.
    sizes = [30, 30 if long_two else 29, 29 if short_three else 30, 29, 30]
    sizes += [30, 29] if leap else [29]
    sizes += [30, 29, 30, 29, 30, 29]
    order = [7, 8, 9, 10, 11, *([0, 12] if leap else [12]), 1, 2, 3, 4, 5, 6]
    return date.fromordinal(start + sum(sizes[: order.index(month)]) + day - 1)


def _phase(k: float) -> datetime:
    """The moment (Universal Time) of the lunation `k` after that of January 2000: whole new, .5 full moons."""
    t = k / 1236.85
    day = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    sun = math.radians(2.5534 + 29.10535670 * k)
    moon = math.radians(201.5643 + 385.81693528 * k)
    node = math.radians(160.7108 + 390.67050284 * k)
    e = 1 - 0.002516 * t
    full = k % 1 > 0.25
    day += -(0.40614 if full else 0.40720) * math.sin(moon) + (0.17302 if full else 0.17241) * e * math.sin(
        sun
    )
    day += (0.01614 if full else 0.01608) * math.sin(2 * moon) + 0.01041 * math.sin(2 * node)
    day += (
        0.00736 * e * math.sin(moon - sun)
        - 0.00515 * e * math.sin(moon + sun)
        + 0.00209 * e * e * math.sin(2 * sun)
    )
    return datetime(2000, 1, 1, 12) + timedelta(days=day - 2451545.0)


def _moon_day(begin: date, phase: float) -> date:
    """The day of the first phase whose sunset day is not before `begin`."""
    years = begin.year + (begin.timetuple().tm_yday - 1) / 365.25 - 2000
    k = math.floor(years * 12.3685) - 2 + phase
    while True:
        when = _phase(k) + timedelta(hours=5.5 - 17.5)
        if when.date() >= begin:
            return when.date()
        k += 1
