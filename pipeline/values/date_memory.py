"""What a text has named so far, by which 当天, 第二天 and 15日 are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.mentions import time_grammar as g
from pipeline.mentions.quotes import Spans
from pipeline.patterns import regex
from pipeline.records import Extraction, Mention
from pipeline.values import calendar as cal

_RANGE = regex(g.DASH)
# 3月1日起执行 tells of a rule, and a range of weeks (3月1日至31日，人均加班…) is no day of a story.
_RULE = regex(r"[^，。；]{0,8}(?:执行|施行|实施|生效|兑现)")
# 全年累计走访…, 圆满完成全年任务: of a year that is over.
_DONE = regex(r"累计|顺利完成|圆满完成|超额完成|胜利完成|完成了|共(?![同青产])")
_SUMMED = 3
_SCENE = timedelta(days=10)


@dataclass(slots=True)
class Memory:
    """The dates named last, and where their mentions end.

    `last` any date, `last_day` a single day, `told_day` a day on which the text's story took place, `last_month` the first
    day of a date within a month (`in_days`: written with its day), `year` a whole year.
    """

    speech: Spans
    last: date | None = None
    last_end: int = -1
    last_day: date | None = None
    day_end: int = -1
    told_day: date | None = None
    last_month: date | None = None
    month_end: int = -1
    in_days: bool = False
    year: int | None = None
    year_end: int = -1

    def day_before(self, sentence: int, ahead: bool) -> date | None:
        """The day that 第二天 is counted from in a sentence that begins at `sentence`.

        It goes on with the story, not with a day to come or a day of a quotation of which an earlier sentence spoke.
        """
        aside = self.told_day is not None and sentence > self.day_end and not ahead
        return self.told_day if aside else self.last_day

    def year_of(self, x: Extraction, m: Mention, ahead: bool) -> int | None:
        """The year that 全年 means: the one that its paragraph named, else that of the issue.

        In the first months of a year what is summed up is the year before.
        """
        issue = x.article.issue_date
        if self.year is not None and "\n" not in x.view[self.year_end : m.start]:
            return self.year
        if issue is None:
            return self.last.year if self.last else None
        over = issue.month <= _SUMMED and not ahead and _DONE.search(x.view, max(0, m.start - 8), m.end + 12)
        return issue.year - 1 if over else issue.year

    def remember(self, x: Extraction, m: Mention, start: date | None, end: date | None) -> None:
        """Notes the days of a mention."""
        first, text, issue = start or end, x.view[m.start : m.end], x.article.issue_date
        if first is None:
            return
        self.last, self.last_end = first, m.end
        if start is None:
            return
        if (
            end
            and (start.month, start.day, end.month) == (1, 1, 12)
            and (start, end) == cal.year_days(start.year)
        ):
            self.year, self.year_end = start.year, m.end
        if end is None or (end - start).days < 31:
            self.last_month, self.month_end = start, m.end
            self.in_days = any(c in text for c in "日号")
        short = end is not None and (end - start).days < 32 and bool(_RANGE.search(text))
        feast = self.last_day is not None and not any(c in text for c in "日号月天晚")
        if feast or not (end is None or start == end or short):
            return
        self.last_day, self.day_end = start, m.end
        told = not _RULE.match(x.view, m.end) if end is None else end - start <= _SCENE
        if told and not (issue and start > issue) and not self.speech.around(m.start, m.end):
            self.told_day = start
