"""When an event took place: a date of its own sentence, else of the sentences before it.

Rules, in order: a moved event has its new day; a resolved pay claim is dated at payment; an event told from its beginning to its end
spans both; the sentence of the event gives its date (two dates
joined by 和 or 、 span both), below the heading of a brief the brief's first sentences; a vague time (近日) there means that the text gives none; else the nearest
dated sentence of the opening. `为期3天` widens a single day, backwards where the event ends on it.
"""

from __future__ import annotations

from datetime import timedelta

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.events.when_line import When, date_of_line
from pipeline.events.when_moved import moved
from pipeline.events.when_told import SEASON, accident, payment, stoppage, stretch, talks
from pipeline.mentions.numeral_values import parse

# How many sentences open a text.
_OPENING = 3
_FIRST_WORDS = 4
_RECENT = timedelta(92)
# What takes place on a day, whatever is said of the days for which it is meant.
_AT_ONCE = frozenset(("LAUNCH", "AWARD", "ORGANIZING", "COOPERATION", "ACCIDENT", "DISPUTE"))


def event_date(
    story: Story, lines: list[Line], core: Line, span: tuple[int, int], type_: str, lexicon: EventLexicon
) -> When:
    """The date of an event told in `core` (characters `span`), one of the scope's `lines`."""
    found = moved(story, lines, core, type_, lexicon)
    if found is not None:
        return found
    if type_ == "ACCIDENT":
        found = accident(story, lines, lexicon)
    elif type_ == "DISPUTE":
        found = stoppage(story, lines, lexicon) or payment(story, lines, lexicon)
    elif type_ == "BARGAINING":
        found = talks(story, lines, core, lexicon)
    if found is None and _opens_vaguely(story, lines, core, lexicon):
        return When(None, None, None, "the text opens with a vague time")
    if found is None and type_ not in _AT_ONCE:
        found = stretch(story, lines, core, lexicon)
    found = found or date_of_line(story, core, span, type_, lexicon)
    if found is not None and core.rank > 0 and _reaches_on(story, found, lexicon):
        found = _day_of_opening(story, lines, core, type_, lexicon) or found
    # A sub-heading in the midst of a feature is no brief: its opening tells the day.
    if (found is None or found.start is None) and (core.rank == 0 or lines[0].rank > 0):
        found = _below(story, core, type_, lexicon) or found
    if found is None:
        before = [line for line in lines if 0 <= line.rank < core.rank and line.kind != "background"]
        opening = [line for line in lines if line.rank > core.rank and line.paragraph == core.paragraph]
        asked = [*reversed(before), *opening][:4]
        asked += [line for line in before[:3] if line not in asked]  # the scene that a feature opens with
        near = [date_of_line(story, line, (line.end, line.end), type_, lexicon) for line in asked]
        told = [w for w in near if w]
        found = next((w for w in told if w.start or w.end), told[0] if told else None)
    if found is None or (found.start is None and found.end is None):
        found = (
            _of_caption(story, lines, type_, lexicon)
            or _season(story, lines, lexicon)
            or (None if found or type_ in _AT_ONCE else _begun(story, lines, lexicon))
            or found
        )
    if found is None:
        return When(None, None, None, "no date in the text of the event")
    return _widened(story, lines, core, found, lexicon)


def _below(story: Story, core: Line, type_: str, lexicon: EventLexicon) -> When | None:
    """The date that the brief gives first below the heading that tells its event."""
    for line in story.below(core):
        found = date_of_line(story, line, (line.start, line.start), type_, lexicon)
        if lexicon.cues["vague"].match(story.x.view, line.start):
            return When(None, None, None, "the text gives only a vague time")
        until = (
            found
            and found.mention
            and lexicon.day_phrases.until.search(story.x.view, line.start, found.mention.start)
        )
        if found and not until:
            return found
    return None


