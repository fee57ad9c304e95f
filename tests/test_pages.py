import gzip
import hashlib
import io
import json
import lzma
import random
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.pages import (
    Columns,
    MetadataError,
    Overrides,
    Position,
    Raw,
    SourceError,
    SourceFile,
    find_files,
    read_raw,
    read_sources,
)
from pipeline.pages.columns import compose
from pipeline.pages.metadata import day_in, read_metadata
from pipeline.records import Issue, Page

TEXT = "云州市总工会举办技能比武\n本报讯（记者 白一川）5月8日，云州市总工会举办技能比武。\n"
HEADER = "source,publication,home_region,issue_date,page_no\n"
PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: pa.compress(data, "zstd", asbytes=True),
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*paths: str, **given: Any) -> list[Page | Issue]:
    return list(read_sources(paths, Overrides(**given)))


def raw_of(name: str, content: bytes) -> list[Raw | Issue]:
    write(name, content)
    (file,) = find_files([name])
    assert not isinstance(file, Issue)
    return list(read_raw(file))


def one_page(*paths: str, **given: Any) -> Page:
    (page,) = read(*paths, **given)
    assert isinstance(page, Page), page
    return page


def one_issue(*paths: str) -> Issue:
    (issue,) = read(*paths)
    assert isinstance(issue, Issue), issue
    return issue


def lines(*records: Any) -> str:
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def test_a_page_is_named_by_its_path_from_here() -> None:
    write("raw/a.txt", TEXT)
    page = one_page("raw")
    assert page.source == "raw/a.txt"
    assert page.page_id == hashlib.sha256(b"raw/a.txt").hexdigest()[:16]
    assert page.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (page.text, page.encoding) == (TEXT, "utf-8")
    assert one_page("./raw/../raw/a.txt") == page
    assert one_page(str(Path("raw/a.txt").absolute())) == page


def test_a_page_outside_this_folder_has_its_absolute_path(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("raw/a.txt", TEXT).absolute()
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert one_page(str(path)).source == path.as_posix()


def test_folders_are_read_in_order_without_hidden_files_and_metadata() -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", "b/metadata.csv"):
        write(f"raw/{name}", HEADER if name.endswith("csv") else TEXT)
    assert [p.source for p in read("raw")] == ["raw/a.txt", "raw/b/1.txt", "raw/b/2.txt"]


def test_a_file_given_twice_is_read_once() -> None:
    write("raw/a.txt", TEXT)
    assert len(read("raw", "raw/a.txt", "raw")) == 1


def test_links_in_a_circle_end() -> None:
    write("raw/a.txt", TEXT)
    Path("raw/again").symlink_to(Path("raw").absolute())
    assert [p.source for p in read("raw")] == ["raw/a.txt"]


def test_a_file_name_that_is_no_utf8_still_names_a_source() -> None:
    Path("raw").mkdir()
    Path(b"raw/\xff.txt".decode("utf-8", "surrogateescape")).write_text(TEXT)
    assert one_page("raw").source == "raw/\\xff.txt"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", " \n\t\n", "empty"),
        ("a.txt", "\u3000\n\u3000", "empty"),
        ("a.txt", b"%PDF-1.4 and so on", "binary"),
        ("a.txt", bytes(range(256)) * 8, "binary"),
        ("a.txt", "工" * 5_000_001, "too_long"),
        ("a.docx", b"PK", "unsupported_format"),
        ("README", TEXT, "unsupported_format"),
        ("a.html", "<html><body></body></html>", "empty"),
        ("a.jsonl", "", "empty"),
        ("a.csv", "id,url\n1,x\n", "no_text_column"),
        ("a.csv", "title,text\n", "empty"),
        ("a.parquet", b"PAR1 and no more", "truncated"),
        ("a.jsonl.gz", b"no gzip", "truncated"),
        ("a.jsonl", "[1, 2]\n", "broken_record"),
        ("a.jsonl", '{"url": "x"}\n', "no_text_column"),
    ],
)
def test_what_gives_no_page_gives_an_issue(name: str, content: str | bytes, kind: str) -> None:
    write(name, content)
    issue = one_issue(name)
    assert (issue.stage, issue.kind, issue.page_id) == ("pages", kind, None)
    assert issue.source.startswith(name)
    assert issue.detail and "\n" not in issue.detail


def test_a_huge_line_is_refused() -> None:
    write("a.txt", "工" * 17_000_000)
    assert one_issue("a.txt").kind == "too_long"


def test_a_lossy_page_is_read_and_told() -> None:
    write("a.txt", TEXT.encode()[:30] + b"\xff" + TEXT.encode()[30:])
    issue, page = read("a.txt")
    assert isinstance(issue, Issue) and isinstance(page, Page)
    assert (issue.kind, issue.page_id) == ("lossy_decode", page.page_id)
    assert issue.detail.startswith("1 ")


