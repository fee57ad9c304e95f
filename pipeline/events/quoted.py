"""Names without an event noun behind them: quoted awards, vehicles and facilities, published titles, and
facilities that their owner names.
"""

from __future__ import annotations

from bisect import bisect_left

from pipeline.events.edges import left_edge, year_start
from pipeline.events.labels import Labels
from pipeline.events.lexicon import ANY, EventLexicon
from pipeline.events.name_signs import is_spoken_of, told_from
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.patterns import regex
from pipeline.records.record import record

_QUOTED = regex(r"“([^“”，。！？；\n]{2,24})”|《([^《》\n]{2,60})》")
_AWARD_BEFORE = regex(
    r"(?:公布|获评|评为|获颁|命名|荣获|授予|评选|获得|表彰|揭晓|入选|评选出|发布|选树|申报|被评为|命名为|颁发|当选|获)(?:了|为|的)?(?:首批|新一批|一批|一批次|第[一二三四五六七八九十]+批|[\d一二两三四五六七八九十百]+[名个家位支项])?$"
)
# 命名 … 等二十个单位为2020年度“…”: who is named stands between the verb and the award.
_AWARD_FOR = regex(
    r"(?:命名|授予|评定|认定|确定|评选|评|聘任|聘请|聘|选树|推选|推荐|确认|通报|表彰)[^，。；：“”]{2,60}为$"
)
# 12名2023年度“…”和10家单位受到表彰: those who are rewarded are called after the award.
_SO_MANY = regex(r"(?:[\d两三四五六七八九十百]+|首批|一批)余?多?[名个家位支]$")
_REWARDED = regex(
    r"(?:[和、及与以等][^，。；“”]{1,24}|[^，。；“”]{0,6})?(?:受到?了?(?:大会|通报|隆重|集中)?(?:表彰|表扬|嘉奖|奖励)|[被获](?:得了?)?(?:表彰|嘉奖|授牌|颁奖)|上台领奖|登台领奖)"
)
_TITLE = regex(
    r"(?:的)?(?:荣誉)?称号|(?:颁发|授予?)(?:奖[牌状章]|牌匾|证书|荣誉)|(?:评选)?(?:结果|名单)?(?:正式|隆重)?(?:揭晓|出炉)"
)
# A quoted vehicle that sets out or arrives is what the event is called: “…号”列车驶出, “…车”来到.
_VEHICLE = regex(r"(?:车|专列|号|航班)$")
_MOVES = regex(
    r"^(?:[^，。]{0,6})(?:来到|来了|抵达|驶|出发|发车|走进|启程|[开登][进到行出往上赴]|停[在靠]|上路|起飞|起航)"
)
_RUN = regex(r"(?:开行的?|发出|开出|挂着|迎来|迎来了|推出|推出的|组织的)$")
# What starts or issues something (两部门启动检查) is not itself started.
_NO_OBJECT = r"(?=[，。；！？、）\s]|仪式|会|暨|并|后|运[行营]|使用|服务|成功|的|以来|了[，。；]|$)"
_OPENED = regex(
    r"(?:[在于][^，。；“”]{2,24}?)?[^，。；]{0,8}(?:揭牌|上线|启用|投用|开放|落成|开业|挂牌|亮相|投入|建成|首发|(?:开通|发布|启动)"
    + _NO_OBJECT
    + ")"
)
_OPENED_IN = regex(
    r"(?:[在于][^，。；]{2,20})?(?:正式|同步|全新|同时)?(?:揭牌|上线|启用|投用|投入使用|落成|开业|挂牌|亮相|建成|(?:开通|启动)"
    + _NO_OBJECT
    + ")"
)
# What a body or place may be that is opened.
_FACILITIES = (
    "学院",
    "学堂",
    "之家",
    "驿站",
    "中心",
    "工作室",
    "工作站",
    "服务站",
    "书屋",
    "基地",
    "夜校",
    "展馆",
    "体验馆",
)
_OPENING = regex(r"(?:揭牌|挂牌|启用|建成|开放|设立|投用|开通|上线)(?:成立)?了?$")
_GOES_ON = regex(r"\p{Han}(?<![等和与及为并在供让由共以，])")
_TAKES_PLACE = regex(r"在[^，。]{2,20}(?:开|举)")
_PUBLISHED = regex(
    r"(?:发布|出台|印发|出版|推出|首发|首发式|实施)(?:了|的|新版|最新)?(?:我国|全[国省市])?(?:首[个部份本]|第一[个部份本])?$"
)
_PUBLISHED_AFTER = regex(r"(?:正式|在[^，。]{1,8})?(?:发布|出版|印发|出台|首发)")
# “十四五”期间, “普法”小组: a time, or who is called so.
_NO_EVENT = regex(r"(?:期间|时期|以来|规划|收官|开局|团[，。、队到赴在走]|小组|队[，。、员到赴在走]|志愿者)")
# What is brought somewhere under its name: 把“…”搬进工棚.
_BROUGHT = regex(r"(?:搬|送|办|开|带)[到进上入]")
# The noun that an award's quoted word is an attribute of (“暖心”服务站 + 名单).
_AWARDED = regex(r"\p{Han}{2,10}?(?=名单|荣誉称号|称号)")
# A quotation of fewer characters is a figure of speech (开展“体检”).
_SHORTEST = 3


@record
class Name:
    """A candidate: its characters, the type that its head speaks for, its score and why."""

    start: int
    end: int
    type: str
    line: int
    score: float
    reason: str


