"""Documents as found: cheap to find, whole enough to be read elsewhere."""

import json
import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.pages import Metadata, Overrides, Raw, find_files, page_id, read_page, read_raw, read_sources
from pipeline.pages.find import SourceFile
from pipeline.records import Issue

TEXT = "云州市总工会举办技能比武\n本报讯（记者 白一川）5月8日，云州市总工会举办技能比武。\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def raws(name: str, content: str | bytes, **given: str) -> list[Raw | Issue]:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    (file,) = find_files([name])
    assert isinstance(file, SourceFile)
    return list(read_raw(file, Overrides(**given)))  # type: ignore[arg-type]


def one(name: str, content: str | bytes, **given: str) -> Raw:
    (raw,) = raws(name, content, **given)
    assert isinstance(raw, Raw), raw
    return raw


def line(**record: object) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def test_a_page_needs_nothing_but_what_was_found() -> None:
    for name, content in (
        ("a.txt", TEXT.encode("gb18030")),
        ("a.html", f"<html><h1>技能比武</h1><p>{TEXT}</p></html>"),
        ("a.jsonl", line(text=TEXT, title="题", date="昨天") + line(text="二。", source="云州职工报")),
    ):
        found = [pickle.loads(pickle.dumps(item)) for item in raws(name, content, page_no="3")]
        expected = list(read_sources([name], Overrides(page_no="3")))
        Path(name).unlink()
        assert [item for raw in found for item in read_page(raw)] == expected


def test_what_is_known_beforehand_is_settled_when_it_is_found() -> None:
    Path("metadata.csv").write_text(
        "source,publication,home_region,issue_date\na.jsonl,甲报,云州市,2021-01-01\n"
    )
    raw = one("a.jsonl", line(text="一。", date="2022-02-02"), publication="乙报")
    assert raw.given == Metadata("乙报", "云州市", date(2022, 2, 2))


def test_the_same_text_has_the_same_hash_in_a_file_and_in_a_record() -> None:
    found = [
        one("a.txt", TEXT),
        one("a.jsonl", line(text=TEXT, id=1)),
        one("b.jsonl", line(content=TEXT, date="2022-02-02")),
    ]
    assert len({raw.text_hash for raw in found}) == 1
    assert len({raw.sha256 for raw in found}) == 3
    assert one("b.txt", TEXT + "。").text_hash != found[0].text_hash


@pytest.mark.parametrize(
    "change",
    [
        {"source": "b.jsonl#0"},
        {"sha256": ""},
        {"text_hash": ""},
        {"encoding": "gb18030"},
        {"kind": "text"},
        {"bad_date": "昨天"},
        {"given": Metadata(publication="甲报")},
        {"given": Metadata(home_region="甲报")},
        {"given": Metadata(issue_date=date(2022, 2, 2))},
        {"given": Metadata(page_no="2")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_all_that_a_page_depends_on_is_in_its_identity(change: dict[str, object]) -> None:
    raw = one("a.jsonl", line(text=TEXT))
    assert raw.page_id == page_id(raw.source)
    assert replace(raw, **change).identity != raw.identity  # type: ignore[arg-type]
    assert replace(raw).identity == raw.identity


def test_sizes_are_lengths_of_payloads() -> None:
    assert one("a.jsonl", line(text="一二三。")).size == 4
    assert one("a.txt", "一二三。").size == 12
