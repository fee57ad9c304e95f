"""Mentions and values → events: one for an article, one for each item of a round-up, and few second ones.

For each scope the names are collected, the type is voted with the best name's help, the sentence that tells
the event is picked, and date, place and roles are read around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pipeline.events.labels import Labels
from pipeline.events.lexicon import ANY, EventLexicon
from pipeline.events.names import choose, name_candidates
from pipeline.events.places import Asked, event_place
from pipeline.events.quoted import Name
from pipeline.events.roles import event_roles
from pipeline.events.scopes import Line, Scope
from pipeline.events.second import days_after, second_lines
from pipeline.events.story import Story, read_story
from pipeline.events.vote import Vote, vote
from pipeline.events.when import event_date
from pipeline.records import Event, Extraction

_NAME_VOTE = 1.6
_FIGURES = re.compile(
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
        """For each extraction what a call gives; all their triggers are looked up first."""
        return [self._events(story) for story in [read_story(x, self.lexicon) for x in xs]]

    def _events(self, story: Story) -> list[Event]:
        if not story.lines:
            return []
        events: list[Event] = []
        for scope in story.scopes:
            lines = story.in_scope(scope)
            labels = Labels(story, lines)
            event = self._event(story, scope, lines, labels, len(events))
            if event is None or any(_told_again(event, known) for known in events):
                continue
            if events and event.type == "OTHER" and _gives_figures(story, lines):
                continue
            events.append(event)
            if scope.lone:
                events += self._second(story, lines, labels, event)
        return events

    def _event(
        self, story: Story, scope: Scope, lines: list[Line], labels: Labels, ordinal: int
    ) -> Event | None:
        if not any(line.end > line.start for line in lines):
            return None
        names = name_candidates(story, lines, self.lexicon, labels)
        voted = vote(story, scope, lines, self.lexicon, _name_votes(names), labels)
        name = choose(names, voted.type)
        core = _core(story, lines, voted, name)
        return _build(story, scope, lines, core, voted, name, ordinal, self.lexicon, primary=ordinal == 0)

    def _second(self, story: Story, lines: list[Line], labels: Labels, primary: Event) -> list[Event]:
        """The further events of a lone article, each told in one sentence."""
        events: list[Event] = []
        found = list(second_lines(story, lines, primary, self.lexicon))
        for line, type_ in found:
            narrow = Scope(line.index, _last(story, line, {n.index for n, _ in found}), False)
            hit = next((h for h in line.hits if h.trigger.type == type_), None)
            name = choose(name_candidates(story, [line], self.lexicon, labels), type_)
            voted = Vote(type_, 5.0, 0.6, hit, {})
            event = _build(
                story, narrow, [line], line, voted, name, 1 + len(events), self.lexicon, primary=False
            )
            days = days_after(story, line)
            dated = any(story.x.view[m.start].isdigit() for m in line.days)
            if days is not None and not dated and primary.start_date and primary.end_date:
                day = (primary.end_date if days > 0 else primary.start_date) + timedelta(days)
                event = replace(event, start_date=day, end_date=day)
            events.append(event)
        return events


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


def _told_again(event: Event, known: Event) -> bool:
    """Whether an item of a round-up tells an event that an earlier item told."""
    same_days = event.start_date is None or event.start_date == known.start_date
    return event.type == known.type and event.name is not None and event.name == known.name and same_days


def _build(
    story: Story,
    scope: Scope,
    lines: list[Line],
    core: Line,
    voted: Vote,
    name: Name | None,
    ordinal: int,
    lexicon: EventLexicon,
    *,
    primary: bool,
) -> Event:
    """The record of an event whose type, sentence and name are known."""
    own = [h for h in core.hits if h.trigger.type == voted.type]
    hit = max(own, key=lambda h: (h.trigger.weight, -h.start)) if own else voted.hit
    span = (name.start, name.end) if name else None
    anchor = (
        span
        if span and core.start <= span[0] < core.end
        else (hit.start, hit.end)
        if hit
        else (core.start, core.start)
    )
    when = event_date(story, lines, core, anchor, voted.type, lexicon)
    told = [*lines, *(below for below in story.below(core) if below not in lines)]
    place = event_place(story, told, Asked(core, voted.type, span, when.mention), lexicon)
    text = story.x.text
    word = story.x.view[hit.start : hit.end] if hit else "nothing"
    reason = f"{voted.type}: {word} speaks loudest ({voted.share:.0%} of the two best); date: {when.reason}"
    if place:
        reason += f"; place: {place.reason}"
    if name:
        reason += f"; {name.reason}"
    return Event(
        ordinal=ordinal,
        type=voted.type,
        primary=primary,
        start=hit.start if hit else core.start,
        end=hit.end if hit else core.end,
        sentence=core.index,
        first_sentence=scope.first,
        last_sentence=scope.last,
        name=text[name.start : name.end] if name else None,
        start_date=when.start,
        end_date=when.end,
        place=text[place.start : place.end] if place else None,
        roles=event_roles(story, lines, core, when, place, span, lexicon),
        score=round(voted.share * min(1.0, voted.score / 10), 3),
        reason=reason,
    )


def _name_votes(names: list[Name]) -> dict[str, float]:
    """Votes for the type of the best name: what an event is called says what it is."""
    best = next((n for n in names if n.type != ANY), None)
    return {best.type: _NAME_VOTE * best.score} if best and best.score >= 3.0 else {}


def _core(story: Story, lines: list[Line], voted: Vote, name: Name | None) -> Line:
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
