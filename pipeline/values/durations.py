"""Lengths of time → TIMEX3 durations: 1小时20分钟 is PT1H20M, 近一个月 P1M, 两年半 P2.5Y."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pipeline.mentions.numerals import ARABIC, CHINESE_CHARS, parse
from pipeline.patterns import regex

_PIECE = regex(
    rf"(?P<number>(?:{ARABIC})[余多几来]?[百千万亿]*|[数几]?[{CHINESE_CHARS}几]+|[大小]?半)[余多来]?个?(?P<more>半|多|余)?(?P<unit>"
    r"世纪|季度|学期|学年|工作日|交易日|昼夜|年头|寒暑|春秋|小时|钟头|分钟|刻钟|秒钟|星期|礼拜|年|载|月|周|天|日|分|秒)(?P<half>半)?"
)
_UNITS = {
    "世纪": (100, "Y"), "年": (1, "Y"), "载": (1, "Y"), "年头": (1, "Y"), "寒暑": (1, "Y"), "春秋": (1, "Y"), "学年": (1, "Y"),
    "季度": (3, "M"), "学期": (6, "M"), "月": (1, "M"), "周": (1, "W"), "星期": (1, "W"), "礼拜": (1, "W"),
    "天": (1, "D"), "日": (1, "D"), "昼夜": (1, "D"), "工作日": (1, "D"), "交易日": (1, "D"),
    "小时": (1, "TH"), "钟头": (1, "TH"), "分钟": (1, "TM"), "分": (1, "TM"), "刻钟": (15, "TM"), "秒": (1, "TS"), "秒钟": (1, "TS"),
}  # fmt: skip


def pieces(text: str) -> list[tuple[Decimal, str]]:
    """(number, unit letter) of each part; hours, minutes and seconds have the letter after a T."""
    found: list[tuple[Decimal, str]] = []
    for piece in _PIECE.finditer(text):
        value = _value(piece["number"])
        if value is None:
            continue
        if piece["half"] or (piece["more"] == "半" and piece["number"] not in ("半",)):
            value += Decimal("0.5")
        factor, letter = _UNITS[piece["unit"]]
        found.append((value * factor, letter))
    return found


@lru_cache(maxsize=1024)
def duration_timex(text: str) -> str:
    """The TIMEX3 value of a length of time; PXX where no number can be read."""
    days, hours = "", ""
    for value, letter in pieces(text):
        shown = f"{value.normalize():f}"
        if letter[0] == "T":
            hours += shown + letter[1]
        else:
            days += shown + letter
    if not days and not hours:
        return "PXX"
    return f"P{days}" + (f"T{hours}" if hours else "")


def _value(number: str) -> Decimal | None:
    if number in ("半", "大半", "小半"):
        return Decimal("0.5")
    plain = number
    if plain[0] in "数几":
        plain = plain[1:]
    for char in "余多几来":
        plain = plain.replace(char, "")
    value = parse(plain)
    return value if value is not None else parse(plain[-1:])
