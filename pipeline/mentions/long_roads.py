"""Roads and railways that are named after both their ends: 青山至石桥公路, with the tunnel or bridge on them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

# 青山 + 至石桥公路
_TO_END = regex(
    r"[至到](?!了|达|位)(\p{Han}{2,6}?)(?:高速公路|高速铁路|城际铁路|公路|铁路|高铁|高速|客专|城际|专线)(?!局|段|公司|集团|站|口|分局)"
)
# 从成都到青藏公路: where somebody went.
_WENT = frozenset("从由自在")
# Tags of general words that no place's name holds.
_NO_NAME_TAGS = "vrpucd"


def between(scan: Scan, ending: Mapping[int, Mention], words: Words) -> list[Mention]:
    """The roads that are named after two places; `ending` are the places found so far by their ends."""
    if "至" not in scan.view and "到" not in scan.view:
        return []
    found = []
    for m in _TO_END.finditer(scan.view):
        start = _place_start(scan, m.start(), ending)
        if start is None or scan.view[start - 1 : start] in _WENT:
            continue
        known = m.end(1) in scan.division_ending or m.end(1) in ending
        if not known and (scan.view[m.start()] == "到" or m[1] in words.common):
            continue
        if any(
            t.pos[0] in _NO_NAME_TAGS and scan.view[t.start : t.end] in words.common
            for t in scan.tokens_in(*m.span(1))
        ):
            continue
        # 西安至 + 十堰高铁西岭隧道
        end = max((p.end for p in ending.values() if p.start == m.start(1)), default=0)
        found.append(Mention(start, max(end, m.end()), "LOC", "places.between", 0.9))
    return found


def _place_start(scan: Scan, end: int, ending: Mapping[int, Mention]) -> int | None:
    """Where the place begins that ends at `end`, with those it is joined to by 至: 成都至达州 + 至万州高铁."""
    start: int | None = None
    while end > 0:
        division = scan.division_ending.get(end)
        place = ending.get(end)
        if place is None and division is None:
            break
        starts = [p.start for p in (place, division) if p is not None]
        start = min(starts)
        if scan.view[start - 1 : start] != "至":
            break
        end = start - 1
    return start
