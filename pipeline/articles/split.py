"""Lines → drafts: which lines make one article.

Every line gets a class (furniture, start of a body, byline, heading by its form, text); one walk over the lines
then builds drafts. A line after an unfinished sentence goes on with it, whatever it looks like, unless a
headline is certain. Where the text leaves room (a sub-heading or the next headline?) the evidence is added up
in `_new_article`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.articles.bylines import BylineReader
from pipeline.articles.columns import Cohesion, pairs
from pipeline.articles.furniture import Furniture, Kind
from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.lines import Line
from pipeline.articles.unwrap import complete, starts_inside, starts_item

LineClass = Literal["furniture", "start", "byline", "caption", "heading", "text"]

_CAPTION = re.compile(r"^[（(▲△↑↓←→■●◆]*(?:(?<=[▲△↑↓←→])|图[为：:①②③④⑤⑥⑦⑧/]|[上下左右本题该]图|图[0-9一二三四五](?!月)|图片说明|照片说明|[上下左右]：)")
_LEAD = re.compile(
    r"^(?:“|(?:[0-9]{4}年)?[0-9]{1,2}月|[0-9]{1,2}日|近日|日前|昨[天日]|今[天日]|前[天日]|连日来|上周|本周|本月|上月|近期|近段时间|新年|春节|五一|“五一|炎炎|盛夏|时值|为)"
)
_ORDINAL = re.compile(r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,3}|【|[●◆■▲★○□◇▶►·•※])")
_WRAPPED = re.compile(r"^【[^】]{1,14}】$|^[●◆■▲★○□◇▶►※]")
_SHORT_HEADING = 10
_LONG_ARTICLE = 1200


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph in reading order."""

    lines: list[Line]
    caption: bool = False

    @property
    def open(self) -> bool:
        """Whether its last sentence is unfinished."""
        return not (self.lines[-1].signed or complete(self.lines[-1].text))


