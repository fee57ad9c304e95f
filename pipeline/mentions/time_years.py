"""Reads years, decades, centuries and dates in digits at a place of the matching view.

Each function adds what it read to `p`, the fields of a Point, and gives the offset behind it, None where there is none.
"""

from __future__ import annotations

import re

from pipeline.mentions import time_atoms as a
from pipeline.mentions.time_atoms import small
from pipeline.mentions.time_context import free, inside_word
from pipeline.mentions.time_parts import Parts


def read_digits(v: str, at: int, p: Parts) -> int | None:
    """Dates in digits other than year-month-day."""
    if not free(v, at):
        return None
    if m := a.MONTH_DAY_TIME.match(v, at):
        p.update(month=int(m["m"]), day=int(m["d"]))
        return m.end() + 1
    if m := a.COMPACT.match(v, at):
        p.update(year=int(m["y"]), month=int(m["m"]), day=int(m["d"]))
        return m.end()
    if m := a.ISO_MONTH.match(v, at):
        p.update(year=int(m["y"]), month=int(m["m"]))
        return m.end()
    if m := a.DAY_FIRST.match(v, at):
        first, second, third = int(m["a"]), int(m["b"]), m["c"]
        year_first = len(third) < 3 and m["sep"] == "-" and len(m["a"]) == 2
        if year_first:
            year, month, day = first, second, int(third)
        elif m["sep"] == "/" and first <= 12:
            year, month, day = int(third), first, second
        else:
            year, month, day = int(third), second, first
        if (len(third) == 4 or m["sep"] != ".") and 1 <= month <= 12 and 1 <= day <= 31:
            p.update(year=year, month=month, day=day, short_year=year < 100)
            return m.end()
    return None


def read_year(v: str, at: int, p: Parts, eras: dict[str, int]) -> int | None:
    """A year, decade, century or five-year plan; `eras` as in `eras.tsv`, less one."""
    if m := a.NAMED_DECADE.match(v, at):
        p["years"] = _decade(m)
        if not m["century"]:
            p["vague_decade"] = small(m["tens"])
        return m.end()
    if m := a.CENTURY.match(v, at):
        p["years"] = _century(m)
        return m.end()
    if m := a.FIVE_YEARS.match(v, at):
        first = 2001 + 5 * (small(m["n"]) or 0)
        p["years"] = (first, first + 4)
        return m.end()
    if m := a.YEAR.match(v, at):
        if m["bc"]:
            year = -(small(m["bcn"]) or 0)
        elif m["short"] or m["short2"]:
            year, p["short_year"] = small(m["short"] or m["short2"]) or 0, True
        else:
            year = small(m["full"] or m["three"]) or 0
        p["year"] = year
        return m.end()
    if (m := a.YEAR_BEFORE_DASH.match(v, at) or a.BARE_YEAR.match(v, at)) and free(v, at):
        p["year"] = int(m["full"])
        return m.end()
    if (m := a.RELATIVE_YEAR.match(v, at)) and not inside_word(v, at):
        if m["ref"]:
            p["year_ref"] = 0 if m["ref"] == "同" else 1
        else:
            p["year_shift"] = a.YEAR_SHIFTS[m["shift"]]
        return m.end()
    if (m := a.ERA.match(v, at)) and m["name"] in eras:
        p["year"] = eras[m["name"]] + (1 if m["n"] == "元" else small(m["n"]) or 0)
        return m.end()
    return None


def _century_start(text: str) -> int:
    if text in ("19", "20"):
        return int(text) * 100
    if text.startswith("上"):
        return 1900
    if text.startswith("本"):
        return 2000
    return ((small(text.removesuffix("世纪")) or 21) - 1) * 100


def _decade(m: re.Match[str]) -> tuple[int, int]:
    tens = small(m["tens"]) or 0
    first = (_century_start(m["century"]) if m["century"] else 1900 if tens >= 30 else 2000) + tens
    if m["next"]:
        tens = 10 * (small(m["tens"][0]) or 0)
        first = (_century_start(m["century"]) if m["century"] else 1900) + tens
        return first, first + 19
    low, high = {"初": (0, 3), "前": (0, 4), "早": (0, 4), "中": (4, 6), "后": (5, 9), "末": (7, 9)}.get(
        (m["part"] or " ")[0], (0, 9)
    )
    return first + low, first + high


def _century(m: re.Match[str]) -> tuple[int, int]:
    first = _century_start(m["century"])
    if m["bc"]:
        return -first - 100, -first - 1
    low, high = {"初": (0, 9), "末": (90, 99), "中叶": (40, 69), "上半叶": (0, 49), "下半叶": (50, 99)}.get(
        m["part"] or "", (0, 99)
    )
    return first + low, first + high
