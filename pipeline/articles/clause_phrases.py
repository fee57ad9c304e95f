"""Phrases that headlines are built of: `clause_phrases.tsv`, compiled; `clauses` reads them."""

from __future__ import annotations

import re

from pipeline.records.record import record


@record
class ClausePhrases:
    """The phrases by name; the file tells of each what it is."""

    unfinished: re.Pattern[str]
    place_ending: re.Pattern[str]
    verbal: re.Pattern[str]
    coverb: re.Pattern[str]
    completed: re.Pattern[str]
    sent: re.Pattern[str]
    means: re.Pattern[str]
    goes: re.Pattern[str]
    quoted_only: re.Pattern[str]
    place_only: re.Pattern[str]
    counter: re.Pattern[str]
    name_in_quotes: re.Pattern[str]
    aspect: re.Pattern[str]
    adverb: re.Pattern[str]
    counted_object: re.Pattern[str]
    exists: re.Pattern[str]
    counted: re.Pattern[str]
    awaits_object: re.Pattern[str]
    people: re.Pattern[str]
    named: re.Pattern[str]
    described: re.Pattern[str]
