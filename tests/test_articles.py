"""Page → articles: whole pages of many layouts, and what holds for any text.

`pages/NAME.txt` is a page, `pages/NAME.json` what a reader would take from it. The pages are invented: an
electronic paper with its list of headlines, a union's web site, a narrow PDF column, a page in traditional
characters, columns printed into each other, round-ups, features, photo stories.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from growth import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.articles import ArticleSplitter
from pipeline.articles.habits import filled
from pipeline.articles.layout import read_layout
from pipeline.articles.lines import read_lines
from pipeline.lexicon import model_dir
from pipeline.records import Article, Issue, Page

PAGES = Path(__file__).parent / "pages"
SPLITTER = ArticleSplitter.load(model_dir() / "articles")


def read(text: str) -> tuple[list[Article], list[Issue]]:
    return SPLITTER(Page(page_id="p", source="p.txt", text=text))


def squash(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda p: p.stem)
def test_page(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    articles, issues = read(path.read_text(encoding="utf-8"))
    assert [a.headline for a in articles] == [e["headline"] for e in expected]
    for article, wanted in zip(articles, expected, strict=True):
        assert (article.kicker, article.subtitle) == (wanted["kicker"], wanted["subtitle"])
        assert list(article.reporters) == wanted["reporters"]
        assert list(article.correspondents) == wanted["correspondents"]
        assert squash(article.text).startswith(wanted["first"])
        assert squash(article.text).endswith(wanted["last"])
        assert squash(article.caption) == squash(wanted.get("caption"))
    assert not issues


def test_broken_lines_are_joined_and_paragraphs_kept() -> None:
    page = "白塔区总工会建成职工书屋\n\n本报讯（记者 乔一）4月2日，白塔区总工会建成职工书\n\n屋12家。\n\n书屋有藏书9000\n册。\n"
    (article,), _ = read(page)
    assert article.text == "4月2日，白塔区总工会建成职工书屋12家。\n书屋有藏书9000册。"


@pytest.mark.parametrize(
    ("lines", "kicker", "headline", "subtitle"),
    [
        # The line that says who did what is the headline.
        (["书香满车间", "白塔区总工会建成职工书屋12家"], "书香满车间", "白塔区总工会建成职工书屋12家", None),
        (
            ["白塔区总工会建成职工书屋12家", "惠及职工9000人"],
            None,
            "白塔区总工会建成职工书屋12家",
            "惠及职工9000人",
        ),
        (
            ["车间里的读书声", "——白塔纺织厂工会建书屋侧记"],
            None,
            "车间里的读书声",
            "白塔纺织厂工会建书屋侧记",
        ),
        # Two halves of one headline are joined without a blank.
        (["白塔区八百名环卫工人", "免费体检"], None, "白塔区八百名环卫工人免费体检", None),
        (["白塔区总工会召开", "十二届三次全委会"], None, "白塔区总工会召开十二届三次全委会", None),
        (["白塔区总工会给“候鸟”", "安了家"], None, "白塔区总工会给“候鸟”安了家", None),
        (["白塔区搓澡工修脚工", "结成工会联合会"], None, "白塔区搓澡工修脚工结成工会联合会", None),
        (
            ["“百日会战”进入倒计时", "两支修井队", "河滩上打擂"],
            "“百日会战”进入倒计时",
            "两支修井队河滩上打擂",
            None,
        ),
        # A sentence that ends with 的 is no half.
        (
            ["一单多少钱，谈出来的", "白塔外卖公司与骑手签下集体合同"],
            "一单多少钱，谈出来的",
            "白塔外卖公司与骑手签下集体合同",
            None,
        ),
        (["女工协管风采", "井口有盏“嫂子灯”"], "女工协管风采", "井口有盏“嫂子灯”", None),
        # Pieces on one line keep a single blank.
        (["修车有人管　　  歇脚有地方"], None, "修车有人管　歇脚有地方", None),
        (
            ["情满旅途", "白塔铁路工会送千名工友回家", "12趟专列免费乘坐"],
            "情满旅途",
            "白塔铁路工会送千名工友回家",
            "12趟专列免费乘坐",
        ),
        (["凝心聚力 团结奋斗", "白塔区总工会建成职工书屋12家"], None, "白塔区总工会建成职工书屋12家", None),
        # Who goes somewhere has still to say what for; counted people have still to say what became of them.
        (["市总工会慰问组赴青石山", "看望守塔职工"], None, "市总工会慰问组赴青石山看望守塔职工", None),
        (
            ["白塔区总工会干部奔赴汛区", "帮受灾职工清淤"],
            None,
            "白塔区总工会干部奔赴汛区帮受灾职工清淤",
            None,
        ),
        (
            ["春耕时节", "青石三百名农机手", "油料补贴到手"],
            "春耕时节",
            "青石三百名农机手油料补贴到手",
            None,
        ),
        # A clause that lacks nothing is not the second half of the line above it.
        (
            ["两市工会跨省牵手", "58名泥瓦匠要回工钱41万元"],
            "两市工会跨省牵手",
            "58名泥瓦匠要回工钱41万元",
            None,
        ),
        (
            ["不让一户掉队", "白塔区总工会结对帮扶210户困难职工"],
            "不让一户掉队",
            "白塔区总工会结对帮扶210户困难职工",
            None,
        ),
        # The name of a campaign is no slogan.
        (
            ["我为企业解难题", "白塔区总工会派百名技师进车间"],
            "我为企业解难题",
            "白塔区总工会派百名技师进车间",
            None,
        ),
        # Unlike pieces, the last of which says who did what, are mostly a headline; pieces of equal length a kicker.
        (
            ["线上立案 19名保洁员三天拿到工资", "白塔区首次网上办结讨薪案"],
            None,
            "线上立案 19名保洁员三天拿到工资",
            "白塔区首次网上办结讨薪案",
        ),
        (["钢花飞溅 号子声声", "白塔钢厂百名炉工比武"], "钢花飞溅 号子声声", "白塔钢厂百名炉工比武", None),
        # What many years sum up to stands in the subtitle.
        (
            ["“铁扫帚”扫进老街巷", "青石环卫公司工会12年义务清沟340余条"],
            None,
            "“铁扫帚”扫进老街巷",
            "青石环卫公司工会12年义务清沟340余条",
        ),
    ],
)
def test_headline_lines(lines: list[str], kicker: str | None, headline: str, subtitle: str | None) -> None:
    (article,), _ = read("\n\n".join(lines) + "\n\n本报讯（记者 乔一）4月2日，活动举行。\n")
    assert (article.kicker, article.headline, article.subtitle) == (kicker, headline, subtitle)


@pytest.mark.parametrize(
    "title",
    [
        "临海县委办公室 临海县总工会转发《关于深入开展困难职工家庭走访工作、扎实做好冬季帮扶救助的实施意见》",
        "【权威解读】第三批职工书屋名单出炉：“书香”如何飘进车间、工地、渔船、茶山 读者说了算 专家怎么看 社区怎么办 资金从哪来",
        "【夺冠时刻】400米栏 冯小舟摘首金",
    ],
)
def test_the_title_of_a_record_is_its_headline_however_long(title: str) -> None:
    body = "本台消息，近日，临海县总工会把这项工作列入全年计划，要求各乡镇工会逐户走访。\n走访从今天开始，月底结束。"
    (article,), _ = read(f"{title}\n\n{body}")
    assert squash(article.headline) == squash(title)


def test_the_list_of_headlines_overrules_the_content() -> None:
    page = "版面导航\n书香满车间\n3上一期 2020年4月3日\n书香满车间\n白塔区总工会建成职工书屋12家\n本报讯 4月2日，书屋开放。\n"
    (article,), _ = read(page)
    assert (article.headline, article.subtitle) == ("书香满车间", "白塔区总工会建成职工书屋12家")


def test_a_page_without_an_article_says_why() -> None:
    for text in ("", "\n \n", "第03版：工会\n责任编辑 乔一\n"):
        articles, issues = read(text)
        assert not articles
        assert [i.kind for i in issues] == ["no_article"]
        assert issues[0].detail


def test_text_without_an_article_is_reported() -> None:
    articles, issues = read("本报讯 4月2日，书屋开放。\n\n白塔区总工会职工书屋一览\n")
    assert len(articles) == 1
    assert [(i.kind, i.detail) for i in issues] == [("unassigned_text", "白塔区总工会职工书屋一览")]


def parts(text: str) -> list[tuple[str | None, str, int]]:
    return [
        (a.headline, squash(a.text)[-5:], len(a.reporters) + len(a.correspondents)) for a in read(text)[0]
    ]


FEATURE = """一盏灯照亮夜归路
□本报记者 乔一 通讯员 甄二
凌晨一点，白塔公交夜班车队的休息室里还亮着灯。车队工会主席秦川正在给末班车司机热饭。
“吃口热的，路上不困。”司机郭大勇接过饭盒。车队有夜班司机43人，过去下班只能啃冷馒头。
热饭从哪里来
去年冬天，秦川跑了三趟公司后勤部，要来一台蒸柜。车队司机每人每月交20元，其余由工会补贴。
灯为谁留
末班车进站后，秦川总要数一遍车。43名司机都到齐了，他才关灯回家。
"""


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["no blank line", "a blank line after every line"])
@pytest.mark.parametrize(
    ("below", "expected"),
    [
        # A picture's credit does not make an article of the last section.
        ("（摄影：卫三）\n", [("一盏灯照亮夜归路", "灯回家。", 3)]),
        # A short article with a byline of its own and other words is one, also without a dateline.
        (
            "厂门口的修鞋摊\n青石皮鞋厂工会4月2日在厂门口摆起修鞋摊，老师傅免费给周边职工修鞋，一天修了96双。（卫三）\n",
            [("一盏灯照亮夜归路", "灯回家。", 2), ("厂门口的修鞋摊", "96双。", 1)],
        ),
        (
            "渡口的铃声\n本报记者 卫三\n青石渡口有一口铜铃，铃一响，摆渡工鲁长水就知道有人过河。\n",
            [("一盏灯照亮夜归路", "灯回家。", 2), ("渡口的铃声", "人过河。", 1)],
        ),
    ],
)
def test_sections_of_a_feature_and_the_article_below_it(
    below: str, expected: list[tuple[str, str, int]], gap: str
) -> None:
    found = parts((FEATURE + below).replace("\n", gap))
    assert [(h, n) for h, _, n in found] == [(h, n) for h, _, n in expected]
    assert all(end.endswith(want[-4:]) for (_, end, _), (_, want, _) in zip(found, expected, strict=True))


SIGNED = (
    "书屋迎客\n本报讯（记者 乔一）4月2日，白塔区总工会建成职工书屋12家。\n书屋有藏书9000册，夜里也开门。\n"
)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        # A heading over one paragraph with a picture's credit is a photo story, however short.
        (
            "渡口的秧歌\n4月2日，青石渡口的摆渡工扭起秧歌。当天，区总工会在这里举办职工秧歌会。\n本报记者 卫三 摄\n",
            [("书屋迎客", "也开门。", 1), ("渡口的秧歌", "秧歌会。", 1)],
        ),
        (
            "渡口的秧歌\n4月2日，青石渡口的摆渡工扭起秧歌。（卫三 摄）\n",
            [("书屋迎客", "也开门。", 1), ("渡口的秧歌", "起秧歌。", 1)],
        ),
        # Without a heading it is a caption's text and credit.
        ("本报记者 卫三 摄\n", [("书屋迎客", "也开门。", 2)]),
    ],
)
def test_a_photo_story_below_a_signed_article(below: str, expected: list[tuple[str, str, int]]) -> None:
    found = parts((SIGNED + below).replace("\n", "\n\n"))
    assert [(h, end[-4:], n) for h, end, n in found] == expected


def test_a_body_without_dateline_below_kicker_and_headline() -> None:
    page = (
        SIGNED
        + "红线一牵 手艺相传\n青石45名青年瓦工学做砖雕\n工棚里摆起了刻刀。4月2日，青石建筑公司45名青年瓦工学做砖雕。\n（甄 二）\n"
    )
    articles, _ = read(page.replace("\n", "\n\n"))
    assert [(a.kicker, a.headline) for a in articles] == [
        (None, "书屋迎客"),
        ("红线一牵 手艺相传", "青石45名青年瓦工学做砖雕"),
    ]
    assert articles[1].text.startswith("工棚里")


def test_lines_as_wide_as_the_column_are_a_paragraph_without_full_stop() -> None:
    body = (
        "本报讯（通讯员 苏二）4月2日下午，白塔区总工会\n在望潮街道文化站揭开一块新牌匾，职工书屋从此有\n"
        "了第十二家分店。书架由木工班亲手打成，凳子由铁\n匠铺捐来。书有两千册。灯也换成了三盏。夜里八点半\n"
        "以前都有人值班。钥匙挂在门后。谁来得早谁开门。谁\n走得晚谁关灯。\n\n"
        "坐在头排的，有在白塔山林场守了三十年望火楼的女\n护林员贺桂香，有天不亮就去琴台河采水样的观音寺\n"
        "小学校工向有福。“这里灯亮。”他说。\n\n"
    )
    page = (
        f"白塔区总工会建成职工书屋\n\n{body}唱戏进晒场\n\n皮影一动 “老规矩”换新词\n\n一条长凳，半块幕布。\n"
    )
    layout = read_layout(
        read_lines(page), SPLITTER.furniture, SPLITTER.headlines, SPLITTER.bylines, SPLITTER.junctions
    )
    headings = [x.text for x, form in zip(layout.lines, layout.classes, strict=True) if form == "heading"]
    assert headings == ["白塔区总工会建成职工书屋", "唱戏进晒场", "皮影一动 “老规矩”换新词"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # So many characters a line, digits counted as any other.
        (["建成书屋12家的白塔", "区总工会今年又在街道", "文化站和小学校里办起", "三家书屋并请来木工班", "老师傅"], [1, 1, 1, 1, 0]),
        # So many cells, two digits in one place of a Han character.
        (["建成书屋12家的白塔区", "总工会今年2月又在街道", "文化站和小学校里办起3", "家书屋并请来木工班老师", "傅"], [1, 1, 1, 1, 0]),
        # Each line broken elsewhere.
        (["建成书屋的白塔区总工会", "今年又在街道", "文化站和小学校里办起三家书屋", "并请来", "老师傅"], [0, 0, 0, 0, 0]),
    ],
)  # fmt: skip
def test_lines_as_wide_as_the_column(lines: list[str], expected: list[int]) -> None:
    assert filled(read_lines("\n".join(lines)), ["text"] * len(lines)) == list(map(bool, expected))


def test_a_name_broken_in_its_brackets_ends_no_round_up() -> None:
    page = (
        "白塔区总工会建成职工书屋\n\n　　本报讯（记者 乔一）4月2日，白塔区总工会建成职工书屋12家。\n\n基层短波\n\n"
        "　　【青石】4月3日，青石县总工会在望潮村开办竹编培训班，35名学员跟着老师傅学艺。（苏\n二平）\n"
        "　　【白塔】日前，白塔区总工会为护林员送去望远镜。（冉三）\n"
    )
    articles, _ = read(page)
    assert [a.headline for a in articles] == ["白塔区总工会建成职工书屋", "基层短波"]


def test_questions_of_an_interview_are_text() -> None:
    page = (
        "让一线工人当评委\n本报记者 乔一\n4月2日，技能大赛落幕，记者采访了副主席秦川。\n记者：为什么请工人当评委？\n"
        "秦川：活干得好不好，工人最清楚。\n记者：评委怎么选？\n秦川：各厂推荐，抽签决定。\n（照片由白塔市总工会提供）\n"
    )
    assert parts(page) == [("让一线工人当评委", "抽签决定。", 1)]


def test_ids_count_the_articles_of_the_page() -> None:
    articles, _ = read("本报讯 4月2日，书屋开放。\n\n本报讯 4月3日，书屋放假。\n")
    assert [(a.article_id, a.ordinal) for a in articles] == [("p-01", 1), ("p-02", 2)]


LINES = sorted(
    {line for path in PAGES.glob("*.txt") for line in path.read_text(encoding="utf-8").split("\n")}
)
SHUFFLED = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)
PIECES = st.lists(
    st.sampled_from(
        [
            "本报讯（",
            "记者 ",
            "通讯员",
            "）",
            "□",
            "摄",
            "（",
            "。",
            "“",
            "\n",
            "\n\n",
            "　　",
            " ",
            "图为",
            "【",
            "】",
        ]
    )
    | st.text(max_size=6),
    max_size=60,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(SHUFFLED | PIECES | st.text(max_size=200))
def test_every_field_is_page_text_and_no_character_is_used_twice(text: str) -> None:
    articles, issues = read(text)
    used: list[int] = []
    for article in articles:
        for name, ranges in article.ranges:
            assert all(0 <= r.start < r.end <= len(text) for r in ranges)
            assert "".join(text[r.start : r.end] for r in ranges) == article.field_text(name)
            used += [i for r in ranges for i in range(r.start, r.end)]
        assert squash(article.text)
        assert all("\n" not in (part or "") for part in (article.headline, article.kicker, article.subtitle))
    assert len(used) == len(set(used))
    assert articles or any(i.kind == "no_article" for i in issues)


@pytest.mark.parametrize(
    "text",
    [
        "白塔区总工会" * 40_000,
        "白塔区总工会\n" * 35_000,
        "本报讯（记者 乔一）\n" * 22_000,
        "（" * 125_000 + "\n" + "本报记者 " * 25_000,
        "4月2日，书屋开放。\n白塔区总工会建书屋\n" * 11_000,
        "本报讯 4月2日，书屋\n本报讯 开放。\n书屋有书\n" * 10_000,
    ],
    ids=["one line", "headings", "bylines", "brackets", "articles", "columns"],
)
def test_a_large_page_takes_linear_time(text: str) -> None:
    assert_linear(read, text)
