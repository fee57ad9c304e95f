"""Page → extractions: the whole way of one page, in memory.

    extractor = load_extractor()
    extractions, issues = extractor(page)

A page's articles are read one by one; an article that a stage cannot read becomes an issue that names the
stage and the error, and its neighbours are read all the same. The stages are those of the spaCy pipeline, called
on the extraction itself: a `Doc`, which nobody would look at here, takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.articles import ArticleSplitter
from pipeline.lexicon import model_dir
from pipeline.nlp.components import Links, Stage
from pipeline.nlp.document import extraction_of
from pipeline.nlp.tokenizer import JiebaTokenizer
from pipeline.records import Article, Extraction, Issue, Page


class Extractor:
    """Reads pages with one splitter and the stages of one spaCy pipeline.

    `stages` are their names and functions in order. Components that other packages add to the pipeline see a
    `Doc`, so they act on `nlp(text)` alone.
    """

    def __init__(self, splitter: ArticleSplitter, nlp: Language) -> None:
        self.splitter = splitter
        self.stages: list[tuple[str, Callable[[Extraction], None]]] = [
            (name, part.read)
            for name, part in [("tokens", nlp.tokenizer), *nlp.pipeline]
            if isinstance(part, (JiebaTokenizer, Stage))
        ]

    def __call__(self, page: Page) -> tuple[list[Extraction], list[Issue]]:
        """The extractions of the page's articles in page order, and what went wrong."""
        articles, issues = self.splitter(page)
        extractions: list[Extraction] = []
        for article in articles:
            extraction, failed = self.read(article)
            if failed:
                issues = [*issues, _issue(page, article, *failed)]
            extractions.append(extraction)
        return extractions, issues

    def read(self, article: Article) -> tuple[Extraction, tuple[str, Exception] | None]:
        """One article through all stages; on an error what was read so far, the stage and the error."""
        x = extraction_of(article)
        for stage, read in self.stages:
            try:
                read(x)
            except Exception as error:
                return x, (stage, error)
        return x, None


def _issue(page: Page, article: Article, stage: str, error: Exception) -> Issue:
    return Issue(
        source=page.source,
        stage=stage,
        kind="error",
        detail=f"{type(error).__name__}: {error}",
        page_id=page.page_id,
        article_id=article.article_id,
    )


def load_extractor(model: Path | None = None, registry: Path | None = None) -> Extractor:
    """The extractor of a model folder (the shipped one by default) with a user's own registry of unions.

    LexiconError on a faulty lexicon or registry.
    """
    folder = model or model_dir()
    nlp = spacy.load(folder)
    if registry is not None:
        for _, part in nlp.pipeline:
            if isinstance(part, Links):
                part.use_registry(registry)
    return Extractor(ArticleSplitter.load(folder / "articles"), nlp)
