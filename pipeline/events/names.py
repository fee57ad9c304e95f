"""The name of an event: a noun phrase that ends in an event noun, or a quoted name.

From each event noun (a trigger of kind `head`) the phrase is followed to the left to a boundary (see `edges`).
The candidates are scored; the caller takes the best that fits the event's type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.events.edges import YEAR, left_edge
from pipeline.events.labels import Labels
from pipeline.events.lexicon import ANY, EventLexicon, Hit
from pipeline.events.scopes import Line
from pipeline.events.story import Story

_LEADING = re.compile(
    r"^(?:本次|此次|这次|本届|该|首场|一场|这场|场|次|个|期|项|名为|题为|正式|首批|全年|一年一度|专门|大型|隆重|成功|集中|精心|联合|共同|分别)+"
)
# 便民服务 + 日, 登山 + 赛, 直播招聘 + 会: a trigger inside a longer noun.
_TAIL = re.compile(
    r"[日周月季](?![前后内中期末初起])|赛(?![场区道程手车事])|会(?![员场长议上后前费众址馆堂同计所旗徽])|展(?![出示览开厅演现会销])"
    r"|班(?![组次长子级车])|营(?![业造养])|节(?![目日前后])|课(?![程堂时])|行(?![动业为程政长])|杯(?=大?赛)"
)
_CONGRESS = ("代表大会", "会员大会")
_EDITION = re.compile(
    r"第[一二三四五六七八九十百\d]+[届次期季]|首届|[一二三四五六七八九十]+届[一二三四五六七八九十]+次"
)
_ITEMS = re.compile(r"[一-龥]+(?:、[一-龥]+)*、$")
_LONGEST_SERIES = 20
_SUB_EVENT = re.compile(r"首场|首站|首期|第[一二三四五六七八九十\d]+[场站期]|专场")
_NOT_AFTER = re.compile(
    r"组委会|学员|选手|名单|代表|期间|方案|通知|办法|制度|机制|工作|团|队|组(?!织)|结束后|员|费|者|品|率|条例|法|平台|基地|中心|站|案|人"
)

# What happens unasked has no name of its own.
_NAMELESS = frozenset(("ACCIDENT", "DISPUTE"))
# Types whose names say the type: a 活动 that such an article names is another matter.
_OWN_HEAD = frozenset(("ACCIDENT", "DISPUTE", "BARGAINING", "AWARD", "MEETING", "ORGANIZING"))


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate: its characters, the type that its head speaks for, its score and why."""

    start: int
    end: int
    type: str
    line: int
    score: float
    reason: str


def name_candidates(story: Story, lines: list[Line], lexicon: EventLexicon, labels: Labels) -> list[Name]:
    """All names that the lines may hold, best first; one that only the headline has is shorthand, not a name."""
    first = min((line.rank for line in lines if line.rank >= 0), default=0)
    found: list[Name] = []
    for line in lines:
        if line.kind == "report" or line.is_head:
            for n, hit in enumerate(line.hits):
                if hit.trigger.kind == "head" and (name := _phrase(story, line, n, hit, lexicon, first)):
                    found.append(name)
            found += _opened(story, line, lexicon, first)
            found += _quoted(story, line, lexicon, labels, first)
    found += [replace(n, type="ORGANIZING") for n in found if _is_congress(story, n)]
    body = "".join(story.text(line) for line in lines if line.rank >= 0)
    told = [n for n in found if story.x.view[n.start : n.end] in body]
    return sorted(told, key=lambda n: (-n.score, n.start))


def _is_congress(story: Story, name: Name) -> bool:
    """Whether the name is that of a congress, at which a union is founded or elected as well as met."""
    return name.type == "MEETING" and story.x.view.endswith(_CONGRESS, name.start, name.end)


