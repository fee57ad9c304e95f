"""What stands around a phrase that may be a name: whether it takes place there, or is only spoken of."""

from __future__ import annotations

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.patterns import regex

_CLAUSE = "，。；：！？\n"
_BRACKETS = regex(r"（[^（）\n]{1,16}）")
_LONGEST_CLAUSE = 40


# The most characters from a name to the end of 开展以来.
_SINCE_REACH = 8


def is_spoken_of(view: str, line: Line, start: int, end: int, lexicon: EventLexicon) -> bool:
    """Whether the phrase between the offsets is an attribute, a thing asked for, or the goal of those who go there."""
    if lexicon.names.of_it.match(view, end, line.end):
        return True
    since = lexicon.day_phrases.since_then.match(view, end, min(line.end, end + _SINCE_REACH))
    if since:
        return True  # 自去年9月“暖途”行动开展以来
    if view.startswith("的", end) and lexicon.names.attended.search(view, max(line.start, start - 6), start):
        return True  # 会见出席论坛的代表
    return bool(lexicon.names.asked.match(view, clause_start(view, line, start), start))


def is_part_of_a_word(view: str, end: int, lexicon: EventLexicon) -> bool:
    """Whether a longer noun goes on where the trigger ends (比赛 + 选手)."""
    return bool(lexicon.names.not_after.match(view, end, end + 3))


def is_one_of_several(view: str, line: Line, start: int, end: int, lexicon: EventLexicon) -> bool:
    """Whether the phrase is counted up with others, or is the noun for all of them (…等新年文化活动)."""
    if view[start - 1 : start] == "等":
        return True
    if view.startswith(("、", "等"), end) and lexicon.names.ways.match(view, end, line.end):
        return True
    listed = "、" in view[start:end] or view[start - 1 : start] == "、"
    if listed:
        return view.startswith(("等", "、"), end)
    return view.startswith("、", end) and bool(lexicon.names.one_of_several.match(view, end, line.end))


def takes_place(view: str, line: Line, end: int, lexicon: EventLexicon) -> bool:
    """Whether the text says behind the phrase, or behind its day, that it takes place (大赛 + 6日上午在…)."""
    end = told_from(view, line, end)
    return bool(lexicon.cues["occur"].match(view, end, min(line.end, end + 8)))


def is_started(view: str, line: Line, end: int, lexicon: EventLexicon) -> bool:
    """Whether the text says behind the phrase that it starts."""
    return bool(lexicon.names.started.match(view, told_from(view, line, end), line.end))


def told_from(view: str, line: Line, end: int) -> int:
    """Where what is told of a phrase goes on behind its day (大赛 + 今天（5月9日）+ 落幕)."""
    day = next((m for m in line.days if m.start == end or (m.start == end + 1 and view[end] == "于")), None)
    if not day:
        return end
    brackets = _BRACKETS.match(view, day.end, line.end)
    return brackets.end() if brackets else day.end


def clause_start(view: str, line: Line, at: int) -> int:
    """Where the clause of a character begins, at most forty characters before it."""
    floor = max(line.start, at - _LONGEST_CLAUSE)
    return max(floor, *(view.rfind(mark, floor, at) + 1 for mark in _CLAUSE))
