"""People: a name that looks like one, in a place where names stand.

A candidate's bits (`names.NameModel`) and the bits of its context (a title right before, a verb of saying
right after, a pause, the tagger's opinion) add up; from `ENOUGH` on it is a person, and is then looked for
in the whole article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.lexicon import occurrences, read_table, word_finder
from pipeline.mentions.evidence import (
    COMMON,
    ENOUGH,
    FUNCTION,
    FUNCTION_LAST,
    LIST,
    MOST_RIGHT,
    NO_NAME,
    PADDED,
    PAUSES,
    TITLE,
    VERB,
    Evidence,
)
from pipeline.mentions.name_slots import runs_of_names, trades_in
from pipeline.mentions.names import NameModel
from pipeline.mentions.scan import Scan
from pipeline.mentions.syllables import Add, SyllableNames
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

_TRADE_TITLE = 7.0
# A name in pieces of the cut; a string that comes again.
_LOOSE, _REPEATED = 3.0, 3.0
# What a name without a title may follow.
_FREE_LEFT = "，。、；：！？（）” 　—的和与及由在把让对给向是被将为予同跟找请以着了"
# Verbs with a name as their object: as good as a title before it.
_BEFORE_NAMES = (
    "选举",
    "推选",
    "选出",
    "名叫",
    "他叫",
    "她叫",
    "我叫",
    "弟叫",
    "子叫",
    "女叫",
    "妻叫",
    "夫叫",
    "”叫",
)
# The cut's tags of names.
_NAME_TAGS = frozenset(("nr", "nrt", "nrfg"))
# What follows a full name, never a surname alone.
_HONORIFIC = regex(
    r"同志|总书记|总理|院士|教授|老人|老汉|大爷|大妈|大娘|大叔|大姐|大哥|一家|夫妇|夫妻|烈士|等\d+[名位]|等人"
)


class PeopleFinder:
    """Finds persons' names."""

    def __init__(
        self,
        model: NameModel,
        titles: Iterable[str],
        verbs: Iterable[str],
        words: Words,
        syllables: SyllableNames,
    ) -> None:
        self.model = model
        self.evidence = Evidence(model, words)
        self.syllables = syllables
        self.words = words
        self._titles = word_finder([*titles, *_BEFORE_NAMES])
        self._verbs = word_finder(verbs)
        families = "".join(sorted(model.families))
        self._padded = regex(rf"(?<![a-zA-Z0-9])[{families}] {{1,2}}\p{{Han}}(?! )")
        compounds = "|".join(sorted(model.compounds))
        family = rf"({compounds}|[{families}])(?=\p{{Han}})"
        self._first, self._free = regex(family), regex(rf"[{_FREE_LEFT}\n]{family}")
        self._masked = regex(rf"[{families}]某(?:某|\p{{Han}})?")

    @classmethod
    def load(cls, directory: Path, words: Words, names: NameModel) -> PeopleFinder:
        """Read `titles.tsv` and `person_verbs.tsv`."""
        titles = read_table(directory / "titles.tsv", ["title", "kind"], optional=["example"], key=["title"])
        verbs = read_table(directory / "person_verbs.tsv", ["verb"], key=["verb"])
        return cls(
            names,
            [r["title"] for r in titles],
            [r["verb"] for r in verbs],
            words,
            SyllableNames.load(directory, words.common),
        )

    def __call__(self, scan: Scan) -> list[Mention]:
        """All person candidates."""
        verbs = {start for _, start, _ in self._verbs.find_matches_as_indexes(scan.view)}
        found: dict[tuple[int, int], Mention] = {}

        def add(start: int, end: int, source: str, bits: float) -> None:
            score = min(0.99, 0.5 + bits / 60)
            old = found.get((start, end))
            if old is None or old.score < score:
                found[start, end] = Mention(start, end, "PER", source, score)

        for m in self._masked.finditer(scan.view) if "某" in scan.view else ():
            if not scan.is_boundary(m.start()) and scan.is_han(m.start() - 1):
                continue
            end = m.end()
            third = scan.view[m.start() + 2 : end]
            if third and third != "某" and not self.evidence.masked_given(scan, m.start(), third):
                end -= 1
            add(m.start(), end, "people.masked", 20)
        for m in self._padded.finditer(scan.view) if " " in scan.view else ():
            self._padded_name(scan, m.start(), m.end(), verbs, add)
        ends = [end for _, _, end in self._titles.find_matches_as_indexes(scan.view)]
        for end in ends:
            if end >= len(scan.view) or scan.view.startswith("师傅", end - 1):
                continue
            if best := self.evidence.best(scan, end, TITLE, verbs):
                add(end, best[0], "people.title", best[1])
        listed = set(ends)
        trades = set(listed)
        for end in trades_in(scan.view):
            trades.add(end)
            if end not in listed and (best := self.evidence.best(scan, end, _TRADE_TITLE, verbs)):
                add(end, best[0], "people.trade", best[1])
        for at in verbs:
            for start in (at - 3, at - 2, at - 4):
                if start >= 0 and scan.view[start] in self.model.openings:
                    self._before_verb(scan, start, at, add)
        for m in _HONORIFIC.finditer(scan.view):
            for start in (m.start() - 3, m.start() - 2):
                if start >= 0 and scan.view[start] in self.model.openings:
                    self._before_verb(scan, start, m.start(), add)
        for token in [scan.tokens[n] for n, pos in enumerate(scan.tokens.pos) if pos in _NAME_TAGS]:
            if 2 <= token.end - token.start <= 4:
                for end in (token.end, token.end + 1):
                    # The cut may end one character early: 申屠建 + 军.
                    if end > token.end and not (
                        scan.is_boundary(end) and scan.is_han(end - 1) and scan.view[end - 1] not in FUNCTION
                    ):
                        continue
                    bits = self.evidence.tagged(scan, token.start, end, verbs)
                    if bits is not None:
                        add(token.start, end, "people.tagged", bits)
        first = self._first.match(scan.view)
        free = self._free.finditer(scan.view, first.end() if first else 0)
        for m in (first, *free) if first else free:
            self._fragment(scan, m.start(1), verbs, add)
        self.syllables(scan, trades, verbs, add)
        self._lists(scan, verbs, found, add)
        whole = [
            m for m in found.values() if m.source == "people.dotted" or not scan.view.startswith("·", m.end)
        ]
        return self._everywhere(scan, whole)

    def _fragment(self, scan: Scan, start: int, verbs: set[int], add: Add) -> None:
        """A name that the cut left in pieces or tagged, after a pause or a word that may stand before a name."""
        if not scan.is_boundary(start):
            return
        view, left = scan.view, self.evidence.left(scan, start)
        best: tuple[int, float] | None = None
        for size in self.model.lengths(view[start : start + 2]):
            end = start + size
            name = view[start:end]
            bits = self.model.score(name) if len(name) == size and name.isalpha() else None
            if bits is None or bits < 1:
                continue
            most = bits + (left + MOST_RIGHT + _LOOSE)
            if most < ENOUGH and (most + _REPEATED < ENOUGH or view.count(name) == 1):
                continue
            if name in self.words.common or NO_NAME.match(name):
                continue
            pieces = scan.tokens_in(start, end)
            words = [view[t.start : t.end] for t in pieces]
            if any(len(w) > 1 and w in self.words.common for w in words):
                continue
            if end in scan.division_ending or end in scan.sites:
                continue
            if size == 2 and len(pieces) == 1 and pieces[0].pos in ("n", "v", "vn", "a"):
                bits -= 2 * _LOOSE
            if pieces[0].pos == "nrt" and pieces[0].end >= end and size < 4:
                bits -= _LOOSE
            if pieces[0].end > end:
                continue
            if size == 3 and name[-1] in FUNCTION:
                bits += FUNCTION_LAST
            bits += left + self.evidence.right(scan, start, end, verbs) + _LOOSE
            if view.count(name) > 1:
                bits += _REPEATED
            if view[end : end + 1] == "某":
                continue
            if best is None or bits > best[1]:
                best = end, bits
        if best and best[1] >= ENOUGH:
            add(start, best[0], "people.fragment", best[1])

    def _padded_name(self, scan: Scan, start: int, end: int, verbs: set[int], add: Add) -> None:
        name = scan.view[start] + scan.view[end - 1]
        bits = self.model.score(name)
        if bits is None:
            return
        bits += PADDED + (VERB if end in verbs else 0) + (TITLE if self._title_ends(scan, start) else 0)
        if bits >= 6:
            add(start, end, "people.padded", bits + 10)

    def _title_ends(self, scan: Scan, at: int) -> bool:
        window = scan.view[max(0, at - 8) : at]
        return any(e == len(window) for _, _, e in self._titles.find_matches_as_indexes(window))

    def _before_verb(self, scan: Scan, start: int, end: int, add: Add) -> None:
        name = scan.view[start:end]
        bits = self.model.score(name) if name.isalpha() else None
        if bits is None or bits < 4 or NO_NAME.match(name):
            return
        bits += VERB + self.evidence.left(scan, start)
        if name in self.words.common:
            bits += COMMON
        if bits >= ENOUGH + 1:
            add(start, end, "people.verb", bits)

    def _lists(self, scan: Scan, verbs: set[int], found: dict[tuple[int, int], Mention], add: Add) -> None:
        """Names after a name and 、 or 和, and runs of names."""
        for run in runs_of_names(scan.view):
            items = list(re.finditer(r"[^、和]+", run[0]))
            scored = [(run.start() + i.start(), run.start() + i.end(), self.model.score(i[0])) for i in items]
            likely = [
                s for s in scored if (s[2] or 0) >= 6 and scan.view[s[0] : s[1]] not in self.words.common
            ]
            if len(likely) >= 0.6 * len(items):
                for start, end, bits in likely:
                    add(start, end, "people.run", (bits or 0) + LIST)
        for start, _ in list(found):
            if start and scan.view[start - 1] in "、和":
                self._before_joiner(scan, start - 1, add)
        todo = [end for _, end in found]
        while todo:
            end = todo.pop()
            if end < len(scan.view) and scan.view[end] in "、和与及":
                best = self.evidence.best(scan, end + 1, LIST, verbs)
                if best and (end + 1, best[0]) not in found:
                    add(end + 1, best[0], "people.list", best[1])
                    todo.append(best[0])

    def _before_joiner(self, scan: Scan, end: int, add: Add) -> None:
        """A name between a pause and 、 before a name that was found."""
        for size in (3, 2):
            start = end - size
            if start < 1 or scan.view[start - 1] not in PAUSES:
                continue
            bits = self.model.score(scan.view[start:end])
            if bits is not None and bits >= 5 and scan.view[start:end] not in self.words.common:
                add(start, end, "people.list", bits + LIST)

    def _everywhere(self, scan: Scan, found: list[Mention]) -> list[Mention]:
        """The candidates, and every other occurrence of their names."""
        names: dict[str, float] = {}
        for m in found:
            name = scan.view[m.start : m.end].replace(" ", "")
            names[name] = max(names.get(name, 0.0), m.score)
        if not names:
            return []
        spans = {(m.start, m.end) for m in found}
        listed = list(names)
        for index, start, end in occurrences(scan.view, listed):
            if (start, end) not in spans and "·" not in scan.view[
                max(0, start - 1) : end + 1 : end - start + 1
            ]:
                found.append(Mention(start, end, "PER", "people.again", names[listed[index]] - 0.05))
        return found
