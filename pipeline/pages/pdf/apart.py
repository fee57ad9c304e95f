"""A call in a process of its own: PDFium, which is no Python, may crash or hang on a file, and who lists documents must not."""

from __future__ import annotations

import atexit
import multiprocessing
import multiprocessing.pool
import signal
from collections.abc import Callable
from functools import cache
from typing import Any


class Lost(Exception):
    """The process ended or was too slow: there is no answer."""


def apart(function: Callable[..., Any], *args: object, seconds: float = 20.0) -> Any:
    """What `function(*args)` returns in another process, which lives on for the next call; Lost after `seconds`.

    An exception comes back too, if it can be pickled.
    """
    try:
        # A process that ends leaves no answer, so it takes the whole time.
        return _pool().apply_async(function, args).get(seconds)
    except multiprocessing.TimeoutError:
        _pool().terminate()
        _pool.cache_clear()
        raise Lost from None


@cache
def _pool() -> multiprocessing.pool.Pool:
    # A forked process would share locks that threads of this one may hold: spawn.
    pool = multiprocessing.get_context("spawn").Pool(1, signal.signal, (signal.SIGINT, signal.SIG_IGN))
    atexit.register(pool.terminate)
    return pool
