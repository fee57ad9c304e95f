"""Sets of strings that may hold tens of millions: 8 bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
import pyarrow as pa


class Keys:
    """A set of strings, kept as 64-bit hashes: filled first, then asked.

    Hashes are those of this process. Among ten million strings one is taken for another with a chance of
    1 in 300,000.
    """

    def __init__(self) -> None:
        self._hashes = array("q")
        self._sorted = np.zeros(0, np.int64)

    def add(self, strings: Iterable[str]) -> None:
        """Takes strings up."""
        self._hashes.extend(map(hash, strings))

    def repeats(self) -> bool:
        """Whether a string was added twice."""
        keys = self._keys()
        return bool((keys[1:] == keys[:-1]).any())

    def among(self, column: pa.ChunkedArray) -> pa.Array:
        """Whether each value of a column of strings is in the set; null is not."""
        keys = self._keys()
        if not len(keys):
            return pa.array(np.zeros(len(column), bool))
        asked = np.fromiter(map(hash, column.to_pylist()), np.int64, len(column))
        places = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        found = (keys[places] == asked) & column.is_valid().to_numpy()
        return pa.array(found)

    def _keys(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        if len(self._sorted) != len(self._hashes):
            self._sorted = np.sort(np.frombuffer(self._hashes, np.int64))
        return self._sorted
