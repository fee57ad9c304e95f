"""What the network heard, mended before it is weighed: brackets closed, joined unions parted, common nouns left out.

A venue's name is as a rule the network's ORG where a body's name begins it (某厂俱乐部) and its LOC elsewhere (某影城);
what the article does with it says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.lexicon import Endings, occurrences
from pipeline.mentions.fuse import use_of
from pipeline.mentions.rooms import MOUTH, is_described
from pipeline.mentions.scan import Scan
from pipeline.patterns import regex
from pipeline.records import Mention

# 镇总工会和平湖枢纽项目工会: no union's name goes on with 和 behind 工会.
_JOINT = regex(r"工会[和与及暨]")
# 苗岭镇 + 至 + 云门乡
_BOTH_ENDS = regex(r"(\p{Han}{1,6}[镇乡村县市区])[至到](\p{Han}{1,6}[镇乡村县市区])")
_LONGEST_BRACKET = 8
_TO = regex("[至到]")
# Venues that are as well businesses, which offer something as bodies do.
_BUSINESSES = ("影城", "影院", "影楼", "宾馆", "酒店", "饭店", "书店", "度假村", "景区", "剧院", "大剧院")
# What is built, and the site where it is: of 运河工地 the first half is no name.
_BUILT = frozenset(
    ("运河", "大桥", "隧道", "水库", "大坝", "船闸", "枢纽", "水渠", "高速", "铁路", "高铁", "地铁")
)
_SITES = ("工地", "工程", "项目", "建设", "施工")
_SURE_LOC, _SURE_ORG = 0.85, 0.9
_FRAMED = ("以", "把", "将", "使")
# 青山省劳动模范: whose honour it is.
_HONOUR = regex(
    r"级?(?:劳动模范|五一(?:劳动|巾帼)|工人先锋号|技术能手|道德模范|三八红旗|“[^“”，。]{2,12}”(?:名单|称号|荣誉|奖))"
)
_OFFERS = regex(r"(?:还|也|专门|特意|主动)?(?:为\p{Han}|免费|向\p{Han}|推出|给\p{Han})")


def mended(scan: Scan, heard: Iterable[Mention], venues: Endings, nouns: frozenset[str]) -> list[Mention]:
    """The network's names as they are weighed; `venues` are the last words of places, `nouns` no names."""
    found = []
    for n in heard:
        if n.label == "PER":
            found.append(n)
            continue
        text = scan.view[n.start : n.end]
        whole = "（" not in text and (
            "工会" not in text[:-2] if n.label == "ORG" else not text.endswith(MOUTH) and not _TO.search(text)
        )
        for m in (n,) if whole else _parted(scan, n):
            text = scan.view[m.start : m.end]
            if m.label == "ORG" or not (_is_noun(scan, m, text, nouns) or _HONOUR.match(scan.view, m.end)):
                found.append(_settled(scan, m, text, venues))
    return found


def _is_noun(scan: Scan, m: Mention, text: str, nouns: frozenset[str]) -> bool:
    """Whether a place is called by a common noun: 井口, 运河 + 工地."""
    return text in nouns or (text in _BUILT and scan.view.startswith(_SITES, m.end))


def _parted(scan: Scan, n: Mention) -> list[Mention]:
    """The name with the bracket closed that it opens; the two unions or places that it joins; a mine without
    its pit's mouth.
    """
    view = scan.view
    if n.label == "LOC" and (ends := _BOTH_ENDS.fullmatch(view, n.start, n.end)):
        return [replace(n, end=ends.end(1)), replace(n, start=ends.start(2))]
    if n.label == "LOC" and is_described(view, n.start, n.end) and n.end - n.start > len(MOUTH):
        return [n if view[n.end - len(MOUTH) - 1] in "主副号立斜" else replace(n, end=n.end - len(MOUTH))]
    opened = view.rfind("（", n.start, n.end)
    if opened > 0 and view.find("）", opened, n.end) < 0:
        closed = view.find("）", n.end, n.end + _LONGEST_BRACKET)
        return [replace(n, end=closed + 1)] if closed == n.end else [n]
    if n.label == "ORG" and (joint := _JOINT.search(view, n.start, n.end - 2)):
        return [replace(n, end=joint.end() - 1), replace(n, start=joint.end())]
    return [n]


def _settled(scan: Scan, n: Mention, text: str, venues: Endings) -> Mention:
    """A venue under the label that the article's use of it gives it."""
    head = venues.longest(text)
    if not head or head == text:
        return n
    if n.label == "LOC":
        offers = bool(text.endswith(_BUSINESSES) and _OFFERS.match(scan.view, n.end))
        offers = offers and not scan.view.endswith(_FRAMED, 0, n.start)
        if offers and _use(scan, text) == "acts":
            # As sure as it was of a place that it need not share with the rules.
            return replace(n, label="ORG", score=max(n.score, _SURE_ORG) if n.score >= _SURE_LOC else n.score)
        return n
    return replace(n, label="LOC") if _use(scan, text) == "place" else n


def _use(scan: Scan, text: str) -> str:
    return use_of(scan.view, [(start, end) for _, start, end in occurrences(scan.view, [text])])
