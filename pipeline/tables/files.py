"""Parquet files of the store: how they are written, read back, linked and made durable.

Writer options were measured on news (4.4 bytes per token, 3.5 kB per article in all tables): zstd 3, row groups of
128k rows, dictionaries for strings and scores that repeat, delta encoding for integers, page index. The same rows give
the same bytes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.tables.columns import DAY, FLOAT, STRING
from pipeline.tables.errors import StoreError, one_line
from pipeline.tables.schema import TABLES, Table

ROW_GROUP = 131_072
# Running text hardly repeats: a dictionary would only be built and thrown away.
_RUNNING_TEXT = {("pages", "text"), ("articles", "text"), ("sentences", "text"), ("event_unions", "evidence")}


def write_file(table: pa.Table, path: Path) -> None:
    """Writes one part of a table, rows as they stand, and waits until it is on the disk."""
    name = table.schema.metadata[b"gonghui.table"].decode()
    try:
        with path.open("wb") as file:
            pq.write_table(
                table.combine_chunks(),
                file,
                compression="zstd",
                compression_level=3,
                row_group_size=ROW_GROUP,
                write_page_index=True,
                use_dictionary=_dictionary_columns(TABLES[name]),
                column_encoding={
                    c.name: "DELTA_BINARY_PACKED" for c in TABLES[name].columns if pa.types.is_integer(c.type)
                },
            )
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(f"cannot write {path}: {one_line(error)}") from None


def _dictionary_columns(table: Table) -> list[str]:
    columns: list[str] = []
    for c in table.columns:
        if pa.types.is_list(c.type):
            columns.append(f"{c.name}.list.element")
        elif c.type in (STRING, DAY, FLOAT) and (table.name, c.name) not in _RUNNING_TEXT:
            columns.append(c.name)
    return columns


def read_files(
    table: Table,
    paths: Sequence[Path],
    columns: Sequence[str] | None = None,
    filters: pc.Expression | None = None,
) -> pa.Table:
    """The rows of some parts of one table, in the order of `paths`; StoreError on a damaged or missing file.

    A column that an older file lacks is read as nulls.
    """
    wanted = list(table.names if columns is None else columns)
    if unknown := [c for c in wanted if c not in table.names]:
        raise StoreError(f"{table.name} has no column {unknown[0]!r}")
    try:
        # It brings pandas with it, which reading one file should not wait for.
        import pyarrow.dataset as ds

        found = ds.dataset([str(p) for p in paths], schema=table.schema, format="parquet")
        rows = found.to_table(columns=wanted, filter=filters)
        fields = [table.schema.field(name) for name in wanted]
        return pa.Table.from_arrays(rows.columns, schema=pa.schema(fields, metadata=table.schema.metadata))
    except (OSError, pa.ArrowException) as error:
        raise _damaged(paths, error) from None


def _damaged(paths: Iterable[Path], error: Exception) -> StoreError:
    """The error that names the file which cannot be read."""
    for path in paths:
        if not path.is_file():
            return StoreError(f"{path} is missing")
        try:
            pq.ParquetFile(path).read()
        except (OSError, pa.ArrowException) as fault:
            return StoreError(f"{path} is damaged: {one_line(fault)}")
    return StoreError(f"cannot read {next(iter(paths), 'the store')}: {one_line(error)}")


def link_file(source: Path, target: Path) -> None:
    """Gives a file a second name; copies it where the file system knows no hard links."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise StoreError(f"{source} is missing") from None
    except OSError:
        try:
            shutil.copyfile(source, target)
        except OSError as error:
            raise StoreError(f"cannot write {target}: {one_line(error)}") from None
        sync(target)


def sync(path: Path) -> None:
    """Waits until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
