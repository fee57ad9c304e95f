"""How the work of a rule grows with its text, measured without a clock's limit.

A limit in seconds fails on a busy machine and says nothing on a quick one.  Two lengths in one run
are slowed alike: four times the text takes some four times as long where the work is linear, and
sixteen times where it is quadratic.
"""

from __future__ import annotations

import time
from collections.abc import Callable

_SHORTEST = 0.2
"""CPU seconds below which a clock's grain and a collection of garbage outweigh the work."""

_ATTEMPTS = 4


def assert_linear(work: Callable[[str], object], text: str) -> None:
    """Fail if the work on the text takes more than eight times as long as on its first quarter."""
    quarter = text[: len(text) // 4]
    whole_took = _took(work, text)
    if whole_took < _SHORTEST:
        return
    quarter_took = _took(work, quarter)
    for _ in range(_ATTEMPTS):
        if whole_took < 8 * quarter_took:
            return
        # Other work on the machine came between; the quicker of two measurements is the truer one.
        whole_took = min(whole_took, _took(work, text))
        quarter_took = max(quarter_took, _took(work, quarter))
    raise AssertionError(f"{text[:20]!r}…: {quarter_took:.2f} s for a quarter, {whole_took:.2f} s for all")


def _took(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start
