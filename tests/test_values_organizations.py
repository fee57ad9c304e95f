from __future__ import annotations

import pytest
from reading import recognized

from pipeline.lexicon import model_dir
from pipeline.records import ORGANIZATION_KINDS
from pipeline.values.organizations import OrganizationReader
from pipeline.values.short_names import defined, full_names

READER = OrganizationReader.load(model_dir() / "mentions")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("桐庐县总工会", "union"),
        ("市总", "union"),
        ("该工会", "union"),
        ("市总工会劳模工作部", "union"),
        ("海宁市职工服务中心", "union_affiliate"),
        ("区委", "party"),
        ("区人社局", "government"),
        ("天津云禾机械有限公司", "company"),
        ("顺丰", "company"),
        ("华东理工大学", "school"),
        ("芜湖市人民医院", "hospital"),
        ("宁夏工人报社", "media"),
        ("大瑶镇花炮协会", "association"),
        ("中国共产党某某地方委员会", "party"),
        ("共青团某省委员会", "party"),
        ("某省军区", "military"),
        ("某省军区总医院", "hospital"),
        ("县人民代表大会常务委员会", "government"),
        ("县职业教育中心", "school"),
        ("云岭钢铁有限公司代表队", "company"),
        ("某某", "other"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert READER.kind(name) == kind


def test_short_forms_count_for_the_full_name() -> None:
    x = recognized("天津云禾物流有限公司（下称云禾物流）招工。云禾物流包吃住。区总工会到场。")
    rows = {o.name: (o.kind, o.mentions, o.aliases) for o in READER(x)}
    assert rows == {
        "天津云禾物流有限公司": ("company", 3, ("云禾物流",)),
        "区总工会": ("union", 1, ()),
    }


@pytest.mark.parametrize(
    ("short", "kind", "full"),
    [
        ("江岳重机", "other", "江岳重型机械有限公司"),
        ("江岳重机公司", "company", "江岳重型机械有限公司"),
        ("云禾物流", "other", "天津云禾物流有限公司"),
        ("云禾集团", "company", "云禾集团有限公司"),
        ("第三中学", "school", "青田县第三中学"),
        ("云岭医院", "hospital", "贵州省云岭医院"),
    ],
)
def test_full_names(short: str, kind: str, full: str) -> None:
    assert full_names({full: READER.kind(full), short: kind}, {}) == {short: full}


@pytest.mark.parametrize(
    ("short", "kind", "other"),
    [
        ("云禾物流", "other", "天津云禾物流有限公司第三分公司"),
        ("云禾", "other", "天津云禾物流有限公司"),
        ("市公安局", "government", "市公安局交警支队"),
        ("物流公司", "company", "天津云禾物流有限公司"),
        ("中学", "school", "青田县第三中学"),
    ],
)
def test_another_body_or_a_part_is_no_full_name(short: str, kind: str, other: str) -> None:
    assert full_names({other: READER.kind(other), short: kind}, {}) == {}


def test_two_companies_that_fit_leave_a_short_form_alone() -> None:
    kinds = dict.fromkeys(["云禾科技有限公司", "云禾实业有限公司"], "company") | {"云禾": "other"}
    assert full_names(kinds, {}) == {}


@pytest.mark.parametrize(
    "text",
    [
        "云州市建设工程质量监督站（以下简称“质监站”）",
        "云州市建设工程质量监督站（简称质监站）",
        "云州市建设工程质量监督站（下称“质监站”，成立于2001年）",
    ],
)
def test_a_defined_short_form(text: str) -> None:
    full = "云州市建设工程质量监督站"
    assert defined(text, {len(full): full}) == {"质监站": full}


def test_every_head_has_a_kind_of_the_schema() -> None:
    assert set(READER.heads.values()) | set(READER.known.values()) <= set(ORGANIZATION_KINDS)
