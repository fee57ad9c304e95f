"""Organisations: [division | relation] + modifiers + head word, known names, and short forms defined in the text.

Heads and their grades are in `organization_heads.tsv`. A name is found from its last word to the left
(`walk.left_edge`); a department directly after a body joins it; a short form that the text defines
(以下简称“X”) or the core of a full company name is then looked for in the whole article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.lexicon import read_table, read_words
from pipeline.mentions.divisions import DivisionFinder
from pipeline.mentions.names import NameModel
from pipeline.mentions.scan import Scan
from pipeline.mentions.short_forms import coordinated, short_forms, short_unions, studios, union_posts
from pipeline.mentions.walk import Edge, Words, left_edge
from pipeline.records import Mention

_TITLE_NEXT = re.compile(
    r"(?:记者|编辑|教师|老师|学生|校长|园长|院长|医生|护士|教授|工人|员工|职工|司机|经理|律师|负责人|原|副|常务|书记|主席|主任|常委|部长|委员|主要|领导|负责|机关|办公)"
)
_COURIER_NEXT = re.compile(r"(?:员|小哥|骑手)")
# Numbered bureaus of the construction groups: 中铁十二局, 中建三局一公司.
_BUREAU = re.compile(
    r"中国[一二三四五六七八九十]+冶(?:集团)?|中(?:铁|建|交|冶|煤|水|核|电建|化)(?:[一二三四五六七八九十]+|隧道|大桥|电气化)"
    r"(?:局|冶|航局|公局|工局)(?:集团)?(?:第?[一二三四五六七八九十]+(?:公司|处))?"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A last word of organisation names with its kind and grade."""

    text: str
    kind: str
    grade: str


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
        self.trades = sorted(self.industries, key=len, reverse=True)
        self._heads = AhoCorasick([h.text for h in self.heads], matchkind=MatchKind.LeftmostLongest)
        self._known = list(known)
        self._known_names = AhoCorasick(self._known, matchkind=MatchKind.LeftmostLongest)

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
        found += union_posts(scan)
        found += short_forms(scan, found, self.divisions, self.words)
        found += self._slots(scan, people)
        found += coordinated(scan, found)
        return [m for m in found if not scan.in_work(m.start, m.end)]

    def _known_bodies(self, scan: Scan) -> list[Mention]:
        found = []
        for m in _BUREAU.finditer(scan.view):
            scan.bodies[m.end()] = m.start()
            found.append(Mention(m.start(), m.end(), "ORG", "organizations.company.bureau", 0.9))
        for index, start, end in self._known_names.find_matches_as_indexes(scan.view):
            name = self._known[index]
            if _COURIER_NEXT.match(scan.view, end) and name[-2:] in ("快递", "外卖", "物流"):
                end -= 2
            if name[-1] in "部委局" and scan.view.startswith(("门", "分", "队", "员"), end):
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
            edge = self.words.trim(left_edge(scan, start, self.words, long=head.grade == "long"))
            score = self._accept(scan, head, edge, start, end)
            if score:
                # A group's name before the place of its branch: 国网 + 江苏省电力公司, 中国移动 + 盐城分公司.
                begin = (
                    scan.bodies.get(edge.start, edge.start)
                    if head.kind in ("company", "union")
                    else edge.start
                )
                division = scan.division_ending.get(begin) if head.grade == "long" else None
                if division and edge.anchor == "body" and not division.plain:
                    begin = division.start
                above = next((a for a in _ABOVE if scan.view.endswith(a, 0, begin)), "")
                begin -= len(above)
                scan.bodies[end] = begin
                found.append(Mention(begin, end, "ORG", f"organizations.{head.kind}.{edge.anchor}", score))
        return found

    def _ends_here(self, scan: Scan, head: Head, start: int, end: int) -> bool:
        """Whether the head is a word of its own (厂 is none in 厂务公开, 办 none in 主办)."""
        after = scan.view[end : end + 1]
        whole = scan.token_at(start)
        word = scan.view[whole.start : whole.end]
        if head.grade == "tight":
            if not (scan.is_boundary(end) or _TITLE_NEXT.match(scan.view, end)) or after in tuple(
                "长员室门面"
            ):
                return False
            return whole.start == start or word not in self.words.common or word[0] in _SINGLE_RELATIONS
        if head.text[-1] in "队会所站部厂校院社" and after in tuple("长员议伍友旗务址区"):
            return False
        if scan.is_boundary(end) or len(head.text) >= 3:
            return whole.start == start or word not in self.words.common or len(head.text) > 1
        return bool(_TITLE_NEXT.match(scan.view, end))

    def _accept(self, scan: Scan, head: Head, edge: Edge, start: int, end: int) -> float:
        """The score of a candidate, 0 to refuse it."""
        pieces = edge.pieces
        if edge.anchor == "collective":
            return 0
        if scan.view.startswith(_LEVELS, edge.start):
            return 0
        if head.kind == "company" and edge.anchor == "division" and pieces and pieces[0][0] == "一":
            return 0.9 if pieces[0] in _FIRSTS else 0
        if pieces and _SEVERAL.fullmatch(pieces[-1]):
            return 0
        named = self.words.is_name(pieces)
        bare = not pieces
        if head.text == "工会":
            return self._union(scan, edge, named, start, end)
        if edge.relation == "该":
            return 0.8 if bare and (head.kind == "union" or head.text == "联合会") else 0
        if (
            edge.relation
            in ("企业", "我国", "省级", "市级", "区级", "县级", "国际", "世界", "集团", "公司", "全国")
            and bare
        ):
            return 0.8 if head.kind == "union" and edge.relation in ("公司", "集团") else 0
        if edge.relation in ("全国", "国际") and head.kind == "company" and not named:
            return 0
        if edge.relation in ("企业", "公司", "省级", "市级", "区级", "县级", "团") and not named:
            return 0
        if edge.anchor == "body" and head.text in _COMMITTEES and _OFFICE.match(scan.view, end):
            return 0
        if edge.anchor == "body":
            return 0.9 if head.grade != "tight" else 0
        if head.grade == "dept":
            return 0
        if edge.anchor == "site":
            return (
                0.8
                if (pieces and head.grade != "tight") or (head.grade == "prefix" and head.kind != "union")
                else 0
            )
        if edge.anchor == "division":
            known = head.grade in ("prefix", "tight") or head.kind in (
                "hospital",
                "school",
                "media",
                "association",
            )
            if edge.start in scan.bodies:
                return 0.9
            return 0.9 if pieces or known or (head.grade != "long" and len(head.text) >= 3) else 0
        if edge.anchor == "relation":
            if head.grade in ("prefix", "tight"):
                return 0.85
            if pieces:
                return (
                    0.8 if named or head.kind != "company" or edge.relation not in _SINGLE_RELATIONS else 0.7
                )
            return 0.8 if head.kind in ("hospital", "school", "association") or head.grade == "venue" else 0
        size = sum(map(len, pieces))
        if (
            head.grade == "tight"
            or head.kind == "government"
            or size < 2
            or (size > 14 and head.grade != "long")
        ):
            return 0
        return 0.7 if named else 0

    def _union(self, scan: Scan, edge: Edge, named: bool, start: int, end: int) -> float:
        """工会: a named union needs a body, an industry or a company's name; 企业工会, 两地工会 are none."""
        if edge.anchor == "body":
            return 0.9
        if not edge.pieces and edge.anchor == "division" and scan.view.endswith(_TOWNSHIPS, 0, start):
            return 0.85
        if not edge.pieces:
            return 0.85 if edge.relation in ("该", "公司", "校", "厂", "院", "矿", "集团") else 0
        if edge.anchor in ("division", "site"):
            return 0.85
        if edge.anchor == "relation":
            return (
                0
                if edge.relation
                in ("企业", "全国", "首都", "公司", "社区", "街道", "省级", "市级", "区级", "县级")
                and not named
                else 0.8
            )
        core = scan.view[edge.start : start]
        if not named or len(core) < 3:
            return 0
        elsewhere = scan.view.count(core) > scan.view.count(core + "工会")
        return 0.7 if elsewhere or core.endswith(self.industries) or _TITLE_NEXT.match(scan.view, end) else 0

    def _slots(self, scan: Scan, people: Iterable[Mention]) -> list[Mention]:
        """智源数码 of 智源数码职工冯丽: an unknown name that ends in a trade, between a pause and title and name."""
        found = []
        for person in people:
            clause = max(
                scan.view.rfind(mark, max(0, person.start - 24), person.start)
                for mark in "，。、“”：；！？的和及\n"
            )
            begin = clause + 1 if clause >= 0 else max(0, person.start - 24)
            if scan.view.startswith("来自", begin):
                begin += 2
            for size in (8, 7, 6, 5, 4):
                end = begin + size
                name = scan.view[begin:end]
                if end >= person.start or person.start - end > 8 or not name.endswith(self.industries):
                    continue
                trade = next(i for i in self.trades if name.endswith(i))
                core = name[: -len(trade)]
                pieces = tuple(scan.view[t.start : t.end] for t in scan.tokens_in(begin, begin + len(core)))
                divided = any(
                    e in scan.division_ending or e in scan.bodies for e in range(begin + 1, end + 1)
                )
                if 2 <= len(core) <= 4 and not divided and self.words.is_name(pieces):
                    scan.bodies[end] = begin
                    found.append(Mention(begin, end, "ORG", "organizations.company.slot", 0.7))
                    break
        return found


# What a party's or a league's committee carries before its division: 共青团柳州市委员会.
_ABOVE = ("共青团", "中共", "民盟", "民革", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "武警")
# Collective prefixes, and company names that do begin with 一 (elsewhere it is an article: 迁安一特钢厂).
_LEVELS = ("镇街", "街镇", "街乡", "乡镇", "区县", "市县", "县市", "省市", "市区两级", "县区")
_FIRSTS = frozenset(["一汽", "一建", "一冶", "一重", "一拖", "一机"])
# 某公司党委书记: the post is the committee's, the body is the company; 某公司党委 that acts is a body.
_COMMITTEES = frozenset(("党委", "党组", "党总支", "党支部", "团委", "纪委", "党工委"))
_OFFICE = re.compile(r"(?:原|第一|常务)?(?:副?书记|委员|常委|成员)")
_TOWNSHIPS = ("街道", "镇", "乡", "社区", "村", "开发区", "园区", "新区", "高新区")
_SEVERAL = re.compile(r"[两三四五六七八九十几各][区县市省地州]")
_SINGLE_RELATIONS = frozenset("市区县省州镇乡村旗校厂院矿团")
