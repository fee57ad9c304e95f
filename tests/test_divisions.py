from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer import gazetteer
from pipeline.mentions.divisions import DivisionFinder, stem

FINDER = DivisionFinder(gazetteer(), ["和平", "平安"])


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("永嘉县", "永嘉"),
        ("北京市", "北京"),
        ("延边朝鲜族自治州", "延边"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("三里屯街道", "三里屯"),
    ],
)
def test_stem(name: str, short: str) -> None:
    assert stem(name) == short


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("湖南省浏阳市大瑶镇的工厂", ["湖南省浏阳市大瑶镇"]),
        ("河南周口人", ["河南周口"]),
        ("从北京到上海", ["北京", "上海"]),
        ("永嘉县北京市", ["永嘉县", "北京市"]),
        ("密云县改为密云区", ["密云县", "密云区"]),
    ],
)
def test_divisions_that_lie_in_each_other_are_one_path(text: str, spans: list[str]) -> None:
    assert [text[d.start : d.end] for d in FINDER(text)] == spans


def test_the_last_piece_of_a_path_is_what_is_meant() -> None:
    (path,) = FINDER("江苏省苏州市吴江区")
    assert path.codes == ("320509",)
    assert path.pieces == 3 and path.full


def test_general_words_are_marked() -> None:
    assert [d.plain for d in FINDER("平安，北京")] == [True, False]


@given(st.text(alphabet="北京市朝阳区永嘉县、，和平在", max_size=30))
def test_spans_are_sorted_and_do_not_overlap(text: str) -> None:
    end = 0
    for d in FINDER(text):
        assert end <= d.start < d.end <= len(text)
        end = d.end
