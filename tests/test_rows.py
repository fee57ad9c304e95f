"""Records → rows: offsets count in the article's field, ids are paths, every table gets its columns."""

from datetime import date

import pytest

from pipeline.records import (
    Article,
    Count,
    Date,
    Event,
    EventUnion,
    Extraction,
    Field,
    Issue,
    Mention,
    Organization,
    Page,
    Person,
    Range,
    Role,
    Sentence,
    Tokens,
    Union,
    UnionMention,
)
from pipeline.stages import extraction_of, plain_extraction
from pipeline.tables.rows import to_rows
from pipeline.tables.schema import TABLES, to_table
from pipeline.tables.tokens import token_columns

HEADLINE, BODY = "湖滨区总工会慰问环卫工人", "7月3日，区总工会主席石岩慰问40名环卫工人。"
PAGE_TEXT = HEADLINE + "\n" + BODY


@pytest.fixture
def x() -> Extraction:
    article = Article(
        article_id="p-00",
        page_id="p",
        ordinal=0,
        headline=HEADLINE,
        text=BODY,
        ranges=(
            ("headline", (Range(0, len(HEADLINE)),)),
            ("body", (Range(len(HEADLINE) + 1, len(PAGE_TEXT)),)),
        ),
    )
    x = extraction_of(article)

    def mention(text: str, label: str) -> Mention:
        start = x.text.index(text, len(HEADLINE))
        return Mention(start, start + len(text), label, "test")  # type: ignore[arg-type]

    day, union, person, count = (
        mention("7月3日", "DATE"),
        mention("区总工会", "ORG"),
        mention("石岩", "PER"),
        mention("40名", "COUNT"),
    )
    district = Union("U1", "河南省三门峡市湖滨区总工会", "county")
    x.sentences = [Sentence(0, len(HEADLINE), 0), Sentence(len(HEADLINE) + 1, len(x.text), 1)]
    x.tokens = Tokens([0, 3, 13], [3, 6, 17], ["ns", "n", "t"])
    x.mentions = [day, union, person, count]
    x.counts = [Count(count, 40.0, "名", noun="环卫工人")]
    x.dates = [Date(day, "DATE", "2023-07-03", date(2023, 7, 3), date(2023, 7, 3))]
    x.people = [Person("石岩", person, ("主席",), "区总工会", union, "U1")]
    x.organizations = [Organization("区总工会", "union", 1, union)]
    x.union_mentions = [UnionMention(union, "linked", 0.9, "the only district named", district, ("U1",))]
    x.unions = [district]
    trigger = x.text.index("慰问", len(HEADLINE))
    x.events = [
        Event(
            0,
            "SYMPATHY",
            True,
            trigger,
            trigger + 2,
            1,
            0,
            1,
            roles=(Role("participant", count.start, count.end, count),),
        )
    ]
    x.event_unions = [EventUnion(0, district, "organizer", union, 1, 0.8)]
    return x


def rows_of(x: Extraction) -> dict[str, list[dict]]:
    page = Page(page_id="p", source="p.txt", text=PAGE_TEXT)
    rows = to_rows(page, [x], [Issue("p.txt", "articles", "unassigned_text", "…", "p")], "f")
    return {name: to_table(name, listed).to_pylist() for name, listed in rows.items()}


def test_every_table_takes_its_rows(x: Extraction) -> None:
    rows = rows_of(x)
    assert set(rows) == set(TABLES) - {"runs"}
    assert all(rows.values())


def test_offsets_count_in_the_field(x: Extraction) -> None:
    rows = rows_of(x)
    fields = {"headline": HEADLINE, "body": BODY}
    for table in ("mentions", "sentences", "tokens", "event_roles"):
        for row in rows[table]:
            assert fields[row["field"]][row["start"] : row["end"]] == row["text"]


def test_mentions_lead_to_the_page(x: Extraction) -> None:
    for row in rows_of(x)["mentions"]:
        assert PAGE_TEXT[row["page_start"] : row["page_end"]] == row["text"]


def test_ids_are_paths(x: Extraction) -> None:
    rows = rows_of(x)
    (link,) = rows["event_unions"]
    start = BODY.index("区总工会")
    assert link["mention_id"] == f"p-00.body.{start}-{start + 4}.ORG"
    assert link["event_id"] == "p-00.e0" == rows["events"][0]["event_id"]
    assert link["evidence"] == BODY


def test_tokens_are_numbered_within_their_sentence(x: Extraction) -> None:
    assert [(t["sentence"], t["token"], t["text"]) for t in rows_of(x)["tokens"]] == [
        (0, 0, "湖滨区"),
        (0, 1, "总工会"),
        (1, 0, "7月3日"),
    ]


def test_a_word_that_a_mention_cuts_is_given_in_pieces() -> None:
    view = "瑞景川到场"
    x = Extraction(
        Article(article_id="a", page_id="p", ordinal=1, text=view),
        view,
        view,
        (Field("body", 0, len(view)),),
        sentences=[Sentence(0, len(view), 0)],
        tokens=Tokens([0, 2, 4], [2, 4, 5], ["nz", "v", "n"]),
        mentions=[Mention(0, 3, "PER", "network", 0.9)],
    )
    block = {name: column.to_pylist() for name, column in token_columns([x]).items()}
    assert block["text"] == ["瑞景", "川", "到", "场"]
    assert block["whole"] == [True, False, False, True]
    assert block["token"] == [0, 1, 2, 3]


def test_tokens_of_many_articles_are_those_of_each(x: Extraction) -> None:
    plain = plain_extraction("𠮷林ab　c\n")
    plain.tokens = Tokens([0, 2, 4, 5, 6], [2, 4, 5, 6, 7], ["ns", "eng", "x", "eng", "x"])
    empty = plain_extraction("")
    each = [token_columns([y]) for y in (x, plain, empty, x)]
    together = token_columns([x, plain, empty, x])
    for name, column in together.items():
        assert column.to_pylist() == [value for columns in each for value in columns[name].to_pylist()]
    assert each[1]["text"].to_pylist() == ["𠮷林", "ab", "c"]
    assert each[1]["token"].to_pylist() == [0, 1, 2]
    assert all(len(column) == 0 for column in token_columns([]).values())
