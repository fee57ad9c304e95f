"""Organisations: [division | relation] + modifiers + head word, known names, and short forms defined in the text.

Heads and their grades are in `organization_heads.tsv`. A name is found from its last word to the left
(`walk.left_edge`); a department directly after a body joins it; a short form that the text defines
(以下简称“X”) or the core of a full company name is then looked for in the whole article.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.lexicon import read_table, read_words, word_finder
from pipeline.mentions.accept import SINGLE_RELATIONS, TITLE_NEXT, Head, accept
from pipeline.mentions.divisions import DivisionFinder
from pipeline.mentions.names import NameModel
from pipeline.mentions.scan import Scan
from pipeline.mentions.short_forms import coordinated, short_forms, short_unions, studios, union_posts
from pipeline.mentions.teams import teams
from pipeline.mentions.trade_names import TradeNames
from pipeline.mentions.walk import joins_unions, left_edge
from pipeline.mentions.words import Edge, Words
from pipeline.patterns import regex
from pipeline.records import Mention

_COURIER_NEXT = regex(r"(?:员|小哥|骑手)")
# 公司工会组织了80人听课: a verb, and no 工会组织.
_ORGANIZES = regex(r"组织(?:了|“|\d|[一两二三四五六七八九十百]+[名人]|职工|会员|员工|女工|青年|全体|一线|各)")
# Numbered bureaus of the construction groups: 中铁十二局, 中建三局一公司.
_BUREAU = regex(
    r"中国[一二三四五六七八九十]+冶(?:集团)?|中(?:铁|建|交|冶|煤|水|核|电建|化)(?:[一二三四五六七八九十]+|隧道|大桥|电气化)"
    r"(?:局|冶|航局|公局|工局)(?:集团)?(?:第?[一二三四五六七八九十]+(?:公司|处))?"
)


class OrganizationFinder:
    """Finds organisations."""

    def __init__(
        self,
        heads: Iterable[Head],
        known: Iterable[str],
        industries: Iterable[str],
        words: Words,
        names: NameModel,
        divisions: DivisionFinder,
    ) -> None:
        self.heads = list(heads)
        self.words = words
        self.names = names
        self.divisions = divisions
        self.industries = tuple(industries)
        self.trade_names = TradeNames(self.industries, words)
        self._heads = word_finder(h.text for h in self.heads)
        self._known = list(known)
        self._known_names = word_finder(self._known)

    @classmethod
    def load(
        cls, directory: Path, words: Words, names: NameModel, divisions: DivisionFinder
    ) -> OrganizationFinder:
        """Read `organization_heads.tsv`, `known_organizations.tsv` and `industries.txt`."""
        heads = read_table(
            directory / "organization_heads.tsv",
            ["head", "kind", "grade"],
            optional=["example"],
            key=["head"],
        )
        known = read_table(directory / "known_organizations.tsv", ["name", "kind"], key=["name"])
        return cls(
            [Head(r["head"], r["kind"], r["grade"]) for r in heads],
            [r["name"] for r in known],
            read_words(directory / "industries.txt"),
            words,
            names,
            divisions,
        )

    def __call__(self, scan: Scan, people: Iterable[Mention] = ()) -> list[Mention]:
        """All organisation candidates, given those of people; `scan.bodies` is filled on the way."""
        found = self._known_bodies(scan)
        found += studios(scan, self.names)
        found += short_unions(scan)
        found += self._by_head(scan)
        found += teams(scan)
        found += union_posts(scan)
        found += short_forms(scan, found, self.divisions, self.words)
        found += self.trade_names(scan, people)
        found += coordinated(scan, found)
        return [m for m in found if not scan.in_work(m.start, m.end)]

    def _known_bodies(self, scan: Scan) -> list[Mention]:
        found = []
        for m in _BUREAU.finditer(scan.view):
            scan.bodies[m.end()] = m.start()
            found.append(Mention(m.start(), m.end(), "ORG", "organizations.company.bureau", 0.9))
        for d in scan.divisions:
            if (
                d.full
                and not d.plain
                and scan.view.endswith(_BODY_DIVISIONS, 0, d.end)
                and d.end - d.start > 4
            ):
                scan.bodies[d.end] = d.start
                found.append(Mention(d.start, d.end, "ORG", "organizations.company.division", 0.85))
        for index, start, end in self._known_names.find_matches_as_indexes(scan.view):
            name = self._known[index]
            if _COURIER_NEXT.match(scan.view, end) and name[-2:] in ("快递", "外卖", "物流"):
                end -= 2
            if name[-1] in "部委局" and scan.view.startswith(("门", "分", "队", "员", "长"), end):
                continue
            if end - start == 2 and not (
                scan.is_boundary(start) and (scan.is_boundary(end) or len(name) > 2)
            ):
                continue
            scan.bodies[end] = start
            found.append(Mention(start, end, "ORG", "organizations.known", 0.85))
        return found

    def _by_head(self, scan: Scan) -> list[Mention]:
        found: list[Mention] = []
        for index, start, end in self._heads.find_matches_as_indexes(scan.view):
            head = self.heads[index]
            if end in scan.bodies or not self._ends_here(scan, head, start, end):
                continue
            if head.text == "总工会" and (begin := self._zone(scan, start)) is not None:
                scan.bodies[end] = begin
                found.append(Mention(begin, end, "ORG", "organizations.union.zone", 0.9))
                continue
            edge = self.words.trim(left_edge(scan, start, self.words, long=head.grade == "long"))
            score = accept(scan, head, edge, start, end, self.words, self.industries)
            if score:
                # A group's name before the place of its branch: 国网 + 江苏省电力公司, 中国移动 + 盐城分公司.
                joined = joins_unions(scan, edge.start) and not _full_division_at(scan, edge.start)
                begin = edge.start + joined  # 镇总工会和 + 顺达公司工会, which is not in 和顺
                if head.kind in ("company", "union"):
                    begin = scan.bodies.get(begin, begin)
                division = scan.division_ending.get(begin) if head.grade == "long" else None
                if division and edge.anchor == "body" and not division.plain:
                    begin = division.start
                if head.kind == "union":
                    begin = self._union_start(scan, edge, begin, start)
                above = next((a for a in _ABOVE if scan.view.endswith(a, 0, begin)), "")
                begin -= len(above)
                scan.bodies[end] = begin
                found.append(Mention(begin, end, "ORG", f"organizations.{head.kind}.{edge.anchor}", score))
        return found

    @staticmethod
    def _union_start(scan: Scan, edge: Edge, begin: int, head: int) -> int:
        """Start of a union's name that the walk to the left found to begin at `begin`.

        No body but a division has a 总工会, so of 活动区总工会 the level is left; 该 belongs to 该县总工会; a brand's
        union carries its division (四川 + 顺丰工会).
        """
        if edge.anchor == "none" and scan.view.startswith("总工会", head) and scan.view[head - 1] in _LEVELS:
            begin = head - 1
        if scan.view.startswith("该", begin - 1) and edge.anchor != "division":
            return begin - 1
        division = scan.division_ending.get(begin)
        if edge.anchor == "body" and division and not division.plain and scan.is_boundary(division.start):
            return division.start
        return begin

    def _zone(self, scan: Scan, head: int) -> int | None:
        """Start of the zone whose union it is (湖州南太湖新区 + 总工会); None where no named zone ends at `head`."""
        zone = next((z for z in _ZONES if scan.view.endswith(z, 0, head)), None)
        whole = scan.division_ending.get(head)
        if zone is None or (whole and whole.full and not whole.plain):
            return None
        if head in scan.sites:
            start = scan.sites[head]
        else:
            edge = self.words.trim(left_edge(scan, head - len(zone), self.words))
            if edge.anchor not in ("division", "site") and not (
                edge.anchor == "none" and self.words.is_name(edge.pieces)
            ):
                return None
            start = edge.start
        if scan.view[start - 1 : start] in tuple("东南西北中") and start - 1 in scan.division_ending:
            start -= 1
        above = scan.division_ending.get(start)
        return above.start if above and not above.plain else start

    def _ends_here(self, scan: Scan, head: Head, start: int, end: int) -> bool:
        """Whether the head is a word of its own (厂 is none in 厂务公开, 办 none in 主办)."""
        after = scan.view[end : end + 1]
        whole = scan.token_at(start)
        word = scan.view[whole.start : whole.end]
        if head.text == "委" and scan.view[start - 1 : start] == "常":
            return False  # 常委 is a post
        if head.grade == "tight":
            if not (scan.is_boundary(end) or TITLE_NEXT.match(scan.view, end)) or after in tuple(
                "长员室门面"
            ):
                return False
            return whole.start == start or word not in self.words.common or word[0] in SINGLE_RELATIONS
        if head.kind == "union" and _ORGANIZES.match(scan.view, end):
            return True
        if head.text[-1] in "队会所站部厂校院社" and after in tuple("长员议伍友旗务址区"):
            return False
        if scan.is_boundary(end) or len(head.text) >= 3:
            return whole.start == start or word not in self.words.common or len(head.text) > 1
        return bool(TITLE_NEXT.match(scan.view, end))


def _full_division_at(scan: Scan, start: int) -> bool:
    """Whether a division that is written in full begins at `start`: 和平区."""
    ending = (scan.division_ending.get(end) for end in (start + 3, start + 4))
    return any(d is not None and d.full and d.start == start for d in ending)


# What a party's or a league's committee carries before its division: 共青团柳州市委员会.
_ABOVE = ("共青团", "中共", "民盟", "民革", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "武警")
_LEVELS = "省市区县旗州盟镇乡"
_ZONES = ("新区", "开发区", "高新区", "经开区", "示范区", "管理区", "保税区")
# Units of the division code that are bodies: 海林林业局, 丰收农场.
_BODY_DIVISIONS = (
    "林业局",
    "农场",
    "林场",
    "牧场",
    "渔场",
    "茶场",
    "园艺场",
    "监狱",
    "管理局",
    "煤矿",
    "公司",
)
