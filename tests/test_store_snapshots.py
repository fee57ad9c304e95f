"""Older snapshots: rolled back to, listed, removed."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stores import content, made_1_0, pages

from pipeline.tables.errors import StoreError
from pipeline.tables.lock import run_lock
from pipeline.tables.retention import UNITS, Keep
from pipeline.tables.store import Store
from pipeline.tables.verify import verify


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "out")


def test_rollback_publishes_the_old_content_and_deletes_nothing(store: Store) -> None:
    contents = [content(store.commit(pages([n]))) for n in range(3)]
    back = store.rollback()
    assert (back.number, back.manifest.op, back.manifest.parent) == (4, "rollback", 3)
    assert content(back) == contents[1]
    assert content(store.rollback()) == contents[0]
    assert [s.number for s in store.snapshots()] == [1, 2, 3, 4, 5]
    with pytest.raises(StoreError, match="no snapshot before 000005 is kept"):
        store.rollback()
    assert content(store.commit(pages([1]))) == contents[1]


def test_rollback_of_several_steps(store: Store) -> None:
    contents = [content(store.commit(pages([n]))) for n in range(4)]
    assert content(store.rollback(3)) == contents[0]
    with pytest.raises(StoreError, match="at least one step"):
        store.rollback(0)


NOW = datetime(2031, 5, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("keep", "hours_ago", "gone"),
    [
        (Keep(), [90, 80, 70, 60, 50, 40], [1]),
        (Keep(least=1), [90, 80, 70], [1, 2]),
        # The second was current until two hours ago.
        (Keep(least=1), [90, 80, 2], [1]),
        (Keep(least=1, age=timedelta(0)), [3, 2, 1], [1, 2]),
        (Keep(least=2, most=3), [5, 4, 3, 2, 1], [1, 2]),
        (Keep(least=4, most=3), [5, 4, 3, 2, 1], [1]),
        (Keep(least=0), [90], []),
        (Keep(), [], []),
    ],
)
def test_what_may_still_be_in_use_stays(keep: Keep, hours_ago: list[int], gone: list[int]) -> None:
    published = {n: NOW - timedelta(hours=hours) for n, hours in enumerate(hours_ago, start=1)}
    assert keep.outdated(published, NOW) == gone


def test_a_commit_removes_what_is_outdated_but_never_the_current(store: Store) -> None:
    store.keep = Keep(least=3, age=timedelta(0))
    for n in range(6):
        store.commit(pages([n]))
    assert [s.number for s in store.snapshots()] == [4, 5, 6]
    assert store.gc(Keep(least=0, age=timedelta(0))).snapshots == (4, 5)
    assert store.require_snapshot().rows("pages") == 6
    assert verify(store.require_snapshot()) == []


def test_gc_tells_what_it_frees_and_a_dry_run_removes_nothing(store: Store) -> None:
    store.commit(pages([0]))
    store.commit(pages([0], people=13))
    store.commit(pages([0], people=14))
    old = [store.root / ".snapshots" / name for name in ("000001", "000002")]
    told = store.gc(Keep(least=1, age=timedelta(0)), dry_run=True)
    assert told.snapshots == (1, 2)
    assert all(folder.is_dir() for folder in old)
    before = disk_use(store.root)
    assert store.gc(Keep(least=1, age=timedelta(0))) == told
    assert not any(folder.exists() for folder in old)
    assert before - disk_use(store.root) == told.bytes


def test_gc_removes_unpublished_work_that_nobody_went_on_with(store: Store) -> None:
    store.commit(pages([0]))
    for key, days in (("old", 20), ("new", 2)):
        unit = store.root / UNITS / key
        unit.mkdir(parents=True)
        (unit / "pages.arrow").write_bytes(b"12345")
        then = time.time() - days * 86_400
        os.utime(unit, (then, then))
    told = store.gc(dry_run=True)
    assert (told.units, told.bytes) == (("old",), 5)
    assert store.gc() == told
    assert [p.name for p in (store.root / UNITS).iterdir()] == ["new"]
    assert store.commit(pages([1])).number == 2, "a commit leaves units alone"
    assert (store.root / UNITS / "new").is_dir()


def test_gc_does_not_take_the_work_of_a_run_that_goes_on(store: Store) -> None:
    store.commit(pages([0]))
    with run_lock(store.root), pytest.raises(StoreError, match="in the hands of a run"):
        store.gc(units_age=timedelta(0))


def test_snapshots_know_when_they_were_made(store: Store) -> None:
    made = store.commit(pages([0]))
    assert abs(made.created - datetime.now(UTC)) < timedelta(minutes=5)
    assert abs(made_1_0(made).created - datetime.now(UTC)) < timedelta(minutes=5)


def disk_use(root: Path) -> int:
    files = {p.stat().st_ino: p.stat().st_size for p in root.rglob("*") if p.is_file() and not p.is_symlink()}
    return sum(files.values())
