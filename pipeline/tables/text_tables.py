"""The tables of what stands in the text: pages, articles, sentences, tokens, mentions and their values."""

from __future__ import annotations

from typing import get_args

from pipeline.records import LABELS, ORGANIZATION_KINDS, Modifier
from pipeline.tables.columns import (
    ARTICLE,
    BOOL,
    END,
    FIELD,
    FIRST_DAY,
    FLOAT,
    INT,
    ISSUE_DATE,
    LAST_DAY,
    MENTION,
    PUBLICATION,
    SCORE,
    SENTENCE,
    START,
    STRING,
    STRINGS,
    TEXT,
    Column,
    Table,
)
from pipeline.tables.mentions import mention_columns, sentence_columns
from pipeline.tables.tokens import token_columns

TEXT_TABLES: tuple[Table, ...] = (
    Table(
        "pages",
        "One row per source document.",
        ("page_id",),
        (
            Column("page_id", STRING, "Identifies the source: a hash of `source`."),
            Column("source", STRING, "Path of the file as given, with `#row` for a record of a larger file."),
            PUBLICATION,
            Column(
                "home_region",
                STRING,
                "Division that the publication is at home in; null where unknown.",
                True,
            ),
            ISSUE_DATE,
            Column("page_no", STRING, "Page number as printed, e.g. 03 or A2; null where unknown.", True),
            Column("encoding", STRING, "Encoding that the bytes were decoded from."),
            Column("sha256", STRING, "SHA-256 of the bytes, hexadecimal."),
            Column("text", STRING, "The decoded text; every page offset counts in it."),
            Column(
                "fingerprint", STRING, "Hash of content, metadata, code and model: equal means up to date."
            ),
            Column("text_hash", STRING, "Hash of the document's text as found; tells copies.", True),
            Column(
                "duplicate_of",
                STRING,
                "Page with the same text that is read in its place; null as a rule.",
                True,
                "pages.page_id",
            ),
        ),
    ),
    Table(
        "articles",
        "One row per article.",
        ("article_id",),
        (
            Column("article_id", STRING, "Identifies the article: page_id and ordinal."),
            Column("page_id", STRING, "The page it stands on.", refers="pages.page_id"),
            Column("ordinal", INT, "Position on the page, from 1."),
            Column("headline", STRING, "Main headline; null where there is none.", True),
            Column("kicker", STRING, "Line above the headline; null where there is none.", True),
            Column("subtitle", STRING, "Line below the headline; null where there is none.", True),
            Column("reporters", STRINGS, "Reporters and photographers."),
            Column("correspondents", STRINGS, "Correspondents."),
            PUBLICATION,
            ISSUE_DATE,
            Column(
                "text", STRING, "Body after the byline, broken lines joined, paragraphs separated by \\n."
            ),
            Column("page_start", INT, "First character on the page."),
            Column("page_end", INT, "Page offset after the last character."),
            Column("byline", STRING, "Byline as written; null where there is none.", True),
            Column("caption", STRING, "Captions of the article's photos; null where there are none.", True),
        ),
        ("page_id", "ordinal"),
    ),
    Table(
        "sentences",
        "One row per sentence; a headline is a sentence.",
        ("article_id", "sentence"),
        (
            ARTICLE,
            SENTENCE,
            Column("paragraph", INT, "Number of the paragraph in the article, from 0."),
            START,
            END,
            TEXT,
            FIELD,
        ),
        blocks=sentence_columns,
    ),
    Table(
        "tokens",
        "One row per word of the dictionary cut.",
        ("article_id", "sentence", "token"),
        (
            Column("article_id", STRING, "The article.", refers="articles.article_id"),
            SENTENCE,
            Column("token", INT, "Number of the token in its sentence, from 0."),
            START,
            END,
            TEXT,
            Column("pos", STRING, "Part of speech in jieba's tag set."),
            Column(
                "whole", BOOL, "False for a piece of a dictionary word that a mention's edge goes through."
            ),
            FIELD,
        ),
        blocks=token_columns,
    ),
    Table(
        "mentions",
        "One row per entity mention.",
        ("mention_id",),
        (
            Column("mention_id", STRING, "Identifies the mention: article, field, offsets and label."),
            ARTICLE,
            SENTENCE,
            FIELD,
            START,
            END,
            TEXT,
            Column("label", STRING, "What kind of thing it names.", values=LABELS),
            Column("source", STRING, "Rule or model that found it."),
            SCORE,
            Column("page_start", INT, "First character on the page."),
            Column("page_end", INT, "Page offset after the last character."),
        ),
        ("article_id", "sentence", "field", "start", "end", "label"),
        blocks=mention_columns,
    ),
    Table(
        "counts",
        "One row per COUNT mention.",
        ("mention_id",),
        (
            MENTION,
            ARTICLE,
            TEXT,
            Column("value", FLOAT, "The number meant, 万 and 亿 multiplied out; lower end of a range."),
            Column("value_max", FLOAT, "Upper end of a range; null otherwise.", True),
            Column("unit", STRING, "Measure word or unit as written."),
            Column("modifier", STRING, "How the number is meant.", values=get_args(Modifier)),
            Column("noun", STRING, "What is counted, as written; null where the text has none.", True),
        ),
    ),
    Table(
        "dates",
        "One row per DATE or DURATION mention.",
        ("mention_id",),
        (
            MENTION,
            ARTICLE,
            TEXT,
            Column("kind", STRING, "A point or period, or a length.", values=("DATE", "DURATION")),
            FIRST_DAY,
            LAST_DAY,
            Column("timex", STRING, "TIMEX3 value, also of underspecified dates."),
        ),
    ),
    Table(
        "people",
        "One row per person in an article.",
        ("article_id", "name"),
        (
            ARTICLE,
            Column("name", STRING, "Name, without the spaces that pad it in print."),
            Column("titles", STRINGS, "Titles and posts as written."),
            Column("affiliation", STRING, "Organisation as written; null where the text gives none.", True),
            Column("union_id", STRING, "The affiliation where it is a union.", True, "unions.union_id"),
            MENTION,
        ),
    ),
    Table(
        "organizations",
        "One row per organisation in an article.",
        ("article_id", "name"),
        (
            ARTICLE,
            Column("name", STRING, "Its fullest name in the article, as written."),
            Column("kind", STRING, "What kind of organisation.", values=ORGANIZATION_KINDS),
            Column("mentions", INT, "How often it is mentioned in the article, by any of its names."),
            MENTION,
            Column("aliases", STRINGS, "Short forms of the name in the article, in order.", True),
        ),
    ),
)
