"""Items: lines that begin with a number or a mark, and the round-ups that they make.

A round-up prints short reports below one headline, each an item that begins with its own day or place:
`1．7月10日，…`, `▲近日，…`, `【白塔】…`. Sub-headings without a mark are items too where they are alike: `一张卡…`,
`一把伞…`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.articles.lines import Line
from pipeline.articles.unwrap import complete
from pipeline.patterns import regex

_MARK = regex(
    r"[（(]?(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．][ 　]*|(?P<ringed>[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿])[ 　]*"
    r"|(?P<mark>[▲△▼▽■●◆★○□◇☆▶►▷※•·▪▫◎◉⊙♦❖✦➤➢])[ 　]*|(?P<place>【[^】]{1,12}】|〖[^〗]{1,12}〗|〔[^〕]{1,12}〕)"
)
_REPORT = regex(
    r"(?:[0-9]{4}年)?[0-9]{1,2}月|[0-9]{1,2}日|近日|日前|昨[天日]|今[天日]|前[天日]|连日来|上周|本周|本月|上月|近期|[^，。“”]{2,24}(?:近日|日前|[0-9]日)"
    r"|[^，。“”的]{2,12}工会(?:联合会)?(?![的、会主副干])[^，。]{2}"
)
# Characters by which headings that are alike differ in length, and lines below one in which the next is looked for.
_ALIKE = 3
# A place's name behind its mark, and how many such lines are no chance.
_LONGEST_LABEL, _LABELS = 7, 3
_LINES_BELOW = 30


def mark(text: str) -> str:
    """The mark that an item begins with, `1` for any number; empty where a line is no item."""
    found = _MARK.match(text)
    if not found:
        return ""
    return "1" if found["number"] or found["ringed"] else text[found.start() : found.start() + 1]


def is_report(text: str) -> bool:
    """Whether an item begins with a day, a place or a union of its own."""
    found = _MARK.match(text)
    return bool(found and (found["place"] or _REPORT.match(text, found.end())))


def place_labels(lines: Sequence[Line]) -> set[int]:
    """The lines that are an item's mark and the place it comes from (★西青), at least three with one mark."""
    found: dict[str, set[int]] = {}
    for i, (line, below) in enumerate(pairwise(lines)):
        kind = mark(line.text)
        if kind and kind != "1" and len(line.key) <= _LONGEST_LABEL and len(below.key) > 2 * _LONGEST_LABEL:
            found.setdefault(kind, set()).add(i)
    return {i for alike in found.values() if len(alike) >= _LABELS for i in alike}


def is_round_up(lines: Sequence[Line], classes: Sequence[str], i: int) -> bool:
    """Whether the text that begins at line i is a round-up: two items with one mark, most of them reports."""
    kind, items, reports = mark(lines[i].text), 0, 0
    if not kind or (kind == "1" and not is_report(lines[i].text)):
        return False
    for line, form in zip(lines[i:], classes[i:], strict=True):
        marked = mark(line.text) == kind
        if form == "furniture" or (form in ("start", "heading") and not marked):
            break
        items += marked
        reports += marked and is_report(line.text)
    return items > 1 and 2 * reports > items


def parallel(
    lines: Sequence[Line], classes: Sequence[str], i: int, head: Line, above: Sequence[Line]
) -> bool:
    """Whether the heading `head` over the text at line i is like the last of the sub-headings `above` or the next one.

    Headings are alike that begin with the same character and are about as long.
    """
    beside = list(above[-1:])
    for j in range(i, min(len(lines), i + _LINES_BELOW)):
        if classes[j] == "heading" and complete(lines[j - 1].text):
            beside.append(lines[j])
            break
        if classes[j] != "text":
            break
    return any(
        line.text[0] == head.text[0] and abs(len(line.key) - len(head.key)) <= _ALIKE for line in beside
    )
