from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import found, recognized

from pipeline.records import Mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A title before, a verb of saying after, a list.
        ("县总工会主席陶维国、钢筋工葛树林到场。", ["陶维国", "葛树林"]),
        ("孟庆芳说，大家都很高兴。", ["孟庆芳"]),
        ("职工代表李晓霞、王建民、周倩发言。", ["李晓霞", "王建民", "周倩"]),
        ("刘玉当选主席，赵海波、金英当选副主席。", ["刘玉", "赵海波", "金英"]),
        ("大家看望了曾玉兰老人。", ["曾玉兰"]),
        # Padded and masked names.
        ("木工韩 磊举着手机。", ["韩 磊"]),
        ("农民工李某、王某某和张某强领到工资。", ["李某", "王某某", "张某强"]),
        # Compound surnames, and names of other languages.
        ("工程师欧阳晓峰介绍。", ["欧阳晓峰"]),
        ("副主席古丽娜尔·买买提走访职工。", ["古丽娜尔·买买提"]),
        ("副主席乌云其木格出席。", ["乌云其木格"]),
        # Found once with a title, found everywhere.
        ("司机代表冯立新很激动。后来冯立新又来了。", ["冯立新", "冯立新"]),
        # The cut runs over the name's edge, or a word follows that could belong to it.
        ("区城市管理委副主任何静等参加。", ["何静"]),
        ("主席徐蓉请工人推选代表。", ["徐蓉"]),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert found(text, "PER") == names


@pytest.mark.parametrize(
    "text",
    [
        "小王和赵师傅扑进朵朵怀里。",
        "老师傅测算工时，职工方要求上调。",
        "周阿姨、李大爷、陈女士都来了。",
        "马国庆劳模创新工作室揭牌。",
        "石景山、平谷、高阳都下了雪。",
        "北京马拉松高温预警。",
    ],
)
def test_nicknames_and_parts_of_other_names_are_no_people(text: str) -> None:
    assert found(text, "PER") == []


def test_in_the_byline_only_its_own_names_stand() -> None:
    x = recognized(
        "江滔到会。",
        byline="本报讯（记者 孙 岩 通讯员刘芳 海州市总工会）",
        reporters=("孙岩",),
        correspondents=("刘芳",),
    )
    byline = x.fields[0]
    names = [x.span(m) for m in x.mentions if m.start < byline.end]
    assert names == ["孙 岩", "刘芳"]
    assert {m.source for m in x.mentions if m.start < byline.end} == {"byline"}


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    x = recognized(
        "5月8日，苏州市吴江区总工会副主席钱伟带领30名职工来到太湖公园。\n钱伟说，吴江区总工会将再办两期。"
    )
    ends = 0
    for m in x.mentions:
        assert m.start >= ends
        ends = m.end
    assert set(x.mentions) <= set(x.candidates)
    assert all(isinstance(m, Mention) and 0 < m.score <= 1 for m in x.candidates)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="区总工会主席王建国、和在北京市湖路公园“”（） \n，。说某·12名医院有限公司", max_size=60)
)
def test_any_text_gives_ordered_disjoint_mentions_inside_one_sentence(text: str) -> None:
    x = recognized(text)
    end = 0
    for m in x.mentions:
        assert end <= m.start < m.end <= len(text)
        assert "\n" not in x.span(m)
        end = m.end
