"""Numbers as counts write them → value and upper end: 1860余万, 数百, 两三, 20至30, 1—2万, 10~15k."""

from __future__ import annotations

from decimal import Decimal

from pipeline.mentions.numeral_values import LARGE_UNITS, SMALL_UNITS, parse
from pipeline.patterns import regex
from pipeline.records import Modifier

INNER = "余多来几"
DIGITS = frozenset("一二两三四五六七八九")
APPROXIMATE_PAIR = regex(r"一二|一两|二三|两三|三四|四五|五六|六七|七八|八九|三五")
_WITHOUT_INNER = str.maketrans("", "", INNER)


def read_values(number: str, high: str | None) -> tuple[Decimal, Decimal | None, Modifier] | None:
    """Value, upper end of a range and modifier of a number as written."""
    low = _simple(number)
    if low is None:
        return None
    value, _, modifier = low
    if high is None:
        return low
    top = _simple(high)
    if top is None:
        return None
    scale = _scale(high)
    if scale > 1 and _scale(number) == 1 and value < top[0] / scale:
        value *= scale
    if top[0] <= value:
        return None
    return value, top[0], top[2] if modifier == "exact" else modifier


def upper_end(number: str, value: Decimal) -> Decimal | None:
    """Below what 几 and 数 leave the number: 几十万 is less than 1000000, 十几 less than 20; None without them."""
    if number[0] in "数几":
        return value * 10
    at = number.rfind("几")
    if at < 1:
        return None
    unit = SMALL_UNITS.get(number[at - 1]) or LARGE_UNITS.get(number[at - 1])
    return None if unit is None else value + Decimal(unit) * _scale(number)


def _scale(number: str) -> int:
    """By what a trailing 百, 千, 万, 亿 or k multiplies."""
    if number[-1] in "kK":
        return 1000
    scale = 1
    for char in reversed(number.rstrip(INNER)):
        unit = SMALL_UNITS.get(char) or LARGE_UNITS.get(char)
        if unit is None or char in "十拾":
            break
        scale *= unit
    return scale


def _simple(number: str) -> tuple[Decimal, Decimal | None, Modifier] | None:
    """One number without range mark: with 余 多 几 来 inside, 数百, 两三, or plain."""
    if number[0] in "数几":
        value = parse(
            "一" + number[1:].rstrip("余多来")
            if number[1:2] == "十"
            else number[1:].replace("余", "").replace("多", "")
        )
        return None if value is None else (value, None, "above")
    modifier: Modifier = "exact"
    if any(c in number for c in "余多几"):
        modifier = "above"
    elif "来" in number:
        modifier = "about"
    plain = number.translate(_WITHOUT_INNER)
    value = parse(plain) if len(plain) != 2 or plain[1] in "十百千万亿" or plain[0] not in DIGITS else None
    if value is not None:
        return value, None, modifier
    if pair := APPROXIMATE_PAIR.search(plain):
        first = parse(plain[: pair.start()] + pair[0][0] + plain[pair.end() :])
        second = parse(plain[: pair.start()] + pair[0][1] + plain[pair.end() :])
        if first is not None and second is not None:
            return first, second, modifier
    return None
