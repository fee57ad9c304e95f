"""Headlines stacked over several bodies: which line stands over which body.

Every body takes one unbroken run of the lines. Lines and bodies mostly keep their order; the words that a line
shares with a body may overrule it. The best division is found by dynamic programming over the lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.articles.cohesion import Cohesion, pairs
from pipeline.articles.drafts import Draft
from pipeline.articles.headlines import HeadlineReader, heading_start
from pipeline.articles.lines import Line

_MOST_HEADS = 12
_MOST_BODIES = 5
_LEAD_LENGTH = 300
# A run that says who did what is a headline.
_SAYS = 1.0
# Two halves of one headline, a subtitle with its dash: not to be parted.
_TOGETHER = 3.0
# Two headlines of the page's own list over one body.
_LISTED_TWICE = 12.0
# Bodies out of the order of their headlines.
_OUT_OF_ORDER = -2.5
# What `_divide` knows of a way to divide the lines.
_State = tuple[int, int, bool, bool]
# How much better a line must fit a body that has another's headlines standing over it, on a plain page.
_EVIDENCE = 0.5


def share(
    drafts: Sequence[Draft],
    compare: Cohesion,
    headlines: HeadlineReader,
    titles: frozenset[str],
    *,
    mixed: bool,
) -> list[list[Line]]:
    """For each draft the lines of the first one's stack that stand over it.

    `titles` are the squashed headlines of the page's own list. `mixed` tells that the bodies are printed into each other below the stack: then each of them has a line, if
    there are lines enough; else a line needs evidence to leave the first body.
    """
    lines = list(drafts[0].heads)
    plain = [lines, *([] for _ in drafts[1:])]
    if not 1 < len(lines) <= _MOST_HEADS or not 1 < len(drafts) <= _MOST_BODIES:
        return plain
    every = mixed and len(lines) >= len(drafts)
    texts = [pairs(_lead(d)) for d in drafts]
    fit = [[compare.score(pairs(line.text), t) for t in texts] for line in lines]
    if not mixed:
        for row in fit:
            row[1:] = [s - _EVIDENCE for s in row[1:]]
    places = _divide(lines, fit, headlines, titles, every=every)
    return [[line for line, k in zip(lines, places, strict=True) if k == j] for j in range(len(drafts))]


def _divide(
    lines: Sequence[Line],
    fit: Sequence[Sequence[float]],
    headlines: HeadlineReader,
    titles: frozenset[str],
    *,
    every: bool,
) -> list[int]:
    """For each line the body it stands over.

    State: the bodies that have lines, the last of them, whether its lines say who did what, and whether one of
    them is listed.
    """
    count = len(fit[0])
    levels = [headlines.level(line.text) for line in lines]
    best: dict[_State, tuple[float, list[int]]] = {(0, -1, True, False): (0.0, [])}
    for i, line in enumerate(lines):
        reached: dict[_State, tuple[float, list[int]]] = {}
        tied = _TOGETHER if i and _belong(lines[i - 1], line, headlines) else 0.0
        for (used, last, says, headed), (value, path) in best.items():
            for j in range(count):
                new = j != last
                if new and used & (1 << j):
                    continue
                gain = fit[i][j]
                said, listed = levels[i] == 3, line.key in titles
                if new:
                    gain += 0.0 if says or last < 0 else -_SAYS
                    gain -= tied
                    gain += _OUT_OF_ORDER if j != last + 1 else 0.0
                else:
                    gain -= _LISTED_TWICE if listed and headed else 0.0
                    said, listed = said or says, listed or headed
                key = (used | (1 << j), j, said, listed)
                if key not in reached or reached[key][0] < value + gain:
                    reached[key] = (value + gain, [*path, j])
        best = reached
    whole = (1 << count) - 1
    ends = [
        (value - (0.0 if says else _SAYS) if used == whole or not every else -math.inf, path)
        for (used, _, says, _), (value, path) in best.items()
    ]
    return max(ends, key=lambda e: e[0])[1]


def _belong(above: Line, line: Line, headlines: HeadlineReader) -> bool:
    return (line.text.startswith(("—", "─", "–")) and heading_start(line.text) > 0) or headlines.belong(
        above.text, line.text
    )


def _lead(draft: Draft) -> str:
    """The first characters of a body, the same number for every body that is compared."""
    return "".join(line.text for p in draft.paragraphs[:6] for line in p.lines[:12])[:_LEAD_LENGTH]
