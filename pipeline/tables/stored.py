"""The rows of one article out of a snapshot."""

from __future__ import annotations

import pyarrow.dataset as ds

from pipeline.tables.rows import Rows
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot


def stored_article(snapshot: Snapshot, article_id: str) -> Rows | None:
    """An article's rows of every table with an article_id but `tokens`, and its page's row; None if not there."""
    this = ds.field("article_id") == article_id
    articles = snapshot.read("articles", filters=this).to_pylist()
    if not articles:
        return None
    rows: Rows = {
        name: snapshot.read(name, filters=this).to_pylist()
        for name, table in TABLES.items()
        if "article_id" in table.names and not table.blocks
    }
    of_page = ds.field("page_id") == articles[0]["page_id"]
    return rows | {"pages": snapshot.read("pages", filters=of_page).to_pylist()}
