"""What the calendar allows: 45月 and 32日 are no dates."""

from __future__ import annotations

from pipeline.mentions import time_grammar as g
from pipeline.patterns import regex

MONTH = regex(rf"({g.SMALL})月")
_DAY = regex(rf"({g.SMALL})[日号]")
_ISO = regex(r"\d{4}[-/.](\d{1,2})[-/.](\d{1,2})")


def in_calendar(text: str) -> bool:
    """Whether the months and days that are written in figures are within the calendar."""
    for number in MONTH.findall(text):
        if number.isdigit() and not 1 <= int(number) <= 12:
            return False
    for number in _DAY.findall(text):
        if number.isdigit() and not 1 <= int(number) <= 31:
            return False
    iso = _ISO.match(text)
    return not iso or (1 <= int(iso[1]) <= 12 and 1 <= int(iso[2]) <= 31)
