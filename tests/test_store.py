"""The store: upserts by page in one snapshot, readers undisturbed, clear errors."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from fakes import line, page_tables
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tables import snapshot as snapshots
from pipeline.tables.files import StoreError
from pipeline.tables.schema import TABLES, to_table
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.store import Store
from pipeline.tables.verify import verify

RUN = {
    "run_id": "r1",
    "started_at": datetime(2031, 5, 9, 8, tzinfo=UTC),
    "finished_at": datetime(2031, 5, 9, 9, tzinfo=UTC),
    "version": "1",
    "fingerprint": "f",
    "pages": 1,
    "articles": 1,
    "seconds": 2.5,
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "out")


def pages(numbers: Iterable[int], people: int = 12) -> list[dict[str, pa.Table]]:
    """One page a number, each with two articles of its own."""
    return [page_tables(f"{n}.txt", f"{line(2 * n, people)}\n{line(2 * n + 1, people)}") for n in numbers]


def lost(source: str, detail: str = "the file holds no text") -> dict[str, pa.Table]:
    row = {
        "source": source,
        "page_id": None,
        "article_id": None,
        "stage": "pages",
        "kind": "empty",
        "detail": detail,
    }
    return {"issues": to_table("issues", [row])}


def content(snapshot: Snapshot) -> dict[str, list[str]]:
    """All rows of all tables but `runs`, as sets with multiplicity."""
    return {t: sorted(map(repr, snapshot.read(t).to_pylist())) for t in TABLES if t != "runs"}


def inodes(snapshot: Snapshot) -> dict[str, int]:
    return {f"{t}/{p.name}": p.stat().st_ino for t in TABLES for p in snapshot.paths(t)}


# Layout


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


# Upserts


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


# One article


def article_of(tables: dict[str, pa.Table], ordinal: int) -> tuple[str, dict[str, pa.Table]]:
    article_id = tables["articles"]["article_id"][ordinal].as_py()
    own = {
        name: rows.filter(pc.equal(rows["article_id"], article_id))
        if "article_id" in rows.column_names
        else rows
        for name, rows in tables.items()
        if name != "pages"
    }
    return article_id, own


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


# Rows that do not belong


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


# Rollback and pruning


def test_rollback_publishes_the_old_content_and_deletes_nothing(store: Store) -> None:
    contents = [content(store.commit(pages([n]))) for n in range(3)]
    back = store.rollback()
    assert (back.number, back.manifest.op, back.manifest.parent) == (4, "rollback", 3)
    assert content(back) == contents[1]
    assert content(store.rollback()) == contents[0]
    assert [s.number for s in store.snapshots()] == [1, 2, 3, 4, 5]
    with pytest.raises(StoreError, match="no snapshot before 000005 is kept"):
        store.rollback()
    assert content(store.commit(pages([1]))) == contents[1]


def test_rollback_of_several_steps(store: Store) -> None:
    contents = [content(store.commit(pages([n]))) for n in range(4)]
    assert content(store.rollback(3)) == contents[0]
    with pytest.raises(StoreError, match="at least one step"):
        store.rollback(0)


def test_old_snapshots_are_removed_but_never_the_current(store: Store) -> None:
    store.keep = 3
    for n in range(6):
        store.commit(pages([n]))
    assert [s.number for s in store.snapshots()] == [4, 5, 6]
    assert store.prune(keep=0) == [4, 5]
    assert store.require_snapshot().rows("pages") == 6
    assert verify(store.require_snapshot()) == []


# Readers and writers


def test_a_resolved_reader_keeps_its_snapshot(store: Store) -> None:
    store.commit(pages([0]))
    reader = store.require_snapshot()
    before = content(reader)
    store.commit(pages([0], people=13))
    store.commit(pages([1]))
    assert content(reader) == before
    assert store.require_snapshot().number == 3


def test_readers_see_whole_snapshots_while_others_commit(store: Store) -> None:
    store.commit(pages([0], people=10))
    seen: list[tuple[int, int]] = []
    errors: list[Exception] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                snapshot = store.require_snapshot()
                value = snapshot.read("counts", ["value"])["value"][0].as_py()
                text = snapshot.read("pages", ["text"])["text"][0].as_py()
                seen.append((int(value), int(text.split("，")[2].removesuffix("名职工参加"))))
            except StoreError as error:
                errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for people in range(11, 31):
        store.commit(pages([0], people=people))
    stop.set()
    reader.join()
    assert not errors
    assert seen and all(value == text for value, text in seen)


def test_a_second_writer_waits_then_names_the_holder(store: Store) -> None:
    store.commit(pages([0]))
    script = (
        "import sys; from pipeline.tables.store import Store\n"
        "with Store(sys.argv[1]).transaction('run'): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(store.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout and holder.stdin
        assert holder.stdout.readline() == "held\n"
        store.wait = 0.2
        with pytest.raises(StoreError, match=f"being written by process {holder.pid};"):
            store.commit(pages([1]))
        assert store.require_snapshot().number == 1, "readers are not held up"
        threading.Timer(0.3, holder.stdin.close).start()
        store.wait = 20
        assert store.commit(pages([1])).number == 2


def test_a_copy_without_links_is_read_by_its_text_file(store: Store) -> None:
    store.commit(pages([0]))
    (store.root / "current").unlink()
    assert store.require_snapshot().number == 1


def test_hard_links_that_the_file_system_refuses_become_copies(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.commit(pages([0]))

    def refuse(*args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    back = Store(store.root, part_articles=2).commit(pages([1]))
    assert set(before.files("tokens")) < set(back.files("tokens"))
    assert verify(back) == []


def test_a_store_of_which_only_the_text_file_is_left_is_empty(store: Store) -> None:
    store.commit(pages([0]))
    (store.root / "current").unlink()
    shutil.rmtree(store.root / ".snapshots")
    assert store.snapshot() is None
    assert store.commit(pages([1])).number == 1


# Damage


def test_a_truncated_part_is_named_in_one_line(store: Store) -> None:
    path = store.commit(pages([0])).paths("tokens")[0]
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StoreError, match=r"tokens/part-00001-s000001.parquet is damaged: ") as caught:
        store.require_snapshot().read("tokens")
    assert "\n" not in str(caught.value)
    with pytest.raises(StoreError, match="is damaged"):
        store.commit(pages([1]))
    assert store.require_snapshot().number == 1


def test_a_missing_part_is_named(store: Store) -> None:
    path = store.commit(pages([0])).paths("tokens")[0]
    path.unlink()
    with pytest.raises(StoreError, match=f"{path} is missing"):
        store.require_snapshot().read("tokens")


def test_an_output_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match=r"cannot write .*out: "):
        Store(tmp_path / "out").commit(pages([0]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_without_permission_is_reported(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="Permission denied"):
        Store(tmp_path / "out").commit(pages([0]))


def test_a_damaged_manifest_is_reported(store: Store) -> None:
    store.commit(pages([0]))
    (store.root / "current/_snapshot.json").write_text("{")
    with pytest.raises(StoreError, match=r"_snapshot.json is damaged"):
        store.snapshot()


def test_a_lost_pointer_is_not_taken_for_an_empty_store(store: Store) -> None:
    for n in range(3):
        store.commit(pages([n]))
    (store.root / "current").unlink()
    (store.root / "CURRENT").unlink()
    with pytest.raises(StoreError, match=r"current leads nowhere; point it at .snapshots/000003"):
        store.commit(pages([4]))
    assert len(list((store.root / ".snapshots").iterdir())) == 3


@pytest.mark.parametrize("call", [lambda s: s.read("colours"), lambda s: s.read("pages", ["colour"])])
def test_unknown_tables_and_columns_are_reported(store: Store, call: Any) -> None:
    with pytest.raises(StoreError, match="colour"):
        call(store.commit(pages([0])))


# Schema changes


def test_a_changed_schema_rewrites_every_part(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.part_articles = 2
    before = store.commit(pages([0, 1]))
    monkeypatch.setattr("pipeline.tables.transaction.schema_hash", lambda: "another")
    after = store.commit(pages([2]))
    assert not set(before.files("tokens")) & set(after.files("tokens"))
    assert after.rows("pages") == 3


def test_another_major_version_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.commit(pages([0]))
    monkeypatch.setattr("pipeline.tables.store.SCHEMA_VERSION", "2.0")
    with pytest.raises(StoreError, match=r"has schema 1\.\d+, this program writes 2.0|have schema"):
        store.commit(pages([1]))


def test_a_manifest_survives_its_text(store: Store) -> None:
    manifest = store.commit(pages([0]), run=RUN).manifest
    assert snapshots.Manifest.from_json(manifest.to_json()) == manifest
