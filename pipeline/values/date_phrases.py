"""Whole expressions of time → values: ranges, sets, shifted lengths and points with modifiers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

from pipeline.mentions.time_parts import Length, Phrase, Point
from pipeline.records.record import record
from pipeline.values import calendar as cal
from pipeline.values.date_lengths import SECONDS, aligned, length_timex, moved
from pipeline.values.date_points import read_point, whole_days
from pipeline.values.date_ranges import completed, end_of, kind_of, range_kind
from pipeline.values.date_values import Calendar, Interval, Kind, Moments, Reading, TimeValue

_GRAINS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "B": "day",
    "H": "hour",
    "T": "minute",
    "S": "second",
}
_RANGE_KIND: dict[Kind, Kind] = {"date": "daterange", "time": "timerange", "datetime": "datetimerange"}


@record
class Scene:
    """What an expression is read against: the anchor, what the text named last, and the rules of holidays."""

    anchor: datetime | None
    last: datetime | None
    calendar: Calendar

    def value(self, p: Phrase) -> TimeValue:
        """The value of one phrase."""
        match p.form:
            case "ref":
                return TimeValue(
                    p.start,
                    p.end,
                    p.lead,
                    "reference",
                    p.ref,
                    self.anchor if p.ref == "PRESENT_REF" else None,
                )
            case "length":
                return self._length(p)
            case "shifted":
                return self._shifted(p)
            case "stretch":
                return self._stretch(p)
            case "set":
                return self._set(p)
            case "range" | "between":
                return self._range(p)
        return self._modified(p, self._point(p, p.first or Point()))

    def _point(self, p: Phrase, point: Point) -> TimeValue:
        reading = read_point(point, self.anchor, self.last, self.calendar)
        return _of(p, reading, kind_of(point, reading), self.anchor)

    @staticmethod
    def _length(p: Phrase) -> TimeValue:
        length = p.length or Length(())
        timex = length_timex(length)
        if length.upper is not None:
            number, letter = length.upper, length.parts[0][1]
            timex += "/" + length_timex(Length(((number, letter),)))
        return TimeValue(
            p.start, p.end, p.lead, "duration", timex, modifier="about" if length.vague else p.modifier
        )

    def _modified(self, p: Phrase, core: TimeValue) -> TimeValue:
        modifier = p.modifier
        if not modifier:
            return core
        if modifier in ("about", "eve"):
            value = replace(core, modifier=modifier, parts=(core,))
            return replace(value, first=None, after=None, choices=()) if modifier == "eve" else value
        name = {"since_now": "since"}.get(modifier, modifier)
        if p.inclusive:
            name = {"before": "until", "after": "since"}.get(name, name)

        def bounds(first: datetime | None, after: datetime | None) -> Interval:
            if name in ("before", "until"):
                return None, after
            if name == "after":
                return (first if core.kind in ("datetime", "time") else after), None
            now = self.anchor if modifier == "since_now" else None
            return first, now if now and first and first <= now else None

        kind = _RANGE_KIND.get(core.kind, core.kind)
        first, after = bounds(core.first, core.after)
        return replace(core, kind=kind, modifier=name, first=first, after=after,
                       choices=tuple(bounds(*c) for c in core.choices), parts=(core,))  # fmt: skip

    def _set(self, p: Phrase) -> TimeValue:
        length = p.length or Length(((1.0, "D"),))
        timex = length_timex(length)
        if p.first is None:
            return TimeValue(p.start, p.end, p.lead, "set", timex, grain=_GRAINS[length.parts[-1][1]])
        form = replace(p, form="range" if p.second else "point", modifier="")
        inner = self.value(form)
        if p.first.has_day or length.parts[0][1] not in "D":
            timex = re.sub(r"[X\d]{4}-W\d\d", "XXXX-WXX", inner.timex) if p.first.weekend else inner.timex
            timex = length_timex(length) if timex == "XXXX-XX-XX" else timex
            if not p.first.has_day:
                timex = length_timex(length) + inner.timex if not inner.timex.startswith("X") else inner.timex
        else:
            timex = "XXXX-XX-XX" + inner.timex
        return replace(inner, kind="set", timex=timex, grain=_GRAINS[length.parts[-1][1]], parts=(inner,))

    def _shifted(self, p: Phrase) -> TimeValue:
        """三天前, 两小时后: so far from the anchor; the unit of the length is the unit of the point."""
        length = p.length or Length(())
        letter = length.parts[-1][1]
        ref = "PAST_REF" if p.sign < 0 else "FUTURE_REF"
        if self.anchor is None:
            return TimeValue(p.start, p.end, p.lead, "reference", ref)
        exact = moved(self.anchor, length, p.sign)
        choices: tuple[Moments, ...]
        if letter in "HTS":
            unit = timedelta(seconds=SECONDS[letter])
            choices = ((exact, exact + unit),)
            timex, kind = exact.isoformat(timespec="seconds"), "datetime"
        else:
            day = exact.date()
            if letter == "Y":
                days, timex = cal.year_days(day.year), f"{day.year:04d}"
            elif letter == "M":
                days, timex = cal.month_days(day.year, day.month), f"{day.year:04d}-{day.month:02d}"
            elif letter == "W":
                days = cal.week_days(day)
                iso = day.isocalendar()
                timex = f"{iso.year:04d}-W{iso.week:02d}"
            else:
                days, timex = (day, day), day.isoformat()
            choices = (whole_days(days), whole_days((day, day)))[: 1 if letter in "DB" else 2]
            kind = "date" if letter in "DB" else "daterange"
        reading = Reading(timex, choices, _GRAINS[letter])
        if p.first is not None and letter not in "HTS":
            clock = read_point(
                replace(p.first, day_shift=0), datetime.combine(exact.date(), time()), None, self.calendar
            )
            return _of(p, clock, kind_of(replace(p.first, day_shift=0), clock), self.anchor)
        core = _of(p, reading, kind, self.anchor)  # type: ignore[arg-type]
        if p.modifier in ("far", "after"):
            name = "before" if p.sign < 0 else "after"
            end = exact if letter in "HTS" else core.after
            first, after = (None, end) if p.sign < 0 else (core.first, None)
            return replace(
                core, modifier=name, first=first, after=after, choices=((first, after),), parts=(core,)
            )
        return core

    def _stretch(self, p: Phrase) -> TimeValue:
        """过去十年, 未来三天, 十天内: from then to the anchor or on."""
        length = p.length or Length(())
        letter = length.parts[-1][1]
        ref = "PAST_REF" if p.sign < 0 else "FUTURE_REF"
        kind: Kind = "datetimerange" if letter in "HTS" else "daterange"
        if self.anchor is None:
            return TimeValue(
                p.start, p.end, p.lead, kind, f"{ref}/{length_timex(length)}", modifier=p.modifier
            )
        anchor = self.anchor
        if letter not in "HTS":
            anchor = datetime.combine(anchor.date(), time())
            if p.sign > 0 and p.modifier != "within":
                anchor += timedelta(days=1)
        other = moved(anchor, length, p.sign)
        first, after = (other, anchor) if p.sign < 0 else (anchor, other)
        choices = [(first, after)]
        if (whole := aligned(self.anchor, length, p.sign)) and whole not in choices:
            choices.append(whole)
        form = "seconds" if letter in "HTS" else ""
        left = first.isoformat(timespec=form) if form else first.date().isoformat()
        right = after.isoformat(timespec=form) if form else after.date().isoformat()
        exact = moved(self.anchor, length, p.sign)
        choices.append((exact, self.anchor) if p.sign < 0 else (self.anchor, exact))
        if p.modifier == "since" and letter in "YM":
            # 三年多以来: since some time of that year.
            start = datetime(exact.year, exact.month if letter == "M" else 1, 1)
            choices.append((start, self.anchor))
        return TimeValue(
            p.start,
            p.end,
            p.lead,
            kind,
            f"{left}/{right}",
            first,
            after,
            tuple(choices),
            _GRAINS[letter],
            p.modifier,
        )

    def _range(self, p: Phrase) -> TimeValue:
        if p.from_now or p.to_now:
            return self._range_of_now(p)
        one, two = completed(p.first or Point(), p.second or Point())
        left = replace(self._point(p, one), end=p.end)
        right_scene = self
        if (
            self.anchor
            and left.first
            and two.year_shift is None
            and two.day_shift is None
            and two.week_shift is None
        ):
            right_scene = replace(self, last=left.first)
        right = right_scene._point(p, two)
        choices: list[Interval] = []
        clock = two.has_clock or (not two.has_day and bool(two.day_part))
        for first, _ in left.choices or ((left.first, left.after),):
            if first is None:
                continue
            end = end_of(replace(self, anchor=first).after(two, clock, relative=self), first, clock)
            if end is not None:
                choices.append((first, end))
        if self.anchor and len(choices) > 1 and one.has_day:
            inside = [c for c in choices if c[0] and c[1] and c[0] <= self.anchor < c[1]]
            choices = inside or choices
        kind = range_kind(left.kind, right.kind)
        timex = f"{left.timex}/{right.timex}"
        first, after = choices[0] if choices else (None, None)
        return TimeValue(
            p.start,
            p.end,
            p.lead,
            kind,
            timex,
            first,
            after,
            tuple(choices),
            right.grain,
            p.modifier,
            (left, right),
            left.lunar,
        )

    def after(self, two: Point, clock: bool, *, relative: Scene) -> list[tuple[datetime, datetime]]:
        """The readings of the second end of a range, as first moment and first moment after."""
        scene = (
            relative
            if (
                two.year_shift is not None
                or two.day_shift is not None
                or two.week_shift is not None
                or two.month_shift is not None
            )
            else self
        )
        reading = read_point(two, scene.anchor, scene.anchor, self.calendar)
        return list(reading.choices)

    def _range_of_now(self, p: Phrase) -> TimeValue:
        point = p.first or p.second or Point()
        value = self._point(p, point)
        if p.to_now:
            begun = [first for first, _ in value.choices if first and self.anchor and first <= self.anchor]
            choices = tuple((first, self.anchor) for first in begun)
            return replace(value, kind=range_kind(value.kind, value.kind), timex=f"{value.timex}/PRESENT_REF",
                           first=begun[0] if begun else value.first, after=self.anchor if begun else None, choices=choices, parts=(value,))  # fmt: skip
        later = [first for first, _ in value.choices if first and self.anchor and first >= self.anchor]
        return replace(value, kind="datetimerange", timex=f"PRESENT_REF/{value.timex}", first=self.anchor,
                       after=later[0] if later else None, choices=tuple((self.anchor, e) for e in later), parts=(value,))  # fmt: skip


def _of(p: Phrase, r: Reading, kind: Kind, anchor: datetime | None) -> TimeValue:
    """A value with its reading picked: the only one, else the latest that has begun by the anchor."""
    first, after = r.choices[0] if r.choices else (None, None)
    return TimeValue(p.start, p.end, p.lead, kind, r.timex, first, after, r.choices, r.grain, lunar=r.lunar)
