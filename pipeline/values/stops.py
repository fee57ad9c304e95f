"""Where the marks that end a clause stand in a text, found once for all that ask."""

from __future__ import annotations

import re
from bisect import bisect_left


class Stops:
    """The places of some marks in a view."""

    def __init__(self, marks: re.Pattern[str], view: str) -> None:
        self._at = [m.start() for m in marks.finditer(view)]
        self._end = len(view)

    def before(self, offset: int) -> int:
        """Where the stretch without marks begins that ends at `offset`."""
        index = bisect_left(self._at, offset)
        return self._at[index - 1] + 1 if index else 0

    def behind(self, offset: int) -> int:
        """Where the stretch without marks ends that begins at `offset`."""
        index = bisect_left(self._at, offset)
        return self._at[index] if index < len(self._at) else self._end
