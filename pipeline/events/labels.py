"""What takes weight from a trigger: quotation marks, topics, and what else the lead tells.

A quoted label says less than the noun behind it: the “星星课堂”托管班 is a 托管班, wherever the text calls it
“星星课堂” alone. A verb that fills a quotation (到海边“充电”) is a figure of speech. What is explained to people
(解答欠薪、工伤等咨询) or asked in a headline is a topic, not what happened; nor is the founding in 成立60周年, nor the
accident that an inquiry looks into. What an agreement is about, before or after the word, is what its parties mean to
do (签订疗休养互通协议，合办学历班). After an opening the use of the thing counts less, after a stoppage the talks. What
volunteers do for passers-by and neighbours is charity, whatever the service. A headline's 专列 is the 就业专列 of the
lead.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.label_phrases import LabelPhrases
from pipeline.events.lexicon import ANY, EventLexicon, Hit
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.patterns import regex

_LABEL = regex(r"“([^“”，。！？；\n]{2,20})”")
_REACH = 8
_LEAD_LINES = 2
_PAUSE_OF_CLAUSE = regex(r"[，。；：！？]")
_PAUSE = regex(r"[，。、；：！？“”的]")
# The frames that find help for neighbours and passers-by.
_OUTSIDERS = frozenset(("help for those outside", "help in a home for others"))
_AFTER_STOPPAGE = 0.4
_AFTER_OPENING = _SETTING = 0.4
_FIGURE, _NAMED, _TOPIC, _MODIFIER, _PAST, _AGREED, _VOLUNTARY = 0.5, 0.25, 0.3, 0.4, 0.1, 0.3, 0.25


class Labels:
    """The quoted labels of a scope's lines with the type of the noun behind them, and what the lead tells besides."""

    def __init__(self, story: Story, lines: Sequence[Line], lexicon: EventLexicon) -> None:
        first = min((line.rank for line in lines if line.rank >= 0), default=0)
        self._story = story
        self._lexicon, self._phrases = lexicon, lexicon.labels
        self._types: dict[str, str] = {}
        self._inquiry = self._paid = self._voluntary = self._stopped = self._explains = False
        self._opened = next(
            (
                at
                for line in lines
                if first <= line.rank < first + _LEAD_LINES
                if (at := _opening(story.x.view, line, lexicon))
            ),
            None,
        )
        told = [hit.trigger for line in lines if line.rank < first + _LEAD_LINES for hit in line.hits]
        # Of the headline's words those that the lead tells in full.
        self._longer = {
            short.trigger.text
            for line in lines
            if line.is_head
            for short in line.hits
            for full in told
            if full.text.endswith(short.trigger.text)
            and full.text != short.trigger.text
            and full.type not in (short.trigger.type, ANY)
        }
        # The types that the body's first sentences speak for.
        self._told: set[str] = set()
        for line in lines:
            if 0 <= line.rank < 3:
                self._told |= {h.trigger.type for h in line.hits if h.trigger.weight > 1}
            if line.is_head and self._phrases.inquiry.search(story.x.view, line.start, line.end):
                self._inquiry = True
            if 0 <= line.rank < 3 and self._phrases.paid.search(story.x.view, line.start, line.end):
                self._paid = True
            if line.rank < first + _LEAD_LINES and line.kind == "report" and _explains_law(line):
                self._explains = True
            if first <= line.rank < first + _LEAD_LINES and _stops_work(story, line, lexicon.labels):
                self._stopped = True
            if first <= line.rank < first + _LEAD_LINES and self._phrases.volunteers.search(
                story.x.view, line.start, line.end
            ):
                outside = any(hit.trigger.text in _OUTSIDERS for hit in line.hits)
                self._voluntary = self._voluntary or outside
            for m in _LABEL.finditer(story.x.view, line.start, line.end) if line.hits else ():
                noun = next((h for h in line.hits if h.start >= m.end()), None)
                if noun is None or noun.trigger.kind != "head" or noun.trigger.type == ANY:
                    continue
                if noun.trigger.text in lexicon.words["carrier"]:
                    continue
                if noun.start - m.end() <= _REACH and not _PAUSE.search(story.x.view, m.end(), noun.start):
                    self._types.setdefault(m.group(1), noun.trigger.type)

    def type_of(self, quoted: str) -> str | None:
        """The type of the noun that stands behind a quoted label, or behind a longer one that begins with it."""
        return next((t for label, t in self._types.items() if label.startswith(quoted)), None)

    def weights(self, line: Line) -> dict[int, float]:
        """The share of its weight (0 to 1) that a trigger keeps, by the trigger's offset, where something weakens it."""
        view, factors, head = self._story.x.view, dict[int, float](), line.is_head
        if not line.hits:
            return factors
        for m in _LABEL.finditer(view, line.start, line.end):
            type_ = self.type_of(m.group(1))
            for hit in line.hits:
                if m.start() < hit.start and hit.end < m.end() and type_ not in (None, hit.trigger.type):
                    factors[hit.start] = _NAMED
                elif (hit.start, hit.end) == m.span(1):
                    if head and hit.trigger.type not in self._told:
                        factors[hit.start] = _NAMED
                    elif hit.trigger.kind == "act":
                        factors[hit.start] = _FIGURE
        for m in self._phrases.asked.finditer(view, line.start, line.end) if head else ():
            factors |= {h.start: _TOPIC for h in line.hits if m.start() <= h.start and h.end <= m.end()}
        disputes = [h for h in line.hits if h.trigger.type == "DISPUTE"]
        for m in self._phrases.topics.finditer(view, line.start, line.end) if disputes else ():
            factors |= {h.start: _TOPIC for h in disputes if m.start() < h.start and h.end < m.end()}
        if signed := agreement(view, line, self._phrases):
            verb, paper = signed
            for hit in line.hits:
                if hit.trigger.type != "COOPERATION" and (
                    verb <= hit.start < paper.start or hit.start > paper.end
                ):
                    factors[hit.start] = _AGREED
        for hit in line.hits:
            if self._opened and hit.start > self._opened and hit.trigger.type not in ("LAUNCH", "ORGANIZING"):
                factors[hit.start] = _AFTER_OPENING
            elif head and hit.trigger.text in self._longer:
                factors[hit.start] = _NAMED
            elif self._stopped and hit.trigger.type == "BARGAINING":
                factors[hit.start] = _AFTER_STOPPAGE
            elif self._voluntary and hit.trigger.type in ("SERVICE", "SYMPATHY"):
                factors[hit.start] = _VOLUNTARY
            elif self._explains and hit.trigger.text in self._lexicon.words["topic"]:
                factors[hit.start] = _TOPIC
            elif self._is_past(hit):
                factors[hit.start] = _PAST
            elif hit.trigger.type == "ACCIDENT" and self._phrases.afterwards.match(view, hit.end):
                factors[hit.start] = _TOPIC
            elif hit.trigger.kind == "head" and self._phrases.of_thing.match(view, hit.end):
                factors[hit.start] = _MODIFIER
            elif (
                hit.trigger.type == "MEETING"
                and line.rank >= 0
                and self._phrases.where.match(view, hit.end, line.end)
            ):
                factors[hit.start] = _SETTING
        return factors

    def _is_past(self, hit: Hit) -> bool:
        """Whether the trigger tells of something else: a founding long ago, the accident behind an inquiry, daily work."""
        view = self._story.x.view
        match hit.trigger.type:
            case "ORGANIZING":
                return bool(self._phrases.long_ago.match(view, hit.end))
            case "LAUNCH":
                return bool(self._phrases.no_start.match(view, hit.end))
            case "ACCIDENT":
                return self._inquiry
            case "CHARITY":
                if hit.trigger.text in _OUTSIDERS:
                    return bool(self._phrases.of_theirs.match(view, hit.end))
                return self._paid and bool(self._phrases.clears.search(view, hit.start, hit.end))
        return False


