"""Worker processes, each on its own, so that a dead one takes nothing with it but the item that killed it.

    for results in map_batches(load, batches, workers=2):
        ...

A pool of the standard library breaks as a whole when one of its processes is killed, and does not say which
item was to blame. Here a batch whose worker dies is tried once more, then halved until one item is left.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Out = TypeVar("Out")

_READY = "ready"
_DEAD = object()
_AHEAD = 4


class WorkerError(Exception):
    """Workers cannot be started, or one raised an error instead of a result; the message says which."""


@dataclass(frozen=True)
class Died(Generic[Item]):
    """Takes the place of a result: the one item that killed its worker, twice."""

    item: Item


@dataclass(frozen=True)
class _Task(Generic[Item]):
    """Items `first` and following of batch `batch`; `tries` counts the workers that died of it."""

    batch: int
    first: int
    items: list[Item]
    tries: int = 0

    def after_death(self) -> list[_Task[Item]]:
        """What to do instead: the same again, then the halves; nothing for a single item that failed twice."""
        if self.tries == 0:
            return [_Task(self.batch, self.first, self.items, 1)]
        half = len(self.items) // 2
        if half == 0:
            return []
        return [
            _Task(self.batch, self.first, self.items[:half]),
            _Task(self.batch, self.first + half, self.items[half:]),
        ]


def map_batches(
    load: Callable[[], Callable[[list[Item]], Out]], batches: Iterable[list[Item]], workers: int
) -> Iterator[list[Out | Died[Item]]]:
    """For each batch, in order, what the loaded function made of it: one result, several if it was halved.

    `load` runs once in every process and must be importable there; with one worker all runs in this process.
    Batches are drawn as they are needed, a few per worker ahead. Raises WorkerError.
    """
    if workers == 1:
        function = load()
        for batch in batches:
            yield [function(batch)]
        return
    with ExitStack() as stack:
        pool = [_Worker(load) for _ in range(workers)]
        for worker in pool:
            stack.callback(worker.stop)
        yield from _drive(pool, iter(batches))


def _drive(pool: list[_Worker], batches: Iterator[list[Item]]) -> Iterator[list[Any]]:
    todo: deque[_Task[Item]] = deque()
    busy: dict[_Worker, _Task[Item]] = {}
    # Of every batch that is out: how many items are still missing, and the results by their first item's number.
    missing: dict[int, int] = {}
    results: dict[int, dict[int, Any]] = {}
    drawn = given = 0
    while True:
        for worker in pool:
            if worker in busy:
                continue
            # A slow batch holds back those after it: without a bound they would pile up here.
            if not todo and drawn - given < _AHEAD * len(pool) and (batch := next(batches, None)) is not None:
                todo.append(_Task(drawn, 0, batch))
                missing[drawn], results[drawn] = len(batch), {}
                drawn += 1
            if todo:
                busy[worker] = todo.popleft()
                worker.send(busy[worker].items)
        if not busy:
            return
        for worker in _answering(busy):
            task = busy.pop(worker)
            answer = worker.answer()
            if answer is _DEAD:
                worker.restart()
                if again := task.after_death():
                    todo.extendleft(reversed(again))
                    continue
                answer = Died(task.items[0])
            results[task.batch][task.first] = answer
            missing[task.batch] -= len(task.items)
        while given < drawn and not missing[given]:
            del missing[given]
            yield [answer for _, answer in sorted(results.pop(given).items(), key=lambda entry: entry[0])]
            given += 1


def _answering(busy: Iterable[_Worker]) -> list[_Worker]:
    by_connection = {worker.connection: worker for worker in busy}
    return [by_connection[c] for c in wait(list(by_connection)) if isinstance(c, Connection)]


class _Worker:
    """One process at the other end of a pipe."""

    def __init__(self, load: Callable[[], Callable[[list[Any]], Any]]) -> None:
        self._load = load
        self._start()

    def _start(self) -> None:
        # A forked process would share locks that threads of this one may hold: spawn.
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, self._load), daemon=True)
        with _interrupts_blocked():
            self._process.start()
        other.close()
        self._ready = False

    def send(self, items: list[Any]) -> None:
        """Gives the worker a batch."""
        try:
            self.connection.send(items)
        except OSError:
            return  # it is dead; `answer` will say so

    def answer(self) -> Any:
        """The result of the batch sent last, `_DEAD` if the worker died of it; WorkerError on an error raised."""
        try:
            if not self._ready:
                self._receive()
                self._ready = True
            return self._receive()
        except (EOFError, OSError):
            if not self._ready:
                raise WorkerError("a worker process died while it loaded the model") from None
            return _DEAD

    def _receive(self) -> Any:
        error, value = self.connection.recv()
        if error:
            raise WorkerError(error)
        return value

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


def _serve(connection: Connection, load: Callable[[], Callable[[list[Any]], Any]]) -> None:
    """The worker's life: loads once, then answers batches until the other end is closed."""
    # The other end is closed when the driver is gone or wants no more.
    with suppress(EOFError, ConnectionError):
        error, function = _tried(load)
        connection.send((error, _READY))
        while not error:
            error, value = _tried(partial(function, connection.recv()))
            connection.send((error, value))


def _tried(call: Callable[[], Any]) -> tuple[str, Any]:
    """An empty string and the result, or the error in words."""
    try:
        return "", call()
    except Exception as error:
        return f"{type(error).__name__}: {error}", None