@dataclass(slots=True)
class Draft:
    """An article in the making. `front` are bylines above the body, `back` below it."""

    heads: list[Line]
    paragraphs: list[Paragraph] = field(default_factory=list)
    front: list[Line] = field(default_factory=list)
    back: list[Line] = field(default_factory=list)
    dated: bool = False
    crossheads: list[Line] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether the last sentence of the last paragraph is unfinished."""
        return bool(self.paragraphs) and self.paragraphs[-1].open

    @property
    def size(self) -> int:
        """Characters of the body so far."""
        return sum(line.end - line.start for p in self.paragraphs for line in p.lines)

    @property
    def signed(self) -> bool:
        """Whether a byline stands at its head."""
        return self.dated or bool(self.front)

    @property
    def closed(self) -> bool:
        """Whether a byline stands at its end."""
        return bool(self.back) or any(p.lines[-1].signed for p in self.paragraphs[-2:])


@dataclass(frozen=True)
class Layout:
    """What the page as a whole shows: its lines, their classes, its own list of headlines."""

    lines: tuple[Line, ...]
    classes: tuple[LineClass, ...]
    kinds: tuple[Kind | None, ...]
    titles: frozenset[str]
    listed: frozenset[int]
    newspaper: bool


class Splitter:
    """Makes the drafts of one page."""

    def __init__(self, layout: Layout, headlines: HeadlineReader, bylines: BylineReader) -> None:
        self.layout = layout
        self.headlines = headlines
        self.bylines = bylines
        self.drafts: list[Draft] = []
        self.left: list[Line] = []
        self.pending: list[Line] = []
        self.front: list[Line] = []
        self.current: Draft | None = None
        self.group: list[Draft] = []
        self.barrier = False
        self.skipping = False
        self._cohesion: Cohesion | None = None
        self._after = _what_follows(layout)

    def run(self) -> tuple[list[Draft], list[Line]]:
        """The drafts in page order and the lines that belong to none."""
        for i, line in enumerate(self.layout.lines):
            kind = self.layout.classes[i]
            if kind == "furniture":
                self._furniture(i)
            elif kind == "start":
                self._start(i, line)
            elif kind == "byline":
                self._byline(i, line)
            elif kind == "heading":
                self._heading(i, line)
            else:
                self._text(i, line)
        self._end_group()
        self.left += [*self.pending, *self.front]
        return self.drafts, self.left

    # One method per class of line.

    def _furniture(self, i: int) -> None:
        kind = self.layout.kinds[i]
        self.skipping = kind == "related"
        if kind == "page" and self.pending:
            self.barrier = True

    def _start(self, i: int, line: Line) -> None:
        self.skipping = False
        stacked = not self.pending and self._over(self.current)
        interrupted = self.current is not None and self.current.open
        previous = self.current
        draft = self._new(line, dated=True)
        if previous is not None and (interrupted or stacked):
            if previous not in self.group:
                self._end_group()
                self.group = [previous]
            self.group.append(draft)
        elif not any(d.open for d in self.group):
            self._end_group()

    def _byline(self, i: int, line: Line) -> None:
        current, after = self.current, self._after[i]
        if self.pending:
            if current is not None and current.paragraphs and after not in ("text", "start", "caption"):
                self._crossheads()
                current.back.append(line)
            else:
                self.front.append(line)
        elif current is not None and current.paragraphs:
            current.back.append(line)
        else:
            self.front.append(line)

    def _heading(self, i: int, line: Line) -> None:
        if i in self.layout.listed:
            return
        if self.skipping:
            return
        current = self.current
        if current is not None and current.open and not self.pending and not self.barrier:
            certain = line.key in self.layout.titles or self._after[i] == "start"
            if not (certain and not starts_inside(line.text)):
                current.paragraphs[-1].lines.append(line)
                return
        if self.barrier:
            self.left += self.pending
            self.pending, self.barrier = [], False
        self.pending.append(line)

    def _text(self, i: int, line: Line) -> None:
        current = self.current
        self.skipping = False
        caption = self.layout.classes[i] == "caption"
        if self.pending:
            self._text_after_heading(i, line, caption)
        elif current is None or self.front:
            self._new(line)
        elif current.open and not (caption and current.size > 200):
            current.paragraphs[-1].lines.append(line)
        elif len(self.group) > 1:
            self._text_in_columns(i, line)
        elif current.closed and not caption and self._unsigned_article(i, line):
            self._new(line)
        elif self._goes_on(current, line):
            current.paragraphs[-1].lines.append(line)
        else:
            current.paragraphs.append(Paragraph([line], caption))
        if caption and self.current is not None and self.current.paragraphs[-1].lines[0] is line:
            self.current.paragraphs[-1].caption = True

    def _text_after_heading(self, i: int, line: Line, caption: bool) -> None:
        current = self.current
        begun = self._begun(line)
        if not self.pending and (current is None or not current.paragraphs):
            self._new(begun[0])
        elif not self.pending and current is not None:
            current.paragraphs.append(Paragraph([begun[0]]))
        elif current is None or not current.paragraphs or self.front:
            self._new(begun[0] if begun else line)
        elif self._new_article(i, begun[0] if begun else line):
            if not any(d.open for d in self.group):
                self._end_group()
            if current.open and current not in self.group:
                self.group = [current]
            draft = self._new(begun[0] if begun else line)
            if self.group:
                self.group.append(draft)
        else:
            self._crossheads()
            current.paragraphs.append(Paragraph([begun[0] if begun else line], caption))
        if begun and self.current is not None:
            self.current.paragraphs[-1].lines += [*begun[1:], line]

    def _begun(self, line: Line) -> list[Line]:
        """Pending lines that are no headlines but the first pieces of the broken paragraph of `line`; taken out."""
        for k, first in enumerate(self.pending):
            last = k == len(self.pending) - 1
            if first.key in self.layout.titles or _ORDINAL.match(first.text):
                continue
            if self.headlines.begins_sentence(first.text) or (
                last and (self.headlines.is_cut(first.text) or starts_inside(line.text))
            ):
                if len(self.pending) > 1 and k and self.pending[k - 1].key + first.key in self.layout.titles:
                    return []
                begun = self.pending[k:]
                del self.pending[k:]
                return begun
        return []

    def _text_in_columns(self, i: int, line: Line) -> None:
        """A paragraph while the columns of several articles run into each other."""
        assert self.current is not None
        unfinished = [d for d in self.group if d.open]
        if len(unfinished) == 1:
            chosen = unfinished[0]
            chosen.paragraphs[-1].lines.append(line)
            self.current = chosen
            return
        members = unfinished or [d for d in self.group if not d.closed] or self.group
        current = members.index(self.current) if self.current in members else -1
        profiles = [self._profile(d) for d in members]
        text = pairs(self._whole(i))
        chosen = members[self._compare().choose(profiles, text, current, line.gap >= 3)]
        if chosen.open:
            chosen.paragraphs[-1].lines.append(line)
        else:
            chosen.paragraphs.append(Paragraph([line]))
        self.current = chosen

    # Evidence.

    def _new_article(self, i: int, lead: Line) -> bool:
        """Whether the pending lines are the headline of a new article rather than sub-headings of the current one."""
        current, run = self.current, self.pending
        assert current is not None
        last = run[-1]
        if any(line.key in self.layout.titles for line in run):
            return True
        score = -1.5
        score += 4.0 if current.closed else 0.0
        score += 3.0 if current in self.group and len(self.group) > 1 else 0.0
        score += 2.0 if len(run) > 1 else 0.0
        score += 1.0 if self.headlines.level("".join(line.text for line in run)) == 3 else 0.0
        score += 1.0 if " " in last.text and len(last.key) > 8 else 0.0
        score += 0.7 if _LEAD.match(lead.text) else 0.0
        score -= 1.0 if len(last.key) <= _SHORT_HEADING else 0.0
        score -= 4.0 if _ORDINAL.match(run[0].text) else 0.0
        score -= 2.5 if any(_WRAPPED.match(p.lines[0].text) for p in current.paragraphs[:4]) else 0.0
        score -= 2.0 * min(2, len(current.crossheads))
        score -= 2.0 if current.size > _LONG_ARTICLE else 0.0
        score += 0.5 if self.layout.newspaper else -3.0
        if self._signed_below(i):
            score += 3.0 if current.signed or current.closed else -1.5
        else:
            score -= 0.0 if current.signed else 1.0
        return score > 0

    def _signed_below(self, i: int) -> bool:
        """Whether a byline of its own stands at the end of the text that begins at line i."""
        classes, lines = self.layout.classes, self.layout.lines
        for j in range(i, min(len(lines), i + 60)):
            kind = classes[j]
            if kind == "byline":
                return True
            if kind == "start" or (kind == "heading" and self._after[j] == "start" and complete(lines[j - 1].text)):
                return False
            if lines[j].signed:
                return True
        return False

    def _unsigned_article(self, i: int, line: Line) -> bool:
        """Whether text after a byline begins an article without a headline: it ends with a byline of its own."""
        return len(line.text) > 20 and not any(d.open for d in self.group) and self._signed_below(i) and bool(_LEAD.match(line.text))

    def _goes_on(self, current: Draft, line: Line) -> bool:
        """Whether a line without an indent goes on with a paragraph that has one, though a sentence has ended."""
        first = current.paragraphs[-1].lines[0]
        return first.indent >= 2 and line.indent == 0 and line.gap == 0 and not starts_item(line.text)

    def _over(self, draft: Draft | None) -> bool:
        """Whether a draft has headlines enough for the next body too."""
        return draft is not None and len(self.group[0].heads if draft in self.group else draft.heads) > 1 and len(draft.paragraphs) <= 1

    # Drafts.

    def _new(self, line: Line, *, dated: bool = False) -> Draft:
        draft = Draft(self.pending, [Paragraph([line])], self.front, dated=dated)
        self.pending, self.front, self.barrier = [], [], False
        self.drafts.append(draft)
        self.current = draft
        return draft

    def _crossheads(self) -> None:
        if self.current is not None:
            for line in self.pending:
                self.current.paragraphs.append(Paragraph([line]))
                self.current.crossheads.append(line)
        else:
            self.left += self.pending
        self.pending, self.barrier = [], False

    def _end_group(self) -> None:
        """Share out the stack of headlines of columns that ran into each other."""
        bare = [d for d in self.group if not d.heads]
        if bare and len(self.group) > 1:
            owner = next((d for d in self.group if d.heads), None)
            if owner is not None and len(owner.heads) > 1:
                members = self.group[self.group.index(owner) :]
                bodies = ["".join(line.text for p in d.paragraphs for line in p.lines) for d in members]
                places = self._compare().partition([h.text for h in owner.heads], bodies)
                heads = list(owner.heads)
                for k, draft in enumerate(members):
                    if k == 0 or not draft.heads:
                        draft.heads = [h for h, place in zip(heads, places, strict=True) if place == k]
        self.group = []

    def _profile(self, draft: Draft) -> frozenset[str]:
        return pairs("".join(line.text for line in (*draft.heads[:1], *(x for p in draft.paragraphs[:6] for x in p.lines))))

    def _whole(self, i: int) -> str:
        """The paragraph that begins at line i, as far as its sentences show."""
        parts: list[str] = []
        for line in self.layout.lines[i : i + 12]:
            parts.append(line.text)
            if complete(line.text):
                break
        return "".join(parts)

    def _compare(self) -> Cohesion:
        if self._cohesion is None:
            self._cohesion = Cohesion(line.text for line, c in zip(self.layout.lines, self.layout.classes, strict=True) if c != "furniture")
        return self._cohesion


def _what_follows(layout: Layout) -> list[str]:
    """For each line the class of the next line that is neither furniture nor looks like a heading; "" at the end."""
    after = [""] * len(layout.lines)
    found = ""
    for i in range(len(layout.lines) - 1, -1, -1):
        after[i] = found
        kind = layout.classes[i]
        if kind == "furniture" and layout.kinds[i] == "page":
            continue
        if kind not in ("furniture", "heading"):
            found = kind
    return after


def read_layout(lines: Sequence[Line], furniture: Furniture, headlines: HeadlineReader, bylines: BylineReader) -> Layout:
    """Class every line by its form and find the page's own list of headlines."""
    kinds: list[Kind | None] = []
    classes: list[LineClass] = []
    page: list[Line] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        kind = furniture.kind(line)
        form: LineClass = "text"
        if bylines.starts(line.text):
            form = "start"
        elif (byline := bylines.line(line.text)) and (kind is None or byline.names):
            form = "byline"
        elif kind is not None:
            form = "furniture"
        elif _CAPTION.match(line.text):
            form = "caption"
        elif headlines.shape(line.text) and not _runs_on(line, below):
            form = "heading"
        classes.append(form)
        kinds.append(kind if form == "furniture" else None)
        signed = form in ("text", "caption", "start", "heading") and bylines.at_end(line.text) is not None
        page.append(replace(line, signed=True) if signed else line)
    lines = page
    titles, listed = _listed(lines, classes)
    signatures = sum(c in ("start", "byline") or line.signed for line, c in zip(lines, classes, strict=True))
    site = any(k in ("tool", "meta", "related") for k in kinds)
    newspaper = classes.count("start") > 1 or "page" in kinds or (signatures > 1 and not site)
    return Layout(tuple(lines), tuple(classes), tuple(kinds), titles, listed, newspaper)


