"""Tables of an older schema: read as they are, brought to the newest by a commit or by `migrate`."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from stores import RUN, content, made_1_0, pages

from pipeline.tables import snapshot as snapshots
from pipeline.tables.errors import StoreError
from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.store import Store
from pipeline.tables.stored import stored_article
from pipeline.tables.verify import verify


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two parts, written by a program of schema 1.0."""
    made = Store(tmp_path / "out", part_articles=2)
    made_1_0(made.commit(pages([0, 1])))
    return made


def is_current(snapshot: Snapshot) -> bool:
    files = [(table, pq.read_schema(p)) for name, table in TABLES.items() for p in snapshot.paths(name)]
    return snapshot.manifest.schema_version == SCHEMA_VERSION and all(
        schema.equals(table.schema) and schema.metadata == table.schema.metadata for table, schema in files
    )


def test_an_older_minor_version_is_read_with_nulls_in_new_columns(store: Store) -> None:
    old = store.require_snapshot()
    assert not is_current(old)
    assert old.read("pages")["duplicate_of"].null_count == 2
    article_id = old.read("articles")["article_id"][0].as_py()
    rows = stored_article(old, article_id)
    assert rows and rows["pages"][0]["text_hash"] is None
    assert verify(old) == []


def test_migrate_rewrites_every_part_in_one_snapshot(store: Store) -> None:
    old = store.require_snapshot()
    new = store.migrate()
    assert new and (new.number, new.manifest.op) == (2, "migrate")
    assert is_current(new)
    assert len(new.files("tokens")) == 2
    assert content(new) == content(old)
    assert verify(new) == []
    assert store.migrate() is None
    assert store.require_snapshot().number == 2


def test_a_commit_brings_every_part_to_the_newest_schema(store: Store) -> None:
    new = store.commit(pages([2]))
    assert is_current(new)
    assert new.rows("pages") == 3
    assert verify(new) == []


def test_a_rollback_to_an_older_schema_says_so_and_a_commit_migrates_again(store: Store) -> None:
    store.commit(pages([2]))
    back = store.rollback()
    assert back.manifest.schema_version == "1.0"
    assert verify(back) == []
    assert is_current(store.commit(pages([2])))


def test_only_the_declared_columns_may_be_missing(store: Store) -> None:
    for missing in ("unit", "value"):
        snapshot = made_1_0(store.require_snapshot(), {"counts": [missing]})
        assert any("has not the declared columns" in str(problem) for problem in verify(snapshot))


def test_migrate_wants_tables(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there are no tables"):
        Store(tmp_path / "none").migrate()


@pytest.mark.parametrize("version", ["2.0", "0.9"])
def test_another_major_version_is_refused(store: Store, version: str) -> None:
    state(store, version)
    told = re.escape(f"have schema {version}, this program's is {SCHEMA_VERSION}")
    for call in (store.snapshot, store.migrate, lambda: store.commit(pages([1]))):
        with pytest.raises(StoreError, match=told):
            call()


def test_a_newer_minor_version_is_read_but_not_written(store: Store) -> None:
    state(store, "1.99")
    assert store.require_snapshot().rows("pages") == 2
    with pytest.raises(StoreError, match=r"have schema 1\.99"):
        store.commit(pages([1]))


def test_a_version_that_is_none_is_damage(store: Store) -> None:
    state(store, "one")
    with pytest.raises(StoreError, match=r"_snapshot\.json is damaged"):
        store.snapshot()


def state(store: Store, version: str) -> None:
    path = store.root / "current" / "_snapshot.json"
    path.write_text(path.read_text().replace('"schema_version": "1.0"', f'"schema_version": "{version}"'))


def test_a_manifest_survives_its_text(tmp_path: Path) -> None:
    manifest = Store(tmp_path / "new").commit(pages([0]), run=RUN).manifest
    assert snapshots.Manifest.from_json(manifest.to_json()) == manifest
