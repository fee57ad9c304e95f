"""What stands around the nouns that names of events end in: `name_phrases.tsv`, compiled; `names` reads them."""

from __future__ import annotations

import re

from pipeline.records.record import record


@record
class NamePhrases:
    """The phrases by name; the file tells of each what it is."""

    leading: re.Pattern[str]
    tail: re.Pattern[str]
    course: re.Pattern[str]
    edition: re.Pattern[str]
    items: re.Pattern[str]
    stage: re.Pattern[str]
    sitting: re.Pattern[str]
    sub_event: re.Pattern[str]
    yearly: re.Pattern[str]
    prize_giving: re.Pattern[str]
    award_title: re.Pattern[str]
    feast: re.Pattern[str]
    attended: re.Pattern[str]
    not_after: re.Pattern[str]
    of_it: re.Pattern[str]
    asked: re.Pattern[str]
    one_of_several: re.Pattern[str]
    started: re.Pattern[str]
    ways: re.Pattern[str]
    given: re.Pattern[str]
    given_after: re.Pattern[str]
    many: re.Pattern[str]
