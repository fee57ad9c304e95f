"""The rows of `unions` that a snapshot needs: the unions that other rows refer to, and those above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.tables.errors import StoreError
from pipeline.tables.schema import TABLES, sort_rows

UNION_REFERENCES = tuple(
    name
    for name, t in TABLES.items()
    if any(c.refers == "unions.union_id" for c in t.columns) and name != "unions"
)
_PENDING = 50_000


def closed(referenced: Iterable[str], parents: Mapping[str, str | None]) -> set[str]:
    """The unions referred to and all above them; StoreError where one has no entry in `parents`."""
    found: set[str] = set()
    waiting = list(referenced)
    while waiting:
        union_id = waiting.pop()
        if union_id in found:
            continue
        if union_id not in parents:
            raise StoreError(f"union {union_id} is referred to but has no row in unions")
        found.add(union_id)
        if parent := parents[union_id]:
            waiting.append(parent)
    return found


def closed_unions(
    referenced: Iterable[str], known: Mapping[str, Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The rows of the unions referred to and of all above them; StoreError where a row is not known."""
    ids = closed(referenced, {union_id: row["parent_id"] for union_id, row in known.items()})
    return [known[union_id] for union_id in sorted(ids)]


def union_ids(tables: Mapping[str, pa.Table]) -> set[str]:
    """The unions that the rows of some tables refer to."""
    found: set[str] = set()
    for name in UNION_REFERENCES:
        if name in tables:
            found.update(tables[name]["union_id"].unique().drop_null().to_pylist())
    return found


def parents_of(unions: pa.Table) -> dict[str, str | None]:
    """The union above each union."""
    return dict(zip(unions["union_id"].to_pylist(), unions["parent_id"].to_pylist(), strict=True))


class UnionRows:
    """Rows of `unions`, of which the one added last counts for each union."""

    def __init__(self) -> None:
        self._rows = TABLES["unions"].schema.empty_table()
        self._limit = _PENDING

    def add(self, rows: pa.Table) -> None:
        """Takes rows up; those of earlier ones that they replace are dropped now and then."""
        self._rows = pa.concat_tables([self._rows, rows])
        if self._rows.num_rows > self._limit:
            self._rows = self.table()
            self._limit = 2 * self._rows.num_rows + _PENDING

    def table(self) -> pa.Table:
        """One row a union, in the order of the table."""
        ids = self._rows["union_id"].combine_chunks().dictionary_encode()
        last = np.zeros(len(ids.dictionary), np.int64)
        # Of several values assigned to one place the last one stays.
        last[ids.indices.to_numpy()] = np.arange(self._rows.num_rows)
        return sort_rows(self._rows.take(last), TABLES["unions"])
