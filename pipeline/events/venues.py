"""Venues that are no mention: what follows a known place (龙山煤矿 + 矿灯房), or stands after 在 alone (在东湖酒店举行)."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.patterns import regex
from pipeline.records import Mention

# Words for sites, by their last character or whole.
SITE_ENDS = (
    *"院城场馆厅园站楼店港室学堂台坛街路村镇乡宫所库寨屯坊苑堡庄岭坝滩洲塔桥湖山岛湾厂矿家房校巷段岸亭棚营哨",
    *[
        "中心",
        "基地",
        "广场",
        "项目部",
        "现场",
        "社区",
        "校区",
        "道班",
        "大世界",
        "小区",
        "景区",
        "工区",
        "厂区",
        "园区",
        "矿区",
        "片区",
        "库区",
        "林区",
        "灾区",
        "水域",
        "海域",
        "湖面",
        "江面",
        "海面",
        "安置区",
        "安置点",
        "服务点",
        "治超点",
        "集散点",
        "口岸",
        "夜市",
        "集市",
        "市场",
        "商圈",
        "商厦",
        "大厦",
        "街区",
        "楼宇",
        "沿线",
        "路口",
        "井口",
        "渡口",
        "码头",
        "高炉",
        "工位",
        "隧道",
        "车间",
        "完小",
        "附小",
        "附中",
        "钻井平台",
        "井平台",
        "养殖平台",
        "作业平台",
        "施工平台",
        "观景平台",
        "职专",
        "中专",
        "技校",
        "职中",
        "俱乐部",
        "之家",
        "板房区",
        "工作面",
        "掘进面",
        "采煤面",
        "炉前",
        "炉顶",
        "展线",
    ],
)
# Where a site may end, and what it never holds.
_LAST = regex(f"[{''.join(sorted({end[-1] for end in SITE_ENDS}))}]")
_NEVER = regex("[的，。、“”]")
# What ends a site's name: a pause, a locative, a verb of taking place.
# Each alternative begins with a character of its own, so that a search passes over all others at once.
_LOCATIVES = "|".join(f"{at}(?![级市国山海学心蒙])" for at in "里内上中前旁")
_ENDS = regex(
    rf"，|。|；|（|一[处家座栋间所个片]|{_LOCATIVES}|门前|门口|外(?=[，举])|的|灯火|热闹|隆重|正式|成功|联合|共同"
    r"|举行|举办|召开|启动|开[幕赛班课讲场营跑走展]|揭[牌幕]|签[约署订]|落[幕成户]|上演|展出|闭幕|收官|鸣枪|成立|启用|投用|慰问|看望|参观|献血|为"
)
# What may be a site's name, and how far one looks behind it for what ends it.
_RUN = regex(r"[^\W_的着了]{1,14}")
_LONGEST_END = 4
# Who works for a body or belongs to it is no room of it: 某公司 + 职工李某家.
_NO_ROOM = regex(
    r"会同|携手|联合(?!会)|(?:困难|患病|一线|退休)?(?:职工|工人|员工|劳模|女工)(?!食堂|俱乐部|活动|之家|文化|书屋|宿舍|公寓|餐厅|驿站|服务|培训)"
)
_ACTS = frozenset(("v", "d", "p", "c"))
_NO_NOUN = frozenset(("v", "d", "p", "c", "u", "r"))
# A verb before one of these makes a room (调解 + 室), before others it has an object (走进 + 工地).
_BOUND = regex(r"(?:[室厅馆房站点台所棚楼]|车间|工段|工区)$")
_GOES_THERE = regex(r"[走来深赶送开搬办到赴进]|慰问|看望|检查|参观|调研|督查|视察|巡视|打造|新建|建设")
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
        "织造",
        "冶炼",
        "铸造",
        "锻造",
        "焊接",
        "包装",
        "装配",
        "组装",
        "印染",
        "纺织",
        "炼钢",
        "轧钢",
        "充电",
        "加油",
        "停车",
    ]
)
_WITHIN = regex(r"(?:境内|辖区|辖区内|辖内|区域内)的?")
# 广场 + 鸣哨: the signal at which a contest begins there.
_SIGNAL = regex(r"[鸣吹]响?[哨枪锣笛炮号鼓]|开[镰桨锣哨球枪]")
_NO_SITE = regex(
    r"[修铺护筑]路|[架修]桥|进[厂城校村]|上[学岗班街路]|[的等开启揭举召出就]|一[处家个座些带栋所间幢车]|[这那该各]"
)
# 在某医院 + 租下三间房: what is done there with some of its rooms.
_TAKES = regex(r"[下出起了入][一二两三四五六七八九十\d]{1,3}[层间栋座个所处]")
# Inside a place that its owner is named before: 工人文化宫的教室里, 商圈的夜市里.
INSIDE_OF = regex(
    r"的[^，。；：、的在“]{1,6}(?:[里内](?!的)|[上旁前](?=[，一\d支搭摆架就已早挤坐站围热])|[上旁前]，)"
)
# 村球场灯火通明: what a place looks like while it happens.
SCENE = regex(
    r"(?:里|内|上)?(?:，)?(?:灯火|人头|人声|人潮|热闹|热火|热气|欢声|欢歌|锣鼓|鼓声|座无虚席|气氛|掌声|歌声|笑声|书声|彩旗|传来|响起|暖意|其乐|格外|挤满|坐满|围满|站满|灯光|红旗|鞭炮|张灯|停着|停满|摆着|摆满|摆起|站着|排起|排着|围着|搭起|支起|竖起)"
)
# 在该院, 在此地: which place it is was said before.
_POINTS_BACK = regex(r"该|此[地处]|这[里儿个家]|那[里儿]|当地")
_CLAUSE = regex(r"[，：】）]|[”。](?=[^，。”])")
_OPENS = r"(?:[一二三四五六七八九十\d]{1,3}楼)?(?:[里内中上前旁外]|门口|门前|的)"
_OPENED, _LONGEST_OPENING = regex(f"{_LAST.pattern}(?={_OPENS})"), 6
_LONGEST_SITE = 16
_VENUE = regex(
    r"(?:在(?!建|岗|职|校|线|册|编|读)|于)([^，。；：！？、“”（）在于的]{2,24}?)(?:隆重|成功|正式|顺利|如期|联合|共同|集中|圆满)*(?:举行|举办|召开|启动|开幕|开赛|开班|开课|开讲|开场|开营|开跑|开展|开设|开办|设立|办起|鸣枪|揭牌|揭幕|挂牌|落幕|收官|闭幕|上演|展出|亮相|拉开|启用|投入使用|投用|签约|签署|签订|签下|开业|落成|成立|进行|相聚|集中|打响|开考|开唱|开演|开桨|开镰|开园|开街|开市|开擂|发令|起跑|起航|首航|首发|首演|首映|集结|过招|对决|竞技|切磋|打擂|比拼|角逐|同场|登场|授牌|摆开|支起|搭起)"
)


def site_within(story: Story, line: Line, m: Mention) -> tuple[int, int] | None:
    """The site that lies in a division (鄯善县境内的 + 红旗坎工区) where it is no mention itself."""
    lead = _WITHIN.match(story.x.view, m.end, line.end)
    if lead is None or (end := noun_end(story, line, lead.end())) == lead.end():
        return None
    return lead.end(), end


def noun_end(story: Story, line: Line, start: int, *, body: bool = False) -> int:
    """The end of the site's name that begins at `start`, behind a `body` or a place; `start` where none does."""
    view = story.x.view
    if not (run := _RUN.match(view, start, line.end)):
        return start
    if _NO_SITE.match(view, start) or _SIGNAL.match(view, start) or (body and _NO_ROOM.match(view, start)):
        return start
    first = start + (view[start] in "院家")  # which alone are no site
    until = _ENDS.search(view, first + 1, run.end() + _LONGEST_END)
    for last in _LAST.finditer(view, first, min(run.end(), until.start()) if until else run.end()):
        end = last.end()
        if view.endswith(SITE_ENDS, max(line.start, start - 1), end) and _ends(story, line, end):
            if _TAKES.search(view, start, end):
                return start
            named = any(start <= m.start < end for m in line.labelled("PER"))
            return start if named or not is_noun(story, start, end) else end
    return start


