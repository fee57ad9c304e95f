"""Events and linked union mentions → the part of each union in each event.

The mentions of a union in the sentences of an event are read one by one; background and plans give no link.
The first role in the order of `UNION_ROLES` wins, the sentence that shows it is the evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.events.lexicon import EventLexicon
from pipeline.events.story import Line, Story, read_story
from pipeline.links.role_rules import ADDS, VISITS, RoleRules, Verdict
from pipeline.links.syntax import Group, groups
from pipeline.records import UNION_ROLES, Event, EventUnion, Extraction, UnionMention

_RANK = {role: i for i, role in enumerate(UNION_ROLES)}
_WEAK = 0.6


class RoleLinker:
    """Finds the unions of each event and their roles."""

    def __init__(self, rules: RoleRules, lexicon: EventLexicon) -> None:
        self.rules = rules
        self.lexicon = lexicon

    @classmethod
    def load(cls, directory: Path) -> RoleLinker:
        """Read `role_cues.tsv` of the model's links folder and the cues of the events folder beside it."""
        return cls(
            RoleRules.load(directory / "role_cues.tsv"), EventLexicon.load(directory.parent / "events")
        )

    def __call__(self, x: Extraction) -> list[EventUnion]:
        """The links of an extraction with events and union mentions, in order of event and text."""
        linked = {
            (u.mention.start, u.mention.end): u for u in x.union_mentions if u.status == "linked" and u.union
        }
        if not x.events or not linked:
            return []
        story = read_story(x, self.lexicon)
        links: list[EventUnion] = []
        for event in x.events:
            found = list(self._links(story, event, linked))
            links += _one_each(_settled(story, event, found))
        return links

    def _links(
        self, story: Story, event: Event, linked: dict[tuple[int, int], UnionMention]
    ) -> Iterable[EventUnion]:
        taken = _sentences_of_others(story, event)
        if event.type == "ACCIDENT" and taken:
            return  # what unions did after it is the other event
        # After a feature's first sub-heading the text goes back: what unions do there is no part of its event.
        crosshead = story.crosshead if event.primary and story.scopes[0].lone else None
        for line in story.lines:
            if not event.first_sentence <= line.index <= event.last_sentence or line.index in taken:
                continue
            # The history of a dispute is the dispute; elsewhere what lies back gives no link.
            earlier = line.kind == "background" and event.type != "DISPUTE"
            if earlier or line.kind == "plan" or (crosshead and line.index >= crosshead):
                continue
            bodies = [m for m in story.mentions(line, "ORG") if not story.in_speech(m.start)]
            for group in groups(story.x, story.x.sentences[line.index], bodies):
                for union, verdict in self._members(story, event, line, group, linked):
                    if union.union:
                        yield EventUnion(
                            event.ordinal,
                            union.union,
                            verdict.role,
                            union.mention,
                            line.index,
                            verdict.score,
                            verdict.reason,
                        )

    def _members(
        self,
        story: Story,
        event: Event,
        line: Line,
        group: Group,
        linked: dict[tuple[int, int], UnionMention],
    ) -> Iterable[tuple[UnionMention, Verdict]]:
        unions = [u for m in group.members if (u := linked.get((m.start, m.end)))]
        if not unions:
            return
        official = self._after_person(story, line, group)
        for verdict in self.rules.verdicts(group, event, official, line.is_head):
            if line.kind == "talk" and verdict.score < _WEAK + 0.2:
                continue
            alone = official is not None and not self.rules.collective(group.after)
            yield from ((u, verdict) for u in unions if not alone or u.mention == group.members[-1])

    def _after_person(self, story: Story, line: Line, group: Group) -> str | None:
        """The text after the person whose affiliation ends the group; after the title where no name follows."""
        last = group.members[-1]
        for person in story.x.people:
            m = person.affiliation_mention
            if m and m.start == last.start and line.start <= person.mention.start < line.end:
                return story.x.view[person.mention.end : line.end]
        if self.rules.after("title", group.after):
            return group.after[2:]
        return None


def _sentences_of_others(story: Story, event: Event) -> set[int]:
    """Sentences that tell of another event of the article (a second event has a narrower scope)."""
    width = event.last_sentence - event.first_sentence
    return {
        i
        for other in story.x.events
        if other is not event and other.last_sentence - other.first_sentence < width
        for i in range(other.first_sentence, other.last_sentence + 1)
    }


def _settled(story: Story, event: Event, found: list[EventUnion]) -> list[EventUnion]:
    """Weighs the links of one event against each other: an event has its organizer first.

    A union that merely acts after another was named as organizer in an earlier sentence joins in or is not
    told of; where nobody organizes, the first union that acts or whose official is there does.
    """
    strong = [u for u in found if u.role == "organizer" and u.score >= 0.7]
    if strong:
        first = min(u.sentence for u in strong)
        hosts = {u.union.union_id for u in strong}
        return [u for u in found if u.score >= _WEAK or u.union.union_id in hosts or u.sentence <= first]
    if not any(u.role == "organizer" for u in found):
        joins = (u for u in found if u.role == "co_organizer" and u.score <= ADDS)
        visits = (u for u in found if u.role == "participant" and u.score == VISITS)
        if act := next(joins, None) or next(visits, None):
            same = {act.reason}
            return [
                replace(u, role="organizer") if u.reason in same and u.sentence == act.sentence else u
                for u in found
            ]
    return found


def _one_each(found: list[EventUnion]) -> list[EventUnion]:
    """One link for each union: its first role in the guide's order, shown by the surest mention."""
    by_union: defaultdict[str, list[EventUnion]] = defaultdict(list)
    for link in found:
        by_union[link.union.union_id].append(link)
    best = [min(links, key=lambda u: (_RANK[u.role], -u.score, u.sentence)) for links in by_union.values()]
    return sorted((replace(u) for u in best), key=lambda u: (u.sentence, u.mention.start))
