"""The noun phrase that follows a count: 60名职工代表, 近六成的司机, 13首赞颂劳动的曲目."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.patterns import regex
from pipeline.records import Token
from pipeline.values.noun_pieces import JOINED_UNITS, is_said, named_by_quote, phrase_text
from pipeline.values.noun_words import (
    EVENT_UNITS,
    MEASURES,
    PERSON_UNITS,
    NounWords,
    Place,
)

_JOINING = frozenset(("、", "和", "及", "与", "以及"))
# After these the act itself is counted: 经过两天激烈比拼.
_DOING = (
    "经过", "经", "通过", "进行", "进行了", "开展", "开展了", "组织", "组织了", "举行", "举行了", "举办", "召开", "历经", "前",
)  # fmt: skip
_BEFORE_MIDDLE = ("中", "里")
_PAID = frozenset("钱款金费薪")
_HEADS = frozenset("赛会班队站点室部团营展课煤粮茶菜")
# Behind these a verb is no modifier of a noun, as it is in 3支抢险分队, 5个互动游戏.
_NO_THINGS = EVENT_UNITS | {"人", "人次", "次数", "遍", "趟", "倍", "户次", "份"}
# What a quoted title is or has, and no head of it.
_GIVEN = frozenset(("称号", "荣誉", "荣誉称号", "奖牌", "名单", "事迹", "先进事迹", "精神"))
# 两根直径不一的钢管: the first noun is only a side of the thing.
_SIDE = regex(
    r"(?:超标|达标|合格|超限|偏低|过低|过高|过长|不一|不同|各异|相同|不等|不齐|[较很最更]\p{Han})的(?=[\u4e00-\u9fff“])"
)
# 9个县（市、区）, 16个州（市）总工会.
_DIVISIONS = regex(r"（[市区县州盟旗乡镇街道、]{1,6}）")
# 100斤重的麻袋: the measure describes what follows.
_DIMENSION = regex(r"[重长高宽深厚](?=的\p{Han})")
# What is done so many times, and what describes the thing that is counted.
_ACT = regex(r"\p{Han}{0,2}?(\p{Han}{2})(?=[，。；、！？])")
_ATTRIBUTE = regex(r"[\u4e00-\u9fff、“”]{2,18}?的(?=[\u4e00-\u9fff“])")
_PERSON_HEADS = frozenset("工员师手者")
# 送到|站里, 搬进|室内.
_RESULTS = frozenset("到给至入进向往")


class NounBehind:
    """Reads the phrase behind a count."""

    def __init__(self, words: NounWords) -> None:
        self._words = words

    def __call__(self, view: str, place: Place, tokens: Sequence[Token], right: int) -> str | None:
        """The noun behind the count, which ends before `right`; None where something else follows."""
        joined = view.startswith("的", place.end) and not view.startswith(("的哥", "的姐"), place.end)
        if place.unit == "%" and not joined and "成" not in view[place.start : place.end]:
            return None
        if sized := place.dimension in MEASURES and _DIMENSION.match(view, place.end):
            joined, at = True, sized.end() + 1
        else:
            at = place.end + joined
        if place.unit in PERSON_UNITS and view.startswith("是", at):
            at += 1  # 12人中有9名是职工
        noun, stop = self._phrase(view, at, right, place, tokens)
        if noun and (side := _SIDE.match(view, stop)):
            noun = self._phrase(view, side.end(), right, place, tokens)[0] or noun
        if place.unit in ("名", "位") and not joined and (noun is None or not self._words.is_person(noun)):
            noun = self._person(view, at, right, tokens) or noun
        if noun and len(noun) > 2 and noun[-1] in "里内" and place.dimension in MEASURES:
            noun = noun[:-1]
        if place.dimension == "money" and view.startswith("“", at):
            return None
        if noun and (place.unit not in PERSON_UNITS or self._words.is_person(noun)):
            return noun
        if place.dimension in MEASURES:
            return None
        if place.unit in EVENT_UNITS:
            act = _ACT.match(view, at, at + 6)
            doing = view.endswith(_DOING, max(0, place.start - 4), place.start)
            return act[1] if act and doing else None
        found = _ATTRIBUTE.match(view, at, min(right, at + 20))
        if found is None or "组成" in found[0] or found[0][0] in "是由":
            return noun
        return self._phrase(view, found.end(), right, place, tokens)[0] or noun

    def _phrase(
        self, view: str, at: int, right: int, place: Place, tokens: Sequence[Token]
    ) -> tuple[str | None, int]:
        """The noun phrase that begins at `at`, and where its tokens stop."""
        pieces: list[list[tuple[str, str]]] = [[]]
        opened, joints = False, [""]
        position = at
        for index in range(bisect_right(tokens, at, key=lambda t: t.end), len(tokens)):
            token = tokens[index]
            if token.start >= right:
                break
            word = view[max(token.start, position) : token.end]
            if token.end <= position:
                # It lies in the brackets of 县（市、区）.
                continue
            if word[0] == "之" and pieces[-1] and place.unit in PERSON_UNITS:
                break
            if word == "（" and pieces[-1] and (divisions := _DIVISIONS.match(view, token.start)):
                pieces[-1].append((divisions[0], "n"))
                position = divisions.end()
                continue
            if token.start < at and len(word) == 1 and view.startswith(("得", "了", "着"), token.end):
                # 94.6|分拔|得: what the cut has left of a verb.
                break
            if (
                place.unit in PERSON_UNITS
                and token.start < at
                and (person := self._cut_short(view, at, tokens, index))
            ):
                # 218|名茶|农: what the cut has left of a word for people.
                pieces[-1].append((view[at:person], "n"))
                position = person
                continue
            if (
                pieces[-1]
                and not opened
                and is_said(
                    word, tokens[index + 1 : index + 2], view[token.end : token.end + 1], pieces[-1][-1][0]
                )
            ):
                break
            if word in _JOINING and pieces[-1] and not opened:
                people = self._words.is_person(pieces[-1][-1][0]) and self._people_next(
                    view, tokens, index + 1
                )
                both = place.unit not in PERSON_UNITS and view[token.end + 2 : token.end + 3] == "的"
                if (
                    word != "、"
                    and not people
                    and not ((both or place.unit in JOINED_UNITS) and tokens[index + 1].pos[:1] == "n")
                ):
                    break
                joints.append(word)
                pieces.append([])
            elif (
                word == "“"
                and not opened
                and pieces[-1]
                and not named_by_quote(view, tokens, index, pieces[-1][-1])
            ):
                break
            elif word == "“" and not opened:
                opened = True
                pieces[-1].append((word, "q"))
            elif word == "”" and opened:
                opened = False
                pieces[-1].append((word, "q"))
                position = token.end
                if pieces[-1][0][0] == "“" and not self._head_next(view, tokens, index):
                    break
            elif (
                opened
                or self._goes_on(
                    word,
                    token.pos,
                    not pieces[-1],
                    view,
                    token.end,
                    self._noun_next(view, tokens, index),
                    place,
                )
                or self._compounds(word, token, tokens[index + 1 : index + 2], view, place)
                or (
                    len(pieces) > 1
                    and self._describes_people(word, token, tokens[index + 1 : index + 2], view)
                )
            ):
                pieces[-1].append((word, token.pos))
            else:
                break
            position = token.end
        while len(pieces) > 1 and not pieces[-1]:
            pieces.pop()
        if opened:
            return None, position
        return phrase_text(self._words, pieces, place, joints), position

    def _cut_short(self, view: str, at: int, tokens: Sequence[Token], index: int) -> int | None:
        """Where a word for people ends that begins within this token and goes on in the next; None without one."""
        if index + 1 >= len(tokens) or tokens[index].end - at != 1:
            return None
        end = tokens[index + 1].end
        return end if end - at <= 3 and self._words.is_person(view[at:end]) else None

    def _noun_next(self, view: str, tokens: Sequence[Token], index: int) -> bool:
        """Whether a noun of two characters or more stands behind this token."""
        if index + 1 >= len(tokens) or tokens[index].end != tokens[index + 1].start:
            return False
        word = view[tokens[index + 1].start : tokens[index + 1].end]
        outside = word in self._words.verb or word in self._words.function
        return tokens[index + 1].pos[:1] == "n" and len(word) > 1 and not outside

    def _head_next(self, view: str, tokens: Sequence[Token], index: int) -> bool:
        """Whether the noun that a quotation describes stands behind it (“金嗓子”歌手), no place, title or list."""
        if not self._noun_next(view, tokens, index) or tokens[index + 1].pos not in ("n", "nz"):
            return False
        return view[tokens[index + 1].start : tokens[index + 1].end] not in _GIVEN

    def _people_next(self, view: str, tokens: Sequence[Token], start: int) -> bool:
        """Whether the nouns that begin with this token come to people: 困难职工子女 behind 下岗职工和."""
        for token in tokens[start : start + 3]:
            if self._words.is_person(view[token.start : token.end]):
                return True
            verbal = token.pos in ("v", "vn") and token.end - token.start == 2
            if (token.pos[:1] not in "nabjl" and not verbal) or view[
                token.start : token.end
            ] in self._words.function:
                return False
        return False

    def _goes_on(
        self, word: str, pos: str, first: bool, view: str, end: int, follows: bool, place: Place
    ) -> bool:
        """Whether a word behind the count belongs to its noun."""
        if (word in self._words.function and not (first and pos == "n")) or not word[0].isalnum():
            return False
        if first and (word in self._words.nouns or (pos != "v" and self._words.is_person(word))):
            return True
        if first and word in self._words.attribute:
            return view[end : end + 1] not in "，。；！？的了：\n”" and (
                word not in self._words.verb or follows
            )
        if (
            word in self._words.verb
            or (not first and word in self._words.acts and not follows)
            or word[0] == "即"
            or (word in self._words.object and word not in self._words.nouns)
        ):
            return False
        if view[end : end + 1] in _BEFORE_MIDDLE and view[end : end + 2] not in ("中心", "里程"):
            return True
        if self._words.is_noun(word, pos):
            return True
        if pos == "nr" and len(word) == 1:
            return False
        if pos == "vn" or (pos == "q" and not first):
            return True
        if pos in ("t", "tg") and first:
            return True
        if first and follows and pos in ("v", "d", "ad") and place.unit not in _NO_THINGS:
            return place.dimension not in MEASURES and len(word) == 2
        return pos[:1] in "nabjls" or (pos in ("eng", "x") and word.isascii())

    def _describes_people(self, word: str, token: Token, following: Sequence[Token], view: str) -> bool:
        """收购 of 养殖工人、收购船员: a verb before joined people."""
        return (
            token.pos in ("v", "vn")
            and len(word) == 2
            and word not in self._words.verb
            and bool(following)
            and self._words.is_person(view[following[0].start : following[0].end])
        )

    def _compounds(
        self, word: str, token: Token, following: Sequence[Token], view: str, place: Place
    ) -> bool:
        """仲裁 of 仲裁机构, 采茶 of 采茶钱: a verb right before the noun that it describes."""
        if token.pos not in ("vn", "v", "n") or place.unit in PERSON_UNITS or not following:
            return False
        head = view[following[0].start : following[0].end]
        if len(word) != 2:
            # 女子|修|井队.
            return token.pos == "v" and len(word) == 1 and len(head) == 2 and head[1] == "队"
        if head in _HEADS:
            return word[1] not in _RESULTS
        if word in self._words.verb or head in self._words.verb:
            return False
        if place.dimension == "money":
            return head[-1] in _PAID and word not in self._words.function
        return word in self._words.object and token.pos != "v" and following[0].pos[:1] == "n"

    def _person(self, view: str, at: int, right: int, tokens: Sequence[Token]) -> str | None:
        """撬蚝工, 受伤工人: up to the first word for people, whatever describes them without a 的."""
        for index in range(bisect_right(tokens, at, key=lambda t: t.end), len(tokens)):
            token = tokens[index]
            word = view[max(token.start, at) : token.end]
            if token.end > min(right, at + 10) or word in self._words.function or not word[0].isalnum():
                return None
            described = token.end == at + len(word) and self._words.is_person(view[token.end : token.end + 2])
            verbal = word in self._words.verb or (word in self._words.object and token.pos != "vn")
            if verbal and not described:
                return None
            if self._words.is_person(word) or word in _PERSON_HEADS:
                return None if token.end - at < 2 else view[at : token.end]
        return None
