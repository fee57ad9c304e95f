"""What is wrong with a store is said in one line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from stores import pages

from pipeline.tables.errors import StoreError
from pipeline.tables.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "out")


def test_a_truncated_part_is_named_in_one_line(store: Store) -> None:
    path = store.commit(pages([0])).paths("tokens")[0]
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StoreError, match=r"tokens/part-00001-s000001.parquet is damaged: ") as caught:
        store.require_snapshot().read("tokens")
    assert "\n" not in str(caught.value)
    with pytest.raises(StoreError, match="is damaged"):
        store.commit(pages([1]))
    assert store.require_snapshot().number == 1


def test_a_missing_part_is_named(store: Store) -> None:
    path = store.commit(pages([0])).paths("tokens")[0]
    path.unlink()
    with pytest.raises(StoreError, match=f"{path} is missing"):
        store.require_snapshot().read("tokens")


def test_an_output_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match=r"cannot write .*out: "):
        Store(tmp_path / "out").commit(pages([0]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_without_permission_is_reported(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="Permission denied"):
        Store(tmp_path / "out").commit(pages([0]))


def test_a_damaged_manifest_is_reported(store: Store) -> None:
    store.commit(pages([0]))
    (store.root / "current/_snapshot.json").write_text("{")
    with pytest.raises(StoreError, match=r"_snapshot.json is damaged"):
        store.snapshot()


def test_a_lost_pointer_is_not_taken_for_an_empty_store(store: Store) -> None:
    for n in range(3):
        store.commit(pages([n]))
    (store.root / "current").unlink()
    (store.root / "CURRENT").unlink()
    with pytest.raises(StoreError, match=r"current leads nowhere; point it at .snapshots/000003"):
        store.commit(pages([4]))
    assert len(list((store.root / ".snapshots").iterdir())) == 3


@pytest.mark.parametrize("call", [lambda s: s.read("colours"), lambda s: s.read("pages", ["colour"])])
def test_unknown_tables_and_columns_are_reported(store: Store, call: Any) -> None:
    with pytest.raises(StoreError, match="colour"):
        call(store.commit(pages([0])))
