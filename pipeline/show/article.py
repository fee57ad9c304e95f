"""The rows of one article gathered from all tables, and where in its text each of them comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.records.record import record

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]

OF_ARTICLE = (
    "sentences",
    "mentions",
    "counts",
    "dates",
    "people",
    "organizations",
    "union_mentions",
    "events",
    "event_roles",
    "event_unions",
    "issues",
)
"""The tables that are shown, tokens left out."""

_AROUND = 16


@record
class Evidence:
    """A mention in its surroundings: `before`, `text`, `after`, and its characters on the page."""

    before: str
    text: str
    after: str
    page_start: int
    page_end: int


@record
class ArticleRows:
    """One article: its row, its page's row, and its rows of every table in `OF_ARTICLE`."""

    page: Row
    article: Row
    tables: Rows

    def rows(self, table: str) -> list[Row]:
        """The article's rows of one table, in its order."""
        return self.tables.get(table, [])

    def field_text(self, name: str) -> str:
        """The text of a field; empty where the article has none."""
        return self.article["text" if name == "body" else name] or ""

    def mentions(self) -> dict[str, Row]:
        """The mentions by their ids."""
        return {row["mention_id"]: row for row in self.rows("mentions")}

    def evidence(self, mention: Row) -> Evidence:
        """What stands around a mention in its field, line breaks as spaces."""
        text = self.field_text(mention["field"]).replace("\n", " ")
        start, end = mention["start"], mention["end"]
        return Evidence(
            before=("…" if start > _AROUND else "") + text[max(0, start - _AROUND) : start],
            text=text[start:end],
            after=text[end : end + _AROUND] + ("…" if end + _AROUND < len(text) else ""),
            page_start=mention["page_start"],
            page_end=mention["page_end"],
        )


def articles_of(rows: Rows) -> list[ArticleRows]:
    """The articles of some pages, from the rows of all tables, in the order of the pages."""
    pages = {page["page_id"]: page for page in rows.get("pages", [])}
    parts: dict[str, dict[str, list[Row]]] = {}
    for table in OF_ARTICLE:
        for row in rows.get(table, []):
            if article_id := row["article_id"]:
                parts.setdefault(article_id, {}).setdefault(table, []).append(row)
    return [
        ArticleRows(pages[article["page_id"]], article, _in_text_order(parts.get(article["article_id"], {})))
        for article in rows.get("articles", [])
    ]


def _in_text_order(tables: Rows) -> Rows:
    """Rows that stem from a mention in the order of the text; the store keeps them by their ids."""
    mentions = sorted(tables.get("mentions", []), key=lambda m: (m["sentence"], m["start"], -m["end"]))
    order = {m["mention_id"]: n for n, m in enumerate(mentions)}
    named = ("counts", "dates", "people", "organizations", "union_mentions")
    ordered = {
        name: sorted(tables.get(name, []), key=lambda r: order.get(r["mention_id"], -1)) for name in named
    }
    return {**tables, "mentions": mentions, **ordered}
