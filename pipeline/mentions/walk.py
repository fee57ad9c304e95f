"""The left edge of a name, found from its last word: the walk that organisations and places share.

From the head (总工会, 公司, 广场) the walk goes left over words that may belong to the name. It ends at an
anchor, which it takes in (a division path, a relation such as 市 or 该, a body found before), or before a
word that cannot stand inside a name (a preposition, a finite verb, a time, a number).
"""

from __future__ import annotations

from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Edge, Words
from pipeline.patterns import regex

_LONGEST = 30
# Part-of-speech tags (jieba's tag set, first letter) of words that end a name to the left.
_STOP_TAGS = frozenset("pcurfyoedt")
_CLOSERS = {"”": "“", "）": "（", ")": "("}
# Characters that end a name; those of _SOFT may yet be part of a company's core (恒和, 同仁) after a division.
_HARD_STOP = frozenset(
    "在由和与及向对从把被为到于的了是将等同据经按以且并或跟给让使令赴，。、；：？！“《》…—　 \n"
)
_SOFT_STOP = frozenset("和与及向对为将等同经以并")
_JOINTS = frozenset("和与及暨")
_BEFORE_RELATION = frozenset(
    "在由和与及向对从把被为到于的了是将等同据经按以且并或跟给让使令请获因即如赴后前中上时为原该年月日号"
)
_RELATIONS = frozenset("市区县省州镇乡村旗校厂院矿团")
# Of bureaus, whose papers name their own houses so: 局工人俱乐部.
_UNITS = frozenset("局段")
# A relation that is as well the last word of a name: 马兰+矿+工会.
_INSTITUTIONS = frozenset("厂矿院校")
_COLLECTIVE = frozenset("全各两三四五六七八九十多每另某级数几本")
# 县总工会会同县人社局: the verb, which the cut takes for a county's name.
_TOGETHER = "会同"
# Numbers inside names: 第三客运分公司, 中铁十二局.
_NUMBERED = regex(r"第?[一二三四五六七八九十〇零百]+(?![届期名季场次批轮一二三四五六七八九十百])")
_FACTORY_NUMBER = regex(r"[一二三四五六七八九十]+(?=[重建汽冶棉钢拖纺院](?![成设立筑制造]))")
# Numerals that company names like to begin with.
_LUCKY = frozenset("万千百三五七九双")
_SERIES = ("中铁", "中建", "中交", "中冶", "中煤", "中水", "中核", "中电", "中化", "铁建")


def left_edge(scan: Scan, head: int, words: Words, *, long: bool = False) -> Edge:
    """Walk left from the character offset `head`. `long`: verbs and other words do not end the name."""
    view = scan.view
    at = head
    pieces: list[str] = []
    nearest: Edge | None = None
    while at > 0 and head - at <= _LONGEST:
        anchored = _anchor(scan, at, pieces, words)
        if anchored and anchored.anchor != "maybe":
            return _sure(nearest) if nearest and anchored.anchor == "body" else anchored
        nearest = nearest or anchored
        char = view[at - 1]
        if char in _CLOSERS:
            opener = view.rfind(_CLOSERS[char], max(0, at - 14), at)
            inside = view[opener + 1 : at - 1]
            if opener <= 0 or any(c in "，。！？；、：“" for c in inside) or "简称" in inside:
                break
            pieces.append(view[opener:at])
            at = opener
            continue
        if not char.isalnum():
            break
        if char in _HARD_STOP:
            start = _core_start(scan, at) if char in _SOFT_STOP else None
            if (
                start is None
                and char in "和与及"
                and pieces
                and pieces[-1] in words.joined
                and scan.is_boundary(at - 1)
            ):
                start = at - 1
            if start is None:
                break
            pieces.append(view[start:at])
            at = start
            continue
        token = scan.token_at(at - 1)
        if joins_unions(scan, token.start):
            # The cut glued 和 to the name: 镇总工会 + 和平 + 湖枢纽项目.
            pieces.append(view[token.start + 1 : at])
            at = token.start + 1
            break
        left = _division_inside(scan, token.start, at)
        if left is not None and scan.division_ending[left].full:
            # The cut runs over the end of a division: 义乌 + 市佛堂.
            pieces.append(view[left:at])
            at = left
            continue
        piece = view[token.start : at]
        if token.start + 2 in scan.bodies and piece == "工会组织":
            break  # the cut glued the verb to the union
        trade = len(piece) > 1 and pieces and pieces[-1] == "业"  # 沐浴 + 业 + 商会
        if not trade and _stops(scan, token.start, piece, token.pos, words, long):
            if len(piece) == 1 and pieces and pieces[-1] in words.trades and _loose(scan, token.start):
                pieces.append(view[token.start - 1 : at])
                at = token.start - 1
            break
        if not _HARD_STOP.isdisjoint(piece[:-1]) and piece not in words.common:
            # The cut glued a preposition to the name: 由江 + 岳重机.
            cut = next(i for i in range(len(piece) - 1, 0, -1) if piece[i - 1] in _HARD_STOP)
            pieces.append(piece[cut:])
            at = token.start + cut
            break
        pieces.append(piece)
        at = token.start
    anchored = _anchor(scan, at, pieces, words) if at else None
    if anchored and anchored.anchor != "maybe":
        return _sure(nearest) if nearest and anchored.anchor == "body" else anchored
    if nearest and not (
        nearest.relation in _INSTITUTIONS
        and words.is_name(tuple(reversed(pieces[len(nearest.pieces) + 1 :])))
    ):
        return _sure(nearest)
    return Edge(at, "none", tuple(reversed(pieces)))


