"""Places that the text introduces with 在, 到 … though nothing that it reports happened there."""

from __future__ import annotations

import re

# 胡某在港口附近一家企业干活: where somebody works is not where it happened.
_EMPLOYED = re.compile(
    r"^[^，。；]{0,14}(?:干活|上班|打工|务工|做工|谋生|任教|当学徒|干了|工作了|做了|当了|打拼|供职|就职|从业|值守了|跑了[^，。]{1,3}年)"
)
# 到车间蹭课的工人: who goes there is told, not where it happened. 建议把班办到山上: nor where it might be held.
_GOERS = re.compile(
    r"^[^，。]{0,10}的[^，。的]{0,6}(?:工人|职工|人|者|农民工|骑手|司机|群众|游客|家长|学员|选手)"
)
_WISH = re.compile(r"(?:建议|希望|提议|呼吁|盼着|想|计划|打算)[^，。]{0,20}$")
# 修水县义宁镇受灾职工…: help comes to where people live.
DWELLER = re.compile(
    r"(?:受灾|困难|特困|患病|低保|残疾|单亲|一线)*(?:职工|农民工|村民|居民|渔工|茶农|户|环卫工|工人|骑手|司机)"
)


def elsewhere(before: str, after: str, *, at: bool, to: bool) -> bool:
    """Whether a place is where somebody works (`at`: 在 stands before it) or goes, or may go one day (`to`: 到 does).

    `before` and `after` are the sentence's characters around the place with its preposition.
    """
    if at and _EMPLOYED.match(after):
        return True
    return to and bool(_GOERS.match(after) or _WISH.search(before))
