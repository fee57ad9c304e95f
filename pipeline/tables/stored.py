"""The rows of one article out of a snapshot."""

from __future__ import annotations

from typing import Any

from pipeline.tables.base import Base
from pipeline.tables.parts import PART_TABLES
from pipeline.tables.rows import Rows
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot


def stored_article(snapshot: Snapshot, article_id: str) -> Rows | None:
    """An article's rows of every table with an article_id but `tokens`, and its page's row; None if not there."""
    base = Base(snapshot)
    part = base.part_of(article_id)
    if part is None:
        return None
    names = [t for t in PART_TABLES if t != "tokens" and "article_id" in TABLES[t].names]
    rows = {name: base.rows_of(part, name, article_id).to_pylist() for name in names}
    return rows | {"pages": base.page_of(part, article_id).to_pylist()}


def stored_page(snapshot: Snapshot, article_id: str) -> dict[str, Any] | None:
    """The row of the page that an article stands on; None if it is not there."""
    base = Base(snapshot)
    part = base.part_of(article_id)
    return base.page_of(part, article_id).to_pylist()[0] if part else None
