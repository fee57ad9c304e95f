"""What a command that reads one article does without, so that it answers soon."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable
from typing import NoReturn

# What a quick process does before it ends; empty where it is none.
_last: list[Callable[[], None]] = []


def be_quick() -> None:
    """Spares this process, for all of its life, what takes half of the time of one article.

    pandas; to compile patterns that a process before it has compiled; the search for garbage: lexicons, while they are
    read, make none; numpy's further threads, which take a tenth of a second to make and multiply no matrix here.
    """
    from pipeline.patterns import keep_compiled
    from pipeline.tables.no_pandas import leave_out_pandas

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(200_000, 50, 100)
    leave_out_pandas()
    _last.append(keep_compiled())


def leave(code: int) -> NoReturn:
    """Ends the process with this exit code; a quick one at once, for to free its objects first takes a twentieth of a second."""
    if _last:
        for finish in _last:
            finish()
        # Where nobody reads the output any more, Python ends as it always does then.
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    sys.exit(code)
