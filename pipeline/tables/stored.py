"""The rows of one article out of a snapshot."""

from __future__ import annotations

import pyarrow.compute as pc

from pipeline.tables.base import Base
from pipeline.tables.files import read_files
from pipeline.tables.parts import PART_TABLES
from pipeline.tables.rows import Rows
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot


def stored_article(snapshot: Snapshot, article_id: str) -> Rows | None:
    """An article's rows of every table with an article_id but `tokens`, and its page's row; None if not there."""
    part = Base(snapshot).part_of(article_id)
    if part is None:
        return None
    rows: Rows = {}
    for name in PART_TABLES:
        table = TABLES[name]
        if "article_id" in table.names and not table.blocks:
            this = pc.field("article_id") == article_id
            rows[name] = read_files(table, snapshot.paths(name, part), filters=this).to_pylist()
    page = pc.field("page_id") == rows["articles"][0]["page_id"]
    rows["pages"] = read_files(TABLES["pages"], snapshot.paths("pages", part), filters=page).to_pylist()
    return rows
