"""The value of a time expression: what `pipeline.values.date_reading.read` returns."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pipeline.mentions.time_clock import DayPart
from pipeline.mentions.time_lexicon import Period
from pipeline.records.record import record
from pipeline.values import calendar as cal
from pipeline.values.calendar import Days

Kind = Literal[
    "date", "daterange", "time", "timerange", "datetime", "datetimerange", "duration", "set", "reference"
]
Prefer = Literal["past", "future", "near"]
Moments = tuple[datetime, datetime]
Interval = tuple[datetime | None, datetime | None]


@record
class TimeValue:
    """What one time expression means.

    `start`, `end` are its offsets in the text, `lead` where a preposition that belongs to it begins (从, 自, 截至; equal
    to `start` where there is none). `kind`: date (one day), daterange (a period of days), time and timerange (on no
    day), datetime and datetimerange (on a day), duration, set, reference (近日, 目前: no days).
    `timex` is the TIMEX3 value with what is not written left open (XXXX-05-16, XXXX-WXX-3, T18, P3D); a range is
    `first/last`. `first` is the first moment meant and `after` the first moment no longer meant (None: open or
    unknown), worked out by the rule of `read`; `choices` are the readings that the words leave open, past one first
    (one pair where they leave nothing open, none where there is no anchor). `grain`: the unit of the point (year
    quarter month week day hour minute second). `modifier`: "", before, after, since, until, about. `parts`: the two
    ends of a range, or the point or length under a modifier or set. `lunar` is the date in the lunar calendar,
    YYYY-MM-DD with XXXX for an open year, "" for solar dates.
    """

    start: int
    end: int
    lead: int
    kind: Kind
    timex: str
    first: datetime | None = None
    after: datetime | None = None
    choices: tuple[Interval, ...] = ()
    grain: str = ""
    modifier: str = ""
    parts: tuple[TimeValue, ...] = ()
    lunar: str = ""


@record
class Reading:
    """TIMEX3 value, readings (past one first; one where nothing is open), unit, lunar date as written."""

    timex: str
    choices: tuple[Moments, ...]
    grain: str
    lunar: str = ""


@record
class Calendar:
    """What points are read with: the rules of the holidays and the parts of the day."""

    holidays: dict[str, str]
    day_parts: dict[str, DayPart]
    periods: dict[str, Period]

    def festival(self, name: str, year: int) -> Days | None:
        """First and last day of a holiday in the year; None where it has none."""
        return cal.holiday_days(name, self.holidays[name], year)
