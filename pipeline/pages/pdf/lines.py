"""Characters → lines: what stands close together on one baseline, or one below the other.

The order of the file says which characters belong together; it is not asked for the order of the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.pages.pdf.geometry import Char, Line

# Widths in times the size of the font.
_CLOSE = 0.7
_SAME_LINE, _SPACED_OUT = 1.3, 2.2
_SPACE = 0.45
_LATIN_SPACE = 0.15
# How many lines begin at a column's left side at least.
_COLUMN = 2
# How far type stands above its baseline and hangs below it.
_ABOVE, _BELOW = 0.86, 0.04
_VERTICAL = 3


def set_lines(chars: Iterable[Char]) -> list[Line]:
    """The lines of a page, in no particular order."""
    upright: list[list[Char]] = []
    others: list[Line] = []
    for run in _runs(_once(_glyphs(chars))):
        if run[0].turned:
            others.append(_line(run, turned=True))
        elif not _is_vertical(run):
            upright.append(run)
        elif len(run) >= _VERTICAL:
            others.append(_vertical(run))
        else:
            # A line of one character above another one.
            upright += ([char] for char in run)
    return [_line(run) for run in _rows(upright)] + others


def _glyphs(chars: Iterable[Char]) -> Iterable[Char]:
    """The characters, the letters of a ligature as one: they share a place."""
    last: Char | None = None
    for char in chars:
        if (
            last
            and char.text.isascii()
            and char.text.isalpha()
            and (char.x0, char.base) == (last.x0, last.base)
        ):
            last = replace(last, text=last.text + char.text)
            continue
        if last:
            yield last
        last = char
    if last:
        yield last


def _once(chars: Iterable[Char]) -> Iterable[Char]:
    """The characters without those that are printed a second time over themselves, for a shadow or for weight."""
    seen: dict[tuple[str, int, int], Char] = {}
    for char in chars:
        # Two l beside each other are a quarter of the size apart.
        near = max(0.4 * (char.x1 - char.x0), 0.1)
        x, y = round(char.x0 / near), round(char.base / near)
        cells = ((char.text, x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if char.text.isspace() or not any(
            abs(other.x0 - char.x0) < near and abs(other.base - char.base) < near
            for cell in cells
            if (other := seen.get(cell))
        ):
            seen[char.text, x, y] = char
            yield char


def _runs(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters that follow each other in the file and stand close together."""
    runs: list[list[Char]] = []
    for char in chars:
        if runs and _follows(runs[-1], char):
            runs[-1].append(char)
        else:
            runs.append([char])
    return [run for run in runs if not all(char.text.isspace() for char in run)]


def _follows(run: list[Char], char: Char) -> bool:
    last = run[-1]
    if char.turned != last.turned or abs(char.size - last.size) > 0.15 * last.size:
        return False
    if abs(char.base - last.base) < 0.3 * last.size or char.turned:
        return -0.5 * last.size < char.x0 - last.x1 < _CLOSE * last.size and not (
            len(run) > 1 and _is_vertical(run)
        )
    return _is_below(last, char) and (len(run) == 1 or _is_vertical(run))


def _is_below(upper: Char, lower: Char) -> bool:
    """Whether a character stands straight below another one, as in vertical type."""
    middles = (upper.x0 + upper.x1) / 2 - (lower.x0 + lower.x1) / 2
    return abs(middles) < 0.2 * upper.size and 0.8 < (lower.base - upper.base) / upper.size < 1.35


def _is_vertical(run: Sequence[Char]) -> bool:
    return len(run) > 1 and not run[0].turned and _is_below(run[0], run[1])


def _rows(runs: list[list[Char]]) -> list[list[Char]]:
    """Runs joined with those that stand on the same baseline beside them, but never over the edge of a column."""
    starts = Counter(round(run[0].x0 / 4) for run in runs)
    rows: list[list[Char]] = []
    for run in sorted(runs, key=lambda run: (round(run[0].base), run[0].x0)):
        if rows and _is_beside(rows[-1], run, starts):
            rows[-1] += run
        else:
            rows.append(list(run))
    return rows


def _is_beside(row: list[Char], run: list[Char], starts: Counter[int]) -> bool:
    last, first = row[-1], run[0]
    gap, size = first.x0 - last.x1, last.size
    if abs(first.base - last.base) > 0.3 * size or abs(first.size - size) > 0.15 * size or gap < -0.5 * size:
        return False
    at = round(first.x0 / 4)
    edge = starts[at - 1] + starts[at] + starts[at + 1] >= _COLUMN
    if edge:
        return gap < _CLOSE * size
    # Characters one by one are spaced out.
    return gap < (_SPACED_OUT if len(run) == 1 else _SAME_LINE) * size


def _line(run: list[Char], turned: bool = False) -> Line:
    # Spaces at the ends are white, as an indent or the rest of a line is.
    first = next(i for i, char in enumerate(run) if not char.text.isspace())
    last = next(i for i in range(len(run) - 1, -1, -1) if not run[i].text.isspace())
    run = run[first : last + 1]
    size, base = max(char.size for char in run), run[0].base
    left, right = min(char.x0 for char in run), max(char.x1 for char in run)
    return Line(_text(run), left, right, base - _ABOVE * size, base + _BELOW * size, size, turned=turned)


def _vertical(run: list[Char]) -> Line:
    size = run[0].size
    top, bottom = run[0].base - _ABOVE * size, run[-1].base + _BELOW * size
    text = "".join(char.text for char in run).strip()
    return Line(text, min(c.x0 for c in run), max(c.x1 for c in run), top, bottom, size, vertical=True)


def _text(run: list[Char]) -> str:
    """The characters, with a space where a gap is wider than the others: type may be spaced out."""
    between = [right.x0 - left.x1 for left, right in pairwise(run)]
    usual = sorted(between)[len(between) // 2] if between else 0.0
    parts = [run[0].text]
    for left, right, gap in zip(run, run[1:], between, strict=False):
        latin = left.text.isascii() and right.text.isascii()
        least = _LATIN_SPACE if latin else _SPACE
        if (
            gap > least * right.size
            and gap > 1.8 * usual
            and not (left.text.isspace() or right.text.isspace())
        ):
            parts.append(" ")
        parts.append(right.text)
    return "".join(parts)
