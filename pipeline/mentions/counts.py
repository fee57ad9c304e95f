"""Counts: numbers with their measure words (近千名, 1860余万元, 20至30人, 达96%, 三成), and what they are worth.

`CountGrammar` reads one count that begins at a numeral; `CountFinder` runs it over a whole view. Numbers are
found by one regular expression that starts at a numeral character, the measure word by a trie, so the time is
linear in the text. Lexicons: `units.tsv`, `modifiers.tsv`, `number_phrases.txt`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipeline.lexicon import read_words
from pipeline.mentions.count_patterns import CONNECTOR, may_start, numbers, ranked, spaced
from pipeline.mentions.modifiers import Modifiers
from pipeline.mentions.numerals import (
    CHINESE_CHARS,
    LONGEST,
    numeral_places,
    parse,
)
from pipeline.mentions.quotes import quoted_names
from pipeline.mentions.ranges import DIGITS, read_values
from pipeline.mentions.trie import trie_pattern
from pipeline.mentions.units import NOT_COUNTED, read_units
from pipeline.patterns import regex
from pipeline.records import Mention, Modifier
from pipeline.records.record import record

SOURCE = "counts.grammar"
_BARE = frozenset("十百千万亿")


@record
class CountReading:
    """One count of a view and its value: 万 and 亿 multiplied out, shares as percentages with unit %."""

    start: int
    end: int
    value: float
    unit: str
    modifier: Modifier
    value_max: float | None = None


class CountGrammar:
    """Reads counts with the measure words and modifiers of the lexicons."""

    def __init__(self, directory: Path) -> None:
        units = read_units(directory / "units.tsv").values()
        self.dimension = {u.name: u.dimension for u in units}
        self._arabic_only = frozenset(u.name for u in units if u.arabic)
        # A bare 百, 千 or 万 counts people and other single things only (百名劳模), elsewhere it is rhetoric (万家, 百米).
        self._bare = frozenset(u.name for u in units if u.bare)
        self._not_followed = {u.name: u.not_followed for u in units if u.not_followed}
        self._unit = regex(trie_pattern(self.dimension))
        # What may follow a number with a unit: a blank, or what units begin with.
        self._opening = frozenset((" ", *(name[0] for name in self.dimension)))
        self._modifiers = Modifiers(directory / "modifiers.tsv")
        places = numeral_places()
        self._phrase = regex(trie_pattern([*read_words(directory / "number_phrases.txt"), *places]))

    def phrase_end(self, view: str, start: int) -> int:
        """Where the fixed phrase that begins at `start` ends; `start` where none does."""
        found = self._phrase.match(view, start)
        return found.end() if found else start

    def read(self, view: str, found: re.Match[str]) -> CountReading | None:
        """The count whose number is `found`; None where it is an ordinal, a time, a label or has no unit."""
        start, end = found.span()
        if end - start > LONGEST or not may_start(view, start, found[0]):
            return None
        reading = self._number_and_unit(view, start, end)
        if reading is None:
            return None
        reading = self._with_range(view, reading)
        return self._with_modifiers(view, reading)

    def read_text(self, text: str) -> CountReading | None:
        """The count that makes up `text`, a mention's characters in the view."""
        for found in numbers(text):
            reading = self.read(text, found)
            if reading is not None:
                return reading
        return None

    def _number_and_unit(self, view: str, start: int, end: int) -> CountReading | None:
        number = view[start:end]
        if "分之" in number:
            share = parse(number)
            if share is None:
                return None
            return CountReading(start, end, _float(share * 100), "%", "exact")
        if number == "半":
            return CountReading(start, start + 2, 50.0, "%", "exact")
        if number == "一" and view.startswith("半", end):
            if view.startswith(("半会", "半天"), end):
                return None
            return CountReading(start, end + 1, 50.0, "%", "exact")
        high: str | None = None
        if ranged := CONNECTOR.match(view, end):
            high, after_number = ranged[1], ranged.end()
        else:
            after_number = end
        last = high or number
        if view[after_number : after_number + 1] not in self._opening and last[-1] not in "千兆":
            return None
        unit = None
        if (
            len(last) > 1
            and last[-1] in "千兆"
            and (unit := self._unit_at(view, after_number - 1, last[:-1]))
        ):
            # 3千克: the last character begins the unit.
            after_number -= 1
            number, high = (number, last[:-1]) if high else (last[:-1], None)
        if unit is None:
            after_number += spaced(view, start, after_number)
            unit = self._unit_at(view, after_number, last)
        if unit is None:
            return None
        values = read_values(number, high)
        if values is None:
            return None
        value, value_max, modifier = values
        end = after_number + len(unit)
        if unit == "成":
            if end < len(view) and view[end] in "一二三四五六七八九半" and number in DIGITS:
                tenths = parse(view[start : end + 1])
                value, end = (tenths or Decimal(0)) * 10, end + 1
            elif view.startswith("多", end):
                modifier, end = "above", end + 1
            value, value_max = value * 10, None if value_max is None else value_max * 10
        shown = "%" if unit == "成" else unit
        top = None if value_max is None else _float(value_max)
        return CountReading(start, end, _float(value), shown, modifier, top)

    def _unit_at(self, view: str, at: int, number: str) -> str | None:
        found = self._unit.match(view, at)
        if found is None:
            return None
        unit, end = found[0], found.end()
        if unit == "分" and at - len(number) and view[at - len(number) - 1] in "时点":
            return None
        if unit in _RANKED and (begin := at - len(number)) and ranked(view, begin):
            return None
        dimension = self.dimension[unit]
        if unit == "点" and view.startswith(_POINTS, end):
            dimension = "thing"
        if dimension in NOT_COUNTED:
            return None
        arabic = number[0].isdigit()
        if (
            unit in self._arabic_only
            and not arabic
            and not (len(number) > 1 and number[0] in _TENS and unit in _MEASURED)
        ):
            return None
        if end < len(view):
            after = view[end]
            if after in self._not_followed.get(unit, ()):
                return None
            if unit[-1].isascii() and unit[-1].isalpha() and after.isascii() and after.isalnum():
                return None
        if not arabic and not self._chinese_may_count(view, number, unit, end):
            return None
        return unit

    def _chinese_may_count(self, view: str, number: str, unit: str, end: int) -> bool:
        """Whether a Chinese numeral before a measure word counts: 二期 and 一项 do not, nor does 万家."""
        if number in ("二", "零"):
            return False
        if number == "一":
            return unit in ("成", "倍")
        if number in _BARE and number != "十":
            start = end - len(unit) - len(number)
            return unit in self._bare or self._modifiers.before(view, start)[1] < start
        return True

    def _with_range(self, view: str, reading: CountReading) -> CountReading:
        """20人至30人: a second count with the same unit right behind."""
        if reading.value_max is not None:
            return reading
        ranged = CONNECTOR.match(view, reading.end)
        if ranged is None:
            return reading
        second = self._number_and_unit(view, ranged.start(1), ranged.end(1))
        if second is None or second.unit != reading.unit or second.value <= reading.value:
            return reading
        return replace(reading, end=second.end, value_max=second.value)

    def _with_modifiers(self, view: str, reading: CountReading) -> CountReading:
        start, value, modifier = reading.start, reading.value, reading.modifier
        if start and view[start - 1] in "-−负" and view[start] not in CHINESE_CHARS:
            before = view[start - 2] if start > 1 else ""
            if not (before.isalnum() or before == "-"):
                start, value = start - 1, -value
        before_form, start = self._modifiers.before(view, start)
        after_form, end = self._modifiers.after(view, reading.end)
        for form in (before_form, after_form):
            modifier = form if form != "exact" else modifier
        return CountReading(start, end, value, reading.unit, modifier, reading.value_max)


