"""The syntax around a union mention: its coordination group, the clause before it and after it.

Chinese news names the hosts of an event in few constructions (`由A主办、B承办`, `A联合B举办`, `在A指导下`), so
the words directly before and after a group of bodies joined by 、, 和, 与 … tell their part.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from pipeline.patterns import regex
from pipeline.records import Extraction, Mention, Sentence
from pipeline.records.record import record

# 省总工会干部和区总工会志愿者来到…: those who come for their unions are joined as the unions are.
_JOINT = regex(
    r"^(?:的?(?:机关)?(?:干部|工作人员|志愿者|负责人|代表)(?=.))?(?:、|和|与|及|以及|暨|跟|，?以及)?$"
)
# 等 and a common noun may close a group: 市总工会、市教育局等单位主办.
_TAIL = regex(
    r"^(?:等)?(?:\d+|[一二两三四五六七八九十多]+)?(?:家|个)?(?:单位|部门|机构|方|多部门|相关部门|单位和部门|[市县区省州镇乡街道级]{0,5}(?:总工会|工会))?(?:负责人)?"
)
# 全国总工会、全国妇联四部门联合启动
_COUNTED = regex(r"(?:\d+|[两三四五六七八九十]+)(?:家|个)?(?:部门|单位|机构|方)")
# A body that is no mention may go on the group: 区总工会、区港航管理局派人.
_UNKNOWN = regex(
    r"^(?:[、和与及](?!会)[^，。；、和与及在为向“]{2,14}?(?:[局委办院厅部]|协会|商会|学会|政府|公司|中心|[支大]队|学校|银行|联合会|妇联|团委|工商联))+(?!\p{Han}?(?:长|书记|主任|主席))"
)
_COMMA = regex(r"[，。；：！？\n]")
_ABBREVIATION = regex(r"^（[^）]{1,30}）")
# Tags of what may stand between a subject and its verb: adverb, time, manner, place of action.
_ADVERBIAL = frozenset(("d", "t", "z", "s", "ad", "i", "l"))
_MANNER = regex(
    r"正式|共同|联合|牵头|负责|具体|主动|积极|成功|隆重|精心|专门|连续\d+年|持续|派员|派人|率先|大力|全程|并|[一两二三四五六七八九十几多\d]+(?:次|趟|轮|度|番)"
)
# The preposition of a place or a source, and how far its phrase reaches at most.
_PLACE, _REACH = frozenset(("在", "于", "从", "自")), 16


@record
class Group:
    """Bodies joined as one phrase, `members` in order, the views before and after it in its sentence, and its own.

    `predicate` is `after` from where its adverbials end (一口气 | 组织了43名司机到场). `summed` where 等 or a number
    closes it (A、B等工会主席), so that what follows is said of all.
    """

    members: tuple[Mention, ...]
    before: str
    after: str
    text: str
    predicate: str
    summed: bool

    @property
    def clause_before(self) -> str:
        """What stands between the last comma and the group."""
        return _COMMA.split(self.before)[-1]

    @property
    def clause_after(self) -> str:
        """What stands between the group and the next comma."""
        return _COMMA.split(self.after)[0]


def says(phrase: re.Pattern[str], group: Group) -> bool:
    """Whether a phrase stands directly after the group, or after its adverbials."""
    return bool(phrase.match(group.after) or phrase.match(group.predicate))


def groups(
    x: Extraction, sentence: Sentence, bodies: list[Mention], times: Iterable[Mention] = ()
) -> list[Group]:
    """The sentence's bodies (ORG mentions in order, none overlapping) as coordination groups; `times` are its dates."""
    found: list[list[Mention]] = []
    for m in bodies:
        if found and _joined(x.view[found[-1][-1].end : m.start]):
            found[-1].append(m)
        else:
            found.append([m])
    until = {m.start: m.end for m in times}
    return [_group(x, sentence, members, until) for members in found]


def _joined(between: str) -> bool:
    return bool(between) and bool(_JOINT.match(_ABBREVIATION.sub("", between)))


def _group(x: Extraction, sentence: Sentence, members: list[Mention], until: dict[int, int]) -> Group:
    after = x.view[members[-1].end : sentence.end]
    after = _ABBREVIATION.sub("", after)
    if unknown := _UNKNOWN.match(after):
        after = after[unknown.end() :]
    tail = _tail(after) if len(members) > 1 or unknown or after.startswith("等") else 0
    after = after[tail:]
    before, text = x.view[sentence.start : members[0].start], x.view[members[0].start : members[-1].end]
    skipped = _adverbials(x, sentence.end - len(after), sentence.end, until)
    return Group(tuple(members), before, after, text, x.view[skipped : sentence.end], bool(tail))


def _tail(after: str) -> int:
    m = _TAIL.match(after)
    return m.end() if m and (after.startswith("等") or _COUNTED.match(after)) else 0


def _adverbials(x: Extraction, start: int, end: int, until: dict[int, int]) -> int:
    """Where the adverbials that begin at `start` end."""
    at, tokens = start, x.tokens
    while at < end:
        i = bisect_left(tokens.starts, at)
        if i == len(tokens) or tokens.starts[i] != at:
            break
        if at in until:
            at = until[at]
        elif tokens.pos[i] in _ADVERBIAL:
            at = tokens.ends[i]
        elif manner := _MANNER.match(x.view, at, end):
            at = manner.end()
        elif x.view[at : tokens.ends[i]] in _PLACE:
            limit = min(end, at + _REACH, *_positions(_COMMA, x.view, at, end))
            ahead = range(i + 2, min(i + 12, len(tokens)))
            verb = next((tokens.starts[n] for n in ahead if tokens.pos[n][:1] == "v"), end)
            if verb >= limit:
                break
            at = verb
        else:
            break
    return at


def _positions(pattern: re.Pattern[str], view: str, start: int, end: int) -> list[int]:
    m = pattern.search(view, start, end)
    return [m.start()] if m else []
