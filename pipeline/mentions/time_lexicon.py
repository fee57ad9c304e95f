"""The lexicons of times, `time_words.tsv` and `holidays.tsv`, and the characters that a time may begin with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from pipeline.lexicon import LexiconError, read_table
from pipeline.patterns import regex
from pipeline.records.record import record

HOLIDAY_FORMS = frozenset({"free", "quoted", "apart"})

# Two characters that a time may begin with: one of the first, then one of the second.
_LEADS = (
    (
        "一二两三四五六七八九十廿百千数几",
        "零一二两三四五六七八九十百千万亿几余多来个半年月日号点时天周小星分秒世礼学季旬刻昼载工",
    ),
    ("今去前明后本当同次翌上下这", "年月周星礼世半春夏秋冬旬季个"),
    ("上下这", "一上下"),
    ("公民农阴旧夏正腊冬第未", "元国历月一二三四来"),
    ("闰初周", "一二三四五六七八九十日"),
    ("年月", "初底末中内"),
    ("岁", "末尾"),
    ("大小", "半"),
    ("半", "个年月天日小周"),
    ("星礼", "期拜"),
    ("上中下", "旬"),
    ("“", "十"),
)


@record
class TimeWord:
    """An entry of `time_words.tsv`."""

    timex: str
    not_preceded: frozenset[str]
    not_followed: frozenset[str]


@record
class Holiday:
    """An entry of `holidays.tsv`: `date` and `form` as explained there."""

    date: str
    form: str


def read_time_words(path: Path) -> dict[str, TimeWord]:
    """The entries of `time_words.tsv`; LexiconError on a fault."""
    optional = ["not_preceded", "not_followed", "example"]
    rows = read_table(path, ["word", "timex"], optional=optional, key=["word"])
    return {
        r["word"]: TimeWord(r["timex"], frozenset(r["not_preceded"]), frozenset(r["not_followed"]))
        for r in rows
    }


def read_holidays(path: Path) -> dict[str, Holiday]:
    """The entries of `holidays.tsv`; LexiconError on a fault."""
    rows = read_table(path, ["name", "date", "form"], optional=["example"], key=["name"])
    if unknown := {r["form"] for r in rows} - HOLIDAY_FORMS:
        raise LexiconError(f"{path}: unknown form {sorted(unknown)[0]!r}")
    return {r["name"]: Holiday(r["date"], r["form"]) for r in rows}


@record
class Period:
    """An entry of `periods.tsv`: first and last day, and whether a word such as 以来 must follow."""

    first: date
    last: date
    bound: bool


def read_periods(path: Path) -> dict[str, Period]:
    """The entries of `periods.tsv`; LexiconError on a fault."""
    found: dict[str, Period] = {}
    for r in read_table(path, ["name", "first", "last", "bound", "example"], key=["name"]):
        try:
            period = Period(
                date.fromisoformat(r["first"]), date.fromisoformat(r["last"]), r["bound"] == "yes"
            )
        except ValueError:
            raise LexiconError(f"{path}: {r['name']}: not a day") from None
        if period.first > period.last or r["bound"] not in ("yes", "no"):
            raise LexiconError(f"{path}: {r['name']}: not a period")
        found[r["name"]] = period
    return found


class Leads:
    """Where a time may begin: what `words`, `more` and the pairs of `_LEADS` begin with, and numbers in figures.

    Two characters decide for `words`, up to four for `more`. `figure` is what must stand behind the first
    figure of a number.
    """

    def __init__(self, words: Iterable[str], *, more: Iterable[str] = (), figure: str = "") -> None:
        beginnings = {first + second for firsts, seconds in _LEADS for first in firsts for second in seconds}
        beginnings |= {word[:2] for word in words} | {word[:4] for word in more}
        self._words = AhoCorasick(sorted(beginnings))
        self._figure = regex(rf"[0-9](?<!\d\d){figure}")

    def __call__(self, view: str) -> list[int]:
        """The places in the view, in order."""
        places = {start for _, start, _ in self._words.find_matches_as_indexes(view, overlapping=True)}
        places.update([m.start() for m in self._figure.finditer(view)])
        return sorted(places)
