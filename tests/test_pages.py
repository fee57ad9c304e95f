import hashlib
import io
import json
import random
import tracemalloc
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sources import HEADER, PACK, TEXT, kinds, lines, one_issue, one_page, read, write

from pipeline.pages import (
    MetadataError,
    Position,
    Raw,
    SourceError,
    SourceFile,
    find_files,
    read_raw,
)
from pipeline.pages.metadata import day_in, read_metadata
from pipeline.records import Issue, Page


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


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
