"""One writer at a time: an advisory lock on the store that dies with its holder."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from pipeline.tables.errors import StoreError

_POLL = 0.05


@contextmanager
def writer_lock(path: Path, wait: float, what: str = "being written by") -> Iterator[None]:
    """Holds the lock file `path`; waits up to `wait` seconds, then fails with the holder's process id.

    `what` says what it means that another holds it. The kernel drops the lock when its holder ends, however it ends; the file itself stays.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + wait
        while not _taken(handle):
            if time.monotonic() >= deadline:
                holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
                raise StoreError(f"{path.parent} is {what} process {holder}; try again when it is done")
            time.sleep(_POLL)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def run_lock(root: Path) -> AbstractContextManager[None]:
    """The lock of the run that fills a store, which does not wait for another: nobody else touches its units."""
    return writer_lock(root / ".run.lock", 0.0, "in the hands of a run,")


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
