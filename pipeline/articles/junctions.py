"""Where a line breaks: does the next line go on with its sentence, or begin a paragraph?

Two statistics of news text tell: how strongly the two characters at the break belong together, and how often a
paragraph begins with the second of them. Both are pointwise mutual information in bits (Church and Hanks 1990),
kept in three bands.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.lexicon import LexiconError, read_table
from pipeline.records.record import record

_BOUND, _TIED, _NEAR, _LOOSE = 5.5, 3.0, 1.0, -2.0


@record
class Junctions:
    """Which characters follow each other, and which begin paragraphs."""

    start: dict[str, float]
    bound: dict[str, str]
    tied: dict[str, str]
    near: dict[str, str]

    @classmethod
    def load(cls, directory: Path) -> Junctions:
        """Read junctions.tsv.gz; LexiconError on a fault."""
        path = directory / "junctions.tsv.gz"
        rows = read_table(path, ["char", "start"], optional=["bound", "tied", "near"], key=["char"])
        try:
            start = {r["char"]: int(r["start"]) / 10 for r in rows}
        except ValueError as error:
            raise LexiconError(f"{path}: {error}") from None
        return cls(
            start,
            *({r["char"]: r[band] for r in rows if r[band]} for band in ("bound", "tied", "near")),
        )

    def goes_on(self, first: str, second: str) -> float:
        """Bits in favour of `second` going on with the sentence that `first` ends in; 0 where nothing is known."""
        if not first or not second:
            return 0.0
        a, b = _known(first[-1]), _known(second[0])
        return self.together(a, b) - self.start.get(b, 0.0)

    def together(self, a: str, b: str) -> float:
        """Bits in favour of character `b` standing behind `a`; 0 behind a character that is not known."""
        if a not in self.start:
            return 0.0
        if b in self.bound.get(a, ""):
            return _BOUND
        if b in self.tied.get(a, ""):
            return _TIED
        return _NEAR if b in self.near.get(a, "") else _LOOSE


def _known(char: str) -> str:
    return "0" if char.isdigit() else char
