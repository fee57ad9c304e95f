"""Headlines: which lines look like one, and which of several lines is kicker, headline and subtitle.

A line that says who did what is the headline; the line above it is its kicker, the line below its subtitle.
The list of headlines that electronic papers print at the head of the page (版面导航) overrules everything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.articles.clauses import Clauses
from pipeline.articles.labelling import MOST_LINES, best, halves, pairs, parted, places
from pipeline.articles.lines import Line
from pipeline.articles.slogans import SloganWords
from pipeline.articles.unwrap import ends_inside, starts_inside, unclosed
from pipeline.patterns import regex
from pipeline.records.record import record

_LONGEST = 46
_LONGEST_WITH_COMMA = 30
# So short a line is a column's name or a catchword: 一线传真.
_LABEL = 5
_DASH = regex(r"^(?:[—–―─-]{1,4}|——)[ 　]*")
_DASHED = regex(r"[—–―─]{2,4}$")
_BULLET = regex(r"^[◎■◆●▲★□◇○△☆▶►※]+[ 　]*")
_TIME_FIRST = regex(
    r"^(?:(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日|近日|日前|昨[天日]|今[天日]|前[天日]|今年|去年|目前|当[天日]|随后|此外|同时|"
    r"据[悉了介]|会[上议]|活动[中现]|连日来|近年来|上周|本周|本月|上月|[0-9]{4}年(?:以来)?)[^，]{0,16}，"
    # 这场比武由白塔区总工会主办，: what was told of before.
    r"|^这[家场次项批][^，“”]{6,20}，"
)
_FIGURE = regex(r"(?<![第0-9])[0-9]|(?<!第)[一二三四五六七八九十百千万余]+[名个户家万亿元人次]")
_REPORT = regex(
    r"(?:[侧日札手速特][记写]|(?:走访|采访|探访|寻访|蹲点|随行|体验|跟班|跟车|夜访|亲历)记|见闻|实录|素描|一瞥|侧影|回眸|拾零|纪实|掠影|小记|扫描|剪影|巡礼|综述|记事|散记|透视|探访|调查|的?故事|之路|新路|启示)$"
)
# 区总工会: the line above names the district.
_REFERS = regex(r"(?:[省市区县旗州镇]总(?:工会)?|该[省市区县厂]|当地)(?![检督调慰])")
# 20名工匠登台领奖: counted people at the beginning.
_COUNTED = regex(r"[0-9百千万余]+[名位户对]")
# 8年义务修农具2200余件: what a longer time sums up to.
_RECORD = regex(
    r"(?<![0-9第一二三四五六七八九十续届])[0-9一二两三四五六七八九十]{1,3}(?:余|多)?(?:年|个多?月)(?![前后内级度龄底初终报]).*[0-9百千万亿](?:余|多)?\p{Han}"
)
# 我为职工办实事, 新春走基层, 劳模风采: the name of a campaign or a column, and no slogan.
_CAMPAIGN = regex(
    r"我为\p{Han}{4,8}|\p{Han}{2,6}(?:走基层|进行时)|\p{Han}{2,8}(?:风采|之窗|群英谱|英模谱|撷英|光荣榜)"
)
# 律师：口头辞退不算数: an answer to the headline above.
_SPEAKER = regex(r"(?:律师|专家|法官|法院|仲裁|仲裁委|医生|网友|市民|工友|记者|读者|部门|回应|答复)：")
# 内蒙古： over the rest of its headline.
_WHERE = regex(r"(?!.{0,3}[说道称问答示绍为])\p{Han}{2,4}：")
_SAYS = regex(r"(?:[^.听据]说|表示|介绍|指出|透露|坦言|强调|告诉\S{2,4})[，：]")
# A headline and its kicker or subtitle are longer together: so were all 131 such pairs of the annotated pages.
_ONE_HEADLINE = 18
_BRACKETED = regex(r"[【\[［〖].{1,12}[】\]］〗]")
_QUOTED = regex(r"《[^《》]*》|“[^“”]*”$|[（(][^（）()]*[）)]$")
# 【海淀】近日 begins an item of a round-up; a longer name, 【就地过年】, is that of a series and part of a headline.
_ITEM = regex(r"^【([^】]{1,16})】([0-9近日昨今前])?(?=\S)")
_SERIES = 4
# 原标题：…, 标题：…: the headline that an article had elsewhere, or that a form names.
ELSEWHERE = regex(r"(?:原(?:标题|题|文标题)[:：；;]|标题[:：]) ?")
_HAN = regex(r"\p{Han}")
_LONG = 26
_LONGEST_NAME = 10
# A line of which no more than this share is words of slogans is none.
_FEW = 0.6
# From here on a line that is left out is known to be a slogan, and nobody has to be told.
_SLOGAN = 0.3
# The beginning of the body that a block is compared with: lines in all, characters for the names of places.
_LINES_BELOW, _LEAD = 40, 160


@record
class Headlines:
    """The lines of one headline block by their part."""

    kicker: tuple[Line, ...] = ()
    headline: tuple[Line, ...] = ()
    subtitle: tuple[Line, ...] = ()
    left: tuple[Line, ...] = ()


@record
class _Context:
    """What the page tells about a block: its list of headlines, the body below and the gap above that."""

    titles: frozenset[str]
    body: str
    places: frozenset[str]
    gap: int | None
    lines: tuple[Line, ...]
    top: bool


@record
class HeadlineReader:
    """Tells headlines with the verbs and actors of the model folder."""

    clauses: Clauses
    slogans: SloganWords

    @classmethod
    def load(cls, directory: Path) -> HeadlineReader:
        """Read headline_verbs.tsv, headline_actors.tsv and slogan_words.tsv; LexiconError on a fault."""
        return cls(
            Clauses.load(directory),
            SloganWords.load(directory),
        )

    def shape(self, text: str) -> bool:
        """Whether a line may be a headline or crosshead by its form alone."""
        if not 2 <= len(text) <= _LONGEST or "。" in text:
            return False
        commas = _QUOTED.sub("", text).count("，")
        if commas > 2 or (commas and len(text) > _LONGEST_WITH_COMMA):
            return False
        if _WHERE.fullmatch(text):
            return True
        if starts_inside(text) or ends_inside(text) or text.endswith(("；", ";")):
            return False
        if (item := _ITEM.match(text)) and (len(item[1]) < _SERIES or "，" in text or item[2]):
            return False
        return bool(_HAN.search(text))

    def is_cut(self, text: str) -> bool:
        """Whether a line that is no full sentence is the first piece of a broken one rather than a headline."""
        if unclosed(text) or self.begins_sentence(text):
            return True
        pieces = " " in text and "，" not in text
        return (
            bool(self.clauses.phrases.unfinished.search(text))
            and not pieces
            and (len(text) > 4 or text[0].isdigit())
        )

    def reads_on(self, text: str) -> bool:
        """Whether a line inside an article reads like text rather than a sub-heading.

        It holds a comma and no quotation, or it tells who said something.
        """
        return "，" in text and (not re.search("[“”《》]", text) or bool(_SAYS.search(text)))

    def begins_sentence(self, text: str) -> bool:
        """Whether a line begins as a sentence of a body does, with a time and a comma."""
        return bool(_TIME_FIRST.match(_BULLET.sub("", text)))

    def level(self, text: str) -> int:
        """How much of a headline a line says: 3 who did what, 2 subject and verb, 1 a verb, 0 none."""
        return self.clauses.level(text)

    def belong(self, first: str, second: str) -> bool:
        """Whether two lines are the halves of one headline, told by their words alone."""
        return not _DASH.match(second) and self.clauses.belong(first, second)

    def split(
        self, run: Sequence[Line], titles: frozenset[str], below: Sequence[Line] = (), *, top: bool = False
    ) -> Headlines:
        """The parts of a block of headline lines.

        `titles` are the squashed headlines of the page's own list, `below` the lines between the block and the
        end of its article; `top` tells that the block is the first of its page.
        """
        lines, above = tuple(run[-MOST_LINES:]), tuple(run[:-MOST_LINES])
        if not lines:
            return Headlines()
        if dashed := [k for k, line in enumerate(lines[:-1], 1) if _DASHED.search(line.text)]:
            # 引题……—— over its headline.
            rest = self.split(run[len(above) + dashed[-1] :], titles, below)
            return Headlines(
                lines[: dashed[-1]] + rest.kicker, rest.headline, rest.subtitle, above + rest.left
            )
        body = "".join(line.text for line in below[:_LINES_BELOW])
        gap = below[0].gap if below else None
        context = _Context(titles, body, places(body[:_LEAD]), gap, lines, top)
        found = best(
            lines,
            lambda part: self._features(part, context),
            lambda part, i: self._join(part, i, context),
        )

        def slogan(part: Sequence[Line]) -> bool:
            return self._features(part, context)["slogan"] > _SLOGAN

        first, last = found.kicker[0], found.subtitle[1]
        parts = Headlines(
            lines[slice(*found.kicker)],
            lines[slice(*found.headline)],
            lines[slice(*found.subtitle)],
            above + tuple(line for line in lines[:first] + lines[last:] if not slogan([line])),
        )
        both = (*parts.kicker, *parts.headline, *parts.subtitle)
        if len(both) == 2 and not self._whole(both) and _one_headline(both, titles):
            return Headlines(headline=both, left=parts.left)
        below_kicker = both[len(parts.kicker) :]
        if len(below_kicker) == 2 and not self._whole(below_kicker) and _one_headline(below_kicker, titles):
            return Headlines(parts.kicker, below_kicker, left=parts.left)
        return parts

    def _whole(self, lines: Sequence[Line]) -> bool:
        """Whether one of two lines is plainly no half: a label in brackets, a clause that lacks nothing."""
        first, second = lines[0].key, lines[1].key
        if _REPORT.search(second) or (len(second) > _LABEL and second.endswith("记")):
            return True
        ended = self.level(first) == 3 and first.endswith(tuple(self.clauses.without_object))
        labelled = bool(_BRACKETED.fullmatch(first) or _CAMPAIGN.fullmatch(first))
        return labelled or ended or self.level(second) == 3

    def _features(self, lines: Sequence[Line], context: _Context) -> dict[str, float]:
        """What a part of a block is like; the names are those of `labelling.WEIGHTS`."""
        written = "".join(line.text for line in lines)
        text = _DASH.sub("", written)
        shared = _shared(text, context.body)
        figures, told = bool(_FIGURE.search(text)), self._told(text)
        return {
            "one": 1.0,
            "says": self.level(text) / 3,
            "place": float(any(place in text for place in context.places)),
            "shared": shared,
            "figures": float(figures),
            "slogan": self._slogan(text, context, top=context.top and lines[0] is context.lines[0]),
            "halves": float(halves(text) and not figures and not told),
            "pieces": float(" " in text.strip()),
            "dash": float(text != written),
            "verbal": float(self.clauses.without_subject(text)),
            "speaker": float(bool(_SPEAKER.match(text))),
            "label": float(
                len(text) <= _LABEL or bool(_BRACKETED.fullmatch(text) or _CAMPAIGN.fullmatch(text))
            ),
            "report": float(bool(_REPORT.search(text))),
            "refers": float(bool(_REFERS.match(text)) and self._named_above(lines[0], context)),
            "told": float(told),
            "record": float(figures and bool(_RECORD.search(text))),
            "counted": float(bool(_COUNTED.match(text)) and self.level(text) == 3),
            "long": float(len(text) > _LONG),
            "union": float("工会" in text or "总工" in text),
            "quote": float("“" in text),
            "comma": float("，" in text),
            "length": len(text) / 20,
            "listed": float("".join(line.key for line in lines) in context.titles),
        }

    def _named_above(self, line: Line, context: _Context) -> bool:
        """Whether a line of the block above `line` names a place or says who did something."""
        above = context.lines[: context.lines.index(line)]
        return any(
            places(x.text) or (self.level(x.text) == 3 and self.slogans.share(x.text) <= _FEW) for x in above
        )

    def _told(self, text: str) -> bool:
        """Whether a line of unlike pieces ends with one that says who did what: 食堂涨价 职代会说了算."""
        pieces = text.split()
        alike = len({len(piece) for piece in pieces}) < 2
        return not alike and "，" not in text and self.level(pieces[-1]) == 3

    def _slogan(self, text: str, context: _Context, *, top: bool) -> float:
        """How much a line reads like a slogan: its words are those of slogans and its article has none of them.

        The name of the place says nothing either way: 建功新白塔.
        """
        if _CAMPAIGN.fullmatch(text):
            return 0.0
        for place in context.places:
            text = text.replace(place, "")
        shared = _shared(text, context.body)
        # 安全优质 兴路强国 固本强基: over a headline, three pieces of four characters are recited and tell nothing.
        pieces = text.split() if top and len(context.lines) > 1 else []
        recited = len(pieces) > 2 and {len(piece) for piece in pieces} == {4}
        words = 1.0 if recited else self.slogans.share(text)
        value = (words - _FEW) / (1 - _FEW) + (0.3 if top and words > _FEW and halves(text) else 0.0)
        return min(1.0, max(0.0, value)) * (1 - min(1.0, 1.5 * shared))

    def _name(self, text: str, body: str) -> bool:
        """Whether a short line is a name that stands in the body, and so the beginning of a clause."""
        return _LABEL <= len(text) <= _LONGEST_NAME and text in body and self.level(text) == 0

    def _join(self, lines: Sequence[Line], i: int, context: _Context) -> float:
        """How well line i goes on with the line above it as one headline."""
        first, second = lines[i - 1], lines[i]
        if unclosed(first.text):
            return 4.0
        if parted(lines, i) or _DASH.match(second.text) or _CAMPAIGN.fullmatch(first.text):
            return -9.0
        if self.belong(first.text, second.text) or self._name(first.text, context.body):
            score = 3.0
        else:
            score = -5.0 if self.level(first.text) and self.level(second.text) == 3 else -2.5
        inside = [line.gap for k, line in enumerate(lines) if k not in (0, i)]
        if inside and second.gap < min(inside):
            score += 4.5
        elif context.gap is not None and second.gap < min([*inside, context.gap]):
            score += 0.5
        elif inside and second.gap > min(inside):
            score -= 1.0
        score -= 1.5 if " " in first.text or " " in second.text else 0.0
        score -= 0.3 * max(0, len(first.key) + len(second.key) - _LONG)
        return score


def _shared(text: str, body: str) -> float:
    """The share of a text's pairs of characters that its body has too."""
    mine = pairs(text)
    return sum(pair in body for pair in mine) / len(mine) if mine else 0.0


def _one_headline(lines: Sequence[Line], titles: frozenset[str]) -> bool:
    """Whether two lines are so short together that they are one headline, cut for a narrow column."""
    whole = all(
        line.key not in titles and " " not in line.text and not _DASH.match(line.text) for line in lines
    )
    return whole and len(lines[0].key) > _LABEL and sum(len(line.key) for line in lines) <= _ONE_HEADLINE


def heading_start(text: str) -> int:
    """How many characters at the start of a headline line are dashes, bullets or 原标题： and no part of it."""
    found = _DASH.match(text) or _BULLET.match(text) or ELSEWHERE.match(text)
    return found.end() if found and found.end() < len(text) else 0
