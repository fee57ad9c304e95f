"""Helpers of the tests: one article read by the shipped lexicons."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.lexicon import model_dir
from pipeline.mentions import Recognizer
from pipeline.records import Article, Extraction, Mention
from pipeline.sentences import Segmenter, split
from pipeline.stages import extraction_of


@cache
def _stages() -> tuple[Segmenter, Recognizer]:
    return Segmenter.load(model_dir() / "tokenizer"), Recognizer.load(model_dir() / "mentions")


def recognized(text: str, heard: Iterable[Mention] | None = None, **fields: object) -> Extraction:
    """The extraction of an article with this body, its mentions found by the rules and what the network heard."""
    article = Article(article_id="a", page_id="p", ordinal=0, text=text, **fields)  # type: ignore[arg-type]
    segmenter, recognizer = _stages()
    x = extraction_of(article)
    x.sentences = split(x.view, x.fields)
    x.tokens = segmenter.cut(x.text)
    x.network = None if heard is None else list(heard)
    x.mentions, x.candidates = recognizer(x)
    return x


def found(text: str, label: str, **fields: object) -> list[str]:
    """What an article with this body mentions under a label, in text order."""
    x = recognized(text, **fields)
    return [x.span(m) for m in x.mentions if m.label == label]
