"""What a page says of itself: publication, day of issue, page number.

Only lines of page furniture are asked: short ones without a comma or a full stop. The names of papers and sites
are a lexicon (`articles/publications.tsv`), which also tells where a paper is at home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from pipeline.gazetteer import gazetteer
from pipeline.lexicon import LexiconError, model_dir, read_table
from pipeline.patterns import regex
from pipeline.records.record import record
from pipeline.view import view

# Mastheads are short lines near the two ends of a page.
_LONGEST, _NEAR_THE_ENDS = 120, 40
_DATE = regex(r"(?<![0-9])((?:19|20)[0-9]{2}) ?[-年./] ?([0-9]{1,2}) ?[-月./] ?([0-9]{1,2})(?![0-9]) ?日?")
_HAN_DATE = regex(
    r"([零一二三四五六七八九]{4}) ?年 ?([一二三四五六七八九十]{1,3}) ?月 ?([一二三四五六七八九十]{1,3}) ?日"
)
_WEEKDAY = regex(r"星期|礼拜|周[一二三四五六日天]|农历|版|期|发布|时间|日期")
_PAGE_NO = (
    regex(r"第 ?([0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?版"),
    regex(r"版次 ?[:：]? ?([A-Z]?[0-9]{1,3})"),
    regex(r"^([A-Z]?[0-9]{1,2})(?: ?版(?=\s|[:：]|$)|\s+[\u4e00-\u9fff·]{2,8}$|$)"),
    regex(r"(?<=\s)([A-Z][0-9]{1,2})(?: ?版)?(?:\s|[:：]|$)"),
)
_HOST = regex(
    r"(?:主管主办|主办单位|主办|出版|编辑出版|运营管理|版权所有|来源)\s?[:：]?\s?(\p{Han}{2,14}?)(?:社|集团|传媒\S{0,6})?(?=[\s|，。,·]|$)"
)
_BACK_TO = regex(r"返回(\p{Han}{2,8}网)")
_DATELINE = regex(r"^[ 　]*(\p{Han}{2,10}(?:日报|晚报|工人报|午报|劳动报|时报))讯[ （(]")
# A title alone on its line, or before a date, a page number or the next step of a path.
_TITLE = regex(
    r"(?:^|[日一二三四五六天]\s{1,4})(?!星期|农历)(\p{Han}(?: ?\p{Han}){2,9} ?[报网])(?=$|\s*(?:[0-9零一二〇]|第|星期|周|[|>·《(（]|[A-Z][0-9]))"
)
_NO_TITLE = regex(r"数字报|电子报|本报|[海喜捷汇简通情上快画壁墙]报$|[联上官入电本互]网|网联|返回|欢迎|首页")
_HAN = regex(r"\p{Han}")
# The title is among the first lines of the page.
_FIRST = 3
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}


@record
class Masthead:
    """What the text itself tells; None where it tells nothing. `home_region` goes with the publication."""

    publication: str | None = None
    issue_date: date | None = None
    page_no: str | None = None
    home_region: str | None = None


@record
class Publication:
    """A paper or site: `home_region` is a division's name, None for a national one; `paper` is the newspaper whose
    electronic pages carry the site's link."""

    name: str
    home_region: str | None
    english: str = ""
    paper: str = ""


@lru_cache(maxsize=1)
def publications() -> dict[str, Publication]:
    """The lexicon of publications by name; LexiconError on a fault or an unknown division."""
    path = model_dir() / "articles" / "publications.tsv"
    rows = read_table(
        path, ["name", "kind", "example"], optional=["home_region", "english", "paper"], key=["name"]
    )
    for row in rows:
        if row["home_region"] and row["home_region"] not in gazetteer().codes:
            raise LexiconError(f"{path}: {row['name']}: no division {row['home_region']!r}")
    return {
        r["name"]: Publication(r["name"], r["home_region"] or None, r["english"], r["paper"]) for r in rows
    }


def read_masthead(text: str) -> Masthead:
    """Publication, day of issue and page number as the page's own text gives them."""
    lines = list(_furniture(text))
    publication = _publication(lines) or _unknown_publication(lines) or _publication_of_dateline(text)
    return Masthead(publication, _issue_date(lines), _page_no(lines), home_region_of(publication))


