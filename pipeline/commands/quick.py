"""What a command that reads one article does without, so that it answers soon."""

from __future__ import annotations

import atexit
import gc
import os


def be_quick() -> None:
    """Spares this process, for all of its life, what takes a third of the time of one article.

    pandas; the search for garbage: lexicons, while they are read, make none, and at the end all memory is given
    back anyhow; numpy's further threads, which take a tenth of a second to make and multiply no matrix here.
    """
    from pipeline.patterns import keep_compiled
    from pipeline.tables.no_pandas import leave_out_pandas

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(200_000, 50, 100)
    atexit.register(gc.freeze)
    leave_out_pandas()
    keep_compiled()
