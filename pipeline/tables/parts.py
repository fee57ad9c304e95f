"""Parts: the rows of some pages in all tables, the unit in which the store rewrites.

A row belongs to a page directly (`pages`, `articles`, `issues`) or through its article. Two tables belong to
no page and are kept whole beside the parts: `unions`, which other rows refer to, and `runs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.records.record import record
from pipeline.tables.errors import StoreError
from pipeline.tables.keys import Keys
from pipeline.tables.schema import TABLES, sort_rows

Tables = Mapping[str, pa.Table]
WHOLE_TABLES = ("unions", "runs")
PART_TABLES = tuple(name for name in TABLES if name not in WHOLE_TABLES)


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


def size(tables: Tables) -> int:
    """How much of a part's room some rows take: one for each article and for each page without any."""
    bare = pc.invert(_among(tables["pages"]["page_id"], tables["articles"]["page_id"]))
    return int(tables["articles"].num_rows + (pc.sum(bare).as_py() or 0))


def split(tables: Tables, limit: int) -> list[dict[str, pa.Table]]:
    """A part as parts of at most `limit` articles each (or one page), pages in their order, none torn."""
    counts: dict[str, int] = dict.fromkeys(tables["pages"]["page_id"].to_pylist(), 0)
    for page_id in tables["articles"]["page_id"].to_pylist():
        counts[page_id] += 1
    groups: list[list[str]] = [[]]
    room = limit
    for page_id, articles in counts.items():
        taken = max(articles, 1)
        if groups[-1] and taken > room:
            groups.append([])
            room = limit
        groups[-1].append(page_id)
        room -= taken
    if len(groups) == 1:
        return [dict(tables)]
    parts = []
    for number, group in enumerate(groups):
        mine = pa.array(group, pa.string())
        issues = _among(tables["issues"]["page_id"], mine)
        if number == 0:
            # Issues of no page here stay with the first part.
            issues = pc.or_(
                issues, pc.invert(_among(tables["issues"]["page_id"], tables["pages"]["page_id"]))
            )
        parts.append(selected(tables, _among(tables["pages"]["page_id"], mine), issues))
    return parts


def selected(tables: Tables, pages: pa.ChunkedArray, issues: pa.ChunkedArray) -> dict[str, pa.Table]:
    """The rows of the pages that a mask over `pages` picks, and the issues that one over `issues` picks."""
    kept = {"pages": tables["pages"].filter(pages), "issues": tables["issues"].filter(issues)}
    articles = tables["articles"]
    kept["articles"] = articles.filter(_among(articles["page_id"], kept["pages"]["page_id"]))
    ids = kept["articles"]["article_id"]
    return {
        name: kept[name] if name in kept else tables[name].filter(_among(tables[name]["article_id"], ids))
        for name in PART_TABLES
    }


@record
class Loss:
    """What a part loses: masks over its rows of `pages` and of `issues`, true for those that go."""

    pages: pa.ChunkedArray
    issues: pa.ChunkedArray

    @staticmethod
    def of(tables: Tables, pages: Keys, sources: Keys) -> Loss:
        """The loss of the pages and sources given; of the tables only page_id and source are looked at."""
        own, issues = tables["pages"], tables["issues"]
        gone = pc.or_(pages.among(own["page_id"]), sources.among(own["source"]))
        lost = pc.or_(pages.among(issues["page_id"]), sources.among(issues["source"]))
        return Loss(gone, pc.or_(lost, _among(issues["page_id"], own["page_id"].filter(gone))))

    @property
    def none(self) -> bool:
        """Whether no row goes."""
        return not (pc.any(self.pages, min_count=0).as_py() or pc.any(self.issues, min_count=0).as_py())

    @property
    def total(self) -> bool:
        """Whether all rows go."""
        return bool(pc.all(self.pages, min_count=0).as_py() and pc.all(self.issues, min_count=0).as_py())

    def rest(self, tables: Tables) -> dict[str, pa.Table]:
        """The part without the rows that go."""
        return selected(tables, pc.invert(self.pages), pc.invert(self.issues))


def _empty(name: str) -> pa.Table:
    return TABLES[name].schema.empty_table()


def _among(column: pa.ChunkedArray, values: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    """Whether each value is among those given; null is not."""
    return pc.is_in(column, value_set=values, skip_nulls=True)
