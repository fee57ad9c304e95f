"""What the rules of one article share: its tokens by character, its divisions, its left-walk over words.

The dictionary cut is a hint, not the truth: a cut may glue a preposition to the next character (由市 + 总工会)
or split an unknown name (瑞 + 景川). Rules therefore ask for characters first and for tokens second.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.mentions.divisions import DivisionSpan
from pipeline.patterns import regex
from pipeline.records import Extraction, Token, Tokens

_TITLES_OF_WORKS = regex(r"《[^《》\n]{1,60}》")
_QUOTED = regex(r"“([^“”\n]{1,40})”")
_CLAUSE = regex(r"[，。！？；：,;!?…]")


@dataclass(slots=True)
class Scan:
    """One article, indexed for the rules.

    `bodies` and `sites` map the end of each organisation and each venue found so far to its start.
    """

    view: str
    tokens: Tokens
    divisions: list[DivisionSpan]
    division_ending: dict[int, DivisionSpan] = field(default_factory=dict)
    bodies: dict[int, int] = field(default_factory=dict)
    sites: dict[int, int] = field(default_factory=dict)
    works: list[tuple[int, int]] = field(default_factory=list)
    labels: list[tuple[int, int]] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)

    def token_at(self, offset: int) -> Token:
        """The token that holds the character at `offset`."""
        return self.tokens[bisect_right(self.tokens.starts, offset) - 1]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that touch the span."""
        first = bisect_right(self.tokens.starts, start) - 1
        return self.tokens[first : bisect_right(self.tokens.starts, end - 1, first)]

    def is_boundary(self, offset: int) -> bool:
        """Whether a token starts at `offset` (or the text ends there)."""
        return offset in self.starts

    def in_work(self, start: int, end: int) -> bool:
        """Whether the span touches a work's title 《…》."""
        return bool(self.works) and any(start < e and s < end for s, e in self.works)

    def is_han(self, offset: int) -> bool:
        """Whether there is a Han character at `offset`."""
        return 0 <= offset < len(self.view) and "\u3400" <= self.view[offset] <= "\u9fff"


def scan(x: Extraction, divisions: Iterable[DivisionSpan]) -> Scan:
    """Index one extraction: its tokens must cover its text."""
    result = Scan(x.view, x.tokens, list(divisions))
    result.starts = {*x.tokens.starts, len(x.view)}
    result.division_ending = {d.end: d for d in result.divisions}
    result.works = [m.span() for m in _TITLES_OF_WORKS.finditer(x.view)]
    result.labels = [
        m.span(1) for m in _QUOTED.finditer(x.view) if not _CLAUSE.search(m[1]) and len(m[1]) <= 20
    ]
    return result
