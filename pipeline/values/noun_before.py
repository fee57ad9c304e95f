"""The noun phrase that a count follows: 清凉包1.2万份, 满意率为92.4%, 心电图等12项."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.patterns import regex
from pipeline.records import Token
from pipeline.values.noun_modifiers import (
    SINGLE,
    TAKING_PART,
    belongs,
    describes,
    listed,
    takes_part,
    with_attribute,
)
from pipeline.values.noun_words import (
    MEASURES,
    PERSON_UNITS,
    NounWords,
    Place,
    clean,
)

_GENERIC = ("群体", "人员", "人群", "群众")
# 每个班组奖金3000元: the next noun only says whose it is.
_EACH = regex(r"每[个名位家支户台辆件项所]$")
# A verb whose second part is a result or a direction takes an object: 发给, 做成, 用去.
_RESULTS = frozenset("给到出成入至满完去来")
_QUANTITY_ENDINGS = frozenset("率量额值积度价费薪能")
_QUANTITIES = frozenset(
    (
        "面积",
        "产量",
        "总量",
        "长度",
        "里程",
        "规模",
        "金额",
        "总额",
        "产值",
        "温度",
        "高度",
        "重量",
        "人数",
        "数量",
        "总数",
    )
)
# Where, not what: 在全国五十多个城市.
_AREAS = frozenset(
    ("全国", "全省", "全市", "全县", "全区", "全州", "全镇", "各地", "当地", "本市", "国内", "海外")
)
_ALL = frozenset(("全部",))
_AND = frozenset(("和", "及", "与"))
_ACTS = frozenset(("次", "遍", "趟", "回"))
# Adverbs among the words that end a phrase: no noun is their object.
_ADVERBS = frozenset(
    ("累计", "共计", "合计", "总计", "每年", "共", "已", "约", "近", "仅", "各", "均", "协助", "免费")
)
# What a predicate with one of these is said of is a noun, whatever a dictionary calls it: 企业营收下降四成.
_SAID = regex(r"[达为是超突升降增长涨减翻]|提高|上调|下调|只有|仅有|浮|最高|最低")
# 由每天60元提高到80元, 每班涨8元: what changes is a noun.
_FROM, _TURNS = ("由", "从"), frozenset("，、提涨上升增加减降下调到至变改")
_CHANGES = regex(r"涨|提高|提升|上调|下调|下降|增加|减少|降到|降至|降低")
# What is joined before these units is counted together: 企业和工地93处.
_JOINED_UNITS = PERSON_UNITS | {"户", "家", "处", "所", "期"}
_FIRST = frozenset(("首笔", "首批", "首期", "首个"))
_AT_ONCE = "一次性"
_COVERS = regex(r"(\p{Han}{1,8}?)(?:主要|共|分别)?(?:涵盖|包括|包含|囊括|分为)")


class NounBefore:
    """Reads the phrase before a count."""

    def __init__(self, words: NounWords) -> None:
        self._words = words
        self._described = words.attribute - words.object | _ALL

    def __call__(self, view: str, left: int, end: int, place: Place, tokens: Sequence[Token]) -> str | None:
        """The noun that ends at `end`, the predicate taken off; it begins at `left` or later."""
        text = view[left:end]
        if text.endswith("等") and (cover := _COVERS.match(text)):
            return cover[1]
        changes = bool(_CHANGES.search(view, end, place.start)) or (
            view.startswith(_FROM, end) and view[place.end : place.end + 1] in _TURNS
        )
        predicate = changes or bool(_SAID.search(view, end, place.start + 2))
        if not predicate and self._words.is_act(text):
            return None
        whole = place.dimension in MEASURES
        quantity = view[end - 1 : end] in _QUANTITY_ENDINGS
        # 押金和工资共5万元: both are summed up.
        summed = view.startswith(("共", "合计", "总计"), end)
        begin, last, last_pos, subject, after_verb, described = left, "", "", False, False, -1
        # Whether a verb and then only nouns stand before: 拨付救灾专项|补助.
        governed = False
        for index in range(max(0, bisect_right(tokens, left, key=lambda t: t.end)), len(tokens)):
            token = tokens[index]
            if token.start >= end:
                break
            word = view[max(token.start, left) : min(token.end, end)]
            if not word:
                continue
            ends = token.end >= end
            opens = begin == max(token.start, left)
            if len(word) == 4 and not opens and word[:2] in self._words.fusing:
                # 筹集资金: a verb and its object that the dictionary holds as one word.
                begin, last, last_pos, subject, after_verb = token.start + 2, word[2:], "n", False, False
                continue
            if word in _AND and summed and last:
                continue
            if ends:
                # 开展|培训12场 and 调解申请40件, but not 区总工会补助三成.
                nominal = word in self._words.nouns and (
                    after_verb
                    or (governed and place.dimension == "money")
                    or not (whole or opens)
                    or changes
                    or (predicate and begin == left)
                )
            else:
                of_people = word in self._words.object and self._words.is_person(view[token.end : end])
                # 救助|对象 are who is helped.
                of_people = of_people and view[end - 2 : end] != "对象"
                nominal = word in self._words.nouns and (after_verb or quantity) and not of_people
                if (
                    (after_verb or governed)
                    and not nominal
                    and describes(self._words, word, token, tokens[index + 1], view, end)
                ):
                    nominal, described = True, token.start
                nominal = nominal or belongs(
                    word, token.pos, bool(last) or governed, opens and changes, tokens[index + 1], view, end
                )
            if (
                word in TAKING_PART
                and not ends
                and tokens[index + 1].end >= end
                and takes_part(self._words, view[tokens[index + 1].start : end], predicate)
            ):
                # 参加职工达900人次, 申报班组300个: they are its subject.
                nominal, begin = True, begin if predicate else max(left, token.start)
            if not nominal and not ends and word[-1] != "的" and _EACH.search(view, left, token.start):
                begin, last = token.end, ""
                continue
            direct = token.pos == "v" and not (
                changes
                or (governed and last and place.dimension == "money" and word in self._words.nouns)
                or (after_verb and (last or (place.dimension == "money" and word in self._words.nouns)))
                # 大病一次性补助最高5万元.
                or (predicate and last == _AT_ONCE and begin == left)
            )
            if ends and word in self._words.object and whole and (direct or not nominal):
                return None
            if not nominal and self._cuts(word, token.pos, opens, subject, whole and quantity, ends):
                begin, subject, last = min(token.end, end), False, ""
                transitive = token.pos in ("v", "vn") and len(word) == 2 and word[1] in _RESULTS
                after_verb = transitive or (
                    word in self._words.object and token.pos == "v" and word not in _ADVERBS
                )
                governs = (
                    (word in self._words.object and word not in _ADVERBS)
                    or word == "把"
                    or (word == "将" and changes)
                )
                governed = after_verb or governs or (governed and word == "了")
                continue
            governed = governed and (nominal or token.pos[:1] in "nbvsjl")
            after_verb = after_verb and nominal
            subject = subject or token.pos[:1] in "nrj"
            last, last_pos = word, token.pos
        if begin - 2 >= left and view[begin - 2 : begin] in self._described:
            begin -= 2
        phrase = view[begin:end]
        if not phrase or not last or (len(phrase) == 1 and last_pos in ("ns", "nr")):
            return None
        if (
            not (whole and phrase[-2:] in _QUANTITIES)
            and phrase[:2] not in TAKING_PART
            and described != begin
        ):
            phrase = self._words.without_verb(phrase)
        if place.unit in PERSON_UNITS or place.unit == "人次":
            if (
                not self._words.is_person(phrase)
                and last not in self._words.nouns
                and not phrase.endswith(("奖", "数", "数量", "总量", "名额", "人选"))
            ):
                return None
        elif (
            (place.unit in _ACTS and last_pos[:1] == "v")
            or (
                not self._words.is_noun(last, last_pos)
                and (
                    last_pos == "nr" or not (last_pos[:1] in "nbjls" or last_pos in ("an", "vn", "eng", "q"))
                )
                # 餐补由8元…: what a predicate stands behind at the beginning of its clause is a noun.
                and not (
                    end < place.start
                    and (predicate or view[place.start - 1] != "了")
                    and (predicate or (begin == left and phrase == last))
                    and len(last) > 1
                    and last_pos[:1] in "va"
                )
            )
        ):
            return None
        if phrase in _QUANTITIES and begin > left:
            phrase = with_attribute(view, left, begin, tokens) + phrase
        if phrase in _GENERIC and view[:begin].endswith("等"):
            return clean(listed(view[left : begin - 1]) + "等" + phrase)
        if phrase in _AREAS:
            return None
        if place.unit in _JOINED_UNITS and phrase == view[begin:end]:
            phrase = view[self._with_joined(view, left, begin, tokens, place.unit) : end]
        if phrase == "价值" and view[max(left, begin - 2) : begin].startswith("每"):
            return None
        return clean(phrase)

    def _with_joined(self, view: str, left: int, begin: int, tokens: Sequence[Token], unit: str) -> int:
        """Where the nouns begin that 、 or 和 joins to the one that begins at `begin`: 游客和摄影爱好者."""
        while begin - 1 > left and view[begin - 1] in "、和及与":
            at = begin - 1
            index = bisect_right(tokens, at - 1, key=lambda t: t.start) - 1
            while index >= 0 and tokens[index].end == at > left:
                token = tokens[index]
                word = view[token.start : at]
                known = word in self._words.attribute
                if (
                    (token.pos[:1] not in "nbjla" and not known)
                    or word in self._words.function
                    or (word in self._words.object and not known)
                    or token.start < left
                ):
                    break
                at, index = token.start, index - 1
            piece = view[at : begin - 1]
            if len(piece) < 2 or (
                unit in PERSON_UNITS
                and not self._words.is_person(piece)
                and piece not in self._words.attribute
            ):
                break
            begin = at
        return begin

    def _cuts(self, word: str, pos: str, opens: bool, subject: bool, whole: bool, ends: bool) -> bool:
        """Whether the noun can only begin behind `word`."""
        if word in ("该", "全"):
            return False
        if (
            word in self._words.function
            or word[0] == "每"
            or word in SINGLE
            or (not word[0].isalnum() and word not in "“”")
        ):
            return True
        if word in self._words.object:
            return opens or not ends or pos not in ("vn", "n")
        if word in self._words.attribute or word in self._words.nouns or self._words.is_noun(word, pos):
            return False
        if pos in ("v", "vn") and len(word) == 2 and word[1] in _RESULTS:
            return True
        if (
            (pos[:1] in "pcudrfyt" and (opens or word != "以上"))
            or (pos[:1] == "q" and opens)
            or (pos == "m" and word in _FIRST)
        ):
            return True
        if pos == "v" and not ends:
            return subject or not whole
        return False
