"""Text → tokens."""

import logging
from itertools import pairwise
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import LexiconError, model_dir
from pipeline.sentences import Segmenter

TEXTS = [
    "区总工会在文化广场举办职工运动会，三百名职工参加拔河、跳绳、接力等项目。",
    "“暖心驿站”昨天揭牌，附近的快递员、环卫工人走进来就能喝上热水。",
    "该厂工会主席赵立春说，集体合同签订以后，夜班津贴由十五元提高到二十元。",
    "记者从会上获悉，全省新建工会组织四千余家，发展会员六十一万人。",
]


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter.load(model_dir() / "tokenizer")


def words(segmenter: Segmenter, text: str) -> list[str]:
    return [text[t.start : t.end] for t in segmenter.cut(text)]


def test_the_rust_cut_is_jiebas_cut() -> None:
    jieba.setLogLevel(logging.ERROR)
    python, rust = jieba.Tokenizer(), Segmenter([])
    for text in TEXTS:
        assert words(rust, text) == python.lcut(text)


def test_the_lexicon_is_used_and_stays_its_own(segmenter: Segmenter) -> None:
    text = "镇总工会的快递小哥"
    assert "总工会" in words(segmenter, text)
    assert "快递小哥" in words(segmenter, text)
    assert "快递小哥" not in words(Segmenter([]), text)


@given(st.text())
def test_tokens_are_the_text(text: str) -> None:
    tokens = _SEGMENTER.cut(text)
    assert "".join(text[t.start : t.end] for t in tokens) == text
    assert all(a.end == b.start for a, b in pairwise(tokens))


_SEGMENTER = Segmenter([])


def test_a_faulty_lexicon_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text(
        "word\tfrequency\tpos\n总工会\t9\tn\n总工会\t8\tn\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=r"words\.tsv:3"):
        Segmenter.load(tmp_path)
