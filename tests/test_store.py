"""The store: its layout, and upserts by page in one snapshot."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fakes import line, page_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import RUN, content, inodes, lost, pages

from pipeline.tables.errors import StoreError
from pipeline.tables.schema import TABLES, to_table
from pipeline.tables.store import Store
from pipeline.tables.verify import verify


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "out")


def test_layout_of_the_first_snapshot(store: Store) -> None:
    published = store.commit(pages([1]), run=RUN)
    root = store.root
    assert (root / "current").readlink() == Path(".snapshots/000001")
    assert (root / "CURRENT").read_text() == "000001\n"
    assert {p.name for p in (root / "current").iterdir()} == {*TABLES, "_snapshot.json"}
    assert [p.name for p in (root / "current/articles").iterdir()] == ["part-00001-s000001.parquet"]
    assert list((root / ".staging").iterdir()) == []
    assert published.number == 1
    assert published.manifest.parent is None
    assert published.manifest.op == "run"
    assert published.manifest.run_id == "r1"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_read_alone_by_pandas(store: Store, table: str) -> None:
    store.commit([lost("empty.txt")])
    frame = pd.read_parquet(store.root / "current" / table)
    assert list(frame.columns) == list(TABLES[table].names)


def test_files_carry_the_declared_schema_and_no_other_metadata(store: Store) -> None:
    current = store.commit(pages([1]), run=RUN)
    for name, table in TABLES.items():
        schema = pq.read_schema(current.paths(name)[0])
        assert schema.equals(table.schema)
        assert schema.metadata == table.schema.metadata
        assert [f.metadata[b"description"] for f in schema] == [c.doc.encode() for c in table.columns]


def test_writer_options(store: Store) -> None:
    tokens = pq.ParquetFile(store.commit(pages(range(20))).paths("tokens")[0]).metadata.row_group(0)
    columns = {tokens.column(i).path_in_schema: tokens.column(i) for i in range(tokens.num_columns)}
    assert {c.compression for c in columns.values()} == {"ZSTD"}
    assert "DELTA_BINARY_PACKED" in columns["start"].encodings
    assert "RLE_DICTIONARY" in columns["text"].encodings
    articles = pq.ParquetFile(store.require_snapshot().paths("articles")[0]).metadata.row_group(0)
    texts = {articles.column(i).path_in_schema: articles.column(i) for i in range(articles.num_columns)}
    assert "RLE_DICTIONARY" not in texts["text"].encodings
    assert all(c.has_offset_index for c in columns.values())


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        Store(tmp_path / name).commit(pages(range(5)))
    first, second = (Store(tmp_path / name).require_snapshot() for name in ("a", "b"))
    for table in TABLES:
        assert [p.read_bytes() for p in first.paths(table)] == [p.read_bytes() for p in second.paths(table)]


def test_a_new_store_has_no_snapshot(store: Store) -> None:
    assert store.snapshot() is None
    assert store.snapshots() == []
    with pytest.raises(StoreError, match=r"there are no tables in .*out"):
        store.require_snapshot()


def test_a_page_given_again_replaces_its_rows_in_all_tables(store: Store) -> None:
    store.commit(pages([1, 2, 3]))
    store.commit(page_tables("2.txt", line(40)))
    fresh = Store(store.root.parent / "fresh")
    fresh.commit([*pages([1, 3]), page_tables("2.txt", line(40))])
    assert content(store.require_snapshot()) == content(fresh.require_snapshot())
    assert verify(store.require_snapshot()) == []


def test_untouched_parts_are_hard_links_and_a_rewritten_one_has_a_new_name(tmp_path: Path) -> None:
    store = Store(tmp_path, part_articles=4)
    before = store.commit(pages(range(6)))
    assert len(before.files("articles")) == 3
    known = inodes(before)
    target = before.read("pages", ["source"])["source"][0].as_py()
    after = inodes(store.commit(page_tables(target, line(99))))
    assert {name for name in after if name not in known} >= {
        f"{t}/part-00001-s000002.parquet" for t in ("pages", "tokens")
    }
    kept = {name for name in known if name.startswith("tokens/") and "part-00001" not in name}
    assert len(kept) == 2
    assert all(after[name] == known[name] for name in kept)


def test_small_commits_fill_up_the_smallest_part(tmp_path: Path) -> None:
    store = Store(tmp_path, part_articles=4)
    for n in range(7):
        store.commit(pages([n]))
    current = store.require_snapshot()
    assert [entry.rows for entry in current.files("articles").values()] == [4, 4, 4, 2]
    assert verify(current) == []


def test_a_large_commit_is_split_and_no_page_is_torn(tmp_path: Path) -> None:
    store = Store(tmp_path, part_articles=5)
    whole = {
        t: pa.concat_tables([p[t] for p in pages(range(8))]) for t in TABLES if t not in ("unions", "runs")
    }
    unions = {row["union_id"]: row for p in pages(range(8)) for row in p["unions"].to_pylist()}
    current = store.commit(whole | {"unions": to_table("unions", unions.values())})
    assert [entry.rows for entry in current.files("articles").values()] == [4, 4, 4, 4]
    assert current.rows("pages") == 8
    assert verify(current) == []


def test_a_part_that_lost_all_its_pages_is_gone(store: Store) -> None:
    store.commit(pages([1, 2]))
    current = store.commit(pages([1, 2], people=50))
    assert list(current.files("tokens")) == ["part-00002-s000002.parquet"]
    assert set(current.read("counts")["value"].to_pylist()) == {50.0}


def test_pages_can_be_taken_out(store: Store) -> None:
    store.commit(pages([1, 2]))
    page_id = pages([1])[0]["pages"]["page_id"][0].as_py()
    current = store.commit([], replace_pages={page_id})
    assert current.read("pages")["source"].to_pylist() == ["2.txt"]
    current = store.commit([], replace_sources={"2.txt"})
    assert {t: current.rows(t) for t in TABLES} == dict.fromkeys(TABLES, 0)
    assert verify(current) == []


def test_issues_are_replaced_with_their_source(store: Store) -> None:
    store.commit([lost("1.txt"), lost("2.txt")])
    store.commit([lost("1.txt", "no text either")])
    assert store.require_snapshot().read("issues")["detail"].to_pylist() == [
        "no text either",
        "the file holds no text",
    ]
    current = store.commit(pages([1]))
    assert current.read("issues")["source"].to_pylist() == ["2.txt"]


def test_a_source_that_no_longer_gives_a_page_loses_its_rows(store: Store) -> None:
    store.commit(pages([1, 2]))
    current = store.commit([lost("1.txt")])
    assert current.read("pages")["source"].to_pylist() == ["2.txt"]
    assert current.read("issues")["source"].to_pylist() == ["1.txt"]


def test_unions_are_those_referred_to_and_those_above(store: Store) -> None:
    store.commit([page_tables("a.txt", line(0)), page_tables("b.txt", line(1))])
    assert set(store.require_snapshot().read("unions")["name"].to_pylist()) == {
        "云州市总工会",
        "东湖区总工会",
        "西湖区总工会",
    }
    current = store.commit(page_tables("a.txt", "短讯：今日无事。"))
    assert current.rows("unions") == 2
    current = store.commit(page_tables("b.txt", "短讯：今日无事。"))
    assert current.rows("unions") == 0


def test_runs_are_kept_and_added_to(store: Store) -> None:
    store.commit(pages([1]), run=RUN)
    store.commit(pages([2]), run=RUN | {"run_id": "r2", "started_at": datetime(2031, 5, 10, tzinfo=UTC)})
    assert store.require_snapshot().read("runs")["run_id"].to_pylist() == ["r1", "r2"]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(10, 13)), min_size=1, max_size=7), st.integers(2, 5))
def test_any_order_of_upserts_equals_one_batch(
    tmp_path_factory: pytest.TempPathFactory, upserts: list[tuple[int, int]], part_articles: int
) -> None:
    root = tmp_path_factory.mktemp("upserts")
    store = Store(root / "many", part_articles=part_articles)
    for n, people in upserts:
        store.commit(pages([n], people))
    last = dict(upserts)
    batch = Store(root / "one")
    batch.commit([table for n, people in last.items() for table in pages([n], people)])
    assert content(store.require_snapshot()) == content(batch.require_snapshot())
    assert verify(store.require_snapshot()) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t | {"colours": t["pages"]}, "cannot store a table 'colours'"),
        (lambda t: t | {"runs": to_table("runs", [RUN])}, "cannot store a table 'runs'"),
        (
            lambda t: t | {"counts": t["counts"].drop(["unit"])},
            "the rows of counts have not the declared columns",
        ),
        (lambda t: t | {"pages": t["pages"].slice(0, 0)}, "articles has a row without its page"),
        (lambda t: t | {"articles": t["articles"].slice(1)}, "has a row without its article"),
        (lambda t: t | {"unions": t["unions"].slice(0, 1)}, "is referred to but has no row in unions"),
        (lambda t: t | {"pages": pa.concat_tables([t["pages"], t["pages"]])}, "a page is given twice"),
    ],
)
def test_faulty_rows_are_refused_and_nothing_is_published(store: Store, change: Any, message: str) -> None:
    store.commit(pages([3]))
    with pytest.raises(StoreError, match=message):
        store.commit(change(pages([1])[0]))
    assert store.require_snapshot().number == 1
    assert list((store.root / ".staging").iterdir()) == []


def test_a_page_given_twice_in_one_commit_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="is given twice"):
        store.commit([*pages([1]), *pages([1])])
    assert store.snapshot() is None


def test_an_error_in_the_middle_leaves_the_store_as_it_was(store: Store) -> None:
    store.commit(pages([1]))
    with pytest.raises(KeyboardInterrupt), store.transaction("run") as transaction:
        transaction.add(pages([2])[0])
        raise KeyboardInterrupt
    assert store.require_snapshot().number == 1
    assert store.commit(pages([3])).number == 2
