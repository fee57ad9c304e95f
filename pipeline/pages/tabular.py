"""Records (JSON lines, CSV, Parquet) as rows, one at a time: memory does not grow with the file.

A row is `(number, record)` with the number counted from 0 over all records, broken ones included; a record that
cannot be read is a `Fault` in its place, and the reading goes on with the next.
"""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from pipeline.pages.rows import Fault, Row
from pipeline.pages.streams import MAX_LINE, PACKED, Damaged, Position, Sniffed, open_file

RECORDS = (".parquet", *(f"{kind}{packed}" for kind in (".jsonl", ".csv") for packed in ("", *PACKED)))
"""The suffixes of the files that are read as records."""

csv.field_size_limit(MAX_LINE)


def read_rows(
    path: Path, wanted: Callable[[str], bool], position: Position | None = None
) -> Iterator[Row | Fault]:
    """The records of a file that ends as one of RECORDS does; of Parquet, the wanted columns alone."""
    name = path.name.lower()
    position = position or Position()
    if name.endswith(".parquet"):
        # It brings Arrow with it, which other records need not wait for.
        from pipeline.pages.parquet import parquet_rows

        yield from parquet_rows(path, wanted, position)
        return
    try:
        binary = open_file(path, position)
    except OSError as error:
        yield Fault("unreadable", error.strerror or str(error))
        return
    with closing(binary):
        read = _csv if any(name.endswith(f".csv{packed}") for packed in ("", *PACKED)) else _json_lines
        yield from _told(read(Sniffed(binary)))


def json_rows(stream: Sniffed) -> Iterator[Row | Fault]:
    """The records of a stream of JSON lines."""
    yield from _told(_json_lines(stream))


def _told(rows: Iterator[Row | Fault]) -> Iterator[Row | Fault]:
    """The rows, and a fault where the stream breaks off."""
    try:
        yield from rows
    except Damaged as error:
        detail = f"the compressed data is damaged or cut off ({error}); what stands before is read"
        yield Fault("truncated", detail)
    except OSError as error:
        yield Fault("unreadable", error.strerror or str(error))


def _json_lines(stream: Sniffed) -> Iterator[Row | Fault]:
    number = 0
    for line in stream.lines():
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
                    yield Row(number, record, stream.encoding, tabular=False)
                else:
                    yield Fault("broken_record", "the line holds no JSON object", number)
        number += 1


def _csv(stream: Sniffed) -> Iterator[Row | Fault]:
    source = _Rewindable(stream.lines())
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
            yield Row(number, dict(zip(header, cells, strict=False)), stream.encoding)
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
