"""Page text → lines: each non-blank line with its offsets, its matching view and the blanks around it."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.articles.frames import frame
from pipeline.patterns import regex
from pipeline.records.record import record
from pipeline.view import view

# What a line is by its form.
LineClass = Literal["furniture", "start", "byline", "caption", "heading", "text"]

# Characters that print as nothing or as a blank; a line is stripped of them at both ends.
_BLANK_CODES = (
    *range(0x21),
    0x7F,
    0x85,
    0xA0,
    *range(0x2000, 0x2010),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
    0xFEFF,
)
_BLANK = "".join(map(chr, _BLANK_CODES))
_BLANKS = regex(f"[{re.escape(_BLANK)}]+")


@record
class Line:
    """One line that prints something.

    `start`..`end` are its page offsets without the blanks at both ends, `text` is the matching view of that
    stretch, `key` the same without any blank (what two printings of one headline share). `indent` counts the
    blanks before it, `gap` the empty lines above it. `signed` is set where a byline ends the line, `whole` where
    the page breaks no line, so that no sentence goes on below.
    """

    start: int
    end: int
    text: str
    key: str
    indent: int
    gap: int
    signed: bool = False
    whole: bool = False

    def piece(self, start: int, end: int) -> Line:
        """The line's characters start to end as a line of their own."""
        text = self.text[start:end]
        indent, gap = (self.indent, self.gap) if start == 0 else (0, 0)
        return Line(self.start + start, self.start + end, text, squash(text), indent, gap)

    def marked(self, *, signed: bool = False, whole: bool = False) -> Line:
        """The same line, known to be signed or whole as well."""
        known = self.signed or signed, self.whole or whole
        return Line(self.start, self.end, self.text, self.key, self.indent, self.gap, *known)


def read_lines(text: str) -> list[Line]:
    """The non-blank lines of a page in order."""
    lines: list[Line] = []
    matching = view(text)
    start, gap = 0, 0
    for raw in text.split("\n"):
        body = strip(raw)
        if body:
            indent = raw.index(body[0])
            first, size = start + indent, len(body)
            if "|" in body or "![" in body:
                low, high = frame(body)
                first, size = first + low, high - low
            shown = matching[first : first + size]
            lines.append(Line(first, first + size, shown, squash(shown), indent, gap))
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return lines


def strip(text: str) -> str:
    """`text` without blanks and characters that print nothing at both ends."""
    return text.strip(_BLANK)


def squash(text: str) -> str:
    """`text` without any blank."""
    # Every blank but the plain one is a character that cannot be printed.
    return _BLANKS.sub("", text) if " " in text or not text.isprintable() else text
