"""Draft → article: the ranges of each field, the names of the byline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.articles.bylines import Byline, BylineReader
from pipeline.articles.drafts import Draft
from pipeline.articles.headlines import HeadlineReader, heading_start
from pipeline.articles.items import mark
from pipeline.articles.lines import Line, squash
from pipeline.articles.unwrap import cut, joined, line_ranges, one_blank, parted
from pipeline.patterns import regex
from pipeline.records import Article, FieldName, Page, Range, Ranges
from pipeline.view import view

# What stands before the text of a photo story.
_MARK = regex(r"([◎▲△▼▽■●◆□◇○★☆▶►※])[ \u3000]*(?=[^ \u3000])")
# 【摘要】 before its first sentence.
_ABSTRACT = regex(r"[【\[](?:摘要|导读|导语|内容提要|核心提示|内容摘要)[】\]][ \u3000]*(?=[^ \u3000])")

# Characters within which an item's mark stands.
_ITEM_START = 12


class _Names:
    """Names in the order they are met, each once."""

    def __init__(self) -> None:
        self.reporters: list[str] = []
        self.correspondents: list[str] = []

    def add(self, text: str, byline: Byline) -> None:
        for name in byline.names:
            written = squash(text[name.start : name.end])
            if written not in self.reporters and written not in self.correspondents:
                (self.reporters if name.reporter else self.correspondents).append(written)


def article_of(
    page: Page,
    draft: Draft,
    ordinal: int,
    titles: frozenset[str],
    headlines: HeadlineReader,
    bylines: BylineReader,
) -> tuple[Article | None, list[Line]]:
    """The article of a draft and the headline lines that found no place in it; None for one without a body."""
    text, names = page.text, _Names()
    below = [line for p in draft.paragraphs if not p.caption for line in p.lines]
    parts = headlines.split(draft.heads, titles, [*draft.front, *below], top=ordinal == 1)
    signed: list[Ranges] = []
    signed += _line_bylines(text, draft.front, names, bylines)
    body = [line_ranges(p.lines) for p in draft.paragraphs if not p.caption]
    captions = [line_ranges(p.lines) for p in draft.paragraphs if p.caption]
    if not body:
        body, captions = captions, []
    if not body:
        return None, [*parts.kicker, *parts.headline, *parts.subtitle, *parts.left]
    first = joined(text, body[0])
    if byline := bylines.at_start(view(first)):
        names.add(first, byline)
        signed.append(_trimmed(text, cut(body[0], 0, byline.end)))
        rest = cut(body[0], byline.end, len(first))
        body = [rest, *body[1:]] if rest else body[1:]
    body = _without_mark(text, body)
    ends: list[Ranges] = []
    every = _is_round_up(text, body)
    for block, signed_at in (
        (body, range(len(body)) if every else [-1]),
        (captions, range(len(captions))),
    ):
        for k in signed_at if block else ():
            if found := _end_byline(text, block[k], names, bylines):
                block[k], byline_ranges = found
                ends.append(byline_ranges)
    ends += _line_bylines(text, draft.back, names, bylines)
    body = [ranges for ranges in body if ranges]
    if not body:
        return None, [*parts.kicker, *parts.headline, *parts.subtitle, *parts.left]
    fields: dict[FieldName, Ranges] = {
        "kicker": _heading(text, parts.kicker),
        "headline": _heading(text, parts.headline),
        "subtitle": _heading(text, parts.subtitle),
        "byline": _signature(text, [*signed, *ends]),
        "body": parted(text, body),
        "caption": parted(text, captions),
    }
    written = {name: joined(text, ranges) or None for name, ranges in fields.items()}
    return (
        Article(
            article_id=f"{page.page_id}-{ordinal:02d}",
            page_id=page.page_id,
            ordinal=ordinal,
            text=written["body"] or "",
            headline=written["headline"],
            kicker=written["kicker"],
            subtitle=written["subtitle"],
            byline=written["byline"],
            caption=written["caption"],
            reporters=tuple(names.reporters),
            correspondents=tuple(names.correspondents),
            publication=page.publication,
            home_region=page.home_region,
            issue_date=page.issue_date,
            ranges=tuple((name, ranges) for name, ranges in fields.items() if ranges),
        ),
        list(parts.left),
    )


def _is_round_up(text: str, body: Sequence[Ranges]) -> bool:
    """Whether the paragraphs are items with one mark, each of which may be signed."""
    marks = [mark(joined(text, ranges)[:_ITEM_START]) for ranges in body]
    return len(marks) > 1 and bool(marks[0]) and 2 * marks.count(marks[0]) > len(marks)


def _without_mark(text: str, body: list[Ranges]) -> list[Ranges]:
    """A body without the mark or label that it begins with (◎4月2日，…), unless the mark numbers its paragraphs."""
    first = joined(text, body[0]) if body else ""
    if label := _ABSTRACT.match(first):
        return [cut(body[0], label.end(), len(first)), *body[1:]]
    found = _MARK.match(first)
    if not found or any(joined(text, ranges)[:1] == found[1] for ranges in body[1:]):
        return body
    return [cut(body[0], found.end(), sum(map(len, body[0]))), *body[1:]]


def _line_bylines(text: str, lines: Sequence[Line], names: _Names, bylines: BylineReader) -> list[Ranges]:
    """Bylines on lines of their own; one that is broken inside a name is put together."""
    out: list[Ranges] = []
    for i, line in enumerate(lines):
        if out and i and bylines.broken(lines[i - 1].text, line.text):
            continue
        ranges = line_ranges(lines[i : i + 1])
        if i + 1 < len(lines) and bylines.broken(line.text, lines[i + 1].text):
            ranges = line_ranges(lines[i : i + 2])
        written = joined(text, ranges)
        if byline := bylines.line(view(written)) or bylines.bare(view(written)):
            names.add(written, byline)
        out.append(ranges)
    return out


def _end_byline(
    text: str, ranges: Ranges, names: _Names, bylines: BylineReader
) -> tuple[Ranges, Ranges] | None:
    """The paragraph without the byline at its end, and that byline; None where it has none."""
    written = joined(text, ranges)
    byline = bylines.at_end(view(written)) or bylines.last_name(view(written))
    if not byline:
        return None
    names.add(written, byline)
    return _trimmed(text, cut(ranges, 0, byline.start)), _trimmed(text, cut(ranges, byline.start, byline.end))


def _heading(text: str, lines: Sequence[Line]) -> Ranges:
    """A headline's lines without dashes and bullets at their start, its pieces parted by one blank."""
    ranges = [Range(line.start + heading_start(line.text), line.end) for line in lines[:1]]
    return one_blank(text, [*ranges, *line_ranges(lines[1:])])


def _trimmed(text: str, ranges: Ranges) -> Ranges:
    """Ranges without the blanks at both ends."""
    written = joined(text, ranges)
    start = len(written) - len(written.lstrip())
    return cut(ranges, start, len(written.rstrip())) if written.strip() else ()


def _signature(text: str, pieces: Iterable[Ranges]) -> Ranges:
    """The pieces of a byline, parted by the page's line break where they stand on different lines."""
    out: list[Range] = []
    for ranges in pieces:
        if not ranges:
            continue
        at = text.rfind("\n", 0, ranges[0].start)
        if out and at > 0 and at >= out[-1].end and not text[at : ranges[0].start].strip():
            out.append(Range(at, at + 1))
        out += ranges
    return tuple(out)
