"""Unions called by the kind of their body alone, where the article names one that they stand for.

农贸市场工会 is 市场工会 further on, …家政服务行业工会联合会 is 行业工会联合会; 学校工会 is that of the one school that the
article names. Where several may be meant, or none is named, it is the kind that is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.lexicon import occurrences
from pipeline.mentions.scan import Scan
from pipeline.patterns import regex
from pipeline.records import Mention

_CALLED = regex(
    r"(?:市场|行业|学校|医院|商会|协会|园区|景区|商圈|片区|矿区|港区|项目|幼儿园|合作社|农场|林场|电厂|酒店|商场)"
    r"(?:工会联合会|工会委员会|总工会|工会)(?![员章法组干工经小会])"
)
# What stands before such a name: a mark or one of these, and nothing that says that many are meant.
_BEFORE = frozenset("在由和与及向对从把被为到于的是将同据经按以且并跟给让使请时后前中而了")
_MANY = regex(r"[各个家类等全多新]$|[一二两三四五六七八九十几级型]$")
# What only the kind does: 指导行业工会, 学校工会应当.
_OF_THE_KIND = regex(r"要|应|必须|可以?|是指|等|[、和与及]\p{Han}{2,6}工会")
_LONGEST_TRADE = 12
# Where the union itself has no name in the text, the kind of its body.
_HOSTS = {"学校": "school", "医院": "hospital", "幼儿园": "school"}


def kind_unions(scan: Scan, found: Iterable[Mention]) -> list[Mention]:
    """The unions called by their kind, given the organisations found."""
    calls = list(_CALLED.finditer(scan.view)) if "工会" in scan.view else []
    alone = [m for m in calls if _stands_alone(scan, m.start(), m.end())]
    if not alone:
        return []
    bodies = list(found)
    since = {called: _known_since(scan, called, bodies) for called in {m[0] for m in alone}}
    result = [
        Mention(m.start(), m.end(), "ORG", "organizations.short.union", 0.8)
        for m in alone
        if 0 <= since[m[0]] <= m.start()
    ]
    scan.bodies.update((m.end, m.start) for m in result)
    return result


def _stands_alone(scan: Scan, start: int, end: int) -> bool:
    """Whether the words are a name of their own here, and no part of a longer one."""
    if not _begins(scan, start):
        return False
    return end not in scan.bodies and scan.is_boundary(start) and not _OF_THE_KIND.match(scan.view, end)


def _begins(scan: Scan, start: int) -> bool:
    before = scan.view[start - 1 : start]
    return not before.isalnum() or before in _BEFORE


def _of_a_division(scan: Scan, at: int) -> bool:
    """Whether a division in full opens the words before `at`: 青石区 + 家政服务 + 行业工会联合会."""
    ends = range(at, max(0, at - _LONGEST_TRADE), -1)
    end = next((e for e in ends if e in scan.division_ending), None)
    return end is not None and scan.division_ending[end].full and scan.view[end:at].isalpha()


def _known_since(scan: Scan, called: str, bodies: list[Mention]) -> int:
    """From where on the name is that of the one union that the article names, or of the union of the one body that it
    can be; -1 where there are several or none.
    """
    since = 0
    names = {scan.view[b.start : b.end] for b in bodies}
    named = {name for name in names if name.endswith(called) and len(name) > len(called)}
    if not named:
        # The longer names that the rules could not read, by what stands before what they share.
        longer = [s for _, s, _ in occurrences(scan.view, [called]) if not _begins(scan, s)]
        if not all(_of_a_division(scan, s) for s in longer):
            return -1
        since = min(longer, default=0)
        named = {scan.view[max(0, s - 2) : s] for s in longer}
        if any(_MANY.search(before) for before in named):
            return -1
    host = next((kind for word, kind in _HOSTS.items() if called.startswith(word)), None)
    if not named and host:
        source = f"organizations.{host}."
        named = {scan.view[b.start : b.end] for b in bodies if b.source.startswith(source)}
    return since if len(named) == 1 else -1