def joins_unions(scan: Scan, at: int) -> bool:
    """Whether the character at `at` joins what follows to a union before it; no union's name goes on so behind 工会."""
    return scan.view[at] in _JOINTS and at in scan.bodies and scan.view.endswith("工会", scan.bodies[at], at)


def _division_inside(scan: Scan, start: int, end: int) -> int | None:
    """The last end of a division between the two offsets."""
    for at in range(end - 1, start, -1):
        if at in scan.division_ending:
            return at
    return None


def _sure(edge: Edge) -> Edge:
    """A relation that was only remembered, taken."""
    return Edge(edge.start, "relation", edge.pieces, edge.relation)


def _anchor(scan: Scan, at: int, pieces: list[str], words: Words) -> Edge | None:
    """The anchor that ends at `at`, taken in."""
    view = scan.view
    division = scan.division_ending.get(at)
    if division and not division.plain and (division.full or _stands_alone(scan, division.start)):
        start = division.start
        above = scan.division_ending.get(start)
        return Edge(above.start if above and not above.plain else start, "division", tuple(pieces[::-1]))
    if at in scan.bodies:
        return Edge(scan.bodies[at], "body", tuple(pieces[::-1]))
    if at in scan.sites:
        above = scan.division_ending.get(scan.sites[at])
        return Edge(above.start if above else scan.sites[at], "site", tuple(pieces[::-1]))
    relation = _relation_before(scan, at, words)
    if not relation:
        return None
    inner = tuple(pieces[::-1])
    start = at - len(relation)
    before = view[start - 1] if start else "\n"
    division = scan.division_ending.get(start)
    if division and not division.plain and (division.full or _stands_alone(scan, division.start)):
        return Edge(division.start, "division", (relation, *inner), relation)
    if before in _RELATIONS and start > 1 and view[start - 2] in _COLLECTIVE:
        return Edge(start, "collective", inner, relation)
    if before in _COLLECTIVE or (before in "个家所" and start > 1 and view[start - 2].isnumeric()):
        return Edge(start, "collective", inner, relation)
    if not before.isalnum() or before in _BEFORE_RELATION or view.endswith(_TOGETHER, 0, start):
        return Edge(start, "relation", inner, relation)
    token = scan.token_at(start - 1)
    if (token.pos == "v" and before not in "站会所派") or _stops(
        scan, token.start, view[token.start : start], token.pos, words, False
    ):
        return Edge(start, "relation", inner, relation)
    if relation in words.place_relations:
        name = _place_name_before(scan, start, words)
        if name is not None:
            return Edge(name, "division", inner, relation)
    # After a noun the character may belong to the name (市重点站 + 区 + 管委会): go on, but remember it.
    doubtful = len(relation) == 1 and token.pos[0] == "n"
    return Edge(start, "maybe" if doubtful else "relation", inner, relation)


