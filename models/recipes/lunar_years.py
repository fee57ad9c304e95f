"""`values/lunar_years.tsv`: the years of the lunar calendar and their solar terms, from the astronomy of `lunar_python`."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

from lunar_python import Lunar, LunarYear, Solar

FIRST, LAST = 1601, 2299

_HEAD = """\
# Years of the lunar calendar, worked out by lunar-python.
# new_year: solar date (month-day) of the first day of the first month. months: the days of its months in order.
# leap: the month that comes twice (0: none). terms: the days of the solar terms of the solar year, two a month, 小寒 first.
year\tnew_year\tmonths\tleap\tterms
"""


def lunar_years(_corpora: Path) -> str:
    """The file; no corpus is asked."""
    return _HEAD + "".join(row(year) for year in range(FIRST, LAST + 1))


def row(year: int) -> str:
    """The line of a year."""
    lunar = LunarYear.fromYear(year)
    months = [month for month in lunar.getMonths() if month.getYear() == year]
    new_year = _of_julian(months[0].getFirstJulianDay())
    leap = next((-month.getMonth() for month in months if month.getMonth() < 0), 0)
    lengths = [month.getDayCount() for month in months]
    assert all(b.getFirstJulianDay() - a.getFirstJulianDay() == a.getDayCount() for a, b in pairwise(months))
    named = zip(Lunar.JIE_QI_IN_USE, lunar.getJieQiJulianDays(), strict=True)
    terms = sorted({day for _, number in named if (day := _of_julian(number)).year == year})
    assert [day.month for day in terms] == [month for month in range(1, 13) for _ in range(2)]
    cells = (
        f"{new_year:%m-%d}",
        *(" ".join(map(str, row)) for row in (lengths, [leap], [d.day for d in terms])),
    )
    return f"{year}\t" + "\t".join(cells) + "\n"


def _of_julian(day_number: float) -> date:
    solar = Solar.fromJulianDay(day_number)
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
