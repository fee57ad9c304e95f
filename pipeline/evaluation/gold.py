"""Extractions against gold: precision, recall and F1 per kind of row, micro-averaged over all gold pages.

A gold file is one page; it is compared with the page of which the file name without suffix is the same. Gold
articles are matched with extracted ones by their headline, else by their first words. White space never counts,
nor do quotation marks around an activity's name. A page that is missing counts as missed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.records import LABELS
from pipeline.records.record import record

Row = Mapping[str, Any]
Gold = Mapping[str, Any]
Tables = Mapping[str, list[dict[str, Any]]]
Items = Iterable[Hashable]

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[\s“”\"‘’《》（）()【】]")
_ARTICLES = "articles (headline, first and last words)"


class GoldError(ValueError):
    """A gold folder that cannot be used; the message is one line."""


@dataclass(slots=True)
class Score:
    """How often one kind of row was right. `wrong` and `missed` are pairs of the item and where it belongs."""

    name: str
    hits: int = 0
    wrong: list[tuple[Hashable, str]] = field(default_factory=list)
    missed: list[tuple[Hashable, str]] = field(default_factory=list)

    def add(self, predicted: Items, expected: Items, where: str) -> None:
        """Counts items of one article as multisets."""
        found, gold = Counter(predicted), Counter(expected)
        self.hits += (found & gold).total()
        self.wrong += [(item, where) for item in (found - gold).elements()]
        self.missed += [(item, where) for item in (gold - found).elements()]

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.hits / max(1, self.hits + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of what there is that was found; 0 where there is nothing."""
        return self.hits / max(1, self.hits + len(self.missed))

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.hits / max(1, 2 * self.hits + len(self.wrong) + len(self.missed))

    def __str__(self) -> str:
        """One line of figures."""
        counts = f"(tp {self.hits} fp {len(self.wrong)} fn {len(self.missed)})"
        return f"{self.name:45} P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  {counts}"


@record
class _Found:
    """The rows that were extracted for one gold article; no rows where it was not found."""

    article: Row | None = None
    tables: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.tables.get(table, [])

    def text(self, column: str) -> str:
        return _squash(self.article[column]) if self.article else ""

    def names(self, column: str) -> list[str]:
        return list(self.article[column]) if self.article else []

    def event_types(self) -> dict[str, str]:
        return {e["event_id"]: e["type"] for e in self.rows("events")}