# 4点建议 are points, 4点开会 is a time.
_POINTS = (
    "建议",
    "要求",
    "意见",
    "希望",
    "倡议",
    "主张",
    "经验",
    "体会",
    "看法",
    "启示",
    "共识",
    "承诺",
    "诉求",
)
# After a Chinese numeral of several characters these measure too: 二十几米, but not 三元 or 四方.
_MEASURED = frozenset("米里度克升尺寸")
_TENS = frozenset("一二两三四五六七八九十几数百")
# 前三名 are ranks, 前三轮 are three rounds.
_RANKED = frozenset("名位")


def _float(value: Decimal) -> float:
    return float(round(value, 6))


class CountFinder:
    """Finds the COUNT mentions of a matching view."""

    def __init__(self, grammar: CountGrammar) -> None:
        self.grammar = grammar

    @classmethod
    def load(cls, directory: Path) -> CountFinder:
        """Read the lexicons of the model's mentions folder; LexiconError on a fault."""
        return cls(CountGrammar(directory))

    def __call__(self, view: str) -> list[Mention]:
        """The counts in text order, disjoint; none inside a quoted name."""
        mentions: list[Mention] = []
        names = quoted_names(view)
        behind = 0
        for found in numbers(view):
            start = found.start()
            if start < behind:
                continue
            phrase = self.grammar.phrase_end(view, start)
            if phrase > start:
                behind = phrase
                continue
            reading = self.grammar.read(view, found)
            if reading is None or reading.start < behind or names.around(reading.start, reading.end):
                continue
            behind = reading.end
            mentions.append(Mention(reading.start, reading.end, "COUNT", SOURCE))
        return mentions
