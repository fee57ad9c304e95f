"""DATE and DURATION mentions → first and last day and TIMEX3 value.

The mentions of an article are read in text order, because 当天, 同年 and 15日 mean what was named before them.
The anchor is the day of an agency's dateline, else the article's issue date; without one, the latest full date that the text itself names.
`date_reading.read`, for use alone, gives the value of every expression of time of a text.
Lexicons: `time_words.tsv` and `holidays.tsv` of the finder of times, `future_cues.tsv` of this folder.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from pipeline.lexicon import LexiconError, read_shown
from pipeline.mentions import time_grammar as g
from pipeline.mentions.quotes import quoted_speech
from pipeline.mentions.time_lexicon import Holiday, TimeWord, read_holidays, read_time_words
from pipeline.mentions.time_told import read_told_days
from pipeline.mentions.trie import trie_pattern
from pipeline.patterns import regex
from pipeline.records import Date, Extraction, Mention
from pipeline.values import calendar as cal
from pipeline.values.clock import time_timex
from pipeline.values.date_expressions import bare_number, read_expression, split_suffix
from pipeline.values.date_memory import Memory
from pipeline.values.date_offsets import COUNTED, counted
from pipeline.values.dateline import dateline_day
from pipeline.values.durations import duration_timex
from pipeline.values.resolve import Scene, Span, resolve
from pipeline.values.stops import Stops

_RANGE = regex(g.DASH)
_ISO = regex(g.ISO)
# The right side of a range that is only a clock time: 9时至11时.
_HOURS = regex(rf"(?:次日|翌日)?(?:{g.TIME_OF_DAY})?(?:{g.CLOCK})")
# 2019年至今, but not 去年9月到今年1月.
_NOW = regex("今(?![年天日晚晨早夜春夏秋冬])")
_CLAUSES = Stops("。！？；\n")
_OFFSET = regex(r"([DMY])(@?)([+-]\d+)?")
# 今年春运(期间), 今年“安全生产月”(期间): a time of the year whose days are not known.
_NAMED_SEASON = regex(r"“|\p{Han}{2,4}$")
_NEAREST = ("前", "之前", "以前", "起", "止")
_VAGUE = ("前夕", "前夜", "前后")


class DateReader:
    """Reads the days of DATE mentions and the lengths of DURATION mentions."""

    def __init__(
        self, words: dict[str, TimeWord], holidays: dict[str, Holiday], cues: dict[str, str]
    ) -> None:
        for name, entry in holidays.items():
            cal.check_holiday(name, entry.date)
        for word, meaning in words.items():
            if not meaning.timex.endswith("_REF") and not _OFFSET.fullmatch(meaning.timex):
                raise LexiconError(f"time_words.tsv: {word}: no such timex {meaning.timex!r}")
        self._words, self._holidays = words, holidays
        self._word = regex(trie_pattern(words))
        self._festival = regex(
            rf"“?(?P<name>{trie_pattern(holidays)})”?(?:{trie_pattern(n for n in holidays if len(n) > 2)})?"
        )
        # Two of three expressions come again: 今年, 近日.
        self._parts = lru_cache(maxsize=1024)(lambda text, year: read_expression(text, self._festival, year))
        self._cue = regex(trie_pattern(cues))
        self._cues = cues

    @classmethod
    def load(cls, directory: Path) -> DateReader:
        """Read the lexicons of the model's values folder and of its neighbour, mentions."""
        mentions = directory.parent / "mentions"
        rows = read_shown(directory / "future_cues.tsv", "cue", ["place"])
        return cls(
            read_time_words(mentions / "time_words.tsv") | read_told_days(mentions / "told_days.tsv"),
            read_holidays(mentions / "holidays.tsv"),
            {r["cue"]: r["place"] for r in rows},
        )

    def __call__(self, x: Extraction) -> list[Date]:
        """One Date per DATE and DURATION mention of `x.mentions`, in their order."""
        dates: dict[int, Date] = {}
        issue = dateline_day(x) or x.article.issue_date
        anchor, year = (issue, None) if issue else self._anchor_of(x)
        memory = Memory(quoted_speech(x.view))
        mentions = x.labelled("DATE", "DURATION")
        for mention in sorted(mentions, key=lambda m: m.start):
            text = x.view[mention.start : mention.end]
            if mention.label == "DURATION":
                dates[id(mention)] = Date(mention, "DURATION", duration_timex(text))
                continue
            word = self._word.match(text)
            if word is not None and (vague := self._words[word[0]].timex).endswith("REF"):
                dates[id(mention)] = Date(mention, "DATE", vague)
                continue
            scene = self._scene(x, mention, anchor, year, memory)
            start, end, timex = self._read(text, word, scene, issue)
            if start and end and end < start:
                # No period runs backwards: the year or month was misread, and no value is better than a wrong one.
                start = end = None
            dates[id(mention)] = Date(mention, "DATE", timex, start, end)
            if word is None or not self._words[word[0]].timex.startswith("D@-"):  # 前一天 only looks back
                memory.remember(x, mention, start, end)
        return [dates[id(m)] for m in mentions]

    def _anchor_of(self, x: Extraction) -> tuple[date | None, int | None]:
        """The latest full date of the text, else the latest year that it names."""
        full: list[date] = []
        years: list[int] = []
        for mention in x.labelled("DATE"):
            text, _ = split_suffix(x.view[mention.start : mention.end])
            try:
                e = self._parts(_RANGE.split(text)[0] if not _ISO.match(text) else text, None)
            except (ValueError, KeyError):
                continue
            if e.year is None or not 1900 <= e.year <= 2100:
                continue
            years.append(e.year)
            if e.month and e.day and not e.lunar and (when := cal.day(e.year, e.month, e.day)):
                full.append(when)
        return (max(full) if full else None), (max(years) if years else None)

    def _scene(
        self, x: Extraction, m: Mention, anchor: date | None, year: int | None, memory: Memory
    ) -> Scene:
        view, left, right = x.view, _CLAUSES.before(x.view, m.start), _CLAUSES.behind(x.view, m.end)
        ahead = any(
            found.start() >= m.end or self._cues[found[0]] in ("before", "any")
            for found in self._cue.finditer(view, left, right)
            if not (
                found.start() >= m.end and self._cues[found[0]] == "before" and found.start() - m.end > 20
            )
        )
        goes_on = left <= memory.last_end
        if x.article.issue_date and m.start > memory.month_end >= 0:
            goes_on = left <= memory.month_end
        return Scene(
            anchor,
            year,
            memory.last,
            memory.day_before(left, ahead),
            memory.last_month,
            ahead,
            same_sentence=goes_on,
            issued=x.article.issue_date is not None,
            same_paragraph="\n" not in view[max(0, memory.month_end) : m.start],
            in_days=memory.in_days,
            whole_year=memory.year_of(x, m, ahead),
        )

    def _read(
        self, text: str, word: re.Match[str] | None, scene: Scene, issue: date | None
    ) -> tuple[date | None, date | None, str]:
        if word is not None and (word.end() == len(text) or text[0] in "今昨明前后当同次翌隔即大这那第转此"):
            found = self._word_value(text, word, scene, issue)
            dash = _RANGE.search(text, word.end())
            if found and found[0] and dash and (end := self._last_day(text[dash.end() :], found[0], scene)):
                return found[0], end, f"{found[0].isoformat()}/{end.isoformat()}"
            if found is not None:
                return found
        if text.startswith("未来"):
            return None, None, "FUTURE_REF"
        if COUNTED.match(text):
            return counted(text, issue, scene.last_day, scene.last)
        body, suffix = split_suffix(text)
        if suffix in _NEAREST:
            scene = replace(scene, nearest=True)
        span = self._span(body, scene)
        return _with_suffix(span, suffix, body, issue)

    def _word_value(
        self, text: str, word: re.Match[str], scene: Scene, issue: date | None
    ) -> tuple[date | None, date | None, str] | None:
        found = _OFFSET.fullmatch(self._words[word[0]].timex)
        if found is None:
            return None
        shift = int(found[3] or 0)
        rest, suffix = split_suffix(text[word.end() :]) if word.end() < len(text) else ("", "")
        base = (scene.last_day if found[1] == "D" else scene.last) if found[2] else issue
        if found[1] == "Y" and not found[2]:
            base = date(scene.whole_year, 1, 1) if scene.whole_year else None
        if base is None:
            return None, None, {"D": "XXXX-XX-XX", "M": "XXXX-XX", "Y": "XXXX"}[found[1]]
        match found[1]:
            case "D":
                when = base + timedelta(days=shift)
                span = Span((when, when), when.isoformat() + time_timex(word[0][-1] + rest))
            case "M":
                if rest:
                    return None  # 当月15日
                year, month = cal.add_months(base, shift)
                span = Span(cal.month_days(year, month), f"{year:04d}-{month:02d}")
            case _:
                if rest:
                    return None
                span = Span(cal.year_days(base.year + shift), f"{base.year + shift:04d}")
        return _with_suffix(
            span, suffix or ("起" if word[0] == "即日" and text.endswith("起") else ""), text, issue
        )

    def _holiday(self, name: str, year: int) -> date | None:
        return cal.holiday(name, self._holidays[name].date, year) if 1 <= year <= 9998 else None

    def _span(self, body: str, scene: Scene) -> Span:
        iso = _ISO.match(body)
        parts = [body] if iso and iso.end() >= len(body) - 1 else _RANGE.split(body, maxsplit=1)
        if len(parts) == 2 and (
            not parts[0] or not parts[1] or ":" in parts[0] or _HOURS.fullmatch(parts[1])
        ):
            parts = [body]
        if len(parts) == 1:
            return self._point(body, scene)
        return self._range(parts[0], parts[1], scene)

    def _point(self, text: str, scene: Scene) -> Span:
        anchor_year = scene.this_year
        e = self._parts(text, anchor_year)
        span = resolve(e, scene, self._holiday)
        if (e.year or e.year_word) and e.day is None and not e.festival and _NAMED_SEASON.match(e.rest):
            return Span(None, span.timex)
        if e.festival and e.rest.startswith(("假期", "长假", "小长假", "黄金周")):
            return Span(None, span.timex, festival=True)
        if span.days and span.days[0] == span.days[1] and e.rest:
            return replace(span, timex=span.timex + time_timex(e.rest))
        return span

    def _last_day(self, right: str, start: date, scene: Scene) -> date | None:
        """The day that a range from `start` ends on where it is a word: 今晚到明天, 6月3日至次日."""
        word = self._word.match(right)
        found = _OFFSET.fullmatch(self._words[word[0]].timex) if word else None
        base = start if found and found[2] else scene.anchor
        if found is None or found[1] != "D" or base is None:
            return None
        return base + timedelta(days=int(found[3] or 0))

    def _range(self, left: str, right: str, scene: Scene) -> Span:
        """5月16日至17日, 2020-2022年, 9月至12月, 2018年至今: each side lends the other what it lacks."""
        first_number = bare_number(left)
        if first_number is not None:
            for mark in ("年", "月", "日"):
                if mark in right:
                    left = left + mark
                    break
        first = self._point(left, scene)
        if _NOW.match(right):
            return Span(
                (first.days[0], scene.anchor) if first.days and scene.anchor else None,
                first.timex + "/PRESENT_REF",
            )
        if first.days is None:
            return Span(None, f"{first.timex}/{self._point(right, scene).timex}")
        start = first.days[0]
        if end := self._last_day(right, start, scene):
            return Span((start, end), f"{first.timex}/{end.isoformat()}")
        second_scene = Scene(start, None, start, start, start, ahead=True, same_sentence=True)
        e = self._parts(right, start.year)
        if e.year is None and e.year_word:
            second_scene = scene
        second = resolve(e, second_scene, self._holiday)
        if second.days is not None and second.days[1] < start and e.year is None and e.month is not None:
            second = resolve(replace(e, year=start.year + 1), second_scene, self._holiday)
        if second.days is None:
            return Span(None, f"{first.timex}/{second.timex}")
        return Span((start, second.days[1]), f"{first.timex}/{second.timex}")


def _with_suffix(
    span: Span, suffix: str, body: str, issue: date | None
) -> tuple[date | None, date | None, str]:
    days = span.days
    if suffix in _VAGUE or (suffix == "期间" and span.festival):
        return None, None, span.timex
    if days is None:
        return None, None, span.timex
    start, end = days
    match suffix:
        case "以来":
            return (
                start,
                issue,
                f"{span.timex}/PRESENT_REF" if issue is None else f"{span.timex}/{issue.isoformat()}",
            )
        case "起":
            return start, None, f"{span.timex}/.."
        case "前" | "之前" | "以前":
            last = end - timedelta(days=1) if span.festival else end
            return None, last, f"../{last.isoformat()}"
        case "止":
            return None, end, f"../{end.isoformat()}"
    return start, end, span.timex
