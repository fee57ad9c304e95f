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
from pipeline.mentions.walk import Edge, Words, left_edge
from pipeline.records import Mention

_ALIAS = re.compile(r"（(?:以下|下文|下)?(?:均|统)?(?:简称|称)(?:为)?[：:“\"《]*([^（）“”\"》，。：:]{2,14})[”\"》]?）")
_LEGAL_FORM = re.compile(r"(?:集团)?(?:股份|控股)?(?:有限责任公司|有限公司|总公司|分公司|公司|集团)$")
_STUDIO = re.compile(
    r"([\u4e00-\u9fff]{2,3})((?:国家级|省级|市级|全国|技能|大师|劳模|工匠|创新|首席|技师|名师|和|、){1,5}工作室)"
)
_SHORT_UNION = re.compile(r"[省市区县镇]总(?!工会|体|量|数|额|值|计|公司|部|站|的|结|局|医院|工程|经理)")
# What may follow 市总, 县总 where it stands for the union.
_AFTER_SHORT = re.compile(
    r"(?:副?主席|党组|机关|有关|相关|负责|领导|检查组|调研组|慰问组|工作组|[，。、和与及将在为向已还也对把从又拟共先]|"
    r"派|介绍|要求|表示|成立|联合|会同|组织|举办|开展|指导|拨|投入|出资|启动|召开|下发|提出|强调|充分|积极|坚持|统计|获悉|透露)"
)
_TITLE_NEXT = re.compile(
    r"(?:记者|编辑|教师|老师|学生|校长|园长|院长|医生|护士|教授|工人|员工|职工|司机|经理|律师|负责人|原|副|常务|书记|主席|主任|常委|部长|委员|主要|领导|负责|机关|办公)"
)
_COURIER_NEXT = re.compile(r"(?:员|小哥|骑手)")
# Numbered bureaus of the construction groups: 中铁十二局, 中建三局一公司.
_BUREAU = re.compile(
    r"中(?:铁|建|交|冶|煤|水|核|电建|化)[一二三四五六七八九十]+(?:局|冶|航局|公局|工局)(?:集团)?(?:第?[一二三四五六七八九十]+公司)?"
)
_COUNTED = re.compile(r"(?<=[\u4e00-\u9fff])[两三四五六七八九十][区县市省地](总工会|工会)")


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
            directory / "organization_heads.tsv", ["head", "kind", "grade"], optional=["example"], key=["head"]
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
        found += self._studios(scan)
        found += self._short_unions(scan)
        found += self._by_head(scan)
        found += self._short_forms(scan, found)
        found += self._slots(scan, people)
        found += self._coordinated(scan, found)
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
            if end - start == 2 and not (scan.is_boundary(start) and (scan.is_boundary(end) or len(name) > 2)):
                continue
            scan.bodies[end] = start
            found.append(Mention(start, end, "ORG", "organizations.known", 0.85))
        return found

    def _studios(self, scan: Scan) -> list[Mention]:
        """马某某劳模创新工作室: named after a person."""
        found = []
        for m in _STUDIO.finditer(scan.view):
            for start in (m.start(1), m.end(1) - 2):
                if (self.names.score(scan.view[start : m.end(1)]) or 0) > 6:
                    scan.bodies[m.end()] = start
                    found.append(Mention(start, m.end(), "ORG", "organizations.studio", 0.9))
                    break
        return found

    def _short_unions(self, scan: Scan) -> list[Mention]:
        """市总, 县总: the union, where what follows lets it act."""
        found = []
        for m in _SHORT_UNION.finditer(scan.view):
            if not _AFTER_SHORT.match(scan.view, m.end()):
                continue
            before = scan.view[m.start() - 1] if m.start() else "\n"
            if before.isalnum() and before not in "据在由与和向经到从的为对同随赴" and not scan.is_boundary(m.start()):
                continue
            division = scan.division_ending.get(m.start() + 1)
            start = division.start if division else m.start()
            scan.bodies[m.end()] = start
            found.append(Mention(start, m.end(), "ORG", "organizations.short_union", 0.8))
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
                begin = scan.bodies.get(edge.start, edge.start) if head.kind == "company" else edge.start
                scan.bodies[end] = begin
                found.append(Mention(begin, end, "ORG", f"organizations.{head.kind}.{edge.anchor}", score))
        return found

    def _ends_here(self, scan: Scan, head: Head, start: int, end: int) -> bool:
        """Whether the head is a word of its own (厂 is none in 厂务公开, 办 none in 主办)."""
        after = scan.view[end : end + 1]
        whole = scan.token_at(start)
        word = scan.view[whole.start : whole.end]
        if head.grade == "tight":
            if not (scan.is_boundary(end) or _TITLE_NEXT.match(scan.view, end)) or after in tuple("长员室门面"):
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
        if edge.relation in ("企业", "我国", "省级", "市级", "区级", "县级", "国际", "世界", "集团", "公司", "全国") and bare:
            return 0.8 if head.kind == "union" and edge.relation in ("公司", "集团") else 0
        if edge.relation in ("企业", "公司", "省级", "市级", "区级", "县级", "团") and not named:
            return 0
        if edge.anchor == "body":
            return 0.9 if head.grade != "tight" else 0
        if head.grade == "dept":
            return 0
        if edge.anchor == "site":
            return 0.8 if pieces and head.grade != "tight" or head.grade == "prefix" and head.kind != "union" else 0
        if edge.anchor == "division":
            known = head.grade in ("prefix", "tight") or head.kind in ("hospital", "school", "media", "association")
            if edge.start in scan.bodies:
                return 0.9
            return 0.9 if pieces or known or head.grade != "long" and len(head.text) >= 3 else 0
        if edge.anchor == "relation":
            if head.grade in ("prefix", "tight"):
                return 0.85
            if pieces:
                return 0.8 if named or head.kind != "company" or edge.relation not in _SINGLE_RELATIONS else 0.7
            return 0.8 if head.kind in ("hospital", "school", "association") else 0
        if head.grade == "tight" or len("".join(pieces)) < 2:
            return 0
        return 0.7 if named else 0

    def _union(self, scan: Scan, edge: Edge, named: bool, start: int, end: int) -> float:
        """工会: a named union needs a body, an industry or a company's name; 企业工会, 两地工会 are none."""
        if edge.anchor == "body":
            return 0.9
        if not edge.pieces:
            return 0.85 if edge.relation in ("该", "公司", "校", "厂", "院", "矿", "集团") else 0
        if edge.anchor in ("division", "site"):
            return 0.85
        if edge.anchor == "relation":
            return 0 if edge.relation in ("企业", "全国", "首都", "公司", "社区", "街道", "省级", "市级", "区级", "县级") and not named else 0.8
        core = scan.view[edge.start : start]
        if not named or len(core) < 3:
            return 0
        elsewhere = scan.view.count(core) > scan.view.count(core + "工会")
        return 0.7 if elsewhere or core.endswith(self.industries) or _TITLE_NEXT.match(scan.view, end) else 0

    def _short_forms(self, scan: Scan, found: list[Mention]) -> list[Mention]:
        """Short forms: defined in brackets after a name, or the core of a company's full name."""
        forms: dict[str, float] = {}
        for m in _ALIAS.finditer(scan.view):
            if m.start() in scan.bodies:
                forms[m[1]] = 0.95
        for mention in found:
            core = self._core(scan.view[mention.start : mention.end])
            if core:
                forms.setdefault(core, 0.75)
        result: list[Mention] = []
        for form, score in forms.items():
            for m in re.finditer(re.escape(form), scan.view):
                result.append(Mention(m.start(), m.end(), "ORG", "organizations.short", score))
                scan.bodies[m.end()] = m.start()
                if scan.view.startswith("工会", m.end()) and not scan.view.startswith("工会员", m.end()):
                    scan.bodies[m.end() + 2] = m.start()
                    result.append(Mention(m.start(), m.end() + 2, "ORG", "organizations.union.short", score))
        return result

    def _core(self, name: str) -> str | None:
        """恒泰特钢 of 迁安恒泰特钢有限公司; None where nothing distinctive remains."""
        core = _LEGAL_FORM.sub("", name)
        if core == name or len(name) < 8:
            return None
        first = next(iter(self.divisions(core)), None)
        if first and first.start == 0:
            core = core[first.end :]
        return core if 3 <= len(core) <= 8 and core not in self.words.common else None

    def _slots(self, scan: Scan, people: Iterable[Mention]) -> list[Mention]:
        """智源数码 of 智源数码职工冯丽: an unknown name that ends in a trade, between a pause and title and name."""
        found = []
        for person in people:
            clause = max(scan.view.rfind(mark, max(0, person.start - 24), person.start) for mark in "，。、“”：；！？的和\n")
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
                divided = any(e in scan.division_ending or e in scan.bodies for e in range(begin + 1, end + 1))
                if 2 <= len(core) <= 4 and not divided and self.words.is_name(pieces):
                    scan.bodies[end] = begin
                    found.append(Mention(begin, end, "ORG", "organizations.company.slot", 0.7))
                    break
        return found

    @staticmethod
    def _coordinated(scan: Scan, found: list[Mention]) -> list[Mention]:
        """青浦、吴江、嘉善总工会: each short form before 、 is a union of its own."""
        result: list[Mention] = []
        for mention in found:
            if not scan.view.endswith("总工会", 0, mention.end):
                continue
            at = mention.start
            while at > 1 and scan.view[at - 1] in "、和":
                division = scan.division_ending.get(at - 1)
                if division is None:
                    break
                result.append(Mention(division.start, at - 1, "ORG", "organizations.coordinated", 0.9))
                at = division.start
        for m in _COUNTED.finditer(scan.view):
            # 静安、普陀、长宁三区总工会: each is one; 两地工会 are the places' unions at large.
            if m[1] == "总工会":
                at = m.start()
                while division := scan.division_ending.get(at):
                    result.append(Mention(division.start, at, "ORG", "organizations.coordinated", 0.9))
                    at = division.start - 1
                    if at <= 0 or scan.view[at] not in "、和":
                        break
        return result


# Collective prefixes, and company names that do begin with 一 (elsewhere it is an article: 迁安一特钢厂).
_LEVELS = ("镇街", "街镇", "街乡", "乡镇", "区县", "市县", "县市", "省市", "市区两级", "县区")
_FIRSTS = frozenset("一汽 一建 一冶 一重 一拖 一机".split())
_SEVERAL = re.compile(r"[两三四五六七八九十几各][区县市省地州]")
_SINGLE_RELATIONS = frozenset("市区县省州镇乡村旗校厂院矿团")
