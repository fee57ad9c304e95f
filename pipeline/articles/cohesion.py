"""How much two texts of a page have in common.

Two texts belong together where they share rare pairs of characters: names, places, numbers of the story. A
pair's weight falls with the number of the page's paragraphs that hold it (inverse document frequency, Spärck
Jones 1972).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import chain
from operator import add

from pipeline.patterns import regex

_CONTENT = regex(r"[\u3400-\u9fffA-Za-z0-9%]+")
# Only the first characters of a text are compared, which bounds the work per text.
_LONGEST = 600

Pairs = frozenset[str]


def neighbours(runs: Iterable[str]) -> Pairs:
    """The pairs of characters that stand side by side in one of the runs."""
    return frozenset(chain.from_iterable(map(add, run, run[1:]) for run in runs))


def pairs(text: str) -> Pairs:
    """The pairs of neighbouring characters of a text."""
    return neighbours(_CONTENT.findall(text[:_LONGEST]))


class Cohesion:
    """Compares texts of one page."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._paragraphs = [text[:_LONGEST] for text in paragraphs]

    def weight(self, pair: str) -> float:
        """The weight of a pair of characters: high where few paragraphs hold it."""
        frequency = sum([pair in text for text in self._paragraphs])
        return math.log(1 + (1 + len(self._paragraphs)) / max(1, frequency))

    def score(self, a: Pairs, b: Pairs) -> float:
        """How much two texts share, relative to the length of the shorter."""
        if not a or not b:
            return 0.0
        return sum(self.weight(p) for p in a & b) / math.sqrt(min(len(a), len(b)))
