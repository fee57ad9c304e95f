"""Tag scores → the best valid tag path.

Where the highest tag of each character already makes a valid path it is the best one. Only around a violation
(an I behind an O, an E of another label) the Viterbi search runs, over the run of tagged characters there and one
character on each side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEVER = np.float32(-1e4)


def best_path(
    scores: NDArray[np.float32], closed: NDArray[np.integer], allowed: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """The tags (n) of scores (n × tags); positions in `closed` are O, `allowed` is `labels.may_follow`."""
    scores[closed, 1:] = _NEVER
    scores[closed, 0] = 0
    tags: NDArray[np.int8] = scores.argmax(1).astype(np.int8)
    if not len(tags):
        return tags
    before, behind = np.zeros((2, len(tags) + 1), np.int8)
    before[1:], behind[:-1] = tags, tags
    broken = np.flatnonzero(~allowed[before, behind])
    if not len(broken):
        return tags
    runs = _runs(tags > 0)
    hit = np.unique(np.searchsorted(runs[:, 0], np.minimum(broken, len(tags) - 1), side="right") - 1)
    _search(scores, tags, runs[hit], allowed)
    return tags


def _runs(named: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Start and end of each run of tagged characters, widened by one character on each side."""
    wide = np.zeros(len(named) + 2, np.int8)
    wide[1:-1] = named
    wide[1:-2] |= named[1:]
    wide[2:-1] |= named[:-1]
    return np.flatnonzero(np.diff(wide)).reshape(-1, 2)


def _search(
    scores: NDArray[np.float32], tags: NDArray[np.int8], runs: NDArray[np.int64], allowed: NDArray[np.bool_]
) -> None:
    """Set the best path of each run that opens and closes every span within it; all runs go step by step together."""
    runs = runs[np.argsort(runs[:, 0] - runs[:, 1], kind="stable")]
    starts, lengths = runs[:, 0], runs[:, 1] - runs[:, 0]
    # How many runs, the longest first, are still going on at each step.
    going = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left").tolist()
    barred = np.where(allowed, np.float32(0), _NEVER)
    into = np.ascontiguousarray(barred.T)
    # Where the row of each run and tag begins among the candidates of a step.
    rows = len(into) * np.arange(len(runs) * len(into)).reshape(len(runs), -1)
    back: list[NDArray[np.int64]] = []
    best = scores[starts] + barred[0]
    last = np.empty(len(runs), np.int64)
    for step, count in enumerate([*going[1:], 0], 1):
        if count < len(best):
            last[count : len(best)] = (best[count:] + barred[:, 0]).argmax(1)
        if count:
            candidates = best[:count, None] + into
            back.append(candidates.argmax(2))
            # Taken by their places, which is faster than looking for the maximum once more.
            best = candidates.take(back[-1] + rows[:count])
            best += scores[starts[:count] + step]
    for step in range(len(going) - 1, 0, -1):
        count = going[step]
        tags[starts[:count] + step] = last[:count]
        last[:count] = back[step - 1][np.arange(count), last[:count]]
    tags[starts] = last
