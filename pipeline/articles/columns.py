"""Columns printed into each other: which of several open articles a paragraph belongs to.

Two texts belong together where they share rare pairs of characters: names, places, numbers of the story. A
pair's weight falls with the number of the page's paragraphs that hold it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.articles.drafts import Draft, Paragraph
from pipeline.articles.junctions import Junctions
from pipeline.articles.layout import Layout
from pipeline.articles.lines import Line
from pipeline.articles.unwrap import complete

_CONTENT = re.compile(r"[\u3400-\u9fffA-Za-z0-9%]+")
# Only the first characters of a paragraph are compared, which bounds the work per paragraph.
_LONGEST = 600
# How much stronger another column must be before the text leaves the one it is in.
_STAY = 0.9
_GAP = 1.6
# A gap of so many empty lines is where one column was left for another.
_JUMP = 3
_MOST_COLUMNS = 4
_LEAD_LENGTH = 160
_MOST_HEADS = 12


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

    def choose(
        self, columns: Sequence[frozenset[str]], text: frozenset[str], current: int, jump: bool
    ) -> int:
        """The column that a paragraph belongs to; `jump` tells that an unusually wide gap stands before it."""
        scores = [self.score(c, text) for c in columns]
        for i in range(len(scores)):
            if i == current:
                scores[i] = scores[i] / _GAP if jump else scores[i] / _STAY + 0.2
        return max(range(len(scores)), key=lambda i: scores[i])

    def partition(self, heads: Sequence[str], bodies: Sequence[str], *, every: bool) -> list[int]:
        """For each line of a stack of headlines the body it stands over; lines and bodies keep their order.

        With `every` no body goes without a line, as far as there are lines enough.
        """
        lines, texts = [pairs(h) for h in heads], [pairs(b) for b in bodies]
        count = len(texts)
        every = every and len(lines) >= count
        best: list[tuple[float, list[int]]] = [(0.0, []), *((-math.inf, []) for _ in range(count - 1))]
        for i, line in enumerate(lines):
            reached: list[tuple[float, list[int]]] = []
            for j, text in enumerate(texts):
                low = max(0, j - 1) if every else 0
                value, path = max(best[low : j + 1], key=lambda b: b[0])
                if every and not i and j:
                    value = -math.inf
                reached.append((value + self.score(line, text), [*path, j]))
            best = reached
        return best[-1][1] if every else max(best, key=lambda b: b[0])[1]


class Columns:
    """The articles whose lines are mixed at this place of the page."""

    def __init__(self, layout: Layout, junctions: Junctions) -> None:
        self.layout = layout
        self.junctions = junctions
        self.members: list[Draft] = []
        self.torn = False
        self._cohesion: Cohesion | None = None

    @property
    def mixed(self) -> bool:
        """Whether there is more than one column."""
        return len(self.members) > 1

    @property
    def open(self) -> bool:
        """Whether a column has an unfinished sentence."""
        return any(d.open for d in self.members)

    def heads(self, draft: Draft) -> int:
        """How many headline lines stand over the column of `draft`, the stack over all columns included."""
        return len(self.members[0].heads if draft in self.members else draft.heads)

    def begin(self, first: Draft) -> None:
        """Make `first` a column, unless it is one, so that another can be added."""
        if first not in self.members or len(self.members) >= _MOST_COLUMNS:
            self.end()
            self.members = [first]

    def end(self) -> None:
        """No more mixed lines: share out a stack of headlines that stands over the first column."""
        owner = next((d for d in self.members if d.heads), None)
        if (
            owner is not None
            and 1 < len(owner.heads) <= _MOST_HEADS
            and not all(d.heads for d in self.members)
        ):
            below = self.members[self.members.index(owner) :]
            heads = list(owner.heads)
            places = self._compare().partition(
                [h.text for h in heads], [_lead(d) for d in below], every=self.torn
            )
            for k, draft in enumerate(below):
                if k == 0 or not draft.heads:
                    draft.heads = [h for h, place in zip(heads, places, strict=True) if place == k]
        self.members, self.torn = [], False

    def take(self, i: int, line: Line, current: Draft) -> Draft:
        """Put line i into the column it belongs to, and return that."""
        unfinished = [d for d in self.members if d.open]
        if unfinished:
            chosen = max(
                unfinished, key=lambda d: self.junctions.goes_on(d.paragraphs[-1].lines[-1].text, line.text)
            )
            chosen.paragraphs[-1].lines.append(line)
            return chosen
        columns = [d for d in self.members if not d.closed] or self.members
        place = columns.index(current) if current in columns else -1
        text = pairs(self._whole(i))
        choice = self._compare().choose([_profile(d) for d in columns], text, place, line.gap >= _JUMP)
        columns[choice].paragraphs.append(Paragraph([line]))
        return columns[choice]

    def _whole(self, i: int) -> str:
        """The paragraph that begins at line i, as far as its sentences show."""
        parts: list[str] = []
        for line in self.layout.lines[i : i + 12]:
            parts.append(line.text)
            if complete(line.text):
                break
        return "".join(parts)

    def _compare(self) -> Cohesion:
        if self._cohesion is None:
            classes = zip(self.layout.lines, self.layout.classes, strict=True)
            self._cohesion = Cohesion(line.text for line, c in classes if c != "furniture")
        return self._cohesion


def _lead(draft: Draft) -> str:
    """The first characters of a body, the same number for every body that is compared."""
    return "".join(line.text for p in draft.paragraphs[:3] for line in p.lines[:4])[:_LEAD_LENGTH]


def _profile(draft: Draft) -> frozenset[str]:
    """What a column is about: its first headline line and paragraphs."""
    body = [line for p in draft.paragraphs[:6] for line in p.lines[:12]]
    return pairs("".join(line.text for line in (*draft.heads[:1], *body)))
