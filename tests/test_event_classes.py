"""Families of words and phrases that decide type, name, date and place of an event."""

from __future__ import annotations

from datetime import date

import pytest
from marked import extraction

from pipeline.events import EventDetector
from pipeline.lexicon import model_dir
from pipeline.records import Event, Extraction

DETECTOR = EventDetector.load(model_dir() / "events")
DAY = "[DATE 5月9日=2024-05-09]，"
UNION = "[ORG 青石区总工会]"


def primary(x: Extraction) -> Event:
    return DETECTOR(x)[0]


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        # what is played or shown says the type of a contest
        (f"{DAY}{UNION}举办职工龙舟邀请赛。", "SPORTS"),
        (f"{DAY}{UNION}举办掼蛋争霸赛。", "SPORTS"),
        (f"{DAY}{UNION}举办职工短视频大赛。", "CULTURE"),
        (f"{DAY}{UNION}举办电焊工邀请赛。", "COMPETITION"),
        # the same vehicle brings different things
        (f"{DAY}{UNION}的招聘大篷车开进乡镇。", "RECRUITMENT"),
        (f"{DAY}{UNION}的普法大篷车开进工地。", "OUTREACH"),
        (f"{DAY}{UNION}的健康直通车开进车间。", "SERVICE"),
        # help for nothing, and help free of charge
        (f"{DAY}{UNION}组织电工义务为乡亲检修线路。", "CHARITY"),
        (f"{DAY}{UNION}为护林员免费验光配镜。", "SERVICE"),
        (f"{DAY}企业依法履行义务，{UNION}举办职工足球赛。", "SPORTS"),
        # a contract by its title, a prize that is brought, a stoppage that ends in talks
        (f"{DAY}{UNION}与五家印刷厂签下《工资增长协议书》。", "BARGAINING"),
        (f"{DAY}{UNION}主席进厂，把“金牌裁缝”奖牌送到她的缝纫机前。", "AWARD"),
        (f"{DAY}两百名骑手集体停单。{UNION}介入后双方谈妥。", "DISPUTE"),
        # a stage of a contest is of the contest's own type
        (f"{DAY}{UNION}主办的职工篮球赛决赛打响。", "SPORTS"),
        (f"{DAY}{UNION}主办的职工合唱比赛总决赛打响。", "CULTURE"),
        (f"{DAY}{UNION}主办的焊工比武决赛打响。", "COMPETITION"),
        # what riders do all day, and what charges a telephone, is no service and no class
        (f"{DAY}骑手李某送餐途中摔伤，{UNION}帮他申请劳动关系认定。", "DISPUTE"),
        (f"{DAY}{UNION}给外卖员送上充电宝和矿泉水。", "SYMPATHY"),
        (f"{DAY}{UNION}一行五人量温度、查津贴，开出4份整改通知。", "INSPECTION"),
        (f"{DAY}{UNION}的律师把法律课搬进大棚。", "OUTREACH"),
        # what hangs out its sign is opened
        (f"{DAY}[LOC 柳河社区]挂牌成立职工维权岗，{UNION}派律师值班。", "LAUNCH"),
        (f"{DAY}{UNION}给装卸工派送“清凉包”三百份。", "SYMPATHY"),
        # topics of advice are no event
        (f"{DAY}{UNION}的普法小分队走进夜市，律师解答欠薪、工伤赔偿等咨询。", "OUTREACH"),
        # a disaster that is over says when
        (f"台风过后，{UNION}为受灾职工送去救助金和慰问品。", "SYMPATHY"),
        (f"{DAY}一场暴雨刚停，{UNION}为排水工人送去雨靴和姜茶。", "SYMPATHY"),
        # a verb and the noun that it governs
        (f"{DAY}{UNION}与三所技校签署师资互聘协议。", "COOPERATION"),
        (f"{DAY}{UNION}与行业协会签订工资协议。", "BARGAINING"),
        (f"{DAY}{UNION}向两百名患病职工发放首批住院互助金。", "SYMPATHY"),
        (f"{DAY}志愿者为货场的夜班装卸工送去饮料四百瓶。", "SYMPATHY"),
        (f"{DAY}{UNION}带队检查高温津贴发放情况。", "INSPECTION"),
        (f"{DAY}{UNION}组织骑手清理河岸垃圾一吨。", "CHARITY"),
        # the occasion that only says what kind of room it is
        (f"{DAY}{UNION}与四所职校结对，职工走进实训车间。", "COOPERATION"),
        (f"{DAY}{UNION}举办车间合唱比赛。", "CULTURE"),
        (f"{DAY}{UNION}组织班前喊话比赛。", "COMPETITION"),
        (f"{DAY}{UNION}的流动餐车停在井场，为钻工供餐。", "SERVICE"),
        (f"{DAY}公司工会召开民主问政会，职工追问食堂账目。", "BARGAINING"),
        # who stop work and then talk have a dispute
        (f"{DAY}三十名封罐工拒绝上机。{UNION}赶来，双方开了两场协商会，劳资恳谈后复工。", "DISPUTE"),
        # what an agreement is about is not what was done
        (f"{DAY}{UNION}与[ORG 青石疗养院]签订职工疗休养互通协议，今后为劳模体检。", "COOPERATION"),
        # what volunteers do for others is charity, for workers a service
        (f"{DAY}{UNION}的志愿者为社区居民理发、量血压。", "CHARITY"),
        (f"{DAY}{UNION}请来医生为环卫工人理发、量血压。", "SERVICE"),
        # what goes on in a thing that opens
        (f"{DAY}{UNION}首个驿站亮灯。骑手在这里理发、体检、充电。", "LAUNCH"),
        (f"{DAY}职工读书节启动仪式在东湖举行，{UNION}推出荐书、征文、朗诵。", "LAUNCH"),
        # the meeting at which it happened
        (f"{DAY}在{UNION}庆祝大会上，焊工接过五一劳动奖章。", "AWARD"),
        (f"{DAY}委员们在联组会上共商国是，{UNION}代表发言。", "MEETING"),
    ],
)
def test_type_by_a_family_of_words(body: str, type_: str) -> None:
    assert primary(extraction(body)).type == type_


