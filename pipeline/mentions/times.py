"""Finder of DATE and DURATION mentions: 5月16日至17日, 去年底, “五一”前夕, 近日; 近一个月, 1小时20分钟, 半天.

One regular expression finds where a time may begin; there the grammar of dates is tried, then that of lengths.
Lexicons: `time_words.tsv`, `holidays.tsv`, `modifiers.tsv`, those of `time_told`. Times of day without a day are no DATE.
`time_any.find`, for use alone, reads every expression of time by the general grammar.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.mentions import time_grammar as g
from pipeline.mentions.modifiers import Modifiers
from pipeline.mentions.numerals import CHINESE_CHARS
from pipeline.mentions.quotes import Spans, quoted_names, quoted_speech
from pipeline.mentions.time_lexicon import Holiday, Leads, TimeWord, read_holidays, read_time_words
from pipeline.mentions.time_limits import MONTH, in_calendar
from pipeline.mentions.time_told import ToldTimes
from pipeline.mentions.trie import trie_pattern
from pipeline.patterns import regex
from pipeline.records import Label, Mention

SOURCE = "times.grammar"
# 前三季度, 前7月: the first quarters or months of the year.
_FIRST_MONTHS = ("元月", *("前" + c for c in "0123456789两二三四五六七八九十"))
# What follows the first figure of a number in a date or a length of time, which have no more figures.
_FIGURE = (
    r"(?=\d{3}[-/.]|[\d,.]{0,24}[余多几百千万亿年月日号时点个载周星礼世学工交昼天小钟分刻秒季至到~—–－─:：-])"
)

_NUMERALS = frozenset(CHINESE_CHARS)
_BARRED_BEFORE = frozenset("第/\\#№_@+每")
# Between two numbers these make one of another kind: 3:1, 5·12, 10.1.
_BINDING = frozenset(".·:：∶")
# In quoted speech these are reckoned from the day of speaking, or mean no day at all.
_SPOKEN = ("今天", "明天", "后天", "前天")
_LENGTH_CUES = (
    "为期", "历时", "连续", "持续", "长达", "时长", "提前", "延长", "超过", "不少于", "至少", "近", "约", "共", "每", "满", "达", "用时", "耗时", "停工", "滞后", "推迟", "休假",
)  # fmt: skip
_QUOTED_AFTER = ("节", "期间", "前夕", "假期", "小长假", "长假", "黄金周", "国际", "劳动节", "前后", "当天")
_APART_BEFORE = (
    "恰逢", "正值", "适逢", "迎来", "时值", "欢度", "喜迎", "今天是", "当天是", "当日是", "今日", "庆", "度", "佳节", "，", "。", "、", "（", "“", "\n", "元旦", "中秋", "年的", "逢",
)  # fmt: skip
_APART_AFTER = (
    "节气", "时节", "期间", "前夕", "前后", "假期", "当天", "当日", "，", "、", "。", "节", "长假", "”", "将至", "来临", "前",
)  # fmt: skip
_NOT_AFTER_FESTIVAL = frozenset("路街镇乡村奖桥厂县区市")


class TimeFinder:
    """Finds the DATE and DURATION mentions of a matching view."""

    def __init__(
        self, words: dict[str, TimeWord], holidays: dict[str, Holiday], modifiers: Modifiers, told: ToldTimes
    ) -> None:
        self._holidays, self._modifiers, self._told = holidays, modifiers, told
        relative_day = trie_pattern(w for w, t in words.items() if t.timex[0] == "D" and len(w) > 1)
        self._words = words = words | told.words
        festival = rf"“?(?:{trie_pattern(holidays)})”?"
        word = trie_pattern(words)
        year = rf"(?:{g.YEAR_WORD}|{g.YEAR})"
        core = (
            rf"(?P<iso>{g.ISO})"
            rf"|{g.DECADE}|{g.FIVE_YEARS}|{g.FUTURE_SPAN}"
            rf"|{g.CALENDAR}(?:{year})?(?:{g.MONTH_DAY}|{g.LUNAR_DAY})"
            rf"|(?:{g.YEAR_WORD})(?:的)?(?P<year_festival>{festival}(?:佳节|假期|长假|小长假|黄金周|当[天日晚])?)"
            rf"|(?:{g.YEAR_WORD})(?:“[^“”\n]{{1,12}}”|\p{{Han}}{{2,4}})(?=期间)"
            rf"|(?:{g.YEAR_WORD})(?: ?{g.SMALL}(?={g.DASH}{g.SMALL}月(?!{g.SMALL})))"
            rf"|(?:{g.YEAR_WORD})(?: ?{g.CALENDAR})?(?: ?(?:{g.MONTH_DAY})|{g.PART_OF_YEAR})?"
            rf"|{g.YEAR}(?={g.DASH}{g.YEAR}年)"
            rf"|{g.SMALL}(?={g.DASH}{g.SMALL}月(?!{g.SMALL}))"
            rf"|{g.SMALL}(?={g.DASH}{g.SMALL}日)"
            rf"|{g.MONTH_DAY}|(?P<week>{g.WEEK}|{g.WEEKDAY})"
            rf"|{g.LONE_DAY}{g.HOURS_FOLLOW}|{g.LONE_NUMBERED_DAY}|{g.LONE_PART}"
            rf"|(?P<word>{relative_day})"
        )
        self._point = regex(core)
        self._festival = regex(
            rf"(?P<open>“)?(?P<name>{trie_pattern(holidays)})(?P<close>”)?(?P<full>(?<=”)(?:{trie_pattern(n for n, h in holidays.items() if len(n) > 2)}))?"
            rf"(?P<more>佳节|假期|长假|小长假|黄金周|当[天日晚])?(?P<suffix>{g.SUFFIX})?"
        )
        self._word = regex(rf"(?P<name>{word})(?P<hours>{g.TIME})(?P<suffix>{g.SUFFIX})?")
        self._leads = Leads(
            [*words, *_FIRST_MONTHS],
            more=[*holidays, *("“" + name for name in holidays)],
            figure=_FIGURE,
        )

    @classmethod
    def load(cls, directory: Path) -> TimeFinder:
        """Read the lexicons of the model's mentions folder; LexiconError on a fault."""
        return cls(
            read_time_words(directory / "time_words.tsv"),
            read_holidays(directory / "holidays.tsv"),
            Modifiers(directory / "modifiers.tsv"),
            ToldTimes.load(directory),
        )

    def __call__(self, view: str) -> list[Mention]:
        """The dates and durations in text order, disjoint; none inside a quoted name."""
        mentions: list[Mention] = []
        names, speech = quoted_names(view), quoted_speech(view)
        behind = 0
        for start in self._leads(view):
            if start < behind:
                continue
            found = self._read(view, start, speech)
            if found is None:
                continue
            first, end, label = found
            first = max(first, behind)
            behind = end
            if not names.around(first, end):
                mentions.append(Mention(first, end, label, SOURCE))
        return mentions

    def _read(self, view: str, start: int, speech: Spans) -> tuple[int, int, Label] | None:
        before = view[start - 1] if start else ""
        if before and (before.isascii() and before.isalnum()) and view[start].isascii():
            return None
        if view.startswith(_SPOKEN, start) and speech.around(start, start + 2):
            return None
        bound = before in _BINDING and start > 1 and view[start - 2].isdigit()
        if bound and not (MONTH.match(view, start) and _ITEM.search(view, max(0, start - 4), start)):
            return None
        festival = self._read_festival(view, start)
        if festival is not None:
            return start, festival, "DATE"
        word = self._read_word(view, start, before, speech)
        date = None if before in _BARRED_BEFORE else self._read_date(view, start, before, speech)
        if word is not None and (date is None or word >= date):
            return start, word, "DATE"
        if date is not None:
            return start, date, "DATE"
        return self._read_length(view, start, before, speech)

    def _read_festival(self, view: str, start: int) -> int | None:
        found = self._festival.match(view, start)
        if found is None:
            return None
        if start and view[start - 1] in "个每":
            return None
        form = self._holidays[found["name"]].form
        end = found.end()
        after = view[end : end + 1]
        quoted = bool(found["open"] and found["close"])
        inside = view.rfind("“", max(0, start - 30), start) > view.rfind("”", max(0, start - 30), start)
        if (found["open"] and not found["close"]) or (found["close"] and not found["open"] and inside):
            # “五一，…: the mark opens or closes something else.
            return None
        tail = view[found.end("close") if found["close"] else found.end("name") :][:4]
        if after in _NOT_AFTER_FESTIVAL and after and not found["suffix"]:
            return None
        before = view[max(0, start - 4) : start]
        if form == "quoted":
            if (
                not tail.startswith(_QUOTED_AFTER)
                and not (found["suffix"] or found["more"])
                and not (
                    quoted
                    and (
                        tail[:1] in "，。、；至到和 "
                        or before.endswith(("在", "于", "逢", "迎", "每年", "今年", "庆", "值"))
                    )
                )
            ):
                return None
        elif form == "apart" and not quoted and not found["suffix"] and not found["more"]:
            beside = not start or before.endswith(_APART_BEFORE)
            if not (
                beside
                and (
                    not tail
                    or tail.startswith(_APART_AFTER)
                    or before.endswith(("恰逢", "正值", "适逢", "迎来", "时值"))
                )
            ):
                return None
        return end

    def _read_word(self, view: str, start: int, before: str, speech: Spans) -> int | None:
        found = self._word.match(view, start)
        if found is None:
            return None
        name = found["name"]
        word = self._words[name]
        if before in word.not_preceded and before:
            return None
        after = view[found.end("name") : found.end("name") + 1]
        if after and after in word.not_followed:
            return None
        if name == "昨" and not found["hours"]:
            return None
        if name in self._told.words and not self._told.stands(view, start, found.end("name"), speech):
            return None
        if word.timex.endswith("REF"):
            return found.end("name")
        return found.end()

    def _read_date(self, view: str, start: int, before: str, speech: Spans) -> int | None:
        found = self._point.match(view, start)
        if found is None:
            return None
        end = _behind_hours(view, found)
        if dash := _DASH.match(view, end):
            if now := _NOW.match(view, dash.end()):
                end = now.end()
            elif second := self._point.match(view, dash.end()):
                end = _behind_hours(view, second)
        if suffix := _SUFFIX.match(view, end):
            end = suffix.end()
        text = view[start:end]
        if found["word"] and self._read_word(view, start, before, speech) is None:
            return None
        if text[0] == "“" and text.count("“") != text.count("”"):
            return None
        if (
            before in "十百千万亿零一二两三四五六七八九数几"
            and text[0] in "零一二三四五六七八九十"
            and before
        ):
            return None
        if before == "-" and text[0].isdigit() and view[start - 2 : start - 1].isalnum():
            return None
        if before in ("周", "初") and text[0] not in "今去明本上下":
            return None
        if _LONE_DAY.match(text) and view.endswith(_LENGTH_CUES, max(0, start - 4), start):
            return None
        if not in_calendar(text):
            return None
        if _WEEKDAY.fullmatch(text) and not self._weekday_stands(view, start, end):
            return None
        return end

    @staticmethod
    def _weekday_stands(view: str, start: int, end: int) -> bool:
        """周一 is a day only where no name can follow (周一鸣)."""
        return view[start] != "周" or view[end : end + 1] in "，。、；）至到的（ ”是在将要，都又\n"

    def _read_length(
        self, view: str, start: int, before: str, speech: Spans
    ) -> tuple[int, int, Label] | None:
        if before in _NUMERALS and view[start] in _NUMERALS and before:
            return None
        if (before and before in "第届初每/千百万十亿几数") or (
            before and before.isascii() and before.isdigit()
        ):
            return None
        found = g.LENGTH.match(view, start)
        if found is None and view.endswith(_LENGTH_CUES, max(0, start - 4), start):
            found = g.LENGTH_IN_DAYS.match(view, start)
        if found is None or len(found[0]) > 24:
            return None
        text, end = found[0], found.end()
        _, first = self._modifiers.before(view, start)
        if (
            text[0] == "一"
            and text[1] not in "百千万十"
            and (
                (before in "每这那同有头第哪某新旧整逐统唯当的老" and before)
                or (before == "前" and view[start - 2 : start - 1] != "提")
                or view.startswith(("一年一", "一天天", "一天一", "一日"), start)
            )
        ):
            return None
        if text[0] in "百千万" and first == start:
            return None
        if first == start:
            if ago := _AGO.match(view, end):
                return start, ago.end(), "DATE"
            if (later := self._told.later(view, start, end, speech)) is not None:
                return start, later, "DATE"
        if self._told.is_column(view, start, end):
            return None
        _, after = self._modifiers.after(view, end)
        if view[after - 2 : after] in ("以内", "之多"):
            after = end
        return first, after, "DURATION"


_DASH, _SUFFIX = regex(g.DASH), regex(g.SUFFIX)
_TIME, _HOURS = regex(g.TIME), regex(g.HOURS)
# 2019年至今.
_NOW = regex("今(?![天日晚晨早年])")
_AGO = regex(rf"{g.BEFORE}|[以之]前")
_LONE_DAY, _WEEKDAY = regex(f"{g.SMALL}日"), regex(g.WEEKDAY)
# 1.7月10日: the number of an item, then its date.
_ITEM = regex(r"(?<![^\n])\d{1,2}\.$")


def _behind_hours(view: str, day: re.Match[str]) -> int:
    """The end of a date with the hours behind it, where it ends in a day that they may follow."""
    end = day.end()
    if day.lastindex is None or day.end(day.lastindex) != end or day.lastgroup == "year_festival":
        return end
    # A day of the week may stand between, unless the date is one, or a word or figures that go without.
    hours = (_TIME if day.lastgroup else _HOURS).match(view, end)
    return hours.end() if hours else end
