"""Letters and questions of readers, and pages whose headlines stand apart: invented pages, read whole."""

from __future__ import annotations

import pytest

from pipeline.articles import ArticleSplitter
from pipeline.articles.habits import set_apart
from pipeline.articles.letters import ADDRESS, QUESTION
from pipeline.articles.lines import read_lines
from pipeline.lexicon import model_dir
from pipeline.records import Page

SPLITTER = ArticleSplitter.load(model_dir() / "articles")

# Two articles with datelines, paragraphs indented, blank lines above headlines only.
FIRST = "白塔纺织厂涨了夜班津贴\n　　本报讯（记者 乔 一）4月2日，白塔纺织厂工\n会与厂方谈成夜班津贴协议，每班涨\n了6元。\n"
LAST = "白塔区职工冬泳赛开赛\n　　本报讯（通讯员 甄 二）1月8日，白塔区总\n工会在月亮湖办冬泳赛，60名职工下\n了水。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编辑同志：", True),
        ("尊敬的编辑部：", True),
        ("《白塔工友》编辑老师，您好：", False),
        ("各位读者朋友：", True),
        ("编辑同志来信说，白塔区的书屋开了。", False),
        ("责任编辑：乔一", False),
        ("记者：为什么？", False),
    ],
)
def test_address(text: str, expected: bool) -> None:
    assert bool(ADDRESS.match(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("问：我在砖厂上班，津贴怎么算？", True),
        ("读者问：工伤怎么报？", True),
        ("问题出在哪里？", False),
    ],
)
def test_question(text: str, expected: bool) -> None:
    assert bool(QUESTION.match(text)) is expected


def heads(text: str) -> list[tuple[str | None, str | None, str]]:
    articles, _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    return [(a.kicker, a.headline, a.text.replace("\n", "")[-6:]) for a in articles]


LETTER = (
    "一张工资条，跑了三趟\n　　编辑同志：\n　　我在白塔砖厂推砖，厂里拖了3个月工资。区总\n工会的人来了两回，厂里上周把\n钱补上了。\n"
    "　　谢谢他们！\n（施 三）\n"
)
QUESTIONS = "计件工资要不要算加班？\n　　问：我在服装厂计件，周末赶工算不算\n加班？\n　　律师答：超过定额的，应当另算\n报酬。\n"
LABELLED = "【读者来信】\n食堂能不能晚点关门？\n编辑同志：\n　　我上中班，下班食堂就关了。\n能不能晚点关？\n　　　白塔铸造厂 施 三\n　　昨天，记者到厂里一问，厂工会已经\n在改时间。\n　　　　□本报记者 乔 一\n"
SECOND_PICTURE = (
    "　　4月9日，白塔工务段工会\n请来医生，给守桥的\n12名工友量血压。\n　　　　　本报记者 乔 一 摄\n"
)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ([FIRST, LETTER, LAST], [(None, "一张工资条，跑了三趟", "。谢谢他们！")]),
        ([FIRST, QUESTIONS, LAST], [(None, "计件工资要不要算加班？", "当另算报酬。")]),
        ([FIRST, LABELLED, LAST], [(None, "食堂能不能晚点关门？", "经在改时间。")]),
        # A picture's text below it begins an article without a headline, however narrow the column.
        (
            [FIRST, LABELLED, SECOND_PICTURE, LAST],
            [(None, "食堂能不能晚点关门？", "经在改时间。"), (None, None, "工友量血压。")],
        ),
        # Between the lines of a body that stands apart no headline begins.
        (
            [FIRST.replace("6元。\n", "6元。\n值不值？\n　　4月3日，工人们算了一笔账。\n"), LAST],
            [],
        ),
    ],
    ids=["letter", "question", "labelled letter", "picture", "question inside"],
)
def test_what_stands_between_two_articles(
    page: list[str], expected: list[tuple[str | None, str | None, str]]
) -> None:
    found = heads("\n".join(page))
    first, *between, last = found
    assert first[1] == "白塔纺织厂涨了夜班津贴" and last[1] == "白塔区职工冬泳赛开赛"
    assert between == expected


def test_a_lone_line_between_blank_lines_is_no_kicker() -> None:
    (first, _) = heads(f"安全为天 质量为本\n\n{FIRST}\n{LAST}")
    assert first[:2] == (None, "白塔纺织厂涨了夜班津贴")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (["标题一", "正文。", "", "标题二", "正文。"], True),
        (["标题一", "副题", "正文。", "", "标题二", "正文。"], True),
        # Blank lines stand below headlines too.
        (["标题一", "", "正文。", "", "标题二", "", "正文。"], False),
        (["标题一", "正文。", "标题二", "正文。"], False),
        # One headline shows no habit.
        (["标题一", "正文。"], False),
    ],
)
def test_set_apart(page: list[str], expected: bool) -> None:
    lines = read_lines("\n".join(page))
    classes = ["start" if line.text == "正文。" else "heading" for line in lines]
    assert set_apart(lines, classes) is expected


def test_items_whose_sentences_are_broken_are_no_captions() -> None:
    items = "△4月2日，白塔电厂工会办的\n夜校开课，学徒来了\n9名。\n△4月3日，铁厂工会送医\n上门。\n△厂工会文艺队下月\n巡演。\n（甄 二）\n"
    articles, _ = SPLITTER(Page(page_id="p", source="p.txt", text=f"{FIRST}\n厂区短波\n{items}\n{LAST}"))
    (round_up,) = [a for a in articles if a.headline == "厂区短波"]
    assert "".join(round_up.text.split()).endswith("下月巡演。") and round_up.caption is None


def test_the_first_lines_of_items_are_no_headings() -> None:
    items = "●白塔市总工会10月29日在码头给渔\n工体检。\n●11月1日，铁厂工会办了交友会，\n60人来了。\n●白塔县总工会组织献血，9\n人献血。\n"
    found = heads(f"{FIRST}\n各地快讯\n{items}\n{LAST}")
    assert [(k, h) for k, h, _ in found][1] == (None, "各地快讯")


def test_the_name_of_the_paper_is_no_text_without_an_article() -> None:
    for name in ("白塔工人", "白塔工人  BAITA GONGREN"):
        page = Page("p", "p.txt", f"{name}\n\n{FIRST}\n{LAST}", publication="白塔工人")
        assert SPLITTER(page)[1] == []
