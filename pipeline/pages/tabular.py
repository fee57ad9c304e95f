"""Files of records (JSON lines, CSV, Parquet) as rows, one at a time: memory does not grow with the file.

A row is `(number, record)` with the number counted from 0 over all records, broken ones included; a record that
cannot be read is a `Fault` in its place, and the reading goes on with the next.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

from pipeline.pages.decode import MAX_CHARS, detect

MAX_LINE = 4 * MAX_CHARS
"""The longest line of a record file that is held, in characters: a page text with its JSON escapes."""

_SNIFFED = 1 << 20
_PARQUET_BATCH = 64

csv.field_size_limit(MAX_LINE)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record, or from there on the rest of a file, could not be read. `row` is None for the whole file."""

    kind: str
    detail: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One record with its number and the encoding it came in; `tabular` where all records have the same columns."""

    number: int
    record: dict[str, Any]
    encoding: str = "utf-8"
    tabular: bool = True


def read_rows(path: Path, wanted: Callable[[str], bool]) -> Iterator[Row | Fault]:
    """The records of a `.jsonl`, `.jsonl.gz`, `.csv`, `.csv.gz` or `.parquet` file, of Parquet the wanted columns."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes[-1] == ".parquet":
        yield from _parquet(path, wanted)
        return
    packed = suffixes[-1] == ".gz"
    read = _csv if suffixes[-2 if packed else -1] == ".csv" else _json_lines
    try:
        with _open(path, packed) as binary:
            encoding = detect(_peek(binary))
        with _open(path, packed) as binary, _text(binary, encoding) as lines:
            yield from read(lines, encoding)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Fault(
            "truncated", f"the compressed data is damaged or cut off ({error}); what stands before is read"
        )
    except OSError as error:
        yield Fault("unreadable", error.strerror or str(error))


def _open(path: Path, packed: bool) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if packed else path.open("rb")


def _peek(binary: BinaryIO) -> bytes:
    """The first bytes, as many as can be read."""
    data = bytearray()
    try:
        while len(data) < _SNIFFED and (block := binary.read(1 << 14)):
            data += block
    except (EOFError, zlib.error, gzip.BadGzipFile):
        pass  # told when the records are read
    return bytes(data)


def _text(binary: BinaryIO, encoding: str) -> TextIO:
    return io.TextIOWrapper(binary, encoding.removesuffix("-sig"), errors="replace", newline="")


def _lines(stream: TextIO) -> Iterator[str | None]:
    """Lines with their ends; None for one longer than MAX_LINE, which is passed over without being held."""
    first = True
    while line := stream.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith("\n"):
            yield line.removeprefix("\ufeff") if first else line
            first = False
            continue
        while (rest := stream.readline(MAX_LINE)) and not rest.endswith("\n"):
            pass
        yield None


def _json_lines(stream: TextIO, encoding: str) -> Iterator[Row | Fault]:
    number = 0
    for line in _lines(stream):
        if line is None:
            yield Fault("too_long", f"the line has more than {MAX_LINE:,} characters", number)
        elif not line.strip():
            continue
        else:
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Fault("broken_record", f"no JSON: {error}", number)
            else:
                if isinstance(record, dict):
                    yield Row(number, record, encoding, tabular=False)
                else:
                    yield Fault("broken_record", "the line holds no JSON object", number)
        number += 1


def _csv(stream: TextIO, encoding: str) -> Iterator[Row | Fault]:
    source = _Rewindable(_lines(stream))
    header: list[str] | None = None
    number = 0
    reader = csv.reader(source, strict=True)
    while True:
        source.mark()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong) as error:
            # A quote that is never closed swallows the lines after it: they are given back.
            source.rewind()
            reader = csv.reader(source, strict=True)
            kind = "too_long" if isinstance(error, _TooLong) else "broken_record"
            if header is None:
                yield Fault(kind, f"the header line cannot be read: {error}")
                return
            yield Fault(kind, f"no CSV record: {error}", number)
            number += 1
            continue
        if not cells:
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            continue
        if len(cells) > len(header):
            yield Fault("broken_record", f"{len(cells)} cells for {len(header)} columns", number)
        else:
            yield Row(number, dict(zip(header, cells, strict=False)), encoding)
        number += 1


class _TooLong(Exception):
    """A record longer than MAX_LINE."""


class _Rewindable:
    """Lines that can be given back to the second line after the last `mark`."""

    def __init__(self, lines: Iterator[str | None]) -> None:
        self.lines = lines
        self.back: deque[str | None] = deque()
        self.taken: list[str | None] = []
        self.length = 0

    def __iter__(self) -> _Rewindable:
        return self

    def __next__(self) -> str:
        line = self.back.popleft() if self.back else next(self.lines)
        self.taken.append(line)
        self.length += len(line or "")
        if line is None or self.length > MAX_LINE:
            raise _TooLong(f"it has more than {MAX_LINE:,} characters")
        return line

    def mark(self) -> None:
        self.taken, self.length = [], 0

    def rewind(self) -> None:
        self.back.extendleft(reversed(self.taken[1:]))


def _parquet(path: Path, wanted: Callable[[str], bool]) -> Iterator[Row | Fault]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            columns = [name for name in file.schema_arrow.names if wanted(name)]
            for batch in file.iter_batches(batch_size=_PARQUET_BATCH, columns=columns):
                for record in batch.to_pylist():
                    yield Row(number, record)
                    number += 1
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Fault("truncated", f"no whole Parquet file: {str(error).splitlines()[0]}")
