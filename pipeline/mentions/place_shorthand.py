"""Places of one or two characters: provinces and cities for short (川渝两地, 在京举行, 来漳调研), parts of provinces (闽南)."""

from __future__ import annotations

from pipeline.mentions.scan import Scan
from pipeline.patterns import regex
from pipeline.records import Mention

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕吉闽贵粤青藏川宁琼港澳台滇黔"
_COORDINATED = regex(
    rf"([{_PROVINCES}][{_PROVINCES}]{{1,3}})(?=[两三四五六七八九][地省]|工会|的|交界|边[界境]|毗邻|接壤|协作|劳务协作|对口)"
)
_BORDER = regex(r"[中俄蒙朝越老缅印巴哈吉塔尼阿韩日]{2,3}(?=边[境界]|国界|交界)")
# 在京举行: the short name of a municipality or provincial capital where something takes place.
_HELD_IN = regex(
    r"[京沪津渝穗宁杭汉蓉](?<=在.)(?=举|召开|开[幕班展赛营讲]|闭幕|启动|发布|公布|成立|揭|签|落[幕户]|会见|会晤|隆重|正式|联合|共同|首发|亮相|颁|表彰)"
)
# 来漳调研, 在邕期间: where somebody comes to, if the article knows a place of which it is a character, or it is a province.
_VISITED = regex(
    r"[在来到赴抵离驻](\p{Han})(?=期间|调研|考察|检查|视察|指导|督[导查]|调查|慰问|看望|学习|参[加观]|务工|工作|创业|就业|投资|举[行办]|召开|开展|启动)"
)
# 鄂东, 鲁西南: a part of a province.
_QUARTER = regex(
    "(?:[冀豫辽湘皖鲁苏浙赣鄂桂晋蒙陕闽粤黔川滇](?:[东西][南北]|[东南西北中]))(?!大门|[大小]?学|站|路|街)"
)
# Characters that mean something else before such verbs: 在校学习, 到岗工作, 来电调查.
_NO_PLACES = frozenset("校岗会家职外此场村厂矿企港内线我你他她这那哪基现一京新电函访信者")


def shorthand(scan: Scan) -> list[Mention]:
    """The places that are written with one character each, and parts of provinces."""
    found: list[Mention] = []
    for m in _COORDINATED.finditer(scan.view):
        one = scan.division_ending.get(m.end(1))
        if one and one.start == m.start(1):
            continue  # 青川, 陇川: a county's name
        found += [Mention(i, i + 1, "LOC", "places.shorthand", 0.9) for i in range(m.start(1), m.end(1))]
    for m in _BORDER.finditer(scan.view):
        if scan.view[m.start()] == "中" or m[0].endswith("中"):
            found += [Mention(i, i + 1, "LOC", "places.shorthand", 0.9) for i in range(m.start(), m.end())]
    for m in _HELD_IN.finditer(scan.view):
        found.append(Mention(m.start(), m.end(), "LOC", "places.shorthand", 0.9))
    for m in _QUARTER.finditer(scan.view):
        if scan.is_boundary(m.start()) and scan.is_boundary(m.end()):
            found.append(Mention(m.start(), m.end(), "LOC", "places.quarter", 0.75))
    for m in _VISITED.finditer(scan.view):
        char = m[1]
        if (
            char not in _NO_PLACES
            and scan.is_boundary(m.end())
            and (char in _PROVINCES or _named(scan, char))
        ):
            found.append(Mention(m.start(1), m.end(), "LOC", "places.shorthand", 0.9))
    return found


def _named(scan: Scan, char: str) -> bool:
    """Whether a division of the article that is written in full begins with the character."""
    return any(d.full and not d.plain and scan.view[d.last] == char for d in scan.divisions)
