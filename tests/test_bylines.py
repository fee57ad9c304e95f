"""Bylines: who is named, and as what. `*` marks a reporter, the others are correspondents."""

from __future__ import annotations

import pytest

from pipeline.articles.bylines import Byline, BylineReader
from pipeline.lexicon import model_dir
from pipeline.view import view

READER = BylineReader.load(model_dir() / "articles")


def names(text: str, byline: Byline) -> str:
    return " ".join(text[n.start : n.end].replace(" ", "") + "*" * n.reporter for n in byline.names)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("本报讯（记者 康宁 通讯员 陶 然）日前", "康宁* 陶然", "日前"),
        ("本报讯 (记者康宁 通讯员陶然)日前", "康宁* 陶然", "日前"),
        ("本报讯（通讯员 陶然 记者 康宁）日前", "陶然 康宁*", "日前"),
        ("本报讯（康 宁 陶 然）日前", "康宁 陶然", "日前"),
        ("本报讯（记者 卜 算 荀子亦、康宁）日前", "卜算* 荀子亦* 康宁*", "日前"),
        ("【本报讯】（见习记者 欧阳修）日前", "欧阳修*", "日前"),
        ("本报讯（通讯员 市总工会 陶然）日前", "陶然", "日前"),
        ("本报讯（记者 康宁 通讯员 买买提·努尔）日前", "康宁* 买买提·努尔", "日前"),
        ("本报讯 日前，市总工会", "", "日前，市总工会"),
        ("本报东港5月8日讯（记者 康宁）记者获悉", "康宁*", "记者获悉"),
        ("本报讯 康宁报道 日前", "康宁", "日前"),
        ("本报讯 记者康宁报道：日前", "康宁*", "日前"),
        ("据新华社东港5月8日电（记者康宁、陶然）日前", "康宁* 陶然*", "日前"),
        ("新华社东港5月8日电 日前", "", "日前"),
        ("中工网讯（工人日报—中工网记者 康宁 通讯员 陶然）日前", "康宁* 陶然", "日前"),
        ("（记者 康宁）日前，市总工会", "康宁*", "日前，市总工会"),
        ("白塔讯（康宁）日前", "康宁", "日前"),
        ("本报讯 记者康宁 通讯员陶然 日前", "康宁* 陶然", "日前"),
        ("本报讯 记者 康 宁 实习生 妥小梅 “课开了。”", "康宁* 妥小梅*", "“课开了。”"),
        ("本报讯 记者康宁 通讯员陶 然报道：日前", "康宁* 陶然", "日前"),
        ("本报讯 通讯员陶 然报道：日前", "陶然", "日前"),
        ("本报讯 特约记者康宁摄影报道：日前", "康宁*", "日前"),
        ("本报讯 记者 康宁 通讯员 陶然 白鹿 报道：日前", "康宁* 陶然 白鹿", "日前"),
        ("本报讯 记者康宁 东港报道：日前", "康宁*", "日前"),
        ("本报东港5月8日讯 记者康宁、陶然报道：日前", "康宁* 陶然*", "日前"),
        ("本报讯/记者 康宁 日前，市总工会", "康宁*", "日前，市总工会"),
        ("本报讯（记者 康宁）（通讯员 陶然）日前", "康宁* 陶然", "日前"),
        ("本报讯［记 者 康宁］日前", "康宁*", "日前"),
        ("（本报讯 记者康宁）日前", "康宁*", "日前"),
        ("【本报记者康宁报道】日前", "康宁*", "日前"),
        ("【东港讯】（通讯员 陶然）日前", "陶然", "日前"),
        ("东港消息（通讯员 陶然）日前", "陶然", "日前"),
        ("5月8日讯（记者康宁）日前", "康宁*", "日前"),
        ("东港5月8日电（记者 康宁）日前", "康宁*", "日前"),
        ("工会网讯 日前，市总工会", "", "日前，市总工会"),
        ("（陶然）5月8日，市总工会", "陶然", "5月8日，市总工会"),
        ("记者康宁、通讯员陶然报道：日前", "康宁* 陶然", "日前"),
        ("本报讯 记者 欧阳 小敏 报道：日前", "欧阳小敏*", "日前"),
        ("本报記者 康寧  日前，市總工會", "康寧*", "日前，市總工會"),
    ],
)
def test_at_the_start_of_a_body(text: str, expected: str, rest: str) -> None:
    byline = READER.at_start(view(text))
    assert byline is not None
    assert (names(text, byline), text[byline.end :]) == (expected, rest)


