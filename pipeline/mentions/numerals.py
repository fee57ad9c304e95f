"""Numerals: what they are worth (`parse`) and where they stand in a text (`find`).

    >>> from pipeline.mentions.numerals import find
    >>> [(n.start, n.end, n.value) for n in find("二百五十名，占三分之一")]

`find` reads every numeral, whether or not it counts anything: cardinals, decimals, fractions, powers, ordinals.
What of it is a count is decided by `quantities` and `counts`. Blanks may stand between the parts of a numeral,
because layouts set them (八千 三百). A single character is a numeral only where it can be no part of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pipeline.gazetteer import gazetteer
from pipeline.lexicon import model_dir, read_words
from pipeline.mentions.numeral_values import (
    ARABIC,
    CHINESE_CHARS,
    DIGITS,
    FINANCIAL_CHARS,
    LARGE_UNITS,
    LONGEST,
    SMALL_UNITS,
    parse,
)
from pipeline.mentions.trie import trie_pattern
from pipeline.mentions.units import read_units
from pipeline.patterns import regex
from pipeline.records.record import record
from pipeline.view import view

__all__ = [
    "ADDRESS",
    "ARABIC",
    "CHARS",
    "CHINESE_CHARS",
    "DIGITS",
    "FINANCIAL_CHARS",
    "LONGEST",
    "NUMERAL",
    "SIGN",
    "Numeral",
    "begins_word",
    "find",
    "numeral_places",
    "parse",
]

# Characters of the longest numeral that is read; what is longer is noise.
_LONGEST_SPAN = 80

_UNITS = "".join(SMALL_UNITS) + "".join(LARGE_UNITS)
CHARS = CHINESE_CHARS + "兆卌壹贰叁参肆伍陆柒捌玖拾佰仟"
_FIGURES = r"(?:\d{1,3}(?:[,，]\d{3})++(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?|(?<![\d.])\.\d++)"
_SCALED = rf"{_FIGURES}(?:[eE][+-]?\d++(?![\w.])|[kKM](?![A-Za-z\d]))?"
_POINT = r"零一二三四五六七八九壹贰叁参肆伍陆柒捌玖"
# Figures go on where a Chinese unit follows (7万5千), Chinese characters side by side; 余, 多 and 几 stand before 万.
_SEQUENCE = (
    rf"(?>(?:{_FIGURES}(?= *(?:[余多] *)?(?!百分[位点])[{_UNITS}])|[{CHARS}])"
    rf"(?: *+(?!百分[位点])(?:[{CHARS}]|[几余多](?= *[万亿]))|{_FIGURES}(?= *[{_UNITS}]))*+)"
)
_PLAIN = rf"(?>(?:{_SEQUENCE}|{_SCALED})(?: *点 *(?>[{_POINT}](?: *+[{_POINT}])*+)(?: *[万亿]){{0,2}})?)"
SIGN = r"(?:负 ?|(?<![\w.)）%])[-−])"
NUMERAL = (
    rf"{SIGN}?(?:{_FIGURES}\^[+-]{{0,3}}\d++(?:\.\d++)?"
    rf"|(?:{_PLAIN} *又 *)?{_PLAIN} *分 *之 *{SIGN}?{_PLAIN}"
    rf"|(?<![\d/.])(?:\d{{1,9}} +)?\d{{1,9}}/\d{{1,9}}(?![\d/])"
    rf"|半(?=[百千])[百千]|一半|1半|半|{_PLAIN})"
)
_FIND = regex(rf"(?P<ordinal>第 ?)?(?P<number>{NUMERAL})(?P<dozen>打(?!\p{{Han}})|打(?=苹果|鸡|啤|铅|袜))?")
_INNER = str.maketrans("", "", "几余多")
ADDRESS = regex(
    r"(?<![A-Za-z\d+.-])[A-Za-z][A-Za-z\d+.-]*+://[!-~]+|(?<![\w.+-])[A-Za-z\d_.+-]++@[A-Za-z\d-]+\.[A-Za-z\d.]+"
)
_HAN = regex(r"\p{Han}")
_FINANCIAL_SINGLE = frozenset("陆参伍肆柒捌玖拾佰仟壹贰叁")
_HALF = Decimal("0.5")
_NEXT = dict(zip("一二两三四五六七八", "二三三四五六七八九", strict=True))
_BARE_UNITS = frozenset("百千万亿兆")


@record
class Numeral:
    """A numeral: its span, its value and whether it is an ordinal (then the span holds 第)."""

    start: int
    end: int
    value: Decimal
    ordinal: bool = False


@cache
def numeral_places() -> frozenset[str]:
    """Provinces, prefectures and counties of which the name begins with a numeral: 四川省, 四川, 六盘水."""
    names = [name for name in gazetteer().counties.values() if name[0] in CHARS]
    return frozenset(names) | {name[:-1] for name in names if len(name) > 2}


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What begins with a numeral character and is no number (一切, 四川); measure words that make 一 and 两 one."""
    folder = model_dir() / "mentions"
    units = read_units(folder / "units.tsv")
    classifiers = trie_pattern(n for n, u in units.items() if u.dimension not in ("money", "label"))
    # 一个, 万元 and 三成 count; 一切 and 百姓 do not.
    counted = regex(rf"[{CHARS}]++(?:{trie_pattern(units)}|[多余几来半成点分]|$)")
    words = [w for w in read_words(folder / "common_words.txt") if w[0] in CHARS and not counted.match(w)]
    phrases = read_words(folder / "number_phrases.txt")
    return regex(trie_pattern([*phrases, *words, *numeral_places()])), regex(" ?" + classifiers)


def find(text: str) -> list[Numeral]:
    """The numerals of a text in order, disjoint. Nothing is read inside web addresses or ASCII words."""
    return list(_find(view(text)))


def _find(shown: str) -> Iterator[Numeral]:
    addresses = [m.span() for m in ADDRESS.finditer(shown)]
    for found in _FIND.finditer(shown):
        start, end = found.span("number")
        number = found["number"]
        if end - start > _LONGEST_SPAN or any(a <= start < b for a, b in addresses):
            continue
        if number[0] in "0123456789." and start and shown[start - 1].isascii() and shown[start - 1].isalpha():
            continue
        value = _HALF if number in ("一半", "1半") else parse(number.translate(_INNER))
        if value is None or not _stands(shown, start, end, number):
            continue
        if found["dozen"]:
            value, end = value * 12, found.end()
        yield Numeral(found.start() if found["ordinal"] else start, end, value, bool(found["ordinal"]))


def begins_word(shown: str, start: int, end: int) -> bool:
    """Whether the numeral is the beginning of a longer word of the matching view: 一切, 四川."""
    word = _words()[0].match(shown, start) if shown[start] in CHARS else None
    return word is not None and word.end() > end


def _stands(shown: str, start: int, end: int, number: str) -> bool:
    """Whether the characters are a numeral, not part of a word: 四川, 一切, 收拾, 陆地."""
    classifiers = _words()[1]
    if begins_word(shown, start, end):
        return False
    if (
        len(number) == 2
        and number[0] in _NEXT
        and number[1] == _NEXT[number[0]]
        and classifiers.match(shown, end)
    ):
        # 七八个 is no numeral: it means seven or eight.
        return False
    if len(number) > 1:
        return True
    before, after = shown[start - 1 : start], shown[end : end + 1]
    if number in _FINANCIAL_SINGLE or number in _BARE_UNITS:
        return not _HAN.match(before) and not _HAN.match(after)
    if number in "一两半":
        return not _HAN.match(after) or after in "却和与或及" or bool(classifiers.match(shown, end))
    return True
