"""Numerals → numbers: Arabic, Chinese, financial and mixed, and the patterns that find them.

`parse` reads one whole numeral of the matching view (half-width, simplified): 4.67万, 三千二百五十, 二零二四,
1亿2千万, 三点五, 百分之三十, 三分之一, 九成五, 壹佰贰拾. The method is the usual one: section by section (十 百 千
inside a section, 万 and 亿 between sections), a bare digit at the end counts in the next lower unit (一万五 is
15000). What is no numeral, or more than one (三四百), gives None.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_FINANCIAL = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_ALL_DIGITS = DIGITS | _FINANCIAL
_CONTRACTED = {"廿": "二十", "卅": "三十", "卌": "四十"}

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
CHINESE_CHARS = "零一二两三四五六七八九十百千万亿廿卅"
FINANCIAL_CHARS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"

# Longer runs are identifiers or noise, never quantities.
LONGEST = 24

_NUMBER_TOKEN = re.compile(
    r"\d+(?:\.\d+)?|[零一二两三四五六七八九〇壹贰叁肆伍陆柒捌玖]+|[十百千拾佰仟万亿兆]|点|半"
)
_FRACTION = re.compile(r"(?P<low>[^分]{1,12})分之(?P<high>.{1,16})")
_TENTHS = re.compile(r"(?P<tens>[一二两三四五六七八九十]|\d+(?:\.\d+)?)成(?P<ones>[一二三四五六七八九半])?")


def parse(text: str) -> Decimal | None:
    """The number that `text` as a whole writes, None where it is no numeral or not just one.

    Shares come as fractions of 1: 三成 is 0.3, 30% is 0.3, 5‰ is 0.005. 半 is 0.5.
    """
    text = text.strip().replace(" ", "")
    if not text or len(text) > 4 * LONGEST:
        return None
    for sign in ("负", "-", "−", "零下"):
        if text.startswith(sign) and len(text) > len(sign):
            value = parse(text[len(sign) :])
            return None if value is None else -value
    for sign, scale in (("%", Decimal(100)), ("‰", Decimal(1000))):
        if text.endswith(sign):
            value = _plain(text[:-1])
            return None if value is None else value / scale
    if found := _FRACTION.fullmatch(text):
        low, high = _plain(found["low"]), _plain(found["high"])
        return None if not low or high is None else high / low
    if found := _TENTHS.fullmatch(text):
        tens = _plain(found["tens"])
        ones = Decimal(5) if found["ones"] == "半" else _plain(found["ones"] or "零")
        return None if tens is None or ones is None else tens / 10 + ones / 100
    return _plain(text)


def _plain(text: str) -> Decimal | None:
    """A numeral without sign, percent sign or fraction."""
    for short, full in _CONTRACTED.items():
        text = text.replace(short, full)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=\D|$).*", text):
        text = text.replace(",", "")
    tokens = _NUMBER_TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    if "点" in tokens:
        return _with_point(tokens)
    if tokens == ["半"]:
        return Decimal("0.5")
    if tokens[-1] == "半" and len(tokens) > 1 and tokens[-2] not in _LARGE:
        whole = _sections(tokens[:-1])
        return None if whole is None else whole + Decimal("0.5")
    return _sections(tokens)


def _with_point(tokens: list[str]) -> Decimal | None:
    """三点一四, 三点五万: the digits after 点 are read one by one."""
    at = tokens.index("点")
    rest = tokens[at + 1 :]
    if at == 0 or not rest or rest[0] in _SMALL or rest[0] in _LARGE:
        return None
    whole = _sections(tokens[:at])
    decimals = _digit_run(rest[0])
    if whole is None or decimals is None or whole != whole.to_integral_value():
        return None
    value = Decimal(f"{int(whole)}.{decimals}")
    for unit in rest[1:]:
        if unit not in _LARGE and unit not in _SMALL:
            return None
        value *= _LARGE.get(unit) or _SMALL[unit]
    return value


def _digit_run(token: str) -> str | None:
    if token.isascii():
        return token if "." not in token else None
    if all(c in _ALL_DIGITS for c in token):
        return "".join(str(_ALL_DIGITS[c]) for c in token)
    return None


def _number(token: str, alone: bool) -> Decimal | None:
    """A token of digits. Several Chinese digits before a unit are an approximation (三四百), not a number."""
    if token.isascii():
        try:
            return Decimal(token)
        except InvalidOperation:
            return None
    digits = _digit_run(token)
    if digits is None or (not alone and len(digits.lstrip("0")) > 1):
        return None
    return Decimal(digits)


def _sections(tokens: list[str]) -> Decimal | None:
    total, section, pending = Decimal(0), Decimal(0), None
    last_unit, last_large, smallest = 1, 0, 0
    for index, token in enumerate(tokens):
        if token in _SMALL:
            unit = _SMALL[token]
            if smallest and unit >= smallest:
                return None
            section += (Decimal(1) if pending is None else pending) * unit
            pending, last_unit, smallest = None, unit, unit
        elif token in _LARGE:
            unit = _LARGE[token]
            if unit == last_large:
                return None
            section += pending or 0
            if pending is None and not section and not total:
                if index:
                    return None
                section = Decimal(1)
            if last_large and unit >= last_large:
                total = (total + section) * unit
            else:
                total += section * unit
            section, pending, smallest = Decimal(0), None, 0
            last_unit = last_large = unit
        else:
            if pending is not None:
                return None
            pending = _number(token, alone=len(tokens) == 1)
            if pending is None:
                return None
            if index and index == len(tokens) - 1 and _is_bare_digit(token):
                pending *= Decimal(last_unit) / 10
    return total + section + (pending or 0)


def _is_bare_digit(token: str) -> bool:
    return len(token) == 1 and token not in ("零", "〇")
