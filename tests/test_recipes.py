"""The counted lexicons: from a handful of invented sentences in the form of the corpora."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from models.recipes.corpora import LONG_NEWS, TAGGED, tagged_words
from models.recipes.junctions import junctions
from models.recipes.lunar_years import FIRST, LAST, row
from models.recipes.names import MARKED, name_characters
from models.recipes.place_weights import examples, fit
from models.recipes.words import common_words
from pipeline.lexicon import model_dir, read_table, read_words

NEWS = "本市职工今天走进车间参加安全生产竞赛活动，工会为职工送去清凉用品。\n开展竞赛的车间里，本市职工领到了清凉用品。"
SENTENCE = {"text": "记者林晓岚和林晓峰到场。", "spans": [[2, 5, "PER"], [6, 9, "PER"]]}


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    for file, _ in MARKED:
        spans = [[s, e, label] for s, e, _ in SENTENCE["spans"] for f, label in MARKED if f == file]
        _write(tmp_path / file, [{**SENTENCE, "spans": spans}])
    for file in LONG_NEWS:
        _write(tmp_path / file, [{"text": NEWS}] * 50)
    path = tmp_path / TAGGED
    path.parent.mkdir(parents=True)
    path.write_bytes(lzma.compress(("[云溪/ns 县/n]ns 职工/n 踊跃/ad 参加/v 竞赛/vn\n" * 6).encode()))
    return tmp_path


def _write(path: Path, records: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(json.dumps(r, ensure_ascii=False) for r in records)
    path.write_bytes(lzma.compress(lines.encode()))


def test_characters_of_names_stand_out_from_running_text(corpora: Path, tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text(name_characters(corpora), encoding="utf-8")
    rows = {r["char"]: r for r in read_table(tmp_path / "names.tsv", ["char"], optional=_POSITIONS)}
    assert int(rows["林"]["family"]) > int(rows["安"]["family"])
    assert int(rows["晓"]["first"]) > 0 > int(rows["安"]["first"])
    assert int(rows["岚"]["last"]) > int(rows["晓"]["last"])
    assert rows["岚"]["family"] == ""


_POSITIONS = ["family", "first", "last", "only"]


def test_common_words_are_frequent_and_no_names(corpora: Path, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text(common_words(corpora), encoding="utf-8")
    words = set(read_words(tmp_path / "words.txt"))
    assert {"职工", "踊跃", "清凉", "数码"} <= words
    assert not {"云溪", "县", "林晓岚", "和平"} & words


def test_lunar_years_are_those_of_astronomy() -> None:
    lines = (model_dir() / "values/lunar_years.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    shipped = {int(line[:4]): line for line in lines if line[0].isdigit()}
    assert list(shipped) == list(range(FIRST, LAST + 1))
    for year in (*range(FIRST, LAST, 50), *range(2000, 2030)):
        assert shipped[year] == row(year)


def test_junctions_tell_bound_pairs_and_paragraph_starts(corpora: Path, tmp_path: Path) -> None:
    (tmp_path / "junctions.tsv").write_text(junctions(corpora), encoding="utf-8")
    rows = {
        r["char"]: r
        for r in read_table(tmp_path / "junctions.tsv", ["char", "start"], optional=["bound", "tied", "near"])
    }
    assert "凉" in rows["清"]["bound"]
    assert "清" not in rows["凉"]["bound"] + rows["凉"]["tied"]
    assert int(rows["开"]["start"]) > 0 > int(rows["凉"]["start"])


def test_tags_of_bracketed_names_are_read(corpora: Path) -> None:
    assert list(tagged_words(corpora / TAGGED))[:3] == [("云溪", "ns"), ("县", "n"), ("职工", "n")]


def test_a_sign_that_only_right_places_have_weighs_more() -> None:
    """Two events: the site with the first sign is the place; the one with the second is not."""
    told = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]), np.array([True, False, False])
    untold = np.array([[0.0, 1.0], [0.0, 0.0]]), np.array([False, True])
    weights = fit([told, untold], 2)
    assert weights[0] > 0 > weights[1]


def test_an_example_gives_its_text_and_place() -> None:
    shown = list(examples())
    assert len(shown) > 100
    for page, place in shown:
        assert "〔" not in page.text
        assert place is None or place in page.text
