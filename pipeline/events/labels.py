"""What takes weight from a trigger: quotation marks, topics, and what else the lead tells.

A quoted label says less than the noun behind it: the “星星课堂”托管班 is a 托管班, wherever the text calls it
“星星课堂” alone. A verb that fills a quotation (到海边“充电”) is a figure of speech. What is explained to people
(解答欠薪、工伤等咨询) or asked in a headline is a topic, not what happened; nor is the founding in 成立60周年, nor the
accident that an inquiry looks into. What an agreement is about, before or after the word, is what its parties mean to
do (签订疗休养互通协议，合办学历班). After an opening the use of the thing counts less, after a stoppage the talks. What
volunteers do for passers-by and neighbours is charity, whatever the service. A headline's 专列 is the 就业专列 of the
lead.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.lexicon import ANY, EventLexicon, Hit
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.patterns import regex

_LABEL = regex(r"“([^“”，。！？；\n]{2,20})”")
_REACH = 8
_LEAD_LINES = 2
_PAUSE_OF_CLAUSE = regex(r"[，。；：！？]")
_PAUSE = regex(r"[，。、；：！？“”的]")
# 解答 + topics + 等咨询; 课程涵盖 + topics; 围绕 + topics + 等问题.
_TOPICS = regex(
    r"(?:解答|讲解|咨询|宣传|普及|讲授|涵盖|涉及|围绕|就|针对|有关|关于)[^，。；：！？“”]{1,40}?"
    r"(?:咨询|问题|疑问|知识|内容|话题|专题|法律法规|法律|法规|政策|案例|常识|课程|难题|疑惑|困惑|事项)"
)
# 台风过后, 暴雨刚停: the disaster is when, not what.
_AFTERWARDS = regex(
    r"(?:过|之|以|发生)?后(?!果|续|勤|备)|期间|以来|刚[停过歇]|过境|初[停歇]|停歇|预警|天气|季|中坚守|应急"
)
# 实训车间, 培训教材: the occasion only says what kind of room, person or thing it is.
_OF_THING = regex(
    r"车间|工位|教室|场(?!景|次)|基地|设备|场地|场所|费用|方案|教材|师资|机构|学校|对象|需求|考场|课表|证书|账号|软件|器材|装备"
)
# 成立60周年, 成立以来: it was founded long ago.
_LONG_AGO = regex(r"(?:\d+|[一二三四五六七八九十百]+)多?周?年|以来|之初|伊始|初期|于\d{4}年|至今|纪念")
# 启动以来, 印发实施半年多来: so was it started; 发布大雾黄色预警: so is the weather.
_NO_START = regex(
    r"[^，。；：！？\n]{0,8}预警|[^，。；：！？\n]{0,12}?以来|[^，。；：！？“”\n]{0,4}?(?:至今|周年|半年(?!报)|(?:半|[\d一二两三四五六七八九十]+)个?多?[年月天周]多?[年月天]?来)"
)
# 火灾事故调查组成立: the accident is what the inquiry is about.
_INQUIRY = regex(r"调查组|调查报告|评估报告|调查评估|调查处理|问责")
# 给居民的生活造成不便: nobody helps them.
_OF_THEIRS = regex(r"的(?:生活|出行|生产|健康)")
# Street sweepers who clear snow do their work, no charity.
_PAID = regex(r"环卫|养路工|道班|保洁员|养护工|清洁工")
# The frames that find help for neighbours and passers-by.
_OUTSIDERS = frozenset(("help for those outside", "help in a home for others"))
_CLEARS = regex(r"雪|垃圾|清扫|清理|清洁|打扫|捡拾")
# What comes in one of these says no more than what it brings (“送岗下乡”大篷车).
_CARRIERS = frozenset(("大篷车", "直通车", "专列", "专车", "小分队", "轻骑兵", "巴士", "大巴", "专线"))
# 在劳模大会上接过奖章: the meeting is where it happened.
_WHERE = regex(r"[上间](?=[，、]|[^，。]{1,20}(?:接过|获|捧|传来|传出|透露))")
# Two bodies sign (某会与某院签署, 双方签约): the trigger of the paper stands behind.
_SIGNS = regex(r"(?:签[订署定下约了]|[会续共缔]签|缔结)了?")
_PARTIES = regex(r"[与和同跟、]|双方|三方|各方|共同|联合|分别")
# Who stop work and then talk have a dispute.
_STOPPAGE = regex(
    r"停工|罢工|停运|罢运|罢驶|怠工|静坐|拒绝(?:上[机岗班工]|出[车工海]|开工|接单|派送)|放下了?手[中里头]的?[活工]|撂下了?手[中里头]的?[活工]|停下了?手[中里头]的?[活工]|集体(?:请假|歇业|停手)"
)
_NOT_STOPPED = regex(r"停工(?:留薪|令|整顿|整改|检修|期)")
_AFTER_STOPPAGE = 0.4
# Who helps for nothing, and whom.
_VOLUNTEERS = regex(r"志愿者|志愿服务|志愿队|义工|义务|雷锋|红马甲|蓝马甲|绿马甲|公益|爱心车队|分文不取|免费")
# 启动, 开幕 … after a name say that the named thing takes place: in the body they speak softly for a launch.
SOFT = frozenset(
    (
        "启动",
        "正式启动",
        "开幕",
        "启幕",
        "拉开帷幕",
        "拉开序幕",
        "开启",
        "亮相",
        "发布",
        "推出",
        "开放",
        "召开",
    )
)
# 首个驿站亮灯。职工在这里体检: what goes on in a thing that opens.
_OPENS = regex(r"(?:运行|使用|运营|了)?[，。；！]")
_AFTER_OPENING = _SETTING = 0.4
_FIGURE, _NAMED, _TOPIC, _MODIFIER, _PAST, _AGREED, _VOLUNTARY = 0.5, 0.25, 0.3, 0.4, 0.1, 0.3, 0.25
# 培训怎么办？专家开“会诊”: what the question asks about is a topic.
_ASKED = regex(r"[^，。！？：\s]{1,16}(?:怎么|如何|怎样|咋)[^，。！？\s]{0,8}？")


class Labels:
    """The quoted labels of a scope's lines with the type of the noun behind them, and what the lead tells besides."""

    def __init__(self, story: Story, lines: Sequence[Line], lexicon: EventLexicon) -> None:
        first = min((line.rank for line in lines if line.rank >= 0), default=0)
        self._story = story
        self._legal_topics = lexicon.words["topic"]
        self._types: dict[str, str] = {}
        self._inquiry = self._paid = self._voluntary = self._stopped = self._explains = False
        self._opened = next(
            (
                at
                for line in lines
                if first <= line.rank < first + _LEAD_LINES
                if (at := _opening(story.x.view, line))
            ),
            None,
        )
        told = [hit.trigger for line in lines if line.rank < first + _LEAD_LINES for hit in line.hits]
        # Of the headline's words those that the lead tells in full.
        self._longer = {
            short.trigger.text
            for line in lines
            if line.is_head
            for short in line.hits
            for full in told
            if full.text.endswith(short.trigger.text)
            and full.text != short.trigger.text
            and full.type not in (short.trigger.type, ANY)
        }
        # The types that the body's first sentences speak for.
        self._told: set[str] = set()
        for line in lines:
            if 0 <= line.rank < 3:
                self._told |= {h.trigger.type for h in line.hits if h.trigger.weight > 1}
            if line.is_head and _INQUIRY.search(story.x.view, line.start, line.end):
                self._inquiry = True
            if 0 <= line.rank < 3 and _PAID.search(story.x.view, line.start, line.end):
                self._paid = True
            if line.rank < first + _LEAD_LINES and line.kind == "report" and _explains_law(line):
                self._explains = True
            if first <= line.rank < first + _LEAD_LINES and _stops_work(story, line):
                self._stopped = True
            if first <= line.rank < first + _LEAD_LINES and _VOLUNTEERS.search(
                story.x.view, line.start, line.end
            ):
                outside = any(hit.trigger.text in _OUTSIDERS for hit in line.hits)
                self._voluntary = self._voluntary or outside
            for m in _LABEL.finditer(story.x.view, line.start, line.end) if line.hits else ():
                noun = next((h for h in line.hits if h.start >= m.end()), None)
                if noun is None or noun.trigger.kind != "head" or noun.trigger.type == ANY:
                    continue
                if noun.trigger.text in _CARRIERS:
                    continue
                if noun.start - m.end() <= _REACH and not _PAUSE.search(story.x.view, m.end(), noun.start):
                    self._types.setdefault(m.group(1), noun.trigger.type)

    def type_of(self, quoted: str) -> str | None:
        """The type of the noun that stands behind a quoted label, or behind a longer one that begins with it."""
        return next((t for label, t in self._types.items() if label.startswith(quoted)), None)

    def weights(self, line: Line) -> dict[int, float]:
        """The share of its weight (0 to 1) that a trigger keeps, by the trigger's offset, where something weakens it."""
        view, factors, head = self._story.x.view, dict[int, float](), line.is_head
        if not line.hits:
            return factors
        for m in _LABEL.finditer(view, line.start, line.end):
            type_ = self.type_of(m.group(1))
            for hit in line.hits:
                if m.start() < hit.start and hit.end < m.end() and type_ not in (None, hit.trigger.type):
                    factors[hit.start] = _NAMED
                elif (hit.start, hit.end) == m.span(1):
                    if head and hit.trigger.type not in self._told:
                        factors[hit.start] = _NAMED
                    elif hit.trigger.kind == "act":
                        factors[hit.start] = _FIGURE
        for m in _ASKED.finditer(view, line.start, line.end) if head else ():
            factors |= {h.start: _TOPIC for h in line.hits if m.start() <= h.start and h.end <= m.end()}
        disputes = [h for h in line.hits if h.trigger.type == "DISPUTE"]
        for m in _TOPICS.finditer(view, line.start, line.end) if disputes else ():
            factors |= {h.start: _TOPIC for h in disputes if m.start() < h.start and h.end < m.end()}
        if signed := agreement(view, line):
            verb, paper = signed
            for hit in line.hits:
                if hit.trigger.type != "COOPERATION" and (
                    verb <= hit.start < paper.start or hit.start > paper.end
                ):
                    factors[hit.start] = _AGREED
        for hit in line.hits:
            if self._opened and hit.start > self._opened and hit.trigger.type not in ("LAUNCH", "ORGANIZING"):
                factors[hit.start] = _AFTER_OPENING
            elif head and hit.trigger.text in self._longer:
                factors[hit.start] = _NAMED
            elif self._stopped and hit.trigger.type == "BARGAINING":
                factors[hit.start] = _AFTER_STOPPAGE
            elif self._voluntary and hit.trigger.type == "SERVICE":
                factors[hit.start] = _VOLUNTARY
            elif self._explains and hit.trigger.text in self._legal_topics:
                factors[hit.start] = _TOPIC
            elif self._is_past(hit):
                factors[hit.start] = _PAST
            elif hit.trigger.type == "ACCIDENT" and _AFTERWARDS.match(view, hit.end):
                factors[hit.start] = _TOPIC
            elif hit.trigger.kind == "head" and _OF_THING.match(view, hit.end):
                factors[hit.start] = _MODIFIER
            elif hit.trigger.type == "MEETING" and line.rank >= 0 and _WHERE.match(view, hit.end, line.end):
                factors[hit.start] = _SETTING
        return factors

    def _is_past(self, hit: Hit) -> bool:
        """Whether the trigger tells of something else: a founding long ago, the accident behind an inquiry, daily work."""
        view = self._story.x.view
        match hit.trigger.type:
            case "ORGANIZING":
                return bool(_LONG_AGO.match(view, hit.end))
            case "LAUNCH":
                return bool(_NO_START.match(view, hit.end))
            case "ACCIDENT":
                return self._inquiry
            case "CHARITY":
                if hit.trigger.text in _OUTSIDERS:
                    return bool(_OF_THEIRS.match(view, hit.end))
                return self._paid and bool(_CLEARS.search(view, hit.start, hit.end))
        return False


