"""Page → extractions: the whole way of one page, in memory.

    extractor = load_extractor()
    extractions, issues = extractor(page)
    results = extractor.read_pages(pages)    # the same for many pages, faster

A stage reads the articles of all pages at once, because a call of the network costs the same for a short article as
for a long one; no article's reading depends on the others. An article that a stage cannot read becomes an issue that
names the stage and the error, and its neighbours are read all the same. The stages are those of the spaCy pipeline,
called on the extractions themselves: a `Doc`, which nobody would look at here, takes a third of the time, and
spaCy itself a second to import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pipeline.articles import ArticleSplitter
from pipeline.lexicon import model_dir
from pipeline.records import Article, Extraction, Issue, Page
from pipeline.stages import Links, Stage, extraction_of, load_stages

_WARM_UP = Page("", "", "区总工会慰问职工\n" + "昨天，区总工会慰问40名职工。" * 20)
# As many articles as let a stage make what pays for many.
_BATCH = 128


class Extractor:
    """Reads pages with one splitter and the stages of one model, names and functions in order."""

    def __init__(self, splitter: ArticleSplitter, stages: Mapping[str, Stage]) -> None:
        self.splitter: Callable[[Page], tuple[list[Article], list[Issue]]] = splitter
        self.stages: list[tuple[str, Callable[[list[Extraction]], None]]] = [
            (name, stage.read_all) for name, stage in stages.items()
        ]

    def __call__(self, page: Page) -> tuple[list[Extraction], list[Issue]]:
        """The extractions of the page's articles in page order, and what went wrong."""
        return self.read_pages([page])[0]

    def read_pages(self, pages: Sequence[Page]) -> list[tuple[list[Extraction], list[Issue]]]:
        """For each page what `extractor(page)` gives: the extractions of its articles, and what went wrong."""
        split = [self._split(page) for page in pages]
        read = [[extraction_of(article) for article in articles] for articles, _ in split]
        failed = self._through([x for extractions in read for x in extractions])
        return [
            (
                extractions,
                issues + [_issue(page, *failed[id(x)], x.article) for x in extractions if id(x) in failed],
            )
            for page, extractions, (_, issues) in zip(pages, read, split, strict=True)
        ]

    def warm_up(self) -> None:
        """Loads what is otherwise loaded with the first article and the first batch; LexiconError on a faulty lexicon.

        A process that dies while it loads then has no document to blame for it.
        """
        articles, _ = self.splitter(_WARM_UP)
        extractions = [extraction_of(article) for article in articles * _BATCH]
        for _, read in self.stages:
            read(extractions)

    def read(self, article: Article) -> tuple[Extraction, tuple[str, Exception] | None]:
        """One article through all stages; on an error what was read so far, the stage and the error."""
        x = extraction_of(article)
        return x, self._through([x]).get(id(x))

    def _split(self, page: Page) -> tuple[list[Article], list[Issue]]:
        try:
            return self.splitter(page)
        except Exception as error:
            return [], [_issue(page, "articles", error)]

    def _through(self, extractions: list[Extraction]) -> dict[int, tuple[str, Exception]]:
        """All stages; for an extraction that one of them cannot read, under its `id`, the stage and the error."""
        failed: dict[int, tuple[str, Exception]] = {}
        for stage, read in self.stages:
            going = [x for x in extractions if id(x) not in failed]
            try:
                read(going)
            except Exception:
                for x in going:
                    try:
                        read([x])
                    except Exception as error:
                        failed[id(x)] = stage, error
        return failed


def _issue(page: Page, stage: str, error: Exception, article: Article | None = None) -> Issue:
    return Issue(
        source=page.source,
        stage=stage,
        kind="error",
        detail=f"{type(error).__name__}: {error}",
        page_id=page.page_id,
        article_id=article.article_id if article else None,
    )


def load_extractor(model: Path | None = None, registry: Path | None = None) -> Extractor:
    """The extractor of a model folder (the shipped one by default) with a user's own registry of unions.

    LexiconError on a faulty lexicon or registry.
    """
    folder = model or model_dir()
    stages = load_stages(folder)
    if registry is not None:
        for stage in stages.values():
            if isinstance(stage, Links):
                stage.use_registry(registry)
    return Extractor(ArticleSplitter.load(folder / "articles"), stages)
