"""`unions NAME` without any text: candidates, their paths, years and reasons; and the registry written out."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import cache

import pytest

from pipeline.lexicon import LexiconError, model_dir
from pipeline.links import listing
from pipeline.links.lookup import Lookup


@cache
def lookup() -> Lookup:
    return Lookup.load(model_dir() / "links")


@pytest.mark.parametrize(
    ("name", "region", "year", "found"),
    [
        ("全总", None, None, {"中华全国总工会": "1925–"}),
        ("昌平区总工会", None, None, {"北京市昌平区总工会": ""}),
        ("昌平区", None, None, {"北京市昌平区总工会": ""}),
        ("昌平區總工會", None, None, {"北京市昌平区总工会": ""}),
        ("朝阳区总工会", "吉林省", None, {"吉林省长春市朝阳区总工会": ""}),
        ("朝阳区总工会", "上海市", None, {}),
        ("密云县总工会", None, 2013, {"北京市密云县总工会": "–2015"}),
        ("密云县总工会", None, 2020, {"北京市密云区总工会": "2015–"}),
        ("密云区总工会", None, None, {"北京市密云区总工会": "2015–"}),
        ("莱城区总工会", None, 2010, {"山东省莱芜市莱城区总工会": "–2019"}),
        ("莱芜市莱城区总工会", None, 2010, {"山东省莱芜市莱城区总工会": "–2019"}),
        ("吐鲁番市总工会", None, 2010, {"新疆维吾尔自治区吐鲁番地区吐鲁番市总工会": "–2015"}),
        ("吐鲁番市总工会", None, 2020, {"新疆维吾尔自治区吐鲁番市总工会": "2015–"}),
        ("无为县总工会", None, 2009, {"安徽省巢湖市无为县总工会": "–2011"}),
        ("无为县总工会", None, 2015, {"安徽省芜湖市无为县总工会": "2011–2019"}),
        ("襄樊市总工会", None, 2005, {"湖北省襄阳市总工会": "2010–"}),
        ("菏泽地区总工会", None, 1998, {"山东省菏泽市总工会": "2000–"}),
        ("东乡县总工会", None, 2020, {"甘肃省临夏回族自治州东乡族自治县总工会": ""}),
        ("西乌旗总工会", None, None, {"内蒙古自治区锡林郭勒盟西乌珠穆沁旗总工会": ""}),
        ("市总", "江苏省无锡市江阴市", None, {"江苏省无锡市江阴市总工会": "", "江苏省无锡市总工会": ""}),
        ("河北省教育工会", None, None, {"河北省教育工会": ""}),
        ("教育工会", "河北省", None, {"河北省教育工会": ""}),
        ("成都高新区总工会", None, None, {"四川省成都市高新区总工会": ""}),
        ("西安高新区总工会", None, None, {"陕西省西安市高新区总工会": ""}),
        ("稀土高新区总工会", None, None, {"内蒙古自治区包头市稀土高新区总工会": ""}),
        ("劳动午报社", None, None, {"劳动午报社": ""}),
        ("海淀区总工会职工大学", None, None, {"北京市海淀区总工会职工大学": ""}),
        ("云岭机械有限公司工会", None, None, {"云岭机械有限公司工会": ""}),
        ("各级工会", None, None, {}),
        ("市总", None, None, {}),
        ("某某", None, None, {}),
    ],
)
def test_candidates(name: str, region: str | None, year: int | None, found: dict[str, str]) -> None:
    candidates = lookup()(name, region, date(year, 6, 1) if year else None)
    assert {c.union.name: c.years for c in candidates} == found
    assert all(c.reason.endswith(".") and c.path[-1] == c.union.name for c in candidates)
    if not found:
        assert lookup().why_none(name).endswith(".")


def test_the_path_leads_down_from_the_top() -> None:
    (found,) = lookup()("回龙观街道总工会")
    assert found.path == (
        "中华全国总工会",
        "北京市总工会",
        "北京市昌平区总工会",
        "北京市昌平区回龙观街道总工会",
    )
    assert (found.union.level, found.union.existence) == ("township", "presumed")


def test_an_affiliate_is_no_union() -> None:
    (found,) = lookup()("海淀区总工会职工大学")
    assert (found.union.level, found.union.parent_id) == ("affiliate", "U110108")


def test_an_unknown_region_is_an_error() -> None:
    with pytest.raises(LexiconError, match="火星市: no division has this name"):
        lookup()("市总工会", "火星市")


def test_every_row_says_what_it_is() -> None:
    rows = list(listing.rows(lookup().registry))
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows) > 40_000
    assert all(row["parent"] in ids or row["level"] == "national" for row in rows)
    assert {row["existence"] for row in rows} == {"verified", "presumed"}
    provinces = [row for row in rows if row["level"] == "province" and row["until"] is None]
    assert len(provinces) == 32 and all(row["existence"] == "verified" for row in provinces)
    assert {"national", "province", "prefecture", "county", "township", "industry", "zone", "affiliate"} == {
        row["level"] for row in rows
    }


def test_the_registry_is_written_as_table_or_lines() -> None:
    rows = [row for row, _ in zip(listing.rows(lookup().registry), range(3), strict=False)]
    table, lines = io.StringIO(), io.StringIO()
    assert listing.write(rows, table, ".tsv") == listing.write(rows, lines, ".jsonl") == 3
    assert table.getvalue().split("\n")[0].split("\t") == list(listing.COLUMNS)
    assert [json.loads(line) for line in lines.getvalue().splitlines()] == rows
