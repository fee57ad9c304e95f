"""What fills the roles of an event: who took part and how many, who held it besides unions, officials and speakers,
awards and winners, money and goods, whom it helped, when, where, which edition.
"""

from __future__ import annotations

import re

from pipeline.events.lexicon import EventLexicon
from pipeline.events.places import Place
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.events.when import When
from pipeline.records import Count, Mention, Role

_PEOPLE = frozenset(("名", "人", "位", "余人", "人次", "对", "户", "余名"))
_GROUPS = frozenset(("支", "家", "个", "队", "组", "户"))
_GROUP_NOUN = re.compile(
    r"(?:队伍?|单位|企业|公司|家庭|班组|团|团队|部门|集体|学校|医院|工会|车间|机构|商户|乡镇|街道|小组)$"
)
_MONEY = re.compile(r"[元亿]$|元")
_GOODS = frozenset("份件套台箱袋瓶床双本册辆桶盒吨支顶条把张副包斤罐只部块提盏筐车").union(
    ("公斤", "千克", "余份", "余件")
)
_HANDED = re.compile(
    r"送|发放|分发|赠|捐|配发|提供|领到|领取|下发|带来|带着|带去|配备|拿到|收到|派发|慰问|购置|采购"
)
_AWARD = re.compile(
    # What an award may begin with, so that the search passes over all other characters at once.
    r"(?=[特一二三四优组最金银铜冠亚季桂第])"
    r"(?:[特一二三四]等奖|优秀奖|优胜奖|优秀组织奖|组织奖|最佳[一-龥]{1,4}奖|[金银铜]奖|[金银铜]牌|冠军|亚军|季军|桂冠|第[一二三四五六]名|二、三名)"
    r"(?:各?(?:\d+|[一二两三四五六七八九十]+)[名个项人件幅队])?"
)
# What each of the prizes below ends in.
_PRIZE = re.compile("[奖牌军冠名筹号魁位]")
_WINS = re.compile(
    r"^(?:代表队|队|以[^，。；]{1,24}(?:成绩|优势|得分|总分)|最终|一举|分别|凭借[^，。；]{1,16})*"
    r"(?:荣获|喜获|斩获|获得|夺得|摘得|捧得|捧回|捧走|赢得|拿下|获|夺|拔得|分列|分获|位列)了?[^，。；]{0,20}?"
    r"(?:奖|冠军|亚军|季军|[一二三]名|桂冠|头筹|称号|[金银铜]牌|冠|魁|[一二三]位)"
)
_WON_BY = re.compile(r"(?:奖|冠军|亚军|季军|第[一二三]名|桂冠|称号)(?:得主|获得者|由|分别由)?$")
_EDITION = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[届期季](?:第?[一二三四五六七八九十]+次)?|首届|[一二三四五六七八九十]+届[一二三四五六七八九十]+次|第[一二三四五六七八九十]+次(?=[^，。]{0,6}代表大会)"
)
_HURT = re.compile(r"[^，。；、]{0,3}(?:死亡|遇难|身亡|丧生|受伤|轻伤|重伤|失联|失踪|被困|中毒|遇险)")
_GIVEN = re.compile(r"(?:为|向|给|对|惠及|帮助|慰问|服务|覆盖|组织)[^，。；]{0,12}$|送到[^，。；]{0,6}$")
_RECEIVED = re.compile(r"^[^，。；]{0,10}(?:受益|受惠|领到|获赠|拿到|讨回|追回|得到)")
_ATTEND = re.compile(
    r"出席|参加|致辞|讲话|到会|揭牌|揭幕|宣布|颁奖|陪同|带队|发令|见证|慰问|看望|走访|调研|主持|授旗|启动|祝贺|作[^，。]{0,8}报告"
)
_HOLDS = re.compile(
    r"(?:等[^，。]{0,8})?(?:联合|共同)?(?:主办|举办|组织|发起|承办|协办|牵头|开展|召开|举行|推出)"
)
_SECOND = re.compile(r"(?:等[^，。]{0,8})?(?:具体)?(?:承办|协办)")
_PARTNER = re.compile(r"(?:联合|会同|携手|联手|协同|偕同|协办单位)$")
_JOINT = re.compile(r"(?:、|和|与|及|以及)")
_REACH, _MOST = 6, 12


