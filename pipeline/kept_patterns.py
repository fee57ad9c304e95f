"""Compiled regular expressions kept from one process to the next, in the user's folder for caches.

Python keeps its compiled modules, but compiles every expression anew in each process: for the first article that took
a quarter of the time. The file (`$XDG_CACHE_HOME`, else `~/.cache`, `gonghui/`) is made again when it is gone,
damaged or another Python's; where it cannot be written, each process compiles for itself. An expression is known by
its source, so a change of the rules needs no care.

`re` has no public way to what its compiler gives. Where an interpreter has these parts otherwise, every expression is
compiled as always.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import sys
from array import array
from importlib import import_module
from pathlib import Path
from typing import Any, cast

# flags, code (numbers of 32 bits), number of groups, group by name, name by group
_Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_Key = tuple[str, int]
# Twice what all patterns of the product are: beyond it most are patterns of yesterday.
_MOST = 3000


class KeptPatterns:
    """The compiled expressions of one file, read when the first is asked for."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or _file()
        self._made = False
        self._used: set[_Key] = set()
        self._known: dict[_Key, _Compiled] = self._read()

    def compile(self, source: str, flags: int = 0) -> re.Pattern[str]:
        """What `re.compile` gives; `re.error` where it finds a fault."""
        key = source, int(flags)
        try:
            if key not in self._known:
                self._known[key] = _parts(source, int(flags))
                self._made = True
            self._used.add(key)
            return _pattern(source, self._known[key])
        except (AttributeError, ImportError, RuntimeError, TypeError, ValueError):
            # Another interpreter, or code that it refuses.
            self._known.pop(key, None)
            return re.compile(source, flags)

    def save(self) -> None:
        """Writes the file where it lacks an expression; where it cannot be written, the next process compiles again."""
        if not self._made or not self.path:
            return
        known = self._known
        if len(known) > _MOST:
            known = {key: known[key] for key in self._used if key in known}
        # Renamed into place, so that a reader sees all or nothing.
        new = self.path.with_name(f"{self.path.name}-{os.getpid()}")
        with contextlib.suppress(OSError):
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(marshal.dumps((_interpreter(), known)))
            new.replace(self.path)

    def _read(self) -> dict[_Key, _Compiled]:
        if not self.path:
            return {}
        try:
            interpreter, known = marshal.loads(self.path.read_bytes())
        except (OSError, EOFError, TypeError, ValueError):
            return {}
        return cast("dict[_Key, _Compiled]", known) if interpreter == _interpreter() else {}


def _file() -> Path | None:
    """The file of this Python in a folder that is this user's alone, for what lies there is trusted like code."""
    given = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = Path(given) if given else Path.home() / ".cache"
    except RuntimeError:
        # A user without a home.
        return None
    return folder / "gonghui" / f"patterns-{sys.implementation.cache_tag}"


def _interpreter() -> str:
    """Code is for one build of Python."""
    return sys.version


def _parts(source: str, flags: int) -> _Compiled:
    """An expression compiled as `re.compile` does it, up to its last step."""
    compiler: Any = import_module("re._compiler")
    tree = import_module("re._parser").parse(source, flags)
    names: dict[str, int] = dict(tree.state.groupdict)
    groups: list[str | None] = [None] * tree.state.groups
    for name, group in names.items():
        groups[group] = name
    code = array("I", compiler._code(tree, flags))
    return flags | tree.state.flags, code.tobytes(), tree.state.groups - 1, names, tuple(groups)


def _pattern(source: str, compiled: _Compiled) -> re.Pattern[str]:
    """The last step; RuntimeError where the code is none."""
    flags, code, count, names, groups = compiled
    made = import_module("_sre").compile(source, flags, array("I", code).tolist(), count, names, groups)
    return cast("re.Pattern[str]", made)
