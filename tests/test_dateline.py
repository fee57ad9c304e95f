"""今天 behind an agency's dateline is the day of the dateline; invented news."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract import load_extractor
from pipeline.records import Page

EXTRACT = load_extractor()


@pytest.mark.parametrize(
    ("dateline", "issue", "today"),
    [
        ("本报白塔11月6日电（记者 乔一）", date(2018, 11, 8), date(2018, 11, 6)),
        ("新华社白塔12月30日电（记者 乔一）", date(2019, 1, 2), date(2018, 12, 30)),
        # The month of the issue, or the one before it.
        ("本报白塔6日电（记者 乔一）", date(2018, 11, 8), date(2018, 11, 6)),
        ("本报白塔30日电（记者 乔一）", date(2018, 11, 2), date(2018, 10, 30)),
        # No paper prints so late what it was sent, nor before it was sent.
        ("本报白塔6月6日电（记者 乔一）", date(2018, 11, 8), date(2018, 11, 8)),
        ("本报讯（记者 乔一）", date(2018, 11, 8), date(2018, 11, 8)),
        # Without a day of issue nothing tells the year.
        ("本报白塔11月6日电（记者 乔一）", None, None),
    ],
)
def test_today(dateline: str, issue: date | None, today: date | None) -> None:
    text = f"白塔市总工会办夜校\n　　{dateline}今天，白塔市总工会的夜校开课，60名职工来了。\n"
    ((x,), _) = EXTRACT(Page("p", "p.txt", text, issue_date=issue))
    assert [d.start_date for d in x.dates if x.span(d.mention) == "今天"] == [today]
