"""Articles in the making: lines put together, before their fields are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.articles.lines import Line
from pipeline.articles.unwrap import complete

_LONG_ARTICLE = 1200
# A longer line at the end of an article is text, whatever it ends with.
_LONG_TAIL = 80


@dataclass(slots=True, eq=False)
class Paragraph:
    """Lines of one paragraph in reading order."""

    lines: list[Line]
    caption: bool = False

    @property
    def open(self) -> bool:
        """Whether its last sentence is unfinished."""
        last = self.lines[-1]
        return not (last.signed or last.whole or complete(last.text))


@dataclass(slots=True, eq=False)
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
    def long(self) -> bool:
        """Whether the body so far is as long as a feature."""
        size = 0
        for line in (line for p in self.paragraphs for line in p.lines):
            size += line.end - line.start
            if size > _LONG_ARTICLE:
                return True
        return False

    def ends(self, size: int) -> str:
        """The first and the last `size` characters of the body, all of it where it is shorter
        than the first."""
        head = _first(size, (line.text for p in self.paragraphs for line in p.lines))
        if len(head) < size:
            return head
        back = (line.text[::-1] for p in reversed(self.paragraphs) for line in reversed(p.lines))
        return head + _first(size, back)[::-1]

    def without_tail(self) -> list[Line]:
        """Take out the lines at the end that end no sentence, where the page breaks no line: addresses, credits."""
        tail: list[Line] = []
        while len(self.paragraphs) > 1:
            last = self.paragraphs[-1]
            line = last.lines[-1]
            if (
                last.caption
                or line.signed
                or not line.whole
                or complete(line.text)
                or len(line.text) > _LONG_TAIL
            ):
                break
            tail += self.paragraphs.pop().lines
        return tail

    @property
    def signed(self) -> bool:
        """Whether a byline stands at its head."""
        return self.dated or bool(self.front)

    @property
    def closed(self) -> bool:
        """Whether a byline stands at its end."""
        return bool(self.back) or any(p.lines[-1].signed for p in self.paragraphs[-2:])


def _first(size: int, texts: Iterable[str]) -> str:
    """The first `size` characters of texts put together."""
    found = ""
    for text in texts:
        found += text[: size - len(found)]
        if len(found) >= size:
            break
    return found
