"""What reading records gives: a row, or why there is none."""

from __future__ import annotations

from typing import Any

from pipeline.records.record import record


@record
class Fault:
    """Why a record, or from there on the rest of a file, could not be read. `row` is None for the whole file."""

    kind: str
    detail: str
    row: int | None = None


@record
class Row:
    """One record with its number and the encoding it came in; `tabular` where all records have the same columns."""

    number: int
    record: dict[str, Any]
    encoding: str = "utf-8"
    tabular: bool = True


def first_line(error: Exception) -> str:
    """The first line of an error's message, or its type where it has none."""
    return next(iter(str(error).splitlines()), type(error).__name__)
