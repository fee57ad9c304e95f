"""Cases of public test lists for numbers and time, read from their JSON lines into one form.

Three forms are known: the specs of Recognizers-Text (spans with one or several accepted resolutions), the tests
of JioNLP (a value for the whole text, or spans) and the corpora of duckling (a value for the whole text).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.evaluation.timex_cases import (
    Amount,
    Bounds,
    Case,
    Expected,
    Length,
    Reference,
    Repeated,
    Stretch,
    TimexError,
    Value,
)

# The reference moment where a case tells none.
_ANY_DAY = datetime(2016, 11, 7, 16, 12)
_DUCKLING_NOW = datetime(2013, 2, 12, 4, 30)
_CHINA = timezone(timedelta(hours=8))
_JIONLP_STAMPS = {"$_ts_1": 1623604000.0, "$_ts_2": 1630480532.0}
_JIONLP_LENGTHS = {"year": 31536000, "month": 2592000, "day": 86400, "workday": 86400, "hour": 3600, "minute": 60, "second": 1}  # fmt: skip
_GRAINS = {"Year": 31536000, "Month": 2592000, "Day": 86400, "Hour": 3600, "Minute": 60, "Second": 1}

_INTERVAL = re.compile(r"(?P<first>[\[(])(?P<low>[-\d.E+]*),(?P<high>[-\d.E+]*)(?P<last>[\])])")


def read_cases(path: Path) -> list[Case]:
    """The cases of a list in one of the known forms; TimexError on anything else."""
    name = path.name.removesuffix(".jsonl")
    cases: list[Case] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TimexError(f"{path}: cannot be read ({error})") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cases += _case(name, json.loads(line))
        except (ValueError, KeyError, TypeError, IndexError, ArithmeticError, AttributeError) as error:
            raise TimexError(f"{path}:{number}: no case of a known form ({error!r})") from None
    if not cases:
        raise TimexError(f"{path}: no cases")
    return cases


def _case(name: str, row: dict[str, Any]) -> Iterator[Case]:
    if "dim" in row:
        values = _duckling(row["value"])
        expected = (Expected(0, len(row["text"]), (values,)),)
        yield Case(name, row["dim"], row["text"], _DUCKLING_NOW, expected)
    elif "results" in row:
        kind = row["file"].removeprefix("Specs/").removesuffix(".json").replace("/Chinese", "")
        reference = datetime.fromisoformat(row["ref"]) if row["ref"] else _ANY_DAY
        yield Case(name, kind, row["text"], reference, tuple(map(_recognizers, row["results"])))
    else:
        kind = Path(row["file"]).stem
        *given, gold = row["gold"]
        if isinstance(gold, list):
            spans = tuple(Expected(g["offset"][0], g["offset"][1], ()) for g in gold)
            yield Case(name, kind, row["text"], _ANY_DAY, spans)
        elif "num" in gold:
            yield Case(name, kind, row["text"], _ANY_DAY, (Expected(-1, -1, (_money(gold),)),))
        else:
            reference = _jionlp_reference(given[0] if given else None)
            yield Case(name, kind, row["text"], reference, (Expected(-1, -1, _jionlp(gold)),))


# Recognizers-Text ----------------------------------------------------------------------------------------


def _recognizers(result: dict[str, Any]) -> Expected:
    start = result.get("Start", -1)
    end = result["End"] + 1 if "End" in result else start + result.get("Length", len(result["Text"]))
    if "Value" in result and "values" not in result["Value"]:
        told = result["Value"]
        values = [{"timex": told["Timex"], **told[key]} for key in ("PastResolution", "FutureResolution")]
    else:
        resolution = (result.get("Resolution") or {}) | (result.get("Value") or {})
        values = resolution.get("values") or [resolution]
    found = [v for value in values if (v := _resolved(value)) is not None]
    return Expected(start, end, tuple(found))


def _resolved(value: dict[str, Any]) -> Value | None:
    if not value:
        return None
    timex, kind = value.get("timex", ""), value.get("type", "")
    if timex.endswith("_REF"):
        return Reference(timex)
    if kind == "set" or "set" in value:
        return Repeated(timex)
    if "duration" in value or kind == "duration":
        return Length(Decimal(value.get("duration") or value["value"]))
    for key in ("date", "dateTime", "time"):
        if key in value or kind == key.lower():
            return _recognizers_point(value.get(key) or value["value"])
    for a, b in (("start", "end"), ("startDate", "endDate"), ("startDateTime", "endDateTime"), ("startTime", "endTime")):  # fmt: skip
        if a in value or b in value:
            return _recognizers_stretch(value.get(a), value.get(b))
    if not timex:
        number = value.get("value")
        scale = str(number).removesuffix("%") if number is not None else None
        if found := _INTERVAL.fullmatch(str(number)):
            low, high = (Decimal(found[side]) if found[side] else None for side in ("low", "high"))
            return Bounds(low, high, (found["first"] == "[", found["last"] == "]"))
        if scale is None or not re.fullmatch(r"[-\d.E+]+", scale):
            return Amount(None, str(value.get("unit", "")) + str(number or ""))
        return Amount(
            Decimal(scale),
            "%" if str(number).endswith("%") else value.get("isoCurrency") or value.get("unit", ""),
        )
    return None


def _moment(text: str) -> tuple[datetime, bool]:
    """A moment, and whether it is a mere time of day."""
    if re.fullmatch(r"\d\d:\d\d:\d\d", text):
        return datetime.fromisoformat(f"2000-01-01 {text}"), True
    return datetime.fromisoformat(text), False


def _recognizers_point(text: str) -> Stretch:
    when, clock = _moment(text)
    if len(text) == 10:
        return Stretch(when, when + timedelta(days=1))
    return Stretch(when, None, point=True, clock=clock)


def _recognizers_stretch(start: str | None, end: str | None) -> Stretch:
    first, last = _moment(start) if start else None, _moment(end) if end else None
    clock = (first or last or (None, False))[1]
    return Stretch(first[0] if first else None, last[0] if last else None, clock=clock, loose=True)


# JioNLP ------------------------------------------------------------------------------------------------------


def _money(gold: dict[str, Any]) -> Amount:
    numbers = gold["num"] if isinstance(gold["num"], list) else [gold["num"]]
    return Amount(Decimal(numbers[0]), gold["case"], Decimal(numbers[1]) if len(numbers) > 1 else None)


def _jionlp_reference(told: Any) -> datetime:
    if isinstance(told, str):
        stamp = _JIONLP_STAMPS.get(told)
        if numbers := re.findall(r"\d+", told) if stamp is None and "(" in told else []:
            return datetime(int(numbers[0]), int(numbers[1]), int(numbers[2]))
        told = stamp if stamp is not None else told
    if isinstance(told, (int, float)):
        return datetime.fromtimestamp(told, UTC).astimezone(_CHINA).replace(tzinfo=None)
    if isinstance(told, dict):
        told = [told[k] for k in ("year", "month", "day", "hour", "minute", "second") if k in told]
    if isinstance(told, list):
        return datetime(*(told + [1, 1][len(told) - 1 :] if len(told) < 3 else told))
    # The list takes the day of its run: any will do for what names its year.
    return datetime(2026, 11, 22)


def _jionlp(gold: dict[str, Any]) -> tuple[Value, ...]:
    told = gold["time"]
    if gold["type"] == "time_delta":
        low, high = told if isinstance(told, list) else (told, None)
        return (Length(_seconds(low), _seconds(high) if high else None),)
    if gold["type"] == "time_period":
        return (Repeated(_repeated(told["delta"], told["point"])),)
    start, end = (_jionlp_moment(t) for t in told)
    return (Stretch(start, end + timedelta(seconds=1) if end else None),)


def _jionlp_moment(text: str) -> datetime | None:
    return None if text.endswith("inf") else datetime.fromisoformat(text)


def _seconds(delta: dict[str, Any]) -> Decimal:
    lengths = (Decimal(str(n)) * _JIONLP_LENGTHS[unit] for unit, n in delta.items() if unit != "zero")
    return sum(lengths, Decimal(0))


def _repeated(delta: dict[str, Any], point: dict[str, Any] | None) -> str:
    """The TIMEX3 set of a period and the first time it comes."""
    (unit, number), *_ = delta.items()
    if point is None or isinstance(point["time"][0], list):
        letter = {"hour": "TH", "minute": "TM", "second": "TS"}.get(unit, unit[0].upper())
        return f"P{'T' * (letter[0] == 'T')}{Decimal(str(number)).normalize():f}{letter[-1]}"
    start, end = map(datetime.fromisoformat, point["time"])
    end += timedelta(seconds=1)
    clock = "" if end - start >= timedelta(days=1) else f"T{start:%H:%M}"
    months = 12 * (end.year - start.year) + end.month - start.month
    if unit == "year" and months > 1:
        return f"XXXX-{start:%m}/XXXX-{start.month + months - 1:02d}"
    if unit == "year":
        return f"XXXX-{start:%m}" if start.day == 1 and end.day == 1 else f"XXXX-{start:%m-%d}"
    if unit == "month":
        return f"XXXX-XX-{start:%d}{clock}"
    return (f"XXXX-WXX-{start.isoweekday()}" if number == 7 else "") + clock


# duckling ----------------------------------------------------------------------------------------------------


def _duckling(value: str) -> Value:
    head, _, rest = value.strip("()").partition(" ")
    numbers = [Decimal(n) for n in re.findall(r"-?\d+(?:\.\d+)?", re.sub(r'"[^"]*"', "", rest))]
    if head.startswith("datetimeInterval"):
        return Stretch(_date(numbers[:6]), _date(numbers[6:]))
    if head.startswith("datetime"):
        start, grain = _date(numbers[:6]), re.sub(r'"[^"]*"', "", rest).split()[-1]
        ends = {"Day": 1, "Week": 7}
        if grain in ends:
            return Stretch(start, start + timedelta(days=ends[grain]))
        if grain == "Month":
            return Stretch(start, datetime(start.year + start.month // 12, start.month % 12 + 1, 1))
        if grain == "Year":
            return Stretch(start, datetime(start.year + 1, 1, 1))
        return Stretch(start, None, point=True)
    if head == "DurationData":
        return Length(numbers[0] * _GRAINS[rest.split()[-1]])
    unit = next((w for w in re.findall(r"[A-Za-z]+", rest)), "")
    match head:
        case "between":
            return Amount(numbers[0], unit, numbers[1])
        case "under":
            return Amount(None, unit, numbers[0])
    return Amount(numbers[0], unit)


def _date(numbers: list[Decimal]) -> datetime:
    year, month, day, hour, minute, second = map(int, numbers)
    # Days are counted on past the end of the month; a month or day 0 stands for the first.
    month = max(month, 1)
    first = datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, hour, minute, second)
    return first + timedelta(days=max(day, 1) - 1)
