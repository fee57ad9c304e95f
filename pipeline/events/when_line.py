"""The date that a sentence gives of what it tells."""

from __future__ import annotations

import re
from datetime import date

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.records import Date, Mention
from pipeline.records.record import record

_LONGEST = 45
# 今天，记者从市总工会获悉: the day of the report, not of what it reports.
_LEARNT = re.compile(
    r"(?:上午|下午)?，?(?:本报|本台|笔者|记者)[^，。]{0,20}(?:获悉|了解到)|，?(?:从|据)[^，。]{2,16}(?:获悉|了解到)"
)
_JOINED = re.compile(r"^[、和及与]$")
# Written with a day or month; a bare feast (春节 in 元旦春节送温暖活动) only where nothing better is given.
_CALENDAR = re.compile(r"[日号月天晚晨]|上周|本周|周[一二三四五六日]")
_DAY = re.compile(r"[日号天晚晨夜午]|周[一二三四五六日天末]")
_DURING = re.compile(r"[、和][^，。]{0,6}期间|期间")
UNTIL = re.compile(r"(?:截至|截止|截止到|截至到)$")
# 11月21日，…发生火灾事故: when it happened is not when the inquiry, the help or the meeting after it was.
_OCCASION = re.compile(
    r"[^。；]{0,60}?(?:发生|突发|遭遇|遭受)[^。，；]{0,16}(?:事故|火灾|爆炸|地震|灾害|洪灾|洪涝|台风|坍塌|泥石流)"
)
# 春节刚过: about a time, not at it.
_AROUND = re.compile(r"刚过|过后|前后|将至|临近|来临|即将|到来")
_SINCE = re.compile(r"(?:以来|起|前|前夕)$")


@record
class When:
    """First and last day (both None where the text gives none) and the mention that says so."""

    start: date | None
    end: date | None
    mention: Mention | None
    reason: str


def of_line(
    story: Story, line: Line, span: tuple[int, int], type_: str, lexicon: EventLexicon
) -> When | None:
    """The date of what a sentence tells at the characters `span`; without days where it gives a vague time only, None
    where it gives none.
    """
    values = [
        d
        for d in line.dates
        if not span[0] <= d.mention.start < span[1] and not _AROUND.match(story.x.view, d.mention.end)
    ]
    days = [d for d in values if _is_day(d)]
    if type_ not in ("ACCIDENT", "DISPUTE"):
        days = [d for d in days if not _OCCASION.match(story.x.view, d.mention.end, line.end)]
    known = [d for d in days if not _LEARNT.match(story.x.view, d.mention.end)]
    learnt, days = len(known) < len(days), known or days
    closed = [
        d
        for d in days
        if not is_open(story, d) and not UNTIL.search(story.x.view, line.start, d.mention.start)
    ]
    dated = [d for d in closed if _CALENDAR.search(story.x.view, d.mention.start, d.mention.end)]
    # 7月5日召开6月工作例会: a month only says which.
    dated = [d for d in dated if _DAY.search(story.x.view, d.mention.start, d.mention.end)] or dated
    if not dated:  # 今年元旦、春节期间: the time of year of a campaign
        closed = [d for d in closed if not _DURING.match(story.x.view, d.mention.end)]
    # 8月以来，…: since then, where the sentence opens with it; 今年以来 in a lead is too wide.
    exact = (dated or closed) or [
        d
        for d in days
        if d.mention.start - line.start < 4 and (line.rank > 0 or story.x.view[d.mention.start].isdigit())
    ]
    first_vague = next((d for d in values if d.start_date is None and d.end_date is None), None)
    view = story.x.view
    if not exact and learnt:
        return None
    if not exact:
        if first_vague or lexicon.cues["vague"].match(view, line.start):
            return When(
                None, None, first_vague.mention if first_vague else None, "the text gives only a vague time"
            )
        return None
    if (
        first_vague
        and first_vague.mention.start < exact[0].mention.start
        and first_vague.mention.end <= span[0]
    ):
        between = view[first_vague.mention.end : exact[0].mention.start]
        if exact[0].mention.start > span[1] and "。" not in between:
            return When(None, None, first_vague.mention, "the text gives only a vague time")
    before = [d for d in exact if d.mention.start <= span[0]]
    chosen = before[-1] if before else exact[0]
    at = exact.index(chosen)
    start, end = chosen.start_date, chosen.end_date
    for left, right in (
        (exact[at - 1] if at else None, chosen),
        (chosen, exact[at + 1] if at + 1 < len(exact) else None),
    ):
        if left and right and _JOINED.match(view[left.mention.end : right.mention.start]):
            start = min(d for d in (start, left.start_date) if d)
            end = max(d for d in (end, right.end_date) if d)
    return When(start, end, chosen.mention, "the date of its sentence")


def _is_day(d: Date) -> bool:
    """Whether the date is a point or a short span, as an event's date is."""
    return (
        d.start_date is not None and d.end_date is not None and (d.end_date - d.start_date).days <= _LONGEST
    )


def is_open(story: Story, d: Date) -> bool:
    """Whether it is since the day or up to it that something is told (8月以来)."""
    return bool(_SINCE.search(story.x.view[d.mention.start : d.mention.end]))
