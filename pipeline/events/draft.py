"""An event while it is read: its type, name, sentence and date are known, its place and roles not yet."""

from __future__ import annotations

from datetime import date

from pipeline.events.lexicon import EventLexicon, Hit
from pipeline.events.quoted import Name
from pipeline.events.scopes import Line, Scope
from pipeline.events.story import Story
from pipeline.events.vote import Vote
from pipeline.events.when import event_date
from pipeline.events.when_line import When
from pipeline.records.record import record


@record
class Draft:
    """An event told in the `lines` of a scope, best in `core`; `hit` is the trigger that tells it, `days` first and last."""

    story: Story
    scope: Scope
    lines: list[Line]
    core: Line
    voted: Vote
    name: Name | None
    hit: Hit | None
    when: When
    days: tuple[date | None, date | None]

    @property
    def type(self) -> str:
        """The event's type."""
        return self.voted.type

    @property
    def span(self) -> tuple[int, int] | None:
        """The characters of its name."""
        return (self.name.start, self.name.end) if self.name else None

    @property
    def title(self) -> str | None:
        """Its name as written."""
        return self.story.x.text[self.name.start : self.name.end] if self.name else None


def draft_event(
    story: Story,
    scope: Scope,
    lines: list[Line],
    core: Line,
    voted: Vote,
    name: Name | None,
    lexicon: EventLexicon,
) -> Draft:
    """The draft of an event whose type, sentence and name are known."""
    own = [h for h in core.hits if h.trigger.type == voted.type]
    hit = max(own, key=lambda h: (h.trigger.weight, -h.start)) if own else voted.hit
    at = (hit.start, hit.end) if hit else (core.start, core.start)
    if name and core.start <= name.start < core.end:
        at = name.start, name.end
    when = event_date(story, lines, core, at, voted.type, lexicon)
    return Draft(story, scope, lines, core, voted, name, hit, when, (when.start, when.end))
