"""The pieces of a noun phrase behind a count: where what is said of the noun begins, and which words are kept."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Token
from pipeline.values.noun_words import PERSON_UNITS, NounWords, Place, clean

# 6家商场|门口: where, not what.
_BESIDE = frozenset(("门口", "周边", "附近", "门前"))
_HOMES = frozenset(("家庭", "人家"))
# Single verbs that a dictionary calls nouns: 两种语言|报|故障, 老人|量|血压.
_SHORT_VERBS = frozenset("报量测剪查")
# A noun that is a verb where another one follows: 企业|计划|招工.
_MEANS_TO = frozenset(("计划", "打算", "准备", "预计", "无人", "没人"))
# Units of bodies and kinds: what 和 joins behind them is counted together (3家企业和农家乐, not 3箱水和面包).
JOINED_UNITS = frozenset(("家", "所", "种", "类", "户"))
_FIRMS = frozenset(("企业", "公司", "厂家", "商户", "作坊", "门店"))
_FIELDS = frozenset(("行业", "领域", "系统", "产业", "园区", "街道", "乡镇", "社区", "单位"))
_BODIES = frozenset("店馆厅园学院校所厂司行社站室企场吧户")


def is_said(word: str, following: Sequence[Token], after: str, last: str) -> bool:
    """Whether a word behind the noun `last` begins what is said of it, though a dictionary calls it a noun; `after`
    is the character behind it.
    """
    if word in _BESIDE or (word[0] in "由从" and word not in ("由来", "从业", "从属")):
        return True
    if last[-1] in "队组" and len(last) > 1 and after == "上" and len(word) > 1:
        # 女子修井队|盐碱滩上打擂.
        return True
    if word in _SHORT_VERBS:
        return bool(following) and following[0].pos[:1] == "n"
    return word in _MEANS_TO and bool(following) and following[0].pos[:1] == "v"


def _are_trades(pieces: list[list[tuple[str, str]]]) -> bool:
    """Whether pieces say what the bodies at the end deal in: 地板、木门企业."""
    words = [word for piece in pieces for word, _ in piece]
    return (
        words[-1] in _FIRMS
        and all(len(piece) == 1 and word not in _FIELDS for piece in pieces[:-1] for word, _ in piece)
        and len(pieces[-1]) > 1
        and pieces[-1][0][0] not in _FIELDS
    )


def named_by_quote(view: str, tokens: Sequence[Token], at: int, last: tuple[str, str]) -> bool:
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
    if behind[:1] != "n" and behind != "vn" and (view[close + 1 : close + 2] in "\n，。；" or not nominal):
        # 青年“以花会友”: what ends the clause is said of the noun.
        return False
    return nominal


def phrase_text(
    words: NounWords, pieces: list[list[tuple[str, str]]], place: Place, joints: list[str]
) -> str | None:
    """The words of a phrase that are its noun: `pieces` are joined by the marks in `joints`; None without a noun."""
    last = pieces[-1]
    while len(last) > 1 and last[-1][1] in ("a", "ad", "d") and not words.is_noun(last[-1][0]):
        last.pop()
    if (place.unit in PERSON_UNITS or place.unit == "户") and last and last[0][1] != "q":
        # What follows the last person is said of them: 选手|同场较量, 工人|突然停工.
        people = [i for i, (word, _) in enumerate(last) if words.is_person(word)]
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
        and not all(words.is_person(text) for text in texts)
        and not (place.unit in JOINED_UNITS and all(text[-1] in _BODIES for text in texts))
        and not (place.unit == "家" and _are_trades(pieces))
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
        and not words.is_noun(last[0][0])
    ):
        return None
    return clean("".join(mark + text for mark, text in zip(joints, texts, strict=False)))
