"""What speaks for an article's boundary: is a line a headline, a sub-heading, or a piece of a broken paragraph?

Where a page leaves room, the evidence is added up; the page's own habits (blank lines above headlines, bylines at
the end) count as much as the line itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.articles.cohesion import Cohesion, pairs
from pipeline.articles.credits import NO_PICTURE_CREDIT, OF_PICTURE
from pipeline.articles.drafts import Draft
from pipeline.articles.evidence_weights import WEIGHTS
from pipeline.articles.habits import set_apart, set_off
from pipeline.articles.headlines import HeadlineReader
from pipeline.articles.items import is_report, is_round_up, mark, parallel
from pipeline.articles.junctions import Junctions
from pipeline.articles.labelling import places
from pipeline.articles.layout import Layout, what_follows
from pipeline.articles.letters import ADDRESS, QUESTION
from pipeline.articles.lines import Line
from pipeline.articles.unwrap import complete, starts_inside, starts_item, torn_date, unclosed, unopened
from pipeline.patterns import regex

_LEAD = regex(
    r"^(?:“|(?:[0-9]{4}年)?[0-9]{1,2}月|[0-9]{1,2}日|近日|日前|昨[天日]|今[天日]|前[天日]|连日来|上周|本周|本月|上月|近期|近段时间|新年|春节|五一|“五一|炎炎|盛夏|时值|为)"
)
# “抽签那天真热闹” says what somebody said, 路从哪里来？ asks what the section answers.
_SAID = regex(r"“[^“”]+”|.*？")
# 入冬以来，新学期伊始，国庆节前夕，
_SEASON = regex(
    r"^[^，。“”]{2,10}(?:以来|之际|期间|时节|前夕|伊始|来临|过后|将至|前后|时分|清晨|傍晚|深夜|凌晨|[0-9一二三四五六七八九十两]点(?:半|多|钟)?)，"
)
_ORDINAL = regex(
    r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,3}|【|[●◆■▲★○□◇▶►·•※]"
    r"|0[1-9](?![0-9.%])|[1-9] {1,3}(?![年月日时名个位家户万亿元])|P[Aa][Rr][Tt])"
)
# A time of the report, in the first words of its text.
_TIME = regex(
    r"[0-9]{1,2}月|[0-9]{1,2}日|近日|日前|连日来|昨[天日晚]|今[天日]|前[天日]|上周|本周|上月|近期|节前"
)
# 荷花开了 书屋亮了: no broken sentence has a blank between two such pieces.
_TWO_PIECES = regex(r"[^ ，。、]{4,} [^ ，。、]{4,}")
# Bits above which a line that looks like a sub-heading is taken for the first piece of a broken paragraph.
_GOES_ON = 2.5
_RATHER_ON = 1.0
# The cohesion that a section of an article has with the sections before it as often as an article with the one
# before it, and what a unit above or below it counts.
_SAME_STORY = 1.8
_PER_COHESION = 0.5
# More bits tell no more.
_MOST_BITS = 5.0
# So many articles with a dateline show that the page prints one over each.
_DATED = 3
# A section of fewer characters tells less.
_ENOUGH = 90
# Characters of the article so far and of the text below a heading that are compared.
_COMPARED = 300
_LINES_BELOW = 30
# A text of fewer characters in its first lines is none.
_SHORT, _FIRST_LINES = 20, 3
_PARAGRAPHS_ABOVE = 12


# Characters at the beginning of a text that tell when and where, and tens of characters of a headline that count.
_BEGINNING = 120
_LONGEST = 3.0


class Evidence:
    """Weighs the lines of one page."""

    def __init__(
        self,
        layout: Layout,
        headlines: HeadlineReader,
        junctions: Junctions,
        compare: Callable[[], Cohesion],
    ) -> None:
        self.layout = layout
        self.headlines = headlines
        self.compare = compare
        self.junctions = junctions
        self.after = what_follows(layout)
        self._set_off = set_off(layout.lines, layout.classes)
        self._apart = set_apart(layout.lines, layout.classes)
        pairs_ = zip(["furniture", *layout.classes], layout.lines, strict=False)
        self._opening = {line.start for above, line in pairs_ if line.gap or above == "furniture"}
        self._dated = layout.classes.count("start") >= _DATED

    def tops_article(self, i: int, line: Line) -> bool:
        """Whether a line that looks like a headline, beside finished columns, is one and no piece of a paragraph."""
        lines, classes = self.layout.lines, self.layout.classes
        if line.key in self.layout.titles or self.after[i] == "start" or i + 1 == len(lines):
            return True
        below = lines[i + 1]
        if classes[i + 1] in ("heading", "byline", "caption") or _TWO_PIECES.fullmatch(line.text):
            return True
        return bool(_LEAD.match(below.text)) and self.junctions.goes_on(line.text, below.text) < 0

    def begun(self, current: Draft | None, pending: list[Line], line: Line) -> list[Line]:
        """Pending lines that are no headlines but the first pieces of the broken paragraph of `line`; taken out."""
        if line.whole and not starts_inside(line.text):
            return []
        inside = current is not None and bool(current.paragraphs) and not current.closed
        for k, first in enumerate(pending):
            last = k == len(pending) - 1
            if first.key in self.layout.titles or _ORDINAL.match(first.text):
                continue
            if line.indent - first.indent >= 2:
                # The paragraph begins with its own line.
                return []
            whole = k > 0 and "，" not in first.text and self.headlines.level(first.text) == 3
            if (
                self.headlines.begins_sentence(first.text)
                or (last and torn_date(first.text, line.text))
                or (last and (self.headlines.is_cut(first.text) or starts_inside(line.text)))
                or (inside and last and not k and self.headlines.reads_on(first.text))
                or (inside and not k and unclosed(first.text))
                or (last and unclosed(first.text) and unopened(line.text))
                or (
                    inside
                    and not whole
                    and not self._leads(line)
                    and self._bits(pending[k:], line) > (_GOES_ON if not k else 2 * _GOES_ON)
                )
            ):
                if len(pending) > 1 and k and pending[k - 1].key + first.key in self.layout.titles:
                    return []
                begun = pending[k:]
                del pending[k:]
                return begun
        return []

    def rather_on(self, heading: Line, line: Line) -> bool:
        """Whether the line that looks like a sub-heading above `line` is the first piece of its paragraph."""
        if line.whole or _ORDINAL.match(heading.text) or self._leads(line):
            return False
        return self._bits([heading], line) > _RATHER_ON

    def _leads(self, line: Line) -> bool:
        """Whether a line begins with a time and a comma, as the first sentence of a body does."""
        return bool(_SEASON.match(line.text)) or self.headlines.begins_sentence(line.text)

    def _bits(self, lines: Sequence[Line], line: Line) -> float:
        """Mean evidence that `lines` and `line` are pieces of one sentence."""
        pieces = [*lines, line]
        bits = [self.junctions.goes_on(a.text, b.text) for a, b in pairwise(pieces)]
        return min(bits) if min(bits) < 0 else sum(bits) / len(bits)

    def new_article(self, i: int, current: Draft, run: Sequence[Line], lead: Line, *, beside: bool) -> bool:
        """Whether the heading lines `run` above line i are the headline of a new article rather than sub-headings of `current`.

        `lead` is the first line below them; `beside` tells that `current` is one of several columns.
        """
        if any(line.key in self.layout.titles for line in run):
            return True
        found = self._features(i, current, run, lead) | {"beside": float(beside)}
        weighed = sum(WEIGHTS[name] * value for name, value in found.items())
        if abs(weighed) <= WEIGHTS["other"]:
            # Costs as much as all the rest, and mostly the rest has decided.
            other = self._other_story(self._below(i), current)
            weighed += WEIGHTS["other"] * (min(other, 0.0) if found["ordinal"] else other)
        return weighed > 0

    def _features(self, i: int, current: Draft, run: Sequence[Line], lead: Line) -> dict[str, float]:
        """What is seen of a heading, the text below it and the article above but for what these two share; the
        names are those of `WEIGHTS`."""
        last, begins = run[-1], self._below(i)[:_BEGINNING]
        above = "".join(line.text for p in current.paragraphs for line in p.lines)
        headings, picture = self.signature(i)
        signed = bool(headings) and (current.signed or current.closed)
        photo = picture and self._one_paragraph(i) and not current.crossheads
        letter = bool(ADDRESS.match(lead.text) or QUESTION.match(lead.text))
        opens = run[0].start in self._opening
        on_body = self._apart and opens and lead.indent - run[0].indent >= 2 and not lead.gap
        near = 1 / headings**2 if headings else 0.0
        begins_paragraph = lead.whole or lead.indent - last.indent >= 2
        bits = 0.0 if begins_paragraph else min(_MOST_BITS, self._bits(run[-1:], lead))
        return {
            "one": 1.0,
            "ordinal": float(bool(_ORDINAL.match(run[0].text))),
            "many": float(len(run) > 1),
            "says": float(self.headlines.level("".join(line.text for line in run)) == 3),
            "length": min(_LONGEST, sum(len(line.key) for line in run) / 10),
            "said": float(bool(_SAID.fullmatch(last.text)) and not letter),
            "letter": float(letter),
            "set off": float(self._set_off and run[0].gap > 0 and not lead.gap),
            "apart": float(on_body),
            "inside": float(self._apart and not opens),
            "time first": float(bool(_LEAD.match(lead.text) or _SEASON.match(lead.text))),
            "dated": float(bool(_TIME.search(begins))),
            "new place": float(_names_another(begins, above)),
            "round-up": self._round_up(i, current, run[0]),
            "newspaper": float(self.layout.newspaper),
            "crossheads": float(min(2, len(current.crossheads))),
            "size": min(2.0, len(above) / 300),
            "one paragraph": float(len(current.paragraphs) == 1),
            "closed": float(current.closed),
            "signature": near if signed and not picture else 0.0,
            "picture": near if picture and not photo else 0.0,
            "photo": near if photo else 0.0,
            "signed below": float(bool(headings) and not signed),
            "goes on": max(0.0, bits),
            "comma": float("，" in last.text and not on_body),
            "wide": float(run[0].gap > lead.gap),
            "parallel": float(
                parallel(self.layout.lines, self.layout.classes, i, run[0], current.crossheads)
            ),
            "unlike": float(not headings and self._dated),
        }

    def _round_up(self, i: int, current: Draft, head: Line) -> float:
        """1 where the text at line i is a round-up or the article above is one, else 0."""
        above = [p.lines[0].text for p in current.paragraphs[-_PARAGRAPHS_ABOVE:]]
        kind = mark(self.layout.lines[i].text)
        if mark(head.text) or (kind and any(mark(text) == kind for text in above)):
            return 0.0
        if is_round_up(self.layout.lines, self.layout.classes, i):
            return 1.0
        return float(not kind and len(above) > 1 and all(map(is_report, above[-2:])))

    def _below(self, i: int) -> str:
        """The text from line i on, as much of it as is compared."""
        lines, classes = self.layout.lines, self.layout.classes
        below = lines[i].text
        for j in range(i + 1, min(len(lines), i + _LINES_BELOW)):
            if classes[j] not in ("text", "caption") or len(below) > _COMPARED:
                break
            below += lines[j].text
        return below[:_COMPARED]

    def _other_story(self, below: str, current: Draft) -> float:
        """How little a text shares with the article above, -1 to 1."""
        shared = self.compare().score(pairs(current.ends(_COMPARED)), pairs(below))
        other = _PER_COHESION * (_SAME_STORY - shared) * min(1.0, len(below) / _ENOUGH)
        return max(-1.0, min(1.0, other))

    def signature(self, i: int) -> tuple[int, bool]:
        """1 + the headings between line i and the byline at the end of its text, and whether that is a picture's.

        0 where no byline stands there.
        """
        classes, lines = self.layout.classes, self.layout.lines
        headings = 1
        for j in range(i, min(len(lines), i + 60)):
            kind, text = classes[j], lines[j].text
            if kind == "byline" and not NO_PICTURE_CREDIT.fullmatch(text):
                # Between a heading and text it stands over the next article.
                over = j > i and classes[j - 1] == "heading" and self.after[j] == "text"
                return (0 if over else headings), bool(OF_PICTURE.search(text))
            if kind == "start" or (
                kind == "heading" and self.after[j] == "start" and complete(lines[j - 1].text)
            ):
                break
            if lines[j].signed:
                return headings, bool(OF_PICTURE.search(text))
            headings += kind == "heading" and complete(lines[j - 1].text)
        return 0, False

    def _one_paragraph(self, i: int) -> bool:
        """Whether the text that begins at line i is one paragraph, a byline at its end or below it."""
        lines, classes = self.layout.lines, self.layout.classes
        for j in range(i, len(lines)):
            if lines[j].signed or (complete(lines[j].text) and classes[j] != "byline"):
                return lines[j].signed or classes[j + 1 : j + 2] == ("byline",)
        return False

    def unsigned_article(self, i: int, current: Draft, line: Line) -> bool:
        """Whether text after a byline begins an article without a headline: it ends with a byline of its own."""
        long = sum(len(below.text) for below in self.layout.lines[i : i + _FIRST_LINES]) > _SHORT
        if not long or not _LEAD.match(line.text) or not self.signature(i)[0]:
            return False
        # The credit of a picture in the middle of an article closes nothing but its caption.
        last = current.paragraphs[-1].lines[-1]
        return not (last.signed and OF_PICTURE.search(last.text))

    @staticmethod
    def goes_on(current: Draft, line: Line) -> bool:
        """Whether a line without an indent goes on with a paragraph that has one, though a sentence has ended."""
        first = current.paragraphs[-1].lines[0]
        return first.indent >= 2 and line.indent == 0 and line.gap == 0 and not starts_item(line.text)


def _names_another(begins: str, above: str) -> bool:
    """Whether a text names a place that the text above does not name."""
    named = places(begins)
    return any(place not in above for place in named) or bool(named and named - places(above))


def closes(draft: Draft, line: Line) -> bool:
    """Whether a line closes a bracket or quotation that the paragraph before it leaves open."""
    return unclosed(draft.paragraphs[-1].lines[-1].text) and unopened(line.text)
