"""Characters and lines with their places on a page: points, `x` from the left, `y` from the top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.records.record import record


@record
class Char:
    """One character: its sides, its baseline and the size of its font; `turned` where it does not stand upright."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    turned: bool = False


@record
class Line:
    """Characters that stand in one line, beside each other unless they are `vertical` or lie `turned`."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    vertical: bool = False
    turned: bool = False

    @property
    def sideways(self) -> bool:
        """Whether it does not run from left to right."""
        return self.vertical or self.turned

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2


def main_size(lines: Iterable[Line]) -> float:
    """The size that most characters have, in half points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[max(0.5, round(line.size * 2) / 2)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def is_larger(size: float, other: float) -> bool:
    """Whether a size is clearly larger than another one."""
    return size > 1.12 * other


def gaps(intervals: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The empty intervals between some intervals, in order."""
    found: list[tuple[float, float]] = []
    end: float | None = None
    for start, stop in sorted(intervals):
        if end is not None and start > end:
            found.append((end, start))
        end = stop if end is None else max(end, stop)
    return found
