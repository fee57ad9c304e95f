"""What opens: a facility that an opening verb follows or governs, a quoted name that the headline and the body share."""

from __future__ import annotations

from collections import Counter

from pipeline.events.lexicon import EventLexicon, Hit
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.patterns import regex

_AGAIN_AND_AGAIN = 3
_QUOTED = regex(r"“([^“”，。]{2,12})”")
_OPENED = regex(
    r"“([^“”，。]{2,12})”(?:正式|同时|全部|相继|陆续|同步|全面|也|已|将|建成|揭牌){0,2}(?:在[^，。；“”]{2,16})?(?:启用|揭牌|投用|投入使用|揭幕|上线|开门迎客|挂牌|落成|建成|开放)"
)
# 某工会联合会在某街道服务中心揭牌: the facility is where something else is unveiled.
_UNVEILED_THERE = regex(r"[一-龥”](?<![存现实正所])在(?!建|岗|线|职)[^，。；：“”]{1,16}$")
# 挂牌成立职工维权岗: the facility is what is unveiled.
_HUNG_OUT = regex(r"(?:挂牌|揭牌)(?:成立)?了?[^，。；、的为“]{0,4}$")
# The verb before a quoted facility: 揭牌成立“司机之家”.
_OBJECT = regex(r"(\p{Han}{2})(?:成立|了)?“[^“”]{0,8}")


def opened_label(story: Story, lines: list[Line]) -> str | None:
    """What the headline quotes, or the text again and again, and the body says to be opened (“蓝屋”同时启用); None without."""
    view = story.x.view
    body = [line for line in lines if line.rank >= 0 and line.kind == "report"]
    opened = [m.group(1) for line in body for m in _OPENED.finditer(view, line.start, line.end)]
    if not opened:
        return None
    quoted = [(m.group(1), line) for line in lines for m in _QUOTED.finditer(view, line.start, line.end)]
    heads, times = {label for label, line in quoted if line.is_head}, Counter(label for label, _ in quoted)
    return next((label for label in opened if label in heads or times[label] >= _AGAIN_AND_AGAIN), None)


def is_opened(story: Story, line: Line, hit: Hit, lexicon: EventLexicon) -> bool:
    """Whether an opening verb follows the facility in its clause (“西口能量站”揭牌) or has it as quoted object."""
    before = _OBJECT.search(story.x.view, max(line.start, hit.start - 14), hit.start)
    if before and before.end() == hit.start and before.group(1) in lexicon.words["open"]:
        return True
    if _UNVEILED_THERE.search(story.x.view, max(line.start, hit.start - 24), hit.start):
        return False
    if _HUNG_OUT.search(story.x.view, max(line.start, hit.start - 10), hit.start):
        return True
    clause = story.x.view[hit.end : min(line.end, hit.end + 20)]
    for i, char in enumerate(clause):
        if char in "，。；：！？、":
            clause = clause[:i]
            break
    return bool(lexicon.cues["open"].search(clause))
