"""Dates, lengths and repeated times as a list of cases wants them, from the general reader of times.

Each list has its habits, which are no part of a value and are told here: which of several open readings it takes
(the next one in duckling, that of the current year or week in JioNLP, both in Recognizers-Text), which hours the
parts of the day have, whether 从 belongs to the span, and that Recognizers-Text writes lunar months and days as
if they were solar.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

from pipeline.evaluation.timex_cases import Length, Reference, Repeated, Stretch, Value
from pipeline.lexicon import model_dir
from pipeline.mentions.time_lexicon import read_holidays
from pipeline.mentions.trie import trie_pattern
from pipeline.records.record import record
from pipeline.values.date_reading import read
from pipeline.values.date_values import Interval, Prefer, TimeValue
from pipeline.view import view

_PREFERENCE: dict[str, Prefer] = {"duckling": "future", "jionlp": "near"}
_PARTS = {
    "recognizers": {
        "TMO": (8, 12),
        "TMI": (11, 13),
        "TAF": (12, 16),
        "TEV": (16, 20),
        "TNI": (20, 24),
        "TDT": (8, 18),
    },
    "duckling": {
        "TMO": (4, 12),
        "TMI": (12, 14),
        "TAF": (12, 19),
        "TEV": (18, 24),
        "TNI": (0, 4),
        "TDT": (8, 18),
    },
}
_LEADS = ("从", "自从", "在", "=", "大约", "大概", "约")


@record
class TimeReading:
    """One time found: its span and the readings that the list accepts."""

    span: tuple[int, int]
    kind: str
    timex: str
    choices: tuple[Interval, ...]
    value: TimeValue

    @property
    def start(self) -> datetime | None:
        """First moment of the first reading."""
        return self.choices[0][0] if self.choices else None

    @property
    def end(self) -> datetime | None:
        """First moment behind the first reading."""
        return self.choices[0][1] if self.choices else None


def read_times(text: str, reference: datetime, list_name: str = "", kind: str = "") -> list[TimeReading]:
    """The times of a text by the public reader, `reference` being the moment of its issue.

    `kind` is the type of the case: the lists of a single component of Recognizers-Text ask only for what it reads.
    """
    family = next((name for name in ("duckling", "jionlp", "recognizers") if name in list_name), "")
    prefer = _PREFERENCE.get(family, "past")
    values = read(text, reference, prefer)
    if "Holiday" in kind:
        values = [v for v in values if _holidays().search(view(text), v.start, v.end)]
    elif kind.endswith(("/TimeExtractor", "/TimeParser")):
        values = [_clock_only(text, v, reference) for v in values]
    return [_reading(text, v, family) for v in values]


@cache
def _holidays() -> re.Pattern[str]:
    """The names of holidays that the model knows."""
    folder = model_dir() / "mentions"
    names = read_holidays(folder / "holidays.tsv") | read_holidays(folder / "world_holidays.tsv")
    return re.compile(trie_pattern(names))


def _clock_only(text: str, value: TimeValue, reference: datetime) -> TimeValue:
    """The time of day in an expression that names a day before it."""
    for at in range(value.start + 1, value.end) if value.kind.startswith("datetime") else ():
        found = [v for v in read(text[at : value.end], reference) if v.kind == "time"]
        if len(found) == 1 and found[0].lead == 0:
            v = found[0]
            return replace(v, start=at + v.start, end=at + v.end, lead=at + v.lead)
    return value


def _reading(text: str, v: TimeValue, family: str) -> TimeReading:
    start = v.start
    if family == "recognizers" and text[v.lead : v.start].strip() in _LEADS:
        start = v.lead
    choices = v.choices or (((v.first, v.after),) if v.first or v.after else ())
    if family != "recognizers":
        choices = ((v.first, v.after),)
        if v.modifier in ("recent", "ahead", "within", "since", "") and "/" in v.timex and not v.parts:
            choices = v.choices
    if v.grain == "part" and (table := _PARTS.get(family)):
        choices = tuple(_hours(c, v.timex[-3:], table) for c in choices)
    if family == "recognizers":
        if v.lunar and (lunar := _as_solar(v)):
            choices = (*choices, *lunar)
        if len(v.parts) == 2:
            choices = tuple(c for pair in choices for c in (pair, _to_last(pair, v)))
        elif v.modifier and v.parts:
            choices = (*choices, *(_exclusive(v.modifier, c) for c in v.parts[0].choices))
    return TimeReading((start, v.end), v.kind, v.timex, choices, v)


def _hours(c: Interval, code: str, table: dict[str, tuple[int, int]]) -> Interval:
    if c[0] is None or code not in table:
        return c
    midnight = c[0].replace(hour=0, minute=0)
    low, high = table[code]
    return midnight + timedelta(hours=low), midnight + timedelta(hours=high)


def _as_solar(v: TimeValue) -> list[Interval]:
    """The lunar month and day read as if they were solar."""
    year, month, *day = v.lunar.split("-")
    found: list[Interval] = []
    for first, after in v.choices:
        if first and after and day:
            years = [int(year)] if year.isdecimal() else [first.year, first.year - 1, first.year + 1]
            for y in years:
                try:
                    found.append((first.replace(year=y, month=int(month), day=int(day[0])), after.replace(year=y, month=int(month), day=int(day[0])) + timedelta(days=1)))  # fmt: skip
                except ValueError:
                    continue
    return found


def _to_last(c: Interval, v: TimeValue) -> Interval:
    """The range up to the beginning of its last day, month or year."""
    last = v.parts[1]
    if c[1] is None or last.first is None or last.after is None:
        return c
    if last.grain == "month":
        return c[0], (c[1] - timedelta(days=1)).replace(day=1)
    if last.grain == "year":
        return c[0], c[1].replace(year=c[1].year - 1)
    return c[0], c[1] - (last.after - last.first)


def _exclusive(modifier: str, c: Interval) -> Interval:
    """X以前 ends before X in this list, X以后 begins behind it."""
    match modifier:
        case "before":
            return None, c[0]
        case "until":
            return None, c[1]
        case "after":
            return c[1], None
    return c[0], None


def agrees(reading: TimeReading, wanted: Value, reference: datetime) -> bool:
    """Whether a reading has the value that the case asks for."""
    match wanted:
        case Reference(timex):
            return reading.timex == timex
        case Repeated(timex):
            return reading.kind == "set" and _same_set(reading, timex)
        case Length(seconds, high):
            low, _, top = reading.timex.partition("/")
            if reading.value.modifier == "most":
                return (Decimal(0), _length(low)) == (seconds, high)
            ends = (_length(low), _length(top) if top else None)
            # 大半天: only JioNLP gives a vague length an upper end.
            vague = reading.value.modifier == "about" and not top and ends[0] == seconds
            return reading.kind == "duration" and (ends == (seconds, high) or (vague and high is not None))
        case Stretch():
            if reading.kind in ("duration", "set"):
                return False
            if wanted.clock:
                return _same_clock(reading, wanted)
            return any(_same_stretch(c, wanted, reference) for c in reading.choices)
    return False


def _same_set(reading: TimeReading, wanted: str) -> bool:
    """The first time of a set; lists write hours with minutes and leave the day out where every day is meant."""
    timex = re.sub(r"^(?:XXXX-XX-XX|P1B?D)(?=T)", "", reading.timex.split("/")[0])
    return wanted in (reading.timex, timex, timex + ":00")


def _same_stretch(c: Interval, wanted: Stretch, now: datetime) -> bool:
    start, end = c
    if wanted.point:
        return start == wanted.start
    if wanted.start is None or wanted.end is None:
        # X以后: lists differ in whether X itself belongs to it.
        day = timedelta(days=1)
        if wanted.start:
            return start in (wanted.start, wanted.start + day) and (end is None or _at(end, now))
        return start is None and end in (wanted.end, wanted.end + day if wanted.end else None)
    start_right = start == wanted.start or (start is None and _at(wanted.start, now))
    return start_right and _same_end(end, wanted.end, wanted.loose, now)


def _same_end(end: datetime | None, wanted: datetime, loose: bool, now: datetime) -> bool:
    if end is None:
        # An open end and one that lies now are the same to a list without open ends.
        return _at(wanted, now)
    if end == wanted or (_at(wanted, now) and _at(end, now)):
        return True
    if loose:
        return end == wanted + timedelta(days=1) and wanted.hour == 0
    # 9点到11点: the last minute or hour belongs to the stretch or does not.
    late = wanted - end
    return abs(late) <= timedelta(minutes=1) or (
        end.hour != 0 and end.minute == 0 and timedelta() < late <= timedelta(hours=1)
    )


def _at(when: datetime, now: datetime) -> bool:
    """Whether a moment is that of the reference, also as its day: lists write now in days, minutes or seconds."""
    midnight = now.replace(hour=0, minute=0, second=0)
    return abs(when - now) <= timedelta(minutes=1) or when in (midnight, midnight + timedelta(days=1))


def _same_clock(reading: TimeReading, wanted: Stretch) -> bool:
    """Whether the times of day are the same, whatever the day."""

    def clock(when: datetime | None) -> tuple[int, int, int] | None:
        return (when.hour, when.minute, when.second) if when else None

    if reading.kind not in ("time", "timerange"):
        return False
    for start, end in reading.choices:
        if wanted.point and clock(start) == clock(wanted.start):
            return True
        if not wanted.point and clock(start) == clock(wanted.start) and clock(end) == clock(wanted.end):
            return True
    return False


_PIECE = re.compile(r"([\d.]+)([A-Z]+)")
_DAYS = {"Y": 31536000, "M": 2592000, "W": 604800, "D": 86400, "BD": 86400}
_HOURS = {"H": 3600, "M": 60, "S": 1}


def _length(timex: str) -> Decimal | None:
    """The seconds of a TIMEX3 duration."""
    days, _, hours = timex.removeprefix("P").partition("T")
    found = [(n, _DAYS.get(u)) for n, u in _PIECE.findall(days)]
    found += [(n, _HOURS.get(u)) for n, u in _PIECE.findall(hours)]
    if not found or any(unit is None for _, unit in found):
        return None
    return sum((Decimal(n) * (unit or 0) for n, unit in found), Decimal(0))
