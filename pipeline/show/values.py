"""How single values are written for people: days, ranges of days, numbers, lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

NOTHING = "–"
_MODIFIERS = {"exact": "", "about": "≈ ", "below": "< ", "above": "> "}


def days(start: date | None, end: date | None) -> str:
    """Two days as one range: `2024-05-16 … 05-17`."""
    if start is None and end is None:
        return NOTHING
    if start == end:
        return str(start)
    if start is None or end is None:
        return f"{start or ''} …" if end is None else f"… {end}"
    shown = end.isoformat()
    return f"{start} … {shown[5:] if start.year == end.year else shown}"


def number(row: Mapping[str, Any]) -> str:
    """The value of a row of `counts` with its modifier and unit: `≈ 1,000 名`."""
    upper = "" if row["value_max"] is None else f"–{_plain(row['value_max'])}"
    space = "" if row["unit"] == "%" else " "
    return f"{_MODIFIERS[row['modifier']]}{_plain(row['value'])}{upper}{space}{row['unit']}".strip()


def position(start: int, end: int) -> str:
    """Characters on the page, counted from 0."""
    return f"{start}–{end}"


def text(value: Any) -> str:
    """Any other value; a list joined by 、, nothing as a dash."""
    if value is None or value == "" or value == []:
        return NOTHING
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")