def event_roles(
    story: Story,
    lines: list[Line],
    core: Line,
    when: When,
    place: Place | None,
    name: tuple[int, int] | None,
    lexicon: EventLexicon,
) -> tuple[Role, ...]:
    """The roles of an event, in text order."""
    roles: list[Role] = []
    if when.mention:
        roles.append(Role("time", when.mention.start, when.mention.end, when.mention))
    if place:
        roles.append(Role("place", place.start, place.end, place.mention))
    at = name or (core.start, core.end)
    if m := _EDITION.search(story.x.view, *at):
        roles.append(Role("edition", m.start(), m.end()))
    body = [line for line in lines if line.rank >= 0]
    for line in body:
        if line.kind == "report" and abs(line.rank - core.rank) <= _REACH:
            roles += _counted(story, line)
            roles += _holders(story, line)
            roles += _won(story, line)
    roles += _people(story, body, lexicon)
    unique = {(r.role, r.start, r.end): r for r in roles}
    return tuple(sorted(unique.values(), key=lambda r: (r.start, r.end, r.role)))


def _counted(story: Story, line: Line) -> list[Role]:
    """Money, goods that are handed over, and people: those helped, else those who take part."""
    roles, view = [], story.x.view
    for count in story.x.counts:
        m = count.mention
        if not line.start <= m.start < line.end or story.in_speech(m.start):
            continue
        end = _with_noun(story, line, count)
        before, after = view[max(line.start, m.start - 14) : m.start], view[end : line.end]
        if _MONEY.search(count.unit):
            roles.append(Role("amount", m.start, m.end, m))
        elif count.unit in _PEOPLE or (count.unit in _GROUPS and _GROUP_NOUN.search(count.noun or "")):
            if _AWARD.search(view, max(line.start, m.start - 6), m.end):
                continue  # 一等奖1名 counts prizes
            helped = _GIVEN.search(before) or _RECEIVED.match(after)
            hurt = _HURT.match(after)
            role = "casualty" if hurt else "beneficiary" if helped else "participant"
            roles.append(Role(role, m.start, end, m))
        elif count.unit in _GOODS and end > m.end and _HANDED.search(view, line.start, line.end):
            roles.append(Role("goods", m.start, end, m))
    return roles


def _with_noun(story: Story, line: Line, count: Count) -> int:
    """The end of the count with its noun where the noun follows soon (300名快递小哥)."""
    if not count.noun:
        return count.mention.end
    at = story.x.text.find(
        count.noun, count.mention.end, min(line.end, count.mention.end + len(count.noun) + _MOST)
    )
    if at < 0:
        return count.mention.end
    end = at + len(count.noun)
    opened = "“" in story.x.view[count.mention.end : end] and story.x.view[end : end + 1] == "”"
    return end + opened  # 36名“山城巧匠” with both marks


def _holders(story: Story, line: Line) -> list[Role]:
    """The bodies that hold the event and are no unions (those have their own table)."""
    view, roles = story.x.view, []
    for group in _groups(story, line):
        start, end = group[0].start, group[-1].end
        partner = _PARTNER.search(view, max(line.start, start - 6), start)
        holds = _HOLDS.match(view, end, line.end)
        if not holds and not partner:
            continue
        second = partner or _SECOND.match(view, end, line.end)
        role = "co_organizer" if second else "organizer"
        roles += [
            Role(role, m.start, m.end, m)
            for m in group
            if "工会" not in view[m.start : m.end] and not story.in_speech(m.start)
        ]
    return roles


def _groups(story: Story, line: Line) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    for m in line.bodies:
        if groups and _JOINT.fullmatch(story.x.view, groups[-1][-1].end, m.start):
            groups[-1].append(m)
        else:
            groups.append([m])
    return groups


def _won(story: Story, line: Line) -> list[Role]:
    """Awards with their number, and the persons and bodies that win them; names joined by 、 win together."""
    view = story.x.view
    if not _PRIZE.search(view, line.start, line.end):
        return []
    roles = [Role("award", m.start(), m.end()) for m in _AWARD.finditer(view, line.start, line.end)]
    joined: list[Mention] = []
    for m in line.labelled("PER", "ORG"):
        if joined and not _JOINT.fullmatch(view, joined[-1].end, m.start):
            joined = []
        joined.append(m)
        before = view[max(line.start, m.start - 12) : m.start]
        if _WINS.match(view[m.end : min(line.end, m.end + 60)]) or _WON_BY.search(before):
            roles += [Role("winner", j.start, j.end, j) for j in joined]
    return roles


def _people(story: Story, lines: list[Line], lexicon: EventLexicon) -> list[Role]:
    roles = []
    for person in story.x.people:
        m = person.mention
        line = next((line for line in lines if line.start <= m.start < line.end), None)
        if line is None:
            continue
        after = story.x.view[m.end : line.end]
        talk = lexicon.cues["talk"].search(after[:16])
        if talk:
            roles.append(Role("speaker", m.start, m.end, m))
        elif person.titles and person.affiliation and _ATTEND.search(after):
            roles.append(Role("official", m.start, m.end, m))
    return roles
