"""The recogniser against a corpus of marked names: the whole pipeline's mentions, or one head of the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.evaluation.spans import Marked, Span, SpanScore, read_marked, score_spans, unknown_labels
from pipeline.extract import load_extractor
from pipeline.lexicon import model_dir
from pipeline.ner.tagger import Tagger
from pipeline.records import Article
from pipeline.sentences import Segmenter
from pipeline.view import view

_TEXTS = 256
_MENTIONS = ("PER", "ORG", "LOC", "DATE", "DURATION", "COUNT")


def evaluate_ner(path: Path, head: str | None = None, errors: int = 0) -> tuple[list[SpanScore], str]:
    """Scores per label and a remark on labels that could not be compared.

    `head` names a guideline of the network; None compares the pipeline's own mentions. Labels that the corpus never
    marks do not count. Raises GoldError.
    """
    corpus = read_marked(path)
    if head is None:
        labels = tuple(
            label for label in _MENTIONS if any(s[2] == label for m in corpus for s in m.spans)
        ) or ("PER", "ORG", "LOC")
        found = list(pipeline_spans(corpus))
    else:
        tagger = Tagger(model_dir() / "names", head)
        marked = {label for m in corpus for _, _, label in m.spans}
        labels = tuple(label for label in tagger.labels if label in marked) or tuple(tagger.labels)
        found = list(head_spans(corpus, tagger))
    unknown = unknown_labels(corpus, labels)
    remark = ", ".join(f"{label} ({n})" for label, n in unknown.most_common())
    return score_spans(corpus, found, labels, errors), remark


def head_spans(corpus: list[Marked], tagger: Tagger) -> Iterator[list[Span]]:
    """What one head of the network finds in each text."""
    segmenter = Segmenter.load(model_dir() / "tokenizer")
    for first in range(0, len(corpus), _TEXTS):
        group = corpus[first : first + _TEXTS]
        views = [view(m.text) for m in group]
        for spans in tagger.pipe([(v, segmenter.cut(v)) for v in views]):
            yield [(s.start, s.end, s.label) for s in spans]


def pipeline_spans(corpus: list[Marked]) -> Iterator[list[Span]]:
    """What the whole pipeline finds in each text, read as an article's body."""
    extractor = load_extractor()
    for marked in corpus:
        x, _ = extractor.read(Article(article_id="", page_id="", ordinal=0, text=marked.text))
        yield [(m.start, m.end, m.label) for m in x.mentions]
