"""Companies without a legal form: an unknown core and a word of trade (宏达电梯), where a body must stand."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.mentions.scan import Scan
from pipeline.mentions.trie import trie_pattern
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

_LONGEST_POST = 8
_PAUSES = "，。、“”：；！？的和及\n"


class TradeNames:
    """Finds such companies before a title and a name, and between a verb and what only bodies have."""

    def __init__(self, industries: Iterable[str], words: Words) -> None:
        self.industries = tuple(industries)
        self.words = words
        self.trades = sorted(self.industries, key=len, reverse=True)
        self._trade = regex(trie_pattern(self.industries))
        # So far before a person's name may a trade begin whose company has a post before the name.
        self._reach = _LONGEST_POST + max(map(len, self.industries), default=0)
        self._trade_slot = regex(
            rf"(?:来自|来到|走进|走访|就职于|供职于|入职|是)"
            rf"(\p{{Han}}{{2,4}}(?:{'|'.join(self.trades)}))"
            r"(?=的一[名位]|工作|上班|打工|职工|员工|工会|车间|女工|工人|，|、|慰问|调研|宣讲)"
        )

    def __call__(self, scan: Scan, people: Iterable[Mention]) -> list[Mention]:
        """All such names; their ends are entered into `scan.bodies`."""
        return [*self._slots(scan, people), *self._trade_names(scan)]

    def _trade_names(self, scan: Scan) -> list[Mention]:
        """宏达电梯 of 走进宏达电梯，…: an unknown name that ends in a trade, between a verb and what bodies do."""
        found = []
        for m in self._trade_slot.finditer(scan.view):
            start, end = m.span(1)
            trade = next(t for t in self.trades if m[1].endswith(t))
            core = start, end - len(trade)
            division = scan.division_ending.get(core[1])
            if end in scan.bodies or not 2 <= core[1] - core[0] <= 4 or not scan.is_boundary(start):
                continue
            tokens = scan.tokens_in(*core)
            pieces = tuple(scan.view[max(t.start, start) : min(t.end, core[1])] for t in tokens)
            if any(t.pos[0] in "vrmdupcq" and len(p) > 1 for t, p in zip(tokens, pieces, strict=True)):
                continue
            if division is None and self.words.is_name(pieces) and scan.is_boundary(end):
                scan.bodies[end] = start
                found.append(Mention(start, end, "ORG", "organizations.company.trade", 0.7))
        return found

    def _slots(self, scan: Scan, people: Iterable[Mention]) -> list[Mention]:
        """云帆数码 of 云帆数码职工邵萍: an unknown name that ends in a trade, between a pause and title and name."""
        found = []
        for person in people:
            if not self._trade.search(scan.view, max(0, person.start - self._reach), person.start - 1):
                continue
            left = max(0, person.start - 24)
            begin = left + max(map(scan.view[left : person.start].rfind, _PAUSES)) + 1
            for token in scan.tokens_in(begin, person.start):
                # 来自, 见到, 记者在: no part of a name.
                word = scan.view[token.start : token.end]
                if token.end + 4 <= person.start and (
                    (token.pos[0] in "vp" and len(word) > 1) or word in "在到是由"
                ):
                    begin = max(begin, token.end)
            for size in (8, 7, 6, 5, 4):
                end = begin + size
                name = scan.view[begin:end]
                if (
                    end >= person.start
                    or person.start - end > _LONGEST_POST
                    or not name.endswith(self.industries)
                ):
                    continue
                trade = next(i for i in self.trades if name.endswith(i))
                core = name[: -len(trade)]
                pieces = tuple(scan.view[t.start : t.end] for t in scan.tokens_in(begin, begin + len(core)))
                divided = any(
                    e in scan.division_ending or e in scan.bodies for e in range(begin + 1, end + 1)
                )
                if 2 <= len(core) <= 4 and not divided and self.words.is_name(pieces):
                    scan.bodies[end] = begin
                    found.append(Mention(begin, end, "ORG", "organizations.company.slot", 0.7))
                    break
        return found
