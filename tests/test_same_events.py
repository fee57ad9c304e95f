"""Events that two articles of a page tell share an id."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.tables.same_events import with_same_as

DAY = date(2024, 5, 9)


def event(article: str, n: int = 0, **more: Any) -> dict[str, Any]:
    row = {"event_id": f"{article}.e{n}", "article_id": article, "type": "SPORTS", "name": None}
    return row | {"start_date": DAY, "end_date": DAY, "place": None, "same_as": None} | more


def held(row: dict[str, Any], union: str) -> dict[str, Any]:
    return {"event_id": row["event_id"], "union_id": union, "role": "organizer"}


def ids(*rows: dict[str, Any], links: tuple[dict[str, Any], ...] = ()) -> list[str | None]:
    return [row["same_as"] for row in with_same_as(rows, links)]


def test_the_same_name_on_the_same_days_is_the_same_event() -> None:
    first, second = event("a", name="“晨风”健步走"), event("b", name="晨风健步走", start_date=None)
    assert ids(first, second) == ["a.e0", "a.e0"]


def test_other_names_days_types_or_one_article_keep_events_apart() -> None:
    known = event("a", name="健步走")
    assert ids(known, event("b", name="篮球赛")) == [None, None]
    assert (
        ids(known, event("b", name="健步走", start_date=date(2024, 6, 1), end_date=date(2024, 6, 1)))
        == [None] * 2
    )
    assert ids(known, event("b", name="健步走", type="CULTURE")) == [None, None]
    assert ids(known, event("a", 1, name="健步走")) == [None, None]


def test_without_names_union_day_and_place_must_agree() -> None:
    here, there = event("a", place="东湖"), event("b", place="东湖")
    assert ids(here, there, links=(held(here, "u1"), held(there, "u1"))) == ["a.e0", "a.e0"]
    assert ids(here, there, links=(held(here, "u1"), held(there, "u2"))) == [None, None]
    other = event("b", place="西湖")
    assert ids(here, other, links=(held(here, "u1"), held(other, "u1"))) == [None, None]


def test_the_same_name_of_other_unions_is_another_event() -> None:
    first, second = event("a", name="职工运动会"), event("b", name="职工运动会")
    assert ids(first, second, links=(held(first, "u1"), held(second, "u2"))) == [None, None]
