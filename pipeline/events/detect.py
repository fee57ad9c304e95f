"""Mentions and values → events: one for an article, one for each item of a round-up, and few second ones.

For each scope the names are collected, the type is voted with the best name's help, the sentence that tells
the event is picked and its date read around it (a draft), then place and roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pipeline.events.draft import Draft, draft_event
from pipeline.events.labels import Labels
from pipeline.events.letters import only_explains
from pipeline.events.lexicon import ANY, EventLexicon
from pipeline.events.names import choose, name_candidates
from pipeline.events.places import Asked, Place, event_place
from pipeline.events.quoted import Name
from pipeline.events.roles import event_roles
from pipeline.events.scopes import Line, Scope
from pipeline.events.second import days_after, second_lines
from pipeline.events.sites import Site
from pipeline.events.story import Story, read_story
from pipeline.events.vote import Vote, vote
from pipeline.events.when_moved import moved_place
from pipeline.patterns import regex
from pipeline.records import Event, Extraction

_NAME_VOTE = 1.6
_FIGURES = regex(
    r"(?:同比|环比|比上年|较上年)|(?:增长|下降|上升|增至|降至|增速|达到?|超过?|突破|超|逾|受益|完成|占比?|为)[约近]?[\d.]+(?:[万亿%％]|个|元)"
)
_LINE = {"report": 0.0, "background": -6.0, "plan": -6.0, "talk": -4.0}


class EventDetector:
    """Finds what an article reports."""

    def __init__(self, lexicon: EventLexicon) -> None:
        self.lexicon = lexicon

    @classmethod
    def load(cls, directory: Path) -> EventDetector:
        """Read the lexicons of the model's events folder; LexiconError on a fault."""
        return cls(EventLexicon.load(directory))

    def __call__(self, x: Extraction) -> list[Event]:
        """The events of an extraction with mentions and values, the primary one first."""
        return self.read_all([x])[0]

    def read_all(self, xs: Sequence[Extraction]) -> list[list[Event]]:
        """For each extraction what a call gives. Step by step for all: the phrases of a step then stay at hand."""
        stories = [read_story(x, self.lexicon) for x in xs]
        told = [self._drafts(story) for story in stories]
        places = [self._places(drafts) for drafts in told]
        return [
            [self._event(draft, place, n) for n, (draft, place) in enumerate(zip(drafts, found, strict=True))]
            for drafts, found in zip(told, places, strict=True)
        ]

    def _drafts(self, story: Story) -> list[Draft]:
        if not story.lines or (len(story.scopes) == 1 and only_explains(story.x, story.lines, self.lexicon)):
            return []
        drafts: list[Draft] = []
        for scope in story.scopes:
            lines = story.in_scope(scope)
            if not any(line.end > line.start for line in lines):
                continue
            labels = Labels(story, lines, self.lexicon)
            found = self._first(story, scope, lines, labels)
            if any(_told_again(found, known) for known in drafts):
                continue
            if drafts and found.type == "OTHER" and _gives_figures(story, lines):
                continue
            drafts.append(found)
            if scope.lone:
                drafts += self._second(story, lines, labels, found)
        return drafts

    def _first(self, story: Story, scope: Scope, lines: list[Line], labels: Labels) -> Draft:
        """What a scope tells first of all."""
        names = name_candidates(story, lines, self.lexicon, labels)
        voted = vote(story, scope, lines, self.lexicon, _name_votes(names), labels)
        name = choose(names, voted.type)
        core = _core(lines, voted, name)
        return draft_event(story, scope, lines, core, voted, name, self.lexicon)

    def _second(self, story: Story, lines: list[Line], labels: Labels, primary: Draft) -> list[Draft]:
        """The further events of a lone article, each told in one sentence."""
        drafts: list[Draft] = []
        found = list(second_lines(story, lines, primary, self.lexicon))
        for line, type_ in found:
            narrow = Scope(line.index, _last(story, line, {n.index for n, _ in found}), False)
            hit = next((h for h in line.hits if h.trigger.type == type_), None)
            name = choose(name_candidates(story, [line], self.lexicon, labels), type_)
            voted = Vote(type_, 5.0, 0.6, hit, {})
            further = draft_event(story, narrow, [line], line, voted, name, self.lexicon)
            days = days_after(story, line)
            dated = any(story.x.view[m.start].isdigit() for m in line.days)
            first, last = primary.days
            if days is not None and not dated and first and last:
                day = (last if days > 0 else first) + timedelta(days)
                further = replace(further, days=(day, day))
            drafts.append(further)
        return drafts

    def _places(self, drafts: list[Draft]) -> list[Place | None]:
        known: dict[int, list[Site]] = {}
        return [self._place(draft, known) for draft in drafts]

    def _place(self, draft: Draft, known: dict[int, list[Site]]) -> Place | None:
        below = [line for line in draft.story.below(draft.core) if line not in draft.lines]
        if there := moved_place(draft.story, draft.lines, draft.core, self.lexicon):
            return there
        asked = Asked(draft.core, draft.type, draft.span, draft.when.mention)
        return event_place(draft.story, [*draft.lines, *below], asked, self.lexicon, known)

    def _event(self, draft: Draft, place: Place | None, ordinal: int) -> Event:
        """The record of an event, the first of an article being the primary one."""
        story, core, voted, hit, when = draft.story, draft.core, draft.voted, draft.hit, draft.when
        word = story.x.view[hit.start : hit.end] if hit else "nothing"
        reason = (
            f"{voted.type}: {word} speaks loudest ({voted.share:.0%} of the two best); date: {when.reason}"
        )
        if place:
            reason += f"; place: {place.reason}"
        if draft.name:
            reason += f"; {draft.name.reason}"
        first, last = draft.days
        return Event(
            ordinal=ordinal,
            type=voted.type,
            primary=ordinal == 0,
            start=hit.start if hit else core.start,
            end=hit.end if hit else core.end,
            sentence=core.index,
            first_sentence=draft.scope.first,
            last_sentence=draft.scope.last,
            name=draft.title,
            start_date=first,
            end_date=last,
            place=story.x.text[place.start : place.end] if place else None,
            roles=event_roles(story, draft.lines, core, when, place, draft.span, self.lexicon),
            score=round(voted.share * min(1.0, voted.score / 10), 3),
            reason=reason,
        )


