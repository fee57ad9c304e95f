r"""Items of round-ups, headings that are alike, and the habits of a page, told from lines and their classes.

A page is written as pairs of a line's class and its text; an empty line stands above a text that begins with `\n`.
"""

from __future__ import annotations

import pytest

from pipeline.articles.habits import set_off, whole_lines
from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.items import is_report, is_round_up, mark, parallel, place_labels
from pipeline.articles.junctions import Junctions
from pipeline.articles.lines import Line, read_lines
from pipeline.lexicon import model_dir

MODEL = model_dir() / "articles"
HEADLINES = HeadlineReader.load(MODEL)
JUNCTIONS = Junctions.load(MODEL)

Page = list[tuple[str, str]]
LIBRARY = "4月2日，白塔区总工会在琵琶街道建成第十二家职工书屋。"
CONTEST = "来自全区46家企业的120名选手参加了焊工、钳工两个工种的比武。"


def lines_of(page: Page) -> tuple[list[Line], list[str]]:
    return read_lines("\n".join(text for _, text in page)), [form for form, _ in page]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1．7月10日，青石县总工会慰问环卫工", "1"),
        ("（三）青石县总工会慰问环卫工", "1"),
        ("二、青石县总工会慰问环卫工", "1"),
        ("▲近日，青石县总工会慰问环卫工", "▲"),
        ("● 青石县总工会慰问环卫工", "●"),
        ("【青石】县总工会慰问环卫工", "【"),
        ("〖青石〗县总工会慰问环卫工", "〖"),
        ("①7月10日，青石县总工会慰问环卫工", "1"),
        ("▪青石县总工会慰问环卫工", "▪"),
        ("7月10日，青石县总工会慰问环卫工", ""),
        ("12名环卫工得到慰问", ""),
    ],
)
def test_mark(text: str, expected: str) -> None:
    assert mark(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1．7月10日，青石县总工会慰问环卫工", True),
        ("▲近日，青石县总工会慰问环卫工", True),
        ("▲青石县总工会近日慰问环卫工", True),
        ("【青石】县总工会慰问环卫工", True),
        ("1．加强组织领导", False),
        ("▲慰问环卫工", False),
        ("7月10日，青石县总工会慰问环卫工", False),
    ],
)
def test_is_report(text: str, expected: bool) -> None:
    assert is_report(text) is expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ([("text", "▲近日，白塔镇办书屋。"), ("text", "▲4月2日，青石镇办夜校。")], True),
        ([("text", "【白塔】镇里办书屋。"), ("text", "有书千册。"), ("text", "【青石】镇里办夜校。")], True),
        # One item is none, nor are items with other marks.
        ([("text", "▲近日，白塔镇办书屋。"), ("text", "有书千册。")], False),
        ([("text", "▲近日，白塔镇办书屋。"), ("text", "●4月2日，青石镇办夜校。")], False),
        # The next headline ends it.
        (
            [("text", "▲近日，白塔镇办书屋。"), ("heading", "青石镇办夜校"), ("text", "▲近日，夜校开课。")],
            False,
        ),
        # Most items are measures, not reports.
        (
            [("text", "1．4月2日起办书屋。"), ("text", "2．配齐书架。"), ("text", "3．请来老师。")],
            False,
        ),
    ],
)
def test_is_round_up(page: Page, expected: bool) -> None:
    assert is_round_up(*lines_of(page), 0) is expected


@pytest.mark.parametrize(
    ("heading", "below", "above", "expected"),
    [
        ("一张卡刷出的实惠", [("text", LIBRARY), ("heading", "一把伞撑起的晴天")], "", True),
        ("一把伞撑起的晴天", [("text", LIBRARY)], "一张卡刷出的实惠", True),
        ("一张卡刷出的实惠", [("text", LIBRARY), ("heading", "书屋里的读书声")], "", False),
        ("一张卡刷出的实惠", [("text", LIBRARY), ("heading", "一百二十名工匠同台比武争夺状元")], "", False),
        # The heading of the next article, over its dateline, is not looked for behind one.
        (
            "一张卡刷出的实惠",
            [("text", LIBRARY), ("start", "本报讯 " + LIBRARY), ("heading", "一把伞撑起的晴天")],
            "",
            False,
        ),
    ],
)
def test_parallel(heading: str, below: Page, above: str, expected: bool) -> None:
    (head,) = read_lines(heading)
    assert parallel(*lines_of(below), 0, head, read_lines(above)) is expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # Paragraphs end with their lines.
        ([("text", LIBRARY), ("text", CONTEST), ("heading", "焊花飞溅"), ("text", CONTEST)], True),
        # One paragraph shows nothing yet.
        ([("heading", "白塔区建成职工书屋"), ("text", LIBRARY)], False),
        # A sentence goes on below.
        ([("text", LIBRARY), ("text", CONTEST), ("text", CONTEST[:20]), ("text", CONTEST[20:])], False),
        ([("text", LIBRARY), ("text", CONTEST), ("text", "书屋里有茶水"), ("text", "，也有雨伞。")], False),
        ([("text", LIBRARY), ("text", CONTEST), ("heading", "书屋自去年1"), ("text", "2月起开门。")], False),
        # What looks like a heading begins a sentence.
        (
            [("text", LIBRARY), ("text", CONTEST), ("heading", "4月2日，白塔区总工"), ("text", "会建书屋。")],
            False,
        ),
    ],
)
def test_whole_lines(page: Page, expected: bool) -> None:
    assert whole_lines(*lines_of(page), HEADLINES, JUNCTIONS) is expected


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        (("", "", "", ""), True),
        (("\n", "\n", "\n", "\n"), False),
        # Too few paragraphs to tell.
        (("", ""), False),
    ],
)
def test_set_off(gaps: tuple[str, ...], expected: bool) -> None:
    page = [("heading", "白塔区建成职工书屋"), ("text", "\n" + LIBRARY)]
    page += [("text", gap + CONTEST) for gap in gaps]
    assert set_off(*lines_of(page)) is expected


def test_place_labels_stand_alone_above_what_they_report() -> None:
    briefs = [line for place in ("青石", "白塔", "东岭新区") for line in (f"★{place}", LIBRARY)]
    lines = read_lines("\n".join(["基层短波", *briefs]))
    assert place_labels(lines) == {1, 3, 5}
    assert place_labels(lines[:5]) == set()  # two are no habit of the page
