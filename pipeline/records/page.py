"""A source page, and the articles that are made of its characters."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import accumulate
from typing import Literal, get_args

from pipeline.records.record import record

FieldName = Literal["kicker", "headline", "subtitle", "byline", "body", "caption"]
FIELDS: tuple[FieldName, ...] = get_args(FieldName)


@record
class Issue:
    """Something dropped or not understood: no input and no article vanishes without one.

    `stage` is the folder that gave up (pages, articles, mentions …), `kind` a short fixed word
    (`empty`, `lossy_decode`, `no_article` …), `detail` one readable sentence.
    """

    source: str
    stage: str
    kind: str
    detail: str
    page_id: str | None = None
    article_id: str | None = None


@record
class Page:
    """One source document, decoded. `text` is what every offset of the page refers to (line ends are \\n)."""

    page_id: str
    source: str
    text: str
    publication: str | None = None
    home_region: str | None = None
    issue_date: date | None = None
    page_no: str | None = None
    encoding: str = "utf-8"
    sha256: str = ""
    text_hash: str | None = None
    duplicate_of: str | None = None


@record
class Range:
    """Characters `start` to `end` (exclusive) of a page's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


Ranges = tuple[Range, ...]


@record
class Article:
    """One article of a page. Each field's text is the concatenation of its page ranges, nothing added.

    `text` is the body after the byline, its paragraphs separated by the page's own line breaks, broken
    lines joined; `caption` holds the captions of its photos. `ranges` holds, for each present field, the page
    ranges that its text was taken from.
    """

    article_id: str
    page_id: str
    ordinal: int
    text: str
    headline: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    byline: str | None = None
    caption: str | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    publication: str | None = None
    home_region: str | None = None
    issue_date: date | None = None
    ranges: tuple[tuple[FieldName, Ranges], ...] = ()

    def field_text(self, name: FieldName) -> str | None:
        """The text of one field; None where the article has none."""
        return self.text if name == "body" else getattr(self, name)

    def page_span(self, name: FieldName, start: int, end: int) -> tuple[int, int] | None:
        """Page offsets of the first character and after the last of `field[start:end]`; None if unmapped."""
        return self.page_map(name).span(start, end)

    def page_map(self, name: FieldName) -> PageMap:
        """Where the characters of a field stand on the page."""
        return PageMap(next((ranges for field, ranges in self.ranges if field == name), ()))

    @property
    def page_start(self) -> int:
        """The article's first character on the page."""
        return min((r.start for _, ranges in self.ranges for r in ranges), default=0)

    @property
    def page_end(self) -> int:
        """The page offset after the article's last character."""
        return max((r.end for _, ranges in self.ranges for r in ranges), default=0)


class PageMap:
    """Where the characters of a field stand that is made of some ranges of its page."""

    def __init__(self, ranges: Ranges) -> None:
        # Where in the field each range begins, and where the last one ends.
        self._begins = list(accumulate(map(len, ranges), initial=0))
        # How far from there its characters stand on the page.
        self._moves = [r.start - begin for r, begin in zip(ranges, self._begins, strict=False)]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Page offsets of the first character and after the last of the field's `start` to `end`; None if unmapped."""
        if not 0 <= start < end <= self._begins[-1]:
            return None
        n = bisect_right(self._begins, start) - 1
        # Mostly the span stands in one range.
        k = n if end <= self._begins[n + 1] else bisect_right(self._begins, end - 1) - 1
        return start + self._moves[n], end + self._moves[k]