def _gives_figures(story: Story, lines: list[Line]) -> bool:
    """Whether a brief's heading, or its first sentence, only says how much or how many there are."""
    first = next((line for line in lines if line.rank >= 0), None)
    return first is not None and bool(_FIGURES.search(story.x.view, first.start, first.end))


def _last(story: Story, line: Line, others: set[int]) -> int:
    """The last sentence of a second event: its paragraph goes on with it until another date or event."""
    last = line.index
    for after in story.lines:
        if after.index == last + 1 and after.paragraph == line.paragraph and after.kind in ("report", "talk"):
            dated = any(story.x.view[m.start].isdigit() for m in after.days)
            if after.index in others or dated:
                break
            last = after.index
    return last


def _told_again(draft: Draft, known: Draft) -> bool:
    """Whether an item of a round-up tells an event that an earlier item told."""
    same_days = draft.days[0] is None or draft.days[0] == known.days[0]
    return draft.type == known.type and draft.title is not None and draft.title == known.title and same_days


def _name_votes(names: list[Name]) -> dict[str, float]:
    """Votes for the type of the best name: what an event is called says what it is."""
    best = next((n for n in names if n.type != ANY), None)
    return {best.type: _NAME_VOTE * best.score} if best and best.score >= 3.0 else {}


def _core(lines: list[Line], voted: Vote, name: Name | None) -> Line:
    """The sentence that tells of the event best."""
    body = [line for line in lines if line.rank >= 0] or lines
    first = body[0].rank

    def worth(line: Line) -> float:
        words = {t.text: t.weight for h in line.hits if (t := h.trigger).type == voted.type}
        score = min(6.0, sum(words.values())) + _LINE[line.kind]
        score += 3.0 if name and line.index == name.line else 0.0
        score += 1.5 if line.days else 0.0
        return score + max(0.0, 3.0 - 0.8 * (line.rank - first))

    return max(body, key=lambda line: (worth(line), -line.index))
