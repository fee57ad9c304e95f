"""Helpers of the tests: one article read by the shipped lexicons."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon import model_dir
from pipeline.mentions import Recognizer
from pipeline.nlp.document import extraction_of
from pipeline.records import Article, Extraction
from pipeline.sentences import Segmenter, split


@cache
def _stages() -> tuple[Segmenter, Recognizer]:
    return Segmenter.load(model_dir() / "tokenizer"), Recognizer.load(model_dir() / "mentions")


def recognized(text: str, **fields: object) -> Extraction:
    """The extraction of an article with this body, its mentions found."""
    article = Article(article_id="a", page_id="p", ordinal=0, text=text, **fields)  # type: ignore[arg-type]
    segmenter, recognizer = _stages()
    x = extraction_of(article)
    x.sentences = split(x.view, x.fields)
    x.tokens = segmenter.cut(x.text)
    x.mentions, x.candidates = recognizer(x)
    return x


def found(text: str, label: str, **fields: object) -> list[str]:
    """What an article with this body mentions under a label, in text order."""
    x = recognized(text, **fields)
    return [x.span(m) for m in x.mentions if m.label == label]
