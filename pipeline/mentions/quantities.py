"""Quantities: numbers with what they measure, wherever they stand (`find`).

    >>> from pipeline.mentions.quantities import find
    >>> [(q.value, q.unit, q.base_value, q.base) for q in find("长3.5公里，花费50元6角")]

The reading is wider than that of COUNT mentions (`counts`): 一 before a measure word is a quantity here, so is a
length of time or an age; blanks may stand between number and unit. Sums of falling units are one quantity (50元6角,
3斤5两, 十五斤半), so are ranges (1.6~3.9米). Units and their canonical units stand in `units.tsv`, what stands
before a number (￥, 华氏) in `unit_prefixes.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.lexicon import LexiconError, model_dir, read_table
from pipeline.mentions.modifiers import Modifiers
from pipeline.mentions.numerals import LONGEST, NUMERAL, parse
from pipeline.mentions.ranges import APPROXIMATE_PAIR, read_values, upper_end
from pipeline.mentions.trie import trie_pattern
from pipeline.mentions.units import Unit, read_units
from pipeline.patterns import regex
from pipeline.records import Modifier
from pipeline.records.record import record
from pipeline.view import view

NUMBER = (
    r"(?:[数几]++ *[十百千万亿]++[余多来]?[万亿]*+[余多]?"
    r"|(?:\d++|[一二两三四五六七八九几])个(?=[亿万])[亿万]"
    rf"|{NUMERAL}(?:[余多几来]?(?!百分[位点])[十百千万亿]*+[余多来]?)?)"
)
_CONNECTOR = regex(rf" *(?:[(（]含[)）])? *(?:至|到|~|-|—|–|－|−){{1,2}} *(?P<high>{NUMBER})")
_AGE = regex(r"大(?=[的时，。！？、；.]|$)")
# A bare figure behind a unit counts its tenths: 一块二, 两毛五, 一米八.
_TENTHS = regex(r"(?P<tenth>[一二三四五六七八九])(?![零一二三四五六七八九十百千万亿点]|\p{Han})")
_HALF = regex(r" ?半(?![年月天日个小数导径夜])")
_MONEY_END = regex(r"钱|(?=[，。！？、；,.!?\s）)]|$|[零一二三四五六七八九\d])")
_SPOKEN_MONEY = {"块": "元", "角": "角", "毛": "毛", "分": "分钱"}
# Characters of numerals that units begin with too.
_SHARED = frozenset("两千兆")
_SUMMED = frozenset(("money", "mass", "length", "time"))


@record
class Quantity:
    """A quantity: `start`..`end` holds number and unit, `first`..`last` the modifiers beside them too.

    `value` is the number with 万 and 亿 multiplied out, `value_max` the upper end of a range, `unit` the unit as
    written and `dimension` its kind; `base_value` is the value in the canonical unit `base`, `factor` what one
    `unit` is in it.
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    modifier: Modifier
    dimension: str
    base: str
    factor: Decimal

    @property
    def base_value(self) -> Decimal:
        """The value in the canonical unit."""
        return self.value * self.factor


@record
class _Prefix:
    unit: str
    closing: bool


