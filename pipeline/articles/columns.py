"""Columns printed into each other: which of several open articles a line belongs to.

The lines of a mixed stretch are shared out by a beam search: every way to share them out so far is kept with its
score, and the best ones are carried on with the next line. A way's score adds up, in bits, how well each line
goes on with the unfinished sentence it is put behind, what it shares with the article it is put into, how
regular the order is, and what speaks against opening a paragraph there. A sentence that is never finished counts
against a way at the end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, pairwise

from pipeline.articles.cohesion import Cohesion, Pairs, pairs
from pipeline.articles.drafts import Draft, Paragraph
from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.junctions import Junctions
from pipeline.articles.layout import Layout
from pipeline.articles.lines import Line
from pipeline.articles.stacks import share
from pipeline.articles.unwrap import complete, starts_inside, unclosed
from pipeline.patterns import regex
from pipeline.records.record import record

_WIDTH = 24
_MOST_COLUMNS = 4
# Bits per unit of cohesion.
_COHESION = 4.0
# A line that begins or follows inside a sentence, by its marks.
_INSIDE = 6.0
_MOST_BITS = 7.0
# A paragraph is begun while a sentence of another column is unfinished.
_BEGUN_EARLY = -1.5
# A paragraph or byline behind an end byline; a second byline.
_CLOSED = -7.0
_SIGNED_TWICE = -3.0
# The order of moves: how much it counts, and the most that an irregular one costs.
_ORDER = 1.5
_IRREGULAR = -3.0
# Lines (stayed, left) supposed before any is seen, below a finished line and below a torn one: a column is
# mostly left where its end tears a sentence.
_MOVES = ((1.0, 2.0), (0.5, 2.0))
# A column left out.
_SKIP = 1.0
# A sentence that is never finished.
_NEVER_FINISHED = -12.0
# How much worse a way may be that leaves no sentence unfinished where the next headline stands.
_FINISHED = -5.0
# A paragraph's indent speaks for its beginning, its absence against it.
_INDENT = 3.0
# A gap of so many empty lines is where one column was left for another.
_JUMP = 3
_LEFT = -2.0

_NAMED = regex(r"[^“，。]{2,16}[讯电] ?[（(]|[（(](?:本报)?(?:记者|通讯员)")


@record
class _Column:
    """What one way has put into one column: paragraphs of lines, each with its kind."""

    paragraphs: tuple[tuple[Line, ...], ...]
    profile: Pairs
    open: bool
    closed: bool
    named: bool
    captions: frozenset[int] = frozenset()
    back: tuple[Line, ...] = ()


@record
class _Way:
    """One way to share out the lines so far; `moves` counts the lines that stayed in the column of the line
    before and those that did not, for finished and for torn lines above them."""

    score: float
    columns: tuple[_Column, ...]
    last: int
    moves: tuple[tuple[float, float], tuple[float, float]]


class Columns:
    """The articles whose lines are mixed at this place of the page."""

    def __init__(self, layout: Layout, junctions: Junctions, headlines: HeadlineReader) -> None:
        self.layout = layout
        self.junctions = junctions
        self.headlines = headlines
        self.members: list[Draft] = []
        self.torn = False
        self._ways: list[_Way] = []
        self._cohesion: Cohesion | None = None
        self._indented = sum(
            c == "start" and line.indent >= 2 for line, c in zip(layout.lines, layout.classes, strict=True)
        ) * 2 > layout.classes.count("start")

    @property
    def mixed(self) -> bool:
        """Whether there is more than one column."""
        return len(self.members) > 1

    @property
    def open(self) -> bool:
        """Whether a column has an unfinished sentence."""
        return any(d.open for d in self.members)

    @property
    def signed(self) -> bool:
        """Whether every column has its end byline."""
        return all(d.closed for d in self.members)

    def heads(self, draft: Draft) -> int:
        """How many headline lines stand over the column of `draft`, the stack over all columns included."""
        return len(self.members[0].heads if draft in self.members else draft.heads)

    def add(self, first: Draft, second: Draft, *, torn: bool) -> None:
        """Put a new body beside the columns of `first`; `torn` tells that a sentence of `first` is unfinished."""
        if first not in self.members or len(self.members) >= _MOST_COLUMNS:
            self.end()
            self.members = [first]
            self._ways = [_Way(0.0, (self._column(first),), 0, _MOVES)]
        self.torn = self.torn or torn
        self.members.append(second)
        column, place = self._column(second), len(self.members) - 1
        # As far as the lines so far tell whose headlines are whose.
        heads = [_words(lines) for lines in self._stacks()]
        self._ways = [
            replace(
                w,
                columns=tuple(
                    replace(c, profile=_words(chain.from_iterable(c.paragraphs)) | words)
                    for c, words in zip((*w.columns, column), heads, strict=True)
                ),
                last=place,
            )
            for w in self._ways
        ]

    def finish(self) -> bool:
        """Keep only the ways without an unfinished sentence, if one of them is likely enough; whether it is."""
        finished = [w for w in self._ways if not any(c.open for c in w.columns)]
        if not finished or finished[0].score < self._ways[0].score + _FINISHED:
            return False
        self._ways = finished
        self._settle(finished[0])
        return True

    def end(self) -> None:
        """No more mixed lines: settle the ways, and share out a stack of headlines over the first column."""
        if self.mixed:
            self._settle(max(self._ways, key=_final))
            for draft, lines in zip(self.members, self._stacks(), strict=True):
                draft.heads = lines
        self.members, self._ways, self.torn = [], [], False

    def _stacks(self) -> list[list[Line]]:
        """For each member the headline lines that stand over it: a stack over several of them is shared out."""
        starts = [k for k, d in enumerate(self.members) if d.heads]
        heads: list[list[Line]] = [[] for _ in self.members[: starts[0] if starts else None]]
        for low, high in pairwise([*starts, len(self.members)]):
            stack = self.members[low:high]
            heads += share(stack, self.compare, self.headlines, self.layout.titles, mixed=self.torn)
        return heads

    def take(self, line: Line, *, caption: bool = False) -> Draft:
        """Put a line of text into the column it belongs to, and return that."""
        ways: list[_Way] = []
        words = pairs(line.text)
        for way in self._ways:
            for k, column in enumerate(way.columns):
                bits = self._bits(way, k, column, line)
                ways.append(_put(way, k, line, words, bits + self._cohere(words, column), caption))
        return self._carry_on(ways)

    def sign(self, line: Line) -> Draft:
        """Put a byline of its own line under the column it belongs to, and return that."""
        ways: list[_Way] = []
        for way in self._ways:
            for k, column in enumerate(way.columns):
                score = way.score + (_SIGNED_TWICE if column.named else 0.0)
                score += _CLOSED if column.closed else 0.0
                score += _NEVER_FINISHED if column.open else 0.0
                score += 1.0 if k == way.last else 0.0
                signed = replace(column, closed=True, back=(*column.back, line))
                columns = (*way.columns[:k], signed, *way.columns[k + 1 :])
                ways.append(replace(way, score=score, columns=columns))
        return self._carry_on(ways)

    def _carry_on(self, ways: list[_Way]) -> Draft:
        ways.sort(key=lambda w: -w.score)
        self._ways = ways[:_WIDTH]
        best = self._ways[0]
        self._settle(best)
        return self.members[best.last]

    def _bits(self, way: _Way, k: int, column: _Column, line: Line) -> float:
        """The terms of the score for putting a line into column k, without what it shares with the column."""
        if column.open:
            above = column.paragraphs[-1][-1]
            bits = max(-_MOST_BITS, min(_MOST_BITS, self.junctions.goes_on(above.text, line.text)))
            bits += _INSIDE if starts_inside(line.text) else 0.0
            if self._indented:
                bits += -_INDENT if line.indent >= 2 else _INDENT
            bits += 1.0 if unclosed(above.text) == ("”" in line.text or "）" in line.text) else -1.0
        else:
            bits = _BEGUN_EARLY if any(c.open for c in way.columns) else 0.0
            bits += -_INSIDE if starts_inside(line.text) else 0.0
            bits += _CLOSED if column.closed else 0.0
            if self._indented:
                bits += _INDENT if line.indent >= 2 else -_INDENT
        if line.signed and column.named:
            bits += _SIGNED_TWICE
        skipped = max(0, (k - way.last) % len(way.columns) - 1)
        seen = way.moves[way.columns[way.last].open]
        bits += max(_IRREGULAR, _ORDER * math.log2(seen[k != way.last] / sum(seen)) - _SKIP * skipped)
        if k == way.last and line.gap >= _JUMP:
            bits += _LEFT
        return bits

    def _cohere(self, words: Pairs, column: _Column) -> float:
        return _COHESION * self.compare.score(words, column.profile)

    def _settle(self, way: _Way) -> None:
        for draft, column in zip(self.members, way.columns, strict=True):
            draft.paragraphs = [
                Paragraph(list(lines), n in column.captions) for n, lines in enumerate(column.paragraphs)
            ]
            draft.back = list(column.back)

    def _column(self, draft: Draft) -> _Column:
        """What a way knows of a draft, but for its headlines."""
        return _Column(
            tuple(tuple(p.lines) for p in draft.paragraphs),
            _words(chain.from_iterable(p.lines for p in draft.paragraphs)),
            draft.open,
            draft.closed,
            bool(draft.front) or bool(_NAMED.match(draft.paragraphs[0].lines[0].text)),
            frozenset(n for n, p in enumerate(draft.paragraphs) if p.caption),
            tuple(draft.back),
        )

    @property
    def compare(self) -> Cohesion:
        """What the texts of the page are compared with."""
        if self._cohesion is None:
            classes = zip(self.layout.lines, self.layout.classes, strict=True)
            self._cohesion = Cohesion(line.text for line, c in classes if c != "furniture")
        return self._cohesion


def _words(lines: Iterable[Line]) -> Pairs:
    """The pairs of characters of some lines."""
    return frozenset(chain.from_iterable(pairs(line.text) for line in lines))


def _put(way: _Way, k: int, line: Line, words: Pairs, bits: float, caption: bool) -> _Way:
    column = way.columns[k]
    paragraphs = (
        (*column.paragraphs[:-1], (*column.paragraphs[-1], line))
        if column.open
        else (*column.paragraphs, (line,))
    )
    grown = replace(
        column,
        paragraphs=paragraphs,
        profile=column.profile | words,
        open=not (line.signed or complete(line.text)),
        closed=column.closed or line.signed,
        captions=column.captions | {len(paragraphs) - 1} if caption else column.captions,
    )
    moved = k != way.last
    torn = way.columns[way.last].open
    stays, leaves = way.moves[torn]
    here = (stays + (not moved), leaves + moved)
    moves = (way.moves[0], here) if torn else (here, way.moves[1])
    columns = (*way.columns[:k], grown, *way.columns[k + 1 :])
    return _Way(way.score + bits, columns, k, moves)


def _final(way: _Way) -> float:
    return way.score + _NEVER_FINISHED * sum(c.open for c in way.columns)
