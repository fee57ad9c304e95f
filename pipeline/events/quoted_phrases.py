"""What stands around quoted names: `quoted_phrases.tsv`, compiled; `quoted` reads them."""

from __future__ import annotations

import re

from pipeline.records.record import record


@record
class QuotedPhrases:
    """The phrases by name; the file tells of each what it is."""

    award_before: re.Pattern[str]
    award_for: re.Pattern[str]
    so_many: re.Pattern[str]
    rewarded: re.Pattern[str]
    award_after: re.Pattern[str]
    vehicle: re.Pattern[str]
    moves: re.Pattern[str]
    run: re.Pattern[str]
    opened: re.Pattern[str]
    opened_in: re.Pattern[str]
    opening: re.Pattern[str]
    goes_on: re.Pattern[str]
    takes_place: re.Pattern[str]
    published: re.Pattern[str]
    published_after: re.Pattern[str]
    no_event: re.Pattern[str]
    brought: re.Pattern[str]
    awarded: re.Pattern[str]
