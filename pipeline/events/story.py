"""The text as event detection reads it: which sentences report, which are background, plans or talk.

A story is made once for an article; every rule reads its lines. Quoted speech (quotation marks around a
clause with punctuation of its own) tells no event, a short quotation is a name and does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from pipeline.events.hits import find_hits
from pipeline.events.letters import answered
from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line, LineKind, Scope, is_heading, scopes
from pipeline.patterns import regex
from pipeline.records import Date, Extraction, Mention, Sentence
from pipeline.records.record import record

_QUOTATION = regex(r"“[^“”\n]{1,300}”")
_SPEECH_MARK = regex(r"[，。！？；：…]")
# A short quotation is a name even with a comma inside; longer than this it is speech.
_LONGEST_NAME = 12
_ADDED = regex(r"，(?:并|同时|还|随后|又)")
_EARLY_YEAR = regex(r"^(?:早在)?(?:(\d{4})年|[自从]\d{4}年)")
_OPENING = 14
_SINCE = regex(r"^[^，。]{0,24}(?:以来|起)[，开已]")
_TALK_START = regex(r"^[^，。：“”]{0,40}$")
_END = regex(r"[。！？…：；，]”?$")
_RECENT = 92
# What follows a quotation in its sentence is no more than who said it, or else the report.
_SHORTEST_REPORT = 40
_OFF = ("取消。", "停办。", "停赛。")
# 要广泛开展宣传: what a speaker or a notice asks for.
_URGES = regex(r"(?:会议|通知)?(?:还|也)?(?:要(?!求|闻|点|塞)|必须|务必)")
# Words of the occasion itself, which no background sentence holds.
_ON_THE_DAY = regex(r"到会|出席|会上|仪式上|活动中|在现场|祝贺|致辞|揭牌|授牌|此次|本次")
_LONGEST_CROSSHEAD = 24


@record
class Story:
    """An article's lines, and its scopes.

    `crosshead` is the index of a feature's first sub-heading, None without. `_begun` are the starts of the speeches, `_spoken` how
    far those that have begun by then reach.
    """

    x: Extraction
    lines: tuple[Line, ...]
    scopes: tuple[Scope, ...]
    crosshead: int | None
    _begun: list[int]
    _spoken: list[int]

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

    def aside(self, line: Line) -> int:
        """Where the side matter of a body sentence begins (，并为工作室揭牌); its end where there is none."""
        added = _ADDED.search(self.x.view, line.start, line.end) if line.rank >= 0 else None
        return added.start() if added else line.end

    def in_speech(self, offset: int) -> bool:
        """Whether the character is spoken."""
        return _covers(self._begun, self._spoken, offset)


def _covers(begun: list[int], spoken: list[int], offset: int) -> bool:
    at = bisect_right(begun, offset)
    return at > 0 and offset < spoken[at - 1]


def read_story(x: Extraction, lexicon: EventLexicon, *, triggers: bool = True) -> Story:
    """The story of an extraction whose sentences and mentions are known; its lines have no hits without `triggers`."""
    speech = _speech(x.view)
    begun, spoken = [start for start, _ in speech], list(accumulate((end for _, end in speech), max))
    hits = find_hits(x, lexicon, speech) if triggers else []
    begins = [h.start for h in hits]
    later = [s.start for s in x.sentences[1:]]
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for m in x.mentions:
        mentions[bisect_right(later, m.start)].append(m)
    dates: defaultdict[int, list[Date]] = defaultdict(list)
    for d in x.dates:
        dates[bisect_right(later, d.mention.start)].append(d)
    lines: list[Line] = []
    rank = 0
    for index, sentence in enumerate(x.sentences):
        start, end = sentence.start, sentence.end
        name = x.field_at(start).name
        if name == "byline":
            continue
        body = name == "body"
        told = dates.get(index, ())
        kind: LineKind = "report"
        if body:
            kind = _kind(x, start, end, rank, lexicon, speech, told)
            if kind == "report" and _continues(x, lines, sentence, told):
                kind = "background"
        own = mentions.get(index, ())
        places, bodies, days = _by_label(own)
        lines.append(
            Line(
                index,
                start,
                end,
                name,
                sentence.paragraph,
                rank if body else -1,
                kind,
                tuple(hits[bisect_left(begins, start) : bisect_left(begins, end)]),
                tuple(own),
                tuple(places),
                tuple(bodies),
                tuple(days),
                tuple([d for d in told if d.kind == "DATE" and not _covers(begun, spoken, d.mention.start)]),
            )
        )
        rank += body
    lines = _called_off(x.view, answered(x, lines, lexicon))
    return Story(x, tuple(lines), tuple(scopes(x, lines)), _crosshead(x.view, lines), begun, spoken)


def _called_off(view: str, lines: list[Line]) -> list[Line]:
    """The lines; one that ends with an event being called off, after which its paragraph goes on, is a plan."""
    return [
        replace(line, kind="plan")
        if line.rank >= 0 and after.paragraph == line.paragraph and view.endswith(_OFF, line.start, line.end)
        else line
        for line, after in pairwise(lines)
    ] + lines[-1:]


def _by_label(mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention], list[Mention]]:
    """Of some mentions those that may be a place, the bodies and the days."""
    places: list[Mention] = []
    bodies: list[Mention] = []
    days: list[Mention] = []
    for m in mentions:
        if m.label == "DATE":
            days.append(m)
        elif m.label == "ORG":
            bodies.append(m)
            places.append(m)
        elif m.label == "LOC":
            places.append(m)
    return places, bodies, days


def _crosshead(view: str, lines: list[Line]) -> int | None:
    """Index of the first sub-heading of a feature (a short paragraph without an end mark); None without two."""
    short = [
        line
        for line in lines
        if line.rank > 2
        and line.end - line.start <= _LONGEST_CROSSHEAD
        and not _END.search(view, line.start, line.end)
    ]
    if len(short) < 2:
        return None
    paragraphs = Counter(line.paragraph for line in lines if line.rank >= 0)
    heads = [line.index for line in short if paragraphs[line.paragraph] == 1]
    return heads[0] if len(heads) > 1 else None


def _speech(view: str) -> list[tuple[int, int]]:
    spans = []
    for m in _QUOTATION.finditer(view):
        inside = m.group()[1:-1]
        ended = inside[-1:] in "。！？…"
        if ended or (len(inside) > _LONGEST_NAME and _SPEECH_MARK.search(inside)):
            spans.append(m.span())
    return spans


def _continues(x: Extraction, lines: list[Line], sentence: Sentence, dates: Sequence[Date]) -> bool:
    """Whether a sentence without a date goes on with the background told before it in its paragraph."""
    last = lines[-1] if lines else None
    if last is None or last.kind != "background" or last.paragraph != sentence.paragraph:
        return False
    if _ON_THE_DAY.search(x.view, sentence.start, sentence.end):
        return False
    return not any(d.kind == "DATE" for d in dates)


def _kind(
    x: Extraction,
    start: int,
    end: int,
    rank: int,
    lexicon: EventLexicon,
    speech: list[tuple[int, int]],
    dates: Sequence[Date],
) -> LineKind:
    """What a body sentence does; the first two sentences of the body report whatever their cues say."""
    view = x.view[start:end]
    spoken = sum(min(b, end) - max(a, start) for a, b in speech if a < end and start < b)
    if spoken * 2 > end - start and end - start - spoken < _SHORTEST_REPORT:
        return "talk"
    if rank < 2:
        return "report"
    opening = view[:_OPENING]
    if _URGES.match(view):
        return "plan"
    if lexicon.cues["plan"].search(view) and not _EARLY_YEAR.match(view):
        return "plan"
    if lexicon.cues["background"].search(opening) or _is_early_year(x, opening):
        return "background"
    if _SINCE.match(view) and not _is_recent(dates):
        return "background"
    talk = lexicon.cues["talk"].search(view)
    if talk and _TALK_START.match(view[: talk.start()]) and view[talk.end() : talk.end() + 1] in "，：。“":
        return "talk"
    return "report"


def _is_recent(dates: Sequence[Date]) -> bool:
    """Whether the first of a sentence's dates (12月以来) reaches back a few weeks only."""
    first = dates[0] if dates else None
    if first is None or first.start_date is None or first.end_date is None:
        return False
    return (first.end_date - first.start_date).days <= _RECENT


def _is_early_year(x: Extraction, opening: str) -> bool:
    m = _EARLY_YEAR.match(opening)
    if not m:
        return False
    issue = x.article.issue_date
    return m.group(1) is None or issue is None or int(m.group(1)) < issue.year
