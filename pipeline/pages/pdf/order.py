"""Lines → stacks in reading order: the page is cut along its white space, again and again.

A broad band of white from side to side parts what stands above from what stands below; an alley from top to bottom
parts columns, which are read from left to right. What cannot be cut is a stack: lines one below the other.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from itertools import pairwise

from pipeline.pages.pdf.geometry import Line, gaps, is_larger, main_size

Stack = list[Line]

# In times the size of the page's main type: the narrowest alley, and what a band has more than the usual leading.
_ALLEY = 0.7
_BAND = 0.6
# How far below a headline its column begins, at most.
_NEAR = 8
_DEEPEST = 40


def in_reading_order(lines: list[Line]) -> list[Stack]:
    """The stacks of a page, each from top to bottom; turned lines come last, as they stand in the margins."""
    level = [line for line in lines if not line.turned]
    size = main_size(level)
    stacks = _Cutter(size, leading_of(level, size)).cut(level, _DEEPEST) if level else []
    return [*stacks, *([line] for line in lines if line.turned)]


def leading_of(lines: list[Line], size: float) -> float:
    """The usual white between two lines of the main size, one below the other."""
    body = sorted(
        (line for line in lines if abs(line.size - size) <= 0.1 * size), key=lambda line: (line.x0, line.top)
    )
    between = sorted(
        lower.top - upper.bottom
        for upper, lower in pairwise(body)
        if abs(lower.x0 - upper.x0) < 0.5 * size and 0 <= lower.top - upper.bottom < 2 * size
    )
    return between[len(between) // 2] if between else 0.5 * size


class _Cutter:
    def __init__(self, size: float, leading: float) -> None:
        self.size = size
        self.band = leading + _BAND * size

    def cut(self, lines: list[Line], deep: int) -> list[Stack]:
        """The stacks of a part of the page."""
        rows = gaps((line.top, line.bottom) for line in lines)
        if not deep or len(rows) == len(lines) - 1:
            return [sorted(lines, key=lambda line: (line.top, line.x0))]
        for parts in (self._bands(lines, rows), self._alleys(lines), self._best(lines, rows)):
            if len(parts) > 1:
                return [stack for part in parts for stack in self.cut(part, deep - 1)]
        return [sorted(lines, key=lambda line: (round(line.middle / self.size), line.x0))]

    def _bands(self, lines: list[Line], rows: list[tuple[float, float]]) -> list[list[Line]]:
        """The parts above and below broad bands that do not part a headline from its body."""
        broad = [(a + b) / 2 for a, b in rows if b - a >= self.band]
        return _split(lines, [y for y in broad if not self._hangs(lines, y)], lambda line: line.middle)

    def _hangs(self, lines: list[Line], y: float) -> bool:
        """Whether a headline stands last above `y` in a column of its own, whose alley goes on below."""
        above = [line for line in lines if line.bottom <= y]
        near = [line for line in lines if y <= line.top < y + _NEAR * self.size]
        for title in above:
            if not is_larger(title.size, self.size) or any(_is_under(other, title) for other in above):
                continue
            for other in above:
                alley = sorted((title.x0, title.x1, other.x0, other.x1))[1:3]
                beside = other.x0 >= title.x1 or other.x1 <= title.x0
                level = other.top < title.bottom and title.top < other.bottom
                if beside and level and not any(o.x0 < sum(alley) / 2 < o.x1 for o in near):
                    return True
        return False

    def _alleys(self, lines: list[Line]) -> list[list[Line]]:
        """The columns of a part that an alley runs through from top to bottom."""
        wide = [
            (a + b) / 2 for a, b in gaps((line.x0, line.x1) for line in lines) if b - a >= _ALLEY * self.size
        ]
        return _split(lines, wide, lambda line: (line.x0 + line.x1) / 2)

    def _best(self, lines: list[Line], rows: list[tuple[float, float]]) -> list[list[Line]]:
        """Two parts, cut where the white is broadest, or above or below the widest line."""
        widest = max(lines, key=lambda line: line.x1 - line.x0)
        best = max(
            rows,
            key=lambda row: (row[0] == widest.bottom or row[1] == widest.top, row[1] - row[0]),
            default=None,
        )
        return _split(lines, [sum(best) / 2], lambda line: line.middle) if best else [lines]


def _is_under(lower: Line, upper: Line) -> bool:
    return lower.top >= upper.bottom and lower.x0 < upper.x1 and upper.x0 < lower.x1


def _split(lines: list[Line], cuts: list[float], place: Callable[[Line], float]) -> list[list[Line]]:
    """The lines before, between and after some cuts."""
    parts: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
    for line in lines:
        parts[bisect(cuts, place(line))].append(line)
    return [part for part in parts if part]
