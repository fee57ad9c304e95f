"""The matching view: the same text, character for character, with spelling variants folded away.

Full-width digits, letters and spaces become ASCII, ASCII punctuation beside Han characters becomes Chinese,
traditional characters become simplified ones (OpenCC, character by character). `len(view(text)) == len(text)`
always holds, so an offset found in the view is an offset of the text; what is stored and shown is the text as
written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import opencc

from pipeline.patterns import compiled, regex

# Marks that stand for the same thing in news text; both sides are one character.
_SAME_MARK = {
    "〇": "零",
    "﹕": "：",
    "﹐": "，",
    "﹑": "、",
    "﹔": "；",
    "﹙": "（",
    "﹚": "）",
    "〝": "“",
    "〞": "”",
    "\u00a0": " ",
    "\u2003": " ",
    "\u2002": " ",
    "\u2009": " ",
    "‧": "·",
    "•": "·",
    "・": "·",
    "∙": "·",
    "⋅": "·",
    "～": "~",
    "〜": "~",
    "﹪": "%",
}
# Full-width punctuation is Chinese punctuation: it stays, only these signs inside numbers are folded.
_FOLDED_SIGNS = "％．／＋－＠＆＃＿＊＝"
_FULL_WIDTH = (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
_IDEOGRAPHS = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"))


def _characters(ranges: Iterable[tuple[str, str]]) -> list[str]:
    return [chr(code) for first, last in ranges for code in range(ord(first), ord(last) + 1)]


def _simplified() -> dict[str, str]:
    """Each Han character that OpenCC, asked for it alone, writes otherwise."""
    han = _characters(_IDEOGRAPHS)
    plain = [p if len(p := unicodedata.normalize("NFKC", char)) == 1 else char for char in han]
    # One call for all takes milliseconds; the line breaks keep the characters apart.
    folded = opencc.OpenCC("t2s").convert("\n".join(plain)).split("\n")
    return {char: new for char, new in zip(han, folded, strict=True) if len(new) == 1 and new != char}


@cache
def _table() -> dict[str, str]:
    """Every character that the view writes otherwise, and how; half a surrogate pair is no character."""
    forms = {c: unicodedata.normalize("NFKC", c) for c in (*_FOLDED_SIGNS, *_characters(_FULL_WIDTH))}
    halves = dict.fromkeys(_characters([("\ud800", "\udfff")]), "\ufffd")
    return _simplified() | forms | halves | {"\u3000": " "} | _SAME_MARK


@cache
def _changed() -> re.Pattern[str]:
    """One of these characters. Most texts have few, so a search takes less time than a translation of each."""
    return compiled(f"[{re.escape(''.join(_table()))}]")


# Web pages type Chinese punctuation in ASCII; beside a Han character it is Chinese, inside 1,000 it is not.
_HAN = "\u3400-\u9fff"
# The mark comes first in the pattern, what stands beside it afterwards: so all other characters are passed over.
_ASCII_MARK = regex(rf"[,;:?!()](?:(?<=[{_HAN}”）》】%][,;:?!)])|(?<=[,;:?!(])(?=[{_HAN}“（《【]))")
_CHINESE_MARK = dict(zip(",;:?!()", "，；：？！（）", strict=True))

# A circle is a nought beside figures, 二○○八年, and a bullet elsewhere.
_NOUGHTS = regex("(?<=[零一二三四五六七八九])○+|○+(?=[一二三四五六七八九]年)")


def view(text: str) -> str:
    """The matching view of `text`, of the same length."""
    table = _table()
    folded = _changed().sub(lambda char: table[char[0]], text)
    if "○" in folded:
        folded = _NOUGHTS.sub(lambda noughts: "零" * len(noughts[0]), folded)
    return _ASCII_MARK.sub(lambda mark: _CHINESE_MARK[mark[0]], folded)