def _runs_on(line: Line, below: Line | None) -> bool:
    """Whether a line begins an indented paragraph whose next line follows at once, without an indent."""
    if below is None or line.indent < 2 or below.indent or below.gap:
        return False
    return line.indent + len(line.key) >= 0.75 * len(below.key)


def _listed(lines: Sequence[Line], classes: Sequence[LineClass]) -> tuple[frozenset[str], frozenset[int]]:
    """The headlines that stand twice on the page, and the lines of the list that is no headline of an article.

    Of two printings the one nearer to a body is the headline: the last one that text follows.
    """
    follows = [False] * len(lines)
    seen = False
    distance = 0
    for i in range(len(lines) - 1, -1, -1):
        if classes[i] in ("text", "start", "byline", "caption"):
            seen, distance = True, 0
        elif classes[i] == "furniture":
            seen = seen and distance < 2
            distance += 1
        follows[i] = seen
    places: dict[str, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        key = ""
        for j in range(i, min(len(lines), i + 3)):
            if classes[j] != "heading":
                break
            key += lines[j].key
            if len(key) >= 5:
                places.setdefault(key, []).append((i, j))
    titles: set[str] = set()
    listed: set[int] = set()
    for key, spans in places.items():
        if len(spans) < 2:
            continue
        kept = next((s for s in reversed(spans) if follows[s[1]]), spans[-1])
        titles.add(key)
        for low, high in spans:
            if (low, high) != kept and not (low <= kept[1] and kept[0] <= high):
                listed.update(range(low, high + 1))
    for first, last in _runs(sorted(listed)):
        listed.update(range(first, last + 1)) if last - first < 80 else None
    return frozenset(titles), frozenset(i for i in listed if classes[i] == "heading")


def _runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of a list of headlines: entries no further apart than two unknown ones."""
    runs: list[tuple[int, int]] = []
    for i in indices:
        if runs and i - runs[-1][1] <= 3:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs
