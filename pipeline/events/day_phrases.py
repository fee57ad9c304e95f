"""What stands around dates and tells which is the day of an event: `day_phrases.tsv`, compiled; `when` reads them."""

from __future__ import annotations

import re

from pipeline.records.record import record


@record
class DayPhrases:
    """The phrases by name; the file tells of each what it is."""

    days: re.Pattern[str]
    so_far: re.Pattern[str]
    learnt: re.Pattern[str]
    closing: re.Pattern[str]
    stopped: re.Pattern[str]
    stopped_for: re.Pattern[str]
    resumed: re.Pattern[str]
    talks: re.Pattern[str]
    signed: re.Pattern[str]
    got_pay: re.Pattern[str]
    happened: re.Pattern[str]
    caption: re.Pattern[str]
    joined: re.Pattern[str]
    calendar: re.Pattern[str]
    day: re.Pattern[str]
    during: re.Pattern[str]
    from_then: re.Pattern[str]
    range: re.Pattern[str]
    until: re.Pattern[str]
    occasion: re.Pattern[str]
    around: re.Pattern[str]
    since: re.Pattern[str]
    since_then: re.Pattern[str]
    goes_on: re.Pattern[str]
    feast_next: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    planned: re.Pattern[str]
    moved_to: re.Pattern[str]
    put_off: re.Pattern[str]
    day_unknown: re.Pattern[str]
    deadline: re.Pattern[str]
    place_moved: re.Pattern[str]
    held_there: re.Pattern[str]
    itself: re.Pattern[str]
    is_feast: re.Pattern[str]
    looks_back: re.Pattern[str]
