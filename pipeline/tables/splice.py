"""One article's rows in the place of its old ones, in tables that are sorted: nothing else is moved."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.schema import Table


def spliced(old: pa.Table, new: pa.Table, article_id: str, table: Table) -> pa.Table:
    """The rows of `old` less those of the article, with `new`, the article's rows, where they belong.

    Both are in the order of the table, in which the rows of an article always stand together.
    """
    column = old["article_id"]
    first = pc.index(column, article_id).as_py()
    if first >= 0:
        count = pc.sum(pc.equal(column, article_id)).as_py()
        before, after = old.slice(0, first), old.slice(first + count)
    elif new.num_rows:
        order = table.order or table.key
        at = bisect_left(range(old.num_rows), _key(new, 0, order), key=lambda row: _key(old, row, order))
        before, after = old.slice(0, at), old.slice(at)
    else:
        return old
    return pa.concat_tables([before, new, after])


def _key(rows: pa.Table, row: int, order: tuple[str, ...]) -> list[tuple[bool, Any]]:
    """What a row is sorted by, nulls last."""
    values = [rows[name][row].as_py() for name in order]
    return [(value is None, value) for value in values]
