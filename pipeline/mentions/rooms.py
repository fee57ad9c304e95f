"""Places inside a body or a place: halls and workshops, and what stands in a plant (冷轧厂 + 主控楼, 松岗矿 + 主井口).

A plant may be one that has no name of its own (第三炼钢厂, 烧结厂): where its installation is looked at or visited, a
place is told. A zone that stands right before the body belongs to the place (城东工业园区 + 宏远公司 + 缝制车间).
"""

from __future__ import annotations

from pipeline.mentions.scan import Scan
from pipeline.mentions.walk import left_edge
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

# Who works in a workshop, and its own crews: 铸造车间主任, 合成车间甲班.
_STAFF = regex(
    r"[副甲乙丙丁]?(?:主任|主管|经理|书记|负责人|职工|工人|员工|女工|党|团|工会|班|组|队|代表|骨干|技[术师]|师傅|操作|维修|钳工|焊工|电工|检修)"
)
_FLOOR = regex(r"[一二三四五六七八九十\d负]{1,2}[楼层]$")
# 二号 + 车间, 1206 + 工作面
_NUMBER = regex(r"第?(?:\d{1,5}|[一二三四五六七八九十]{1,3})[号#]?$")
_LONGEST_NUMBER = 7
# A workshop is as well a body, which wins prizes and sends its people: a place only where something is in it.
_IN_IT = regex(r"[里内中外]|门口|现场|一角|举|开|召|启|为|看望|慰问|参观|看到|，")
_AT = regex(
    r"(?:在|到|走进|来到|走入|送进|送到|送至|深入|前往|位于|进入|赴|[察查]看了?|参观了?|视察了?|检查了?|走访了?)$"
)
_CREWS = ("车间", "作业区")
_WORKSHOPS = ("车间", "厂房", "线", "平台", "基地", "场")
# More than its owner has, of which it is the longer form, also where so many characters add no weight.
_ROOM = 0.95
# Characters between a body and its room.
_LONGEST_MODIFIER = 6
# 慰问组 + 走上 + 炉台
_GOES = regex(r"[走来赶送登进入到赴回去看]|深入|慰问|检查|参观|调研|督查|视察|巡视|前往")
# 联建楼 + 广场: the room may open a longer name.
_MORE = regex(r"(?:门?前)?(?:小?广场|大厅|会议室|活动室|走廊|门厅|停车场|操场|大院)")
# The mouth of a pit is no part of a mine's name where it is only described (松岗矿 + 井口冒着白汽); one goes to 松岗矿井口.
MOUTH = "井口"
# The camp of a numbered crew: 测井三公司105队临时驻地.
_CAMP = regex(
    r"(?:(?<!\p{Han})|(?<=[在到往赴向回离从至由])|(?<=[司局厂团田矿]))(?:\p{Han}{2,4}?第?[一二三四五六七八九十]{1,2}(?:分?公司|[厂处队]|大队))?"
    r"\d{2,5}(?:钻井|作业|修井|测井|物探|勘探|地质|施工)?队(?:的?临时)?(?:驻地|营地|宿营地)"
)
_UNION_ENDS = ("工会", "工会联合会")
# What lies there is no room of it.
_BESIDE = frozenset(("后方", "前方", "旁边", "附近", "对面", "周边", "门前", "门口", "外面", "两侧"))
# What stands before the site of a plant that has no name of its own: a verb of going or looking there, a mark, a list.
_SEEN = regex(
    r"(?:在|到|赴|往|沿|从|由|去|看了?|[走来][进到入]了?|进入|深入|前往|参观了?|检查了?|视察了?|督查了?|督导了?|走访了?|巡查了?|看望了?|直奔|奔赴|位于|[、和与及\n，。：；“”】△▲●■）]|^)$"
)
# A machine is looked at or stood before; what is done to it is no place: 2号高炉大修.
_STOOD_AT = regex(r"[，。、；：和及与的里内中上前旁边]|看望|慰问|检查|查看|巡检|值守|作业现场|$")
_PLANT_ENDS = "厂矿"
_SHORTEST_PLANT, _LONGEST_PLANT = 2, 4
_ORDINAL = regex(r"第[一二三四五六七八九十\d]{1,2}$")
# 该厂, 一家炼钢厂: not named.
_ANY, _UNNAMED = frozenset("该本各每某全两一这那"), tuple("家座个所间处该本各每某全")
_ZONE = regex(r"(?:园区?|基地|[镇乡村县市区]|街道)$")
_LONGEST_ZONE = 24


