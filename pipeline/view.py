"""The matching view: the same text, character for character, with spelling variants folded away.

Full-width digits, letters and spaces become ASCII, ASCII punctuation beside Han characters becomes Chinese,
traditional characters become simplified ones (OpenCC, character by character). `len(view(text)) == len(text)`
always holds, so an offset found in the view is an offset of the text; what is stored and shown is the text as
written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

# Marks that stand for the same thing in news text; both sides are one character.
_SAME_MARK = {
    "〇": "零",
    "○": "零",
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
    "～": "~",
    "〜": "~",
    "﹪": "%",
}
# Full-width punctuation is Chinese punctuation: it stays, only these signs inside numbers are folded.
_FOLDED_SIGNS = "％．／＋－＠＆＃＿＊＝"


class _Fold(dict[int, str]):
    """A `str.translate` table that works out each character once, the first time it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = _fold(char)
        return folded


def _fold(char: str) -> str:
    if char in _SAME_MARK:
        return _SAME_MARK[char]
    if char == "\u3000":
        return " "
    if char in _FOLDED_SIGNS or "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ":
        return unicodedata.normalize("NFKC", char)
    if "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff":
        plain = unicodedata.normalize("NFKC", char)
        simplified = _converter().convert(plain if len(plain) == 1 else char)
        return simplified if len(simplified) == 1 else char
    return char


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


_TABLE = _Fold()

# Web pages type Chinese punctuation in ASCII; beside a Han character it is Chinese, inside 1,000 it is not.
_HAN = "\u3400-\u9fff"
# The mark comes first in the pattern, what stands beside it afterwards: so all other characters are passed over.
_ASCII_MARK = re.compile(rf"[,;:?!()](?:(?<=[{_HAN}”）》】%][,;:?!)])|(?<=[,;:?!(])(?=[{_HAN}“（《【]))")
_CHINESE_MARK = dict(zip(",;:?!()", "，；：？！（）", strict=True))


def view(text: str) -> str:
    """The matching view of `text`, of the same length."""
    return _ASCII_MARK.sub(lambda mark: _CHINESE_MARK[mark[0]], text.translate(_TABLE))
