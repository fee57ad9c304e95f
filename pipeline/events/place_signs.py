"""What speaks for a site as the place of an event, or against it: its signs, which `place_weights.tsv` weighs.

They tell of the words before it (at, visit …) and behind it (held, inside …), of what it is (site, union …), of its
sentence (core, lead, caption …) and of the event's type.
"""

from __future__ import annotations

from bisect import bisect_left

from pipeline.events.place_phrases import PlacePhrases
from pipeline.events.scopes import Line
from pipeline.events.sites import Site
from pipeline.events.story import Story
from pipeline.events.venues import INSIDE_OF, SCENE, SITE_ENDS
from pipeline.patterns import regex
from pipeline.records.record import record

_HOMES = frozenset(("SYMPATHY", "DISPUTE", "CHARITY"))
_DIVISION = frozenset("省市县区旗州盟")
_SMALL = ("镇", "乡", "街道", "村", "社区", "小区", "苏木")
_PAUSE = regex("[，。；：！？]")
_LONG, _BARE = 7, 4


@record
class Scene:
    """What is known of the event whose place is sought: its sentence, its date's sentence, its type; the scope's first rank."""

    story: Story
    core: Line
    day: int | None
    type: str
    first: int
    phrases: PlacePhrases


def line_signs(scene: Scene, line: Line) -> set[str]:
    """What the event and a sentence give to all sites in it."""
    found = {
        "homes": scene.type in _HOMES,
        "accident": scene.type == "ACCIDENT",
        "dispute": scene.type == "DISPUTE",
        "core": line.index == scene.core.index,
        "day": line.index == scene.day,
        "lead": line.rank == scene.first,
        "second": line.rank == scene.first + 1,
        "head": line.is_head,
        "caption": bool(scene.phrases.caption.match(scene.story.x.view, line.start)),
    }
    return {sign for sign, yes in found.items() if yes}


def signs(scene: Scene, site: Site, given: set[str]) -> set[str] | None:
    """The signs of a site, to those that its line has `given` it; None where it cannot be the place."""
    story, line, view, phrases = scene.story, site.line, scene.story.x.view, scene.phrases
    lead, before = view[line.start : site.outer], view[max(line.start, site.outer - 14) : site.outer]
    after = view[site.end : min(line.end, site.end + 24)]
    at, to = bool(phrases.at.search(before)), bool(phrases.to.search(before))
    if phrases.ours.match(view, site.start) or _is_one_of_several(scene, site):
        return None
    if view.startswith("】", site.end) and view.startswith("【", site.start - 1):
        return None  # a round-up's label tells whose news it is
    if _is_elsewhere(scene, lead, after, at=at, to=to):
        return None
    text, pause = view[site.start : site.end], _PAUSE.search(after)
    clause = after[: pause.start()] if pause else after
    happens, held = phrases.happens.search(clause), phrases.held.search(clause)
    dated = _follows_a_date(story, line, site.outer)
    found: dict[str, object] = {
        "at": at,
        "to": to,
        "visit": to and phrases.visit.search(before),
        "plan": phrases.plan.search(lead),
        "dated": dated,
        "clause": before.endswith("，"),
        "opens": dated or not before or before[-1] in "】：”）",
        "held": held,
        "heldnow": held and held.start() == 0,
        "pause": after[:1] in "，。",
        "owned": after.startswith("的"),
        "happens": happens,
        "union": "工会" in text and not site.room,
        "site": text.endswith(SITE_ENDS),
        "division": text[-1] in _DIVISION,
        "small": text.endswith(_SMALL),
        "long": len(text) > _LONG,
        "many": phrases.many.search(text),
        "leave": phrases.leave.search(before),
        "goal": phrases.goal.search(before),
        "called": phrases.called.search(before),
        "inside": phrases.inside.match(after),
        "its": INSIDE_OF.match(after),
        "oneof": phrases.one_place.match(after),
        "scene": SCENE.match(after),
        "people": phrases.people.match(after),
    }
    told = given.union([sign for sign, yes in found.items() if yes])
    if line.places and site.start == line.places[0].start:
        told.add("first")
    if site.label == "LOC":
        told.add("place")
    elif site.label == "ORG":
        told.add("body")
        if phrases.site_inside.match(view, site.end, line.end):
            told.add("sitein")
        if not happens and _verb_follows(story, site.end):
            told.add("agent")
    elif len(text) < _BARE:
        told.add("bare")
    return told


def _is_elsewhere(scene: Scene, lead: str, after: str, *, at: bool, to: bool) -> bool:
    """Whether the text says that something else is there: who works or goes there, who told the news, what may be one day.

    A dispute is where those work who have it, not where one was hurt before.
    """
    phrases, dispute = scene.phrases, scene.type == "DISPUTE"
    if after.startswith("）") or (lead.endswith("从") and phrases.told_by.match(after)):
        return True
    if dispute and phrases.hurt_there.match(after):
        return True
    if at and not dispute and phrases.employed.match(after):
        return True
    return to and bool(phrases.goers.match(after) or phrases.wish.search(lead))


def _is_one_of_several(scene: Scene, site: Site) -> bool:
    """Whether the site is one of several joined by 、 or 和."""
    view, one_of_many = scene.story.x.view, scene.phrases.one_of_many
    if site.label != "ORG" and view[site.end : site.end + 1] == "、":
        return True
    listed, goes_on = view[site.outer - 1 : site.outer] == "、", one_of_many.match(view, site.end)
    if not (listed or goes_on):
        return False
    places = site.line.labelled("LOC")
    if listed and any(o.end == site.outer - 1 for o in places):
        return True
    return any(site.end < o.start and one_of_many.fullmatch(view, site.end, o.start) for o in places)


def _follows_a_date(story: Story, line: Line, at: int) -> bool:
    """Whether a date, with a comma or 的 at most behind it, stands directly before `at`."""
    end = at - (story.x.view[at - 1 : at] in ("，", "的", " "))
    return any(m.end in (at, end) for m in line.days)


def _verb_follows(story: Story, at: int) -> bool:
    """Whether the word at `at` is a verb or stands before one (adverb, preposition): what is before it acts."""
    tokens = story.x.tokens
    token = bisect_left(tokens.ends, at + 1)
    return token < len(tokens) and tokens.pos[token] in ("v", "d", "p", "c")
