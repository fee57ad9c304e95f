from __future__ import annotations

import pytest

from pipeline.lexicon import LexiconError, model_dir
from pipeline.mentions.names import NameModel


@pytest.fixture(scope="module")
def model() -> NameModel:
    return NameModel.load(model_dir() / "mentions")


@pytest.mark.parametrize("name", ["王建国", "李静", "欧阳娜", "司马长风", "张某", "陈某某"])
def test_names_score_high(model: NameModel, name: str) -> None:
    assert (model.score(name) or 0) > 6


@pytest.mark.parametrize("word", ["时间", "方面", "于是", "关于", "安全的", "解放军"])
def test_words_with_a_surname_character_score_low(model: NameModel, word: str) -> None:
    assert (model.score(word) or 0) < 3


@pytest.mark.parametrize("word", ["的是", "王", "", "欧阳", "王建国强"])
def test_what_has_no_surname_or_the_wrong_length_has_no_score(model: NameModel, word: str) -> None:
    score = model.score(word)
    assert score is None or word == "欧阳"


def test_a_missing_lexicon_is_an_error(tmp_path: object) -> None:
    with pytest.raises(LexiconError):
        NameModel.load(tmp_path)  # type: ignore[arg-type]
