"""The registry written out for people: one row a union, as a table (.tsv, .csv) or as JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from pipeline.links.registry import Registry

COLUMNS = (
    "id",
    "name",
    "level",
    "parent",
    "parent_name",
    "region",
    "admin_code",
    "since",
    "until",
    "origin",
    "existence",
)


def rows(registry: Registry) -> Iterator[dict[str, Any]]:
    """Every union of the registry: its rows first, then the divisions' of today and of former times by code."""
    for union in registry.every():
        parent = registry.by_id(union.parent_id) if union.parent_id else None
        yield {
            "id": union.union_id,
            "name": union.name,
            "level": union.level,
            "parent": union.parent_id,
            "parent_name": parent.name if parent else None,
            "region": union.region,
            "admin_code": union.admin_code,
            "since": union.since,
            "until": union.until,
            "origin": union.origin,
            "existence": union.existence,
        }


def write(listed: Iterable[Mapping[str, Any]], file: TextIO, suffix: str) -> int:
    """Write rows as `.jsonl`, `.csv` or (any other suffix) tab-separated; returns how many."""
    counted = list(listed)
    if suffix == ".jsonl":
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in counted)
        return len(counted)
    writer = csv.DictWriter(file, COLUMNS, delimiter="," if suffix == ".csv" else "\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(counted)
    return len(counted)
