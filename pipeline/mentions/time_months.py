"""Reads what stands behind a year or a month: days, parts, quarters, weeks.

Each function adds what it read to `p`, the fields of a Point, and gives the offset behind it, None where there is none.
"""

from __future__ import annotations

import re

from pipeline.mentions import time_atoms as a
from pipeline.mentions.time_atoms import small
from pipeline.mentions.time_parts import Parts
from pipeline.patterns import regex

_UNITS = {"月": "M", "周": "W", "星期": "W", "礼拜": "W", "天": "D", "日": "D", "季度": "Q"}
_NUMERALS = frozenset("0123456789一二两三四五六七八九十百千几数多半每个")
# Parts of the year or month that stand by themselves: those of the present one.
_LONE_PARTS = regex(
    r"(?P<half>[上下]半年)|年(?P<year>[初底末])|(?P<end>岁末)|(?P<whole>全年)|月(?P<month>[初底末])|(?P<ten>[上中下]旬)|(?P<halfmonth>[上下]半月)"
)


def read_month(v: str, m: re.Match[str], p: Parts) -> int | None:
    """A month found by `a.MONTH`, with what stands behind it."""
    start = m.start()
    if m["yuan"]:
        p["month"] = 1
    elif m["n"]:
        if start and v[start - 1] in "一二两三四五六七八九十百千几数第零" and v[start] not in "0123456789":
            return None
        p["month"] = small(m["n"])
    else:
        p["month"], p["lunar"] = a.LUNAR_MONTHS[m["lunar"]], True
    if m["leap"]:
        p["leap"] = p["lunar"] = True
    return in_month(v, m.end(), p, bare=not m["fen"], written=v[start : m.end() - 1])


def in_month(v: str, at: int, p: Parts, *, bare: bool, written: str = "") -> int:
    """What stands behind a month."""
    start = at + 1 if v[at : at + 1] in (" ", "的") else at
    if m := a.DAY_OF_MONTH.match(v, at):
        number = small(m["n"])
        if number and number <= 31:
            p["day"] = number
            return m.end()
    if m := a.LUNAR_DAY.match(v, start):
        solar = written in ("一", "十一", "十二", "1", "11", "12") and not m["first"] and not p.get("lunar")
        p["day"] = lunar_day(m)
        if not solar:
            p["lunar"] = True
        return m.end()
    if bare and not (at and v[at - 1] == "份") and (m := a.BARE_DAY.match(v, at)):
        number = small(m["n"])
        if number and number <= 31:
            p["day"] = number
            return m.end()
    if m := a.NTH_WEEK.match(v, at):
        nth(m, p)
        return m.end()
    if (m := a.FIRST_UNITS.match(v, at)) and m["n"]:
        return first_units(m, p)
    if m := a.MONTH_PART.match(v, at):
        p["part"] = m["part"].removeprefix("月")
        return m.end()
    return at


def read_quarter(v: str, m: re.Match[str], p: Parts) -> int:
    """A quarter found by `a.QUARTER`."""
    end = m.end()
    if m["first"]:
        number = 1 if m["first"] == "首" else small(m["first"][1:]) or 1
        p["quarter"] = (5 - number, 4) if m["first"][0] == "后" else (1, number)
    else:
        number = small(m["n"] or m["q"] or m["q2"]) or 1
        p["quarter"] = (number, number)
        if part := a.PART_OF_QUARTER.match(v, end):
            p["part"], end = part["part"], part.end()
    return end


def lunar_day(m: re.Match[str]) -> int | None:
    """The day of a match of `a.LUNAR_DAY`."""
    return {"朔": 1, "望": 15}.get(m["moon"] or "") or small(m["first"] or m["other"])


def nth(m: re.Match[str], p: Parts) -> None:
    """The n-th week or weekday found by `a.NTH_WEEK`."""
    p["nth"] = -1 if m["last"] else small(m["nth"])
    if m["weekday"]:
        p["weekday"], p["nth_unit"] = a.WEEKDAYS[m["day"]], "weekday"
    else:
        p["nth_unit"] = "week"


def first_units(m: re.Match[str], p: Parts) -> int:
    """The first or last so many months, weeks or days found by `a.FIRST_UNITS`."""
    number = small(m["n"]) if m["n"] else 1
    p["first"] = number if m["edge"] in ("前", "头", "首") else -(number or 1)
    p["first_unit"] = _UNITS[m["unit"]]
    return m.end()


def lone_part(v: str, at: int, p: Parts) -> int | None:
    """年底, 月初, 上旬, 下半年 by themselves."""
    m = _LONE_PARTS.match(v, at)
    if m is None or (at and v[at - 1] in _NUMERALS) or (at and m["ten"] and v[at - 1] in "上下"):
        return None
    part = m[m.lastgroup or 0]
    p["part"] = "末" if m["end"] else part
    p["month_shift" if m["month"] or m["ten"] or m["halfmonth"] else "year_shift"] = 0
    return m.end()
