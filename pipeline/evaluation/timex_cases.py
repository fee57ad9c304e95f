"""Cases of public test lists for numbers and time: what a list asks for, in one form for all lists."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from pipeline.records.record import record


class TimexError(ValueError):
    """A list that cannot be used; the message is one line."""


@record
class Stretch:
    """A stretch of time. `end` is the moment right behind it; None is an open side.

    `point`: only the first moment is told. `clock`: times of day, the date is of no account. `loose`: the list
    does not say whether its end belongs to the stretch.
    """

    start: datetime | None
    end: datetime | None = None
    point: bool = False
    clock: bool = False
    loose: bool = False


@record
class Length:
    """A length of time in seconds (a year of 365 days, a month of 30); `high` is the upper end of a range."""

    seconds: Decimal
    high: Decimal | None = None


@record
class Repeated:
    """A time that comes again and again, as a TIMEX3 value: P1W, XXXX-WXX-1."""

    timex: str


@record
class Reference:
    """A time that is only pointed at: PRESENT_REF, FUTURE_REF."""

    timex: str


@record
class Amount:
    """A number with the unit that the list names; `low` None: no lower end; `high` the upper end of a range."""

    low: Decimal | None
    unit: str = ""
    high: Decimal | None = None


@record
class Bounds:
    """A range of numbers; None is an open side, `closed` tells whether the lower and the upper end belong to it."""

    low: Decimal | None
    high: Decimal | None
    closed: tuple[bool, bool]


Value = Stretch | Length | Repeated | Reference | Amount | Bounds


@record
class Expected:
    """One thing to be found. `start` -1: the list tells no span. `values`: any of them is right; () asks for none."""

    start: int
    end: int
    values: tuple[Value, ...]


@record
class Case:
    """One text of a list and all that is to be found in it. `type` is the list's own name for its kind."""

    list_name: str
    type: str
    text: str
    reference: datetime
    expected: tuple[Expected, ...]