class QuantityFinder:
    """Finds quantities with the units and modifiers of the lexicons."""

    def __init__(self, directory: Path) -> None:
        self._units = read_units(directory / "units.tsv")
        path = directory / "unit_prefixes.tsv"
        rows = read_table(path, ["form", "unit"], optional=["closing", "example"], key=["form"])
        if unknown := [r["unit"] for r in rows if r["unit"] not in self._units]:
            raise LexiconError(f"{path}: unknown unit {unknown[0]!r}")
        self._prefixes = {r["form"]: _Prefix(r["unit"], bool(r["closing"])) for r in rows}
        self._modifiers = Modifiers(directory / "modifiers.tsv")
        self._unit = regex(rf" *(?P<unit>{trie_pattern(self._units)})")
        lead = rf"(?:(?<![A-Za-z])(?P<prefix>{trie_pattern(self._prefixes)}) *)?"
        self._lead = regex(rf"{lead}(?P<ordinal>第 ?)?(?P<number>{NUMBER})")

    def __call__(self, text: str) -> list[Quantity]:
        """The quantities of a text in order, disjoint."""
        shown = view(text)
        found: list[Quantity] = []
        behind = 0
        while (lead := self._lead.search(shown, behind)) is not None:
            behind = lead.end()
            quantity = None if lead["ordinal"] else self._read(shown, lead)
            if quantity is not None:
                found.append(quantity)
                behind = max(quantity.end, quantity.last)
        return found

    def _read(self, shown: str, lead: re.Match[str]) -> Quantity | None:
        start, end = lead.span("number")
        if end - start > 4 * LONGEST or (shown[start].isascii() and inside_word(shown, start)):
            return None
        if lead["prefix"]:
            return self._prefixed(shown, lead)
        quantity = self._single(shown, start, end)
        if quantity is None or quantity.value_max is None:
            ranged = _CONNECTOR.match(shown, quantity.end if quantity else end)
            quantity = self._range(shown, start, end, quantity, ranged) if ranged else quantity
        return self._modified(shown, quantity) if quantity else None

    def _prefixed(self, shown: str, lead: re.Match[str]) -> Quantity | None:
        prefix = self._prefixes[lead["prefix"]]
        unit = self._units[prefix.unit]
        number, end = lead["number"], lead.end()
        closing = self._unit.match(shown, end)
        if closing and "，" in number and self._units[closing["unit"]].dimension == "money":
            # $20，300美元: each of the two amounts has its own sign, so the comma parts them.
            number, closing = number.partition("，")[0], None
            end = lead.start("number") + len(number)
        values = read_number(number)
        if values is None:
            return None
        if closing:
            same = self._units[closing["unit"]].base == unit.base or (
                prefix.closing and closing["unit"] in ("度", "°")
            )
            end = closing.end() if same else end
        elif prefix.closing:
            return None
        return self._modified(shown, _quantity(lead.start(), end, values, unit))

    def _single(self, shown: str, start: int, end: int) -> Quantity | None:
        """Number and unit, with the smaller units behind it."""
        number = shown[start:end]
        found = self._unit_at(shown, end)
        if len(number) > 1 and number[-1] in _SHARED:
            # 一百千瓦, 3千克, 三千两百两: the last character may begin the unit.
            longer = self._unit_at(shown, end - 1)
            whole = found is not None and read_number(number) is not None
            if longer and read_number(number[:-1]) and not (whole and number[-1] == "两"):
                number, found = number[:-1], longer
        values = read_number(number)
        if found is None or values is None:
            return None
        unit, after = found
        quantity = _quantity(start, after, values, unit)
        return (
            self._summed(shown, quantity, unit)
            if unit.dimension in _SUMMED and values[1] is None
            else quantity
        )

    def _unit_at(self, shown: str, at: int) -> tuple[Unit, int] | None:
        found = self._unit.match(shown, at)
        if found is None:
            return None
        name, end = found["unit"], found.end()
        if name in _SPOKEN_MONEY and (money := _MONEY_END.match(shown, end)):
            return replace(self._units["元" if name == "块" else _SPOKEN_MONEY[name]], name=name), money.end()
        unit = self._units[name]
        after = shown[end : end + 1]
        if unit.dimension == "label" or (after and after in unit.not_followed):
            return None
        if name[-1].isascii() and name[-1].isalpha() and after.isascii() and after.isalnum():
            return None
        if unit.dimension == "time" and (age := _AGE.match(shown, end)):
            return replace(unit, dimension="age"), age.end()
        if (
            name == "元"
            and (currency := self._unit.match(shown, end))
            and self._units[currency["unit"]].dimension == "money"
        ):
            # 三万元欧元: the name of the currency behind it is the unit.
            return self._units[currency["unit"]], currency.end()
        return unit, end

    def _summed(self, shown: str, q: Quantity, unit: Unit) -> Quantity:
        """50元6角三分, 3斤5两, 十五斤半, 一块二: smaller units of the same kind are added."""
        smallest = unit
        while (more := self._lead.match(shown, q.end)) and not more["prefix"] and not more["ordinal"]:
            found, values = self._unit_at(shown, more.end()), read_number(more["number"])
            if (
                found is None
                or values is None
                or found[0].base != smallest.base
                or found[0].factor >= smallest.factor
            ):
                break
            smallest = found[0]
            q = replace(q, end=found[1], value=q.value + values[0] * smallest.factor / unit.factor)
        share = smallest.factor / unit.factor
        if half := _HALF.match(shown, q.end):
            return replace(q, end=half.end(), value=q.value + share / 2)
        if smallest.name in ("块", "元", "毛", "角", "米") and (tenth := _TENTHS.match(shown, q.end)):
            return replace(q, end=tenth.end(), value=q.value + (parse(tenth["tenth"]) or 0) * share / 10)
        return q

    def _range(
        self, shown: str, start: int, end: int, low: Quantity | None, ranged: re.Match[str]
    ) -> Quantity | None:
        """20至30人, 1.6m-3.9m, 1万元--5万元; the quantity before the mark where no range follows."""
        high = self._single(shown, *ranged.span("high"))
        if high is None or high.value_max is not None:
            return low
        if low is None:
            values = read_number(shown[start:end], ranged["high"])
            return replace(high, start=start, value=values[0], value_max=values[1]) if values else None
        if low.base != high.base or high.base_value <= low.base_value:
            return low
        return replace(low, end=high.end, value_max=high.base_value / low.factor)

    def _modified(self, shown: str, q: Quantity) -> Quantity:
        before, first = self._modifiers.before(shown, q.start)
        after, last = self._modifiers.after(shown, q.end)
        modifier = after if after != "exact" else before if before != "exact" else q.modifier
        return replace(q, first=first, last=last, modifier=modifier)


_Values = tuple[Decimal, Decimal | None, Modifier]


def read_number(number: str, high: str | None = None) -> _Values | None:
    """Value, upper end and modifier of a number as written, blanks and all."""
    number = number.replace(" ", "").replace("个", "")
    value = parse(number) if high is None and not APPROXIMATE_PAIR.fullmatch(number) else None
    if value is not None:
        return value, None, "exact"
    values = read_values(number, high.replace(" ", "").replace("个", "") if high else None)
    if values is not None and values[1] is None and (top := upper_end(number, values[0])):
        return values[0], top, values[2]
    return values


def _quantity(start: int, end: int, values: _Values, unit: Unit) -> Quantity:
    value, high, modifier = values
    return Quantity(
        start, end, start, end, value, high, unit.name, modifier, unit.dimension, unit.base, unit.factor
    )


def inside_word(shown: str, start: int) -> bool:
    """Whether the figures go on an ASCII word or number: B12, 3:15, 10.1.2."""
    before = shown[start - 1 : start]
    return bool(
        start
        and before.isascii()
        and (before.isalpha() or (before in ".:/" and shown[start - 2 : start - 1].isdigit()))
    )


@cache
def _shipped() -> QuantityFinder:
    return QuantityFinder(model_dir() / "mentions")


def find(text: str) -> list[Quantity]:
    """The quantities of a text in order, disjoint, by the shipped lexicons."""
    return _shipped()(text)
