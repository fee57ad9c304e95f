from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import opencc
import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions.numerals import find, parse
from pipeline.view import view

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


# Whole numbers of every size, in every script ----------------------------------------------------------------

SIZES = st.integers(0, 15).flatmap(lambda figures: st.integers(0, 10**figures))
TRADITIONAL = opencc.OpenCC("s2t").convert
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def large(number: int) -> str:
    """As `chinese`, with a section before 亿 that has a 万 of its own: 一万二千亿."""
    high, low = divmod(number, 10**8)
    if high < 10**4:
        return chinese(number)
    gap = "零" if 0 < low < 10**7 else ""
    return chinese(high) + "亿" + gap + (chinese(low) if low else "")


@given(SIZES)
def test_every_script_tells_the_same_number(number: int) -> None:
    written = large(number)
    for text in (written, TRADITIONAL(written), written.translate(FINANCIAL) if number else "零"):
        assert parse(view(text)) == number
    for text in (
        f"{number}",
        f"{number:,}",
        f"{number}".translate(FULL_WIDTH),
        f"{number:,}".translate(FULL_WIDTH),
    ):
        assert parse(view(text)) == number
    assert parse("负" + written) == -number


@given(SIZES, st.integers(1, 9999))
def test_decimals_and_fractions_round_trip(number: int, part: int) -> None:
    spoken = "".join(DIGITS[int(c)] for c in str(part))
    assert parse(f"{large(number)}点{spoken}") == Decimal(f"{number}.{part}")
    assert parse(f"百分之{large(number)}") == Decimal(number) / 100
    assert parse(f"{chinese(part)}分之{large(number)}") == Decimal(number) / part
    assert parse(f"{number}.{part}万") == Decimal(f"{number}.{part}") * 10_000


@given(st.integers(0, 10**12 - 1))
def test_a_numeral_is_found_whole(number: int) -> None:
    text = f"共计，{chinese(number)}，{number:,}，负{number}"
    whole = [(n.start, n.end) for n in find(text)]
    pieces = [chinese(number), f"{number:,}", f"负{number}"]
    # A lone character of a word (零, 一, 十) stands between marks here, so it is a numeral too.
    assert [text[a:b] for a, b in whole] == pieces
    assert [n.value for n in find(text)] == [number, number, -number]


# Where numerals stand ------------------------------------------------------------------------------------------


def found(text: str) -> list[tuple[str, float]]:
    return [(text[n.start : n.end], float(n.value)) for n in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年新增会员三千二百五十名", [("三千二百五十", 3250)]),
        ("库存３６箱，售出1.2万箱", [("３６", 36), ("1.2万", 12000)]),
        ("编号 7 万5 千4 百", [("7 万5 千4 百", 75400)]),
        ("占三分之二，余三又二分之一", [("三分之二", 2 / 3), ("三又二分之一", 3.5)]),
        ("配比为 1 3/5", [("1 3/5", 1.6)]),
        ("温度降到负十二", [("负十二", -12)]),
        ("面积2^10，误差2.5e-3", [("2^10", 1024), ("2.5e-3", 0.0025)]),
        ("薪酬15k", [("15k", 15000)]),
        ("共计參拾參", [("參拾參", 33)]),
        ("八打铅笔", [("八打", 96)]),
        ("剩一半", [("一半", 0.5)]),
        ("五百余万、二十几万", [("五百余万", 5_000_000), ("二十几万", 200_000)]),
        ("四川的五个县，一切从零开始", [("五", 5), ("零", 0)]),
        ("1,250和1，250和1, 250", [("1,250", 1250), ("1，250", 1250), ("1", 1), ("250", 250)]),
        ("见 https://example.org/a?x=30 一页", [("一", 1)]),
        ("收拾房间，远离陆地", []),
        ("七八个人分机三四", [("三四", 34)]),
    ],
)  # fmt: skip
def test_found(text: str, expected: list[tuple[str, float]]) -> None:
    assert found(text) == [(t, pytest.approx(v)) for t, v in expected]


def test_ordinals_are_marked() -> None:
    text = "第三届，第 12 名，三届"
    assert [(text[n.start : n.end], n.ordinal) for n in find(text)] == [
        ("第三", True),
        ("第 12", True),
        ("三", False),
    ]


@given(
    st.text(max_size=60)
    | st.text(alphabet="0123456789一两十百千万亿零点半几余第负分之又./^e+-, ，", max_size=60)
)
def test_found_spans_are_disjoint_and_within_the_text(text: str) -> None:
    spans = [(n.start, n.end) for n in find(text)]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "piece", ["1", "一", "十", "百分之", "1,111", "1 ", "第", "1/", "2^", "点一", "分之", "1e", "负", "又"]
)
def test_long_runs_take_linear_time(piece: str) -> None:
    assert_linear(find, piece * (100_000 // len(piece)))
