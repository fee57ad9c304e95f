"""Units of all sources → one long stream of features with a target per head.

The stream is every unit in turn, each behind a line break. A target is the tag of each character, -1 where the
head has nothing to learn.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.lexicon import model_dir
from pipeline.ner.features import FEATURES, features
from pipeline.ner.labels import encode
from pipeline.records.record import record
from pipeline.sentences import Segmenter
from pipeline.training.config import Corpus, Training
from pipeline.training.corpora import Unit, cut, marked, sentences_of
from pipeline.training.silver import tag_corpus
from pipeline.training.slots import Names, fillings
from pipeline.training.teacher import names_in

_BLOCK = 200_000
NOTHING = -1


@record
class Dataset:
    """The stream: compact feature arrays, targets by head, and where each unit lies.

    `starts` and `ends` are the units' (line break included), `passes[unit, stage]` how often a stage sees them.
    """

    inputs: dict[str, NDArray[np.integer]]
    targets: dict[str, NDArray[np.int8]]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    passes: NDArray[np.float32]
    characters: NDArray[np.int32]


def read_corpus(corpus: Corpus, folder: Path, names: Names, *, held_out: bool = False) -> Iterator[Unit]:
    """The units of one corpus: those for the training, or those held out.

    A text that a corpus has twice is held out with its copies, which are not trained on either.
    """
    if corpus.kind == "slots":
        yield from fillings(model_dir().parent / "training" / corpus.file, names, corpus.times)
        return
    path = folder / corpus.file
    documents = list(cut(path) if corpus.kind == "words" else marked(path, corpus.labels))
    kept = {unit.text for unit in documents[:: corpus.held_out]} if corpus.held_out else set()
    for number, unit in enumerate(documents):
        is_kept = bool(corpus.held_out) and number % corpus.held_out == 0
        if is_kept if held_out else unit.text not in kept:
            yield from sentences_of(unit)


def assemble(training: Training, corpora: Path, work: Path) -> Dataset:
    """All sources of a training as one stream."""
    rng = random.Random(training.seed)
    names = Names(model_dir().parent / "training" / "names", rng)
    texts: list[str] = []
    passes: list[tuple[float, ...]] = []
    targets: list[dict[str, NDArray[np.int8]]] = []
    for corpus in training.corpora:
        labels = training.heads[corpus.head]
        for unit in read_corpus(corpus, corpora, names):
            if unit.text:
                texts.append(unit.text)
                passes.append(corpus.passes)
                targets.append({corpus.head: encode(len(unit.text), unit.spans, labels)})
    for silver in training.silver:
        paragraphs, tags = tag_corpus(corpora / silver.file, work / "silver", silver.characters)
        at = 0
        for paragraph in paragraphs:
            texts.append(paragraph)
            passes.append(silver.passes)
            own = tags[at : at + len(paragraph)]
            targets.append({"lac": own})
            if silver.head:
                targets[-1][silver.head] = encode(len(own), names_in(own), training.heads[silver.head])
            at += len(paragraph) + 1
    lengths = np.array([len(t) + 1 for t in texts], np.int64)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    columns = {
        head: np.full(int(ends[-1]), NOTHING, np.int8)
        for head in dict.fromkeys(head for own in targets for head in own)
    }
    for start, by_head in zip(starts.tolist(), targets, strict=True):
        for head, tags in by_head.items():
            columns[head][start + 1 : start + 1 + len(tags)] = tags
    inputs = stream_features(texts)
    vocabulary = characters_of(inputs["char"])
    inputs["char"] = vocabulary[inputs["char"]].astype(np.uint16)
    return Dataset(inputs, columns, starts, ends, np.array(passes, np.float32), vocabulary)


def stream_features(texts: Iterable[str]) -> dict[str, NDArray[np.integer]]:
    """The features of the stream, in small types; `char` is still the code point."""
    segmenter = Segmenter.load(model_dir() / "tokenizer")
    columns: dict[str, list[NDArray[np.integer]]] = {name: [] for name in FEATURES}

    def flush(block: list[str]) -> None:
        text = "\n" + "\n".join(block)
        made = features([(text, segmenter.cut(text))])
        for name, array, dtype in (
            ("char", made.code, np.uint16),
            ("pair", made.pair, np.int32),
            ("word", made.word, np.uint16),
            ("place", made.place, np.uint8),
            ("pos", made.pos, np.uint8),
        ):
            columns[name].append(array.astype(dtype))

    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text) + 1
        if size > _BLOCK:
            flush(block)
            block, size = [], 0
    if block:
        flush(block)
    return {name: np.concatenate(arrays) for name, arrays in columns.items()}


def characters_of(code: NDArray[np.integer], least: int = 3) -> NDArray[np.int32]:
    """Code point → row of the character table; 0 for what is rarer than `least`."""
    counts = np.bincount(code, minlength=0x10000)
    known = np.flatnonzero(counts >= least)
    table = np.zeros(0x10000, np.int32)
    table[known] = np.arange(1, len(known) + 1)
    return table
