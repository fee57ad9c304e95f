"""Every word of the lexicons of events and roles is found in its own example, the longest word there winning."""

from __future__ import annotations

import pytest

from pipeline.events.lexicon import EventLexicon
from pipeline.lexicon import model_dir, read_table
from pipeline.links.role_cues import RoleCues
from pipeline.view import view

EVENTS, LINKS = model_dir() / "events", model_dir() / "links"
LEXICON = EventLexicon.load(EVENTS)
ROLES = RoleCues.load(LINKS / "role_cues.tsv")
TRIGGERS = read_table(EVENTS / "triggers.tsv", ["trigger", "type", "weight", "kind", "example"])
CUES = read_table(EVENTS / "cues.tsv", ["cue", "kind", "example"])
PLACES = read_table(EVENTS / "places.tsv", ["place", "example"])
ROLE_CUES = read_table(LINKS / "role_cues.tsv", ["cue", "kind", "side", "example"])


@pytest.mark.parametrize("type_", sorted({row["type"] for row in TRIGGERS}))
def test_every_trigger_is_found_in_its_example(type_: str) -> None:
    for row in TRIGGERS:
        if row["type"] == type_ and row["kind"] != "stop":
            found = [hit.trigger.text for hit in LEXICON.triggers.find(view(row["example"]))]
            assert row["trigger"] in found, row


def test_no_trigger_is_found_within_a_stop_entry() -> None:
    for row in TRIGGERS:
        if row["kind"] == "stop":
            text = view(row["example"])
            start = text.index(row["trigger"])
            end = start + len(row["trigger"])
            assert not [h for h in LEXICON.triggers.find(text) if h.start < end and start < h.end], row


def test_every_cue_is_found_in_its_example() -> None:
    missed = [row for row in CUES if not LEXICON.cues[row["kind"]].search(view(row["example"]))]
    assert missed == []


def test_every_common_place_is_found_in_its_example() -> None:
    examples = [view(row["example"]) for row in PLACES]
    missed = [text for text in examples if not LEXICON.places.find(text, 0, len(text))]
    assert missed == []


def test_every_role_cue_is_found_in_its_example() -> None:
    missed = [row for row in ROLE_CUES if not ROLES.find(row["kind"], view(row["example"]))]
    assert missed == []


def test_no_example_stands_twice() -> None:
    examples = [row["example"] for row in TRIGGERS]
    assert len(set(examples)) == len(examples)
