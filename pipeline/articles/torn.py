"""Lines that have the form of headings and are pieces of something that the page breaks over several lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.articles.bylines import BylineReader
from pipeline.articles.habits import filled
from pipeline.articles.lines import Line, LineClass
from pipeline.articles.unwrap import complete, unclosed, unopened

# What stands before the items of a round-up.
_MARKS = "▲△■●◆□○◇★☆▶►※"
_ITEMS = 3


def broken_bylines(lines: Sequence[Line], classes: list[LineClass], bylines: BylineReader) -> None:
    """Two lines that are a byline only when they are put together: 本报记者 乔 / 一 通讯员 甄二."""
    for i, (line, below) in enumerate(pairwise(lines)):
        apart = classes[i] not in ("heading", "byline") or classes[i + 1] not in ("heading", "text")
        if not apart and below.gap < 2 and bylines.broken(line.text, below.text):
            classes[i] = classes[i + 1] = "byline"


def full_width(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """Lines as wide as the column are no headings where two or more stand above its text, or one inside it."""
    run: list[int] = []
    inside = False
    for i, (line, full) in enumerate(zip(lines, filled(lines, classes), strict=True)):
        if line.gap:
            run, inside = [], False
        if classes[i] == "heading" and full:
            run.append(i)
            continue
        if classes[i] == "text" and len(run) + inside > 1:
            for k in run:
                classes[k] = "text"
        run, inside = [], classes[i] in ("text", "start") and full and not complete(line.text)


def first_lines(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """The first lines of three items and more are no headings, where one of them is text."""
    if not any(
        form == "heading" and line.text[0] in _MARKS for line, form in zip(lines, classes, strict=True)
    ):
        return
    marked = Counter(line.text[0] for line in lines if line.text[0] in _MARKS)
    told = {line.text[0] for line, form in zip(lines, classes, strict=True) if form == "text"}
    for i, line in enumerate(lines):
        if classes[i] == "heading" and line.text[0] in told and marked[line.text[0]] >= _ITEMS:
            classes[i] = "text"


def closing_names(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """The end of a name in brackets, （王 / 伟平）, is no heading."""
    for i, (above, line) in enumerate(pairwise(lines), 1):
        below_text = classes[i] == "heading" and classes[i - 1] == "text" and not line.gap
        if below_text and line.text.endswith("）") and unopened(line.text) and unclosed(above.text):
            classes[i] = "text"
