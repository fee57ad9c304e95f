"""The registry: lookup without a text, ids, ancestors; and how surfaces and hosts are read."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from pipeline.lexicon import LexiconError, model_dir
from pipeline.links.hosts import Hosts
from pipeline.links.load import load_registry
from pipeline.links.registry import NATIONAL, Registry
from pipeline.links.surface import SurfaceReader


@cache
def registry() -> Registry:
    return load_registry(model_dir() / "links")


@cache
def reader() -> SurfaceReader:
    return SurfaceReader(registry(), model_dir() / "links")


def test_lookup_gives_all_candidates() -> None:
    assert {u.name for u in registry().lookup("朝阳区总工会")} == {
        "北京市朝阳区总工会",
        "吉林省长春市朝阳区总工会",
    }
    assert [u.name for u in registry().lookup("朝阳区总工会", region="吉林省")] == [
        "吉林省长春市朝阳区总工会"
    ]
    assert registry().lookup("全总") == [NATIONAL]
    assert registry().lookup("北京宏泰商贸有限公司工会") == []


def test_lookup_by_day() -> None:
    assert [u.union_id for u in registry().lookup("密云县总工会", on=date(2012, 3, 1))] == ["U110228-2015"]
    assert [u.union_id for u in registry().lookup("密云县总工会", on=date(2019, 3, 1))] == ["U110118"]
    assert [u.union_id for u in registry().lookup("密云县总工会")] == ["U110118"]


def test_union_of_a_township_and_those_above() -> None:
    (union,) = registry().lookup("北京市昌平区霍营街道总工会")
    assert (union.level, union.origin, union.region) == ("township", "derived", "北京市昌平区霍营街道")
    assert len(union.admin_code or "") == 9
    assert [u.name for u in registry().chain(union)] == [
        "北京市昌平区总工会",
        "北京市总工会",
        "中华全国总工会",
    ]


@pytest.mark.parametrize(
    "name", ["北京市总工会", "江苏省苏州市总工会", "广东省东莞市总工会", "北京市密云县总工会", "中国金融工会"]
)
def test_ids_lead_back(name: str) -> None:
    (union,) = registry().lookup(name, on=date(2010, 1, 1))
    assert load_registry(model_dir() / "links").by_id(union.union_id) == union


def test_unknown_ids_lead_nowhere() -> None:
    assert registry().by_id("U999999") is None
    assert registry().by_id("nothing") is None


def test_found_union_has_a_lasting_id() -> None:
    first = registry().found("京北云图科技有限公司工会", "enterprise", None)
    assert first == registry().found("京北云图科技有限公司工会", "enterprise", None)
    assert first.origin == "found"
    assert first.union_id != registry().found("京北云图科技有限公司工会", "enterprise", NATIONAL).union_id


def test_faulty_industry_row() -> None:
    row = {"name": "某业工会", "parent": "没有的总工会", "variants": "", "short": ""}
    with pytest.raises(LexiconError, match="没有的总工会"):
        Registry(registry().territory).add_industry(row)
    twice = {"name": "某业工会", "parent": "", "variants": "中国金融工会|某业工会", "short": ""}
    with pytest.raises(LexiconError, match="中国金融工会"):
        again = Registry(registry().territory)
        again.add_industry({**twice, "name": "中国金融工会", "variants": ""})
        again.add_industry(twice)


@pytest.mark.parametrize(
    ("text", "kind", "body", "form"),
    [
        ("昌平区总工会", "territorial", "昌平区", "总工会"),
        ("区总工会权益保障部", "relational", "区", "总工会"),
        ("该镇总工会", "relational", "该镇", "总工会"),
        ("县总", "relational", "县", "总"),
        ("省总检查组", "relational", "省", "总"),
        ("辽阳市总", "territorial", "辽阳市", "总"),
        ("该工会", "deictic", "该", "工会"),
        ("公司工会", "host_relational", "公司", "工会"),
        ("市教育工会", "sector", "市教育", "工会"),
        ("区市场监管局工会", "sector", "区市场监管局", "工会"),
        ("市场监管局工会", "host", "市场监管局", "工会"),
        ("高新区总工会", "zone", "高新区", "总工会"),
        ("翠屏社区工会联合会", "federation", "翠屏社区", "工会联合会"),
        ("新月镇总工会", "township", "新月镇", "总工会"),
        ("宏泰商贸公司工会委员会", "host", "宏泰商贸公司", "工会委员会"),
        ("总工会", "bare", "", "总工会"),
        ("市总工会职工大学工会", "host", "市总工会职工大学", "工会"),
        ("市总工会职工大学", "affiliate", "", "总工会"),
        ("基层工会", "collective", "", "总工会"),
    ],
)
def test_surface(text: str, kind: str, body: str, form: str) -> None:
    surface = reader().read(text)
    assert surface is not None
    assert (surface.kind, surface.body, surface.form) == (kind, body, form)


@pytest.mark.parametrize("text", ["宏泰商贸有限公司", "汇总", "老总", "区委", "国家统计局", "全总文工团", ""])
def test_no_surface(text: str) -> None:
    assert reader().read(text) is None


def test_hosts_by_their_fullest_name() -> None:
    names = ["北京宏泰精密机械有限公司", "宏泰精机", "江南环境卫生集团有限公司", "青石县第三中学"]
    text = (
        "北京宏泰精密机械有限公司（以下简称“精机公司”）与宏泰精机、江南环境卫生集团有限公司、青石县第三中学。"
    )
    hosts = Hosts([(text.index(n), n) for n in names], text)
    assert hosts.full_name("精机公司") == "北京宏泰精密机械有限公司"
    assert hosts.full_name("宏泰机械") == "北京宏泰精密机械有限公司"
    assert hosts.full_name("市环卫集团") == "江南环境卫生集团有限公司"
    assert hosts.full_name("别家公司") == "别家公司"
    nearest = hosts.nearest("学校", len(text))
    assert nearest is not None
    assert nearest.name == "青石县第三中学"
    assert hosts.nearest("医院", len(text)) is None
