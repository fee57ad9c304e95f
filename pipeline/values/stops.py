"""Where the stretches of a text begin and end that some marks part: clauses, sentences."""

from __future__ import annotations

import re

from pipeline.patterns import regex


class Stops:
    """The marks, looked for from the place that asks."""

    def __init__(self, marks: str) -> None:
        self._next = regex(f"[{re.escape(marks)}]")
        # Goes to the end and from there back to the last mark.
        self._last = regex(f"(?s:.*)[{re.escape(marks)}]")

    def before(self, view: str, offset: int, floor: int = 0) -> int:
        """Where the stretch without marks begins that ends at `offset`, not before `floor`."""
        last = self._last.match(view, floor, offset)
        return last.end() if last else floor

    def behind(self, view: str, offset: int) -> int:
        """Where the stretch without marks ends that begins at `offset`."""
        found = self._next.search(view, offset)
        return found.start() if found else len(view)
