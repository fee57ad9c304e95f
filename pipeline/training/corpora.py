"""Corpora of marked names and cut words → units of training: a text in the matching view and its spans."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.evaluation.seg import read_words
from pipeline.evaluation.spans import read_lines
from pipeline.ner.labels import Span
from pipeline.records.record import record
from pipeline.view import view

WORD = "W"
_ENDS = re.compile(r"[。！？!?；;\n][”\"’」』）)]?")
_LONGEST_UNIT = 180


@record
class Unit:
    """A text and its spans under one guideline."""

    text: str
    spans: tuple[Span, ...]


def marked(path: Path, labels: Mapping[str, str] | None = None) -> Iterator[Unit]:
    """The documents of a file of `{"text", "spans"}` lines; `labels` renames, and drops what it does not name.

    Blanks at the edges of a span are an annotator's slip: they are cut off, and an empty span with them.
    """
    for line in read_lines(path):
        if not line:
            continue
        record = json.loads(line)
        text = view(record["text"])
        spans = tuple(
            (*_trimmed(text, start, end), labels[label] if labels else label)
            for start, end, label in record["spans"]
            if (labels is None or label in labels) and text[start:end].strip()
        )
        yield Unit(text, _longest(spans))


def cut(path: Path) -> Iterator[Unit]:
    """The sentences of a file of cut words, each word a span."""
    for line in read_lines(path):
        if words := read_words(line):
            spans, start = [], 0
            for word in words:
                spans.append((start, start + len(word), WORD))
                start += len(word)
            yield Unit(view("".join(words)), tuple(spans))


def sentences_of(unit: Unit) -> Iterator[Unit]:
    """A long document's sentences; a sentence's end inside a span is none."""
    if len(unit.text) <= _LONGEST_UNIT:
        yield unit
        return
    start = 0
    for end in [*(m.end() for m in _ENDS.finditer(unit.text)), len(unit.text)]:
        if end <= start or any(a < end < b for a, b, _ in unit.spans):
            continue
        inside = tuple((a - start, b - start, label) for a, b, label in unit.spans if start <= a and b <= end)
        yield Unit(unit.text[start:end], inside)
        start = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    name = text[start:end]
    return start + len(name) - len(name.lstrip()), end - len(name) + len(name.rstrip())


def _longest(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Of overlapping spans the longest, so that every character has one tag."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= start or span[0] >= end for start, end, _ in kept):
            kept.append(span)
    return tuple(sorted(kept))
