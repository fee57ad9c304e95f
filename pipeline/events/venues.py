"""Venues that are no mention: what follows a known place (龙山煤矿 + 矿灯房), or stands after 在 alone (在东湖酒店举行)."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.records import Mention

# Words for sites, by their last character or whole.
_SITE_CHARS = (
    "院场馆厅园站楼店港室学堂台坛街路村镇乡宫所库寨屯坊苑堡庄岭坝滩洲塔桥湖山岛湾厂矿家房校巷段岸亭棚营哨"
)
_SITE_WORDS = r"中心|基地|广场|项目部|现场|社区|校区|小区|景区|工区|厂区|园区|矿区|片区|库区|林区|灾区|水域|海域|湖面|江面|海面|安置区|安置点|服务点|治超点|集散点|口岸|夜市|集市|市场|商圈|商厦|大厦|街区|楼宇|沿线|路口|井口|渡口|码头|高炉|工位|隧道|车间|完小|附小|附中|[书影商茶新]城|职专|中专|技校|职中"
VENUE_END = re.compile(rf"(?:[{_SITE_CHARS}]|{_SITE_WORDS})$")
_LAST_OF_SITE = frozenset(_SITE_CHARS + "".join(word[-1] for word in _SITE_WORDS.split("|")))
# What ends a site's name: a pause, a locative, a verb of taking place.
_ENDS = re.compile(
    r"(?=[，。；（]|[里内上中前旁](?![级市国山海学心]|蒙)|门前|门口|外(?=[，举])|的|一片|灯火|热闹|隆重|正式|成功|联合|共同"
    r"|举行|举办|召开|启动|开[幕赛班课讲场营跑走展]|揭[牌幕]|签[约署订]|落[幕成户]|上演|展出|闭幕|收官|鸣枪|成立|启用|投用|慰问|看望|参观|献血|为)"
)
_LONGEST = 14
# The sites of a body that are no workshop: 某煤矿 + 矿灯房.
_ROOM_END = re.compile(r"[一-龥]{0,4}[房厅室](?=[，里内])")
_NO_NOUN = frozenset(("v", "d", "p", "c", "u", "r"))
# What a site is for, tagged as a verb: 养护 + 工区.
_USES = frozenset(
    [
        "养护",
        "检修",
        "维修",
        "服务",
        "培训",
        "训练",
        "施工",
        "作业",
        "装卸",
        "加工",
        "调度",
        "收费",
        "巡护",
        "管护",
        "实训",
        "生产",
        "运输",
        "建设",
        "生活",
        "办公",
        "教学",
        "休息",
        "接待",
        "候车",
        "活动",
        "展览",
        "演出",
        "健身",
        "安置",
        "搬迁",
        "治超",
        "仓储",
        "采摘",
        "养殖",
        "种植",
    ]
)
_WITHIN = re.compile(r"(?:境内|辖区|辖区内|辖内|区域内)的?")
# 广场 + 鸣哨: the signal at which a contest begins there.
_SIGNAL = re.compile(r"[鸣吹]响?[哨枪锣笛炮号鼓]|开[镰桨锣哨球枪]")
_NO_SITE = re.compile(r"[的等开启揭举召出就]|一[处家个座些带]|[这那该各]")
# Inside a place that its owner is named before: 工人文化宫的教室里, 商圈的夜市里.
INSIDE_OF = re.compile(r"的[^，。；：、的在“]{1,6}(?:[里内](?!的)|[上旁前](?=[，一\d支搭摆架])|[上旁前]，)")
# 村球场灯火通明: what a place looks like while it happens.
SCENE = re.compile(
    r"(?:里|内|上)?(?:，)?(?:灯火|人头|人声|人潮|热闹|热火|热气|欢声|欢歌|锣鼓|鼓声|座无虚席|气氛|掌声|歌声|笑声|书声|彩旗|传来|响起|暖意|其乐|格外|挤满|坐满|围满|站满|灯光|红旗|鞭炮|张灯|停着|停满|摆着|摆满|摆起|站着|排起|排着|围着|搭起|支起|竖起)"
)
# 在该院, 在此地: which place it is was said before.
_POINTS_BACK = re.compile(r"该|此[地处]|这[里儿个家]|那[里儿]|当地")
_VENUE = re.compile(
    r"(?:在(?!建|岗|职|校|线|册|编|读)|于)([^，。；：！？、“”（）在于的]{2,24}?)(?:隆重|成功|正式|顺利|如期|联合|共同|集中|圆满)*(?:举行|举办|召开|启动|开幕|开赛|开班|开课|开讲|开场|开营|开跑|开展|开设|开办|设立|办起|鸣枪|揭牌|揭幕|挂牌|落幕|收官|闭幕|上演|展出|亮相|拉开|启用|投入使用|投用|签约|签署|签订|签下|开业|落成|成立|进行|相聚|集中|打响|开考|开唱|开演|开桨|开镰|开园|开街|开市|开擂|发令|起跑|起航|首航|首发|首演|首映|集结|过招|对决|竞技|切磋|打擂|比拼|角逐|同场|登场|授牌|摆开|支起|搭起)"
)


def site_end(story: Story, line: Line, m: Mention) -> int:
    """The end of the site that goes on from a mention with nouns alone (兰新铁路 + 养护工区); else the mention's end."""
    view = story.x.view
    if (
        _NO_SITE.match(view, m.end)
        or _SIGNAL.match(view, m.end)
        or (m.label == "ORG" and not _ROOM_END.match(view, m.end))
    ):
        return m.end
    return _noun_end(story, line, m.end)


