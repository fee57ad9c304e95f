"""Everything read from one article, with the text that its offsets count in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.records.event import Event, EventUnion, Role, Union, UnionMention
from pipeline.records.mention import Count, Date, Field, Label, Mention, Organization, Person, Sentence, Token
from pipeline.records.page import Article, Issue
from pipeline.records.tokens import Tokens

_START = attrgetter("start")


@dataclass(slots=True)
class Extraction:
    """Everything read from one article. Each stage fills its own lists and reads those before it.

    `network` are the names that the trained network found, None where it was not asked.
    """

    article: Article
    text: str
    view: str
    fields: tuple[Field, ...]
    sentences: list[Sentence] = field(default_factory=list)
    tokens: Tokens = field(default_factory=Tokens)
    network: list[Mention] | None = None
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
        return max(0, bisect_right(self.sentences, offset, key=_START) - 1)

    def span(self, item: Mention | Role | Event | Sentence | Token) -> str:
        """The characters of a mention, role, trigger, sentence or token."""
        return self.text[item.start : item.end]

    def labelled(self, *labels: Label) -> list[Mention]:
        """The mentions of the given labels, in text order."""
        return [m for m in self.mentions if m.label in labels]
