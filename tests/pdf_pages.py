"""Pages of an invented newspaper as a compositor would set them."""

from __future__ import annotations

from pdf_writer import INDENT, Text, column, columns, em

SKILLS = (
    "210名职工同台比武 岳阳楼区选出48位“工匠能手”",
    [
        "本报讯（记者 白一川 通讯员 宁小满）5月8日，岳阳市岳阳楼区总工会主办的第六届职工职业技能竞赛在洞庭湖职工文化宫落幕，"
        "来自36家企业的210名职工在焊工、电工、茶艺师三个工种中同台比武，48人获得“工匠能手”称号。",
        "“赛场上的题目，就是车间里的难题。”获得焊工组第一名的石小禾来自岳阳恒舟机械有限公司，她说，备赛的两个月里，"
        "公司工会请来退休老师傅每天晚上陪练，自己把仰焊这一关练过了。",
        "岳阳楼区总工会主席万志强介绍，今年的竞赛首次设立新就业形态劳动者专场，32名快递员和外卖骑手参加。"
        "获奖选手除奖金外，还可按规定申报职业技能等级。下一步，区总工会将把12名优胜者的操作法拍成短片，送到各企业的班组里。",
    ],
)
MEDIATION = (
    ["一次调解", "要回9个月社保"],
    [
        "本报讯（记者 高 远）5月6日，在云溪区总工会劳动争议调解室，保洁员潘桂香拿到了补缴社会保险费的凭证。",
        "潘桂香在一家物业公司工作了三年，有9个月没有参保。接到求助后，区总工会派出律师陆青禾上门核对工资条，"
        "并约谈公司负责人，双方当天签下调解书。",
        "今年以来，云溪区总工会共调解劳动争议57件，为职工挽回损失83万元。",
    ],
)
CARE = (
    "君山区建成21个“洞庭驿站”",
    "给骑手一个歇脚的地方",
    [
        "本报讯（通讯员 周 末）5月7日中午，骑手郑海把车停在君山区柳林洲街道的“洞庭驿站”门口，进屋倒了一杯绿豆汤。"
        "这样的驿站，君山区总工会今年一共建了21个。",
        "驿站里有空调、微波炉、充电柜和药箱，每天从早上7点开到晚上10点。区总工会副主席唐晓棠说，"
        "选址之前工会干部跟着骑手跑了一个星期，哪里等单最久，驿站就建在哪里。",
        "在驿站的墙上，贴着一张“微心愿”卡片。郑海写的是想给女儿找一个暑假班。三天以后，区总工会的爱心托管班给他打来了电话。",
    ],
)
CAPTION = "图为焊工组选手在比赛中。 凌 云 摄"
MASTHEAD = "洞庭职工报  2031年5月9日 星期五  第02版"

LEFT, WIDE, GAP = 60.0, 207.0, 19.5
STEP = WIDE + GAP


def indented(paragraphs: list[str]) -> list[str]:
    return [INDENT + paragraph for paragraph in paragraphs]


def title(text: str, x: float, y: float, width: float, size: float) -> Text:
    """A line in the middle of a width."""
    return Text(x + (width - size * em(text)) / 2, y, size, text)


def newspaper() -> list[Text]:
    """Three columns: a headline over two of them, one in the third, an article over all three below."""
    headline, paragraphs = SKILLS
    small, small_paragraphs = MEDIATION
    care, care_kicker, care_paragraphs = CARE
    return [
        Text(LEFT, 60, 10, MASTHEAD),
        title(headline, LEFT, 108, 2 * WIDE + GAP, 17),
        *columns(indented(paragraphs), LEFT, 140, WIDE, 16, GAP),
        Text(LEFT + STEP, 140 + 13.5 * 12, 8, CAPTION),
        title(small[0], LEFT + 2 * STEP, 104, WIDE, 20),
        title(small[1], LEFT + 2 * STEP, 130, WIDE, 20),
        *column(indented(small_paragraphs), LEFT + 2 * STEP, 160, WIDE),
        title(care_kicker, LEFT, 408, 3 * WIDE + 2 * GAP, 14),
        title(care, LEFT, 444, 3 * WIDE + 2 * GAP, 28),
        *columns(indented(care_paragraphs), LEFT, 480, WIDE, 7, GAP),
    ]


def single() -> list[Text]:
    """One column with a headline."""
    headline, paragraphs = SKILLS
    return [title(headline, 80, 100, 460, 17), *column(indented(paragraphs), 80, 140, 460, 12)]
