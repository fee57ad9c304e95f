"""Events that two articles of a page report both: they share a `same_as` id, the id of the first of them.

Two are the same when type and days agree and either both have the same name, or neither names differ, the same
union holds them and the same place is given. What is only alike (two visits of one union on a day) stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pipeline.patterns import regex

Row = dict[str, Any]

_MARKS = regex(r"[\s“”\"‘’《》（）()]")
_HOLDERS = ("organizer", "subject")


def with_same_as(events: Iterable[Row], links: Iterable[Row]) -> list[Row]:
    """The event rows of one page with `same_as` set, None where no other article tells the event."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link["role"] in _HOLDERS:
            holders[link["event_id"]].add(link["union_id"])
    rows = list(events)
    groups: list[list[Row]] = []
    for row in rows:
        group = next((g for g in groups if any(_same(row, other, holders) for other in g)), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    first = {row["event_id"]: group[0]["event_id"] for group in groups for row in group if len(group) > 1}
    return [row | {"same_as": first.get(row["event_id"])} for row in rows]


def _same(a: Row, b: Row, holders: dict[str, set[str]]) -> bool:
    if a["article_id"] == b["article_id"] or a["type"] != b["type"] or not _days_agree(a, b):
        return False
    shared = bool(holders[a["event_id"]] & holders[b["event_id"]])
    names = [_MARKS.sub("", row["name"] or "") for row in (a, b)]
    if all(names):
        held = holders[a["event_id"]] and holders[b["event_id"]]
        return names[0] == names[1] and (shared or not held)
    return shared and a["start_date"] is not None and a["place"] is not None and a["place"] == b["place"]


def _days_agree(a: Row, b: Row) -> bool:
    """Whether the days overlap; a day that is not given speaks against nothing."""
    days = (a["start_date"], a["end_date"], b["start_date"], b["end_date"])
    if any(d is None for d in days):
        return True
    return bool(days[0] <= days[3] and days[2] <= days[1])
