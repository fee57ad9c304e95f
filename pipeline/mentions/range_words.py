"""Words that make a range of a number: the entries of `range_words.tsv`, as patterns and as what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pipeline.lexicon import LexiconError, read_table
from pipeline.mentions.ranges import INNER
from pipeline.mentions.trie import trie_pattern
from pipeline.records.record import record

Sign = Literal["", ">", ">=", "<", "<=", "="]

_BOUND = ("before", "alone", "bare", "after", "around", "inside")
_PLACES = frozenset((*_BOUND, "filler", "till", "and", "end", "start", "joint", "time", "name"))
_GAP = "…"


@record
class RangeWord:
    """What a word says of the number, and the neighbouring characters that make it part of another word."""

    form: str
    sign: Sign
    not_preceded: frozenset[str]
    not_followed: frozenset[str]

    def stands(self, shown: str, start: int, end: int) -> bool:
        """Whether the word at `start`..`end` is no part of another."""
        return (
            shown[max(0, start - 1) : start] not in self.not_preceded
            and shown[end : end + 1] not in self.not_followed
        )


class RangeWords:
    """The entries by place; LexiconError on an unknown place or bound."""

    def __init__(self, path: Path) -> None:
        rows = read_table(
            path,
            ["form", "place"],
            optional=["bound", "not_preceded", "not_followed", "example"],
            key=["form", "place"],
        )
        self._words: dict[str, dict[str, RangeWord]] = {place: {} for place in _PLACES}
        for row in rows:
            place, form = row["place"], row["form"]
            if place not in _PLACES:
                raise LexiconError(f"{path}: {form}: unknown place {place!r}")
            sign = _sign(row["bound"], f"{path}: {form}")
            if (place in _BOUND) != bool(sign):
                raise LexiconError(f"{path}: {form}: a bound is {'missing' if not sign else 'out of place'}")
            if (place == "around") != (_GAP in form):
                raise LexiconError(f"{path}: {form}: only a word around a number has {_GAP}")
            if place == "inside" and form not in INNER:
                raise LexiconError(f"{path}: {form}: stands in no numeral")
            self._words[place][form] = RangeWord(
                form, sign, frozenset(row["not_preceded"]), frozenset(row["not_followed"])
            )
        around = [form.split(_GAP) for form in self._words["around"]]
        self.heads = frozenset(head for head, _ in around)
        self._tails = {tail for _, tail in around}

    def pattern(self, *places: str) -> str:
        """The longest word of these places."""
        return trie_pattern(form for place in places for form in self._words[place])

    def lead_pattern(self) -> str:
        """What may stand before a number: a comparison, or the head of a word around it."""
        forms: Iterable[str] = (f for place in ("before", "alone", "bare") for f in self._words[place])
        return trie_pattern({*forms, *self.heads})

    def tail_pattern(self) -> str:
        """The second halves of the words around a number."""
        return trie_pattern(self._tails)

    def get(self, place: str, form: str) -> RangeWord | None:
        """The entry of a form at a place."""
        return self._words[place].get(form)

    def around(self, head: str, tail: str) -> RangeWord | None:
        """The entry of a word around a number."""
        return self._words["around"].get(head + _GAP + tail)

    def find(self, place: str, pattern: re.Pattern[str], shown: str, at: int) -> re.Match[str] | None:
        """The match of `pattern` at `at` where its `word` is an entry of `place` and no part of another word."""
        found = pattern.match(shown, at)
        if found is None:
            return None
        word = self.get(place, found["word"])
        return found if word is not None and word.stands(shown, *found.span("word")) else None


def _sign(text: str, where: str) -> Sign:
    match text:
        case "" | ">" | ">=" | "<" | "<=" | "=":
            return text
    raise LexiconError(f"{where}: unknown bound {text!r}")