def site_within(story: Story, line: Line, m: Mention) -> tuple[int, int] | None:
    """The site that lies in a division (鄯善县境内的 + 红旗坎工区) where it is no mention itself."""
    lead = _WITHIN.match(story.x.view, m.end, line.end)
    if lead is None or (end := _noun_end(story, line, lead.end())) == lead.end():
        return None
    return lead.end(), end


def _noun_end(story: Story, line: Line, start: int) -> int:
    """The end of the site's name that begins at `start`; `start` where none does."""
    view = story.x.view
    for n in range(1, _LONGEST + 1):
        end = start + n
        if end > line.end or not (
            ("一" <= view[end - 1] <= "龥" and view[end - 1] != "的") or view[end - 1].isalnum()
        ):
            break
        closed = _ENDS.match(view, end)
        site = view[end - 1] in _LAST_OF_SITE and VENUE_END.search(view, start, end)
        if site and (closed or end == line.end):
            named = any(start <= m.start < end for m in story.mentions(line, "PER"))
            return start if named or not _is_noun(story, start, end) else end
        if closed:
            break
    return start


def _is_noun(story: Story, start: int, end: int) -> bool:
    """Whether no verb, adverb, preposition, person or body stands between: 区总工会 + 走进 + 工地 is no site."""
    tokens = story.x.tokens
    at = bisect_left(tokens, start + 1, key=attrgetter("end"))
    while at < len(tokens) and tokens[at].start < end:
        token = tokens[at]
        if (
            token.start >= start
            and token.pos in _NO_NOUN
            and story.x.view[token.start : token.end] not in _USES
        ):
            return False
        at += 1
    return True


def venue_spans(story: Story, line: Line) -> list[tuple[int, int]]:
    """The phrases between 在 and a verb of taking place that end as a site's name does."""
    found = []
    for m in _VENUE.finditer(story.x.view, line.start, line.end):
        start, end = m.span(1)
        if not VENUE_END.search(story.x.view, start, end) or story.in_speech(start):
            continue
        if _POINTS_BACK.match(story.x.view, start):
            continue
        if not re.search(r"(?:[一两二三四五六七八九十]|\d)[处家个座所]", story.x.view[start:end]):
            found.append((start, end))
    return found
