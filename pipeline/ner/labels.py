"""Spans ↔ BIOES tags, one head's label set at a time.

A head with labels (PER, ORG) has the tags O, B-PER, I-PER, E-PER, S-PER, B-ORG …: tag 0 is O, label k owns
the four tags from 1 + 4k.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int, str]

# No character beyond it is a blank or Latin.
_LAST_BLANK = "\u3000"


def n_tags(labels: Sequence[str]) -> int:
    """How many tags a head with these labels has."""
    return 1 + 4 * len(labels)


def encode(length: int, spans: Iterable[Span], labels: Sequence[str]) -> NDArray[np.int8]:
    """One tag a character; spans of other labels are left out, of overlapping spans the last one stands."""
    tags = np.zeros(length, np.int8)
    for start, end, label in spans:
        if label not in labels or end <= start:
            continue
        first = 1 + 4 * labels.index(label)
        if end - start == 1:
            tags[start] = first + 3
        else:
            tags[start], tags[start + 1 : end - 1], tags[end - 1] = first, first + 1, first + 2
    return tags


def decode(tags: NDArray[np.integer], labels: Sequence[str]) -> list[Span]:
    """The spans of a valid tag path (`may_follow` holds from tag to tag, nothing is open at the end), by start."""
    places = np.flatnonzero(tags)
    named = tags[places] - 1
    kind = named & 3
    opens = (kind == 0) | (kind == 3)
    starts, ends = places[opens], places[kind >= 2] + 1
    numbers = (named[opens] >> 2).tolist()
    return [
        (start, end, labels[n]) for start, end, n in zip(starts.tolist(), ends.tolist(), numbers, strict=True)
    ]


def may_follow(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which tag may stand behind which: `[before, behind]`."""
    tags = np.arange(n_tags(labels))
    kind, label = (tags - 1) % 4, (tags - 1) // 4
    opened = (tags > 0) & ((kind == 0) | (kind == 1))
    inside = (tags > 0) & ((kind == 1) | (kind == 2))
    same = label[:, None] == label[None, :]
    allowed: NDArray[np.bool_] = np.where(opened[:, None], inside[None, :] & same, ~inside[None, :])
    return allowed


def trimmed(text: str, start: int, end: int, least: int = 0) -> tuple[int, int]:
    """The edges of a name moved off blanks, and off the inside of a Latin word to its edges; `least` bounds the start."""
    if text[start] > _LAST_BLANK < text[end - 1]:
        return start, end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    while start > least and _is_latin(text[start]) and _is_latin(text[start - 1]):
        start -= 1
    while end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]):
        end += 1
    return start, end


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
