"""A web page → the text of its article: headline, source line, one paragraph a line.

Between headline and body (see `blocks`) stands, as a rule, the line that tells day, source and author: it is
kept as written. Headline, day and publication come from the property comment of digital newspapers, from the meta
tags that Chinese government sites have to carry (ArticleTitle, PubDate, ContentSource), from Open Graph, else from
that line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from lxml import etree

from pipeline.pages.blocks import Line, body_of, gather, parse
from pipeline.pages.metadata import Metadata, day_in

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_PROPERTY = re.compile(r"<(date|author|title|subtitle|introtitle)>([^<]{1,300})</")
_INFO = re.compile(
    r"来源|作者|记者|通讯员|撰稿|供稿|编辑|时间\s?[：:]|日期\s?[：:]|20\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}"
)
_SOURCE = re.compile(
    r"来源\s?[：:]\s?([^\s：:|，。（）()【】\[\]]{2,30}?)(?=作者|记者|编辑|时间|日期|发布[时日于]|浏览|点击|阅读|字号|[\s：:|，。（）()【】\[\]]|$)"
)
_SITE = re.compile(r"\s*[_|\-–—]+[^_|\-–—]{2,30}$")
_END = re.compile(
    r"(?:上一[篇条页]|下一[篇条页]|相关(?:新闻|阅读|链接|推荐|文章|报道)|延伸阅读|推荐阅读|热门推荐|版权声明)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_PUBLICATION = re.compile(r"微信公众平台$|本站|本网$|原创|未知|互联网$|网络$|[\w.:/-]+$", re.ASCII)
_META_DAYS = (
    "pubdate",
    "article:published_time",
    "publishdate",
    "publish-date",
    "date",
    "datepublished",
    "og:release_date",
)


def read_html(markup: str) -> tuple[str, Metadata]:
    """The text of the article and what the markup tells of it; all lines of a page that has no body."""
    root = parse(markup)
    if root is None:
        return "", Metadata()
    walk = gather(root)
    meta = _meta(root) | _properties(markup)
    body = body_of(walk)
    above, inside = walk.lines[: body.first], walk.lines[body.first : body.end]
    title = meta.get("title") or meta.get("articletitle") or meta.get("og:title") or _title(root)
    headline = _headline(title, [*above, *inside[:3]])
    start = next(
        (i + 1 for i in range(len(above) - 1, -1, -1) if _squash(above[i].text) in _squash(headline)), 0
    )
    info = [line.text for line in above[start:] if len(line.text) <= 150 and _INFO.search(line.text)]
    paragraphs = _paragraphs(inside)
    if not info and not any(_INFO.search(text) for text in paragraphs[:3]) and (author := _author(meta)):
        info = [f"作者：{author}"]
    head = [meta.get("introtitle", ""), headline, meta.get("subtitle", ""), *info]
    # Often the body's element holds the headline and the source line as well.
    repeated = {_squash(text) for text in paragraphs[:4]}
    told = [line for line in head if line and _squash(line) not in repeated]
    text = "\n".join([*told, "", *paragraphs] if told else paragraphs)
    return text, _metadata(root, meta, [*info, *(p for p in paragraphs[:3] if len(p) <= 150)])


def _paragraphs(inside: list[Line]) -> list[str]:
    """The body's lines without side matter, up to the list of further articles."""
    kept = [line for line in inside if not line.aside] or inside
    texts = [line.text.strip("\u3000 ") for line in kept]
    for i, text in enumerate(texts):
        if i and len(text) <= 60 and _END.match(text):
            texts = texts[:i]
            break
    return [text for text in texts if text]


def _headline(title: str, lines: Iterable[Line]) -> str:
    """The line of the page that its title repeats, else its first heading, else the title without the site's name."""
    lines = list(lines)
    squashed = _squash(title)
    repeated = [line.text for line in lines if len(line.text) > 4 and _squash(line.text) in squashed]
    if repeated and 2 * len(longest := max(repeated, key=len)) >= len(_SITE.sub("", title)):
        return longest
    heading = next(
        (line.text for line in lines if line.heading and not line.aside and len(line.text) > 4), ""
    )
    return heading or _SITE.sub("", title)


def _author(meta: dict[str, str]) -> str:
    author = meta.get("author", "")
    return author if _HAN.search(author) else ""


def _title(root: etree._Element) -> str:
    return _SPACE.sub(" ", root.findtext(".//title") or "").strip()[:300]


def _squash(text: str) -> str:
    return re.sub(r"\s", "", text)


def _meta(root: etree._Element) -> dict[str, str]:
    """The contents of the meta tags by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        content = _SPACE.sub(" ", element.get("content") or "").strip()
        if name and content and name not in ("title", "subtitle", "introtitle"):
            found.setdefault(name, content[:300])
    return found


def _properties(markup: str) -> dict[str, str]:
    """The property comment of a digital newspaper's article: title, subtitle, introtitle, date, author."""
    _, _, after = markup.partition("enpproperty")
    pairs = _PROPERTY.findall(after[:9000].partition("/enpproperty")[0])
    return {name: text for name, raw in pairs if (text := _SPACE.sub(" ", html.unescape(raw)).strip())}


def _metadata(root: etree._Element, meta: dict[str, str], head: list[str]) -> Metadata:
    stamps = [meta[name] for name in _META_DAYS if name in meta]
    stamps += [element.get("datetime", "") for element in root.iter("time")][:1]
    sources = [m[1] for line in head if (m := _SOURCE.search(line))]
    sources += [meta[name] for name in ("contentsource", "sitename", "og:site_name") if name in meta]
    return Metadata(
        publication=next((s for s in sources if not _NO_PUBLICATION.match(s)), None),
        issue_date=next((day for text in [*stamps, *head] if (day := day_in(text))), None),
    )
