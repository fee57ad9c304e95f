"""What counts count: where the noun ends behind a number, where it begins before one, and where there is none."""

from __future__ import annotations

import pytest
from reading import recognized

from pipeline.lexicon import model_dir
from pipeline.records import Mention
from pipeline.values.counts import CountReader

READ = CountReader.load(model_dir() / "values")


def nouns(text: str) -> list[str | None]:
    """The nouns of the text's counts in order."""
    return [c.noun for c in READ(recognized(text))]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("共有48名单身职工参加。", "单身职工"),
        ("活动吸引游客和摄影爱好者三千多人。", "游客和摄影爱好者"),
        # A predicate ends it, whatever part of speech a dictionary gives its words.
        ("68名会员代表举手通过。", "会员代表"),
        ("三辆车总算到齐了。", "车"),
        ("共有7个班组轮班作业。", "班组"),
        ("有3个班组连续五年夺魁。", "班组"),
        ("由三名钳工之手完成。", "钳工"),
        # A verb that describes the thing is part of it.
        ("给2支救援分队送水。", "救援分队"),
        ("设置了5个闯关游戏。", "闯关游戏"),
        # What is quoted belongs to it where it goes on or the number counts quotes alone.
        ("共评出10名“金嗓子”。", "金嗓子"),
        ("48对青年“以花会友”", "青年"),
        # 的 behind a side or a size of the thing.
        ("把两根粗细不一的木料对接。", "木料"),
        ("把两根长度不一的木料对接。", "木料"),
        ("他背着80斤重的箱子。", "箱子"),
        # People and bodies that are joined are counted together.
        ("为22名失业职工和困难职工子女讲课。", "失业职工和困难职工子女"),
        ("在300家餐馆、书店、药店使用。", "餐馆、书店、药店"),
        ("9家加工企业和农家乐参加。", "加工企业和农家乐"),
        ("来自60位教师、医生和司机的信。", "教师、医生和司机"),
        ("全省9个县（市、区）参加。", "县（市、区）"),
        ("召开了10个座谈会、汇报会。", "座谈会、汇报会"),
    ],
)
def test_behind(text: str, noun: str) -> None:
    assert nouns(text)[0] == noun


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        # It begins behind a verb …
        ("全县发生火灾事故12起。", "火灾事故"),
        ("由区总工会发给补贴600元。", "补贴"),
        ("涉及金额210万元。", "金额"),
        ("收到捐款3.1万元。", "捐款"),
        ("支付全部医药费2.6万元。", "全部医药费"),
        ("建成“职工书吧”11处。", "职工书吧"),
        ("每个班组奖金3000元。", "奖金"),
        # … unless the verb is what the subject does.
        ("参加职工达900人次。", "参加职工"),
        ("全市申报班组300多个。", "申报班组"),
        ("报名人数达640人。", "报名人数"),
        # The predicate is not part of it.
        ("播放量就突破8万次。", "播放量"),
        ("职工离职率却只有2%。", "职工离职率"),
        ("餐饮企业营收下降约四成。", "餐饮企业营收"),
        ("利率下浮15%。", "利率"),
        ("贷款最高20万元。", "贷款"),
        ("登山道全长24公里。", "登山道全长"),
        ("夜校明年还要办两期。", "夜校"),
        ("工龄工资从每年10元涨到15元。", "工龄工资"),
    ],
)
def test_before(text: str, noun: str) -> None:
    assert set(nouns(text)) == {noun}


@pytest.mark.parametrize(
    "text",
    [
        "累计供餐1.2万份。",
        "县总工会筹资60万元。",
        "每人每月收费200元。",
        "公司缺工近90人。",
        "单户最高30万元。",
        "全市超过300个。",
    ],
)
def test_a_verb_a_place_or_a_share_of_each_is_no_noun(text: str) -> None:
    assert nouns(text) == [None]


def test_a_name_ends_the_noun() -> None:
    text = "为9家站点和甲乙公司送水。"
    x = recognized(text)
    start = text.index("甲")
    x.mentions = [m for m in x.mentions if m.label == "COUNT"] + [Mention(start, start + 4, "ORG", "rule")]
    assert [c.noun for c in READ(x)] == ["站点"]
