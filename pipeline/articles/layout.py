"""Lines → layout: the class of every line by its form, and the page's own list of headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from pipeline.articles.bylines import BylineReader
from pipeline.articles.captions import CAPTION, credited, list_items, scenes
from pipeline.articles.credits import META
from pipeline.articles.frames import is_picture
from pipeline.articles.furniture import Furniture, Kind
from pipeline.articles.habits import set_apart, whole_lines
from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.items import is_round_up, place_labels
from pipeline.articles.junctions import Junctions
from pipeline.articles.letters import ADDRESS
from pipeline.articles.lines import Line, LineClass
from pipeline.articles.listed import listed_twice, printed_twice
from pipeline.articles.torn import broken_bylines, closing_names, first_lines, full_width
from pipeline.articles.unwrap import complete, ends_inside, starts_inside, starts_item
from pipeline.articles.webpage import read_webpage
from pipeline.patterns import regex
from pipeline.records.record import record

# 记者：为什么？
_SPEAKER = regex(r"((?:\p{Han}{1,4}|[QA]) ?[:：])(?=.)")


# 【关闭】, 【简讯】: a button or a section, though its word may be a name.
_LABEL = regex(r"[【\[［（(]\p{Han}{2,4}[】\]］）)]")
# A section's name, which a site's menu may hold too.
_SECTION = regex(r"\p{Han}{3,12}")
# A longer line begins a body.
_LONG_LINE = 50
# No headline is longer, pieces parted by blanks included.
_LONGEST_HEADLINE = 100
# What no headline of a page holds, and what not even the first one does.
_NO_TITLE, _NO_TOP_TITLE = regex("[。；：:]|^[（(]"), regex("。|^[（(]")
# Nor a title above an empty line.
_LONGEST_TITLE = 240
_WIDER = 1.3


@record
class Layout:
    """What the page as a whole shows: its lines, their classes, its own list of headlines."""

    lines: tuple[Line, ...]
    classes: tuple[LineClass, ...]
    kinds: tuple[Kind | None, ...]
    titles: frozenset[str]
    listed: frozenset[int]
    repeated: frozenset[int]
    newspaper: bool


def read_layout(
    lines: Sequence[Line],
    furniture: Furniture,
    headlines: HeadlineReader,
    bylines: BylineReader,
    junctions: Junctions,
) -> Layout:
    """Class every line by its form and find the page's own list of headlines."""
    kinds: list[Kind | None] = []
    classes: list[LineClass] = []
    page: list[Line] = []
    lines = [piece for line in lines for piece in furniture.parted(line)]
    labels = place_labels(lines)
    for i, (line, below) in enumerate(zip_longest(lines, lines[1:])):
        kind = furniture.kind(line)
        if kind == "slogan" and below is not None and _begins_body(below, classes, bylines):
            # The line above a body may be its headline, whatever it reads like: its body tells.
            kind = None
        if (
            kind in ("page", "tool")
            and classes
            and classes[-1] != "furniture"
            and starts_inside(line.text)
            and not is_picture(line.text)
        ):
            # The last mark of a broken sentence.
            kind = None
        if (
            kind == "page"
            and line.text.isdigit()
            and classes
            and _unfinished(classes[-1], lines[len(classes) - 1])
        ):
            # A number of a broken sentence.
            kind = None
        form: LineClass = "text"
        if bylines.starts(line.text):
            form = "start"
        elif i in labels:
            form = "heading"
        elif (byline := bylines.line(line.text)) and (
            kind is None
            or (byline.names and not (kind in ("tool", "section") and _LABEL.fullmatch(line.text)))
        ):
            form = "byline"
        elif kind is not None:
            form = "furniture"
        elif CAPTION.match(line.text):
            form = "caption"
        elif headlines.shape(line.text) and not _runs_on(line, below) and not ADDRESS.match(line.text):
            form = "heading"
        classes.append(form)
        kinds.append(kind if form == "furniture" else None)
        signed = form in ("text", "caption", "start", "heading") and bylines.at_end(line.text) is not None
        page.append(line.marked(signed=True) if signed else line)
    lines = page
    list_items(lines, classes)
    credited(lines, classes)
    scenes(lines, classes)
    _speakers(lines, classes)
    _indented(lines, classes)
    broken_bylines(lines, classes, bylines)
    full_width(lines, classes)
    closing_names(lines, classes)
    first_lines(lines, classes)
    _lone_headings(lines, classes, kinds)
    if whole_lines(lines, classes, headlines, junctions):
        lines = [line.marked(whole=True) for line in lines]
        _long_headlines(lines, classes)
    _title_on_top(lines, classes)
    _round_ups(lines, classes, kinds)
    repeated = read_webpage(lines, classes, kinds, bylines)
    again = printed_twice(lines, classes)
    titles, listed = listed_twice(lines, classes, again)
    titles |= repeated
    signatures = sum(c in ("start", "byline") or line.signed for line, c in zip(lines, classes, strict=True))
    site = any(k in ("tool", "meta", "related") for k in kinds) or any(
        c == "byline" and META.search(line.text) for line, c in zip(lines, classes, strict=True)
    )
    newspaper = classes.count("start") > 1 or "page" in kinds or (signatures > 1 and not site)
    return Layout(tuple(lines), tuple(classes), tuple(kinds), titles, listed, again, newspaper)


