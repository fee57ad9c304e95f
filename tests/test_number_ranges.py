from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import LexiconError, model_dir, read_table
from pipeline.mentions.number_ranges import NumberRangeFinder, find

MENTIONS = model_dir() / "mentions"
ROWS = read_table(
    MENTIONS / "range_words.tsv",
    ["form", "place"],
    optional=["bound", "not_preceded", "not_followed", "example"],
)


def read(text: str) -> list[tuple[str, str]]:
    return [(text[r.start : r.end], str(r)) for r in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("班组人数大于二十", [("大于二十", "(20,)")]),
        ("不小于30且小于50的编号", [("不小于30且小于50", "[30,50)")]),
        ("小于50且不小于30的编号", [("小于50且不小于30", "[30,50)")]),
        ("得票超过二十不到三十", [("超过二十不到三十", "(20,30)")]),
        ("得票超过300张，不到500张", [("超过300张，不到500", "(300,500)")]),
        ("取一百到两百之间的数", [("一百到两百之间", "[100,200]")]),
        ("取值在 10 与 20 之间", [("在 10 与 20 之间", "[10,20]")]),
        ("排在第三至第五", [("第三至第五", "[3,5]")]),
        ("至少是12，最多不超过15", [("至少是12", "[12,)"), ("不超过15", "(,15]")]),
        ("最多为8", [("最多为8", "(,8]")]),
        ("x > = 7", [("> = 7", "[7,)")]),
        ("得分＞60", [("＞60", "(60,)")]),
        ("得分正好等于60", [("等于60", "[60,60]")]),
        ("月薪8000元以上", [("8000元以上", "[8000,)")]),
        ("年满60岁以上（含）", [("60岁以上（含）", "[60,)")]),
        ("八成以上", [("八成以上", "[8,)")]),
        ("收到1.2万多封信", [("1.2万多", "(12000,)")]),
        ("十八周岁以上六十周岁以下", [("十八周岁以上六十周岁以下", "[18,60]")]),
        ("给你一到五天", [("一到五", "[1,5]")]),
        ("十几个班组", [("十几", "(10,20)")]),
        ("数百名职工", [("数百", "(100,1000)")]),
        ("七八个班组", [("七八", "[7,8]")]),
        ("二百三十余万", [("二百三十余万", "(2300000,)")]),
        ("上千人到场", [("上千", "[1000,)")]),
        ("三到五万元", [("三到五万", "[30000,50000]")]),
        ("20%至30%", [("20%至30", "[20,30]")]),
        ("百分之二十到三十", [("百分之二十到三十", "[0.2,0.3]")]),
        ("他身高比 168 高", [("比 168 高", "(168,)")]),
        ("五百或者更多", [("五百或者更多", "[500,)")]),
        ("大於１５個", [("大於１５", "(15,)")]),
        # No number lies in both: two comparisons. So with units that differ.
        ("大于50并小于12", [("大于50", "(50,)"), ("小于12", "(,12)")]),
        ("超过50人，小于90天", [("超过50", "(50,)"), ("小于90", "(,90)")]),
    ],
)
def test_range(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "共有300人",
        "近200人",
        "20人左右",
        "高于一切",
        "从四川到五台山",
        "周一到周五",
        "星期一至五值班",
        "3至5月",
        "8日-12日",
        "2015-2018年",
        "2015-08-12",
        "电话010-62130000",
        "30到20",
        "七八月间",
        "“十三五”规划",
        "10和20",
        "不等于15",
        "去过3次",
        "比170高20",
        "甲队3比2高",
        "账上还有500余额",
        "https://example.org/1-5",
    ],
)
def test_no_range(text: str) -> None:
    assert read(text) == []


def test_bounds_tell_the_word_that_sets_them() -> None:
    (r,) = find("高于12而不足15人")
    assert r.lower and r.upper
    assert (r.lower.word, r.upper.word, r.kind, r.unit) == ("高于", "不足", "compared", "人")


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['place']} {r['form']}")
def test_the_example_of_every_word(row: dict[str, str]) -> None:
    form, example = row["form"], row["example"]
    assert all(part in example for part in form.split("…"))
    ranges = find(example)
    if row["place"] in ("time", "name"):
        assert ranges == []
        return
    (r,) = ranges
    assert all(part in example[r.start : r.end] for part in form.split("…"))
    match row["bound"]:
        case ">" | ">=" as sign:
            assert r.lower and r.lower.closed == (sign == ">=")
        case "<" | "<=" as sign:
            assert r.upper and r.upper.closed == (sign == "<=") and r.lower is None
        case _:
            assert r.lower or r.upper


def test_the_words_say_the_same_as_the_modifiers_of_counts() -> None:
    modifiers = {
        (row["form"], row["place"]): row["modifier"]
        for row in read_table(
            MENTIONS / "modifiers.tsv",
            ["form", "place", "modifier"],
            optional=["not_preceded", "not_followed", "example"],
        )
    }
    sides = {">": "above", "<": "below"}
    shared = [row for row in ROWS if (row["form"], row["place"]) in modifiers]
    assert len(shared) > 20
    for row in shared:
        assert modifiers[row["form"], row["place"]] == sides[row["bound"][0]], row["form"]


PIECES = [row["form"] for row in ROWS] + [
    "20",
    "五",
    "百",
    "万",
    "人",
    "元",
    "第",
    " ",
    "分之",
    "-",
    ".",
    "。",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text_is_read_without_error(text: str) -> None:
    ranges = find(text)
    assert all(0 <= r.start < r.end <= len(text) and (r.lower or r.upper) for r in ranges)
    assert all(a.end <= b.start for a, b in pairwise(ranges))
    for r in ranges:
        if r.lower and r.upper:
            assert r.lower.value <= r.upper.value


@pytest.mark.parametrize(
    "piece",
    ["1", "一", "大于", "大于 ", "大于1", "> ", "1-", "1到", "1和", "比1", "比", "1 ", "大于1，", "了", "在", "1到2之间", "1大于", "a://",
     "-1", "1.", "百", "1以上", "第", "，"],
)  # fmt: skip
def test_long_runs_take_linear_time(piece: str) -> None:
    assert_linear(find, piece * (100_000 // len(piece)))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("大于\twhere\t>", "place"),
        ("大于\tbefore\t=>", "bound"),
        ("大于\tbefore\t", "missing"),
        ("到\ttill\t>", "out of place"),
        ("比\taround\t>", "around a number"),
        ("大\tinside\t>", "no numeral"),
    ],
)
def test_faulty_lexicons_are_named(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "range_words.tsv").write_text(f"form\tplace\tbound\n{row}\n", "utf-8")
    with pytest.raises(LexiconError, match=fault):
        NumberRangeFinder(tmp_path)
