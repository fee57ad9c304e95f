from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions.numerals import parse

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def chinese(number: int) -> str:
    """A whole number below 10**12 as Chinese writes it, every 零 in its place."""
    if number == 0:
        return "零"
    text, gap = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // scale % 10**4
        if section == 0:
            gap = bool(text)
            continue
        if text and (gap or section < 1000):
            text += "零"
        text += section_text(section) + name
        gap = False
    return text


def section_text(section: int) -> str:
    text, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = section // scale % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[digit] + name
        gap = False
    return text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("3200", "3200"),
        ("1,234.5", "1234.5"),
        ("4.67万", "46700"),
        ("1.2亿", "120000000"),
        ("5万亿", "5000000000000"),
        ("1亿2千万", "120000000"),
        ("十", "10"),
        ("十八", "18"),
        ("两", "2"),
        ("廿三", "23"),
        ("二百五十", "250"),
        ("二百五", "250"),
        ("一百零五", "105"),
        ("三千零二十", "3020"),
        ("一万五", "15000"),
        ("二十万", "200000"),
        ("二零二四", "2024"),
        ("三点五", "3.5"),
        ("三点五万", "35000"),
        ("壹佰贰拾", "120"),
        ("半", "0.5"),
        ("百分之三十", "0.3"),
        ("百分之0.5", "0.005"),
        ("三分之一", str(Decimal(1) / 3)),
        ("三成", "0.3"),
        ("九成五", "0.95"),
        ("30%", "0.3"),
        ("5‰", "0.005"),
        ("-3", "-3"),
        ("零下二十", "-20"),
        ("1.005亿", "100500000"),
    ],
)
def test_reads(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "工会", "三四百", "1.2.3", "万万", "点五", "十百千", "%", "分之", "3个", "一" * 500]
)
def test_is_no_single_numeral(text: str) -> None:
    assert parse(text) is None


@given(st.integers(0, 10**12 - 1))
def test_chinese_round_trip(number: int) -> None:
    assert parse(chinese(number)) == number


@given(st.integers(1, 10**12 - 1))
def test_financial_round_trip(number: int) -> None:
    assert parse(chinese(number).translate(FINANCIAL)) == number


@given(st.integers(0, 10**12), st.sampled_from(["", "万", "亿"]))
def test_arabic_round_trip(number: int, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert parse(f"{number}{scale}") == number * factor
    assert parse(f"{number:,}{scale}") == number * factor


@given(st.text(max_size=40))
def test_never_raises(text: str) -> None:
    parse(text)
