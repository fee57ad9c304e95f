"""What a count counts: the head noun phrase beside it, as written.

Looked at in turn: right behind the count (60名职工代表, 近六成的司机), right before it (清凉包1.2万份, 一等奖1名), and
the subject of which the number is said (满意率为92.4%, 高温补贴由6元提高到9元). Parts of speech come from the
tokens; they are those of a dictionary, without context, so word endings and the lexicons `noun_verbs.tsv` and
`person_nouns.tsv` correct them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

from pipeline.patterns import regex
from pipeline.records import Token, Tokens
from pipeline.values.noun_before import NounBefore
from pipeline.values.noun_behind import NounBehind
from pipeline.values.noun_words import (
    AGES,
    CLAUSE_MARKS,
    EVENT_UNITS,
    MEASURES,
    PERSON_UNITS,
    NounWords,
    Place,
    joined,
)
from pipeline.values.stops import Stops

_CLAUSES = Stops(CLAUSE_MARKS)
_BACKWARD_ONLY = frozenset(("人", "人次"))
_TIMES = frozenset(("次", "遍", "趟"))
# 15名2019年度“白塔工匠”.
_YEARLY = regex(r"\d{4}年度?“(\p{Han}{2,12})”")
_PRIZE = regex(r"(?:[特一二三四五]等奖|[金银铜]奖|[冠亚季]军)$")
_QUOTED = regex(r"“(\p{Han}{1,12})”$")
_TITLED = regex(r"《([^《》\n]{2,20})》$")
_AGE = regex(r"((?:(?!这|该)\p{Han}){0,6}年龄)(?:仅|只有|只|为|是|约|已|达|近|不到|超过)*$")
_CHAIN = regex(r"(?:由|从)(?:最初的|原来的|原先的|原来|此前的|过去的)?(?:每[年月天日人班次单件户车台])?$")
# 海拔3300米的隧道口, 人均月收入不到800元的职工: the measure is said of the quantity.
_QUANTITY = regex(r"(?:海拔|身高|体重|月薪|年薪|时薪|收入|工资|津贴|支出|比例|率)$")
# 离职率为2%，比去年同期下降3个百分点.
_MOVED = regex(r"，(?:同比|环比|[比较][^，。；]{2,10}?)?(?:下降|上升|提高|提升|增长|增加|回落|降低|减少)了?")
# 走访甲县、乙县、丙县3地.
# 约 is a part of these verbs.
_NO_ABOUT = ("节约", "制约", "预约", "签约")
_PLACES = frozenset(("地",))
_LENGTH = regex(r"[全总周身体净毛载][长高宽重]$")
# 培训班明年还要办两期: what is held so many times.
_HELD = regex(
    r"(?:班|课堂|夜校|讲座|沙龙|论坛|茶座|学堂|讲堂|集市|专场|大赛|竞赛)(?=\p{Han}{0,6}[办开行]了?$)"
)


class NounFinder:
    """Finds the nouns of counts from the view, the tokens and the lexicons."""

    def __init__(self, words: NounWords) -> None:
        self._words = words
        self._behind, self._before = NounBehind(words), NounBefore(words)

    @classmethod
    def load(cls, directory: Path) -> NounFinder:
        """Read the lexicons of the model's values folder; LexiconError on a fault."""
        return cls(NounWords.load(directory))

    def nouns(
        self,
        view: str,
        places: Sequence[Place],
        tokens: Tokens,
        walls: Sequence[tuple[int, int]],
        names: Sequence[int] = (),
    ) -> list[str | None]:
        """One noun or None per count, in order.

        `walls` are the sorted spans of all times and counts, `names` the sorted starts of people and bodies.
        """
        if not places:
            return []
        words = joined(view, tokens)
        counted = frozenset((p.start, p.end) for p in places)
        found: list[str | None] = []
        for i, place in enumerate(places):
            people = found[i - 1] if i and places[i - 1].unit in PERSON_UNITS else None
            people = people if people and view.startswith(people, places[i - 1].end) else None
            clause = _CLAUSES.before(view, place.start)
            noun = self._noun(view, place, clause, words, walls, counted, names, people)
            if noun is None and i and place.unit == "个百分点" and places[i - 1].unit == "%":
                moved = _MOVED.fullmatch(view, places[i - 1].end, place.start)
                noun = found[i - 1] if moved else None
            if noun is None and i and self._continues(view, places[i - 1], place):
                noun = found[i - 1]
            found.append(noun)
        for i in range(len(places) - 2, -1, -1):
            if found[i] is None and places[i].end == places[i + 1].start and places[i + 1].unit not in AGES:
                found[i] = found[i + 1]
        return found

    def _continues(self, view: str, earlier: Place, place: Place) -> bool:
        """由5元提高到8元: the second number is said of the same subject."""
        between = view[earlier.end : place.start]
        if earlier.unit != place.unit or not between or len(between) > 8:
            return False
        return not self._words.strip_predicate(between) and bool(
            _CHAIN.search(view, max(0, earlier.start - 8), earlier.start)
        )

    def _noun(
        self,
        view: str,
        place: Place,
        clause: int,
        tokens: Sequence[Token],
        walls: Sequence[tuple[int, int]],
        counted: frozenset[tuple[int, int]],
        names: Sequence[int],
        people: str | None,
    ) -> str | None:
        index = bisect_left(walls, (place.start, 0))
        left = max(clause, walls[index - 1][1] if index else 0)
        right = walls[index + 1][0] if index + 1 < len(walls) else len(view)
        if people and index and walls[index - 1][1] == left and view.startswith(people, left):
            # 41名瓦工工钱23万元: the people are counted already.
            rest = min(left + len(people), place.start)
            left = rest if self._words.strip_predicate(view[rest : place.start]) else left
        name = bisect_right(names, place.end + 1)
        if name < len(names):
            right = min(right, names[name])
        if place.unit in AGES:
            age = _AGE.search(view, left, place.start)
            return age[1] if age else None
        before = view[max(clause, place.start - 16) : place.start]
        if place.unit in _PLACES:
            return None if view.startswith("的", place.end) else self._behind(view, place, tokens, right)
        if place.dimension in MEASURES and view.startswith("的", place.end):
            end = left + len(self._words.strip_predicate(view[left : place.start]))
            if _QUANTITY.search(view, left, end) and (noun := self._before(view, left, end, place, tokens)):
                return noun
        if yearly := _YEARLY.match(view, place.end):
            return yearly[1]
        of_whole = place.unit == "%" and "占" in before.replace("占比", "")
        if (
            not of_whole
            and place.unit not in _BACKWARD_ONLY
            and (noun := self._behind(view, place, tokens, right))
        ):
            return noun
        if of_whole:
            return None
        if place.unit in _TIMES and view.startswith(("了", "过"), place.start - 1):
            # 把图纸看了三遍.
            return None
        if prize := _PRIZE.search(view, left, place.start):
            return prize[0]
        if quoted := _QUOTED.search(view, left, place.start):
            return quoted[1]
        if titled := _TITLED.search(view, max(0, place.start - 22), place.start):
            return titled[1]
        end = left + len(self._words.strip_predicate(view[left : place.start]))
        if end < place.start and (quoted := _QUOTED.search(view, left, end)):
            return quoted[1]
        if view.endswith(_NO_ABOUT, left, end + 1):
            end += 1
        if view.startswith("价值", end) and view.endswith("总", left, end):
            end += 2
        if end < place.start and _LENGTH.search(view, left, end + 1):
            end += 1
        if place.unit in EVENT_UNITS and (held := _HELD.search(view, clause, place.start)):
            return self._before(view, clause, held.end(), place, tokens)
        if end == left and index and left > clause and walls[index - 1] not in counted:
            # 建会率今年要超过95%: the time stands between subject and number.
            left = max(clause, walls[index - 2][1] if index > 1 else 0)
            end = walls[index - 1][0]
        if place.unit in _TIMES and view[place.end : place.end + 1] not in CLAUSE_MARKS + "、":
            return None
        return self._before(view, left, end, place, tokens)
