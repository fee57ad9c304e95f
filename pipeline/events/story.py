"""The text as event detection reads it: which sentences report, which are background, plans or talk.

A story is made once for an article; every rule reads its lines. Quoted speech (quotation marks around a
clause with punctuation of its own) tells no event, a short quotation is a name and does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise

from pipeline.events.lexicon import ANY, EventLexicon, Frames, Hit, Trigger
from pipeline.events.scopes import Line, LineKind, Scope, is_heading, scopes
from pipeline.records import Date, Extraction, Mention, Sentence

_QUOTATION = re.compile(r"“[^“”\n]{1,300}”")
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
_SQUAD = re.compile(
    r"(?<=工会)[^工会]{2,8}(?:小分队|轻骑兵|宣讲团|宣传队|慰问团|慰问组|艺术团|讲师团|服务队|直通车)$"
)
_UNION = re.compile(r"(?<!总)工会(?:联合会|委员会)?$")
_PLATE = frozenset(("挂牌", "揭牌", "正式挂牌", "正式揭牌"))
_SPEECH_MARK = re.compile(r"[，。！？；：…]")
# A short quotation is a name even with a comma inside; longer than this it is speech.
_LONGEST_NAME = 12
_ADDED = re.compile(r"，(?:并|同时|还|随后|又)")
_EARLY_YEAR = re.compile(r"^(?:早在)?(?:(\d{4})年|[自从]\d{4}年)")
_OPENING = 14
_SINCE = re.compile(r"^[^，。]{0,24}(?:以来|起)[，开已]")
_TALK_START = re.compile(r"^[^，。：“”]{0,40}$")
_END = re.compile(r"[。！？…：；，]”?$")
_RECENT = 92
# Words of the occasion itself, which no background sentence holds.
_ON_THE_DAY = re.compile(r"到会|出席|会上|仪式上|活动中|在现场|祝贺|致辞|揭牌|授牌|此次|本次")
_LONGEST_CROSSHEAD = 24
_STAGES = frozenset(("决赛", "总决赛", "半决赛", "初赛", "复赛", "预赛"))


@dataclass(frozen=True, slots=True)
class Story:
    """An article's lines, its scopes, and the mentions and dates by sentence.

    `crosshead` is the index of a feature's first sub-heading, None without. `_begun` are the starts of the speeches, `_spoken` how
    far those that have begun by then reach.
    """

    x: Extraction
    lines: tuple[Line, ...]
    scopes: tuple[Scope, ...]
    mentions_of: dict[int, tuple[Mention, ...]]
    dates_of: dict[int, tuple[Date, ...]]
    token_ends: list[int]
    crosshead: int | None
    _begun: list[int]
    _spoken: list[int]
    _asked: dict[tuple[int, tuple[str, ...]], tuple[Mention, ...]] = field(default_factory=dict)

    def in_scope(self, scope: Scope) -> list[Line]:
        """The lines of a scope; those of the whole article include headline, kicker and subtitle."""
        return [line for line in self.lines if scope.first <= line.index <= scope.last]

    def text(self, line: Line) -> str:
        """The line's matching view."""
        return self.x.view[line.start : line.end]

    def below(self, line: Line) -> list[Line]:
        """The first two sentences of the brief that a body line is the heading of; none below other lines."""
        alone = [other for other in self.lines if other.rank >= 0 and other.paragraph == line.paragraph]
        if line.rank < 0 or not is_heading(self.x, alone):
            return []
        told = [other for other in self.lines if line.index < other.index <= line.index + 2]
        return [other for other in told if other.paragraph == line.paragraph + 1]

    def mentions(self, line: Line, *labels: str) -> tuple[Mention, ...]:
        """The mentions of the given labels in a line."""
        asked = line.index, labels
        found = self._asked.get(asked)
        if found is None:
            found = tuple([m for m in self.mentions_of.get(line.index, ()) if m.label in labels])
            self._asked[asked] = found
        return found

    def dates(self, line: Line) -> list[Date]:
        """The dates in a line, none that is spoken."""
        return [d for d in self.dates_of.get(line.index, ()) if not self.in_speech(d.mention.start)]

    def aside(self, line: Line) -> int:
        """Where the side matter of a body sentence begins (，并为工作室揭牌); its end where there is none."""
        added = _ADDED.search(self.x.view, line.start, line.end) if line.rank >= 0 else None
        return added.start() if added else line.end

    def in_speech(self, offset: int) -> bool:
        """Whether the character is spoken."""
        at = bisect_right(self._begun, offset)
        return at > 0 and offset < self._spoken[at - 1]


