"""People: a name that looks like one, in a place where names stand.

A candidate's bits (`names.NameModel`) and the bits of its context (a title right before, a verb of saying
right after, a pause, the tagger's opinion) add up; from `_ENOUGH` on it is a person, and is then looked for
in the whole article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.lexicon import read_table
from pipeline.mentions.names import NameModel
from pipeline.mentions.scan import Scan
from pipeline.mentions.walk import Words
from pipeline.records import Mention

# Enters a candidate: start, end, source, bits.
_Add = Callable[[int, int, str, float], None]

_ENOUGH, _ENOUGH_TITLED = 12.0, 8.0
_TITLE, _VERB, _PAUSE, _NR, _PADDED, _LIST = 8.0, 4.0, 1.5, 3.0, 7.0, 6.0
_TRADE_TITLE = 7.0
_CUT_NEXT = -4.0
_CUT_WORD, _COMMON, _FUNCTION_LAST = -6.0, -8.0, -6.0
_PAUSES = frozenset("，。、；：！？（）“”《》\n 　—()")
# Names of other languages, written with the characters of transliteration: 古丽·买买提, 约翰·史密斯.
_SOUND = (
    "阿艾安奥巴白班邦宝贝本比边宾波博伯布查茨达大戴丹德登迪丁东杜多恩尔法菲费芬弗福夫盖甘戈格古瓜哈海汉豪赫亨胡霍基吉加贾杰金居卡"
    "凯坎康考科克肯库拉莱兰朗劳勒雷里理利莉丽连列林琳卢鲁路伦罗洛马玛迈麦曼梅蒙米密敏明莫姆木穆纳娜奈南内尼妮涅宁纽努诺欧帕派潘佩"
    "皮珀普其奇齐恰强乔切钦琼丘曲让热日荣茹瑞萨赛桑瑟森沙莎山珊尚舍申圣施史什士叔舒斯丝苏索塔泰坦汤唐特提廷图托瓦万旺威韦维魏温"
    "文沃乌吾西希锡夏香晓谢辛欣许雅亚扬耶叶伊依以英尤扎詹泽哲珍芝治智朱卓兹祖佐买提孜娅央措嘎次仁旦增顿平坚才吐逊力江合牙都守祖"
    "则甫坡云胡赛音额日勒图其其格巴特娜仁高娃陶格苏卜拉孜耶卡地尔买斯衣沙吉旦不牧合甫"
)
_DOTTED = re.compile(rf"[{_SOUND}]{{1,6}}(?:·[{_SOUND}]{{1,8}}){{1,3}}")
_MASKED = re.compile(r"([\u4e00-\u9fff])某(?:某|[\u4e00-\u9fff](?![\u4e00-\u9fff]某))?")
# After a masked name: the second 某 or a given-name character belongs to it, anything else does not.
_FUNCTION = frozenset(
    "的了在是和与及等说称将被把对为从到向给让就也都还又并以其他先便却已因曾而后前当同一二三两"
)
# Verbs with a name as their object: as good as a title before it.
_BEFORE_NAMES = ("选举", "推选", "名叫", "选出")
# A profession that the title lexicon lacks: 点检员, 掘锚工.
_TRADE = re.compile(r"[\u4e00-\u9fff]{2}[员工师手](?!傅)(?=[\u4e00-\u9fff]{2})")
# What follows a full name, never a surname alone.
_HONORIFIC = re.compile(r"同志|总书记|总理|院士|教授|老人|一家|夫妇|夫妻|烈士")
_TITLE_AFTER = re.compile(
    r"(?:总书记|同志|总理|先生|女士|教授|院士|书记|主席|部长|省长|市长|老人|大姐|老师|师傅|医生|律师|一家|夫妇|等\d*[人名])"
)
_RUN = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、和][\u4e00-\u9fff]{2,4}){2,}")
_NO_NAME = re.compile(
    r"^.?(?:师傅|先生|女士|小姐|老师|主席|书记|经理|局长|主任|医生|律师|大爷|大妈|阿姨|叔叔|姐|哥|总)"
)


class PeopleFinder:
    """Finds persons' names."""

    def __init__(self, model: NameModel, titles: Iterable[str], verbs: Iterable[str], words: Words) -> None:
        self.model = model
        self.words = words
        self._titles = AhoCorasick([*titles, *_BEFORE_NAMES], matchkind=MatchKind.LeftmostLongest)
        self._verbs = AhoCorasick(list(verbs), matchkind=MatchKind.LeftmostLongest)
        families = "".join(sorted(model.families))
        self._padded = re.compile(rf"(?<![a-zA-Z0-9])[{families}] {{1,2}}[\u4e00-\u9fff](?! )")
        self._masked = re.compile(rf"[{families}]某(?:某|[\u4e00-\u9fff])?")

    @classmethod
    def load(cls, directory: Path, words: Words, names: NameModel) -> PeopleFinder:
        """Read `titles.tsv` and `person_verbs.tsv`."""
        titles = read_table(directory / "titles.tsv", ["title", "kind"], optional=["example"], key=["title"])
        verbs = read_table(directory / "person_verbs.tsv", ["verb"], key=["verb"])
        return cls(names, [r["title"] for r in titles], [r["verb"] for r in verbs], words)

    def __call__(self, scan: Scan) -> list[Mention]:
        """All person candidates."""
        verbs = {start for _, start, _ in self._verbs.find_matches_as_indexes(scan.view)}
        found: dict[tuple[int, int], Mention] = {}

        def add(start: int, end: int, source: str, bits: float) -> None:
            score = min(0.99, 0.5 + bits / 60)
            old = found.get((start, end))
            if old is None or old.score < score:
                found[start, end] = Mention(start, end, "PER", source, score)

        for m in self._masked.finditer(scan.view):
            end = m.end()
            third = scan.view[m.start() + 2 : end]
            if third and third != "某" and not self._masked_given(scan, m.start(), third):
                end -= 1
            add(m.start(), end, "people.masked", 20)
        for m in self._padded.finditer(scan.view):
            self._padded_name(scan, m.start(), m.end(), verbs, add)
        ends = [end for _, _, end in self._titles.find_matches_as_indexes(scan.view)]
        for end in ends:
            if end >= len(scan.view) or scan.view.startswith("师傅", end - 1):
                continue
            sound = self._sounded(scan, end)
            best = (sound, 20.0) if sound else self._best(scan, end, _TITLE, verbs)
            if best:
                add(end, best[0], "people.title", best[1])
        listed = set(ends)
        for m in _TRADE.finditer(scan.view):
            if m.end() not in listed and (best := self._best(scan, m.end(), _TRADE_TITLE, verbs)):
                add(m.end(), best[0], "people.trade", best[1])
        for at in verbs:
            for size in (3, 2, 4):
                self._before_verb(scan, at - size, at, add)
        for m in _HONORIFIC.finditer(scan.view):
            for size in (3, 2):
                self._before_verb(scan, m.start() - size, m.start(), add)
        for token in scan.tokens:
            if token.pos.startswith("nr") and 2 <= token.end - token.start <= 4:
                bits = self._bits(scan, token.start, token.end, verbs)
                if bits is not None and bits >= _ENOUGH:
                    add(token.start, token.end, "people.tagged", bits)
        for m in _DOTTED.finditer(scan.view):
            start = max((e for e in ends if m.start() < e < m.end()), default=m.start())
            if "·" in scan.view[start : m.end()] and scan.view[start] != "·":
                add(start, m.end(), "people.dotted", 25)
        self._lists(scan, verbs, found, add)
        whole = [
            m for m in found.values() if m.source == "people.dotted" or not scan.view.startswith("·", m.end)
        ]
        return self._everywhere(scan, whole)

    @staticmethod
    def _sounded(scan: Scan, start: int) -> int | None:
        """End of a word of four or more transliteration characters that starts here (乌云其木格)."""
        token = scan.token_at(start)
        word = scan.view[start : token.end]
        good = token.start == start and 4 <= len(word) <= 6 and all(c in _SOUND for c in word)
        return token.end if good and token.pos[:2] in ("nr", "ns", "nz") else None

    def _masked_given(self, scan: Scan, start: int, char: str) -> bool:
        if char in _FUNCTION:
            return False
        row = self.model.odds.get(char)
        following = start + 3
        token = scan.token_at(start + 2)
        return row is not None and row[2] > 0 and (token.end <= following or token.start < start + 2)

    def _padded_name(self, scan: Scan, start: int, end: int, verbs: set[int], add: _Add) -> None:
        name = scan.view[start] + scan.view[end - 1]
        bits = self.model.score(name)
        if bits is None:
            return
        bits += _PADDED + (_VERB if end in verbs else 0) + (_TITLE if self._title_ends(scan, start) else 0)
        if bits >= 6:
            add(start, end, "people.padded", bits + 10)

    def _title_ends(self, scan: Scan, at: int) -> bool:
        window = scan.view[max(0, at - 8) : at]
        return any(e == len(window) for _, _, e in self._titles.find_matches_as_indexes(window))

    def _best(self, scan: Scan, start: int, context: float, verbs: set[int]) -> tuple[int, float] | None:
        """The best name that starts at `start`, as (end, bits), given `context` bits on its left."""
        best: tuple[int, float] | None = None
        for size in (2, 3, 4):
            end = start + size
            name = scan.view[start:end]
            if len(name) < size or not name.isalpha() or name.isascii():
                break
            bits = self.model.score(name)
            if bits is None or bits < -3 or _NO_NAME.match(scan.view[start : start + 3]):
                continue
            token = scan.token_at(start)
            if token.start < start < token.end and scan.view[token.start : token.end] in self.words.common:
                bits += _CUT_WORD
            if size == 3 and name[-1] in _FUNCTION:
                bits += _FUNCTION_LAST
            right = self._right(scan, start, end, verbs)
            bits += context + right
            if name in self.words.common and scan.token_at(start).end == end:
                bits += _COMMON
            enough = _ENOUGH_TITLED if context == _TITLE and right >= 1 else _ENOUGH
            if bits >= enough and (best is None or bits > best[1]):
                best = end, bits
        return best

    def _right(self, scan: Scan, start: int, end: int, verbs: set[int]) -> float:
        """Bits of what follows a name that ends at `end`."""
        view = scan.view
        if end >= len(view) or view[end] in _PAUSES:
            return _PAUSE + 1
        if end in verbs:
            return _VERB
        if _TITLE_AFTER.match(view, end):
            return 2.5
        if scan.is_boundary(end):
            return 1.0 + (1.0 if view[end] in _FUNCTION else 0)
        token = scan.token_at(end)
        if token.start >= start and token.end - end >= 1 and token.start > start:
            return _CUT_NEXT
        return -2.0 if view[end] not in _FUNCTION else 0.0

    def _before_verb(self, scan: Scan, start: int, end: int, add: _Add) -> None:
        if start < 0:
            return
        name = scan.view[start:end]
        bits = self.model.score(name) if name.isalpha() else None
        if bits is None or bits < 4 or _NO_NAME.match(name):
            return
        bits += _VERB + self._left(scan, start)
        if name in self.words.common:
            bits += _COMMON
        if bits >= _ENOUGH + 1:
            add(start, end, "people.verb", bits)

    def _left(self, scan: Scan, start: int) -> float:
        if start == 0 or scan.view[start - 1] in _PAUSES:
            return _PAUSE
        return 0.5 if scan.is_boundary(start) else _CUT_WORD

    def _bits(self, scan: Scan, start: int, end: int, verbs: set[int]) -> float | None:
        name = scan.view[start:end]
        bits = self.model.score(name)
        division = scan.division_ending.get(end)
        if (
            bits is None
            or _NO_NAME.match(name)
            or name in self.words.common
            or (division and division.start == start)
        ):
            return None
        if len(name) == 3 and name[-1] in _FUNCTION:
            bits += _FUNCTION_LAST
        bits += _NR + self._left(scan, start) + self._right(scan, start, end, verbs) - 2
        return bits

    def _lists(self, scan: Scan, verbs: set[int], found: dict[tuple[int, int], Mention], add: _Add) -> None:
        """Names after a name and 、 or 和, and runs of names."""
        for run in _RUN.finditer(scan.view):
            items = list(re.finditer(r"[^、和]+", run[0]))
            scored = [(run.start() + i.start(), run.start() + i.end(), self.model.score(i[0])) for i in items]
            likely = [
                s for s in scored if (s[2] or 0) >= 6 and scan.view[s[0] : s[1]] not in self.words.common
            ]
            if len(likely) >= 0.6 * len(items):
                for start, end, bits in likely:
                    add(start, end, "people.run", (bits or 0) + _LIST)
        for start, _ in list(found):
            if start and scan.view[start - 1] in "、和":
                self._before_joiner(scan, start - 1, add)
        todo = [end for _, end in found]
        while todo:
            end = todo.pop()
            if end < len(scan.view) and scan.view[end] in "、和与及":
                best = self._best(scan, end + 1, _LIST, verbs)
                if best and (end + 1, best[0]) not in found:
                    add(end + 1, best[0], "people.list", best[1])
                    todo.append(best[0])

    def _before_joiner(self, scan: Scan, end: int, add: _Add) -> None:
        """A name between a pause and 、 before a name that was found."""
        for size in (3, 2):
            start = end - size
            if start < 1 or scan.view[start - 1] not in _PAUSES:
                continue
            bits = self.model.score(scan.view[start:end])
            if bits is not None and bits >= 5 and scan.view[start:end] not in self.words.common:
                add(start, end, "people.list", bits + _LIST)

    def _everywhere(self, scan: Scan, found: list[Mention]) -> list[Mention]:
        """The candidates, and every other occurrence of their names."""
        names: dict[str, float] = {}
        for m in found:
            name = scan.view[m.start : m.end].replace(" ", "")
            names[name] = max(names.get(name, 0.0), m.score)
        if not names:
            return []
        spans = {(m.start, m.end) for m in found}
        listed = list(names)
        again = AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest)
        for index, start, end in again.find_matches_as_indexes(scan.view):
            if (start, end) not in spans and "·" not in scan.view[
                max(0, start - 1) : end + 1 : end - start + 1
            ]:
                found.append(Mention(start, end, "PER", "people.again", names[listed[index]] - 0.05))
        return found
