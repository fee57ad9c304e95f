"""What flows through the pipeline: frozen records, one per thing the tables speak of.

Offsets are the truth. A mention's `start` and `end` are characters of `Extraction.text`, end exclusive,
and `Extraction.text[start:end]` is the mention. `Extraction.text` joins the fields of one article (kicker,
headline, subtitle, byline, body) with line breaks; `Article.ranges` leads from every field character back
to the one page character that it was taken from. Nothing here imports from the rest of the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

FieldName = Literal["kicker", "headline", "subtitle", "byline", "body", "caption"]
FIELDS: tuple[FieldName, ...] = ("kicker", "headline", "subtitle", "byline", "body", "caption")

Label = Literal["PER", "ORG", "LOC", "DATE", "DURATION", "COUNT"]
LABELS: tuple[Label, ...] = ("PER", "ORG", "LOC", "DATE", "DURATION", "COUNT")

Modifier = Literal["exact", "about", "below", "above"]
LinkStatus = Literal["linked", "ambiguous", "nil"]
UnionRole = Literal["organizer", "co_organizer", "guide", "subject", "participant", "beneficiary"]
UNION_ROLES: tuple[UnionRole, ...] = (
    "organizer",
    "co_organizer",
    "guide",
    "subject",
    "participant",
    "beneficiary",
)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something dropped or not understood: no input and no article vanishes without one.

    `stage` is the folder that gave up (pages, articles, mentions …), `kind` a short fixed word
    (`empty`, `lossy_decode`, `no_article` …), `detail` one readable sentence.
    """

    source: str
    stage: str
    kind: str
    detail: str
    page_id: str | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One source document, decoded. `text` is what every offset of the page refers to (line ends are \\n)."""

    page_id: str
    source: str
    text: str
    publication: str | None = None
    home_region: str | None = None
    issue_date: date | None = None
    page_no: str | None = None
    encoding: str = "utf-8"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """Characters `start` to `end` (exclusive) of a page's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


Ranges = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page. Each field's text is the concatenation of its page ranges, nothing added.

    `text` is the body after the byline, its paragraphs separated by the page's own line breaks, broken
    lines joined; `caption` holds the captions of its photos. `ranges` holds, for each present field, the page ranges that its text was taken from.
    """

    article_id: str
    page_id: str
    ordinal: int
    text: str
    headline: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    byline: str | None = None
    caption: str | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    publication: str | None = None
    home_region: str | None = None
    issue_date: date | None = None
    ranges: tuple[tuple[FieldName, Ranges], ...] = ()

    def field_text(self, name: FieldName) -> str | None:
        """The text of one field; None where the article has none."""
        return self.text if name == "body" else getattr(self, name)

    def page_span(self, name: FieldName, start: int, end: int) -> tuple[int, int] | None:
        """Page offsets of the first character and after the last of `field[start:end]`; None if unmapped."""
        ranges = dict(self.ranges).get(name)
        if not ranges or start >= end:
            return None
        first = page_offset(ranges, start)
        last = page_offset(ranges, end - 1)
        return None if first is None or last is None else (first, last + 1)

    @property
    def page_start(self) -> int:
        """The article's first character on the page."""
        return min((r.start for _, ranges in self.ranges for r in ranges), default=0)

    @property
    def page_end(self) -> int:
        """The page offset after the article's last character."""
        return max((r.end for _, ranges in self.ranges for r in ranges), default=0)


def page_offset(ranges: Iterable[Range], offset: int) -> int | None:
    """The page offset of character `offset` of a field made of `ranges`; None beyond its end."""
    for r in ranges:
        if offset < len(r):
            return r.start + offset
        offset -= len(r)
    return None


