"""The noun phrase that a count follows: 清凉包1.2万份, 满意率为92.4%, 心电图等12项."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.records import Token
from pipeline.values.noun_words import (
    MEASURES,
    PERSON_UNITS,
    NounWords,
    Place,
    clean,
)

_GENERIC = ("群体", "人员", "人群", "群众")
_QUANTITY_ENDINGS = frozenset("率量额值积度价费薪能")
_QUANTITIES = frozenset(
    ("面积", "产量", "总量", "长度", "里程", "规模", "金额", "总额", "产值", "温度", "高度", "重量")
)
_COVERS = re.compile(r"([\u4e00-\u9fff]{1,8}?)(?:主要|共|分别)?(?:涵盖|包括|包含|囊括|分为)")


class NounBefore:
    """Reads the phrase before a count."""

    def __init__(self, words: NounWords) -> None:
        self._words = words

    def __call__(self, view: str, left: int, end: int, place: Place, tokens: Sequence[Token]) -> str | None:
        """The noun that ends at `end`, the predicate taken off; it begins at `left` or later."""
        text = view[left:end]
        if text.endswith("等") and (cover := _COVERS.match(text)):
            return cover[1]
        whole = place.dimension in MEASURES
        quantity = view[end - 1 : end] in _QUANTITY_ENDINGS
        begin, last, last_pos, subject, after_verb = left, "", "", False, False
        for index in range(max(0, bisect_right(tokens, left, key=lambda t: t.end)), len(tokens)):
            token = tokens[index]
            if token.start >= end:
                break
            word = view[max(token.start, left) : min(token.end, end)]
            if not word:
                continue
            ends = token.end >= end
            opens = begin == max(token.start, left)
            if ends:
                # 开展|培训12场 and 调解申请40件, but not 区总工会补助三成.
                nominal = word in self._words.nouns and (after_verb or not (whole or opens))
            else:
                nominal = word in self._words.nouns and (after_verb or quantity)
            if ends and word in self._words.object and whole and (token.pos == "v" or not nominal):
                return None
            if not nominal and self._cuts(word, token.pos, opens, subject, whole and quantity, ends):
                begin, subject, last = min(token.end, end), False, ""
                after_verb = word in self._words.object and token.pos == "v"
                continue
            after_verb = False
            subject = subject or token.pos[:1] in "nrj"
            last, last_pos = word, token.pos
        if begin - 2 >= left and view[begin - 2 : begin] in self._words.attribute:
            begin -= 2
        phrase = view[begin:end]
        if not phrase or not last:
            return None
        phrase = self._words.without_verb(phrase)
        if place.unit in PERSON_UNITS or place.unit == "人次":
            if (
                not self._words.is_person(phrase)
                and last not in self._words.nouns
                and not phrase.endswith("奖")
            ):
                return None
        elif not self._words.is_noun(last) and (
            last_pos == "nr" or not (last_pos[:1] in "nbjls" or last_pos in ("an", "vn", "eng", "q"))
        ):
            return None
        if phrase in _QUANTITIES and begin > left:
            phrase = self._with_attribute(view, left, begin, tokens) + phrase
        if any(phrase == word for word in _GENERIC) and view[:begin].endswith("等"):
            return clean(self._listed(view[left : begin - 1]) + "等" + phrase)
        if phrase == "价值" and view[max(left, begin - 2) : begin].startswith("每"):
            return None
        return clean(phrase)

    def _cuts(self, word: str, pos: str, opens: bool, subject: bool, whole: bool, ends: bool) -> bool:
        """Whether the noun can only begin behind `word`."""
        if word in ("该", "全"):
            return False
        if word in self._words.function or word[0] == "每" or (not word[0].isalnum() and word not in "“”"):
            return True
        if word in self._words.object:
            return opens or not ends or pos not in ("vn", "n")
        if word in self._words.attribute or word in self._words.nouns or self._words.is_noun(word):
            return False
        if pos[:1] in "pcudrfyt" or (pos[:1] == "q" and opens):
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
        """护林员、邮递员: a list behind 其中, 包括 …"""
        for opener in ("其中", "包括", "惠及", "涉及", "覆盖", "为"):
            if opener in text:
                text = text.rsplit(opener, 1)[1]
        return text
