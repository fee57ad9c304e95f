"""A trained network as the tutor of a smaller one: its opinion of every character, under the heads it teaches.

The student learns the tutor's probabilities (Hinton et al. 2015, distillation) wherever a head has no tag of a gold
corpus; the tutor reads the same stream, nothing blanked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.ner.features import FEATURES
from pipeline.ner.tagger import session


class Tutor:
    """The network of a model folder, for the character rows of another one's stream."""

    def __init__(self, folder: Path, heads: Sequence[str], characters: NDArray[np.int32]) -> None:
        """`characters` is the student's table (code point → row)."""
        self._session = session(folder)
        with np.load(folder / "heads.npz") as stored:
            weights = [stored[f"{head}.weight"] for head in heads]
            biases = [stored[f"{head}.bias"] for head in heads]
        self._weight = np.ascontiguousarray(np.concatenate(weights, 1))
        self._bias = np.concatenate(biases)
        ends = np.cumsum([len(b) for b in biases]).tolist()
        self._columns = {h: slice(end - len(b), end) for h, b, end in zip(heads, biases, ends, strict=True)}
        own = np.load(folder / "characters.npy").astype(np.int32)
        known = np.flatnonzero(characters)
        self._rows = np.zeros(int(characters.max()) + 1, np.int32)
        self._rows[characters[known]] = own[known]

    def __call__(self, inputs: Mapping[str, NDArray[np.integer]]) -> dict[str, NDArray[np.float32]]:
        """Probabilities (characters × tags) by head for the features of a stretch of the stream."""
        feed: dict[str, NDArray[np.generic]] = {
            name: inputs[name].astype(np.int32) for name in FEATURES if name != "char"
        }
        feed["char"] = self._rows[inputs["char"]]
        feed["head_weight"], feed["head_bias"] = self._weight, self._bias
        scores: NDArray[np.float32] = self._session.run(None, feed)[0]
        found = {}
        for head, columns in self._columns.items():
            own = np.exp(scores[:, columns] - scores[:, columns].max(1, keepdims=True))
            found[head] = own / own.sum(1, keepdims=True)
        return found
