"""Slogans by their words: no list holds them all, but the words that they are made of are few."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.lexicon import read_table
from pipeline.patterns import regex
from pipeline.records.record import record

_PRINTED = regex(r"[^\W_]")
_FIGURE = regex(r"[0-9]")


@record
class SloganWords:
    """The words that slogans are made of, compiled."""

    words: re.Pattern[str]

    @classmethod
    def load(cls, directory: Path) -> SloganWords:
        """Read slogan_words.tsv; LexiconError on a fault."""
        rows = read_table(directory / "slogan_words.tsv", ["word"], key=["word"])
        words = sorted((r["word"] for r in rows), key=len, reverse=True)
        return cls(regex("|".join(map(re.escape, words))))

    def share(self, text: str) -> float:
        """The share of a line's characters that words of slogans fill, 0 to 1; 0 for a line with a figure."""
        size = len(_PRINTED.findall(text))
        rest = self.words.sub("", text)
        if not size or _FIGURE.search(rest):
            return 0.0
        return 1 - len(_PRINTED.findall(rest)) / size
