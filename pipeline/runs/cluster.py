"""Workers on a Ray cluster: each unit is one task, its result goes to the store's folder, which all machines share.

Tasks, not actors: the next task after a crash gets a fresh process. Ray itself retries nothing, since what is to be done anew
after a death depends on the document that it happened at.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from pipeline.reading import Extractor
from pipeline.runs.limits import limit_memory
from pipeline.runs.staging import UnitReport
from pipeline.runs.task import Task, WorkerError
from pipeline.runs.work import settle, work

Load = Callable[[], Extractor]
# Tasks that wait at each processor, so that none is idle between two.
_AHEAD = 2


class RayWorkers:
    """All processors of a cluster, or `workers` of this machine where no `address` is given.

    Raises WorkerError where Ray is not installed or the cluster cannot be reached.
    """

    def __init__(self, load: Load, workers: int, megabytes: int, address: str | None = None) -> None:
        try:
            import ray
        except ModuleNotFoundError:
            raise WorkerError("ray is missing; install the extra `ray`") from None
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        self._ray: Any = ray
        quiet = {"logging_level": "error", "log_to_driver": False}
        try:
            if address:
                ray.init(address=address, **quiet)
            else:
                # Elsewhere the package is installed; here the workers find it where this process does.
                here = {"env_vars": {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}}
                ray.init(
                    num_cpus=workers,
                    include_dashboard=False,
                    object_store_memory=200 << 20,
                    runtime_env=here,
                    **quiet,
                )
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise WorkerError(f"ray cannot be reached: {error}") from None
        self._slots = max(1, int(ray.cluster_resources().get("CPU", workers)))
        self._work = ray.remote(num_cpus=1, max_retries=0)(_work)
        # Shipped once, not with every task.
        self._load = ray.put((load, megabytes))
        self._running: dict[Any, Task] = {}

    def free(self) -> bool:
        """Whether fewer tasks are waiting than keep all processors busy."""
        return len(self._running) < _AHEAD * self._slots

    def start(self, task: Task) -> None:
        """Submits a task."""
        self._running[self._work.remote(self._load, task)] = task

    def ended(self) -> list[tuple[Task, UnitReport | None]]:
        """Waits for the next task to end."""
        done, _ = self._ray.wait(list(self._running), num_returns=1)
        found: list[tuple[Task, UnitReport | None]] = []
        for reference in done:
            task = self._running.pop(reference)
            try:
                found.append((task, self._ray.get(reference)))
            except self._ray.exceptions.RayTaskError as error:
                raise WorkerError(f"{type(error.cause).__name__}: {error.cause}") from None
            except self._ray.exceptions.RayError:
                found.append((task, None))
        return found

    def close(self) -> None:
        """Leaves the cluster; what runs there is ended."""
        self._ray.shutdown()


_loaded: dict[str, Extractor] = {}


def _work(load: tuple[Load, int], task: Task) -> UnitReport:
    """The task on a machine of the cluster; the model is loaded once a process."""
    if "" not in _loaded:
        make, megabytes = load
        _loaded[""] = make()
        settle()
        limit_memory(megabytes)
    return work(task, _loaded[""])
