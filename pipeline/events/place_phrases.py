"""What stands around a place and tells whether something happened there; `places` weighs it."""

from __future__ import annotations

import re

TO = re.compile(
    r"(?:走进|来到|深入|深入到|前往|抵达|到达|驶入|驶进|驶抵|开往|踏上|搬到|搬进|办到|办进|摆到|摆进|走到|直达|下到|挺进|齐聚|相聚|汇聚|会聚|云集|集结|聚集|相约|进驻|走入|赶赴|奔赴|赶到|开进|走访|开到|送到|送进|走上|登上|赴|到|进|驶出|驶离|从)(?:了|位于|辖区|辖区内)?$"
)
AT = re.compile(
    r"(?:在|于|设在|位于|地点在|地点设在|地点为|落户|亮相|设于|坐落于|座落于|坐落在|定在|选在|开在|办在|摆在|搬到)(?:了|位于|本市|我市|我区|我省|辖区|辖区内|美丽的)?$"
)
HELD = re.compile(
    r"举行|举办|召开|启动|开幕|闭幕|开赛|开班|开营|开跑|开走|收官|落幕|揭牌|揭幕|上线|上演|展出|进行|开展|签约|签署|签订|拉开|演出|鸣|发布|圆满|成立|开讲|开课|开馆|结束|亮相|比拼|角逐|组织|开放|献血|登场|启程|发车|同台|开场|投入使用|投用|启用|开业|打响|开考|开唱|开演|开桨|开镰|开工|开园|开街|开市|开擂|发令|起跑|起航|首航|首发|首演|首映|集结|过招|对决|竞技|切磋|打擂|展示|唱响|授牌|挂牌|落成|同场|交流|座谈|义诊|宣讲|摆开|支起|搭起|设立|同[^，。]{2,20}(?:谈话|座谈|会谈)|会见|会晤|接见|会谈|揭晓|公布|颁奖|颁发|表彰|宣布"
)
GUIDED = re.compile(
    r"^(?:、[^，。]{0,20})?[^，。、]{0,6}(?:的)?(?:大力|积极|共同|具体|直接|精心|关心|倡议|主导)?(?:指导|支持|推动|帮助|领导|协调|牵头|号召|带领|见证|组织|安排|部署|统一|督促|主持|引导|鼓励|关怀|协助|配合|努力|介入|调解|部|工作|任职|务工|打工|工作的)"
)
NEAR = re.compile(
    r"^(?:周边|附近|一处|一家|内|里|中|上|门前|门口|前|广场|大厅|举行|举办|的一|，|,|东|西|南|北)"
)
INSIDE = re.compile(r"^(?:里|内|中|上|门前|门口|大厅)(?!级|市|国|山|海)")
HOST = re.compile(
    r"^(?:隆重|联合|成功)?(?:举办|举行|开展|组织开展|召开)|^在(?:\d+|[两二三四五六七八九十]+)[处个家]"
)
# 9月10日晚，某区某模具城，上完白班的铣工…: the scene that a sentence opens with.
SCENE_SET = re.compile(r"(?:[里内上旁边下前口]|门前|门口|旁边|附近)?，")
ONE_OF = re.compile(r"的?一[处家座所栋间]")
# From here on a named place counts more than a common noun, however close that stands.
SURE_PLACE = 1.0
UNION = re.compile(r"工会|总工会|工会联合会")
GENERIC_AFTER = re.compile(r"^(?:里|内|中|上|来了|，|举行|举办|召开|开|前|旁|一)")
SITE = re.compile(r"公司|集团|厂|矿|铁路|工程|大厦|企业|店|(?<!国务)(?<!法)(?<!察)院|校")
INTRODUCED = re.compile(
    r"(?:在(?!建|岗|职|校|线|册|编|读)|走进|来到|深入|走入)([^，。；：！？、“”（）《》在于的]{0,12})$"
)
OWNED = re.compile(r"的|工作|任职|建设|建立|设立|成立|开设|附近|周边|[一-龥]{0,2}[公司局厂院校会]")
ABBREVIATED = re.compile(r"（[^）]{1,30}）")
ABSTRACT = re.compile(r"^(?:的)?(?:经济|社会|发展|建设|各|全|地区|范围|率先|上下)")
# The site of a body that the text goes into: 公司（下称…）的缝制车间里, 公司3号高炉前.
SITE_INSIDE = re.compile(
    r"(?:（[^）]{1,20}）)?的?[^，。、；的在]{0,8}(?:车间|工地|厂区|[厅室场堂炉库楼矿井房园门站院线港])(?:里|内|前|上|外|旁|口)"
)
# Its room, where the body is only called by a short name before it: 某公司（以下简称…）会议室里.
ROOM = re.compile(r"（[^）]{1,30}）(?!的)([一-龥\d]{0,6}[室厅堂馆场房])(?:里|内|中|外|，)")
# A room or floor of a union's house: 在市总工会三楼会议室.
UNION_ROOM = re.compile(
    r"的?(?:[一二三四五六七八九十\d]{1,3}楼)?[一-龥]{0,4}?(?:会议室|会议厅|报告厅|多功能厅|礼堂|大厅|活动室|培训室|教室|门前|院内)"
)
# 在某公司卸货时被砸伤: where somebody was hurt before the dispute.
HURT_THERE = re.compile(
    r"[^，。；]{0,24}(?:时|中)，?[^，。；]{0,10}被?[^，。；]{0,10}(?:砸|摔|压|撞|轧|烫|烧|割|扭|跌|触电|受)(?:伤|断|成)"
)
# 某区总工会同步在某地设点: what another adds elsewhere.
ALSO_THERE = re.compile(r"(?:同步|同时|还|也|另)[在于]$")
# 甲县的驿站、乙县的网点: a place that is one of several.
ONE_OF_MANY = re.compile(r"[一-龥]{1,10}[、和]")
# 10月8日，某厂女工…数着工资: whose workers have their pay.
WORKERS = re.compile(r"的?(?:\d+余?[名位])?[一-龥]{0,3}(?:女工|职工|工人|员工|农民工|临时工)")
# 从商务部召开的会上获悉: who told the news.
TOLD_BY = re.compile(r"(?:召开|举行|举办)的[^，。]{0,24}(?:上|中)?(?:获悉|了解到|得知|宣布)|(?:获悉|了解到)")
BACK = re.compile(r"(?:返回|归来|回到|返程|凯旋)")
