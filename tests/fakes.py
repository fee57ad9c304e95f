"""A small extractor for tests of the store and the runner: real records, trivial rules.

Every line of a page is an article, `headline：body`. Bodies are read for 12名, 5月8日 and 东湖区总工会.
A body with 出错 raises an error, one with 崩溃 kills the process, one with 中断 raises KeyboardInterrupt; one with 卡住
never ends, with 死锁 not even when it is interrupted, and one with 耗尽 asks for more and more memory.
"""

from __future__ import annotations

import itertools
import os
import re
import signal
import time
from collections import deque
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from pipeline.pages import Metadata, Raw
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
    Token,
    Tokens,
    Union,
    UnionMention,
)
from pipeline.tables.rows import to_rows
from pipeline.tables.schema import to_table

_COUNT = re.compile(r"(\d+)名")
_DATE = re.compile(r"(\d+)月(\d+)日")
_UNION = re.compile(r"[东西南北][湖山]区总工会")
_PERSON = re.compile(r"主席(田[一二三])")
_TOP = Union("u-top", "云州市总工会", "prefecture", origin="derived")


def make_page(source: str, text: str) -> Page:
    digest = sha256(text.encode()).hexdigest()
    return Page(
        sha256(source.encode()).hexdigest()[:16], source, text, issue_date=date(2031, 5, 9), sha256=digest
    )


def make_raw(source: str, text: str) -> Raw:
    data = text.encode()
    digest = sha256(data).hexdigest()
    return Raw(source, "text", data, Metadata(), digest, digest[:16], len(text))


def load(model: Path, registry: Path | None = None) -> Fake:
    return Fake()


class Fake:
    def read_pages(self, pages: Sequence[Page]) -> list[tuple[list[Extraction], list[Issue]]]:
        return [self(page) for page in pages]

    def __call__(self, page: Page) -> tuple[list[Extraction], list[Issue]]:
        extractions: list[Extraction] = []
        at = 0
        for line in page.text.split("\n"):
            if "出错" in line:
                raise ValueError("this page cannot be read")
            if "崩溃" in line:
                os.kill(os.getpid(), signal.SIGKILL)
            if "中断" in line:
                raise KeyboardInterrupt
            while "卡住" in line:
                time.sleep(1)
            if "死锁" in line:
                deque(itertools.repeat(0), maxlen=0)  # compiled code that no signal interrupts
            if "耗尽" in line:
                kept = []
                while True:
                    kept.append(bytearray(1 << 24))
            if line:
                extractions.append(_article(page, len(extractions), at, line))
            at += len(line) + 1
        issues = (
            [] if extractions else [Issue(page.source, "articles", "no_article", "no line", page.page_id)]
        )
        return extractions, issues


def _article(page: Page, ordinal: int, at: int, line: str) -> Extraction:
    headline, _, body = line.partition("：")
    body_at = at + len(headline) + 1
    ranges = (
        ("headline", (Range(at, at + len(headline)),)),
        ("body", (Range(body_at, body_at + len(body)),)),
    )
    article = Article(
        f"{page.page_id}-{ordinal}",
        page.page_id,
        ordinal,
        body,
        headline,
        issue_date=page.issue_date,
        ranges=ranges,
    )
    text = f"{headline}\n{body}"
    fields = (Field("headline", 0, len(headline)), Field("body", len(headline) + 1, len(text)))
    x = Extraction(article, text, text, fields)
    x.sentences = [Sentence(f.start, f.end, n) for n, f in enumerate(fields)]
    x.tokens = Tokens.of(Token(n, n + 1, "x") for n, c in enumerate(text) if c != "\n")
    start = fields[1].start
    for m in _COUNT.finditer(text, start):
        x.counts.append(Count(Mention(*m.span(), "COUNT", "fake"), float(m[1]), "名"))
    for m in _DATE.finditer(text, start):
        day = date(2031, int(m[1]), int(m[2]))
        x.dates.append(Date(Mention(*m.span(), "DATE", "fake"), "DATE", day.isoformat(), day, day))
    for m in _UNION.finditer(text, start):
        union = Union(f"u-{m[0]}", m[0], "county", parent_id=_TOP.union_id, origin="derived")
        x.union_mentions.append(
            UnionMention(Mention(*m.span(), "ORG", "fake"), "linked", 1.0, "named", union)
        )
        x.unions += [u for u in (union, _TOP) if u not in x.unions]
    people = {m[1]: Mention(*m.span(1), "PER", "fake") for m in _PERSON.finditer(text, start)}
    x.people = [Person(name, mention, ("主席",)) for name, mention in people.items()]
    x.mentions = [v.mention for v in (*x.counts, *x.dates, *x.union_mentions, *x.people)]
    x.organizations = [
        Organization(name, "union", len(same), same[0].mention)
        for name in {u.union.name for u in x.union_mentions if u.union}
        if (same := [u for u in x.union_mentions if u.union and u.union.name == name])
    ]
    if "举办" in body:
        trigger = text.index("举办", start)
        roles = tuple(Role("time", d.mention.start, d.mention.end, d.mention) for d in x.dates)
        day = x.dates[0].start_date if x.dates else None
        x.events = [Event(0, "MEETING", True, trigger, trigger + 2, 1, 0, 1, None, day, day, roles=roles)]
        if x.union_mentions:
            first = x.union_mentions[0]
            assert first.union
            x.event_unions = [
                EventUnion(0, first.union, "organizer", first.mention, 1, 1.0, "subject of 举办")
            ]
    return x


def page_tables(source: str, text: str) -> dict[str, pa.Table]:
    """All tables of one page as the store takes them."""
    page = make_page(source, text)
    return {name: to_table(name, rows) for name, rows in to_rows(page, *Fake()(page), "f").items()}


def line(n: int, people: int = 12) -> str:
    """One article, different for every n."""
    district = "东西南北"[n % 4] + "湖山"[n // 4 % 2]
    return f"第{n}届技能比武开赛：5月{n % 28 + 1}日，{district}区总工会举办技能比武，{people}名职工参加，主席田{'一二三'[n % 3]}到场。"