def choose(names: list[Name], type_: str) -> Name | None:
    """The best candidate for an event of the type; None where none is good enough."""
    own = type_ in _OWN_HEAD
    fitting = [
        (n.score + (1.5 if n.type == type_ else 0.0 if n.type == ANY else -2.5), n)
        for n in names
        if n.type == type_ or not own
    ]
    fitting = [(score, n) for score, n in fitting if score >= 3.0]
    return max(fitting, key=lambda pair: (pair[0], -pair[1].start))[1] if fitting else None


def _phrase(story: Story, line: Line, n: int, hit: Hit, lexicon: EventLexicon, first: int) -> Name | None:
    view = story.x.view
    if _NOT_AFTER.match(view[hit.end : hit.end + 3]):
        return None
    end = tail.end() if (tail := _TAIL.match(view, hit.end)) else hit.end
    start = left_edge(story, line, hit.start, lexicon)
    cut = _SUB_EVENT.search(view, start + 1, hit.start)
    if cut and any(start < h.end <= cut.start() and h.trigger.kind == "head" for h in line.hits):
        return None  # the head before 首场 is the name
    lead = _LEADING.match(view[start : hit.start])
    start += lead.end() if lead else 0
    opener = view.find("“", start, hit.start)
    if (
        view[start - 1 : start] in ("为", "向", "给", "对")
        and opener >= 0
        and not YEAR.match(view[start:opener])
    ):
        start = opener  # 开展为返乡民工“护航”行动: whom it is for is no part of the name
    if view[start - 1 : start] == "、":
        start = _series(view, line.start, start, lexicon)
    modifier = view[start : hit.start]
    quoted = "“" in view[start : hit.end]
    edition = bool(_EDITION.search(modifier))
    body = next(
        (m for m in story.mentions(line, "ORG", "LOC", "DATE") if m.start == start and m.end <= hit.start),
        None,
    )
    if not modifier or (
        not quoted
        and not edition
        and (len(modifier) < 2 or lexicon.general.fullmatch(modifier))
        and not _is_contest(hit)
    ):
        return None
    type_ = _type_of(view, line, start, hit)
    if type_ in _NAMELESS:
        return None
    if type_ == "AWARD" and (award := _award_in(view, start, end)):
        end = award  # an award event is called after the award: “…” + 表彰会
    before, after = view[max(line.start, start - 6) : start], view[end : min(line.end, end + 8)]
    if after.startswith("的") and _ATTENDED.search(before):
        return None  # 会见出席论坛的代表: what somebody else goes to
    occurs = bool(lexicon.cues["occur"].match(after))
    held = any(before.endswith(w) for w in lexicon.words["hold"])
    follows = n > 0 and line.hits[n - 1].end == hit.start and line.hits[n - 1].trigger.kind == "head"
    kernel = line.hits[n - 1].trigger if follows and hit.trigger.type == ANY else hit.trigger
    plain = kernel.text in lexicon.words["plain"] or kernel.type == ANY
    occasion = held and kernel.text in lexicon.words["occasion"]
    if not quoted and plain and not edition and not occasion and not (body and occurs and len(modifier) > 6):
        return None
    if (
        body
        and body.label == "ORG"
        and not quoted
        and not edition
        and not occurs
        and view[body.end : hit.start] == ""
        and hit.trigger.type != "ORGANIZING"
    ):
        return None
    score = 3.0 * quoted + 1.5 * edition + 1.0 * occurs + 1.5 * held + 0.5 * (body is not None)
    score += 1.5 if occasion or not plain else 0.0
    score += 0.08 * min(end - start, 25) + _place_bonus(line, first)
    words = [
        w
        for w, yes in (("quoted", quoted), ("edition", edition), ("takes place", occurs), ("held", held))
        if yes
    ]
    return Name(
        start,
        end,
        type_,
        line.index,
        score,
        f"name ends in {hit.trigger.text} ({', '.join(words) or 'phrase'})",
    )


def _is_contest(hit: Hit) -> bool:
    """Whether the noun alone says which contest it is (乒乓球赛), whoever it is for."""
    return hit.trigger.type == "SPORTS" and hit.trigger.text.endswith("赛") and hit.end - hit.start > 3


