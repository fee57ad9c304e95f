"""Unions of companies, schools and offices. In the texts [..] marks an ORG mention; all are invented."""

from __future__ import annotations

import pytest
from test_links_resolve import found


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # A short form means the fullest name, but not that of a part or of another body.
        ("[云岭禾丰机械有限公司]投产。[禾丰机械工会]到场。", "云岭禾丰机械有限公司工会"),
        ("[禾丰集团第四工程有限公司]投产。[禾丰集团公司工会]到场。", "禾丰集团公司工会"),
        ("[禾丰员工持股会]开会。[禾丰工会]到场。", "禾丰工会"),
        ("[四建云岭公司]投产。[四建公司工会]到场。", "四建公司工会"),
        ("[云岭北坡煤矿掘进二班]受到表彰。[北坡煤矿工会]到场。", "云岭北坡煤矿工会"),
        # What a title begins with is no part of the name.
        ("他[现任禾丰集团工会]主席。", "禾丰集团工会"),
        ("张一曾任[禾丰集团人力资源部]部长、[工会]主席。", "禾丰集团工会"),
        ("张一任[禾丰钢铁有限公司]纪委书记、[工会]主席。", "禾丰钢铁有限公司工会"),
        ("[中共中央政治局]委员、[工会]主席张一到场。", "nil"),
        # No body but a division has a 总工会.
        ("[中共中央政治局]委员、全国[总工会]主席张一到场。", "中华全国总工会"),
        ("[云岭地方委员会]成立。[云岭总工会]成立。", "云岭总工会"),
        ("[英国火车司机工会]宣布罢工。", "英国火车司机工会"),
        ("[意大利基层工会联合会]宣布罢工。", "意大利基层工会联合会"),
        ("[香港工会联合会]到{深圳市}参观。", "香港工会联合会"),
        ("[国际工会联合会]发表声明。", "国际工会联合会"),
        ("[商工会议所]发布调查。[云岭工会]到场。", "云岭工会"),
    ],
)
def test_host(text: str, last: str) -> None:
    assert found(text)[-1][1] == last


def test_a_mention_that_took_in_too_much() -> None:
    assert found("他说：“[非常感谢市总工会]的帮助。”", "浙江省丽水市") == [
        ("非常感谢市总工会", "浙江省丽水市总工会")
    ]


def test_a_chamber_of_commerce_is_no_union() -> None:
    assert found("[商工会议所]发布调查。") == []


@pytest.mark.parametrize(
    ("surface", "publication", "name"),
    [
        ("我校工会", "云岭大学校报", "云岭大学工会"),
        ("本院工会", "云岭第二医院官网", "云岭第二医院工会"),
        ("集团工会", "禾丰集团报", "禾丰集团工会"),
        ("学校工会", "禾丰集团报", "nil"),
        ("公司工会", "首钢日报", "首钢集团工会"),
        ("公司工会", "云岭日报", "nil"),
    ],
)
def test_a_house_organ_speaks_of_its_house(surface: str, publication: str, name: str) -> None:
    assert found(f"昨天，[{surface}]举办了活动。", publication=publication) == [(surface, name)]
