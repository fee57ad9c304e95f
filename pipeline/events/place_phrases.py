"""What stands around a place and tells whether something happened there: `place_phrases.tsv`, compiled; `places` weighs it."""

from __future__ import annotations

import re

from pipeline.records.record import record


@record
class PlacePhrases:
    """The phrases by name; the file tells of each what it is."""

    to: re.Pattern[str]
    at: re.Pattern[str]
    moved: re.Pattern[str]
    held: re.Pattern[str]
    inside: re.Pattern[str]
    one_of: re.Pattern[str]
    introduced: re.Pattern[str]
    site_inside: re.Pattern[str]
    hurt_there: re.Pattern[str]
    one_of_many: re.Pattern[str]
    told_by: re.Pattern[str]
    leave: re.Pattern[str]
    visit: re.Pattern[str]
    caption: re.Pattern[str]
    one_place: re.Pattern[str]
    many: re.Pattern[str]
    goal: re.Pattern[str]
    ours: re.Pattern[str]
    happens: re.Pattern[str]
    employed: re.Pattern[str]
    goers: re.Pattern[str]
    wish: re.Pattern[str]
    plan: re.Pattern[str]
    called: re.Pattern[str]
    people: re.Pattern[str]
