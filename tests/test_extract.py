"""Page → extractions: the whole way of one page in memory."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import Extractor, load_extractor
from pipeline.lexicon import LexiconError, model_dir
from pipeline.records import Article, Extraction, Issue, Page

Splitter = Callable[[Page], tuple[list[Article], list[Issue]]]
Read = Callable[[list[Extraction]], None]

PAGE = """第02版：工会
2023年9月14日　星期四　　放大 缩小 默认

河东区总工会送岗位进社区
36家企业提供520个岗位

本报讯（记者 江一帆 通讯员 柳 青）9月12日，河东区总工会在
文化广场举办秋季招聘会，36家企业提供岗位520个，近800名求职者到
场。区总工会副主席温立新介绍，招聘会将持续到9月底。

责任编辑：谢一鸣
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load_extractor()


def read(extractor: Extractor, text: str, **known: object) -> list[Extraction]:
    extractions, _ = extractor(Page(page_id="p", source="p.txt", text=text, **known))  # type: ignore[arg-type]
    return extractions


def test_one_article_from_page_to_links(extractor: Extractor) -> None:
    (x,) = read(extractor, PAGE, home_region="天津市", issue_date=date(2023, 9, 14))
    assert x.article.headline == "河东区总工会送岗位进社区"
    assert x.article.subtitle == "36家企业提供520个岗位"
    assert (x.article.reporters, x.article.correspondents) == (("江一帆",), ("柳青",))
    assert {(x.span(c.mention), c.value, c.noun) for c in x.counts} >= {("近800名", 800.0, "求职者")}
    assert {(x.span(d.mention), d.start_date) for d in x.dates} >= {("9月12日", date(2023, 9, 12))}
    assert [(p.name, p.titles, p.affiliation) for p in x.people] == [("温立新", ("副主席",), "区总工会")]
    (event,) = [e for e in x.events if e.primary]
    assert (event.type, event.start_date) == ("RECRUITMENT", date(2023, 9, 12))
    assert {(u.union.name, u.role) for u in x.event_unions} == {("天津市河东区总工会", "organizer")}


def test_a_faulty_lexicon_is_told_before_a_page_is_read(tmp_path: Path) -> None:
    shutil.copytree(model_dir(), tmp_path / "model", copy_function=os.symlink)
    lexicon = tmp_path / "model" / "events" / "triggers.tsv"
    lexicon.unlink()
    lexicon.write_text("trigger\n慰问\n", "utf-8")
    with pytest.raises(LexiconError, match=r"triggers\.tsv:1: no column 'type'"):
        load_extractor(tmp_path / "model").warm_up()


def test_without_an_anchor_days_stay_open(extractor: Extractor) -> None:
    (x,) = read(extractor, "河东区总工会慰问环卫工人\n本报讯 昨天，河东区总工会慰问了环卫工人。")
    dates = {x.span(d.mention): d.start_date for d in x.dates}
    assert dates == {"昨天": None}


def test_every_span_is_the_text_and_leads_to_the_page(extractor: Extractor) -> None:
    for x in read(extractor, PAGE):
        for m in x.mentions:
            f = x.field_at(m.start)
            span = x.article.page_span(f.name, m.start - f.start, m.end - f.start)
            assert span is not None
            assert PAGE[slice(*span)].replace("\n", "") == x.span(m)


def test_a_failing_stage_costs_its_article_only(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(page_id="p", source="p.txt", text=PAGE)
    broken = [(name, read if name != "events" else _fail) for name, read in extractor.stages]
    monkeypatch.setattr(extractor, "stages", broken)
    extractions, issues = extractor(page)
    assert [x.article.headline for x in extractions] == ["河东区总工会送岗位进社区"]
    assert extractions[0].mentions
    assert [(i.stage, i.kind, i.detail) for i in issues] == [("events", "error", "ValueError: no luck")]


# Headlines and bodies that make articles of several kinds and lengths, among them pages without any.
PIECES = (
    PAGE,
    "海棠区总工会慰问环卫工人\n本报讯 昨天，海棠区总工会主席闻人雪峰慰问了40名环卫工人。\n",
    "第3版\n",
    "远山钢铁公司职工王一舟赴海南旅游，与海棠市总工会签订协议，补贴2万元至3万元。\n",
    "12\n",
    "",
)


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from(PIECES), max_size=3).map("".join), max_size=6))
def test_many_pages_read_as_each_alone(extractor: Extractor, texts: list[str]) -> None:
    pages = [Page(f"p{n}", f"{n}.txt", text, issue_date=date(2023, 9, 14)) for n, text in enumerate(texts)]
    assert extractor.read_pages(pages) == [extractor(page) for page in pages]


def test_a_failing_article_costs_no_other_page_of_the_batch(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [Page("p", "p.txt", PIECES[1]), Page("q", "q.txt", PAGE), Page("r", "r.txt", PIECES[3])]
    alone = [extractor(page) for page in pages]
    broken = [
        (name, _fails_at(read, "河东区") if name == "names" else read) for name, read in extractor.stages
    ]
    monkeypatch.setattr(extractor, "stages", broken)
    first, second, third = extractor.read_pages(pages)
    assert [first, third] == [alone[0], alone[2]]
    assert [(x.article.article_id, x.mentions) for x in second[0]] == [("q-01", [])]
    assert [(i.source, i.stage, i.article_id, i.detail) for i in second[1]] == [
        ("q.txt", "names", "q-01", "ValueError: no luck")
    ]


def test_a_page_that_cannot_be_split_is_an_issue(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [Page("p", "p.txt", PAGE), Page("q", "q.txt", PAGE)]
    whole = extractor(pages[0])
    monkeypatch.setattr(extractor, "splitter", _splits(extractor.splitter))
    issue = Issue("q.txt", "articles", "error", "ValueError: no luck", "q")
    assert extractor.read_pages(pages) == [whole, ([], [issue])]


def _splits(splitter: Splitter) -> Splitter:
    def split(page: Page) -> tuple[list[Article], list[Issue]]:
        if page.page_id == "q":
            raise ValueError("no luck")
        return splitter(page)

    return split


def _fails_at(read: Read, name: str) -> Read:
    def failing(extractions: list[Extraction]) -> None:
        if any(name in x.text for x in extractions):
            raise ValueError("no luck")
        read(extractions)

    return failing


def _fail(extractions: list[Extraction]) -> None:
    raise ValueError("no luck")
