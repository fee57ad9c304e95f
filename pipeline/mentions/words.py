"""The vocabulary of names: general words, words of trade, relations; and the left edge of a name.

Read once from the lexicons of the mentions folder; `walk.left_edge` and the finders share it.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.lexicon import LexiconError, read_table, read_words
from pipeline.records.record import record

_MOVES = frozenset("走入过达进出上下")


@record
class Edge:
    """Where a name starts and why: `anchor` is division, relation, body, site, collective or none.

    `pieces` are the words between anchor and head, left to right; `relation` the relation word.
    """

    start: int
    anchor: str
    pieces: tuple[str, ...]
    relation: str = ""


@record
class Words:
    """General words, verbs that stand inside names, and words of trade that end company names."""

    common: frozenset[str]
    inner_verbs: frozenset[str]
    trades: frozenset[str]
    relations: frozenset[str]
    place_relations: frozenset[str]
    joined: frozenset[str]
    leaders: frozenset[str]
    naming: frozenset[str]

    @classmethod
    def load(cls, directory: Path) -> Words:
        """Read `common_words.txt`, `name_verbs.tsv`, `industries.txt` and `name_words.tsv`."""
        roles: dict[str, set[str]] = {
            "relation": set(),
            "place": set(),
            "joined": set(),
            "leader": set(),
            "naming": set(),
        }
        for row in read_table(directory / "name_words.tsv", ["word", "role"], optional=["example"]):
            if row["role"] not in roles:
                raise LexiconError(f"name_words.tsv: unknown role {row['role']!r}")
            roles[row["role"]].add(row["word"])
        verbs = read_table(directory / "name_verbs.tsv", ["word"], key=["word"])
        return cls(
            frozenset(read_words(directory / "common_words.txt")),
            frozenset(r["word"] for r in verbs),
            frozenset(read_words(directory / "industries.txt")),
            *(frozenset(roles[role]) for role in ("relation", "place", "joined", "leader", "naming")),
        )

    def is_name(self, pieces: tuple[str, ...]) -> bool:
        """Whether the words hold a proper core: one that is no general word, or a run of loose characters."""
        for left, right in zip(pieces, (*pieces[1:], ""), strict=False):
            if (
                len(left) >= 2
                and left not in self.common
                and left not in self.inner_verbs
                and not left.isascii()
            ):
                return not left.startswith(("“", "（", "第"))
            if len(left) == 1 and left.isalpha() and (len(right) == 1 or (right and left not in self.common)):
                return True
        return False

    def trim(self, edge: Edge) -> Edge:
        """Without the general words at the left of a name that has no anchor (企业 + 恒川 + 公司)."""
        if edge.anchor != "none":
            return edge
        pieces, start = list(edge.pieces), edge.start
        if len(pieces) > 1 and pieces[0] in _MOVES:
            start += len(pieces.pop(0))
        while len(pieces) > 1 and pieces[0] in self.leaders and self.is_name(tuple(pieces[1:])):
            start += len(pieces.pop(0))
        return Edge(start, "none", tuple(pieces))
