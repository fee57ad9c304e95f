"""Text → sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Field
from pipeline.sentences import split


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text, [Field("body", 0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议召开。与会者发言。", ["会议召开。", "与会者发言。"]),
        ("“工会真好！”他说。", ["“工会真好！”", "他说。"]),
        ("“先喝水，再干活。”班长喊道。", ["“先喝水，再干活。”", "班长喊道。"]),
        ("大家唱起歌……掌声响起。", ["大家唱起歌……", "掌声响起。"]),
        ("活动（含宣讲。共三场）结束。", ["活动（含宣讲。共三场）结束。"]),
        ("真的吗？！真的。", ["真的吗？！", "真的。"]),
        ("甲先生（没有收尾。下一句。", ["甲先生（没有收尾。", "下一句。"]),
        ("标题没有句号\n正文一句。\n", ["标题没有句号", "正文一句。"]),
        ("　　缩进的一段。 下一句。", ["缩进的一段。", "下一句。"]),
        ("增长3.5%；其中女工12人，占比过半。", ["增长3.5%；其中女工12人，占比过半。"]),
        ("\n \n", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_paragraphs_count_over_all_fields() -> None:
    text = "标题\n第一段。还是第一段。\n\n第二段。"
    found = split(text, [Field("headline", 0, 2), Field("body", 3, len(text))])
    assert [(text[s.start : s.end], s.paragraph) for s in found] == [
        ("标题", 0),
        ("第一段。", 1),
        ("还是第一段。", 1),
        ("第二段。", 2),
    ]


@given(st.text(alphabet="工会。！“”（）…\n 　a1《》", max_size=200))
def test_sentences_cover_all_but_blanks_in_order(text: str) -> None:
    found = split(text, [Field("body", 0, len(text))])
    at = 0
    for s in found:
        assert text[at : s.start].strip() == ""
        assert text[s.start : s.end].strip() == text[s.start : s.end] != ""
        assert "\n" not in text[s.start : s.end]
        at = s.end
    assert text[at:].strip() == ""
