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
from pipeline.events.scopes import Line
from pipeline.events.story import Story, read_story
from pipeline.lexicon import LexiconError, read_table
from pipeline.links.role_rules import RoleRules
from pipeline.links.syntax import Group, groups
from pipeline.links.verdicts import LENT, PREPARED, REPORTS, TOLD, Verdict
from pipeline.patterns import regex
from pipeline.records import (
    EVENT_TYPES,
    UNION_ROLES,
    Event,
    EventUnion,
    Extraction,
    Union,
    UnionMention,
    UnionRole,
)
from pipeline.records.record import record

_RANK = {role: i for i, role in enumerate(UNION_ROLES)}
# Roles that, said outright of a union, leave no room for its being the organizer because it acts.
_TOLD = ("co_organizer", "guide", "subject")
_LEAST = 0.4
# Which parts, where nobody is said to hold the event, make the first union with one its organizer.
_STEP_IN = ("organizer", "participant")
# What the unions of workplaces do where they are parties.
_PARTIES: dict[str, UnionRole] = {"BARGAINING": "organizer", "ORGANIZING": "subject"}
_PARTY_LEVELS = frozenset(("enterprise", "industry", "community"))
# Where the only union that is told of helps (在某总工会帮助下), the help is the event.
_HELPED = frozenset(("SERVICE", "SYMPATHY", "RECRUITMENT", "DISPUTE"))
# Who helped the union come about, or the talks end, did so before the news.
_LONG = frozenset(("ORGANIZING", "BARGAINING"))
_LETTER = regex(
    r"(?:^|\n)[ 　]*(?:尊敬的|敬爱的)?编辑(?:部|部的)?(?:同志|老师|朋友)?(?:们)?(?:，?(?:您|你|你们)好)?[：:！!，]"
)
_CLAUSE = regex(r"[，。；：！？“”]|派[出来]")


@record
class _Part:
    """What one mention says of a union's part in an event; `group` is where its coordination group begins."""

    mention: UnionMention
    union: Union
    sentence: int
    group: int
    verdict: Verdict

    def turned(self, role: UnionRole) -> _Part:
        """The same with another role."""
        return replace(self, verdict=replace(self.verdict, role=role))


