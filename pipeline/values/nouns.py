"""What a count counts: the head noun phrase beside it, as written.

Looked at in turn: right behind the count (60名职工代表, 近六成的司机), right before it (清凉包1.2万份, 一等奖1名), and
the subject of which the number is said (满意率为92.4%, 夜班津贴由5元提高到8元). Parts of speech come from the
tokens; they are those of a dictionary, without context, so word endings and the lexicons `noun_verbs.tsv` and
`person_nouns.txt` correct them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.lexicon import LexiconError, read_table, read_words
from pipeline.mentions.trie import trie_pattern
from pipeline.records import Token

KINDS = frozenset({"object", "predicate", "attribute", "verb", "noun"})

_CLAUSE = "，。；！？：\n（）()【】《》"
_NOUN_ENDINGS = frozenset("员工者师手家案队站室所奖金费率量值额券卡品书证会店厂车票县镇村街岗稿表册单机房包")
_SHORT_NOUNS = frozenset("包车店站书卡证房票队班会课社箱机品药菜村镇县区校院所厂楼路桥树事人乡街蟹钱水电")
_PERSON_UNITS = frozenset(("名", "位", "人"))
_BACKWARD_ONLY = frozenset(("人", "人次"))
_AGES = frozenset(("岁", "周岁"))
_EVENT_UNITS = frozenset(("轮", "次", "场", "期", "批", "回", "轮次", "场次"))
# Whose subject is a whole phrase, verbs included: 该行业职工流动率, 种植面积.
_MEASURES = frozenset(("share", "money", "length", "area", "volume", "mass", "physics"))
_GENERIC = ("群体", "人员", "人群", "群众")
_FUNCTION = frozenset(
    "的 了 着 过 和 与 及 或 在 于 从 由 对 把 被 将 为 是 有 等 其中 每 各 该 这 那 共 均 都 也 还 已 又 并 就 才 向 以 用 按 给 "
    "先后 最终 随机 全部 分别 相继 陆续 逐一 同时 不 一起 共同 集体 每人 每年 每月 每天 每份 每户 每家 每班 每场 光 单 仅 仅仅 来 去 上 下 内 外 中 里 间 时 前 后 所 之".split()
)
# Single characters that a dictionary cut leaves behind the word they belong to: 献血|量, 快递|员.
_SUFFIXES = frozenset("员率量值额费表者师手班组队站")
_QUANTITIES = frozenset(("面积", "产量", "总量", "长度", "里程", "规模", "金额", "总额", "产值", "温度", "高度", "重量"))
_DOING = ("经过", "经", "通过", "进行", "进行了", "开展", "开展了", "组织", "组织了", "举行", "举行了", "举办", "召开", "历经", "前")
_PRIZE = re.compile(r"(?:[特一二三四五]等奖|[金银铜]奖|[冠亚季]军)$")
_COVERS = re.compile(r"([\u4e00-\u9fff]{1,8}?)(?:主要|共|分别)?(?:涵盖|包括|包含|囊括|分为)")
_CHAIN = re.compile(r"(?:由|从)(?:最初的|原来的|原先的|原来|此前的|过去的)?$")
_BEFORE_MIDDLE = ("中", "里")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a count stands: its characters, unit and the unit's dimension."""

    start: int
    end: int
    unit: str
    dimension: str


