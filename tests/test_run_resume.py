"""A run that was stopped in any way goes on where it was, and in the end each article is there once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from fakes import line
from runner import Runner

from pipeline.runs.journal import states
from pipeline.tables.errors import StoreError
from pipeline.tables.lock import writer_lock


@pytest.mark.usefixtures("small_units")
def test_an_interrupt_leaves_the_snapshot_before_and_what_was_done(runner: Runner) -> None:
    runner()
    before = runner.file_bytes()
    for n in (1, 2, 3):
        runner.write(f"{n}.txt", f"{line(n, 99)}\n{line(n + 20, 99)}\n")
    runner.write("4.txt", "停：中断")
    with pytest.raises(KeyboardInterrupt):
        runner()
    assert runner.file_bytes() == before
    assert list((runner.out / ".staging").iterdir()) == []
    assert states(runner.out)[-1].state == "interrupted"
    assert runner.units()
    runner.write("4.txt", line(4))
    report = runner()
    assert (report.snapshot, report.pages) == (2, 4)
    assert report.resumed > 0
    assert runner.units() == []
    assert runner.sound()


@pytest.mark.usefixtures("small_units")
def test_a_resumed_run_writes_the_same_bytes(runner: Runner) -> None:
    runner(out=runner.root / "whole")
    runner.write("5.txt", "停：中断")
    with pytest.raises(KeyboardInterrupt):
        runner()
    runner.write("5.txt", f"{line(10)}\n{line(11)}\n")
    assert runner().resumed > 0
    assert runner.file_bytes() == runner.file_bytes(runner.root / "whole")


def test_two_runs_at_a_time_are_one_too_many(runner: Runner) -> None:
    runner.out.mkdir()
    with (
        writer_lock(runner.out / ".run.lock", 0.0),
        pytest.raises(StoreError, match="in the hands of a run, process"),
    ):
        runner()


SCRIPT = """
import sys
from pathlib import Path
import fakes, pipeline.runs.units as units
from pipeline.runs import Settings, run
units._FIRST_SIZE, units._FULL_SIZE = 300, 600
if __name__ == "__main__":
    run(["in"], "out", Settings(workers=2), model=Path("model"), load=fakes.load)
"""


def test_kill_9_of_driver_and_workers_at_random_moments(runner: Runner) -> None:
    for n in range(7, 60):
        runner.write(f"{n}.txt", f"{line(2 * n)}\n{line(2 * n + 1)}\n")
    runner.write("../go.py", SCRIPT)
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    moments = random.Random(4)
    for victim in ("driver", "worker", "driver"):
        process = subprocess.Popen(
            [sys.executable, "go.py"], env=os.environ | {"PYTHONPATH": path}, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 20
        while (
            not list(runner.out.glob(".units/*")) and process.poll() is None and time.monotonic() < deadline
        ):
            time.sleep(0.02)
        time.sleep(moments.random() * 0.3)
        targets = [process.pid] if victim == "driver" else _children(process.pid)
        for pid in targets[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(timeout=180)
    runner()
    texts = runner.texts()
    assert len(texts) == len(set(texts)) == 120
    assert runner.issues() == []
    assert runner.sound()
    assert runner.units() == []


def _children(pid: int) -> list[int]:
    """The worker processes of a run; the first child is the standard library's tracker of resources."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()[1:]] if listed.exists() else []
