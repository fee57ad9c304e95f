"""A web page → the text of its article: headline, source line, one paragraph a line.

Between headline and body (see `blocks`) stands, as a rule, the line that tells day, source and author: it is
kept as written. Headline, day and publication come from the property comment of digital newspapers, from the meta
tags that Chinese government sites have to carry (ArticleTitle, PubDate, ContentSource), from Open Graph, else from
that line.
"""

from __future__ import annotations

import html
import re

from lxml import etree

from pipeline.pages.blocks import Line, body_of, gather, parse
from pipeline.pages.metadata import Metadata, day_in
from pipeline.patterns import regex

_SPACE = regex(r"[ \t\r\n\f\v\u00a0]+")
_PROPERTY = regex(r"<(date|author|title|subtitle|introtitle)>([^<]{1,300})</")
_DAY = r"20\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}"
_INFO = regex(rf"来源|作者|记者|通讯员|撰稿|供稿|编辑|时间\s?[：:]|日期\s?[：:]|{_DAY}")
_STAMP = regex(rf"来源\s?[：:]|{_DAY}")
_SOURCE = regex(
    r"来源\s?[：:]\s?([^\s：:|，。（）()【】\[\]]{2,30}?)(?=作者|记者|编辑|时间|日期|发布[时日于]|浏览|点击|阅读|字号|[\s：:|，。（）()【】\[\]]|$)"
)
_SITE = regex(r"\s*[_|\-–—]+[^_|\-–—]{2,30}$")
_END = regex(
    r"(?:上一[篇条页]|下一[篇条页]|相关(?:新闻|阅读|链接|推荐|文章|报道)|延伸阅读|推荐阅读|热门推荐|为[你您]推荐|猜你喜欢|版权声明)"
)
# The share of a text's sentences that may stand before its headline and be no part of it.
_FRONT = 0.3
_HAN = regex(r"\p{Han}")
_NO_PUBLICATION = regex(r"微信公众平台$|本站|本网$|原创|未知|互联网$|网络$|[\w.:/-]+$", re.ASCII)
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
    named = meta.get("title") or meta.get("articletitle") or meta.get("og:title") or ""
    headline = _headline([title for title in (named, _title(root)) if title], [*above, *inside])
    start = next(
        (i + 1 for i in range(len(above) - 1, -1, -1) if _squash(above[i].text) in _squash(headline)), 0
    )
    # Where the headline is in the body, little above it is about the article.
    inner = any(headline and _squash(line.text) == _squash(headline) for line in inside)
    telling = _STAMP if inner else _INFO
    info = [line.text for line in above[start:] if len(line.text) <= 150 and telling.search(line.text)]
    paragraphs = _paragraphs(inside, headline)
    if not info and not any(_INFO.search(text) for text in paragraphs[:3]) and (author := _author(meta)):
        info = [f"作者：{author}"]
    head = [meta.get("introtitle", ""), headline, meta.get("subtitle", ""), *info]
    # Often the body's element holds the headline and the source line as well.
    repeated = {_squash(text) for text in paragraphs[:4]}
    told = [line for line in head if line and _squash(line) not in repeated]
    text = "\n".join([*told, "", *paragraphs] if told else paragraphs)
    return text, _metadata(root, meta, [*info, *(p for p in paragraphs[:3] if len(p) <= 150)])


def _paragraphs(inside: list[Line], headline: str) -> list[str]:
    """The body's lines without side matter, from the headline where it is among them, up to the list of further articles."""
    kept = [line for line in inside if not line.aside] or inside
    upto = [0]
    for line in kept:
        upto.append(upto[-1] + line.score)
    squashed = _squash(headline)
    # What stands before it is a path or an advertisement, unless it is a part of the text.
    first = max(
        (
            i
            for i, line in enumerate(kept)
            if upto[i] <= _FRONT * upto[-1] and squashed and _squash(line.text) == squashed
        ),
        default=0,
    )
    end = next(
        (
            i
            for i in range(first + 1, len(kept))
            if len(kept[i].text) <= 60
            and _END.match(kept[i].text.strip("\u3000 "))
            # A list of other articles may interrupt the text.
            and upto[-1] - upto[i] <= upto[i] - upto[first]
        ),
        len(kept),
    )
    texts = [line.text.strip("\u3000 ") for line in kept[first:end]]
    return [text for text in texts if text]


def _headline(titles: list[str], lines: list[Line]) -> str:
    """The line of the page that its title repeats, else the heading most like it, else the title without the site's name."""
    repeated = [
        line.text
        for title in titles
        for line in lines
        if 4 < len(line.text) <= len(title)
        and 2 * len(line.text) >= len(_SITE.sub("", title))
        and _squash(line.text) in _squash(title)
    ]
    if repeated:
        return max(repeated, key=len)
    title = max(titles, key=len, default="")
    headings = [line.text for line in lines if line.heading and not line.aside and len(line.text) > 4]
    # Of two the last: those of the page's frame come first.
    alike = max(reversed(headings), key=lambda text: len(set(text) & set(title)), default="")
    bare = _SITE.sub("", title)
    return alike if alike and (not bare or _is_like(alike, bare)) else bare


def _is_like(heading: str, title: str) -> bool:
    """Whether most characters of the shorter one stand in the other."""
    return 2 * len(set(heading) & set(title)) >= min(len(set(heading)), len(set(title)))


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
