"""Rows of many pages as one batch, and the row that tells of the run that made them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from pipeline.tables.rows import Row, Rows
from pipeline.tables.schema import TABLES, to_table


def batch_rows(pages: Iterable[Rows]) -> Rows:
    """The rows of every table but `runs`; a union that several pages refer to stands once."""
    rows: Rows = {name: [] for name in TABLES if name != "runs"}
    unions: dict[str, Row] = {}
    for page in pages:
        for name, new in page.items():
            rows[name].extend(new)
        unions |= {row["union_id"]: row for row in page.get("unions", [])}
    rows["unions"] = list(unions.values())
    return rows


def one_by_one(rows: Rows) -> Rows:
    """The same rows, also where one stood for all of an extraction; tokens are left out."""
    return {
        name: to_table(name, listed).to_pylist() if TABLES[name].blocks else listed
        for name, listed in rows.items()
        if name != "tokens"
    }


def run_id(started: datetime) -> str:
    """A name for a run that starts at a moment; later ones sort behind it."""
    return f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


def run_row(
    run: str, started: datetime, seconds: float, fingerprint: str, *, pages: int, articles: int
) -> Row:
    """The row of `runs` for a run that ends now; `fingerprint` is that of code and model."""
    # It imports the reader of e-mail.
    from importlib.metadata import version

    return {
        "run_id": run,
        "started_at": started,
        "finished_at": datetime.now(UTC),
        "version": version("gonghui"),
        "fingerprint": fingerprint,
        "pages": pages,
        "articles": articles,
        "seconds": seconds,
    }