def _reaches_on(story: Story, when: When, lexicon: EventLexicon) -> bool:
    """Whether a date says only for how long or since when something has been going on (连日来, 元旦以来).

    10月以来, by which a sentence begins, is the event's own time.
    """
    phrases, view, m = lexicon.day_phrases, story.x.view, when.mention
    if m is None:
        return False
    going_on = phrases.goes_on.match(view, m.start) or (
        "以来" in view[m.start : m.end] and not view[m.start].isdigit()
    )
    return bool(going_on or phrases.since_then.match(view, m.end))


def _day_of_opening(
    story: Story, lines: list[Line], core: Line, type_: str, lexicon: EventLexicon
) -> When | None:
    """The single day that the first sentences of the text give."""
    for line in lines:
        if 0 <= line.rank < min(core.rank, _OPENING) and line.kind == "report":
            found = date_of_line(story, line, (line.end, line.end), type_, lexicon)
            feast = (
                found
                and found.mention
                and lexicon.day_phrases.is_feast.match(story.x.view, found.mention.end)
            )
            if found and found.start and found.start == found.end and not feast:
                return found
    return None


def _of_caption(story: Story, lines: list[Line], type_: str, lexicon: EventLexicon) -> When | None:
    """The day that a photo story's caption gives (图为9月15日，…)."""
    for line in lines:
        if (line.rank > 0 or line.field == "caption") and lexicon.day_phrases.caption.match(
            story.x.view, line.start
        ):
            found = date_of_line(story, line, (line.end, line.end), type_, lexicon)
            if found and found.start:
                return found
    return None


def _season(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    """The months through which something goes on (从7月至11月), told at the opening."""
    phrases = lexicon.day_phrases
    for line in lines:
        for d in line.dates if 0 <= line.rank < 3 and line.kind != "background" else []:
            told = phrases.from_then.search(story.x.view, line.start, d.mention.start)
            ranged = phrases.range.search(story.x.view, d.mention.start, d.mention.end)
            if told and ranged and d.start_date and d.end_date and (d.end_date - d.start_date).days < SEASON:
                return When(d.start_date, d.end_date, d.mention, "the months through which it goes on")
    return None


def _begun(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    """The day from which something has gone on (3月1日起，…), where a sentence of the opening begins with it."""
    issue = story.x.article.issue_date
    for line in lines:
        told = 0 <= line.rank < _OPENING and line.kind in ("report", "background")
        d = line.dates[0] if told and line.dates else None
        if d is None or d.start_date is None or d.end_date is not None or issue is None:
            continue
        written = lexicon.day_phrases.day.search(story.x.view, d.mention.start, d.mention.end)
        if (
            written
            and timedelta(0) <= issue - d.start_date <= _RECENT
            and d.mention.start - line.start < _FIRST_WORDS
        ):
            return When(d.start_date, None, d.mention, "the day from which it goes on")
    return None


def _opens_vaguely(story: Story, lines: list[Line], core: Line, lexicon: EventLexicon) -> bool:
    """Whether an article's first words are 近日 … and the event's sentence stands in a later paragraph."""
    first = next((line for line in lines if line.rank == 0), None)
    if first is None or core.paragraph == first.paragraph:
        return False
    return bool(lexicon.cues["vague"].match(story.x.view, first.start))


def _widened(story: Story, lines: list[Line], core: Line, when: When, lexicon: EventLexicon) -> When:
    """A single day and the days that the text counts from it, backwards where the event ends on it."""
    phrases = lexicon.day_phrases
    if when.start is None or when.start != when.end:
        return when
    for line in lines:
        again = abs(line.rank - core.rank) <= 3 or phrases.itself.match(story.x.view, line.start)
        near = line.kind == "report" and again
        if near and (m := phrases.days.search(story.x.view, line.start, line.end)):
            days = int(parse(m[m.lastindex or 0]) or 0)
            if days < 2:
                continue
            span = timedelta(days - 1)
            if phrases.closing.search(story.x.view, core.start, core.end) or phrases.so_far.search(
                story.x.view, line.start, m.start()
            ):
                return When(when.start - span, when.end, when.mention, f"{when.reason}, {days} days back")
            return When(when.start, when.start + span, when.mention, f"{when.reason}, for {days} days")
    return when
