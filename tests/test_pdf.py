"""PDF pages: reading order, paragraphs, and what cannot be read."""

import os
import random
import re
import time
from datetime import date
from pathlib import Path

import pytest
from pdf_pages import (
    CAPTION,
    CARE,
    GAP,
    LEFT,
    MASTHEAD,
    MEDIATION,
    SKILLS,
    STEP,
    WIDE,
    indented,
    newspaper,
    single,
    title,
)
from pdf_writer import Text, column, columns, pdf

from pipeline.articles import ArticleSplitter
from pipeline.lexicon import model_dir
from pipeline.pages import Raw, find_files, read_page, read_raw, read_sources
from pipeline.pages.pdf.apart import Lost, apart
from pipeline.pages.pdf.file import PdfError, count_pages
from pipeline.pages.pdf.geometry import Line
from pipeline.pages.pdf.order import in_reading_order
from pipeline.records import Issue, Page


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(*pages: list[Text], name: str = "a.pdf", **shape: float) -> list[Page | Issue]:
    Path(name).write_bytes(pdf(*pages, **shape))
    return list(read_sources([name]))


def text_of(page: list[Text], **shape: float) -> str:
    found = read(page, **shape)
    assert isinstance(found[-1], Page), found
    return found[-1].text


def blocks(*parts: str | list[str]) -> str:
    """Blocks with a blank line between; a list holds the paragraphs of one."""
    return "\n\n".join(part if isinstance(part, str) else "\n".join(indented(part)) for part in parts)


def test_one_column() -> None:
    assert text_of(single()) == blocks(SKILLS[0], SKILLS[1])


NEWSPAPER = blocks(
    MASTHEAD.replace("  ", " "),
    SKILLS[0],
    SKILLS[1],
    CAPTION,
    "".join(MEDIATION[0]),
    MEDIATION[1],
    CARE[1],
    CARE[0],
    CARE[2],
)


def test_three_columns_under_headlines_of_one_two_and_three() -> None:
    assert text_of(newspaper()) == NEWSPAPER


def test_the_order_of_the_file_does_not_matter() -> None:
    page = newspaper()
    for seed in range(3):
        random.Random(seed).shuffle(page)
        assert text_of(page) == NEWSPAPER


@pytest.mark.parametrize(("gap", "leading"), [(9.0, 1.5), (9.0, 1.25), (30.0, 1.8)])
def test_narrow_and_wide_alleys_and_leading(gap: float, leading: float) -> None:
    body = [
        Text(t.x, 140 + (t.y - 140) * leading / 1.5, t.size, t.text)
        for t in columns(indented(SKILLS[1]), LEFT, 140, WIDE, 11, gap)
    ]
    assert text_of([title(SKILLS[0], LEFT, 108, 3 * WIDE, 17), *body]) == blocks(SKILLS[0], SKILLS[1])


def test_an_article_over_all_columns_above_one_over_two_and_one_beside_it() -> None:
    page = [
        title(CARE[0], LEFT, 60, 3 * WIDE, 28),
        *columns(indented(CARE[2]), LEFT, 90, WIDE, 7, GAP),
        title(SKILLS[0], LEFT, 225, 2 * WIDE + GAP, 17),
        *columns(indented(SKILLS[1]), LEFT, 250, WIDE, 16, GAP),
        title("".join(MEDIATION[0]), LEFT + 2 * STEP, 222, WIDE, 14),
        *column(indented(MEDIATION[1]), LEFT + 2 * STEP, 250, WIDE),
    ]
    assert text_of(page) == blocks(
        CARE[0], CARE[2], SKILLS[0], SKILLS[1], "".join(MEDIATION[0]), MEDIATION[1]
    )


def test_two_stacks_of_articles_side_by_side() -> None:
    page = [
        title("".join(MEDIATION[0]), LEFT, 80, WIDE, 14),
        *column(indented(MEDIATION[1]), LEFT, 110, WIDE),
        title(CARE[0], LEFT, 270, WIDE, 16),
        *column(indented(CARE[2]), LEFT, 300, WIDE),
        title(SKILLS[0][:9], LEFT + STEP, 80, WIDE, 20),
        *column(indented(SKILLS[1]), LEFT + STEP, 110, WIDE),
    ]
    assert text_of(page) == blocks(
        "".join(MEDIATION[0]), MEDIATION[1], CARE[0], CARE[2], SKILLS[0][:9], SKILLS[1]
    )


