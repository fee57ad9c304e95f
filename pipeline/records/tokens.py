"""The words of an article as columns, which is how most of what looks at all of them reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from pipeline.records.mention import Token


@dataclass
class Tokens(Sequence[Token]):
    """The tokens of a text in order, column by column; never changed."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> Tokens:
        """The columns of some tokens."""
        each = list(tokens)
        return cls([t.start for t in each], [t.end for t in each], [t.pos for t in each])

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, n: int) -> Token: ...
    @overload
    def __getitem__(self, n: slice) -> list[Token]: ...
    def __getitem__(self, n: int | slice) -> Token | list[Token]:
        # Few are asked for: to make all of them first takes twice as long.
        if isinstance(n, slice):
            return list(map(Token, self.starts[n], self.ends[n], self.pos[n]))
        return Token(self.starts[n], self.ends[n], self.pos[n])

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.starts, self.ends, self.pos)
