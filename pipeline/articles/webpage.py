"""What web pages show beyond the form of a line: menus, the headline above source and time, labels of editor's notes,
headlines that the page's title or footer repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.articles.bylines import BylineReader
from pipeline.articles.furniture import Kind
from pipeline.articles.headlines import ELSEWHERE
from pipeline.articles.lines import Line, LineClass
from pipeline.articles.unwrap import complete, ends_inside, starts_inside
from pipeline.patterns import regex

# So many entries, none of them longer, one below the other, above the first text, are a menu.
_MENU_LINES, _LONGEST_ENTRY = 5, 6
_BULLETS = "·•*-|▪■◆●> "
# No headline is longer.
_LONGEST_HEADLINE = 100
# Labels of what stands between a headline and its article, or alone above a note.
_NOTE = regex(
    r"[【\[■◆]?(?:编者按|编者的话|编前|编前语|编后|开栏的话|开栏语|开篇语|导语|导读|引言|摘要|内容提要|核心提示|新闻提示|阅读提示|新闻背景|正文)[:：]?[】\]]?"
)
# A shorter headline may stand in other lines by chance.
_REPEATED = 8
# A longer line is a paragraph; so many blanks indent one, and so many paragraphs show that a page does.
_SHORT, _INDENTED = 40, 2
_DASHED = regex(r"[—–―─-]{2,4}$")
_YEAR = regex(r"(?:19|20)[0-9]{2}[-年/.]")


def read_webpage(
    lines: list[Line], classes: list[LineClass], kinds: list[Kind | None], bylines: BylineReader
) -> frozenset[str]:
    """Correct the classes of the lines by what they show together; the headlines that furniture repeats."""
    _menus(lines, classes, kinds)
    _above_source(lines, classes, kinds)
    _above_dash(lines, classes)
    _authors(lines, classes, kinds, bylines)
    _elsewhere(lines, classes, kinds)
    _notes(lines, classes, kinds)
    _captions(lines, classes)
    _not_indented(lines, classes, kinds)
    return _repeated(lines, classes)


def _menus(lines: Sequence[Line], classes: list[LineClass], kinds: list[Kind | None]) -> None:
    """A run of short lines above the first text is a menu."""
    run: list[int] = []
    for i, form in enumerate([*classes, "text"]):
        if form in ("heading", "furniture", "byline") and len(lines[i].key.strip(_BULLETS)) <= _LONGEST_ENTRY:
            run.append(i)
            continue
        if len(run) >= _MENU_LINES:
            for j in run:
                if classes[j] != "furniture":
                    classes[j], kinds[j] = "furniture", "tool"
        run = []
        if form in ("text", "start", "caption"):
            break


def _above_source(lines: Sequence[Line], classes: list[LineClass], kinds: Sequence[Kind | None]) -> None:
    """The line directly above source and time is the headline, whatever its form, unless it ends a sentence."""
    for i in range(1, len(lines)):
        if kinds[i] != "meta" or classes[i - 1] != "text":
            continue
        line = lines[i - 1]
        alone = i == 1 or classes[i - 2] != "text" or complete(lines[i - 2].text)
        if alone and _may_be_headline(line):
            classes[i - 1] = "heading"


def _may_be_headline(line: Line) -> bool:
    text = line.text
    if len(text) > _LONGEST_HEADLINE or "。" in text or line.signed:
        return False
    asks = text.endswith(("！", "？", "!", "?"))
    return (asks or not complete(text)) and not ends_inside(text) and not starts_inside(text)


def _above_dash(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """A line that ends with a dash above a heading is its kicker, however long."""
    for i, line in enumerate(lines[:-1]):
        top = i == 0 or classes[i - 1] != "text" or complete(lines[i - 1].text)
        short = len(line.text) <= _LONGEST_HEADLINE and "。" not in line.text
        if (
            classes[i] == "text"
            and classes[i + 1] == "heading"
            and top
            and short
            and _DASHED.search(line.text)
        ):
            classes[i] = "heading"


def _authors(
    lines: Sequence[Line], classes: list[LineClass], kinds: Sequence[Kind | None], bylines: BylineReader
) -> None:
    """Bare names between the headline and source and time are its authors."""
    for i in range(1, len(lines) - 1):
        if (
            classes[i - 1] == classes[i] == "heading"
            and kinds[i + 1] == "meta"
            and bylines.bare(lines[i].text)
        ):
            classes[i] = "byline"


def _elsewhere(lines: Sequence[Line], classes: list[LineClass], kinds: list[Kind | None]) -> None:
    """原标题：… is the headline where no other stands above the text; else it is furniture."""
    headed = False
    for i, (line, form) in enumerate(zip(lines, classes, strict=True)):
        if ELSEWHERE.match(line.text):
            if headed or form == "furniture":
                classes[i], kinds[i] = "furniture", "meta"
            else:
                classes[i] = "heading"
        headed = headed or (
            form in ("heading", "text", "start", "caption") and len(line.key) > _LONGEST_ENTRY
        )


def _notes(lines: Sequence[Line], classes: list[LineClass], kinds: list[Kind | None]) -> None:
    """The label of an editor's note below a headline is no second headline."""
    above = ""
    for i, (line, form) in enumerate(zip(lines, classes, strict=True)):
        if form == "heading" and above == "heading" and _NOTE.fullmatch(line.text):
            classes[i], kinds[i] = "furniture", "section"
        elif form != "byline" and kinds[i] != "meta":
            above = form


