"""Bodies too doubtful to be a mention that a post stands behind: 远山资本 in 远山资本合伙人X.

A candidate is taken for one where it looks like a body: it ends in the head word of one, or holds a word that is no
general one and ends in none. 木工机械, 广南村妇女 and a bare 中心 are parts of the title behind them.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.lexicon import read_table, read_words
from pipeline.patterns import regex
from pipeline.records import Extraction, Mention
from pipeline.records.record import record
from pipeline.values.titles import Titles
from pipeline.values.unknown_bodies import token_before

# How sure a voice must be of the body.
_HEARD = 0.45
_LONGEST_POST = 16
_POST_ENDS = frozenset(("、", "兼", "，", "。", "；", "）", ""))
# A part of a body stays in the title.
_PART_OF_BODY = regex(r"(?:车间|[分总]厂|[部处科室组班队办股]|支部|环卫)$")
# A trade's words without a legal form behind them are a guess of the rules alone.
_GUESSED = ".slot"


@record
class DoubtfulBodies:
    """Finds them: `heads` are the last words of organisations' names, `common` words that name nothing.

    `trades` are words that end a company's name behind a word of its own.
    """

    titles: Titles
    heads: frozenset[str]
    common: frozenset[str]
    trades: frozenset[str]

    @classmethod
    def load(cls, directory: Path, titles: Titles) -> DoubtfulBodies:
        """Read `organization_heads.tsv` and `common_words.txt` of the model's mentions folder."""
        columns = ["head", "kind", "grade"]
        heads = read_table(directory / "organization_heads.tsv", columns, optional=["example"], key=["head"])
        return cls(
            titles,
            frozenset(r["head"] for r in heads),
            frozenset(read_words(directory / "common_words.txt")),
            frozenset(read_words(directory / "industries.txt")),
        )

    def __call__(self, x: Extraction, found: list[Mention], names: set[int]) -> list[Mention]:
        """Those of the candidates that share no character with the bodies in `found` or a person, by start.

        `names` are the starts of the persons that a post may stand before.
        """
        doubtful = [m for m in x.candidates if m.label == "ORG" and m.score >= _HEARD]
        if not doubtful:
            return []
        taken = bytearray(len(x.text))
        for m in (*found, *x.labelled("PER")):
            taken[m.start : m.end] = b"\1" * (m.end - m.start)
        bodies: list[Mention] = []
        for m in doubtful:
            if (
                1 in taken[m.start : m.end]
                or not self._looks_like_one(x, m)
                or not self._has_post(x, m, names)
            ):
                continue
            taken[m.start : m.end] = b"\1" * (m.end - m.start)
            bodies.append(m)
        return bodies

    def _looks_like_one(self, x: Extraction, m: Mention) -> bool:
        if m.source == "organizations.known":
            return True
        text = x.view[m.start : m.end]
        if m.source.endswith(_GUESSED) or _PART_OF_BODY.search(text):
            return False
        if any(text[-n:] in self.heads for n in range(2, len(text))):
            return True
        last = token_before(x, m.end)
        start = max(last.start, m.start)
        word = x.view[start : m.end]
        if word in self.trades and start > m.start:
            # 远山资本, but not 该省林业.
            return x.view[max(token_before(x, start).start, m.start) : start] not in self.common
        return word not in self.common

    def _has_post(self, x: Extraction, body: Mention, names: set[int]) -> bool:
        start = body.end + x.view.startswith("的", body.end)
        for end in range(start + 2, min(start + _LONGEST_POST, len(x.view)) + 1):
            if end in names or x.view[end : end + 1] in _POST_ENDS:
                run = x.view[start:end].removesuffix("的")
                if self.titles.is_run(run) and not run.endswith("工"):
                    return True
        return False
