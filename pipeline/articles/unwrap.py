"""Broken lines: when a line ends inside a sentence, and how lines of the page become one text with its ranges.

A field is made of page ranges only. Lines of one paragraph are put together without the break between them;
two paragraphs are parted by the line break of the page that stands before the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.articles.lines import Line
from pipeline.patterns import regex
from pipeline.records import Range, Ranges

_ENDS, _CLOSES = frozenset("。！？!?…；;"), frozenset("”’」』）)】》\"'")
# A sentence's end inside the marks that close behind it, or behind it something in brackets.
_CLOSED = regex(r"(?:[。！？!?…][”’」』）)】》\"']{1,3}|[。！？!?…”][ 　]*[（(][^（）()]{2,48}[）)])$")
_OPEN_END = regex(r"[，、：:,“‘（(《【「『—\-]$")
_INSIDE = regex(r"^[，。、；：！？”’）》】」』…,;:!?)%]")
_ITEM = regex(
    r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,3}[条章、，]|[●■◆▲★○□◇△※•·]|【)"
)
_TORN_DATE = regex(r"[年月][0-9]\n[0-9][月日]")
_PAIRED = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"), ("【", "】"))
_BLANK_RUN = regex(r"(?<=[ \t\u00a0\u2002-\u200a\u3000])[ \t\u00a0\u2002-\u200a\u3000]+")


def complete(text: str) -> bool:
    """Whether a line ends where a sentence ends, so that a new paragraph may follow."""
    last = text[-1:]
    return last in _ENDS or (last in _CLOSES and bool(_CLOSED.search(text[-64:])))


def starts_inside(text: str) -> bool:
    """Whether a line begins with a mark that only stands inside a sentence."""
    return bool(_INSIDE.match(text))


def ends_inside(text: str) -> bool:
    """Whether a line ends with a mark after which its sentence goes on."""
    return bool(_OPEN_END.search(text))


def starts_item(text: str) -> bool:
    """Whether a line begins an item of a list or of a round-up."""
    return bool(_ITEM.match(text))


def torn_date(text: str, below: str) -> bool:
    """Whether a line ends inside the number of a month or day that the line below goes on with: 去年1 | 2月."""
    return bool(_TORN_DATE.fullmatch(f"{text[-2:]}\n{below[:2]}"))


def unclosed(text: str) -> bool:
    """Whether a quotation or bracket that opens in the line does not close in it."""
    return any(text.count(a) > text.count(b) for a, b in _PAIRED)


def unopened(text: str) -> bool:
    """Whether a quotation or bracket closes in the line that does not open in it."""
    return any(text.count(a) < text.count(b) for a, b in _PAIRED)


def line_ranges(lines: Iterable[Line]) -> Ranges:
    """The ranges of lines put together without a break."""
    return tuple(Range(line.start, line.end) for line in lines)


def one_blank(text: str, ranges: Iterable[Range]) -> Ranges:
    """The ranges without all but the first of several blanks in a row."""
    kept: list[Range] = []
    for r in ranges:
        at = r.start
        for run in _BLANK_RUN.finditer(text, r.start, r.end):
            kept.append(Range(at, run.start()))
            at = run.end()
        kept.append(Range(at, r.end))
    return tuple(r for r in kept if len(r))


def cut(ranges: Sequence[Range], start: int, end: int) -> Ranges:
    """The ranges of the characters start to end of the text that `ranges` make."""
    kept: list[Range] = []
    for r in ranges:
        low, high = max(start, 0), min(end, len(r))
        if low < high:
            kept.append(Range(r.start + low, r.start + high))
        start -= len(r)
        end -= len(r)
    return tuple(kept)


def parted(text: str, paragraphs: Iterable[Ranges]) -> Ranges:
    """The ranges of paragraphs parted by the page's line break before each."""
    out: list[Range] = []
    for ranges in paragraphs:
        if not ranges:
            continue
        if out:
            at = text.rfind("\n", 0, ranges[0].start)
            if at >= 0:
                out.append(Range(at, at + 1))
        out += ranges
    return tuple(out)


def joined(text: str, ranges: Iterable[Range]) -> str:
    """The characters of the ranges."""
    return "".join([text[r.start : r.end] for r in ranges])
