"""What a worker is asked to do with a unit, and what is asked anew after a worker died of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.records.record import record
from pipeline.runs.units import Unit

# A model that cannot be loaded kills every worker; somebody who kills workers meets one while it loads now and then.
_UNMARKED_DEATHS = 10


class WorkerError(Exception):
    """Workers cannot be started or used; the message says why."""


@record
class Task:
    """One attempt at a unit.

    `folder` is where finished units stand, `seconds` the time limit of a document. `alone` are the numbers of
    jobs to be read one by one, since a worker died among them; `suspects` are those of them during which one
    died; `dead` those during which it happened again: they are not read any more. `unmarked` counts the workers that died
    before they began with a job.
    """

    unit: Unit
    folder: Path
    name: str
    seconds: float
    attempt: int = 0
    alone: frozenset[int] = frozenset()
    suspects: frozenset[int] = frozenset()
    dead: frozenset[int] = frozenset()
    unmarked: int = 0

    @property
    def path(self) -> Path:
        """The folder of this attempt."""
        return self.folder / f".{self.unit.key}.{self.name}.{self.attempt}"


def after_death(task: Task, at: range | None) -> Task:
    """The next attempt at a unit whose worker died while it read the jobs `at` (None: none of them).

    Of several jobs each is then read alone; a job during which two workers died is given up. WorkerError where
    workers die again and again before they come to a job.
    """
    task = replace(task, attempt=task.attempt + 1)
    if at is None:
        if task.unmarked + 1 == _UNMARKED_DEATHS:
            raise WorkerError("worker processes die while they load the model")
        return replace(task, unmarked=task.unmarked + 1)
    if len(at) > 1:
        return replace(task, alone=task.alone | {*at})
    if at.start in task.suspects:
        return replace(task, dead=task.dead | {at.start})
    return replace(task, alone=task.alone | {at.start}, suspects=task.suspects | {at.start})
