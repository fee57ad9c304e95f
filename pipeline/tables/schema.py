"""The one schema: `TABLES` maps a table's name to its `Table`; `docs/tables.md` is generated from it.

The columns are declared in `text_tables`, `event_tables` and `run_tables`, each with a description. Strings are
plain Arrow strings, days `date32`, offsets `int32` counted in characters, end exclusive. Columns may be added at
the end; none is renamed, retyped or dropped without a new major `SCHEMA_VERSION`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from pipeline.tables.columns import SCHEMA_VERSION, Column, Table
from pipeline.tables.event_tables import EVENT_TABLES
from pipeline.tables.run_tables import RUN_TABLES
from pipeline.tables.text_tables import TEXT_TABLES

__all__ = ["SCHEMA_VERSION", "TABLES", "Column", "SchemaError", "Table", "to_table"]

TABLES: Mapping[str, Table] = {table.name: table for table in (*TEXT_TABLES, *EVENT_TABLES, *RUN_TABLES)}


class SchemaError(ValueError):
    """Rows that do not have exactly the columns of their table, or a value of the wrong type."""


def to_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows (dictionaries) as the Arrow table `name`, sorted by its order (nulls last).

    Raises SchemaError where a row lacks or adds a column, or holds a value of the wrong type: pyarrow itself
    would silently drop the one and fill the other with nulls.
    """
    table = TABLES[name]
    expected = set(table.names)
    listed = list(rows)
    for row in listed:
        if row.keys() != expected:
            faults = [f"lacks {c}" for c in sorted(expected - row.keys())]
            faults += [f"adds {c}" for c in sorted(row.keys() - expected)]
            raise SchemaError(f"a row of {name} {', '.join(faults)}")
    order = table.order or table.key
    listed.sort(key=lambda row: [(row[c] is None, row[c]) for c in order])
    try:
        built = pa.Table.from_pylist(listed, schema=table.schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise SchemaError(f"a row of {name} has a value of the wrong type: {error}") from None
    for column in table.columns:
        if not column.nullable and built.column(column.name).null_count:
            raise SchemaError(f"a row of {name} has no {column.name}")
    return built