def home_region_of(publication: str | None) -> str | None:
    """The division a publication is at home in; None for a national one and one whose name does not tell."""
    if not publication:
        return None
    if found := publications().get(publication):
        return found.home_region
    return next((region for name, region in _regions().items() if publication.startswith(name)), None)


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    """What titles begin with → the province: provinces without their level, and the lexicon region_names.tsv.

    LexiconError on a fault or an unknown division.
    """
    path = model_dir() / "articles" / "region_names.tsv"
    rows = read_table(path, ["name", "region", "example"], key=["name"])
    for row in rows:
        if row["region"] not in gazetteer().codes:
            raise LexiconError(f"{path}: {row['name']}: no division {row['region']!r}")
    provinces = [name for code, name in gazetteer().counties.items() if len(code) == 2]
    return {name.rstrip("省市"): name for name in provinces} | {r["name"]: r["region"] for r in rows}


def _furniture(text: str) -> Iterator[str]:
    """The matching view of the short lines without sentence marks near both ends of the page."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 2 * _NEAR_THE_ENDS:
        lines = lines[:_NEAR_THE_ENDS] + lines[-_NEAR_THE_ENDS:]
    for line in lines:
        if len(line) <= _LONGEST and not re.search("[，。！？]", line):
            yield view(line.strip())


def _publication(lines: list[str]) -> str | None:
    names = publications()
    squashed = [re.sub(r"\s", "", line) for line in lines]
    for line in squashed:
        if line in names:
            return line
    for line, bare in zip(lines, squashed, strict=True):
        head = re.match(r"[\u4e00-\u9fff ]{2,24}?(?=\s{1,}(?:\S*[0-9]|第|星期)|[0-9|·]|$)", line)
        if head and re.sub(r"\s", "", head[0]) in names:
            return re.sub(r"\s", "", head[0])
        if spaced := next(
            (n for n in names if bare.startswith(n) and re.match(r"[0-9第星A-Z|·]", bare[len(n) :])), None
        ):
            return spaced
    for line in lines:
        for host in _HOST.finditer(line):
            if host[1] in names:
                return host[1]
    upper = {p.english: p.name for p in names.values() if p.english}
    for line in lines:
        if title := upper.get(line.upper().replace("’", "'")):
            return title
    for line in lines:
        for word in re.split(r"[\s|:：]+", line):
            if word in names:
                return word
    for line in lines:
        if (site := _BACK_TO.search(line)) and site[1] in names and names[site[1]].paper:
            return names[site[1]].paper
    return None


def _unknown_publication(lines: list[str]) -> str | None:
    """The title that stands first on the page, of a paper or site that the lexicon does not hold."""
    for line in lines[:_FIRST]:
        if (title := _TITLE.search(line)) and not _NO_TITLE.search(name := re.sub(r"\s", "", title[1])):
            return name
    return None


def _publication_of_dateline(text: str) -> str | None:
    """The paper in a dateline such as 某某日报讯."""
    for line in text.split("\n"):
        if (found := _DATELINE.match(line[:40])) and found[1] in publications():
            return found[1]
    return None


def _issue_date(lines: list[str]) -> date | None:
    """The date of a line that names a weekday, a page or an issue; else of a line that holds little else."""
    plain: date | None = None
    for line in lines:
        day = _date_in(line)
        if day is None:
            continue
        if _WEEKDAY.search(line):
            return day
        if plain is None and len(_HAN.findall(line)) <= 24:
            plain = day
    return plain


def _date_in(line: str) -> date | None:
    if found := _DATE.search(line):
        year, month, day = (int(g) for g in found.groups())
    elif found := _HAN_DATE.search(line):
        year = int("".join(str(_DIGITS[c]) for c in found[1]))
        month, day = _han_number(found[2]), _han_number(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _han_number(text: str) -> int:
    """十一 is 11, 二十 is 20."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _page_no(lines: list[str]) -> str | None:
    for pattern in _PAGE_NO:
        for line in lines:
            if found := pattern.search(line):
                return found[1]
    return None
