"""Text → sentences.

A sentence ends after 。！？ or …… together with the quotation marks and brackets that close behind them, and
at every line break. Inside （） and inside 《》 no sentence ends, so a parenthesis is never torn.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.patterns import regex
from pipeline.records import Field, Sentence

_ENDER = regex(r"[。！？!?…](?:(?<!…)[。！？!?]*|(?<=…)…)[”’」』）)】》〉\"']*")
_OPENING, _CLOSING = "（(《〈", "）)》〉"
# A bracket that never closes must not swallow the page: beyond this many characters it is ignored.
_LONGEST_BRACKET = 80


def split(view: str, fields: Iterable[Field]) -> list[Sentence]:
    """The sentences of a matching view in order; together they cover every character but blanks between them.

    `paragraph` counts the lines of all fields from 0; empty lines do not count.
    """
    sentences: list[Sentence] = []
    paragraph = -1
    for field in fields:
        for start, end in _lines(view, field.start, field.end):
            paragraph += 1
            sentences += [Sentence(a, b, paragraph) for a, b in _sentences_of_line(view, start, end)]
    return sentences


def _lines(view: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    while start < end:
        stop = view.find("\n", start, end)
        stop = end if stop < 0 else stop
        if view[start:stop].strip():
            yield start, stop
        start = stop + 1


def _sentences_of_line(view: str, start: int, end: int) -> list[tuple[int, int]]:
    bracketed = any(view.find(mark, start, end) >= 0 for mark in _OPENING)
    found: list[tuple[int, int]] = []
    first = start
    for ender in _ENDER.finditer(view, start, end):
        if not (bracketed and _inside_bracket(view, first, ender.start(), end)):
            found.append((first, ender.end()))
            first = ender.end()
    pieces = [_stripped(view, a, b) for a, b in [*found, (first, end)]]
    return [(a, b) for a, b in pieces if a < b]


def _inside_bracket(view: str, first: int, at: int, end: int) -> bool:
    """Whether a bracket opened since `first` is open at `at` and closes soon after."""
    low = max(first, at - _LONGEST_BRACKET)
    opened = max(view.rfind(mark, low, at) for mark in _OPENING)
    if opened < 0:
        return False
    closed = max(view.rfind(mark, opened, at) for mark in _CLOSING)
    if closed > opened:
        return False
    high = min(end, opened + _LONGEST_BRACKET)
    return any(at < view.find(mark, at, high) for mark in _CLOSING)


def _stripped(view: str, start: int, end: int) -> tuple[int, int]:
    """A piece without the blanks at both ends; one of nothing but blanks ends before it begins."""
    piece = view[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())
