"""Reads one point or period of time at a place of the matching view: 2021年5月8日（周六）上午9点半, 去年底, 下周五晚.

Every function takes the view and an offset and gives what it read with the offset behind it, or None.
"""

from __future__ import annotations

import re

from pipeline.mentions import time_atoms as a
from pipeline.mentions.time_atoms import small
from pipeline.mentions.time_clock import ClockReader
from pipeline.mentions.time_context import inside_word, number_stands
from pipeline.mentions.time_months import (
    first_units,
    in_month,
    lone_part,
    lunar_day,
    nth,
    read_month,
    read_quarter,
)
from pipeline.mentions.time_parts import Parts, Point
from pipeline.mentions.time_years import read_digits, read_year
from pipeline.patterns import regex
from pipeline.records.record import record

_TRAILING_CLOCK_GAP = regex(r" ?的? ?")
_GAP = regex(r" ?的? ?|[，,] ?(?=[\d一二三四五六七八九十]{1,3}月)")
# A time of day stands behind a day only.
_DAY_FIELDS = frozenset({"day", "day_shift", "day_ref", "weekday", "weekend", "festival"})
_DATE_BEHIND = regex(r"[，,] ?(?=[\d一二三四五六七八九十]{1,3}月)")
_NEW_YEAR = regex(r"大年|(?<!\p{Han})(?<!\d)年(?=初)")
_LETTER_QUARTER = regex(r"[Qq]([1-4])(?![0-9A-Za-z])季?度?")
_CLOCK_BEHIND_ISO = regex(r"[ -](?=\d{1,2}[:：])|T(?=\d)")


