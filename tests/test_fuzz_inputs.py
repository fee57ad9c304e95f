"""Whatever the bytes: a reader gives pages and issues, raises nothing of its own, and reads what stands beside."""

import csv
import gzip
import io
import json
import lzma
import pickle
import tracemalloc
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_pages import single
from pdf_writer import pdf

from pipeline.pages import Columns, MetadataError, Raw, find_files, read_page, read_raw
from pipeline.pages.metadata import read_metadata
from pipeline.records import Issue, Page

TEXT = "云州市总工会举办技能比武\n本报讯（记者 白一川）5月8日，云州市总工会举办技能比武。\n"
HTML = f"<!DOCTYPE html><html><head><title>比武</title><meta name='PubDate' content='2031-05-09'></head><body><h1>比武</h1><p>{TEXT}</p><div class='footer'>版权</div></body></html>"
RECORDS: list[dict[str, Any]] = [
    {"title": f"题{n}", "text": TEXT, "date": "2031-05-09", "n": n} for n in range(4)
]
LINES = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS).encode()


def zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, "zstd", asbytes=True))


def table(records: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


def parquet(records: list[dict[str, Any]] | pa.Table, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(
        records if isinstance(records, pa.Table) else pa.Table.from_pylist(records), out, **options
    )
    return out.getvalue()


SAMPLES: dict[str, bytes] = {
    "a.txt": TEXT.encode("gb18030"),
    "a.html": HTML.encode(),
    "a.jsonl": LINES,
    "a.jsonl.gz": gzip.compress(LINES),
    "a.jsonl.xz": lzma.compress(LINES),
    "a.jsonl.zst": zstd(LINES),
    "a.csv": table(RECORDS),
    "a.csv.zst": zstd(table(RECORDS)),
    "a.parquet": parquet(RECORDS),
    "a.pdf": pdf(single()),
}

quick = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(name: str, content: bytes, columns: Columns = Columns()) -> list[Page | Issue]:  # noqa: B008
    """All that a file gives; whatever is raised fails the test."""
    Path(name).write_bytes(content)
    found: list[Page | Issue] = []
    for file in find_files([name]):
        assert not isinstance(file, Issue)
        for item in read_raw(file, columns=columns):
            if isinstance(item, Raw):
                found += read_page(pickle.loads(pickle.dumps(item)))
            else:
                found.append(item)
    assert found, "neither a page nor an issue"
    for item in found:
        assert item.source == name or item.source.startswith(f"{name}#")
        if isinstance(item, Issue):
            assert item.stage == "pages" and item.detail and "\n" not in item.detail
            item.detail.encode()
        else:
            item.text.encode()
    return found


def sources(found: list[Page | Issue]) -> list[str]:
    return [item.source for item in found if isinstance(item, Page)]


@st.composite
def damaged(draw: st.DrawFn, sample: bytes) -> bytes:
    """A sample that was cut off, overwritten, doubled in part, or all of it."""
    data = sample
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        what = draw(st.sampled_from(("cut", "overwrite", "insert", "double", "drop")))
        block = draw(st.binary(min_size=1, max_size=12))
        size = draw(st.integers(1, 200))
        data = {
            "cut": data[:at],
            "overwrite": data[:at] + block + data[at + len(block) :],
            "insert": data[:at] + block + data[at:],
            "double": data[: at + size] + data[at:],
            "drop": data[:at] + data[at + size :],
        }[what]
    return data


@pytest.mark.parametrize("name", SAMPLES)
@quick
@given(data=st.data())
def test_damaged_files(name: str, data: st.DataObject) -> None:
    read(name, data.draw(damaged(SAMPLES[name])))


@pytest.mark.parametrize("name", SAMPLES)
@quick
@given(content=st.binary(max_size=300))
def test_any_bytes(name: str, content: bytes) -> None:
    read(name, content)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv"])
@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-be", "big5", "gb18030", "utf-7", "utf-32", "shift-jis"]
)
def test_any_encoding(name: str, encoding: str) -> None:
    text = SAMPLES[name].decode("gb18030" if name == "a.txt" else "utf-8")
    read(name, text.encode(encoding, errors="ignore"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(["text", "正文", "title", "date", "author", "source", "page", "region", "x"])


@quick
@given(
    records=st.lists(
        st.dictionaries(names | st.text(max_size=5), json_values, max_size=5), min_size=1, max_size=4
    )
)
def test_any_json(records: list[dict[str, Any]]) -> None:
    content = "".join(json.dumps(record) + "\n" for record in [*records, *RECORDS])
    found = read("a.jsonl", content.encode())
    assert {f"a.jsonl#{len(records) + n}" for n in range(4)} <= set(sources(found))
    read("a.jsonl", content.encode(), Columns(text="x", date="title"))


broken_lines = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n\ufeff")
    | st.sampled_from('{}[]",:\\'),
    min_size=1,
    max_size=60,
)


@quick
@given(broken=broken_lines)
def test_neighbours_of_a_broken_line_are_read(broken: str) -> None:
    lines = LINES.decode().splitlines()
    found = read("a.jsonl", "\n".join([*lines[:2], broken, *lines[2:]]).encode())
    assert len(sources(found)) >= 4
    rows = ["题,一。", "题,二。"]
    found = read("a.csv", "\r\n".join(["title,text", *rows, broken, *rows]).encode())
    texts = [item.text for item in found if isinstance(item, Page)]
    assert texts[:2] == ["题\n\n一。", "题\n\n二。"]
    assert texts[-2:] == ["题\n\n一。", "题\n\n二。"]


@quick
@given(
    content=st.text()
    | damaged(b"source,publication,home_region,issue_date\r\na.txt,\xe7\x94\xb2,,2031-05-09\r\n")
)
def test_metadata_is_read_or_refused(content: str | bytes) -> None:
    Path("metadata.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        read_metadata(Path("metadata.csv"))
    except MetadataError as error:
        assert str(error).startswith("metadata.csv")


HOSTILE: dict[str, Callable[[], tuple[str, bytes]]] = {
    "deep JSON": lambda: ("a.jsonl", b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n" + LINES),
    "deep JSON beside a text": lambda: (
        "a.jsonl",
        b'{"text": "x", "y": ' + b"[" * 900 + b"]" * 900 + b"}\n" + LINES,
    ),
    "deep text": lambda: ("a.jsonl", b'{"text": ' + b"[" * 900 + b'"x"' + b"]" * 900 + b"}\n" + LINES),
    "long number": lambda: ("a.jsonl", b'{"text": ' + b"9" * 9000 + b"}\n" + LINES),
    "lone surrogates": lambda: (
        "a.jsonl",
        b'{"text": "\\ud800x\\udfff", "\\udc00": "\\ud800", "title": "\\udc01"}\n' + LINES,
    ),
    "NUL": lambda: ("a.jsonl", b'{"text": "a\\u0000b"}\n\0\0\0\n' + LINES),
    "a line of 50 MB": lambda: ("a.jsonl", b'{"text": "' + b"x" * 50_000_000 + b'"}\n' + LINES),
    "one quote in a large table": lambda: ("a.csv", b'title,text\nx,"y\n' + b"x,y\n" * 3000 + b"x,z\n"),
    "many columns": lambda: ("a.csv", b"text" + b",c" * 50_000 + b"\n" + b"x\n" * 3),
    "entities": lambda: (
        "a.html",
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + b"&a;" * 1000 + b'">]><p>&b;&b;</p>',
    ),
    "deep HTML": lambda: ("a.html", b"<div>" * 200_000 + b"x"),
    "a long attribute": lambda: ("a.html", b"<p class='" + b"nav " * 2_000_000 + b"'>x</p>"),
    "NUL in HTML": lambda: ("a.html", b"<p>a\0b</p>"),
    "nothing but markup": lambda: ("a.html", b"<" * 500_000),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files(case: str) -> None:
    name, content = HOSTILE[case]()
    found = read(name, content)
    if name == "a.jsonl":
        assert len([s for s in sources(found) if s != "a.jsonl#0"]) == 4


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, zstd], ids=["gz", "xz", "zst"])
def test_a_bomb_is_not_unpacked_into_memory(pack: Callable[[bytes], bytes]) -> None:
    suffix = {gzip.compress: "gz", lzma.compress: "xz", zstd: "zst"}[pack]
    Path(f"a.jsonl.{suffix}").write_bytes(pack(b'{"text": "' + b"x" * 60_000_000) + pack(b'"}\n' + LINES))
    (file,) = find_files([f"a.jsonl.{suffix}"])
    assert not isinstance(file, Issue)
    tracemalloc.start()
    issue, *found = read_raw(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(issue, Issue) and issue.kind == "too_long"
    assert len(found) == 4
    assert most < 120_000_000


# Parquet --------------------------------------------------------------------------------------------------


ODD: dict[str, pa.Array] = {
    "nested": pa.array([[{"a": [1, 2]}], None, []]),
    "struct": pa.array([{"a": 1}, {"a": None}, None]),
    "map": pa.array([[("a", 1)], [], None], pa.map_(pa.string(), pa.int64())),
    "decimal": pa.array([Decimal("1.50"), None, Decimal("-3.25")]),
    "dictionary": pa.array(["一。", None, "二。"]).dictionary_encode(),
    "nulls": pa.nulls(3),
    "bytes": pa.array([b"\xff\xfe", "工会".encode(), None]),
    "bools": pa.array([True, False, None]),
    "late days": pa.array([2**31 - 1, 19000, None], pa.int32()).cast(pa.date32()),
    "late stamps": pa.array([2**62, 0, None], pa.int64()).cast(pa.timestamp("us")),
    "zones": pa.array([0, 1, None], pa.int64()).cast(pa.timestamp("ns", "Asia/Shanghai")),
    "times": pa.array([0, 1, None], pa.int32()).cast(pa.time32("s")),
    "durations": pa.array([0, 2**62, None], pa.int64()).cast(pa.duration("s")),
    "no UTF-8": pa.Array.from_buffers(pa.string(), 3, pa.array([b"\xff", b"ok", b"\xfe"]).buffers()),
    "large strings": pa.array(["一。", "", None], pa.large_string()),
    "floats": pa.array([1.0, float("nan"), float("inf")]),
}


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("column", ["text", "date", "title"])
def test_odd_types_in_parquet(case: str, column: str) -> None:
    columns = {"text": pa.array(["一。", "二。", "三。"]), column: ODD[case]}
    found = read("a.parquet", parquet(pa.table(columns)))
    assert {item.source for item in found} == {f"a.parquet#{n}" for n in range(3)}
    if column != "text" and case not in ("no UTF-8", "late days", "late stamps", "durations"):
        assert len(sources(found)) == 3


def test_a_damaged_row_group_costs_itself() -> None:
    records = [{"text": f"第{n}篇。" + "工会" * n, "date": date(2031, 5, 9)} for n in range(30)]
    data = bytearray(
        parquet(records, row_group_size=10, compression="none", use_dictionary=False, write_statistics=False)
    )
    at = data.index("第10篇".encode()) - 8
    data[at : at + 4] = b"\xff\xff\xff\x7f"
    found = read("a.parquet", bytes(data))
    assert {f"a.parquet#{n}" for n in [*range(10), *range(20, 30)]} <= set(sources(found))
    (issue,) = (item for item in found if isinstance(item, Issue))
    assert (issue.source, issue.kind) == ("a.parquet#10", "truncated")


def test_columns_of_one_name_in_parquet() -> None:
    both = pa.table([pa.array(["一。"]), pa.array(["二。"])], names=["text", "text"])
    read("a.parquet", parquet(both))
