"""Where a line breaks: does the next line go on with its sentence, or begin a paragraph?

Two statistics of news text tell: how strongly the two characters at the break belong together, and how often a
paragraph begins with the second of them. Both are pointwise mutual information in bits (Church and Hanks 1990),
kept in two bands.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.lexicon import LexiconError, read_table

_BOUND, _TIED, _LOOSE = 5.5, 3.0, -0.5


@dataclass(frozen=True)
class Junctions:
    """Which characters follow each other, and which begin paragraphs."""

    start: dict[str, float]
    bound: dict[str, frozenset[str]]
    tied: dict[str, frozenset[str]]

    @classmethod
    def load(cls, directory: Path) -> Junctions:
        """Read junctions.tsv.xz; LexiconError on a fault."""
        path = directory / "junctions.tsv.xz"
        rows = read_table(path, ["char", "start"], optional=["bound", "tied"], key=["char"])
        try:
            start = {r["char"]: int(r["start"]) / 10 for r in rows}
        except ValueError as error:
            raise LexiconError(f"{path}: {error}") from None
        return cls(
            start,
            {r["char"]: frozenset(r["bound"]) for r in rows if r["bound"]},
            {r["char"]: frozenset(r["tied"]) for r in rows if r["tied"]},
        )

    def goes_on(self, first: str, second: str) -> float:
        """Bits in favour of `second` going on with the sentence that `first` ends in; 0 where nothing is known."""
        if not first or not second:
            return 0.0
        a, b = _known(first[-1]), _known(second[0])
        together = _BOUND if b in self.bound.get(a, ()) else _TIED if b in self.tied.get(a, ()) else _LOOSE
        return together - self.start.get(b, 0.0)


def _known(char: str) -> str:
    return "0" if char.isdigit() else char
