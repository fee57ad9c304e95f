"""Quoted names: stretches of the view in 《》 or in quotation marks whose numbers and times belong to a name.

“百名劳模进百企” and 《2024年工作要点》 are names; “送了三年水，没迟到过一次。” is speech, whose numbers count.
"""

from __future__ import annotations

from bisect import bisect_right

from pipeline.patterns import regex

# A name has no pause in it; commas and sentence marks make a quotation speech.
_NAME = regex(r"《[^《》\n]{1,80}》|“[^“”，。！？；：\n]{1,30}”|「[^「」，。！？；：\n]{1,30}」")
_SPEECH = regex(r"“[^“”\n]{1,600}”")
_SAID_BEFORE = frozenset("：:")
# A whole clause in quotation marks goes on with the sentence: …，“在家门口就能拿到3500元”。
_CLAUSE = regex(r"，“[^“”\n]{12,30}”[。！？\n]")


class Spans:
    """Sorted, disjoint spans of a text."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._spans = spans

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """The span that holds `start`..`end` entirely and is longer; None where there is none."""
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        a, b = self._spans[index]
        return (a, b) if a <= start and end <= b and (a, b) != (start, end) else None


def quoted_names(view: str) -> Spans:
    """The quoted names of a view, marks included."""
    return Spans(
        [
            m.span()
            for m in _NAME.finditer(view)
            if m.start() == 0
            or not (view[m.start() - 1] in _SAID_BEFORE or _CLAUSE.match(view, m.start() - 1))
        ]
    )


def quoted_speech(view: str) -> Spans:
    """Everything in double quotation marks."""
    return Spans([m.span() for m in _SPEECH.finditer(view)])
