"""Divisions as unions use them: names, paths, old names."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.gazetteer import Gazetteer, gazetteer
from pipeline.lexicon import LexiconError, model_dir
from pipeline.links.names import is_township, short_name, stem
from pipeline.links.territory import Territory
from pipeline.links.units import admin_code


@cache
def territory() -> Territory:
    return Territory.load(model_dir() / "links")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("昌平区", "昌平"),
        ("江苏省", "江苏"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("广西壮族自治区", "广西"),
        ("大通回族土族自治县", "大通"),
        ("延边朝鲜族自治州", "延边"),
        ("浦东新区", "浦东"),
        ("赣县", "赣县"),
        ("矿区", "矿区"),
        ("锡林郭勒盟", "锡林郭勒"),
    ],
)
def test_stem(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_short_name() -> None:
    assert short_name("石柱土家族自治县") == "石柱县"
    assert short_name("恩施土家族苗族自治州") == "恩施州"
    assert short_name("昌平区") is None


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("上海浦东新区", ["上海市浦东新区"]),
        ("浙江德清", ["浙江省湖州市德清县"]),
        ("台州路桥金清镇", ["浙江省台州市路桥区金清镇"]),
        ("通州区", ["北京市通州区", "江苏省南通市通州区"]),
        ("江苏通州区", ["江苏省南通市通州区"]),
        ("广东省东莞市", ["广东省东莞市"]),
        ("六师五家渠市", ["新疆生产建设兵团第六师五家渠市"]),
        ("兵团第十一师", ["新疆生产建设兵团第十一师"]),
        ("博州", ["新疆维吾尔自治区博尔塔拉蒙古自治州"]),
        ("楚州区", ["江苏省淮安市淮安区"]),
        ("高丽营镇", ["北京市顺义区高丽营镇"]),
        ("牛栏山地区", ["北京市顺义区牛栏山镇"]),
    ],
)
def test_parse_reads_a_whole_path(name: str, paths: list[str]) -> None:
    parse = territory().parse(name)
    assert parse is not None
    assert parse.end == len(name)
    assert sorted(territory().path_name(c) for c in parse.units) == sorted(paths)


def test_parse_stops_where_the_path_ends() -> None:
    parse = territory().parse("彭州市蜀工服装有限公司")
    assert parse is not None
    assert (parse.end, parse.last) == (3, "彭州市")
    assert territory().parse("蜀工服装有限公司") is None
    assert territory().parse("") is None


def test_prisons_and_statistical_zones_are_no_divisions() -> None:
    assert territory().codes("永丰监狱") == ()
    assert territory().codes("沧州渤海新区") == ()


def test_former_unit_has_its_year_and_successor() -> None:
    (code,) = territory().codes("密云县")
    unit = territory().unit(code)
    assert (unit.until, unit.successor, unit.level) == (2015, "110118", "county")
    assert territory().path_name(code) == "北京市密云县"
    assert admin_code(code) == "110228"


@pytest.mark.parametrize(
    ("code", "other", "value"),
    [
        ("110114", "110114", 1.0),
        ("110114", "11", 0.9),
        ("11", "110114", 0.9),
        ("110114", "110108", 0.6),
        ("320612", "3206", 0.9),
        ("320612", "32", 0.5),
        ("320612", "3205", 0.35),
        ("110112", "32", 0.0),
    ],
)
def test_closeness(code: str, other: str, value: float) -> None:
    assert territory().closeness(code, other) == value


@given(
    st.sampled_from(
        sorted(c for c, name in gazetteer().names.items() if name.endswith(("区", "县", "市", "镇", "街道")))
    )
)
@settings(max_examples=150, deadline=None)
def test_every_path_is_read_back(code: str) -> None:
    t = territory()
    if code not in t.codes(gazetteer().names[code]):
        return  # a zone, a doubled city or a city that is one with a 师
    name = t.path_name(code)
    parse = t.parse(name)
    assert parse is not None
    assert parse.end == len(name)
    assert name in {t.path_name(c) for c in parse.units}


def test_township_names() -> None:
    assert is_township("新月镇")
    assert is_township("上地街道")
    assert not is_township("昌平区")


def test_faults_in_the_lexicons_are_told() -> None:
    row = {"code": "110228", "name": "密云县", "until": "2015", "successor": "999999"}
    with pytest.raises(LexiconError, match="999999"):
        Territory(Gazetteer(gazetteer().names), former=[row])
    row = {"code": "110113003", "listed": "别处地区", "name": "别处镇", "variants": ""}
    with pytest.raises(LexiconError, match="110113003"):
        Territory(gazetteer(), townships=[row])
