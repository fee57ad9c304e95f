"""Phrases by which the roles of an event are filled: `fillers.tsv`, compiled."""

from __future__ import annotations

import re

from pipeline.records.record import record


@record
class Fillers:
    """The phrases by name; the file tells of each what it is."""

    award: re.Pattern[str]
    prize_end: re.Pattern[str]
    wins: re.Pattern[str]
    won_by: re.Pattern[str]
    people: re.Pattern[str]
    groups: re.Pattern[str]
    group_noun: re.Pattern[str]
    given: re.Pattern[str]
    received: re.Pattern[str]
    hurt: re.Pattern[str]
    money: re.Pattern[str]
    goods: re.Pattern[str]
    handed: re.Pattern[str]
    holds: re.Pattern[str]
    second: re.Pattern[str]
    partner: re.Pattern[str]
    attend: re.Pattern[str]
    edition: re.Pattern[str]
