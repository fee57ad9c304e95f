"""What text made from HTML keeps around its lines: edges of tables, pictures."""

from __future__ import annotations

import pytest

from pipeline.articles.frames import frame
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 白塔区职工比厨艺 | |||", "白塔区职工比厨艺"),
        ("每年办一届。 | |||||||||", "每年办一届。"),
        ("（乔一） |", "（乔一）"),
        ("![](photo.jpg)白塔区职工比厨艺", "白塔区职工比厨艺"),
        # What says something stays.
        ("![选手展示菜品](photo.jpg)", "![选手展示菜品](photo.jpg)"),
        ("首页 | 工会 | 维权 |", "首页 | 工会 | 维权 |"),
        ("时间：2024-05-09 | 阅读：12次", "时间：2024-05-09 | 阅读：12次"),
        ("---|---|---|", "---|---|---|"),
        ("| |", "| |"),
        ("白塔区职工比厨艺", "白塔区职工比厨艺"),
    ],
)
def test_a_line_without_its_frame(text: str, expected: str) -> None:
    assert text[slice(*frame(text))] == expected


def test_frames_take_time_in_proportion_to_their_line() -> None:
    assert_linear(frame, "| " * 40_000 + "白塔 | " * 40_000)
