"""Finished units on their way into a snapshot: one folder each, complete as soon as it has its name.

STORE/.units/<key>/<table>.arrow     the unit's rows, one Arrow stream a table
STORE/.units/<key>/unit.json         how many there are
STORE/.units/.<key>.…/               an attempt under way, with `at`, the jobs that are being read
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa

from pipeline.records.record import record
from pipeline.tables.errors import StoreError, one_line
from pipeline.tables.files import sync
from pipeline.tables.parts import Tables
from pipeline.tables.retention import UNITS
from pipeline.tables.schema import TABLES

_ABOUT, _AT = "unit.json", "at"
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


@record
class UnitReport:
    """What a finished unit holds. `failed` counts the documents that an error, a limit or a death kept from
    being read, `unread` those that gave no page."""

    key: str
    pages: int = 0
    articles: int = 0
    events: int = 0
    issues: int = 0
    failed: int = 0
    duplicates: int = 0
    unread: int = 0
    seconds: float = 0.0


class Staging:
    """The finished units of a store."""

    def __init__(self, store: Path) -> None:
        self.folder = store / UNITS

    def open(self) -> None:
        """Makes the folder and clears it of attempts that a killed run left."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(".*"):
            shutil.rmtree(left, ignore_errors=True)

    def report(self, key: str) -> UnitReport | None:
        """What a unit holds; None if it is not finished."""
        try:
            return UnitReport(**json.loads((self.folder / key / _ABOUT).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError):
            self.remove([key])  # cut off by a power failure
            return None

    def tables(self, key: str) -> Tables:
        """The rows of a unit; StoreError where it is gone or damaged."""
        tables: dict[str, pa.Table] = {}
        if self.report(key) is None:
            raise StoreError(f"the finished unit {key} is gone from {self.folder}; run again")
        for path in sorted((self.folder / key).glob("*.arrow")):
            try:
                with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as stream:
                    # The declared schema, whose metadata a stream's need not equal.
                    tables[path.stem] = stream.read_all().cast(TABLES[path.stem].schema)
            except (OSError, pa.ArrowException) as error:
                raise StoreError(f"{path} is damaged: {one_line(error)}") from None
        return tables

    def remove(self, keys: Iterable[str]) -> None:
        """Forgets units."""
        for key in keys:
            shutil.rmtree(self.folder / key, ignore_errors=True)


class Attempt:
    """A unit being written: tables are added piece by piece, `finish` makes them a finished unit.

    `mark` notes which jobs are being read, so that a driver learns of what a worker died.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._path = path
        self._key = key
        self._writers: dict[str, pa.ipc.RecordBatchStreamWriter] = {}
        path.mkdir(parents=True)
        self._at = (path / _AT).open("wb", buffering=0)

    def mark(self, jobs: range | None) -> None:
        """The jobs that come next."""
        told = f"{jobs.start:10d} {jobs.stop:10d}" if jobs else " " * 21
        self._at.seek(0)
        self._at.write(told.encode())

    def add(self, tables: Tables) -> None:
        """Further rows of the unit."""
        for name, rows in tables.items():
            if not rows.num_rows:
                continue
            if name not in self._writers:
                self._writers[name] = pa.ipc.new_stream(
                    str(self._path / f"{name}.arrow"), rows.schema, options=_OPTIONS
                )
            self._writers[name].write_table(rows)

    def finish(self, report: UnitReport) -> None:
        """Gives the folder its name; where another worker was faster its result stays."""
        self.close()
        (self._path / _AT).unlink()
        about = self._path / _ABOUT
        about.write_text(json.dumps(asdict(report)) + "\n", encoding="utf-8")
        for path in self._path.iterdir():
            sync(path)
        target = self._path.parent / self._key
        try:
            self._path.rename(target)
        except OSError:
            if not target.is_dir():
                raise
            shutil.rmtree(self._path)

    def close(self) -> None:
        """Closes the files."""
        for writer in self._writers.values():
            writer.close()
        self._writers = {}
        self._at.close()


def clear(path: Path) -> range | None:
    """Removes an attempt that failed; the jobs it was at, None before and after."""
    try:
        first, last = map(int, (path / _AT).read_bytes().split())
    except (OSError, ValueError):
        return None
    finally:
        shutil.rmtree(path, ignore_errors=True)
    return range(first, last)
