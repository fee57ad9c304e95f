"""What fills the roles of an event: who took part and how many, who held it besides unions, officials and speakers,
awards and winners, money and goods, whom it helped, when, where, which edition.
"""

from __future__ import annotations

from pipeline.events.fillers import Fillers
from pipeline.events.lexicon import EventLexicon
from pipeline.events.places import Place
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.events.when_line import When
from pipeline.patterns import regex
from pipeline.records import Count, Mention, Role

_JOINT = regex(r"(?:、|和|与|及|以及)")
_REACH, _MOST = 6, 12


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
    fillers = lexicon.fillers
    roles: list[Role] = []
    if when.mention:
        roles.append(Role("time", when.mention.start, when.mention.end, when.mention))
    if place:
        roles.append(Role("place", place.start, place.end, place.mention))
    at = name or (core.start, core.end)
    if m := fillers.edition.search(story.x.view, *at):
        roles.append(Role("edition", m.start(), m.end()))
    body = [line for line in lines if line.rank >= 0]
    for line in body:
        if line.kind == "report" and abs(line.rank - core.rank) <= _REACH:
            roles += _counted(story, line, fillers)
            roles += _holders(story, line, fillers)
            roles += _won(story, line, fillers)
    roles += _people(story, body, lexicon)
    unique = {(r.role, r.start, r.end): r for r in roles}
    return tuple(sorted(unique.values(), key=lambda r: (r.start, r.end, r.role)))


def _counted(story: Story, line: Line, fillers: Fillers) -> list[Role]:
    """Money, goods that are handed over, and people: those helped, else those who take part."""
    roles, view = [], story.x.view
    for count in story.x.counts:
        m = count.mention
        if not line.start <= m.start < line.end or story.in_speech(m.start):
            continue
        end = _with_noun(story, line, count)
        before, after = view[max(line.start, m.start - 14) : m.start], view[end : line.end]
        if fillers.money.search(count.unit):
            roles.append(Role("amount", m.start, m.end, m))
        elif fillers.people.match(count.unit) or (
            fillers.groups.match(count.unit) and fillers.group_noun.search(count.noun or "")
        ):
            if fillers.award.search(view, max(line.start, m.start - 6), m.end):
                continue  # 一等奖1名 counts prizes
            helped = fillers.given.search(before) or fillers.received.match(after)
            hurt = fillers.hurt.match(after)
            role = "casualty" if hurt else "beneficiary" if helped else "participant"
            roles.append(Role(role, m.start, end, m))
        elif (
            end > m.end
            and fillers.goods.match(count.unit)
            and fillers.handed.search(view, line.start, line.end)
        ):
            roles.append(Role("goods", m.start, end, m))
    return roles


def _with_noun(story: Story, line: Line, count: Count) -> int:
    """The end of the count with its noun where the noun follows soon (300名快递小哥)."""
    if not count.noun:
        return count.mention.end
    at = story.x.text.find(
        count.noun, count.mention.end, min(line.end, count.mention.end + len(count.noun) + _MOST)
    )
    if at < 0:
        return count.mention.end
    end = at + len(count.noun)
    opened = "“" in story.x.view[count.mention.end : end] and story.x.view[end : end + 1] == "”"
    return end + opened  # 36名“山城巧匠” with both marks


def _holders(story: Story, line: Line, fillers: Fillers) -> list[Role]:
    """The bodies that hold the event and are no unions (those have their own table)."""
    view, roles = story.x.view, []
    for group in _groups(story, line):
        start, end = group[0].start, group[-1].end
        partner = fillers.partner.search(view, max(line.start, start - 6), start)
        holds = fillers.holds.match(view, end, line.end)
        if not holds and not partner:
            continue
        second = partner or fillers.second.match(view, end, line.end)
        role = "co_organizer" if second else "organizer"
        roles += [
            Role(role, m.start, m.end, m)
            for m in group
            if "工会" not in view[m.start : m.end] and not story.in_speech(m.start)
        ]
    return roles


def _groups(story: Story, line: Line) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    for m in line.bodies:
        if groups and _JOINT.fullmatch(story.x.view, groups[-1][-1].end, m.start):
            groups[-1].append(m)
        else:
            groups.append([m])
    return groups


def _won(story: Story, line: Line, fillers: Fillers) -> list[Role]:
    """Awards with their number, and the persons and bodies that win them; names joined by 、 win together."""
    view = story.x.view
    if not fillers.prize_end.search(view, line.start, line.end):
        return []
    roles = [Role("award", m.start(), m.end()) for m in fillers.award.finditer(view, line.start, line.end)]
    joined: list[Mention] = []
    for m in line.labelled("PER", "ORG"):
        if joined and not _JOINT.fullmatch(view, joined[-1].end, m.start):
            joined = []
        joined.append(m)
        before = view[max(line.start, m.start - 12) : m.start]
        if fillers.wins.match(view[m.end : min(line.end, m.end + 60)]) or fillers.won_by.search(before):
            roles += [Role("winner", j.start, j.end, j) for j in joined]
    return roles


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
        elif person.titles and person.affiliation and lexicon.fillers.attend.search(after):
            roles.append(Role("official", m.start, m.end, m))
    return roles
