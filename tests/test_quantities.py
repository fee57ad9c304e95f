from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import LexiconError, model_dir, read_table
from pipeline.mentions import shares
from pipeline.mentions.quantities import QuantityFinder, find
from pipeline.mentions.units import read_units

MENTIONS = model_dir() / "mentions"


def read(text: str) -> list[tuple[str, float, float | None, str, str]]:
    return [
        (
            text[q.start : q.end],
            float(q.base_value),
            None if q.value_max is None else float(q.value_max * q.factor),
            q.base,
            q.modifier,
        )
        for q in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全长3.5公里", ("3.5公里", 3500, None, "米", "exact")),
        ("花费50元6角三分", ("50元6角三分", 50.63, None, "CNY", "exact")),
        ("一百三十五块六角七分钱", ("一百三十五块六角七分钱", 135.67, None, "CNY", "exact")),
        ("每斤两块五，", ("两块五", 2.5, None, "CNY", "exact")),
        ("称出3斤5两", ("3斤5两", 1750, None, "克", "exact")),
        ("重十五斤半", ("十五斤半", 7750, None, "克", "exact")),
        ("身高一米八。", ("一米八", 1.8, None, "米", "exact")),
        ("售价￥300", ("￥300", 300, None, "CNY", "exact")),
        ("人民币3.14万", ("人民币3.14万", 31400, None, "CNY", "exact")),
        ("投资两个亿卢布", ("两个亿卢布", 2e8, None, "RUB", "exact")),
        ("三万元欧元", ("三万元欧元", 30000, None, "EUR", "exact")),
        ("捐款几十万元", ("几十万元", 100_000, 1_000_000, "CNY", "above")),
        ("十几块钱", ("十几块钱", 10, 20, "CNY", "above")),
        ("1.6~3.9米", ("1.6~3.9米", 1.6, 3.9, "米", "exact")),
        ("1万(含)-5万元", ("1万(含)-5万元", 10_000, 50_000, "CNY", "exact")),
        ("10~15k元", ("10~15k元", 10_000, 15_000, "CNY", "exact")),
        ("两~3百日元", ("两~3百日元", 200, 300, "JPY", "exact")),
        ("900米至1.2公里", ("900米至1.2公里", 900, 1200, "米", "exact")),
        ("两三斤", ("两三斤", 1000, 1500, "克", "exact")),
        ("五六百斤", ("五六百斤", 250_000, 300_000, "克", "exact")),
        ("华氏温度100度", ("华氏温度100度", 100, None, "华氏度", "exact")),
        ("零下20摄氏度", ("20摄氏度", 20, None, "摄氏度", "exact")),
        ("一百千瓦", ("一百千瓦", 100_000, None, "瓦", "exact")),
        ("三千两百两", ("三千两百两", 160_000, None, "克", "exact")),
        ("二两茶叶", ("二两", 100, None, "克", "exact")),
        ("孩子十个月大。", ("十个月大", 10, None, "个月", "exact")),
        ("5 kg 大米", ("5 kg", 5000, None, "克", "exact")),
        ("近700万元", ("700万元", 7_000_000, None, "CNY", "below")),
        ("50万元（含）以上", ("50万元", 500_000, None, "CNY", "above")),
    ],
)  # fmt: skip
def test_quantity(text: str, expected: tuple[str, float, float | None, str, str]) -> None:
    assert read(text) == [pytest.approx(expected)]


def test_modifiers_lie_around_the_quantity() -> None:
    text = "最多三点五英里或以上"
    (q,) = find(text)
    assert (text[q.start : q.end], text[q.first : q.last]) == ("三点五英里", text)


def test_two_signs_are_two_amounts() -> None:
    assert [t for t, *_ in read("$20，300美元")] == ["$20", "300美元"]


@pytest.mark.parametrize("text", ["第3米", "编号B12米", "三楼", "时间3:15分", "5折", "共有300"])
def test_no_quantity(text: str) -> None:
    assert [q for q in find(text) if q.dimension not in ("thing", "time")] == []


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("95%", 95),
        ("３０％", 30),
        ("百分之一百二十点五", 120.5),
        ("百 分 之 二 十", 20),
        ("千分之2.4", 0.24),
        ("5‰", 0.5),
        ("百万分之五", 0.0005),
        ("三成五", 35),
        ("半成", 5),
        ("两折", 20),
        ("七五折", 75),
        ("8.5折", 85),
        ("2.4个百分点", 2.4),
        ("负40%", -40),
    ],
)
def test_share(text: str, percent: float) -> None:
    (share,) = shares.find(f"为{text}。")
    assert (share.start, share.end) == (1, 1 + len(text))
    assert share.percent == pytest.approx(Decimal(str(percent)))


def test_what_is_no_share() -> None:
    assert shares.find("十折，成立，三成立，https://example.org/30%25") == []
    assert [s.percent for s in shares.find("打对折")] == [50]
    assert shares.find("对折") == []


@given(
    st.text(max_size=60)
    | st.text(alphabet="0123456789一两十百千万亿点半几余￥$元角斤米至~-—个百分之成折% ", max_size=60)
)
def test_any_text_is_read_without_error(text: str) -> None:
    for spans in ([(q.start, q.end) for q in find(text)], [(s.start, s.end) for s in shares.find(text)]):
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "piece", ["1", "一", "1元", "￥", "一米", "1~", "第", "百分之", "半", "人民币", "3斤5两"]
)
def test_long_runs_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert_linear(find, text)
    assert_linear(shares.find, text)


UNITS = [u for u in read_units(MENTIONS / "units.tsv").values() if u.dimension != "label"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda u: u.name)
def test_the_example_of_every_unit_holds_it(unit: object) -> None:
    names = [q.unit for q in find(unit.example)]  # type: ignore[attr-defined]
    assert names == [unit.name]  # type: ignore[attr-defined]


PREFIXES = read_table(MENTIONS / "unit_prefixes.tsv", ["form", "unit"], optional=["closing", "example"])


@pytest.mark.parametrize("row", PREFIXES, ids=lambda r: r["form"])
def test_the_example_of_every_prefix_is_one_quantity(row: dict[str, str]) -> None:
    (q,) = find(row["example"])
    assert row["example"].startswith(row["form"])
    assert (q.start, q.end, q.unit) == (0, len(row["example"]), row["unit"])


def test_faulty_lexicons_are_named(tmp_path: Path) -> None:
    for name in ("units.tsv", "unit_prefixes.tsv", "modifiers.tsv"):
        (tmp_path / name).write_text((MENTIONS / name).read_text("utf-8"), "utf-8")
    (tmp_path / "unit_prefixes.tsv").write_text("form\tunit\n§\t无此\n", "utf-8")
    with pytest.raises(LexiconError, match="无此"):
        QuantityFinder(tmp_path)
    (tmp_path / "units.tsv").write_text("unit\tdimension\tfactor\n米\tlength\tviele\n", "utf-8")
    with pytest.raises(LexiconError, match="viele"):
        QuantityFinder(tmp_path)