@pytest.mark.parametrize(
    "text",
    [
        "记者从市总工会获悉，日前",
        "日前，本报记者采访了",
        "国家电网讯息平台上线",
        "本报通讯员队伍壮大",
        "（二）日前",
        "（新华社东港6月9日电）",
        "记者康宁从市总工会获悉，日前",
        "记者在报道中看到：日前",
        "记者：日前有什么安排？",
        "记者康宁：日前有什么安排？",
        "本报记者 高温天里，车间主任坚守岗位",
        "本报联合东港电视台报道了此事：日前",
    ],
)
def test_no_byline_at_the_start(text: str) -> None:
    assert READER.at_start(view(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本报记者 康宁 文/摄", "康宁*"),
        ("□本报记者 康宁 通讯员 陶 然", "康宁* 陶然"),
        ("本报记者 康宁 通讯员 陶然 摄影报道", "康宁* 陶然"),
        ("本报记者 祝 枝 山", "祝枝山*"),
        ("本报记者 康宁 发自东港", "康宁*"),
        ("本报首席记者 康宁 见习记者 陶然/文 白鹿/摄", "康宁* 陶然* 白鹿*"),
        ("本报特约记者 康宁 陶然 文并图", "康宁* 陶然*"),
        ("新华社发（康宁 摄）", "康宁*"),
        ("（康宁 摄）", "康宁*"),
        ("康宁 摄", "康宁*"),
        ("□东港市总工会 康宁", "康宁"),
        ("（康宁）", "康宁"),
        ("（康宁 陶然）", "康宁 陶然"),
        ("（东港市总工会 康宁）", "康宁"),
        ("文/康宁 图/陶然", "康宁 陶然*"),
        ("康宁/文 陶然/摄", "康宁 陶然*"),
        ("作者：康宁", "康宁"),
        ("撰稿：康宁 陶然", "康宁 陶然"),
        ("供稿：东港市总工会宣传部 康宁", "康宁"),
        ("来源：东港晚报  作者：康 宁  2020-01-02 10:20", "康宁"),
        ("（据新华社电）", ""),
        ("［本报记者 康宁 摄］", "康宁*"),
        ("（摄影：康宁）", "康宁*"),
        ("文｜陶然", "陶然"),
        ("文丨记者 康宁 图丨陶然", "康宁* 陶然*"),
        ("记者/康宁 编辑/陶然", "康宁*"),
        ("口述：陶然 整理：本报记者 康宁", "康宁*"),
        ("本版撰文 本报记者 康宁", "康宁*"),
        ("（作者单位：东港市总工会）", ""),
    ],
)
def test_a_line_of_its_own(text: str, expected: str) -> None:
    byline = READER.line(view(text))
    assert byline is not None
    assert names(text, byline) == expected


@pytest.mark.parametrize(
    "text",
    [
        "记者手记",
        "记者调查",
        "一份心愿守到老",
        "高温下的坚守",
        "温暖回家路",
        "（完）",
        "●海淀区",
        "□康师傅的故事",
        "康宁说，日前市总工会召开会议。",
        "责任编辑 康 宁  校对 陶 然",
        "值班编委 康 宁  责任编辑 陶 然  视觉 古 月",
        "第03版：工会",
    ],
)
def test_no_byline(text: str) -> None:
    assert READER.line(view(text)) is None


@pytest.mark.parametrize(
    ("text", "expected", "body"),
    [
        ("书屋建成了。（康宁）", "康宁", "书屋建成了。"),
        ("书屋建成了。 □本报记者 康宁", "康宁*", "书屋建成了。 "),
        ("书屋建成了。本报记者 康宁 摄", "康宁*", "书屋建成了。"),
        ("他说：“好。”（陶 然）", "陶然", "他说：“好。”"),
        ("书屋建成了。 （康宁 陶然/文 白鹿/图）", "康宁 陶然 白鹿*", "书屋建成了。 "),
        ("书屋建成了。【记者 康宁】", "康宁*", "书屋建成了。"),
        ("书屋建成了。［陶然］", "陶然", "书屋建成了。"),
        ("书屋建成了。作者：陶然", "陶然", "书屋建成了。"),
        ("书屋建成了。 文/陶然", "陶然", "书屋建成了。 "),
        ("书屋建成了。（石岭矿 陶然）", "陶然", "书屋建成了。"),
        # One of several has a surname that is known.
        ("书屋建成了。（玉波罕 陶然）", "玉波罕 陶然", "书屋建成了。"),
        ("书屋建成了。新华社发（康宁 摄）", "康宁*", "书屋建成了。"),
    ],
)
def test_at_the_end_of_a_paragraph(text: str, expected: str, body: str) -> None:
    byline = READER.at_end(view(text))
    assert byline is not None
    assert (names(text, byline), text[: byline.start]) == (expected, body)


@pytest.mark.parametrize(
    "text",
    [
        "书屋建成了。（完）",
        "会议由主席（康宁）主持。",
        "一等奖1名。（下同）",
        "书屋建成了。",
        "他说。（笑声 掌声）",
    ],
)
def test_no_byline_at_the_end(text: str) -> None:
    assert READER.at_end(view(text)) is None


@pytest.mark.parametrize("text", ["（普阿珍）", "（双 文）", "(岩罕)"])
def test_one_name_in_brackets_may_have_a_rare_surname(text: str) -> None:
    byline = READER.line(view(text))
    assert byline is not None
    assert len(byline.names) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("□青石市总工会 轩一鸣", "轩一鸣"),
        ("（白塔区总工会 种 田）", "种田"),
        ("□白塔矿业公司 么 二", "么二"),
    ],
)
def test_behind_a_body_any_word_is_a_name(text: str, name: str) -> None:
    byline = READER.line(view(text))
    assert byline is not None
    assert names(text, byline) == name


@pytest.mark.parametrize("text", ["（化名）", "（草案）", "（有删节）", "（待续）", "（下转）", "（见图）"])
def test_a_word_in_brackets_is_no_name(text: str) -> None:
    byline = READER.line(view(text))
    assert byline is None or not byline.names


def test_a_byline_broken_inside_a_name() -> None:
    assert READER.broken("本报记者 康", "宁 通讯员 陶然")
    assert not READER.broken("本报记者 康宁", "通讯员 陶然")
    assert not READER.broken("本报记者 康宁", "白塔区总工会建书屋")