def agreement(view: str, line: Line, phrases: LabelPhrases) -> tuple[int, Hit] | None:
    """Where a body sentence says that parties sign, and the trigger of what they sign; None without."""
    if line.rank < 0:
        return None
    for hit in line.hits:
        if hit.trigger.type != "COOPERATION" or hit.trigger.weight < 2:
            continue
        for m in phrases.signs.finditer(view, max(line.start, hit.start - 24), hit.end):
            clause = view[m.start() : hit.start]
            if not _PAUSE_OF_CLAUSE.search(clause) and phrases.parties.search(view, line.start, m.start()):
                return m.start(), hit
    return None


def _opening(view: str, line: Line, lexicon: EventLexicon) -> int | None:
    """Where a clause of a report ends with the verb of an opening (首个驿站亮灯); None without."""
    if line.kind != "report":
        return None
    for hit in line.hits:
        opens = hit.trigger.type == "LAUNCH" and hit.trigger.kind == "act" and hit.trigger.weight >= 3
        if (
            opens
            and hit.trigger.text not in lexicon.words["soft"]
            and lexicon.labels.opens.match(view, hit.end, line.end + 1)
        ):
            return hit.end
    return None


def _explains_law(line: Line) -> bool:
    """Whether a line tells that something is explained to people (普法, 送法进工地)."""
    return any(h.trigger.type == "OUTREACH" and h.trigger.weight >= 3 for h in line.hits)


def _stops_work(story: Story, line: Line, phrases: LabelPhrases) -> bool:
    """Whether a report says that people stopped work."""
    if line.kind != "report":
        return False
    m = phrases.stoppage.search(story.x.view, line.start, line.end)
    return (
        m is not None
        and not phrases.not_stopped.match(story.x.view, m.start())
        and not story.in_speech(m.start())
    )