class NounFinder:
    """Finds the nouns of counts from the view, the tokens and the lexicons."""

    def __init__(self, kinds: dict[str, set[str]], persons: Iterable[str]) -> None:
        self._object = frozenset(kinds.get("object", ()))
        self._nouns = frozenset(kinds.get("noun", ()))
        self._verb = frozenset(kinds.get("verb", ()))
        self._attribute = frozenset(kinds.get("attribute", ()))
        backwards = trie_pattern(word[::-1] for word in kinds.get("predicate", ()))
        self._predicate = re.compile(rf"[了到至]?(?:{backwards})")
        self._person = re.compile(trie_pattern(word[::-1] for word in persons))

    @classmethod
    def load(cls, directory: Path) -> NounFinder:
        """Read `noun_verbs.tsv` and `person_nouns.txt` of the model's values folder; LexiconError on a fault."""
        path = directory / "noun_verbs.tsv"
        kinds: dict[str, set[str]] = {}
        for row in read_table(path, ["word", "kind"], optional=["example"], key=["word", "kind"]):
            kinds.setdefault(row["kind"], set()).add(row["word"])
        if unknown := set(kinds) - KINDS:
            raise LexiconError(f"{path}: unknown kind {sorted(unknown)[0]!r}")
        return cls(kinds, read_words(directory / "person_nouns.txt"))

    def nouns(
        self, view: str, places: Sequence[Place], tokens: Sequence[Token], walls: Sequence[tuple[int, int]]
    ) -> list[str | None]:
        """One noun or None per count, in order; `walls` are the sorted spans of all times and counts."""
        tokens = _joined(view, tokens)
        found: list[str | None] = []
        for i, place in enumerate(places):
            noun = self._noun(view, place, tokens, walls)
            if noun is None and i and self._continues(view, places[i - 1], place):
                noun = found[i - 1]
            found.append(noun)
        for i in range(len(places) - 2, -1, -1):
            if found[i] is None and places[i].end == places[i + 1].start and places[i + 1].unit not in _AGES:
                found[i] = found[i + 1]
        return found

    def _continues(self, view: str, earlier: Place, place: Place) -> bool:
        """由5元提高到8元: the second number is said of the same subject."""
        between = view[earlier.end : place.start]
        if earlier.unit != place.unit or not between or len(between) > 8:
            return False
        return not self._strip_predicate(between) and bool(_CHAIN.search(view, max(0, earlier.start - 8), earlier.start))

    def _noun(
        self, view: str, place: Place, tokens: Sequence[Token], walls: Sequence[tuple[int, int]]
    ) -> str | None:
        if place.unit in _AGES:
            return None
        clause = max(view.rfind(c, 0, place.start) for c in _CLAUSE) + 1
        index = bisect_left(walls, (place.start, 0))
        left = max(clause, walls[index - 1][1] if index else 0)
        right = walls[index + 1][0] if index + 1 < len(walls) else len(view)
        of_whole = place.unit == "%" and "占" in view[max(clause, place.start - 16) : place.start]
        if not of_whole and place.unit not in _BACKWARD_ONLY and (
            noun := self._behind(view, place, tokens, right)
        ):
            return noun
        if of_whole:
            return None
        if prize := _PRIZE.search(view, left, place.start):
            return prize[0]
        return self._before(view, left, place, tokens)

    # --- behind the count -------------------------------------------------------------------------------

    def _behind(self, view: str, place: Place, tokens: Sequence[Token], right: int) -> str | None:
        joined = view.startswith("的", place.end)
        if place.unit == "%" and not joined and view[place.end - 1] != "成":
            return None
        at = place.end + joined
        noun, stop = self._phrase(view, at, right, place, tokens)
        if noun:
            return noun
        if place.dimension in _MEASURES:
            return None
        if place.unit in _EVENT_UNITS:
            act = re.match(r"[\u4e00-\u9fff]{0,2}?([\u4e00-\u9fff]{2})(?=[，。；、！？])", view[at : at + 6])
            doing = view.endswith(_DOING, max(0, place.start - 4), place.start)
            return act[1] if act and doing else None
        found = re.match(r"[\u4e00-\u9fff、“”]{2,18}?的(?=[\u4e00-\u9fff“])", view[at : min(right, at + 20)])
        if found is None or "组成" in found[0]:
            return None
        return self._phrase(view, at + found.end(), right, place, tokens)[0]

    def _phrase(
        self, view: str, at: int, right: int, place: Place, tokens: Sequence[Token]
    ) -> tuple[str | None, int]:
        """The noun phrase that begins at `at`, and where its tokens stop."""
        pieces: list[list[tuple[str, str]]] = [[]]
        opened = False
        position = at
        for index in range(bisect_right(tokens, at, key=lambda t: t.end), len(tokens)):
            token = tokens[index]
            if token.start >= right:
                break
            word = view[max(token.start, position) : token.end]
            if word == "、" and pieces[-1] and not opened:
                pieces.append([])
            elif word == "“" and not opened:
                opened = True
                pieces[-1].append((word, "q"))
            elif word == "”" and opened:
                opened = False
                pieces[-1].append((word, "q"))
                position = token.end
                if pieces[-1][0][0] == "“":
                    break
            elif opened or self._goes_on(word, token.pos, not pieces[-1], view, token.end):
                pieces[-1].append((word, token.pos))
            else:
                break
            position = token.end
        while len(pieces) > 1 and not pieces[-1]:
            pieces.pop()
        if opened:
            return None, position
        return self._phrase_text(pieces, place), position

    def _goes_on(self, word: str, pos: str, first: bool, view: str, end: int) -> bool:
        """Whether a word behind the count belongs to its noun."""
        if word in _FUNCTION or not word[0].isalnum():
            return False
        if first and (word in self._nouns or self._is_person(word)):
            return True
        if first and word in self._attribute:
            return view[end : end + 1] not in "，。；！？的了：\n”"
        if word in self._verb or word[0] == "即":
            return False
        if view[end : end + 1] in _BEFORE_MIDDLE and view[end : end + 2] not in ("中心", "里程"):
            return True
        if len(word) > 1 and (word[-1] in _NOUN_ENDINGS or self._is_person(word)):
            return True
        if word in _SHORT_NOUNS or word in self._nouns:
            return True
        if pos == "vn" or (pos == "q" and not first):
            return not first or word not in self._object
        return pos[:1] in "nabjls" or (pos in ("eng", "x") and word.isascii())

    def _phrase_text(self, pieces: list[list[tuple[str, str]]], place: Place) -> str | None:
        last = pieces[-1]
        if place.unit in _PERSON_UNITS:
            # What follows the last person is said of them: 选手|同场较量, 工人|突然停工.
            people = [i for i, (word, _) in enumerate(last) if self._is_person(word)]
            if people:
                keep = people[0]
                for i in people:
                    if all(pos[:1] == "n" for _, pos in last[keep + 1 : i]):
                        keep = i
                del last[keep + 1 :]
        if not last:
            return None
        texts = ["".join(word for word, _ in piece) for piece in pieces]
        if len(pieces) > 1 and not all(self._is_person(text) for text in texts):
            kept = last[1:] or last
            if len(kept) > 1 and kept[0][0] in ("行业", "领域", "系统"):
                kept = kept[1:]
            return _clean("".join(word for word, _ in kept))
        if len(last) == 1 and last[0][1] in ("a", "ad", "ns", "l", "s", "b", "v") and not self._is_noun(last[0][0]):
            return None
        return _clean("、".join(texts))

    def _is_noun(self, word: str) -> bool:
        return word in _SHORT_NOUNS or word in self._nouns or (len(word) > 1 and (word[-1] in _NOUN_ENDINGS or self._is_person(word)))

    def _is_person(self, word: str) -> bool:
        return bool(self._person.match(word[::-1])) if len(word) > 1 else False

    # --- before the count -------------------------------------------------------------------------------

    def _before(self, view: str, left: int, place: Place, tokens: Sequence[Token]) -> str | None:
        text = self._strip_predicate(view[left : place.start].rstrip(" "))
        end = left + len(text)
        if text.endswith("等") and (cover := _COVERS.match(text)):
            return cover[1]
        whole = place.dimension in _MEASURES
        begin, last, last_pos, subject = left, "", "", False
        for index in range(max(0, bisect_right(tokens, left, key=lambda t: t.end)), len(tokens)):
            token = tokens[index]
            if token.start >= end:
                break
            word = view[max(token.start, left) : min(token.end, end)]
            if not word:
                continue
            ends = token.end >= end
            if word in self._object and ends and place.unit in _EVENT_UNITS and begin > left and token.pos == "vn":
                last, last_pos = word, token.pos
                continue
            if self._cuts(word, token.pos, begin == max(token.start, left), subject, whole, ends):
                begin, subject, last = min(token.end, end), False, ""
                continue
            subject = subject or token.pos[:1] in "nrj"
            last, last_pos = word, token.pos
        phrase = view[begin:end]
        if not phrase or not last:
            return None
        phrase = self._without_verb(phrase)
        if place.unit in _PERSON_UNITS:
            if not self._is_person(phrase) and not phrase.endswith("奖"):
                return None
        elif not (self._is_noun(last) or last_pos[:1] in "nbjls" or last_pos in ("an", "vn", "eng", "q")):
            return None
        if phrase in _QUANTITIES and begin > left:
            phrase = self._with_attribute(view, left, begin, tokens) + phrase
        if any(phrase == word for word in _GENERIC) and view[:begin].endswith("等"):
            return _clean(self._listed(view[left : begin - 1]) + "等" + phrase)
        if phrase == "价值" and view[max(left, begin - 2) : begin].startswith("每"):
            return None
        return _clean(phrase)

    def _cuts(self, word: str, pos: str, opens: bool, subject: bool, whole: bool, ends: bool) -> bool:
        """Whether the noun can only begin behind `word`."""
        if word in ("该", "全"):
            return False
        if word in _FUNCTION or word[0] == "每" or (not word[0].isalnum() and word not in "“”"):
            return True
        if word in self._object:
            return opens or not ends or pos not in ("vn", "n")
        if word in self._attribute or word in self._nouns or self._is_noun(word):
            return False
        if pos[:1] in "pcudrfyt":
            return True
        if pos == "v" and not ends:
            return subject or not whole
        return False

    @staticmethod
    def _with_attribute(view: str, left: int, begin: int, tokens: Sequence[Token]) -> str:
        """种植 of 种植面积, where the word opens the clause."""
        index = bisect_right(tokens, begin - 1, key=lambda t: t.start) - 1
        if index < 0 or tokens[index].end != begin or tokens[index].start > left:
            return ""
        return view[tokens[index].start : begin]

    @staticmethod
    def _listed(text: str) -> str:
        """货车司机、网约送餐员: a list behind 其中, 包括 …"""
        for opener in ("其中", "包括", "惠及", "涉及", "覆盖", "为"):
            if opener in text:
                text = text.rsplit(opener, 1)[1]
        return text

    def _strip_predicate(self, text: str) -> str:
        """`text` without the words between a subject and its number: 为, 达到, 平均上调, 由 …"""
        backwards = text[::-1]
        at = 0
        while (found := self._predicate.match(backwards, at)) and found.end() > at:
            at = found.end()
        return backwards[at:][::-1]

    def _without_verb(self, phrase: str) -> str:
        """节约用电 → 用电: a verb that the dictionary has joined to its object."""
        for length in (3, 2):
            if len(phrase) > length + 1 and phrase[:length] in self._object:
                return phrase[length:]
        return phrase


def _joined(view: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with left-over suffix characters joined to their words."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        single = token.end - token.start == 1 and view[token.start] in _SUFFIXES
        if single and last and last.pos[:1] in "vnaj" and last.end - last.start > 1:
            joined[-1] = Token(last.start, token.end, "n")
        elif last and last.end - last.start == 2 and last.pos[:1] in "vn" and view[token.start] in "率量" and token.end - token.start == 2 and view[token.start + 1] in "达为超":
            joined[-1] = Token(last.start, token.start + 1, "n")
            joined.append(Token(token.start + 1, token.end, "v"))
        else:
            joined.append(token)
    return joined


def _clean(phrase: str) -> str | None:
    """Without quotation marks around the whole, and without unpaired ones."""
    phrase = phrase.strip(" 、")
    if phrase.startswith("“") and phrase.endswith("”") and phrase.count("“") == 1:
        phrase = phrase[1:-1]
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    return phrase or None
