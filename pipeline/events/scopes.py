"""The sentences of an article as event detection reads them, and the stretches of them that tell one event each."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Literal

from pipeline.articles.items import mark
from pipeline.events.lexicon import Hit
from pipeline.patterns import regex
from pipeline.records import Date, Extraction, FieldName, Label, Mention
from pipeline.records.record import record

LineKind = Literal["report", "background", "plan", "talk"]

_HEADS: tuple[FieldName, ...] = ("kicker", "headline", "subtitle")
_LABEL = regex(r"【[^】]{1,12}】|〖[^〗]{1,12}〗|〔[^〕]{1,12}〕")
# Words that count items in place of a mark: 一是5月6日，…
_COUNTED = regex(r"(?:其|之)?[一二三四五六七八九十]是|其[一二三四五六七八九十][，：]")
_LONGEST_HEADING = 36
# The most paragraphs of a brief, and how much of its heading it says again.
_LONGEST_BRIEF, _ECHO = 3, 0.5
# What a page calls several short news items (国际联播快讯); their headings then need not say again what they tell.
_BRIEFS = regex(r"(?:快讯|简讯|短讯|要闻简报|简明新闻|新闻速递|新闻速览|一句话新闻)$")
_CALLED = 0.1
_LONGEST_PLACE = 8
# A motto is shorter than a headline (on average).
_SHORTEST_TITLE = 9
_END = regex(r"[。！？…：；，]”?$")
# A brief without a mark begins with its day, or with its place or dateline and the day.
_DATED = regex(
    r"(?:本报[^，。（）]{0,12}[讯电][ 　]*[^，。]{0,16}?|\p{Han}{2,8}[：:][ 　]*)?(?:\d{4}年)?(?:\d{1,2}月\d{1,2}日|本月\d{1,2}日)"
)


@record
class Line:
    """A sentence: `rank` counts the body's sentences from 0 (−1 in head fields), `hits` are its triggers.

    Of its `mentions` the `places` are those that may be one (LOC and ORG), the `bodies` are ORG, the `days` DATE. `dates`
    are the values of those days that are not spoken.
    """

    index: int
    start: int
    end: int
    field: FieldName
    paragraph: int
    rank: int
    kind: LineKind
    hits: tuple[Hit, ...]
    mentions: tuple[Mention, ...]
    places: tuple[Mention, ...]
    bodies: tuple[Mention, ...]
    days: tuple[Mention, ...]
    dates: tuple[Date, ...]

    @property
    def is_head(self) -> bool:
        """Whether the line stands above the body."""
        return self.field in _HEADS

    def labelled(self, *labels: Label) -> list[Mention]:
        """Its mentions of some labels, in text order."""
        return [m for m in self.mentions if m.label in labels]


@record
class Scope:
    """The sentences that tell of one event: `first`..`last` inclusive; `lone` when it is the whole article.

    `headed` when its first sentence is the heading of a brief.
    """

    first: int
    last: int
    lone: bool
    headed: bool = False


def scopes(x: Extraction, lines: list[Line]) -> list[Scope]:
    """One scope for an article, or one for each item of a round-up (at least two items)."""
    body = [line for line in lines if line.field == "body"]
    if not body:
        return [Scope(0, len(x.sentences) - 1, True)] if lines else []
    paragraphs = [list(group) for _, group in groupby(body, key=lambda line: line.paragraph)]
    heads = [n for n, p in enumerate(paragraphs) if is_heading(x, p)]
    headings = _headed(x, paragraphs, heads) or _titled(x, lines, paragraphs, heads)
    items = _labelled(x, paragraphs) or headings or _marked(x, paragraphs, heads)
    if len(items) < 2:
        return [Scope(0, len(x.sentences) - 1, True)]
    titles = {paragraphs[n][0].index for n in heads} if headings else set()
    return [Scope(a, b - 1, False, a in titles) for a, b in pairwise([*items, body[-1].index + 1])]


def _labelled(x: Extraction, paragraphs: list[list[Line]]) -> list[int]:
    """First sentences of briefs with a label (【海淀】)."""
    items = [p[0].index for p in paragraphs if _LABEL.match(x.view, p[0].start, p[0].end)]
    return items if len(items) > 1 else []


def _headed(x: Extraction, paragraphs: list[list[Line]], heads: list[int]) -> list[int]:
    """The sub-headings of a round-up: its body begins with one, or each names a union; a paragraph or two follow.

    A feature's sub-headings stand after its opening and over longer sections.
    """
    if len(heads) < 2 or (heads[0] != 0 and not all(_names_a_union(x, paragraphs[n][0]) for n in heads)):
        return []
    if not all(2 <= b - a <= 3 for a, b in pairwise([*heads, len(paragraphs)])):
        return []
    return [paragraphs[n][0].index for n in heads]


def _titled(x: Extraction, lines: list[Line], paragraphs: list[list[Line]], heads: list[int]) -> list[int]:
    """The briefs of a round-up whose headings are the headlines of what follows, and say it in the same words.

    The article's headline may be that of the first brief, which then begins with it. A feature's sub-headings are
    mottoes, and the sections below them long.
    """
    if not heads or heads == [0]:
        return []
    sections = [paragraphs[a + 1 : b] for a, b in pairwise([*heads, len(paragraphs)])]
    if not all(1 <= len(s) <= _LONGEST_BRIEF for s in sections):
        return []
    called = any(line.is_head and _BRIEFS.search(x.view[line.start : line.end]) for line in lines)
    least = _CALLED if called else _ECHO
    echoes = sum(_echo(x, paragraphs[n], section, least) for n, section in zip(heads, sections, strict=True))
    length = sum(paragraphs[n][0].end - paragraphs[n][0].start for n in heads)
    if 3 * echoes < 2 * len(heads) or length < _SHORTEST_TITLE * len(heads):
        return []
    items = [paragraphs[n][0].index for n in heads]
    if heads[0] == 0:
        return items
    above = [line for line in lines if line.field == "headline"]
    told = bool(above) and _echo(x, above, paragraphs[: heads[0]], least)
    return [0 if told else paragraphs[0][0].index, *items]


def _echo(x: Extraction, heading: list[Line], section: list[list[Line]], least: float) -> bool:
    """Whether at least that share of a heading's pairs of characters stands in the first two sentences below it."""
    lead = [line for paragraph in section for line in paragraph][:2]
    text = "".join(x.view[line.start : line.end] for line in lead)
    title = "".join(x.view[line.start : line.end] for line in heading)
    pairs = {a + b for a, b in pairwise(title) if a.isalnum() and b.isalnum()}
    return bool(pairs) and sum(pair in text for pair in pairs) >= least * len(pairs)


