"""Reads the corpora: JSON lines with text and marked spans, and words with part-of-speech tags."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEWS = ("raw/people_daily_2025.jsonl.xz", "raw/union_subset.jsonl.xz")
LONG_NEWS = (*NEWS, "raw/xwlb_cctv.jsonl.xz")
TAGGED = "seg/pfr199801.all.pos.xz"


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its marked spans: start, end (exclusive, in characters) and label."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def documents(path: Path) -> Iterator[Document]:
    """The documents of an xz-compressed file of JSON lines with `text` and perhaps `spans`."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            spans = tuple((start, end, label) for start, end, label in record.get("spans", ()))
            yield Document(record.get("text") or "", spans)


def tagged_words(path: Path) -> Iterator[tuple[str, str]]:
    """Words and tags of a file in the form of People's Daily 1998: `[中国/ns 政府/n]nt`."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for item in line.split():
                word, _, tag = item.rpartition("/")
                yield word.lstrip("["), tag.split("]")[0]
