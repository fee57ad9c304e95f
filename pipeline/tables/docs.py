"""docs/tables.md from the schema: `python -m pipeline.tables.docs` rewrites it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from pipeline.tables.schema import SCHEMA_VERSION, TABLES, Column, Table

PATH = Path(__file__).resolve().parent.parent.parent / "docs" / "tables.md"
_TYPES = {
    pa.string(): "string",
    pa.int32(): "int32",
    pa.float64(): "float64",
    pa.bool_(): "bool",
    pa.date32(): "date",
    pa.list_(pa.string()): "list of strings",
    pa.timestamp("us", "UTC"): "timestamp (UTC)",
}
_INTRODUCTION = f"""\
<!-- Generated from the schema in pipeline/tables by `python -m pipeline.tables.docs`; do not edit. -->

# Tables

Schema version {SCHEMA_VERSION}. Every table is a folder of Parquet files under `data/processed/current/`, readable alone:

```python
pandas.read_parquet("data/processed/current/events")  # pandas
duckdb.sql("from 'data/processed/current/events/*.parquet'")  # DuckDB
polars.read_parquet("data/processed/current/events/*.parquet")  # Polars
spark.read.parquet("data/processed/current/events")  # Spark
```

- **One state.** `current` is a symbolic link to the newest snapshot; all tables in it belong together. A program that reads
  several tables resolves the link once (`os.path.realpath`) and reads below the resolved folder; the snapshots before stay
  for a while. `CURRENT` holds the number of the snapshot as text, `_snapshot.json` in its folder lists every file.
- **Offsets** count characters (Unicode code points) from 0, the end is exclusive. `start` and `end` count in the
  article's field that `field` names, where `body` is the column `text` of `articles`; `text[start:end]` is what the row says.
  `page_start` and `page_end` count in the `text` of `pages`.
- **Ids** are strings and stay the same from run to run for the same source. `tokens` has no id: `article_id`, `sentence` and
  `token` together identify a row.
- **Changes.** Columns may be added at the end. None is renamed, retyped or dropped without a new major schema version. The
  values listed for a column may grow; a program should let unknown ones pass.
- The schema version, the table's name and a description of every column are in each file's metadata.
"""


def render() -> str:
    """The page as Markdown."""
    contents = "\n".join(f"- [{t.name}](#{t.name}): {t.doc}" for t in TABLES.values())
    return f"{_INTRODUCTION}\n{contents}\n" + "".join(_section(t) for t in TABLES.values())


def _section(table: Table) -> str:
    key = f" Key: {', '.join(f'`{c}`' for c in table.key)}." if table.key else ""
    rows = "\n".join(_row(c) for c in table.columns)
    return f"\n## {table.name}\n\n{table.doc}{key}\n\n| column | type | what |\n| --- | --- | --- |\n{rows}\n"


def _row(column: Column) -> str:
    words = [column.doc]
    if column.values:
        words.append(f"One of {', '.join(f'`{v}`' for v in column.values)}.")
    if column.refers:
        words.append(f"Refers to `{column.refers}`.")
    return f"| `{column.name}` | {_TYPES[column.type]}{', or null' if column.nullable else ''} | {' '.join(words)} |"


if __name__ == "__main__":
    PATH.write_text(render(), encoding="utf-8")
