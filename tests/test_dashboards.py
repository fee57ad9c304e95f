"""The Python and SQL of docs/dashboards.md, run from top to bottom on a small store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fakes import line, page_tables

from pipeline.tables.schema import to_table
from pipeline.tables.store import Store

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("polars")

PAGE = Path(__file__).parent.parent / "docs" / "dashboards.md"
BLOCKS = re.findall(
    r"^```(python|sql)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)


def with_participants(tables: dict[str, Any]) -> dict[str, Any]:
    """Every COUNT of an article takes part in its event."""
    events = {row["article_id"]: row["event_id"] for row in tables["events"].to_pylist()}
    names = ("mention_id", "article_id", "text", "field", "start", "end")
    roles = tables["event_roles"].to_pylist() + [
        {"event_id": events[m["article_id"]], "role": "participant"} | {name: m[name] for name in names}
        for m in tables["mentions"].to_pylist()
        if m["label"] == "COUNT"
    ]
    return tables | {"event_roles": to_table("event_roles", roles)}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[list[tuple[Any, ...]]], dict[str, Any]]:
    """The rows of every query in their order, and the variables after the last block."""
    root = tmp_path_factory.mktemp("dashboards")
    sources = [page_tables(f"{n}.txt", f"{line(n)}\n{line(n + 8, 30)}") for n in range(4)]
    copy = page_tables("copy.txt", "")
    page_id = sources[0]["pages"]["page_id"][0].as_py()
    copied = [row | {"duplicate_of": page_id} for row in copy["pages"].to_pylist()]
    store = Store(root / "data/processed", part_articles=3)
    store.commit([*map(with_participants, sources), copy | {"pages": to_table("pages", copied)}])
    article = {"article": sources[0]["articles"]["article_id"][0].as_py()}
    variables: dict[str, Any] = {}
    rows = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for kind, code in BLOCKS:
            if kind == "sql":
                rows.append(variables["db"].execute(code, article if "$article" in code else None).fetchall())
            elif "pyspark" not in code:
                exec(code, variables)
        with duckdb.connect("dashboards.duckdb", read_only=True) as copied_file:
            variables["in_file"] = copied_file.execute("select count(*) from events").fetchone()
    return rows, variables


def test_events_a_month_by_type_and_district(results: Any) -> None:
    assert results[0][0] == [("2031-05", None, "MEETING", 8)]


def test_the_most_active_unions(results: Any) -> None:
    names = ["东湖区总工会", "北湖区总工会", "南湖区总工会", "西湖区总工会"]
    assert results[0][1] == [(name, "county", 2, 2) for name in sorted(names)]


def test_participants_by_quarter(results: Any) -> None:
    ((quarter, participants, events),) = results[0][2]
    assert (str(quarter)[:10], participants, events) == ("2031-04-01", 4 * (12 + 30), 8)


def test_an_article_with_its_evidence(results: Any) -> None:
    ((headline, _, issue_date, kind, *_, union, role, score, evidence, reason),) = results[0][3]
    assert (headline, str(issue_date), kind) == ("第0届技能比武开赛", "2031-05-09", "MEETING")
    assert (union, role, score, reason) == ("东湖区总工会", "organizer", 1.0, "subject of 举办")
    assert evidence == line(0).partition("：")[2]


def test_issues_and_copies(results: Any) -> None:
    assert results[0][4:] == [[("articles", "no_article", 1)], [("copy.txt", "0.txt")]]


def test_pandas_polars_and_the_copy_for_a_bi_tool(results: Any) -> None:
    variables = results[1]
    assert variables["by_type"].to_dict() == {(row[0], "MEETING"): 2 for row in results[0][1]}
    assert variables["active"].rows() == [(row[0], 2) for row in results[0][1]]
    assert variables["in_file"] == (8,)
