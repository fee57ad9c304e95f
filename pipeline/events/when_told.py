"""The dates that some types of events tell in a way of their own: accidents, disputes, bargaining."""

from __future__ import annotations

import re
from datetime import timedelta

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.events.when_line import When, is_open, of_line
from pipeline.mentions.numeral_values import parse

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
_A_MONTH = 27


def stoppage(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    """From the day when work stopped to the day when it went on."""
    stopped: When | None = None
    for line in lines:
        if line.rank < 0 or line.kind == "talk":
            continue
        if stopped is None:
            stop = _STOPPED.search(story.x.view, line.start, line.end)
            if stop and not story.in_speech(stop.start()):
                stopped = of_line(story, line, stop.span(), "DISPUTE", lexicon)
                stopped = stopped if stopped and stopped.start else None
        if stopped and (again := _RESUMED.search(story.x.view, line.start, line.end)):
            resumed = of_line(story, line, again.span(), "DISPUTE", lexicon)
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


def happened(story: Story, lines: list[Line]) -> When | None:
    """The day on which the text says that the accident happened, whatever day the rescue ended on."""
    for line in lines:
        for d in line.dates if line.rank >= 0 else []:
            if d.start_date and _HAPPENED.search(story.x.view, line.start, d.mention.start):
                return When(d.start_date, d.end_date, d.mention, "the day on which it happened")
    return None


def payment(story: Story, lines: list[Line], lexicon: EventLexicon) -> When | None:
    """The last day on which what was owed was paid; a vague time where the lead gives one for it."""
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
                    and not is_open(story, d)
                ]
                if days and not story.in_speech(pay.start()):
                    d = days[-1]
                    return When(d.start_date, d.end_date, d.mention, "the day of payment")
    return None


def talks(story: Story, lines: list[Line], core: Line, lexicon: EventLexicon) -> When | None:
    """The dated sentence that tells of the talks themselves (谈了两轮, 签订), the core first."""
    body = [line for line in [core, *lines] if line.kind == "report" and line.rank >= 0]
    signed = [line for line in body if _SIGNED.search(story.x.view, line.start, line.end)]
    talked = [line for line in body if _TALKS.search(story.x.view, line.start, line.end)]
    asked = [
        (line, of_line(story, line, (line.end, line.end), "BARGAINING", lexicon))
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
