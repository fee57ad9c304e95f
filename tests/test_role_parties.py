"""Unions that sign with each other, whose teams play, who send guides or gifts, who stand by a member. All are invented."""

from __future__ import annotations

import pytest
from marked import extraction
from test_role_links import DAY, A, B, C, D, roles


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Who signs is a party; who gets the money is given it; who sees it or brings it about is neither.
        (
            f"{DAY}{A}与{B}在东湖宾馆签订劳务协作协议。",
            {"甲": "organizer", "乙": "organizer"},
        ),
        (
            f"{DAY}{A}、{B}签下结对协议，{D}当场领到首笔建站资金20万元。",
            {"甲": "organizer", "乙": "organizer", "丁联": "beneficiary"},
        ),
        (f"{DAY}在{A}见证下，{B}与{D}签约结对。", {"甲": "guide", "乙": "organizer", "丁联": "organizer"}),
        (f"{DAY}在{A}牵线下，{B}和西山学院签下共建协议。", {"甲": "guide", "乙": "organizer"}),
        # Whose teams play takes part, who holds the match is said.
        (
            f"{DAY}职工篮球赛落幕，{B}联队险胜{D}联队，捧走冠军。赛事由{A}主办。",
            {"甲": "organizer", "乙": "participant", "丁联": "participant"},
        ),
        (
            f"{DAY}职工排球赛决出冠军，{B}女队惜败给{D}女队。{A}主办比赛。",
            {"甲": "organizer", "乙": "participant", "丁联": "participant"},
        ),
        (
            f"{DAY}{A}举办职工拔河赛。{B}队力克{D}队。",
            {"甲": "organizer", "乙": "participant", "丁联": "participant"},
        ),
        # Who sends somebody to guide others' talks, also before the news.
        (f"{DAY}36名工人拿到欠薪。{A}律师代理仲裁，{B}也派员到场指导。", {"甲": "organizer", "乙": "guide"}),
        (f"{DAY}36名工人拿到欠薪。{B}带着他们找到公司，{A}挂牌督办。", {"乙": "organizer", "甲": "guide"}),
        (
            f"{DAY}{C}与企业签订集体合同。[DATE 去年11月=2023-11-01..2023-11-30]以来谈了五轮，{A}派出专家到场指导。",
            {"丙": "organizer", "甲": "guide"},
        ),
        (
            f"{DAY}{C}与企业签订集体合同。{A}集体协商指导员[PER 林望<甲区总工会|集体协商指导员]三次上门。",
            {"丙": "organizer", "甲": "guide"},
        ),
        # Who sends a gift to another's event.
        (f"{DAY}{C}举办职工读书会。{A}闻讯支持，送来图书800册。", {"丙": "organizer", "甲": "guide"}),
        (f"{DAY}{B}举办职工象棋赛，{A}赠送棋具20副。", {"乙": "organizer", "甲": "guide"}),
        (f"{DAY}{B}举办焊工技能大赛，{A}提供奖品。", {"乙": "organizer", "甲": "guide"}),
        # Who founds another union is not founded.
        (
            f"{DAY}{D}成立。该会由{A}牵头组建，{B}协办。",
            {"丁联": "subject", "甲": "organizer", "乙": "co_organizer"},
        ),
        (f"{DAY}{D}揭牌，由{A}组建。", {"丁联": "subject", "甲": "organizer"}),
        (f"{DAY}{A}组建外卖骑手工会，120名骑手入会。", {"甲": "organizer"}),
        # Who stands by a member in the case.
        (
            f"{DAY}女工王某打赢官司。{B}主任[PER 林望<乙镇总工会|主任]陪她去医院、替她收集证据。",
            {"乙": "organizer"},
        ),
        (
            f"{DAY}36名工人拿到欠薪。{B}副主席[PER 林望<乙镇总工会|副主席]先后五次上门协调。",
            {"乙": "organizer"},
        ),
    ],
)
def test_role(body: str, expected: dict[str, str]) -> None:
    assert roles(extraction(body)) == expected
