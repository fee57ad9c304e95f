"""How the numbers of counts are written, and what may stand before them and between them and their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.mentions.numerals import ARABIC, CHINESE_CHARS, FINANCIAL_CHARS
from pipeline.patterns import regex

_C = CHINESE_CHARS
_NUMERAL = (
    rf"[百千万]分之(?:{ARABIC}|[{_C}]+(?:点[{_C}]+)?)"
    rf"|[二两三四五六七八九十]{{1,3}}分之[一二两三四五六七八九十]{{1,3}}"
    rf"|(?:{ARABIC})[余多几来]?[十百千]?[万亿]{{0,2}}[余多来]?"
    rf"|[数几][十百千万亿]+[余多来]?[万亿]*[余多]?"
    rf"|[零二两三四五六七八九十百千万亿廿卅][{_C}几]*(?:点[零一二三四五六七八九]+)?[余多来]?[万亿]*[余多]?"
    rf"|一(?=[{_C}至到半成倍几])[{_C}几]*(?:点[零一二三四五六七八九]+)?[余多来]?[万亿]*[余多]?"
    rf"|[{FINANCIAL_CHARS}]{{2,}}(?=[元圆])"
    rf"|半(?=数)"
)
NUMBER = regex(_NUMERAL)
_FIRST = regex(rf"[\d.{_C}{FINANCIAL_CHARS}数几半]")
CONNECTOR = regex(rf"(?:至|到|~|-|—|–|－){{1,2}}({_NUMERAL})")
_LIST_OF_ORDINALS = regex(rf"第[\d{_C}]{{1,6}}[、至到~—-]$")
# 分列二、三名 are ranks.
_LIST_OF_RANKS = regex(r"(?<!\p{Han})[一二三四五六七八九]、$|[列获得居]第?[一二三四五六七八九]、$")
# Before a numeral these make it an ordinal, a label or part of another number.
_BARRED_BEFORE = frozenset("第初闰届/\\#№_@+×*")
# Between two numbers these make one of another kind: 3:1, 5·12, 10.1.
_BINDING = frozenset(".·:：∶")


def numbers(view: str) -> Iterator[re.Match[str]]:
    """The numbers of a view in order, disjoint: what `NUMBER` finds, looked for only where a numeral stands."""
    end = 0
    for first in _FIRST.finditer(view):
        start = first.start()
        if start >= end and (found := NUMBER.match(view, start)):
            end = found.end()
            yield found


def may_start(view: str, start: int, number: str) -> bool:
    """Whether a count may begin with the number at `start`: not with that of 第5, B12, 3:1, 周三."""
    if start == 0:
        return True
    before = view[start - 1]
    if before == " " and start > 1 and view[start - 2] in _BARRED_BEFORE:
        return False
    if before in _BARRED_BEFORE or (before.isascii() and before.isalnum()):
        return False
    if before in _BINDING and start > 1 and view[start - 2].isalnum() and (view[start - 2].isascii()):
        return False
    if before == "-" and start > 1 and (view[start - 2].isascii() and view[start - 2].isalnum()):
        return False
    if before in "、至到~—-" and _LIST_OF_ORDINALS.search(view, max(0, start - 9), start):
        return False
    chinese = number[0] in _C
    if not chinese or number[0] not in "一二三四五六":
        return True
    return not view.endswith(("周", "星期", "礼拜"), max(0, start - 2), start) or view.startswith(
        "每", start - 2
    )


def ranked(view: str, at: int) -> bool:
    """Whether the number at `at` tells a rank: 前三名, 分列二、三名."""
    return view[at - 1] == "前" or bool(
        view[at - 1] == "、" and _LIST_OF_RANKS.search(view, max(0, at - 4), at)
    )


def spaced(view: str, start: int, end: int) -> bool:
    """Whether a blank parts figures from their unit, as some sites set it: 共 20 名."""
    if not view.startswith(" ", end) or not view[end - 1].isdigit():
        return False
    return not start or view[start - 1] == " " or view[end + 1 : end + 2].isascii()
