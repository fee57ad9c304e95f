"""What a command that reads one article does without, so that it answers soon."""

from __future__ import annotations

import atexit
import gc


def be_quick() -> None:
    """Spares this process, for all of its life, what takes a third of the time of one article.

    pandas, and the search for garbage: lexicons, while they are read, make none, and at the end all memory is given
    back anyhow.
    """
    from pipeline.tables.no_pandas import leave_out_pandas

    gc.set_threshold(200_000, 50, 100)
    atexit.register(gc.freeze)
    leave_out_pandas()
