"""Candidates for a union's name in the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from pipeline.links.lookup import Candidate
from pipeline.show.values import text

_COLUMNS = ("union", "level", "years", "existence", "path", "reason", "id")


def to_table(candidates: Iterable[Candidate]) -> Table:
    """One row a candidate."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(column, overflow="fold")
    for c in candidates:
        cells = [c.union.name, c.union.level, text(c.years), c.union.existence, " › ".join(c.path)]
        table.add_row(*(Text(cell) for cell in (*cells, c.reason, c.union.union_id)))
    return table


def to_lines(candidates: Iterable[Candidate]) -> str:
    """One JSON object a candidate and line."""
    return "\n".join(
        json.dumps(
            {
                "id": c.union.union_id,
                "name": c.union.name,
                "level": c.union.level,
                "path": c.path,
                "since": c.union.since,
                "until": c.union.until,
                "existence": c.union.existence,
                "origin": c.union.origin,
                "reason": c.reason,
            },
            ensure_ascii=False,
        )
        for c in candidates
    )
