"""The date that one sentence gives the event told in it or beside it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from pipeline.events.day_phrases import DayPhrases
from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.records import Date, Mention
from pipeline.records.record import record

_LONGEST = 45


@record
class When:
    """First and last day (both None where the text gives none) and the mention that says so."""

    start: date | None
    end: date | None
    mention: Mention | None
    reason: str


def date_of_line(
    story: Story, line: Line, span: tuple[int, int], type_: str, lexicon: EventLexicon
) -> When | None:
    """The date that a sentence gives an event told in characters `span`; one without days where it gives a vague time,
    None where it gives none."""
    view, phrases = story.x.view, lexicon.day_phrases
    values = [
        d
        for d in line.dates
        if not span[0] <= d.mention.start < span[1]
        and not phrases.around.match(view, d.mention.end)
        and not phrases.feast_next.match(view, d.mention.end)
    ]
    exact, learnt = _exact(story, line, values, type_, phrases)
    vague = next((d.mention for d in values if d.start_date is None and d.end_date is None), None)
    if not exact:
        if not learnt and (vague or lexicon.cues["vague"].match(view, line.start)):
            return When(None, None, vague, "the text gives only a vague time")
        return None
    first = exact[0].mention
    if (
        vague
        and vague.end <= span[0]
        and first.start > max(vague.start, span[1])
        and "。" not in view[vague.end : first.start]
    ):
        return When(None, None, vague, "the text gives only a vague time")
    return _nearest(story, exact, span[0], phrases)


def _exact(
    story: Story, line: Line, values: list[Date], type_: str, phrases: DayPhrases
) -> tuple[list[Date], bool]:
    """The dates that may be an event's, those written with a day before others; and whether some day of report was
    left out."""
    view = story.x.view
    days = [d for d in values if _is_day(d)]
    if type_ not in ("ACCIDENT", "DISPUTE"):
        days = [d for d in days if not phrases.occasion.match(view, d.mention.end, line.end)]
    known = [d for d in days if not phrases.learnt.match(view, d.mention.end)]
    learnt, days = len(known) < len(days), known or days
    closed = [
        d
        for d in days
        if not is_open(story, d, phrases) and not phrases.until.search(view, line.start, d.mention.start)
    ]
    dated = [d for d in closed if phrases.calendar.search(view, d.mention.start, d.mention.end)]
    # 7月5日召开6月工作例会: a month only says which.
    dated = [d for d in dated if phrases.day.search(view, d.mention.start, d.mention.end)] or dated
    dated = [d for d in dated if not phrases.looks_back.match(view, d.mention.start)] or dated
    if not dated:  # 今年元旦、春节期间: the time of year of a campaign
        closed = [d for d in closed if not phrases.during.match(view, d.mention.end)]
    # 8月以来，…: since then, where the sentence opens with it; 今年以来 in a lead is too wide.
    opening = [
        d
        for d in days
        if d.mention.start - line.start < 4 and (line.rank > 0 or view[d.mention.start].isdigit())
    ]
    return dated or closed or opening, learnt


def _nearest(story: Story, dates: list[Date], at: int, phrases: DayPhrases) -> When:
    """The last date before the event is told, else the first, with those that are joined to it."""
    before = [d for d in dates if d.mention.start <= at]
    chosen = before[-1] if before else dates[0]
    n = dates.index(chosen)
    start, end = chosen.start_date, chosen.end_date
    for left, right in pairwise(dates[max(0, n - 1) : n + 2]):
        if phrases.joined.match(story.x.view[left.mention.end : right.mention.start]):
            start = min(d for d in (start, left.start_date) if d)
            end = max(d for d in (end, right.end_date) if d)
    return When(start, end, chosen.mention, "the date of its sentence")


def is_open(story: Story, d: Date, phrases: DayPhrases) -> bool:
    """Whether a date says since or before when."""
    view, m = story.x.view, d.mention
    return bool(phrases.since.search(view, m.start, m.end) or phrases.since_then.match(view, m.end))


def _is_day(d: Date) -> bool:
    """Whether the date is a point or a short span, as an event's date is."""
    return (
        d.start_date is not None and d.end_date is not None and (d.end_date - d.start_date).days <= _LONGEST
    )
