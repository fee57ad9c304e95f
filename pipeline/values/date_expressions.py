"""A date expression as written → its parts: year, month, day, part of a month, festival, suffix.

Only what stands in the text: missing years and the day of 昨天 are worked out by the reader of dates.
"""

from __future__ import annotations

import re

from pipeline.mentions import time_grammar as g
from pipeline.mentions.numerals import parse
from pipeline.patterns import regex
from pipeline.records.record import record

_SUFFIX = regex(r"(?<=.)(?P<suffix>以来|以前|之前|前夕|前夜|前后|期间|前|起|止)$")
_FIVE_YEARS = regex(r"“?十(?P<number>[二三四五六])五")
_DECADE = regex(
    r"(?P<century>上个?世纪|本世纪|(?:\d{2}|二?十[一二三四五六七八九]?)世纪)?(?P<tens>\d0|[二三四五六七八九]十)年代(?P<part>初|末|中|后|前)?"
)
_CENTURY = regex(
    r"(?P<century>上个?世纪|本世纪|(?:\d{2}|二?十[一二三四五六七八九]?)世纪)(?P<part>初|末|中叶)?"
)
_ISO = regex(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_YEAR = regex(
    rf"(?:公元)?(?P<full>{g.YEAR})(?:年度?|$)|(?P<short>\d{{2}}|[五六七八九][零一二三四五六七八九])年度?(?!代)"
    rf"|民国(?P<republic>元|{g.SMALL})年|(?P<relative>{g.RELATIVE_YEAR})年度?"
)
_YEAR_PART = regex(
    r"的?年?(?P<part>初|底|末|中|终|内|伊始|同期|[上下前后]半年|全年)(?!旬)"
    r"|(?P<quarter>第?[一二三四1-4]|[前上后][一二两三]?|首)个?季度"
    r"|(?P<edge>[前后头])(?P<months>[一二两三四五六七八九十\d]{1,2})个?月"
    r"|(?P<season>[春夏秋冬].?|[暑寒][期假])"
)
_MONTH = regex(
    rf"(?P<leap>闰)?(?:(?P<number>{g.SMALL}|元)|(?P<lunar>正|腊|冬)|(?P<relative>本|上上个?|上个?|下下个?|下个?|当|同|次|这个?))月份?"
)
_MONTH_PART = regex(r"上中旬|中下旬|上旬|中旬|下旬|上半月|下半月|初(?![一二三四五六七八九十])|底|末|中")
_DAY = regex(rf"(?P<number>{g.SMALL})[日号]")
_BARE_NUMBER = regex(rf"(?P<number>{g.YEAR}|{g.SMALL})$")
_LUNAR_DAY = regex(
    r"(?:初(?P<first>[一二三四五六七八九十])|(?P<other>廿[一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?))(?![日号月])"
)
_WEEK = regex(r"(?P<shift>上上|上|本|这|下下|下)(?:一)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])?")
_WEEKDAY = regex(r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}
_SHIFTS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1} | {str(n): n for n in range(1, 5)}


@record
class Expression:
    """The parts of one point or period. Numbers as written; None where the text has nothing.

    `year` is a calendar year; `year_word` one of 今 去 前 明 后 本 当 同 次 翌 上; `part` a part of the year or month
    (初, 上旬 …); `quarter` 1–4; `months` the first n months (negative: the last); `month_word` 本, 上, 下, 当 …;
    `week` weeks from that of the anchor; `weekday` 0 (Monday) to 6; `lunar` the month is of the lunar calendar.
    """

    year: int | None = None
    year_word: str = ""
    part: str = ""
    quarter: tuple[int, int] | None = None
    months: int = 0
    season: str = ""
    month: int | None = None
    month_word: str = ""
    leap: bool = False
    lunar: bool = False
    day: int | None = None
    week: int | None = None
    weekday: int | None = None
    festival: str = ""
    years: tuple[int, int] | None = None
    rest: str = ""


def split_suffix(text: str) -> tuple[str, str]:
    """The expression without its suffix, and the suffix ("" where there is none)."""
    found = _SUFFIX.search(text)
    if found is None or text in ("以前", "目前", "日前", "当前"):
        return text, ""
    return text[: found.start()], found["suffix"]


def number(text: str) -> int | None:
    """A small whole number or a year, in digits or Chinese."""
    value = parse(text)
    return None if value is None else int(value)


