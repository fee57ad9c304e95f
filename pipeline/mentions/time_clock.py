"""Reads times of day: 上午9点半, 晚7时, 15:30, 凌晨2点一刻, 3:15pm."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pipeline.lexicon import LexiconError, read_table
from pipeline.mentions import time_atoms as a
from pipeline.mentions.time_atoms import small
from pipeline.mentions.time_context import hour_stands
from pipeline.mentions.trie import trie_pattern
from pipeline.patterns import regex
from pipeline.records.record import record

_CODES = frozenset({"NI", "MO", "DT", "MI", "AF", "EV"})
_ABOUT = regex(r" ?(?:大约|大概|约|近)? ?")
# 24.5点, 3,5点: digits before the hour make it the end of a number.
_DECIMALS = regex(r"\d[.,]?$")
_HALVES = frozenset({"am", "pm", "noon", "night", "evening", "either"})


@record
class DayPart:
    """An entry of `day_parts.tsv`: TIMEX3 code, hours covered, and how an hour behind it counts."""

    code: str
    first: int
    last: int
    half: str
    guard: frozenset[str]


def read_day_parts(path: Path) -> dict[str, DayPart]:
    """The entries of `day_parts.tsv`; LexiconError on a fault."""
    rows = read_table(
        path, ["word", "code", "from", "to", "half", "example"], optional=["guard"], key=["word"]
    )
    found: dict[str, DayPart] = {}
    for r in rows:
        if r["code"] not in _CODES or r["half"] not in _HALVES or not (r["from"] + r["to"]).isdecimal():
            raise LexiconError(f"{path}: {r['word']}: not a part of the day")
        if r["word"] not in r["example"]:
            raise LexiconError(f"{path}: the example of {r['word']} is without it")
        found[r["word"]] = DayPart(r["code"], int(r["from"]), int(r["to"]), r["half"], frozenset(r["guard"]))
    return found


def hour_of_day(hour: int, half: str) -> int:
    """The hour on the clock of 24 that `hour` means behind a part of the day."""
    if half in ("pm", "evening") and hour < 12:
        return hour + 12 if half == "pm" or hour >= 4 else hour
    if half == "noon" and hour < 10:
        return hour + 12
    if half == "night" and 6 <= hour < 12:
        return hour + 12
    if hour == 12 and half in ("evening", "night"):
        return 24
    if hour == 12 and half == "am":
        return 0
    return hour


class ClockReader:
    """The grammar of times of day with the words of `day_parts.tsv`."""

    def __init__(self, parts: dict[str, DayPart]) -> None:
        self.parts = parts
        self._part = regex(rf"(?P<name>{trie_pattern(parts)})")

    def inside_word(self, word: str) -> str:
        """The part of the day in a word of a day: 晚 of 今晚, 早 of 明早; "" where there is none."""
        return next((name for name in ("晨", "早", "晚", "夜") if word.endswith(name)), "")

    def hour(self, hour: int, part: str) -> int:
        """The hour on the clock of 24 that `hour` means behind a part of the day."""
        return hour_of_day(hour, self.parts[part].half)

    def read(self, v: str, at: int, *, behind_day: bool = False) -> tuple[dict[str, Any], int] | None:
        """The time of day at `at`: the fields of a Point, and the offset behind; None where there is none.

        `behind_day`: a day stands before it, so that one character (晚, 早) is enough.
        """
        p: dict[str, Any] = {}
        if behind_day and (about := _ABOUT.match(v, at)):
            at = about.end()
        end = at
        part = self._part.match(v, at)
        if part and v[part.end() : part.end() + 1] in self.parts[part["name"]].guard:
            part = None
        if part:
            p["day_part"], end = part["name"], part.end()
        start = end
        if about := _ABOUT.match(v, end):
            start = about.end()
        m = a.CLOCK.match(v, start) if part or start == at or behind_day else None
        if m is None and (part or behind_day):
            m = a.BARE_HOUR.match(v, start) if part else None
        if m is None:
            if part is None or (len(part["name"]) == 1 and not behind_day):
                return None
            return p, end
        clock = _clock(m)
        if clock is None:
            return (p, end) if part and (len(part["name"]) > 1 or behind_day) else None
        p.update(clock)
        if not part and not behind_day and len(clock) == 1 and not hour_stands(v, m):
            return None
        if part:
            p["hour"] = self.hour(p["hour"], part["name"])
            p["hour24"] = True
        elif not behind_day and _DECIMALS.search(v, max(0, at - 2), at):
            return None
        return p, m.end()


def _clock(m: re.Match[str]) -> dict[str, Any] | None:
    groups = m.groupdict()
    hour = small(m["h"])
    if hour is None or hour > 24:
        return None
    p: dict[str, Any] = {"hour": hour}
    minute = groups.get("m") or groups.get("cm")
    if minute:
        p["minute"] = small(minute)
    elif groups.get("half"):
        p["minute"] = 30
    elif groups.get("quarter"):
        p["minute"] = 15 * (small(groups["quarter"]) or 0)
    elif groups.get("five"):
        p["minute"] = 5 * (small(groups["five"]) or 0)
    second = groups.get("s") or groups.get("cs")
    if second:
        p["second"] = small(second)
    if (p.get("minute") is not None and p["minute"] > 59) or (
        p.get("second") is not None and p["second"] > 59
    ):
        return None
    if ampm := (groups.get("ampm") or "").lower():
        p["hour24"] = True
        if ampm[0] == "p" and hour < 12:
            p["hour"] = hour + 12
        elif ampm[0] == "a" and hour == 12:
            p["hour"] = 0
    if hour > 12 or hour == 0 or (m["h"].startswith(("0", "零")) and len(m["h"]) > 1):
        p["hour24"] = True
    return p
