"""The phrases of letters to the editor and of questions that are answered (`letter_phrases.tsv`)."""

from __future__ import annotations

import re

from pipeline.records.record import record


@record
class LetterPhrases:
    """How a letter begins, what follows it, how a question is asked and answered."""

    address: re.Pattern[str]
    followed: re.Pattern[str]
    question: re.Pattern[str]
    asks: re.Pattern[str]
    answers: re.Pattern[str]
