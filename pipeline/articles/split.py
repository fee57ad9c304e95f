"""Lines → drafts: which lines make one article.

Every line gets a class (furniture, start of a body, byline, heading by its form, text); one walk over the lines
then builds drafts. A line after an unfinished sentence goes on with it, whatever it looks like, unless a
headline is certain. Where the text leaves room (a sub-heading or the next headline?) the evidence is added up
in `evidence`.
"""

from __future__ import annotations

from pipeline.articles.columns import Columns
from pipeline.articles.drafts import Draft, Paragraph
from pipeline.articles.evidence import Evidence, closes
from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.junctions import Junctions
from pipeline.articles.layout import Layout
from pipeline.articles.lines import Line
from pipeline.articles.stacks import share
from pipeline.articles.unwrap import complete, starts_inside


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
        self.columns = Columns(layout, junctions, headlines)
        self.barrier = False
        self.skipping = False
        self.advised = False
        self.evidence = Evidence(layout, headlines, junctions, lambda: self.columns.compare)
        self._after = self.evidence.after

    def run(self) -> tuple[list[Draft], list[Line]]:
        """The drafts in page order and the lines that belong to none."""
        for i, line in enumerate(self.layout.lines):
            kind = self.layout.classes[i]
            if i in self.layout.repeated:
                self._repeated(line)
            elif kind == "furniture":
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
        self._share_stacks()
        for draft in self.drafts:
            self.left += draft.without_tail()
        self.left += [*self.pending, *self.front]
        return self.drafts, self.left

    # One method per class of line.

    def _furniture(self, i: int) -> None:
        kind = self.layout.kinds[i]
        self.skipping = kind in ("related", "advised")
        self.advised = kind == "advised"
        if "。" in self.layout.lines[i].text:
            self.left.append(self.layout.lines[i])
        if kind == "page" and self.pending:
            self.barrier = True

    def _repeated(self, line: Line) -> None:
        """A paragraph that stands on the page before belongs to a second printing, and so do the lines above it."""
        self.left += [*self.pending, *self.front, line]
        self.pending, self.front, self.barrier = [], [], False

    def _start(self, i: int, line: Line) -> None:
        self.skipping = self.advised = False
        if self.pending and self.columns.open:
            self.columns.finish()
        stacked = not self.pending and self._over(self.current)
        interrupted = self.current is not None and self.current.open
        previous = self.current
        draft = self._new(line, dated=True)
        if previous is not None and (interrupted or stacked or self.columns.open):
            self.columns.add(previous, draft, torn=interrupted)
        elif not self.columns.open:
            self.columns.end()

    def _byline(self, i: int, line: Line) -> None:
        current, after = self.current, self._after[i]
        if self.pending:
            if current is not None and current.paragraphs and after not in ("text", "start", "caption"):
                self._crossheads()
                self._sign(current, line)
            else:
                self.front.append(line)
        elif self.columns.mixed and after in ("text", "caption") and self.columns.signed:
            self.front.append(line)
        elif current is not None and current.paragraphs:
            self._sign(current, line)
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
        if (
            current is not None
            and (current.open or self.columns.open)
            and not self.pending
            and not self.barrier
        ):
            certain = line.key in self.layout.titles or self._after[i] == "start"
            certain = certain or (
                self.columns.mixed and self.evidence.tops_article(i, line) and self.columns.finish()
            )
            if not certain or starts_inside(line.text) or closes(current, line):
                self._go_on(current, line)
                return
        if (
            self.columns.mixed
            and current is not None
            and not self.pending
            and not self.evidence.tops_article(i, line)
        ):
            self._go_on(current, line)
            return
        if self.barrier:
            self.left += self.pending
            self.pending, self.barrier = [], False
        self.pending.append(line)

    def _text(self, i: int, line: Line) -> None:
        current = self.current
        if self.advised and not complete(line.text):
            # The beginning of another article, which the site breaks off.
            self.left.append(line)
            return
        self.skipping = self.advised = False
        caption = self.layout.classes[i] == "caption"
        if self.pending:
            self._text_after_heading(i, line, caption)
        elif current is None or self.front:
            self._new(line)
        elif self.columns.mixed:
            self.current = self.columns.take(line, caption=caption)
            return
        elif current.open and not caption:
            current.paragraphs[-1].lines.append(line)
        elif (
            (current.closed or (line.whole and self.layout.classes[i - 1] == "furniture"))
            and not caption
            and not self.columns.open
            and self.evidence.unsigned_article(i, current, line)
        ):
            self._new(line)
        elif not caption and self.evidence.goes_on(current, line):
            current.paragraphs[-1].lines.append(line)
        else:
            current.paragraphs.append(Paragraph([line], caption))
        if caption and self.current is not None and self.current.paragraphs[-1].lines[0] is line:
            self.current.paragraphs[-1].caption = True

    def _text_after_heading(self, i: int, line: Line, caption: bool) -> None:
        current = self.current
        # A byline between them parts a headline from its body.
        begun = [*([] if self.front else self.evidence.begun(current, self.pending, line)), line]
        if current is None or not current.paragraphs or (self.front and self.pending):
            self._new(begun[0])
        elif not self.pending:
            self._add(current, begun[0])
        elif self.evidence.new_article(
            i, current, self.pending, begun[0], beside=self.columns.mixed and current in self.columns.members
        ):
            beside = current.open or self.columns.open
            if not beside:
                self.columns.end()
            draft = self._new(begun[0])
            if beside:
                self.columns.add(current, draft, torn=True)
        else:
            if len(begun) == 1 and self.evidence.rather_on(self.pending[-1], line):
                begun = [self.pending.pop(), line]
            self._crossheads()
            self._add(current, begun[0], caption=caption)
        for piece in begun[1:]:
            if self.current is not None:
                self._go_on(self.current, piece)

    def _add(self, current: Draft, line: Line, *, caption: bool = False) -> None:
        """Begin a paragraph of the current article."""
        if self.columns.mixed:
            self.current = self.columns.take(line, caption=caption)
        else:
            current.paragraphs.append(Paragraph([line], caption))

    def _share_stacks(self) -> None:
        """Headlines stacked over bodies that follow one after the other: give each body its own."""
        k = 0
        while k < len(self.drafts):
            below = [self.drafts[k]]
            for draft in self.drafts[k + 1 :]:
                if draft.heads or not draft.dated:
                    break
                below.append(draft)
            k += len(below)
            if len(below) > 1:
                heads = share(below, self.columns.compare, self.headlines, self.layout.titles, mixed=False)
                for draft, lines in zip(below, heads, strict=True):
                    draft.heads = lines

    def _go_on(self, current: Draft, line: Line) -> None:
        """Put a line behind an unfinished sentence."""
        if self.columns.mixed:
            self.current = self.columns.take(line)
        else:
            current.paragraphs[-1].lines.append(line)

    def _sign(self, current: Draft, line: Line) -> None:
        """Put a byline under the current article."""
        if self.columns.mixed:
            self.current = self.columns.sign(line)
        else:
            current.back.append(line)

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
                self._add(self.current, line)
                self.current.crossheads.append(line)
        else:
            self.left += self.pending
        self.pending, self.barrier = [], False
