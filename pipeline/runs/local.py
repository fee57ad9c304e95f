"""Workers on this machine: processes of their own, so that a dead one takes nothing with it but its unit.

A pool of the standard library breaks as a whole when one of its processes is killed, and does not say which
task was to blame.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait

from pipeline.reading import Extractor
from pipeline.runs.limits import limit_memory
from pipeline.runs.staging import UnitReport
from pipeline.runs.task import Task, WorkerError
from pipeline.runs.work import settle, work
from pipeline.tables.no_pandas import leave_out_pandas

Load = Callable[[], Extractor]
_READY = "ready"


class InProcess:
    """No worker but this process: for tests and profilers. No limits, and who crashes takes the run along."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._extractor: Extractor | None = None
        self._waiting: deque[Task] = deque()

    def free(self) -> bool:
        """One at a time."""
        return not self._waiting

    def start(self, task: Task) -> None:
        """Puts a task where `ended` finds it."""
        self._waiting.append(task)

    def ended(self) -> list[tuple[Task, UnitReport | None]]:
        """Does the work."""
        self._extractor = self._extractor or self._load()
        task = self._waiting.popleft()
        return [(task, work(task, self._extractor, limited=False))]

    def close(self) -> None:
        """Nothing to end."""


class LocalWorkers:
    """`workers` processes; each loads the model once. `megabytes` is what a worker may use beyond the model."""

    def __init__(self, load: Load, workers: int, megabytes: int) -> None:
        self._idle = [_Worker(load, megabytes) for _ in range(workers)]
        self._busy: dict[_Worker, Task] = {}

    def free(self) -> bool:
        """Whether a worker has nothing to do."""
        return bool(self._idle)

    def start(self, task: Task) -> None:
        """Gives the task to an idle worker."""
        worker = self._idle.pop()
        self._busy[worker] = task
        worker.send(task)

    def ended(self) -> list[tuple[Task, UnitReport | None]]:
        """Waits for the next answers; a dead worker is replaced."""
        by_connection = {worker.connection: worker for worker in self._busy}
        found: list[tuple[Task, UnitReport | None]] = []
        for connection in wait(list(by_connection)):
            if not isinstance(connection, Connection):
                continue
            worker = by_connection[connection]
            try:
                report = worker.receive()
            except (EOFError, OSError):
                worker.restart()
                report = None
            else:
                if report is None:
                    continue  # it has loaded the model
            found.append((self._busy.pop(worker), report))
            self._idle.append(worker)
        return found

    def close(self) -> None:
        """Ends the processes at once."""
        for worker in [*self._idle, *self._busy]:
            worker.stop()


class _Worker:
    """One process at the other end of a pipe."""

    def __init__(self, load: Load, megabytes: int) -> None:
        self._load = load
        self._megabytes = megabytes
        self._start()

    def _start(self) -> None:
        # A forked process would share locks that threads of this one may hold: spawn.
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, self._load, self._megabytes), daemon=True)
        with _interrupts_blocked():
            self._process.start()
        other.close()

    def send(self, task: Task) -> None:
        """Gives the worker a task."""
        with suppress(OSError):  # it is dead; `receive` will say so
            self.connection.send(task)

    def receive(self) -> UnitReport | None:
        """The report of the task sent last, None for the word that the model is loaded.

        WorkerError on an error raised, EOFError or OSError if the worker is dead.
        """
        error, value = self.connection.recv()
        if error:
            raise WorkerError(error)
        return value if isinstance(value, UnitReport) else None

    def restart(self) -> None:
        """A fresh process in the place of a dead one."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """Ends the process at once."""
        self.connection.close()
        self._process.kill()
        self._process.join()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """A process started here never sees an interrupt from the keyboard, which reaches the whole group.

    It inherits the mask from its first instruction on; the driver, which alone decides what an interrupt means,
    gets one that came meanwhile right afterwards.
    """
    # Its start would lift the mask.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, load: Load, megabytes: int) -> None:
    """The worker's life: loads once, then answers tasks until the other end is closed."""
    # The other end is closed when the driver is gone or wants no more.
    with suppress(EOFError, ConnectionError):
        try:
            leave_out_pandas()
            extractor = load()
            settle()
            limit_memory(megabytes)
            connection.send(("", _READY))
            while True:
                connection.send(("", work(connection.recv(), extractor)))
        except (EOFError, ConnectionError):
            raise
        except Exception as error:
            connection.send((f"{type(error).__name__}: {error}", None))
