"""Pages, rows and comparisons for the tests of the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from fakes import line, page_tables

from pipeline.tables.schema import TABLES, to_table
from pipeline.tables.snapshot import Snapshot

RUN = {
    "run_id": "r1",
    "started_at": datetime(2031, 5, 9, 8, tzinfo=UTC),
    "finished_at": datetime(2031, 5, 9, 9, tzinfo=UTC),
    "version": "1",
    "fingerprint": "f",
    "pages": 1,
    "articles": 1,
    "seconds": 2.5,
}


def pages(numbers: Iterable[int], people: int = 12) -> list[dict[str, pa.Table]]:
    """One page a number, each with two articles of its own."""
    return [page_tables(f"{n}.txt", f"{line(2 * n, people)}\n{line(2 * n + 1, people)}") for n in numbers]


def lost(source: str, detail: str = "the file holds no text") -> dict[str, pa.Table]:
    row = {
        "source": source,
        "page_id": None,
        "article_id": None,
        "stage": "pages",
        "kind": "empty",
        "detail": detail,
    }
    return {"issues": to_table("issues", [row])}


def content(snapshot: Snapshot) -> dict[str, list[str]]:
    """All rows of all tables but `runs`, as sets with multiplicity."""
    return {t: sorted(map(repr, snapshot.read(t).to_pylist())) for t in TABLES if t != "runs"}


def inodes(snapshot: Snapshot) -> dict[str, int]:
    return {f"{t}/{p.name}": p.stat().st_ino for t in TABLES for p in snapshot.paths(t)}


def article_of(tables: dict[str, pa.Table], ordinal: int) -> tuple[str, dict[str, pa.Table]]:
    article_id = tables["articles"]["article_id"][ordinal].as_py()
    own = {
        name: rows.filter(pc.equal(rows["article_id"], article_id))
        if "article_id" in rows.column_names
        else rows
        for name, rows in tables.items()
        if name != "pages"
    }
    return article_id, own


ADDED = {"pages": ["text_hash", "duplicate_of"]}


def made_1_0(snapshot: Snapshot, missing: Mapping[str, list[str]] = ADDED) -> Snapshot:
    """The snapshot as a program of schema 1.0 would have written it, without the columns added since."""
    path = snapshot.path / "_snapshot.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest.pop("created", None)
    manifest |= {"schema_version": "1.0", "schema": "0123456789abcdef"}
    for table, entries in manifest["files"].items():
        for name, entry in entries.items():
            file = snapshot.path / table / name
            rows = pq.read_table(file)
            rows = rows.select([c for c in rows.column_names if c not in missing.get(table, [])])
            rows = rows.replace_schema_metadata(rows.schema.metadata | {b"gonghui.schema_version": b"1.0"})
            file.unlink()
            pq.write_table(rows, file, store_schema=True)
            entry["bytes"] = file.stat().st_size
    path.write_text(json.dumps(manifest), encoding="utf-8")
    return Snapshot(snapshot.path)
