"""Numbered parts of companies and bureaus: as mentions, and whose unions they are. All are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import found
from test_links_resolve import found as links

from pipeline.lexicon import LexiconError
from pipeline.mentions.numbered_parts import read_trades


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("今天，在钻井四公司三届二次职工代表大会上，钻井四公司经理发言。", ["钻井四公司", "钻井四公司"]),
        ("大赛由采油三厂工会承办，掘进二队职工观战。", ["采油三厂工会", "掘进二队"]),
        ("当天，物探六处工会主席赶到现场。", ["物探六处工会"]),
        ("作业五公司“金沙滩”队队长举旗。", ["作业五公司“金沙滩”队"]),
        ("检修二车间女工合唱。运输第三大队工会女工委伴奏。", ["检修二车间", "运输第三大队工会女工委"]),
        # The number alone, where the article names whose part it is.
        ("中铁三十局五公司开工。五公司工会主席说。", ["中铁三十局五公司", "五公司工会"]),
        # Measures, other words, many.
        ("施工三处漏点已经修好。", []),
        ("检修一队人马赶到。", []),
        ("运输三公司化解矛盾，施工一队伍。", []),
        ("三公司工会联合办赛。", []),
    ],
)
def test_part(text: str, bodies: list[str]) -> None:
    assert found(text, "ORG") == bodies


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # The fullest name that the article has.
        ("[中铁三十局五公司工会]办赛。[五公司工会]送水。", "中铁三十局五公司工会"),
        ("[平川石油管理局作业五公司“金沙滩”队]夺冠。[作业五公司工会]承办。", "平川石油管理局作业五公司工会"),
        ("[平川市公交集团第三客运公司工会]办赛。[三公司工会]送水。", "平川市公交集团第三客运公司工会"),
        ("[平川路桥集团]办赛。[隧道四公司工会]送水。", "平川路桥集团隧道四公司工会"),
        ("[平川石油管理局]办赛。[物探六处工会]送水。", "平川石油管理局物探六处工会"),
        # Nobody tells whose.
        ("[物探六处工会]送水。", "物探六处工会"),
        ("[东山集团]、[西山集团]办赛。[隧道四公司工会]送水。", "隧道四公司工会"),
        ("[中铁三十局五公司]开工。[三公司工会]送水。", "三公司工会"),
        # What the article calls the part later.
        ("[钻井四公司]开会。[公司工会]唱票。", "钻井四公司工会"),
        # The bureau whose part is named.
        ("[平川矿务局运输二公司]开会。[局工会]送水。", "平川矿务局工会"),
        ("[平川县人社局劳动监察大队]到厂。[局工会]送水。", "nil"),
        ("[平川石油管理局]办赛。[局工会女职工部]送水。", "平川石油管理局工会"),
    ],
)
def test_union(text: str, last: str) -> None:
    assert links(text)[-1][1] == last


def test_a_fault_in_the_trades(tmp_path: Path) -> None:
    (tmp_path / "plant_trades.tsv").write_text("trade\texample\n热轧\t热轧厂工会\n", encoding="utf-8")
    (tmp_path / "numbered_trades.tsv").write_text("trade\texample\n钻井\t物探六处\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="does not stand in its example"):
        read_trades(tmp_path)
