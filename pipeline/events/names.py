"""The name of an event: a noun phrase that ends in an event noun, or a quoted name.

From each event noun (a trigger of kind `head`) the phrase is followed to the left to a boundary (see `edges`).
The candidates are scored; the caller takes the best that fits the event's type.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.events.award_names import award_names
from pipeline.events.edges import YEAR, left_edge
from pipeline.events.labels import Labels
from pipeline.events.lexicon import ANY, EventLexicon, Hit
from pipeline.events.name_signs import (
    is_one_of_several,
    is_part_of_a_word,
    is_spoken_of,
    is_started,
    takes_place,
)
from pipeline.events.quoted import Name, opened_names, place_bonus, quoted_names
from pipeline.events.scopes import Line
from pipeline.events.story import Story

# An act that ends so is a noun as well (执法行动, 急救课).
_NOUN_ENDS = ("行动", "活动", "课")
_CONGRESS = ("代表大会", "会员大会")
_LONGEST_SERIES = 20
_SHORTHAND = 1.0
# A candidate below it is no name.
_LEAST = 3.0
# 赴江西慰问演出: where somebody goes is no part of the name.
_GONE_TO = ("赴", "来到", "走进", "前往", "抵达")

# What happens unasked has no name of its own.
_NAMELESS = frozenset(("ACCIDENT", "DISPUTE"))
# Types whose names say the type: a 活动 that such an article names is another matter.
_OWN_HEAD = frozenset(("ACCIDENT", "DISPUTE", "BARGAINING", "AWARD", "MEETING", "ORGANIZING"))


def name_candidates(story: Story, lines: list[Line], lexicon: EventLexicon, labels: Labels) -> list[Name]:
    """All names that the lines may hold, best first; one that only the headline has is shorthand, not a name."""
    first = min((line.rank for line in lines if line.rank >= 0), default=0)
    found: list[Name] = []
    for line in lines:
        if line.kind == "report" or line.is_head:
            for n, hit in enumerate(line.hits):
                if _is_head(story, line, hit, lexicon) and (
                    name := _phrase(story, line, n, hit, lexicon, first)
                ):
                    found.append(name)
            found += opened_names(story, line, lexicon, first)
            found += award_names(story, line, lexicon, first)
            found += quoted_names(story, line, lexicon, labels, first)
    if not found:
        return []
    heading = lines[0].index
    if story.below(lines[0]) and any(n.line != heading and n.score >= _LEAST for n in found):
        # A brief's heading is shorthand as a headline is.
        found = [replace(n, score=n.score - _SHORTHAND) if n.line == heading else n for n in found]
    by_index = {line.index: line for line in lines}
    started = [n for n in found if is_started(story.x.view, by_index[n.line], n.end, lexicon)]
    found += [replace(n, type="ORGANIZING") for n in found if _is_congress(story, n)]
    found += [replace(n, type="LAUNCH") for n in started]
    body = "".join(story.text(line) for line in lines if line.rank >= 0)
    told = [n for n in found if story.x.view[n.start : n.end] in body]
    return sorted(told, key=lambda n: (-n.score, n.start))


def _is_head(story: Story, line: Line, hit: Hit, lexicon: EventLexicon) -> bool:
    """Whether a name may end in the trigger: a head does, an act that ends in one or has the last syllable of one behind it
    (执法行动, 技能提升 + 班)."""
    kind = hit.trigger.kind
    if kind != "act":
        return kind == "head"
    view = story.x.view
    return view.endswith(_NOUN_ENDS, hit.start, hit.end) or bool(
        lexicon.names.course.match(view, hit.end, line.end)
    )


def _is_congress(story: Story, name: Name) -> bool:
    """Whether the name is that of a congress, at which a union is founded or elected as well as met."""
    return name.type == "MEETING" and story.x.view.endswith(_CONGRESS, name.start, name.end)


def choose(names: list[Name], type_: str) -> Name | None:
    """The best candidate for an event of the type; None where none is good enough."""
    own = type_ in _OWN_HEAD
    free = (ANY, "RECRUITMENT", "SYMPATHY") if type_ == "LAUNCH" else (ANY,)
    fitting = [
        (n.score + (1.5 if n.type == type_ else 0.0 if n.type in free else -2.5), n)
        for n in names
        if n.type == type_ or not own
    ]
    fitting = [(score, n) for score, n in fitting if score >= _LEAST]
    return max(fitting, key=lambda pair: (pair[0], -pair[1].start))[1] if fitting else None


def _phrase(story: Story, line: Line, n: int, hit: Hit, lexicon: EventLexicon, first: int) -> Name | None:
    view = story.x.view
    if is_part_of_a_word(view, hit.end, lexicon) or _governs(view, line, hit, lexicon):
        return None
    end = tail.end() if (tail := lexicon.names.tail.match(view, hit.end)) else hit.end
    start = left_edge(story, line, hit.start, lexicon)
    if view[start - 1 : start] == "“" and view[end : end + 1] == "”":
        return None  # the quotation is the name
    cut = lexicon.names.sub_event.search(view, start + 1, hit.start)
    if (
        cut
        and view[cut.start() - 1] != "”"
        and any(start < h.end <= cut.start() and h.trigger.kind == "head" for h in line.hits)
    ):
        return None  # the head before 首场 is the name
    lead = lexicon.names.leading.match(view[start : hit.start])
    start += lead.end() if lead else 0
    opener = view.find("“", start, hit.start)
    if (
        view[start - 1 : start] in ("为", "向", "给", "对")
        and opener >= 0
        and not YEAR.match(view[start:opener])
    ):
        start = opener  # 开展为返乡民工“护航”行动: whom it is for is no part of the name
    if view[start - 1 : start] == "、":
        if any(h.end == start - 1 and h.trigger.kind == "head" for h in line.hits):
            return None  # 篮球赛、联谊会: two events, the first of which has the name if any
        start = _series(view, line.start, start, end, lexicon)
    if view.endswith(_GONE_TO, line.start, start):
        start = next((m.end for m in line.places if m.start == start and m.end <= hit.start), start)
    modifier = view[start : hit.start]
    if not modifier and lexicon.names.edition.match(view, hit.start, hit.end):
        modifier = view[hit.start : hit.end]  # 第一次会员代表大会
    quoted = "“" in view[start : hit.end]
    edition = bool(lexicon.names.edition.search(modifier))
    body = next(
        (m for m in line.labelled("ORG", "LOC", "DATE") if m.start == start and m.end <= hit.start),
        None,
    )
    if (
        not modifier
        or lexicon.names.stage.fullmatch(view, start, end)
        or (
            not quoted
            and not edition
            and (len(modifier) < 2 or lexicon.general.fullmatch(modifier))
            and not _is_contest(hit)
        )
    ):
        return None
    type_ = _type_of(view, line, start, hit)
    if type_ in _NAMELESS:
        return None
    if type_ == "AWARD" and (award := _award_in(view, start, end, lexicon)):
        end = award  # an award event is called after the award: “…” + 表彰会
        # 白塔县2026年度“…”: the year or the number belongs to it, who gives it does not.
        title = lexicon.names.award_title.search(view, start, view.find("“", start, end))
        start = title.start() if title else start
    if is_spoken_of(view, line, start, end, lexicon) or is_one_of_several(view, line, start, end, lexicon):
        return None
    occurs = takes_place(view, line, end, lexicon)
    held = view.endswith(lexicon.holds, max(line.start, start - 6), start)
    follows = n > 0 and line.hits[n - 1].end == hit.start and line.hits[n - 1].trigger.kind == "head"
    kernel = line.hits[n - 1].trigger if follows and hit.trigger.type == ANY else hit.trigger
    plain = kernel.text in lexicon.words["plain"] or kernel.type == ANY
    occasion = held and kernel.text in lexicon.words["occasion"]
    yearly = _is_yearly(modifier, lexicon)
    named = quoted or edition or yearly or occasion
    if plain and not named and not (body and occurs and len(modifier) > 6):
        return None
    if (
        body
        and body.label == "ORG"
        and not quoted
        and not edition
        and not occurs
        and view[body.end : hit.start] == ""
        and hit.trigger.type != "ORGANIZING"
    ):
        return None
    score = 3.0 * quoted + 1.5 * edition + 0.7 * yearly + 1.0 * occurs + 1.5 * held + 0.5 * (body is not None)
    score += 1.5 if occasion or not plain else 0.0
    score -= 2.0 * bool(lexicon.names.sitting.fullmatch(modifier) and view.startswith("全体会议", hit.start))
    score += 0.08 * min(end - start, 25) + place_bonus(line, first)
    words = [
        w
        for w, yes in (("quoted", quoted), ("edition", edition), ("takes place", occurs), ("held", held))
        if yes
    ]
    return Name(
        start,
        end,
        type_,
        line.index,
        score,
        f"name ends in {hit.trigger.text} ({', '.join(words) or 'phrase'})",
    )


def _governs(view: str, line: Line, hit: Hit, lexicon: EventLexicon) -> bool:
    """Whether the trigger is a verb behind 暨, its object and the head of the name behind it (暨表彰 + 先进大会)."""
    return (
        view[max(0, hit.start - 1)] == "暨"
        and hit.trigger.text in lexicon.words["plain"]
        and any(
            h.start < hit.end + _LONGEST_SERIES and h.start > hit.end
            for h in line.hits
            if h.trigger.kind == "head"
        )
    )


def _is_yearly(modifier: str, lexicon: EventLexicon) -> bool:
    """Whether a year stands before words that say which event it is."""
    year = lexicon.names.yearly.match(modifier)
    return bool(
        year and len(modifier) - year.end() > 1 and not lexicon.general.fullmatch(modifier, year.end())
    )


def _is_contest(hit: Hit) -> bool:
    """Whether the noun alone says which contest it is (乒乓球赛), whoever it is for."""
    return hit.trigger.type == "SPORTS" and hit.trigger.text.endswith("赛") and hit.end - hit.start > 3


def _series(view: str, floor: int, start: int, end: int, lexicon: EventLexicon) -> int:
    """Where a name begins that coordinates its modifiers after a verb (举行 + 电铲、钻机操作比武) or in 在 … 上."""
    items = lexicon.names.items.search(view, max(floor, start - _LONGEST_SERIES), start)
    if not items:
        return start
    ends = [
        at + len(word)
        for word in (*lexicon.holds, "在" if view.startswith("上", end) else lexicon.holds[0])
        if (at := view.rfind(word, items.start(), start)) >= 0
    ]
    return max(ends, default=start)


def _award_in(view: str, start: int, end: int, lexicon: EventLexicon) -> int | None:
    """The end of the quoted award that 表彰会, 颁奖典礼 … follows at once; None without one."""
    close = view.rfind("”", start, end) + 1
    return (
        close
        if close
        and not lexicon.names.feast.search(view, start, close)
        and lexicon.names.prize_giving.fullmatch(view, close, end)
        else None
    )


def _type_of(view: str, line: Line, start: int, hit: Hit) -> str:
    """What the head speaks for; a head like 活动 leaves it to the trigger before it, 暨 to the occasion before it."""
    for first in line.hits:
        if first.trigger.kind != "head" or not start <= first.start < hit.start:
            continue
        if view[first.end] == "暨" or (
            start < first.start and view[first.start - 1] == "暨" and first.trigger.type == "AWARD"
        ):
            return first.trigger.type  # 暨表彰先进大会: the verb is one of awarding
    inside = [h for h in line.hits if start <= h.start and h.end <= hit.end and h.trigger.type != ANY]
    strong = [h for h in inside if h.trigger.weight >= 2]
    return (strong or inside)[-1].trigger.type if inside else ANY
