"""Points of time with the words that modify them, and which of several readings is the expression."""

from __future__ import annotations

from pipeline.mentions import time_atoms as a
from pipeline.mentions import time_connectors as c
from pipeline.mentions.time_parts import Phrase, Point


def modified(v: str, at: int, point: Point, end: int) -> Phrase:
    """The point read at `at` with the words behind it: 以前, 以来, 起, 左右, 期间."""
    core = (at, end)
    about = a.ABOUT_AFTER.match(v, end)
    if about:
        end = about.end()
    if m := c.UNTIL_NOW.match(v, end):
        return Phrase(at, m.end(), "range", point, to_now=True)
    for pattern, modifier in ((c.SINCE, "since"), (c.BEFORE, "before"), (c.AFTER, "after")):
        if m := pattern.match(v, end):
            if (
                modifier == "after"
                and point.has_day
                and m[0] == "后"
                and not (point.has_clock or point.day is not None)
            ):
                continue
            inclusive = "with" in m.groupdict() and bool(m["with"])
            if modifier == "since" and "以来" in m[0]:
                modifier = "since_now"
            return Phrase(at, m.end(), "point", point, modifier=modifier, inclusive=inclusive, core=core)
    if m := c.DURING.match(v, end):
        return Phrase(at, m.end(), "point", point, core=core)
    if m := c.EVE.match(v, end):
        return Phrase(at, m.end(), "point", point, modifier="eve", core=core)
    return Phrase(at, end, "point", point, modifier="about" if about else "", core=core)


def rank(p: Phrase) -> tuple[int, bool]:
    """The longest expression; 三日后 is a length from now, not the third."""
    lone = (
        p.first is not None
        and p.first.day is not None
        and p.first.month is None
        and p.first.month_shift is None
    )
    return p.end, not (p.form == "point" and lone and p.modifier in ("before", "after"))
