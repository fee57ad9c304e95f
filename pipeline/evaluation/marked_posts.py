"""A corpus of posts: sentences with marked bodies (SUBJ), titles (PRED) and persons (OBJ).

A line is `{"text", "spans": [[start, end, label], …]}`. It does not say which marks belong together; `marked_posts` pairs
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.evaluation.gold import GoldError
from pipeline.evaluation.spans import Marked, Span, read_marked
from pipeline.records.record import record

BODY, TITLE, NAME = "SUBJ", "PRED", "OBJ"
# What ends a clause; a name behind it is not the next one of the title before it.
CLAUSE = re.compile(r"[，。；！？：…\n]|——")
_JOINED = re.compile(r"\s*(?:[、和与及,]|以及)\s*")

# Body, title, name.
Triple = tuple[str, str, str]


@record
class MarkedPost:
    """One post of one person as marked: three spans of a text."""

    body: Span
    title: Span
    name: Span

    def words(self, text: str) -> Triple:
        """The three strings."""
        body, title, name = (text[s[0] : s[1]] for s in (self.body, self.title, self.name))
        return body, title, name


def read_posts(path: Path) -> list[Marked]:
    """The marked sentences; GoldError where the file cannot be read or marks anything else."""
    corpus = read_marked(path)
    for number, marked in enumerate(corpus, 1):
        if other := sorted({label for _, _, label in marked.spans} - {BODY, TITLE, NAME}):
            raise GoldError(f"{path}: text {number} has a label {other[0]}, not {BODY}, {TITLE} or {NAME}")
    return corpus


def marked_posts(text: str, spans: Sequence[Span]) -> Iterator[MarkedPost]:
    """The posts of a text, one for each title and each name that it belongs to.

    A title belongs to the body before it, else to the one after it, and to the name after it in its clause, else to
    the one before it; names joined by 、 or 和 share it. A title that lacks either gives none.
    """
    bodies = sorted(s for s in spans if s[2] == BODY)
    names = sorted(s for s in spans if s[2] == NAME)
    for title in sorted(s for s in spans if s[2] == TITLE):
        before = [b for b in bodies if b[1] <= title[0]]
        body = before[-1] if before else next((b for b in bodies if b[0] >= title[1]), None)
        if body:
            for name in _names_of(text, spans, title, names):
                yield MarkedPost(body, title, name)


def unmarked(text: str, spans: Sequence[Span], start: int, end: int) -> str:
    """The text between two places without what is marked there."""
    covered = {i for a, b, _ in spans for i in range(max(a, start), min(b, end))}
    return "".join(text[i] for i in range(start, end) if i not in covered)


def _names_of(text: str, spans: Sequence[Span], title: Span, names: list[Span]) -> list[Span]:
    behind = [n for n in names if n[0] >= title[1]]
    before = [n for n in names if n[1] <= title[0]][::-1]
    next_one = bool(behind) and not CLAUSE.search(unmarked(text, spans, title[1], behind[0][0]))
    order = behind if next_one or not before else before
    held_by = order[:1]
    for name in order[1:]:
        first, second = sorted((held_by[-1], name))
        if not _JOINED.fullmatch(text[first[1] : second[0]]):
            break
        held_by.append(name)
    return held_by