@pytest.mark.parametrize(
    ("headline", "type_"),
    [("职工焊工技能大赛启动", "LAUNCH"), ("启动职工焊工技能大赛 百名焊工比武", "COMPETITION")],
)
def test_a_headline_that_ends_in_a_start_reports_it(headline: str, type_: str) -> None:
    body = f"{DAY}{UNION}主办的焊工技能大赛在[LOC 东岭广场]启动。大赛设三个工种。决赛定于九月举行。"
    assert primary(extraction(body, headline=headline)).type == type_


def test_the_noun_behind_a_quoted_label_says_what_it_is() -> None:
    x = extraction(
        f"{DAY}“小蜜蜂课堂”暑期托管班在{UNION}开班，三十名孩子入班。", headline="“小蜜蜂课堂”开门了"
    )
    event = primary(x)
    assert (event.type, event.name) == ("SERVICE", "“小蜜蜂课堂”暑期托管班")


def test_a_quoted_verb_is_a_figure_of_speech() -> None:
    x = extraction(f"{DAY}六十名矿工到海边疗休养。此次疗休养由{UNION}组织。", headline="矿工到海边“充电”")
    assert primary(x).type == "SERVICE"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        # a verb before a quotation is no part of the name; a verb of celebrating is
        (f"{DAY}{UNION}发起“旧衣新暖”捐赠活动。", "“旧衣新暖”捐赠活动"),
        (f"{DAY}职工在广场参观“匠心青石”职工摄影展。", "“匠心青石”职工摄影展"),
        (f"{DAY}庆祝“五一”国际劳动节文艺汇演举行。", "庆祝“五一”国际劳动节文艺汇演"),
        # the trigger is not always the last noun
        (f"{DAY}{UNION}举办“云端送岗”直播招聘会。", "“云端送岗”直播招聘会"),
        (f"{DAY}{UNION}举办“攀高”职工登山赛。", "“攀高”职工登山赛"),
        # a sport names its contest
        (f"{DAY}{UNION}主办的职工乒乓球赛在体育馆落幕。", "职工乒乓球赛"),
        # a short name in brackets ends the body; a facility is named by its owner
        ("[ORG 远山公司]（以下简称远山）二届三次职工代表大会召开。", "二届三次职工代表大会"),
        (f"{DAY}[LOC 青石镇]快递员之家在东路揭牌。", "青石镇快递员之家"),
        (f"{DAY}{UNION}为[DATE 2024年度=2024-01-01..2024-12-31]“青石巧匠”颁奖。", "2024年度“青石巧匠”"),
        # an award by the number of those who have it, or whose names come out
        (f"{DAY}{UNION}召开表彰会，12名“青石巧匠”和3个班组受到表彰。", "“青石巧匠”"),
        (f"{DAY}{UNION}“青石巧匠”评选结果揭晓。", "“青石巧匠”"),
        # which run of a vehicle it is, and which show, is no part of the name
        (f"{DAY}{UNION}开行的首趟“春归”返乡专列驶出车站。", "“春归”返乡专列"),
        (f"{DAY}这台“柳河清音”职工戏曲专场由{UNION}举办。", "“柳河清音”职工戏曲专场"),
        # a feast is no award; where it is opened may stand between a thing and its opening
        (f"{DAY}{UNION}召开“五一”表彰大会。", "“五一”表彰大会"),
        (f"{DAY}{UNION}投资建设的“柳河书屋”在[LOC 东岭工业园]正式投用。", "“柳河书屋”"),
        (f"{DAY}[ORG 东岭区银匠学院]在[LOC 东岭技校]揭牌。", "东岭区银匠学院"),
        # what is held under a quoted name, unless that is a figure of speech
        (f"{DAY}{UNION}在[LOC 东岭广场]办起“打工村晚”，保安唱起了川剧。", "“打工村晚”"),
        (f"{DAY}{UNION}组织律师为企业开展“体检”，查出问题九个。", None),
        # a division that is no mention owns it as well
        (f"{DAY}设在物流园的南岗区工会司机之家正式启用。", "南岗区工会司机之家"),
    ],
)
def test_name_of_the_event(body: str, name: str) -> None:
    assert primary(extraction(body)).name == name


