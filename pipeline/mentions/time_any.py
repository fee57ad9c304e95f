"""Finds every expression of time in a text, by the general grammar: dates, times of day, ranges, lengths, sets.

The finder of DATE and DURATION mentions (`pipeline.mentions.times`) keeps to what the annotation guide calls a
mention; this one reads everything, for use alone and as the reader of values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipeline.lexicon import LexiconError, model_dir, read_table, read_words
from pipeline.mentions.time_clock import ClockReader, read_day_parts
from pipeline.mentions.time_lexicon import (
    Leads,
    TimeWord,
    read_holidays,
    read_periods,
    read_time_words,
)
from pipeline.mentions.time_parts import Phrase
from pipeline.mentions.time_phrases import PhraseReader
from pipeline.mentions.time_points import PointReader
from pipeline.mentions.trie import trie_pattern
from pipeline.patterns import regex
from pipeline.view import view

_SHIFT = regex(r"([DMY])(@?)([+-]\d+)?")
# Characters before which, or after which, no time begins: 第5天, 200号文件.
_BARRED_BEFORE = frozenset("第№#@_\\")
# A stretch may also begin behind a sign or with a spaced numeral.
_SPACED_LEADS = ("= ", *(c + " " for c in "一二两三四五六七八九十"))
# What may follow 自, 从, 打 or 约 where these open a time.
_AFTER_SINCE = (
    "0123456789零一二三四五六七八九十两今昨去前明后大本当同次上下这农阴公每近正腊冬现周星礼元春夏秋国"
)


class AnyTimeFinder:
    """Finds every expression of time of a matching view."""

    def __init__(self, phrases: PhraseReader, leads: list[str]) -> None:
        self._phrases = phrases
        self._leads = Leads((), more=leads)

    @classmethod
    def load(cls, directory: Path) -> AnyTimeFinder:
        """Read the lexicons of the model's mentions folder; LexiconError on a fault."""
        words = read_time_words(directory / "time_words.tsv") | read_time_words(
            directory / "spoken_times.tsv"
        )
        holidays = read_holidays(directory / "holidays.tsv") | read_holidays(directory / "world_holidays.tsv")
        parts = read_day_parts(directory / "day_parts.tsv")
        eras = read_eras(directory / "eras.tsv")
        periods = read_periods(directory / "periods.tsv")
        bound = trie_pattern(n for n, period in periods.items() if period.bound)
        lone = trie_pattern(n for n, period in periods.items() if not period.bound)
        shifts: dict[str, tuple[str, bool, int]] = {}
        refs: dict[str, str] = {}
        for word, entry in words.items():
            if entry.timex.endswith("_REF"):
                refs[word] = entry.timex
                continue
            found = _SHIFT.fullmatch(entry.timex)
            if found is None:
                raise LexiconError(f"{word}: no such timex {entry.timex!r}")
            shifts[word] = found[1], bool(found[2]), int(found[3] or 0)
        names = trie_pattern(holidays)
        guarded = {w: e for w, e in words.items() if e.not_preceded or e.not_followed}
        points = PointReader(
            ClockReader(parts),
            regex(f"(?P<word>{_guarded(shifts, guarded)})"),
            shifts,
            regex(
                rf"“?(?P<name>{names})”?(?:(?<=”)(?:{names}))?(?:假期|长假|小长假|黄金周|佳节|当[天日晚])?"
            ),
            frozenset(name for name, h in holidays.items() if h.form == "free"),
            regex(rf"(?:{bound})(?=以来|以[前后]|之[前后]|[前后](?!来|续)|期间|时期|前夕)|{lone}"),
            eras,
        )
        phrases = PhraseReader(points, regex(_guarded(refs, guarded)), refs)
        leads = [
            *words,
            *holidays,
            *parts,
            *eras,
            *periods,
            *read_words(directory / "time_leads.txt"),
            *_SPACED_LEADS,
            *("“" + name for name in holidays),
        ]
        leads += [p + n for p in ("自", "从", "打", "约") for n in _AFTER_SINCE]
        return cls(phrases, leads)

    def __call__(self, view: str) -> list[Phrase]:
        """The expressions in text order, disjoint, none over a line end."""
        found: list[Phrase] = []
        behind = 0
        for at in self._leads(view):
            if at < behind:
                continue
            phrase = self.read(view, at)
            if phrase is not None and phrase.end > phrase.start:
                found.append(phrase)
                behind = phrase.end
        return found

    def read(self, view: str, at: int) -> Phrase | None:
        """The expression that begins at `at`."""
        before = view[at - 1] if at else ""
        if before:
            if before in _BARRED_BEFORE:
                return None
            if view[at].isascii() and before.isascii() and before.isalnum():
                return None
            if view[at] in _NUMERALS and before in _NUMERALS:
                return None
        return self._phrases.read(view, at)


_NUMERALS = frozenset("零一二两三四五六七八九十百千万亿几数")


def read_eras(path: Path) -> dict[str, int]:
    """The entries of `eras.tsv`: name → the year before its first; LexiconError on a fault."""
    rows = read_table(path, ["name", "first", "example"], key=["name"])
    for r in rows:
        if not r["first"].isdecimal() or not r["example"].startswith(r["name"]):
            raise LexiconError(f"{path}: {r['name']}: not an era")
    # The matching view writes 乾 as 干.
    return {view(r["name"]): int(r["first"]) - 1 for r in rows}


def _guarded(names: Iterable[str], guarded: dict[str, TimeWord]) -> str:
    """A pattern of the names with what may not stand beside them."""
    names = list(names)
    plain = trie_pattern(n for n in names if n not in guarded)
    special = []
    for name in sorted((n for n in names if n in guarded), key=len, reverse=True):
        before = "".join(guarded[name].not_preceded)
        after = "".join(guarded[name].not_followed)
        left = f"(?<![{re.escape(before)}])" if before else ""
        special.append(left + re.escape(name) + (f"(?![{re.escape(after)}])" if after else ""))
    return "|".join([*special, plain])


def find(text: str) -> list[Phrase]:
    """Every expression of time in `text` (as written, any script), in text order, disjoint; the model is loaded once.

    `text[phrase.start : phrase.end]` is the expression; its value comes from `pipeline.values.date_reading.read`.
    """
    return finder()(view(text))


@cache
def finder() -> AnyTimeFinder:
    """The finder of the model folder, loaded once."""
    return AnyTimeFinder.load(model_dir() / "mentions")
