"""Events that were put off, brought forward or moved: the new day and place count, and without a new day there is none.

A cancelled event keeps the day that it was planned for.
"""

from __future__ import annotations

import re

from pipeline.events.lexicon import EventLexicon
from pipeline.events.places import Place
from pipeline.events.scopes import Line
from pipeline.events.sites import sites
from pipeline.events.story import Story
from pipeline.events.when_line import When, date_of_line

_EARLY = 3
# Without an earlier plan only these words tell that it was the place that changed.
_PLACES = ("地点", "场地", "会场", "赛场", "场馆", "地址")
_NEAR = 3


def moved(story: Story, lines: list[Line], core: Line, type_: str, lexicon: EventLexicon) -> When | None:
    """The new day of an event that was moved, no day where it was put off without one; None where it was not moved."""
    phrases, view = lexicon.day_phrases, story.x.view
    told = [line for line in lines if line.rank >= 0 and line.kind != "background"]
    planned = _planned(story, told, core, lexicon)
    for line in told:
        near = planned is not None and 0 <= line.rank - planned.rank <= _NEAR
        if not near and line is not core and line.rank > 0:
            continue
        for d in line.dates:
            cue = phrases.moved_to.search(view, line.start, d.mention.start)
            if cue is None or not d.start_date or _is_deadline(story, line, cue, lexicon):
                continue
            if near or cue["sure"]:
                return When(d.start_date, d.end_date, d.mention, "the day to which it was moved")
    if planned is None:
        return None
    for line in told:
        if not 0 <= line.rank - planned.rank <= 1:
            continue
        for cue in phrases.put_off.finditer(view, line.start, line.end):
            if _is_deadline(story, line, cue, lexicon):
                continue
            if not _open_ended(story, told, line, lexicon):
                held = _held_later(story, told, line, cue.end(), type_, lexicon)
                if held is not None:
                    return held
            return When(None, None, None, "put off without a new day")
    return None


def moved_place(story: Story, lines: list[Line], core: Line, lexicon: EventLexicon) -> Place | None:
    """The new place of an event whose place or day was changed (地点改为体育馆, 移至礼堂举行)."""
    phrases, view = lexicon.day_phrases, story.x.view
    told = [line for line in lines if line.rank >= 0 and line.kind != "background"]
    planned = _planned(story, told, core, lexicon)
    if planned is None and not any(place in view for place in _PLACES):
        return None
    for line in told:
        near = planned is not None and 0 <= line.rank - planned.rank <= _NEAR
        for cue in phrases.place_moved.finditer(view, line.start, line.end):
            if not near and not (cue["sure"] and (line is core or line.rank == 0)):
                continue
            found = [s for s in sites(story, line, lexicon) if 0 <= s.start - cue.end() <= 1]
            if not found:
                continue
            site = max(found, key=lambda s: s.end)
            held = phrases.held_there.match(view, site.end)
            if cue["sure"] or held:
                return Place(site.start, site.end, 1.0, "moved there", site.mention)
    return None


def _planned(story: Story, told: list[Line], core: Line, lexicon: EventLexicon) -> Line | None:
    """The line that says for when or where the event was planned (原定8月24日): the core or one of the first."""
    plan = lexicon.day_phrases.planned
    return next(
        (
            line
            for line in told
            if (line is core or line.rank < _EARLY) and plan.search(story.x.view, line.start, line.end)
        ),
        None,
    )


def _is_deadline(story: Story, line: Line, cue: re.Match[str], lexicon: EventLexicon) -> bool:
    """Whether something else was moved: a closing date, the age of retirement."""
    clause = max(story.x.view.rfind(mark, line.start, cue.start()) for mark in "，。；：") + 1
    return bool(lexicon.day_phrases.deadline.search(story.x.view, max(line.start, clause), cue.end()))


def _open_ended(story: Story, told: list[Line], line: Line, lexicon: EventLexicon) -> bool:
    """Whether the text says that the new day is not known yet (时间另行通知)."""
    near = [other for other in told if 0 <= other.rank - line.rank <= 2]
    return any(lexicon.day_phrases.day_unknown.search(story.x.view, other.start, other.end) for other in near)


def _held_later(
    story: Story, told: list[Line], line: Line, at: int, type_: str, lexicon: EventLexicon
) -> When | None:
    """The day that the text gives the event after all, behind the words that say that it was put off."""
    plan = lexicon.day_phrases.planned
    for other in told:
        planned_too = other is not line and plan.search(story.x.view, other.start, other.end)
        if other.rank < line.rank or planned_too:
            continue
        found = date_of_line(story, other, (other.end, other.end), type_, lexicon)
        if found and found.start and found.mention and found.mention.start > at:
            return found
    return None
