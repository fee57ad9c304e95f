"""Columns printed into each other: which of several open articles a paragraph belongs to.

Two texts belong together where they share rare pairs of characters: names, places, numbers of the story. A
pair's weight falls with the number of the page's paragraphs that hold it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

_CONTENT = re.compile(r"[\u3400-\u9fffA-Za-z0-9%]+")
# Only the first characters of a paragraph are compared, which bounds the work per paragraph.
_LONGEST = 600
# How much stronger another column must be before the text leaves the one it is in.
_STAY = 0.9
_GAP = 1.6


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    return frozenset(run[i : i + 2] for run in _CONTENT.findall(text[:_LONGEST]) for i in range(len(run) - 1))


class Cohesion:
    """Compares texts of one page."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._documents = 1
        self._frequency: Counter[str] = Counter()
        for text in paragraphs:
            self._frequency.update(pairs(text))
            self._documents += 1

    def weight(self, pair: str) -> float:
        """The weight of a pair of characters: high where few paragraphs hold it."""
        return math.log(1 + self._documents / max(1, self._frequency[pair]))

    def score(self, a: frozenset[str], b: frozenset[str]) -> float:
        """How much two texts share, relative to the length of the shorter."""
        if not a or not b:
            return 0.0
        return sum(self.weight(p) for p in a & b) / math.sqrt(min(len(a), len(b)))

    def choose(self, columns: Sequence[frozenset[str]], text: frozenset[str], current: int, jump: bool) -> int:
        """The column that a paragraph belongs to; `jump` tells that an unusually wide gap stands before it."""
        scores = [self.score(c, text) for c in columns]
        for i in range(len(scores)):
            if i == current:
                scores[i] = scores[i] / _GAP if jump else scores[i] / _STAY + 0.2
        return max(range(len(scores)), key=lambda i: scores[i])

    def partition(self, heads: Sequence[str], bodies: Sequence[str]) -> list[int]:
        """For each line of a stack of headlines the body it stands over; lines and bodies keep their order."""
        lines, texts = [pairs(h) for h in heads], [pairs(b) for b in bodies]
        scores = [[self.score(line, text) for text in texts] for line in lines]
        best: list[list[tuple[float, int]]] = []
        for i, row in enumerate(scores):
            reached: list[tuple[float, int]] = []
            for j, value in enumerate(row):
                before = max(range(j + 1), key=lambda k: best[i - 1][k][0]) if i else 0
                reached.append(((best[i - 1][before][0] if i else 0.0) + value, before))
            best.append(reached)
        if not best:
            return []
        at = max(range(len(texts)), key=lambda j: best[-1][j][0])
        chosen = [at]
        for i in range(len(heads) - 1, 0, -1):
            at = best[i][at][1]
            chosen.append(at)
        return chosen[::-1]