def is_heading(x: Extraction, paragraph: list[Line]) -> bool:
    """Whether a paragraph is one short sentence without an end mark."""
    line = paragraph[0]
    short = len(paragraph) == 1 and line.end - line.start <= _LONGEST_HEADING
    return short and not _END.search(x.view, line.start, line.end)


def _tells(x: Extraction, paragraph: list[Line]) -> bool:
    """Whether an item gives a date or names a union, as briefs do."""
    first, last = paragraph[0].start, paragraph[-1].end
    dated = any(first <= d.mention.start < last for d in x.dates if d.kind == "DATE")
    return dated or any(_names_a_union(x, line) for line in paragraph)


def _names_a_union(x: Extraction, line: Line) -> bool:
    return any("工会" in x.view[m.start : m.end] for m in line.bodies)


def _marked(x: Extraction, paragraphs: list[list[Line]], heads: list[int]) -> list[int]:
    """First sentences of numbered, bulleted or dated briefs: most of the body's paragraphs must be such."""
    texts = [x.view[p[0].start : p[0].end] for p in paragraphs]
    marks = [bool(mark(text) or _COUNTED.match(text)) for text in texts]
    for begins, least in ((marks, 2), ([bool(_DATED.match(text)) for text in texts], 3)):
        items = [p for p, item in zip(paragraphs, begins, strict=True) if item]
        # A feature's numbered sub-headings have no end mark and tell nothing.
        told = [p[0].index for p in items if x.view[p[-1].end - 1] in "。！？…”）"]
        if begins is marks and 2 * sum(_tells(x, p) for p in items) < len(items):
            continue  # the points of a notice or a speech
        if len(told) == len(items) >= least and len(items) * 2 >= len(paragraphs):
            return told
    return _places(x, paragraphs, [n for n in heads if marks[n]])


def _places(x: Extraction, paragraphs: list[list[Line]], heads: list[int]) -> list[int]:
    """The marked lines that only say where the briefs below them come from (★和平), each of which gives its day or union."""
    if len(heads) < 2 or any(paragraphs[n][0].end - paragraphs[n][0].start > _LONGEST_PLACE for n in heads):
        return []
    for a, b in pairwise([*heads, len(paragraphs)]):
        if not (2 <= b - a <= _LONGEST_BRIEF + 1 and _tells(x, paragraphs[a + 1])):
            return []
    return [paragraphs[n][0].index for n in heads]
