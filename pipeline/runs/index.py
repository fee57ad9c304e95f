"""Hashes of millions of documents in little memory: numbers of 64 bits in sorted arrays."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_BUFFER = 1 << 16
_DIGIT = np.zeros(256, np.uint64)
_DIGIT[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16, dtype=np.uint64)


def from_hex(column: pa.ChunkedArray) -> Hashes:
    """A column of 16 hexadecimal digits as numbers; 0 for null and for what has another length."""
    if not len(column):
        return np.zeros(0, np.uint64)
    sound = pc.fill_null(pc.equal(pc.binary_length(column), 16), False)
    fixed = pc.if_else(sound, column, "0" * 16).cast(pa.binary()).cast(pa.binary(16))
    # Joining copies, so the digits start where the buffer starts.
    codes = np.frombuffer(pa.concat_arrays(fixed.chunks).buffers()[1], np.uint8, 16 * len(column))
    values = np.zeros(len(column), np.uint64)
    for place in _DIGIT[codes.reshape(-1, 16)].T:
        values = (values << np.uint64(4)) | place
    return values


def position(keys: Hashes, key: int) -> int | None:
    """Where a key stands in a sorted array; None if it does not."""
    if not len(keys):
        return None
    at = int(np.searchsorted(keys, np.uint64(key)))
    return at if at < len(keys) and int(keys[at]) == key else None


class Index:
    """A map from hashes to hashes, 16 bytes an entry."""

    def __init__(self, keys: Hashes, values: Hashes) -> None:
        self._keys, first = np.unique(keys, return_index=True)
        self._values = values[first]
        self._new: dict[int, int] = {}

    def get(self, key: int) -> int | None:
        """The value of a key, None if it has none."""
        if key in self._new:
            return self._new[key]
        at = position(self._keys, key)
        return None if at is None else int(self._values[at])

    def set(self, key: int, value: int) -> None:
        """Gives a key its value, a new one where it has one already."""
        self._new[key] = value
        # Sorting anew in growing steps keeps the whole cost near that of one sorting.
        if len(self._new) > max(_BUFFER, len(self._keys) // 8):
            count = len(self._new)
            keys = np.concatenate([np.fromiter(self._new.keys(), np.uint64, count), self._keys])
            values = np.concatenate([np.fromiter(self._new.values(), np.uint64, count), self._values])
            self.__init__(keys, values)  # type: ignore[misc]