class RoleLinker:
    """Finds the unions of each event and their roles."""

    def __init__(self, rules: RoleRules, lexicon: EventLexicon, later: dict[str, UnionRole]) -> None:
        self.rules = rules
        self.lexicon = lexicon
        self.later = later

    @classmethod
    def load(cls, directory: Path) -> RoleLinker:
        """Read `role_cues.tsv`, `role_phrases.tsv` and `later_parts.tsv` of the model's links folder and the cues of the events folder
        beside it; LexiconError on a fault.
        """
        return cls(
            RoleRules.load(directory),
            EventLexicon.load(directory.parent / "events"),
            _read_later(directory / "later_parts.tsv"),
        )

    def __call__(self, x: Extraction) -> list[EventUnion]:
        """The links of an extraction with events and union mentions, in order of event and text."""
        linked = {
            (u.mention.start, u.mention.end): u for u in x.union_mentions if u.status == "linked" and u.union
        }
        if not x.events or not linked:
            return []
        story = read_story(x, self.lexicon, triggers=False)
        links: list[EventUnion] = []
        parts_of = [(e, self._parts(story, e, linked)) for e in x.events]
        active = {p.union.union_id for _, parts in parts_of for p in parts if p.verdict.score > _LEAST}
        for event, parts in parts_of:
            links += [
                EventUnion(
                    event.ordinal,
                    p.union,
                    p.verdict.role,
                    p.mention.mention,
                    p.sentence,
                    p.verdict.score,
                    p.verdict.reason,
                )
                for p in parts
                if len(x.events) == 1 or p.verdict.score > _LEAST or p.union.union_id not in active
            ]
        return links

    def _parts(self, story: Story, event: Event, linked: dict[tuple[int, int], UnionMention]) -> list[_Part]:
        later = self.later.get(event.type, "co_organizer")
        return _one_each(_settled(event, list(self._links(story, event, linked)), later))

    def _links(
        self, story: Story, event: Event, linked: dict[tuple[int, int], UnionMention]
    ) -> Iterable[_Part]:
        taken = _sentences_of_others(story, event)
        if event.type == "ACCIDENT" and taken:
            return  # what unions did after it is the other event
        # After a feature's first sub-heading the text goes back: what unions do there is no part of its event,
        # unless that is told there.
        crosshead = story.crosshead if event.primary and story.scopes[0].lone else None
        if crosshead is not None and event.sentence > crosshead:
            crosshead = None
        letter = bool(_LETTER.search(story.x.view))
        for line in story.lines:
            if not event.first_sentence <= line.index <= event.last_sentence or line.index in taken:
                continue
            # The history of a dispute, or what a reader writes of, is the matter; elsewhere what lies back gives no link.
            earlier = line.kind == "background" and event.type != "DISPUTE" and not letter
            later = bool(crosshead and line.index >= crosshead)
            if line.kind == "plan" or (earlier and event.type not in _LONG) or (later and earlier):
                continue
            bodies = [m for m in line.bodies if not story.in_speech(m.start)]
            times = line.labelled("DATE", "DURATION")
            for group in groups(story.x, story.x.sentences[line.index], bodies, times):
                for mention, verdict in self._members(story, event, line, group, linked):
                    # Who helped it come about did so before.
                    guides = verdict.firm and (verdict.role == "guide" or verdict.score == PREPARED)
                    if mention.union and (guides or not (earlier or later)):
                        yield _Part(mention, mention.union, line.index, group.members[0].start, verdict)

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
            if line.kind == "talk" and verdict.role == "organizer" and not verdict.firm:
                continue  # who only speaks does not act
            alone = official is not None and not (group.summed or self.rules.collective(group.after))
            for u in unions:
                last = u.mention == group.members[-1]
                if not alone or last or self.rules.collective(story.x.view[u.mention.end : line.end]):
                    yield u, verdict

    def _after_person(self, story: Story, line: Line, group: Group) -> str | None:
        """The text after the person whose affiliation ends the group; after the title where no name follows."""
        last = group.members[-1]
        for person in story.x.people:
            m = person.affiliation_mention
            if m and m.start == last.start and _titled(story.x.view, m.end, person.mention.start, line.end):
                return story.x.view[person.mention.end : line.end]
        if self.rules.cues.after("title", group) or self.rules.phrases.its_staff.match(group.after):
            return group.after[2:]
        return None


def _read_later(path: Path) -> dict[str, UnionRole]:
    later: dict[str, UnionRole] = {}
    for row in read_table(path, ["event", "part"], optional=["example"], key=["event"]):
        part = next((r for r in UNION_ROLES if r == row["part"]), None)
        if row["event"] not in EVENT_TYPES or part is None:
            raise LexiconError(f"{path}: {row['event']}: no event type, or no part {row['part']!r}")
        later[row["event"]] = part
    return later


def _titled(view: str, start: int, end: int, limit: int) -> bool:
    """Whether nothing but titles lies between a body and the person whose affiliation it is; who sends one acts."""
    return start <= end < limit and not _CLAUSE.search(view, start, end)


def _sentences_of_others(story: Story, event: Event) -> set[int]:
    """Sentences that tell of another event of the article (a second event has a narrower scope)."""
    width = event.last_sentence - event.first_sentence
    return {
        i
        for other in story.x.events
        if other is not event and other.last_sentence - other.first_sentence < width
        for i in range(other.first_sentence, other.last_sentence + 1)
    }


