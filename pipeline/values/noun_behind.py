"""The noun phrase that follows a count: 60名职工代表, 近六成的司机, 13首赞颂劳动的曲目."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.patterns import regex
from pipeline.records import Token
from pipeline.values.noun_words import (
    EVENT_UNITS,
    MEASURES,
    PERSON_UNITS,
    NounWords,
    Place,
    clean,
)

_JOINING = frozenset(("、", "和", "及", "与", "以及"))
# After these the act itself is counted: 经过两天激烈比拼.
_DOING = (
    "经过", "经", "通过", "进行", "进行了", "开展", "开展了", "组织", "组织了", "举行", "举行了", "举办", "召开", "历经", "前",
)  # fmt: skip
_BEFORE_MIDDLE = ("中", "里")
_PAID = frozenset("钱款金费薪")
_HEADS = frozenset("赛会班队站点室部团营展课煤粮茶菜")
# Units of bodies and kinds: what 和 joins behind them is counted together (3家企业和农家乐, not 3箱水和面包).
_JOINED_UNITS = frozenset(("家", "所", "种", "类", "户"))
_BODIES = frozenset("店馆厅园学院校所厂司行社站室企场吧户")
# Behind these a verb is no modifier of a noun, as it is in 3支抢险分队, 5个互动游戏.
_NO_THINGS = EVENT_UNITS | {"人", "人次", "次数", "遍", "趟", "倍", "户次", "份"}
# 两根直径不一的钢管: the first noun is only a side of the thing.
_SIDE = regex(r"(?:超标|达标|合格|超限|偏低|过低|过高|过长|不一|不同|各异|相同|不等|不齐|[较很最更]\p{Han})的(?=[\u4e00-\u9fff“])")
# 9个县（市、区）, 16个州（市）总工会.
_DIVISIONS = regex(r"（[市区县州盟旗乡镇街道、]{1,6}）")
# 100斤重的麻袋: the measure describes what follows.
_DIMENSION = regex(r"[重长高宽深厚](?=的\p{Han})")
# What is done so many times, and what describes the thing that is counted.
_ACT = regex(r"\p{Han}{0,2}?(\p{Han}{2})(?=[，。；、！？])")
_ATTRIBUTE = regex(r"[\u4e00-\u9fff、“”]{2,18}?的(?=[\u4e00-\u9fff“])")
_PERSON_HEADS = frozenset("工员师手者")
# Single verbs that a dictionary calls nouns: 两种语言|报|故障, 老人|量|血压.
_SHORT_VERBS = frozenset("报量测剪查")
# A noun that is a verb where another one follows: 企业|计划|招工.
_MEANS_TO = frozenset(("计划", "打算", "准备", "预计", "无人", "没人"))
# 送到|站里, 搬进|室内.
_RESULTS = frozenset("到给至入进向往")
_HOMES = frozenset(("家庭", "人家"))


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
            if place.unit in PERSON_UNITS and token.start < at and (person := self._cut_short(view, at, tokens, index)):
                # 218|名茶|农: what the cut has left of a word for people.
                pieces[-1].append((view[at:person], "n"))
                position = person
                continue
            if pieces[-1] and not opened and self._is_said(
                word, tokens[index + 1 : index + 2], view[token.end : token.end + 1], pieces[-1][-1][0]
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
                    and not ((both or place.unit in _JOINED_UNITS) and tokens[index + 1].pos[:1] == "n")
                ):
                    break
                joints.append(word)
                pieces.append([])
            elif (
                word == "“"
                and not opened
                and pieces[-1]
                and not self._named_by_quote(view, tokens, index, pieces[-1][-1])
            ):
                break
            elif word == "“" and not opened:
                opened = True
                pieces[-1].append((word, "q"))
            elif word == "”" and opened:
                opened = False
                pieces[-1].append((word, "q"))
                position = token.end
                if pieces[-1][0][0] == "“":
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
                or (len(pieces) > 1 and self._describes_people(word, token, tokens[index + 1 : index + 2], view))
            ):
                pieces[-1].append((word, token.pos))
            else:
                break
            position = token.end
        while len(pieces) > 1 and not pieces[-1]:
            pieces.pop()
        if opened:
            return None, position
        return self._phrase_text(pieces, place, joints), position

    def _cut_short(self, view: str, at: int, tokens: Sequence[Token], index: int) -> int | None:
        """Where a word for people ends that begins within this token and goes on in the next; None without one."""
        if index + 1 >= len(tokens) or tokens[index].end - at != 1:
            return None
        end = tokens[index + 1].end
        return end if end - at <= 3 and self._words.is_person(view[at:end]) else None

    @staticmethod
    def _is_said(word: str, following: Sequence[Token], after: str, last: str) -> bool:
        """Whether a word behind the noun `last` begins what is said of it, though a dictionary calls it a noun; `after`
        is the character behind it.
        """
        if word[0] in "由从" and word not in ("由来", "从业", "从属"):
            return True
        if last[-1] in "队组" and len(last) > 1 and after == "上" and len(word) > 1:
            # 女子修井队|盐碱滩上打擂.
            return True
        if word in _SHORT_VERBS:
            return bool(following) and following[0].pos[:1] == "n"
        return word in _MEANS_TO and bool(following) and following[0].pos[:1] == "v"

    def _noun_next(self, view: str, tokens: Sequence[Token], index: int) -> bool:
        """Whether a noun of two characters or more stands behind this token."""
        if index + 1 >= len(tokens) or tokens[index].end != tokens[index + 1].start:
            return False
        word = view[tokens[index + 1].start : tokens[index + 1].end]
        outside = word in self._words.verb or word in self._words.function
        return tokens[index + 1].pos[:1] == "n" and len(word) > 1 and not outside

    def _people_next(self, view: str, tokens: Sequence[Token], start: int) -> bool:
        """Whether the nouns that begin with this token come to people: 困难职工子女 behind 下岗职工和."""
        for token in tokens[start : start + 3]:
            if self._words.is_person(view[token.start : token.end]):
                return True
            verbal = token.pos in ("v", "vn") and token.end - token.start == 2
            if (token.pos[:1] not in "nabjl" and not verbal) or view[token.start : token.end] in self._words.function:
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
            return view[end : end + 1] not in "，。；！？的了：\n”"
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

    def _describes_people(
        self, word: str, token: Token, following: Sequence[Token], view: str
    ) -> bool:
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

    @staticmethod
    def _named_by_quote(view: str, tokens: Sequence[Token], at: int, last: tuple[str, str]) -> bool:
        """Whether the quoted name belongs to the noun (全国“安康杯”竞赛优胜单位), not to what is said of it."""
        opened = tokens[at].end
        close = view.find("”", opened, opened + 16)
        if close < 0 or view.startswith(("称号", "荣誉", "奖牌", "美誉"), close + 1):
            return False
        if last[1] in ("ns", "b", "f", "s", "m", "q") or last[0][-1] in "国级届批":
            return True
        behind = next((t.pos for t in tokens[at + 1 :] if t.start > close), "")
        inside = [t.pos[:1] for t in tokens[at + 1 : at + 12] if t.end <= close]
        nominal = close - opened > 1 and bool(inside) and all(pos in "nabj" for pos in inside)
        if (
            behind[:1] != "n"
            and behind != "vn"
            and (view[close + 1 : close + 2] in "\n，。；" or not nominal)
        ):
            # 青年“以花会友”: what ends the clause is said of the noun.
            return False
        return nominal

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

    def _phrase_text(
        self, pieces: list[list[tuple[str, str]]], place: Place, joints: list[str]
    ) -> str | None:
        last = pieces[-1]
        while len(last) > 1 and last[-1][1] in ("a", "ad", "d") and not self._words.is_noun(last[-1][0]):
            last.pop()
        if (place.unit in PERSON_UNITS or place.unit == "户") and last and last[0][1] != "q":
            # What follows the last person is said of them: 选手|同场较量, 工人|突然停工.
            people = [i for i, (word, _) in enumerate(last) if self._words.is_person(word)]
            if people:
                keep = people[0]
                for i in people:
                    if all(pos[:1] == "n" for _, pos in last[keep + 1 : i]):
                        keep = i
                if place.unit == "户" and len(last) > keep + 1 and last[keep + 1][0] in _HOMES:
                    keep += 1
                del last[keep + 1 :]
        if not last:
            return None
        texts = ["".join(word for word, _ in piece) for piece in pieces]
        if (
            len(pieces) > 1
            and joints[1] == "、"
            and not all(self._words.is_person(text) for text in texts)
            and not (place.unit in _JOINED_UNITS and all(text[-1] in _BODIES for text in texts))
            # 座谈会、汇报会: two heads, not two modifiers of one.
            and len({text[-1] for text in texts}) > 1
        ):
            kept = last[1:] or last
            if len(kept) > 1 and kept[0][0] in ("行业", "领域", "系统"):
                kept = kept[1:]
            return clean("".join(word for word, _ in kept))
        if (
            len(last) == 1
            and last[0][1] in ("a", "ad", "ns", "l", "s", "b", "v")
            and not self._words.is_noun(last[0][0])
        ):
            return None
        return clean("".join(mark + text for mark, text in zip(joints, texts, strict=False)))
