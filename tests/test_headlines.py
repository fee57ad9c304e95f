"""Headline blocks: slogans left out, kicker, headline and subtitle told apart, broken headlines joined.

Each block is printed over the beginning of its own article; `|` parts lines, `/` parts the two lines of a broken
headline. The expected parts are kicker, headline and subtitle.
"""

from __future__ import annotations

import pytest

from pipeline.articles.headlines import HeadlineReader, Headlines
from pipeline.articles.lines import read_lines
from pipeline.lexicon import model_dir

READER = HeadlineReader.load(model_dir() / "articles")

CLINIC = "本报讯（记者 乔一）“不用请假跑医院，药就送到了窑口。”4月2日，白塔市总工会组织12名医生走进白塔市金沙陶瓷公司，为600名窑炉工义诊。"
WAGES = "本报讯（通讯员 苏二）4月2日，青石县38名农民工从青石县总工会干部手中领到被拖欠半年的工资46万元。去年9月，他们给一家装修公司干活，老板失联，县总工会法律援助律师帮他们打赢了官司。"
STRIKE = "本报讯（记者 乔一）4月2日上午，停工三天的白塔市永利鞋业公司复工，216名工人的加班费补发到位。停工期间，白塔市总工会派出协商指导员，促成劳资双方签下工资集体合同。"
SCHOOL = "本报讯 4月2日，浦江区首家骑手学堂在浦江区望潮街道开课，90名外卖骑手领到了课本。学堂由区总工会出资，教交规、急救和普通话。"
CONTEST = "4月2日至3日，汉原市第三届职工技能大赛在汉原港举行，龙门吊司机用吊钩给鸡蛋画圈。来自14家企业的120名选手参加了5个工种的比拼。"
LIBRARY = "本报讯（乔一）清溪镇总工会的流动书屋日前开到茶山上，采茶女工歇晌时就能借到书。书屋藏书2100册，一辆三轮车改装而成。"


def split(block: str, body: str, *, gaps: bool = True, titles: str = "") -> Headlines:
    parting = "\n\n" if gaps else "\n"
    head = parting.join(block.split("|")).replace("/", "\n")
    lines = read_lines("白塔工人报\n\n" + head + "\n\n" + body)
    count = len([line for line in head.split("\n") if line])
    keys = frozenset(titles.split("|")) - {""}
    return READER.split(lines[1 : 1 + count], keys, lines[1 + count :], top=True)


def parts(found: Headlines) -> tuple[str | None, ...]:
    return tuple(
        "".join(line.text for line in part) or None for part in (found.kicker, found.headline, found.subtitle)
    )


