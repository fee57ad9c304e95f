"""Shares of a whole, however they are written, as percentages: 95%, 百分之三十, 千分之二, 三成五, 七五折, 5个百分点."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.mentions.numerals import ADDRESS, CHARS, NUMERAL, parse
from pipeline.patterns import regex
from pipeline.records.record import record
from pipeline.view import view

_WHOLES = {"百": 1, "千": 10, "万": 100, "百万": 10_000, "亿": 1_000_000}
_SHARE = regex(
    rf"(?<![一二三四五六七八九十百千万亿\d])(?P<whole>百 *万|[百千万亿]) *分 *之 *(?P<part>{NUMERAL})"
    rf"|(?<=打)(?P<half>对折)|(?<![一\d])(?P<semi>半)(?P<kind>[成折])"
    rf"|(?<![\d{CHARS}.])(?<![{CHARS}] )(?P<number>{NUMERAL}) *(?P<unit>[%‰]|个 *百 *分 *点|百分点|成(?![为立功员果熟效本绩长就人型品交都])(?P<fives>[一二三四五六七八九半])?|折)"
)
_TWO_FIGURES = regex(r"\d\d|[一二三四五六七八九]{2}")


@record
class Share:
    """A share: its span and what it is in percent."""

    start: int
    end: int
    percent: Decimal


def find(text: str) -> list[Share]:
    """The shares of a text in order, disjoint; none inside web addresses."""
    shown = view(text)
    addresses = [m.span() for m in ADDRESS.finditer(shown)]
    found: list[Share] = []
    for m in _SHARE.finditer(shown):
        percent = None if any(a <= m.start() < b for a, b in addresses) else _percent(m)
        if percent is not None:
            found.append(Share(*m.span(), percent))
    return found


def _percent(m: re.Match[str]) -> Decimal | None:
    if m["whole"]:
        part = parse(m["part"])
        return None if part is None else part / _WHOLES[m["whole"].replace(" ", "")]
    if m["half"]:
        return Decimal(50)
    if m["semi"]:
        return Decimal(5 if m["kind"] == "成" else 50)
    value = parse(m["number"])
    if value is None:
        return None
    match m["unit"][0]:
        case "‰":
            return value / 10
        case "成":
            fives = m["fives"]
            return value * 10 + (0 if not fives else 5 if fives == "半" else parse(fives) or 0)
        case "折":
            if _TWO_FIGURES.fullmatch(m["number"].replace(" ", "")):
                return value
            return value * 10 if value < 10 else None
    return value
