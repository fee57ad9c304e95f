"""When an event took place: a date of its own sentence, else of the sentences before it.

Rules, in order: a resolved pay claim is dated at payment; the sentence of the event gives its date (two dates
joined by 和 or 、 span both), below the heading of a brief the brief's first sentences; a vague time (近日) there means that the text gives none; else the nearest
dated sentence of the opening. `为期3天` widens a single day, backwards where the event ends on it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.mentions.numeral_values import parse
from pipeline.records import Date, Mention
from pipeline.records.record import record

_LONGEST = 45
_DAYS = re.compile(
    r"(?:为期|历时|短短|持续|历经|前后|休养|疗养|疗休养|集训|展出|展期|赛期|培训|学习|每期|一期)(?:了|近|约)?(\d{1,2}|[一二两三四五六七八九十]{1,2})天"
)
# 罢工已持续16天: up to the day that the text speaks on.
_SO_FAR = re.compile(r"已经?$")
# 今天，记者从市总工会获悉: the day of the report, not of what it reports.
_LEARNT = re.compile(
    r"(?:上午|下午)?，?(?:本报|本台|笔者|记者)[^，。]{0,20}(?:获悉|了解到)|，?(?:从|据)[^，。]{2,16}(?:获悉|了解到)"
)
_CLOSING = re.compile(
    r"收官|最后一[支课场站天棒轮节次名位]|冲过终点|终场|夺冠|夺得冠军|冠军奖杯|闭营|落幕|闭幕|结束|落下帷幕|结业|圆满"
)
_STOPPED = re.compile(
    r"(?:停工|罢工|停运|罢运|罢驶|停驶|怠工|停产|歇工)(?!的|留薪|损失|令|整顿|整改|通知|半天之后|[一二两三四五六七八九十\d]+天[按内的]|期间|工资)"
    r"|(?:放下|撂下|停下)(?:了)?手[中里头](?:的)?[活工]|(?:停|关|关停|关掉)了?(?:机器|设备|生产线)|机器停了"
    r"|(?:拒绝|不肯|不愿)(?:出车|上工|开工|接单|上班|出工|派送)|集体(?:静坐|请假|歇业|停手)"
)
_STOPPED_FOR = re.compile(
    r"(?:停工|罢工|停运|罢运|罢驶|停驶|怠工)(?:了)?(\d{1,2}|[一二两三四五六七八九十]{1,2})天"
)
_RESUMED = re.compile(
    r"(?:重新|又|再次|再度)[^，。]{0,3}(?:响|转|动|开|亮)(?:了)?(?:起来|动)|重返岗位|恢复上班|恢复接单|重新(?:开工|上线|接单|出车)|复工|恢复生产|恢复运营|恢复营运|重新响起|返岗|回到岗位|复产"
)
_TALKS = re.compile(
    r"谈了|[一二三四五六两]轮|签订|签字|签署|达成|握手|召开|举行|(?:审议|表决|举手|一致|全票|正式)通过|通过了|大会上|代会上"
)
# Who signs ends the talks: the day of the contract counts before that of a round.
_SIGNED = re.compile(r"签订|签署|签字|签下|签约|审议通过|表决通过|举手通过|正式通过|敲定")
# 银行卡里收到了 … 高温津贴.
_GOT_PAY = re.compile(
    r"(?:领走|领回|收到|领到|拿到|发下|补上|补齐|补发|打来|发到|到账)[^，。；]{0,18}(?:工资|津贴|补偿|赔偿|报酬|提成|奖金|补贴|加班费|工钱|欠薪|薪水|薪|款|金|元)"
)
# 事故发生在4月10日13时许; 4月10日13时许，… 发生 …
_HAPPENED = re.compile(r"(?:发生|始|起|事发)(?:于|在|时间为|时间是)$")
_CAPTION = re.compile(r"(?:图为|上图|下图|照片为)")
_JOINED = re.compile(r"^[、和及与]$")
# Written with a day or month; a bare feast (春节 in 元旦春节送温暖活动) only where nothing better is given.
_CALENDAR = re.compile(r"[日号月天晚晨]|上周|本周|周[一二三四五六日]")
_DAY = re.compile(r"[日号天晚晨夜午]|周[一二三四五六日天末]")
_DURING = re.compile(r"[、和][^，。]{0,6}期间|期间")
_FROM, _RANGE = re.compile(r"[从自]$"), re.compile(r"[至到—－-]")
_A_MONTH, _SEASON = 27, 250
_UNTIL = re.compile(r"(?:截至|截止|截止到|截至到)$")
# 11月21日，…发生火灾事故: when it happened is not when the inquiry, the help or the meeting after it was.
_OCCASION = re.compile(
    r"[^。；]{0,60}?(?:发生|突发|遭遇|遭受)[^。，；]{0,16}(?:事故|火灾|爆炸|地震|灾害|洪灾|洪涝|台风|坍塌|泥石流)"
)
# 春节刚过: about a time, not at it.
_AROUND = re.compile(r"刚过|过后|前后|将至|临近|来临|即将|到来")
_SINCE = re.compile(r"(?:以来|起|前|前夕)$")


@record
class When:
    """First and last day (both None where the text gives none) and the mention that says so."""

    start: date | None
    end: date | None
    mention: Mention | None
    reason: str


def event_date(
    story: Story, lines: list[Line], core: Line, span: tuple[int, int], type_: str, lexicon: EventLexicon
) -> When:
    """The date of an event told in `core` (characters `span`), one of the scope's `lines`."""
    found: When | None = None
    if type_ == "ACCIDENT":
        found = _happened(story, lines)
    elif type_ == "DISPUTE":
        found = _stoppage(story, lines, lexicon) or _payment(story, lines, lexicon)
    elif type_ == "BARGAINING":
        found = _talks(story, lines, core, lexicon)
    if found is None and _opens_vaguely(story, lines, core, lexicon):
        return When(None, None, None, "the text opens with a vague time")
    found = found or _of_line(story, core, span, type_, lexicon)
    # A sub-heading in the midst of a feature is no brief: its opening tells the day.
    if (found is None or found.start is None) and (core.rank == 0 or lines[0].rank > 0):
        found = _below(story, core, type_, lexicon) or found
    if found is None:
        before = [line for line in lines if 0 <= line.rank < core.rank and line.kind != "background"]
        opening = [line for line in lines if line.rank > core.rank and line.paragraph == core.paragraph]
        asked = [*reversed(before), *opening][:4]
        asked += [line for line in before[:3] if line not in asked]  # the scene that a feature opens with
        near = [_of_line(story, line, (line.end, line.end), type_, lexicon) for line in asked]
        told = [w for w in near if w]
        found = next((w for w in told if w.start or w.end), told[0] if told else None)
    if found is None or (found.start is None and found.end is None):
        found = _of_caption(story, lines, type_, lexicon) or _season(story, lines) or found
    if found is None:
        return When(None, None, None, "no date in the text of the event")
    return _widened(story, lines, core, found)