def _repeated(lines: Sequence[Line], classes: Sequence[str]) -> frozenset[str]:
    """The headlines that furniture repeats in front of its site's name or beside the day of issue."""
    furniture = [line.key for line, form in zip(lines, classes, strict=True) if form == "furniture"]
    dated = "\n".join(key for key in furniture if _YEAR.search(key))
    return frozenset(
        line.key
        for line, form in zip(lines, classes, strict=True)
        if form == "heading"
        and len(line.key) >= _REPEATED
        and (line.key in dated or any(_names(key, line.key) for key in furniture))
    )


def _names(text: str, headline: str) -> bool:
    """Whether a line is what a browser shows above the page (headline, mark, site), or says 原标题 of the headline."""
    at = text.find(headline)
    before, after = text[:at], text[at + len(headline) :]
    if at < 0 or (before and not (ELSEWHERE.fullmatch(before) and before.startswith("原"))):
        return False
    return bool(before) or after[:1] in tuple("-_—|｜")


def _captions(lines: list[Line], classes: list[LineClass]) -> None:
    """Short lines between two paragraphs are captions where one of them stands there twice."""
    run: list[int] = []
    told = False
    for i, form in enumerate(classes):
        if form == "heading" and told:
            run.append(i)
            continue
        if form == "text" and len({lines[j].key for j in run}) < len(run):
            for j in run:
                classes[j], lines[j] = "caption", lines[j].marked(whole=True)
        run = []
        told = form in ("text", "start", "caption")


def _not_indented(lines: list[Line], classes: list[LineClass], kinds: Sequence[Kind | None]) -> None:
    """Where a page below its source indents its paragraphs, short lines between them without indent are captions."""
    told = next((i for i, kind in enumerate(kinds) if kind == "meta"), len(lines))
    texts = [i for i in range(told, len(lines)) if classes[i] in ("text", "start")]
    long = [i for i in texts if len(lines[i].text) > _SHORT]
    if len(long) < _INDENTED or any(lines[i].indent < _INDENTED for i in long):
        return
    for i in texts:
        line = lines[i]
        if (
            i < long[-1]
            and not line.indent
            and line.gap
            and len(line.text) <= _SHORT
            and (line.whole or complete(line.text))
        ):
            classes[i] = "caption"
