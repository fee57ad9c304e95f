"""Lines printed into each other, headlines stacked over several bodies, and what articles share."""

from __future__ import annotations

import re

import pytest

from pipeline.articles import ArticleSplitter
from pipeline.articles.cohesion import Cohesion, pairs
from pipeline.lexicon import model_dir
from pipeline.records import Article, Page

SPLITTER = ArticleSplitter.load(model_dir() / "articles")

PIPA = [
    "本报讯（记者 乔一）4月2日，青石区总工会在琵琶湖公园举办职工放风筝比赛，86只风筝飞上蓝天，评委从造型和高度打分。",
    "放风筝比赛的一等奖由青石纺织厂的老风筝匠人摘得，他的风筝有12米长。",
]
YARD = [
    "本报讯（通讯员 甄二）滨河区总工会为夜班公交司机配备了保温饭盒，4月1日起，司机在末班车场站也能吃上热饭。",
    "公交司机说，有了保温饭盒，夜班再也不用啃冷馒头。",
]
COURT = [
    "本报讯（记者 卫三）河口县人民法院与县总工会设立劳动争议巡回法庭，3月31日开庭审理首案，一家砖厂当庭付清欠薪。",
    "巡回法庭每月到乡镇开庭两次，砖厂欠薪一类的争议就地审理。",
]
TITLES = ["青石区总工会办风筝比赛", "滨河夜班公交司机吃上热饭", "河口县设立劳动争议巡回法庭"]


def read(lines: list[str]) -> list[Article]:
    return SPLITTER(Page(page_id="p", source="p.txt", text="\n\n".join(lines) + "\n"))[0]


