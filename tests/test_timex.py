"""The evaluation on public test lists, with invented cases in each of their forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.timex import TimexError, evaluate, failures


def number(text: str, value: str, at: int = 0, kind: str = "Number/Chinese/NumberModel") -> dict[str, Any]:
    result = {"Text": text, "Start": at, "End": at + len(text) - 1, "Resolution": {"value": value}}
    return {
        "file": f"Specs/{kind}.json",
        "text": text,
        "ref": None,
        "not_supported": None,
        "results": [result],
    }


def day(text: str, *values: str, ref: str = "2031-05-10T00:00:00") -> dict[str, Any]:
    told = [{"timex": "", "type": "date", "value": v} for v in values]
    result = {"Text": text, "Start": 0, "End": len(text) - 1, "Resolution": {"values": told}}
    file = "Specs/DateTime/Chinese/DateTimeModel.json"
    return {"file": file, "text": text, "ref": ref, "not_supported": None, "results": [result]}


def duckling(dim: str, text: str, value: str) -> dict[str, Any]:
    return {"dim": dim, "text": text, "value": value}


def jionlp(text: str, *gold: Any, kind: str = "test_time_parser") -> dict[str, Any]:
    return {"file": f"test/{kind}.py", "list": "l", "text": text, "gold": list(gold)}


def right(tmp_path: Path, *rows: dict[str, Any]) -> dict[str, tuple[int, int]]:
    path = tmp_path / "invented.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    return {s.type: (s.right, s.cases) for s in evaluate(path)}


def test_a_case_is_right_with_span_and_value_and_nothing_else(tmp_path: Path) -> None:
    rows = [number("三百二十", "320"), number("三百二十", "321"), number("三百", "300", at=1)]
    assert right(tmp_path, *rows) == {"Number/NumberModel": (1, 3)}
    extra = number("三百", "300")
    extra["text"] = "三百和四百"
    assert right(tmp_path, extra) == {"Number/NumberModel": (0, 1)}


def test_families_of_types_are_summed_up(tmp_path: Path) -> None:
    rows = [number("5", "5"), number("30%", "30%", kind="Number/Chinese/PercentModel")]
    assert right(tmp_path, *rows) == {
        "Number (all)": (2, 2),
        "Number/NumberModel": (1, 1),
        "Number/PercentModel": (1, 1),
    }


def test_one_of_several_accepted_days_is_enough(tmp_path: Path) -> None:
    rows = [day("2031年5月9日", "2031-05-09", "2032-05-09"), day("2031年5月9日", "2031-05-08")]
    assert right(tmp_path, *rows) == {"DateTime/DateTimeModel": (1, 2)}


def test_duckling_and_jionlp(tmp_path: Path) -> None:
    assert right(
        tmp_path,
        duckling("Numeral", "负二十", "(NumeralValue (-20))"),
        duckling("Distance", "最多三公里", "(under Kilometre 3)"),
        duckling("Distance", "二至三米", "(between Metre (2, 3))"),
        duckling("Time", "2031年5月", "(datetime (2031, 5, 1, 0, 0, 0) Month)"),
        duckling("Duration", "3天", "(DurationData 3 Day)"),
    ) == {"Distance": (2, 2), "Duration": (1, 1), "Numeral": (1, 1), "Time": (1, 1)}
    moment = {
        "type": "time_point",
        "definition": "accurate",
        "time": ["2031-05-09 00:00:00", "2031-05-09 23:59:59"],
    }
    money = {"num": ["2000.00", "3000.00"], "case": "港元", "definition": "blur"}
    span = [{"text": "40万元", "offset": [2, 6], "type": "money"}]
    assert right(tmp_path, jionlp("2031年5月9日", 1, moment)) == {"test_time_parser": (1, 1)}
    assert right(tmp_path, jionlp("2—3千港币", money, kind="test_money_parser")) == {
        "test_money_parser": (1, 1)
    }
    assert right(tmp_path, jionlp("花了40万元", span, kind="test_money_extractor")) == {
        "test_money_extractor": (1, 1)
    }


def test_failures_are_listed_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "invented.jsonl"
    path.write_text(json.dumps(number("三百", "301")) + "\n" + json.dumps(number("四百", "401")), "utf-8")
    listed = list(failures(evaluate(path), 1))
    assert len(listed) == 1
    assert "三百" in listed[0] and "300" in listed[0] and "301" in listed[0]
    assert list(failures(evaluate(path), 0)) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no cases"),
        ("{", ":1: no case"),
        ('{"a": 1}', ":1: no case"),
        ('{"dim": "Time", "text": "", "value": "x"}', ":1:"),
    ],
)
def test_lists_that_cannot_be_used(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(TimexError, match=message):
        evaluate(path)
    with pytest.raises(TimexError, match="cannot be read"):
        evaluate(tmp_path / "none.jsonl")