@pytest.mark.parametrize(
    ("block", "body", "expected"),
    [
        # Slogans over an article are no part of it.
        ("强国复兴有我 奋进伟大时代|医生走进窑炉车间", CLINIC, (None, "医生走进窑炉车间", None)),
        ("维权服务暖人心 共建和谐促发展|38名农民工领到欠薪46万元", WAGES, (None, "38名农民工领到欠薪46万元", None)),
        ("高举旗帜跟党走 工会改革再出发|骑手学堂开课了", SCHOOL, (None, "骑手学堂开课了", None)),
        ("党建引领促发展 凝心聚力谱新篇|龙门吊画圈 汉原港比武", CONTEST, (None, "龙门吊画圈 汉原港比武", None)),
        ("锚定“十四五” 建功新白塔|医生走进窑炉车间", CLINIC, (None, "医生走进窑炉车间", None)),
        ("愛國愛澳 團結互助 服務社會|骑手学堂开课了", SCHOOL, (None, "骑手学堂开课了", None)),
        ("守边有责 护路有方 兴业有为 爱岗有情|茶山上的流动书屋", LIBRARY, (None, "茶山上的流动书屋", None)),
        ("同心共筑中国梦|茶山上的流动书屋", LIBRARY, (None, "茶山上的流动书屋", None)),
        (
            "劳动铸就梦想 奋斗成就未来|药箱进车间 窑口开药方|白塔市总工会为600名窑炉工义诊",
            CLINIC,
            ("药箱进车间 窑口开药方", "白塔市总工会为600名窑炉工义诊", None),
        ),
        (
            "贯彻全会精神 推进工会改革创新|青石县总工会帮38人讨薪46万元|老板失联半年，律师打赢官司",
            WAGES,
            (None, "青石县总工会帮38人讨薪46万元", "老板失联半年，律师打赢官司"),
        ),
        # A line alone over a body is its headline, however general it is.
        ("关爱职工健康 共建和谐企业", "4月2日，某厂为职工健康体检，共建和谐企业签约。", (None, "关爱职工健康 共建和谐企业", None)),
        # Kicker and headline: the place and the actor stand in the headline.
        ("窑火旺 药箱忙|白塔市总工会组织医生进窑厂", CLINIC, ("窑火旺 药箱忙", "白塔市总工会组织医生进窑厂", None)),
        ("打官司不用愁|青石县38名农民工讨回工资46万元", WAGES, ("打官司不用愁", "青石县38名农民工讨回工资46万元", None)),
        ("停工三天之后|白塔一鞋企补发216名工人加班费", STRIKE, ("停工三天之后", "白塔一鞋企补发216名工人加班费", None)),
        ("老板跑了 工会来了|青石县总工会为农民工垫付律师费", WAGES, ("老板跑了 工会来了", "青石县总工会为农民工垫付律师费", None)),
        ("交规课 急救课 普通话课|浦江区首家骑手学堂开课", SCHOOL, ("交规课 急救课 普通话课", "浦江区首家骑手学堂开课", None)),
        ("一根吊钩画圆圈|汉原市职工技能大赛落幕", CONTEST, ("一根吊钩画圆圈", "汉原市职工技能大赛落幕", None)),
        ("从“停工”到“签约”|白塔市永利鞋业公司劳资双方签下工资集体合同", STRIKE, ("从“停工”到“签约”", "白塔市永利鞋业公司劳资双方签下工资集体合同", None)),
        ("工友故事|骑手学堂来了“插班生”", SCHOOL, ("工友故事", "骑手学堂来了“插班生”", None)),
        # Headline and subtitle.
        ("浦江区首家骑手学堂开课|教交规也教普通话", SCHOOL, (None, "浦江区首家骑手学堂开课", "教交规也教普通话")),
        ("白塔市总工会为窑炉工送医上门|首批惠及600人", CLINIC, (None, "白塔市总工会为窑炉工送医上门", "首批惠及600人")),
        ("青石县38名农民工领到欠薪|县总工会律师帮忙打赢官司", WAGES, (None, "青石县38名农民工领到欠薪", "县总工会律师帮忙打赢官司")),
        ("白塔永利鞋业停工三天后复工|216名工人拿到加班费", STRIKE, (None, "白塔永利鞋业停工三天后复工", "216名工人拿到加班费")),
        ("汉原市第三届职工技能大赛落幕|120名选手比拼5个工种", CONTEST, (None, "汉原市第三届职工技能大赛落幕", "120名选手比拼5个工种")),
        ("流动书屋开上茶山|——清溪镇总工会为采茶女工送书见闻", LIBRARY, (None, "流动书屋开上茶山", "——清溪镇总工会为采茶女工送书见闻")),
        ("欠薪要回来了|——青石县总工会法律援助纪实", WAGES, (None, "欠薪要回来了", "——青石县总工会法律援助纪实")),
        # All three.
        ("老板失联 律师上门|青石县38名农民工领到欠薪|县总工会垫付诉讼费", WAGES, ("老板失联 律师上门", "青石县38名农民工领到欠薪", "县总工会垫付诉讼费")),
        ("会送餐也会急救|浦江区首家骑手学堂开课|——90名骑手成首批学员", SCHOOL, ("会送餐也会急救", "浦江区首家骑手学堂开课", "——90名骑手成首批学员")),
        # Broken headlines.
        ("白塔市总工会组织医生/走进窑炉车间", CLINIC, (None, "白塔市总工会组织医生走进窑炉车间", None)),
        ("停工三天的鞋厂/复工了", STRIKE, (None, "停工三天的鞋厂复工了", None)),
        ("一辆三轮车/载着书屋上茶山", LIBRARY, (None, "一辆三轮车载着书屋上茶山", None)),
        ("欠薪之后|青石县38名农民工/领到46万元", WAGES, ("欠薪之后", "青石县38名农民工领到46万元", None)),
        ("白塔市永利鞋业公司/216名工人补领加班费|停工三天换来集体合同", STRIKE, (None, "白塔市永利鞋业公司216名工人补领加班费", "停工三天换来集体合同")),
        ("浦江区骑手学堂给骑手/“充电”", SCHOOL, (None, "浦江区骑手学堂给骑手“充电”", None)),
        ("汉原港120名选手|比拼龙门吊画圈", CONTEST, (None, "汉原港120名选手比拼龙门吊画圈", None)),
        ("白塔窑炉工评上|“正高”", CLINIC, (None, "白塔窑炉工评上“正高”", None)),
        ("青石县|“讨薪专班”半年跑了46家企业", WAGES, (None, "青石县“讨薪专班”半年跑了46家企业", None)),
        ("清溪茶厂口述史|结集出版", LIBRARY, (None, "清溪茶厂口述史结集出版", None)),
        ("白塔市总工会在窑炉车间|开出“流动诊室”", CLINIC, (None, "白塔市总工会在窑炉车间开出“流动诊室”", None)),
        ("青石县总工会为农民工送出|38份“法律礼包”", WAGES, (None, "青石县总工会为农民工送出38份“法律礼包”", None)),
        # The line below leaves the district's name to the headline.
        ("浦江骑手有了“自家学堂”|区总工会聘来交警当老师", SCHOOL, (None, "浦江骑手有了“自家学堂”", "区总工会聘来交警当老师")),
        ("120名“港口工匠”登台领奖|汉原市总工会表彰技术能手", CONTEST, (None, "120名“港口工匠”登台领奖", "汉原市总工会表彰技术能手")),
    ],
)  # fmt: skip
def test_block(block: str, body: str, expected: tuple[str | None, ...]) -> None:
    assert parts(split(block, body)) == expected


