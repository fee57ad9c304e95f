"""What `verify` finds: every kind of fault is planted in a good snapshot and must be named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fakes import line, page_tables
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.draft import Draft
from pipeline.tables.files import write_file
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.spans import Texts, found_in_order
from pipeline.tables.store import Store
from pipeline.tables.verify import Problem, verify

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    text = "\n".join(line(n) for n in range(3))
    return Store(tmp_path_factory.mktemp("good")).commit(
        [page_tables("a.txt", text), page_tables("b.txt", line(5))]
    )


def with_rows(good: Snapshot, root: Path, table: str, change: Callable[[Rows], None]) -> Snapshot:
    """The good snapshot with changed rows in one table, its manifest in order."""
    for folder in (".staging", ".snapshots"):
        (root / folder).mkdir()
    draft = Draft(root, None, lambda step: None)
    for name in TABLES:
        if name != table:
            draft.link(good, name)
    rows = good.read(table).to_pylist()
    change(rows)
    entry = next(iter(good.files(table).values()))
    draft.write(entry.part, {table: pa.Table.from_pylist(rows, schema=TABLES[table].schema)})
    return draft.publish("test")


def set_first(**values: Any) -> Callable[[Rows], None]:
    return lambda rows: rows[0].update(values)


def repeat_first(rows: Rows) -> None:
    rows.append(rows[0])


def drop_first(rows: Rows) -> None:
    rows.pop(0)


def test_a_good_snapshot_has_no_problems(good: Snapshot) -> None:
    assert verify(good) == []
    assert min(good.rows(t) for t in TABLES if t not in ("issues", "runs")) > 0, (
        "nothing is checked on empty tables"
    )


def test_an_empty_snapshot_has_no_problems(tmp_path: Path) -> None:
    assert verify(Store(tmp_path).commit([])) == []


@pytest.mark.parametrize(
    ("table", "change", "problem"),
    [
        # keys and references
        ("pages", repeat_first, "pages: page_id not unique (1 row"),
        ("tokens", repeat_first, "tokens: article_id and sentence and token not unique (1 row"),
        ("pages", drop_first, "articles: page_id not in pages"),
        ("articles", drop_first, "mentions: article_id not in articles"),
        ("mentions", drop_first, "mention_id not in mentions (1 row"),
        ("events", drop_first, "event_roles: event_id not in events (1 row"),
        ("unions", drop_first, "unions: parent_id not in unions"),
        ("people", set_first(union_id="u-nowhere"), "people: union_id not in unions (1 row"),
        ("sentences", drop_first, "tokens: sentence not in sentences"),
        # offsets
        ("mentions", set_first(start=0, end=2), "mentions: text is not what stands at its offsets (1 row"),
        ("mentions", set_first(end=10_000), "mentions: text is not what stands at its offsets (1 row"),
        ("mentions", set_first(start=-1), "mentions: text is not what stands at its offsets (1 row"),
        ("mentions", set_first(field="headline"), "mentions: text is not what stands at its offsets (1 row"),
        ("sentences", set_first(text="别的"), "sentences: text is not what stands at its offsets (1 row"),
        ("tokens", set_first(text="别"), "tokens: text is not what stands at its offsets (1 row"),
        ("event_roles", set_first(start=1), "event_roles: text is not what stands at its offsets (1 row"),
        ("mentions", set_first(page_start=0), "mentions: not what stands at its page offsets (1 row"),
        ("articles", set_first(page_end=10_000), "articles: page offsets beyond the page (1 row"),
        ("mentions", set_first(sentence=0), "mentions: not inside its sentence (1 row"),
        # rows that contradict each other
        ("counts", set_first(text="13名"), "counts: text is not its mention's (1 row"),
        ("dates", set_first(text="5月9日"), "dates: text is not its mention's (1 row"),
        ("union_mentions", set_first(text="总工会"), "union_mentions: text is not its mention's (1 row"),
        ("dates", set_first(kind="DURATION"), "dates: kind is not its mention's label (1 row"),
        ("dates", set_first(end_date=date(2030, 1, 1)), "dates: ends before it starts (1 row"),
        ("events", set_first(end_date=date(2030, 1, 1)), "events: ends before it starts (1 row"),
        ("counts", set_first(value_max=1.0), "counts: value_max below value (1 row"),
        ("union_mentions", set_first(union_id=None), "union_mentions: status and union_id disagree (1 row"),
        ("union_mentions", set_first(status="nil"), "union_mentions: status and union_id disagree (1 row"),
        ("event_unions", set_first(union="云州总工会"), "event_unions: another name than in unions (1 row"),
        # values
        ("mentions", set_first(label="UNION"), "mentions: label is none of those declared (1 row"),
        (
            "union_mentions",
            set_first(status="maybe"),
            "union_mentions: status is none of those declared (1 row",
        ),
        ("event_unions", set_first(role="guest"), "event_unions: role is none of those declared (1 row"),
        ("events", set_first(type="PARTY"), "events: type is none of those declared (1 row"),
        ("organizations", set_first(kind="club"), "organizations: kind is none of those declared (1 row"),
        ("mentions", set_first(score=1.5), "mentions: score not between 0 and 1 (1 row"),
    ],
)
def test_planted_faults_are_found(
    good: Snapshot, tmp_path: Path, table: str, change: Callable[[Rows], None], problem: str
) -> None:
    found = [str(p) for p in verify(with_rows(good, tmp_path, table, change))]
    assert any(problem in line for line in found), found


def test_a_mention_of_another_article_is_found(good: Snapshot, tmp_path: Path) -> None:
    def swap(rows: Rows) -> None:
        rows[0]["mention_id"], rows[-1]["mention_id"] = rows[-1]["mention_id"], rows[0]["mention_id"]

    found = verify(with_rows(good, tmp_path, "people", swap))
    assert [(p.table, p.what, p.rows) for p in found] == [("people", "another article's mention", 2)]


def test_a_page_in_two_parts_is_found(tmp_path: Path) -> None:
    good = Store(tmp_path / "good", part_articles=1).commit(
        [page_tables("a.txt", line(1)), page_tables("b.txt", line(2))]
    )
    (tmp_path / ".staging").mkdir()
    (tmp_path / ".snapshots").mkdir()
    draft = Draft(tmp_path, None, lambda step: None)
    for name in TABLES:
        draft.link(good, name)
        if len(good.files(name)) == 2:
            draft.write("part-00003", {name: pq.read_table(good.paths(name)[0])})
    found = {(p.table, p.what): p.rows for p in verify(draft.publish("test"))}
    assert found == {
        ("pages", "the same row stands in two parts"): 1,
        ("articles", "the same row stands in two parts"): 1,
    }


# Files


@pytest.fixture
def own(tmp_path: Path) -> Snapshot:
    return Store(tmp_path).commit(page_tables("a.txt", line(1)))


@pytest.mark.parametrize("size", [0, 3, 400, -8])
@pytest.mark.parametrize("table", ["tokens", "unions"])
def test_a_truncated_file_is_a_problem_and_no_exception(own: Snapshot, table: str, size: int) -> None:
    path = own.paths(table)[0]
    path.write_bytes(path.read_bytes()[:size])
    found = verify(own)
    assert [p.table for p in found] == [table]
    assert found[0].what.startswith(f"{path.name} is damaged: ")
    assert "\n" not in str(found[0])


def test_flipped_bytes_are_a_problem_and_no_exception(own: Snapshot) -> None:
    path = own.paths("articles")[0]
    content = bytearray(path.read_bytes())
    content[40:80] = bytes(40)
    path.write_bytes(content)
    assert "is damaged" in str(verify(own)[0])


def test_missing_and_unlisted_files_are_found(own: Snapshot) -> None:
    path = own.paths("tokens")[0]
    path.rename(path.with_name("other.parquet"))
    assert [str(p) for p in verify(own)] == [
        "tokens: other.parquet is not listed in _snapshot.json",
        "tokens: part-00001-s000001.parquet is missing",
    ]


def test_another_number_of_rows_than_listed_is_found(own: Snapshot) -> None:
    path = own.paths("tokens")[0]
    write_file(pq.read_table(path).slice(1), path)
    assert "rows in" in verify(own)[0].what and "_snapshot.json says" in verify(own)[0].what


def test_another_schema_than_declared_is_found(own: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    path = own.paths("counts")[0]
    entry = next(iter(own.files("counts").values()))
    table = pq.read_table(path)
    pq.write_table(table.set_column(3, "value", table["value"].cast(pa.float32())), path)
    files = dict(own.manifest.files) | {
        "counts": {path.name: type(entry)(entry.part, entry.rows, path.stat().st_size)},
    }
    object.__setattr__(own.manifest, "files", files)
    assert [str(p) for p in verify(own)] == [f"counts: {path.name} has not the declared columns"]


def test_a_problem_is_one_line() -> None:
    assert str(Problem("events", "no type", 2, "p-0.e1")) == "events: no type (2 rows, as p-0.e1)"
    assert str(Problem("events", "x is missing")) == "events: x is missing"


# Spans


@pytest.mark.parametrize(
    ("text", "page", "held"),
    [
        ("东湖区总工会", "东湖区总工会", True),
        ("东湖区总工会", "东湖区\n　　总工会", True),
        ("东湖区\n总工会", "东湖区 总工会", True),
        ("东湖区总工会", "东湖区总工", False),
        ("东湖区总工会", "一东湖区总工会", False),
        ("东湖区总工会", "东区湖总工会", False),
        ("", "东", False),
        ("东", "", False),
    ],
)
def test_characters_found_in_order(text: str, page: str, held: bool) -> None:
    assert found_in_order(text, page) is held


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=4),
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(-1, 8), st.integers(-1, 9), st.booleans()),
        min_size=1,
        max_size=8,
    ),
)
def test_spans_agree_with_slices(texts: list[str], spans: list[tuple[int, int, int, bool]]) -> None:
    import pandas as pd

    known = {str(n): text for n, text in enumerate(texts)}
    rows = [
        (str(n), start, end, known.get(str(n), "")[max(start, 0) : end] if same else "嗯" * 2)
        for n, start, end, same in spans
    ]
    expected = [
        key in known and 0 <= start < end <= len(known[key]) and known[key][start:end] == text
        for key, start, end, text in rows
    ]
    frame = pd.DataFrame(rows, columns=["key", "start", "end", "text"])
    assert list(Texts(known).hold(frame["key"], frame["start"], frame["end"], frame["text"])) == expected
