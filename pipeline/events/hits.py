"""The triggers of an article that tell what happened: none inside a person, a body, a title or speech, none cut out of a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.events.lexicon import ANY, EventLexicon, Frames, Hit, Trigger
from pipeline.patterns import regex
from pipeline.records import Extraction, Tokens

_TITLE = regex(r"《[^《》\n]{1,60}》")
_SQUADS = (
    "小分队",
    "轻骑兵",
    "宣讲团",
    "宣传队",
    "慰问团",
    "慰问组",
    "艺术团",
    "讲师团",
    "服务队",
    "直通车",
)
_SQUAD = regex(rf"(?<=工会)[^工会]{{2,8}}(?:{'|'.join(_SQUADS)})$")
_UNION = regex(r"(?<!总)工会(?:联合会|委员会)?$")
_PLATE = frozenset(("挂牌", "揭牌", "正式挂牌", "正式揭牌"))
_SHORT = 2
_SIGNED = regex(r"签[订署下定]?了?《([^《》\n]{2,40}(?:协议书?|合同|协定|约定))》")
_OF_WORK = regex(r"工资|集体|协商|共同约定|薪|津贴|工时|劳动保护|女职工|计件|单价")
_PAPER = Trigger("paper signed", "BARGAINING", 4.0, "act")
_STAGES = frozenset(("决赛", "总决赛", "半决赛", "初赛", "复赛", "预赛"))


def find_hits(x: Extraction, lexicon: EventLexicon, speech: Sequence[tuple[int, int]]) -> list[Hit]:
    """The triggers of an extraction with mentions, in text order."""
    triggers = _staged(_framed(lexicon.triggers.find(x.view), lexicon.frames, x.view))
    # A whole trigger that passes for a person (夏令营: 夏 is a surname) is no person.
    whole = {(h.start, h.end) for h in triggers}
    # So is no congress by its number a body (第九次 + 全国代表大会).
    congresses = {span for span in whole if x.view[span[0] - 1 : span[0]] in ("次", "届")}
    titles = [m.span() for m in _TITLE.finditer(x.view)]
    names = [
        (m.start, m.end)
        for m in x.mentions
        if (m.label == "ORG" and (m.start, m.end) not in congresses)
        or (m.label == "PER" and (m.start, m.end) not in whole)
    ]
    hits = _whole_words(x, _outside(triggers, sorted([*speech, *titles, *names])))
    return _founded(x, sorted([*hits, *_squads(x, triggers), *_papers(x)], key=lambda h: h.start))


def _papers(x: Extraction) -> Iterable[Hit]:
    """The contracts between workers and employers that are signed and whose titles are given (签下《……协议书》)."""
    for m in _SIGNED.finditer(x.view) if "《" in x.view else ():
        if _OF_WORK.search(m.group(1)):
            yield Hit(m.start(1), m.end(1), _PAPER)


def _staged(hits: list[Hit]) -> list[Hit]:
    """The triggers, a stage of a contest (决赛) being of the contest's own type (篮球赛 + 决赛 is sport)."""
    for n, (contest, stage) in enumerate(pairwise(hits), 1):
        word, of = stage.trigger, contest.trigger
        if word.text in _STAGES and contest.end == stage.start and of.kind == "head" and of.type != ANY:
            hits[n] = Hit(stage.start, stage.end, Trigger(word.text, of.type, word.weight, word.kind))
    return hits


def _framed(hits: list[Hit], frames: Frames, view: str) -> list[Hit]:
    """The triggers with the nouns that verbs govern in place of shorter or equal ones at the same characters."""
    found = {(h.start, h.end): h for h in frames.find(view)}
    if not found:
        return hits
    kept = {(h.start, h.end): h for h in hits}
    for span, hit in found.items():
        over = [s for s in kept if s[0] < span[1] and span[0] < s[1]]
        if all(span[0] <= a and b <= span[1] for a, b in over):
            for known in over:
                del kept[known]
            kept[span] = hit
    return sorted(kept.values(), key=lambda h: h.start)


def _founded(x: Extraction, hits: list[Hit]) -> list[Hit]:
    """The triggers, the plate that a union itself puts up (某渔民工会挂牌，) telling that it is founded."""
    if not any(hit.trigger.text in _PLATE for hit in hits):
        return hits
    unions = {body.end for body in x.labelled("ORG") if _UNION.search(x.view, body.start, body.end)}
    return [
        replace(hit, trigger=replace(hit.trigger, type="ORGANIZING"))
        if hit.trigger.text in _PLATE and hit.start in unions and x.view[hit.end : hit.end + 1] in "，。；"
        else hit
        for hit in hits
    ]


def _squads(x: Extraction, triggers: list[Hit]) -> Iterable[Hit]:
    """What a union's squad is sent for (某总工会 + 普法小分队): a part of the body's name that tells what it does."""
    for body in x.labelled("ORG"):
        if not x.view.endswith(_SQUADS, body.start, body.end):
            continue
        squad = _SQUAD.search(x.view, body.start, body.end)
        for hit in triggers if squad else ():
            if squad and squad.start() <= hit.start and hit.end <= body.end:
                yield replace(hit, trigger=replace(hit.trigger, kind="act"))


def _outside(hits: list[Hit], masks: list[tuple[int, int]]) -> list[Hit]:
    """The hits that lie in none of the spans (sorted by start)."""
    kept, i, reach = [], 0, -1
    for hit in hits:
        while i < len(masks) and masks[i][0] <= hit.start:
            reach = max(reach, masks[i][1])
            i += 1
        if hit.end > reach:
            kept.append(hit)
    return kept


def _whole_words(x: Extraction, hits: list[Hit]) -> list[Hit]:
    """The hits without short ones that begin inside a word and end outside it (海上访渔民 is no 上访)."""
    return [h for h in hits if h.end - h.start > _SHORT or not _crosses(x.tokens, h)]


def _crosses(tokens: Tokens, hit: Hit) -> bool:
    at = bisect_right(tokens.ends, hit.start)
    return at < len(tokens) and tokens.starts[at] < hit.start and tokens.ends[at] < hit.end
