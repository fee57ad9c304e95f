"""The phrases of an article that may say where an event took place: places, bodies, and venues that are neither.

A site goes on from a place or body with nouns alone (兰新铁路 + 养护工区, 远山公司 + 二楼会议室); it lies in the division
that stands before it (鄯善县境内的 + 红旗坎工区).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.events.venues import SITE_ENDS, is_noun, noun_end, opening_spans, site_within, venue_spans
from pipeline.patterns import regex
from pipeline.records import Mention
from pipeline.records.record import record

# 鄯善县境内的, 东湖畔的 + place: the second is the more specific.
_WITHIN = regex(r"(?:境内|辖区|辖内|区域)?内?的?|(?:[畔边旁岸]|脚下)的")
_NATION = frozenset(("中国", "全国", "我国", "中华"))
# What holds no common noun, and what a common noun's modifiers do not cross.
_NAMES, _WHOLE = frozenset(("LOC", "ORG", "PER")), frozenset(("LOC", "ORG", "DATE"))
_FLOOR = regex(r"(?<=.)[一二三四五六七八九十\d]{1,3}[楼层]$")
_LABELLED = regex(r"“[^“”，。]{2,12}”(?=[里内中前，]|门前|门口)")


@record
class Site:
    """A phrase of a line. `outer` is where it begins with the division that it lies in, `room` whether it goes on
    from its mention; `mention` is None where no mention says the same.
    """

    start: int
    end: int
    outer: int
    line: Line
    label: str
    mention: Mention | None = None
    room: bool = False


def sites(story: Story, line: Line, lexicon: EventLexicon) -> list[Site]:
    """The sites of a line but those inside speech."""
    around = [None, *line.places, None]
    found = [
        site
        for before, m, after in zip(around, line.places, around[2:], strict=False)
        if (site := _of_mention(story, line, before, m, after, lexicon))
    ]
    for m in line.places:
        if m.label == "LOC" and (span := site_within(story, line, m)):
            found.append(Site(*span, m.start, line, "noun"))
    for start, end in [*venue_spans(story, line), *opening_spans(story, line), *_nouns(story, line, lexicon)]:
        if not any(s.start <= start < s.end for s in found):
            found.append(Site(start, end, start, line, "noun"))
    return [s for s in found if not story.in_speech(s.start)]


def _of_mention(
    story: Story,
    line: Line,
    before: Mention | None,
    m: Mention,
    after: Mention | None,
    lexicon: EventLexicon,
) -> Site | None:
    """The site that a place or body is or begins, or None; `before` and `after` are those next to it in the line."""
    view = story.x.view
    if view[m.start : m.end] in _NATION:
        return None
    # Several follow each other; the last is the most specific, unless it is a common noun (南站的 + 广场).
    if (
        after
        and after.label == "LOC"
        and m.end < after.start
        and _WITHIN.fullmatch(view, m.end, after.start)
        and view[after.start : after.end] not in lexicon.places
    ):
        return None
    # 滨江路的和平大厦: the venue alone where the name says first in which road or district it stands.
    of = view.rfind("的", m.start, m.end) + 1
    start = of if of and m.end - of > 2 else m.start + (view[m.start] in "在于" and m.end - m.start > 3)
    one = lexicon.place_phrases.one_of.search(view, start + 2, m.end)  # 舟塔乡 + 一处果园
    end = one.start() if one else _site_end(story, line, m)
    within = before and before.end < m.start and _WITHIN.fullmatch(view, before.end, m.start)
    outer = before.start if before and within else start
    same = (start, end) == (m.start, m.end)
    return Site(start, end, outer, line, m.label, m if same else None, end > m.end)


def _site_end(story: Story, line: Line, m: Mention) -> int:
    view = story.x.view
    if label := _LABELLED.match(view, m.end, line.end):
        return label.end()
    at, tokens = m.end, story.x.tokens
    n = bisect_left(tokens.ends, m.end)
    if (
        n < len(tokens) and tokens.starts[n] < m.end < tokens.ends[n]
    ):  # a word is not cut: 总装 + 厂房, 煤矿 + 井下
        if view.endswith(SITE_ENDS, m.start, tokens.ends[n]):
            at = tokens.ends[n]
        elif view[tokens.starts[n] : tokens.ends[n]] == "井下":
            return max(tokens.starts[n], m.start + 2)
        elif view.endswith(SITE_ENDS, m.start, m.end):
            return m.end  # 保健院 + 设: the cut gave the verb the last character
    end = noun_end(story, line, at, body=m.label == "ORG")
    floor = _FLOOR.search(view, at, end) if end > at else None
    return floor.start() if floor else end


def _nouns(story: Story, line: Line, lexicon: EventLexicon) -> Iterable[tuple[int, int]]:
    """Common place nouns, with their modifiers after 在, 走进 …."""
    view = story.x.view
    for start, end in lexicon.places.find(view, line.start, line.end):
        if any(o.start <= start < o.end and o.label in _NAMES for o in line.mentions):
            continue
        lead = lexicon.place_phrases.introduced.search(view, max(line.start, start - 14), start)
        at = lead.start(1) if lead else start
        crossed = any(o.start < end and o.end > at and o.label in _WHOLE for o in line.mentions)
        yield (at if not crossed and is_noun(story, at, end) else start), end
