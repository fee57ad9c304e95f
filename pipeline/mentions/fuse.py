"""Candidates → mentions: one visible policy for what stands where candidates overlap.

1. In the byline only its own persons stand; no mention crosses a field or a sentence.
2. The same span as ORG and as LOC is a doubtful name: ORG in the whole article where it acts anywhere, else LOC.
3. A name lies whole inside its longer form: each character of an ORG or LOC adds to its weight, so the longest
   match wins over what it holds, also over a person's name in it.
4. Otherwise the higher score wins, then the longer, then the earlier span.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from pipeline.patterns import regex
from pipeline.records import Extraction, Mention

_START = attrgetter("start")
_NAMES = frozenset(("PER", "ORG", "LOC"))
_PER_CHARACTER = 0.08
_LONGEST_COUNTED = 16
_AT = regex(
    r"(?:在|于|到|往|赴|至|从|走进|来到|走入|送往|送到|送至|设在|前往|抵达|位于|进入|深入|现场|门口|地点为|途经|途径|路过|经过|奔赴|赶赴|赶到|驶入|驶出|驶进|驶离|开进|搬进|莅临|登上|步入|设于|坐落于|坐落在|回到|留在|落户|沿|驻)$"
)
# 先后来到甲林场、乙煤矿和…: the verb holds for all of a list.
_AT_FIRST = regex(
    r"(?:来到|走进|深入|前往|抵达|途经|途径|位于|设在|参观|赶赴|赴|先后[到在]|分别[到在]|奔赴|送到|送至|送往|送进|进驻)了?[^，。；！？：\n]{1,60}[、和及与]$"
)
# 从胜利油田获悉: who tells is no place.
# 恒源矿 + 井口腾着白汽: here a place, even if its union acts elsewhere.
_TOLD_PLACE = "places.mouth"
_TOLD = ("获悉", "了解到", "得知")
_JOINTS = ("、", "和", "及", "与")
_VISITED = regex(r"(?:参观|游览|游玩)了?[^，。；]{0,20}$")
_HAPPENS = regex(
    r"[内里外]|门[口前]|井口|[一二三四五六七八九十]楼|周边|旁|举行|举办|开幕|落幕|闭幕|开赛|启动|开讲|开班|开课|上演|展出|揭牌|亮相|收官|参观|集合|救治|就医|治疗|看病|分别"
)
_ACTS = regex(
    r"的?(?:工作人员|采血车|献血车|体检车|流动车|\p{Han}{1,4}科(?!技|学|普)|党委|党组|工会|院长|校长|馆长|主任|副|书记|教授|医务人员|医护|医生|医师|护士|民警|辅警|干警|法官|警官|调解员|所长|庭长|护师|技师|药师|教师|老师|职工|员工|专家|负责人|主办|承办|协办|联合|组织|提供|派出|选派|"
    r"代表队|队|还|获|荣获|夺|表示|介绍|将|为|向|与|和|的\d+[名位])"
)
_HOSTS = regex(r"[、和与][^，。]{1,30}(?:主办|承办|协办|联合举办|共同举办)")
_ACTOR_BEFORE = regex(r"(?:由|与|和|同|联合|携手|会同|邀请|经|来自|、)$")
# Kinds that are bodies unless the text uses them as a place only.
_BODY_KINDS = frozenset({"school", "company", "government", "union_affiliate"})
_VENUE_ENDS = ("文化宫", "俱乐部", "疗养院", "活动中心", "文体中心")


def fuse(x: Extraction, candidates: Iterable[Mention]) -> list[Mention]:
    """The mentions that stand, without overlaps, by start."""
    pool = _settled(x, _in_one_piece(x, candidates))
    pool.sort(key=_rank)
    taken: list[Mention] = []
    occupied = bytearray(len(x.text))
    for m in pool:
        if 1 not in occupied[m.start : m.end]:
            occupied[m.start : m.end] = b"\1" * (m.end - m.start)
            taken.append(m)
    return sorted(taken, key=_START)


def _rank(m: Mention) -> tuple[float, int, int]:
    length = m.end - m.start
    counted = min(length, _LONGEST_COUNTED) if m.label in _NAMES else 2
    return -(m.score + _PER_CHARACTER * counted), -length, m.start


def _in_one_piece(x: Extraction, candidates: Iterable[Mention]) -> list[Mention]:
    """Those that lie in one sentence (what stands before the first belongs to it) and one field, if theirs."""
    found: list[Mention] = []
    walls = [s.start for s in x.sentences[1:]]
    walls.append(len(x.text) + 1)
    for m in candidates:
        if m.end <= walls[bisect_right(walls, m.start)]:
            field = x.field_at(m.start)
            if m.end <= field.end and (field.name == "byline") == (m.source == "byline"):
                found.append(m)
    return found


def _settled(x: Extraction, pool: list[Mention]) -> list[Mention]:
    """The pool with each doubtful name under one label only."""
    if not any(m.source.startswith("places.venue") for m in pool):
        return pool
    spans: dict[tuple[int, int], dict[str, Mention]] = defaultdict(dict)
    for m in pool:
        if m.label == "ORG" or m.source.startswith("places.venue"):
            old = spans[m.start, m.end].get(m.label)
            if old is None or old.score < m.score:
                spans[m.start, m.end][m.label] = m
    doubtful = {x.view[start:end] for (start, end), labels in spans.items() if len(labels) == 2}
    names: dict[str, list[Mention]] = defaultdict(list)
    for (start, end), labels in spans.items():
        if (name := x.view[start:end]) in doubtful:
            names[name].append(labels.get("ORG") or labels["LOC"])
    if not names:
        return pool
    bodies = {name for name, mentions in names.items() if _is_body(x, name, mentions)}
    return [
        m
        for m in pool
        if m.label not in ("ORG", "LOC")
        or m.source == _TOLD_PLACE
        or (name := x.view[m.start : m.end]) not in names
        or (m.label == "ORG") == (name in bodies)
    ]


def use_of(view: str, spans: Iterable[tuple[int, int]]) -> str:
    """What the text does with a name at its places: `acts` where it acts anywhere, else `place` where it is one, or ``."""
    placed = owns = False
    for start, end in spans:
        before, after = view[max(0, start - 4) : start], view[end : end + 6]
        at = bool(_AT.search(before)) or bool(_VISITED.search(view, max(0, start - 24), start))
        if before.endswith("从") and after.startswith(_TOLD):
            at = False
        if not at and before[-1:] in _JOINTS:
            at = bool(_AT_FIRST.search(view, max(0, start - 64), start))
        if not at and after.startswith("工会"):
            owns = True  # its union, which is another body
            continue
        if not at and (_ACTOR_BEFORE.search(before) or _ACTS.match(after)) and not _HAPPENS.match(after):
            return "acts"
        if not at and _HOSTS.match(view, end):
            return "acts"
        placed = placed or at or bool(_HAPPENS.match(after))
    return "place" if placed else "acts" if owns else ""


def _is_body(x: Extraction, name: str, mentions: list[Mention]) -> bool:
    """Whether a doubtful name acts anywhere; without a sign either way its kind decides."""
    if "工会" in name and name.endswith(("学院", "学校")):
        return True
    use = use_of(x.view, [(m.start, m.end) for m in mentions])
    if use == "acts":
        return True
    placed = use == "place"
    kinds = {m.source.split(".")[1] for m in mentions if m.label == "ORG" and "." in m.source}
    if "known" in kinds and name.endswith("油田"):
        return not placed
    return not placed and not kinds.isdisjoint(_BODY_KINDS) and not name.endswith(_VENUE_ENDS)
