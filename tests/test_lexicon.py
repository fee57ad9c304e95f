"""Lexicon files: what a linguist may write, and how a slip is reported."""

import gzip
import lzma
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.lexicon import LexiconError, model_dir, read_phrases, read_table, read_words


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_comments_blank_lines_and_optional_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "# a comment\nword\tkind\tnote\n\n甲\tx\tn\n 乙 \ty\n")
    assert read_table(path, ["word", "kind"], optional=["note"]) == [
        {"word": "甲", "kind": "x", "note": "n"},
        {"word": "乙", "kind": "y", "note": ""},
    ]


@pytest.mark.parametrize("pack", [("a.tsv.gz", gzip.compress), ("a.tsv.xz", lzma.compress)])
def test_packed_files(tmp_path: Path, pack) -> None:
    name, compress = pack
    (tmp_path / name).write_bytes(compress("word\n甲\n".encode()))
    assert read_table(tmp_path / name, ["word"]) == [{"word": "甲"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no header line"),
        ("word\tkimd\n", ":1: unknown column 'kimd'"),
        ("word\n甲\n", ":1: no column 'kind'"),
        ("word\tkind\n甲\n", ":2: no value in column 'kind'"),
        ("word\tkind\n甲\tx\ty\n", ":2: 3 cells for 2 columns"),
        ("word\tkind\n甲\tx\n乙\tx\n甲\ty\n", ":4: 甲 stands in line 2 already"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "faulty.tsv", text)
    with pytest.raises(LexiconError) as error:
        read_table(path, ["word", "kind"], key=["word"])
    assert str(error.value).startswith(str(path))
    assert message in str(error.value)


def test_missing_and_broken_files(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such lexicon file"):
        read_table(tmp_path / "none.tsv", ["word"])
    (tmp_path / "cut.tsv.gz").write_bytes(gzip.compress(b"word\n")[:9])
    with pytest.raises(LexiconError, match="cannot be read"):
        read_table(tmp_path / "cut.tsv.gz", ["word"])
    (tmp_path / "gbk.tsv").write_bytes("词\n".encode("gb18030"))
    with pytest.raises(LexiconError, match="cannot be read"):
        read_words(tmp_path / "gbk.tsv")


def test_words(tmp_path: Path) -> None:
    assert read_words(write(tmp_path / "w.txt", "# c\n甲\n\n乙\n")) == ["甲", "乙"]
    with pytest.raises(LexiconError, match=":3: 甲 stands in line 1 already"):
        read_words(write(tmp_path / "twice.txt", "甲\n乙\n甲\n"))


@dataclass
class Holding:
    holds: re.Pattern[str]


@dataclass
class Halting(Holding):
    halts: re.Pattern[str]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("holds\t^主办\t由区总工会主办\n", "holds is not found in its example '由区总工会主办'"),
        ("holds\t(主办\t主办大赛\n", "holds: no regular expression"),
        ("helps\t^帮\t帮他\n", "unknown name 'helps'"),
        ("holds\t^主办\t主办大赛\nhalts\t停\t停下\n", "unknown name 'halts'"),
    ],
)
def test_faulty_patterns_are_named(tmp_path: Path, row: str, message: str) -> None:
    path = write(tmp_path / "phrases.tsv", f"name\tpattern\texample\n{row}")
    with pytest.raises(LexiconError) as error:
        read_phrases(path, Holding)
    assert message in str(error.value)


def test_patterns_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "phrases.tsv", "name\tpattern\texample\nholds\t^主办\t主办大赛\n")
    assert read_phrases(path, Holding).holds.match("主办晚会")
    with pytest.raises(LexiconError, match="no pattern 'halts'"):
        read_phrases(path, Halting)


def test_the_model_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (model_dir() / "config.cfg").is_file()
    monkeypatch.setenv("GONGHUI_MODEL", str(tmp_path))
    assert model_dir() == tmp_path


LEXICONS = [p for p in model_dir().rglob("*") if ".tsv" in p.name or p.suffix == ".txt"]


@pytest.mark.parametrize("path", LEXICONS, ids=lambda p: str(p.relative_to(model_dir())))
def test_every_lexicon_is_described(path: Path) -> None:
    assert f"`{path.name}`" in (model_dir().parent / "README.md").read_text(encoding="utf-8")
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    assert content.startswith(b"# "), "the first line says what the file holds"
