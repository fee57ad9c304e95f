from __future__ import annotations

import pytest
from reading import found

from pipeline.lexicon import model_dir, read_table


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("他来自河南信阳，住在浙江省永康市龙山镇。", ["河南信阳", "浙江省永康市龙山镇"]),
        ("活动在西溪湿地公园和首都图书馆举行。", ["西溪湿地公园", "首都图书馆"]),
        ("车队沿318国道和203省道行驶。", ["318国道", "203省道"]),
        ("川渝两地工会联手。", ["川", "渝"]),
        ("浙皖工会签约，陇青工会结对。", ["浙", "皖", "陇", "青"]),
        ("粤桂协作车间开工，中老边境的职工来琼学习。", ["粤", "桂", "中", "老", "琼"]),
        ("省总工会到庆元县走访，在庆期间看望了职工。", ["庆元县", "庆"]),
        ("工人在校学习，到岗工作。", []),
        # Numbered houses and quays, no counted ones.
        ("慰问组来到柏树村2栋，又到柏树村三号楼。", ["柏树村2栋", "柏树村三号楼"]),
        ("柏树村12栋居民楼换了电梯。", ["柏树村"]),
        # Railways by name; stretches of them; towns and stations in a list.
        ("送餐车沿娄邵线把热菜送到侯月线、瓦日线的工友手上。", ["娄邵线", "侯月线", "瓦日线"]),
        ("京广铁路郴州至坪石区间的看守点换了岗。", ["京广铁路郴州至坪石区间"]),
        ("工友来自石丛、柳渡、云溪等8个乡镇。", ["石丛", "柳渡", "云溪"]),
        ("慢车停靠石沟、柳门、云豪等小站。", ["石沟", "柳门", "云豪"]),
        # The place whose unions meet.
        ("苏州工会第十二次代表大会召开。", ["苏州"]),
        ("职工在青莲湖边健步走，青莲湖上有风。", ["青莲湖", "青莲湖"]),
        ("【金水区】区里办起了招聘会。", ["金水区"]),
        # Unlisted villages, waters and roads.
        ("仝某在团结水库干了六年，又回到大柳树村。", ["团结水库", "大柳树村"]),
        ("她走进长江北路的店铺。", ["长江北路"]),
        ("队员赶到前进贮木场，又去了秋岭管护站。", ["前进贮木场", "秋岭管护站"]),
        ("他在乌鲁木齐市水磨沟区红光山路送外卖。", ["乌鲁木齐市水磨沟区红光山路"]),
        ("30名司机上路，工人修桥。", []),
        # Roads and railways: numbered, named, a section, a house, a crossing; what is only a kind of road is none.
        (
            "驿站开在国道213线边，另一处在河口镇省道305乌溪停车区。",
            ["国道213线", "河口镇省道305乌溪停车区"],
        ),
        ("他们养护京广铁路、襄渝线和成昆高铁。", ["京广铁路", "襄渝线", "成昆高铁"]),
        ("新疆铁路今年运煤多，村里修了通村公路。", ["新疆"]),
        ("体检车停在沪昆高速邵阳段。", ["沪昆高速邵阳段"]),
        ("休息点位于金水区花园路58号。", ["金水区花园路58号"]),
        ("驿站在建国路与文昌街交叉口。", ["建国路与文昌街交叉口"]),
        # A group of a village; the halves of a list of which the last one says what all are.
        ("他家住海安市曲塘镇柏树村六组。", ["海安市曲塘镇柏树村六组"]),
        ("帮扶队驻扎在槐坪、柳坪两村。", ["槐坪", "柳坪"]),
        ("阿岗、大湾、乌溪服务区免费供水。", ["阿岗", "大湾", "乌溪服务区"]),
        ("县委、县政府、工会三家联手。", []),
        ("全县各乡镇、各社区都派了人。", []),
        # A place in a place is one, but a place in a country is not.
        ("队员走进金甬铁路秋山隧道。", ["金甬铁路秋山隧道"]),
        # The place whose unions are meant; a division of former days.
        ("苏州工会新建托管班。", ["苏州"]),
        ("开封县的厨师来了。", ["开封县"]),
        # A room of a body or of a place, with nouns between.
        ("比赛在南通市晨曦纺织有限公司整经车间举行。", ["南通市晨曦纺织有限公司整经车间"]),
        ("座谈会在如皋市总工会三楼会议室召开。", ["如皋市总工会三楼会议室"]),
        ("大家来到海安市曲塘镇人民医院门诊大厅。", ["海安市曲塘镇人民医院门诊大厅"]),
        ("如皋市总工会腾出会议室，职工在食堂吃饭。", []),
        # A workshop that wins something, sends somebody, or is in a post is none.
        ("南通市晨曦纺织有限公司整经车间荣获称号。", []),
        ("南通市晨曦纺织有限公司整经车间主任参加。", []),
        # What stands in a plant, also in one that has no name of its own, where one looks or goes there.
        (
            "检查组查看了第三炼钢厂1号转炉炉前、冷轧厂主控室和烧结厂皮带通廊。",
            ["第三炼钢厂1号转炉炉前", "冷轧厂主控室", "烧结厂皮带通廊"],
        ),
        ("慰问组到动力厂空压站，又去焦化厂3号焦炉炉顶。", ["动力厂空压站", "焦化厂3号焦炉炉顶"]),
        ("夜里，北沟矿主井口的灯还亮着。", ["北沟矿主井口"]),
        ("当天凌晨，松岗矿1206工作面冒顶。", ["松岗矿1206工作面"]),
        ("比武在宏达纺织公司三号车间举行。", ["宏达纺织公司三号车间"]),
        ("他在一家化工厂锅炉房干活，该厂食堂不错。", []),
        ("炼钢厂转炉大修提前完工，慰问组走上炉台。", []),
        ("炼铁厂高炉作业区荣获工人先锋号。", []),
        # The zone before a company belongs to the place of its workshop.
        (
            "大家走进明光产业园浙江莱特服饰有限公司缝制车间，与职工交谈。",
            ["明光产业园浙江莱特服饰有限公司缝制车间"],
        ),
        ("参观者来到经济技术开发区明川电子有限公司装配车间。", ["经济技术开发区明川电子有限公司装配车间"]),
        # A named part of a line; the seat of a county.
        ("医疗队来到京九线龙川展线，又到成昆线乐山区间。", ["京九线龙川展线", "成昆线乐山区间"]),
        ("陇海线运行区间延长，他沿青藏线来到那曲至安多区间。", ["陇海线", "青藏线", "那曲", "安多"]),
        ("我在沭阳县城送外卖，他在清河县城关镇开店。", ["沭阳县城", "清河县城关镇"]),
        # From one place to another: two.
        ("他从云南镇雄来晋江打工，又从晋江回镇雄。", ["云南镇雄", "晋江", "晋江", "镇雄"]),
        # Camps in the path of their town, and without one.
        ("医生到茂县凤仪镇板房区，板房区里热闹起来。", ["茂县凤仪镇板房区"]),
        # The cut gives the last character of the head away.
        ("县总工会在青岭县妇幼保健院设服务点。", ["青岭县妇幼保健院"]),
        # What the article names in full is known by its short name in it.
        ("海安市曲塘镇办起夜校，曲塘职工报名。", ["海安市曲塘镇", "曲塘"]),
        ("曲塘职工报名。", []),
        # Parts of provinces.
        ("皖北职工与苏中职工同台。", ["皖北", "苏中"]),
        ("鲁西南的麦子黄了。", ["鲁西南"]),
        # A thing of a union that is named in quotes is no place.
        ("区总工会“暖新”网上职工书屋上线。", []),
        # An honour or a congress after a division names no place, nor does a slogan in quotes.
        ("他是江苏省劳动模范、浙江工匠。", []),
        ("她获评“上海市技术能手”。", []),
        # Roads named after both their ends, with what stands on them; where somebody only goes is another.
        ("因青山至石桥公路塌方，车队改道。", ["青山至石桥公路"]),
        ("成都至达州至万州高铁开工。", ["成都至达州至万州高铁"]),
        ("队员走进西安至十堰高铁西岭隧道。", ["西安至十堰高铁西岭隧道"]),
        ("他们从成都到青藏公路巡线。", ["成都", "青藏公路"]),
        # Lines of the underground; a river told by its water.
        ("可乘地铁3号线前往，也可坐深圳地铁16号线。", ["地铁3号线", "深圳地铁16号线"]),
        ("暴雨如注，白岔河水陡涨，致使青龙江水漫过堤坝。", ["白岔河", "青龙江"]),
        ("河水猛涨，小河水退了。", []),
        # What stands at a port of entry or on a riverside; the camp of a crew; the palace of an oilfield.
        ("联合会在东岭口岸联检楼成立。", ["东岭口岸联检楼"]),
        ("集市摆在青江江滩亲水平台。", ["青江江滩亲水平台"]),
        ("钻井三公司105队临时驻地里，炊事员醒了。", ["钻井三公司105队临时驻地"]),
        ("联合国叙利亚驻地协调员。", ["叙利亚"]),
        ("婚礼地点改为油田工人文化宫。", ["油田工人文化宫"]),
        # A village's committee where somebody goes to it, none where it acts.
        ("医生到青山县石桥村委会义诊。", ["青山县石桥村委会"]),
        ("青山县石桥村委会派出两人。", []),
        # The mouth of a pit that is described is no name; somebody goes to 松岗煤矿井口.
        ("松岗煤矿井口腾着白汽。", ["松岗煤矿"]),
        ("慰问组来到松岗煤矿井口。", ["松岗煤矿井口"]),
        ("石门县总工会井口安检队出发。", []),
        # Where an inspection goes, though the union of the place, another body, acts.
        ("检查组到永丰县青松岭林场检查，永丰县青松岭林场工会陪同。", ["永丰县青松岭林场"]),
        # Provinces whose unions meet; a county that is written with the characters of two.
        ("沪陇工会结对，苏陕协作升温。", ["沪", "陇", "苏", "陕"]),
        ("青川的职工来了。", ["青川"]),
        # Words of everyday language that are also divisions.
        ("大家共同维护平安，前进道路上互助友好。", []),
    ],
)
def test_places(text: str, names: list[str]) -> None:
    assert found(text, "LOC") == names


