"""Parts: the rows of some pages in all tables, the unit in which the store rewrites.

A row belongs to a page directly (`pages`, `articles`, `issues`) or through its article. Two tables belong to
no page and are kept whole beside the parts: `unions`, which other rows refer to, and `runs`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.files import StoreError
from pipeline.tables.schema import TABLES, sort_rows

Tables = Mapping[str, pa.Table]
WHOLE_TABLES = ("unions", "runs")
PART_TABLES = tuple(name for name in TABLES if name not in WHOLE_TABLES)
UNION_REFERENCES = tuple(
    name
    for name, t in TABLES.items()
    if any(c.refers == "unions.union_id" for c in t.columns) and name != "unions"
)


def checked(tables: Tables) -> dict[str, pa.Table]:
    """All tables but `runs`, absent ones empty; StoreError where one has not the declared schema.

    Every article must have its page beside it and every other row its article.
    """
    if unknown := [name for name in tables if name not in TABLES or name == "runs"]:
        raise StoreError(f"cannot store a table {unknown[0]!r}")
    full = {name: tables.get(name, t.schema.empty_table()) for name, t in TABLES.items() if name != "runs"}
    for name, rows in full.items():
        if not rows.schema.equals(TABLES[name].schema):
            raise StoreError(f"the rows of {name} have not the declared columns")
        if holes := [f.name for f in rows.schema if not f.nullable and rows[f.name].null_count]:
            raise StoreError(f"a row of {name} has no {holes[0]}")
    pages, articles = full["pages"]["page_id"], full["articles"]["article_id"]
    for name in PART_TABLES:
        columns = full[name].column_names
        known, column = (articles, "article_id") if "article_id" in columns else (pages, "page_id")
        if name == "articles":
            known, column = pages, "page_id"
        if (
            name not in ("pages", "issues")
            and not pc.all(_among(full[name][column], known), min_count=0).as_py()
        ):
            raise StoreError(f"{name} has a row without its {column.removesuffix('_id')}")
    for column, key in ((pages, "page"), (articles, "article")):
        if len(column) != pc.count_distinct(column).as_py():
            raise StoreError(f"a {key} is given twice")
    return full


def joined(tables: Iterable[Tables]) -> dict[str, pa.Table]:
    """The rows of several parts as one part, in the order of each table."""
    listed = list(tables)
    return {
        name: sort_rows(pa.concat_tables([t[name] for t in listed]), TABLES[name]) if listed else _empty(name)
        for name in PART_TABLES
    }


def split(tables: Tables, limit: int) -> list[dict[str, pa.Table]]:
    """A part as parts of at most `limit` articles each (or one page), pages in their order, none torn."""
    if tables["articles"].num_rows <= limit:
        return [dict(tables)]
    counts: dict[str, int] = dict.fromkeys(tables["pages"]["page_id"].to_pylist(), 0)
    for page_id in tables["articles"]["page_id"].to_pylist():
        counts[page_id] += 1
    groups: list[set[str]] = [set()]
    size = 0
    for page_id, articles in counts.items():
        if groups[-1] and size + articles > limit:
            groups.append(set())
            size = 0
        groups[-1].add(page_id)
        size += articles
    parts = [without(tables, pages=counts.keys() - group) for group in groups]
    for part, group in zip(parts[1:], groups[1:], strict=True):
        # Issues of no page here stay with the first part.
        part["issues"] = part["issues"].filter(_among(part["issues"]["page_id"], _strings(group)))
    return parts


def without(
    tables: Tables,
    *,
    pages: Collection[str] = (),
    sources: Collection[str] = (),
    articles: Collection[str] = (),
) -> dict[str, pa.Table]:
    """A part less the rows of some pages (by id or by source) and of some articles."""
    dropped_pages = _strings(pages)
    if sources:
        found = tables["pages"].filter(_among(tables["pages"]["source"], _strings(sources)))["page_id"]
        dropped_pages = pa.concat_arrays([dropped_pages, found.combine_chunks()])
    found = tables["articles"].filter(_among(tables["articles"]["page_id"], dropped_pages))["article_id"]
    dropped_articles = pa.concat_arrays([_strings(articles), found.combine_chunks()])
    kept: dict[str, pa.Table] = {}
    for name in PART_TABLES:
        rows = tables[name]
        for column, dropped in (("article_id", dropped_articles), ("page_id", dropped_pages)):
            if column in rows.column_names and len(dropped):
                rows = rows.filter(pc.invert(_among(rows[column], dropped)))
        if name == "issues" and sources:
            rows = rows.filter(pc.invert(_among(rows["source"], _strings(sources))))
        kept[name] = rows
    return kept


def touches(found: Iterable[pa.Table], pages: Collection[str], sources: Collection[str]) -> bool:
    """Whether rows (of `pages` and `issues`: their page_id and source) belong to the pages or sources given."""
    page_ids, names = _strings(pages), _strings(sources)
    return any(
        pc.any(_among(rows[column], values), min_count=0).as_py()
        for rows in found
        for column, values in (("page_id", page_ids), ("source", names))
    )


def closed_unions(
    referenced: Iterable[str], known: Mapping[str, Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The rows of the unions referred to and of all above them; StoreError where a row is not known."""
    rows: dict[str, Mapping[str, Any]] = {}
    waiting = list(referenced)
    while waiting:
        union_id = waiting.pop()
        if union_id in rows:
            continue
        if union_id not in known:
            raise StoreError(f"union {union_id} is referred to but has no row in unions")
        rows[union_id] = known[union_id]
        if parent := known[union_id]["parent_id"]:
            waiting.append(parent)
    return [rows[union_id] for union_id in sorted(rows)]


def _empty(name: str) -> pa.Table:
    return TABLES[name].schema.empty_table()


def _strings(values: Collection[str]) -> pa.Array:
    return pa.array(sorted(values), pa.string())


def _among(column: pa.ChunkedArray, values: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    """Whether each value is among those given; null is not."""
    return pc.is_in(column, value_set=values, skip_nulls=True)
