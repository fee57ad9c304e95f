"""A snapshot as Delta and as Iceberg tables, read back with the libraries of these formats."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from stores import RUN, pages

from pipeline.tables.errors import StoreError
from pipeline.tables.export import export
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.store import Store


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return Store(tmp_path / "out", part_articles=4).commit(pages(range(6)), run=RUN)


def from_delta(folder: Path, table: str) -> pa.Table:
    return pytest.importorskip("deltalake").DeltaTable(str(folder / table)).to_pyarrow_table()


def from_iceberg(folder: Path, table: str) -> pa.Table:
    sql = pytest.importorskip("pyiceberg.catalog.sql")
    catalog = sql.SqlCatalog("gonghui", uri=f"sqlite:///{folder / 'catalog.db'}")
    return catalog.load_table(f"gonghui.{table}").scan().to_arrow()


@pytest.mark.parametrize(
    ("kind", "library", "read"),
    [("delta", "deltalake", from_delta), ("iceberg", "pyiceberg.io.pyarrow", from_iceberg)],
)
def test_every_table_is_read_back_also_after_its_snapshot_is_gone(
    snapshot: Snapshot, tmp_path: Path, kind: str, library: str, read: Callable[[Path, str], pa.Table]
) -> None:
    pytest.importorskip(library)
    folder = tmp_path / "exported"
    export(snapshot, folder, kind)  # type: ignore[arg-type]
    for table in TABLES:
        for path in snapshot.paths(table):
            assert (folder / table / path.name).samefile(path), "no bytes are copied"
    rows = {table: snapshot.read(table).to_pylist() for table in TABLES}
    for path in (p for table in TABLES for p in snapshot.paths(table)):
        path.unlink()
    for table, expected in rows.items():
        found = read(folder, table)
        assert tuple(found.column_names) == TABLES[table].names
        assert sorted(map(repr, found.to_pylist())) == sorted(map(repr, expected))


def test_a_folder_that_holds_something_is_left_alone(snapshot: Snapshot, tmp_path: Path) -> None:
    pytest.importorskip("deltalake")
    (tmp_path / "exported").mkdir()
    (tmp_path / "exported" / "own.txt").write_text("mine")
    with pytest.raises(StoreError, match="exported is not empty"):
        export(snapshot, tmp_path / "exported", "delta")
    assert [p.name for p in (tmp_path / "exported").iterdir()] == ["own.txt"]


@pytest.mark.parametrize(("kind", "library"), [("delta", "deltalake"), ("iceberg", "pyiceberg")])
def test_a_missing_library_is_named(
    snapshot: Snapshot, tmp_path: Path, kind: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(StoreError, match=f"{library} is missing; install the extra `{kind}`"):
        export(snapshot, tmp_path / "exported", kind)  # type: ignore[arg-type]
    assert not (tmp_path / "exported").exists()
