"""Awards that are known by their own names, without quotation marks: 全国五一劳动奖章, 省劳动模范."""

from __future__ import annotations

from pipeline.events.edges import left_edge
from pipeline.events.lexicon import EventLexicon
from pipeline.events.name_signs import clause_start
from pipeline.events.quoted import Name, place_bonus
from pipeline.events.scopes import Line
from pipeline.events.story import Story

# 五一劳动奖章获得者: who has it already.
_OWNERS = ("获得者", "得主", "评选")
# The most characters from a trigger to the award's last.
_REACH = 6
# Below what makes a name a vote: most who bear such an award only appear in an event.
_SCORE = 1.8


def award_names(story: Story, line: Line, lexicon: EventLexicon, first: int) -> list[Name]:
    """The awards of a sentence that gives them, each with its year and who confers it."""
    view, found, known = story.x.view, [], -1
    for hit in line.hits:
        if hit.trigger.type != "AWARD" or hit.start < known:
            continue
        award = lexicon.awards.search(view, hit.start, min(line.end, hit.end + _REACH))
        if not award or view.startswith(_OWNERS, award.end()):
            continue
        known = award.end()
        start = _start(story, line, award.start(), lexicon)
        if lexicon.names.given.search(
            view, clause_start(view, line, start), start
        ) or lexicon.names.given_after.match(view, known, line.end):
            score = _SCORE + place_bonus(line, first)
            found.append(Name(start, known, "AWARD", line.index, score, "award by its own name"))
    return found


def _start(story: Story, line: Line, at: int, lexicon: EventLexicon) -> int:
    """Where the award's name begins: behind how many there are, and behind a body, which is the winner."""
    start = left_edge(story, line, at, lexicon)
    if many := lexicon.names.many.match(story.x.view, start, at):
        return many.end()
    return next((body.end for body in reversed(line.bodies) if start <= body.start and body.end <= at), start)
