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
    for start, end in runs[hit].tolist():
        tags[start:end] = _viterbi(scores[start:end], allowed)
    return tags


def _runs(named: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Start and end of each run of tagged characters, widened by one character on each side."""
    wide = np.zeros(len(named) + 2, np.int8)
    wide[1:-1] = named
    wide[1:-2] |= named[1:]
    wide[2:-1] |= named[:-1]
    return np.flatnonzero(np.diff(wide)).reshape(-1, 2)


def _viterbi(scores: NDArray[np.float32], allowed: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The best path that opens and closes every span within the run."""
    steps, tags = scores.shape
    barred = np.where(allowed, np.float32(0), _NEVER)
    back = np.zeros((steps, tags), np.int8)
    best = scores[0] + barred[0]
    for t in range(1, steps):
        candidates = best[:, None] + barred
        back[t] = candidates.argmax(0)
        best = candidates.max(0) + scores[t]
    path = np.zeros(steps, np.int8)
    path[-1] = (best + barred[:, 0]).argmax()
    for t in range(steps - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path
