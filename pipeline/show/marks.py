"""Marks in a text as nested HTML elements."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pipeline.records.record import record


@record
class Mark:
    """Characters `start` to `end` of a text, with the classes, the tooltip and the anchor of their element."""

    start: int
    end: int
    classes: str
    title: str
    anchor: str


def marked(text: str, marks: Iterable[Mark]) -> str:
    """`text` escaped, each mark an element around its characters; of two that cross, the later one is cut."""
    parts: list[str] = []
    ends: list[int] = []
    at = 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        while ends and ends[-1] <= mark.start:
            parts.append(f"{escape(text[at : ends[-1]])}</span>")
            at = ends.pop()
        end = min(mark.end, ends[-1]) if ends else mark.end
        parts.append(escape(text[at : mark.start]))
        at = mark.start
        parts.append(
            f"<span class='m {escape(mark.classes)}' id='{escape(mark.anchor)}' title='{escape(mark.title)}'>"
        )
        ends.append(end)
    while ends:
        parts.append(f"{escape(text[at : ends[-1]])}</span>")
        at = ends.pop()
    parts.append(escape(text[at:]))
    return "".join(parts)
