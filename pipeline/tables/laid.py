"""The texts of many articles laid end to end: what is asked of every token and mention is asked of all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.records import Extraction

IntArray = NDArray[np.int32]


class Laid:
    """Some articles; offsets count in their texts laid end to end, unless told otherwise."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self.extractions = extractions
        self.origins = ints(accumulate((len(x.text) for x in extractions), initial=0))[:-1]
        self._fields = [f for x in extractions for f in x.fields]
        self.field_starts = self.offsets([[f.start for f in x.fields] for x in extractions])

    def offsets(self, listed: list[list[int]]) -> IntArray:
        """Each article's list of offsets in its own text, one behind the other."""
        return ints(chain.from_iterable(listed)) + np.repeat(self.origins, list(map(len, listed)))

    def articles(self, starts: IntArray) -> IntArray:
        """The index of the article that each start, in order, stands in."""
        return index(self.origins, starts)

    def sentences(self, starts: IntArray, articles: IntArray) -> IntArray:
        """The number, in its article, of the sentence that each start, in order, stands in.

        What stands before an article's first sentence belongs to it.
        """
        first = self.offsets([[s.start for s in x.sentences] for x in self.extractions])
        before = ints(accumulate((len(x.sentences) for x in self.extractions), initial=0))
        numbers: IntArray = np.maximum(index(first, starts) - before[articles], 0)
        return numbers

    def fields(self, starts: IntArray) -> IntArray:
        """The index of the field that each start, in order, stands in; a line break between two is the first's."""
        return index(self.field_starts, starts)

    def article_ids(self, articles: IntArray) -> pa.Array:
        """The ids of articles by their indices, which are in order."""
        return repeated([x.article.article_id for x in self.extractions], articles)

    def field_names(self, fields: IntArray) -> pa.Array:
        """The names of fields by their indices, which are in order."""
        return repeated([f.name for f in self._fields], fields)


def index(starts: IntArray, offsets: IntArray) -> IntArray:
    """For each offset the index of the last start that is not behind it, -1 where all are; both are in order."""
    cuts = np.searchsorted(offsets, starts)
    return np.repeat(
        np.arange(-1, len(starts), dtype=np.int32), np.diff(cuts, prepend=0, append=len(offsets))
    )


def sums(values: NDArray[Any]) -> IntArray:
    """The sum of all values before each place, and of all."""
    found = np.zeros(len(values) + 1, np.int32)
    np.cumsum(values, out=found[1:])
    return found


def ints(values: Iterable[int]) -> IntArray:
    """Values as an array."""
    return np.fromiter(values, np.int32)


def repeated(values: Sequence[str], indices: IntArray) -> pa.Array:
    """Values by their indices, which are in order, as an Arrow array.

    pyarrow's own `take` imports all of its computing first, 40 ms that one article should not wait for.
    """
    encoded = [value.encode() for value in values]
    counts = np.bincount(indices, minlength=len(encoded))
    ends = sums(np.repeat(ints(map(len, encoded)), counts))
    data = b"".join(value * count for value, count in zip(encoded, counts.tolist(), strict=True))
    return pa.StringArray.from_buffers(len(indices), pa.py_buffer(ends), pa.py_buffer(data))


def strings(values: Iterable[str]) -> pa.Array:
    """Values as an Arrow array."""
    return pa.array(list(values), pa.string())
