"""Marked spans against found ones: strict precision, recall and F1 per label, on any corpus of names or times.

A corpus is a file of `{"text", "spans": [[start, end, label], …]}` lines, plain or xz-compressed. A span is right
where start, end and label are those marked. A label that the guideline does not know is left out of the count and
named; of the marks of one text a span counts once.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path

from pipeline.evaluation.gold import GoldError
from pipeline.records.record import record

Span = tuple[int, int, str]


@record
class Marked:
    """A text and its marked spans."""

    text: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class SpanScore:
    """Counts of one label; `errors` are shown as (kind, span, text around)."""

    label: str
    hits: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 where nothing is right."""
        return 2 * self.hits / max(1, 2 * self.hits + self.wrong + self.missed)

    def __str__(self) -> str:
        precision = self.hits / max(1, self.hits + self.wrong)
        recall = self.hits / max(1, self.hits + self.missed)
        return (
            f"{self.label:<16} P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}"
            f"  (tp {self.hits} fp {self.wrong} fn {self.missed})"
        )


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a plain or xz-compressed text file; GoldError where it cannot be read."""
    try:
        with lzma.open(path, "rb") if path.suffix == ".xz" else path.open("rb") as file:
            lines = TextIOWrapper(file, encoding="utf-8")
            for line in lines:
                yield line.rstrip("\n")
    except (OSError, lzma.LZMAError, EOFError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise GoldError(f"{path}: {reason}") from error


def read_marked(path: Path) -> list[Marked]:
    """The texts of a corpus; GoldError with the line on a fault."""
    found = []
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            spans = tuple((int(a), int(b), str(label)) for a, b, label in record["spans"])
            found.append(Marked(str(record["text"]), spans))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}:{number}: not a line of text and spans ({error})") from error
    if not found:
        raise GoldError(f"{path}: no marked texts")
    return found


def score_spans(
    corpus: Iterable[Marked], found: Iterable[Sequence[Span]], labels: Sequence[str], errors: int = 0
) -> list[SpanScore]:
    """All labels together (`all`), then each; up to `errors` errors of a label are kept."""
    scores = {label: SpanScore(label) for label in labels}
    for marked, spans in zip(corpus, found, strict=True):
        gold = {s for s in marked.spans if s[2] in scores}
        ours = {s for s in spans if s[2] in scores}
        for span in sorted(gold | ours):
            score = scores[span[2]]
            if span in gold and span in ours:
                score.hits += 1
                continue
            kind = "missed" if span in gold else "wrong"
            setattr(score, kind, getattr(score, kind) + 1)
            if len(score.errors) < errors:
                score.errors.append(f"  {kind} {span[2]}: {_around(marked.text, span)}")
    whole = SpanScore("all")
    for score in scores.values():
        whole.hits, whole.wrong, whole.missed = (
            whole.hits + score.hits,
            whole.wrong + score.wrong,
            whole.missed + score.missed,
        )
    return [whole, *scores.values()]


def unknown_labels(corpus: Iterable[Marked], labels: Sequence[str]) -> Counter[str]:
    """How often a corpus marks what the guideline does not know."""
    return Counter(label for m in corpus for _, _, label in m.spans if label not in labels)


def _around(text: str, span: Span) -> str:
    start, end, _ = span
    left, right = text[max(0, start - 12) : start], text[end : end + 12]
    return f"{left}[{text[start:end]}]{right}".replace("\n", "⏎")
