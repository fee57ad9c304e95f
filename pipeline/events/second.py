"""Second events of an article that is no round-up: rare, so every condition must hold.

A sentence tells of one when it has a date of its own, not the primary event's; names an occasion of another
type; says that somebody held it (举办, 开展 …); and is no plan and no talk. Where a paragraph begins with another day or
with the rest of the same one (当晚, 揭牌当日, 次日), what its union did is an event, whatever its type. After an accident
what a union does for the hurt is an event too, dated or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise, zip_longest

from pipeline.events.draft import Draft
from pipeline.events.lexicon import ANY, EventLexicon, Hit
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.patterns import regex
from pipeline.records import Date

# Types that an article mentions in passing far too often to be told apart from background.
_IN_PASSING = frozenset(
    ("MEETING", "AWARD", "SYMPATHY", "SERVICE", "ORGANIZING", "DISPUTE", "ACCIDENT", "OUTREACH")
)
_LONGEST = timedelta(days=62)
_OLDEST = timedelta(days=300)
_REACH = 24
_DAY_WITHIN = 12
_TOOK_PLACE = regex(
    r"(?:也|还|又|正式|成功|圆满)?[在于][^，。；]{2,20}(?:举行|举办|召开|上演|落幕|收官|开赛|开讲|开班|开课|开营|开跑|开演|开锣|开考)"
)
_SIGNED = regex(r"(?:签订|签署|签下|签了)[^，。；]{0,14}$")
# A contract is signed, a cooperation by two parties.
_SIGNED_BY = {
    "BARGAINING": _SIGNED,
    "COOPERATION": regex(r"[与和同跟][^，。；]{2,30}(?:签订|签署|签下|签了)[^，。；]{0,10}$"),
}
# 截至8月底签订1200份: a sum up to a day, which is not the day of anything.
_SUM = regex(r"截[至止]到?$")
# The rest of the day, the day after, the day before: in days from the first event.
_RELATIVE = {
    0: regex(
        r"(?:当[天日晚]|同[日天]|同一天)(?:[上下]午|晚上?|中午|傍晚|夜里)?(?![的在])"
        r"|(?:\p{Han}{2}仪式|启用|揭牌|公布|开幕|开馆|开班|活动|比赛|大赛|会议)(?:当[天日晚]|后|结束后|之后)，?"
    ),
    1: regex(r"(?:次日|翌日|第二天|隔天)"),
    -1: regex(r"(?:比赛|大赛|活动|会议|开幕|启用|演出)?(?:前一天|前一日|前日晚)"),
}
# 该联合会与商会就保底工资举行首轮协商.
_SIDES = regex(
    r"(?:该|本)(?:工会|联合会|会|分会)[^，。；]{0,6}(?:与|同|和|跟)|(?:与|同|和|跟)[^，。；]{0,12}(?:商会|协会|企业|公司|企业方|资方|业主|老板|雇主|平台)"
)
_LAST_YEAR = ("去年", "前年", "上年")
_CARE = frozenset(("SYMPATHY", "DISPUTE"))


def second_lines(
    story: Story, lines: list[Line], primary: Draft, lexicon: EventLexicon
) -> Iterable[tuple[Line, str]]:
    """The sentences that tell of a further event, with its type."""
    seen = {primary.type}
    for before, line in pairwise(lines):
        if line.rank < 1 or line.index == primary.core.index or line.kind in ("plan", "talk"):
            continue
        if primary.type == "ACCIDENT":
            type_ = _care(story, line, primary)
        else:
            type_ = (
                _held(story, line, primary, lexicon)
                or _followed(story, before, line, primary, lexicon)
                or _talked(story, line, primary, lexicon)
            )
        if type_ and type_ not in seen:
            seen.add(type_)
            yield line, type_


def _held(story: Story, line: Line, primary: Draft, lexicon: EventLexicon) -> str | None:
    if not line.hits:
        return None
    dates = [d for d in line.dates if _is_its_own(story, d, primary)]
    if not dates:
        return None
    for hit, after in zip_longest(line.hits, line.hits[1:]):
        if after and after.trigger.kind == "head" and story.x.view[hit.end : after.start] in ("", "”"):
            continue  # “师带徒”技术比武: the last word says what it is
        trigger = hit.trigger
        by = _SIGNED_BY.get(trigger.type)
        signed = by and by.search(story.x.view, line.start, hit.start)
        if (
            (trigger.kind != "head" and not signed)
            or trigger.type in (ANY, primary.type)
            or trigger.type in _IN_PASSING
        ):
            continue
        held = signed or _is_held(story, line, hit, lexicon)
        if trigger.weight >= 4 and dates[0].mention.end <= hit.start and held:
            return trigger.type
    return None


def _followed(story: Story, before: Line, line: Line, primary: Draft, lexicon: EventLexicon) -> str | None:
    """What a union did, told in a paragraph that begins with another day or with the rest of the same one; `before` is
    the sentence before it.
    """
    if line.kind != "report" or before.index != line.index - 1 or before.paragraph == line.paragraph:
        return None
    opening = story.x.view[line.start : min(line.end, line.start + _DAY_WITHIN)]
    dated = "日" in opening and any(
        d.mention.start - line.start < _DAY_WITHIN and _is_its_own(story, d, primary) for d in line.dates
    )
    if not dated and days_after(story, line) is None:
        return None
    unions = [m.end for m in line.bodies if "工会" in story.x.view[m.start : m.end]]
    for hit in line.hits:
        trigger = hit.trigger
        if trigger.type in (ANY, primary.type, "OTHER") or trigger.weight < 3 or trigger.kind == "facility":
            continue
        if trigger.text in lexicon.words["soft"]:
            continue
        if any(end <= hit.start for end in unions):
            return trigger.type
    return None


def _talked(story: Story, line: Line, primary: Draft, lexicon: EventLexicon) -> str | None:
    """Talks that a new body holds with the employers on the day that it was founded, though its name is not said again."""
    if line.kind != "report" or primary.type != "ORGANIZING" or days_after(story, line) is None:
        return None
    sides = _SIDES.search(story.x.view, line.start, line.end)
    for hit in line.hits if sides else ():
        if (
            hit.trigger.type == "BARGAINING"
            and hit.trigger.weight >= 3
            and _is_held(story, line, hit, lexicon)
        ):
            return hit.trigger.type
    return None


def days_after(story: Story, line: Line) -> int | None:
    """How many days after the first event a sentence says that it goes on; None where it says no such thing."""
    return next(
        (n for n, words in _RELATIVE.items() if words.match(story.x.view, line.start, line.end)), None
    )


def _is_its_own(story: Story, d: Date, primary: Draft) -> bool:
    if d.start_date is None or d.end_date is None:
        return False
    text = story.x.view[d.mention.start : d.mention.end]
    if text.startswith(_LAST_YEAR) and "日" not in text:
        return False
    if _SUM.search(story.x.view, max(0, d.mention.start - 3), d.mention.start):
        return False
    issue = story.x.article.issue_date
    if d.end_date - d.start_date > _LONGEST or (issue and not issue - _OLDEST <= d.end_date <= issue):
        return False
    return (d.start_date, d.end_date) != primary.days


def _is_held(story: Story, line: Line, hit: Hit, lexicon: EventLexicon) -> bool:
    """Whether 举办, 开展 … stands before the occasion in its clause, or 举行, 落幕 … after it."""
    clause = story.x.view[max(line.start, hit.start - _REACH) : hit.start]
    clause = clause[max(clause.rfind(mark) for mark in "，。；：") + 1 :]
    if any(word in clause for word in lexicon.words["done"]):
        return True
    return bool(_TOOK_PLACE.match(story.x.view, hit.end, line.end))


def _care(story: Story, line: Line, primary: Draft) -> str | None:
    """What a union does for the hurt and their families."""
    if line.index <= primary.core.index or "工会" not in story.x.view[line.start : line.end]:
        return None
    return next(
        (h.trigger.type for h in line.hits if h.trigger.type in _CARE and h.trigger.weight >= 3), None
    )
