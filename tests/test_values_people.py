from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from reading import recognized

from pipeline.lexicon import LexiconError, model_dir
from pipeline.records import Mention
from pipeline.values.people import PeopleReader

READER = PeopleReader.load(model_dir() / "mentions")


def people(text: str) -> list[tuple[str, list[str], str | None]]:
    x = recognized(text)
    return [(p.name, list(p.titles), p.affiliation) for p in READER(x)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县总工会党组书记、常务副主席高远山说。", [("高远山", ["党组书记", "常务副主席"], "县总工会")]),
        # The other posts keep their body.
        (
            "区人大常委会副主任、区总工会主席段立国讲话。",
            [("段立国", ["区人大常委会副主任", "主席"], "区总工会")],
        ),
        # Titles without a body, stacked, with an honour or an age before.
        ("51岁的老劳模曹福林到场。", [("曹福林", ["老劳模"], None)]),
        ("塔吊司机、河北省劳动模范成卫东的话很实在。", [("成卫东", ["塔吊司机", "河北省劳动模范"], None)]),
        ("来自贵州毕节的钢筋工田保山边擦汗边说。", [("田保山", ["钢筋工"], None)]),
        # A chain of titles; a duty of the day is one before the name, but no post that a verb tells.
        (
            "主婚人、省劳动模范、采煤队队长高远山致辞。",
            [("高远山", ["主婚人", "省劳动模范", "采煤队队长"], None)],
        ),
        ("县总工会副主席高远山担任证婚人。", [("高远山", ["副主席"], "县总工会")]),
        # 记 and 籍 are no part of a title, 老 and a trade that begins like another word are.
        ("——记邯郸市劳动模范高远山", [("高远山", ["邯郸市劳动模范"], None)]),
        ("四川籍摘棉工马德福到了工地。", [("马德福", ["摘棉工"], None)]),
        (
            "越南籍教师马德福、古籍修复师何秀芬到场。",
            [("马德福", ["教师"], None), ("何秀芬", ["古籍修复师"], None)],
        ),
        ("退休的老天车工何秀芬说。", [("何秀芬", ["老天车工"], None)]),
        ("电焊工江某当着徒弟的面认错。", [("江某", ["电焊工"], None)]),
        # Who had no office is elected in a later sentence; of an office no other name is added.
        (
            "外卖骑手高远山投票。这天，高远山当选副主席。",
            [("高远山", ["外卖骑手", "副主席"], None)],
        ),
        ("班长高远山投票。这天，高远山当选副主席。", [("高远山", ["班长"], None)]),
        # A title is a whole word; a body that nothing else shows is split off its title.
        ("养护工马亮拍着衣襟。", [("马亮", ["养护工"], None)]),
        ("受灾职工周金生领到救助金。", [("周金生", ["受灾职工"], None)]),
        ("海沽银行行长艾民签字。", [("艾民", ["行长"], "海沽银行")]),
        # 兼 parts two posts; a short form in brackets and quotation marks do not part the body from its post.
        (
            "远山科技公司董事长兼总经理林志远说。",
            [("林志远", ["董事长", "总经理"], "远山科技公司")],
        ),
        ("白水县总工会（以下简称县总）副主席高远山说。", [("高远山", ["副主席"], "白水县总工会")]),
        ("时任县总工会副主席的高远山说。", [("高远山", ["副主席"], "县总工会")]),
        # Posts that a verb tells after the name, with a body and without; what is denied is none.
        ("林志远任白水县总工会主席。", [("林志远", ["主席"], "白水县总工会")]),
        (
            "林志远同志曾于2019年担任市总工会副主席、党组成员。",
            [("林志远", ["副主席", "党组成员"], "市总工会")],
        ),
        ("县总工会主席林志远曾任白水县委副书记。", [("林志远", ["主席", "白水县委副书记"], "县总工会")]),
        ("林志远是白水县总工会的法律顾问。", [("林志远", ["法律顾问"], "白水县总工会")]),
        ("林志远不再担任县总工会主席。", [("林志远", [], None)]),
        ("林志远是一个好人。", [("林志远", [], None)]),
        # A form of address is a title where no other stands.
        ("林志远说，累了。远山科技公司林志远律师点头。", [("林志远", ["律师"], "远山科技公司")]),
        # 财政部长 is no post in 财政部; 常委 belongs to no body.
        ("财政部长林志远说。", [("林志远", ["财政部长"], None)]),
        (
            "白水市委常委、宣传部部长林志远说。",
            [("林志远", ["常委", "宣传部部长"], "白水市委")],
        ),
        # An election gives a title and no affiliation.
        ("会议选举产生第一届委员会，吴刚林当选主席。", [("吴刚林", ["主席"], None)]),
        (
            "会议选举汪丽为主席，朱明、邓婕为副主席。",
            [("汪丽", ["主席"], None), ("朱明", ["副主席"], None), ("邓婕", ["副主席"], None)],
        ),
        (
            "会议选举汪丽（回族）、朱明为副主席。",
            [("汪丽", ["副主席"], None), ("朱明", ["副主席"], None)],
        ),
        # What is hoped for is no post; 已是 tells one.
        ("县总工会副主席林志远在讲话中希望工会当好贴心人。", [("林志远", ["副主席"], "县总工会")]),
        ("林志远已是白水县总工会的法律顾问。", [("林志远", ["法律顾问"], "白水县总工会")]),
        # An age between two titles.
        ("看望了全国劳动模范、82岁的老矿工林志远。", [("林志远", ["全国劳动模范", "老矿工"], None)]),
        # Names in a list share title and body; a second title after 、 shares the body.
        (
            "南昌公交集团驾驶员刘志刚、崔勇走进校园。",
            [("刘志刚", ["驾驶员"], "南昌公交集团"), ("崔勇", ["驾驶员"], "南昌公交集团")],
        ),
        (
            "市总工会一级巡视员孙立、权益保障部部长周雯陪同。",
            [("孙立", ["一级巡视员"], "市总工会"), ("周雯", ["权益保障部部长"], "市总工会")],
        ),
        # The post told after the name, in brackets or as an apposition; the body alone.
        ("张立新，滨江电机公司铸造车间职工，今年48岁。", [("张立新", ["铸造车间职工"], "滨江电机公司")]),
        ("“要有奔头。”（褚立华，县总工会主席）", [("褚立华", ["主席"], "县总工会")]),
        ("刘卫东，四川省达州市人，在外打工。", [("刘卫东", [], None)]),
        ("中国电信沧州分公司的佟秀兰领奖。", [("佟秀兰", [], "中国电信沧州分公司")]),
        ("市总工会分管日常工作的副主席韦国庆到会。", [("韦国庆", ["分管日常工作的副主席"], "市总工会")]),
        # A body that acts on the person is not the person's.
        ("区总工会走访了环卫工人张桂兰。", [("张桂兰", ["环卫工人"], None)]),
        ("区总工会派出的安全生产监督员邵萍列席。", [("邵萍", ["安全生产监督员"], "区总工会")]),
        ("区总工会也派出安全生产监督员邵萍列席。", [("邵萍", ["安全生产监督员"], "区总工会")]),
        ("区总工会还派出援助律师邵萍。", [("邵萍", ["援助律师"], None)]),
        ("李某和司机说话。", [("李某", [], None)]),
    ],
)
def test_titles_and_affiliation(text: str, expected: list[tuple[str, list[str], str | None]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "candidate", "expected"),
    [
        ("远山影视合伙人林志远到场。", "远山影视", (["合伙人"], "远山影视")),
        ("白水观测站副站长林志远到场。", "白水观测站", (["副站长"], "白水观测站")),
        # Trades, a village's people and a bare 中心 are no bodies.
        ("大林村妇女主任林志远到场。", "大林村妇女", (["妇女主任"], None)),
        ("中心副主任林志远到场。", "中心", (["中心副主任"], None)),
        ("林业部长林志远到场。", "林业", (["林业部长"], None)),
    ],
)
def test_a_doubtful_body_looks_like_one(
    text: str, candidate: str, expected: tuple[list[str], str | None]
) -> None:
    x = recognized(text)
    start = x.view.index(candidate)
    x.candidates.append(Mention(start, start + len(candidate), "ORG", "network", 0.6))
    (person,) = READER(x)
    assert (list(person.titles), person.affiliation) == expected


def test_a_name_is_written_without_its_padding() -> None:
    assert people("区园林中心职工冉 松说。") == [("冉松", ["职工"], "区园林中心")]


def test_a_person_is_one_row_with_the_first_titles_that_stand() -> None:
    rows = people("望海华很着急。县总工会主席望海华说。望海华点头。")
    assert rows == [("望海华", ["主席"], "县总工会")]


def test_an_unknown_role_of_a_word_is_reported(tmp_path: Path) -> None:
    shutil.copytree(model_dir() / "mentions", tmp_path / "mentions")
    words = tmp_path / "mentions" / "post_words.tsv"
    words.write_text(words.read_text(encoding="utf-8") + "做\tdoes\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"post_words\.tsv: unknown role 'does'"):
        PeopleReader.load(tmp_path / "mentions")
