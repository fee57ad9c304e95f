"""Expressions of time → values, for every expression of the general grammar: `read` is for use alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from pipeline.lexicon import model_dir
from pipeline.mentions.time_any import AnyTimeFinder
from pipeline.mentions.time_clock import read_day_parts
from pipeline.mentions.time_lexicon import read_holidays, read_periods
from pipeline.values import calendar as cal
from pipeline.values.date_phrases import Scene
from pipeline.values.date_values import Calendar, Prefer, TimeValue
from pipeline.view import view


class TimeReader:
    """Reads the expressions of one text in their order."""

    def __init__(self, finder: AnyTimeFinder, calendar: Calendar) -> None:
        self._find = finder
        self._calendar = calendar

    @classmethod
    def load(cls, directory: Path) -> TimeReader:
        """Read the lexicons of the model's mentions folder; LexiconError on a fault."""
        holidays = read_holidays(directory / "holidays.tsv") | read_holidays(directory / "world_holidays.tsv")
        for name, entry in holidays.items():
            cal.check_holiday(name, entry.date)
        rules = {name: entry.date for name, entry in holidays.items()}
        parts = read_day_parts(directory / "day_parts.tsv")
        return cls(
            AnyTimeFinder.load(directory), Calendar(rules, parts, read_periods(directory / "periods.tsv"))
        )

    def __call__(self, view: str, anchor: datetime | None, prefer: Prefer = "past") -> list[TimeValue]:
        """The values of all expressions of a matching view; `prefer` as in `read`."""
        found: list[TimeValue] = []
        last: datetime | None = None
        for phrase in self._find(view):
            try:
                value = Scene(anchor, last, self._calendar).value(phrase)
            except (OverflowError, ValueError):
                value = TimeValue(phrase.start, phrase.end, phrase.lead, "reference", "XXXX")
            if prefer != "past" and anchor is not None:
                value = preferred(value, anchor, prefer)
            found.append(value)
            if value.kind in ("date", "daterange", "datetime", "datetimerange"):
                last = value.first or last
        return found


@cache
def reader() -> TimeReader:
    """The reader of the model folder, loaded once."""
    return TimeReader.load(model_dir() / "mentions")


def read(text: str, anchor: date | datetime | None = None, prefer: Prefer = "past") -> list[TimeValue]:
    """Every expression of time in `text` (as written, any script) with its value, in text order, disjoint.

    `anchor` is the moment from which 昨天 and 三天前 count, such as the issue date; without one a full date still
    has its days, a relative one only its TIMEX3 value. Today's date is never used. Where the words leave open
    which day is meant (5月8日, 周三, 3点), `prefer` picks `first` and `after` among the `choices`: past (the latest
    that has begun by the anchor, the habit of news), future (the first after it), near (in the anchor's own year,
    month or week). ValueError for an anchor before the year 2 or after 9990.
    """
    if anchor is not None and not isinstance(anchor, datetime):
        anchor = datetime.combine(anchor, time())
    if anchor is not None and not 2 <= anchor.year <= 9990:
        raise ValueError(f"no time can be read from an anchor in the year {anchor.year}")
    return reader()(view(text), anchor, prefer)


def preferred(value: TimeValue, anchor: datetime, prefer: Prefer) -> TimeValue:
    """The value with its `first` and `after` picked among its choices; parts likewise."""
    if len(value.choices) < 2 or value.modifier in ("recent", "ahead", "within") or value.kind == "set":
        return value
    ahead = [c for c in value.choices if (c[0] or c[1] or anchor) > anchor]
    picked = ahead[0] if ahead else value.choices[-1]
    if prefer == "near":
        near = [c for c in value.choices if _beside(value.timex, c[0] or c[1] or anchor, anchor)]
        picked = near[0] if near else value.choices[0]
    return replace(value, first=picked[0], after=picked[1])


def _beside(timex: str, when: datetime, anchor: datetime) -> bool:
    """Whether a moment lies in the year, month, week or day of the anchor that the words leave open."""
    if timex.startswith("XXXX-W"):
        return when.isocalendar()[:2] == anchor.isocalendar()[:2]
    if re.match(r"XXXX-XX-\d", timex):
        return (when.year, when.month) == (anchor.year, anchor.month)
    return when.year == anchor.year if timex.startswith("XX") else when.date() == anchor.date()
