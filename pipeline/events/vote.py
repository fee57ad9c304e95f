"""The type of an event: a weighted vote of the triggers in its scope.

The headline's words weigh most, its last trigger more than the others (the head of a Chinese phrase stands
at its end); then subtitle and kicker, the first sentences of the body, and the rest. A word counts once in
each of these layers. What background, plans and talk hold hardly counts.
"""

from __future__ import annotations

from collections import defaultdict

from pipeline.events.labels import Labels, agreement
from pipeline.events.letters import is_answer_of
from pipeline.events.lexicon import ANY, EventLexicon, Hit
from pipeline.events.openings import is_opened, opened_label
from pipeline.events.scopes import Line, Scope
from pipeline.events.story import Story
from pipeline.patterns import regex
from pipeline.records.record import record

_LAYER = {"headline": 3.0, "subtitle": 2.0, "kicker": 1.2}
_LEAD, _SECOND, _THIRD, _REST = 2.0, 1.2, 0.9, 0.35
_UNION_ACTS = 1.4
_OBJECT_REACH = 4
_LONE_BRIEF = 1.5
_LONGEST_SCENE = 3
# A second sentence that leaves the news: 据悉，今年以来, 五年来, 下一步.
_LEAVES = regex(
    r"(?:(?:据悉|据了解|据介绍|据统计)，)?(?:(?!今年)[^，。]{0,6}(?:年来|年以来)|[^，。]{0,10}(?:今年以来|去年以来|此前|以往|往年|截至)|[^，。]{0,8}今年已|今年初|去年|前年|目前|下一步|接下来|今后|明年)"
)
# After a feature's first sub-heading the text goes back to how it came about.
_LOOKS_BACK = 0.4
_LAST_IN_HEADLINE = 1.6
_MOST_OF_THE_REST = 3.0
_LINE = {"report": 1.0, "background": 0.15, "plan": 0.2, "talk": 0.4}
# A headline whose verb is one of these reports the start, whatever it is that starts; nothing outweighs it at the end.
_SETS_OUT = frozenset(("启动", "正式启动", "全面启动", "启动仪式", "启动会", "启动大会"))
_SET_OUT, _OBJECT_OF_START = 20.0, 10
# 读书节启动仪式在曲阜举行: what the lead reports is the start.
_CEREMONY = regex(r"(?:[在于][^，。；]{2,24}|[^，。；]{0,4})(?:举行|举办|召开)|(?=。)")
_HOLDS = regex(r"(?:举行|举办|召开)[^，。；]*$")
_HELD_START = 16.0
# Two parties who sign in the lead do so, whatever their agreement is about.
_SIGNED = 6.0
# Words of any contest, also of one in sport.
_CONTEST = frozenset(
    (
        "比赛",
        "大赛",
        "竞赛",
        "开赛",
        "参赛",
        "决赛",
        "总决赛",
        "角逐",
        "较量",
        "对决",
        "夺冠",
        "夺魁",
        "冠军",
        "捧杯",
        "选手",
    )
)
_PLAYED = 0.4
# A facility that somebody goes to (普法走进驿站) is where it happens.
_GOES_TO = regex(
    r"(?:走进|走入|走上|来到|送到|送进|送至|送往|开进|开到|搬进|搬到|办到|办进|赶到|抵达|深入|现身|进驻|[在进])[^，。；：“”]{0,10}$"
)
_GONE_TO = 0.3
# 获评“最美驿站”: the title that is won.
_WON = regex(r"(?:获评|评为|命名为?|认定为|确认为|授予|荣获|获得|入选)[^，。；：！？]{0,20}$")
# What a government sets up after an accident: 成立 … 调查组.
_SET_UP = ("调查组", "工作组", "专案组")
_ASIDE = 0.4
_HINTED = 2.0
_OPENED_FACILITY = 6.0


@record
class Vote:
    """The winning type with its score, its share of the two best, and the trigger that spoke loudest."""

    type: str
    score: float
    share: float
    hit: Hit | None
    scores: dict[str, float]


