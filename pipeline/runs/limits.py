"""Limits of a worker process: how long a document may take, how much memory the process may have.

Python code and regular expressions that go on for ever are interrupted. Compiled code is not: then the process
ends itself, and the driver sees a death like any other.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_MEGABYTE = 1 << 20


class OutOfTime(BaseException):
    """A document took longer than it may. No Exception: no stage may take it for an error of its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in the block after `seconds`, and ends the process if that does not end the block.

    To be used in the main thread.
    """

    def expired(number: int, frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, expired)
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(2 * seconds + 1, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, before)


def limit_memory(megabytes: int) -> None:
    """Lets the process have `megabytes` of data beyond what it has now; asking for more raises MemoryError."""
    now = _data()
    if now is None:
        return  # no such figure on this system
    most = now + megabytes * _MEGABYTE
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _data() -> int | None:
    """The bytes of private writable memory that the process has asked for."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), None)