def test_a_congress_names_an_election_too() -> None:
    x = extraction(
        f"{DAY}[ORG 青石市轻工工会]第四次代表大会召开，选举产生新一届委员会，[PER 高远山]当选主席。",
        headline="市轻工工会选举产生新一届委员会",
    )
    event = primary(x)
    assert (event.type, event.name) == ("ORGANIZING", "青石市轻工工会第四次代表大会")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        # a site goes on from a known place with nouns
        (f"{DAY}在[LOC 东岭煤矿]矿灯房，宣讲员把安全知识送到矿工身边。", "东岭煤矿矿灯房"),
        (f"{DAY}宣讲活动走进[LOC 东岭铁路]养护工区，为工人讲安全。", "东岭铁路养护工区"),
        (f"{DAY}招聘会在[LOC 东岭镇]的集市上举行。", "东岭镇"),
        (f"{DAY}书画展在[LOC 东岭]开馆，千人参观。", "东岭"),
        # the scene that a text opens with
        (
            f"{DAY}[LOC 东岭区工人文化宫]的教室里，六十名女工在学插花。{UNION}的培训班当天开班。",
            "东岭区工人文化宫",
        ),
        (f"{DAY}[LOC 东岭村球场]灯火通明，{UNION}主办的职工篮球赛决出冠军。", "东岭村球场"),
        (f"{DAY}[LOC 东岭区模具城]，下了班的铣工坐进教室。{UNION}的夜校开课。", "东岭区模具城"),
        (f"{DAY}[LOC 东岭区果园里]，摘果工听律师讲课。{UNION}的普法活动在[LOC 柳镇一处果园]开讲。", "柳镇"),
        (f"[DATE 5月9日晚=2024-05-09]的[LOC 东岭广场]，灯光璀璨，{UNION}的歌会开场。", "东岭广场"),
        (f"{DAY}[LOC 东岭停车场]停着一台体检车，{UNION}请司机免费体检。", "东岭停车场"),
        # by the water, at the foot of a hill: what stands there is the place
        (f"{DAY}[LOC 东岭湖]畔的[LOC 柳荫书院]里书声琅琅，{UNION}主办的职工读书会开讲。", "柳荫书院"),
        # a signal is no part of the place; a road before it neither
        (f"{DAY}职工风筝比赛在[LOC 东岭广场]鸣哨。", "东岭广场"),
        (f"{DAY}位于[LOC 柳河路的东岭大厦]里，{UNION}揭牌成立。", "东岭大厦"),
        # what another union adds elsewhere; which place it is was said before
        (
            f"{DAY}{UNION}把凉茶送到[LOC 东岭服务区]。[ORG 柳镇总工会]同步在柳河治超点设立了补水站。",
            "东岭服务区",
        ),
        (f"{DAY}{UNION}组织的免费体检在该院启动。", None),
        # the workplace whose workers have their pay
        (f"{DAY}[ORG 东岭县远山服装厂]女工姜某领到被拖欠的工资。", "东岭县远山服装厂"),
        # one of several places
        (f"{DAY}调研组先后到[LOC 东岭县]外卖驿站、[LOC 柳县]快递网点调研。", None),
        # its room, where the body goes by a short name
        ("[ORG 远山公司]（以下简称远山）职工活动室里，劳资双方签订工资集体合同。", "职工活动室"),
        # what goes on from a body without 的 is its site; a word is not cut, nor is a floor a place
        (
            f"{DAY}[ORG 东岭县远山瓷业公司]烧成车间里，{UNION}的宣讲员给工人讲安全。",
            "东岭县远山瓷业公司烧成车间",
        ),
        (f"{DAY}[ORG 东岭县总工会]三楼会议室里，女工姜某领到被拖欠的工资。", "东岭县总工会三楼会议室"),
        (f"{DAY}[LOC 东岭街道文化站]三楼的教室里坐满了人，{UNION}的插花培训班开班。", "东岭街道文化站"),
        (f"{DAY}在[LOC 东岭区柳镇]“老铁匠工坊”里，{UNION}举办打铁比赛。", "东岭区柳镇“老铁匠工坊”"),
        # where somebody leaves, what a place has become, a vehicle's goal
        (
            f"{DAY}刚下夜班的保洁员走出[LOC 东岭县职工医院]，手里拿着体检单。这天{UNION}请环卫工免费体检。",
            "东岭县职工医院",
        ),
        (f"{DAY}[LOC 东岭国家森林公园]成了红马甲的海洋，{UNION}主办的职工健步走开走。", "东岭国家森林公园"),
        (f"{DAY}开往[LOC 柳州]的列车驶出[LOC 东岭南站]，{UNION}的返乡专列启程。", "东岭南站"),
        # where those live who are helped
        (f"{DAY}[LOC 东岭县柳镇]受灾职工[PER 高远山]领到{UNION}的救助金。", "东岭县柳镇"),
        (f"{DAY}慰问车开到[LOC 东岭县]境内的红沟工区，送来西瓜。", "红沟工区"),
    ],
)
def test_place_of_the_event(body: str, place: str | None) -> None:
    assert primary(extraction(body)).place == place


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        # work stops and goes on in many words
        (
            f"{DAY}远山厂百名工人放下手中的活，要求补发奖金。{UNION}赶到厂里调解。"
            "[DATE 5月11日=2024-05-11]，双方达成协议，机器又响了起来。",
            date(2024, 5, 9),
            date(2024, 5, 11),
        ),
        # a claim is dated by its payment
        (
            f"[DATE 去年3月=2023-03-01..2023-03-31]，工人被拖欠工资。{UNION}介入，{DAY}老板把工钱全部打到卡上。",
            date(2024, 5, 9),
            date(2024, 5, 9),
        ),
        (f"{DAY}工人罢工已经持续3天。", date(2024, 5, 7), date(2024, 5, 9)),
        # the day on which the paper learnt of it is not the day of the event
        (
            f"[DATE 今天=2024-05-09]，记者从{UNION}获悉，职工运动会[DATE 5月6日=2024-05-06]在东湖举行。",
            date(2024, 5, 6),
            date(2024, 5, 6),
        ),
        # a photo's caption
        (f"[DATE 近日=]，{UNION}走进工区送月饼。图为{DAY}工友品尝月饼。", date(2024, 5, 9), date(2024, 5, 9)),
        # the day on which the last of several days is told
        (
            f"{DAY}随着最后一支队伍冲过终点，为期3天的{UNION}焊工大赛决出名次。",
            date(2024, 5, 7),
            date(2024, 5, 9),
        ),
        # the scene that a feature opens with, however late its event is named
        (
            f"奶茶冒着热气。{DAY}十六名代表走进会议室。一人先开口。一人说起看病。一人说起孩子。他们提了不少问题。"
            f"主持座谈会的是{UNION}。",
            date(2024, 5, 9),
            date(2024, 5, 9),
        ),
        # the talks before the contract took a month, the meeting that passed it a day
        (
            f"{DAY}职工代表大会上，{UNION}通报集体协商结果。[DATE 3月=2024-03-01..2024-03-31]，双方三次协商签订草案。",
            date(2024, 5, 9),
            date(2024, 5, 9),
        ),
    ],
)
def test_days_of_the_event(body: str, first: date, last: date) -> None:
    event = primary(extraction(body))
    assert (event.start_date, event.end_date) == (first, last)


