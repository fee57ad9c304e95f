from __future__ import annotations

from datetime import date

import pytest
from growth import assert_linear

from pipeline.lexicon import LexiconError, model_dir, read_table
from pipeline.mentions.time_any import find, read_eras
from pipeline.mentions.time_clock import read_day_parts
from pipeline.mentions.times import TimeFinder
from pipeline.values import calendar as cal
from pipeline.values.date_reading import read
from pipeline.values.world_calendar import movable_day
from pipeline.view import view

MENTIONS = model_dir() / "mentions"


def entries(name: str, key: str) -> list[tuple[str, str]]:
    return [
        (r[key], r["example"]) for r in read_table(MENTIONS / name, [key, "example"], optional=_COLUMNS[name])
    ]


_COLUMNS = {
    "time_words.tsv": ["timex", "not_preceded", "not_followed"],
    "told_days.tsv": ["timex"],
    "holidays.tsv": ["date", "form"],
    "world_holidays.tsv": ["date", "form"],
    "spoken_times.tsv": ["timex"],
    "day_parts.tsv": ["code", "from", "to", "half", "guard"],
    "eras.tsv": ["first"],
    "periods.tsv": ["first", "last", "bound"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "key"), [("time_words.tsv", "word"), ("told_days.tsv", "word"), ("holidays.tsv", "name")]
)
def test_each_entry_is_found_in_its_example(name: str, key: str) -> None:
    finder = TimeFinder.load(MENTIONS)
    for word, example in entries(name, key):
        assert any(word in example[m.start : m.end] for m in finder(view(example))), word


def test_each_word_that_leads_to_a_day_of_a_story_does_so() -> None:
    finder = TimeFinder.load(MENTIONS)
    for row in read_table(MENTIONS / "told_leads.tsv", ["lead", "example"]):
        assert any(m.label == "DATE" for m in finder(view(row["example"]))), row["lead"]


def test_each_head_of_a_column_makes_one() -> None:
    finder = TimeFinder.load(MENTIONS)
    for row in read_table(MENTIONS / "column_heads.tsv", ["head", "example"]):
        assert finder(view(row["example"])) == [], row["head"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("world_holidays.tsv", "name"),
        ("spoken_times.tsv", "word"),
        ("day_parts.tsv", "word"),
        ("eras.tsv", "name"),
        ("periods.tsv", "name"),
    ],
)
def test_each_entry_of_the_general_grammar_is_found_in_its_example(name: str, key: str) -> None:
    for word, example in entries(name, key):
        assert any(word in example[p.start : p.end] for p in find(example)), word


@pytest.mark.parametrize("name", ["holidays.tsv", "world_holidays.tsv"])
def test_each_holiday_has_a_day_every_year_or_says_so(name: str) -> None:
    for row in read_table(MENTIONS / name, ["name", "date"], optional=["form", "example"]):
        cal.check_holiday(row["name"], row["date"])
        days = [cal.holiday_days(row["name"], row["date"], y) for y in range(2015, 2030)]
        assert row["date"] == "-" or sum(d is not None for d in days) >= 14, row["name"]


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("E", date(2013, 3, 31)), ("E-46", date(2013, 2, 13)), ("E", date(2024, 3, 31)), ("O", date(2013, 5, 5)), ("O", date(2024, 5, 5)),
        ("I10-01", date(2013, 8, 8)), ("I01-01", date(2013, 11, 4)), ("I09-01", date(2024, 3, 11)), ("J07-10", date(2024, 10, 12)),
        ("J09-25", date(2018, 12, 3)), ("J01-15", date(2024, 4, 23)), ("N10-17", date(2018, 11, 7)), ("N10-17", date(2013, 11, 3)),
        ("F02-27", date(2013, 3, 26)),
    ],
)  # fmt: skip
def test_movable_days(rule: str, day: date) -> None:
    assert movable_day(rule, day.year) == day


@pytest.mark.parametrize("rule", ["X05-01", "I13", "E+", "5-1"])
def test_faulty_holiday_rule(rule: str) -> None:
    with pytest.raises(LexiconError, match="no such kind of date"):
        cal.check_holiday("某节", rule)


def test_faulty_lexicons(tmp_path) -> None:  # type: ignore[no-untyped-def]
    parts = tmp_path / "day_parts.tsv"
    parts.write_text("word\tcode\tfrom\tto\thalf\tguard\texample\n早上\tXX\t6\t9\tam\t\t明天早上\n", "utf-8")
    with pytest.raises(LexiconError, match="早上"):
        read_day_parts(parts)
    eras = tmp_path / "eras.tsv"
    eras.write_text("name\tfirst\texample\n康熙\t一\t康熙元年\n", "utf-8")
    with pytest.raises(LexiconError, match="康熙"):
        read_eras(eras)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "第" * 50_000,
        "二〇" * 50_000,
        "每" * 50_000,
        "十" * 50_000,
        "前" * 50_000,
        "1," * 50_000,
    ],
)
def test_long_runs_take_linear_time(text: str) -> None:
    find = TimeFinder.load(MENTIONS)
    assert_linear(lambda part: read(part, date(2024, 5, 16)), text)
    assert_linear(lambda part: find(view(part)), text)
