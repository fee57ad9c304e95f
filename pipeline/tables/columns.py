"""What a table and a column are, and the columns that several tables share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from pipeline.records import FIELDS, Extraction

# The one key of a row that stands for all rows of an extraction.
BLOCK = "extraction"
SCHEMA_VERSION = "1.1"

STRING, INT, FLOAT, DAY, BOOL = pa.string(), pa.int32(), pa.float64(), pa.date32(), pa.bool_()
STRINGS, INSTANT = pa.list_(pa.string()), pa.timestamp("us", "UTC")


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
    """One table: `key` identifies a row, `order` is how rows are sorted.

    The rows of a table with `blocks`, those of the largest tables, are not made one by one: a dictionary for each
    would cost more than finding them. A row stands for an extraction, which it holds under BLOCK, and `blocks`
    makes the columns of all rows of some extractions, in order.
    """

    name: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ()
    blocks: Callable[[list[Extraction]], dict[str, pa.Array]] | None = None

    @cached_property
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

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(c.name for c in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}")


ARTICLE = Column("article_id", STRING, "The article.", refers="articles.article_id")
MENTION = Column("mention_id", STRING, "The mention.", refers="mentions.mention_id")
OPTIONAL_MENTION = Column(
    "mention_id",
    STRING,
    "The mention it was read from; null where it is no mention.",
    True,
    "mentions.mention_id",
)
FIELD = Column(
    "field", STRING, "Article field that the offsets count in; body is the column text.", values=FIELDS
)
START = Column("start", INT, "First character, counted in the article's field.")
END = Column("end", INT, "Character after the last.")
TEXT = Column("text", STRING, "The characters as written.")
SENTENCE = Column("sentence", INT, "Number of the sentence in the article, from 0.")
SCORE = Column("score", FLOAT, "Confidence from 0 to 1.")
REASON = Column("reason", STRING, "Why, in words.")
EVENT = Column("event_id", STRING, "The event.", refers="events.event_id")
FIRST_DAY = Column("start_date", DAY, "First day meant; null where the text gives none.", True)
LAST_DAY = Column("end_date", DAY, "Last day meant; null where the text gives none.", True)
PUBLICATION = Column("publication", STRING, "Newspaper or site; null where unknown.", True)
ISSUE_DATE = Column(
    "issue_date", DAY, "Day of issue, the anchor of relative dates; null where unknown.", True
)
UNION_ID = Column("union_id", STRING, "The union; null where none is meant.", True, "unions.union_id")
