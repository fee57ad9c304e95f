"""What quotation marks tell of an event's type.

A quoted label says less than the noun behind it: the “星星课堂”托管班 is a 托管班, wherever the text calls it
“星星课堂” alone. A verb that fills a quotation (到海边“充电”) is a figure of speech. What is explained to
people (解答欠薪、工伤等咨询) is a topic, not what happened; nor is the founding in 成立60周年, nor the accident that an
inquiry looks into.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.events.lexicon import ANY, Hit
from pipeline.events.scopes import Line
from pipeline.events.story import Story

_LABEL = re.compile(r"“([^“”，。！？；\n]{2,20})”")
_REACH = 8
_PAUSE = re.compile(r"[，。、；：！？“”的]")
# 解答 + topics + 等咨询; 课程涵盖 + topics; 围绕 + topics + 等问题.
_TOPICS = re.compile(
    r"(?:解答|讲解|咨询|宣传|普及|讲授|涵盖|涉及|围绕|就|针对|有关|关于)[^，。；：！？“”]{1,40}?"
    r"(?:咨询|问题|疑问|知识|内容|话题|专题|法律法规|法律|法规|政策|案例|常识|课程|难题|疑惑|困惑|事项)"
)
# 台风过后, 暴雨刚停: the disaster is when, not what.
_AFTERWARDS = re.compile(
    r"(?:过|之|以|发生)?后(?!果|续|勤|备)|期间|以来|刚[停过歇]|过境|初[停歇]|停歇|预警|天气|季|中坚守|应急"
)
# 实训车间, 培训教材: the occasion only says what kind of room, person or thing it is.
_OF_THING = re.compile(
    r"车间|工位|教室|基地|设备|场地|场所|费用|方案|教材|师资|机构|学校|对象|需求|考场|课表|证书|账号|软件|器材|装备"
)
# 成立60周年, 成立以来: it was founded long ago.
_LONG_AGO = re.compile(r"(?:\d+|[一二三四五六七八九十百]+)多?周?年|以来|之初|伊始|初期|于\d{4}年|至今|纪念")
# 火灾事故调查组成立: the accident is what the inquiry is about.
_INQUIRY = re.compile(r"调查组|调查报告|评估报告|调查评估|调查处理|问责")
# Street sweepers who clear snow do their work, no charity.
_PAID = re.compile(r"环卫|养路工|道班|保洁员|养护工|清洁工")
_CLEARS = re.compile(r"雪|垃圾|清扫|清理|清洁|打扫|捡拾")
_FIGURE, _NAMED, _TOPIC, _MODIFIER, _PAST = 0.5, 0.25, 0.3, 0.4, 0.1


class Labels:
    """The quoted labels of a scope's lines with the type of the noun behind them."""

    def __init__(self, story: Story, lines: Iterable[Line]) -> None:
        self._story = story
        self._types: dict[str, str] = {}
        self._inquiry = self._paid = False
        for line in lines:
            if line.is_head and _INQUIRY.search(story.x.view, line.start, line.end):
                self._inquiry = True
            if 0 <= line.rank < 3 and _PAID.search(story.x.view, line.start, line.end):
                self._paid = True
            for m in _LABEL.finditer(story.x.view, line.start, line.end):
                noun = next((h for h in line.hits if h.start >= m.end()), None)
                if noun is None or noun.trigger.kind != "head" or noun.trigger.type == ANY:
                    continue
                if noun.start - m.end() <= _REACH and not _PAUSE.search(story.x.view, m.end(), noun.start):
                    self._types.setdefault(m.group(1), noun.trigger.type)

    def type_of(self, quoted: str) -> str | None:
        """The type of the noun that stands behind a quoted label, or behind a longer one that begins with it."""
        return next((t for label, t in self._types.items() if label.startswith(quoted)), None)

    def weights(self, line: Line) -> dict[int, float]:
        """How much of its weight the trigger at a place keeps, where quotation marks or a list of topics weaken it."""
        view, factors = self._story.x.view, dict[int, float]()
        if not line.hits:
            return factors
        for m in _LABEL.finditer(view, line.start, line.end):
            type_ = self.type_of(m.group(1))
            for hit in line.hits:
                if m.start() < hit.start and hit.end < m.end() and type_ not in (None, hit.trigger.type):
                    factors[hit.start] = _NAMED
                elif (hit.start, hit.end) == m.span(1) and hit.trigger.kind == "act":
                    factors[hit.start] = _FIGURE
        disputes = [h for h in line.hits if h.trigger.type == "DISPUTE"]
        for m in _TOPICS.finditer(view, line.start, line.end) if disputes else ():
            factors |= {h.start: _TOPIC for h in disputes if m.start() < h.start and h.end < m.end()}
        for hit in line.hits:
            if self._is_past(hit):
                factors[hit.start] = _PAST
            elif hit.trigger.type == "ACCIDENT" and _AFTERWARDS.match(view, hit.end):
                factors[hit.start] = _TOPIC
            elif hit.trigger.kind == "head" and _OF_THING.match(view, hit.end):
                factors[hit.start] = _MODIFIER
        return factors

    def _is_past(self, hit: Hit) -> bool:
        """Whether the trigger tells of something else: a founding long ago, the accident behind an inquiry, daily work."""
        view = self._story.x.view
        match hit.trigger.type:
            case "ORGANIZING":
                return bool(_LONG_AGO.match(view, hit.end))
            case "ACCIDENT":
                return self._inquiry
            case "CHARITY":
                return self._paid and bool(_CLEARS.search(view, hit.start, hit.end))
        return False
