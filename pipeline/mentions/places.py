"""Places: divisions and their paths, known places, and names that end in a venue word (馆, 公园, 工地 …).

A venue's name is found from its last word to the left like an organisation's. Which of a place and an
organisation a doubtful name is (a hospital that acts, a hospital where something happens) is decided in
`fuse.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.lexicon import read_table, read_words, word_finder
from pipeline.mentions.divisions import DivisionSpan
from pipeline.mentions.fuse import use_of
from pipeline.mentions.place_groups import joined, numbered_roads
from pipeline.mentions.place_names import HONOUR, after_preposition, again, owned_venues, stems, waters
from pipeline.mentions.place_shorthand import shorthand
from pipeline.mentions.quotes import Spans
from pipeline.mentions.rooms import camps, room
from pipeline.mentions.scan import Scan
from pipeline.mentions.walk import left_edge
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

_ROOMS = ("room", "machine")
# Of so many characters a head is known as one wherever the cut is, but before these.
_LONG_HEAD, _GOES_ON = 3, frozenset("长员区务部路站街村校厅台地")
# Verbs of going that stand between two places.
_MOVES = frozenset("来去赴到往回返")
# What is often named by a general word.
_WORKS = ("林场", "农场", "牧场", "煤矿", "贮木场", "水库", "社区", "新村", "小区", "大桥", "渡口")
# The longest name of a railway or road before its head, and before 线 alone.
_LONGEST_LINE = (4, 2)
_AROUND_LINES = frozenset("新老旧各条好修建筑")
# Lines that may have the name of one place: 福州联络线.
_PARTS_OF_LINES = ("支线", "联络线", "专用线")
_KINDS_OF_ROADS = frozenset(
    ("通村", "通组", "通乡", "通屯", "盘山", "跨境", "国际", "乡村", "沿海", "沿江", "普速", "重载")
)
# 中国 before a place inside it is no part of its name.
_LONGEST_COUNTRY = 3
# What opens no part of a name: 广州 + 等重点 + 车站.
_NO_PART = regex(r"[等条各]|第.条|住宅")
_PLACE_BEFORE = frozenset("在到从赴自于往离抵住达")
_GLUED = frozenset("在到赴从于为")
_INSIDE = frozenset("内外里上下旁边门周附中口前处畔")
# A verb or a measure before 路, 桥, 山 …: 上路, 修桥, 一条河.
_NOT_NAMED = frozenset("上下出进入过修铺走开条座个这那一两")
_LABEL = regex(r"【(\p{Han}{1,6}[区县市镇乡旗])】")
_REFUSED = frozenset(["该", "企业", "公司", "集团", "世界", "国际", "全国", "省级", "市级", "区级", "县级"])


class PlaceFinder:
    """Finds places."""

    def __init__(
        self,
        heads: Iterable[tuple[str, str]],
        known: Iterable[str],
        words: Words,
        railways: Iterable[str] = (),
    ) -> None:
        self.heads = list(heads)
        self.words = words
        self._heads = word_finder(h for h, _ in self.heads)
        self._known = word_finder(known)
        self._railways = word_finder(railways)

    @classmethod
    def load(cls, directory: Path, words: Words) -> PlaceFinder:
        """Read `place_heads.tsv`, `known_places.tsv` and `railways.txt`."""
        heads = read_table(
            directory / "place_heads.tsv", ["head", "grade"], optional=["example"], key=["head"]
        )
        known = read_table(directory / "known_places.tsv", ["name"], key=["name"])
        railways = read_words(directory / "railways.txt")
        return cls([(r["head"], r["grade"]) for r in heads], [r["name"] for r in known], words, railways)

    def __call__(self, scan: Scan) -> list[Mention]:
        """All place candidates; call after `mark` and after the organisations have filled `scan.bodies`."""
        found = numbered_roads(scan)
        found += self._known_railways(scan)
        found += shorthand(scan)
        for m in _LABEL.finditer(scan.view):
            found.append(Mention(m.start(1), m.end(1), "LOC", "places.label", 0.9))
        for end, start in scan.sites.items():
            if not HONOUR.match(scan.view, end):
                found.append(Mention(start, end, "LOC", "places.known", 0.8))
        found += [mention for d in scan.divisions if (mention := self._division(scan, d))]
        found += self._venues(scan)
        found += joined(scan, found, self.words)
        found += again(scan, found, self.words)
        found += stems(scan, self.words)
        found += camps(scan)
        found += waters(scan, self.words)
        found += owned_venues(scan)
        found += after_preposition(scan, self.words)
        if not scan.works and not scan.labels:
            return found
        # A place that is only a part of a short quoted name is none (“北京市技术能手”).
        labels = Spans(scan.labels)
        return [m for m in found if not scan.in_work(m.start, m.end) and not labels.around(m.start, m.end)]

    def _known_railways(self, scan: Scan) -> list[Mention]:
        """The railways that are known by name, of which a report may name several in a list."""
        if "线" not in scan.view:
            return []
        found = []
        for _, start, end in self._railways.find_matches_as_indexes(scan.view):
            if scan.is_boundary(end):
                scan.sites[end] = start
                found.append(Mention(start, end, "LOC", "places.railway", 0.9))
        return found

    def mark(self, scan: Scan) -> None:
        """Enter the known places into `scan.sites`, where names of bodies may begin (加拿大 + 国家铁路公司)."""
        for _, start, end in self._known.find_matches_as_indexes(scan.view):
            if scan.is_boundary(start) or scan.is_boundary(end):
                scan.sites[end] = start

    def _division(self, scan: Scan, d: DivisionSpan) -> Mention | None:
        if HONOUR.match(scan.view, d.end) or scan.view.startswith("舰", d.end):
            return None
        if d.full and scan.view.startswith("工会", d.end):
            return None
        if d.full and not d.plain:
            doubtful = scan.bodies.get(d.end) == d.start
            source = "places.venue.division" if doubtful else "places.division"
            return Mention(d.start, d.end, "LOC", source, 0.85)
        if not (scan.is_boundary(d.start) and scan.is_boundary(d.end)):
            return None
        tag = scan.token_at(d.start).pos
        before = scan.view[d.start - 1] if d.start else "\n"
        if before in _MOVES and d.start - 1 in scan.division_ending:
            return Mention(d.start, d.end, "LOC", "places.stem", 0.75)  # 从云南镇雄来 + 晋江
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
            # 妇幼保健院设服务点: the cut gives the last character away, but a long head is whole.
            whole = grade == "core" and len(head) >= _LONG_HEAD and scan.view[end : end + 1] not in _GOES_ON
            if not whole and not scan.is_boundary(end) and scan.view[end] not in _INSIDE:
                continue
            if grade == "tight":
                mention = self._short(scan, start, end)
            elif grade in _ROOMS:
                mention = room(scan, start, end, self.words, machine=grade == "machine")
            elif grade == "line":
                mention = self._line(scan, start, end)
            else:
                mention = self._venue(scan, head, start, end)
            if grade == "office" and mention and use_of(scan.view, [(mention.start, end)]) != "place":
                continue  # a village's committee is a body, but where somebody goes to it
            if mention:
                scan.sites[end] = mention.start
                found.append(mention)
        return found

    def _venue(self, scan: Scan, head: str, start: int, end: int) -> Mention | None:
        whole = scan.division_ending.get(end)
        if whole and whole.full and not whole.plain:
            return None
        edge = self.words.trim(left_edge(scan, start, self.words))
        if edge.anchor == "collective" or (edge.anchor == "relation" and edge.relation in _REFUSED):
            return None
        if edge.anchor == "none" and not edge.pieces:
            return self._general(scan, head, start, end)
        named = self.words.is_name(edge.pieces)
        if (edge.anchor == "none" and not named) or (
            edge.anchor == "relation" and not edge.pieces and scan.bodies.get(end) != edge.start
        ):
            return None
        if edge.anchor == "body" and not named and head in ("基地", "工地", "服务站", "驿站"):
            return None
        if edge.anchor == "body" and edge.pieces and edge.pieces[0].startswith("“"):
            # 市总工会“暖新”职工书屋: a thing of the union, named in quotes.
            return None
        if edge.anchor == "body" and scan.bodies.get(end, edge.start) != edge.start:
            return None  # 市公安局 + 青石派出所: the body is another than what begins the place
        if edge.pieces and _NO_PART.match(edge.pieces[0]):
            return None
        begin = scan.bodies.get(edge.start, edge.start) if edge.anchor == "division" else edge.start
        if begin < edge.start == scan.bodies.get(end):
            begin = edge.start  # 市公安局 + 漕河泾派出所, which is a body from there
        if edge.anchor in ("division", "site", "none"):
            # 金甬铁路 + 木周岭隧道, 高新区 + 科创园: a place in a place is one.
            outer = scan.sites.get(begin, begin)
            if begin - outer > _LONGEST_COUNTRY and end not in scan.bodies:
                begin = outer
        return Mention(begin, end, "LOC", f"places.venue.{edge.anchor}", 0.75)

    def _general(self, scan: Scan, head: str, start: int, end: int) -> Mention | None:
        """A work or a field named by a general word (前进林场), which begins behind a mark or a preposition."""
        token = scan.token_at(start - 1) if start and head in _WORKS else None
        if token is None or token.end != start or scan.view[token.start : start] not in self.words.naming:
            return None
        before = scan.view[token.start - 1] if token.start else "\n"
        if before.isalnum() and before not in _PLACE_BEFORE:
            return None
        return Mention(token.start, end, "LOC", "places.preposition", 0.7)

    def _line(self, scan: Scan, start: int, end: int) -> Mention | None:
        """A railway or road named by two to four characters: 京广铁路, 襄渝线."""
        short = end - start == 1
        if short and not scan.is_boundary(end):
            return None
        at = start
        while at > 0 and scan.is_han(at - 1):
            token = scan.token_at(at - 1)
            piece = scan.view[token.start : at]
            if (
                start - token.start > _LONGEST_LINE[short]
                or token.pos[0] in "vdprcmu"
                or piece in _AROUND_LINES
            ):
                break
            if len(piece) > 1 and piece in self.words.common:
                break
            at = token.start
        while at < start - 2 and (scan.view[at] in _PLACE_BEFORE or scan.view[at] in _AROUND_LINES):
            at += 1
        name = scan.view[at:start]
        division = scan.division_ending.get(start)
        whole = division.start if division else scan.sites.get(start, -1)
        if scan.view.endswith(_PARTS_OF_LINES, start, end):
            whole = -1
        if len(name) < 2 or scan.view[at:end] in self.words.common or name in _KINDS_OF_ROADS or whole >= at:
            return None
        return Mention(at, end, "LOC", "places.line", 0.75)

    def _short(self, scan: Scan, start: int, end: int) -> Mention | None:
        """A name of one to three characters and one head character: 翠屏湖, 柳湾村."""
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
            if scan.view[token.start : end] in self.words.common or scan.view[token.start] == "各":
                return None
            first = token.start + (scan.view[token.start] in _PLACE_BEFORE)
            begin = next((e for e in range(start, first, -1) if e in scan.division_ending), first)
            above = scan.division_ending.get(begin)
            return Mention(above.start if above else begin, end, "LOC", "places.tagged", 0.65)
        if scan.view[start - 1 : start] in _NOT_NAMED:
            return None
        if road := self._road(scan, start, end):
            return road
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
            # 山林为 + 杰上村: glued to the name by the cut.
            begin = edge.start + (size == 3 and edge.anchor == "none" and scan.view[edge.start] in _GLUED)
            return Mention(begin, end, "LOC", "places.short", 0.6)
        return None

    @staticmethod
    def _road(scan: Scan, start: int, end: int) -> Mention | None:
        """An unlisted road right after a division in full: 水磨沟区红光山路."""
        if scan.view[start] not in "路街巷弄":
            return None
        above = next((e for e in range(start - 2, start - 5, -1) if e in scan.division_ending), None)
        if above is None or not scan.division_ending[above].full or not scan.view[above:end].isalpha():
            return None
        if any(t.pos[0] in "vdprcmu" for t in scan.tokens_in(above, start)):
            return None
        return Mention(scan.division_ending[above].start, end, "LOC", "places.road", 0.8)
