"""Text → features: what the network sees of each character.

Five integers a character, all computed by array arithmetic: the character, the hashed pair it opens, the hashed
word it stands in (the dictionary cut), its place in that word and the word's part of speech.
Hash embeddings follow Ganchev and Dredze (2008); the mix is a multiply-and-shift one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from pipeline.records import Tokens
from pipeline.records.record import record

IntArray = NDArray[np.int32]
# A matching view and its words.
Document = tuple[str, Tokens]
FEATURES = ("char", "pair", "word", "place", "pos")

# Stands for a line break and around a document: the network's sign for "nothing beyond here".
BREAK = 10
PAIR_BITS, WORD_BITS = 17, 16
N_PLACES, N_POS = 20, 24

_LONGEST_WORD = 32
_POWERS = np.cumprod(np.r_[np.uint32(1), np.full(_LONGEST_WORD - 1, 0x01000193, np.uint32)], dtype=np.uint32)
# jieba's tags, the names first in full, then by their first letter.
_POS = (
    "nr",
    "nrt",
    "ns",
    "nt",
    "nz",
    "n",
    "v",
    "a",
    "m",
    "t",
    "j",
    "i",
    "d",
    "q",
    "r",
    "l",
    "p",
    "c",
    "u",
    "x",
    "eng",
)


class _PosIds(dict[str, int]):
    """jieba tag → class, worked out once a tag; 0 is a line break, 1 any other tag."""

    def __missing__(self, tag: str) -> int:
        known = tag if tag in _POS else tag[:1]
        self[tag] = number = 2 + _POS.index(known) if known in _POS else 1
        return number


_POS_IDS = _PosIds()


@record
class Features:
    """One integer array a feature, all of the text's length."""

    code: NDArray[np.uint32]
    pair: IntArray
    word: IntArray
    place: IntArray
    pos: IntArray


def codes(text: str) -> NDArray[np.uint32]:
    """The code points; beyond the basic plane all are one."""
    return np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), np.uint32(0xFFFF))


def features(documents: Sequence[Document], margin: int = 0) -> Features:
    """The features of matching views in one stream: `margin` line breaks before each and behind the last."""
    line_breaks = "\n" * margin
    code = codes(line_breaks.join(["", *(view for view, _ in documents), ""]))
    lengths, pos = _words([tokens for _, tokens in documents], margin)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    offsets = np.arange(len(code)) - np.repeat(starts, lengths)
    clipped = np.minimum(offsets, _LONGEST_WORD - 1)
    sums = np.zeros(len(code) + 1, np.uint32)
    np.cumsum(code * _POWERS[clipped], out=sums[1:], dtype=np.uint32)
    word = (sums[ends] - sums[starts]) * np.uint32(0xC2B2AE3D) >> np.uint32(32 - WORD_BITS)
    repeated = np.repeat(lengths, lengths)
    place = np.where(repeated == 1, 0, 1 + np.minimum(offsets, 3) * 4 + np.minimum(repeated - offsets - 1, 3))
    return Features(
        code,
        _pairs(code),
        np.repeat(word, lengths).astype(np.int32),
        place.astype(np.int32),
        np.repeat(pos, lengths),
    )


def _words(documents: Sequence[Tokens], margin: int) -> tuple[NDArray[np.int64], IntArray]:
    """Length and part of speech of each word, a word of one line break for each place of the margins."""
    counts = np.array([len(tokens) for tokens in documents], np.int64)
    ends = np.fromiter(chain.from_iterable(t.ends for t in documents), np.int64)
    begins = np.zeros_like(ends)
    begins[1:] = ends[:-1]
    firsts = (np.cumsum(counts) - counts)[counts > 0]
    begins[firsts] = 0
    lengths = np.ones(len(ends) + margin * (len(documents) + 1), np.int64)
    pos = np.full(len(lengths), _POS_IDS["x"], np.int32)
    places = np.arange(len(ends)) + margin * np.repeat(np.arange(1, len(documents) + 1), counts)
    lengths[places] = ends - begins
    tags = chain.from_iterable(t.pos for t in documents)
    pos[places] = np.fromiter(map(_POS_IDS.__getitem__, tags), np.int32, len(ends))
    return lengths, pos


def _pairs(code: NDArray[np.uint32]) -> IntArray:
    following = np.empty_like(code)
    following[:-1] = code[1:]
    following[-1:] = BREAK
    mixed = (code * np.uint32(0x9E3779B1) + following * np.uint32(0x85EBCA77)) * np.uint32(0xC2B2AE3D)
    return (mixed >> np.uint32(32 - PAIR_BITS)).astype(np.int32)
