"""What takes weight from a trigger: `label_phrases.tsv`, compiled; `labels` reads them."""

from __future__ import annotations

import re

from pipeline.records.record import record


@record
class LabelPhrases:
    """The phrases by name; the file tells of each what it is."""

    topics: re.Pattern[str]
    afterwards: re.Pattern[str]
    of_thing: re.Pattern[str]
    long_ago: re.Pattern[str]
    no_start: re.Pattern[str]
    inquiry: re.Pattern[str]
    of_theirs: re.Pattern[str]
    paid: re.Pattern[str]
    clears: re.Pattern[str]
    where: re.Pattern[str]
    signs: re.Pattern[str]
    parties: re.Pattern[str]
    stoppage: re.Pattern[str]
    not_stopped: re.Pattern[str]
    volunteers: re.Pattern[str]
    opens: re.Pattern[str]
    asked: re.Pattern[str]
