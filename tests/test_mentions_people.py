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
        ("农民工李某、吴某某和赵某刚领到工资。", ["李某", "吴某某", "赵某刚"]),
        # Compound surnames, and names of other languages.
        ("工程师欧阳晓峰介绍。", ["欧阳晓峰"]),
        ("副主席古丽娜尔·买买提走访职工。", ["古丽娜尔·买买提"]),
        ("副主席乌云其木格出席。", ["乌云其木格"]),
        # Found once with a title, found everywhere.
        ("司机代表冯立新很激动。后来冯立新又来了。", ["冯立新", "冯立新"]),
        # The cut runs over the name's edge, or a word follows that could belong to it.
        ("区水务局副主任何婧等参加。", ["何婧"]),
        ("主席彭蓉请老师傅发言。", ["彭蓉"]),
        # A given name that ends in 和 before a verb.
        ("他跟着师傅周永和练焊。", ["周永和"]),
        # Mongolian, Tibetan, Uyghur, Kazakh and Yi names, whole, with and without a title.
        ("锡林浩特市总工会副主席敖特根巴雅尔把慰问金交给牧民职工乌云塔娜。", ["敖特根巴雅尔", "乌云塔娜"]),
        ("宝音德力格尔今年54岁。", ["宝音德力格尔"]),
        ("扎西顿珠是一名焊工，桑吉卓玛高兴地告诉记者。", ["扎西顿珠", "桑吉卓玛"]),
        ("女工阿依古丽·买买提和热孜万古丽领到赔偿金。", ["阿依古丽·买买提", "热孜万古丽"]),
        ("主席努尔兰·哈布力介绍，员工岩坎·相点头。", ["努尔兰·哈布力", "岩坎·相"]),
        ("采油工索朗旺堆、牧民温都苏和朝鲁门报了名。", ["索朗旺堆", "温都苏", "朝鲁门"]),
        # Rare surnames, also those that no table lists.
        ("会长晏子豪为申屠建军颁奖。", ["晏子豪", "申屠建军"]),
        ("第一书记犹建波、干部乜国英、维修工普家福到场。", ["犹建波", "乜国英", "普家福"]),
        # No title and no verb of saying: the characters alone speak for a name.
        ("杨继红获第二名，石元贵获第三名。", ["杨继红", "石元贵"]),
        ("工友背起受伤的柴保田就往山下跑。", ["柴保田"]),
        ("张立新，某厂职工，今年48岁。", ["张立新"]),
        # The name ends before a verb or a preposition of one character.
        ("冠军袁梦以0.3秒的优势胜出。", ["袁梦"]),
        ("省总副主席裘德胜率调研组到县里。", ["裘德胜"]),
        ("矿上组织郭大海等6名劳模疗养。", ["郭大海"]),
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
        "梁建军劳模创新工作室揭牌。",
        "石景山、平谷、高阳都下了雪。",
        "北京马拉松高温预警。",
        "考察团在阿斯塔纳参观，又到呼和浩特。",
        "高质量发展、金牌服务、强国有我、路在脚下、黄金周。",
        "广东某企业和漳州市某职校合作。",
    ],
)
def test_nicknames_and_parts_of_other_names_are_no_people(text: str) -> None:
    assert found(text, "PER") == []


def test_in_the_byline_only_its_own_names_stand() -> None:
    x = recognized(
        "岳涛到会。",
        byline="本报讯（记者 冉 松 通讯员柳芳 海州市总工会）",
        reporters=("冉松",),
        correspondents=("柳芳",),
    )
    byline = x.fields[0]
    names = [x.span(m) for m in x.mentions if m.start < byline.end]
    assert names == ["冉 松", "柳芳"]
    assert {m.source for m in x.mentions if m.start < byline.end} == {"byline"}


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    x = recognized(
        "5月8日，宁波市鄞州区总工会副主席唐毅带领30名职工来到江滨公园。\n唐毅说，鄞州区总工会将再办两期。"
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
