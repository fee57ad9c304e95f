"""Date expressions → first and last day, given an anchor date and what the text named before.

The rule for a missing year: the latest such date not after the anchor, unless the text points ahead.
Nothing here knows today's date.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pipeline.records.record import record
from pipeline.values import calendar as cal
from pipeline.values.calendar import Days
from pipeline.values.date_expressions import Expression

# How far ahead a date may lie to be meant where the clause points ahead: half a year.
_NEAR = timedelta(days=183)
# How long after a date was named a day alone still means its month.
_GOES_ON = timedelta(days=92)
# How much nearer the next such day must be than the last one, where nothing points ahead.
_NEXT = 5
# A day so shortly before the issue is that of the news, whatever month the background spoke of.
_FRESH = timedelta(days=3)
# … unless the paragraph tells of days that follow each other closely.
_FOLLOWS = timedelta(days=10)


@record
class Scene:
    """What a date expression is read against.

    `anchor` is the issue date or what stands for it; `year` the year to assume where only that is known;
    `last` the last date named before (its first day), `last_day` the last single day, `last_month` the first day of
    the last date that lies within a month; `ahead` the clause points ahead; `nearest` the suffix (前, 起) leaves the direction open; `same_sentence` the last date stands in the
    same sentence. `issued` the anchor is an issue date; `same_paragraph` and `in_days` say of `last_month` that no
    line ends after it and that it was written with its day. `whole_year` is what 全年 means.
    """

    anchor: date | None
    year: int | None = None
    last: date | None = None
    last_day: date | None = None
    last_month: date | None = None
    ahead: bool = False
    nearest: bool = False
    same_sentence: bool = False
    issued: bool = False
    same_paragraph: bool = False
    in_days: bool = False
    whole_year: int | None = None

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means."""
        return self.anchor.year if self.anchor else self.year


@record
class Span:
    """First and last day and TIMEX3 value; the days are None for what has none."""

    days: Days | None
    timex: str
    festival: bool = False


_PARTS_OF_MONTH = {
    "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31),
    "上中旬": (1, 20), "中下旬": (11, 31), "上半月": (1, 15), "下半月": (16, 31),
}  # fmt: skip
_PARTS_OF_YEAR = {
    "初": (1, 1), "伊始": (1, 1), "底": (12, 12), "末": (12, 12), "终": (12, 12), "中": (6, 6),
    "上半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "后半年": (7, 12), "内": (1, 12), "全年": (1, 12),
}  # fmt: skip
_YEAR_WORDS = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}
_MONTH_WORDS = {"本": 0, "这": 0, "上": -1, "上上": -2, "下": 1, "下下": 2}
_SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI", "暑": "SU", "寒": "WI"}


def resolve(e: Expression, scene: Scene, holidays: Callable[[str, int], date | None]) -> Span:
    """The days that `e` means; `holidays` gives the day of a festival in a year."""
    if e.years:
        first, last = e.years
        return Span(
            (date(first, 1, 1), date(last, 12, 31)),
            f"{first}/{last}" if last - first != 9 else str(first)[:3],
        )
    if e.week is not None or e.weekday is not None:
        return _week(e, scene)
    year = e.year if e.year is not None else _year_of_word(e.year_word, scene)
    if e.year_word and year is None:
        return Span(None, "XXXX")
    if year is not None and not 1 <= year <= 9998:
        return Span(None, "XXXX")
    if e.festival:
        return _festival(e.festival, year, scene, holidays)
    if e.month_word:
        return _relative_month(e, scene)
    if e.month is not None:
        return _month(e, year, scene)
    if e.day is not None:
        return _lone_day(e.day, scene)
    return _of_year(e, year)


def _year_of_word(word: str, scene: Scene) -> int | None:
    if not word:
        return None
    if word in _YEAR_WORDS:
        return None if scene.this_year is None else scene.this_year + _YEAR_WORDS[word]
    last = scene.last.year if scene.last else None
    return last if last is None or word in "当同" else last + 1


