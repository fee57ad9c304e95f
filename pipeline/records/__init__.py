"""What flows through the pipeline: frozen records, one per thing the tables speak of.

Offsets are the truth. A mention's `start` and `end` are characters of `Extraction.text`, end exclusive,
and `Extraction.text[start:end]` is the mention. `Extraction.text` joins the fields of one article (kicker,
headline, subtitle, byline, body) with line breaks; `Article.ranges` leads from every field character back
to the one page character that it was taken from. Nothing here imports from the rest of the project.
"""

from __future__ import annotations

from pipeline.records.event import (
    EVENT_TYPES,
    UNION_ROLES,
    Event,
    EventUnion,
    Existence,
    LinkStatus,
    Role,
    Union,
    UnionMention,
    UnionRole,
)
from pipeline.records.extraction import (
    Extraction,
)
from pipeline.records.mention import (
    LABELS,
    ORGANIZATION_KINDS,
    Count,
    Date,
    Field,
    Label,
    Mention,
    Modifier,
    Organization,
    Person,
    Sentence,
    Token,
)
from pipeline.records.page import (
    FIELDS,
    Article,
    FieldName,
    Issue,
    Page,
    PageMap,
    Range,
    Ranges,
)
from pipeline.records.tokens import Tokens

__all__ = [
    "EVENT_TYPES",
    "FIELDS",
    "LABELS",
    "ORGANIZATION_KINDS",
    "UNION_ROLES",
    "Article",
    "Count",
    "Date",
    "Event",
    "EventUnion",
    "Existence",
    "Extraction",
    "Field",
    "FieldName",
    "Issue",
    "Label",
    "LinkStatus",
    "Mention",
    "Modifier",
    "Organization",
    "Page",
    "PageMap",
    "Person",
    "Range",
    "Ranges",
    "Role",
    "Sentence",
    "Token",
    "Tokens",
    "Union",
    "UnionMention",
    "UnionRole",
]
