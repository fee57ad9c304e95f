"""Places that stand together: crossroads, sections of a road, groups of a village, lists that one kind of place ends.

建国路与文昌街交叉口 is one place, 沪昆高速邵阳段 and 柏树村六组 are the longest form of theirs; in 上坪、下坪两村 and in
皇藏峪、丰乐、休宁服务区 the first halves lack the word that shows that they are places.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.mentions.long_roads import between
from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

_ROADS = ("国道", "省道", "县道", "高速", "号线")
_ROAD = regex(
    r"[GS]?\d{1,4}(?:线?国道|省道|县道)|(?:国道|省道|县道)[GS]?\d{1,4}线?|[GS]\d{1,4}\p{Han}{2,3}高速(?:公路)?"
    r"|(?:地铁|轨道交通|轻轨|有轨电车|城轨)(?:\d{1,2}|[一二三四五六七八九十]{1,2})号线"
)
_TO_CROSSING = r"\p{Han}{1,8}?(?:路|街|大道|巷|高速|国道|省道|线)的?(?:十字|丁字|交叉)?(?:路口|交叉口|交叉点|交[汇会][处口])"
_CROSSING = regex(rf"[与和及、](?={_TO_CROSSING})")
_CROSSED = regex(_TO_CROSSING)
_POINTS = ("路口", "交叉", "交汇", "交会")
_ROAD_ENDS = ("路", "街", "大道", "巷", "高速", "国道", "省道", "线")
_AT_ROAD = regex(r"(?:十字|丁字|交叉)?路口|交叉口")
# 沪昆高速 + 邵阳段, 长江 + 江苏段.
_LONG_PLACES = (
    "高速",
    "高速公路",
    "国道",
    "省道",
    "公路",
    "铁路",
    "高铁",
    "线",
    "大道",
    "路",
    "江",
    "河",
    "长城",
    "运河",
)
_SECTION = regex(r"(?:\p{Han}{2,4}|\d{1,2}标|[东南西北中])段(?![时落长子])")
# 沪昆铁路 + 新晃至玉屏区间
_STRETCH = regex(
    r"(?![从在往沿经由赴]|来到|开往|前往|开到|抵达|赶到)\p{Han}{2,5}(?:至|到|[-—－~～]{1,2})\p{Han}{2,5}?(?:区间|段)(?![时落长子])"
)
# 成昆线 + 红峰展线, but no 运行区间
_NAMED_PART = regex(r"(\p{Han}{2,4}?)(?:展线|区间|越岭段|隧道群)(?![时内上])")
# 青山县 + 城: the seat of a county, where no district, office or gate is named after it (城关, 城管局, 城南).
_SEAT = regex(r"城(?![乡区关管投建镇市防发运中东南西北郊厢墙门港])")
# 矿业职工村 + 2号楼; 2栋 only where no noun says that they are counted.
_NUMBERED = regex(
    r"[A-Z]?(?:\d{1,3}|[一二三四五六七八九十])号(?:楼|院|塔|泊位|码头|井)|\d{1,3}[栋幢](?=[，。；、）]|[\d一二三四五六]+单元)"
)
_GROUP = regex(r"(?:\p{Han}{2,3}|第?[一二三四五六七八九十]{1,2}|\d{1,2})(?:村民小组|组)(?![织成长建员合])")
_HOUSE = regex(r"\d{1,4}(?:[-－]\d{1,4})?号(?!楼|线|院|文)(?:院)?")
_COUNTED = regex(
    r"等?(?:[两三四五六七八九十]|\d{1,2})个?(村|乡镇|镇街|镇|乡|县市|县区|县|市县|区县|区|市|地|州|旗|街道|屯|寨|社区|省|林场|农场|煤矿|车站|小站|口岸)"
    r"|等(?:地(?![方区段形])|乡镇|县市|小站|车站|口岸)"
)
# Kinds of places of which a list may name the last one alone.
_LISTED = (
    "服务区",
    "收费站",
    "停车区",
    "街道",
    "社区",
    "林场",
    "农场",
    "煤矿",
    "车站",
    "镇",
    "乡",
    "矿区",
    "片区",
    "口岸",
)
# Places that are parted in groups, that houses are numbered along, and where houses, quays and masts bear numbers.
_GROUPED, _LINED = ("村", "社区", "屯"), ("路", "街", "大道", "巷", "弄")
_SETTLED = ("村", "区", "公寓", "宿舍", "产业园", "工地", "项目", "工程", "标段", "码头", "港", "园", "苑")
_GROWING = frozenset(name[-1] for name in (*_LONG_PLACES, *_GROUPED, *_LINED, *_SETTLED, "县"))
_LONGEST_ITEM, _SHORTEST_ITEM, _LONGEST_ROAD = 4, 2, 6
_LEADS = frozenset("在到从赴往沿经由于为与和及的了是至向对把被给驻过")


def numbered_roads(scan: Scan) -> list[Mention]:
    """318国道, 国道318线, G6京藏高速; they open longer names as the known places do."""
    if not any(road in scan.view for road in _ROADS):
        return []
    found = []
    for m in _ROAD.finditer(scan.view):
        above = scan.division_ending.get(m.start())
        city = above and not above.plain and (above.full or scan.view.endswith("号线", m.start(), m.end()))
        start = above.start if above and city else m.start()
        scan.sites[m.end()] = start
        found.append(Mention(start, m.end(), "LOC", "places.road", 0.9))
    return found


def joined(scan: Scan, found: Iterable[Mention], words: Words) -> list[Mention]:
    """What grows from the places found so far, and the halves of lists that they end."""
    ending: dict[int, Mention] = {}
    for m in found:
        if m.end not in ending or m.start < ending[m.end].start:
            ending[m.end] = m
    more = _crossings(scan, ending, words) + between(scan, ending, words)
    for end, m in ending.items():
        more += _longer(scan, m, end, words)
        if scan.view[m.start - 1 : m.start] in ("、", "和", "及", "与") and scan.view.endswith(
            _LISTED, m.start, end
        ):
            more += _halves(scan, m.start - 1, ending, words, sure=False)
    for counted in _COUNTED.finditer(scan.view):
        if scan.is_boundary(counted.end()):
            more += _halves(scan, counted.start(), ending, words, sure=True)
    return more


def _longer(scan: Scan, m: Mention, end: int, words: Words) -> list[Mention]:
    """The section of a road, the group of a village, the house in a street, the seat of a county that begin with the place."""
    view = scan.view
    tail = None
    if view[end - 1] not in _GROWING:
        return []
    if view.endswith(_LONG_PLACES, m.start, end):
        tail = _SECTION.match(view, end)
        if tail and not _is_section(scan, end, tail.end() - 1):
            tail = None
        tail = tail or _STRETCH.match(view, end)
        if tail is None and (part := _NAMED_PART.match(view, end)) and part[1] not in words.common:
            tail = part
    elif view.endswith(_GROUPED, m.start, end):
        tail = _GROUP.match(view, end)
    elif view[end - 1] == "县" and m.source == "places.division":
        tail = _SEAT.match(view, end)
    if tail is None and view.endswith(_LINED, m.start, end):
        tail = _HOUSE.match(view, end) or _AT_ROAD.match(view, end)
    if tail is None and view.endswith(_SETTLED, m.start, end):
        tail = _NUMBERED.match(view, end)
    return [Mention(m.start, tail.end(), "LOC", "places.longer", 0.85)] if tail else []


def _is_section(scan: Scan, start: int, end: int) -> bool:
    """Whether what stands before 段 is a place or a side of the compass."""
    division = scan.division_ending.get(end)
    return (
        (division is not None and division.start == start)
        or scan.view[start:end] in "东南西北中"
        or scan.view[start : start + 1].isdigit()
    )


def _crossings(scan: Scan, ending: dict[int, Mention], words: Words) -> list[Mention]:
    """Two roads and the point where they meet: one place."""
    if not any(point in scan.view for point in _POINTS):
        return []
    found = []
    for m in _CROSSING.finditer(scan.view):
        at = m.start()
        if not scan.view.endswith(_ROAD_ENDS, 0, at) or not (second := _CROSSED.match(scan.view, m.end())):
            continue
        first = ending.get(at)
        start = first.start if first else _name_start(scan, at, _LONGEST_ROAD, words)
        if at - start >= _SHORTEST_ITEM:
            found.append(Mention(start, second.end(), "LOC", "places.crossing", 0.9))
    return found


def _name_start(scan: Scan, end: int, longest: int, words: Words) -> int:
    """Where the words before `end` begin that may be a name: back to a preposition, a verb, a mark."""
    start = end
    while start > 0 and scan.is_han(start - 1) and end - start < longest:
        token = scan.token_at(start - 1)
        piece = scan.view[token.start : start]
        if piece[-1] in _LEADS or token.pos[0] in "pucrd" or (token.pos == "v" and piece in words.common):
            break
        if end - token.start > longest:
            break
        start = token.start
    return start + (end - start > _SHORTEST_ITEM and scan.view[start] in _LEADS)


def _halves(scan: Scan, end: int, ending: dict[int, Mention], words: Words, *, sure: bool) -> list[Mention]:
    """The names in a list that ends at `end`, from the last to the first, as far as each can be one.

    `sure`: the word behind the list says what all of them are (两村), so that one of several characters may be a general word.
    """
    view = scan.view
    found: list[Mention] = []
    items = 0
    while end > 1:
        known = ending.get(end)
        start = known.start if known else _name_start(scan, end, _LONGEST_ITEM, words)
        joint = view[start - 1 : start]
        if known is None:
            size = end - start
            pieces = tuple(view[t.start : t.end] for t in scan.tokens_in(start, end)) if size else ()
            if not _SHORTEST_ITEM <= size <= _LONGEST_ITEM or not view[start:end].isalpha():
                break
            if sure and size == 2:
                general = view[start:end] in words.common and scan.token_at(start).pos[0] in "vrmd"
            else:
                general = view[start:end] in words.common or not words.is_name(pieces)
            if general:
                break
            found.append(Mention(start, end, "LOC", "places.listed", 0.8))
        items += 1
        if joint not in ("、", "和", "及", "与"):
            break
        end = start - 1
    # One name before 两村 is no list.
    return found if items > sure else []