def _ends(story: Story, line: Line, end: int) -> bool:
    """Whether the line's end, a pause, a locative or a verb, not another noun, stands at `end`."""
    tokens = story.x.tokens
    after = bisect_left(tokens.ends, end) + 1
    acts = after < len(tokens) and tokens.starts[after] == end and tokens.pos[after] in _ACTS
    return acts or end == line.end or bool(_ENDS.match(story.x.view, end))


def is_noun(story: Story, start: int, end: int) -> bool:
    """Whether no verb, adverb, preposition, person or body stands between: 区总工会 + 走进 + 工地 is no site."""
    tokens, view = story.x.tokens, story.x.view
    bound = _BOUND.search(view, start, end)
    at = bisect_left(tokens.ends, start + 1)
    while at < len(tokens) and (first := tokens.starts[at]) < end:
        last, pos = tokens.ends[at], tokens.pos[at]
        if first >= start and pos in _NO_NOUN and view[first:last] not in _USES:
            makes = pos == "v" and bound is not None and bound.start() == last
            if not makes or _GOES_THERE.match(view, first):
                return False
        at += 1
    return True


def venue_spans(story: Story, line: Line) -> list[tuple[int, int]]:
    """The phrases between 在 and a verb of taking place that end as a site's name does."""
    found = []
    for m in _VENUE.finditer(story.x.view, line.start, line.end):
        start, end = m.span(1)
        if not story.x.view.endswith(SITE_ENDS, start, end) or story.in_speech(start):
            continue
        if _POINTS_BACK.match(story.x.view, start):
            continue
        if not re.search(r"(?:[一两二三四五六七八九十]|\d)[处家个座所]", story.x.view[start:end]):
            found.append((start, end))
    return found


def opening_spans(story: Story, line: Line) -> list[tuple[int, int]]:
    """The sites that open a clause without a preposition (产业园工会服务站二楼的灯亮了, 货场里挤满了人)."""
    view, found = story.x.view, []
    ends = [m.end() for m in _OPENED.finditer(view, line.start + 1, line.end + _LONGEST_OPENING)]
    if not ends:
        return []
    starts = {
        line.start,
        *(m.end + (view[m.end : m.end + 1] in ("，", "的")) for m in line.days),
        *(m.end() for m in _CLAUSE.finditer(view, line.start, line.end)),
    }
    for start in sorted(starts):
        limit = min(line.end, start + _LONGEST_SITE) - 1
        never = _NEVER.search(view, start + 1, limit)
        limit = never.start() if never else limit
        for end in ends:
            if (
                start + 1 < end <= limit
                and view.endswith(SITE_ENDS, start, end)
                and is_noun(story, start, end)
            ):
                if not _POINTS_BACK.match(view, start) and not _NO_SITE.match(view, start):
                    found.append((start, end))
                break
    return found