def read_story(x: Extraction, lexicon: EventLexicon) -> Story:
    """The story of an extraction whose sentences and mentions are known."""
    speech = tuple(sorted(_speech(x.view)))
    titles = [m.span() for m in _TITLE.finditer(x.view)]
    triggers = _staged(_framed(lexicon.triggers.find(x.view), lexicon.frames, x.view))
    # A whole trigger that passes for a person (夏令营: 夏 is a surname) is no person.
    whole = {(h.start, h.end) for h in triggers}
    names = ((m.start, m.end) for m in x.mentions if m.label == "PER" and (m.start, m.end) not in whole)
    bodies = ((m.start, m.end) for m in x.mentions if m.label == "ORG")
    ends = [t.end for t in x.tokens]
    hits = _whole_words(x, ends, _outside(triggers, sorted([*speech, *titles, *names, *bodies])))
    hits = _founded(x, sorted([*hits, *_squads(x, triggers)], key=lambda h: h.start))
    begins = [h.start for h in hits]
    lines: list[Line] = []
    rank = 0
    for index, sentence in enumerate(x.sentences):
        name = x.field_at(sentence.start).name
        if name == "byline":
            continue
        body = name == "body"
        kind: LineKind = "report"
        if body:
            kind = _kind(x, sentence.start, sentence.end, rank, lexicon, speech)
            if kind == "report" and _continues(x, lines, sentence):
                kind = "background"
        own = tuple(hits[bisect_left(begins, sentence.start) : bisect_left(begins, sentence.end)])
        lines.append(
            Line(
                index,
                sentence.start,
                sentence.end,
                name,
                sentence.paragraph,
                rank if body else -1,
                kind,
                own,
            )
        )
        rank += body
    mentions: defaultdict[int, tuple[Mention, ...]] = defaultdict(tuple)
    starts = [s.start for s in x.sentences]
    for index, same in groupby(x.mentions, key=lambda m: max(0, bisect_right(starts, m.start) - 1)):
        mentions[index] += tuple(same)
    dates: defaultdict[int, tuple[Date, ...]] = defaultdict(tuple)
    told = (d for d in x.dates if d.kind == "DATE")
    for index, dated in groupby(told, key=lambda d: max(0, bisect_right(starts, d.mention.start) - 1)):
        dates[index] += tuple(dated)
    return Story(
        x,
        tuple(lines),
        tuple(scopes(x, lines)),
        dict(mentions),
        dict(dates),
        ends,
        _crosshead(x.view, lines),
        [start for start, _ in speech],
        list(accumulate((end for _, end in speech), max)),
    )


def _crosshead(view: str, lines: list[Line]) -> int | None:
    """Index of the first sub-heading of a feature (a short paragraph without an end mark); None without two."""
    paragraphs = Counter(line.paragraph for line in lines if line.rank >= 0)
    heads = [
        line.index
        for line in lines
        if line.rank > 2
        and paragraphs[line.paragraph] == 1
        and line.end - line.start <= _LONGEST_CROSSHEAD
        and not _END.search(view, line.start, line.end)
    ]
    return heads[0] if len(heads) > 1 else None


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
        squad = _SQUAD.search(x.view, body.start, body.end)
        for hit in triggers if squad else ():
            if squad and squad.start() <= hit.start and hit.end <= body.end:
                yield replace(hit, trigger=replace(hit.trigger, kind="act"))


def _speech(view: str) -> list[tuple[int, int]]:
    spans = []
    for m in _QUOTATION.finditer(view):
        inside = m.group()[1:-1]
        ended = inside[-1:] in "。！？…"
        if ended or (len(inside) > _LONGEST_NAME and _SPEECH_MARK.search(inside)):
            spans.append(m.span())
    return spans


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


def _whole_words(x: Extraction, ends: list[int], hits: list[Hit]) -> list[Hit]:
    """The hits without short ones that begin inside a word and end outside it (海上访渔民 is no 上访)."""
    if not x.tokens:
        return hits
    kept = []
    for hit in hits:
        at = bisect_right(ends, hit.start)
        crossed = at < len(ends) and x.tokens[at].start < hit.start and ends[at] < hit.end
        if not (crossed and hit.end - hit.start < 3):
            kept.append(hit)
    return kept


def _continues(x: Extraction, lines: list[Line], sentence: Sentence) -> bool:
    """Whether a sentence without a date goes on with the background told before it in its paragraph."""
    last = lines[-1] if lines else None
    if last is None or last.kind != "background" or last.paragraph != sentence.paragraph:
        return False
    if _ON_THE_DAY.search(x.view, sentence.start, sentence.end):
        return False
    return not any(sentence.start <= d.mention.start < sentence.end for d in x.dates if d.kind == "DATE")


def _kind(
    x: Extraction, start: int, end: int, rank: int, lexicon: EventLexicon, speech: tuple[tuple[int, int], ...]
) -> LineKind:
    """What a body sentence does; the first two sentences of the body report whatever their cues say."""
    view = x.view[start:end]
    spoken = sum(min(b, end) - max(a, start) for a, b in speech if a < end and start < b)
    if spoken * 2 > end - start:
        return "talk"
    if rank < 2:
        return "report"
    opening = view[:_OPENING]
    if lexicon.cues["plan"].search(view) and not _EARLY_YEAR.match(view):
        return "plan"
    if lexicon.cues["background"].search(opening) or _is_early_year(x, opening):
        return "background"
    if _SINCE.match(view) and not _is_recent(x, start, end):
        return "background"
    talk = lexicon.cues["talk"].search(view)
    if talk and _TALK_START.match(view[: talk.start()]) and view[talk.end() : talk.end() + 1] in "，：。“":
        return "talk"
    return "report"


def _is_recent(x: Extraction, start: int, end: int) -> bool:
    """Whether the sentence's first date (12月以来) reaches back a few weeks only."""
    first = next((d for d in x.dates if start <= d.mention.start < end), None)
    if first is None or first.start_date is None or first.end_date is None:
        return False
    return (first.end_date - first.start_date).days <= _RECENT


def _is_early_year(x: Extraction, opening: str) -> bool:
    m = _EARLY_YEAR.match(opening)
    if not m:
        return False
    issue = x.article.issue_date
    return m.group(1) is None or issue is None or int(m.group(1)) < issue.year