def test_an_indent_may_be_space_or_characters() -> None:
    lines = [
        Text(80, 100, 9, "\u3000\u3000一二三四五六七八九十"),
        Text(80, 113, 9, "一二三四五六七八九十，十"),
    ]
    spaced = [Text(98, 100, 9, "一二三四五六七八九十"), lines[1]]
    assert text_of(lines) == text_of(spaced) == "\u3000\u3000一二三四五六七八九十一二三四五六七八九十，十"


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        # A headline that is spaced out, and names padded to three characters.
        ([Text(80 + 36 * i, 100, 24, c) for i, c in enumerate("职工之家")], "职工之家"),
        ([Text(80, 100, 9, "本报记者"), Text(122, 100, 9, "高"), Text(140, 100, 9, "远")], "本报记者 高 远"),
        # Printed twice for its weight.
        ([Text(80, 100, 24, "职工之家"), Text(80.4, 100.2, 24, "职工之家")], "职工之家"),
        ([Text(80, 100, 9, "11日22时，1100人"), Text(80, 113, 9, "1100人")], "11日22时，1100人1100人"),
        # Radicals and compatibility forms in place of characters.
        ([Text(80, 100, 9, "\u2f2f会\u2f08员\ufe12\uf9e1先生的o\ufb03ce")], "工会人员。李先生的office"),
        # Words of Latin letters at the end of a line.
        ([Text(80, 100, 9, "走进 Yuelu"), Text(80, 113, 9, "Park 公司")], "走进 Yuelu Park 公司"),
        ([Text(80, 100, 9, "一二三"), Text(80, 160, 9, "四五六")], "一二三\n\n四五六"),
    ],
)
def test_lines(texts: list[Text], text: str) -> None:
    assert text_of(texts) == text


def test_vertical_type_is_read_and_told() -> None:
    headline = "职工书屋进车间"
    page = [
        *(Text(60, 100 + 24 * i, 22, char) for i, char in enumerate(headline)),
        *column(indented(CARE[2]), 110, 100, 300),
    ]
    issue, found = read(page)
    assert isinstance(issue, Issue) and isinstance(found, Page)
    assert (issue.kind, issue.page_id) == ("vertical_text", found.page_id)
    assert found.text == blocks(headline, CARE[2])


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned(turn: int) -> None:
    assert text_of(newspaper(), turn=turn) == NEWSPAPER


def test_pages_of_a_file_are_counted_as_records_are() -> None:
    Path("metadata.csv").write_text(
        "source,publication,home_region,issue_date,page_no\na.pdf,甲报,,2031-05-09,\na.pdf#1,,,,2\n"
    )
    first, second = read(newspaper(), single())
    assert isinstance(first, Page) and isinstance(second, Page)
    assert (first.source, second.source) == ("a.pdf#0", "a.pdf#1")
    assert (first.page_no, second.page_no, second.publication) == ("02", "2", "甲报")
    assert first.sha256 == second.sha256
    assert (first.text, second.text) == (NEWSPAPER, blocks(SKILLS[0], SKILLS[1]))


def test_a_page_is_found_without_being_read() -> None:
    Path("a.pdf").write_bytes(pdf(*[single()] * 300))
    (file,) = find_files(["a.pdf"])
    assert not isinstance(file, Issue)
    raws = [raw for raw in read_raw(file) if isinstance(raw, Raw)]
    assert len({raw.text_hash for raw in raws}) == len({raw.source for raw in raws}) == 300
    (page,) = read_page(raws[299])
    assert isinstance(page, Page) and page.source == "a.pdf#299"
    Path("a.pdf").unlink()
    (issue,) = read_page(raws[0])
    assert isinstance(issue, Issue) and issue.kind == "unreadable"