def read_gold(folder: Path) -> dict[str, Gold]:
    """The gold pages of a folder by file name without suffix; GoldError if there are none or one is broken."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise GoldError(f"{folder}: no gold files (*.json) in this folder")
    pages: dict[str, Gold] = {}
    for path in files:
        try:
            pages[path.stem] = json.loads(path.read_bytes())
            pages[path.stem]["articles"]
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}: no gold file ({error})") from None
    return pages


def evaluate(tables: Tables, gold: Mapping[str, Gold]) -> list[Score]:
    """The scores of extracted rows (by table, as `to_rows` makes them) against gold pages, one per kind of row."""
    scores = {name: Score(name) for name in (_ARTICLES, *(name for name, _, _ in _FACETS))}
    by_article: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for table, rows in tables.items():
        for row in rows if table not in ("pages", "issues", "tokens") else []:
            if article_id := row.get("article_id"):
                by_article.setdefault(article_id, {}).setdefault(table, []).append(row)
    page_ids = {Path(page["source"]).stem: page["page_id"] for page in tables.get("pages", [])}
    for stem, page in sorted(gold.items()):
        left = [a for a in tables.get("articles", []) if a["page_id"] == page_ids.get(stem)]
        left.sort(key=lambda a: a["ordinal"])
        for article in page["articles"]:
            where = f"{stem} {article['headline'] or article['first_words']}"
            found = _match(article, left)
            if found is not None:
                left.remove(found)
            whole = found is not None and _is_whole(found, article)
            scores[_ARTICLES].add([whole] if found is not None else [], [True], where)
            rows_of = (
                _Found(found, by_article.get(found["article_id"], {})) if found is not None else _Found()
            )
            for name, predicted, expected in _FACETS:
                scores[name].add(predicted(rows_of), expected(article), where)
        for article in left:
            scores[_ARTICLES].add([False], [], f"{stem} spurious: {article['headline']}")
    return list(scores.values())


def mistakes(scores: Iterable[Score], limit: int) -> Iterator[str]:
    """At most `limit` wrong and `limit` missed items of every kind, one a line with their article."""
    for score in scores:
        for kind, listed in (("wrong", score.wrong), ("missed", score.missed)):
            for item, where in listed[:limit]:
                yield f"  {kind:6} {score.name}: {item}  [{where}]"


def _match(gold: Gold, articles: list[dict[str, Any]]) -> dict[str, Any] | None:
    for article in articles:
        if gold["headline"] and _squash(article["headline"]) == _squash(gold["headline"]):
            return article
    return next((a for a in articles if _squash(gold["first_words"]) in _squash(a["text"])), None)


def _is_whole(article: Row, gold: Gold) -> bool:
    text = _squash(article["text"])
    return (
        _squash(article["headline"]) == _squash(gold["headline"])
        and text.startswith(_squash(gold["first_words"]))
        and text.endswith(_squash(gold["last_words"]))
    )


def _squash(text: str | None) -> str:
    return _SPACE.sub("", text) if text else ""


def _bare(text: str | None) -> str:
    return _MARKS.sub("", text) if text else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entities(labels: Iterable[str]) -> tuple[Callable[[_Found], Items], Callable[[Gold], Items]]:
    wanted = frozenset(labels)

    def predicted(found: _Found) -> Items:
        rows = (m for m in found.rows("mentions") if m["field"] != "byline" and m["label"] in wanted)
        return {(m["label"], _squash(m["text"])) for m in rows}

    def expected(gold: Gold) -> Items:
        return {(label, _squash(text)) for label, text in gold["entities"] if label in wanted}

    return predicted, expected


def _links(gold: Gold, *, with_role: bool) -> Items:
    return {
        (event["type"], link["union"], *([link["role"]] if with_role else []))
        for event in gold["events"]
        for link in event["unions"]
    }


def _found_links(found: _Found, *, with_role: bool) -> Items:
    types = found.event_types()
    return {
        (types.get(row["event_id"]), row["union"], *([row["role"]] if with_role else []))
        for row in found.rows("event_unions")
    }


def _value(row: Mapping[str, Any]) -> Hashable:
    return _squash(row["text"]), round(float(row["value"]), 4), row["unit"], row["modifier"]


# Name, what was found, what is right; sets where repetitions do not count.
_FACETS: tuple[tuple[str, Callable[[_Found], Items], Callable[[Gold], Items]], ...] = (
    (
        "kicker and subtitle",
        lambda f: [(k, f.text(k)) for k in ("kicker", "subtitle") if f.text(k)],
        lambda g: [(k, _squash(g[k])) for k in ("kicker", "subtitle") if g[k]],
    ),
    (
        "bylines",
        lambda f: [(k, _squash(n)) for k in ("reporters", "correspondents") for n in f.names(k)],
        lambda g: [(k, _squash(n)) for k in ("reporters", "correspondents") for n in g[k]],
    ),
    *((f"entity {label}", *_entities([label])) for label in LABELS),
    ("entity all", *_entities(LABELS)),
    (
        "date values",
        lambda f: {
            (_squash(d["text"]), _iso(d["start_date"]), _iso(d["end_date"]))
            for d in f.rows("dates")
            if d["kind"] != "DURATION"
        },
        lambda g: {(_squash(d["text"]), d["start"], d["end"]) for d in g["dates"]},
    ),
    (
        "count values",
        lambda f: {_value(c) for c in f.rows("counts")},
        lambda g: {_value(c) for c in g["counts"]},
    ),
    (
        "count nouns",
        lambda f: {(_squash(c["text"]), _squash(c["noun"])) for c in f.rows("counts")},
        lambda g: {(_squash(c["text"]), _squash(c["noun"])) for c in g["counts"]},
    ),
    (
        "people: affiliation",
        lambda f: {(_squash(p["name"]), _squash(p["affiliation"])) for p in f.rows("people")},
        lambda g: {(_squash(p["name"]), _squash(p["affiliation"])) for p in g["people"]},
    ),
    (
        "people: titles",
        lambda f: {(_squash(p["name"]), _squash(t)) for p in f.rows("people") for t in p["titles"]},
        lambda g: {(_squash(p["name"]), _squash(t)) for p in g["people"] for t in p["titles"]},
    ),
    (
        "union mentions",
        lambda f: {
            (_squash(u["text"]), u["union"]) for u in f.rows("union_mentions") if u["status"] == "linked"
        },
        lambda g: {(_squash(u["mention"]), u["union"]) for u in g["unions"]},
    ),
    (
        "event type, primary",
        lambda f: [e["type"] for e in f.rows("events") if e["primary"]],
        lambda g: [e["type"] for e in g["events"] if e["primary"]],
    ),
    (
        "event type, all",
        lambda f: [e["type"] for e in f.rows("events")],
        lambda g: [e["type"] for e in g["events"]],
    ),
    (
        "event dates",
        lambda f: [(e["type"], _iso(e["start_date"]), _iso(e["end_date"])) for e in f.rows("events")],
        lambda g: [(e["type"], e["start"], e["end"]) for e in g["events"]],
    ),
    (
        "event names",
        lambda f: [(e["type"], _bare(e["name"])) for e in f.rows("events") if _bare(e["name"])],
        lambda g: [(e["type"], _bare(e["name"])) for e in g["events"] if e["name"]],
    ),
    (
        "event places",
        lambda f: [(e["type"], _squash(e["place"])) for e in f.rows("events") if _squash(e["place"])],
        lambda g: [(e["type"], _squash(e["place"])) for e in g["events"] if e["place"]],
    ),
    (
        "event-union links",
        lambda f: _found_links(f, with_role=False),
        lambda g: _links(g, with_role=False),
    ),
    (
        "event-union links with role",
        lambda f: _found_links(f, with_role=True),
        lambda g: _links(g, with_role=True),
    ),
)
