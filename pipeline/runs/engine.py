"""Units → reports, whoever does the work: workers on this machine (`local`) or on a cluster (`cluster`).

    for unit, report in results(units, engine, folder, seconds):
        ...

An engine starts attempts and says how they ended. What is done when a worker dies stands here, once.
"""

from __future__ import annotations

import os
import secrets
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from pipeline.runs.staging import UnitReport, clear
from pipeline.runs.task import Task, after_death
from pipeline.runs.units import Unit


class Engine(Protocol):
    """Something that works at several tasks at a time."""

    def free(self) -> bool:
        """Whether a further task would be begun soon."""
        ...

    def start(self, task: Task) -> None:
        """Begins a task."""
        ...

    def ended(self) -> list[tuple[Task, UnitReport | None]]:
        """Waits until some task ends; None for a report where its worker died. Raises WorkerError."""
        ...

    def close(self) -> None:
        """Ends all work at once."""
        ...


def results(
    units: Iterator[Unit], engine: Engine, folder: Path, seconds: float
) -> Iterator[tuple[Unit, UnitReport]]:
    """Each unit with its report, in the order in which they are finished; the results stand in `folder`.

    `seconds` is the time limit of a document. Units are drawn as workers get free. Raises WorkerError.
    """
    again: deque[Task] = deque()
    name = f"{os.getpid()}-{secrets.token_hex(3)}"
    under_way = 0
    while True:
        while engine.free():
            if again:
                task = again.popleft()
            elif unit := next(units, None):
                task = Task(unit, folder, name, seconds)
            else:
                break
            engine.start(task)
            under_way += 1
        if not under_way:
            return
        for task, report in engine.ended():
            under_way -= 1
            if report:
                yield task.unit, report
            else:
                again.append(after_death(task, clear(task.path)))
