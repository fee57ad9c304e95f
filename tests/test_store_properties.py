"""Any sequence of commits, replaced articles, rollbacks, removals and migrations against a plain model of the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from fakes import line, page_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import content, made_1_0

from pipeline.tables.errors import StoreError
from pipeline.tables.retention import Keep
from pipeline.tables.schema import TABLES, to_table
from pipeline.tables.store import Store
from pipeline.tables.unions import closed, parents_of, union_ids
from pipeline.tables.verify import verify

Tables = dict[str, pa.Table]
# What the store holds: the tables of each source, as they were given last.
Model = dict[str, Tables]

NAMES = st.integers(0, 5).map(lambda n: f"{n}.txt")
OPERATIONS = st.one_of(
    st.tuples(st.just("put"), st.dictionaries(NAMES, st.tuples(st.integers(0, 3), st.integers(0, 9)))),
    st.tuples(st.just("take"), NAMES),
    st.tuples(st.just("article"), NAMES, st.integers(0, 2), st.booleans()),
    st.tuples(st.just("rollback"), st.integers(1, 3)),
    st.tuples(st.just("gc"), st.integers(1, 3)),
    st.tuples(st.just("migrate")),
)


def page(source: str, lines: int, first: int) -> Tables:
    found = page_tables(source, "\n".join(line(n) for n in range(first, first + lines)))
    return {name: found.get(name, to_table(name, [])) for name in TABLES if name != "runs"}


def own_rows(tables: Tables, article_id: str) -> Tables:
    """The rows of one article."""
    names = [name for name, rows in tables.items() if "article_id" in rows.column_names]
    return {name: tables[name].filter(pc.equal(tables[name]["article_id"], article_id)) for name in names}


def read_otherwise(tables: Tables, unions: bool) -> Tables:
    """An article's rows as another version of the extractor might give them: other numbers, perhaps no unions."""
    counts = to_table("counts", [row | {"value": row["value"] + 1} for row in tables["counts"].to_pylist()])
    gone = {} if unions else {name: tables[name].slice(0, 0) for name in ("union_mentions", "event_unions")}
    return tables | {"counts": counts} | gone


def expected(model: Model) -> dict[str, list[str]]:
    """The rows of all tables but `runs`."""
    rows = {t: [repr(r) for p in model.values() for r in p[t].to_pylist()] for t in TABLES if t != "runs"}
    every: dict[str, dict[str, Any]] = {
        r["union_id"]: r for p in model.values() for r in p["unions"].to_pylist()
    }
    parents = {u: p for tables in model.values() for u, p in parents_of(tables["unions"]).items()}
    needed = closed(set().union(*map(union_ids, model.values())), parents)
    return {t: sorted(found) for t, found in rows.items()} | {
        "unions": sorted(repr(every[u]) for u in needed)
    }


class Checked:
    """The store and the model of it, and of every snapshot before that a rollback leads to."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now: Model = {}
        self.before: list[Model] = []
        self.kept = 0

    def publish(self, model: Model, act: Callable[[], object]) -> None:
        """Does what leads from the model's content to another; there is nothing before the first snapshot."""
        first = self.store.snapshot() is None
        if act() is not None:
            self.before += [] if first else [self.now]
            self.now = model

    def put(self, pages: dict[str, tuple[int, int]]) -> None:
        new = {source: page(source, *what) for source, what in pages.items()}
        self.publish(self.now | new, lambda: self.store.commit(new.values()))

    def take(self, source: str) -> None:
        left = {name: tables for name, tables in self.now.items() if name != source}
        self.publish(left, lambda: self.store.commit([], replace_sources={source}))

    def article(self, source: str, ordinal: int, unions: bool) -> None:
        tables = self.now.get(source)
        if not tables or ordinal >= tables["articles"].num_rows:
            return
        article_id = tables["articles"]["article_id"][ordinal].as_py()
        own = read_otherwise(own_rows(tables, article_id), unions)
        rest = {
            name: tables[name].filter(
                pc.invert(pc.fill_null(pc.equal(tables[name]["article_id"], article_id), False))
            )
            for name in own
        }
        changed = tables | {name: pa.concat_tables([rest[name], own[name]]) for name in own}
        given_rows = own | {"unions": tables["unions"]}
        self.publish(self.now | {source: changed}, lambda: self.store.replace_article(article_id, given_rows))

    def rollback(self, steps: int) -> None:
        try:
            self.store.rollback(steps)
        except StoreError:
            assert self.store.snapshot() is None or steps > len(self.before) or self.kept
            return
        self.now = self.before[-steps]
        del self.before[-steps:]

    def gc(self, least: int) -> None:
        if self.store.snapshot():
            self.kept += len(self.store.gc(Keep(least, timedelta(0))).snapshots)

    def migrate(self) -> None:
        if snapshot := self.store.snapshot():
            made_1_0(snapshot)
            self.publish(self.now, self.store.migrate)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 5), st.lists(OPERATIONS, min_size=2, max_size=7))
def test_the_store_holds_what_was_put_there_last(
    tmp_path_factory: pytest.TempPathFactory, part_articles: int, operations: list[tuple[Any, ...]]
) -> None:
    checked = Checked(Store(tmp_path_factory.mktemp("any"), part_articles=part_articles))
    for name, *arguments in operations:
        getattr(checked, name)(*arguments)
        if snapshot := checked.store.snapshot():
            assert content(snapshot) == expected(checked.now)
            assert (
                all(e.rows <= part_articles for e in snapshot.files("articles").values()) or part_articles < 3
            )
    if snapshot := checked.store.snapshot():
        assert verify(snapshot) == []