def place_bonus(line: Line, first: int) -> float:
    """What a name gains by standing early in the body (`first` is its first rank); the headline has shorthand."""
    if line.is_head:
        return -0.8
    return max(-1.0, 1.0 - 0.25 * (line.rank - first))


def quoted_names(story: Story, line: Line, lexicon: EventLexicon, labels: Labels, first: int) -> list[Name]:
    """Quoted names without a head behind them: an award, an opened facility, a name that ends in a head itself."""
    view, found = story.x.view, []
    quotations = list(_QUOTED.finditer(view, line.start, line.end))
    if not quotations:
        return []
    early, aside = place_bonus(line, first), story.aside(line)
    for m in quotations:
        if story.in_speech(m.start()):
            continue
        before, after = (
            view[max(line.start, m.start() - 12) : m.start()],
            view[m.end() : min(line.end, m.end() + 14)],
        )
        bonus = early - (1.5 if m.start() > aside else 0.0)
        if is_spoken_of(view, line, m.start(), m.end()):
            continue
        if m.group(2):
            if _PUBLISHED.search(before) or _PUBLISHED_AFTER.match(
                view, told_from(view, line, m.end()), line.end
            ):
                found.append(Name(m.start(), m.end(), "LAUNCH", line.index, 2.5 + bonus, "published title"))
            continue
        if _NO_EVENT.match(after):
            continue
        inner = [
            h for h in line.hits if m.start() < h.start and h.end == m.end() - 1 and h.trigger.kind == "head"
        ]
        held = before.endswith(lexicon.holds)
        told = held or bool(_TAKES_PLACE.match(after))
        if inner and (inner[0].start > m.start() + 2 or len(m.group(1)) >= _SHORTEST + (not told)):
            body = next((o for o in line.bodies if o.end == m.start()), None)
            found.append(
                Name(
                    body.start if body else year_start(view, line, m.start()),
                    m.end(),
                    labels.type_of(m.group(1)) or inner[0].trigger.type,
                    line.index,
                    2.5 + 1.5 * held + bonus,
                    "quoted name",
                )
            )
        elif _VEHICLE.search(m.group(1)) and (_MOVES.match(after) or _RUN.search(before)):
            found.append(Name(m.start(), m.end(), ANY, line.index, 3.0 + bonus, "quoted vehicle"))
        elif before.endswith(("把", "将")) and _BROUGHT.match(after):
            found.append(
                Name(m.start(), m.end(), ANY, line.index, 3.0 + bonus, "quoted name of what is brought")
            )
        elif held and len(m.group(1)) >= _SHORTEST and after[:1] in "，。；":
            found.append(
                Name(m.start(), m.end(), ANY, line.index, 2.5 + bonus, "what is held under a quoted name")
            )
        else:
            noun = next((h for h in line.hits if h.start == m.end() and h.trigger.kind == "facility"), None)
            end = noun.end if noun else m.end()
            if _OPENED.match(view, end, line.end) or _OPENING.search(before):
                made = bool(_OPENING.search(before))
                if made and not noun and _GOES_ON.match(after):
                    continue  # 设立“十四五”应对老龄化工程: the quotation is no whole name
                left = m.start() if made else left_edge(story, line, m.end(), lexicon)
                reason = "opened under a quoted name"
                found.append(Name(left, end, "LAUNCH", line.index, 2.6 + bonus, reason))
        start = year_start(view, line, m.start())
        lead = view[max(line.start, start - 70) : start]
        named = lead.endswith("为") and _AWARD_FOR.search(lead)
        rewarded = _REWARDED.match(view, m.end(), line.end) and _SO_MANY.search(view, line.start, start)
        if (
            named
            or rewarded
            or _AWARD_BEFORE.search(view[max(line.start, start - 8) : start])
            or _TITLE.match(after)
        ):
            noun_of = _AWARDED.match(view, m.end(), line.end)
            end = noun_of.end() if noun_of and _is_facility(line, noun_of.end()) else m.end()
            found.append(Name(start, end, "AWARD", line.index, 3.0 + bonus, "award in quotation marks"))
    return found


def opened_names(story: Story, line: Line, lexicon: EventLexicon, first: int) -> list[Name]:
    """Opened facilities that a body or place names (青石镇快递员之家揭牌)."""
    view, found = story.x.view, []
    for m in line.places:
        there = view.endswith(("在", "于"), line.start, m.start)
        if (
            not there
            and view.endswith(_FACILITIES, m.start, m.end)
            and _OPENED_IN.match(view, m.end, line.end)
        ):
            score = 2.6 + place_bonus(line, first)
            found.append(Name(m.start, m.end, "LAUNCH", line.index, score, "opened facility with its owner"))
    for hit in line.hits:
        if hit.trigger.kind != "facility" or not _OPENED_IN.match(view, hit.end, line.end):
            continue
        start = left_edge(story, line, hit.start, lexicon)
        if story.x.view.endswith(("在", "于"), line.start, start):
            continue  # 某工会联合会在某服务中心揭牌: where something else is unveiled
        named = any(m.start == start < hit.start for m in line.places)
        tokens = story.x.tokens
        token = bisect_left(tokens.ends, start + 1)
        division = token < len(tokens) and tokens.pos[token] == "ns"
        if (named or division) and not story.in_speech(start) and "“" not in view[start : hit.end]:
            score = 2.6 + place_bonus(line, first)
            found.append(Name(start, hit.end, "LAUNCH", line.index, score, "opened facility with its owner"))
    return found


def _is_facility(line: Line, end: int) -> bool:
    """Whether a facility's noun ends there."""
    return any(h.end == end and h.trigger.kind == "facility" for h in line.hits)