def test_points_of_a_notice_are_no_events_but_headed_briefs_are() -> None:
    notice = "一、各单位要办好文艺晚会，勤俭节约。\n二、各单位要办好健身活动，注意安全。"
    assert len(DETECTOR(extraction(notice))) == 1
    briefs = (
        "连日来，全市工会忙年终。\n"
        f"1.{UNION}：夜校亮灯\n{DAY}夜校焊工班开班，五十名青工参加。\n"
        f"2.[ORG 东岭区总工会]：展厅闻香\n{DAY}职工书法展在文化馆开展。"
    )
    assert [e.type for e in DETECTOR(extraction(briefs))] == ["TRAINING", "CULTURE"]


def test_who_held_it_who_won_what_and_what_was_given() -> None:
    x = extraction(
        f"{DAY}由{UNION}主办、[ORG 区文旅局]承办的职工钓鱼比赛在[LOC 东湖公园]举行。"
        "经过角逐，[PER 高远山]夺得第一名，[ORG 远山公司]获优秀组织奖。"
        f"{UNION}为参赛者送上[COUNT 50份=纪念品]纪念品，发放奖金[COUNT 2万元]。"
    )
    event = primary(x)
    roles = {(r.role, x.span(r)) for r in event.roles}
    assert {
        ("co_organizer", "区文旅局"),
        ("winner", "高远山"),
        ("award", "第一名"),
        ("winner", "远山公司"),
        ("award", "优秀组织奖"),
        ("goods", "50份纪念品"),
        ("amount", "2万元"),
    } <= roles
    assert not any(role == "organizer" for role, _ in roles)  # unions have a table of their own


