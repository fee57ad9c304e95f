"""Habits of a page: whether it breaks its lines, where it leaves blank lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.junctions import Junctions
from pipeline.articles.lines import Line
from pipeline.articles.unwrap import complete, ends_inside, starts_inside, torn_date, unclosed

# So many paragraphs that end with their line, and no line that may go on below, show that lines are paragraphs.
_ENOUGH = 2
_LONG = 20
# Bits above which a line that looks like a heading may be the first piece of the line below it, and the share of
# the paragraphs that so many headings may be by accident.
_GOES_ON = 2.5
_ACCIDENTS = 0.25
# So many broken lines, and the share of them that end at one width, show how wide a column is.
_BROKEN, _MOSTLY = 4, 0.7


def whole_lines(
    lines: Sequence[Line], classes: Sequence[str], headlines: HeadlineReader, junctions: Junctions
) -> bool:
    """Whether every line of a page is a paragraph of its own, as web pages and pasted texts have them.

    `classes` are the classes of the lines by their form (`lines.LineClass`).
    """
    ended = accidents = 0
    for (line, below), (form, next_form) in zip(pairwise(lines), pairwise(classes), strict=True):
        if form in ("text", "start") and (line.signed or complete(line.text)):
            ended += len(line.text) >= _LONG
        elif form in ("text", "start") and ("。" in line.text or line.text.count("，") > 1):
            # Running text that is cut off.
            return False
        elif form in ("text", "start", "heading") and next_form in ("text", "heading"):
            bits = junctions.goes_on(line.text, below.text)
            if starts_inside(below.text) or unclosed(line.text) or torn_date(line.text, below.text):
                return False
            if form == "heading":
                if headlines.begins_sentence(line.text) or line.text.count("，") > 1:
                    return False
                accidents += bits > (0 if headlines.is_cut(line.text) else _GOES_ON)
            elif bits > 0 or (ends_inside(line.text) and not line.text.endswith(("：", ":"))):
                return False
    return ended >= _ENOUGH and accidents <= _ACCIDENTS * ended


def set_off(lines: Sequence[Line], classes: Sequence[str]) -> bool:
    """Whether the page leaves a blank line above headlines only, not between paragraphs."""
    pairs = zip(classes, classes[1:], lines[1:], strict=False)
    gaps = [below.gap > 0 for a, b, below in pairs if a in ("text", "start") and b == "text"]
    return len(gaps) > 2 and sum(gaps) <= len(gaps) / 8


def set_apart(lines: Sequence[Line], classes: Sequence[str]) -> bool:
    """Whether every headline above a dateline stands behind a blank line and directly on its body; two show it."""
    count = 0
    for i, form in enumerate(classes):
        if form != "start" or not i or classes[i - 1] not in ("heading", "byline"):
            continue
        top = i
        while top > 0 and not lines[top].gap and classes[top - 1] in ("heading", "byline"):
            top -= 1
        if top == i or not (lines[top].gap or top == 0 or classes[top - 1] == "furniture"):
            return False
        count += 1
    return count > 1


def filled(lines: Sequence[Line], classes: Sequence[str]) -> list[bool]:
    """Which lines are as wide as the column that the page breaks its lines at; none where it breaks none, or each elsewhere.

    A column is so many characters wide, or so many cells, of which Latin characters and digits take one each, all others two.
    """
    none = [False] * len(lines)
    broken = [
        i
        for i, (line, below) in enumerate(pairwise(lines))
        if classes[i] in ("text", "start") and not below.gap and not complete(line.text)
    ]
    if len(broken) < _BROKEN:
        return none
    for size, spare in ((_characters, 1), (_cells, 2)):
        sizes = [size(line) for line in lines]
        found = [sizes[i] for i in broken]
        width = max(set(found), key=lambda one: (found.count(one), one))
        # A mark that must not begin a line hangs over its end or takes the last character along.
        full = [abs(one - width) <= spare for one in sizes]
        if sum(full[i] for i in broken) >= _MOSTLY * len(broken):
            return full
    return none


def _characters(line: Line) -> int:
    return line.indent + len(line.text)


def _cells(line: Line) -> int:
    return 2 * line.indent + sum(1 if character.isascii() else 2 for character in line.text)
