"""kill -9 between any two steps of a commit: readers see the old snapshot or the new one, and the next commit works."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import line, page_tables

from pipeline.tables.store import Store
from pipeline.tables.verify import verify

OLD, NEW = 10, 99
ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join(map(str, (Path(__file__).parent, Path(__file__).parent.parent)))
}

# One step of each kind, in their order; files of a kind are written one like the other.
STEPS = [
    "tidied",
    "opened",
    "written pages",
    "written issues",
    "linked pages",
    "linked issues",
    "written unions",
    "described",
    "synced",
    "renamed",
    "swapped",
    "noted",
    "pruned",
]


def change(root: Path, what: str, checkpoint: Callable[[str], None]) -> None:
    """Rolls back, or commits page 1 anew and a new page 14 with a new union."""
    store = Store(root, part_articles=2, checkpoint=checkpoint)
    if what == "rollback":
        store.rollback()
    else:
        store.commit([page_tables("1.txt", line(1, NEW)), page_tables("14.txt", line(14, NEW))])


def die_at(root: Path, what: str, step: str) -> Store:
    """A store whose writer, a process of its own, was ended at a step by the signal of `kill -9`."""
    store = make_store(root)
    script = (
        "import os, signal, sys; from pathlib import Path; from test_store_crash import change\n"
        "def checkpoint(step):\n"
        "    if step == sys.argv[3]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "change(Path(sys.argv[1]), sys.argv[2], checkpoint)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(root), what, step], env=ENVIRONMENT, check=False)
    assert done.returncode == -signal.SIGKILL
    return store


def publish_for_ever(root: Path) -> None:
    """Every snapshot gives all pages one number of people."""
    store = Store(root, part_articles=2)
    for people in itertools.count(100):
        store.commit([page_tables(f"{n}.txt", line(n, people)) for n in range(5)])
        sys.stdout.write("published\n")
        sys.stdout.flush()


def make_store(root: Path) -> Store:
    """Five pages in three parts, two snapshots, 10 people in the second."""
    store = Store(root, part_articles=2)
    store.commit([page_tables(f"{n}.txt", line(n, OLD + 1)) for n in range(5)])
    store.commit([page_tables(f"{n}.txt", line(n, OLD)) for n in range(5)])
    return store


def state(store: Store) -> tuple[int, int, int]:
    """Number of pages, and the smallest and largest count; checked against the tokens, another table."""
    snapshot = store.require_snapshot()
    counts = snapshot.read("counts", ["value"])["value"].to_pylist()
    characters = sum(len(text) for text in snapshot.read("pages", ["text"])["text"].to_pylist())
    assert snapshot.rows("tokens") == characters - snapshot.rows("pages"), (
        "every character but the colon is a token"
    )
    return snapshot.rows("pages"), int(min(counts)), int(max(counts))


def test_the_steps_of_a_commit(tmp_path: Path) -> None:
    make_store(tmp_path)
    steps: list[str] = []
    change(tmp_path, "commit", steps.append)
    assert [step for step in dict.fromkeys(steps) if step in STEPS] == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_killed_during_a_commit(tmp_path: Path, step: str) -> None:
    store = die_at(tmp_path, "commit", step)
    expected = (6, OLD, NEW) if STEPS.index(step) >= STEPS.index("swapped") else (5, OLD, OLD)
    assert state(store) == expected
    assert verify(store.require_snapshot()) == []
    store.commit(page_tables("8.txt", line(8, OLD)))
    assert state(store) == (expected[0] + 1, *expected[1:])
    assert verify(store.require_snapshot()) == []
    assert list((tmp_path / ".staging").iterdir()) == []
    assert (tmp_path / "CURRENT").read_text().strip() == (tmp_path / "current").readlink().name
    folders = sorted(p.name for p in (tmp_path / ".snapshots").iterdir())
    assert folders == [s.path.name for s in store.snapshots()]


@pytest.mark.parametrize("step", ["linked tokens", "renamed", "swapped"])
def test_killed_during_a_rollback(tmp_path: Path, step: str) -> None:
    store = die_at(tmp_path, "rollback", step)
    assert state(store) == ((5, OLD + 1, OLD + 1) if step == "swapped" else (5, OLD, OLD))
    assert verify(store.require_snapshot()) == []
    assert store.commit(page_tables("8.txt", line(8, 77))).number == (4 if step == "swapped" else 3)


@pytest.mark.parametrize("delay", [0.0, 0.04, 0.11])
def test_killed_at_some_moment(tmp_path: Path, delay: float) -> None:
    store = make_store(tmp_path)
    script = "import sys; from pathlib import Path; from test_store_crash import *; publish_for_ever(Path(sys.argv[1]))"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, env=ENVIRONMENT
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"published\n"
        time.sleep(delay)
        writer.kill()
    pages, low, high = state(store)
    assert (pages, low) == (5, high)
    assert store.commit([]).number > 3
    assert len(store.snapshots()) <= store.keep.most
    assert [problem for snapshot in store.snapshots() for problem in verify(snapshot)] == []
