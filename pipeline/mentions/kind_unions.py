"""Unions called by the kind of their body alone, where the article names one that they stand for.

商贸市场工会 is 市场工会 further on, …外卖配送行业工会联合会 is 行业工会联合会; 学校工会 is that of the one school that the
article names. Where several may be meant, or none is named, it is the kind that is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.mentions.scan import Scan
from pipeline.patterns import regex
from pipeline.records import Mention

_CALLED = regex(
    r"(?:市场|行业|学校|医院|商会|协会|园区|景区|商圈|片区|矿区|港区|项目|幼儿园|合作社|农场|林场|电厂|酒店|商场)"
    r"(?:工会联合会|工会委员会|总工会|工会)(?![员章法组干工经小会])"
)
# What stands before such a name: a mark or one of these, and nothing that says that many are meant.
_BEFORE = frozenset("在由和与及向对从把被为到于的是将同据经按以且并跟给让使请时后前中而")
# What only the kind does: 指导行业工会, 学校工会应当.
_OF_THE_KIND = regex(r"要|应|必须|可以?|是指|等|[、和与及]\p{Han}{2,6}工会")
# Where the union itself has no name in the text, the kind of its body.
_HOSTS = {"学校": "school", "医院": "hospital", "幼儿园": "school"}


def kind_unions(scan: Scan, found: Iterable[Mention]) -> list[Mention]:
    """The unions called by their kind, given the organisations found."""
    calls = list(_CALLED.finditer(scan.view)) if "工会" in scan.view else []
    calls = [m for m in calls if _stands_alone(scan, m.start(), m.end())]
    if not calls:
        return []
    bodies = list(found)
    result = []
    for m in calls:
        called = m[0]
        named = {
            text for b in bodies if (text := scan.view[b.start : b.end]).endswith(called) and len(text) > len(called)
        }
        host = next((kind for word, kind in _HOSTS.items() if called.startswith(word)), None)
        if not named and host:
            source = f"organizations.{host}."
            named = {scan.view[b.start : b.end] for b in bodies if b.source.startswith(source)}
        if len(named) == 1:
            scan.bodies[m.end()] = m.start()
            result.append(Mention(m.start(), m.end(), "ORG", "organizations.short.union", 0.8))
    return result


def _stands_alone(scan: Scan, start: int, end: int) -> bool:
    """Whether the words are a name of their own here, and no part of a longer one."""
    before = scan.view[start - 1 : start]
    if before.isalnum() and before not in _BEFORE:
        return False
    return end not in scan.bodies and scan.is_boundary(start) and not _OF_THE_KIND.match(scan.view, end)
