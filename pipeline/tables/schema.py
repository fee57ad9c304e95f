"""The one schema: `TABLES` maps a table's name to its `Table`; `docs/tables.md` is generated from it.

The columns are declared in `text_tables`, `event_tables` and `run_tables`, each with a description. Strings are
plain Arrow strings, days `date32`, offsets `int32` counted in characters, end exclusive. Columns may be added at
the end; none is renamed, retyped or dropped without a new major `SCHEMA_VERSION`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import repeat
from operator import itemgetter
from typing import Any

import pyarrow as pa

from pipeline.records import Extraction
from pipeline.tables.columns import BLOCK, SCHEMA_VERSION, Column, Table
from pipeline.tables.event_tables import EVENT_TABLES
from pipeline.tables.run_tables import RUN_TABLES
from pipeline.tables.text_tables import TEXT_TABLES

__all__ = ["SCHEMA_VERSION", "TABLES", "Column", "SchemaError", "Table", "sort_rows", "to_table"]

TABLES: Mapping[str, Table] = {table.name: table for table in (*TEXT_TABLES, *EVENT_TABLES, *RUN_TABLES)}


class SchemaError(ValueError):
    """Rows that do not have exactly the columns of their table, or a value of the wrong type."""


def to_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows or blocks (dictionaries) as the Arrow table `name`, sorted by its order (nulls last).

    Raises SchemaError where a row lacks or adds a column, or holds a value of the wrong type: pyarrow itself
    would silently drop the one and fill the other with nulls.
    """
    table = TABLES[name]
    try:
        columns = _of_blocks(table, rows) if table.blocks else _of_rows(table, list(rows))
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise SchemaError(f"a row of {name} has a value of the wrong type: {error}") from None
    for column, array in zip(table.columns, columns, strict=True):
        if not column.nullable and array.null_count:
            raise SchemaError(f"a row of {name} has no {column.name}")
    made = pa.Table.from_arrays(columns, schema=table.schema)
    return made if table.blocks else sort_rows(made, table)


def sort_rows(rows: pa.Table, table: Table) -> pa.Table:
    """Rows in the table's order, nulls last."""
    return rows.sort_by([(name, "ascending") for name in table.order or table.key])


def _of_rows(table: Table, rows: list[Mapping[str, Any]]) -> list[pa.Array]:
    expected = set(table.names)
    for row in rows:
        if row.keys() != expected:
            raise SchemaError(f"a row of {table.name} {_faults(expected, row)}")
    columns = zip(*map(itemgetter(*table.names), rows), strict=True) if rows else repeat(())
    return [pa.array(values, c.type) for values, c in zip(columns, table.columns, strict=False)]


def _of_blocks(table: Table, blocks: Iterable[Mapping[str, Any]]) -> list[pa.Array]:
    assert table.blocks
    # The rows of an extraction are in order, so they need no sorting where the extractions are.
    columns = table.blocks(sorted((block[BLOCK] for block in blocks), key=_article_id))
    if columns.keys() != set(table.names):
        raise SchemaError(f"a block of {table.name} {_faults(set(table.names), columns)}")
    made = [(columns[c.name], c.type) for c in table.columns]
    return [column if column.type == type else column.cast(type) for column, type in made]


def _article_id(x: Extraction) -> str:
    return x.article.article_id


def _faults(expected: set[str], row: Mapping[str, Any]) -> str:
    lacking = [f"lacks {c}" for c in sorted(expected - row.keys())]
    return ", ".join(lacking + [f"adds {c}" for c in sorted(row.keys() - expected)])
