"""Tokens of many articles → the columns of the table `tokens`, by array arithmetic on all their texts laid end to end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.records import Extraction
from pipeline.tables.laid import IntArray, Laid, strings, sums

# Whether a character, by its code, is one that `str.isspace` holds for; beyond these codes none is.
_IS_BLANK = np.array([chr(code).isspace() for code in range(0x3002)])


def token_columns(extractions: Sequence[Extraction]) -> dict[str, pa.Array]:
    """The columns of `tokens`, blank tokens left out; offsets count in the article's field.

    A word of the dictionary that a mention's edge goes through is given in pieces (瑞|景川 for 瑞景 + 川), and
    `whole` is false there.
    """
    laid = Laid(extractions)
    token_starts = laid.offsets([x.tokens.starts for x in extractions])
    token_ends = laid.offsets([x.tokens.ends for x in extractions])
    edges = laid.offsets([[e for m in x.mentions for e in (m.start, m.end)] for x in extractions])
    starts, ends, owners = _pieces(token_starts, token_ends, edges)
    text = _Text("".join(x.text for x in extractions))
    seen = text.holds_more_than_blanks(starts, ends)
    starts, ends, owners = starts[seen], ends[seen], owners[seen]
    articles, fields = laid.articles(starts), laid.fields(starts)
    sentences = laid.sentences(starts, articles)
    field_starts = laid.field_starts[fields]
    return {
        "article_id": laid.article_ids(articles),
        "sentence": pa.array(sentences),
        "token": pa.array(_numbered(articles, sentences)),
        "start": pa.array(starts - field_starts),
        "end": pa.array(ends - field_starts),
        "text": text.pieces(starts, ends),
        "pos": strings(chain.from_iterable(x.tokens.pos for x in extractions)).take(pa.array(owners)),
        "whole": pa.array((starts == token_starts[owners]) & (ends == token_ends[owners])),
        "field": laid.field_names(fields),
    }


class _Text:
    """A long text whose pieces become an Arrow array without a Python string each."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        widths = 1 + (codes > 0x7F) + (codes > 0x7FF) + (codes > 0xFFFF).astype(np.int32)
        self._bytes = text.encode()
        self._byte_at = sums(widths)
        self._filled_before = sums(~_IS_BLANK[np.minimum(codes, len(_IS_BLANK) - 1)])

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
    owners = np.arange(len(starts), dtype=np.int32)
    if not len(starts):
        return starts, ends, owners
    edges = np.unique(edges)
    at = np.searchsorted(starts, edges, side="right") - 1
    inside = (starts[at] < edges) & (edges < ends[at])
    at, edges = at[inside], edges[inside]
    starts, owners = np.insert(starts, at + 1, edges), np.insert(owners, at + 1, at)
    stops = ends[owners]
    cut = np.flatnonzero(owners[1:] == owners[:-1])
    stops[cut] = starts[cut + 1]
    return starts, stops, owners


def _numbered(articles: IntArray, sentences: IntArray) -> IntArray:
    """0, 1, 2 … within each sentence."""
    places = np.arange(len(articles), dtype=np.int32)
    opens = np.ones(len(articles), bool)
    opens[1:] = (np.diff(articles) != 0) | (np.diff(sentences) != 0)
    return places - np.maximum.accumulate(np.where(opens, places, 0))
