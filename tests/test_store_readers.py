"""Readers undisturbed by writers, one writer at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from stores import content, pages

from pipeline.tables.errors import StoreError
from pipeline.tables.store import Store
from pipeline.tables.verify import verify


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "out")


def test_a_resolved_reader_keeps_its_snapshot(store: Store) -> None:
    store.commit(pages([0]))
    reader = store.require_snapshot()
    before = content(reader)
    store.commit(pages([0], people=13))
    store.commit(pages([1]))
    assert content(reader) == before
    assert store.require_snapshot().number == 3


def test_readers_see_whole_snapshots_while_others_commit(store: Store) -> None:
    store.commit(pages([0], people=10))
    seen: list[tuple[int, int]] = []
    errors: list[Exception] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                snapshot = store.require_snapshot()
                value = snapshot.read("counts", ["value"])["value"][0].as_py()
                text = snapshot.read("pages", ["text"])["text"][0].as_py()
                seen.append((int(value), int(text.split("，")[2].removesuffix("名职工参加"))))
            except StoreError as error:
                errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for people in range(11, 31):
        store.commit(pages([0], people=people))
    stop.set()
    reader.join()
    assert not errors
    assert seen and all(value == text for value, text in seen)


def test_a_second_writer_waits_then_names_the_holder(store: Store) -> None:
    store.commit(pages([0]))
    script = (
        "import sys; from pipeline.tables.store import Store\n"
        "with Store(sys.argv[1]).transaction('run'): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(store.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout and holder.stdin
        assert holder.stdout.readline() == "held\n"
        store.wait = 0.2
        with pytest.raises(StoreError, match=f"being written by process {holder.pid};"):
            store.commit(pages([1]))
        assert store.require_snapshot().number == 1, "readers are not held up"
        threading.Timer(0.3, holder.stdin.close).start()
        store.wait = 20
        assert store.commit(pages([1])).number == 2


def test_a_copy_without_links_is_read_by_its_text_file(store: Store) -> None:
    store.commit(pages([0]))
    (store.root / "current").unlink()
    assert store.require_snapshot().number == 1


def test_hard_links_that_the_file_system_refuses_become_copies(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.commit(pages([0]))

    def refuse(*args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    back = Store(store.root, part_articles=2).commit(pages([1]))
    assert set(before.files("tokens")) < set(back.files("tokens"))
    assert verify(back) == []


def test_a_store_of_which_only_the_text_file_is_left_is_empty(store: Store) -> None:
    store.commit(pages([0]))
    (store.root / "current").unlink()
    shutil.rmtree(store.root / ".snapshots")
    assert store.snapshot() is None
    assert store.commit(pages([1])).number == 1