def _settled(event: Event, parts: list[_Part], later: UnionRole) -> list[_Part]:
    """Weighs the parts of all unions in one event against each other.

    Who is said to hold the event does; where nobody is, the first that acts or takes part. What a union that acts
    after that does is `later`; what is said outright (支持, 成立) counts more than that a union acts.
    """
    parts = _without_outspoken(parts)
    hosts = {p.union.union_id for p in parts if p.verdict.firm and p.verdict.role == "organizer"}
    if event.type in _PARTIES:
        role = _PARTIES[event.type]
        parts = [p.turned(role) if _is_party(p.union) and p.verdict.role == "organizer" else p for p in parts]
        bound = {p.union.union_id for p in parts if p.verdict.role == role and _is_party(p.union)}
        if not bound and role == "organizer":
            bound = {p.union.union_id for p in parts if _is_party(p.union) and not _only_reports(p)}
            bound = bound if len(bound) == 1 else set()
            parts = [p.turned(role) if p.union.union_id in bound else p for p in parts]
        # Who acts in the news itself (组织召开成立大会) holds it all the same.
        acting = {p.union.union_id for p in parts if _acts(p) and p.sentence <= event.sentence}
        hosts |= bound | (acting if role == "subject" else set())
    if not hosts and event.type in _HELPED and len({p.union.union_id for p in parts}) == 1:
        parts = [p.turned("organizer") if p.verdict.role == "guide" else p for p in parts]
    if not hosts:
        soft = [p for p in parts if not p.verdict.firm and p.verdict.score > _LEAST]
        if event.type not in _PARTIES:
            soft += [p for p in parts if p.verdict.role == "guide" and p.verdict.score == LENT]
        first = next((p for p in soft if p.verdict.role in _STEP_IN), soft[0] if soft else None)
        if first:
            place, role = (first.sentence, first.group), first.verdict.role
            hosts = {
                p.union.union_id for p in soft if (p.sentence, p.group) == place and p.verdict.role == role
            }
            parts = [
                p.turned("organizer")
                if p in soft and p.verdict.role == role and p.union.union_id in hosts
                else p
                for p in parts
            ]
    joint = {
        (p.sentence, p.group) for p in parts if p.union.union_id in hosts and p.verdict.role == "organizer"
    }
    hosts |= {
        p.union.union_id for p in parts if (p.sentence, p.group) in joint and p.verdict.role == "organizer"
    }
    return [p.turned(later) if _acts(p) and p.union.union_id not in hosts else p for p in parts]


def _acts(part: _Part) -> bool:
    """Whether no more is said than that the union acts."""
    return part.verdict.role == "organizer" and not part.verdict.firm


def _only_reports(part: _Part) -> bool:
    """Whether the union's official reports to an assembly that others hold."""
    return part.verdict.role == "participant" and part.verdict.score == REPORTS


def _is_party(union: Union) -> bool:
    """Whether a union is one of a workplace or of workplaces joined, that bargains or is founded itself."""
    return union.level in _PARTY_LEVELS and (union.level != "industry" or "联" in union.name)


def _without_outspoken(parts: list[_Part]) -> list[_Part]:
    """The parts less those that only say that a union acts where it is said outright what it does.

    A founded union is no organizer; who acted first and lends money later is.
    """
    since: dict[str, int] = {}
    for p in parts:
        received = p.verdict.role == "participant" and p.verdict.score >= TOLD
        if p.verdict.firm and (p.verdict.role in _TOLD or received):
            sentence = -1 if p.verdict.role == "subject" or received else p.sentence
            since[p.union.union_id] = min(sentence, since.get(p.union.union_id, sentence))
    return [
        p
        for p in parts
        if p.verdict.firm
        or p.verdict.role != "organizer"
        or p.sentence < since.get(p.union.union_id, p.sentence + 1)
    ]


def _one_each(parts: list[_Part]) -> list[_Part]:
    """One part for each union: its first role in the guide's order, shown by the surest mention."""
    by_union: defaultdict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        by_union[part.union.union_id].append(part)
    best = [
        min(found, key=lambda p: (_RANK[p.verdict.role], -p.verdict.score, p.sentence))
        for found in by_union.values()
    ]
    return sorted(best, key=lambda p: (p.sentence, p.mention.mention.start))