def agreement(view: str, line: Line) -> tuple[int, Hit] | None:
    """Where a body sentence says that parties sign, and the trigger of what they sign; None without."""
    if line.rank < 0:
        return None
    for hit in line.hits:
        if hit.trigger.type != "COOPERATION" or hit.trigger.weight < 2:
            continue
        for m in _SIGNS.finditer(view, max(line.start, hit.start - 24), hit.end):
            clause = view[m.start() : hit.start]
            if not _PAUSE_OF_CLAUSE.search(clause) and _PARTIES.search(view, line.start, m.start()):
                return m.start(), hit
    return None


def _opening(view: str, line: Line) -> int | None:
    """Where a clause of a report ends with the verb of an opening (首个驿站亮灯); None without."""
    if line.kind != "report":
        return None
    for hit in line.hits:
        opens = hit.trigger.type == "LAUNCH" and hit.trigger.kind == "act" and hit.trigger.weight >= 3
        if opens and hit.trigger.text not in SOFT and _OPENS.match(view, hit.end, line.end + 1):
            return hit.end
    return None


def _explains_law(line: Line) -> bool:
    """Whether a line tells that something is explained to people (普法, 送法进工地)."""
    return any(h.trigger.type == "OUTREACH" and h.trigger.weight >= 3 for h in line.hits)


def _stops_work(story: Story, line: Line) -> bool:
    """Whether a report says that people stopped work."""
    if line.kind != "report":
        return False
    m = _STOPPAGE.search(story.x.view, line.start, line.end)
    return (
        m is not None and not _NOT_STOPPED.match(story.x.view, m.start()) and not story.in_speech(m.start())
    )
