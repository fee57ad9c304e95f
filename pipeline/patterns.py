"""Regular expressions that are compiled when they are first asked: an article needs little more than half of them.

Those that a user of the product writes are `compiled` where they are read, so that a fault is told with its line.
A process that answers soon takes all of them from the processes before it (`keep_compiled`).

In all of them `\\p{Han}`, as Unicode writes it, stands for one Han character, a rare one too; within a class it is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from pipeline.kept_patterns import KeptPatterns

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner")


# Letters beyond Latin: in Chinese text Han characters, but for a few. Python's compiler takes each character of a range by
# itself, a millisecond for \u4e00-\u9fff wherever it stands.
_HAN = r"[^\W\x00-\xff]"


def expanded(source: str) -> str:
    """A pattern as Python understands it."""
    return source.replace(r"\p{Han}", _HAN)


_compile: Callable[[str, int], re.Pattern[str]] = re.compile


def keep_compiled() -> Callable[[], None]:
    """From now on this process takes its patterns from the processes before it.

    What is given back leaves its own to those behind it.
    """
    global _compile
    kept = KeptPatterns()
    _compile = kept.compile
    return kept.save


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, at once; `re.error` for a fault in `source`."""
    return _compile(expanded(source), flags)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use; a fault in `source` is told only then, as `re.error`."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


class _Pattern:
    """Knows its source; the first question makes the compiled expression's methods its own, which then cost no detour."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = expanded(source)
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        pattern = _compile(self.pattern, self._flags)
        vars(self).update((method, getattr(pattern, method)) for method in _METHODS)
        return getattr(pattern, name)
