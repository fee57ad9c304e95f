"""Tokens of many articles → the columns of the table `tokens`, by array arithmetic on all their texts laid end to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.records import Extraction

IntArray = NDArray[np.int32]
# Every character that `str.isspace` holds for.
_BLANKS = np.array([code for code in range(0x3001) if chr(code).isspace()], np.uint32)


def token_columns(extractions: Sequence[Extraction]) -> dict[str, pa.Array]:
    """The columns of `tokens`, blank tokens left out; offsets count in the article's field.

    A word of the dictionary that a mention's edge goes through is given in pieces (瑞|景川 for 瑞景 + 川), and
    `whole` is false there.
    """
    origins = _ints(accumulate((len(x.text) for x in extractions), initial=0))[:-1]
    token_starts = _laid_out(origins, [[t.start for t in x.tokens] for x in extractions])
    token_ends = _laid_out(origins, [[t.end for t in x.tokens] for x in extractions])
    edges = _laid_out(origins, [[e for m in x.mentions for e in (m.start, m.end)] for x in extractions])
    starts, ends, owners = _pieces(token_starts, token_ends, edges)
    text = _Text("".join(x.text for x in extractions))
    seen = text.holds_more_than_blanks(starts, ends)
    starts, ends, owners = starts[seen], ends[seen], owners[seen]
    articles = _index(origins, starts)
    sentences = _index(_laid_out(origins, [[s.start for s in x.sentences] for x in extractions]), starts)
    sentences -= _ints(accumulate((len(x.sentences) for x in extractions), initial=0))[articles]
    # What stands before an article's first sentence belongs to it.
    sentences = np.maximum(sentences, 0)
    fields = list(chain.from_iterable(x.fields for x in extractions))
    field_starts = _laid_out(origins, [[f.start for f in x.fields] for x in extractions])
    field_of = _index(field_starts, starts)
    return {
        "article_id": _strings(x.article.article_id for x in extractions).take(pa.array(articles)),
        "sentence": pa.array(sentences),
        "token": pa.array(_numbered(articles, sentences)),
        "start": pa.array(starts - field_starts[field_of]),
        "end": pa.array(ends - field_starts[field_of]),
        "text": text.pieces(starts, ends),
        "pos": _strings(t.pos for x in extractions for t in x.tokens).take(pa.array(owners)),
        "whole": pa.array((starts == token_starts[owners]) & (ends == token_ends[owners])),
        "field": _strings(f.name for f in fields).take(pa.array(field_of)),
    }


class _Text:
    """A long text whose pieces become an Arrow array without a Python string each."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        widths = 1 + (codes > 0x7F) + (codes > 0x7FF) + (codes > 0xFFFF).astype(np.int32)
        self._bytes = text.encode()
        self._byte_at = _sums(widths)
        self._filled_before = _sums(~np.isin(codes, _BLANKS))

    def holds_more_than_blanks(self, starts: IntArray, ends: IntArray) -> NDArray[np.bool_]:
        filled: NDArray[np.bool_] = self._filled_before[ends] > self._filled_before[starts]
        return filled

    def pieces(self, starts: IntArray, ends: IntArray) -> pa.Array:
        """The texts from each start to its end; the pieces are in order and do not overlap."""
        # Arrow's strings lie end to end, so what stands between two pieces is a string too, taken out again.
        offsets = np.stack([self._byte_at[starts], self._byte_at[ends]], axis=1).ravel()
        if not len(offsets):
            return pa.array([], pa.string())
        strings = pa.StringArray.from_buffers(
            len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(self._bytes)
        )
        return strings.take(pa.array(np.arange(0, len(offsets), 2)))


def _pieces(starts: IntArray, ends: IntArray, edges: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Start and end of each piece that the edges cut the tokens into, and the index of its token."""
    if not len(starts):
        return starts, ends, starts
    edges = np.unique(edges)
    at = _index(starts, edges)
    inner = edges[(starts[at] < edges) & (edges < ends[at])]
    begins = np.sort(np.concatenate([starts, inner]))
    owners = _index(starts, begins)
    stops = ends[owners]
    cut = np.flatnonzero(owners[1:] == owners[:-1])
    stops[cut] = begins[cut + 1]
    return begins, stops, owners


def _numbered(articles: IntArray, sentences: IntArray) -> IntArray:
    """0, 1, 2 … within each sentence."""
    places = np.arange(len(articles), dtype=np.int32)
    opens = np.ones(len(articles), bool)
    opens[1:] = (np.diff(articles) != 0) | (np.diff(sentences) != 0)
    return places - np.maximum.accumulate(np.where(opens, places, 0))


def _laid_out(origins: IntArray, offsets: list[list[int]]) -> IntArray:
    """The articles' offsets, counted in the texts laid end to end."""
    return _ints(chain.from_iterable(offsets)) + np.repeat(origins, [len(listed) for listed in offsets])


def _index(starts: IntArray, offsets: IntArray) -> IntArray:
    """For each offset the index of the last start that is not behind it, -1 where all are."""
    return (np.searchsorted(starts, offsets, side="right") - 1).astype(np.int32)


def _sums(values: NDArray[Any]) -> IntArray:
    """The sum of all values before each place, and of all."""
    sums = np.zeros(len(values) + 1, np.int32)
    np.cumsum(values, out=sums[1:])
    return sums


def _ints(values: Iterable[int]) -> IntArray:
    return np.fromiter(values, np.int32)


def _strings(values: Iterable[str]) -> pa.Array:
    return pa.array(list(values), pa.string())
