"""钻井四公司, 物探六处工会: parts of a company or bureau that are called by their work and a number.

The work alone (施工) or the number alone (三处) is no name; both together are, where the kind of part cannot be a measure
(三公司), or where what follows shows a body (施工三处工会, 掘进二队职工). A body named right before belongs to the name. A part
with a number alone has a union where the article names whose part it is (某局五公司 …, 五公司工会).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from pathlib import Path

from pipeline.lexicon import Endings, read_shown
from pipeline.mentions.scan import Scan
from pipeline.patterns import regex
from pipeline.records import Mention

_KINDS = "分公司|公司|工程处|分厂|大队|车间|工区|作业区|项目部|[厂矿处队所区]"
_NUMBERED = regex(rf"第?[一二三四五六七八九十]{{1,3}}(?P<kind>{_KINDS})")
# Kinds that count as well (三处漏点, 两队人马), and what shows that a part is meant.
_MEASURES = frozenset("处队所区")
_BODY_NEXT = regex(
    r"工会|党[委总支]|团委|团支部|机关(?!枪)|职工|员工|工人|女工|青工|经理|处长|队长|所长|区长|副?书记|副?主席|技术员|班长|[处队所区]"
)
_UNION = regex(r"工会(?!员(?!工)|[章法费])(?:女职工委员会|女工委员会|女职工部|女工委|经审会)?")
_TEAM = regex(
    r"“\p{Han}{2,6}”(?:女子)?(?:突击队|班组|队|班)(?!长)|“\p{Han}{2,6}”(?:女子)?[队班](?=[队班]?长)"
)
# No part: 公司化, 队伍, 车间里 is one.
_OTHER_WORD = regex(r"[化制型级伍列]|长(?!期)")
_SOURCE = "organizations.part"


def read_trades(directory: Path) -> list[str]:
    """The words of `numbered_trades.tsv` and `plant_trades.tsv`; LexiconError on a fault."""
    files = ("numbered_trades.tsv", "plant_trades.tsv")
    return [row["trade"] for file in files for row in read_shown(directory / file, "trade")]


class NumberedParts:
    """Finds numbered parts and their unions."""

    def __init__(self, trades: Iterable[str]) -> None:
        listed = list(trades)
        self._trades = Endings(listed)
        self._longest = max(map(len, listed), default=0)

    @classmethod
    def load(cls, directory: Path) -> NumberedParts:
        """Read the trades; LexiconError on a fault."""
        return cls(read_trades(directory))

    def __call__(self, s: Scan, mentions: list[Mention]) -> list[Mention]:
        """The mentions (without overlaps, by start), and those parts among them."""
        for m in _NUMBERED.finditer(s.view):
            start = self._work_before(s.view, m.start())
            if start < m.start():
                begin, end = self._part(s, mentions, start, m.end(), m["kind"] in _MEASURES)
            else:
                begin, end = _bare_union(s, mentions, start, m.end())
            if begin < end and (kept := _room(mentions, begin, end)) is not None:
                at = bisect_left(kept, begin, key=lambda n: n.start)
                mentions = [*kept[:at], Mention(begin, end, "ORG", _SOURCE, 0.85), *kept[at:]]
        return mentions

    def _work_before(self, view: str, end: int) -> int:
        """Where the words of work that end at `end` begin: at most two (采煤 + 掘进)."""
        for _ in range(2):
            end -= len(self._trades.longest(view[max(0, end - self._longest) : end]))
        return end

    def _part(self, s: Scan, mentions: list[Mention], start: int, end: int, measure: bool) -> tuple[int, int]:
        """The span of a part, with its owner, its union or its team; an empty one where it is none."""
        owner = None if s.view.endswith("工会", 0, start) else _ending(mentions, start)
        if not owner and s.is_han(start - 1) and not s.is_boundary(start):
            return start, start
        if (measure and not _BODY_NEXT.match(s.view, end)) or _is_word(s, end):
            return start, start
        tail = _UNION.match(s.view, end) or _TEAM.match(s.view, end)
        return owner.start if owner else start, tail.end() if tail else end


def _bare_union(s: Scan, mentions: list[Mention], start: int, end: int) -> tuple[int, int]:
    """The span of 五公司工会, where a longer name of the article ends in 五公司 or 五公司工会; else an empty one."""
    union = _UNION.match(s.view, end)
    if not union or s.is_han(start - 1):
        return start, start
    part = s.view[start:end]
    names = (s.view[n.start : n.end].removesuffix("工会") for n in mentions if n.label == "ORG")
    named = any(len(name) > len(part) + 1 and name.endswith(part) for name in names)
    return start, union.end() if named else start


def _is_word(s: Scan, end: int) -> bool:
    """Whether the kind goes on to another word: 公司化, 队伍; a post behind it is none (三处处长, 二队队长)."""
    return bool(_OTHER_WORD.match(s.view, end))


def _ending(mentions: list[Mention], end: int) -> Mention | None:
    """The body that ends at `end`."""
    i = bisect_right(mentions, end - 1, key=lambda m: m.start)
    last = mentions[i - 1] if i else None
    return last if last and last.label == "ORG" and last.end == end else None


def _room(mentions: list[Mention], start: int, end: int) -> list[Mention] | None:
    """The mentions but those inside the span; None where one goes beyond it or is as long."""
    first = bisect_right(mentions, start, key=lambda m: m.end)
    last = bisect_left(mentions, end, key=lambda m: m.start)
    inside = mentions[first:last]
    if any(m.start < start or m.end > end or len(m) == end - start for m in inside):
        return None
    return [*mentions[:first], *mentions[last:]]
