"""The syntax around a union mention: its coordination group, the clause before it and after it.

Chinese news names the hosts of an event in few constructions (`由A主办、B承办`, `A联合B举办`, `在A指导下`), so
the words directly before and after a group of bodies joined by 、, 和, 与 … tell their part.
"""

from __future__ import annotations

import re

from pipeline.records import Extraction, Mention, Sentence
from pipeline.records.record import record

_JOINT = re.compile(r"^(?:、|和|与|及|以及|暨|跟|，?以及)?$")
# 等 and a common noun may close a group: 市总工会、市教育局等单位主办.
_TAIL = re.compile(
    r"^(?:等)?(?:\d+|[一二两三四五六七八九十多]+)?(?:家|个)?(?:单位|部门|机构|方|多部门|相关部门|单位和部门|[市县区省州镇乡街道级]{0,5}(?:总工会|工会))?(?:负责人)?"
)
# 全国总工会、全国妇联四部门联合启动
_COUNTED = re.compile(r"(?:\d+|[两三四五六七八九十]+)(?:家|个)?(?:部门|单位|机构|方)")
# A body that is no mention may go on the group: 区总工会、区港航管理局派人.
_UNKNOWN = re.compile(
    r"^(?:[、和与及](?!会)[^，。；、和与及在为向“]{2,14}?(?:[局委办院厅部]|协会|商会|学会|政府|公司|中心|[支大]队|学校|银行|联合会|妇联|团委|工商联))+(?![一-龥]?(?:长|书记|主任|主席))"
)
_COMMA = re.compile(r"[，。；：！？\n]")
_ABBREVIATION = re.compile(r"^（[^）]{1,30}）")


@record
class Group:
    """Bodies joined as one phrase, `members` in order, the views before and after it in its sentence, and its own."""

    members: tuple[Mention, ...]
    before: str
    after: str
    text: str

    @property
    def clause_before(self) -> str:
        """What stands between the last comma and the group."""
        return _COMMA.split(self.before)[-1]

    @property
    def clause_after(self) -> str:
        """What stands between the group and the next comma."""
        return _COMMA.split(self.after)[0]


def groups(x: Extraction, sentence: Sentence, bodies: list[Mention]) -> list[Group]:
    """The sentence's bodies (ORG mentions in order, none overlapping) as coordination groups."""
    found: list[list[Mention]] = []
    for m in bodies:
        if found and _joined(x.view[found[-1][-1].end : m.start]):
            found[-1].append(m)
        else:
            found.append([m])
    return [_group(x, sentence, members) for members in found]


def _joined(between: str) -> bool:
    return bool(between) and bool(_JOINT.match(_ABBREVIATION.sub("", between)))


def _group(x: Extraction, sentence: Sentence, members: list[Mention]) -> Group:
    after = x.view[members[-1].end : sentence.end]
    after = _ABBREVIATION.sub("", after)
    if unknown := _UNKNOWN.match(after):
        after = after[unknown.end() :]
    if len(members) > 1 or unknown or after.startswith("等"):
        after = after[_tail(after) :]
    before, text = x.view[sentence.start : members[0].start], x.view[members[0].start : members[-1].end]
    return Group(tuple(members), before, after, text)


def _tail(after: str) -> int:
    m = _TAIL.match(after)
    return m.end() if m and (after.startswith("等") or _COUNTED.match(after)) else 0