def squash(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def torn(text: str, at: int) -> list[str]:
    return [text[:at], text[at:]]


def body(paragraphs: list[str]) -> str:
    return squash(re.sub("本报讯（.*?）", "", "".join(paragraphs)))


def expect(lines: list[str]) -> None:
    articles = read(lines)
    assert [a.headline for a in articles] == TITLES
    assert [squash(a.text) for a in articles] == [body(PIPA), body(YARD), body(COURT)]


def test_headlines_stacked_over_bodies_that_follow_each_other() -> None:
    expect([*TITLES, *PIPA, *YARD, *COURT])


def test_columns_taken_in_turns() -> None:
    one, two, three = torn(PIPA[0], 45), torn(YARD[0], 40), torn(COURT[0], 43)
    expect([*TITLES, one[0], two[0], three[0], one[1], two[1], three[1], PIPA[1], YARD[1], COURT[1]])


def test_a_column_that_is_finished_later() -> None:
    one, two = torn(PIPA[0], 45), torn(YARD[0], 40)
    expect([TITLES[0], one[0], TITLES[1], two[0], two[1], YARD[1], one[1], PIPA[1], TITLES[2], *COURT])


KILN = [
    "本报讯（记者 乔一）笔尖落下，坯上开出一朵牡丹，坯不裂，墨不洇。4月2日，一场决赛在青石镇窑口广场开场，来自全县28家作坊的",
    "102名窑工同台比手艺。",
    "一等奖归老窑工所有，他说手稳靠的是心静。",
]
TEETH = [
    "本报讯（记者 甄二）“缺了几年的牙补上了，吃鱼也香。”4月1日一早，渔民老周走出滨河医院，手里拿着一张种牙预约单。当天，首批120人做了检查。",
    "此次种牙由滨河区总工会出资，人均费用600元。",
]


def test_of_two_listed_headlines_in_a_stack_each_has_its_body() -> None:
    heads = ["笔尖开牡丹 坯上见功夫", "百名窑工同台比手艺", "滨河三千渔民免费种牙"]
    listed = [*heads[1:], "上一版 下一版"]
    articles = read([*listed, *heads, KILN[0], TEETH[0], *KILN[1:], TEETH[1]])
    assert [(a.kicker, a.headline) for a in articles] == [(heads[0], heads[1]), (None, heads[2])]
    assert [squash(a.text) for a in articles] == [body(KILN), body(TEETH)]


# Three articles with datelines; what is torn off the second one stands in its middle.
@pytest.mark.parametrize(
    "pieces",
    [
        # As short as a sub-heading, yet its sentence goes on below.
        ["区总工会指派", "律师陶然到南坡镇取证。4月21日，欠薪46万元一分不少地发到了27名搬运工手里。"],
        ["这场义诊由滨河区总工会主办，区卫生局", "派员到南坡镇坐诊，4月21日起每周一次，搬运工人人有份。"],
        ["自打去年1", "2月起，南坡镇总工会每周派律师到码头坐班，4月21日已是第十九回。"],
    ],
)
def test_a_piece_of_a_torn_paragraph_is_no_headline(pieces: list[str]) -> None:
    articles = read([TITLES[0], *PIPA, TITLES[1], *YARD, *pieces, TITLES[2], *COURT])
    assert [a.headline for a in articles] == TITLES
    assert squash(articles[1].text).endswith(squash("".join(pieces)))


def test_sub_headings_that_are_alike_stay_in_their_article() -> None:
    heads = ["一张课表送到灶台边", "一位师傅带出一条街", "一份合同留住一班人"]
    texts = [
        "浦江镇有面馆340家，帮厨多是外乡人。3月初，镇总工会挨家摸底，排出夜校课表。",
        "今年4月，浦江镇总工会聘请6名老师傅，每晚在广福桥边开讲。",
        "3月下旬，广福桥餐饮行业签下合同，拜师满一年的加薪两成。",
    ]
    lines = ["浦江镇面馆里的夜校", "——浦江镇总工会办学见闻", "本报记者 乔一", "灶火一熄，课堂就开了。"]
    lines += [x for pair in zip(heads, texts, strict=True) for x in pair]
    articles = read([*lines, TITLES[0], *PIPA])
    assert [a.headline for a in articles] == [lines[0], TITLES[0]]


def test_plain_articles_are_left_alone() -> None:
    expect([TITLES[0], *PIPA, TITLES[1], *YARD, TITLES[2], *COURT])


def test_no_line_is_lost_between_columns() -> None:
    one, two = torn(PIPA[0], 45), torn(YARD[0], 40)
    lines = [TITLES[0], one[0], TITLES[1], two[0], "琵琶湖边的老手艺", one[1], "热饭从哪里来", two[1], *COURT]
    text = "".join(
        squash(part) for a in read(lines) for part in (a.kicker, a.headline, a.subtitle, a.text, a.byline)
    )
    assert sorted(text) == sorted(squash("".join(lines)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # The mark of a photo story is no text; marks that number paragraphs are.
        ("白塔书屋开门\n\n◎4月2日，职工在白塔书屋读书。\n\n本报记者 乔一 摄\n", "4月2日", "读书。"),
        (
            "白塔书屋开门\n\n本报讯（记者 乔一）白塔书屋有三样好。\n\n▲静：不准喧哗。\n\n▲全：藏书9000册。\n",
            "白塔书屋有三样好。",
            "▲全：藏书9000册。",
        ),
        # The last mark and a number of a broken sentence stay with it.
        (
            "白塔书屋开门\n\n本报讯（记者 乔一）白塔书屋有藏书\n\n9000\n\n册\n\n。\n",
            "白塔书屋有藏书9000册。",
            "册。",
        ),
    ],
)
def test_marks(text: str, first: str, last: str) -> None:
    (article,), _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert article.text.startswith(first)
    assert article.text.endswith(last)


def test_a_headline_set_off_by_the_only_blank_lines_begins_an_article() -> None:
    text = (
        "白塔农场工会讲春播\n　　本报讯（乔 一）4月2日，白塔农场工会请来农艺师讲课。\n　　种植户说，这课讲得实在。\n"
        "\n矿灯房评先进\n　　近日，白塔矿矿灯房被评为先进班组。\n　　班组有职工12名。\n　　矿工会奖励班组3000元。（甄 二）\n"
    )
    articles, _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert [a.headline for a in articles] == ["白塔农场工会讲春播", "矿灯房评先进"]
    assert articles[1].correspondents == ("甄二",)


def test_rare_pairs_of_characters_weigh_more() -> None:
    compare = Cohesion(["职工书屋开放", "职工食堂开放", "职工澡堂关门"])
    assert compare.weight("书屋") > compare.weight("职工")
    assert compare.score(pairs("书屋里的人"), pairs("职工书屋开放")) > compare.score(
        pairs("食堂里的人"), pairs("职工书屋开放")
    )
    assert compare.score(pairs(""), pairs("职工")) == 0.0


def test_a_column_is_left_where_its_line_is_torn_and_read_on_where_it_is_not() -> None:
    one, two, late = torn(PIPA[0], 45), torn(YARD[0], 40), torn(YARD[1], 11)
    lines = [*TITLES[:2], one[0], two[0], one[1], PIPA[1], two[1], late[0], late[1]]
    articles = read(lines)
    assert [a.headline for a in articles] == TITLES[:2]
    assert [squash(a.text) for a in articles] == [body(PIPA), body(YARD)]


def test_a_headline_of_two_pieces_below_columns_begins_an_article() -> None:
    one, two = torn(PIPA[0], 45), torn(YARD[0], 40)
    below = [
        "桃花开了 书屋亮了",
        "4月2日，南坡村的农家书屋亮起灯，区总工会送来新书900册。",
        "本报记者 卫三 摄",
    ]
    articles = read([*TITLES[:2], one[0], two[0], one[1], PIPA[1], two[1], YARD[1], *below])
    assert [a.headline for a in articles] == [*TITLES[:2], "桃花开了 书屋亮了"]
    assert articles[2].reporters == ("卫三",)
