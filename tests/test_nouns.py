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
        ("报名的8位嘉宾由主持人介绍。", "嘉宾"),
        ("86家单位拟招900人。", "单位"),
        ("53家企业计划招工700余人。", "企业"),
        ("29家企业工会认捐棉衣。", "企业工会"),
        ("发现三个站点无人值守。", "站点"),
        ("击沉2艘无人艇。", "无人艇"),
        ("给守塔的24名工友量体温。", "工友"),
        ("为31位老人测血糖、剪头发。", "老人"),
        ("四支女子炼钢队比高低。", "女子炼钢队"),
        ("两支女子舞龙队操场上竞技。", "女子舞龙队"),
        ("为116名果农、菜农会员量血压。", "果农、菜农会员"),
        ("向150名清洁工、人力车夫赠送草帽。", "清洁工、人力车夫"),
        ("为80多名渔民和船舶修造工人服务。", "渔民和船舶修造工人"),
        ("向15户困难职工家庭发放慰问金。", "困难职工家庭"),
        ("个个能用两种语言报故障。", "语言"),
        ("将200份奖品改作慰问之用。", "奖品"),
        ("有4根锚杆松动未换。", "锚杆"),
        ("对5家噪声超标的企业发出意见书。", "企业"),
        ("19对青年职工步入婚姻殿堂。", "青年职工"),
        ("4家单位因服务好受到表扬。", "单位"),
        ("9家合作社参加。", "合作社"),
        ("送来两千元补助款。", "补助款"),
        ("把4.5吨取暖煤送到站里。", "取暖煤"),
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
        ("起步价从2.6元提到3.1元。", "起步价"),
        ("住院补助由每天50元提高到70元。", "住院补助"),
        ("意外伤害一次性补助最高3万元。", "意外伤害一次性补助"),
        ("每单基础报酬由2.8元提高至3.3元。", "每单基础报酬"),
        ("平均慰问金由300元增加到450元。", "平均慰问金"),
        ("职工离职率为3%，比去年同期下降2.2个百分点。", "职工离职率"),
        ("罚款降回2元。", "罚款"),
        # Money that is for something.
        ("县工会随即划拨救助款2万元。", "救助款"),
        ("领到首笔食堂建设资金25万元。", "食堂建设资金"),
        ("送上扶持资金3万元。", "扶持资金"),
        ("拨付了防汛救灾专项补助60万元。", "防汛救灾专项补助"),
        # What the number is worth or what is left, broken or said of.
        ("免费发放药品折合5200余元。", "药品"),
        ("送出的清凉物资价值9.6万元。", "清凉物资"),
        ("造成直接经济损失近70万元。", "直接经济损失"),
        ("镇上的砖窑今年熄了7座。", "砖窑"),
        ("杯子碎了3个。", "杯子"),
        ("菜只剩三盆。", "菜"),
        ("牵线的职工已有50对左右成家。", "职工"),
        ("快递员平均年龄只有27岁。", "快递员平均年龄"),
        # A quantity, though the number describes what follows.
        ("海拔2900多米的道班。", "海拔"),
        ("人均月收入低于1000元的家庭可以申请。", "人均月收入"),
        # A verb within a noun, and what is joined.
        ("当场开出整改通知单3份。", "整改通知单"),
        ("已有快递企业集体协议96份。", "快递企业集体协议"),
        ("报名人数已超过600人。", "报名人数"),
        ("全镇有竹编、草编作坊13家。", "竹编、草编作坊"),
        ("其中内退、下岗职工近300人。", "内退、下岗职工"),
        ("共检查企业和工地86处。", "企业和工地"),
        # Titles and quotations.
        ("发出《劳动法律监督建议书》5份。", "劳动法律监督建议书"),
        ("这样的“夫妻档”就有32对。", "夫妻档"),
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
        "按比例补助，封顶8000元。",
        "下车后步行约500米即到。",
        "这项革新节支40万元。",
        "创效80万元以上。",
        "把建议归纳成八条。",
        "弃权三票。",
        "把图纸看了三遍。",
        "工会干部登门5次。",
        "慰问组驱车600多公里。",
        "从资金中列支20万元。",
        "一共5200元。",
        "三次开庭，工会都派人到场。",
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


def test_people_that_are_counted_already_are_no_part_of_the_next_noun() -> None:
    assert nouns("欠下28名瓦工工钱15万元。") == ["瓦工", "工钱"]
    assert nouns("拖欠19名木工工资31万元。") == ["木工", "工资"]
