"""What the lexicons of events find in a text, and how far they look for it."""

from __future__ import annotations

import pytest

from pipeline.events.lexicon import EventLexicon, Words
from pipeline.events.place_weights import PlaceWeights
from pipeline.lexicon import model_dir

LEXICON = EventLexicon.load(model_dir() / "events")


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("双方签署备忘录。", ["备忘录"]),
        ("双方签署" + "甲" * 14 + "备忘录。", ["备忘录"]),
        ("双方签署" + "甲" * 15 + "备忘录。", []),
        ("双方签署，备忘录共五条。", []),
        ("双方把备忘录" + "甲" * 8 + "签下。", ["备忘录"]),
        ("双方把备忘录" + "甲" * 9 + "签下。", []),
        # each verb has its noun, near another or far from it
        ("签署备忘录，签下意向书。" + "甲" * 60 + "签订协定。", ["备忘录", "意向书", "协定"]),
        # a verb has the first noun behind it
        ("签署备忘录和意向书。", ["备忘录"]),
        ("备忘录", []),
    ],
)
def test_a_verb_governs_a_noun_near_it(text: str, nouns: list[str]) -> None:
    found = [text[h.start : h.end] for h in LEXICON.frames.find(text) if h.trigger.type == "COOPERATION"]
    assert found == nouns


def test_words_are_found_between_offsets_the_longest_first() -> None:
    words = Words(["广场", "文化广场", "门口"])
    text = "文化广场门口广场"
    assert words.find(text, 0, len(text)) == [(0, 4), (4, 6), (6, 8)]
    assert words.find(text, 1, 5) == [(2, 4)]
    assert "广场" in words
    assert "场门" not in words


@pytest.mark.parametrize(
    ("signs", "score", "loudest"),
    [
        ({"goal"}, -1.0, ["any"]),
        ({"at"}, 1.0, ["at", "any"]),
        ({"core"}, -1.0, ["any"]),
        ({"at", "core"}, 4.0, ["at+core", "at", "any"]),
    ],
)
def test_a_weight_counts_where_all_its_signs_are_there(
    signs: set[str], score: float, loudest: list[str]
) -> None:
    weights = PlaceWeights(
        [
            ("any", frozenset(), -1.0),
            ("at", frozenset({"at"}), 2.0),
            ("at+core", frozenset({"at", "core"}), 3.0),
        ]
    )
    assert weights.score(signs) == score
    assert weights.loudest(signs, 3) == loudest