def _below(story: Story, core: Line, type_: str, lexicon: EventLexicon) -> When | None:
    """The date that the brief gives first below the heading that tells its event."""
    for line in story.below(core):
        found = _of_line(story, line, (line.start, line.start), type_, lexicon)
        if lexicon.cues["vague"].match(story.x.view, line.start):
            return When(None, None, None, "the text gives only a vague time")
        until = found and found.mention and _UNTIL.search(story.x.view, line.start, found.mention.start)
        if found and not until:
            return found
    return None


def _of_caption(story: Story, lines: list[Line], type_: str, lexicon: EventLexicon) -> When | None:
    """The day that a photo story's caption gives (图为9月15日，…)."""
    for line in lines:
        if (line.rank > 0 or line.field == "caption") and _CAPTION.match(story.x.view, line.start):
            found = _of_line(story, line, (line.end, line.end), type_, lexicon)
            if found and found.start:
                return found
    return None


def _season(story: Story, lines: list[Line]) -> When | None:
    """The months through which something goes on (从7月至11月), told at the opening."""
    for line in lines:
        for d in line.dates if 0 <= line.rank < 3 and line.kind != "background" else []:
            told = _FROM.search(story.x.view, line.start, d.mention.start)
            ranged = _RANGE.search(story.x.view, d.mention.start, d.mention.end)
            if told and ranged and d.start_date and d.end_date and (d.end_date - d.start_date).days < _SEASON:
                return When(d.start_date, d.end_date, d.mention, "the months through which it goes on")
    return None