def vote(
    story: Story,
    scope: Scope,
    lines: list[Line],
    lexicon: EventLexicon,
    bonus: dict[str, float],
    labels: Labels,
) -> Vote:
    """Counts the triggers of a scope's lines; `bonus` adds votes, as of the event's name, `labels` weakens quoted words."""
    scores: defaultdict[str, float] = defaultdict(float)
    rest: defaultdict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, Hit]] = {}
    seen: set[tuple[str, str, float]] = set()
    firm: set[str] = set()
    things: defaultdict[str, float] = defaultdict(float)
    acts = False
    label = opened_label(story, lines)
    opened = label is not None
    if label:
        scores["LAUNCH"] += _OPENED_FACILITY * 2
        firm.add("LAUNCH")
    first, letter = _first(story, lines) + scope.headed, False
    if scope.lone and (answer := _answer(story, lines, lexicon)) is not None:
        # What was done about a letter is the news, not what its headline and its writer tell.
        first, letter = answer, True
    played = _is_sport(lines)
    for line in lines:
        union = line.rank >= 0 and any("工会" in story.x.view[m.start : m.end] for m in line.bodies)
        acts = acts or (union and line.rank < first + 2)
        if not line.hits:
            continue
        layer, factor = _layer(line, first, scope)
        factor *= _LINE["background" if _looks_back(story, line, lines) else line.kind]
        if union:
            factor *= _UNION_ACTS
        if letter and line.is_head:
            factor *= _LOOKS_BACK
        if scope.lone and story.crosshead is not None and line.index >= story.crosshead:
            factor *= _LOOKS_BACK
        last = _headline_head(line) if layer == "headline" else None
        aside = story.aside(line)
        kept = labels.weights(line)
        if (
            layer in ("lead", "second")
            and line.kind == "report"
            and agreement(story.x.view, line, lexicon.labels)
        ):
            scores["COOPERATION"] += _SIGNED
        for n, hit in enumerate(line.hits):
            trigger = hit.trigger
            keeps = kept.get(hit.start, 1.0)
            key = (layer, trigger.text, keeps)
            if trigger.type == ANY or key in seen:
                continue
            told = factor * (_ASIDE if hit.start > aside else 1.0) * keeps
            seen.add(key)
            if trigger.weight > 1 and line.kind == "report":
                firm.add(trigger.type)
            opens = (
                trigger.kind == "facility" and line.kind == "report" and is_opened(story, line, hit, lexicon)
            )
            opened |= opens
            if opens:
                scores["LAUNCH"] += _OPENED_FACILITY * min(told, 2.0)
                best.setdefault("LAUNCH", (trigger.weight, hit))
                firm.add("LAUNCH")
            weight = trigger.weight * told
            if (
                layer in ("lead", "second")
                and _starts(story, line, hit)
                and hit.start <= aside
                and line.kind == "report"
            ):
                scores["LAUNCH"] += _HELD_START
                firm.add("LAUNCH")
            if trigger.kind == "facility" and not opens and _is_aside(story, line, hit):
                weight *= _GONE_TO
            if letter and trigger.kind == "facility":
                weight *= _GONE_TO  # what was looked at
            if played and trigger.text in _CONTEST:
                weight *= _PLAYED
            if trigger.text in lexicon.words["soft"] and not line.is_head:
                weight *= 0.3
            after = line.hits[n + 1] if n + 1 < len(line.hits) else None
            if (
                after
                and after.start == hit.end
                and after.trigger.kind == "head"
                and after.trigger.type != ANY
            ):
                weight *= 0.5  # 走访调研慰问活动: the last word is the head
            if hit is last:
                weight *= _LAST_IN_HEADLINE
                if trigger.text in _SETS_OUT:
                    weight += _SET_OUT * _how_far(line, hit)
            layers = things if trigger.kind == "facility" else rest if layer == "rest" else scores
            layers[trigger.type] += weight
            if weight > best.get(trigger.type, (0.0, hit))[0]:
                best[trigger.type] = (weight, hit)
    for type_, weight in things.items():
        if not opened:  # else the thing is news because it opens, not because it serves
            scores[type_] += weight
    for type_, score in rest.items():
        scores[type_] += min(score, _MOST_OF_THE_REST)
    for type_, score in bonus.items():
        scores[type_] += score
    # Hints alone decide nothing (运动 in 工人运动 is no sport) unless a union acts.
    sure = {t: s for t, s in scores.items() if t in firm or t in bonus}
    if not sure and acts:
        sure = {t: s for t, s in scores.items() if s >= _HINTED}
    ranked = sorted(sure.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 1.0:
        return Vote("OTHER", 0.0, 0.0, None, dict(scores))
    (type_, top), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    return Vote(type_, top, top / (top + second), best[type_][1] if type_ in best else None, dict(scores))


def _is_aside(story: Story, line: Line, hit: Hit) -> bool:
    """Whether the facility is where the event takes place (somebody goes to it or is in it) or the name of a prize."""
    since = max(line.start, hit.start - 26)
    return any(before.search(story.x.view, since, hit.start) for before in (_GOES_TO, _WON))


def _answer(story: Story, lines: list[Line], lexicon: EventLexicon) -> int | None:
    """The rank of the sentence that begins what was done about a letter; None where there is no such letter."""
    at = next((line for line in lines if is_answer_of(story.x, line, lexicon)), None)
    before = at and next((line for line in lines if line.rank == at.rank - 1), None)
    return at.rank if at and before and before.kind == "talk" else None


def _first(story: Story, lines: list[Line]) -> int:
    """The rank of the body's first sentence, a scene of one or two sentences without a body, a day or a word of events left out."""
    body = [line for line in lines if line.rank >= 0]
    for line in body[:_LONGEST_SCENE]:
        if line.hits or line.bodies or line.days:
            break
    else:
        return body[0].rank if body else 0
    return line.rank


def _is_sport(lines: list[Line]) -> bool:
    """Whether head or lead name a sport and no contest of skills."""
    hits = [h.trigger for line in lines if line.rank < 2 for h in line.hits]
    return any(t.type == "SPORTS" and t.weight > 3 for t in hits) and not any(
        t.type == "COMPETITION" and t.weight > 3 and t.text not in _CONTEST for t in hits
    )


def _looks_back(story: Story, line: Line, lines: list[Line]) -> bool:
    """Whether the body's second sentence leaves what the first one reported for background or what is to come."""
    if line.rank != 1 or line.kind != "report" or not _LEAVES.match(story.x.view, line.start, line.end):
        return False
    return any(other.rank == 0 and other.hits and other.kind == "report" for other in lines)


def _starts(story: Story, line: Line, hit: Hit) -> bool:
    """Whether the trigger is a ceremony of starting that is held (……启动仪式在曲阜举行, 举行……启动仪式)."""
    if hit.trigger.kind != "head" or hit.trigger.type != "LAUNCH" or "启动" not in hit.trigger.text:
        return False
    view = story.x.view
    return bool(_CEREMONY.match(view, hit.end, line.end + 1)) or bool(
        _HOLDS.search(view, max(line.start, hit.start - 30), hit.start)
    )


def _how_far(line: Line, hit: Hit) -> float:
    """How much a word of starting tells: most at the end (送温暖启动), little before what is then done (启动送温暖)."""
    if not hit.trigger.text.endswith("启动"):
        return 1.0
    if hit.end == line.end:
        return 3.0
    does = any(
        h.trigger.weight >= 4 and hit.end <= h.start < hit.end + _OBJECT_OF_START and h.end == line.end
        for h in line.hits
        if not h.trigger.text.endswith(("活动", "行动"))
    )
    return 0.3 if does else 1.0


def _headline_head(line: Line) -> Hit | None:
    """The headline's last trigger, but the verb where that is the object of an inspection (检查厂务公开) or a start."""
    if start := next((h for h in line.hits if h.trigger.text in _SETS_OUT), None):
        return start
    if len(line.hits) < 2:
        return line.hits[-1] if line.hits else None
    if line.hits[-1].trigger.text.endswith(_SET_UP):
        return next((h for h in line.hits if h.trigger.text == "成立"), line.hits[-1])
    verb, last = line.hits[-2:]
    governs = verb.trigger.type == "INSPECTION" and last.start - verb.end <= _OBJECT_REACH
    return verb if governs and last.trigger.kind != "head" else last


def _layer(line: Line, first: int, scope: Scope) -> tuple[str, float]:
    if line.is_head:
        return line.field, _LAYER[line.field]
    if scope.headed and line.index == scope.first:
        return "headline", _LAYER["headline"]
    if line.rank == first:
        return "lead", _LEAD if scope.lone else _LEAD * _LONE_BRIEF
    if line.rank == first + 1:
        return "second", _SECOND
    if line.rank == first + 2:
        return "third", _THIRD
    return "rest", _REST
