"""The one place where a table and a column exist: Arrow schemas with a description on every field.

`TABLES` maps a table's name to its `Table`; `docs/tables.md` is generated from it. Strings are plain Arrow
strings, days `date32`, offsets `int32` counted in characters, end exclusive. Columns may be added at the
end; none is renamed, retyped or dropped without a new major `SCHEMA_VERSION`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import pyarrow as pa

from pipeline.records import (
    EVENT_TYPES,
    FIELDS,
    LABELS,
    ORGANIZATION_KINDS,
    UNION_ROLES,
    LinkStatus,
    Modifier,
)

SCHEMA_VERSION = "1.0"

_STRING, _INT, _FLOAT, _DAY, _BOOL = pa.string(), pa.int32(), pa.float64(), pa.date32(), pa.bool_()
_STRINGS, _INSTANT = pa.list_(pa.string()), pa.timestamp("us", "UTC")


class SchemaError(ValueError):
    """Rows that do not have exactly the columns of their table, or a value of the wrong type."""


@dataclass(frozen=True)
class Column:
    """One column.

    `refers` names the table and column that a value must occur in, as `articles.article_id`; `values` lists
    the values there are, where they are few and fixed.
    """

    name: str
    type: pa.DataType
    doc: str
    nullable: bool = False
    refers: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: `key` identifies a row, `order` is how rows are sorted."""

    name: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, each field with its description, the schema with name and version."""
        fields = [
            pa.field(c.name, c.type, nullable=c.nullable, metadata={"description": c.doc})
            for c in self.columns
        ]
        return pa.schema(
            fields,
            metadata={
                "gonghui.table": self.name,
                "gonghui.schema_version": SCHEMA_VERSION,
                "gonghui.description": self.doc,
            },
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(c.name for c in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        return (
            next(c for c in self.columns if c.name == name) if name in self.names else _no_column(self, name)
        )


def _no_column(table: Table, name: str) -> Column:
    raise KeyError(f"{table.name} has no column {name!r}")


_ARTICLE = Column("article_id", _STRING, "The article.", refers="articles.article_id")
_MENTION = Column("mention_id", _STRING, "The mention.", refers="mentions.mention_id")
_OPTIONAL_MENTION = Column(
    "mention_id",
    _STRING,
    "The mention it was read from; null where it is no mention.",
    True,
    "mentions.mention_id",
)
_FIELD = Column(
    "field", _STRING, "Article field that the offsets count in; body is the column text.", values=FIELDS
)
_START = Column("start", _INT, "First character, counted in the article's field.")
_END = Column("end", _INT, "Character after the last.")
_TEXT = Column("text", _STRING, "The characters as written.")
_SENTENCE = Column("sentence", _INT, "Number of the sentence in the article, from 0.")
_SCORE = Column("score", _FLOAT, "Confidence from 0 to 1.")
_REASON = Column("reason", _STRING, "Why, in words.")
_EVENT = Column("event_id", _STRING, "The event.", refers="events.event_id")
_FIRST_DAY = Column("start_date", _DAY, "First day meant; null where the text gives none.", True)
_LAST_DAY = Column("end_date", _DAY, "Last day meant; null where the text gives none.", True)
_PUBLICATION = Column("publication", _STRING, "Newspaper or site; null where unknown.", True)
_ISSUE_DATE = Column(
    "issue_date", _DAY, "Day of issue, the anchor of relative dates; null where unknown.", True
)
_UNION_ID = Column("union_id", _STRING, "The union; null where none is meant.", True, "unions.union_id")

_DECLARED = (
    Table(
        "pages",
        "One row per source document.",
        ("page_id",),
        (
            Column("page_id", _STRING, "Identifies the source: a hash of `source`."),
            Column(
                "source", _STRING, "Path of the file as given, with `#row` for a record of a larger file."
            ),
            _PUBLICATION,
            Column(
                "home_region",
                _STRING,
                "Division that the publication is at home in; null where unknown.",
                True,
            ),
            _ISSUE_DATE,
            Column("page_no", _STRING, "Page number as printed, e.g. 03 or A2; null where unknown.", True),
            Column("encoding", _STRING, "Encoding that the bytes were decoded from."),
            Column("sha256", _STRING, "SHA-256 of the bytes, hexadecimal."),
            Column("text", _STRING, "The decoded text; every page offset counts in it."),
            Column(
                "fingerprint", _STRING, "Hash of content, metadata, code and model: equal means up to date."
            ),
        ),
    ),
    Table(
        "articles",
        "One row per article.",
        ("article_id",),
        (
            Column("article_id", _STRING, "Identifies the article: page_id and ordinal."),
            Column("page_id", _STRING, "The page it stands on.", refers="pages.page_id"),
            Column("ordinal", _INT, "Position on the page, from 0."),
            Column("headline", _STRING, "Main headline; null where there is none.", True),
            Column("kicker", _STRING, "Line above the headline; null where there is none.", True),
            Column("subtitle", _STRING, "Line below the headline; null where there is none.", True),
            Column("reporters", _STRINGS, "Reporters and photographers."),
            Column("correspondents", _STRINGS, "Correspondents."),
            _PUBLICATION,
            _ISSUE_DATE,
            Column(
                "text", _STRING, "Body after the byline, broken lines joined, paragraphs separated by \\n."
            ),
            Column("page_start", _INT, "First character on the page."),
            Column("page_end", _INT, "Page offset after the last character."),
            Column("byline", _STRING, "Byline as written; null where there is none.", True),
            Column("caption", _STRING, "Captions of the article's photos; null where there are none.", True),
        ),
        ("page_id", "ordinal"),
    ),
    Table(
        "sentences",
        "One row per sentence; a headline is a sentence.",
        ("article_id", "sentence"),
        (
            _ARTICLE,
            _SENTENCE,
            Column("paragraph", _INT, "Number of the paragraph in the article, from 0."),
            _START,
            _END,
            _TEXT,
            _FIELD,
        ),
    ),
    Table(
        "tokens",
        "One row per word of the dictionary cut.",
        ("article_id", "sentence", "token"),
        (
            Column("article_id", _STRING, "The article.", refers="articles.article_id"),
            _SENTENCE,
            Column("token", _INT, "Number of the token in its sentence, from 0."),
            _START,
            _END,
            _TEXT,
            Column("pos", _STRING, "Part of speech in jieba's tag set."),
            _FIELD,
        ),
    ),
    Table(
        "mentions",
        "One row per entity mention.",
        ("mention_id",),
        (
            Column("mention_id", _STRING, "Identifies the mention: article, field, offsets and label."),
            _ARTICLE,
            _SENTENCE,
            _FIELD,
            _START,
            _END,
            _TEXT,
            Column("label", _STRING, "What kind of thing it names.", values=LABELS),
            Column("source", _STRING, "Rule or model that found it."),
            _SCORE,
            Column("page_start", _INT, "First character on the page."),
            Column("page_end", _INT, "Page offset after the last character."),
        ),
        ("article_id", "sentence", "field", "start", "end", "label"),
    ),
    Table(
        "counts",
        "One row per COUNT mention.",
        ("mention_id",),
        (
            _MENTION,
            _ARTICLE,
            _TEXT,
            Column("value", _FLOAT, "The number meant, 万 and 亿 multiplied out; lower end of a range."),
            Column("value_max", _FLOAT, "Upper end of a range; null otherwise.", True),
            Column("unit", _STRING, "Measure word or unit as written."),
            Column("modifier", _STRING, "How the number is meant.", values=get_args(Modifier)),
            Column("noun", _STRING, "What is counted, as written; null where the text has none.", True),
        ),
    ),
    Table(
        "dates",
        "One row per DATE or DURATION mention.",
        ("mention_id",),
        (
            _MENTION,
            _ARTICLE,
            _TEXT,
            Column("kind", _STRING, "A point or period, or a length.", values=("DATE", "DURATION")),
            _FIRST_DAY,
            _LAST_DAY,
            Column("timex", _STRING, "TIMEX3 value, also of underspecified dates."),
        ),
    ),
    Table(
        "people",
        "One row per person in an article.",
        ("article_id", "name"),
        (
            _ARTICLE,
            Column("name", _STRING, "Name, without the spaces that pad it in print."),
            Column("titles", _STRINGS, "Titles and posts as written."),
            Column("affiliation", _STRING, "Organisation as written; null where the text gives none.", True),
            Column("union_id", _STRING, "The affiliation where it is a union.", True, "unions.union_id"),
            _MENTION,
        ),
    ),
    Table(
        "organizations",
        "One row per organisation in an article.",
        ("article_id", "name"),
        (
            _ARTICLE,
            Column("name", _STRING, "Name as written."),
            Column("kind", _STRING, "What kind of organisation.", values=ORGANIZATION_KINDS),
            Column("mentions", _INT, "How often it is mentioned in the article."),
            _MENTION,
        ),
    ),
    Table(
        "unions",
        "One row per union that any row refers to, with the unions above it.",
        ("union_id",),
        (
            Column("union_id", _STRING, "Identifies the union."),
            Column("name", _STRING, "Canonical name."),
            Column(
                "level", _STRING, "national, province, prefecture, county, township, industry, enterprise, …"
            ),
            Column("admin_code", _STRING, "Code of its division; null where it has none.", True),
            Column(
                "parent_id",
                _STRING,
                "The union above it; null at the top or where unknown.",
                True,
                "unions.union_id",
            ),
            Column("region", _STRING, "Path of its division; null where it has none.", True),
            Column(
                "origin",
                _STRING,
                "How it is known: registry, derived (from a division, presumed) or found (in the text).",
                values=("registry", "derived", "found"),
            ),
        ),
    ),
    Table(
        "union_mentions",
        "One row per mention that may mean a union, resolved or not.",
        ("mention_id",),
        (
            _MENTION,
            _ARTICLE,
            _TEXT,
            _UNION_ID,
            Column("union", _STRING, "Canonical name; null where none is meant.", True),
            Column(
                "status",
                _STRING,
                "Whether one union is meant, several may be, or none.",
                values=get_args(LinkStatus),
            ),
            _SCORE,
            _REASON,
            Column("candidates", _STRINGS, "Union ids that were considered."),
        ),
    ),
    Table(
        "events",
        "One row per event that an article reports.",
        ("event_id",),
        (
            Column("event_id", _STRING, "Identifies the event: article and ordinal."),
            _ARTICLE,
            Column("ordinal", _INT, "Number of the event in the article, from 0."),
            Column("type", _STRING, "What kind of event.", values=EVENT_TYPES),
            Column("primary", _BOOL, "Whether it is the event that the article is about."),
            Column("name", _STRING, "The activity's own name; null where it has none.", True),
            Column("trigger", _STRING, "The words that show the event."),
            _SENTENCE,
            _FIRST_DAY,
            _LAST_DAY,
            Column("place", _STRING, "Place as written; null where the text gives none.", True),
            _SCORE,
            _REASON,
        ),
    ),
    Table(
        "event_roles",
        "One row per participant, place, time, amount or award of an event.",
        ("event_id", "role", "field", "start", "end"),
        (
            _EVENT,
            _ARTICLE,
            Column("role", _STRING, "participant, place, time, amount, award …"),
            _OPTIONAL_MENTION,
            _TEXT,
            _FIELD,
            _START,
            _END,
        ),
    ),
    Table(
        "event_unions",
        "One row per union that takes part in an event.",
        ("event_id", "union_id"),
        (
            _EVENT,
            _ARTICLE,
            Column("union_id", _STRING, "The union.", refers="unions.union_id"),
            Column("union", _STRING, "Canonical name."),
            Column("role", _STRING, "Its part in the event.", values=UNION_ROLES),
            _MENTION,
            _SCORE,
            Column("evidence", _STRING, "The sentence that shows it."),
            _REASON,
        ),
    ),
    Table(
        "issues",
        "One row per input or article dropped, and per thing not understood.",
        (),
        (
            Column("source", _STRING, "Path of the file as given."),
            Column("page_id", _STRING, "The page, where there is one.", True, "pages.page_id"),
            Column("article_id", _STRING, "The article, where there is one.", True, "articles.article_id"),
            Column("stage", _STRING, "Stage that gave up: pages, articles, mentions …"),
            Column("kind", _STRING, "Fixed word for what happened."),
            Column("detail", _STRING, "What happened, in words."),
        ),
        ("source", "page_id", "article_id", "stage", "kind", "detail"),
    ),
    Table(
        "runs",
        "One row per run that changed the tables.",
        ("run_id",),
        (
            Column("run_id", _STRING, "Identifies the run."),
            Column("started_at", _INSTANT, "When it started."),
            Column("finished_at", _INSTANT, "When its tables were written."),
            Column("version", _STRING, "Version of the program."),
            Column("fingerprint", _STRING, "Hash of code and model."),
            Column("pages", _INT, "Pages extracted in it."),
            Column("articles", _INT, "Articles extracted in it."),
            Column("seconds", _FLOAT, "Wall-clock seconds."),
        ),
        ("started_at", "run_id"),
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in _DECLARED}


def to_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows (dictionaries) as the Arrow table `name`, sorted by its order (nulls last).

    Raises SchemaError where a row lacks or adds a column, or holds a value of the wrong type: pyarrow itself
    would silently drop the one and fill the other with nulls.
    """
    table = TABLES[name]
    expected = set(table.names)
    listed = list(rows)
    for row in listed:
        if row.keys() != expected:
            faults = [f"lacks {c}" for c in sorted(expected - row.keys())]
            faults += [f"adds {c}" for c in sorted(row.keys() - expected)]
            raise SchemaError(f"a row of {name} {', '.join(faults)}")
    order = table.order or table.key
    listed.sort(key=lambda row: [(row[c] is None, row[c]) for c in order])
    try:
        built = pa.Table.from_pylist(listed, schema=table.schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise SchemaError(f"a row of {name} has a value of the wrong type: {error}") from None
    for column in table.columns:
        if not column.nullable and built.column(column.name).null_count:
            raise SchemaError(f"a row of {name} has no {column.name}")
    return built
