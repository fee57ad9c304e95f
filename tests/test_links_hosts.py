"""Which union a kind of workplace, a plant or a zone means. In the texts [..] marks an ORG, {..} a LOC; all are invented."""

from __future__ import annotations

import pytest
from test_links_resolve import extraction, found, links

from pipeline.records import Mention

ZHANJIANG = "广东省湛江市"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("[青岭县白石中学]开会。[学校工会]征集提案。", "青岭县白石中学工会"),
        ("[青岭县人民医院]扩建。[该医院工会]办餐。", "青岭县人民医院工会"),
        # A place that is no body has its union too.
        ("{海湾大酒店}缺工，[酒店工会]代招学徒。", "海湾大酒店工会"),
        ("{青石物流园}通车，[园区工会]送水。", "青石物流园工会"),
        # The nearest of its kind, and none of another kind.
        ("[南山小学]、[北山小学]开学。[学校工会]送水。", "北山小学工会"),
        ("[云岭机械有限公司]开工。[酒店工会]送水。", "nil"),
        # A plant's club is not the plant; a plant's owner is told without the township where it lies.
        ("[青岭红砖厂]开会，[青岭红砖厂俱乐部]坐满。[厂工会]唱票。", "青岭红砖厂工会"),
        # The group, and not its plant or one of its companies.
        ("[云岭钢铁集团有限公司]检查[热轧厂]。[集团公司工会]陪同。", "云岭钢铁集团有限公司工会"),
        ("[云岭钢铁集团有限公司]体检。[热轧厂工会]派车，[集团公司工会]送水。", "云岭钢铁集团有限公司工会"),
        ("[东港集团管片厂]赶工。[集团工会]送水。", "东港集团工会"),
        ("[东山公司]、[西山公司]赶工。[集团公司工会]送水。", "nil"),
        # A plant that is named after its work is the company's.
        ("[云岭钢铁集团有限公司]体检。[热轧厂工会]派车。", "云岭钢铁集团有限公司热轧厂工会"),
        ("[云岭钢铁集团有限公司]体检。[第二炼铁厂工会]派车。", "云岭钢铁集团有限公司第二炼铁厂工会"),
        ("[云岭重机有限公司]体检。[总装车间工会]派车。", "云岭重机有限公司总装车间工会"),
        ("[云岭钢铁集团有限公司]体检。[红星厂工会]派车。", "红星厂工会"),
        ("[东山公司]、[西山公司]体检。[热轧厂工会]派车。", "热轧厂工会"),
    ],
)
def test_host(text: str, last: str) -> None:
    assert found(text)[-1][1] == last


def test_a_headline_names_the_kind_before_the_body_names_the_place() -> None:
    links = found("[沈阳市和平区南湖街道东来市场工会]成立。", "辽宁省", headline="[市场工会]办夜校")
    assert {name for _, name in links} == {"辽宁省沈阳市和平区南湖街道东来市场工会"}


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("我家住{马厂镇高台村}，[村工会]办起课堂。", "江苏省宿迁市沭阳县马厂镇高台村工会"),
        ("{马厂镇高台村}、{马厂镇河东村}修路，[村工会]送水。", "nil"),
        ("修路了，[村工会]送水。", "nil"),
    ],
)
def test_village(text: str, last: str) -> None:
    assert found(text, "江苏省宿迁市沭阳县")[-1][1] == last


@pytest.mark.parametrize(
    ("text", "home", "last"),
    [
        # The city's stem goes on to the name of a harbour, a bay; not before a trade.
        ("[湛江港片区总工会]牵线。", ZHANJIANG, f"{ZHANJIANG}湛江港片区总工会"),
        ("[湛江港片区总工会]牵线。[片区总工会]建起驿站。", ZHANJIANG, f"{ZHANJIANG}湛江港片区总工会"),
        ("[湛江港货车行业工会联合会]成立。", ZHANJIANG, f"{ZHANJIANG}湛江港货车行业工会联合会"),
        ("[三亚湾酒店行业工会联合会]成立。", None, "海南省三亚市三亚湾酒店行业工会联合会"),
        ("[大连港口行业工会联合会]成立。", None, "辽宁省大连市港口行业工会联合会"),
        ("[上海口腔行业工会联合会]成立。", None, "上海市口腔行业工会联合会"),
        ("[临港新片区总工会]送水。[新片区总工会]送药。", "上海市", "上海市临港新片区总工会"),
        # The prefecture's sectors, and members joined in a township.
        ("[地区教育工会]办球赛。", "新疆维吾尔自治区喀什地区", "新疆维吾尔自治区喀什地区教育工会"),
        (
            "[莎车县前进镇苹果合作社工会联合会]成立。",
            None,
            "新疆维吾尔自治区喀什地区莎车县前进镇苹果合作社工会联合会",
        ),
        ("{遂溪县遂城镇}献血。[长河枢纽项目工会联合会]到场。", ZHANJIANG, "长河枢纽项目工会联合会"),
    ],
)
def test_zone_and_field(text: str, home: str | None, last: str) -> None:
    assert found(text, home)[-1][1] == last


def test_a_trade_in_short_is_the_one_named_before() -> None:
    text = "[湖州市外卖行业工会联合会]介入。[行业工会联合会]带队。"
    assert [name for _, name in found(text, "浙江省湖州市")] == ["浙江省湖州市外卖行业工会联合会"] * 2
    assert found("[行业工会联合会]带队。", "浙江省湖州市")[-1][1] == "nil"


def test_a_mine_of_which_only_a_pit_is_named() -> None:
    x = extraction("{青石矿副井口}风大。[矿工会]送来姜汤。")
    x.candidates = [Mention(0, 3, "ORG", "organizations.company.none")]
    assert links(x)[-1][1] == "青石矿工会"
