"""The schema holds the contract, refuses rows that do not fit, and docs/tables.md says what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from pipeline.tables import docs
from pipeline.tables.schema import SCHEMA_VERSION, TABLES, SchemaError, to_table

# What users rely on: these columns, in this order, before any that were added later.
CONTRACT = {
    "pages": "page_id source publication home_region issue_date page_no encoding sha256 text",
    "articles": "article_id page_id ordinal headline kicker subtitle reporters correspondents publication issue_date"
    " text page_start page_end",
    "sentences": "article_id sentence paragraph start end text",
    "tokens": "article_id sentence token start end text pos",
    "mentions": "mention_id article_id sentence field start end text label source score",
    "counts": "mention_id article_id text value value_max unit modifier noun",
    "dates": "mention_id article_id text kind start_date end_date timex",
    "people": "article_id name titles affiliation union_id",
    "organizations": "article_id name kind mentions",
    "unions": "union_id name level admin_code parent_id region origin",
    "union_mentions": "mention_id article_id text union_id union status score reason candidates",
    "events": "event_id article_id ordinal type primary name trigger sentence start_date end_date place score",
    "event_roles": "event_id article_id role mention_id text",
    "event_unions": "event_id article_id union_id union role mention_id score evidence",
    "issues": "source page_id article_id stage kind detail",
    "runs": "run_id started_at finished_at version fingerprint pages articles seconds",
}
DATE: dict[str, Any] = {
    "mention_id": "a.body.0-4.DATE",
    "article_id": "a",
    "text": "5月8日",
    "kind": "DATE",
    "start_date": date(2031, 5, 8),
    "end_date": date(2031, 5, 8),
    "timex": "2031-05-08",
}


def test_every_table_of_the_contract_and_no_other() -> None:
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize(("table", "columns"), CONTRACT.items())
def test_columns_of_the_contract_come_first(table: str, columns: str) -> None:
    wanted = columns.split()
    names = [name for name in TABLES[table].names if name in wanted]
    assert names == wanted


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_is_described_and_every_reference_leads_somewhere(table: Any) -> None:
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) | set(table.order) <= set(table.names)
    for column in table.columns:
        assert column.doc.endswith((".", "…")) and "|" not in column.doc
        if column.refers:
            target, key = column.refers.split(".")
            assert TABLES[target].key == (key,)
            assert TABLES[target].column(key).type == column.type


def test_schema_carries_descriptions_name_and_version() -> None:
    schema = TABLES["dates"].schema
    assert schema.metadata[b"gonghui.table"] == b"dates"
    assert schema.metadata[b"gonghui.schema_version"] == SCHEMA_VERSION.encode()
    assert schema.field("timex").metadata[b"description"] == TABLES["dates"].column("timex").doc.encode()


def test_rows_become_a_table_in_the_order_of_the_table() -> None:
    later = DATE | {"mention_id": "a.body.9-13.DATE"}
    earlier = DATE | {"mention_id": "a.body.2-6.DATE", "start_date": None, "end_date": None}
    table = to_table("dates", [later, earlier])
    assert table.schema.equals(TABLES["dates"].schema, check_metadata=True)
    assert table["mention_id"].to_pylist() == ["a.body.2-6.DATE", "a.body.9-13.DATE"]
    assert table["start_date"].to_pylist() == [None, date(2031, 5, 8)]


def test_nulls_come_last() -> None:
    issue = {
        "source": "a",
        "page_id": None,
        "article_id": None,
        "stage": "pages",
        "kind": "empty",
        "detail": "d",
    }
    table = to_table("issues", [issue, issue | {"page_id": "p"}])
    assert table["page_id"].to_pylist() == ["p", None]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"timex": ...}, "a row of dates lacks timex"),
        ({"colour": "red"}, "a row of dates adds colour"),
        ({"timex": 7}, "a row of dates has a value of the wrong type"),
        ({"start_date": "2031-05-08"}, "a row of dates has a value of the wrong type"),
        ({"timex": None}, "a row of dates has no timex"),
    ],
)
def test_rows_that_do_not_fit_are_refused(change: dict[str, Any], message: str) -> None:
    row = {key: value for key, value in (DATE | change).items() if value is not ...}
    with pytest.raises(SchemaError, match=message):
        to_table("dates", [row])


def test_no_rows_make_an_empty_table_of_the_same_schema() -> None:
    for name, table in TABLES.items():
        empty = to_table(name, [])
        assert empty.num_rows == 0
        assert empty.schema.equals(table.schema, check_metadata=True)


def test_only_plain_types() -> None:
    plain = {pa.string(), pa.int32(), pa.float64(), pa.date32(), pa.bool_(), pa.list_(pa.string())}
    types = {column.type for table in TABLES.values() for column in table.columns}
    assert types - plain == {pa.timestamp("us", "UTC")}


def test_the_page_about_the_tables_is_up_to_date() -> None:
    written = docs.PATH.read_text(encoding="utf-8")
    assert written == docs.render(), "python -m pipeline.tables.docs rewrites docs/tables.md"


def test_the_page_names_every_table_column_and_value() -> None:
    page = docs.render()
    for table in TABLES.values():
        assert f"\n## {table.name}\n" in page
        for column in table.columns:
            assert f"\n| `{column.name}` | " in page
            assert all(f"`{value}`" in page for value in column.values)
