"""How much a string looks like a Chinese person's name: a product of per-character odds.

Each character's odds (name text against running text) come from `name_characters.tsv`, separately for the
surname, the first and last character of a two-character given name, and a one-character given name; their
logarithms add up (naive Bayes, the classic model of Chinese name recognition). Scores are in bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pipeline.lexicon import read_table, read_words

_UNSEEN = -4.0
_ABSENT = (None, _UNSEEN, _UNSEEN, _UNSEEN)
_COMPOUND = 11.0
# Given-name characters of masked names: 李某, 吴某某, 赵某刚.
_MASK = "某"
_MASK_BITS = 12.0


class NameModel:
    """Scores names of one surname (one or two characters) and a given name of one or two."""

    def __init__(
        self, odds: Mapping[str, tuple[float | None, float, float, float]], compounds: Iterable[str]
    ) -> None:
        self.odds = dict(odds)
        self.compounds = frozenset(compounds)
        self.families = frozenset(c for c, row in self.odds.items() if row[0] is not None)
        # The first characters of all surnames.
        self.openings = self.families | {c[0] for c in self.compounds}

    @classmethod
    def load(cls, directory: Path) -> NameModel:
        """Read `name_characters.tsv` and `compound_surnames.txt`."""
        odds = {
            r["char"]: (
                int(r["family"]) / 10 if r["family"] else None,
                int(r["first"]) / 10,
                int(r["last"]) / 10,
                int(r["only"]) / 10,
            )
            for r in read_table(
                directory / "name_characters.tsv",
                ["char", "first", "last", "only"],
                optional=["family"],
                key=["char"],
            )
        }
        return cls(odds, read_words(directory / "compound_surnames.txt"))

    def lengths(self, opening: str) -> tuple[int, ...]:
        """How long a name may be that begins with these two characters."""
        return (2, 3, 4) if opening in self.compounds else (2, 3)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - one model lives as long as the process
    def score(self, name: str, unknown: float | None = None) -> float | None:
        """Bits in favour of a name; None where the string cannot be one (no surname, wrong length).

        `unknown` are the bits of a first character that is no listed surname.
        """
        odds = self.odds
        family: float | None = _COMPOUND
        if len(name) > 2 and name[:2] in self.compounds:
            given = name[2:]
        else:
            family, given = odds.get(name[:1], _ABSENT)[0], name[1:]
            if family is None:
                family = unknown
        if family is None or not 1 <= len(given) <= 2:
            return None
        if _MASK in given:
            return family + _MASK_BITS if given[0] == _MASK or given[-1] != _MASK else None
        if len(given) == 1:
            return family + odds.get(given, _ABSENT)[3]
        return family + odds.get(given[0], _ABSENT)[1] + odds.get(given[1], _ABSENT)[2]
