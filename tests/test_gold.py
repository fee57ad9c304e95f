"""What the pipeline reads on the project's own gold pages, held above a floor.

The floors lie a little under the figures reached; raise them when the figures rise. The pages were annotated
by someone who did not see the rules; `layout/le-01` to `le-10`, chosen among pages that the splitter already read,
and `lf-01` to `lf-10`, written with the rules that read them, guard against regressions only.
"""

from functools import cache
from pathlib import Path

import pytest

from pipeline.evaluation.gold import evaluate, read_gold
from pipeline.single import read_pages

HERE = Path(__file__).parent

FULL = {
    "articles (headline, first and last words)": 0.98,
    "kicker and subtitle": 0.96,
    "bylines": 0.98,
    "entity PER": 0.95,
    "entity ORG": 0.96,
    "entity LOC": 0.91,
    "entity DATE": 0.97,
    "entity DURATION": 0.94,
    "entity COUNT": 0.97,
    "entity all": 0.96,
    "date values": 0.96,
    "count values": 0.97,
    "count nouns": 0.91,
    "people: affiliation": 0.92,
    "people: titles": 0.92,
    "union mentions": 0.97,
    "event type, primary": 0.97,
    "event type, all": 0.96,
    "event dates": 0.94,
    "event names": 0.94,
    "event places": 0.91,
    "event-union links": 0.94,
    "event-union links with role": 0.94,
}
FRESH = {
    "articles (headline, first and last words)": 0.93,
    "kicker and subtitle": 0.89,
    "bylines": 0.98,
    "entity PER": 0.94,
    "entity ORG": 0.93,
    "entity LOC": 0.89,
    "entity DATE": 0.96,
    "entity DURATION": 0.93,
    "entity COUNT": 0.98,
    "entity all": 0.94,
    "date values": 0.94,
    "count values": 0.98,
    "count nouns": 0.84,
    "people: affiliation": 0.89,
    "people: titles": 0.90,
    "union mentions": 0.95,
    "event type, primary": 0.93,
    "event type, all": 0.92,
    "event dates": 0.86,
    "event names": 0.85,
    "event places": 0.76,
    "event-union links": 0.88,
    "event-union links with role": 0.82,
}
HARD = {
    "articles (headline, first and last words)": 0.93,
    "kicker and subtitle": 0.89,
    "bylines": 0.98,
    "entity PER": 0.94,
    "entity ORG": 0.93,
    "entity LOC": 0.89,
    "entity DATE": 0.96,
    "entity DURATION": 0.93,
    "entity COUNT": 0.98,
    "entity all": 0.94,
    "date values": 0.94,
    "count values": 0.98,
    "count nouns": 0.84,
    "people: affiliation": 0.89,
    "people: titles": 0.90,
    "union mentions": 0.95,
    "event type, primary": 0.93,
    "event type, all": 0.92,
    "event dates": 0.86,
    "event names": 0.85,
    "event places": 0.76,
    "event-union links": 0.88,
    "event-union links with role": 0.82,
}
LAYOUT = {
    "articles (headline, first and last words)": 0.97,
    "kicker and subtitle": 0.96,
    "bylines": 0.98,
}


@cache
def figures(folder: str) -> dict[str, float]:
    gold = read_gold(HERE / folder)
    return {s.name: s.f1 for s in evaluate(read_pages([HERE / folder / "pages"]), gold)}


@pytest.mark.parametrize(("row", "floor"), FULL.items())
def test_gold(row: str, floor: float) -> None:
    assert figures("gold")[row] >= floor


@pytest.mark.parametrize(("row", "floor"), FRESH.items())
def test_fresh(row: str, floor: float) -> None:
    assert figures("fresh")[row] >= floor


@pytest.mark.parametrize(("row", "floor"), HARD.items())
def test_hard(row: str, floor: float) -> None:
    assert figures("hard")[row] >= floor


@pytest.mark.parametrize(("row", "floor"), LAYOUT.items())
def test_layout(row: str, floor: float) -> None:
    assert figures("layout")[row] >= floor


def test_every_figure_has_a_floor() -> None:
    assert set(FULL) == set(FRESH) == set(figures("gold"))
