"""Where people are named without a listed title: behind a profession, and in runs of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.patterns import regex

# The last character of a profession that the title lexicon lacks: 点检员, 掘锚工.
_TRADE = regex(r"[员工师手嫂匠农](?<=\p{Han}{2}.)(?!傅|会)(?=\p{Han}{2})")
_RUN = regex(r"\p{Han}{2,4}(?:[、和]\p{Han}{2,4}){2,}")
# What every run holds.
_JOINED = regex(r"[、和]\p{Han}{2,4}[、和]\p{Han}{2}")


def trades_in(view: str) -> Iterator[int]:
    """Where a profession of three characters ends, none overlapping another."""
    behind = 0
    for last in _TRADE.finditer(view):
        if last.start() - 2 >= behind:
            behind = last.end()
            yield behind


def runs_of_names(view: str) -> Iterator[re.Match[str]]:
    """The runs of a view in order, disjoint: what `_RUN` finds, looked for only before two joiners."""
    at = end = 0
    while joined := _JOINED.search(view, at):
        at = joined.start() + 1
        starts = range(max(end, joined.start() - 4), joined.start() - 1)
        if run := next((run for start in starts if (run := _RUN.match(view, start))), None):
            at = end = run.end()
            yield run
