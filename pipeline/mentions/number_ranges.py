"""Ranges of numbers, wherever they stand (`find`): 大于二十, 不小于30且小于50, 1000以上, 一百到两百之间, 十几.

    >>> from pipeline.mentions.number_ranges import find
    >>> [(r.start, r.end, r.lower, r.upper) for r in find("不小于30且小于50")]

A range is made by a comparison (compared), by two ends (between) or by a vague numeral (vague: 五百多, 十几, 两三);
about-words (近, 左右) make none. Two comparisons side by side are one range where one is its lower and the other its
upper bound. The words stand in `range_words.tsv`, the numerals are those of `quantities`; units belong to a span only
where a word of the range stands behind them (50元以上). Times and dates (3至5月) are no ranges of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.lexicon import model_dir
from pipeline.mentions.numerals import ADDRESS, LONGEST, begins_word
from pipeline.mentions.quantities import NUMBER, inside_word, read_number
from pipeline.mentions.range_values import Bound, NumberRange, joined
from pipeline.mentions.range_words import RangeWord, RangeWords, Sign
from pipeline.mentions.ranges import DIGITS
from pipeline.mentions.trie import trie_pattern
from pipeline.mentions.units import read_units
from pipeline.patterns import regex
from pipeline.records.record import record
from pipeline.view import view

__all__ = ["Bound", "NumberRange", "NumberRangeFinder", "find"]

# Numerals of one character that are more often part of a word; they count before a unit, a mark or a word of ranges.
_SHORT = frozenset("一两半百千万亿兆陆参伍肆柒捌玖拾佰仟壹贰叁")
_BARE = frozenset("百千万亿")
_ENDS_WORD = regex(r"$|(?!\p{Han})|的")
# 2015-08-12, 010-6213, 3:15: the parts of labels are no ends of a range.
_CHAIN = regex(r"[-−–—:/.]{1,2}\d[-−–—:/.\d]*+")
_LABEL = regex(r"[-−]?0\d")
_IN_CHAIN = regex(r"\d[-−–—:/]$")
_YEAR = regex(r"\d{4}")
_LONGEST_WORD = 8


@record
class _Number:
    """A number as it stands: its span, the end of its unit and what it is worth."""

    start: int
    end: int
    after_unit: int
    text: str
    unit: str
    value: Decimal
    high: Decimal | None
    vague: bool


class NumberRangeFinder:
    """Finds ranges with the words and units of the lexicons."""

    def __init__(self, directory: Path) -> None:
        self._words = words = RangeWords(directory / "range_words.tsv")
        self._units = read_units(directory / "units.tsv")
        self._unit = regex(rf" *+(?P<word>{trie_pattern(self._units)})")
        filler = rf"(?:(?:{words.pattern('filler')}) *+){{0,2}}"
        self._scan = regex(
            rf"(?:(?P<lead>{words.lead_pattern()}) *+{filler})?(?P<ordinal>第 ?)?(?P<number>{NUMBER})"
        )
        # 大于20小于30: 小 is no unit there.
        self._lead = regex(rf" *+(?:{words.lead_pattern()})")
        self._after = regex(rf" *+(?P<word>{words.pattern('after')})")
        self._tail = regex(rf" *+(?P<word>{words.tail_pattern()})")
        self._second = regex(
            rf" *+(?:(?P<till>{words.pattern('till')})|(?P<and>{words.pattern('and')})) *+(?:第 ?)?(?P<high>{NUMBER})"
        )
        self._end = regex(rf" *+(?P<word>{words.pattern('end')})")
        self._start = regex(rf"(?P<word>{words.pattern('start')}) *$")
        self._name = regex(rf"(?:{words.pattern('name')})$")
        self._time = regex(rf" *+(?:{words.pattern('time')})")
        self._joint = regex(rf" *+(?:{words.pattern('joint')})? *+")

    def __call__(self, text: str) -> list[NumberRange]:
        """The ranges of a text in order, disjoint."""
        shown = view(text)
        found: list[NumberRange] = []
        # The last comparison as long as it can still be joined, with the end of its unit.
        open_end = -1
        for part, behind in self._parts(shown):
            gap = part.start - open_end
            whole = None
            if (
                found
                and open_end >= 0
                and 0 <= gap <= _LONGEST_WORD
                and self._joint.fullmatch(shown, open_end, part.start)
            ):
                whole = joined(found[-1], part)
            if whole:
                found[-1], open_end = whole, -1
            else:
                found.append(part)
                open_end = behind if part.kind == "compared" and not (part.lower and part.upper) else -1
        return found

    def _parts(self, shown: str) -> Iterator[tuple[NumberRange, int]]:
        """The single comparisons, pairs and vague numbers, each with where it ends, its unit included."""
        addresses = ADDRESS.finditer(shown)
        address = next(addresses, None)
        behind = 0
        while (scan := self._scan.search(shown, behind)) is not None:
            behind = scan.end()
            while address and address.end() <= scan.start("number"):
                address = next(addresses, None)
            if address and address.start() <= scan.start("number"):
                behind = max(behind, address.end())
                continue
            number = self._number(shown, *scan.span("number"))
            if number is None or self._name.search(shown, max(0, scan.start() - _LONGEST_WORD), scan.start()):
                continue
            part = self._compared(shown, scan, number)
            if part is None:
                second = self._second.match(shown, number.end) or self._second.match(shown, number.after_unit)
                part, behind = self._pair(shown, scan, number, second) if second else (None, behind)
            if part is None and number.vague and behind == scan.end():
                part = _vague(number) if self._counts(shown, number) else None
            if part is not None and not self._is_time(shown, part, number):
                behind = max(behind, part.end)
                yield part, max(behind, number.after_unit) if part.kind == "compared" else behind

    def _number(self, shown: str, start: int, end: int) -> _Number | None:
        """The number of a span with its unit; None for labels and for what is no number."""
        text = shown[start:end]
        if end - start > 4 * LONGEST or (text[0].isascii() and inside_word(shown, start)):
            return None
        # 一到 is a word, one to five are numbers.
        word = begins_word(shown, start, end) and not self._second.match(shown, end)
        values = None if word or _LABEL.match(text) else read_number(text)
        if values is None:
            return None
        unit, after_unit = "", end
        if found := self._unit.match(shown, end):
            entry = self._units[found["word"]]
            after = shown[found.end() : found.end() + 1]
            split = (
                entry.name[-1].isascii() and entry.name[-1].isalpha() and after.isascii() and after.isalnum()
            )
            lead = self._lead.match(shown, end)
            other = lead is not None and lead.end() > found.end()
            if after not in entry.not_followed and not split and not other:
                unit, after_unit = entry.name, found.end()
        inside = self._words.get("inside", text[-1])
        whole = inside is None or inside.stands(shown, end - 1, end)
        vague = values[1] is not None or (values[2] == "above" and whole)
        return _Number(start, end, after_unit, text, unit, values[0], values[1], vague)

    def _stands(self, shown: str, number: _Number) -> bool:
        """Whether a numeral without a word of ranges behind it is no part of a word."""
        return number.text not in _SHORT or bool(number.unit or _ENDS_WORD.match(shown, number.end))

    def _counts(self, shown: str, number: _Number) -> bool:
        """Whether a vague numeral is one: 七八 needs a unit that is no month or hour, 十三五 is a plan."""
        if number.high is None or number.text[-1] not in DIGITS:
            return self._stands(shown, number)
        return bool(number.unit) and not self._time.match(shown, number.end)

    def _compared(self, shown: str, scan: re.Match[str], number: _Number) -> NumberRange | None:
        """大于二十, 20以上, 至少20以上, 比20大; None without such a word."""
        before = self._before(shown, scan, number)
        after, end = self._behind(shown, number, "after")
        if before and not after and not self._stands(shown, number):
            return None
        if before is None and after is None and scan["lead"] in self._words.heads:
            before, end = self._around(shown, scan, number)
            after = before
        word = before or after
        if word is None:
            return None
        if before and after and before.sign[0] != after.sign[0]:
            end = number.end
        start = scan.start() if before else number.start
        lower, upper = _bounds(word, number)
        return NumberRange(start, end, lower, upper, "compared", number.unit)

    def _before(self, shown: str, scan: re.Match[str], number: _Number) -> RangeWord | None:
        lead = scan["lead"]
        if lead is None:
            return None
        word = self._words.get("before", lead)
        if word is None and number.text[0] in _BARE:
            word = self._words.get("bare", lead)
        if word is None and not number.unit:
            word = self._words.get("alone", lead)
        return word if word and word.stands(shown, *scan.span("lead")) else None

    def _around(self, shown: str, scan: re.Match[str], number: _Number) -> tuple[RangeWord | None, int]:
        # 比170多: the numeral holds 多.
        within = number.end - (number.text[-1] == "多")
        for at in dict.fromkeys((number.after_unit, number.end, within)):
            tail = self._tail.match(shown, at)
            word = self._words.around(scan["lead"], tail["word"]) if tail else None
            # 比170高20 is 190.
            if tail and word and not self._scan.match(shown, tail.end()):
                behind = shown[tail.end() : tail.end() + 1] in word.not_followed
                before = shown[max(0, scan.start() - 1) : scan.start()]
                # 3比2 is a score.
                barred = behind or before in word.not_preceded or before.isdecimal()
                return (None, number.end) if barred else (word, tail.end())
        return None, number.end

    def _behind(self, shown: str, number: _Number, place: str) -> tuple[RangeWord | None, int]:
        """The word of a place behind a number or its unit, and where it ends."""
        for at in dict.fromkeys((number.end, number.after_unit)):
            if found := self._words.find(place, self._after, shown, at):
                return self._words.get(place, found["word"]), found.end()
        return None, number.end

    def _pair(
        self, shown: str, scan: re.Match[str], low: _Number, second: re.Match[str]
    ) -> tuple[NumberRange | None, int]:
        """20至30, 20与30之间, with the place from which reading goes on; None where they make no range."""
        high = self._number(shown, *second.span("high"))
        if chain := _CHAIN.match(shown, second.end()):
            return None, chain.end()
        if (
            high is None
            or low.unit not in ("", high.unit)
            or _IN_CHAIN.search(shown, max(0, low.start - 2), low.start)
        ):
            # 1-08: labels are passed over as a whole.
            return None, second.end() if high is None and second["till"] else scan.end()
        word = second["till"] or second["and"]
        end = high.end
        closing = self._words.find("end", self._end, shown, high.end) or self._words.find(
            "end", self._end, shown, high.after_unit
        )
        if closing and second["till"] and closing["word"] in self._units:
            closing = None
        if closing is None and second["and"]:
            return None, scan.end()
        top = high.text
        if "之" in low.text and "之" not in top:
            # 百分之二十到三十.
            top = low.text[: low.text.index("之") + 1] + top
        values = read_number(low.text, top)
        if values is None or values[1] is None:
            return None, scan.end()
        start = scan.start("ordinal") if scan["ordinal"] else low.start
        if closing:
            end = closing.end()
            from_ = max(0, start - _LONGEST_WORD)
            opening = self._start.search(shown, from_, start)
            entry = self._words.get("start", opening["word"]) if opening else None
            if opening and entry and entry.stands(shown, opening.start(), opening.end("word")):
                start = opening.start()
        lower, upper = Bound(values[0], True, word), Bound(values[1], True, word)
        return NumberRange(start, end, lower, upper, "between", high.unit), end

    def _is_time(self, shown: str, part: NumberRange, number: _Number) -> bool:
        """Whether a range of two ends is one of months, days, hours or years."""
        if part.kind != "between" or shown[part.end - 1] in "间围":
            return False
        return bool(self._time.match(shown, part.end)) or (
            part.unit == "年" and bool(_YEAR.fullmatch(number.text))
        )


def _vague(number: _Number) -> NumberRange:
    """五百多 is more than 500; 两三 is 2 or 3; 十几 lies between 10 and 20."""
    pair = number.high is not None and not any(c in number.text for c in "数几")
    upper = None if number.high is None else Bound(number.high, pair)
    return NumberRange(number.start, number.end, Bound(number.value, pair), upper, "vague", number.unit)


def _bounds(word: RangeWord, number: _Number) -> tuple[Bound | None, Bound | None]:
    low = Bound(number.value, word.sign in (">=", "=", "<="), word.form)
    high = replace(low, value=number.value if number.high is None else number.high)
    below: tuple[Sign, ...] = ("<", "<=")
    if word.sign == "=":
        return low, high
    return (None, high) if word.sign in below else (low, None)


@cache
def _shipped() -> NumberRangeFinder:
    return NumberRangeFinder(model_dir() / "mentions")


def find(text: str) -> list[NumberRange]:
    """The ranges of a text in order, disjoint, by the shipped lexicons."""
    return _shipped()(text)
