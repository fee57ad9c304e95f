"""Raw news → silver corpus: paragraphs and LAC's tag of each character, kept in a work folder.

A corpus is written once as `NAME.txt` (one paragraph a line, the matching view) and `NAME.npy` (one tag a
character, line breaks included), so a second training starts at once.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipeline.training.teacher import LacTeacher, Tags
from pipeline.view import view

_BLOCK = 200_000


def paragraphs(path: Path, first_date: str = "") -> Iterator[str]:
    """The paragraphs of a raw corpus (`{"text", "date"}` a line, xz), each once, newest documents first."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    documents.sort(key=lambda d: str(d.get("date") or ""), reverse=True)
    seen: set[int] = set()
    for document in documents:
        if str(document.get("date") or "9") < first_date:
            return
        for paragraph in view(document["text"]).split("\n"):
            paragraph = paragraph.strip()
            if len(paragraph) > 5 and (key := hash(paragraph)) not in seen:
                seen.add(key)
                yield paragraph


def tag_corpus(source: Path, folder: Path, characters: int) -> tuple[list[str], Tags]:
    """The first `characters` characters of a raw corpus with LAC's tags, from the work folder where they lie there."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = source.name.split(".")[0]
    text_path, tag_path = folder / f"{stem}-{characters}.txt", folder / f"{stem}-{characters}.npy"
    if not tag_path.exists():
        text, tags = _tagged(source, characters)
        text_path.write_text(text, encoding="utf-8")
        np.save(tag_path, tags)
    return text_path.read_text(encoding="utf-8").split("\n")[:-1], np.load(tag_path)


def _tagged(source: Path, characters: int) -> tuple[str, Tags]:
    teacher = LacTeacher()
    texts: list[str] = []
    arrays: list[Tags] = []
    block: list[str] = []
    total = size = 0

    def flush() -> None:
        line_break = np.zeros(1, np.int8)
        for tags in teacher(block):
            arrays.extend((tags, line_break))
        texts.extend(block)
        block.clear()

    for paragraph in paragraphs(source):
        block.append(paragraph)
        size += len(paragraph) + 1
        total += len(paragraph) + 1
        if size > _BLOCK:
            flush()
            size = 0
        if total >= characters:
            break
    flush()
    return "".join(f"{t}\n" for t in texts), np.concatenate(arrays)
