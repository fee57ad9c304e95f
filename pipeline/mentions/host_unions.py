"""学校工会, 市场工会, 车队工会: the union of a workplace that the article names, called by the kind of the workplace; and those
of a company's plants, called by their work (热轧厂工会).

Such a word alone is a kind of union (学校工会要用好经费), so it stands for one only where the article names a place of
that kind, and only where nothing before it counts or gathers (各学校工会, 12家医院工会).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path

from pipeline.lexicon import Endings, LexiconError, read_shown
from pipeline.mentions.scan import Scan
from pipeline.patterns import regex
from pipeline.records import Mention

# No union: 工会员工, 工会法; and what speaks of such unions at large.
_UNION = regex(
    r"工会(?!员(?!工)|[章法费界要应须]|必须|如何|怎样|不得|组织(?=[，。；：、和与及是在要应须将能可建体网覆作负]|工作|的(?![监计唱清比竞活培文趣联慰志]))|工作(?!人员|组)|经费|小组|会员|系统|联|委员|办事处)"
    r"(?P<part>女职工委员会|女工委员会|女职工部|女工委|女工部|经审会)?"
)
# Short for one whose name ends so.
_TAIL_UNION = regex(r"(?:行业工会(?:联合会)?|(?:新|自贸)?片区总?工会)(?!员|联|组织)")
# Parts of a company that are called by their work alone, and what such a company's name ends with.
_PLANT_HEADS = ("总厂", "分厂", "厂", "车间", "作业区", "作业部", "工段", "工区", "事业部")
_COMPANY = ("公司", "集团", "总厂", "厂")
_LONGEST_PLANT = 12
# Characters that may stand right before the kind, and tags of such words: prepositions, conjunctions, adverbs, times.
_OPENERS = frozenset("由在向与和给到对被经将把据从为是使让请并及也还同跟随该本听找")
_OPENING_TAGS = frozenset("pcdt")
# 学校工会、医院工会: kinds side by side.
_LISTED = regex(r"[、和与及或](?:\p{Han}{1,4})工会")
_DEICTIC = frozenset("该本")
_SHORTEST_CORE = 2


def read_host_words(directory: Path) -> dict[str, tuple[str, ...]]:
    """`host_words.tsv` of the mentions folder: the kinds, and how the names of their places end; LexiconError on a fault."""
    path = directory / "host_words.tsv"
    words: dict[str, tuple[str, ...]] = {}
    for row in read_shown(path, "word", ["hosts"]):
        words[row["word"]] = tuple(filter(None, row["hosts"].split("|")))
        if not any(e in row["example"].replace(row["word"] + "工会", "") for e in words[row["word"]]):
            raise LexiconError(f"{path}: {row['word']}: the example names no such place")
    return words


def read_plants(directory: Path) -> re.Pattern[str]:
    """The names of plants that tell no more than their work, by `plant_trades.tsv`; LexiconError on a fault."""
    rows = read_shown(directory / "plant_trades.tsv", "trade")
    trades = "|".join(sorted((re.escape(r["trade"]) for r in rows), key=len, reverse=True))
    return regex(rf"(?:第?[一二三四五六七八九十0-9]+号?)?(?:{trades}){{1,2}}(?:{'|'.join(_PLANT_HEADS)})$")


class HostUnions:
    """Finds the unions that are called by the kind of their workplace, or as one of a company's plants."""

    def __init__(self, words: Mapping[str, tuple[str, ...]], plants: re.Pattern[str]) -> None:
        self._words = words
        self._plants = plants
        self._kinds = Endings(words)
        self._longest = max(map(len, words), default=0)

    @classmethod
    def load(cls, directory: Path) -> HostUnions:
        """Read `host_words.tsv` and `plant_trades.tsv`."""
        return cls(read_host_words(directory), read_plants(directory))

    def __call__(self, s: Scan, mentions: list[Mention]) -> list[Mention]:
        """The mentions (without overlaps, by start), and those unions among them."""
        if "工会" not in s.view:
            return mentions
        found: list[Mention] = []
        names: list[str] | None = None
        for m in _UNION.finditer(s.view):
            start, ends = self._called(s.view, m.start())
            if not ends or not _opens(s, start, mentions):
                continue
            start -= s.view[start - 1 : start] in _DEICTIC
            plant = ends is _COMPANY
            # 冷轧厂工会, of which 厂工会 was heard.
            others = (
                [n for n in mentions if not (start < n.start and n.end == m.end())] if plant else mentions
            )
            listed = not plant and _LISTED.match(s.view, m.end())
            if listed or not _is_free(others, start, m.end()):
                continue
            names = _names(s, mentions) if names is None else names
            if any(_is_named(name, ends) for name in names):
                found.append(Mention(start, m.end(), "ORG", "organizations.union.kind", 0.8))
                mentions = others
        found += _tails(s, mentions)
        return sorted([*mentions, *found], key=lambda m: m.start) if found else mentions

    def _called(self, view: str, end: int) -> tuple[int, tuple[str, ...]]:
        """Where the kind or the plant that ends at `end` begins, and how the names of such hosts end; () for none."""
        if view.endswith(_PLANT_HEADS, 0, end):
            floor = max(0, end - _LONGEST_PLANT)
            if plant := self._plants.search(view[floor:end]):
                return floor + plant.start(), _COMPANY
        kind = self._kinds.longest(view[max(0, end - self._longest) : end])
        return end - len(kind), self._words.get(kind, ())


def _tails(s: Scan, mentions: list[Mention]) -> list[Mention]:
    """行业工会联合会, 片区总工会 in an article that has named the one with its trade or place."""
    return [
        Mention(m.start(), m.end(), "ORG", "organizations.union.kind", 0.8)
        for m in _TAIL_UNION.finditer(s.view)
        if _opens(s, m.start(), mentions)
        and _is_free(mentions, m.start(), m.end())
        and len({s.view[n.start : n.end] for n in mentions if _ends_so(s.view, n, m[0], m.start())}) == 1
    ]


def _ends_so(view: str, name: Mention, tail: str, before: int) -> bool:
    """Whether a union named before a place is longer than, and ends in, what is said there."""
    return (
        name.label == "ORG"
        and name.end <= before
        and len(name) > len(tail)
        and view.endswith(tail, name.start, name.end)
    )


def _names(s: Scan, mentions: list[Mention]) -> list[str]:
    """The names of bodies and places that may have a union."""
    return [
        s.view[n.start : n.end].removesuffix("工会")
        for n in mentions
        if n.label in ("ORG", "LOC") and n.end - n.start > _SHORTEST_CORE
    ]


def _is_named(name: str, endings: tuple[str, ...]) -> bool:
    """Whether a name is that of a place of a kind: it has a core of its own before the word."""
    return any(name.endswith(e) and len(name) - len(e) >= _SHORTEST_CORE for e in endings)


def _opens(s: Scan, start: int, mentions: list[Mention]) -> bool:
    """Whether a phrase may begin at `start`."""
    if start == 0 or not s.is_han(start - 1) or s.view[start - 1] in _OPENERS:
        return True
    before = mentions[i - 1] if (i := bisect_right(mentions, start - 1, key=lambda m: m.start)) else None
    if before and before.label == "DATE" and before.end == start:
        return True
    return s.is_boundary(start) and s.token_at(start - 1).pos[:1] in _OPENING_TAGS


def _is_free(mentions: list[Mention], start: int, end: int) -> bool:
    """Whether no mention touches the span."""
    i = bisect_right(mentions, end - 1, key=lambda m: m.start)
    return i == 0 or mentions[i - 1].end <= start
