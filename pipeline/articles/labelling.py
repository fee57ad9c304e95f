"""The parts of a headline block: the labelling of its lines that the evidence supports best.

A block is (left out)* (kicker)? (headline) (subtitle)? (left out)*, where each part may be broken over several
lines. Every division of the lines into these parts is scored: what each part is like (`WEIGHTS`, one row of
named features per part), and for each broken part how well its lines go together. The best sum wins. The
features look at the line and at the body below it: a headline shares its names and nouns with the body, a slogan
shares nothing with any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from pipeline.articles.cohesion import Pairs, neighbours
from pipeline.articles.lines import Line
from pipeline.patterns import regex
from pipeline.records.record import record

Part = Literal["headline", "kicker", "subtitle", "left"]

# What a part of a block gains from each feature (each between 0 and 1 unless told otherwise). Set by hand, then drawn
# to what most probably gives the blocks of the annotated pages (a conditional log-linear model, Lafferty et al. 2001,
# its penalty the distance from the weights set by hand) and rounded.
#   says      how much of "who did what" it says, in thirds
#   place     it names a place of the body's first sentences
#   shared    share of its pairs of characters that the body has too
#   figures   it holds a number
#   slogan    how much it reads like a slogan
#   halves    two or more pieces of equal length, parted by blanks
#   pieces    it has a blank inside
#   dash      it begins with a dash
#   verbal    it begins with a verb, so that its subject is elsewhere
#   label     so short or bracketed that it is a column's name or a catchword, or the name of a campaign
#   speaker   it begins with who answers the line above: 律师：
#   report    it ends as the line that tells what kind of story this is: 侧记, 见闻
#   refers    it names a union by its level alone, 区总工会, so that the line above says which
#   counted   it begins with counted people and says what they did
#   long      it is longer than most headlines
#   told      its last piece says who did what, after a shorter or longer one
#   record    it sums up what a longer time brought
#   union     it names unions
#   quote     it has something in quotation marks
#   comma     it has a comma
#   length    in units of 20 characters
#   one       it is there at all
WEIGHTS: Mapping[Part, Mapping[str, float]] = {
    "headline": {
        "says": 2.0,
        "place": 1.8,
        "shared": 1.6,
        "figures": 0.3,
        "slogan": -4.0,
        "halves": -0.4,
        "pieces": -0.5,
        "dash": -6.0,
        "verbal": -1.1,
        "label": -1.5,
        "report": -0.6,
        "speaker": -1.5,
        "counted": 0.8,
        "told": 1.2,
        "record": -0.9,
        "refers": -1.2,
        "listed": 8.7,
        "one": 2.2,
        "comma": -0.2,
        "length": 0.1,
        "long": -0.1,
        "quote": 0.3,
        "union": -0.1,
    },
    "kicker": {
        "place": -0.5,
        "shared": 0.4,
        "counted": -1.3,
        "told": -0.6,
        "slogan": -3.4,
        "halves": 0.6,
        "dash": -4.0,
        "label": 0.4,
        "report": -0.7,
        "long": -0.9,
        "one": 1.3,
        "comma": 0.2,
        "figures": -0.1,
        "listed": 0.2,
        "quote": 0.1,
        "union": -0.2,
        "verbal": 0.1,
    },
    "subtitle": {
        "says": 0.2,
        "place": 0.1,
        "shared": 0.6,
        "figures": 0.6,
        "slogan": -3.0,
        "halves": -0.6,
        "dash": 4.0,
        "verbal": 0.4,
        "label": -0.8,
        "report": 1.0,
        "speaker": 1.0,
        "refers": 0.8,
        "record": 1.0,
        "one": 0.2,
        "counted": 0.1,
        "length": -0.1,
        "quote": -0.3,
        "union": 0.3,
    },
    "left": {
        "slogan": 1.9,
        "label": 0.3,
        "one": -1.1,
        "halves": 0.2,
        "long": 0.1,
        "pieces": 0.3,
        "quote": -0.1,
        "report": -0.1,
        "says": -0.2,
        "shared": -0.3,
        "union": -0.1,
    },
}
# Below a headline next to nothing is left out.
_LEFT_BELOW = -2.0
# What it costs that page furniture stands between two parts.
_APART = 3.0
# Characters between two lines beyond their empty lines: more than that were printed, as furniture.
_STRAY_BLANKS = 16
# Lines of a block that are compared, those nearest to the body; and lines of one headline.
MOST_LINES = 10
_BROKEN_OVER = 3


@record
class Labelled:
    """Where the parts of a block lie: line numbers start..end, empty where start is end."""

    kicker: tuple[int, int]
    headline: tuple[int, int]
    subtitle: tuple[int, int]


def best(
    lines: Sequence[Line],
    features: Callable[[Sequence[Line]], Mapping[str, float]],
    joins: Callable[[Sequence[Line], int], float],
) -> Labelled:
    """The best labelling. `features` tells what a part is like, `joins` how well line i goes on with line i - 1."""
    count = len(lines)
    scores: dict[tuple[Part, int, int], float] = {}
    described: dict[tuple[int, int], Mapping[str, float]] = {}

    def score(part: Part, start: int, end: int) -> float:
        if start == end:
            return 0.0
        key = (part, start, end)
        if key not in scores:
            weights = WEIGHTS[part]
            if (start, end) not in described:
                described[start, end] = features(lines[start:end])
            value = sum(weights.get(name, 0.0) * x for name, x in described[start, end].items())
            if part != "left":
                value += sum(joins(lines, i) for i in range(start + 1, end))
            scores[key] = value
        return scores[key]

    def total(found: Labelled) -> float:
        first, last = found.kicker[0], found.subtitle[1]
        apart = sum(parted(lines, i) for i in (found.headline[0], found.headline[1]) if first < i < last)
        return (
            -_APART * apart
            + score("kicker", *found.kicker)
            + score("headline", *found.headline)
            + score("subtitle", *found.subtitle)
            + sum(score("left", i, i + 1) for i in range(first))
            + sum(score("left", i, i + 1) + _LEFT_BELOW for i in range(last, count))
        )

    return max(_divisions(count), key=total)


def parted(lines: Sequence[Line], i: int) -> bool:
    """Whether something that is no part of the block was printed between line i and the one above it."""
    above, line = lines[i - 1], lines[i]
    return line.start - above.end > line.gap + 1 + line.indent + _STRAY_BLANKS


def _divisions(count: int) -> Iterator[Labelled]:
    for start in range(count):
        for end in range(start + 1, min(count, start + _BROKEN_OVER) + 1):
            for above in range(max(0, start - 2), start + 1):
                for below in range(end, min(count, end + 2) + 1):
                    yield Labelled((above, start), (start, end), (end, below))
    # No headline at all: slogans over a body without one.
    yield Labelled((count, count), (count, count), (count, count))


_PLACES = regex(
    r"(?=((?![省市县区旗镇乡撤设])\p{Han}(?![省市县区撤设])\p{Han})(?:省|市|县|区|州|旗|镇|乡|街道|地区|自治|开发))"
)
_RUN = regex(r"[^\W_]+")
# Pairs of characters that any union news shares with any other.
_COMMON = frozenset(
    [
        "工会",
        "总工",
        "职工",
        "员工",
        "工人",
        "市总",
        "县总",
        "区总",
        "省总",
        "全市",
        "全省",
        "全县",
        "全区",
        "服务",
        "活动",
        "开展",
        "企业",
        "工作",
        "劳动",
        "建设",
        "发展",
        "全国",
        "组织",
        "联合",
        "合会",
    ]
)


def places(text: str) -> frozenset[str]:
    """The last two characters of each division's name in a text, without its level: 白塔 of 白塔区."""
    return frozenset(_PLACES.findall(text))


def pairs(text: str) -> Pairs:
    """The pairs of neighbouring characters of a text, those that all union news share left out."""
    return neighbours(_RUN.findall(text)) - _COMMON


def halves(text: str) -> bool:
    """Whether a line is two or more pieces of about equal length, parted by blanks, without a figure."""
    pieces = text.split()
    sizes = [len(p.strip("，！")) for p in pieces]
    return len(pieces) > 1 and min(sizes) >= 2 and max(sizes) - min(sizes) <= 2
