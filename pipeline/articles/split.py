"""Lines → drafts: which lines make one article.

Every line gets a class (furniture, start of a body, byline, heading by its form, text); one walk over the lines
then builds drafts. A line after an unfinished sentence goes on with it, whatever it looks like, unless a
headline is certain. Where the text leaves room (a sub-heading or the next headline?) the evidence is added up
in `_new_article`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.articles.columns import Columns
from pipeline.articles.drafts import Draft, Paragraph
from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.junctions import Junctions
from pipeline.articles.layout import Layout, what_follows
from pipeline.articles.lines import Line
from pipeline.articles.unwrap import complete, starts_inside, starts_item, unclosed

_LEAD = re.compile(
    r"^(?:“|(?:[0-9]{4}年)?[0-9]{1,2}月|[0-9]{1,2}日|近日|日前|昨[天日]|今[天日]|前[天日]|连日来|上周|本周|本月|上月|近期|近段时间|新年|春节|五一|“五一|炎炎|盛夏|时值|为)"
)
_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,3}|【|[●◆■▲★○□◇▶►·•※])"
)
_WRAPPED = re.compile(r"^【[^】]{1,14}】$|^[●◆■▲★○□◇▶►※]")
_SHORT_HEADING = 10
# Bits above which a line that looks like a sub-heading is taken for the first piece of a broken paragraph.
_GOES_ON = 2.5
_RATHER_ON = 1.0


class Splitter:
    """Makes the drafts of one page."""

    def __init__(self, layout: Layout, headlines: HeadlineReader, junctions: Junctions) -> None:
        self.layout = layout
        self.junctions = junctions
        self.headlines = headlines
        self.drafts: list[Draft] = []
        self.left: list[Line] = []
        self.pending: list[Line] = []
        self.front: list[Line] = []
        self.current: Draft | None = None
        self.columns = Columns(layout, junctions)
        self.barrier = False
        self.skipping = False
        self._after = what_follows(layout)

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
        self.columns.end()
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
            self.columns.begin(previous)
            self.columns.members.append(draft)
            self.columns.torn = self.columns.torn or interrupted
        elif not self.columns.open:
            self.columns.end()

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
        if self.front and self.pending and not self.barrier and self.layout.kinds[i - 1] is None:
            # Below headline and byline the body begins, even with a few characters of a broken line.
            self._new(line)
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
        elif current.open and not caption:
            current.paragraphs[-1].lines.append(line)
        elif self.columns.mixed:
            self.current = self.columns.take(i, line, current)
        elif current.closed and not caption and self._unsigned_article(i, line):
            self._new(line)
        elif not caption and self._goes_on(current, line):
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
            if not self.columns.open:
                self.columns.end()
            if current.open:
                self.columns.begin(current)
            draft = self._new(begun[0] if begun else line)
            if self.columns.members:
                self.columns.members.append(draft)
        else:
            last = self.pending[-1]
            if not begun and not _ORDINAL.match(last.text) and self._bits(-1, line) > _RATHER_ON:
                begun = [self.pending.pop()]
            self._crossheads()
            current.paragraphs.append(Paragraph([begun[0] if begun else line], caption))
        if begun and self.current is not None:
            self.current.paragraphs[-1].lines += [*begun[1:], line]

    def _begun(self, line: Line) -> list[Line]:
        """Pending lines that are no headlines but the first pieces of the broken paragraph of `line`; taken out."""
        inside = self.current is not None and self.current.paragraphs and not self.current.closed
        for k, first in enumerate(self.pending):
            last = k == len(self.pending) - 1
            if first.key in self.layout.titles or _ORDINAL.match(first.text):
                continue
            if (
                self.headlines.begins_sentence(first.text)
                or (last and (self.headlines.is_cut(first.text) or starts_inside(line.text)))
                or (inside and last and not k and self.headlines.reads_on(first.text))
                or (inside and not k and unclosed(first.text))
                or (inside and self._bits(k, line) > (_GOES_ON if not k else 2 * _GOES_ON))
            ):
                if len(self.pending) > 1 and k and self.pending[k - 1].key + first.key in self.layout.titles:
                    return []
                begun = self.pending[k:]
                del self.pending[k:]
                return begun
        return []

    def _bits(self, k: int, line: Line) -> float:
        """Mean evidence that the pending lines from k on and `line` are pieces of one sentence."""
        pieces = [*self.pending[k:], line]
        bits = [self.junctions.goes_on(a.text, b.text) for a, b in pairwise(pieces)]
        return min(bits) if min(bits) < 0 else sum(bits) / len(bits)

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
        score += 3.0 if self.columns.mixed and current in self.columns.members else 0.0
        score += 2.0 if len(run) > 1 else 0.0
        score += 1.0 if self.headlines.level("".join(line.text for line in run)) == 3 else 0.0
        score += 1.0 if " " in last.text and len(last.key) > 8 else 0.0
        score += 0.7 if _LEAD.match(lead.text) else 0.0
        score -= 1.0 if len(last.key) <= _SHORT_HEADING else 0.0
        score -= 4.0 if _ORDINAL.match(run[0].text) else 0.0
        score -= 2.5 if any(_WRAPPED.match(p.lines[0].text) for p in current.paragraphs[:4]) else 0.0
        score -= 2.0 * min(2, len(current.crossheads))
        score -= 2.0 if current.long else 0.0
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
            if kind == "start" or (
                kind == "heading" and self._after[j] == "start" and complete(lines[j - 1].text)
            ):
                return False
            if lines[j].signed:
                return True
        return False

    def _unsigned_article(self, i: int, line: Line) -> bool:
        """Whether text after a byline begins an article without a headline: it ends with a byline of its own."""
        return (
            len(line.text) > 20
            and not self.columns.open
            and self._signed_below(i)
            and bool(_LEAD.match(line.text))
        )

    def _goes_on(self, current: Draft, line: Line) -> bool:
        """Whether a line without an indent goes on with a paragraph that has one, though a sentence has ended."""
        first = current.paragraphs[-1].lines[0]
        return first.indent >= 2 and line.indent == 0 and line.gap == 0 and not starts_item(line.text)

    def _over(self, draft: Draft | None) -> bool:
        """Whether a draft has headlines enough for the next body too."""
        return draft is not None and self.columns.heads(draft) > 1 and len(draft.paragraphs) <= 1

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
