"""Where an event took place: the site whose signs weigh most, where they outweigh that the text tells none.

The weights of the signs (see `place_signs`) stand in `place_weights.tsv`. They were fitted on annotated pages and on
examples of the ways in which news tells a place (`python -m models.recipes.place_weights`).
"""

from __future__ import annotations

from pipeline.events.lexicon import EventLexicon
from pipeline.events.place_signs import Scene, line_signs, signs
from pipeline.events.scopes import Line
from pipeline.events.sites import Site, sites
from pipeline.events.story import Story
from pipeline.records import Mention
from pipeline.records.record import record

# Sentences from the event's own, or from the first, within which a place is sought.
_NEAR = 4


@record
class Place:
    """Where it happened, with the signs that say so. `mention` is None where no mention has the same characters."""

    start: int
    end: int
    score: float
    reason: str
    mention: Mention | None = None


@record
class Asked:
    """An event whose place is sought: its sentence, type, and date; `name` are the characters of its name, which
    hold no place.
    """

    core: Line
    type: str
    name: tuple[int, int] | None
    day: Mention | None


def event_place(
    story: Story, lines: list[Line], asked: Asked, lexicon: EventLexicon, known: dict[int, list[Site]]
) -> Place | None:
    """The place of an event, told in one of the `lines`; None where they tell none.

    `known` keeps the sites of the story's lines from one event to the next.
    """
    best: Place | None = None
    for site, found in candidates(story, lines, asked, lexicon, known):
        score = lexicon.place_weights.score(found)
        if score > (best.score if best else 0.0):
            reason = ", ".join(lexicon.place_weights.loudest(found, 3))
            best = Place(site.start, site.end, score, reason, site.mention)
    return best


def candidates(
    story: Story, lines: list[Line], asked: Asked, lexicon: EventLexicon, known: dict[int, list[Site]]
) -> list[tuple[Site, set[str]]]:
    """The sites that may be the place, in text order, each with its signs."""
    first = min((line.rank for line in lines if line.rank >= 0), default=0)
    day = story.x.sentence_at(asked.day.start) if asked.day else None
    phrases = lexicon.place_phrases
    scene = Scene(story, asked.core, day, asked.type, first, phrases)
    near = [
        line
        for line in lines
        if line.rank < first + _NEAR
        or abs(line.rank - asked.core.rank) <= _NEAR
        or phrases.caption.match(story.x.view, line.start)
    ]
    found = []
    for line in near:
        if line.index not in known:
            known[line.index] = sites(story, line, lexicon)
        first_in, behind = asked.name or (0, 0)
        if there := [s for s in known[line.index] if not first_in <= s.start < behind]:
            given = line_signs(scene, line)
            found += [(site, told) for site in there if (told := signs(scene, site, given)) is not None]
    # 原定在海滩举行 …, 地点改为工人文化宫
    moved = [f for f in found if phrases.moved.search(story.x.view, f[0].line.start, f[0].outer)]
    return sorted(moved or found, key=lambda f: f[0].start)
