"""A web page as lines and the blocks that hold them, and the block that is the article's body.

The body is one of the containers that Chinese content systems always use, else the smallest element that holds
nearly all sentence marks of the page outside links and side matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pipeline.patterns import regex

_DROPPED = {
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "button", "select",
    "textarea", "nav", "footer", "head", "title", "video", "audio", "canvas",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
}  # fmt: skip
# Ids and classes of the body in Chinese content systems: digital newspapers, government sites, WeChat.
_BODY_NAMES = {
    "ozoom", "zoom", "js_content", "ucap-content", "trs_editor", "trs_uedit_wrapper", "article_body", "articlebody",
}  # fmt: skip
_ASIDE = regex(
    r"(?:^|[\s_-])(?:nav|navbar|menu|header|footer|foot|breadcrumbs?|crumbs?|related?|recommend|comments?|share|"
    r"sidebar|aside|pager|pagination|copyright|hot|rank|toolbar)(?:$|[\s_-])"
)
# The line above readers' comments; the bare word stands in tool bars.
_COMMENTS = regex(
    r"(?:热门|最新|全部|网友|精彩|我要|发表|观察员)(?:评论|跟帖|留言)(?:\s?[（(]?\s?[0-9]+\s?[条）)]*)?$"
    r"|(?:评论|跟帖|留言)\s?[（(]\s?[0-9]+\s?[条）)]*$|网友评论仅供"
)
_SPACE = regex(r"[ \t\r\n\f\v\u00a0]+")
_MARK = regex(r"[，。；？！”]")
# The share of the page's sentence marks that the body holds at least.
_MOST = 0.8


@dataclass(slots=True)
class Line:
    """A line of the page; `heading` where an h1 to h3 holds it, `aside` where side matter does."""

    text: str
    linked: int
    heading: bool
    aside: bool

    @property
    def score(self) -> int:
        """Its sentence marks; none where it is mostly links."""
        return 0 if 2 * self.linked > len(self.text) else len(_MARK.findall(self.text))


@dataclass(slots=True)
class Block:
    """An element that starts lines of its own: lines `first` to `end` (exclusive) of the page."""

    first: int
    end: int
    known: bool


@dataclass(slots=True)
class Walk:
    """The lines and blocks of a page, gathered in document order."""

    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    linked: int = 0
    headings: int = 0
    asides: int = 0
    links: int = 0

    def add(self, text: str | None) -> None:
        """Text of the line that is being gathered."""
        if text:
            self.buffer.append(text)
            if self.links:
                self.linked += len(text.strip())

    def close(self) -> None:
        """The end of a line."""
        if text := _SPACE.sub(" ", "".join(self.buffer)).strip(" "):
            self.lines.append(Line(text, self.linked, self.headings > 0, self.asides > 0))
        self.buffer, self.linked = [], 0

    def shift(self, element: etree._Element, step: int) -> None:
        """Enter (+1) or leave (-1) an element that tells what its text is."""
        self.links += step * (element.tag == "a")
        self.headings += step * (element.tag in ("h1", "h2", "h3"))
        self.asides += step * bool(element.tag == "aside" or _ASIDE.search(_names(element)))


def parse(markup: str) -> etree._Element | None:
    """The root of a page, however broken; None if it has no elements."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return etree.fromstring(markup.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def gather(root: etree._Element) -> Walk:
    """The lines of a page and the blocks that start lines of their own, inner blocks first."""
    walk = Walk()
    opened: list[Block] = []
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        if tag in _DROPPED:
            if event == "start":
                events.skip_subtree()
            else:
                walk.add(element.tail)
        elif event == "start":
            if tag not in _INLINE:
                walk.close()
                opened.append(Block(len(walk.lines), 0, _is_body(element)))
            walk.shift(element, 1)
            walk.add(element.text)
        else:
            if tag not in _INLINE:
                walk.close()
                block = opened.pop()
                block.end = len(walk.lines)
                walk.blocks.append(block)
            walk.shift(element, -1)
            walk.add(element.tail)
    walk.close()
    return walk


def _names(element: etree._Element) -> str:
    return f"{element.get('id', '')} {element.get('class', '')}".lower()


def _is_body(element: etree._Element) -> bool:
    return (
        element.tag == "founder-content"
        or element.get("itemprop") == "articleBody"
        or not _BODY_NAMES.isdisjoint(_names(element).split())
    )


def body_of(walk: Walk) -> Block:
    """The block that the article's paragraphs stand in; the whole page if no line is a sentence."""
    text = walk.lines[: _comments(walk.lines)]
    if sum(line.score for line in text if not line.aside) * 3 < sum(line.score for line in text):
        # The page's own frame is named like side matter: the names say nothing.
        for line in text:
            line.aside = False
    for line in walk.lines[len(text) :]:
        line.aside = True
    scores = [0 if line.aside else line.score for line in walk.lines]
    upto = [0]
    for score in scores:
        upto.append(upto[-1] + score)
    whole = Block(0, len(walk.lines), False)
    known = [b for b in walk.blocks if b.known and upto[b.end] - upto[b.first] > 0]
    if known:
        return max(known, key=lambda b: upto[b.end] - upto[b.first])
    enough = _MOST * upto[-1]
    holding = [b for b in walk.blocks if upto[-1] and upto[b.end] - upto[b.first] >= enough]
    return min(holding, key=lambda b: b.end - b.first, default=whole)


def _comments(lines: list[Line]) -> int:
    """Where readers' comments begin that follow a text."""
    sentences = 0
    for i, line in enumerate(lines):
        sentences += line.score > 0
        if sentences > 1 and _COMMENTS.match(line.text.strip()):
            return i
    return len(lines)
