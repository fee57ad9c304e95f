"""Page → extractions: the whole way of one page, in memory.

    extractor = load_extractor()
    extractions, issues = extractor(page)

A page's articles are read one by one; an article that a stage cannot read becomes an issue that names the
stage and the error, and its neighbours are read all the same.
"""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.articles import ArticleSplitter
from pipeline.lexicon import model_dir
from pipeline.nlp.document import extraction_in, extraction_of
from pipeline.records import Article, Extraction, Issue, Page


class Extractor:
    """Reads pages with one splitter and one spaCy pipeline."""

    def __init__(self, splitter: ArticleSplitter, nlp: Language) -> None:
        self.splitter = splitter
        self.nlp = nlp

    def __call__(self, page: Page) -> tuple[list[Extraction], list[Issue]]:
        """The extractions of the page's articles in page order, and what went wrong."""
        articles, issues = self.splitter(page)
        extractions: list[Extraction] = []
        with self.nlp.memory_zone():
            for article in articles:
                extraction, failed = self.read(article)
                if failed:
                    issues = [*issues, _issue(page, article, *failed)]
                extractions.append(extraction)
        return extractions, issues

    def read(self, article: Article) -> tuple[Extraction, tuple[str, Exception] | None]:
        """One article through the pipeline; on an error what was read so far, the stage and the error."""
        x = extraction_of(article)
        stage = "sentences"
        try:
            doc = self.nlp.make_doc(x.text)
            x.tokens = extraction_in(doc).tokens
            doc._.extraction = x
            for stage, component in self.nlp.pipeline:  # noqa: B007 - `stage` names the one that failed
                doc = component(doc)
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


def load_extractor(model: Path | None = None) -> Extractor:
    """The extractor of a model folder (the shipped one by default); LexiconError on a faulty lexicon."""
    folder = model or model_dir()
    return Extractor(ArticleSplitter.load(folder / "articles"), spacy.load(folder))
