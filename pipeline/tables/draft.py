"""A snapshot in the making: files are written or linked beside the store, then published in one step.

Publishing renames the folder into place, then swaps one symbolic link; a writer killed at any moment leaves
the old snapshot or the new one. `checkpoint` is called with a name after every step, for tests and logs.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from pipeline.tables.errors import StoreError, one_line
from pipeline.tables.files import link_file, sync, write_file
from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.snapshot import MANIFEST, FileEntry, Manifest, Snapshot, schema_hash, snapshot_name

Checkpoint = Callable[[str], None]
SNAPSHOTS, STAGING, CURRENT, POINTER = ".snapshots", ".staging", "CURRENT", "current"
_WRITERS = 2


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turns a file system error into a StoreError about `path`."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"cannot write {path}: {one_line(error)}") from None


class Draft:
    """The next snapshot of the store at `root`, made under the writer's lock."""

    def __init__(self, root: Path, base: Snapshot | None, checkpoint: Checkpoint) -> None:
        """Opens an empty folder for the snapshot after `base`."""
        self.root = root
        self.base = base
        self.number = base.number + 1 if base else 1
        self.folder = root / STAGING / snapshot_name(self.number)
        self.checkpoint = checkpoint
        self.files: dict[str, dict[str, FileEntry]] = {name: {} for name in TABLES}
        with reported(self.folder):
            self.folder.mkdir()
            for name in TABLES:
                (self.folder / name).mkdir()
        checkpoint("opened")

    def write(self, part: str, tables: Mapping[str, pa.Table]) -> None:
        """Writes the files of a part, under names that no snapshot has used."""
        name = f"{part}-s{snapshot_name(self.number)}.parquet"
        paths = [self.folder / table / name for table in tables]
        # Encoding and waiting for the disk release the interpreter: half the time where there are two cores.
        with ThreadPoolExecutor(_WRITERS) as pool:
            for (table, rows), path, _ in zip(
                tables.items(), paths, pool.map(write_file, tables.values(), paths), strict=True
            ):
                self.files[table][name] = FileEntry(part, rows.num_rows, path.stat().st_size)
                self.checkpoint(f"written {table}")

    def link(self, source: Snapshot, table: str, parts: Collection[str] | None = None) -> None:
        """Takes over a table's files, or those of some parts, from an older snapshot."""
        for name, entry in source.files(table).items():
            if parts is None or entry.part in parts:
                link_file(source.path / table / name, self.folder / table / name)
                self.files[table][name] = entry
        self.checkpoint(f"linked {table}")

    def paths(self, table: str) -> list[Path]:
        """The table's files so far."""
        return [self.folder / table / name for name in sorted(self.files[table])]

    def publish(self, op: str, run_id: str | None = None, again: Manifest | None = None) -> Snapshot:
        """Makes the draft the current snapshot; `again` is the manifest of the one whose files it holds, if so."""
        parent = self.base.number if self.base else None
        manifest = Manifest(
            number=self.number,
            parent=parent,
            previous=again.previous if again else parent,
            op=op,
            run_id=again.run_id if again else run_id,
            schema_version=again.schema_version if again else SCHEMA_VERSION,
            schema=again.schema if again else schema_hash(),
            files=self.files,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        name = snapshot_name(self.number)
        target = self.root / SNAPSHOTS / name
        with reported(target):
            (self.folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
            sync(self.folder / MANIFEST)
            self.checkpoint("described")
            for table in TABLES:
                sync(self.folder / table)
            sync(self.folder)
            self.checkpoint("synced")
            self.folder.rename(target)
            sync(target.parent)
            self.checkpoint("renamed")
        point(self.root, self.number, self.checkpoint)
        return Snapshot(target)

    def discard(self) -> None:
        """Removes a draft that is not to be published."""
        shutil.rmtree(self.folder, ignore_errors=True)


def point(root: Path, number: int, checkpoint: Checkpoint) -> None:
    """Makes a snapshot the current one: swaps the link, then notes the same in the text file."""
    with reported(root / POINTER):
        link = root / STAGING / POINTER
        link.symlink_to(f"{SNAPSHOTS}/{snapshot_name(number)}")
        link.replace(root / POINTER)
        sync(root)
        checkpoint("swapped")
        note(root, number)
        checkpoint("noted")


def note(root: Path, number: int) -> None:
    """Writes `CURRENT`, for tools that do not follow symbolic links."""
    text = root / STAGING / CURRENT
    text.write_text(snapshot_name(number) + "\n", encoding="ascii")
    sync(text)
    text.replace(root / CURRENT)
    sync(root)


def resolve(root: Path) -> Path | None:
    """The current snapshot's folder: where the link leads, else (a copy without links) what `CURRENT` says."""
    pointer = root / POINTER
    if pointer.is_symlink():
        return root / pointer.readlink()
    try:
        noted = root / SNAPSHOTS / (root / CURRENT).read_text(encoding="ascii").strip()
        return noted if noted.is_dir() else None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"cannot read {root / CURRENT}: {one_line(error)}") from None


def numbers(root: Path) -> list[int]:
    """The snapshots there are, oldest first."""
    folder = root / SNAPSHOTS
    return sorted(int(p.name) for p in folder.iterdir() if p.name.isdecimal()) if folder.is_dir() else []


def published(root: Path) -> dict[int, datetime]:
    """When each snapshot that there is was published; by the file's time, so that none need be read."""
    with reported(root / SNAPSHOTS):
        return {
            number: datetime.fromtimestamp(
                (root / SNAPSHOTS / snapshot_name(number) / MANIFEST).stat().st_mtime, UTC
            )
            for number in numbers(root)
        }


def remove(root: Path, number: int) -> None:
    """Removes a snapshot: out of sight in one step, so that a kill leaves none half there."""
    name = snapshot_name(number)
    with reported(root / SNAPSHOTS / name):
        hidden = root / STAGING / f"removed-{name}"
        (root / SNAPSHOTS / name).rename(hidden)
        shutil.rmtree(hidden)


def tidy(root: Path) -> None:
    """Clears what a killed writer left: its staging files and a snapshot it did not get to publish.

    To be called under the writer's lock. Refuses where the pointer is lost but several snapshots are there.
    """
    with reported(root):
        for left in (root / STAGING).iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()
        current = resolve(root)
        newest = int(current.name) if current else 0
        unpublished = [n for n in numbers(root) if n > newest]
        if len(unpublished) > 1:
            raise StoreError(
                f"{root / POINTER} leads nowhere; point it at {SNAPSHOTS}/{snapshot_name(unpublished[-1])}"
            )
        for number in unpublished:
            remove(root, number)
        if current:
            note(root, newest)
