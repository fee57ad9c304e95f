"""Extractions from marked-up text, so that a test of a late stage says what the earlier ones found.

`[ORG 青石区总工会]` is a mention, `[DATE 5月3日=2024-05-03]` and `[DATE 5月3日至5日=2024-05-03..2024-05-05]` a date
with its value (`=` and nothing: vague), `[ORG 区总工会=某省青石区总工会]` a linked union, `[PER 林望<区总工会|主席]` a
person with affiliation (the nearest mention of that text before it) and titles.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.lexicon import model_dir
from pipeline.records import (
    Article,
    Count,
    Date,
    Extraction,
    Field,
    FieldName,
    Mention,
    Person,
    Union,
    UnionMention,
)
from pipeline.sentences import Segmenter, split
from pipeline.view import view

_MARK = re.compile(r"\[(PER|ORG|LOC|DATE|DURATION|COUNT) ([^\]=<]+)(?:=([^\]]*))?(?:<([^\]|]*)\|([^\]]*))?\]")
_SEGMENTER = Segmenter.load(model_dir() / "tokenizer")
_COUNT = re.compile(r"(\d+)(\D+)")


def _level(name: str) -> str:
    """The level of a union, as its name has it."""
    if name.endswith("公司工会"):
        return "enterprise"
    return "industry" if "联合会" in name else "county"


def extraction(
    body: str,
    *,
    headline: str | None = None,
    kicker: str | None = None,
    subtitle: str | None = None,
    issued: date | None = date(2024, 5, 20),
) -> Extraction:
    """The extraction of marked-up fields, up to union mentions."""
    names: tuple[FieldName, ...] = ("kicker", "headline", "subtitle", "body")
    fields: list[Field] = []
    text = ""
    mentions: list[Mention] = []
    dates: list[Date] = []
    counts: list[Count] = []
    people: list[tuple[Mention, str, str]] = []
    unions: list[UnionMention] = []
    for name, marked in zip(names, (kicker, headline, subtitle, body), strict=True):
        if marked is None:
            continue
        start, at = len(text), 0
        for m in _MARK.finditer(marked):
            text += marked[at : m.start()]
            label, inside, value, affiliation, titles = m.groups()
            mention = Mention(len(text), len(text) + len(inside), label, "test")
            text += inside
            at = m.end()
            mentions.append(mention)
            if label == "DATE":
                first, dots, last = (value or "").partition("..")
                day = date.fromisoformat(first) if first else None
                end = date.fromisoformat(last) if last else None if dots else day
                dates.append(Date(mention, "DATE", "", day, end))
            elif label == "ORG" and value:
                union = Union(value, value, _level(inside))
                unions.append(UnionMention(mention, "linked", 1.0, "test", union))
            elif label == "COUNT" and (number := _COUNT.match(inside)):
                counts.append(Count(mention, float(number[1]), number[2], noun=value))
            elif label == "PER" and affiliation is not None:
                people.append((mention, affiliation, titles))
        text += marked[at:]
        fields.append(Field(name, start, len(text)))
        text += "\n"
    text = text[:-1]
    article = Article("a", "p", 0, text, headline, kicker, subtitle, issue_date=issued)
    x = Extraction(article, text, view(text), tuple(fields), mentions=mentions, dates=dates, counts=counts)
    x.sentences = split(x.view, x.fields)
    x.tokens = _SEGMENTER.cut(text)
    x.union_mentions = unions
    for mention, affiliation, titles in people:
        body_of = [m for m in mentions if m.end <= mention.start and text[m.start : m.end] == affiliation]
        x.people.append(
            Person(
                text[mention.start : mention.end],
                mention,
                tuple(titles.split("、")),
                affiliation or None,
                body_of[-1] if body_of else None,
            )
        )
    return x
