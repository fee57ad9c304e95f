"""What belongs to a noun before a count though it is a verb or an adverb: 改进 of 改进项目, 建设 of 食堂建设资金."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.records import Token
from pipeline.values.noun_words import NounWords

TAKING_PART = frozenset(("参加", "参与", "报名", "申报", "申请", "出席", "到场"))
SINGLE = frozenset(("单户", "单人", "单笔", "单个", "单次", "单件", "单家"))
# Verbs that are no part of a quantity's name, as 种植 is of 种植面积.
_STATING = frozenset(("涉及", "包括", "实现", "新增", "增加", "减少", "达到", "完成", "发放", "支付"))
# Verbs with an object that describe a thing as well: 救助对象, 培训课程.
_DESCRIBING = frozenset(
    ("帮扶", "救助", "资助", "援助", "补助", "奖励", "培训", "服务", "慰问", "演出", "表演", "宣传", "宣讲", "研发", "创新", "改进", "维修", "治疗", "仲裁", "调解", "招聘", "采购", "养殖", "种植", "生产", "加工", "检查", "体检", "学习", "阅读", "整改", "推荐", "讨薪")
)  # fmt: skip
# What money is for describes it: 食堂建设资金.
_FUNDS = frozenset(("资金", "经费", "专款", "款项", "费用", "基金", "标准"))
_JOINT = frozenset(("合同", "协议", "协商", "协定"))
# 每年, 每天: how often, not of what.
_TIMES = "年月周天日个"
_OPENERS = ("其中", "包括", "惠及", "涉及", "覆盖", "为")
_GROUPS = ("班组", "单位", "企业", "队", "集体")


def describes(words: NounWords, word: str, token: Token, following: Token, view: str, end: int) -> bool:
    """改进 of 提出改进项目: whether a verb between another one and the noun that ends at `end` describes the noun."""
    head = view[following.start : min(following.end, end)]
    if (
        token.pos not in ("v", "vn")
        or len(word) != 2
        or following.end < end
        or (len(head) == 1 and head in words.object)
        or not (following.pos.startswith("n") or words.is_noun(head, following.pos))
    ):
        return False
    return word not in words.object or (word in _DESCRIBING and not words.is_person(head))


def belongs(word: str, pos: str, noun: bool, changes: bool, following: Token, view: str, end: int) -> bool:
    """Whether a word that else ends a phrase belongs to it: 建设 of 食堂建设资金, 集体 of 企业集体协议, 单笔 of
    单笔罚款, 每单 of 每单报酬 that changes; `noun` tells whether a noun stands before it.
    """
    if word == "平均":
        return changes
    if word in SINGLE or (word[0] == "每" and word[-1] not in _TIMES):
        return following.pos[:1] == "n" and following.end <= end and (changes or word in SINGLE)
    head = view[following.start : min(following.end, end)]
    if word == "集体":
        return noun and head in _JOINT
    return noun and pos in ("v", "vn") and len(word) > 1 and head in _FUNDS and following.end >= end


def takes_part(words: NounWords, noun: str, predicate: bool) -> bool:
    """Whether `noun` can be the subject of 参加 before it; people without a predicate are its object."""
    return (predicate and words.is_person(noun)) or noun.endswith(_GROUPS)


def with_attribute(view: str, left: int, begin: int, tokens: Sequence[Token]) -> str:
    """种植 of 种植面积, where the word opens the clause, and 报名 of 报名人数."""
    index = bisect_right(tokens, begin - 1, key=lambda t: t.start) - 1
    if index < 0 or tokens[index].end != begin:
        return ""
    word = view[tokens[index].start : begin]
    opens = tokens[index].start <= left
    return word if word in TAKING_PART or (opens and word not in _STATING) else ""


def listed(text: str) -> str:
    """护林员、邮递员: a list behind 其中, 包括 …"""
    for opener in _OPENERS:
        if opener in text:
            text = text.rsplit(opener, 1)[1]
    return text
