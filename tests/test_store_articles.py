"""One article of the store is replaced in its part."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import article_of, content, inodes, pages

from pipeline.tables.errors import StoreError
from pipeline.tables.schema import TABLES, to_table
from pipeline.tables.store import Store
from pipeline.tables.unions import UNION_REFERENCES
from pipeline.tables.verify import verify


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "out")


def test_one_article_is_replaced_in_all_tables_in_one_snapshot(tmp_path: Path) -> None:
    store = Store(tmp_path, part_articles=4)
    store.commit(pages(range(5)))
    article_id, tables = article_of(pages([3])[0], 1)
    tables["counts"] = to_table("counts", [row | {"value": 99.0} for row in tables["counts"].to_pylist()])
    current = store.replace_article(article_id, tables)
    assert current.number == 2
    counts = current.read("counts", ["article_id", "value"]).to_pylist()
    assert [row["value"] for row in counts if row["article_id"] == article_id] == [99.0]
    assert {row["value"] for row in counts if row["article_id"] != article_id} == {12.0}
    assert current.rows("articles") == 10
    assert verify(current) == []


def test_replacing_an_article_by_itself_changes_no_row(store: Store) -> None:
    before = store.commit(pages(range(3)))
    after = store.replace_article(*article_of(pages([1])[0], 0))
    assert content(after) == content(before)
    for table in TABLES:
        assert [p.read_bytes() for p in after.paths(table)] == [p.read_bytes() for p in before.paths(table)]


def test_replacing_what_is_not_there_is_refused(store: Store) -> None:
    article_id, tables = article_of(pages([1])[0], 0)
    with pytest.raises(StoreError, match="there are no tables to replace an article in"):
        store.replace_article(article_id, tables)
    store.commit(pages([2]))
    with pytest.raises(StoreError, match=f"there is no article {article_id}"):
        store.replace_article(article_id, tables)
    other = pages([2])[0]["articles"]["article_id"][1].as_py()
    with pytest.raises(StoreError, match=f"the rows given are not those of article {other} alone"):
        store.replace_article(other, tables)
    assert store.require_snapshot().number == 1


def test_tables_in_which_the_article_is_what_it_was_are_linked(store: Store) -> None:
    before = inodes(store.commit(pages(range(3))))
    article_id, tables = article_of(pages([1])[0], 0)
    tables["counts"] = to_table("counts", [row | {"value": 99.0} for row in tables["counts"].to_pylist()])
    after = store.replace_article(article_id, tables)
    written = {name.partition("/")[0] for name in inodes(after).keys() - before.keys()}
    assert written == {"counts", *UNION_REFERENCES}
    assert verify(after) == []
