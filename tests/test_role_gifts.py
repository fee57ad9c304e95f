"""Unions that are thanked, give or receive goods, prepare a founding or report to an assembly."""

from __future__ import annotations

import pytest
from marked import extraction
from test_role_links import DAY, A, B, C, roles

FOUNDED = "[ORG 甲区货运行业工会联合会=联合会]"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Who is thanked for ending a dispute did it; so did whose lawyers came.
        (f"{DAY}38名工人讨回欠薪。工人向{A}的同志说一声谢谢。", {"甲": "organizer"}),
        (f"{DAY}38名工人讨回欠薪，把一面锦旗送到{A}。", {"甲": "organizer"}),
        (f"{DAY}38名工人讨回欠薪。他们对{A}表示衷心感谢。", {"甲": "organizer"}),
        (f"{DAY}38名工人讨回欠薪。{A}的律师赶到工地固定证据。", {"甲": "organizer"}),
        (f"{DAY}38名工人讨回欠薪。{A}法律援助律师为他们代理仲裁。", {"甲": "organizer"}),
        # Who gives goods holds the event, who takes them is given them.
        (
            f"{DAY}{A}慰问环卫工人，给休息点送来两台电扇和五千元补助款。{B}接过了电扇。",
            {"甲": "organizer", "乙": "beneficiary"},
        ),
        (f"{DAY}{A}慰问环卫工人，{B}代表环卫工人致谢。", {"甲": "organizer", "乙": "beneficiary"}),
        (f"{DAY}{A}慰问环卫工人，把20箱药品送到{B}。", {"甲": "organizer", "乙": "beneficiary"}),
        (
            f"{DAY}{A}慰问环卫工人。{B}副主席[PER 林望<乙镇总工会|副主席]接过药品。",
            {"甲": "organizer", "乙": "beneficiary"},
        ),
        # Who prepared the founding of a union did so before.
        (
            f"{DAY}{FOUNDED}成立。会员很多。[DATE 今年3月=2024-03-01..2024-03-31]起，{B}着手筹建。",
            {"联合会": "subject", "乙": "organizer"},
        ),
        # The union of a workplace prepares the workers' congress, or only reports to it.
        (f"{DAY}公司职工代表大会表决食堂方案。会前，{C}收集意见42条。", {"丙": "organizer"}),
        (f"{DAY}公司职工代表大会表决食堂方案。{C}清点选票。", {"丙": "organizer"}),
        (
            f"{DAY}公司职工代表大会表决食堂方案。{C}主席[PER 林望<丙公司工会|主席]就提案办理情况作说明。",
            {"丙": "participant"},
        ),
    ],
)
def test_role(body: str, expected: dict[str, str]) -> None:
    assert roles(extraction(body)) == expected


def test_what_a_reader_writes_of_is_the_matter() -> None:
    letter = (
        "编辑同志：我家住在镇上。孩子下学后没有去处。[DATE 今年3月1日=2024-03-01]起，" + B + "办起托管班。"
    )
    assert roles(extraction(letter, headline="谢谢镇里的托管班")) == {"乙": "organizer"}