@record
class PointReader:
    """The grammar of points with the words of the lexicons.

    `words`: pattern of words reckoned in days, months or years with their `shifts` (unit, from the text or the
    anchor, number); `festivals`: pattern of names of holidays; `eras`: name of an era → the year before its first.
    """

    clock: ClockReader
    words: re.Pattern[str]
    shifts: dict[str, tuple[str, bool, int]]
    festivals: re.Pattern[str]
    free: frozenset[str]
    periods: re.Pattern[str]
    eras: dict[str, int]

    def read(self, v: str, at: int) -> tuple[Point, int] | None:
        """The longest point that begins at `at`."""
        if at >= len(v):
            return None
        p: Parts = {}
        end = self._calendar(v, at, p)
        if end is None:
            found = self.clock.read(v, at)
            if found is None:
                return None
            values, end = found
            return Point(**values), end
        end = self._same_day(v, end, p)
        if _DAY_FIELDS & p.keys():
            if ("day" in p or "day_shift" in p) and (m := a.WEEKDAY_BESIDE.match(v, end)):
                p["weekday"], end = a.WEEKDAYS[m["day"]], m.end()
            end = self._clock_behind(v, end, p)
        return Point(**p), end

    def _same_day(self, v: str, end: int, p: Parts) -> int:
        """今日（8月9日）: the day behind in brackets is the same one."""
        if v[end : end + 1] not in ("（", "(") or not ({"day_shift", "day_ref", "weekday"} & p.keys()):
            return end
        inner: Parts = {}
        stop = self._calendar(v, end + 1, inner) if end + 1 < len(v) else None
        if stop is None or "day" not in inner or v[stop : stop + 1] not in ("）", ")"):
            return end
        if "day_shift" not in p:
            p.pop("day_ref", None)
            p.update(inner)
        return stop + 1

    def _clock_behind(self, v: str, end: int, p: Parts) -> int:
        gap = _TRAILING_CLOCK_GAP.match(v, end)
        for start in {gap.end() if gap else end, end}:
            found = self.clock.read(v, start, behind_day=True)
            if found is not None:
                values, behind = found
                if "day_part" not in values and "day_part" in p and not values.get("hour24"):
                    values["hour"] = self.clock.hour(values["hour"], p["day_part"])
                    values["hour24"] = True
                p.update(values)
                return behind
        return end

    def _calendar(self, v: str, at: int, p: Parts) -> int | None:
        m = a.ISO.match(v, at)
        if m and not (at and v[at - 1].isdigit()):
            year, month, day = (int(m[x] or m[x + "2"]) for x in "ymd")
            if 1 <= month <= 12 and 1 <= day <= 31:
                p.update(year=year, month=month, day=day)
                gap = _CLOCK_BEHIND_ISO.match(v, m.end())
                return gap.end() if gap else m.end()
        if v[at].isdecimal() and (end := read_digits(v, at, p)) is not None:
            return end
        if m := self.periods.match(v, at):
            p["period"] = m[0]
            return m.end()
        end = at
        if lunar := a.LUNAR.match(v, at):
            p["lunar"], end = True, lunar.end()
            if v.startswith("新年", end):
                p["festival"] = "春节"
                return end + 2
        elif solar := a.SOLAR.match(v, at):
            end = solar.end()
            if v.startswith("新年", end):
                p["festival"] = "元旦"
                return end + 2
        behind_year = read_year(v, end, p, self.eras)
        if behind_year is not None:
            return self._of_year(v, behind_year, p)
        return self._inside_year(v, end, p)

    def _of_year(self, v: str, at: int, p: Parts) -> int:
        """What may stand behind a year."""
        gap = _GAP.match(v, at)
        start = gap.end() if gap else at
        if lunar := a.LUNAR.match(v, start):
            p["lunar"], start = True, lunar.end()
        if m := a.NTH_WEEK.match(v, at):
            nth(m, p)
            return m.end()
        if m := a.QUARTER.match(v, at) or a.QUARTER.match(v, start):
            return read_quarter(v, m, p)
        if m := a.FIRST_UNITS.match(v, at) or a.FIRST_UNITS.match(v, start):
            return first_units(m, p)
        for pattern in (a.YEAR_PART, a.SEASON):
            if m := pattern.match(v, at) or pattern.match(v, start):
                if pattern is a.SEASON:
                    p["season"] = m["name"]
                else:
                    p["part"] = m["part"].removeprefix("年") or m["part"] if "半" not in m[0] else m["part"]
                return m.end()
        inner: Parts = {}
        if (end := self._inside_year(v, start, inner, after_year=True)) is not None:
            lunar_already = p.get("lunar") and "festival" not in inner
            p.update(inner)
            if lunar_already:
                p["lunar"] = True
            return end
        return at

    def _inside_year(self, v: str, at: int, p: Parts, *, after_year: bool = False) -> int | None:
        """A month, a day, a week, a festival and what belongs to them."""
        if (m := self.festivals.match(v, at)) and (after_year or self._festival_stands(v, m)):
            p["festival"] = m["name"]
            end = m.end()
            if day := a.NTH_DAY.match(v, end):
                p["days_after"] = (small(day["n"]) or 1) - 1
                return day.end()
            if v.startswith(("翌日", "次日"), end):
                p["days_after"] = 1
                return end + 2
            return end
        if m := a.MONTH.match(v, at):
            return read_month(v, m, p)
        if (year := _NEW_YEAR.match(v, at)) and (m := a.LUNAR_DAY.match(v, year.end())):
            p.update(month=1, day=lunar_day(m), lunar=True)
            return m.end()
        if (m := a.RELATIVE_MONTH.match(v, at)) and not inside_word(v, at):
            if m["ref"]:
                p["month_ref"] = 0 if m["ref"] == "同" else 1
            else:
                p["month_shift"] = a.MONTH_SHIFTS[m["shift"].replace("个", "").replace("一", "")]
            return in_month(v, m.end(), p, bare=False)
        if after_year:
            if p.get("lunar") and (m := a.LUNAR_DAY.match(v, at)):
                p["day"] = lunar_day(m)
                return m.end()
            return None
        if m := a.LAST_WEEKDAY.match(v, at):
            p["weekday"] = a.WEEKDAYS[m["day"]]
            p["nth_unit"] = m["shift"]
            p["week_shift"] = {"上": -1, "下": 1, "这": 0}.get(m["shift"], -1)
            return m.end()
        if (m := a.WEEK.match(v, at)) and not inside_word(v, at):
            p["week_shift"] = a.WEEK_SHIFTS[m["shift"]]
            if m["day"] == "末" or m["end"]:
                p["weekend"] = True
            elif m["day"]:
                p["weekday"] = a.WEEKDAYS[m["day"]]
            return m.end()
        if m := a.WEEKDAY.match(v, at):
            if m["day"] == "末":
                p["weekend"] = True
            else:
                p["weekday"] = a.WEEKDAYS[m["day"]]
            if more := _DATE_BEHIND.match(v, m.end()):
                dated: Parts = {}
                stop = self._inside_year(v, more.end(), dated)
                if stop is not None and "day" in dated:
                    p.update(dated)
                    return stop
            return m.end()
        if m := a.RELATIVE_QUARTER.match(v, at):
            p["part"] = m["part"] or ""
            p["quarter_shift"] = {"上": -1, "上一": -1, "下": 1, "下一": 1}.get(m["shift"], 0)
            return m.end()
        if (m := a.QUARTER.match(v, at)) and (m[0][-1] != "季" or not at):
            return read_quarter(v, m, p)
        if m := self.words.match(v, at):
            unit, of_text, shift = self.shifts[m["word"]]
            p[{"D": "day", "M": "month", "Y": "year"}[unit] + ("_ref" if of_text else "_shift")] = shift
            if code := self.clock.inside_word(m["word"]):
                p["day_part"] = code
            return m.end()
        if m := a.DAY.match(v, at):
            number = small(m["n"])
            if number and number <= 31 and m["n"] != "两" and (m[0][-1] == "日" or number_stands(v, m)):
                p["day"] = number
                return m.end()
        if p.get("lunar") and (m := a.LUNAR_DAY.match(v, at)):
            p["day"] = lunar_day(m)
            return m.end()
        if m := a.NTH_UNIT.match(v, at):
            p["day_ref" if m["unit"] != "年" else "year_ref"] = (small(m["n"]) or 1) - 1
            return m.end()
        if m := a.SEASON_OF.match(v, at):
            p.update(year_shift=a.YEAR_SHIFTS[m["year"]], season=m["season"])
            return m.end()
        if (behind := lone_part(v, at, p)) is not None:
            return behind
        if v.startswith(("全天", "整天"), at) and v[at - 1 : at] != "一":
            p.update(day_shift=0, whole_day=True)
            return at + 2
        if (m := a.SEASON.match(v, at)) and len(m["name"]) > 1 and not (at and v[at - 1] in "一四青立开"):
            p["season"] = m["name"]
            return m.end()
        if m := _LETTER_QUARTER.match(v, at):
            p["quarter"] = (int(m[1]), int(m[1]))
            return m.end()
        return None

    def _festival_stands(self, v: str, m: re.Match[str]) -> bool:
        """Whether a name that is also another word (五一, 大雪) is the day here."""
        name, at, end = m["name"], m.start(), m.end()
        if v[end : end + 1] in tuple("路街镇乡村奖桥厂县区市劳广"):
            return False
        if name in self.free or m[0][0] == "“":
            return True
        before, after = v[max(0, at - 2) : at], v[end : end + 2]
        if name.isdigit() or (name[0].isdigit() and not after.startswith("节")):
            return False
        clean_left = (
            not before
            or before[-1] in "，。、；（ \n“"
            or before.endswith(("天", "在", "逢", "值", "年", "到", "至", "过", "历"))
        )
        clean_right = not after or after[0] in "，。、；）节前后期假当去来\n "
        return clean_left and clean_right
