"""The matching view: variants folded, never a character more or less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.view import view


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("２０２４年５月", "2024年5月"),
        ("ＡＰＰ上線", "APP上线"),
        ("區總工會　慰問", "区总工会 慰问"),
        ("二〇二四年", "二零二四年"),
        # A circle is a nought beside numerals, a bullet elsewhere.
        ("二○二四年", "二零二四年"),
        ("二○○八年", "二零零八年"),
        ("○八年", "零八年"),
        ("○白塔区总工会", "○白塔区总工会"),
        ("○二十名职工", "○二十名职工"),
        ("增長９５％", "增长95%"),
        ("３．５萬", "3.5万"),
        ("（會議）：開始，好！", "（会议）：开始，好！"),
        ("乾隆年間", "干隆年间"),
        ("Workers 工人", "Workers 工人"),
        ("昨日,区总工会(含园区)慰问1,200人;好!", "昨日，区总工会（含园区）慰问1,200人；好！"),
        ("8:30开始, 比分3:1", "8:30开始， 比分3:1"),
    ],
)
def test_view(text: str, expected: str) -> None:
    assert view(text) == expected


@given(st.text())
def test_view_keeps_length_and_line_breaks(text: str) -> None:
    seen = view(text)
    assert len(seen) == len(text)
    assert [i for i, c in enumerate(seen) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(st.text(alphabet=st.characters(min_codepoint=0x3000, max_codepoint=0x9FFF)))
def test_view_of_a_view_is_itself_for_digits_and_blanks(text: str) -> None:
    assert not set("０１２３４５６７８９　％") & set(view(text))
