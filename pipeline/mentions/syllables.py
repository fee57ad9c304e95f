"""People of other languages: 次仁多吉, 乌云塔娜, 热孜万古丽, 古丽·买买提, 约翰·史密斯.

Such names have no surname, so `names.NameModel` says nothing of them. They are read as runs of name elements
(`name_elements.tsv`), after a title also as runs of the characters that transliterate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from pathlib import Path

from pipeline.lexicon import read_table, word_finder
from pipeline.mentions.scan import Scan
from pipeline.mentions.trie import trie_pattern
from pipeline.patterns import regex

# Enters a candidate: start, end, source, bits.
Add = Callable[[int, int, str, float], None]

# Characters of transliteration (Xinhua tables and the Mongolian, Tibetan, Uyghur and Kazakh usage).
_SOUND = (
    "阿艾安奥巴白班邦宝贝本比边宾波博伯布查茨达大戴丹德登迪丁东杜多恩尔法菲费芬弗福夫盖甘戈格古瓜哈海汉豪赫亨胡霍基吉加贾杰金居卡"
    "凯坎康考科克肯库拉莱兰朗劳勒雷里理利莉丽连列林琳卢鲁路伦罗洛马玛迈麦曼梅蒙米密敏明莫姆木穆纳娜奈南内尼妮涅宁纽努诺欧帕派潘佩"
    "皮珀普其奇齐恰强乔切钦琼丘曲让热日荣茹瑞萨赛桑瑟森沙莎山珊尚舍申圣施史什士叔舒斯丝苏索塔泰坦汤唐特提廷图托瓦万旺威韦维魏温"
    "文沃乌吾西希锡夏香晓谢辛欣许雅亚扬耶叶伊依以英尤扎詹泽哲珍芝治智朱卓兹祖佐买孜娅央措嘎次仁旦增顿平坚才吐逊力江合牙都守"
    "则甫坡云音额高陶卜地衣吉不根敖朝楚拖那顺呼满牧孟青孙"
)
_RUN = regex(rf"[{_SOUND}]{{3,9}}")
_HAN_DOT = regex(r"\p{Han}·\p{Han}")
_LEFT_PART = regex(rf"[{_SOUND}]{{1,8}}$")
_RIGHT_PART = regex(rf"[{_SOUND}]{{1,9}}")
_PAUSES = frozenset("，。、；：！？（）“”‘’《》\n 　—()")
# A name may follow these and be followed by these; so may any word the cut sets apart.
_BEFORE = frozenset("的和与及由在把让对给向是被将同跟有找请以着了为予叫")
_AFTER = frozenset("、说在把对向和与及以将也就被从为等带给的是获手家一")
# What makes a place of a run: 阿拉善+左旗, 扎鲁特+旗, 乌云+镇.
_PLACE = regex(
    r"[省市县区旗州镇乡村盟河湖山滩]|苏木|嘎查|街|路|小区|矿|煤|州|[两三四]地|队|公司|集团|机场|草原|景区|水库|牧场|酒店"
)
# Last syllables of Turkic men's and women's names.
_TAILS = frozenset("江汗洪")
_AT = frozenset(("在", "赴", "抵", "到", "至"))
_SURE = 20.0


class SyllableNames:
    """Finds persons' names of other languages."""

    def __init__(self, elements: Iterable[str], common: Set[str]) -> None:
        self.common = common
        listed = list(elements)
        self.elements = frozenset(e for e in listed if len(e) > 1)
        self._opening = word_finder(self.elements)
        many = trie_pattern(self.elements)
        one = "".join(e for e in listed if len(e) == 1)
        self._chain = regex(rf"{many}(?:{many}|[{one}])*")

    @classmethod
    def load(cls, directory: Path, common: Set[str]) -> SyllableNames:
        """Read `name_elements.tsv`."""
        rows = read_table(
            directory / "name_elements.tsv", ["element"], optional=["language"], key=["element"]
        )
        return cls([r["element"] for r in rows], common)

    def __call__(self, scan: Scan, titled: Set[int], verbs: Set[int], add: Add) -> None:
        """Enter all candidates; `titled` are the offsets where a title ends, `verbs` where a verb starts."""
        for m in _HAN_DOT.finditer(scan.view) if "·" in scan.view else ():
            if span := self._dotted(scan, m.start() + 1, titled):
                add(*span, "people.dotted", _SURE + 5)
        behind = 0
        for _, start, _ in self._opening.find_matches_as_indexes(scan.view):
            if start >= behind and (chain := self._chain.match(scan.view, start)):
                behind = chain.end()
                self._chained(scan, start, behind, titled, verbs, add)
        for start in titled:
            if run := _RUN.match(scan.view, start):
                end = self._run_end(scan, start, run.end(), verbs)
                if end:
                    add(start, end, "people.sound", _SURE)

    def _dotted(self, scan: Scan, dot: int, titled: Set[int]) -> tuple[int, int] | None:
        """The name around one · (with the parts around further ones); None where it is no name."""
        view = scan.view
        left = _LEFT_PART.search(view, max(0, dot - 8), dot)
        start = left.start() if left else dot
        after_title = next(
            (e for e in range(dot - 1, max(dot - 7, -1), -1) if e in titled and view[e] not in _PAUSES), None
        )
        if after_title is not None:
            start = after_title
        elif start == dot or (start and view[start - 1].isalnum() and not scan.is_boundary(start)):
            near = after_title if after_title is not None else self._pause_before(view, dot)
            if near is None:
                return None
            start = near
        while start < dot - 1 and view[start] in _BEFORE and scan.is_boundary(start + 1):
            start += 1
        right = _RIGHT_PART.match(view, dot + 1)
        end = right.end() if right else 0
        if right and not self._ends(scan, end):
            end = max(
                (
                    e
                    for e in range(dot + 2, end + 1)
                    if scan.is_boundary(e) or view[dot + 1 : e] in self.elements
                ),
                default=end,
            )
        if not right:
            token = scan.token_at(dot + 1)
            if token.end - dot > 4 or (view[dot + 1 : token.end] in self.common and token.end - dot > 2):
                return None
            end = token.end
        if end < len(view) and view[end] == "·" and (more := _RIGHT_PART.match(view, end + 1)):
            end = more.end()
        return (start, end) if start < dot else None

    @staticmethod
    def _pause_before(view: str, dot: int) -> int | None:
        at = next((i + 1 for i in range(dot - 1, max(-1, dot - 5), -1) if view[i] in _PAUSES), None)
        return at if at is not None and at < dot and view[at - 1] not in "“《" else None

    def _chained(self, scan: Scan, start: int, end: int, titled: Set[int], verbs: Set[int], add: Add) -> None:
        view = scan.view
        if "·" in view[max(0, start - 1) : end + 1]:
            return
        # Characters that no element covers, between a title or a pause and the run, or between it and a word.
        near = next((e for e in range(start, max(-1, start - 4), -1) if self._opens(view, e, titled)), None)
        if near is not None and all(c in _SOUND for c in view[near:start]):
            start = near
        while end < len(view) and not self._ends(scan, end) and view[end] in _SOUND and end - start < 9:
            end += 1
        if view[end : end + 1] in _TAILS and self._ends(scan, end + 1) and end - start >= 3:
            end += 1
        word = view[start:end]
        if view[start - 1 : start] in _AT:
            return
        opened = near == start or scan.is_boundary(start)
        context = (
            start in titled or end in verbs or (near == start and end < len(view) and view[end] in _AFTER)
        )
        context = context or (word in self.elements and view[start - 1 : start] in ("、", "和"))
        parts = [scan.view[t.start : t.end] for t in scan.tokens_in(start, end)]
        if any(len(p) > 1 and p in self.common and p not in self.elements for p in parts):
            return
        if (
            len(word) < (3 if context else 4)
            or word in self.common
            or not opened
            or not self._ends(scan, end)
        ):
            return
        if self._is_place(scan, start, end):
            return
        if len(word) >= 4 or start in titled or near == start:
            add(start, end, "people.elements", _SURE)

    def _run_end(self, scan: Scan, start: int, longest: int, verbs: Set[int]) -> int | None:
        """End of a run of transliteration characters after a title; None where a word or a place starts it."""
        first = scan.token_at(start)
        if scan.view[start : first.end] in self.common or not scan.is_boundary(start):
            return None
        end = next((e for e in range(longest, start + 2, -1) if e in verbs or self._ends(scan, e)), None)
        if end is None or self._is_place(scan, start, end):
            return None
        pieces = [scan.view[t.start : t.end] for t in scan.tokens_in(start, end)]
        if any(len(p) > 1 and p in self.common for p in pieces):
            return None
        if end - start >= 4:
            return end
        return end if first.pos[0] == "n" and any(p in self.elements for p in pieces) else None

    @staticmethod
    def _opens(view: str, at: int, titled: Set[int]) -> bool:
        return at in titled or at == 0 or view[at - 1] in _PAUSES or view[at - 1] in _BEFORE

    @staticmethod
    def _ends(scan: Scan, at: int) -> bool:
        view = scan.view
        return at >= len(view) or view[at] in _PAUSES or view[at] in _AFTER or scan.is_boundary(at)

    @staticmethod
    def _is_place(scan: Scan, start: int, end: int) -> bool:
        if _PLACE.match(scan.view, end) or end in scan.sites:
            return True
        return any(
            (d := scan.division_ending.get(e)) is not None
            and d.start >= start
            and (d.full or d.start == start)
            and (e == end or d.full)
            for e in range(start + 2, end + 1)
        )
