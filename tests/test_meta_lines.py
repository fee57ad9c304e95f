"""The lines in which a web page tells source, time and author: what is one, and what it says."""

from __future__ import annotations

import pytest

from pipeline.articles.bylines import BylineReader
from pipeline.articles.meta_lines import MetaReader
from pipeline.lexicon import model_dir
from pipeline.view import view

META = MetaReader.load(model_dir() / "articles")
BYLINES = BylineReader.load(model_dir() / "articles")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：白塔融媒  时间：2024-05-08  浏览次数：12", "other 白塔融媒, time, day, count 12"),
        # Glued together, with ASCII colons, brackets, bars.
        (
            "浏览次数:12作者: 乔一 信息来源: 白塔区总工会发布时间:2024-05-08 |",
            "count 12, author 乔一, other 白塔区总工会, time, day",
        ),
        ("更新时间:2024-05-08 11:45:00点击次数:12次", "time, hour, count 12次"),
        ("[发布者]：校工会  [发表时间]:2024-05-08  [浏览次数]:", "other 校工会, time, day, count"),
        ("【来源】：白塔融媒 【字号】：大 中 小", "other 白塔融媒, other 大 中 小"),
        ("发布日期：2024年05月08日 | 阅读：12次", "time, day, count 12次"),
        # A day with its hour needs no key; the source behind it neither.
        ("2024-05-08 16:54", "hour"),
        ("08.05.2024 16:54", "hour"),
        ("2024-05-08 00:00:00 |  白塔建设信息中心 | ", "hour 白塔建设信息中心"),
        ("//www.example.com2024-05-08 14:35:15来源: 白塔网", "hour, other 白塔网"),
        ("2024-05-08 08:15 来源：白塔商报 记者 乔一", "hour, other 白塔商报, reporter 乔一"),
        # Who sends news is no person.
        ("作者：党群工作部", "author 党群工作部"),
        ("供稿/乔一 供图/甄二 审稿/邢三", "correspondent 乔一, credit 甄二, other 邢三"),
        ("文章来源：", "other"),
    ],
)
def test_keys_and_values(text: str, expected: str) -> None:
    seen = view(text)
    entries = META.read(seen)
    assert entries is not None
    assert ", ".join(f"{e.kind} {seen[e.start : e.end]}".strip() for e in entries) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年5月8日 星期三",
        "作者：乔一",
        "时间：5月8日上午9点",
        "地点：白塔区工人文化宫 来源：自愿报名",
        "记者：这次比武有什么不同？",
        "来源：白塔区总工会近日举办职工比武，300人参加。",
        "白塔区总工会：让职工吃上热饭",
        "新闻工作者：走到一线去",
        "乔一/文 甄二/图",
    ],
)
def test_other_lines(text: str) -> None:
    assert META.read(view(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("文章来源:劳动法乐园作者:乔一时间:2024-05-08 21:45:48浏览量:12", "乔一"),
        ("日期：2024-05-08 16:23 作者：乔一 甄二 来源：白塔区总工会", "乔一 甄二"),
        ("作者：本报记者 乔一 通讯员 甄二 来源：白塔日报", "乔一* 甄二"),
        ("（供稿/乔一 供图/甄二 审稿/邢三）", "乔一 甄二*"),
        ("作者：工会 乔一 图：甄二", "乔一 甄二*"),
    ],
)
def test_authors(text: str, expected: str) -> None:
    byline = BYLINES.line(view(text))
    assert byline is not None
    assert " ".join(text[n.start : n.end] + "*" * n.reporter for n in byline.names) == expected
