"""Parquet files as rows, some at a time; a damaged row group and a value that cannot be read cost themselves only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.pages.rows import Fault, Row, first_line
from pipeline.pages.streams import MAX_LINE, Position

# Rows are read together, fewer where the file says that they are long.
_ROWS, _BYTES = 64, 16_000_000


def parquet_rows(path: Path, wanted: Callable[[str], bool], position: Position) -> Iterator[Row | Fault]:
    """The rows of a Parquet file with the wanted columns, and what could not be read, in order."""
    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
            columns = [name for name in file.schema_arrow.names if wanted(name)]
            start = 0
            size = path.stat().st_size
            for number in range(file.num_row_groups):
                position.bytes = size * number // file.num_row_groups
                yield from _group_rows(file, number, columns, start)
                start += file.metadata.row_group(number).num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Fault("truncated", f"no whole Parquet file: {first_line(error)}")


def _group_rows(file: pq.ParquetFile, group: int, columns: list[str], start: int) -> Iterator[Row | Fault]:
    """The rows of a row group, of which the first is the file's row `start`."""
    told = file.metadata.row_group(group)
    together = max(1, min(_ROWS, _BYTES * told.num_rows // max(told.total_byte_size, 1)))
    number = start
    try:
        for batch in file.iter_batches(together, row_groups=[group], columns=columns):
            yield from _batch_rows(batch, number)
            number += batch.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        lost = f"rows {number} to {start + told.num_rows - 1} cannot be read: {first_line(error)}"
        yield Fault("truncated", lost, number)


def _batch_rows(batch: pa.RecordBatch, start: int) -> Iterator[Row | Fault]:
    too_long = _too_long(batch)
    for row in range(batch.num_rows):
        if row in too_long:
            yield Fault("too_long", f"a value has more than {MAX_LINE:,} bytes", start + row)
            continue
        try:
            (record,) = batch.slice(row, 1).to_pylist()
        except (ValueError, OverflowError, TypeError) as error:
            # Some value has no meaning in Python.
            yield Fault("broken_record", f"a value cannot be read: {first_line(error)}", start + row)
        else:
            yield Row(start + row, record)


def _too_long(batch: pa.RecordBatch) -> set[int]:
    """The rows in which some value takes more than MAX_LINE bytes, which no string is to be made of."""
    found: set[int] = set()
    for column in batch.columns:
        if column.nbytes > MAX_LINE:
            found.update(row for row, size in enumerate(_sizes(column)) if size > MAX_LINE)
    return found


def _sizes(column: pa.Array) -> list[int]:
    """The bytes that each value takes."""
    if pa.types.is_dictionary(column.type):
        sizes = _sizes(column.dictionary)
        return [0 if index is None else sizes[index] for index in column.indices.to_pylist()]
    return [column.slice(row, 1).nbytes for row in range(len(column))]
