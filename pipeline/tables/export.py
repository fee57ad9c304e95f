"""A snapshot as Delta or Iceberg tables: its own files under further names, and the metadata that such readers want.

FOLDER/<table>/*.parquet     hard links to the files of the snapshot (copies on another disk)
FOLDER/<table>/_delta_log    Delta: one log a table
FOLDER/<table>/metadata      Iceberg: the metadata of a table, with absolute paths
FOLDER/catalog.db            Iceberg: a catalog in SQLite, of the name `gonghui`, as is its only namespace
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pipeline.tables.draft import reported
from pipeline.tables.errors import StoreError
from pipeline.tables.files import link_file
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot

NAME, CATALOG = "gonghui", "catalog.db"


def export(snapshot: Snapshot, folder: Path, kind: Literal["delta", "iceberg"]) -> None:
    """Writes the tables of a snapshot to a new or empty folder; they stay as they are whatever the store does.

    StoreError where the folder holds something, cannot be written, or the library of the format is not installed.
    """
    try:
        if kind == "delta":
            import deltalake  # noqa: F401
        else:
            import pyiceberg.io.pyarrow  # noqa: F401
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise StoreError(f"{library} is missing; install the extra `{kind}`") from None
    with reported(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError(f"{folder} is not empty; an export wants a folder of its own")
        for table in TABLES:
            (folder / table).mkdir()
            for path in snapshot.paths(table):
                link_file(path, folder / table / path.name)
        if kind == "delta":
            _delta(folder)
        else:
            _iceberg(folder.resolve(), snapshot)


def _delta(folder: Path) -> None:
    from deltalake import convert_to_deltalake

    for name, table in TABLES.items():
        convert_to_deltalake(str(folder / name), name=name, description=table.doc)


def _iceberg(folder: Path, snapshot: Snapshot) -> None:
    from pyiceberg.catalog.sql import SqlCatalog

    catalog = SqlCatalog(NAME, uri=f"sqlite:///{folder / CATALOG}", warehouse=folder.as_uri())
    catalog.create_namespace(NAME)
    for name, table in TABLES.items():
        created = catalog.create_table(
            f"{NAME}.{name}",
            table.schema,
            location=(folder / name).as_uri(),
            properties={"comment": table.doc},
        )
        files = [folder / name / file for file, entry in snapshot.files(name).items() if entry.rows]
        if files:
            created.add_files([file.as_uri() for file in files])
