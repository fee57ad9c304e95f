"""What is known about a page from outside its text: options, columns of a record, a `metadata.csv` beside it.

`metadata.csv` has the columns `source,publication,home_region,issue_date,page_no` (`page_no` may be absent);
`source` is the name of a file beside it, with `#row` for one record of a larger file.
Empty cells say nothing. It is read strictly: a file that gives wrong metadata to a thousand pages must not pass.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from pipeline.pages.decode import decode
from pipeline.patterns import regex
from pipeline.records.record import record

FILE_NAME = "metadata.csv"
_COLUMNS = ("source", "publication", "home_region", "issue_date", "page_no")
_REQUIRED = _COLUMNS[:4]
_DAY = regex(
    r"(?<!\d)(?P<y>1[89]\d\d|20\d\d)(?:"
    r"\s{0,3}[-/.]\s{0,3}(?P<m>\d{1,2})\s{0,3}[-/.]\s{0,3}(?P<d>\d{1,2})(?!\d)"
    r"|\s{0,3}年\s{0,3}(?P<mc>\d{1,2})\s{0,3}月\s{0,3}(?P<dc>\d{1,2})\s{0,3}日"
    r"|(?P<mm>\d\d)(?P<dd>\d\d)(?!\d))"
)


class MetadataError(ValueError):
    """A `metadata.csv` that cannot be trusted; the message names the file, the line and the fault."""


@record
class Metadata:
    """Publication, its home division, day of issue and printed page number; None where not known."""

    publication: str | None = None
    home_region: str | None = None
    issue_date: date | None = None
    page_no: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values, and those of `other` where this one has none."""
        return Metadata(
            other.publication if self.publication is None else self.publication,
            other.home_region if self.home_region is None else self.home_region,
            other.issue_date if self.issue_date is None else self.issue_date,
            other.page_no if self.page_no is None else self.page_no,
        )


Overrides = Metadata
"""Metadata given by options of the command: the first to be believed."""


def day_in(value: object) -> date | None:
    """The first day that `value` names: a date, ISO, 2024年5月30日, 2024/5/30 or 20240530; None if none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.search(str(value)[:200])
    if not found:
        return None
    month, day = found["m"] or found["mc"] or found["mm"], found["d"] or found["dc"] or found["dd"]
    try:
        return date(int(found["y"]), int(month), int(day))
    except ValueError:
        return None


def read_metadata(path: Path) -> dict[str, Metadata]:
    """The rows of a `metadata.csv` by `source`; empty if there is no such file, MetadataError on a fault."""
    try:
        text = decode(path.read_bytes()).text
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise MetadataError(f"{path}: cannot be read ({error.strerror})") from None
    rows: dict[str, Metadata] = {}
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, path)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            where = f"{path}:{reader.line_num}"
            if len(cells) > len(header):
                raise MetadataError(f"{where}: {len(cells)} cells for {len(header)} columns")
            row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
            source = row.get("source", "").removeprefix("./")
            if not source:
                raise MetadataError(f"{where}: no source")
            if source in rows:
                raise MetadataError(f"{where}: {source} stands in the file already")
            rows[source] = _metadata(row, where)
    except csv.Error as error:
        raise MetadataError(f"{path}:{reader.line_num}: {error}") from None
    return rows


def _check_header(header: list[str], path: Path) -> None:
    if unknown := [name for name in header if name not in _COLUMNS]:
        raise MetadataError(f"{path}:1: unknown column {unknown[0]!r}; the columns are {','.join(_COLUMNS)}")
    if absent := [name for name in _REQUIRED if name not in header]:
        raise MetadataError(f"{path}:1: no column {absent[0]!r}; the columns are {','.join(_COLUMNS)}")
    if len(set(header)) < len(header):
        raise MetadataError(f"{path}:1: a column is given twice")


def _metadata(row: Mapping[str, str], where: str) -> Metadata:
    issue_date = None
    if written := row.get("issue_date"):
        try:
            issue_date = date.fromisoformat(written)
        except ValueError:
            raise MetadataError(f"{where}: {written!r} is no date of the form 2024-05-30") from None
    return Metadata(
        row.get("publication") or None, row.get("home_region") or None, issue_date, row.get("page_no") or None
    )