def test_the_hurt_take_no_part() -> None:
    x = extraction(f"{DAY}[ORG 远山钢铁公司]发生煤气泄漏，致[COUNT 2人]死亡、[COUNT 5人]受伤。")
    roles = [r.role for r in primary(x).roles if r.role in ("casualty", "participant")]
    assert roles == ["casualty", "casualty"]


@pytest.mark.parametrize(
    "body",
    [
        f"高某在[LOC 东岭港]附近一家仓库干活。{DAY}{UNION}请医生为他免费体检。",
        f"{DAY}{UNION}召开座谈会，茶艺师建议把培训班办到[LOC 东岭]上。",
        f"到[LOC 东岭技校]车间蹭课的工人越来越多。{DAY}{UNION}与技校签署协议。",
    ],
)
def test_where_people_work_or_wish_to_go_is_no_place_of_the_event(body: str) -> None:
    assert primary(extraction(body)).place is None


def test_a_thing_that_the_headline_quotes_and_the_body_opens_is_a_launch() -> None:
    body = f"这间板房叫“红屋”，是{UNION}建的职工之家。{DAY}“红屋”同时启用。"
    event = primary(extraction(body, headline="码头上，有间“红屋”"))
    assert (event.type, event.name) == ("LAUNCH", "“红屋”")


@pytest.mark.parametrize(
    ("body", "first"),
    [
        # an accident is dated on the day on which it happened, a contract on that of its signing
        (
            "[DATE 5月12日=2024-05-12]，救援结束。煤矿透水事故发生在[DATE 5月9日=2024-05-09]。",
            date(2024, 5, 9),
        ),
        (
            f"{DAY}榨菜行业签订工资专项集体合同。第一轮协商在[DATE 4月2日=2024-04-02]进行，双方谈了两轮。",
            date(2024, 5, 9),
        ),
        (
            f"[DATE 4月2日=2024-04-02]，高某向{UNION}求助。{DAY}他和工友收到了拖欠的高温津贴。",
            date(2024, 5, 9),
        ),
    ],
)
def test_which_of_two_days_it_was(body: str, first: date) -> None:
    assert primary(extraction(body)).start_date == first


def test_what_is_unveiled_in_a_facility_is_not_the_facility() -> None:
    event = primary(
        extraction(f"{DAY}[ORG 青石区家政行业工会联合会]在[LOC 柳街服务中心]揭牌，首批会员入会。")
    )
    assert (event.type, event.name, event.place) == ("ORGANIZING", None, "柳街服务中心")