def _series(view: str, floor: int, start: int, lexicon: EventLexicon) -> int:
    """Where a name begins that coordinates its modifiers after a verb (举行 + 电铲、钻机操作比武)."""
    items = _ITEMS.search(view, max(floor, start - _LONGEST_SERIES), start)
    if not items:
        return start
    ends = [
        at + len(word)
        for word in lexicon.words["hold"]
        if (at := view.rfind(word, items.start(), start)) >= 0
    ]
    return max(ends, default=start)


def _award_in(view: str, start: int, end: int) -> int | None:
    """The end of the quoted award that 表彰会, 颁奖典礼 … follows at once; None without one."""
    close = view.rfind("”", start, end) + 1
    return close if close and _PRIZE_GIVING.fullmatch(view, close, end) else None


def _place_bonus(line: Line, first: int) -> float:
    if line.is_head:
        return -0.8
    return max(-1.0, 1.0 - 0.25 * (line.rank - first))


def _type_of(view: str, line: Line, start: int, hit: Hit) -> str:
    """What the head speaks for; a head like 活动 leaves it to the trigger before it, 暨 to the occasion before it."""
    for first in line.hits:
        if (
            start <= first.start < hit.start
            and first.trigger.kind == "head"
            and view[first.end : first.end + 1] == "暨"
        ):
            return first.trigger.type
    inside = [h for h in line.hits if start <= h.start and h.end <= hit.end and h.trigger.type != ANY]
    strong = [h for h in inside if h.trigger.weight >= 2]
    return (strong or inside)[-1].trigger.type if inside else ANY


_QUOTED = re.compile(r"“([^“”，。！？；\n]{2,24})”|《([^《》\n]{2,30})》")
_AWARD_BEFORE = re.compile(
    r"(?:公布|获评|评为|获颁|命名|荣获|授予|评选|获得|表彰|揭晓|入选|评选出|发布|选树|申报|被评为|命名为|颁发|当选|获)(?:了|为|的)?(?:首批|新一批|一批|一批次|第[一二三四五六七八九十]+批|[\d一二两三四五六七八九十百]+[名个家位支项])?$"
)
_TITLE = re.compile(r"(?:的)?(?:荣誉)?称号")
_ATTENDED = re.compile(r"(?:出席|参加|参与|到访)$")
_PRIZE_GIVING = re.compile(
    r"(?:总结|评选|先进)?(?:表彰|颁奖|授奖|命名|表扬|授牌)(?:暨[^，。]{2,8})?(?:大会|会|典礼|仪式|晚会)?$"
)
# A quoted vehicle that sets out or arrives is what the event is called: “…号”列车驶出, “…车”来到.
_VEHICLE = re.compile(r"(?:车|专列|号|航班)$")
_MOVES = re.compile(
    r"^(?:[^，。]{0,6})(?:来到|来了|抵达|驶|出发|发车|走进|启程|开[进到行出往]|上路|起飞|起航)"
)
_RUN = re.compile(r"(?:开行的?|发出|开出|挂着|迎来|迎来了|推出|推出的|组织的)$")
_OPENED = re.compile(
    r"^[^，。；]{0,8}(?:揭牌|上线|启用|投用|开放|落成|开业|挂牌|亮相|投入|建成|开通|发布|启动|首发)"
)
_OPENED_IN = re.compile(
    r"(?:[在于][^，。；]{2,20})?(?:正式|同步|全新|同时)?(?:揭牌|上线|启用|投用|投入使用|落成|开业|挂牌|亮相|建成|开通|启动)"
)
_OPENING = re.compile(r"(?:揭牌|挂牌|启用|建成|开放|设立|投用|开通|上线)(?:成立)?了?$")
_TAKES_PLACE = re.compile(r"在[^，。]{2,20}(?:开|举)")
_PUBLISHED = re.compile(r"(?:发布|出台|印发|出版|推出|首发|首发式|实施)(?:了|的|新版|最新)?$")


