"""The marks of tables and pictures that text made from HTML keeps around its lines: `| 某报 |||`, `![](photo.jpg)`."""

from __future__ import annotations

from pipeline.patterns import regex

# An edge of a table's row, or a picture that says nothing.
_MARK = r"(?:\||!\[[^\]\[\n\u3400-\u9fff]{0,60}\]\([^()\s]{0,300}\))"
_LEFT = regex(rf"(?:{_MARK}[ \u3000]*)+")
_RIGHT = regex(rf"(?:[ \u3000]*{_MARK})+$")
_PICTURE = regex(r"!\[[^\]\[\n]{0,60}\]\([^()\s]{0,300}\)")
# Characters at the end of a line among which its frame stands.
_TAIL = 400


def frame(text: str) -> tuple[int, int]:
    """Where a line stands inside its frame: 0 and its length where it has none, or is nothing else.

    A single bar behind other bars parts the entries of a menu (`首页 | 工会 |`) and is no frame.
    """
    left = _LEFT.match(text)
    start = left.end() if left else 0
    right = _RIGHT.search(text, max(start, len(text) - _TAIL))
    if not right or start == len(text):
        return (start, len(text)) if start < len(text) else (0, len(text))
    end = right.start()
    menu = not left and right[0].strip() == "|" and "|" in text[start:end]
    return (start, len(text) if menu else end) if start < end else (0, len(text))


def is_picture(text: str) -> bool:
    """Whether a line begins with a picture in the writing of Markdown."""
    return bool(_PICTURE.match(text))
