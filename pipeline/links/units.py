"""A division as unions use it, and a name read as a path of divisions."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.records.record import record

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
DEPTH = {"province": 1, "prefecture": 2, "county": 3, "township": 4}


@record
class Unit:
    """A division now or in former times. `until` is the year in which the name ended, None for today's."""

    code: str
    name: str
    level: str
    parent: str | None
    until: int | None = None
    successor: str | None = None

    @property
    def depth(self) -> int:
        """1 for a province to 4 for a township."""
        return DEPTH[self.level]


@record
class Parse:
    """A name read from its start as a path: the possible deepest units, how much was read, and how.

    `last` is the piece that names the deepest unit, as written; `stems` says whether any piece was a stem
    (昌平) rather than a name (昌平区); `pieces` counts the names.
    """

    units: tuple[str, ...]
    end: int
    last: str
    stems: bool
    pieces: int


def longest(readings: Iterable[Parse]) -> Parse | None:
    """The reading of most characters, of those that of fewest names, none a stem; the units of equal ones together."""
    best: Parse | None = None
    for reading in readings:
        if best is None or (reading.end, -reading.pieces, not reading.stems) > (
            best.end,
            -best.pieces,
            not best.stems,
        ):
            best = reading
        elif (reading.end, reading.pieces, reading.stems) == (best.end, best.pieces, best.stems):
            merged = tuple(dict.fromkeys((*best.units, *reading.units)))
            best = Parse(merged, best.end, best.last, best.stems, best.pieces)
    return best


def admin_code(code: str) -> str:
    """The code as official lists write it: six digits, nine for a township."""
    plain = code.partition("@")[0]
    return plain if len(plain) == 9 else plain.ljust(6, "0")