def _quoted(story: Story, line: Line, lexicon: EventLexicon, labels: Labels, first: int) -> list[Name]:
    """Quoted names without a head behind them: an award, an opened facility, a name that ends in a head itself."""
    view, found = story.x.view, []
    for m in _QUOTED.finditer(view, line.start, line.end):
        if story.in_speech(m.start()):
            continue
        before, after = (
            view[max(line.start, m.start() - 12) : m.start()],
            view[m.end() : min(line.end, m.end() + 14)],
        )
        bonus = _place_bonus(line, first) - (1.5 if m.start() > story.aside(line) else 0.0)
        if after.startswith("的") and _ATTENDED.search(before):
            continue
        if m.group(2):
            if _PUBLISHED.search(before) or re.match(
                r"(?:正式|在[^，。]{1,8})?(?:发布|出版|印发|出台|首发)", after
            ):
                found.append(Name(m.start(), m.end(), "LAUNCH", line.index, 2.5 + bonus, "published title"))
            continue
        inner = [
            h for h in line.hits if m.start() < h.start and h.end == m.end() - 1 and h.trigger.kind == "head"
        ]
        held = any(before.endswith(w) for w in lexicon.words["hold"])
        told = held or bool(_TAKES_PLACE.match(after))
        if inner and (inner[0].start > m.start() + 2 or len(m.group(1)) > 3 or told):
            body = next((o for o in story.mentions(line, "ORG") if o.end == m.start()), None)
            found.append(
                Name(
                    body.start if body else m.start(),
                    m.end(),
                    labels.type_of(m.group(1)) or inner[0].trigger.type,
                    line.index,
                    2.5 + 1.5 * held + bonus,
                    "quoted name",
                )
            )
        elif _VEHICLE.search(m.group(1)) and (_MOVES.match(after) or _RUN.search(before)):
            found.append(Name(m.start(), m.end(), ANY, line.index, 3.0 + bonus, "quoted vehicle"))
        else:
            noun = next((h for h in line.hits if h.start == m.end() and h.trigger.kind == "facility"), None)
            end = noun.end if noun else m.end()
            if _OPENED.match(view[end : min(line.end, end + 14)]) or _OPENING.search(before):
                made = bool(_OPENING.search(before))
                left = m.start() if made else left_edge(story, line, m.end(), lexicon)
                reason = "opened under a quoted name"
                found.append(Name(left, end, "LAUNCH", line.index, 2.6 + bonus, reason))
        start = _award_start(story, line, m.start())
        if _AWARD_BEFORE.search(view[max(line.start, start - 8) : start]) or _TITLE.match(after):
            found.append(Name(start, m.end(), "AWARD", line.index, 3.0 + bonus, "award in quotation marks"))
    return found


def _opened(story: Story, line: Line, lexicon: EventLexicon, first: int) -> list[Name]:
    """Opened facilities that a body or place names (青石镇快递员之家揭牌)."""
    view, found = story.x.view, []
    for hit in line.hits:
        if hit.trigger.kind != "facility" or not _OPENED_IN.match(view, hit.end, line.end):
            continue
        start = left_edge(story, line, hit.start, lexicon)
        owner = next((m for m in story.mentions(line, "ORG", "LOC") if m.start == start < hit.start), None)
        if owner and not story.in_speech(start) and "“" not in view[start : hit.end]:
            score = 2.6 + _place_bonus(line, first)
            found.append(Name(start, hit.end, "LAUNCH", line.index, score, "opened facility with its owner"))
    return found


def _award_start(story: Story, line: Line, start: int) -> int:
    """The award's title with its year (2020年度“……”)."""
    year = next((m for m in story.mentions(line, "DATE") if m.end == start), None)
    return year.start if year and YEAR.match(story.x.view[year.start : year.end]) else start
