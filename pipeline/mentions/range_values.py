"""Ranges of numbers as values: their bounds, and two comparisons as one range."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pipeline.records.record import record

Kind = Literal["compared", "between", "vague"]


@record
class Bound:
    """An end of a range; `closed`: the value itself belongs to it. `word` sets it (大于, 以上, 到), "" for a vague one."""

    value: Decimal
    closed: bool
    word: str = ""


@record
class NumberRange:
    """A range: its span, its bounds (None: no bound on that side), what makes it and the unit ("" without one)."""

    start: int
    end: int
    lower: Bound | None
    upper: Bound | None
    kind: Kind
    unit: str = ""

    def __str__(self) -> str:
        """In the notation of intervals: [30,50), (20,)."""
        low, high = self.lower, self.upper
        return (
            f"{'[' if low and low.closed else '('}{f'{low.value.normalize():f}' if low else ''},"
            f"{f'{high.value.normalize():f}' if high else ''}{']' if high and high.closed else ')'}"
        )


def joined(first: NumberRange, second: NumberRange) -> NumberRange | None:
    """Two comparisons as one range, where one is the lower and the other the upper bound."""
    if second.kind != "compared" or (first.lower is None) == (second.lower is None):
        return None
    lower, upper = first.lower or second.lower, first.upper or second.upper
    if lower is None or upper is None or (first.lower and first.upper) or (second.lower and second.upper):
        return None
    if lower.value > upper.value or (lower.value == upper.value and not (lower.closed and upper.closed)):
        return None
    if first.unit and second.unit and first.unit != second.unit:
        return None
    return NumberRange(first.start, second.end, lower, upper, "compared", first.unit or second.unit)