def test_other_encodings_are_recorded() -> None:
    write("a.txt", TEXT.encode("gb18030"))
    page = one_page("a.txt")
    assert (page.text, page.encoding) == (TEXT, "gb18030")


def test_a_missing_path_and_an_empty_folder_are_errors() -> None:
    with pytest.raises(SourceError, match=r"nowhere: no such file"):
        read("nowhere")
    write("empty/metadata.csv", HEADER)
    with pytest.raises(SourceError, match=r"empty: no input files"):
        read("empty")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    page = one_page("-", publication="云州职工报")
    assert (page.source, page.text, page.publication) == ("-", TEXT, "云州职工报")


@pytest.mark.parametrize(
    ("pattern", "sources"),
    [
        ("raw/*.txt", ["raw/a.txt", "raw/b.txt"]),
        ("raw/?.txt", ["raw/a.txt", "raw/b.txt"]),
        ("raw/[b-z].*", ["raw/b.txt", "raw/c.jsonl#0"]),
        ("raw/*", ["raw/a.txt", "raw/b.txt", "raw/c.jsonl#0", "raw/x/a.txt", "raw/x/y/d.txt"]),
        ("raw/x*", ["raw/x/a.txt", "raw/x/y/d.txt"]),
        ("**/a.txt", ["raw/a.txt", "raw/x/a.txt"]),
        ("raw/**/[a-c].txt", ["raw/a.txt", "raw/b.txt", "raw/x/a.txt"]),
        ("raw/**/y/*.txt", ["raw/x/y/d.txt"]),
        ("raw/x/**", ["raw/x/a.txt", "raw/x/y/d.txt"]),
        ("./raw/[[]odd].txt", ["raw/[odd].txt"]),
        ("raw/[odd].txt", ["raw/[odd].txt"]),
    ],
)
def test_patterns(pattern: str, sources: list[str]) -> None:
    for name in ("a.txt", "b.txt", ".h.txt", "c.jsonl", "metadata.csv", "x/a.txt", "x/.g/a.txt", "x/y/d.txt"):
        write(f"raw/{name}", HEADER if name == "metadata.csv" else lines({"text": "一。"}))
    if "odd" in pattern:
        write("raw/[odd].txt", TEXT)
    assert [x.source for x in read(pattern)] == sources
    assert [x.source for x in read(str(Path(pattern).absolute()))] == sources


def test_a_pattern_that_fits_nothing_is_an_error() -> None:
    write("raw/a.txt", TEXT)
    for pattern in ("raw/*.csv", "nowhere/**/*.txt"):
        with pytest.raises(SourceError, match=r"no file is called so"):
            read(pattern)


def test_patterns_end_where_links_run_in_circles() -> None:
    write("raw/a.txt", TEXT)
    for name in ("one", "two"):
        Path("raw", name).symlink_to(Path("raw").absolute())
    assert [x.source for x in read("raw/**/*.txt")] == ["raw/a.txt"]


def test_no_more_than_the_paths_of_a_tree_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = [(f"raw/{n}", [], [f"{k}.txt" for k in range(1000)]) for n in range(30)]
    monkeypatch.setattr("os.walk", lambda *_, **__: iter([("raw", [str(n) for n in range(30)], []), *tree]))
    Path("raw").mkdir()
    tracemalloc.start()
    found = find_files(["raw"])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 30_000
    assert most / len(found) < 500


# Metadata -----------------------------------------------------------------------------------------------


def test_options_go_before_columns_before_metadata_csv_before_the_text() -> None:
    masthead = "工人日报\n2020年1月1日 星期三\n第01版\n\n" + TEXT
    write("raw/metadata.csv", HEADER + "a.jsonl,云州职工报,云州市,2020-02-02,2\n")
    write("raw/a.jsonl", lines({"text": masthead, "date": "2020-03-03"}))
    page = one_page("raw", page_no="4")
    assert page.page_no == "4"
    assert page.issue_date == date(2020, 3, 3)
    assert (page.publication, page.home_region) == ("云州职工报", "云州市")
    write("raw/metadata.csv", HEADER)
    write("raw/a.jsonl", lines({"text": masthead}))
    page = one_page("raw")
    assert (page.publication, page.issue_date, page.page_no) == ("工人日报", date(2020, 1, 1), "01")


def test_a_known_paper_brings_its_home_region() -> None:
    write("a.txt", TEXT)
    assert one_page("a.txt", publication="劳动午报").home_region == "北京市"


def test_metadata_of_one_record_and_of_its_file() -> None:
    write(
        "metadata.csv",
        "source,publication,home_region,issue_date\na.jsonl,甲报,,\na.jsonl#1,乙报,,2021-01-01\n",
    )
    write("a.jsonl", lines({"text": "一。"}, {"text": "二。"}))
    first, second = read("a.jsonl")
    assert isinstance(first, Page) and isinstance(second, Page)
    assert (first.publication, first.issue_date) == ("甲报", None)
    assert (second.publication, second.issue_date) == ("乙报", date(2021, 1, 1))