@dataclass(frozen=True, slots=True)
class Field:
    """Where one article field lies in `Extraction.text`."""

    name: FieldName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """`paragraph` counts from 0 over the whole text; a headline is a paragraph of its own."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the dictionary cut with jieba's part-of-speech tag (`x` where it has none).

    The tokens of an extraction cover its whole text, blanks and line breaks included.
    """

    start: int
    end: int
    pos: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Date:
    """The value of a DATE or DURATION mention: first and last day meant, and its TIMEX3 value.

    Both days are None for vague expressions and for relative ones without an anchor date.
    """

    mention: Mention
    kind: Literal["DATE", "DURATION"]
    timex: str
    start_date: date | None = None
    end_date: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article: name as written without padding, titles as written, affiliation as written."""

    name: str
    mention: Mention
    titles: tuple[str, ...] = ()
    affiliation: str | None = None
    affiliation_mention: Mention | None = None
    union_id: str | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation of the article. `kind` is one of ORGANIZATION_KINDS; `mentions` counts its mentions."""

    name: str
    kind: str
    mentions: int
    mention: Mention


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


@dataclass(frozen=True, slots=True)
class Role:
    """What fills a role of an event: participant, place, time, amount, award …"""

    role: str
    start: int
    end: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something an article reports. `start`/`end` are the trigger's characters, `sentence` its index.

    `first_sentence`..`last_sentence` (inclusive) is the stretch of text that tells of the event: the whole
    article as a rule, one item of a round-up. `name` and `place` are as written. `reason` says in words
    why it is an event and of this type.
    """

    ordinal: int
    type: str
    primary: bool
    start: int
    end: int
    sentence: int
    first_sentence: int
    last_sentence: int
    name: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    place: str | None = None
    roles: tuple[Role, ...] = ()
    score: float = 1.0
    reason: str = ""


EVENT_TYPES = (
    "COMPETITION",
    "TRAINING",
    "CULTURE",
    "SPORTS",
    "OUTREACH",
    "SERVICE",
    "SYMPATHY",
    "SOCIAL",
    "MEETING",
    "ORGANIZING",
    "AWARD",
    "BARGAINING",
    "DISPUTE",
    "INSPECTION",
    "RECRUITMENT",
    "LAUNCH",
    "COOPERATION",
    "CHARITY",
    "ACCIDENT",
    "OTHER",
)


@dataclass(frozen=True, slots=True)
class Union:
    """A trade-union organisation. `name` is the canonical name.

    `origin` says how it is known: `registry` (a row of the registry), `derived` (from an administrative
    division, existence presumed), `found` (made from the text: a company's, a school's).
    """

    union_id: str
    name: str
    level: str
    admin_code: str | None = None
    parent_id: str | None = None
    region: str | None = None
    origin: Literal["registry", "derived", "found"] = "registry"


@dataclass(frozen=True, slots=True)
class UnionMention:
    """A mention that may mean a union, resolved. `candidates` are the union ids that were considered."""

    mention: Mention
    status: LinkStatus
    score: float
    reason: str
    union: Union | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventUnion:
    """The part that a union plays in an event; `sentence` is the index of the sentence that shows it."""

    event: int
    union: Union
    role: UnionRole
    mention: Mention
    sentence: int
    score: float
    reason: str = ""


@dataclass(slots=True)
class Extraction:
    """Everything read from one article. Each stage fills its own lists and reads those before it."""

    article: Article
    text: str
    view: str
    fields: tuple[Field, ...]
    sentences: list[Sentence] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    candidates: list[Mention] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    union_mentions: list[UnionMention] = field(default_factory=list)
    event_unions: list[EventUnion] = field(default_factory=list)
    unions: list[Union] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def field_at(self, offset: int) -> Field:
        """The field that the character at `offset` belongs to (the line break after a field counts to it)."""
        for f in self.fields:
            if offset <= f.end:
                return f
        return self.fields[-1]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds the character at `offset`, else of the last one before it."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        return max(0, low - 1)

    def span(self, item: Mention | Role | Event | Sentence | Token) -> str:
        """The characters of a mention, role, trigger, sentence or token."""
        return self.text[item.start : item.end]

    def labelled(self, *labels: Label) -> Iterator[Mention]:
        """The mentions of the given labels, in text order."""
        return (m for m in self.mentions if m.label in labels)
