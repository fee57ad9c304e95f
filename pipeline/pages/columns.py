"""Which column of a record is the text, the headline, the date …, and the page text that a record makes.

A user may name a column (`Columns`); else the usual names are looked for. Names are compared without case, spaces and
underscores. Nothing of an article is lost: its kicker, headline,
subtitle and author become the lines above its body, where the article splitter looks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from pipeline.pages.metadata import Metadata, day_in
from pipeline.patterns import regex
from pipeline.records.record import record

# The first column of a list that has a value is taken.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "content", "body", "fulltext", "articletext", "article", "maintext", "articlebody",
        "正文", "内容", "全文", "文本", "文章内容", "新闻内容", "新闻正文", "文章正文", "正文内容",
    ),
    "title": ("headline", "title", "标题", "题目", "主标题", "正题", "新闻标题", "文章标题"),
    "kicker": ("kicker", "introtitle", "引题", "肩题", "眉题"),
    "subtitle": ("subtitle", "subheadline", "副标题", "副题"),
    "author": ("byline", "author", "authors", "reporter", "reporters", "作者", "记者", "撰稿人", "署名"),
    "date": (
        "issuedate", "date", "pubdate", "publishdate", "publicationdate", "publisheddate", "datepublished",
        "datepublish", "published", "publishedat", "publishtime", "pubtime", "日期", "出版日期", "发布日期", "发表日期",
        "见报日期", "发布时间", "发表时间", "时间",
    ),
    "publication": (
        "publication", "newspaper", "media", "paper", "sitename", "outlet", "source",
        "报纸", "报纸名称", "媒体", "媒体名称", "来源", "文章来源", "新闻来源", "出处", "刊名", "报刊",
    ),
    "region": ("homeregion", "region", "地区", "所在地区", "属地"),
    "page_no": ("pageno", "pagenumber", "page", "版次", "版号", "版面"),
}  # fmt: skip
_ABOVE = ("kicker", "title", "subtitle")
_REPORTERS = ("reporter", "reporters", "记者")
_PADDING = regex(r"[\s_\-\ufeff]")
_ADDRESS = regex(r"://|^www\.|[/\\]|\.(?:txt|html?|jsonl?|com|cn|net)$", re.IGNORECASE)
_CREDITED = regex(r"^\s*[（(【]?\s*(?:本报|本刊|本网)?(?:特约)?(?:记者|通讯员|作者|撰稿|供稿|文|摄影|来源|□)")


@record
class Composed:
    """The page text and metadata of a record; `bad_date` is a date that could not be read, as it stands there."""

    text: str
    metadata: Metadata
    bad_date: str | None = None


@record
class Columns:
    """The names of a user's columns; where one is given, no other is looked for in its place."""

    text: str | None = None
    title: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    author: str | None = None
    date: str | None = None
    publication: str | None = None
    region: str | None = None
    page_no: str | None = None

    def named(self) -> tuple[str, ...]:
        """The columns that the user has named."""
        return tuple(name for column in _NAMES if (name := getattr(self, column)) is not None)

    def wants(self, name: str) -> bool:
        """Whether a column of that name is read."""
        return any(_plan((name,), self).values())

    def absent(self, names: Iterable[str]) -> tuple[str, ...]:
        """The columns that the user has named and that are not among `names`."""
        known = {_plain(name) for name in names}
        return tuple(name for name in self.named() if _plain(name) not in known)

    def has_text(self, names: Iterable[str]) -> bool:
        """Whether one of the columns `names` is a text."""
        return bool(_plan(tuple(names), self)["text"])


USUAL = Columns()
"""No column named by the user: the usual names alone."""


def compose(record: Mapping[str, Any], columns: Columns = USUAL) -> Composed | None:
    """The page of a record; None if it has no text column."""
    plan = _plan(tuple(record), columns)
    if not plan["text"]:
        return None
    body = _body(record, plan["text"])
    above = [line for column in _ABOVE if (line := _value(record, plan[column]))]
    if byline := _byline(record, plan["author"]):
        above.append(byline)
    if above:
        # A body that begins with its own headline keeps it there.
        first = {line.strip() for line in body.strip()[:1000].split("\n")[:4]}
        above = [line for line in above if line not in first]
    day, bad_date = _day(record, plan["date"])
    publications = (_string(record[name]).strip() for name in plan["publication"])
    metadata = Metadata(
        publication=next((p for p in publications if p and len(p) <= 40 and not _ADDRESS.search(p)), None),
        home_region=_value(record, plan["region"]) or None,
        issue_date=day,
        page_no=_value(record, plan["page_no"]) or None,
    )
    # A blank line ends the head, so that the first paragraph is never taken for a part of it.
    text = "\n".join([*above, "", body]) if above and body else body
    return Composed(text, metadata, bad_date)


@lru_cache(maxsize=256)
def _plan(names: tuple[str, ...], columns: Columns) -> dict[str, tuple[str, ...]]:
    """For each thing that is read, the columns to look for it in; the records of a file have the same names."""
    by_name = {_plain(name): name for name in names}
    # A column that the user has named is that and nothing else.
    taken = {_plain(name) for name in columns.named()}
    plan = {}
    for column, usual in _NAMES.items():
        own = getattr(columns, column)
        looked_for = (_plain(own),) if own is not None else (name for name in usual if name not in taken)
        plan[column] = tuple(by_name[name] for name in looked_for if name in by_name)
    return plan


def _plain(name: str) -> str:
    return _PADDING.sub("", name).lower()


def _body(record: Mapping[str, Any], names: Iterable[str]) -> str:
    for name in names:
        if (text := _string(record[name])) and not text.isspace():
            return text
    return ""


def _value(record: Mapping[str, Any], names: Iterable[str]) -> str:
    for name in names:
        if text := _string(record[name]).strip():
            return text
    return ""


def _string(value: Any) -> str:
    """A cell as text: a list's items joined by 、, a whole float as an integer; "" for null and NaN."""
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(text for item in value if (text := _string(item)))
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _byline(record: Mapping[str, Any], names: Iterable[str]) -> str:
    for name in names:
        if author := _string(record[name]).strip():
            if _CREDITED.match(author):
                return author
            return f"{'记者' if _plain(name) in _REPORTERS else '作者'}：{author}"
    return ""


def _day(record: Mapping[str, Any], names: Iterable[str]) -> tuple[date | None, str | None]:
    """The first column that tells a day; else the first one that has a value, as it stands there."""
    written = None
    for name in names:
        if text := _string(record[name]).strip():
            if day := day_in(record[name]):
                return day, None
            written = written or text
    return None, written
