"""A user's own registry: a JSONL or CSV file of unions that are added to the registry or replace its entries.

Columns (keys): `id` and `name` are required; `level`, `parent` (an id or a name), `region` (a division's path),
`admin_code`, `aliases` (a list, or separated by |), `since` and `until` (years in which the name held) and
`existence` (verified, which is the default, or presumed) may be left out. An entry with the id of an entry of the
registry takes its place. Every fault is a LexiconError that names file and line.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pipeline.lexicon import LexiconError
from pipeline.records import Existence
from pipeline.records.record import record

_REQUIRED = ("id", "name")
COLUMNS = (*_REQUIRED, "level", "parent", "region", "admin_code", "aliases", "since", "until", "existence")
LEVELS = (
    "national",
    "province",
    "prefecture",
    "county",
    "township",
    "zone",
    "industry",
    "community",
    "enterprise",
    "affiliate",
)


@record
class Entry:
    """One line of the file; `where` is file and line for messages. Empty fields are None."""

    where: str
    union_id: str
    name: str
    level: str | None = None
    parent: str | None = None
    region: str | None = None
    admin_code: str | None = None
    aliases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    existence: Existence = "verified"


def read_entries(path: Path) -> list[Entry]:
    """The entries of a `.csv`, `.jsonl` or `.json` (one object a line) file; LexiconError on any fault in it."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise LexiconError(f"{path}: cannot be read ({reason})") from None
    read = {".csv": _csv_rows, ".jsonl": _json_rows, ".json": _json_rows}.get(path.suffix.lower())
    if read is None:
        raise LexiconError(f"{path}: a registry is a .jsonl or a .csv file")
    entries: dict[str, Entry] = {}
    for where, row in read(str(path), text):
        entry = _entry(where, row)
        if entry.union_id in entries:
            first = entries[entry.union_id].where
            raise LexiconError(f"{where}: id {entry.union_id!r} stands in {first} already")
        entries[entry.union_id] = entry
    if not entries:
        raise LexiconError(f"{path}: no entries")
    return list(entries.values())


def _csv_rows(path: str, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    _check_columns(f"{path}:1", header)
    if len(set(header)) < len(header):
        raise LexiconError(f"{path}:1: a column is given twice")
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{path}:{reader.line_num}"
        if len(cells) > len(header):
            raise LexiconError(f"{where}: {len(cells)} cells for {len(header)} columns")
        yield where, dict(zip(header, (cell.strip() for cell in cells), strict=False))


def _json_rows(path: str, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except ValueError:
            raise LexiconError(f"{where}: this line is no JSON") from None
        if not isinstance(row, dict):
            raise LexiconError(f"{where}: this line is no JSON object")
        _check_columns(where, list(row))
        yield where, row


def _check_columns(where: str, columns: list[str]) -> None:
    if unknown := [c for c in columns if c not in COLUMNS]:
        raise LexiconError(f"{where}: unknown column {unknown[0]!r}; there are {', '.join(COLUMNS)}")
    if absent := [c for c in _REQUIRED if c not in columns]:
        raise LexiconError(f"{where}: no column {absent[0]!r}")


def _entry(where: str, row: dict[str, Any]) -> Entry:
    aliases = row.get("aliases") or ()
    if isinstance(aliases, str):
        aliases = [part.strip() for part in aliases.split("|") if part.strip()]
    if not isinstance(aliases, (list, tuple)) or not all(isinstance(a, str) and a for a in aliases):
        raise LexiconError(f"{where}: aliases are a list of names")
    union_id, name = (_text(where, row, column) for column in _REQUIRED)
    if union_id is None or name is None:
        raise LexiconError(f"{where}: no value in column {'name' if union_id else 'id'!r}")
    level = _text(where, row, "level")
    if level is not None and level not in LEVELS:
        raise LexiconError(f"{where}: unknown level {level!r}; there are {', '.join(LEVELS)}")
    existence = _text(where, row, "existence")
    if existence is not None and existence not in get_args(Existence):
        raise LexiconError(f"{where}: existence is verified or presumed, not {existence!r}")
    since, until = _year(where, row, "since"), _year(where, row, "until")
    if since and until and since > until:
        raise LexiconError(f"{where}: since {since} is after until {until}")
    return Entry(
        where,
        union_id,
        name,
        level,
        _text(where, row, "parent"),
        _text(where, row, "region"),
        _text(where, row, "admin_code"),
        tuple(aliases),
        since,
        until,
        "presumed" if existence == "presumed" else "verified",
    )


def _text(where: str, row: dict[str, Any], column: str) -> str | None:
    value = row.get(column)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise LexiconError(f"{where}: the value of {column!r} is no text")
    return str(value).strip() or None


def _year(where: str, row: dict[str, Any], column: str) -> int | None:
    value = _text(where, row, column)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) == 4):
        raise LexiconError(f"{where}: {column!r} is a year of four digits, not {value!r}")
    return int(value)
