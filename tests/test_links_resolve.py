"""Which union a mention means. In the texts [..] marks an ORG mention and {..} a LOC mention; all are invented."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from pipeline.lexicon import model_dir
from pipeline.links.linker import UnionLinker
from pipeline.records import Article, Extraction, Field, Label, Mention, Person, UnionMention
from pipeline.view import view

_MARK = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}")


@cache
def linker() -> UnionLinker:
    return UnionLinker.load(model_dir() / "links")


def extraction(
    marked: str,
    home: str | None = None,
    year: int | None = 2023,
    headline: str = "",
    publication: str | None = None,
) -> Extraction:
    """An article from marked text; the headline, marked alike, stands before the body."""
    fields: list[Field] = []
    mentions: list[Mention] = []
    text = ""
    for name, part in (("headline", headline), ("body", marked)):
        if not part:
            continue
        start, done = len(text), 0
        for m in _MARK.finditer(part):
            text += part[done : m.start()]
            label: Label = "ORG" if m[1] else "LOC"
            inside = m[1] or m[2]
            mentions.append(Mention(len(text), len(text) + len(inside), label, "test"))
            text += inside
            done = m.end()
        text += part[done:]
        fields.append(Field("headline" if name == "headline" else "body", start, len(text)))
        text += "\n"
    text = text.removesuffix("\n")
    issued = date(year, 6, 1) if year else None
    article = Article("a", "p", 0, text, home_region=home, publication=publication, issue_date=issued)
    return Extraction(article, text, view(text), tuple(fields), mentions=mentions)


def links(x: Extraction) -> list[tuple[str, str]]:
    """(mention, canonical name, or the status where it is not linked) in text order."""
    return [(x.span(u.mention), u.union.name if u.union else u.status) for u in linker()(x)]


def found(marked: str, home: str | None = None, **more: object) -> list[tuple[str, str]]:
    return links(extraction(marked, home, **more))  # type: ignore[arg-type]


BEIJING, SUZHOU = "北京市", "江苏省苏州市"


@pytest.mark.parametrize(
    ("surface", "home", "name"),
    [
        ("中华全国总工会", None, "中华全国总工会"),
        ("全国总工会", None, "中华全国总工会"),
        ("全总", None, "中华全国总工会"),
        ("全总宣传教育部", None, "中华全国总工会"),
        ("北京市总工会", None, "北京市总工会"),
        ("河北省总工会", None, "河北省总工会"),
        ("内蒙古总工会", None, "内蒙古自治区总工会"),
        ("昌平区总工会", BEIJING, "北京市昌平区总工会"),
        ("朝阳区总工会", BEIJING, "北京市朝阳区总工会"),
        ("朝阳区总工会", "吉林省", "吉林省长春市朝阳区总工会"),
        ("鼓楼区总工会", "江苏省徐州市", "江苏省徐州市鼓楼区总工会"),
        ("八里庄街道总工会", "北京市海淀区", "北京市海淀区八里庄街道总工会"),
        ("江阴市总工会", "江苏省", "江苏省无锡市江阴市总工会"),
        ("无锡江阴市总工会", None, "江苏省无锡市江阴市总工会"),
        ("祥云县总工会", None, "云南省大理白族自治州祥云县总工会"),
        ("大理州总工会", None, "云南省大理白族自治州总工会"),
        ("大通县总工会", None, "青海省西宁市大通回族土族自治县总工会"),
        ("雾渡河镇总工会", None, "湖北省宜昌市夷陵区雾渡河镇总工会"),
        ("深圳平湖街道工会", None, "广东省深圳市龙岗区平湖街道工会"),
        ("东莞市虎门镇总工会", None, "广东省东莞市虎门镇总工会"),
        ("仙桃市总工会", None, "湖北省仙桃市总工会"),
        ("仁和镇总工会", "北京市顺义区", "北京市顺义区仁和镇总工会"),
        ("兵团总工会", None, "新疆生产建设兵团总工会"),
        ("八师石河子市总工会", None, "新疆生产建设兵团第八师石河子市总工会"),
        ("辽阳市总", None, "辽宁省辽阳市总工会"),
        ("海淀区总工会女职工委员会", BEIJING, "北京市海淀区总工会"),
        ("海淀区总工会经费审查委员会", BEIJING, "北京市海淀区总工会"),
        ("市總工會", BEIJING, "北京市总工会"),
        ("北京市教育工会", None, "北京市教育工会"),
        ("市教育工会", BEIJING, "北京市教育工会"),
        ("市工业(国防)工会", BEIJING, "北京市工业（国防）工会"),
        ("市直机关工会", BEIJING, "北京市直机关工会"),
        ("山东省财贸金融工会", None, "山东省财贸金融工会"),
        ("长春市教育工会", None, "吉林省长春市教育工会"),
        ("中国教科文卫体工会", None, "中国教科文卫体工会"),
        ("成都高新区总工会", None, "四川省成都市高新区总工会"),
        ("经开区总工会", BEIJING, "北京经济技术开发区总工会"),
        ("高新区总工会", "湖南省衡阳市", "湖南省衡阳市高新区总工会"),
        ("远安县家政行业工会联合会", None, "湖北省宜昌市远安县家政行业工会联合会"),
        ("北京南苑职业学院护理分工会", BEIJING, "北京南苑职业学院护理分工会"),
    ],
)
def test_name_alone(surface: str, home: str | None, name: str) -> None:
    assert found(f"[{surface}]举办了活动。", home) == [(surface, name)]


@pytest.mark.parametrize(
    "surface",
    [
        "各级工会",
        "市区两级工会",
        "各区工会",
        "首都工会",
        "全市工会组织",
        "镇街总工会",
        "旗县区总工会",
        "市、区总工会",
        "上级工会",
        "市工会干部学院",
        "北京市总工会职工大学",
        "区总工会职工服务中心",
        "街道工会服务站",
        "县总工会法律援助站",
        "市总工会工人疗养院",
        "苏州工会",
    ],
)
def test_never_one_union(surface: str) -> None:
    assert found(f"[{surface}]举办了活动。", BEIJING) == [(surface, "nil")]


@pytest.mark.parametrize(
    "surface", ["劳动午报", "昌平区职工服务中心", "北京宏泰商贸有限公司", "区人大常委会", "该联合会"]
)
def test_no_union_at_all(surface: str) -> None:
    assert found(f"[{surface}]举办了活动。", BEIJING) == []


def test_ambiguous_name_keeps_its_candidates() -> None:
    (mention,) = linker()(extraction("[鼓楼区总工会]举办了活动。"))
    assert mention.status == "ambiguous"
    assert mention.union is None
    assert set(mention.candidates) == {"U320106", "U320302", "U350102", "U410204"}


def test_level_word_takes_up_the_last_union_of_that_level() -> None:
    text = "[昌平区总工会]与[霍营街道总工会]来到工地，[区总工会]送去慰问品，[街道总工会]组织义诊，[市总工会]派员指导。"
    assert found(text, BEIJING) == [
        ("昌平区总工会", "北京市昌平区总工会"),
        ("霍营街道总工会", "北京市昌平区霍营街道总工会"),
        ("区总工会", "北京市昌平区总工会"),
        ("街道总工会", "北京市昌平区霍营街道总工会"),
        ("市总工会", "北京市总工会"),
    ]


def test_level_word_without_metadata_is_told_by_the_text() -> None:
    text = "6月3日，{四川省绵阳市游仙区}一工地上，[区总工会]法律援助律师来了。[市总]也派人到场，[省总工会]予以支持。"
    assert [name for _, name in found(text)] == [
        "四川省绵阳市游仙区总工会",
        "四川省绵阳市总工会",
        "四川省总工会",
    ]


def test_headline_is_explained_by_the_body() -> None:
    x = extraction("近日，[平阳县总工会]启动培训。", headline="[县总]培训忙")
    assert links(x) == [("县总", "浙江省温州市平阳县总工会"), ("平阳县总工会", "浙江省温州市平阳县总工会")]


def test_county_level_city_is_the_city() -> None:
    assert (
        found("[彭州市总工会]印了手册。[市总工会]主席作了说明。", "四川省")[-1][1]
        == "四川省成都市彭州市总工会"
    )


def test_city_above_a_county_level_city_by_what_it_does() -> None:
    text = "[无锡市总工会]日前印发通知。[江阴市总工会]按照[市总工会]部署开展活动。"
    assert found(text, "江苏省")[-1][1] == "江苏省无锡市总工会"


@pytest.mark.parametrize("word", ["市总工会", "市总"])
def test_what_the_text_calls_its_city_stays_so(word: str) -> None:
    text = f"[江阴市总工会]开课，[{word}]出资。[无锡市总工会]补助。[{word}]还办了竞赛。"
    assert found(text, "江苏省")[-1] == (word, "江苏省无锡市江阴市总工会")


def test_a_trade_union_of_the_headline_is_the_federation_of_the_text() -> None:
    text = "[余杭区家政行业工会]成立\n[余杭区家政行业工会联合会]揭牌。"
    assert {n for _, n in found(text, "浙江省")} == {"浙江省杭州市余杭区家政行业工会联合会"}


def test_a_mine_is_no_division_with_its_miners() -> None:
    assert found("{双鸭山市}的[七星煤矿工会]成立。") == [("七星煤矿工会", "七星煤矿工会")]


def test_city_of_two_of_its_counties() -> None:
    text = "[江阴市总工会]、[宜兴市总工会]签约，[市总工会]到会祝贺。"
    assert found(text, "江苏省")[-1][1] == "江苏省无锡市总工会"


def test_text_overrides_home() -> None:
    text = "{漳州市}的职工来到赛场。[市总工会]主办了比赛。"
    assert found(text, "福建省福州市福清市") == [("市总工会", "福建省漳州市总工会")]


@pytest.mark.parametrize(
    ("name", "union"),
    [
        ("浙江省宁波市海曙区望春街道总工会", ""),
        ("浙江省台州市路桥区青岭街道总工会", ""),
        ("广西南宁市青秀区新竹街道总工会", "广西壮族自治区南宁市青秀区新竹街道总工会"),
        ("江苏昆山市花桥镇总工会", "江苏省苏州市昆山市花桥镇总工会"),
        ("四川省成都市高新区总工会", ""),
        ("湖南省长沙市雨花区洞井街道高升社区工会联合会", ""),
    ],
)
def test_a_name_from_the_province_down_lies_in_no_other_place(name: str, union: str) -> None:
    text = f"[河北省唐山市路南区总工会]义诊。[{name}]献血。"
    assert found(text)[-1] == (name, union or name)


@pytest.mark.parametrize("verb", ["会同县人社局", "会同县供销社"])
def test_who_goes_together_is_no_county(verb: str) -> None:
    text = f"[县总工会法律工作部]{verb}走访市场。"
    assert found(text, "浙江省杭州市桐庐县") == [("县总工会法律工作部", "浙江省杭州市桐庐县总工会")]
    assert found(text) == [("县总工会法律工作部", "nil")]


def test_home_is_told_by_the_publication() -> None:
    assert found("[市总工会]发布公告。", publication="劳动午报") == [("市总工会", "北京市总工会")]
    assert found("[省总工会]发布公告。", publication="江苏工人报") == [("省总工会", "江苏省总工会")]


def test_same_name_by_other_places() -> None:
    text = "[通州区总工会]办起书画展，[南通市总工会]送来作品，[区总工会]将办巡展。"
    assert [n for _, n in found(text)] == [
        "江苏省南通市通州区总工会",
        "江苏省南通市总工会",
        "江苏省南通市通州区总工会",
    ]


def test_coordinated_stems_are_unions_each() -> None:
    assert found("[松江]、[太仓]、[平湖总工会]联办赛事。") == [
        ("松江", "上海市松江区总工会"),
        ("太仓", "江苏省苏州市太仓市总工会"),
        ("平湖总工会", "浙江省嘉兴市平湖市总工会"),
    ]
    assert found("[延庆]、[怀柔区总工会]签约。", BEIJING)[0] == ("延庆", "北京市延庆区总工会")
    assert found("[宏泰集团]、[西城区总工会]签约。", BEIJING) == [("西城区总工会", "北京市西城区总工会")]


def test_many_by_a_number() -> None:
    assert found("目前已有27个省、市、[自治区总工会]设立专项资金，{广西}也在其中。") == [
        ("自治区总工会", "nil")
    ]


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2013, "北京市密云县总工会"),
        (2015, "北京市密云县总工会"),
        (2016, "北京市密云区总工会"),
        (2024, "北京市密云区总工会"),
        (None, "北京市密云区总工会"),
    ],
)
def test_old_name_by_date(year: int | None, name: str) -> None:
    assert found("[密云县总工会]开会。", BEIJING, year=year) == [("密云县总工会", name)]


@pytest.mark.parametrize(
    ("year", "name"), [(2014, "福建省漳州市龙海市总工会"), (2024, "福建省漳州市龙海区总工会")]
)
def test_stem_of_a_division_means_the_one_of_its_time(year: int, name: str) -> None:
    assert found("[龙海总工会]开会。", "福建省", year=year) == [("龙海总工会", name)]


def test_union_below_the_county_keeps_the_name_it_goes_by() -> None:
    town, street = "[昌平区永安镇工会]", "[平湖街道工会]"
    assert {n for _, n in found(f"{{龙岗区}}的{street}办夜校，[街道工会]出资。", "广东省深圳市")} == {
        "广东省深圳市龙岗区平湖街道工会"
    }
    assert {n for _, n in found(f"{town}办夜校。[永安镇总工会]出资。", BEIJING)} == {
        "北京市昌平区永安镇总工会"
    }
    assert found("[昌平区工会]办夜校。", BEIJING) == [("昌平区工会", "北京市昌平区总工会")]


def test_street_office_in_short() -> None:
    assert found("[江堤街总工会]办夜校。", "湖北省武汉市") == [
        ("江堤街总工会", "湖北省武汉市汉阳区江堤街道总工会")
    ]


def test_department_for_organizing_is_no_movement() -> None:
    assert found("[市总工会组织部]发文。", BEIJING) == [("市总工会组织部", "北京市总工会")]
    assert found("[市总工会组织]发文。", BEIJING) == [("市总工会组织", "nil")]


def test_scenic_area_that_its_city_shares_its_name_with() -> None:
    assert found("[黄山风景区工会]承办。", "安徽省") == [("黄山风景区工会", "安徽省黄山市黄山风景区工会")]


def test_company_of_the_text_goes_before_a_sector_of_a_division() -> None:
    text = "[通河重型机械有限公司总装厂]停工三天。[通河机械工会]走访职工。"
    assert found(text, "黑龙江省") == [("通河机械工会", "通河重型机械有限公司工会")]
    assert found("[通河机械工会]走访职工。", "黑龙江省") != [("通河机械工会", "通河重型机械有限公司工会")]


def test_old_name_beside_the_new_one_is_today() -> None:
    text = "撤县设区后，[密云区总工会]挂牌，原[密云县总工会]牌匾入馆，[县总]的老同志到场。"
    assert {n for _, n in found(text, BEIJING, year=2015)} == {"北京市密云区总工会"}


def test_level_word_of_a_former_county() -> None:
    text = "{密云县}的职工说，[县总工会]帮了大忙。"
    assert found(text, BEIJING, year=2010) == [("县总工会", "北京市密云县总工会")]


def test_company_by_its_fullest_name() -> None:
    text = (
        "[北京宏泰精密机械有限公司]（以下简称“宏泰精机”）车间里，[公司工会]主席介绍情况。"
        "[宏泰精机工会]还办了夜校，[宏泰机械工会]也是它。"
    )
    assert {n for _, n in found(text, BEIJING)} == {"北京宏泰精密机械有限公司工会"}


def test_company_that_is_named_after_a_place_keeps_its_name() -> None:
    text = "在[彭州市蜀工服装有限公司]，[公司工会]与企业方协商。"
    assert found(text, "四川省") == [("公司工会", "彭州市蜀工服装有限公司工会")]


def test_school_and_bare_union_in_a_title() -> None:
    assert found("[青石县第一中学]开课了。[学校工会]负责组织。") == [("学校工会", "青石县第一中学工会")]
    assert found("[中铁某局]党委副书记、[工会]主席李强到场。") == [("工会", "中铁某局工会")]


def test_federation_town_and_pointing_words() -> None:
    text = "[通州区台湖镇演艺行业工会联合会]成立，[镇总工会]派员指导。[该联合会]覆盖300人，[该工会]设调解室。"
    federation = "北京市通州区台湖镇演艺行业工会联合会"
    assert [n for _, n in found(text, BEIJING)] == [
        federation,
        "北京市通州区台湖镇总工会",
        federation,
        federation,
    ]


def test_township_that_no_list_holds_lies_in_the_county_of_the_text() -> None:
    text = "[远安县总工会]来到[新月镇总工会]，[镇总工会]主席介绍情况。"
    assert [n for _, n in found(text)][1:] == ["湖北省宜昌市远安县新月镇总工会"] * 2


def test_zone_named_once_in_full() -> None:
    text = "[盐城市总工会]宣讲团到来，[云海港经济开发区总工会]接待，[开发区总工会]备好茶水。"
    assert {n for _, n in found(text, "江苏省")} == {
        "江苏省盐城市总工会",
        "江苏省盐城市云海港经济开发区总工会",
    }


def test_new_area_that_is_a_district() -> None:
    assert found("[天津市滨海新区总工会]开会，[新区总工会]主席致辞。")[-1][1] == "天津市滨海新区总工会"


def test_label_of_a_round_up_goes_before_the_last_union() -> None:
    text = "【海淀】[海淀区总工会]送春联。\n【顺义】[区总工会]开设托管班。\n平谷区：[区总工会]举办招聘会。"
    assert [n for _, n in found(text, BEIJING)] == [
        "北京市海淀区总工会",
        "北京市顺义区总工会",
        "北京市平谷区总工会",
    ]


def test_place_of_the_sentence_goes_before_the_union_of_an_earlier_one() -> None:
    text = "[海淀区总工会]送春联。在{顺义区}一工地，[区总工会]开设课堂。"
    assert found(text, BEIJING)[-1][1] == "北京市顺义区总工会"
    text = "[海淀区总工会]在{顺义区}疗休养基地办班，[区总工会]主席到场。"
    assert found(text, BEIJING)[-1][1] == "北京市海淀区总工会"


def test_company_of_the_sentence_goes_before_the_union_of_an_earlier_one() -> None:
    text = (
        "[宏泰精机有限公司工会]办了夜校。在[江南云图有限公司]，[公司工会]建起书屋，[公司工会]主席作了介绍。"
    )
    assert [n for _, n in found(text)][1:] == ["江南云图有限公司工会"] * 2


@pytest.mark.parametrize(
    ("publication", "name"),
    [
        ("余姚日报", "浙江省宁波市余姚市总工会"),
        ("苏州日报", "江苏省苏州市总工会"),
        ("光明日报", "nil"),
        ("东方早报", "上海市总工会"),
        ("东方生活报", "nil"),
        ("工人日报", "nil"),
    ],
)
def test_region_of_a_publication(publication: str, name: str) -> None:
    assert found("[市总工会]发布公告。", publication=publication)[0][1] == name


def test_committee_of_an_industrial_union_in_a_university() -> None:
    assert found("[中国教育工会青石大学委员会]换届。")[0][1] == "青石大学工会"


def test_district_before_zone() -> None:
    text = "[璧山区总工会]、[重庆高新区总工会]慰问职工，[区总工会]送去矿泉水。"
    assert found(text, "重庆市")[-1][1] == "重庆市璧山区总工会"
    assert found("[北京经开区总工会]开会，[区总工会]部署工作。", BEIJING)[-1][1] == "北京经济技术开发区总工会"


def test_zone_of_another_city_is_not_the_capital_s() -> None:
    text = "[西安经济技术开发区总工会]协办，[经开区总工会]主席到场。"
    assert {n for _, n in found(text, "陕西省")} == {"陕西省西安市经济技术开发区总工会"}


def test_school_is_no_company() -> None:
    text = "[青石县人民医院]与[青石县第三中学]结对，[医院工会]和[学校工会]签约。"
    assert [n for _, n in found(text)] == ["青石县人民医院工会", "青石县第三中学工会"]


def test_abolished_town_of_a_frequent_name() -> None:
    text = "[双流县总工会]走进[华阳镇总工会]。"
    assert found(text, "四川省", year=2010)[-1][1] == "四川省成都市双流县华阳镇总工会"


def test_abolished_town_lies_where_a_namesake_is() -> None:
    text = "[长沙县总工会]、[望城区总工会]在此办班，[星沙镇总工会]承办。"
    assert found(text, "湖南省", year=2012)[-1][1] == "湖南省长沙市长沙县星沙镇总工会"


def test_renamed_city_is_today_s() -> None:
    assert {n for _, n in found("[襄樊市总工会]开会，[市总工会]主席讲话。", year=2008)} == {
        "湖北省襄阳市总工会"
    }


def test_foreign_union_is_under_no_division() -> None:
    (mention,) = linker()(extraction("{伦敦}消息，[英国联合工会]宣布罢工。", BEIJING))
    assert mention.union is not None
    assert (mention.union.name, mention.union.parent_id) == ("英国联合工会", None)


def test_bylines_are_left_out() -> None:
    x = extraction("[昌平区总工会]开会。")
    x.fields = (Field("byline", 0, len(x.text)),)
    assert linker()(x) == []


def test_rows_are_whole() -> None:
    x = extraction(
        "[霍营街道总工会]、[市教育工会]和[市总工会]到[京北云图科技有限公司工会]慰问，[各级工会]响应。",
        BEIJING,
    )
    mentions = linker()(x)
    rows = linker().unions(mentions)
    ids = {u.union_id for u in rows}
    assert len(ids) == len(rows)
    assert all(u.parent_id is None or u.parent_id in ids for u in rows)
    assert {u.name for u in rows} >= {"中华全国总工会", "北京市总工会", "北京市昌平区总工会"}
    assert all(m.reason.endswith(".") and (m.union is None) == (m.status != "linked") for m in mentions)
    assert [u.mention.start for u in mentions] == sorted(u.mention.start for u in mentions)


def test_ids_are_the_same_every_time() -> None:
    def ids(text: str) -> list[str | None]:
        mentions: list[UnionMention] = UnionLinker.load(model_dir() / "links")(extraction(text, BEIJING))
        return [m.union.union_id if m.union else None for m in mentions]

    text = "[昌平区总工会]、[京北云图科技有限公司工会]和[昌平区快递行业工会联合会]开会。"
    assert ids(text) == ids(text)
    assert ids(text)[0] == "U110114"


def test_people_get_their_union() -> None:
    x = extraction("[昌平区总工会]举办活动，[区总工会]主席郑雨到场，[宏泰公司]经理何山发言。", BEIJING)
    at = next(m for m in x.mentions if x.span(m) == "区总工会")
    company = x.mentions[-1]
    who = Mention(at.end + 2, at.end + 4, "PER", "test")
    x.people = [
        Person("郑雨", who, ("主席",), "区总工会", at),
        Person("何山", who, ("经理",), "宏泰公司", company),
    ]
    people = linker().people(x, linker()(x))
    assert [p.union_id for p in people] == ["U110114", None]
    assert x.people[0].union_id is None


def test_the_name_of_a_congress_is_no_union() -> None:
    assert found("代表们学习了[无锡市工会]十五大精神。") == [("无锡市工会", "nil")]
    assert found("[无锡市工会]举办了活动。") == [("无锡市工会", "江苏省无锡市总工会")]


def test_a_bare_federation_needs_a_post() -> None:
    start = "[江阴市家政行业工会联合会]昨天成立。"
    assert found(start + "新成立的[工会联合会]吸纳了会员。")[-1] == ("工会联合会", "nil")
    assert found(start + "[工会联合会]主席张一说。")[-1][1] == "江苏省无锡市江阴市家政行业工会联合会"


def test_a_partner_of_another_province_is_not_taken_up() -> None:
    text = "[霍山县总工会]接到求助。[安吉县总工会]也来帮忙。[县总工会]说，钱已到账。"
    assert found(text, "安徽省")[-1] == ("县总工会", "安徽省六安市霍山县总工会")