def room(scan: Scan, start: int, end: int, words: Words, *, machine: bool = False) -> Mention | None:
    """A part of a named body or place: 东港造船有限公司 + 焊接 + 车间, 县总工会 + 二楼 + 会议室.

    `machine`: the head names a machine (高炉), a place only where one stands at it.
    """
    view = scan.view
    if _STAFF.match(view, end) or (machine and not _STOOD_AT.match(view, end)):
        return None
    # 包装车间, 熔炼车间: a workshop is named after what is done there.
    process = machine or view[start] == "炉" or view.endswith(_WORKSHOPS, start, end)
    at = start
    while at > 0 and start - at <= _LONGEST_MODIFIER:
        owner, source = _owner(scan, at), "places.room"
        if view[at - 1] in _PLANT_ENDS:
            if owner is None:
                owner = _plant(scan, at, words)
            short = owner is not None and at - 1 - owner <= _LONGEST_PLANT
            if owner is not None and short and _SEEN.search(view, max(0, owner - 3), owner):
                source = "places.installation"
        if owner is not None:
            if view.endswith(_UNION_ENDS, owner, at) and view.startswith(MOUTH, start):
                return None  # 市总工会 + 井口安检
            if is_described(view, owner, end) and end - at == len(MOUTH):
                return Mention(owner, at, "LOC", "places.mouth", _ROOM)
            if view.endswith(_CREWS, start, end) and not _is_place(view, owner, end):
                return None
            more = _MORE.match(view, end)
            return Mention(_with_zone(scan, owner), more.end() if more else end, "LOC", source, _ROOM)
        if floor := _FLOOR.search(view, max(0, at - 4), at):
            at = floor.start()
            continue
        if number := _NUMBER.search(view, max(0, at - _LONGEST_NUMBER), at):
            at = number.start()
            continue
        token = scan.token_at(at - 1)
        if at == start and at < token.end <= end and token.pos[0] == "n":
            at = token.start  # 装配车间 is one word
            continue
        # The tags of such verbs are a guess: 整经 comes as an adverb.
        verbal = process and token.pos[0] in "vda" and token.end - token.start > 1
        verbal = verbal and not _GOES.search(view, token.start, at)
        if (
            token.end != at
            or view[token.start : at] in _BESIDE
            or not (verbal or token.pos[0] in "nfb" or token.pos == "vn")
        ):
            return None
        at = token.start
    return None


def camps(scan: Scan) -> list[Mention]:
    """The camps of numbered crews."""
    # Seldom; a search for two words costs a tenth of one for the pattern.
    if "驻地" not in scan.view and "营地" not in scan.view:
        return []
    return [
        Mention(scan.bodies.get(m.start(), m.start()), m.end(), "LOC", "places.camp", 0.9)
        for m in _CAMP.finditer(scan.view)
    ]


def is_described(view: str, start: int, end: int) -> bool:
    """Whether the mouth of a pit that ends at `end` is told of, and nobody goes there; the mine begins at `start`."""
    return view.startswith(MOUTH, end - len(MOUTH)) and not _AT.search(view, max(0, start - 4), start)


def _owner(scan: Scan, at: int) -> int | None:
    """Start of the body, place or division in full that ends at `at`."""
    owner = scan.bodies.get(at, scan.sites.get(at))
    division = scan.division_ending.get(at)
    if owner is None and division and division.full:
        return division.start
    return owner


def _plant(scan: Scan, at: int, words: Words) -> int | None:
    """Start of the plant that ends at `at` (第三炼钢厂, 冷轧厂), where it stands in a frame of going or looking there."""
    view, end = scan.view, at - 1 - (scan.view[at - 2 : at - 1] == "分")
    start = scan.token_at(end - 1).start if end else 0
    if end - start < _SHORTEST_PLANT:
        start = left_edge(scan, end, words).start
    if not _SHORTEST_PLANT <= end - start <= _LONGEST_PLANT or not view[start:end].isalpha():
        return None
    if number := _ORDINAL.search(view, max(0, start - _LONGEST_NUMBER), start):
        start = number.start()
    division = scan.division_ending.get(start)
    if division and not division.plain:
        start = division.start
    if view[start] in _ANY or view[start - 1 : start] in _UNNAMED:
        return None
    return start if _SEEN.search(view, max(0, start - 3), start) else None


def _with_zone(scan: Scan, owner: int) -> int:
    """Where the zone begins that stands right before the owner, or the owner."""
    site = scan.sites.get(owner)
    if site is not None and owner - site <= _LONGEST_ZONE and _ZONE.search(scan.view, site, owner):
        return site
    division = scan.division_ending.get(owner)
    if division and division.full and not division.plain:
        return division.start
    return owner


def _is_place(view: str, start: int, end: int) -> bool:
    return bool(_AT.search(view, max(0, start - 4), start) or _IN_IT.match(view, end))
