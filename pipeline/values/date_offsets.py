"""Lengths counted from a day: 三年前 from the day of issue, 三天后 from the last day that the text told of."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.patterns import regex
from pipeline.values import calendar as cal
from pipeline.values.durations import pieces

# An expression is one of these or none, whatever day it is counted from.
_NUMBER = r"(?:[大小]?半|[\d一二两三四五六七八九十百几数])[^月日]*"
COUNTED = regex(
    rf"^{_NUMBER}(?:(?:年|月|周|天|星期|礼拜|小时|分钟)半?多?(?:以|之)?[前后]|[多余]?日(?:以|之)?后)$"
)
Days = tuple[date | None, date | None, str]


def counted(text: str, issue: date | None, told: date | None, named: date | None) -> Days:
    """First and last day and TIMEX3 value of a text that `COUNTED` matches: the year, month or day so long before the
    issue; the day so long after that told of last, the year or month so long after the date `named` last.

    A year or month after the issue was not meant. Vague for 多, 几 and parts, for hours and the weeks before.
    """
    sign = -1 if text.endswith("前") else 1
    base = issue if sign < 0 else named if any(c in text for c in "年月") else told
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    length = pieces(text)
    if base is None or len(length) != 1 or any(c in text for c in "多余几数半") or length[0][0] % 1:
        return None, None, vague
    number, letter = int(length[0][0]), length[0][1]
    if letter == "W" and sign > 0:
        number, letter = 7 * number, "D"
    if letter == "Y" and number < (base.year if sign < 0 else 100):
        first, last = cal.year_days(base.year + sign * number)
        if issue and first > issue:
            return None, None, vague
        return first, last, f"{first.year:04d}"
    if letter == "M" and number < (12 * (base.year - 1) if sign < 0 else 1200):
        year, month = cal.add_months(base, sign * number)
        first, last = cal.month_days(year, month)
        if issue and first > issue:
            return None, None, vague
        return first, last, f"{year:04d}-{month:02d}"
    if letter == "D" and number < 3650:
        when = base + sign * timedelta(days=number)
        return when, when, when.isoformat()
    return None, None, vague
