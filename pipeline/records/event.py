"""What an article reports, and the unions behind it."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from pipeline.records.mention import Mention
from pipeline.records.record import record

Existence = Literal["verified", "presumed"]
LinkStatus = Literal["linked", "ambiguous", "nil"]
UnionRole = Literal["organizer", "co_organizer", "guide", "subject", "participant", "beneficiary"]
UNION_ROLES: tuple[UnionRole, ...] = get_args(UnionRole)


@record
class Role:
    """What fills a role of an event: participant, place, time, amount, award …"""

    role: str
    start: int
    end: int
    mention: Mention | None = None


@record
class Event:
    """Something an article reports. `start`/`end` are the trigger's characters, `sentence` its index.

    `first_sentence`..`last_sentence` (inclusive) is the stretch of text that tells of the event: the whole
    article as a rule, one item of a round-up. `name` and `place` are as written. `reason` says in words
    why it is an event and of this type.
    """

    ordinal: int
    type: str
    primary: bool
    start: int
    end: int
    sentence: int
    first_sentence: int
    last_sentence: int
    name: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    place: str | None = None
    roles: tuple[Role, ...] = ()
    score: float = 1.0
    reason: str = ""


EVENT_TYPES = (
    "COMPETITION",
    "TRAINING",
    "CULTURE",
    "SPORTS",
    "OUTREACH",
    "SERVICE",
    "SYMPATHY",
    "SOCIAL",
    "MEETING",
    "ORGANIZING",
    "AWARD",
    "BARGAINING",
    "DISPUTE",
    "INSPECTION",
    "RECRUITMENT",
    "LAUNCH",
    "COOPERATION",
    "CHARITY",
    "ACCIDENT",
    "OTHER",
)


@record
class Union:
    """A trade-union organisation. `name` is the canonical name.

    `origin` says how it is known: `registry` (a row of the registry), `derived` (from an administrative
    division), `found` (made from the text: a company's, a school's). `existence` says whether a source names
    the union (`verified`) or it only follows from a rule or a text (`presumed`). `since` and `until` are the
    years in which the name held, None where not known or still so.
    """

    union_id: str
    name: str
    level: str
    admin_code: str | None = None
    parent_id: str | None = None
    region: str | None = None
    origin: Literal["registry", "derived", "found"] = "registry"
    existence: Existence = "presumed"
    since: int | None = None
    until: int | None = None


@record
class UnionMention:
    """A mention that may mean a union, resolved. `candidates` are the union ids that were considered."""

    mention: Mention
    status: LinkStatus
    score: float
    reason: str
    union: Union | None = None
    candidates: tuple[str, ...] = ()


@record
class EventUnion:
    """The part that a union plays in an event; `sentence` is the index of the sentence that shows it."""

    event: int
    union: Union
    role: UnionRole
    mention: Mention
    sentence: int
    score: float
    reason: str = ""
