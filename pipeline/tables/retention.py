"""Which old snapshots stay, and which left-over work: what readers and interrupted runs may still need."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from pipeline.records.record import record

# Folder in the store of the units of work that runs have finished and not published yet, one folder each.
UNITS = ".units"
UNITS_AGE = timedelta(days=14)


@record
class Keep:
    """The snapshots that stay: the newest `least`, and of the others those that were current less than `age` ago.

    These a reader may still be using. At most `most` stay (or `least`, if that is more), so that a store which is written
    every minute does not fill its disk.
    """

    least: int = 5
    age: timedelta = timedelta(days=1)
    most: int = 50

    def outdated(self, published: Mapping[int, datetime], now: datetime) -> list[int]:
        """Of all snapshots, the numbers of those that need not stay; the newest, which is current, always does.

        `published` says when each was published.
        """
        numbers = sorted(published)
        # A snapshot was current until the next one came.
        old = [n for n, after in pairwise(numbers) if now - published[after] >= self.age]
        least = max(self.least, 1)
        gone = {*old, *numbers[: -max(self.most, least)]} - {*numbers[-least:]}
        return sorted(gone)


@record
class Removed:
    """What a removal took (or would take): snapshots and units of work by name, and the bytes that it frees."""

    snapshots: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    bytes: int = 0


def freed(folders: Sequence[Path]) -> int:
    """The bytes that removing some folders gives back: files with a name elsewhere stay."""
    names: Counter[int] = Counter()
    found: dict[int, tuple[int, int]] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                state = path.stat()
                names[state.st_ino] += 1
                found[state.st_ino] = (state.st_nlink, state.st_size)
    return sum(size for inode, (links, size) in found.items() if links == names[inode])


def left_units(root: Path, age: timedelta) -> list[Path]:
    """The units of work in the store that nobody has touched for `age`: their run was killed and not repeated."""
    folder = root / UNITS
    before = time.time() - age.total_seconds()
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.is_dir() and p.stat().st_mtime <= before)


def remove_units(units: Sequence[Path]) -> None:
    """Removes units of work."""
    for unit in units:
        shutil.rmtree(unit, ignore_errors=True)
