"""Places: divisions and their paths, known places, and names that end in a venue word (馆, 公园, 工地 …).

A venue's name is found from its last word to the left like an organisation's. Which of a place and an
organisation a doubtful name is (a hospital that acts, a hospital where something happens) is decided in
`fuse.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.lexicon import read_table
from pipeline.mentions.divisions import DivisionSpan
from pipeline.mentions.scan import Scan
from pipeline.mentions.walk import Words, left_edge
from pipeline.records import Mention

_ROAD = re.compile(r"[GS]?\d{1,4}(?:国道|省道|县道|线国道)")
# An honour, a congress or a bare union after a division: no place is meant (江苏省劳动模范, 北京市工会十五大).
_HONOUR = re.compile(
    r"级?(?:五一|劳动模范|劳模|工匠|大工匠|先进|优秀|模范|工人先锋号|技术能手|技能大师|三八|青年岗位|首席|十佳|最美|道德模范|人大代表|政协委员|工会|总工会)"
)
_PLACE_BEFORE = frozenset("在到从赴自于往离抵住达")
_INSIDE = frozenset("内外里上下旁边门周附中口前处畔")
_PREPOSITION = re.compile(r"[在到赴沿至往抵](?=[\u4e00-\u9fff]{2})")
_NATURE = frozenset("岛湖山河江村镇桥湾港屯庄岭峰滩沟溪坝路街巷")
_COORDINATED = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳台]{2,4})(?=[两三四]地|[两三四]省)"
)
_LABEL = re.compile(r"【([\u4e00-\u9fff]{1,6}[区县市镇乡旗])】")
_REFUSED = frozenset(["该", "企业", "公司", "集团", "世界", "国际", "全国", "省级", "市级", "区级", "县级"])


class PlaceFinder:
    """Finds places."""

    def __init__(self, heads: Iterable[tuple[str, str]], known: Iterable[str], words: Words) -> None:
        self.heads = list(heads)
        self.words = words
        self._heads = AhoCorasick([h for h, _ in self.heads], matchkind=MatchKind.LeftmostLongest)
        self._known = AhoCorasick(list(known), matchkind=MatchKind.LeftmostLongest)

    @classmethod
    def load(cls, directory: Path, words: Words) -> PlaceFinder:
        """Read `place_heads.tsv` and `known_places.tsv`."""
        heads = read_table(
            directory / "place_heads.tsv", ["head", "grade"], optional=["example"], key=["head"]
        )
        known = read_table(directory / "known_places.tsv", ["name"], key=["name"])
        return cls([(r["head"], r["grade"]) for r in heads], [r["name"] for r in known], words)

    def __call__(self, scan: Scan) -> list[Mention]:
        """All place candidates; call after `mark` and after the organisations have filled `scan.bodies`."""
        found = [Mention(m.start(), m.end(), "LOC", "places.road", 0.9) for m in _ROAD.finditer(scan.view)]
        for m in _COORDINATED.finditer(scan.view):
            found += [Mention(i, i + 1, "LOC", "places.shorthand", 0.9) for i in range(m.start(1), m.end(1))]
        for m in _LABEL.finditer(scan.view):
            found.append(Mention(m.start(1), m.end(1), "LOC", "places.label", 0.9))
        for end, start in scan.sites.items():
            if not _HONOUR.match(scan.view, end):
                found.append(Mention(start, end, "LOC", "places.known", 0.8))
        found += [mention for d in scan.divisions if (mention := self._division(scan, d))]
        found += self._venues(scan)
        found += self._again(scan, found)
        return [m for m in found if not scan.in_work(m.start, m.end) and not _inside_label(scan, m)]

    def mark(self, scan: Scan) -> None:
        """Enter the known places into `scan.sites`, where names of bodies may begin (加拿大 + 国家铁路公司)."""
        for _, start, end in self._known.find_matches_as_indexes(scan.view):
            if scan.is_boundary(start) or scan.is_boundary(end):
                scan.sites[end] = start

    def _division(self, scan: Scan, d: DivisionSpan) -> Mention | None:
        if _HONOUR.match(scan.view, d.end) or scan.view.startswith("舰", d.end):
            return None
        if d.full and not d.plain:
            return Mention(d.start, d.end, "LOC", "places.division", 0.85)
        if not (scan.is_boundary(d.start) and scan.is_boundary(d.end)):
            return None
        tag = scan.token_at(d.start).pos
        before = scan.view[d.start - 1] if d.start else "\n"
        if d.pieces > 1 or (not d.plain and (tag == "ns" or d.level <= 4)):
            return Mention(d.start, d.end, "LOC", "places.stem", 0.75)
        if (
            before in _PLACE_BEFORE
            or before in "【"
            or (not d.plain and (tag.startswith("nr") or before in "、\n"))
        ):
            return Mention(d.start, d.end, "LOC", "places.stem", 0.7)
        return None

    def _venues(self, scan: Scan) -> list[Mention]:
        found: list[Mention] = []
        for index, start, end in self._heads.find_matches_as_indexes(scan.view):
            head, grade = self.heads[index]
            if not scan.is_boundary(end) and scan.view[end] not in _INSIDE:
                continue
            mention = (
                self._short(scan, start, end) if grade == "tight" else self._venue(scan, head, start, end)
            )
            if mention:
                scan.sites[end] = mention.start
                found.append(mention)
        return found

    def _venue(self, scan: Scan, head: str, start: int, end: int) -> Mention | None:
        edge = self.words.trim(left_edge(scan, start, self.words))
        if edge.anchor == "collective" or (edge.anchor == "relation" and edge.relation in _REFUSED):
            return None
        named = self.words.is_name(edge.pieces)
        if (edge.anchor == "none" and not named) or (
            edge.anchor == "relation" and not edge.pieces and scan.bodies.get(end) != edge.start
        ):
            return None
        if edge.anchor == "body" and not named and head in ("基地", "工地", "服务站", "驿站"):
            return None
        begin = scan.bodies.get(edge.start, edge.start) if edge.anchor == "division" else edge.start
        return Mention(begin, end, "LOC", f"places.venue.{edge.anchor}", 0.75)

    def _short(self, scan: Scan, start: int, end: int) -> Mention | None:
        """A name of one to three characters and one head character: 云龙湖, 平湖村."""
        whole = scan.division_ending.get(end)
        if whole and scan.is_boundary(whole.start):
            return None
        token = scan.token_at(start)
        division = scan.division_ending.get(start)
        if (
            division
            and not division.full
            and not division.plain
            and scan.is_boundary(division.start)
            and scan.is_boundary(start)
        ):
            above = scan.division_ending.get(division.start)
            return Mention(above.start if above else division.start, end, "LOC", "places.short", 0.7)
        if token.pos in ("ns", "nrt", "nr") and token.end == end and end - token.start >= 3:
            begin = next((e for e in range(start, token.start, -1) if e in scan.division_ending), token.start)
            above = scan.division_ending.get(begin)
            return Mention(above.start if above else begin, end, "LOC", "places.tagged", 0.65)
        if token.start < start and token.pos not in ("ns", "nr", "nrt"):
            return None
        edge = left_edge(scan, start, self.words)
        size = sum(map(len, edge.pieces))
        if size and any(t.pos[0] in "vdprcm" for t in scan.tokens_in(start - size, start)):
            return None
        known = edge.anchor == "none" and start > 0 and scan.token_at(start - 1).pos == "ns"
        if (
            (1 if edge.anchor == "division" else 2) <= size <= 3
            and edge.anchor in ("division", "none")
            and (known or self.words.is_name(edge.pieces))
        ):
            return Mention(edge.start, end, "LOC", "places.short", 0.6)
        return None

    def _again(self, scan: Scan, found: list[Mention]) -> list[Mention]:
        """Names after a preposition of place (在开沙岛), there and wherever else they stand."""
        names: set[str] = set()
        for m in _PREPOSITION.finditer(scan.view):
            start = m.end()
            end = next(
                (
                    e
                    for e in range(start + 2, start + 6)
                    if scan.view[e - 1 : e] in _NATURE and scan.is_boundary(e)
                ),
                0,
            )
            name = scan.view[start:end]
            if not end or name in self.words.common:
                continue
            pieces = [scan.view[t.start : t.end] for t in scan.tokens_in(start, end)]
            whole = (
                len(pieces) == 1
                and scan.is_boundary(start)
                and (scan.view[end - 1] not in "路街" or scan.view[m.start()] == "沿")
            )
            if (whole or scan.view.count(name) > 1) and not any(
                p in self.words.common and len(p) > 1 for p in pieces
            ):
                names.add(name)
        taken = {(m.start, m.end) for m in found}
        spans = [m.span() for name in names for m in re.finditer(name, scan.view)]
        return [Mention(s, e, "LOC", "places.again", 0.7) for s, e in spans if (s, e) not in taken]


def _inside_label(scan: Scan, m: Mention) -> bool:
    """Whether the place is only a part of a short quoted name (“北京市技术能手”)."""
    return any(s <= m.start and m.end <= e and (m.start, m.end) != (s, e) for s, e in scan.labels)