_FOLDER = model_dir() / "mentions"
_HEADS = read_table(_FOLDER / "place_heads.tsv", ["head", "grade"], optional=["example"])


@pytest.mark.parametrize("row", [r for r in _HEADS if r["example"]], ids=lambda row: row["head"])
def test_the_example_of_a_head_shows_a_place(row: dict[str, str]) -> None:
    assert any(row["head"] in name for name in found(row["example"], "LOC"))


def test_every_common_noun_stands_in_its_example() -> None:
    for row in read_table(_FOLDER / "place_nouns.tsv", ["noun", "example"], key=["noun"]):
        assert row["noun"] in row["example"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("体检在芜湖市人民医院举行。", "LOC"),
        ("芜湖市人民医院派出6名医生。", "ORG"),
        ("体检在芜湖市人民医院举行。芜湖市人民医院院长致辞。", "ORG"),
        ("讲座在芜湖市工会干部学院举行。", "ORG"),
        ("书画展在芜湖市工人文化宫开幕。", "LOC"),
        ("芜湖市中心血站的采血车开来。", "ORG"),
        ("“库存只够三天。”芜湖市中心血站工作人员说。", "ORG"),
        ("职工到芜湖市中心血站献血。", "LOC"),
        ("芜湖市第二人民医院急诊科护士长说。", "ORG"),
        # Where somebody goes, also as one of several.
        ("慰问组先后来到芜湖市人民医院、芜湖市第二中学。", "LOC"),
        ("队员来到永丰县青松岭林场。", "LOC"),
        ("刘春在塔河油田守了八年。", "LOC"),
        ("记者从塔河油田获悉，女工有了夜校。", "ORG"),
        ("永丰县青松岭林场派出6名护林员。", "ORG"),
        # Houses of unions and bureaus, posts and markets.
        ("恳谈会在滨江职工之家里举行。", "LOC"),
        ("滨江职工之家为骑手提供热水。", "ORG"),
        ("双方被请到红柳乡司法所谈。", "LOC"),
        ("红柳乡司法所派出调解员。", "ORG"),
        ("伤员被送到局职工医院。", "LOC"),
        ("联谊会在局工人俱乐部举行。", "LOC"),
        ("招聘会在市劳动力市场举行。", "LOC"),
        ("电影周在云湖影城开幕。", "LOC"),
        ("云湖影城为新人免费拍照。", "ORG"),
        ("东湖影城向环卫工人赠票。", "ORG"),
    ],
)
def test_a_body_that_acts_is_an_organization_else_a_place(text: str, label: str) -> None:
    other = "ORG" if label == "LOC" else "LOC"
    assert found(text, label)
    assert not found(text, other)
