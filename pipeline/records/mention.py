"""The words of an article: where its fields, sentences and tokens lie, what is mentioned and what that means."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from pipeline.records.page import FieldName
from pipeline.records.record import record

Label = Literal["PER", "ORG", "LOC", "DATE", "DURATION", "COUNT"]
LABELS: tuple[Label, ...] = get_args(Label)

Modifier = Literal["exact", "about", "below", "above"]


@record
class Field:
    """Where one article field lies in `Extraction.text`."""

    name: FieldName
    start: int
    end: int


@record
class Sentence:
    """`paragraph` counts from 0 over the whole text; a headline is a paragraph of its own."""

    start: int
    end: int
    paragraph: int


@record
class Token:
    """A word of the dictionary cut with jieba's part-of-speech tag (`x` where it has none).

    The tokens of an extraction cover its whole text, blanks and line breaks included.
    """

    start: int
    end: int
    pos: str


@record
class Mention:
    """A span that names something. `source` says which rule or model found it, as `people.title`."""

    start: int
    end: int
    label: Label
    source: str
    score: float = 1.0

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Mention) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@record
class Count:
    """The value of a COUNT mention: 近千名干部职工 is 1000, unit 名, modifier below, noun 干部职工.

    万 and 亿 are multiplied out; a percentage is its number with unit %. `value_max` is the upper end of a
    range. `noun` is the head noun phrase as written, None where there is none.
    """

    mention: Mention
    value: float
    unit: str
    modifier: Modifier = "exact"
    value_max: float | None = None
    noun: str | None = None


@record
class Date:
    """The value of a DATE or DURATION mention: first and last day meant, and its TIMEX3 value.

    Both days are None for vague expressions and for relative ones without an anchor date.
    """

    mention: Mention
    kind: Literal["DATE", "DURATION"]
    timex: str
    start_date: date | None = None
    end_date: date | None = None


@record
class Person:
    """A person of the article: name as written without padding, titles as written, affiliation as written."""

    name: str
    mention: Mention
    titles: tuple[str, ...] = ()
    affiliation: str | None = None
    affiliation_mention: Mention | None = None
    union_id: str | None = None


@record
class Organization:
    """An organisation of the article, by its fullest name there. `kind` is one of ORGANIZATION_KINDS; `mentions`
    counts its mentions, those by its short forms (`aliases`) too; `mention` is the first.
    """

    name: str
    kind: str
    mentions: int
    mention: Mention
    aliases: tuple[str, ...] = ()


ORGANIZATION_KINDS = (
    "union",
    "union_affiliate",
    "party",
    "government",
    "company",
    "school",
    "hospital",
    "media",
    "association",
    "military",
    "other",
)
