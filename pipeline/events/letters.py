"""Letters to the editor: what the reader complains of is no event, what a union then did is; and questions of readers
that somebody only answers, which tell of none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.records import Extraction

# The sentences at the beginning within which a letter addresses the editor.
_ADDRESSED = 3


def is_answer_of(x: Extraction, line: Line, lexicon: EventLexicon) -> bool:
    """Whether a body sentence begins what followed a letter (编后：, 记者调查：)."""
    return line.rank > 0 and bool(lexicon.letters.followed.match(x.view, line.start, line.end))


def answered(x: Extraction, lines: Sequence[Line], lexicon: EventLexicon) -> list[Line]:
    """The lines of an article; those of a letter that is followed by what was done about it talk."""
    body = [line for line in lines if line.rank >= 0]
    if not any(lexicon.letters.address.match(x.view, m.start, m.end) for m in body[:_ADDRESSED]):
        return list(lines)
    begin = next((line.index for line in body if is_answer_of(x, line, lexicon)), None)
    if begin is None:
        return list(lines)
    return [replace(line, kind="talk") if line.rank >= 0 and line.index < begin else line for line in lines]


def only_explains(x: Extraction, lines: Sequence[Line], lexicon: EventLexicon) -> bool:
    """Whether an article asks a question in its headline, repeats it and lets somebody answer, and that is all."""
    phrases, asked, told = lexicon.letters, False, False
    if not any(line.is_head and phrases.question.search(x.view, line.start, line.end) for line in lines):
        return False
    for line in lines:
        if line.rank < 0:
            continue
        text = x.view[line.start : line.end]
        asked = asked or bool(phrases.asks.search(text))
        told = told or (asked and bool(phrases.answers.search(text)))
    return told
