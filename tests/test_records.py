"""Articles are made of page ranges: text and place on the page never drift apart."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Article, Field, Mention, PageMap, Range, Sentence
from pipeline.stages import extraction_of

PAGE = "区总工会\n送清凉\n\n本报讯（记者 高 远）7月\n3日，区总工会慰问环卫工人。"


def article() -> Article:
    headline = (Range(0, 4), Range(5, 8))
    lead = PAGE.index("7月")
    body = (Range(lead, lead + 2), Range(lead + 3, len(PAGE)))
    return Article(
        article_id="a",
        page_id="p",
        ordinal=0,
        headline="".join(PAGE[r.start : r.end] for r in headline),
        text="".join(PAGE[r.start : r.end] for r in body),
        ranges=(("headline", headline), ("body", body)),
    )


def test_a_mention_leads_back_to_the_page_over_a_broken_line() -> None:
    a = article()
    assert a.headline == "区总工会送清凉"
    start = a.text.index("7月3日")
    span = a.page_span("body", start, start + 4)
    assert span is not None
    assert PAGE[slice(*span)] == "7月\n3日"
    assert (a.page_start, a.page_end) == (0, len(PAGE))


def test_unmapped_spans_are_none() -> None:
    a = article()
    assert a.page_span("byline", 0, 1) is None
    assert a.page_span("body", 3, 3) is None
    assert a.page_span("body", 0, 999) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=8))
def test_page_offset_counts_through_the_ranges(pieces: list[tuple[int, int]]) -> None:
    ranges = tuple(Range(start, start + length) for start, length in pieces)
    flat = [i for r in ranges for i in range(r.start, r.end)]
    page_map = PageMap(ranges)
    assert [page_map.span(i, i + 1) for i in range(len(flat))] == [(at, at + 1) for at in flat]
    assert all(page_map.span(0, i + 1) == (flat[0], at + 1) for i, at in enumerate(flat))
    assert page_map.span(len(flat), len(flat) + 1) is None


def test_the_extraction_joins_the_fields() -> None:
    x = extraction_of(article())
    assert x.text == "区总工会送清凉\n7月3日，区总工会慰问环卫工人。"
    assert x.fields == (Field("headline", 0, 7), Field("body", 8, len(x.text)))
    assert x.field_at(3).name == "headline"
    assert x.field_at(8).name == "body"


def test_sentence_at_takes_the_sentence_that_began_last() -> None:
    x = extraction_of(article())
    x.sentences = [Sentence(0, 7, 0), Sentence(8, 23, 1)]
    assert [x.sentence_at(i) for i in (0, 6, 7, 8, 22)] == [0, 0, 0, 1, 1]


def test_overlap() -> None:
    a, b, c = Mention(0, 4, "ORG", "t"), Mention(3, 5, "ORG", "t"), Mention(4, 6, "ORG", "t")
    assert a.overlaps(b)
    assert b.overlaps(a)
    assert not a.overlaps(c)
