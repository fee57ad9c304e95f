"""What stands where the rules and the trained network differ: the policy as a table."""

from __future__ import annotations

import pytest
from reading import recognized

from pipeline.records import Mention

Heard = list[tuple[str, str, float]]


def stands(text: str, heard: Heard) -> list[str]:
    network = [
        Mention(text.index(name), text.index(name) + len(name), label, "network", score)  # type: ignore[arg-type]
        for name, label, score in heard
    ]
    x = recognized(text, network)
    return [f"{m.label} {x.span(m)}" for m in x.mentions if m.label in ("PER", "ORG", "LOC")]


@pytest.mark.parametrize(
    ("text", "heard", "expected"),
    [
        # Both say the same.
        ("海沧区总工会昨日开会。", [("海沧区总工会", "ORG", 0.99)], ["ORG 海沧区总工会"]),
        # The network alone: where it is sure, and where the span can be such a name.
        ("会后王拾月发言。", [("王拾月", "PER", 0.98)], ["PER 王拾月"]),
        ("会后王拾月发言。", [("王拾月", "PER", 0.7)], []),
        ("他请孙师傅帮忙。", [("孙师傅", "PER", 0.99)], []),
        ("茶场主邓某某拖欠工钱。", [("邓某某", "PER", 0.75)], ["PER 邓某某"]),
        ("车队驶过石鹭湾。", [("石鹭湾", "LOC", 0.93)], ["LOC 石鹭湾"]),
        ("车队驶过石鹭湾畔。", [("石鹭湾畔", "LOC", 0.93)], ["LOC 石鹭湾"]),
        ("车队驶过石鹭高速一路北上。", [("石鹭高速一路", "LOC", 0.93)], ["LOC 石鹭高速"]),
        ("货场在石鹭镇西北。", [("石鹭镇西北", "LOC", 0.93)], ["LOC 石鹭镇"]),
        ("早餐送到公交站。", [("公交站", "LOC", 0.95)], []),
        ("司机多来自本县。", [("本县", "LOC", 0.95)], []),
        # It sees where a place begins of which the rules guess it.
        ("队员沿石鹭公路走访。", [("石鹭公路", "LOC", 0.85)], ["LOC 石鹭公路"]),
        ("货场紧挨石鹭高速。", [("石鹭高速", "LOC", 0.85)], ["LOC 石鹭高速"]),
        ("各行业协会都派了人。", [("各行业协会", "ORG", 0.95)], []),
        # A name found once is found everywhere.
        (
            "茗湾食品昨日开工，茗湾食品的职工到场。",
            [("茗湾食品", "ORG", 0.99)],
            ["ORG 茗湾食品", "ORG 茗湾食品"],
        ),
        # The rules alone: a guess falls, what leaves no doubt stands.
        ("该联合会已有会员千名。", [], ["ORG 该联合会"]),
        ("副主席于 舟到场。", [], ["PER 于 舟"]),
        # The rules' longer name stands; the network's longer one where it is sure.
        ("县总工会女职工委员会到场。", [("县总工会", "ORG", 0.99)], ["ORG 县总工会女职工委员会"]),
        (
            "大家在邹平市礼参镇文化站排练。",
            [("邹平市礼参镇文化站", "LOC", 0.97)],
            ["LOC 邹平市礼参镇文化站"],
        ),
        # Edges that the guideline sets are the rules'.
        (
            "活动由县总工会会同县人社局举办。",
            [("县总工会会同县人社局", "ORG", 0.97)],
            ["ORG 县总工会", "ORG 县人社局"],
        ),
        ("流经皖豫的河。", [("皖豫", "LOC", 0.97)], ["LOC 皖", "LOC 豫"]),
        # The zone whose union the rules see without its name; a park that the rules take for a body.
        (
            "活动由翠峦经济开发区总工会承办。",
            [("翠峦经济开发区总工会", "ORG", 0.99)],
            ["ORG 翠峦经济开发区总工会"],
        ),
        (
            "邹平市翠峦国家森林公园热闹起来。",
            [("邹平市翠峦国家森林公园", "LOC", 0.99)],
            ["LOC 邹平市翠峦国家森林公园"],
        ),
        # What is surely a place is no person.
        ("职工杨梅岭到会。", [("杨梅岭", "LOC", 0.97)], ["LOC 杨梅岭"]),
        # A name in doubt is no shorter before a verb of saying; a nickname is no name.
        ("县总工会副主席高运来说。", [("高运", "PER", 0.99)], ["ORG 县总工会", "PER 高运来"]),
        ("她笑道：“赖叔，你教我。”", [("赖叔", "PER", 0.99)], []),
        # Two places that 和 joins are two; a bridge in quotes is a place, a village in them may be a title.
        (
            "他们参观了秋岭革命旧址和石溪纪念馆。",
            [("秋岭革命旧址和石溪纪念馆", "LOC", 0.92)],
            ["LOC 秋岭革命旧址", "LOC 石溪纪念馆"],
        ),
        ("图上标着“长寿特大桥”。", [("长寿特大桥", "LOC", 0.99)], ["LOC 长寿特大桥"]),
        ("村里成了“彩虹村”。", [("彩虹村", "LOC", 0.99)], []),
        # A place that the rules see shorter, where it ends in a word of places; two divisions are two.
        ("展台摆在邹平市石鹭小商品城。", [("邹平市石鹭小商品城", "LOC", 0.65)], ["LOC 邹平市石鹭小商品城"]),
        ("新疆铁路运煤。", [("新疆铁路", "LOC", 0.7)], ["LOC 新疆"]),
        ("河北天津调水。", [("河北天津", "LOC", 0.9)], ["LOC 河北", "LOC 天津"]),
        ("医疗队去过马里。", [("马里", "LOC", 0.96)], ["LOC 马里"]),
        ("梅溪湖两岸灯火通明。", [("梅溪湖两岸", "LOC", 0.9)], ["LOC 梅溪湖"]),
        # Whence and whither are two; a bracket is closed; a common noun is no name, nor is what is built on a site.
        ("他从云南镇雄来晋江打工。", [("云南镇雄来晋江", "LOC", 0.9)], ["LOC 云南镇雄", "LOC 晋江"]),
        (
            "石鹭纺织城（开发区）机声隆隆。",
            [("石鹭纺织城（开发区", "LOC", 0.9)],
            ["LOC 石鹭纺织城（开发区）"],
        ),
        ("医疗车开进板房区。", [("板房区", "LOC", 0.96)], []),
        ("运河工地热闹起来。", [("运河", "LOC", 0.92)], []),
        ("船队在运河上排开。", [("运河", "LOC", 0.92)], ["LOC 运河"]),
        ("她获评石鹭市劳动模范。", [("石鹭市", "LOC", 0.95)], []),
        # Unions that 和 joins are two; a venue is what the text uses it as.
        (
            "活动由石鹭镇总工会和平湖项目工会联合会举办。",
            [("石鹭镇总工会和平湖项目工会联合会", "ORG", 0.97)],
            ["ORG 石鹭镇总工会", "ORG 平湖项目工会联合会"],
        ),
        ("石鹭北方厂俱乐部里坐满了人。", [("石鹭北方厂俱乐部", "ORG", 0.98)], ["LOC 石鹭北方厂俱乐部"]),
        ("石鹭北方厂俱乐部派出两队。", [("石鹭北方厂俱乐部", "ORG", 0.98)], ["ORG 石鹭北方厂俱乐部"]),
        ("石鹭西部影城为新人拍照。", [("石鹭西部影城", "LOC", 0.93)], ["ORG 石鹭西部影城"]),
        ("展览以石鹭西部影城为背景。", [("石鹭西部影城", "LOC", 0.93)], ["LOC 石鹭西部影城"]),
        # What stands in a plant is the rules'.
        ("大家查看了热板厂主控楼。", [("热板厂", "ORG", 0.95)], ["LOC 热板厂主控楼"]),
        # Whom somebody helps is no place of the story.
        ("他是援藏干部。", [("藏", "LOC", 0.95)], []),
        # A place called for short that the article names in full.
        (
            "扬中一女工打赢官司。扬中市法院宣判。",
            [("扬中市法院", "ORG", 0.97)],
            ["LOC 扬中", "ORG 扬中市法院"],
        ),
        # Two townships that 至 joins are two places.
        ("石鹭镇至白鸥乡的路塌了。", [("石鹭镇至白鸥乡", "LOC", 0.93)], ["LOC 石鹭镇", "LOC 白鸥乡"]),
        # A given name that ends in 和, which the network takes for the conjunction.
        ("他跟师傅赵顺和看火。", [("赵顺", "PER", 0.98)], ["PER 赵顺和"]),
        # A count is no name.
        ("拨打12351热线的有12名职工。", [("12名", "ORG", 0.99)], []),
    ],
)
def test_what_stands(text: str, heard: Heard, expected: list[str]) -> None:
    assert stands(text, heard) == expected


def test_both_voices_stay_inspectable() -> None:
    x = recognized("会后王拾月发言。", [Mention(2, 5, "PER", "network", 0.6)])
    assert x.mentions == []
    assert "network" in {m.source for m in x.candidates}