def _opens_vaguely(story: Story, lines: list[Line], core: Line, lexicon: EventLexicon) -> bool:
    """Whether an article's first words are 近日 … and the event's sentence stands in a later paragraph."""
    first = next((line for line in lines if line.rank == 0), None)
    if first is None or core.paragraph == first.paragraph:
        return False
    return bool(lexicon.cues["vague"].match(story.x.view, first.start))


def _is_day(d: Date) -> bool:
    """Whether the date is a point or a short span, as an event's date is."""
    return (
        d.start_date is not None and d.end_date is not None and (d.end_date - d.start_date).days <= _LONGEST
    )


def _stoppage(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    """From the day when work stopped to the day when it went on."""
    stopped: When | None = None
    for line in lines:
        if line.rank < 0 or line.kind == "talk":
            continue
        if stopped is None:
            stop = _STOPPED.search(story.x.view, line.start, line.end)
            if stop and not story.in_speech(stop.start()):
                stopped = _of_line(story, line, stop.span(), "DISPUTE", lexicon)
                stopped = stopped if stopped and stopped.start else None
        if stopped and (again := _RESUMED.search(story.x.view, line.start, line.end)):
            resumed = _of_line(story, line, again.span(), "DISPUTE", lexicon)
            if resumed and resumed.end and stopped.end and resumed.end > stopped.end:
                return When(
                    stopped.start, resumed.end, stopped.mention, "from the stoppage to the return to work"
                )
    if stopped and stopped.start and stopped.start == stopped.end:
        for line in lines:
            if m := _STOPPED_FOR.search(story.x.view, line.start, line.end):
                end = stopped.start + timedelta(max(1, int(parse(m.group(1)) or 0)) - 1)
                return When(stopped.start, end, stopped.mention, "the days of the stoppage")
    return stopped


def _happened(story: Story, lines: list[Line]) -> When | None:
    """The day on which the text says that the accident happened, whatever day the rescue ended on."""
    for line in lines:
        for d in line.dates if line.rank >= 0 else []:
            if d.start_date and _HAPPENED.search(story.x.view, line.start, d.mention.start):
                return When(d.start_date, d.end_date, d.mention, "the day on which it happened")
    return None


def _payment(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    lead = next((line for line in lines if line.rank == 0), None)
    if lead and lexicon.cues["vague"].match(story.x.view, lead.start) and _has_pay(story, lead, lexicon):
        return When(None, None, None, "the text gives only a vague time for the payment")
    for line in reversed(lines):
        if line.kind in ("report", "talk") and line.rank >= 0:
            paid = lexicon.cues["pay"].finditer(story.x.view, line.start, line.end)
            for pay in (*paid, *_GOT_PAY.finditer(story.x.view, line.start, line.end)):
                days = [
                    d
                    for d in line.dates
                    if d.start_date
                    and d.start_date == d.end_date
                    and d.mention.end <= pay.start()
                    and not _open(story, d)
                ]
                if days and not story.in_speech(pay.start()):
                    d = days[-1]
                    return When(d.start_date, d.end_date, d.mention, "the day of payment")
    return None


def _talks(story: Story, lines: list[Line], core: Line, lexicon: EventLexicon) -> When | None:
    """The dated sentence that tells of the talks themselves (谈了两轮, 签订), the core first."""
    body = [line for line in [core, *lines] if line.kind == "report" and line.rank >= 0]
    signed = [line for line in body if _SIGNED.search(story.x.view, line.start, line.end)]
    talked = [line for line in body if _TALKS.search(story.x.view, line.start, line.end)]
    asked = [
        (line, _of_line(story, line, (line.end, line.end), "BARGAINING", lexicon))
        for line in (*signed, *talked)
    ]
    told = [found for line, found in asked if found and (found.start or line is core)]
    # A day before a month: what the text says of the month is often how long it lasted.
    return next(
        (w for w in told if w.start and w.end and (w.end - w.start).days < _A_MONTH),
        told[0] if told else None,
    )


def _has_pay(story: Story, line: Line, lexicon: EventLexicon) -> bool:
    return bool(lexicon.cues["pay"].search(story.x.view, line.start, line.end))


def _open(story: Story, d: Date) -> bool:
    return bool(_SINCE.search(story.x.view[d.mention.start : d.mention.end]))


def _of_line(
    story: Story, line: Line, span: tuple[int, int], type_: str, lexicon: EventLexicon
) -> When | None:
    values = [
        d
        for d in line.dates
        if not span[0] <= d.mention.start < span[1] and not _AROUND.match(story.x.view, d.mention.end)
    ]
    days = [d for d in values if _is_day(d)]
    if type_ not in ("ACCIDENT", "DISPUTE"):
        days = [d for d in days if not _OCCASION.match(story.x.view, d.mention.end, line.end)]
    known = [d for d in days if not _LEARNT.match(story.x.view, d.mention.end)]
    learnt, days = len(known) < len(days), known or days
    closed = [
        d
        for d in days
        if not _open(story, d) and not _UNTIL.search(story.x.view, line.start, d.mention.start)
    ]
    dated = [d for d in closed if _CALENDAR.search(story.x.view, d.mention.start, d.mention.end)]
    # 7月5日召开6月工作例会: a month only says which.
    dated = [d for d in dated if _DAY.search(story.x.view, d.mention.start, d.mention.end)] or dated
    if not dated:  # 今年元旦、春节期间: the time of year of a campaign
        closed = [d for d in closed if not _DURING.match(story.x.view, d.mention.end)]
    # 8月以来，…: since then, where the sentence opens with it; 今年以来 in a lead is too wide.
    exact = (dated or closed) or [
        d
        for d in days
        if d.mention.start - line.start < 4 and (line.rank > 0 or story.x.view[d.mention.start].isdigit())
    ]
    first_vague = next((d for d in values if d.start_date is None and d.end_date is None), None)
    view = story.x.view
    if not exact and learnt:
        return None
    if not exact:
        if first_vague or lexicon.cues["vague"].match(view, line.start):
            return When(
                None, None, first_vague.mention if first_vague else None, "the text gives only a vague time"
            )
        return None
    if (
        first_vague
        and first_vague.mention.start < exact[0].mention.start
        and first_vague.mention.end <= span[0]
    ):
        between = view[first_vague.mention.end : exact[0].mention.start]
        if exact[0].mention.start > span[1] and "。" not in between:
            return When(None, None, first_vague.mention, "the text gives only a vague time")
    before = [d for d in exact if d.mention.start <= span[0]]
    chosen = before[-1] if before else exact[0]
    at = exact.index(chosen)
    start, end = chosen.start_date, chosen.end_date
    for left, right in (
        (exact[at - 1] if at else None, chosen),
        (chosen, exact[at + 1] if at + 1 < len(exact) else None),
    ):
        if left and right and _JOINED.match(view[left.mention.end : right.mention.start]):
            start = min(d for d in (start, left.start_date) if d)
            end = max(d for d in (end, right.end_date) if d)
    return When(start, end, chosen.mention, "the date of its sentence")


def _widened(story: Story, lines: list[Line], core: Line, when: When) -> When:
    if when.start is None or when.start != when.end:
        return when
    for line in lines:
        near = line.kind == "report" and abs(line.rank - core.rank) <= 3
        if near and (m := _DAYS.search(story.x.view, line.start, line.end)):
            days = int(parse(m.group(1)) or 0)
            if days < 2:
                continue
            span = timedelta(days - 1)
            if _CLOSING.search(story.x.view, core.start, core.end) or _SO_FAR.search(
                story.x.view, line.start, m.start()
            ):
                return When(when.start - span, when.end, when.mention, f"{when.reason}, {days} days back")
            return When(when.start, when.start + span, when.mention, f"{when.reason}, for {days} days")
    return when
