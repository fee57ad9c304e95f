"""Where an event took place: a place that the event's sentence introduces with 在, 走进, 来到 ….

A place name counts most where a verb of taking place follows it; a body counts only so. A common noun (会议室,
校园) is taken where no name is given. Neighbouring sentences of the opening are asked after the event's own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.events import place_phrases as phrases
from pipeline.events.elsewhere import DWELLER, elsewhere
from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.events.venues import INSIDE_OF, SCENE, VENUE_END, site_end, site_within, venue_spans
from pipeline.records import Mention
from pipeline.records.record import record

_HOMES = frozenset(("SYMPATHY", "DISPUTE", "CHARITY"))
_SMALL = ("县", "区", "镇", "乡", "街道", "村", "社区", "旗", "苏木")
_SMALLEST = ("镇", "乡", "街道", "村", "社区", "小区")
# A feature opens with the scene and comes to its event later.
_OPENING_SCENE = 2
_CAPTION = re.compile(r"图为|上图|下图")
# 鄯善县境内的 + place: the second is the more specific.
_WITHIN = re.compile(r"(?:境内|辖区|辖内|区域)?内?的?")
_CLAUSE_END = re.compile(r"[，。；：！？]")
_LEAVES = re.compile(r"(?:缓缓|准时|顺利|正式)?(?:出发|发车|启程|起飞|开出|始发|起航)")
_NATION = frozenset(("中国", "全国", "我国", "中华"))
_MOVING = frozenset(("ACCIDENT", "DISPUTE"))
_STAYS = frozenset(("SERVICE", "SOCIAL"))


@record
class Place:
    """Where it happened, with the rule that says so. `mention` is None for a common noun."""

    start: int
    end: int
    score: float
    reason: str
    mention: Mention | None = None
    common: bool = False


def event_place(
    story: Story,
    lines: list[Line],
    core: Line,
    name: tuple[int, int] | None,
    type_: str,
    lexicon: EventLexicon,
) -> Place | None:
    """The place of an event told in `core`; `name` are the characters of its name, which hold no place."""
    found: list[Place] = []
    near = [
        line
        for line in lines
        if line.rank >= 0
        and (abs(line.rank - core.rank) <= 4 or type_ in _MOVING or line.rank == 0)
        and (line.kind == "report" or (line.kind == "background" and type_ == "DISPUTE"))
        and not _CAPTION.match(story.x.view, line.start)
    ]
    for line in near:
        # What lies behind a dispute is told before it or after it: the first place counts.
        distance = line.rank - near[0].rank if type_ == "DISPUTE" else abs(line.rank - core.rank)
        distance += line.kind == "background"
        if line.rank == 0:
            distance = min(distance, _OPENING_SCENE)
        for m in story.mentions(line, "LOC", "ORG"):
            if story.in_speech(m.start) or (name and name[0] <= m.start < name[1]):
                continue
            if place := _named(story, line, m, type_, distance):
                found.append(place)
        if distance < 2:
            found += _unnamed(story, line, name, distance, lexicon)
            found += _common(story, line, name, distance, lexicon)
    found = [p for p in found if p.score > 0]
    named = [p for p in found if not p.common and p.score >= phrases.SURE_PLACE]
    found = named or found
    return _bare(story, max(found, key=lambda p: (p.score, -p.start))) if found else None


def _bare(story: Story, place: Place) -> Place:
    """The venue alone where the name says first in which road or district it stands (滨江路的和平大厦)."""
    at = story.x.view.rfind("的", place.start, place.end) + 1
    return replace(place, start=at, mention=None) if at and place.end - at > 2 else place


def _named(story: Story, line: Line, m: Mention, type_: str, distance: int) -> Place | None:
    view, end = story.x.view, site_end(story, line, m)
    site = m if end == m.end else None
    places = story.mentions(line, "LOC")
    outer = next((o for o in places if o.end < m.start and _WITHIN.fullmatch(view, o.end, m.start)), m)
    before = view[max(line.start, outer.start - 10) : outer.start]
    after = view[end : min(line.end, end + 24)]
    if (
        any(o.start == end + 1 or o.end == m.start - 1 for o in places)
        and "、" in view[m.start - 1] + after[:1]
    ):
        return None  # several coordinate places
    if any(end < o.start and phrases.ONE_OF_MANY.fullmatch(view, end, o.start) for o in places):
        return None
    if any(m.end < o.start and _WITHIN.fullmatch(view, m.end, o.start) for o in places):
        return None  # a more specific one follows
    clause = _CLAUSE_END.split(after, maxsplit=1)[0]
    text = view[m.start : m.end]
    if one := phrases.ONE_OF.search(view, m.start + 2, end):
        end, site = one.start(), None  # 舟塔乡 + 一处果园
    if text in _NATION or after.startswith("）"):
        return None
    far = 0.9 * distance + (0.6 if line.paragraph > 0 and distance > 2 else 0.0)
    at, to = bool(phrases.AT.search(before)), bool(phrases.TO.search(before))
    held = bool(phrases.HELD.search(clause))
    firm = m.label == "ORG" and bool(phrases.SITE.search(text)) and not phrases.UNION.search(text)
    lead = view[line.start : outer.start]
    if elsewhere(lead, after, at=at, to=to) or (
        type_ == "DISPUTE" and phrases.HURT_THERE.match(view, end, line.end)
    ):
        return None
    if type_ in _MOVING and firm and not at and _accident_site(story, line, m, after, type_):
        return Place(m.start, end, 5.0 - far, "the site of what happened", site)
    if type_ == "DISPUTE" and firm and phrases.WORKERS.match(after) and _dated(story, line, m.start):
        return Place(m.start, end, 2.8 - far, "the workplace that the text opens with", site)
    if (at or to) and (inner := site_within(story, line, m)):
        return Place(*inner, 4.2 - far, "site within a place")
    if firm and (room := phrases.ROOM.match(view, m.end, line.end)):
        return Place(*room.span(1), 3.4 - far, "the room of the body")
    if firm and phrases.SITE_INSIDE.match(view, m.end, line.end):
        return Place(m.start, end, 3.4 - far, "the site of the body", site)
    if before.endswith("从") and phrases.TOLD_BY.match(after):
        return None
    if m.label == "ORG" and (at or to) and (room := phrases.UNION_ROOM.match(view, m.end, line.end)):
        return Place(m.start, room.end(), 4.6 - far, "room of a body")
    if m.label == "ORG":
        if phrases.UNION.search(text) and not re.search(
            r"干部学院|学校|文化宫|活动中心|服务中心|礼堂|大厦|会议", text
        ):
            return None
        if (at or to) and (held or phrases.INSIDE.match(after)) and not phrases.GUIDED.match(after):
            return Place(m.start, end, 4.0 - far, "body introduced as the place", site)
        if (
            at
            and VENUE_END.search(text)
            and not phrases.OWNED.match(after)
            and not phrases.GUIDED.match(after)
        ):
            return Place(m.start, end, 3.0 - far, "在 + venue", site)
        if "设在" in before[-3:]:
            return Place(m.start, end, 3.5 - far, "body introduced as the place", site)
        if (
            to
            and re.search(
                r"(?:走进|来到|深入|前往|走访|送到|送进|赶到|开进|搬进|办进|开到|抵达|驶入|驶进|进驻|走到)(?:了)?$",
                before,
            )
            and not phrases.GUIDED.match(after)
        ):
            return Place(m.start, end, 3.2 - far, "visited body", site)
        return None
    if (
        line.rank == 0
        and m.label == "LOC"
        and phrases.SCENE_SET.match(after)
        and _dated(story, line, outer.start)
    ):
        return Place(m.start, end, 4.4 - far, "the scene that the text opens with", site)
    if at and not phrases.GUIDED.match(after):
        if phrases.ABSTRACT.match(after):
            return None
        score = 5.0 if held else 4.4 if phrases.NEAR.match(after) or not clause else 3.0
        return Place(m.start, end, score - far, "在 + place", site)
    if to and not re.search(r"来自|终到|直到|途经|从$", before[-3:]):
        # 来到某市，走进某街道: the more specific of two
        score = 4.2 + 0.3 * (text.endswith(_SMALLEST) and m.start != _first(story, line))
        return Place(m.start, end, score - far, "走进, 来到, 赴 + place", site)
    if before.endswith("从") and (_LEAVES.match(after) or (type_ in _STAYS and phrases.BACK.match(after))):
        return Place(m.start, end, 4.0 - far, "从 + place + 出发, 返回", site)
    if phrases.INSIDE.match(after) or (m.start == _first(story, line) and INSIDE_OF.match(after)):
        return Place(m.start, end, 3.6 - far, "place + 里, 内", site)
    if SCENE.match(after) and VENUE_END.search(view, m.start, end):
        return Place(m.start, end, 3.4 - far, "place and what it looks like", site)
    if phrases.HOST.match(after):
        return Place(m.start, end, 3.0 - far, "place that holds it", site)
    if (
        re.match(r"一(?:处|家|个|座|栋|建筑|在建|工地|企业|小区|[一-龥]{0,8}(?:厂|矿|公司|工厂))", after)
        and "来自" not in before[-3:]
    ):
        return Place(m.start, end, 3.2 - far, "place + 一处", site)
    if line.rank == 0 or distance < 2:
        opens = m.start == line.start or view[m.start - 1] in "，、】"
        if (
            opens
            and (m.start == _first(story, line) or view[m.start - 1] == "】")
            and re.match(r"(?:的|\d|一[名位家处])", after)
            and distance < 2
        ):
            return Place(m.start, end, 1.4 - far, "place at the head of the sentence", site)
        if opens and type_ in _HOMES and DWELLER.match(after) and text.endswith(_SMALL):
            return Place(m.start, end, 1.2 - far, "where those who are helped live", site)
    return None


def _dated(story: Story, line: Line, at: int) -> bool:
    """Whether nothing but a date and a comma or 的 stands in the sentence before `at`."""
    lead = story.x.view[line.start : at]
    dates = [m for m in story.mentions(line, "DATE") if m.end <= at]
    return (
        bool(dates)
        and lead.endswith(("，", "的"))
        and at - dates[-1].end < 10
        and dates[0].start == line.start
    )


def _accident_site(story: Story, line: Line, m: Mention, after: str, type_: str) -> bool:
    clause = story.x.view[m.end : line.end]
    if type_ == "ACCIDENT":
        return (
            bool(re.search(r"发生|爆炸|坍塌|泄漏|火灾|起火|坠落|事故|透水|中毒", clause[:40]))
            and "据" not in after[:2]
        )
    return bool(re.search(r"停工|罢工|停产|停运|怠工", clause[:40]))


def _first(story: Story, line: Line) -> int:
    return next((m.start for m in story.mentions(line, "LOC", "ORG")), -1)


def _common(
    story: Story, line: Line, name: tuple[int, int] | None, distance: int, lexicon: EventLexicon
) -> list[Place]:
    """Common place nouns after 在, 走进 … or before 里."""
    view, found = story.x.view, []
    for m in lexicon.places.finditer(view, line.start, line.end):
        start, end = m.span()
        if story.in_speech(start) or (name and name[0] <= start < name[1]) or _within(story, line, start):
            continue
        before, after = view[max(line.start, start - 14) : start], view[end : min(line.end, end + 10)]
        if (lead := phrases.INTRODUCED.search(before)) and lead.group(1) and not phrases.OWNED.match(after):
            at = start - len(lead.group(1))
            inside = [o for o in story.mentions(line, "LOC", "ORG") if o.start < end and o.end > at]
            if not any(o.start < at or phrases.UNION.search(view, o.start, o.end) for o in inside):
                found.append(
                    Place(
                        at,
                        end,
                        2.4 - 0.9 * distance,
                        "venue introduced by 在, 来到",
                        common=not inside,
                    )
                )
                continue
        moved = bool(phrases.TO.search(before[-5:])) or bool(
            re.search(r"(?:在|走进|来到|深入|走入)[^，。；在]{0,8}$", before)
        )
        held = bool(re.match(r"^(?:里|内)?(?:举行|举办|召开|启动|开|揭|上演|展|来了)", after))
        owned = any(
            o.end == start or phrases.ABBREVIATED.fullmatch(view[o.end : start])
            for o in story.mentions(line, "ORG")
        )
        if (moved or owned) and phrases.GENERIC_AFTER.match(after):
            found.append(
                Place(
                    start,
                    end,
                    1.8 + held - 0.9 * distance,
                    "common noun introduced as the place",
                    common=True,
                )
            )
    return found


def _unnamed(
    story: Story, line: Line, name: tuple[int, int] | None, distance: int, lexicon: EventLexicon
) -> list[Place]:
    """A venue that is no mention but stands between 在 and a verb of taking place (在东湖大酒店举行)."""
    found = []
    for start, end in venue_spans(story, line):
        if name and name[0] <= start < name[1]:
            continue
        inside = [o for o in story.mentions(line, "LOC", "ORG") if o.start < end and o.end > start]
        if all(
            o.start >= start
            and o.end <= end
            and not phrases.UNION.search(story.text(line), o.start - line.start, o.end - line.start)
            for o in inside
        ):
            # A known place that the venue goes on from (金港 + 国际影城) is only its first part.
            score = 5.2 if any(o.start == start for o in inside) else 3.9
            if phrases.ALSO_THERE.search(story.x.view, line.start, start):
                score -= 1.5
            found.append(Place(start, end, score - 0.9 * distance, "在 + venue + verb of taking place"))
    return found


def _within(story: Story, line: Line, at: int) -> bool:
    return any(m.start <= at < m.end for m in story.mentions(line, "LOC", "ORG", "PER"))