def choose(of_year: Callable[[int], Days | None], scene: Scene) -> Days | None:
    """The days of a date without year."""
    anchor = scene.anchor
    if anchor is None:
        return None if scene.year is None else of_year(scene.year)
    # One year more than needed costs a lot where it is one of the lunar calendar.
    now = of_year(anchor.year)
    if scene.nearest:
        near = [d for d in (now, of_year(anchor.year + 1), of_year(anchor.year - 1)) if d]
        return min(near, key=lambda d: abs(d[1] - anchor)) if near else None
    if now is None:
        return of_year(anchor.year - 1)
    if now[0] <= anchor:
        late = scene.ahead and now[1] < anchor - _NEAR
        after = of_year(anchor.year + 1) if late else None
        return after if after and after[0] < anchor + _NEAR else now
    if scene.ahead or (now[0].year, now[0].month) == (anchor.year, anchor.month):
        return now
    return of_year(anchor.year - 1) or now


def _week(e: Expression, scene: Scene) -> Span:
    anchor = scene.anchor
    if anchor is None:
        return Span(None, "XXXX-WXX" + (f"-{e.weekday + 1}" if e.weekday is not None else ""))
    if e.week is None:
        weekday = e.weekday or 0
        back = (anchor.weekday() - weekday) % 7
        when = anchor - timedelta(days=back)
        if scene.ahead and back:
            when += timedelta(days=7)
        return Span((when, when), when.isoformat())
    first, last = cal.week_days(anchor, e.week)
    if e.weekday is not None:
        when = first + timedelta(days=e.weekday)
        return Span((when, when), when.isoformat())
    iso = first.isocalendar()
    if e.part == "末":
        return Span((last - timedelta(days=1), last), f"{iso.year}-W{iso.week:02d}-WE")
    return Span((first, last), f"{iso.year}-W{iso.week:02d}")


def _festival(name: str, year: int | None, scene: Scene, holidays: Callable[[str, int], date | None]) -> Span:
    def of_year(y: int) -> Days | None:
        when = holidays(name, y)
        return (when, when) if when else None

    days = of_year(year) if year is not None else choose(of_year, scene)
    return Span(days, days[0].isoformat() if days else "XXXX-XX-XX", festival=True)


def _relative_month(e: Expression, scene: Scene) -> Span:
    if e.month_word in _MONTH_WORDS:
        base, shift = scene.anchor, _MONTH_WORDS[e.month_word]
    else:
        base, shift = scene.last, 1 if e.month_word == "次" else 0
    if base is None:
        return Span(None, "XXXX-XX" + (f"-{e.day:02d}" if e.day else ""))
    year, month = cal.add_months(base, shift)
    return _within_month(year, month, e)


def _month(e: Expression, year: int | None, scene: Scene) -> Span:
    month = e.month or 0
    if not 1 <= month <= 12:
        return Span(None, "XXXX-XX")
    if e.lunar and e.day is not None:
        return _lunar(e, year, scene)
    if e.lunar:
        lunar_year = year or scene.this_year or 0
        first, last = cal.lunar_day(lunar_year, month, 1), None
        if first and year is None and scene.anchor and first > scene.anchor + _NEAR:
            lunar_year -= 1  # 腊月 in January is that of the lunar year before
            first = cal.lunar_day(lunar_year, month, 1)
        if first:
            last = first + timedelta(days=cal.lunar_month_length(lunar_year, month) - 1)
        days = (first, last) if first and last else None
        return Span(days, f"{days[0].isoformat()}/{days[1].isoformat()}" if days else "XXXX-XX")
    if year is not None:
        return _within_month(year, month, e)

    def of_year(y: int) -> Days | None:
        return _within_month(y, month, e).days

    days = choose(of_year, scene)
    if days is None:
        return Span(None, f"XXXX-{month:02d}" + (f"-{e.day:02d}" if e.day else ""))
    return _within_month(days[0].year, month, e)


def _lunar(e: Expression, year: int | None, scene: Scene) -> Span:
    month, number = (-1 if e.leap else 1) * (e.month or 0), e.day or 0

    def of_year(y: int) -> Days | None:
        # A solar year holds the end of one lunar year and most of the next.
        found = [
            w
            for w in (cal.lunar_day(y, month, number), cal.lunar_day(y - 1, month, number))
            if w and w.year == y
        ]
        return (found[0], found[0]) if found else None

    if year is not None:
        when = cal.lunar_day(year, month, number)
        days = (when, when) if when else None
    else:
        days = choose(of_year, scene)
    return Span(days, days[0].isoformat() if days else "XXXX-XX-XX")