def _speakers(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """Questions and answers of an interview, which begin with who speaks, are text."""
    if not any(c == "heading" and _SPEAKER.match(x.text) for x, c in zip(lines, classes, strict=True)):
        return
    found = [_SPEAKER.match(line.text) for line in lines]
    different = {line.key: m[1] for line, m in zip(lines, found, strict=True) if m}
    count = Counter(different.values())
    for i, m in enumerate(found):
        if m and classes[i] == "heading" and count[m[1]] > 1:
            classes[i] = "text"


def _indented(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """Where bodies are indented and headlines are not, an indented line begins a paragraph."""
    bodies = [i for i, c in enumerate(classes) if c == "start"]
    above = [lines[i - 1] for i in bodies if i and classes[i - 1] == "heading"]
    if not above or any(line.indent for line in above) or any(lines[i].indent < 2 for i in bodies):
        return
    for i, line in enumerate(lines):
        if classes[i] == "heading" and line.indent == lines[bodies[0]].indent:
            classes[i] = "text"


def _lone_headings(lines: Sequence[Line], classes: list[LineClass], kinds: list[Kind | None]) -> None:
    """A heading between blank lines above another one, where headlines stand directly on their bodies, is a slogan or a section."""
    if not set_apart(lines, classes):
        return
    for i, below in enumerate(lines[1:]):
        alone = not i or lines[i].gap or classes[i - 1] == "furniture"
        if alone and below.gap and classes[i] == classes[i + 1] == "heading":
            classes[i], kinds[i] = "furniture", "section"


def _long_headlines(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """Where lines are paragraphs, a long line that ends no sentence above one that does is a headline all the same."""
    for i, (line, below) in enumerate(pairwise(lines)):
        alone = i == 0 or classes[i - 1] != "text" or complete(lines[i - 1].text)
        if (
            classes[i] == "text"
            and alone
            and classes[i + 1] in ("start", "byline", "text")
            and len(line.text) <= _LONGEST_HEADLINE
            and not line.signed
            and not (_NO_TITLE if i and set(classes[:i]) != {"furniture"} else _NO_TOP_TITLE).search(
                line.text
            )
            and not (ends_inside(line.text) or starts_inside(line.text) or starts_item(line.text))
            and not complete(line.text)
            and (classes[i + 1] != "text" or complete(below.text))
        ):
            classes[i] = "heading"


def _title_on_top(lines: Sequence[Line], classes: list[LineClass]) -> None:
    """A line on top of its page that ends no sentence is a headline however long, if an empty line stands below it or
    a much longer line: the first line of a broken paragraph is as wide as the next.

    So stands the title of a record, the body of which begins with a paragraph.
    """
    if len(lines) < 2 or classes[0] != "text" or classes[1] not in ("start", "byline", "text"):
        return
    top, below = lines[0], lines[1]
    open_ended = "。" in top.text or top.text[-1] in "，、；：,;:" or complete(top.text)
    apart = below.gap or ("。" in below.text and len(below.text) > _WIDER * len(top.text))
    if apart and len(top.text) <= _LONGEST_TITLE and not open_ended and not top.signed:
        classes[0] = "heading"


def _round_ups(lines: Sequence[Line], classes: list[LineClass], kinds: list[Kind | None]) -> None:
    """A section's name directly above a round-up is its headline: 区县快报."""
    for i, kind in enumerate(kinds[:-1]):
        if (
            kind in ("section", "tool")
            and is_round_up(lines, classes, i + 1)
            and _SECTION.fullmatch(lines[i].key)
        ):
            classes[i], kinds[i] = "heading", None


def _unfinished(form: LineClass, line: Line) -> bool:
    return form in ("text", "start") and not complete(line.text)


def _begins_body(line: Line, above: Sequence[LineClass], bylines: BylineReader) -> bool:
    """Whether a line begins a body: it says so, or is the first long line or byline of its page."""
    if bylines.starts(line.text):
        return True
    first = "text" not in above and "start" not in above
    return first and (len(line.text) >= _LONG_LINE or bylines.line(line.text) is not None)


def _runs_on(line: Line, below: Line | None) -> bool:
    """Whether a line begins an indented paragraph whose next line follows at once, without an indent."""
    if below is None or line.indent < 2 or below.indent or below.gap:
        return False
    return line.indent + len(line.key) >= 0.75 * len(below.key)


def what_follows(layout: Layout) -> list[str]:
    """For each line the class of the next line that is neither furniture nor looks like a heading; "" at the end."""
    after = [""] * len(layout.lines)
    found = ""
    for i in range(len(layout.lines) - 1, -1, -1):
        after[i] = found
        kind = layout.classes[i]
        if kind == "furniture" and layout.kinds[i] == "page":
            continue
        if kind not in ("furniture", "heading"):
            found = kind
    return after
