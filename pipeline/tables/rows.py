"""Records → rows: one page's extractions as plain dictionaries, one list per table of the schema.

A dictionary is one row; in `sentences`, `tokens` and `mentions` it stands for all rows of an extraction.
Here alone offsets change their base: a record counts in `Extraction.text`, a row in the article's field.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.records import (
    Article,
    Event,
    EventUnion,
    Extraction,
    Issue,
    Mention,
    Page,
    Union,
    UnionMention,
)
from pipeline.tables.columns import BLOCK
from pipeline.tables.mentions import mention_id
from pipeline.tables.same_events import with_same_as

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def to_rows(page: Page, extractions: Iterable[Extraction], issues: Iterable[Issue], fingerprint: str) -> Rows:
    """The rows of one page for every table but `runs`."""
    rows: Rows = {"pages": [_page(page, fingerprint)], "issues": [issue_row(i) for i in issues]}
    unions: dict[str, Union] = {}
    for x in extractions:
        for table, new in article_rows(x).items():
            rows.setdefault(table, []).extend(new)
        unions |= {u.union_id: u for u in x.unions}
    rows["unions"] = [_union(u) for u in unions.values()]
    rows["events"] = with_same_as(rows.get("events", []), rows.get("event_unions", []))
    return rows


def article_rows(x: Extraction) -> Rows:
    """The rows of one article for every table that has an article_id (issues and unions excepted)."""
    rows = _Article(x)
    return {
        "articles": [_article(x.article)],
        **{table: [{BLOCK: x}] for table in ("sentences", "tokens", "mentions")},
        "counts": rows.counts(),
        "dates": rows.dates(),
        "people": rows.people(),
        "organizations": rows.organizations(),
        "union_mentions": [rows.union_mention(u) for u in x.union_mentions],
        "events": [rows.event(e) for e in x.events],
        "event_roles": [role for e in x.events for role in rows.event_roles(e)],
        "event_unions": [rows.event_union(u) for u in x.event_unions],
    }


def issue_row(issue: Issue) -> Row:
    """One row of `issues`."""
    return {
        "source": issue.source,
        "page_id": issue.page_id,
        "article_id": issue.article_id,
        "stage": issue.stage,
        "kind": issue.kind,
        "detail": issue.detail,
    }


def _page(page: Page, fingerprint: str) -> Row:
    return {
        "page_id": page.page_id,
        "source": page.source,
        "publication": page.publication,
        "home_region": page.home_region,
        "issue_date": page.issue_date,
        "page_no": page.page_no,
        "encoding": page.encoding,
        "sha256": page.sha256,
        "text": page.text,
        "fingerprint": fingerprint,
        "text_hash": page.text_hash,
        "duplicate_of": page.duplicate_of,
    }


def _article(a: Article) -> Row:
    return {
        "article_id": a.article_id,
        "page_id": a.page_id,
        "ordinal": a.ordinal,
        "headline": a.headline,
        "kicker": a.kicker,
        "subtitle": a.subtitle,
        "reporters": list(a.reporters),
        "correspondents": list(a.correspondents),
        "publication": a.publication,
        "issue_date": a.issue_date,
        "text": a.text,
        "page_start": a.page_start,
        "page_end": a.page_end,
        "byline": a.byline,
        "caption": a.caption,
    }


def _union(u: Union) -> Row:
    return {
        "union_id": u.union_id,
        "name": u.name,
        "level": u.level,
        "admin_code": u.admin_code,
        "parent_id": u.parent_id,
        "region": u.region,
        "origin": u.origin,
        "existence": u.existence,
        "valid_from": u.since,
        "valid_until": u.until,
    }


class _Article:
    """The rows of one extraction; what every row of it shares is worked out once."""

    def __init__(self, x: Extraction) -> None:
        self.x = x
        self.article_id = x.article.article_id

    def place(self, start: int, end: int) -> Row:
        """Field, offsets in it, and the characters."""
        f = self.x.field_at(start)
        return {
            "field": f.name,
            "start": start - f.start,
            "end": end - f.start,
            "text": self.x.text[start:end],
        }

    def mention_id(self, m: Mention) -> str:
        f = self.x.field_at(m.start)
        return mention_id(self.article_id, f.name, m.start - f.start, m.end - f.start, m.label)

    def of_mention(self, m: Mention) -> Row:
        return {"mention_id": self.mention_id(m), "article_id": self.article_id}

    def counts(self) -> list[Row]:
        return [
            self.of_mention(c.mention)
            | {
                "text": self.x.span(c.mention),
                "value": c.value,
                "value_max": c.value_max,
                "unit": c.unit,
                "modifier": c.modifier,
                "noun": c.noun,
            }
            for c in self.x.counts
        ]

    def dates(self) -> list[Row]:
        return [
            self.of_mention(d.mention)
            | {
                "text": self.x.span(d.mention),
                "kind": d.kind,
                "start_date": d.start_date,
                "end_date": d.end_date,
                "timex": d.timex,
            }
            for d in self.x.dates
        ]

    def people(self) -> list[Row]:
        return [
            self.of_mention(p.mention)
            | {
                "name": p.name,
                "titles": list(p.titles),
                "affiliation": p.affiliation,
                "union_id": p.union_id,
            }
            for p in self.x.people
        ]

    def organizations(self) -> list[Row]:
        return [
            self.of_mention(o.mention)
            | {"name": o.name, "kind": o.kind, "mentions": o.mentions, "aliases": list(o.aliases)}
            for o in self.x.organizations
        ]

    def union_mention(self, u: UnionMention) -> Row:
        return self.of_mention(u.mention) | {
            "text": self.x.span(u.mention),
            "union_id": u.union.union_id if u.union else None,
            "union": u.union.name if u.union else None,
            "status": u.status,
            "score": u.score,
            "reason": u.reason,
            "candidates": list(u.candidates),
        }

    def event_id(self, ordinal: int) -> str:
        return f"{self.article_id}.e{ordinal}"

    def event(self, e: Event) -> Row:
        return {
            "event_id": self.event_id(e.ordinal),
            "article_id": self.article_id,
            "ordinal": e.ordinal,
            "type": e.type,
            "primary": e.primary,
            "name": e.name,
            "trigger": self.x.span(e),
            "sentence": e.sentence,
            "start_date": e.start_date,
            "end_date": e.end_date,
            "place": e.place,
            "same_as": None,
            "score": e.score,
            "reason": e.reason,
        }

    def event_roles(self, e: Event) -> list[Row]:
        return [
            {
                "event_id": self.event_id(e.ordinal),
                "article_id": self.article_id,
                "role": r.role,
                "mention_id": self.mention_id(r.mention) if r.mention else None,
                **self.place(r.start, r.end),
            }
            for r in e.roles
        ]

    def event_union(self, u: EventUnion) -> Row:
        return self.of_mention(u.mention) | {
            "event_id": self.event_id(u.event),
            "union_id": u.union.union_id,
            "union": u.union.name,
            "role": u.role,
            "score": u.score,
            "evidence": self.x.span(self.x.sentences[u.sentence]),
            "reason": u.reason,
        }