WHOLE = pdf(single())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf([]), "no_text_layer"),
        (pdf([Text(80, 100, 9, " \u3000 ")]), "no_text_layer"),
        (pdf([Text(80, 100, 9, "\ue001\ue002\ue003，一")]), "no_text_layer"),
        (pdf(), "damaged"),
        (WHOLE[:300], "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (b"", "damaged"),
        (b"\0" * 5000, "damaged"),
        (pdf(single(), encrypted=True), "encrypted"),
    ],
    ids=["blank", "spaces", "private glyphs", "no page", "cut", "head", "empty", "zeros", "encrypted"],
)
def test_what_cannot_be_read_is_told(content: bytes, kind: str) -> None:
    Path("a.pdf").write_bytes(content)
    (issue,) = read_sources(["a.pdf"])
    assert isinstance(issue, Issue)
    assert (issue.kind, issue.source, issue.stage) == (kind, "a.pdf", "pages")


def test_single_glyphs_without_a_meaning_are_told() -> None:
    issue, page = read([Text(80, 100, 9, "工会办实事\ue001\ue002，职工点赞。")])
    assert isinstance(issue, Issue) and isinstance(page, Page)
    assert (issue.kind, page.text) == ("lossy_decode", "工会办实事\ufffd\ufffd，职工点赞。")
    assert page.encoding == "pdf"


def test_the_articles_of_a_page() -> None:
    (page,) = read(newspaper())
    assert isinstance(page, Page)
    assert (page.publication, page.issue_date, page.page_no) == ("洞庭职工报", date(2031, 5, 9), "02")
    articles, issues = ArticleSplitter.load(model_dir() / "articles")(page)
    assert not issues
    assert [(a.kicker, a.headline, a.reporters, a.correspondents) for a in articles] == [
        (None, SKILLS[0], ("白一川", "凌云"), ("宁小满",)),
        (None, "".join(MEDIATION[0]), ("高远",), ()),
        (CARE[1], CARE[0], (), ("周末",)),
    ]
    assert articles[0].caption == CAPTION.partition(" ")[0]
    for article, (*_, paragraphs) in zip(articles, (SKILLS, MEDIATION, CARE), strict=True):
        _, _, first = paragraphs[0].partition("）")
        assert re.sub(r"[\n\u3000]", "", article.text) == "".join([first, *paragraphs[1:]])


def line(x0: float, x1: float, top: float, size: float = 9) -> Line:
    return Line(f"{x0:g},{top:g}", x0, x1, top, top + size, size)


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        # Two columns; a heading over them; one below them.
        ([(0, 90, 0), (100, 190, 0), (0, 90, 14), (100, 190, 14)], ["0,0 0,14", "100,0 100,14"]),
        ([(0, 190, 0, 20), (0, 90, 30), (100, 190, 30), (0, 90, 44)], ["0,0", "0,30 0,44", "100,30"]),
        ([(0, 90, 0), (100, 190, 0), (0, 90, 14), (0, 190, 60)], ["0,0 0,14", "100,0", "0,60"]),
        # A heading over two of three columns: the third is no part of it.
        (
            [
                (0, 190, 0, 20),
                (0, 90, 40),
                (100, 190, 40),
                (0, 90, 54),
                *((200, 290, 14 * i) for i in range(5)),
            ],
            ["0,0", "0,40 0,54", "100,40", "200,0 200,14 200,28 200,42 200,56"],
        ),
    ],
)
def test_reading_order(lines: list[tuple[float, ...]], order: list[str]) -> None:
    found = in_reading_order([line(*each) for each in lines])
    assert [" ".join(each.text for each in stack) for stack in found] == order


def test_no_layout_is_too_entangled() -> None:
    chance = random.Random(7)
    lines = [line(x, x + chance.uniform(1, 400), chance.uniform(0, 900)) for x in range(3000)]
    found = in_reading_order(lines)
    assert sorted(each.text for stack in found for each in stack) == sorted(each.text for each in lines)


def test_a_call_that_ends_its_process_or_hangs_is_lost_and_the_next_one_is_not() -> None:
    with pytest.raises(Lost):
        apart(os._exit, 1, seconds=1.0)
    with pytest.raises(Lost):
        apart(time.sleep, 60, seconds=0.2)
    assert apart(abs, -3) == 3


def test_what_goes_wrong_in_another_process_is_told_as_here(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    with pytest.raises(PdfError, match="no whole PDF") as here:
        count_pages(tmp_path / "a.pdf")
    with pytest.raises(PdfError, match="no whole PDF") as there:
        apart(count_pages, tmp_path / "a.pdf")
    assert here.value.kind == there.value.kind == "damaged"
