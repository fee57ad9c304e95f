"""One snapshot of all tables: a folder that never changes once it is published.

OUT/current -> .snapshots/000124            the newest snapshot (`CURRENT` says the same as text)
OUT/.snapshots/000124/_snapshot.json        what it holds and where it comes from
OUT/.snapshots/000124/<table>/<part>-s000124.parquet
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.records.record import record
from pipeline.tables.errors import StoreError, one_line
from pipeline.tables.files import read_files
from pipeline.tables.schema import SCHEMA_VERSION, TABLES

MANIFEST = "_snapshot.json"


@record
class FileEntry:
    """One file of a snapshot: the part it belongs to, its rows and its size in bytes."""

    part: str
    rows: int
    bytes: int


@record
class Manifest:
    """What `_snapshot.json` says.

    `parent` is the snapshot that was current before, `previous` the one that a rollback leads to (another
    than `parent` after a rollback), `op` what made it, `created` when (ISO 8601, UTC; empty in manifests of schema
    1.0). `files` maps table and file name to the file's entry.
    """

    number: int
    parent: int | None
    previous: int | None
    op: str
    run_id: str | None
    schema_version: str
    schema: str
    files: Mapping[str, Mapping[str, FileEntry]]
    created: str = ""

    def to_json(self) -> str:
        """The manifest as indented JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @staticmethod
    def from_json(text: str) -> Manifest:
        """The manifest that `to_json` wrote; ValueError, KeyError, TypeError or AttributeError on anything else."""
        data = json.loads(text)
        files = {
            table: {name: FileEntry(**entry) for name, entry in entries.items()}
            for table, entries in data.pop("files").items()
        }
        version_numbers(data["schema_version"])
        return Manifest(**data, files=files)


def version_numbers(version: str) -> tuple[int, int]:
    """Major and minor number of a schema version; ValueError where it is none."""
    major, minor = version.split(".")
    return int(major), int(minor)


def schema_hash() -> str:
    """A hash of every table's columns, types and descriptions: files of one snapshot share it."""
    described = [
        [t.name, t.doc, [[c.name, str(c.type), c.nullable, c.doc] for c in t.columns]]
        for t in TABLES.values()
    ]
    return sha256(json.dumps([SCHEMA_VERSION, described]).encode()).hexdigest()[:16]


def snapshot_name(number: int) -> str:
    """The folder name of a snapshot."""
    return f"{number:06d}"


class Snapshot:
    """A snapshot that was resolved once: whatever is published later, its tables stay those of one moment."""

    def __init__(self, path: Path) -> None:
        """Reads the manifest; StoreError where the folder is gone or is no snapshot."""
        self.path = path
        try:
            self.manifest = Manifest.from_json((path / MANIFEST).read_text(encoding="utf-8"))
        except OSError as error:
            raise StoreError(f"{path} is no snapshot: {one_line(error)}") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(f"{path / MANIFEST} is damaged: {one_line(error)}") from None

    @property
    def number(self) -> int:
        """Snapshots count from 1."""
        return self.manifest.number

    @property
    def created(self) -> datetime:
        """When it was published; where the manifest does not say so, when that was written."""
        if self.manifest.created:
            return datetime.fromisoformat(self.manifest.created)
        return datetime.fromtimestamp((self.path / MANIFEST).stat().st_mtime, UTC)

    def files(self, table: str) -> dict[str, FileEntry]:
        """The files of a table in order of their names."""
        if table not in TABLES:
            raise StoreError(f"there is no table {table!r}; tables are {', '.join(TABLES)}")
        return dict(sorted(self.manifest.files.get(table, {}).items()))

    def paths(self, table: str, part: str | None = None) -> list[Path]:
        """The paths of a table's files, or of those of one part."""
        entries = self.files(table).items()
        return [self.path / table / name for name, entry in entries if part in (None, entry.part)]

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return sum(entry.rows for entry in self.files(table).values())

    def bytes(self) -> int:
        """The size of all files, those shared with other snapshots too."""
        return sum(entry.bytes for table in TABLES for entry in self.files(table).values())

    def read(
        self, table: str, columns: Sequence[str] | None = None, filters: pc.Expression | None = None
    ) -> pa.Table:
        """A table's rows: all columns or the named ones, all rows or those that `filters` keeps."""
        paths = self.paths(table)
        return read_files(TABLES[table], paths, columns, filters)
