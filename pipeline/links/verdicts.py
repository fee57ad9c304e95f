"""What a rule says of a union's part in an event."""

from __future__ import annotations

from pipeline.records import UnionRole
from pipeline.records.record import record

VISITS = 0.7
"""The score of an official's visit."""

LENT = 0.8
"""The score of a part that lends something; where nobody else acts, it is the organizer."""

REPORTS = 0.84
"""The score of a union whose official only reports to an assembly."""

PREPARED = 0.82
"""The score of a union that prepares the founding of another, which lies before the news."""

TOLD = 0.85
"""The score of a part that is told outright, so that acting elsewhere in the text makes no organizer."""


@record
class Verdict:
    """A role, how sure the rule is, and the rule in words. `firm` is false where the union only acts or is there."""

    role: UnionRole
    score: float
    reason: str
    firm: bool = True
