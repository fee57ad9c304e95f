"""The tables of events and of the unions behind them."""

from __future__ import annotations

from typing import get_args

from pipeline.records import EVENT_TYPES, UNION_ROLES, LinkStatus
from pipeline.tables.columns import (
    ARTICLE,
    BOOL,
    END,
    EVENT,
    FIELD,
    FIRST_DAY,
    INT,
    LAST_DAY,
    MENTION,
    OPTIONAL_MENTION,
    REASON,
    SCORE,
    SENTENCE,
    START,
    STRING,
    STRINGS,
    TEXT,
    UNION_ID,
    Column,
    Table,
)

EVENT_TABLES: tuple[Table, ...] = (
    Table(
        "unions",
        "One row per union that any row refers to, with the unions above it.",
        ("union_id",),
        (
            Column("union_id", STRING, "Identifies the union."),
            Column("name", STRING, "Canonical name."),
            Column(
                "level", STRING, "national, province, prefecture, county, township, industry, enterprise, …"
            ),
            Column("admin_code", STRING, "Code of its division; null where it has none.", True),
            Column(
                "parent_id",
                STRING,
                "The union above it; null at the top or where unknown.",
                True,
                "unions.union_id",
            ),
            Column("region", STRING, "Path of its division; null where it has none.", True),
            Column(
                "origin",
                STRING,
                "How it is known: registry, derived (from a division) or found (in the text).",
                values=("registry", "derived", "found"),
            ),
            Column(
                "existence",
                STRING,
                "Whether a source names it (verified) or it follows from a rule or one text (presumed); null in "
                "rows of earlier versions.",
                True,
                values=("verified", "presumed"),
            ),
            Column("valid_from", INT, "Year since which its name holds; null where not known.", True),
            Column("valid_until", INT, "Year in which its name ended; null where it still holds.", True),
        ),
    ),
    Table(
        "union_mentions",
        "One row per mention that may mean a union, resolved or not.",
        ("mention_id",),
        (
            MENTION,
            ARTICLE,
            TEXT,
            UNION_ID,
            Column("union", STRING, "Canonical name; null where none is meant.", True),
            Column(
                "status",
                STRING,
                "Whether one union is meant, several may be, or none.",
                values=get_args(LinkStatus),
            ),
            SCORE,
            REASON,
            Column("candidates", STRINGS, "Union ids that were considered."),
        ),
    ),
    Table(
        "events",
        "One row per event that an article reports.",
        ("event_id",),
        (
            Column("event_id", STRING, "Identifies the event: article and ordinal."),
            ARTICLE,
            Column("ordinal", INT, "Number of the event in the article, from 0."),
            Column("type", STRING, "What kind of event.", values=EVENT_TYPES),
            Column("primary", BOOL, "Whether it is the event that the article is about."),
            Column("name", STRING, "The activity's own name; null where it has none.", True),
            Column("trigger", STRING, "The words that show the event."),
            SENTENCE,
            FIRST_DAY,
            LAST_DAY,
            Column("place", STRING, "Place as written; null where the text gives none.", True),
            Column(
                "same_as",
                STRING,
                "Shared by the events that articles of one page report both: the id of the first; else null.",
                True,
            ),
            SCORE,
            REASON,
        ),
    ),
    Table(
        "event_roles",
        "One row per participant, place, time, amount or award of an event.",
        ("event_id", "role", "field", "start", "end"),
        (
            EVENT,
            ARTICLE,
            Column(
                "role",
                STRING,
                "time, place, edition, participant, beneficiary, casualty, amount (money), goods, award, winner, "
                "official, speaker; organizer and co_organizer for bodies that are no unions.",
            ),
            OPTIONAL_MENTION,
            TEXT,
            FIELD,
            START,
            END,
        ),
    ),
    Table(
        "event_unions",
        "One row per union that takes part in an event.",
        ("event_id", "union_id"),
        (
            EVENT,
            ARTICLE,
            Column("union_id", STRING, "The union.", refers="unions.union_id"),
            Column("union", STRING, "Canonical name."),
            Column("role", STRING, "Its part in the event.", values=UNION_ROLES),
            MENTION,
            SCORE,
            Column("evidence", STRING, "The sentence that shows it."),
            REASON,
        ),
    ),
)