def test_a_row_of_metadata_without_a_file_is_told() -> None:
    write("raw/metadata.csv", HEADER + "b.txt,甲报,,,\n")
    write("raw/a.txt", TEXT)
    _, issue = read("raw")
    assert isinstance(issue, Issue)
    assert (issue.kind, issue.source) == ("metadata_without_file", "raw/metadata.csv")


@pytest.mark.parametrize(("row", "told"), [("b.jsonl#3", 1), ("x/a.txt", 1), ("a.txt#0", 0), ("a.txt", 0)])
def test_rows_of_metadata_are_about_files_beside_it(row: str, told: int) -> None:
    write("raw/metadata.csv", HEADER + f"{row},甲报,,,\n")
    write("raw/a.txt", TEXT)
    write("raw/x/a.txt", TEXT)
    issues = [x.detail for x in read("raw") if isinstance(x, Issue)]
    assert len(issues) == told
    assert all(row in detail for detail in issues)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("source,paper\n", r"metadata.csv:1: unknown column 'paper'"),
        ("source,publication\n", r"metadata.csv:1: no column 'home_region'"),
        (HEADER + "a.txt,甲报,,2024-02-30,\n", r"metadata.csv:2: '2024-02-30' is no date"),
        (HEADER + "a.txt,甲报,,5月8日,\n", r"metadata.csv:2: '5月8日' is no date"),
        (HEADER + "a.txt,,,,\nb.txt,,,,\na.txt,,,,\n", r"metadata.csv:4: a.txt stands in the file already"),
        (HEADER + ",甲报,,,\n", r"metadata.csv:2: no source"),
        (HEADER + "a.txt,,,,,,\n", r"metadata.csv:2: 7 cells for 5 columns"),
        (HEADER + 'a.txt,"甲报\n', r"metadata.csv:2: "),
    ],
)
def test_faulty_metadata_is_an_error_with_its_line(content: str, fault: str) -> None:
    with pytest.raises(MetadataError, match=fault):
        read_metadata(write("metadata.csv", content))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-30", date(2024, 5, 30)),
        ("2024-05-30 08:30:00", date(2024, 5, 30)),
        ("2024-05-30T08:30:00+08:00", date(2024, 5, 30)),
        ("2024/5/3", date(2024, 5, 3)),
        ("2024.5.3", date(2024, 5, 3)),
        ("2024年5月3日 星期五", date(2024, 5, 3)),
        (20240530, date(2024, 5, 30)),
        (pd.Timestamp("2024-05-30"), date(2024, 5, 30)),
        ("2024-13-01", None),
        ("5月3日", None),
        ("1717027200000", None),
    ],
)
def test_days_in_columns(written: object, day: date | None) -> None:
    assert day_in(written) == day


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


def kinds(*paths: str) -> list[str]:
    return [f"{x.source}:{x.kind}" if isinstance(x, Issue) else x.source for x in read(*paths)]


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


# Standard input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sources"),
    [
        (TEXT, ["-"]),
        (lines({"text": "一。"}, {"text": "二。"}), ["-#0", "-#1"]),
        ("\ufeff" + lines({"text": "一。"}), ["-#0"]),
        ('{"text": "一。"}\n{"text": \n{"text": "三。"}', ["-#0", "-#1:broken_record", "-#2"]),
        ('{\n  "text": "一。"\n}\n', ["-"]),
        ("<html><body><p>一，二。</p></body></html>", ["-"]),
        ("", ["-:empty"]),
        (b"%PDF-1.7\n%\xff\xff", ["-:binary"]),
    ],
)
def test_what_standard_input_holds_is_told_by_its_beginning(
    content: str | bytes, sources: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert kinds("-") == sources


def test_json_lines_of_standard_input_are_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        text = lines({"text": "一。" * 100}).encode() * 1000
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            start = self.taken % len(self.text)
            block = self.text[start : start + len(buffer)]
            buffer[: len(block)] = block
            self.taken += len(block)
            return len(block)

    stream = Endless()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(stream, 1 << 16)))
    (file,) = find_files(["-"])
    assert not isinstance(file, Issue)
    raws = read_raw(file)
    assert [next(raws).source for _ in range(5000)][-1] == "-#4999"
    assert stream.taken < 5000 * 620 + (2 << 20)


@pytest.mark.parametrize("packed", ["", ".gz", ".xz", ".zst"])
def test_the_position_tells_how_far_a_file_is_read(tmp_path: Path, packed: str) -> None:
    lines = "".join(json.dumps({"text": f"{n}：{random.random()}"}) + "\n" for n in range(40_000))
    path = tmp_path / f"a.jsonl{packed}"
    path.write_bytes(PACK[packed](lines.encode()))
    (file,) = find_files([path])
    assert isinstance(file, SourceFile)
    position, seen = Position(), []
    for item in read_raw(file, position=position):
        assert isinstance(item, Raw)
        seen.append(position.bytes)
    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[-1] <= path.stat().st_size == position.bytes
