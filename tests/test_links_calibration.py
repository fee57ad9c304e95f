"""Scores mean what they say: of the links scored 0.9 or more at least 95 % are right, on every gold set there is."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.gold import read_gold
from pipeline.single import read_pages

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
SETS = {"gold": (HERE / "gold", HERE / "gold" / "pages"), "shared": (SHARED / "gold", SHARED / "pages")}


def squash(text: str) -> str:
    return "".join(text.split())


@cache
def outcomes(name: str) -> list[tuple[float, bool]]:
    """Score and rightness of every different link of the articles that the gold knows."""
    gold_dir, pages = SETS[name]
    if not gold_dir.is_dir():
        pytest.skip(f"no folder {gold_dir}")
    tables = read_pages([pages])
    stems = {p["page_id"]: Path(p["source"]).stem for p in tables["pages"]}
    linked: dict[str, set[tuple[str, str, float]]] = defaultdict(set)
    for row in tables["union_mentions"]:
        if row["status"] == "linked":
            linked[row["article_id"]].add((squash(row["text"]), row["union"], row["score"]))
    gold = {
        (stem, squash(a["headline"] or a["first_words"])): {
            (squash(u["mention"]), u["union"]) for u in a["unions"]
        }
        for stem, page in read_gold(gold_dir).items()
        for a in page["articles"]
    }

    def expected(article: dict[str, Any]) -> set[tuple[str, str]] | None:
        stem = stems[article["page_id"]]
        first_words = squash(article["text"])[:10]
        headed = gold.get((stem, squash(article["headline"] or "")))
        if headed is not None:
            return headed
        return next((g for (s, key), g in gold.items() if s == stem and key.startswith(first_words)), None)

    return [
        (score, (text, union) in right)
        for article in tables["articles"]
        if (right := expected(article)) is not None
        for text, union, score in linked[article["article_id"]]
    ]


@pytest.mark.parametrize("name", SETS)
def test_high_scores_are_right(name: str) -> None:
    high = [right for score, right in outcomes(name) if score >= 0.9]
    assert len(high) > 50
    assert sum(high) / len(high) >= 0.95


@pytest.mark.parametrize("name", SETS)
def test_most_links_are_right(name: str) -> None:
    every = [right for _, right in outcomes(name)]
    assert sum(every) / len(every) >= 0.9
