"""Reads whole expressions of time: points with modifiers, ranges, shifted lengths, sets.

从5月8日到12日, 三天前, 过去十年, 每周三晚8点, 2018年以前, 3月和5月之间. The grammar keeps what is written; the reader
of values works out the days.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.mentions import time_atoms as a
from pipeline.mentions import time_connectors as c
from pipeline.mentions.time_lengths import read_length
from pipeline.mentions.time_modifiers import modified, rank
from pipeline.mentions.time_parts import Form, Length, Phrase, Point
from pipeline.mentions.time_points import PointReader
from pipeline.records.record import record


@record
class PhraseReader:
    """The grammar of whole expressions. `refs`: pattern of words without days (近日) and their TIMEX3."""

    points: PointReader
    refs: re.Pattern[str]
    ref_values: dict[str, str]

    def read(self, v: str, at: int) -> Phrase | None:
        """The longest expression that begins at `at`, a preposition before it included."""
        lead = c.LEAD.match(v, at)
        if lead is not None:
            stretch = self._stretch(v, at) if lead["about"] else None
            found = self._bare(v, lead.end())
            if lead["about"]:
                reference = self._ref(v, at)
                if reference is not None and (found is None or reference.end >= found.end):
                    return replace(reference, lead=at)
            if stretch is not None and (found is None or stretch.end >= found.end):
                return replace(stretch, lead=at)
            if found is None:
                found = None if lead["equal"] or lead["zone"] else self._bare(v, at)
                return None if found is None else replace(found, lead=found.start)
            modifier = found.modifier
            start = found.start
            if lead["about"]:
                modifier = modifier or "about"
            elif lead["since"] and found.form != "range" and not modifier:
                modifier = "since" if found.form == "point" else modifier
            elif lead["until"] and not modifier:
                modifier = "until"
            return replace(found, start=start, lead=at, modifier=modifier)
        found = self._bare(v, at)
        return None if found is None else replace(found, lead=found.start)

    def _bare(self, v: str, at: int) -> Phrase | None:
        if at >= len(v):
            return None
        if v[at] == "每":
            return self._set(v, at)
        if m := c.COUPLE.match(v, at):
            return self._couple(m)
        candidates = [
            found
            for found in (
                self._range_or_point(v, at),
                self._stretch(v, at),
                self._length(v, at),
                self._ref(v, at),
            )
            if found is not None
        ]
        return max(candidates, key=rank) if candidates else None

    def _ref(self, v: str, at: int) -> Phrase | None:
        m = self.refs.match(v, at)
        if m is None:
            return None
        if dash := c.DASH.match(v, m.end()):
            second = self.points.read(v, dash.end())
            if second is not None and self.ref_values[m[0]] == "PRESENT_REF":
                return Phrase(at, second[1], "range", second=second[0], from_now=True)
        return Phrase(at, m.end(), "ref", ref=self.ref_values[m[0]])

    @staticmethod
    def _couple(m: re.Match[str]) -> Phrase | None:
        shifts = [{"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}[char] for char in m["pair"]]
        if shifts[0] >= shifts[1]:
            return None
        first, second = ((Point(year_shift=s) if m["unit"] == "年" else Point(day_shift=s)) for s in shifts)
        return Phrase(m.start(), m.end(), "range", first, second)

    def _set(self, v: str, at: int) -> Phrase | None:
        m = c.EVERY.match(v, at)
        if m is None:
            return None
        if unit := c.EVERY_UNIT.match(v, m.end()):
            letter = c.UNIT_LETTERS.get(unit["unit"], "D")
            length = Length(((1.0, letter) if letter != "Q" else (3.0, "M"),))
            end = unit.end()
            if unit["unit"] in ("月", "年") and (edge := c.EDGE.match(v, end)):
                of_month = unit["unit"] == "月"
                point = Point(
                    month_shift=0 if of_month else None, year_shift=None if of_month else 0, part=edge[0]
                )
                return Phrase(at, edge.end(), "set", point, length=length)
            part = unit["unit"] if unit["unit"] in ("晚", "早", "夜") else ""
            gap = end + (1 if v[end : end + 1] == "的" else 0)
            inner = self._range_or_point(v, end if part == "" else end - 1) or (
                self._range_or_point(v, gap) if gap != end else None
            )
            if inner is not None and inner.form in ("point", "range") and not inner.modifier:
                return replace(inner, start=at, form="set", length=length)
            if part:
                return Phrase(at, end, "set", Point(day_part=part), length=length)
            return Phrase(at, end, "set", length=length)
        if length_found := read_length(v, m.end()):
            return Phrase(at, length_found[1], "set", length=length_found[0])
        inner = self._range_or_point(v, m.end())
        if inner is None or inner.first is None or inner.form not in ("point", "range"):
            return None
        first = inner.first
        if first.weekday is not None or first.weekend:
            letter = "W"
        elif first.month is not None or first.festival:
            letter = "Y"
        elif first.day is not None or first.part in ("初", "底", "末", "上旬", "中旬", "下旬"):
            letter = "M"
        else:
            letter = "D"
        return replace(inner, start=at, form="set", length=Length(((1.0, letter),)))

    def _stretch(self, v: str, at: int) -> Phrase | None:
        """过去十年, 未来三天, 前两个月, 再过半小时."""
        for pattern, sign in ((c.PAST, -1), (c.FUTURE, 1)):
            m = pattern.match(v, at)
            if m is None or (
                at
                and len(m[0]) == 1
                and m[0] != "近"
                and "\u4e00" <= v[at - 1] <= "\u9fff"
                and v[at - 1] not in "在的于年月为比较是了用"
            ):
                continue
            if a.BARE_YEAR.match(v, m.end()) or c.YEAR_BEHIND.match(v, m.end()):
                continue
            found = read_length(v, m.end() + (1 if v[m.end() : m.end() + 1] == " " else 0))
            if found is None:
                continue
            word = m[0].rstrip("的这")
            form: Form = "shifted" if word in ("再过", "过") else "stretch"
            modifier = {
                "近": "recent",
                "最近": "recent",
                "再过": "after",
                "过": "after",
                "今后": "ahead",
                "未来": "ahead",
            }.get(word, "")
            end = found[1]
            if behind := c.BEHIND_STRETCH.match(v, end):
                end = behind.end()
            return Phrase(
                at, end, form, length=found[0], sign=sign, modifier=modifier, core=(m.end(), found[1])
            )
        return None

    def _length(self, v: str, at: int) -> Phrase | None:
        """三天, and 三天前, 三天后, 三天内, 三年以来."""
        if a.YEAR.match(v, at) or (a.MONTH.match(v, at) and v[at] not in "正冬腊"):
            return None
        found = read_length(v, at)
        if found is None:
            return None
        length, end = found
        core = (at, end)
        for pattern, sign in ((c.AGO, -1), (c.LATER, 1)):
            if m := pattern.match(v, end):
                modifier = "far" if len(m[0].strip("的 ")) > 1 else ""
                end = m.end()
                clock = None
                if all(letter in "YMWDB" for _, letter in length.parts):
                    gap = end + (1 if v[end : end + 1] == "的" else 0)
                    clock = self.points.clock.read(v, gap, behind_day=gap == end)
                if clock is not None:
                    return Phrase(
                        at, clock[1], "shifted", Point(**clock[0]), length=length, sign=sign, core=core
                    )
                return Phrase(at, end, "shifted", length=length, sign=sign, modifier=modifier, core=core)
        if m := c.SINCE_STRETCH.match(v, end):
            return Phrase(at, m.end(), "stretch", length=length, sign=-1, modifier="since", core=core)
        if m := c.WITHIN.match(v, end):
            return Phrase(at, m.end(), "stretch", length=length, sign=1, modifier="within", core=core)
        if m := c.MOST_LEAST.match(v, end):
            return Phrase(
                at,
                m.end(),
                "length",
                length=length,
                modifier="most" if m[0] == "以下" else "least",
                core=core,
            )
        about = a.ABOUT_AFTER.match(v, end)
        return Phrase(
            at,
            about.end() if about else end,
            "length",
            length=length,
            modifier="about" if about else "",
            core=core,
        )

    def _range_or_point(self, v: str, at: int) -> Phrase | None:
        first = self.points.read(v, at)
        if first is None:
            first = self._elided(v, at)
            if first is None:
                return None
        else:
            shorter = self._elided_inside(v, at, first)
            first = shorter or first
        point, end = first
        between = False
        dash = c.DASH.match(v, end) or c.TO_NOW.match(v, end)
        joint = dash
        if joint is None and (joint := c.AND.match(v, end)):
            between = True
        if joint is not None:
            second = self._second(v, joint.end(), point)
            if second is not None:
                behind = c.BETWEEN.match(v, second[1])
                if not between or behind:
                    stop = behind.end() if behind and behind[0] != "期间" else second[1]
                    return Phrase(
                        at, stop, "between" if between else "range", point, second[0], core=(at, second[1])
                    )
            elif not between and (now := c.NOW.match(v, joint.end())):
                return Phrase(at, now.end(), "range", point, to_now=True)
        return modified(v, at, point, end)

    def _second(self, v: str, at: int, first: Point) -> tuple[Point, int] | None:
        second = self.points.read(v, at)
        if second is not None:
            return second
        m = c.BARE_END.match(v, at)
        if m and first.month is not None and first.day is not None and first.hour is None:
            number = a.small(m["n"])
            if number and number <= 31:
                return Point(day=number), m.end()
        return None

    def _elided(self, v: str, at: int) -> tuple[Point, int] | None:
        """The bare number before a range: 1 of 1至8月, 12 of 12-19日, 9 of 9~12点半."""
        if at and (v[at - 1].isdecimal() or v[at - 1] in ".第-/:"):
            return None
        m = c.ELIDED_NUMBER.match(v, at)
        if m is None:
            return None
        number = a.small(m["n"])
        if not number:
            return None
        if m["unit"] == "月":
            return (Point(month=number), m.end()) if number <= 12 else None
        if m["unit"] in "日号":
            return (Point(day=number), m.end()) if number <= 31 else None
        return (Point(hour=number), m.end()) if number <= 24 else None

    def _elided_inside(self, v: str, at: int, first: tuple[Point, int]) -> tuple[Point, int] | None:
        """2018年2——4月, 4月12-19日, 早上五到六点: the unit of the first end stands behind the second."""
        point, end = first
        if point.has_clock:
            return None
        start = end + (1 if v[end : end + 1] in (" ", "的") and v[end : end + 1] else 0)
        found = self._elided(v, start) if not v[end - 1].isdecimal() else None
        if found is None:
            return None
        more = found[0]
        if more.month is not None and point.month is None and point.day is None:
            return replace(point, month=more.month), found[1]
        if (
            more.day is not None
            and point.day is None
            and (point.month is not None or point.month_shift is not None)
        ):
            return replace(point, day=more.day), found[1]
        if more.hour is not None:
            return replace(point, hour=more.hour), found[1]
        return None
