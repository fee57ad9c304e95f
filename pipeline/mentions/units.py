"""Measure words and units: the entries of `units.tsv`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipeline.lexicon import LexiconError, read_table
from pipeline.records.record import record

DIMENSIONS = frozenset(
    (
        "person",
        "thing",
        "share",
        "money",
        "length",
        "area",
        "volume",
        "mass",
        "temperature",
        "speed",
        "data",
        "physics",
        "age",
        "rate",
        "time",
        "label",
    )
)
NOT_COUNTED = frozenset({"time", "label"})


@record
class Unit:
    """A measure word.

    `arabic`: only after Arabic digits. `bare`: also after a mere 百, 千 or 万. `not_followed`: characters that make
    it the start of another word. One of it is `factor` of the canonical unit `base` (公里 is 1000 米, 港币 is HKD).
    """

    name: str
    dimension: str
    arabic: bool
    bare: bool
    not_followed: frozenset[str]
    base: str
    factor: Decimal
    example: str


def read_units(path: Path) -> dict[str, Unit]:
    """The units by name; LexiconError on an unknown dimension or a factor that is no number."""
    columns = ["unit", "dimension"]
    optional = ["script", "bare", "not_followed", "base", "factor", "example"]
    units: dict[str, Unit] = {}
    for row in read_table(path, columns, optional=optional, key=["unit"]):
        if row["dimension"] not in DIMENSIONS:
            raise LexiconError(f"{path}: unknown dimension {row['dimension']!r}")
        try:
            factor = Decimal(row["factor"] or 1)
        except InvalidOperation:
            raise LexiconError(f"{path}: {row['unit']}: no such factor {row['factor']!r}") from None
        units[row["unit"]] = Unit(
            row["unit"],
            row["dimension"],
            row["script"] == "arabic",
            bool(row["bare"]),
            frozenset(row["not_followed"]),
            row["base"] or row["unit"],
            factor,
            row["example"],
        )
    return units