def read_expression(text: str, festivals: re.Pattern[str], anchor_year: int | None) -> Expression:
    """The parts of `text`, one date expression of the view without range and suffix.

    `festivals` matches the names of `holidays.tsv`; `anchor_year` gives the century of two-digit years.
    """
    if found := _FIVE_YEARS.match(text):
        first = {"二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}[found["number"]]
        return Expression(years=(first, first + 4))
    if found := _DECADE.match(text):
        return _decade(found)
    if found := _CENTURY.match(text):
        first = _century(found["century"])
        spread = {"初": (0, 9), "末": (90, 99), "中叶": (40, 69)}.get(found["part"] or "", (0, 99))
        return Expression(years=(first + spread[0], first + spread[1]))
    if found := _ISO.match(text):
        return Expression(
            year=int(found["year"]),
            month=int(found["month"]),
            day=int(found["day"]),
            rest=text[found.end() :],
        )
    return _by_parts(text, festivals, anchor_year)


def _decade(found: re.Match[str]) -> Expression:
    tens = number(found["tens"]) or 0
    century = _century(found["century"]) if found["century"] else (1900 if tens >= 30 else 2000)
    first = century + tens
    spread = {"初": (0, 3), "前": (0, 4), "中": (4, 6), "后": (5, 9), "末": (7, 9)}.get(
        found["part"] or "", (0, 9)
    )
    return Expression(years=(first + spread[0], first + spread[1]))


def _century(text: str) -> int:
    """First year of a century as decades count it: 上世纪 is 1900."""
    if text.startswith("上"):
        return 1900
    if text.startswith("本"):
        return 2000
    return ((number(text.removesuffix("世纪")) or 21) - 1) * 100


def _by_parts(text: str, festivals: re.Pattern[str], anchor_year: int | None) -> Expression:
    year, year_word, text = _year(text, anchor_year)
    lunar = False
    text = text.lstrip(" 的")
    for name in ("农历", "阴历", "旧历", "夏历"):
        if text.startswith(name):
            lunar, text = True, text[len(name) :]
            if year is None and not year_word:
                year, year_word, text = _year(text, anchor_year)
    if found := festivals.match(text):
        return Expression(year, year_word, festival=found["name"], rest=text[found.end() :])
    if found := _WEEK.match(text):
        weekday = WEEKDAYS.get(found["day"] or "")
        part = "末" if found["day"] == "末" else ""
        return Expression(week=_SHIFTS[found["shift"]], weekday=weekday, part=part, rest=text[found.end() :])
    if found := _WEEKDAY.match(text):
        return Expression(weekday=WEEKDAYS[found["day"]], rest=text[found.end() :])
    if (found := _MONTH.match(text)) and not text.startswith("年"):
        return _month(found, text[found.end() :].lstrip(), year, year_word, lunar)
    if found := _DAY.match(text):
        return Expression(year, year_word, day=number(found["number"]), rest=text[found.end() :])
    if lunar and (found := _LUNAR_DAY.match(text)):
        return Expression(year, year_word, lunar=True, day=_lunar_number(found), rest=text[found.end() :])
    if text.endswith("旬") and (found := _MONTH_PART.fullmatch(text)):
        return Expression(part=found[0], month_word="本")
    if text[:1] == "月" and len(text) == 2:
        return Expression(part=text[1], month_word="本")
    if found := _YEAR_PART.match(text):
        return _year_part(found, year, year_word, text[found.end() :])
    return Expression(year, year_word, rest=text)


def _year(text: str, anchor_year: int | None) -> tuple[int | None, str, str]:
    found = _YEAR.match(text)
    if found is None:
        return None, "", text
    rest = text[found.end() :]
    if found["full"]:
        return number(found["full"]), "", rest
    if found["republic"]:
        return 1911 + (1 if found["republic"] == "元" else number(found["republic"]) or 0), "", rest
    if found["short"]:
        short = number(found["short"]) or 0
        century = 2000 if short <= ((anchor_year or 2030) % 100) + 10 else 1900
        return century + short, "", rest
    return None, found["relative"], rest


def _month(found: re.Match[str], rest: str, year: int | None, year_word: str, lunar: bool) -> Expression:
    word = (found["relative"] or "").rstrip("个")
    month = {"正": 1, "冬": 11, "腊": 12}.get(found["lunar"] or "")
    lunar = lunar or month is not None or bool(found["leap"])
    if found["number"]:
        month = 1 if found["number"] == "元" else number(found["number"])
    if day := _DAY.match(rest):
        return Expression(year, year_word, month=month, month_word=word, lunar=lunar, leap=bool(found["leap"]),
                          day=number(day["number"]), rest=rest[day.end() :])  # fmt: skip
    if day := _LUNAR_DAY.match(rest):
        return Expression(year, year_word, month=month, month_word=word, lunar=True, leap=bool(found["leap"]),
                          day=_lunar_number(day), rest=rest[day.end() :])  # fmt: skip
    part = _MONTH_PART.match(rest)
    return Expression(year, year_word, part=part[0] if part else "", month=month, month_word=word, lunar=lunar,
                      leap=bool(found["leap"]), rest=rest[part.end() :] if part else rest)  # fmt: skip


def _lunar_number(found: re.Match[str]) -> int | None:
    return number(found["first"] or found["other"])


def _year_part(found: re.Match[str], year: int | None, year_word: str, rest: str) -> Expression:
    quarter: tuple[int, int] | None = None
    months = 0
    if text := found["quarter"]:
        last = _QUARTERS.get(text[-1]) or {"两": 2}.get(text[-1], 1)
        quarter = (1, last) if text[0] == "前" else (5 - last, 4) if text[0] == "后" else (last, last)
    elif found["months"]:
        months = (number(found["months"]) or 0) * (-1 if found["edge"] == "后" else 1)
    word = year_word or ("" if year else "今")
    return Expression(year, word, found["part"] or "", quarter, months, found["season"] or "", rest=rest)


def bare_number(text: str) -> int | None:
    """The number that is all of `text`: the first half of 5至7日 or 2020-2022年."""
    found = _BARE_NUMBER.match(text)
    return number(found["number"]) if found else None
