"""The day in an agency's dateline, 本报白塔11月6日电: it is what 今天 means in the text behind it, not the day of issue."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.patterns import regex
from pipeline.records import Extraction
from pipeline.values import calendar as cal

_DAY = regex(r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:综合|专)?电")
# A paper prints what it was sent within so many days.
_LONGEST = timedelta(days=30)


def dateline_day(x: Extraction) -> date | None:
    """The last such day up to the day of issue; None where the byline has none, or none so near."""
    issue = x.article.issue_date
    byline = next((f for f in x.fields if f.name == "byline"), None)
    found = _DAY.search(x.view, byline.start, byline.end) if issue and byline else None
    if not issue or not found:
        return None
    month, day = int(found["month"] or issue.month), int(found["day"])
    for year, its_month in _months_back(issue, month, fixed=bool(found["month"])):
        when = cal.day(year, its_month, day)
        if when and when <= issue:
            return when if issue - when <= _LONGEST else None
    return None


def _months_back(issue: date, month: int, *, fixed: bool) -> list[tuple[int, int]]:
    """The months that may be meant, the latest first: that month, of this year or the last, or the month before the issue's."""
    if fixed:
        return [(issue.year, month), (issue.year - 1, month)]
    before = issue.replace(day=1) - timedelta(days=1)
    return [(issue.year, issue.month), (before.year, before.month)]
