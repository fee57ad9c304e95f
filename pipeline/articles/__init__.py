"""Page → articles: furniture left out, headlines and bylines read, broken lines joined.

splitter = ArticleSplitter.load(model_dir() / "articles")
articles, issues = splitter(page)
"""

from __future__ import annotations

from pathlib import Path

from pipeline.articles.bylines import BylineReader
from pipeline.articles.fields import article_of
from pipeline.articles.furniture import Furniture
from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.junctions import Junctions
from pipeline.articles.layout import read_layout
from pipeline.articles.lines import Line, read_lines, squash
from pipeline.articles.split import Splitter
from pipeline.records import Article, Issue, Page
from pipeline.records.record import record

# How many characters of text without an article an issue quotes.
_QUOTED = 40


@record
class ArticleSplitter:
    """Splits pages into articles with the lexicons of one model folder."""

    furniture: Furniture
    headlines: HeadlineReader
    bylines: BylineReader
    junctions: Junctions

    @classmethod
    def load(cls, directory: Path) -> ArticleSplitter:
        """Read the lexicons of `directory`; LexiconError on a fault."""
        return cls(
            Furniture.load(directory),
            HeadlineReader.load(directory),
            BylineReader.load(directory),
            Junctions.load(directory),
        )

    def __call__(self, page: Page) -> tuple[list[Article], list[Issue]]:
        """The page's articles in page order, and an issue for a page without any and for text that is in none."""
        lines = read_lines(page.text)
        layout = read_layout(lines, self.furniture, self.headlines, self.bylines, self.junctions)
        drafts, left = Splitter(layout, self.headlines, self.junctions).run()
        articles: list[Article] = []
        bodies: list[str] = []
        for draft in drafts:
            article, unused = article_of(
                page, draft, len(articles) + 1, layout.titles, self.headlines, self.bylines
            )
            left += unused
            if article is None:
                continue
            body = squash(article.text)
            if article.headline is None and any(body in other for other in bodies):
                # Electronic papers print a photo's text twice, the second time without its headline.
                left += [line for paragraph in draft.paragraphs for line in paragraph.lines]
                continue
            articles.append(article)
            bodies.append(body)
        issues = [
            Issue(
                page.source,
                "articles",
                "unassigned_text",
                page.text[line.start : line.end][:_QUOTED],
                page.page_id,
            )
            for line in sorted(left, key=lambda line: line.start)
            if not _is_name_of(line, page)
        ]
        if not articles:
            why = (
                "the page is empty" if not lines else "no line of the page reads like the text of an article"
            )
            issues.insert(0, Issue(page.source, "articles", "no_article", why, page.page_id))
        return articles, issues


def _is_name_of(line: Line, page: Page) -> bool:
    """Whether a line is nothing but the name of the page's paper, with or without its letters: 白塔报 BAITA BAO."""
    name = squash(page.publication or "")
    return bool(name) and line.key.startswith(name) and line.key[len(name) :].isascii()
