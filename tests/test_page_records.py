"""Records of JSON lines, CSV and Parquet as pages, with the columns that a user names."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sources import PACK, TEXT, kinds, lines, one_issue, one_page, raw_of, read, write

from pipeline.pages import (
    Columns,
    read_sources,
)
from pipeline.pages.columns import compose
from pipeline.records import Issue, Page


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# Records ------------------------------------------------------------------------------------------------


def test_a_record_becomes_a_page_with_its_headline_and_author_above() -> None:
    record = {
        "title": "技能比武",
        "author": "白一川",
        "date": "2024-05-08",
        "source": "云州职工报",
        "content": "正文。\n第二段。",
    }
    write("a.jsonl", lines(record))
    page = one_page("a.jsonl")
    assert page.text == "技能比武\n作者：白一川\n\n正文。\n第二段。"
    assert (page.source, page.publication, page.issue_date) == ("a.jsonl#0", "云州职工报", date(2024, 5, 8))


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"正文": "一。", "标题": "题"}, "题\n\n一。"),
        ({"Full_Text": "一。", "Headline": "题"}, "题\n\n一。"),
        ({"text": "题\n一。", "title": "题"}, "题\n一。"),
        ({"text": "比武开始了。", "title": "比武"}, "比武\n\n比武开始了。"),
        ({"text": "　　一。\n　　二。", "title": "题"}, "题\n\n　　一。\n　　二。"),
        ({"text": "一。", "title": None, "author": float("nan")}, "一。"),
        ({"text": "一。", "引题": "引", "标题": "题", "副题": "副"}, "引\n题\n副\n\n一。"),
        ({"text": "一。", "authors": ["白一川", "高远"]}, "作者：白一川、高远\n\n一。"),
        ({"text": "一。", "记者": "白一川"}, "记者：白一川\n\n一。"),
        ({"text": "一。", "byline": "（通讯员 高远）"}, "（通讯员 高远）\n\n一。"),
        ({"text": "", "title": "题"}, ""),
    ],
)
def test_texts_of_records(record: dict[str, Any], text: str) -> None:
    composed = compose(record)
    assert composed and composed.text == text


def test_a_source_column_with_an_address_is_no_publication() -> None:
    for address in ("https://example.org/1.html", "raw/a.txt", "example.com"):
        composed = compose({"text": "一。", "source": address})
        assert composed and composed.metadata.publication is None


def test_a_bad_date_is_told_and_the_page_read() -> None:
    write("a.jsonl", lines({"text": "一。", "date": "yesterday"}))
    issue, page = read("a.jsonl")
    assert isinstance(issue, Issue) and isinstance(page, Page)
    assert (issue.kind, page.issue_date) == ("bad_date", None)
    assert "yesterday" in issue.detail


def test_neighbours_of_broken_json_lines_are_read() -> None:
    write("a.jsonl", '{"text": "一。"}\n{"text": \n\n{"text": "三。"}\r\n[]\n{"text": ""}\n{"text": "六。"}')
    assert kinds("a.jsonl") == [
        "a.jsonl#0",
        "a.jsonl#1:broken_record",
        "a.jsonl#2",
        "a.jsonl#3:broken_record",
        "a.jsonl#4:empty",
        "a.jsonl#5",
    ]


def test_an_overlong_line_is_passed_over() -> None:
    write(
        "a.jsonl",
        lines({"text": "一。"}) + '{"text": "' + "x" * 21_000_000 + '"}\n' + lines({"text": "三。"}),
    )
    assert kinds("a.jsonl") == ["a.jsonl#0", "a.jsonl#1:too_long", "a.jsonl#2"]


def test_json_lines_in_other_encodings() -> None:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        write("a.jsonl", lines({"text": TEXT}, {"text": TEXT}).encode(encoding))
        assert [p.text for p in read("a.jsonl") if isinstance(p, Page)] == [TEXT, TEXT], encoding


def test_csv_with_quotes_line_breaks_and_broken_rows() -> None:
    write(
        "a.csv",
        'title,text\r\n题,"第一段。\r\n第二段，""引用""。"\r\n多,一,列\r\n坏,"引"号\r\n好,三。\r\n未完,"没有结束\r\n末,四。\r\n',
    )
    assert kinds("a.csv") == [
        "a.csv#0",
        "a.csv#1:broken_record",
        "a.csv#2:broken_record",
        "a.csv#3",
        "a.csv#4:broken_record",
        "a.csv#5",
    ]
    first = read("a.csv")[0]
    assert isinstance(first, Page) and first.text == '题\n\n第一段。\n第二段，"引用"。'


def test_parquet_records(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"标题": ["甲", "乙"], "正文": ["一。", None], "日期": pd.to_datetime(["2024-05-08", "2024-05-09"])}
    )
    frame.to_parquet("a.parquet")
    page, issue = read("a.parquet")
    assert isinstance(page, Page) and isinstance(issue, Issue)
    assert (page.text, page.issue_date, issue.kind) == ("甲\n\n一。", date(2024, 5, 8), "empty")
    pd.DataFrame({"id": [1]}).to_parquet("a.parquet")
    assert one_issue("a.parquet").kind == "no_text_column"


@pytest.mark.parametrize("kind", ["plain", "categories"])
def test_a_gigantic_value_costs_its_own_row(tmp_path: Path, kind: str) -> None:
    frame = pd.DataFrame({"text": ["一。", "工" * 7_000_000, "二。"]})
    (frame if kind == "plain" else frame.astype("category")).to_parquet("a.parquet")
    first, issue, last = read("a.parquet")
    assert isinstance(first, Page) and isinstance(issue, Issue) and isinstance(last, Page)
    assert (first.text, issue.source, issue.kind, last.text) == ("一。", "a.parquet#1", "too_long", "二。")


def test_the_hash_of_a_record_is_that_of_its_content_alone() -> None:
    write("a.jsonl", lines({"text": "一。", "id": 1}, {"id": 1, "text": "一。"}, {"text": "一。", "id": 2}))
    hashes = [p.sha256 for p in read("a.jsonl") if isinstance(p, Page)]
    assert hashes[0] == hashes[1] != hashes[2]


@pytest.mark.parametrize("suffix", ["", ".gz", ".xz", ".zst"])
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_compressed_records(kind: str, suffix: str) -> None:
    frame = pd.DataFrame({"title": ["甲", "乙"], "text": ["一。", "二。\n三。"]})
    plain = lines(*frame.to_dict("records")) if kind == "jsonl" else frame.to_csv(index=False)
    write(f"a.{kind}{suffix}", PACK[suffix](plain.encode()))
    assert [p.text for p in read(".") if isinstance(p, Page)] == ["甲\n\n一。", "乙\n\n二。\n三。"]


@pytest.mark.parametrize("suffix", [".gz", ".xz", ".zst"])
def test_what_stands_before_a_cut_in_compressed_data_is_read(suffix: str) -> None:
    records = [{"text": f"第{n}篇。{hashlib.sha256(str(n).encode()).hexdigest() * 30}"} for n in range(200)]
    records += [{"text": "".join(chr(0x4E00 + (n * k) % 20000) for k in range(4000))} for n in range(1, 200)]
    packed = PACK[suffix](lines(*records).encode())
    assert len(raw_of(f"a.jsonl{suffix}", packed)) == 399
    for content in (packed[: len(packed) // 2], packed[:-5], packed[:-9] + b"damaged!!"):
        *found, issue = raw_of(f"a.jsonl{suffix}", content)
        assert isinstance(issue, Issue)
        assert (issue.kind, issue.source) == ("truncated", f"a.jsonl{suffix}")
        assert 50 < len(found) < 400
        assert not any(isinstance(item, Issue) for item in found)


def test_members_of_compressed_data_are_read_one_after_the_other() -> None:
    for suffix, pack in PACK.items():
        content = pack(lines({"text": "一。"}).encode()) + pack(lines({"text": "二。"}).encode())
        assert len(raw_of(f"a.jsonl{suffix}", content)) == 2


# Columns of the user's own --------------------------------------------------------------------------------


def with_columns(name: str, content: str | bytes, **columns: str) -> list[Page | Issue]:
    write(name, content)
    return list(read_sources([name], columns=Columns(**columns)))


def test_columns_named_by_the_user() -> None:
    record = {
        "id": 7,
        "Abstract": "一。",
        "text": "二。",
        "Überschrift": "题",
        "when": "2024-05-08",
        "where": "云州市",
    }
    named = {"text": "abstract", "title": "Überschrift", "date": "when", "region": "where", "page_no": "id"}
    (page,) = with_columns("a.jsonl", lines(record), **named)
    assert isinstance(page, Page)
    assert (page.text, page.issue_date) == ("题\n\n一。", date(2024, 5, 8))
    assert (page.home_region, page.page_no) == ("云州市", "7")


def test_a_column_that_the_user_has_named_is_nothing_else() -> None:
    (page,) = with_columns("a.csv", "title,text,date\n2024-05-08,一。,x\n", date="title")
    assert isinstance(page, Page)
    assert (page.text, page.issue_date) == ("一。", date(2024, 5, 8))


def test_named_columns_of_parquet_are_read(tmp_path: Path) -> None:
    pd.DataFrame({"wort": ["一。"], "text": ["二。"]}).to_parquet("a.parquet")
    (page,) = read_sources(["a.parquet"], columns=Columns(text="wort"))
    assert isinstance(page, Page) and page.text == "一。"


@pytest.mark.parametrize(
    ("name", "content", "named", "told"),
    [
        ("a.csv", "title,text\n题,一。\n", {"date": "日期"}, ["a.csv:no_column"]),
        ("a.csv", "title,text\n题,一。\n", {"text": "正文"}, ["a.csv:no_column"]),
        (
            "a.jsonl",
            lines({"text": "一。"}, {"text": "二。"}),
            {"text": "正文"},
            2 * ["no_text_column"] + ["no_column"],
        ),
        (
            "a.jsonl",
            lines({"text": "一。"}, {"text": "二。"}),
            {"date": "日期"},
            ["#0", "#1", "a.jsonl:no_column"],
        ),
        ("a.jsonl", lines({"text": "一。"}, {"text": "二。", "日期": None}), {"date": "日期"}, ["#0", "#1"]),
    ],
)
def test_a_named_column_that_is_not_there_is_told(
    name: str, content: str, named: dict[str, str], told: list[str]
) -> None:
    found = with_columns(name, content, **named)
    seen = [f"{x.source}:{x.kind}" if isinstance(x, Issue) else x.source for x in found]
    assert len(seen) == len(told)
    assert all(item.endswith(end) for item, end in zip(seen, told, strict=True)), seen


def test_the_issue_of_an_absent_column_lists_those_there_are() -> None:
    (issue,) = with_columns("a.csv", "kopf,text\n题,一。\n", title="标题")
    assert isinstance(issue, Issue)
    assert issue.detail == "no column is called '标题'; the columns are kopf, text"