def _within_month(year: int, month: int, e: Expression) -> Span:
    if e.day is not None:
        when = cal.day(year, month, e.day)
        return Span((when, when) if when else None, f"{year:04d}-{month:02d}-{e.day:02d}")
    first, last = cal.month_days(year, month)
    if e.part:
        low, high = _PARTS_OF_MONTH[e.part]
        return Span(
            (first.replace(day=low), last.replace(day=min(high, last.day))), f"{year:04d}-{month:02d}"
        )
    return Span((first, last), f"{year:04d}-{month:02d}")


def _lone_day(number: int, scene: Scene) -> Span:
    """15日: in the month named last where it goes on from there, else the latest such day not after the anchor.

    The next such day where that is much nearer (13日 on the 12th), or where the clause points ahead.
    """
    anchor = scene.anchor
    latest = _latest(number, anchor, scene) if anchor else None
    if (told := _going_on(number, latest, scene)) is not None:
        return Span((told, told), told.isoformat())
    if latest is None:
        return Span(None, f"XXXX-XX-{number:02d}")
    return Span((latest, latest), latest.isoformat())


def _latest(number: int, anchor: date, scene: Scene) -> date | None:
    """The latest such day not after the anchor, or the next one."""
    months = [cal.add_months(anchor, shift) for shift in (-2, -1, 0, 1)]
    days = [when for month in months if (when := cal.day(*month, number))]
    if not days:
        return None  # 0日 is a day of no month
    past, later = max(d for d in days if d <= anchor), [d for d in days if d > anchor]
    nearer = 1 if scene.ahead else _NEXT
    return later[0] if later and nearer * (later[0] - anchor) < anchor - past else past


def _going_on(number: int, latest: date | None, scene: Scene) -> date | None:
    """The day in the month named last; None where the text does not go on from there.

    In news only a day named in the same paragraph is gone on from; the last days before the issue are taken for
    themselves, unless their sentence names a day or the paragraph one shortly before.
    """
    last, anchor = scene.last_month, scene.anchor
    when = cal.day(last.year, last.month, number) if last else None
    if last is None or when is None:
        return None
    fresh = scene.issued and anchor is not None and latest is not None and abs(anchor - latest) <= _FRESH
    if scene.same_sentence:
        return None if fresh and not scene.in_days else when
    if when < last or (anchor is not None and when > anchor):
        return None
    if not scene.issued:
        return when if anchor is None or anchor <= last + _GOES_ON else None
    goes_on = scene.same_paragraph and scene.in_days and (not fresh or when <= last + _FOLLOWS)
    return when if goes_on else None


def _of_year(e: Expression, year: int | None) -> Span:
    if year is None:
        return Span(None, "XXXX")
    if e.part == "同期":
        return Span(None, str(year))
    if e.season:
        return Span(None, f"{year:04d}-{_SEASONS[e.season[0]]}")
    if e.quarter:
        first, last = e.quarter
        timex = f"{year:04d}-Q{first}" if first == last else f"{year:04d}-Q{first}/{year:04d}-Q{last}"
        return Span(cal.months_days(year, 3 * first - 2, 3 * last), timex)
    if e.months:
        low, high = (1, e.months) if e.months > 0 else (13 + e.months, 12)
        if not 1 <= low <= high <= 12:
            return Span(None, str(year))
        return Span(cal.months_days(year, low, high), f"{year:04d}-{low:02d}/{year:04d}-{high:02d}")
    if e.part:
        low, high = _PARTS_OF_YEAR[e.part]
        half = {"上半年": "-H1", "前半年": "-H1", "下半年": "-H2", "后半年": "-H2"}.get(e.part)
        timex = (
            f"{year:04d}{half}"
            if half
            else f"{year:04d}"
            if (low, high) == (1, 12)
            else f"{year:04d}-{low:02d}"
        )
        return Span(cal.months_days(year, low, high), timex)
    return Span(cal.year_days(year), f"{year:04d}")
