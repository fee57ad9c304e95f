"""Stacks of lines → the page's text: broken lines joined to paragraphs, a blank line where a block ends.

A paragraph begins with an indent, after a line that is not full, or after more white than usual; it goes on at the top of
the next column. Headlines, captions and whatever else is set in another size stand by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.pages.pdf.geometry import Line, is_larger
from pipeline.pages.pdf.order import Stack
from pipeline.records.record import record

# In times the size of a line: an indent, what a full line may lack, white between paragraphs.
_INDENT, _LACKS, _WHITE = 1.2, 1.6, 0.6
_SAME_TITLE = 0.05


@record
class _Row:
    """A line with the edges of its stack."""

    line: Line
    left: float
    right: float
    stack: int

    @property
    def indented(self) -> bool:
        return self.line.x0 - self.left > _INDENT * self.line.size

    @property
    def full(self) -> bool:
        return self.right - self.line.x1 < _LACKS * self.line.size


def page_text(stacks: Iterable[Stack], size: float, leading: float) -> str:
    """The text of the stacks in their order; `size` is the page's main one, `leading` its usual white between lines."""
    parts: list[str] = []
    before: _Row | None = None
    for row in _rows(stacks):
        title = is_larger(row.line.size, size)
        step = _step(before, row, title, leading) if before else ""
        if step is None:
            parts.append(_gap(parts[-1], row.line.text))
        else:
            parts += [step, "" if title or not row.indented else "\u3000\u3000"]
        parts.append(row.line.text)
        before = row
    return "".join(parts)


def _rows(stacks: Iterable[Stack]) -> Iterable[_Row]:
    for number, stack in enumerate(stacks):
        lines = _joined(stack)
        for line in lines:
            same = [o for o in lines if abs(o.size - line.size) < 0.12 * line.size]
            yield _Row(line, min(o.x0 for o in same), max(o.x1 for o in same), number)


def _joined(stack: Stack) -> list[Line]:
    """The lines of a stack; what stands beside each other is one."""
    lines: list[Line] = []
    for line in stack:
        last = lines[-1] if lines else None
        if (
            last
            and not line.sideways
            and not last.sideways
            and abs(line.middle - last.middle) < 0.3 * line.size
            and line.x0 > last.x1
        ):
            lines[-1] = replace(
                last, text=f"{last.text} {line.text}", x1=line.x1, size=max(last.size, line.size)
            )
        else:
            lines.append(line)
    return lines


def _step(before: _Row, row: _Row, title: bool, leading: float) -> str | None:
    """What stands between two rows; None where the second goes on with the first's paragraph."""
    size, other = row.line.size, before.line.size
    if is_larger(size, other) or is_larger(other, size) or row.line.sideways or before.line.sideways:
        return "\n\n"
    if row.stack == before.stack:
        if row.line.top - before.line.bottom > leading + _WHITE * size:
            return "\n\n"
    elif row.right - row.left > before.right - before.left + 2 * size or row.right < before.left:
        return "\n\n"
    if title:
        # Lines of one size are one headline; a kicker or subtitle has its own.
        return None if row.stack == before.stack and abs(size - other) < _SAME_TITLE * size else "\n\n"
    return "\n" if row.indented or not before.full else None


def _gap(before: str, after: str) -> str:
    """What the parts of a broken line are joined by: words of Latin letters are set apart."""
    left, right = before[-1:], after[:1]
    latin = (
        left.isascii() and right.isascii() and left not in "-/(" and not (left.isdigit() and right.isdigit())
    )
    return " " if latin else ""
