"""What fills the roles of an event: who took part and how many, when, where, money, awards, officials, speakers."""

from __future__ import annotations

import re

from pipeline.events.lexicon import EventLexicon
from pipeline.events.places import Place
from pipeline.events.story import Line, Story
from pipeline.events.when import When
from pipeline.records import Count, Role

_PEOPLE_UNITS = frozenset("名人位余人人次对支家户个队组")
_MONEY = re.compile(r"[元亿]$|元")
_AWARD_WORD = re.compile(
    r"[特一二三]等奖|优秀奖|优胜奖|优秀组织奖|组织奖|最佳[一-龥]{1,4}奖|金奖|银奖|铜奖|冠军|亚军|季军|桂冠|第[一二三]名"
)
_EDITION = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[届期季]|首届")
_GIVEN = re.compile(r"(?:为|向|给|惠及|帮助|慰问|吸引|服务)[^，。；]{0,12}$")
_ATTEND = re.compile(r"出席|参加|致辞|讲话|到会|揭牌|揭幕|宣布|颁奖|陪同|带队|发令|见证|慰问|看望|走访|调研")
_MOST = 12


def event_roles(
    story: Story,
    lines: list[Line],
    core: Line,
    when: When,
    place: Place | None,
    name: tuple[int, int] | None,
    lexicon: EventLexicon,
) -> tuple[Role, ...]:
    """The roles of an event, in text order."""
    roles: list[Role] = []
    if when.mention:
        roles.append(Role("time", when.mention.start, when.mention.end, when.mention))
    if place:
        roles.append(Role("place", place.start, place.end, place.mention))
    if name and (m := _EDITION.search(story.x.view, *name)):
        roles.append(Role("edition", m.start(), m.end()))
    told = [
        line for line in lines if line.kind == "report" and abs(line.rank - core.rank) <= 6 and line.rank >= 0
    ]
    for line in told:
        roles += _counted(story, line)
        roles += [
            Role("award", m.start(), m.end())
            for m in _AWARD_WORD.finditer(story.x.view, line.start, line.end)
        ]
    roles += _people(story, [line for line in lines if line.rank >= 0], lexicon)
    unique = {(r.role, r.start, r.end): r for r in roles}
    return tuple(sorted(unique.values(), key=lambda r: (r.start, r.end, r.role)))


def _counted(story: Story, line: Line) -> list[Role]:
    roles = []
    for count in story.x.counts:
        m = count.mention
        if not line.start <= m.start < line.end or story.in_speech(m.start):
            continue
        if _MONEY.search(count.unit):
            roles.append(Role("amount", m.start, m.end, m))
        elif count.unit in _PEOPLE_UNITS and count.value >= 1:
            before = story.x.view[max(line.start, m.start - 14) : m.start]
            role = "beneficiary" if _GIVEN.search(before) else "participant"
            roles.append(Role(role, m.start, _with_noun(story, line, count), m))
    return roles


def _with_noun(story: Story, line: Line, count: Count) -> int:
    """The end of the count with its noun where the noun follows soon (300名快递小哥)."""
    if not count.noun:
        return count.mention.end
    at = story.x.text.find(
        count.noun, count.mention.end, min(line.end, count.mention.end + len(count.noun) + _MOST)
    )
    return count.mention.end if at < 0 else at + len(count.noun)


def _people(story: Story, lines: list[Line], lexicon: EventLexicon) -> list[Role]:
    roles = []
    for person in story.x.people:
        m = person.mention
        line = next((line for line in lines if line.start <= m.start < line.end), None)
        if line is None:
            continue
        after = story.x.view[m.end : line.end]
        talk = lexicon.cues["talk"].search(after[:16])
        if talk:
            roles.append(Role("speaker", m.start, m.end, m))
        elif person.titles and person.affiliation and _ATTEND.search(after):
            roles.append(Role("official", m.start, m.end, m))
    return roles
