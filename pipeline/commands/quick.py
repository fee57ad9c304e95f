"""What a command that reads one article does without, so that it answers soon."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType


class _NoPandas(MetaPathFinder):
    """Says that pandas is not installed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> None:
        """ModuleNotFoundError for pandas; all other modules are for others to find."""
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is left out", name=fullname)


def be_quick() -> None:
    """Spares this process, for all of its life, what takes a third of the time of one article.

    The search for garbage: lexicons, while they are read, make none, and at the end all memory is given back anyhow.
    And pandas, which pyarrow imports with its first array, only to see whether it was given one of its kind; where
    somebody uses it already it stays.
    """
    gc.set_threshold(200_000, 50, 100)
    atexit.register(gc.freeze)
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NoPandas())
