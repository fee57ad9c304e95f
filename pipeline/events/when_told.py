"""When accidents, stoppages, payments and talks took place: the day of the act that counts, whatever else is dated."""

from __future__ import annotations

from datetime import timedelta

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.events.when_line import When, date_of_line, is_open
from pipeline.mentions.numeral_values import parse

_A_MONTH = 27
# The longest event that is told by its first and last day.
SEASON = 250


def accident(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    """The day on which the text says that the accident happened, whatever day the rescue ended on."""
    for line in lines:
        for d in line.dates if line.rank >= 0 else []:
            if d.start_date and lexicon.day_phrases.happened.search(
                story.x.view, line.start, d.mention.start
            ):
                return When(d.start_date, d.end_date, d.mention, "the day on which it happened")
    return None


def stoppage(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    """From the day when work stopped to the day when it went on."""
    phrases = lexicon.day_phrases
    stopped: When | None = None
    for line in lines:
        if line.rank < 0 or line.kind == "talk":
            continue
        if stopped is None:
            stop = phrases.stopped.search(story.x.view, line.start, line.end)
            if stop and not story.in_speech(stop.start()):
                stopped = date_of_line(story, line, stop.span(), "DISPUTE", lexicon)
                stopped = stopped if stopped and stopped.start else None
        if stopped and (again := phrases.resumed.search(story.x.view, line.start, line.end)):
            resumed = date_of_line(story, line, again.span(), "DISPUTE", lexicon)
            if resumed and resumed.end and stopped.end and resumed.end > stopped.end:
                return When(
                    stopped.start, resumed.end, stopped.mention, "from the stoppage to the return to work"
                )
    if stopped and stopped.start and stopped.start == stopped.end:
        for line in lines:
            if m := phrases.stopped_for.search(story.x.view, line.start, line.end):
                end = stopped.start + timedelta(max(1, int(parse(m.group(1)) or 0)) - 1)
                return When(stopped.start, end, stopped.mention, "the days of the stoppage")
    return stopped


def payment(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    """The day on which money came."""
    phrases = lexicon.day_phrases
    lead = next((line for line in lines if line.rank == 0), None)
    if lead and lexicon.cues["vague"].match(story.x.view, lead.start) and _has_pay(story, lead, lexicon):
        return When(None, None, None, "the text gives only a vague time for the payment")
    for line in reversed(lines):
        if line.kind in ("report", "talk") and line.rank >= 0:
            paid = lexicon.cues["pay"].finditer(story.x.view, line.start, line.end)
            for pay in (*paid, *phrases.got_pay.finditer(story.x.view, line.start, line.end)):
                days = [
                    d
                    for d in line.dates
                    if d.start_date
                    and d.start_date == d.end_date
                    and d.mention.end <= pay.start()
                    and not is_open(story, d, phrases)
                ]
                if days and not story.in_speech(pay.start()):
                    d = days[-1]
                    return When(d.start_date, d.end_date, d.mention, "the day of payment")
    return None


def talks(story: Story, lines: list[Line], core: Line, lexicon: EventLexicon) -> When | None:
    """The dated sentence that tells of the talks themselves (谈了两轮, 签订), the core first."""
    phrases = lexicon.day_phrases
    body = [line for line in [core, *lines] if line.kind == "report" and line.rank >= 0]
    signed = [line for line in body if phrases.signed.search(story.x.view, line.start, line.end)]
    talked = [line for line in body if phrases.talks.search(story.x.view, line.start, line.end)]
    asked = [
        (line, date_of_line(story, line, (line.end, line.end), "BARGAINING", lexicon))
        for line in (*signed, *talked)
    ]
    told = [found for line, found in asked if found and (found.start or line is core)]
    # A day before a month: what the text says of the month is often how long it lasted.
    return next(
        (w for w in told if w.start and w.end and (w.end - w.start).days < _A_MONTH),
        told[0] if told else None,
    )


def stretch(story: Story, lines: list[Line], core: Line, lexicon: EventLexicon) -> When | None:
    """From the day on which the event began to that on which it ended, both told in its sentence or the one behind."""
    phrases, view = lexicon.day_phrases, story.x.view
    near = [line for line in lines if 0 <= line.index - core.index <= 1 and line.kind == "report"]
    dates = [(line, d) for line in near for d in line.dates if d.start_date]
    for n, (line, first) in enumerate(dates):
        opens = view[first.mention.end - 1] == "起" or phrases.begins.match(view, first.mention.end, line.end)
        if line is not core or not opens or phrases.deadline.search(view, line.start, first.mention.end + 10):
            continue
        for behind, last in dates[n + 1 :]:
            closed = phrases.ends.match(view, last.mention.end, behind.end)
            start, end = first.start_date, last.end_date
            if closed and start and end and 0 < (end - start).days < SEASON:
                return When(start, end, first.mention, "from the day when it began to its end")
    return None


def _has_pay(story: Story, line: Line, lexicon: EventLexicon) -> bool:
    return bool(lexicon.cues["pay"].search(story.x.view, line.start, line.end))