def _stands_alone(scan: Scan, start: int) -> bool:
    """Whether a stem starts a word and is no part of a longer name (南湖 in 小南湖)."""
    before = scan.view[start - 1] if start else "\n"
    return scan.is_boundary(start) and before not in "小大老新"


def _core_start(scan: Scan, at: int) -> int | None:
    """Start of a company core of two to four characters after a division that ends with `at` (北京 + 恒和).

    A preposition behind a whole body is none: 上河镇总工会 + 为.
    """
    if at - 1 in scan.bodies:
        return None
    return next(
        (s for s in range(at - 1, at - 5, -1) if s in scan.division_ending and scan.view[s:at].isalpha()),
        None,
    )


def _stops(scan: Scan, start: int, piece: str, pos: str, words: Words, long: bool) -> bool:
    """Whether a word ends the name to its right."""
    if piece in words.inner_verbs:
        return piece in ("联合", "组织", "合作", "指挥", "服务", "帮扶", "慰问") and start in scan.bodies
    kind = pos[0]
    if pos == "m" or piece.isdigit():
        if piece.startswith("第"):
            return not _NUMBERED.match(scan.view, start)
        if _FACTORY_NUMBER.match(scan.view, start):
            return False
        if piece in _LUCKY and _opens_name(scan, start):
            return False
        return not scan.view.endswith(_SERIES, 0, start)
    if long and len(piece) == 1:
        return False
    if kind == "q" and len(piece) == 1:
        return start > 0 and scan.view[start - 1].isnumeric()
    if kind == "v" and pos != "vn":
        return piece in words.common or (len(piece) == 1 and piece not in "站会所派")
    if kind in _STOP_TAGS and pos not in ("nr", "ns"):
        return piece in words.common or len(piece) == 1 or kind in "pcr"
    return False


def _opens_name(scan: Scan, start: int) -> bool:
    """Whether a company's name may begin here: after a division, a body or a pause (湖州 + 万邦达公司)."""
    if start == 0 or start in scan.division_ending or start in scan.bodies:
        return True
    return not scan.view[start - 1].isalnum()


def _loose(scan: Scan, start: int) -> bool:
    """Whether the word before `start` is a single character that may open a company's name (宏 + 昌 + 盐业)."""
    token = scan.token_at(start - 1) if start else None
    return (
        token is not None
        and token.end - token.start == 1
        and scan.is_han(start - 1)
        and scan.view[start - 1] not in _HARD_STOP
    )


def _relation_before(scan: Scan, at: int, words: Words) -> str:
    view = scan.view
    for start in (at - 3, at - 2, at - 1):
        if scan.is_boundary(start) and view[start:at] in words.relations:
            return view[start:at]
    char = view[at - 1]
    before = view[at - 2] if at >= 2 else "\n"
    if char == "县" and view.endswith(_TOGETHER, 0, at - 1):
        return char
    if char in _UNITS:
        own = (before in _BEFORE_RELATION or not before.isalnum()) and scan.is_boundary(at - 1)
        return char if own and scan.is_boundary(at) else ""
    if char not in _RELATIONS:
        return ""
    return char if scan.is_boundary(at - 1) or before in _BEFORE_RELATION or not before.isalnum() else ""


def _place_name_before(scan: Scan, at: int, words: Words) -> int | None:
    """Start of an unlisted place's name that ends at `at` (星桥 of 星桥街道); None where there is none."""
    start = at
    while start > 0 and at - start < 4 and scan.is_han(start - 1):
        token = scan.token_at(start - 1)
        piece = scan.view[token.start : start]
        if _stops(scan, token.start, piece, token.pos, words, False) or (
            piece in words.common and len(piece) > 1
        ):
            break
        if piece[-1] in _HARD_STOP:
            break
        start = token.start
    if not 2 <= at - start <= 4:
        start = next((e for e in (at - 2, at - 3, at - 4) if e in scan.division_ending), 0)
        if not start or not scan.division_ending[start].full or not scan.view[start:at].isalpha():
            return None
    above = scan.division_ending.get(start)
    return above.start if above else start
