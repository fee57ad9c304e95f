"""What stands around a phrase that may be a name: whether it takes place there, or is only spoken of."""

from __future__ import annotations

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.patterns import regex

# Whoever goes to an occasion does not hold it.
ATTENDED = regex(r"(?:出席|参加|参与|到访)$")
# Behind the noun: who or what has to do with the event (大会精神, 开幕式主持人), or of what kind something is.
_NOT_AFTER = regex(
    r"组委会|学员|车间|工位|教室|选手|名单|代表|期间|方案|通知|办法|制度|机制|工作|团|队|组(?!织)|结束后|员|费|者|品|率|条例|法|平台|基地|中心|站|案|人"
    r"|精神|服务(?![月周日季行])|主席|主持人|秘书长|发言人|纪要|公报"
)
_OF_IT = regex(r"的(?:方式|形式|\p{Han}{0,2}(?:决定|议案|通知|草案|方案|意见))")
# 要广泛开展群众性宣传: what is asked for has not taken place.
_ASKED = regex(r"(?:要(?![求闻约])|必须|应当|希望)")
# One of several that a sentence counts up (举办合唱节、书画展等活动) is not the whole.
_ONE_OF_SEVERAL = regex(r"、[^。；“”]{2,30}等")
_STARTED = regex(r"(?:[在于][^，。；“”]{1,16})?(?:正式|全面|同步|隆重)?(?:启动|开幕|启幕)")
# 通过举办甲活动、开展乙活动等多种形式: ways to do something else.
_WAYS = regex(r"(?:、[^。；]{2,60})?等[^，。；“”]{0,6}(?:举措|方式|形式|措施|途径)")
_CLAUSE = "，。；：！？\n"
_BRACKETS = regex(r"（[^（）\n]{1,16}）")
_LONGEST_CLAUSE = 40


def is_spoken_of(view: str, line: Line, start: int, end: int) -> bool:
    """Whether the phrase between the offsets is an attribute, a thing asked for, or the goal of those who go there."""
    if _OF_IT.match(view, end, line.end):
        return True
    if view.startswith("的", end) and ATTENDED.search(view, max(line.start, start - 6), start):
        return True  # 会见出席论坛的代表
    return bool(_ASKED.match(view, clause_start(view, line, start), start))


def is_part_of_a_word(view: str, end: int) -> bool:
    """Whether a longer noun goes on where the trigger ends (比赛 + 选手)."""
    return bool(_NOT_AFTER.match(view, end, end + 3))


def is_one_of_several(view: str, line: Line, start: int, end: int) -> bool:
    """Whether the phrase is counted up with others, or is the noun for all of them (…等新年文化活动)."""
    if view[start - 1 : start] == "等":
        return True
    if view.startswith(("、", "等"), end) and _WAYS.match(view, end, line.end):
        return True
    listed = "、" in view[start:end] or view[start - 1 : start] == "、"
    if listed:
        return view.startswith(("等", "、"), end)
    return view.startswith("、", end) and bool(_ONE_OF_SEVERAL.match(view, end, line.end))


def takes_place(view: str, line: Line, end: int, lexicon: EventLexicon) -> bool:
    """Whether the text says behind the phrase, or behind its day, that it takes place (大赛 + 6日上午在…)."""
    end = told_from(view, line, end)
    return bool(lexicon.cues["occur"].match(view, end, min(line.end, end + 8)))


def is_started(view: str, line: Line, end: int) -> bool:
    """Whether the text says behind the phrase that it starts."""
    return bool(_STARTED.match(view, told_from(view, line, end), line.end))


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
