"""Public test lists for numbers and time: the share of cases that are read fully right, per list and type.

A case is right when everything that it asks for was found with its span and value, and nothing else. Where a list
accepts several values (the last and the next such day), one of them is enough. Lists without spans tell the value
of the whole text: then exactly one reading must be there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.evaluation import timex_numbers, timex_times
from pipeline.evaluation.timex_cases import Case, Expected, TimexError
from pipeline.evaluation.timex_lists import read_cases
from pipeline.records.record import record

_ALL = " (all)"

__all__ = ["Score", "TimexError", "evaluate", "failures"]


@record
class Failure:
    """A case that was not read fully right, and what was read."""

    case: Case
    found: tuple[str, ...]

    def __str__(self) -> str:
        """The text, what was found and what the list asks for."""
        wanted = "; ".join(_shown(self.case, e) for e in self.case.expected) or "nothing"
        return f"  {self.case.type}: {self.case.text}  found {'; '.join(self.found) or 'nothing'}  expected {wanted}"


@dataclass(slots=True)
class Score:
    """How many cases of one type were read fully right."""

    list_name: str
    type: str
    cases: int = 0
    failed: list[Failure] = field(default_factory=list)

    @property
    def right(self) -> int:
        """The number of cases read fully right."""
        return self.cases - len(self.failed)

    def __str__(self) -> str:
        """One line of figures."""
        share = 100 * self.right / max(1, self.cases)
        return f"{self.list_name:36} {self.type:40} {self.right:4}/{self.cases:<4} = {share:5.1f} %"


def evaluate(path: Path) -> list[Score]:
    """The scores of a list, per type and for types of one family together; TimexError on a faulty list."""
    scores: dict[str, Score] = {}
    for case in read_cases(path):
        failure = _failure(case)
        family = case.type.split("/")[0]
        for name in dict.fromkeys((family + _ALL, case.type)):
            score = scores.setdefault(name, Score(case.list_name, name))
            score.cases += 1
            if failure:
                score.failed.append(failure)
    # A family of one type needs no line of its own.
    families = Counter(name.split("/")[0] for name in scores if not name.endswith(_ALL))
    shown = (
        name for name in sorted(scores) if not name.endswith(_ALL) or families[name.removesuffix(_ALL)] > 1
    )
    return [scores[name] for name in shown]


def failures(scores: Iterable[Score], limit: int) -> Iterator[str]:
    """Up to `limit` failures of each type, one a line."""
    for score in scores:
        if not score.type.endswith(_ALL):
            yield from map(str, score.failed[:limit])


def _failure(case: Case) -> Failure | None:
    """What went wrong with a case; None where it was read fully right."""
    if timex_numbers.answers(case.type):
        numbers = timex_numbers.read_numbers(case.type, case.text)
        found = [((n.start, n.end), str(n)) for n in numbers]
        matches = [
            [timex_numbers.agrees(n, v, case.type) for v in e.values]
            for n, e in zip(numbers, case.expected, strict=False)
        ]
    else:
        times = timex_times.read_times(case.text, case.reference, case.list_name, case.type)
        found = [(t.span, f"{t.kind} {t.timex} {t.start}..{t.end}") for t in times]
        matches = [
            [timex_times.agrees(t, v, case.reference) for v in e.values]
            for t, e in zip(times, case.expected, strict=False)
        ]
    right = len(found) == len(case.expected) and all(
        (e.start < 0 or span == (e.start, e.end)) and (any(m) or not e.values)
        for (span, _), e, m in zip(found, case.expected, matches, strict=True)
    )
    return None if right else Failure(case, tuple(f"{case.text[a:b]} = {value}" for (a, b), value in found))


def _shown(case: Case, expected: Expected) -> str:
    text = case.text[expected.start : expected.end] if expected.start >= 0 else "the whole"
    return f"{text} = {' | '.join(map(str, expected.values)) or 'a span'}"
