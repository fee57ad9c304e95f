"""Phrases around a union that tell its part in an event: `role_phrases.tsv`, compiled; `role_cues.tsv` has the single words."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from pipeline.lexicon import read_patterns


@dataclass(frozen=True, slots=True)
class RolePhrases:
    """The phrases by name; the file tells of each what it is."""

    lends: re.Pattern[str]
    guide_phrase: re.Pattern[str]
    made: re.Pattern[str]
    wins: re.Pattern[str]
    hands: re.Pattern[str]
    sends: re.Pattern[str]
    joins: re.Pattern[str]
    cleft: re.Pattern[str]
    prize: re.Pattern[str]
    flagged: re.Pattern[str]
    handed: re.Pattern[str]
    closed: re.Pattern[str]
    qualified: re.Pattern[str]
    this_is: re.Pattern[str]
    done_by_it: re.Pattern[str]
    team_out: re.Pattern[str]
    owns: re.Pattern[str]
    steps_in: re.Pattern[str]
    by_means: re.Pattern[str]
    staff: re.Pattern[str]
    its_staff: re.Pattern[str]
    time_adverbial: re.Pattern[str]
    congress: re.Pattern[str]
    organ: re.Pattern[str]
    greets: re.Pattern[str]
    in_its_name: re.Pattern[str]
    come_from: re.Pattern[str]
    teams: re.Pattern[str]
    received: re.Pattern[str]
    receives: re.Pattern[str]
    inspects: re.Pattern[str]
    inspected: re.Pattern[str]
    copies: re.Pattern[str]
    helps: re.Pattern[str]
    leads_it: re.Pattern[str]
    workplace: re.Pattern[str]
    met_there: re.Pattern[str]
    judged: re.Pattern[str]
    awards_sign: re.Pattern[str]
    reports: re.Pattern[str]
    signs: re.Pattern[str]
    sent: re.Pattern[str]
    on_site: re.Pattern[str]
    honoured: re.Pattern[str]
    founded: re.Pattern[str]
    founds: re.Pattern[str]
    holds: re.Pattern[str]
    sign: re.Pattern[str]
    not_subject: re.Pattern[str]
    heartily: re.Pattern[str]
    given_help: re.Pattern[str]
    support: re.Pattern[str]
    mobilised: re.Pattern[str]
    at_it: re.Pattern[str]
    adds: re.Pattern[str]
    requested: re.Pattern[str]
    along_with: re.Pattern[str]
    together: re.Pattern[str]
    invited: re.Pattern[str]
    oblique: re.Pattern[str]
    towards: re.Pattern[str]
    gets_sign: re.Pattern[str]
    officials: re.Pattern[str]

    @classmethod
    @cache
    def load(cls, path: Path) -> RolePhrases:
        """Read `role_phrases.tsv`; LexiconError on a fault, an unknown or a missing name."""
        return cls(**read_patterns(path, [f.name for f in fields(cls)]))
