"""Unions that are called by the kind of their workplace (学校工会) or by a plant's work (冷轧厂工会), as mentions."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import found

from pipeline.lexicon import LexiconError
from pipeline.mentions.host_unions import read_host_words


@pytest.mark.parametrize(
    ("text", "unions"),
    [
        ("桐庐县白石中学召开教代会。会前，学校工会征集提案。", ["学校工会"]),
        ("学校工会办夜校。桐庐县白石中学的老师报名。", ["学校工会"]),
        ("桐庐县人民医院扩建，医院工会组织搬运队。", ["医院工会"]),
        ("桐庐县人民医院表决方案。医院工会组织的监票组唱票。", ["医院工会"]),
        ("桐庐县人民医院扩建。当天，该医院工会女工委送来午餐。", ["该医院工会女工委"]),
        (
            "桐庐县横村镇东来农贸市场工会成立。随后，市场工会争来休息日。",
            ["桐庐县横村镇东来农贸市场工会", "市场工会"],
        ),
        ("中铁二十局西岭隧道项目部开工，项目部工会设了理发点。", ["项目部工会"]),
        ("青岭市红砖厂投票。厂工会组织的监票小组唱票。", ["厂工会"]),
        # A trade's union, a zone's, in short for one named before.
        (
            "桐庐县货车司机行业工会联合会介入。当晚，行业工会联合会带队谈判。",
            ["桐庐县货车司机行业工会联合会", "行业工会联合会"],
        ),
        # Plants of a company that the article names.
        (
            "河北云岭钢铁有限公司女工体检。冷轧厂工会派车，第二炼钢厂工会、动力车间工会送水。",
            ["冷轧厂工会", "第二炼钢厂工会", "动力车间工会"],
        ),
    ],
)
def test_a_union_by_its_kind(text: str, unions: list[str]) -> None:
    assert [name for name in found(text, "ORG") if "工会" in name] == unions


@pytest.mark.parametrize(
    "text",
    [
        # No such place is named.
        "会前，学校工会征集提案。",
        "县里开会，动力车间工会派车。",
        # Unions at large: counted, gathered, listed, admonished, or no union at all.
        "桐庐县白石中学开会，各学校工会参加。",
        "桐庐县白石中学开会，12家学校工会参加。",
        "桐庐县白石中学开会，学校工会、医院工会都要跟上。",
        "桐庐县白石中学开会，学校工会要办实事。",
        "桐庐县白石中学开会，学校工会组织覆盖扩大。",
        "桐庐县白石中学开会，学校工会工作受到好评。",
        "桐庐县白石中学开会，学校工会会员增加。",
    ],
)
def test_no_union_by_its_kind(text: str) -> None:
    assert [name for name in found(text, "ORG") if "工会" in name] == []


def test_two_unions_joined_by_a_word_that_looks_like_a_name() -> None:
    text = "献血由桐庐县横村镇总工会和平安桥项目工会联合会发起。"
    assert "桐庐县横村镇总工会" in found(text, "ORG")


def test_a_union_has_no_plant() -> None:
    assert "该区总工会" in found("云岭市东河区总工会牵线。该区总工会已派人逐厂摸底。", "ORG")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("学校\t学校|中学\t青岭中学开学", "does not stand in its example"),
        ("学校\t大学\t青岭中学开学，学校工会办夜校", "names no such place"),
    ],
)
def test_a_fault_in_the_words(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "host_words.tsv").write_text(f"word\thosts\texample\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=fault):
        read_host_words(tmp_path)
