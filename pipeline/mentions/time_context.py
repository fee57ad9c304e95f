"""What stands beside a number or word that may be a time: whether it is one by itself.

Every function looks at a place of the matching view and the characters around it.
"""

from __future__ import annotations

import re

from pipeline.patterns import regex

_RANGE_BEFORE = regex(r"\d{4}(?:[./]\d{1,2})?[-/]$")
_LEFT_OF_NUMBER = frozenset("在从到至于自约是定月年天早晚午近每的")
_RIGHT_OF_NUMBER = regex(r"$|\W|[钟整半左前后之到至开集出起许上下早晚中凌清以]")
_HOUR_LEFT = frozenset("在从到至于自约是定天早晚午近每的")
_HOUR_RIGHT = regex(r"$|\W|左右|前|后|之|到|至|开|集|出发|许|以")


# Words whose second character begins no time: 以前年, 马上一年.
_ENDS_OF_WORDS = frozenset(
    [
        "以前",
        "以后",
        "之前",
        "之后",
        "目前",
        "日前",
        "日本",
        "基本",
        "根本",
        "应当",
        "相当",
        "以上",
        "以下",
        "天下",
        "不同",
        "共同",
        "说明",
        "光明",
        "证明",
        "文明",
        "年前",
        "年后",
        "月前",
        "月后",
        "马上",
        "原本",
        "资本",
        "成本",
        "会同",
    ]
)


def free(v: str, at: int) -> bool:
    """Whether a number in digits begins here, by itself."""
    if at > 4 and v[at - 1] in "-/" and _RANGE_BEFORE.search(v, max(0, at - 9), at):
        return True
    return not at or not ((v[at - 1].isalnum() and v[at - 1].isascii()) or v[at - 1] in ".,/-:：第+_@#№余")


def number_stands(v: str, m: re.Match[str]) -> bool:
    """Whether 3号 or 三点 by itself is a time and no name (四号营地, 这三点)."""
    at = m.start()
    left = not at or not "\u4e00" <= v[at - 1] <= "\u9fff" or v[at - 1] in _LEFT_OF_NUMBER
    return left and (
        _RIGHT_OF_NUMBER.match(v, m.end()) is not None
        or (at > 0 and v[at - 1] in "在于从" and m[0][-1] == "号")
    )


def hour_stands(v: str, m: re.Match[str]) -> bool:
    """Whether an hour by itself is a time: 三点 is often a number of things, 一时 a while."""
    at, end = m.start(), m.end()
    if v[end - 1] in "钟整" or v[at : at + 1].isdecimal():
        return True
    if v[at:end] == "一时":
        return False
    left = not at or not "\u4e00" <= v[at - 1] <= "\u9fff" or v[at - 1] in _HOUR_LEFT
    return left and _HOUR_RIGHT.match(v, end) is not None


def inside_word(v: str, at: int) -> bool:
    """Whether the character at `at` is the end of another word: 以前年, 马上一年."""
    return at > 0 and v[at - 1 : at + 1] in _ENDS_OF_WORDS
