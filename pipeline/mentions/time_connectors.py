"""The words that join and modify times, as compiled patterns: 从, 至, 以前, 以来, 过去, 每.

Guards behind a character keep out words that begin with it (前往, 起来, 后勤).
"""

from __future__ import annotations

from pipeline.mentions import time_atoms as a
from pipeline.patterns import regex

LEAD = regex(
    r"(?P<since>自从|自|从|打)|(?P<until>截至|截止到?|直到|直至)|(?P<about>大约|大概|约|近)|(?P<equal>= ?)|(?P<zone>(?:当地|北京|美国?东部?|格林[尼威]治标?准?|本地)时间(?:的)?)"
)
DASH = regex(a.DASH)
AND = regex(r" ?[和与及] ?(?:在)?")
BETWEEN = regex(r"(?:的)?(?:之间|期间|间(?!接|隔|断|谍|距))")
BEFORE = regex(
    r" ?(?P<with>或(?:在其)?|及|以及|含|包括)? ?(?:之前|以前|前(?!往|来|后|沿|列|进|身|提|夕|夜|[一二两三四五六七八九十\d]|锋|线|台|任|期|述|所|者|门|海|山|街|方|景|哨|程|瞻|辈|言|额|半|去|赴|天))"
)
AFTER = regex(
    r" ?(?P<with>或(?:在其)?|及|以及)? ?(?:之后|以后|后(?!来|者|续|备|勤|面|方|台|代|人|果|天|年|卫|排|院|期|半|晌))"
)
SINCE = regex(
    r" ?(?:以来|开始|起(?!来|草|步|点|诉|源|飞|到|因|码|价|居|身|舞|义|伏|重|航|初|火|跑|降|评|死|亡|事|工|案)|至今|迄今)"
)
WITHIN = regex(r" ?(?:以内|之内|内(?!部|容|在|外|涵|蒙|地))")
AGO = regex(
    r" ?(?:之前|以前|前(?!往|来|沿|列|进|身|提|锋|线|台|任|期|述|所|门|方|夕|[一二两三四五六七八九十\d]))"
)
LATER = regex(r"(?:的)? ?(?:之后|以后|后(?!来|者|续|备|勤|面|方|台|代|人|果|天|卫|排|院))")
NOW = regex(r"现在|目前|今(?![天日晚年晨早后])|如今|当前")
PAST = regex(
    r"(?:过去|近|最近|此前|之前|以前|前|上|刚过去)(?:的|这)?(?=[ \d一二两三四五六七八九十几数半俩仨百])|(?:最近|近)(?=几|数)"
)
FUTURE = regex(
    r"(?:未来|今后|接下来|之后|以后|此后|再过|过|后|下)(?:的)?(?=[ \d一二两三四五六七八九十几数半俩仨百])"
)
EVERY = regex(r"每(?P<skip>隔)?(?:一)?(?P<one>个)? ?")
EVERY_UNIT = regex(
    r"(?P<unit>工作日|交易日|季度|小时|钟头|分钟|秒钟?|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|周(?![一二三四五六日末年])|年(?!级|轻)|月(?!球)|天|日(?!报)|晚|早|夜(?!班|校))"
)
UNIT_LETTERS = {"工作日": "B", "交易日": "B", "季度": "Q", "小时": "H", "钟头": "H", "分钟": "T", "秒": "S", "秒钟": "S", "星期": "W", "礼拜": "W", "周": "W", "年": "Y", "月": "M"}  # fmt: skip
COUPLE = regex(r"(?P<pair>[今去明前后]{2})两(?P<unit>[年天])")
ELIDED_NUMBER = regex(rf"(?P<n>{a.SMALL})(?={a.DASH}(?:{a.SMALL}) ?(?P<unit>月|[日号]|点|时(?!候|代|间|期)))")
ELIDED_CLOCK = regex(r"(?P<n>\d{1,2})(?=(?:-|~|—)\d{1,2}(?:点|时))")
SINCE_STRETCH = regex(r" ?以来")
MOST_LEAST = regex(r"以下|以上")
TO_NOW = regex(r" ?(?:起|开始|以来)(?:至|到)?(?=至今|今|现在)")
UNTIL_NOW = regex(r" ?(?:起|开始|以来)?(?:至今|迄今)")
DURING = regex(r"期间|时期")
EVE = regex(r"前夕|前夜")
EDGE = regex(r"[初底末]")
BARE_END = regex(rf"(?P<n>{a.SMALL})(?![\d.年月日号个人名元])")
YEAR_BEHIND = regex(r" ?\d{4} ?年")
BEHIND_STRETCH = regex(r"以来")
