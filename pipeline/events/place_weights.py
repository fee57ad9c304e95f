"""How much the signs of a site speak for it as the place of an event: `place_weights.tsv`, read and asked."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path

from pipeline.lexicon import LexiconError, read_table, weight_of

# What may speak for a place; `place_signs` finds them.
PLACE_SIGNS = frozenset(
    (
        "at",
        "to",
        "visit",
        "leave",
        "goal",
        "plan",
        "called",
        "dated",
        "clause",
        "opens",
        "held",
        "heldnow",
        "inside",
        "its",
        "sitein",
        "pause",
        "oneof",
        "scene",
        "owned",
        "happens",
        "people",
        "place",
        "body",
        "union",
        "agent",
        "site",
        "division",
        "small",
        "long",
        "bare",
        "many",
        "core",
        "day",
        "lead",
        "second",
        "first",
        "head",
        "caption",
        "homes",
        "accident",
        "dispute",
    )
)
_EVERY = "any"


class PlaceWeights:
    """The rows of the table: signs, alone or joined by `+`, their parts and their weight; `any` is on every site."""

    def __init__(self, rows: Sequence[tuple[str, frozenset[str], float]]) -> None:
        self.rows = tuple(rows)
        # The rows by one of their signs: most sites have few of the signs.
        self._of: dict[str, list[tuple[frozenset[str], float]]] = {}
        for _, parts, weight in rows:
            self._of.setdefault(min(parts, default=_EVERY), []).append((parts, weight))
        self._always = sum(weight for _, weight in self._of.pop(_EVERY, ()))

    @classmethod
    def load(cls, path: Path) -> PlaceWeights:
        """Read `place_weights.tsv`; LexiconError on a fault."""
        rows = []
        for row in read_table(path, ["sign", "weight"], key=["sign"]):
            parts = frozenset(row["sign"].split("+")) - {_EVERY}
            if unknown := parts - PLACE_SIGNS:
                raise LexiconError(f"{path}: {row['sign']}: unknown sign {min(unknown)!r}")
            rows.append((row["sign"], parts, weight_of(path, row["sign"], row["weight"])))
        return cls(rows)

    def score(self, signs: Set[str]) -> float:
        """The sum of all weights of which every part is among the signs."""
        total = self._always
        for sign, rows in self._of.items():
            if sign in signs:
                for parts, weight in rows:
                    if parts <= signs:
                        total += weight
        return total

    def loudest(self, signs: Set[str], most: int) -> list[str]:
        """The rows that speak loudest for these signs."""
        spoke = [(name, weight) for name, parts, weight in self.rows if parts <= signs]
        return [name for name, _ in sorted(spoke, key=lambda row: -row[1])[:most]]