@pytest.mark.parametrize(
    ("block", "body", "expected"),
    [
        ("窑火旺 药箱忙|白塔市总工会组织医生进窑厂", CLINIC, ("窑火旺 药箱忙", "白塔市总工会组织医生进窑厂", None)),
        ("浦江区首家骑手学堂开课|教交规也教普通话", SCHOOL, (None, "浦江区首家骑手学堂开课", "教交规也教普通话")),
        ("打官司不用愁|青石县38名农民工讨回工资46万元", WAGES, ("打官司不用愁", "青石县38名农民工讨回工资46万元", None)),
    ],
)  # fmt: skip
def test_a_page_without_gaps_inside_a_block(block: str, body: str, expected: tuple[str | None, ...]) -> None:
    assert parts(split(block, body, gaps=False)) == expected


def test_the_list_of_headlines_decides() -> None:
    found = split("骑手上学记|浦江区首家骑手学堂开课", SCHOOL, titles="骑手上学记")
    assert parts(found) == (None, "骑手上学记", "浦江区首家骑手学堂开课")


def test_slogans_alone_are_no_headline() -> None:
    found = split("奋进新征程 建功新时代", SCHOOL)
    assert parts(found) == (None, None, None)
    assert not found.left


@pytest.mark.parametrize(
    ("block", "body", "expected"),
    [
        # Two lines as short together as one headline are one, cut for a narrow column …
        ("青石县欠薪农民工|寒冬里拿回工资", WAGES, (None, "青石县欠薪农民工寒冬里拿回工资", None)),
        # … but not under a label in brackets, nor where the second line says who did what,
        ("【工友故事】|采茶女工的书屋", LIBRARY, ("【工友故事】", "采茶女工的书屋", None)),
        (
            "一根吊钩画圆圈|汉原市职工技能大赛落幕",
            CONTEST,
            ("一根吊钩画圆圈", "汉原市职工技能大赛落幕", None),
        ),
        # nor where the page's own list names one of them.
        ("采茶女工有书看了|书屋开到山上", LIBRARY, (None, "采茶女工有书看了", "书屋开到山上")),
    ],
)
def test_two_short_lines(block: str, body: str, expected: tuple[str | None, ...]) -> None:
    titles = "采茶女工有书看了" if "有书看了" in block else ""
    assert parts(split(block, body, titles=titles)) == expected


@pytest.mark.parametrize(
    ("line", "reads_on"),
    [
        ("区总工会副主席岳青松说，“流动书屋”下月还将开往", True),
        ("橘子红了，“小屋”亮了", False),
        ("评选每季度一次，获奖者按规定得到奖金", True),
    ],
)
def test_running_text_that_has_the_form_of_a_heading(line: str, reads_on: bool) -> None:
    assert READER.reads_on(line) is reads_on


def test_a_place_with_a_colon_is_the_first_half_of_a_headline() -> None:
    assert READER.shape("陕北：")
    assert READER.belong("陕北：", "窑洞里办起工人夜校")
    assert not READER.shape("他说：")
