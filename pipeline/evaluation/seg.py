"""The cut into words against cut sentences: precision, recall and F1 of words (as in the SIGHAN bake-offs).

A file holds one sentence a line, its words parted by blanks; `word/tag` is read as `word`. Shown are the tokens of
the pipeline, jieba's own cut without the project's lexicon, and the network's heads that learnt to cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

from pipeline.evaluation.gold import GoldError
from pipeline.evaluation.spans import SpanScore, read_lines
from pipeline.lexicon import model_dir
from pipeline.ner.tagger import Tagger
from pipeline.sentences import Segmenter
from pipeline.view import view

Cut = Callable[[list[str]], list[list[tuple[int, int]]]]
_TAG = re.compile(r"(?<=.)/[A-Za-z]+(?:\].*)?$")
_NUMBER = re.compile(r"^\d{8}-\d\d-\d{3}-\d{3}$")
_WORD = "W"


def evaluate_seg(path: Path) -> list[SpanScore]:
    """Word scores of each way to cut; GoldError where the file holds no words."""
    sentences = [words for line in read_lines(path) if (words := read_words(line))]
    if not sentences:
        raise GoldError(f"{path}: no words")
    folder = model_dir()
    cuts: dict[str, Cut] = {
        "tokens": _segmenter(Segmenter.load(folder / "tokenizer")),
        "jieba alone": _segmenter(Segmenter([])),
    }
    for head, labels in Tagger(folder / "names").heads.items():
        if labels == [_WORD]:
            cuts[f"head {head}"] = _head(Tagger(folder / "names", head))
    texts = ["".join(words) for words in sentences]
    return [_score(name, sentences, cut(texts)) for name, cut in cuts.items()]


def read_words(line: str) -> list[str]:
    """The words of a cut line; a leading line number of People's Daily is none."""
    words = line.split()
    if words and _NUMBER.match(_TAG.sub("", words[0])):
        words = words[1:]
    words = [_TAG.sub("", w) for w in words]
    return [w.lstrip("[") if len(w) > 1 else w for w in words]


def _score(name: str, sentences: Iterable[list[str]], cuts: Iterable[list[tuple[int, int]]]) -> SpanScore:
    score = SpanScore(name)
    for words, cut in zip(sentences, cuts, strict=True):
        gold, start = set(), 0
        for word in words:
            gold.add((start, start + len(word)))
            start += len(word)
        ours = set(cut)
        score.hits += len(gold & ours)
        score.wrong += len(ours - gold)
        score.missed += len(gold - ours)
    return score


def _segmenter(segmenter: Segmenter) -> Cut:
    return lambda texts: [[(t.start, t.end) for t in segmenter.cut(view(text))] for text in texts]


def _head(tagger: Tagger) -> Cut:
    segmenter = Segmenter.load(model_dir() / "tokenizer")

    def cut(texts: list[str]) -> list[list[tuple[int, int]]]:
        views = [view(text) for text in texts]
        found = tagger.pipe([(v, segmenter.cut(v)) for v in views])
        return [
            _whole(len(v), [(s.start, s.end) for s in spans]) for v, spans in zip(views, found, strict=True)
        ]

    return cut


def _whole(length: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words, with what no span covers as words between them."""
    edges = sorted({0, length, *(e for span in spans for e in span)})
    return list(pairwise(edges))
