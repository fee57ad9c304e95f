"""One numeral as written → its number: Arabic, Chinese, financial and mixed.

`parse` reads one whole numeral of the matching view (half-width, simplified): 4.67万, 三千二百五十, 二零二四,
1亿2千万, 三点五, 百分之三十, 三分之一, 九成五, 壹佰贰拾. The method is the usual one: section by section (十 百 千
inside a section, 万 and 亿 between sections), a bare digit at the end counts in the next lower unit (一万五 is
15000). What is no numeral, or more than one (三四百), gives None.
"""

from __future__ import annotations

from decimal import Decimal, DecimalException, localcontext
from functools import lru_cache

from pipeline.patterns import regex

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_FINANCIAL = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"〇": 0, "参": 3}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_ALL_DIGITS = DIGITS | _FINANCIAL
_CONTRACTED = {"廿": "二十", "卅": "三十", "卌": "四十"}
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6}

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
CHINESE_CHARS = "零一二两三四五六七八九十百千万亿廿卅"
FINANCIAL_CHARS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"

# Longer runs are identifiers or noise, never quantities.
LONGEST = 24
# Most figures of a power's or an exponent's value: beyond them nothing is counted.
_MOST_FIGURES = 60

_NUMBER_TOKEN = regex(
    r"\d+(?:\.\d+)?|\.\d+|[零一二两三四五六七八九〇壹贰叁参肆伍陆柒捌玖]+|[十百千拾佰仟万亿兆]|点|半"
)
_THOUSANDS = regex(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?=\D|$).*")
_FRACTION = regex(r"(?:(?P<whole>[^又]{1,24})又)?(?P<low>[^分又]{1,24})分之(?P<high>.{1,32})")
_SLASH = regex(r"(?:(?P<whole>\d{1,9}) +)?(?P<high>\d{1,9})/(?P<low>\d{1,9})")
_TENTHS = regex(
    r"(?P<tens>[一二两三四五六七八九十]|\d+(?:\.\d+)?|[一二三四五六七八九]点[零一二三四五六七八九]+)成(?P<ones>[一二三四五六七八九半])?"
)
_POWER = regex(r"(?P<base>[\d.]{1,16})\^(?P<sign>[+-]{0,3})(?P<exponent>[\d.]{1,8})")
_SCIENTIFIC = regex(r"\d{0,30}\.?\d{1,30}[eE][+-]?\d{1,3}")
_SIGNS = ("负", "-", "−", "零下")


@lru_cache(maxsize=4096)
def parse(text: str) -> Decimal | None:
    """The number that `text` as a whole writes, None where it is no numeral or not just one.

    Shares come as fractions of 1: 三成 is 0.3, 30% is 0.3, 5‰ is 0.005. 半 is 0.5, 三又二分之一 and 3 1/2 are 3.5.
    """
    text = text.strip()
    if found := _SLASH.fullmatch(text):
        return _mixed(Decimal(found["whole"] or 0), Decimal(found["high"]), Decimal(found["low"]))
    text = text.replace(" ", "")
    if not text or len(text) > 4 * LONGEST:
        return None
    for sign in _SIGNS:
        if text.startswith(sign) and len(text) > len(sign):
            value = parse(text[len(sign) :])
            return None if value is None else -value
    for mark, scale in (("%", Decimal(100)), ("‰", Decimal(1000))):
        if text.endswith(mark):
            value = _plain(text[:-1])
            return None if value is None else value / scale
    if found := _FRACTION.fullmatch(text):
        whole, low, high = found["whole"], _plain(found["low"]), parse(found["high"])
        return _mixed(Decimal(0) if whole is None else _plain(whole), high, low)
    if found := _TENTHS.fullmatch(text):
        tens = _plain(found["tens"])
        ones = Decimal(5) if found["ones"] == "半" else _plain(found["ones"] or "零")
        return None if tens is None or ones is None else tens / 10 + ones / 100
    if found := _POWER.fullmatch(text):
        return _power(found["base"], found["exponent"], found["sign"].count("-") % 2 == 1)
    if _SCIENTIFIC.fullmatch(text):
        return _within(Decimal(text))
    if text[-1] in _LETTERS and (value := _plain(text[:-1])) is not None:
        return value * _LETTERS[text[-1]] if text[-2].isdigit() else None
    return _plain(text)


