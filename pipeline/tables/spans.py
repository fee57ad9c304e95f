"""Do characters stand where rows say they stand? Compared for whole tables at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]


class Texts:
    """Texts by key, laid end to end so that any number of spans is compared in one go."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        lengths = np.fromiter((len(t) for t in texts.values()), np.int64, len(texts))
        self._start = pd.Series(np.cumsum(lengths) - lengths, index=list(texts), dtype="int64")
        self._length = pd.Series(lengths, index=list(texts), dtype="int64")
        self._characters = _characters(list(texts.values()))

    def hold(
        self, keys: pd.Series[str], start: pd.Series[int], end: pd.Series[int], text: pd.Series[str]
    ) -> Mask:
        """For each row whether `texts[key][start:end] == text`; an empty span or one past the end does not."""
        length = keys.map(self._length).fillna(-1).to_numpy(np.int64)
        first, last = start.to_numpy(np.int64), end.to_numpy(np.int64)
        expected = text.str.len().to_numpy(np.int64)
        inside = (first >= 0) & (first < last) & (last <= length) & (expected == last - first)
        held: Mask = inside.copy()
        if inside.any():
            sizes = expected[inside]
            starts = np.cumsum(sizes) - sizes
            at = keys[inside].map(self._start).to_numpy(np.int64) + first[inside]
            # One index per character: the span's first, then on by one.
            places = np.repeat(at - starts, sizes) + np.arange(sizes.sum())
            same = self._characters[places] == _characters(list(text[inside]))
            held[inside] = np.logical_and.reduceat(same, starts)
        return held


def _characters(texts: Sequence[str]) -> npt.NDArray[np.uint32]:
    return np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)


def found_in_order(text: str, page: str) -> bool:
    """Whether the characters of `text`, line breaks aside, occur in this order on `page`, from its first to its last."""
    characters = text.replace("\n", "")
    if not characters or not page or characters[0] != page[0] or characters[-1] != page[-1]:
        return False
    rest = iter(page)
    return all(c in rest for c in characters)
