"""What a time expression says, before any date is worked out: the syntax that the general grammar returns.

A `Point` is one point or period of the calendar or the clock, a `Length` a stretch of time, a `Phrase` the whole
expression: a point or length with its modifier, a range, a set. Only what is written stands here; what 今年 means
is the business of `pipeline.values.date_reading`.
"""

from __future__ import annotations

from typing import Any, Literal

from pipeline.records.record import record

# The fields of a Point as they are read.
Parts = dict[str, Any]
Form = Literal["point", "range", "between", "length", "shifted", "stretch", "set", "ref"]


@record
class Point:
    """One point or period.

    `*_shift` count from the anchor (今年 is year_shift 0, 上周 week_shift -1); `*_ref` from what the text named last
    (同年 is year_ref 0, 次日 day_ref 1). `month` and `day` are of the lunar calendar where `lunar`. `nth` is an
    ordinal of a week or weekday inside the month or year before it, negative from the end; `first` the first
    (negative: last) so many `first_unit`s of it. `part` is a part of the year, month or quarter (初, 上旬, 上半年),
    `quarter` a pair, `festival` a name of the lexicons of holidays, `days_after` a day counted from it, `period` a name of `periods.tsv`.
    `era_year` is already counted from the year 1; years before Christ are negative.
    """

    year: int | None = None
    year_shift: int | None = None
    year_ref: int | None = None
    short_year: bool = False
    years: tuple[int, int] | None = None
    vague_decade: int | None = None
    month: int | None = None
    month_shift: int | None = None
    month_ref: int | None = None
    lunar: bool = False
    leap: bool = False
    day: int | None = None
    day_shift: int | None = None
    day_ref: int | None = None
    week_shift: int | None = None
    weekday: int | None = None
    weekend: bool = False
    workday: bool = False
    nth: int | None = None
    nth_unit: str = ""
    first: int | None = None
    first_unit: str = ""
    quarter: tuple[int, int] | None = None
    quarter_shift: int | None = None
    part: str = ""
    season: str = ""
    festival: str = ""
    period: str = ""
    days_after: int = 0
    day_part: str = ""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    hour24: bool = False
    whole_day: bool = False

    @property
    def has_clock(self) -> bool:
        """Whether an hour is named."""
        return self.hour is not None

    @property
    def has_day(self) -> bool:
        """Whether anything of the calendar is named."""
        return any(
            v is not None and v is not False and v != ""
            for v in (
                self.year, self.year_shift, self.year_ref, self.years, self.vague_decade, self.month, self.month_shift,
                self.month_ref, self.day, self.day_shift, self.day_ref, self.week_shift, self.weekday, self.nth,
                self.quarter, self.quarter_shift, self.part, self.season, self.festival, self.period,
                self.weekend or None, self.workday or None, self.whole_day or None, self.first,
            )
        )  # fmt: skip


@record
class Length:
    """A length of time as (number, unit letter) pairs: Y M W D, H T S (hours, minutes, seconds), B working days."""

    parts: tuple[tuple[float, str], ...]
    vague: bool = False
    upper: float | None = None


@record
class Phrase:
    """A whole expression in `view[start:end]`; `lead` is where a preposition before it begins (从, 自, 截至).

    form: point; range and between (`first` to `second`); length; shifted (`length` before or after now or after
    `first`: 三天前); stretch (`length` up to or from now: 过去十年); set (every `length` or unit, at `first`); ref
    (a word of `ref`: PAST_REF …). `core` is where the bare point, range or length stands, without words that modify it. `modifier`: before, after, since, until, about, start … of the whole.
    """

    start: int
    end: int
    form: Form
    first: Point | None = None
    second: Point | None = None
    length: Length | None = None
    sign: int = 0
    modifier: str = ""
    inclusive: bool = False
    to_now: bool = False
    from_now: bool = False
    ref: str = ""
    lead: int = -1
    core: tuple[int, int] = (-1, -1)
