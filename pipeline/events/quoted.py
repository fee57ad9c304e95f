"""Names without an event noun behind them: quoted awards, vehicles and facilities, published titles, and
facilities that their owner names.
"""

from __future__ import annotations

from bisect import bisect_left

from pipeline.events.edges import left_edge, year_start
from pipeline.events.labels import Labels
from pipeline.events.lexicon import ANY, EventLexicon
from pipeline.events.name_signs import is_spoken_of, told_from
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.patterns import regex
from pipeline.records.record import record

_QUOTED = regex(r"“([^“”，。！？；\n]{2,24})”|《([^《》\n]{2,60})》")
# A quotation of fewer characters is a figure of speech (开展“体检”).
_SHORTEST = 3


@record
class Name:
    """A candidate: its characters, the type that its head speaks for, its score and why."""

    start: int
    end: int
    type: str
    line: int
    score: float
    reason: str


def place_bonus(line: Line, first: int) -> float:
    """What a name gains by standing early in the body (`first` is its first rank); the headline has shorthand."""
    if line.is_head:
        return -0.8
    return max(-1.0, 1.0 - 0.25 * (line.rank - first))


def quoted_names(story: Story, line: Line, lexicon: EventLexicon, labels: Labels, first: int) -> list[Name]:
    """Quoted names without a head behind them: an award, an opened facility, a name that ends in a head itself."""
    view, found = story.x.view, []
    quotations = list(_QUOTED.finditer(view, line.start, line.end))
    if not quotations:
        return []
    early, aside = place_bonus(line, first), story.aside(line)
    for m in quotations:
        if story.in_speech(m.start()):
            continue
        before, after = (
            view[max(line.start, m.start() - 12) : m.start()],
            view[m.end() : min(line.end, m.end() + 14)],
        )
        bonus = early - (1.5 if m.start() > aside else 0.0)
        if is_spoken_of(view, line, m.start(), m.end(), lexicon):
            continue
        if m.group(2):
            if lexicon.quoted.published.search(before) or lexicon.quoted.published_after.match(
                view, told_from(view, line, m.end()), line.end
            ):
                found.append(Name(m.start(), m.end(), "LAUNCH", line.index, 2.5 + bonus, "published title"))
            continue
        if lexicon.quoted.no_event.match(after):
            continue
        inner = [
            h for h in line.hits if m.start() < h.start and h.end == m.end() - 1 and h.trigger.kind == "head"
        ]
        held = before.endswith(lexicon.holds)
        told = held or bool(lexicon.quoted.takes_place.match(after))
        if inner and (inner[0].start > m.start() + 2 or len(m.group(1)) >= _SHORTEST + (not told)):
            body = next((o for o in line.bodies if o.end == m.start()), None)
            start = body.start if body else year_start(view, line, m.start())
            type_, score, reason = labels.type_of(m.group(1)) or inner[0].trigger.type, 2.5, "quoted name"
            if inner[-1].trigger.text in lexicon.words["carrier"] and lexicon.quoted.run.search(before):
                # 派出的第三趟“招工大篷车”: a vehicle that sets out is what happens, whatever it brings.
                type_, score, reason = ANY, 3.2, "quoted vehicle"
            found.append(Name(start, m.end(), type_, line.index, score + 1.5 * held + bonus, reason))
        elif lexicon.quoted.vehicle.search(m.group(1)) and (
            lexicon.quoted.moves.match(after) or lexicon.quoted.run.search(before)
        ):
            found.append(Name(m.start(), m.end(), ANY, line.index, 3.0 + bonus, "quoted vehicle"))
        elif before.endswith(("把", "将")) and lexicon.quoted.brought.match(after):
            found.append(
                Name(m.start(), m.end(), ANY, line.index, 3.0 + bonus, "quoted name of what is brought")
            )
        elif held and len(m.group(1)) >= _SHORTEST and after[:1] in "，。；":
            found.append(
                Name(m.start(), m.end(), ANY, line.index, 2.5 + bonus, "what is held under a quoted name")
            )
        else:
            noun = next((h for h in line.hits if h.start == m.end() and h.trigger.kind == "facility"), None)
            end = noun.end if noun else m.end()
            if lexicon.quoted.opened.match(view, end, line.end) or lexicon.quoted.opening.search(before):
                made = bool(lexicon.quoted.opening.search(before))
                if made and not noun and lexicon.quoted.goes_on.match(after):
                    continue  # 设立“十四五”应对老龄化工程: the quotation is no whole name
                left = m.start() if made else left_edge(story, line, m.end(), lexicon)
                reason = "opened under a quoted name"
                found.append(Name(left, end, "LAUNCH", line.index, 2.6 + bonus, reason))
        start = year_start(view, line, m.start())
        lead = view[max(line.start, start - 70) : start]
        named = lead.endswith("为") and lexicon.quoted.award_for.search(lead)
        rewarded = lexicon.quoted.rewarded.match(view, m.end(), line.end) and lexicon.quoted.so_many.search(
            view, line.start, start
        )
        if (
            named
            or rewarded
            or lexicon.quoted.award_before.search(view[max(line.start, start - 8) : start])
            or lexicon.quoted.award_after.match(after)
        ):
            noun_of = lexicon.quoted.awarded.match(view, m.end(), line.end)
            end = noun_of.end() if noun_of and _is_facility(line, noun_of.end()) else m.end()
            found.append(Name(start, end, "AWARD", line.index, 3.0 + bonus, "award in quotation marks"))
    return found


def opened_names(story: Story, line: Line, lexicon: EventLexicon, first: int) -> list[Name]:
    """Opened facilities that a body or place names (青石镇快递员之家揭牌)."""
    view, found = story.x.view, []
    facilities = tuple(lexicon.words["opened"])
    for m in line.places:
        there = view.endswith(("在", "于"), line.start, m.start)
        if (
            not there
            and view.endswith(facilities, m.start, m.end)
            and lexicon.quoted.opened_in.match(view, m.end, line.end)
        ):
            score = 2.6 + place_bonus(line, first)
            found.append(Name(m.start, m.end, "LAUNCH", line.index, score, "opened facility with its owner"))
    for hit in line.hits:
        if hit.trigger.kind != "facility" or not lexicon.quoted.opened_in.match(view, hit.end, line.end):
            continue
        start = left_edge(story, line, hit.start, lexicon)
        if story.x.view.endswith(("在", "于"), line.start, start):
            continue  # 某工会联合会在某服务中心揭牌: where something else is unveiled
        named = any(m.start == start < hit.start for m in line.places)
        tokens = story.x.tokens
        token = bisect_left(tokens.ends, start + 1)
        division = token < len(tokens) and tokens.pos[token] == "ns"
        if (named or division) and not story.in_speech(start) and "“" not in view[start : hit.end]:
            score = 2.6 + place_bonus(line, first)
            found.append(Name(start, hit.end, "LAUNCH", line.index, score, "opened facility with its owner"))
    return found


def _is_facility(line: Line, end: int) -> bool:
    """Whether a facility's noun ends there."""
    return any(h.end == end and h.trigger.kind == "facility" for h in line.hits)
