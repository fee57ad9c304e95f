from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A division, a path of divisions, a relation before the head.
        ("云南省曲靖市麒麟区总工会开展慰问。", ["云南省曲靖市麒麟区总工会"]),
        ("活动由区总工会、区人社局主办。", ["区总工会", "区人社局"]),
        ("在市总工会指导下，街道总工会牵头协商。", ["市总工会", "街道总工会"]),
        ("当天，原密云县总工会更名。", ["密云县总工会"]),
        ("记者从沙河镇总工会获悉。", ["沙河镇总工会"]),
        # Industry and joint unions, brackets inside a name, departments.
        ("由无锡市工业（国防）工会协办。", ["无锡市工业（国防）工会"]),
        ("省财贸轻纺工会公布结果。", ["省财贸轻纺工会"]),
        ("桐庐县货车司机行业工会联合会成立。", ["桐庐县货车司机行业工会联合会"]),
        ("县总工会权益保障部负责人说。", ["县总工会权益保障部"]),
        ("县总工会女工部会同县融媒体中心走访。", ["县总工会女工部", "县融媒体中心"]),
        # A team is the union itself, and what it organizes is none of its name.
        ("桐庐县教育工会足球队击败横村镇总工会女子篮球队。", ["桐庐县教育工会", "横村镇总工会"]),
        (
            "桐庐县供电公司工会组织“绿马甲”职工志愿服务队铲雪。",
            ["桐庐县供电公司工会", "“绿马甲”职工志愿服务队"],
        ),
        # Short unions stand where they act, not inside other words.
        ("县总派员列席，市总副主席到会。", ["县总", "市总"]),
        ("全市总产值、全省总人口都在增长。", []),
        # Companies, with a short form from the brackets, and their unions.
        (
            "天津澄海精密机械有限公司（以下简称“澄海精机”）今年招工。澄海精机工会负责培训。",
            ["天津澄海精密机械有限公司", "澄海精机", "澄海精机工会"],
        ),
        ("公司工会补贴一半。", ["公司工会"]),
        ("该工会将公示结果。", ["该工会"]),
        ("该县总工会将公示结果，该公司工会补贴一半。", ["该县总工会", "该公司工会"]),
        ("此次活动区总工会共投入5万元。", ["区总工会"]),
        ("福建顺丰工会举办夜校。", ["福建顺丰工会"]),
        # No union of a general union but that of its own offices; a company whose trade its last word tells.
        ("桐庐县总工会指导新业态工会换届。", ["桐庐县总工会"]),
        ("桐庐县总工会机关工会换届。", ["桐庐县总工会机关工会"]),
        ("区总工会、县供电公司工会获奖。", ["区总工会", "县供电公司工会"]),
        ("北京和谦律师事务所派员参加。", ["北京和谦律师事务所"]),
        ("国网山东省电力公司、中铁二十局获奖。", ["国网山东省电力公司", "中铁二十局"]),
        ("来自顺丰、美团的快递员来了。", ["顺丰", "美团"]),
        ("中通快递员领到会员证。", ["中通"]),
        # Coordinated short forms are one organisation each.
        ("松江、昆山、平湖总工会签约。", ["松江", "昆山", "平湖总工会"]),
        # A team is one; a group sent by a body leaves the body.
        ("古美路街道代表队夺冠。", ["古美路街道代表队"]),
        ("省总检查组到访。", ["省总"]),
        # A union's team or visitors leave the union; a union of a works, of a zone, of a unit.
        ("州总工会代表队与鑫达供电公司代表队争冠。", ["州总工会", "鑫达供电公司代表队"]),
        ("海西州总工会送温暖小分队进村。", ["海西州总工会"]),
        ("马兰矿工会给矿工送来绿豆汤。", ["马兰矿工会"]),
        ("湖州南太湖新区总工会召开现场会。", ["湖州南太湖新区总工会"]),
        ("他把锦旗送到局工会，三矿工会也来人。", ["局工会", "三矿工会"]),
        ("株洲市总近日下发通知。", ["株洲市总"]),
        ("县总发出建议书，省总“返乡号”发车。", ["县总", "省总"]),
        # A number in the name; a trade as the last word; a works named after its place.
        ("湖州万邦达轴承有限公司签约。", ["湖州万邦达轴承有限公司"]),
        ("慰问组来到宏达电梯，看望职工。", ["宏达电梯"]),
        ("记者见到鑫盛纸业车间主任权大勇。", ["鑫盛纸业"]),
        ("七台河市桃山煤矿掘进工到场。", ["七台河市桃山煤矿"]),
        ("海林林业局职工来了。", ["海林林业局"]),
        # Two unions, of which the second may begin with what 和 is cut together with.
        (
            "活动由石门县白云镇总工会和平湖枢纽项目工会联合会发起。",
            ["石门县白云镇总工会", "平湖枢纽项目工会联合会"],
        ),
        ("协议由永新县总工会与安溪县总工会签署。", ["永新县总工会", "安溪县总工会"]),
        ("活动由永新县总工会、和平区总工会举办。", ["永新县总工会", "和平区总工会"]),
        # The predicate of a union is none of its name, nor is a plant next to a body that owns none.
        ("该区总工会已走访几家砖厂，该县总工会随即派员到矿。", ["该区总工会", "该县总工会"]),
        ("县总工会联合县劳动监察大队再上砖厂。", ["县总工会", "县劳动监察大队"]),
        ("市矿务局机修厂职工夺冠。", ["市矿务局机修厂"]),
        ("他从四川宜宾到昆山进厂。", []),
        # Bodies of a bureau in its own paper.
        ("局团委、局工会女工部牵头办联谊会。", ["局团委", "局工会女工部"]),
        # A union called by the kind of its body, where one is named; the brand of a company.
        (
            "永新县农贸市场工会成立。市场工会争来每月两天休息。",
            ["永新县农贸市场工会", "市场工会"],
        ),
        ("永新县三河中学职代会召开。学校工会收集意见67条。", ["永新县三河中学", "学校工会"]),
        (
            "永新县家政行业工会联合会、永新县货运行业工会联合会到场，行业工会联合会主席发言。",
            ["永新县家政行业工会联合会", "永新县货运行业工会联合会"],
        ),
        (
            "骑手与浙江风达同城网络科技有限公司协商，风达同城经理松口。",
            ["浙江风达同城网络科技有限公司", "风达同城"],
        ),
        # A preposition behind a whole body is no name; 组织了 is a verb; a works that the text names,
        # where it acts; where somebody only goes to it, it is a place that has its union.
        ("沙河镇总工会为新工会送来书柜。", ["沙河镇总工会"]),
        ("随后，公司工会组织了86人听课。", ["公司工会"]),
        ("东岭林场为护林员体检，林场工会腾出会议室。", ["东岭林场", "林场工会"]),
        ("慰问组来到东岭林场，林场工会腾出会议室。", ["林场工会"]),
        # A team named in quotes: its company's, or alone behind a verb of its union; a union's own stands for the union.
        (
            "柳河供电公司工会组织“红山茶”职工志愿服务队20名队员铲雪。",
            ["柳河供电公司工会", "“红山茶”职工志愿服务队"],
        ),
        ("远山矿业公司“铁军”队夺冠。", ["远山矿业公司“铁军”队"]),
        ("来自“金山茶”车队的司机到了。", ["“金山茶”车队"]),
        ("区总工会携手“蓝天”救援队演练。", ["区总工会", "“蓝天”救援队"]),
        ("远山煤业公司掘进二队工会送来绿豆汤。", ["远山煤业公司掘进二队工会"]),
        ("他举着“先进”队旗，“丝路”队伍出发。", []),
        # Numbered parts of a company, with the company before them; what is only counted is none.
        (
            "青河石油管理局采油二公司“红柳”队队长举旗，采油二公司工会送来奖金。",
            ["青河石油管理局采油二公司“红柳”队", "采油二公司工会"],
        ),
        ("方案由钻井二公司、物探三处工会提出。", ["钻井二公司", "物探三处工会"]),
        ("工人在工地安装一处护栏，又建筑三座桥。", []),
        # A level and a trade told by a verb; 会同 is the verb, not the county.
        ("该会与区沐浴业商会、县洗染业协会协商。", ["区沐浴业商会", "县洗染业协会"]),
        ("县总工会权益保障部会同县融媒体中心检查。", ["县总工会权益保障部", "县融媒体中心"]),
    ],
)
def test_organizations(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names


@pytest.mark.parametrize(
    "text",
    [
        "各级工会要维护职工权益。",
        "企业工会、基层工会和两地工会都要行动。",
        "这家保险公司和一家物业公司签了协议。",
        "15个街道总工会同步走访。",
        "各区总工会、各市州总工会要落实。",
        "教育部门、人社部门联合发文。",
        "全省14个市州总工会、5个州（市）总工会交流了经验。",
        "这是全省首个护理员工会，也是最大工会。",
        "31支职工代表队参赛。",
        "他检查厂务公开，主办方致谢。",
        "演员演唱《北京市总工会之歌》。",
        "行业工会联合会要发挥作用，学校工会应当履职。",
    ],
)
def test_generic_words_are_no_organizations(text: str) -> None:
    assert found(text, "ORG") == []