def _mixed(whole: Decimal | None, high: Decimal | None, low: Decimal | None) -> Decimal | None:
    return None if whole is None or high is None or not low else whole + high / low


def _power(base: str, exponent: str, inverse: bool) -> Decimal | None:
    try:
        with localcontext() as context:
            context.Emax, context.Emin = _MOST_FIGURES, -_MOST_FIGURES
            value = Decimal(base) ** Decimal(exponent)
            return 1 / value if inverse else value
    except DecimalException:
        return None


def _within(value: Decimal) -> Decimal | None:
    """The value where it is neither too large nor too small to count with."""
    return value if not value or abs(value.adjusted()) < _MOST_FIGURES else None


def _plain(text: str) -> Decimal | None:
    """A numeral without sign, percent sign or fraction."""
    for short, full in _CONTRACTED.items():
        text = text.replace(short, full)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "").replace("，", "")
    tokens = _NUMBER_TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    if "点" in tokens:
        return _with_point(tokens)
    if tokens == ["半"]:
        return Decimal("0.5")
    if tokens[0] == "半":
        # 半百 is 50.
        unit = _sections(["一", *tokens[1:]])
        return None if unit is None or len(tokens) != 2 or tokens[1] not in SMALL_UNITS else unit / 2
    if tokens[-1] == "半":
        if tokens[-2] in LARGE_UNITS:
            whole, unit = _sections(tokens[:-1]), Decimal(LARGE_UNITS[tokens[-2]])
            return None if whole is None else whole + unit / 2
        whole = _sections(tokens[:-1])
        return None if whole is None else whole + Decimal("0.5")
    return _sections(tokens)


def _with_point(tokens: list[str]) -> Decimal | None:
    """三点一四, 三点五万, 两千三点一: the digits after 点 are read one by one."""
    at = tokens.index("点")
    rest = tokens[at + 1 :]
    if at == 0 or not rest or rest[0] in SMALL_UNITS or rest[0] in LARGE_UNITS:
        return None
    whole = _sections(tokens[:at])
    decimals = _digit_run(rest[0])
    if whole is None or decimals is None or whole != whole.to_integral_value():
        return None
    value = Decimal(f"{int(whole)}.{decimals}")
    for unit in rest[1:]:
        if unit not in LARGE_UNITS and unit not in SMALL_UNITS:
            return None
        value *= LARGE_UNITS.get(unit) or SMALL_UNITS[unit]
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
        return Decimal(token)
    digits = _digit_run(token)
    if digits is None or (not alone and len(digits.lstrip("0")) > 1):
        return None
    return Decimal(digits)


def _sections(tokens: list[str]) -> Decimal | None:
    total, section, pending = Decimal(0), Decimal(0), None
    last_unit, last_large, smallest = 1, 0, 0
    for index, token in enumerate(tokens):
        if token in SMALL_UNITS:
            unit = SMALL_UNITS[token]
            if smallest and unit >= smallest:
                return None
            # 零十 in 一百零十 is ten; a 零 of figures is none of it.
            section += (pending or Decimal(1)) * unit
            pending, last_unit, smallest = None, unit, unit
        elif token in LARGE_UNITS:
            unit = LARGE_UNITS[token]
            if unit == last_large and (section or pending or tokens[0] in LARGE_UNITS):
                return None
            if pending and smallest > 10 and len(tokens[index - 1]) == 1 and not tokens[index - 1].isascii():
                # 百二万: the digit counts in the unit below.
                pending *= smallest // 10
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
