"""Captions: which lines belong to pictures, and which only look so."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.articles.credits import OF_PICTURE
from pipeline.articles.lines import Line, LineClass
from pipeline.articles.unwrap import complete
from pipeline.patterns import regex

CAPTION = regex(
    r"^[（(▲△↑↓←→■●◆]*(?:(?<=[▲△↑↓←→])|图[为说：:①②③④⑤⑥⑦⑧/]|[上下左右本题该]图|图[0-9一二三四五](?!月)|图片说明|照片说明|[上下左右]：)"
)
# 活动现场。: what a picture shows, said in a word.
_SCENE = regex(r"\p{Han}{0,10}(?:现场|合影|留影|瞬间)。?")
_MARKED = "▲△■●◆"
# A longer line with a picture's credit is a paragraph, and how that credit is written behind a caption.
_LONGEST_CAPTION = 60
# A paragraph below it is longer than this.
_SHORTEST_BODY = 40
_CREDIT = regex(r"。 ?(?:\p{Han}{1,10} ){1,3}摄$")


def list_items(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """Lines that begin with the same mark, with no heading and no picture's credit between them, are the items of a
    list and no captions."""
    if classes.count("caption") < 2:
        return
    last: dict[str, int] = {}
    for i, (line, form) in enumerate(zip(lines, classes, strict=True)):
        torn = form == "heading" and i > 0 and not line.gap and not complete(lines[i - 1].text)
        if not torn and (form not in ("text", "caption", "byline") or OF_PICTURE.search(line.text)):
            last = {}
        elif line.text[0] in _MARKED and form == "caption":
            if line.text[0] in last:
                classes[i] = classes[last[line.text[0]]] = "text"
            last[line.text[0]] = i


def credited(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """A short line with a picture's credit behind it, between two paragraphs or on top of a longer one, is a caption."""
    for i in range(1, len(lines) - 1):
        line, below = lines[i], lines[i + 1]
        between = classes[i - 1] in ("text", "start", "caption") and classes[i + 1] in ("text", "caption")
        on_top = classes[i - 1] in ("heading", "byline", "furniture") and classes[i + 1] == "text"
        if (
            (
                (between and complete(lines[i - 1].text))
                or (on_top and complete(below.text) and len(below.text) > _SHORTEST_BODY)
            )
            and classes[i] == "text"
            and line.signed
            and len(line.text) <= _LONGEST_CAPTION
            and _CREDIT.search(line.text)
        ):
            classes[i] = "caption"


def scenes(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """活动现场。 above a paragraph is the caption of a picture."""
    for i in range(1, len(lines) - 1):
        form, below = classes[i], lines[i + 1]
        if (
            form == "text"
            and classes[i + 1] == "text"
            and _SCENE.fullmatch(lines[i].text)
            and len(below.text) > _SHORTEST_BODY
            and (classes[i - 1] in ("furniture", "heading") or complete(lines[i - 1].text))
        ):
            classes[i] = "caption"
