"""The trained recogniser at run time: texts → spans with a score, by ONNX Runtime on one thread."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.lexicon import LexiconError
from pipeline.ner.decode import best_path
from pipeline.ner.features import BREAK, FEATURES, Document, Features, features
from pipeline.ner.labels import Span, decode, may_follow, trimmed
from pipeline.records import Tokens
from pipeline.records.record import record

# Characters per call of the network: large enough to hide the call, small enough for the cache.
_CHUNK = 1536


@record
class ScoredSpan:
    """A span of the view: start, end (exclusive), label, and the mean probability of its tags."""

    start: int
    end: int
    label: str
    score: float


def session(folder: Path) -> Any:
    """The network of a model folder in ONNX Runtime, on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
    )


class Tagger:
    """The network of a model folder under one of its guidelines (heads)."""

    def __init__(self, folder: Path, head: str | None = None) -> None:
        """Read the small files; LexiconError where one is missing or the head is unknown. The network is read at first use."""
        try:
            about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            with np.load(folder / "heads.npz") as heads:
                self.heads: dict[str, list[str]] = about["heads"]
                self.head = head or about["default_head"]
                if self.head not in self.heads:
                    raise LexiconError(f"{folder}: no head {self.head}; there are {', '.join(self.heads)}")
                self._weight = heads[f"{self.head}.weight"]
                self._bias = heads[f"{self.head}.bias"]
            self._characters = np.load(folder / "characters.npy")
        except (OSError, KeyError, ValueError) as error:
            if isinstance(error, LexiconError):
                raise
            raise LexiconError(f"{folder}: not a recogniser's folder ({error})") from error
        self.labels = self.heads[self.head]
        self._folder = folder
        self._reach: int = about["reach"]
        self._allowed = may_follow(self.labels)

    @cached_property
    def _session(self) -> Any:
        return session(self._folder)

    def __call__(self, view: str, tokens: Tokens) -> list[ScoredSpan]:
        """The spans of one matching view with its words, by start."""
        return self.pipe([(view, tokens)])[0]

    def pipe(self, documents: Sequence[Document]) -> list[list[ScoredSpan]]:
        """The spans of many documents at once; what stands in one has no bearing on another."""
        if not documents:
            return []
        # One margin parts two documents: neither sees beyond it, nor the pair that its last line break opens.
        margin = self._reach + 1
        stream = features(documents, margin)
        scores = self._scores(stream)
        tags = best_path(scores, np.flatnonzero(stream.code == BREAK), self._allowed)
        found: list[list[ScoredSpan]] = [[] for _ in documents]
        spans = decode(tags, self.labels)
        if not spans:
            return found
        ends = list(accumulate(margin + len(view) for view, _ in documents))
        owner = last = 0
        for (start, end, label), sum_ in zip(spans, _sums(scores, tags, spans), strict=True):
            while start >= ends[owner]:
                owner, last = owner + 1, 0
            view = documents[owner][0]
            origin = ends[owner] - len(view)
            first, behind = trimmed(view, start - origin, end - origin, last)
            # A Latin word that two spans share is the first one's.
            if last <= first < behind:
                found[owner].append(ScoredSpan(first, behind, label, round(sum_ / (end - start), 3)))
                last = behind
        return found

    def _scores(self, stream: Features) -> NDArray[np.float32]:
        """Characters × tags; each chunk is computed with the characters that its edges see."""
        columns = {name: getattr(stream, name) for name in FEATURES[1:]}
        columns["char"] = self._characters[stream.code].astype(np.int32)
        size = len(stream.code)
        scores = np.empty((size, len(self._bias)), np.float32)
        for start in range(0, size, _CHUNK):
            end = min(size, start + _CHUNK)
            low, high = max(0, start - self._reach), min(size, end + self._reach)
            feed = {name: column[low:high] for name, column in columns.items()}
            feed["head_weight"], feed["head_bias"] = self._weight, self._bias
            scores[start:end] = self._session.run(None, feed)[0][start - low : end - low]
        return scores


def _sums(scores: NDArray[np.float32], tags: NDArray[np.int8], spans: list[Span]) -> list[float]:
    """For each span the sum of the softmax probabilities of its characters' tags."""
    named = np.flatnonzero(tags)
    rows = scores[named]
    rows = np.exp(rows - rows.max(1, keepdims=True))
    shares = rows[np.arange(len(named)), tags[named]] / rows.sum(1)
    # The tagged characters are those of the spans, in order.
    begins = np.searchsorted(named, [start for start, _, _ in spans])
    sums: list[float] = np.add.reduceat(shares, begins).tolist()
    return sums
