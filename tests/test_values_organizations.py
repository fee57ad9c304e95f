from __future__ import annotations

import pytest
from reading import recognized

from pipeline.lexicon import model_dir
from pipeline.records import ORGANIZATION_KINDS
from pipeline.values.organizations import OrganizationReader

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
        ("天津澄海机械有限公司", "company"),
        ("顺丰", "company"),
        ("华东理工大学", "school"),
        ("芜湖市人民医院", "hospital"),
        ("宁夏工人报社", "media"),
        ("大瑶镇花炮协会", "association"),
        ("某某", "other"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert READER.kind(name) == kind


def test_rows_count_mentions_and_short_forms_take_the_kind_of_the_full_name() -> None:
    x = recognized("天津澄海物流有限公司（下称澄海物流）招工。澄海物流包吃住。区总工会到场。")
    rows = {o.name: (o.kind, o.mentions) for o in READER(x)}
    assert rows == {
        "天津澄海物流有限公司": ("company", 1),
        "澄海物流": ("company", 2),
        "区总工会": ("union", 1),
    }


def test_every_head_has_a_kind_of_the_schema() -> None:
    assert set(READER.heads.values()) | set(READER.known.values()) <= set(ORGANIZATION_KINDS)
