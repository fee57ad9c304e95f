"""Which part the words around a union give it in an event.

Each rule looks at one coordination group and says a role with a score and a reason, or nothing. The caller
takes, over all mentions of a union, the first role in the order of the annotation guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.events.lexicon import alternatives
from pipeline.lexicon import LexiconError, read_table
from pipeline.links.syntax import Group
from pipeline.records import Event, UnionRole

_SIDES = {
    "partner": "before",
    "cohost": "after",
    "host": "after",
    "guide": "after",
    "founded": "after",
    "founding": "before",
    "honoured": "after",
    "honouring": "before",
    "inspecting": "before",
    "given": "before",
    "attend": "after",
    "visit": "after",
    "lead": "after",
    "team": "after",
    "talk": "after",
    "title": "after",
}
_ADVERB = r"(?:正式|共同|联合|还|又|则|都|均|也|一起|于|在[^，。]{1,14}|随即|近日|日前|当天|相继|先后|分别|负责|具体|主动|积极|再次|首次|隆重|成功|精心|专门|连续\d+年|持续|牵头|派员|派人|并)*"
_PLAIN_ADVERB = r"(?:正式|共同|联合|还|又|则|都|均|也|一起|随即|近日|日前|当天|相继|先后|分别|具体|主动|积极|再次|首次|派员|派人|并|全程|大力)*"
_IN_PLACE = frozenset(("host", "founded"))
_CONGRESS = re.compile(
    r"^[“]?(?:召开|举行)?(?:了)?(?:第[一二三四五六七八九十百]+(?:次|届)|[一二三四五六七八九十]+届[一二三四五六七八九十]+次|首届)[^，。]{0,14}(?:代表大会|会员大会)"
)
_NOT_SUBJECT = re.compile(
    r"^(?:的|原|成立\d+周年|建会\d+周年|，|。|、|；|）|：|》|”|！|？|$|主席|副主席|党组|常务副主席|等)"
)
_MADE = re.compile(
    r"^(?:联合|共同|精心|倾力|牵头|隆重|持续|首次)*(?:举办|主办|组织|开展|发起|推出|打造|策划|建设|召开|举行|建起|成立|设立|制定|印发|发布|选送|编写|编排)(?:了|起)?的"
)
_TIME_ADVERBIAL = re.compile(
    r"^(?:当天|当日|同时|随后|期间|活动中|会上|现场|此次|今年|昨天|近日|日前|上周|本周|此外|另外|目前|连日来|为此|对此|事后|随即|不久|记者从|记者获悉|据悉|其中|据介绍|图为|这是|接到[^，]{0,10}后|在[^，]{1,20}[中上下内里前后时])?$"
)
_HONOURED = re.compile(r"^[^，。]{0,16}(?:榜上有名|入选|获评|获奖|受表彰|上榜)")
_FOUNDED = re.compile(r"^(?:在[^，。]{1,20})?(?:揭牌|成立|挂牌)")
# It founds something else: 揭牌成立“司机之家”, 成立了服务队.
_FOUNDS = re.compile(r"^[^，。“]{0,16}(?:揭牌|成立|挂牌|组建|建立|启用)+(?:[“《]|了)")
_SIGN = re.compile(r"^”的?新?(?:牌匾|牌子|铭牌)")
_SENDS = re.compile(r"^(?:分批|积极|分别)?组织[^，。]{0,14}(?:参加|参与|观看|收看)")
_GRANTS = re.compile(r"补助|补贴|拨付|拨款|配套资金")
_OBLIQUE = re.compile(
    r"(?:经|据|按|对|和|同|从|到|在|于|向|据从|依托|依靠|通过|根据|按照|包括|来自|送到|交给|报|找到|拨通了?|走进|联系|致电|求助|感谢|是)$"
)
ADDS = 0.65
VISITS = 0.7
_VISITS = frozenset(("INSPECTION", "SYMPATHY", "SERVICE", "OUTREACH"))
_PARTY = frozenset(("BARGAINING", "COOPERATION"))
_SIGNS = re.compile(r"代表[^，。]{0,8}(?:签|方)|签字|签订|签署|签约|首席代表")
_SENT = re.compile(r"^(?:派(?:出|员|驻|人)?(?:的|了)?[^，。]{0,14})?(?:指导员|列席|指导|参加协商)")
_GUIDED = frozenset(("DISPUTE",))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A role, how sure the rule is, and the rule in words."""

    role: UnionRole
    score: float
    reason: str


class RoleRules:
    """The cues of `role_cues.tsv`, compiled, and the rules that use them."""

    def __init__(self, cues: dict[str, list[str]]) -> None:
        self._words = cues
        self._after = {
            kind: re.compile(
                rf"^{_ADVERB if kind in _IN_PLACE else _PLAIN_ADVERB}(?:{alternatives(words).pattern})"
            )
            for kind, words in cues.items()
            if _SIDES[kind] == "after"
        }
        self._before = {
            kind: re.compile(rf"(?:{alternatives(words).pattern})$")
            for kind, words in cues.items()
            if _SIDES[kind] == "before"
        }
        self._guide_phrase = re.compile(
            r"(?:指导|支持|推动|帮助|协调|关心|牵头|引导|见证|督促|倡导|领导|介入|关怀)[^，。]{0,4}下"
        )
        self._post = alternatives(cues["title"])
        self._talk = alternatives(cues["talk"])
        self._attend = alternatives(cues["attend"])
        self._visit = alternatives(cues["visit"])
        self._lead = alternatives(cues["lead"])
        self._host = alternatives(cues["host"])

    @classmethod
    def load(cls, path: Path) -> RoleRules:
        """Read `role_cues.tsv`; LexiconError on a fault."""
        cues: dict[str, list[str]] = {kind: [] for kind in _SIDES}
        for row in read_table(path, ["cue", "kind", "side"], optional=["example"], key=["cue", "kind"]):
            if _SIDES.get(row["kind"]) != row["side"]:
                raise LexiconError(
                    f"{path}: {row['cue']}: no cue kind {row['kind']!r} on side {row['side']!r}"
                )
            cues[row["kind"]].append(row["cue"])
        return cls(cues)

    def after(self, kind: str, text: str) -> bool:
        """Whether a cue of the kind stands at the head of `text` (after adverbs)."""
        return bool(self._after[kind].match(text))

    def before(self, kind: str, text: str) -> bool:
        """Whether a cue of the kind stands at the end of `text`."""
        return bool(self._before[kind].search(text))

    @staticmethod
    def collective(after: str) -> bool:
        """Whether a title after a group speaks of officials of all its members (相关领导)."""
        return bool(
            re.match(r"(?:等)?(?:的)?(?:相关|有关|主要)?(?:领导|负责人|负责同志|工作人员|干部)", after)
        )

    def verdicts(self, group: Group, event: Event, official: str | None, head: bool) -> Iterable[Verdict]:
        """The roles that the group's surroundings speak for. `official` is the text after the person whose
        affiliation the group's last member is, None where it is no affiliation; `head` is true in a headline.
        """
        before, clause, after = group.before, group.clause_before, group.after
        if official is not None:
            yield from self._official(clause, official, event)
            return
        if event.type == "BARGAINING" and _SENT.match(after):
            yield Verdict("guide", 0.85, "sends somebody to guide the talks")
            return
        guide = self._guide_phrase.match(after.removeprefix("的")) or self._guide_phrase.match(
            re.sub(r"^的?(?:大力|积极|具体|直接|全程|共同|悉心|有力|统一|精心)", "", after)
        )
        if guide or self.after("guide", after):
            yield Verdict("organizer" if event.type in _GUIDED else "guide", 0.9, "指导, 支持 … after it")
            return
        if re.search(r"(?:得到|受到|获得)(?:了)?$", clause) and re.match(
            r"(?:的)?(?:大力|积极)?(?:支持|指导|帮助|关心)", after
        ):
            yield Verdict("guide", 0.85, "得到 … 支持")
            return
        if self.before("partner", clause):
            yield Verdict("co_organizer", 0.9, f"partner word before it: {clause[-2:]}")
            return
        if re.match(r"^(?:共同|联合)?(?:承办|协办|具体承办)", after):
            yield Verdict("co_organizer", 0.95, "承办, 协办 after it")
            return
        if event.type in ("ORGANIZING", "LAUNCH", "MEETING", "AWARD") and (
            subject := self._subject(group, event)
        ):
            yield subject
            return
        if event.type == "INSPECTION" and self.before("inspecting", clause):
            yield Verdict("subject", 0.7, "inspected")
            return
        if event.type == "INSPECTION" and re.match(
            r"^的?[^，。]{0,20}(?:做法|经验)?[^，。]{0,20}(?:受到|得到|获得)[^，。]{0,4}肯定", after
        ):
            yield Verdict("subject", 0.7, "its work is judged")
            return
        if re.match(r"^(?:共同|联合|牵头)*(?:主办|发起|举办)", after) or (
            clause.endswith("由") and self.after("host", after)
        ):
            yield Verdict("organizer", 0.95, "主办, 举办 after it")
            return
        if self.after("team", after):
            yield Verdict("participant", 0.8, "its team or members take part")
            return
        if self.before("given", clause) and not _MADE.match(after):
            yield Verdict("beneficiary", 0.7, f"{clause[-1:]} before it")
            return
        if _MADE.match(after):
            yield Verdict("organizer", 0.85, "举办的, 组织的 after it")
            return
        if self.after("attend", after) and not self.after("host", after) and not _FOUNDS.match(after):
            yield Verdict("participant", 0.6, "it attends")
            return
        if _NOT_SUBJECT.match(after):
            if head and not before.strip() and after.startswith(("：", " ")):
                yield Verdict("organizer", 0.6, "label of the headline")
            return
        if self.after("cohost", after):
            yield Verdict("co_organizer", ADDS, "adds its part to the event")
            return
        if _OBLIQUE.search(clause):
            return
        if _SENDS.match(after):
            yield Verdict("participant", 0.7, "organizes its members to take part")
            return
        if _GRANTS.search(group.clause_after):
            yield Verdict("guide", 0.7, "it pays a part")
            return
        yield Verdict("organizer", 0.75 if _starts(before) else 0.5, "acting subject of its clause")

    def _official(self, before: str, after: str, event: Event) -> Iterable[Verdict]:
        clause = re.split(r"[。；！？]", after)[0]
        if event.type == "BARGAINING" and _SENT.search(clause):
            yield Verdict("guide", 0.8, "its official guides the talks")
            return
        talk, attend, lead = (p.search(clause) for p in (self._talk, self._attend, self._lead))
        signs = _SIGNS.search(clause)
        first = min((m.start() for m in (talk, attend) if m), default=len(clause))
        told = signs and first < signs.start()
        if event.type in _PARTY and ((signs and not told) or before.endswith("首席代表是")):
            yield Verdict("organizer", 0.8, "its official signs or negotiates")
        elif lead and event.type in ("INSPECTION", "SYMPATHY") and lead.start() < 12:
            yield Verdict("organizer", 0.8, "its official leads the group")
        elif attend and not (talk and talk.start() < attend.start()):
            yield Verdict("participant", 0.8, "its official attends")
        elif (
            event.type in _VISITS
            and (visit := self._visit.search(clause))
            and not (talk and talk.start() < visit.start())
        ):
            yield Verdict("participant", VISITS, "its official visits")

    def _subject(self, group: Group, event: Event) -> Verdict | None:
        clause, after = group.clause_before, group.after
        if event.type == "AWARD":
            if self.after("honoured", after) or self.before("honouring", clause) or _HONOURED.match(after):
                return Verdict("subject", 0.8, "it is rewarded")
            return None
        if _CONGRESS.match(after) and event.type in ("MEETING", "ORGANIZING"):
            return Verdict("subject", 0.85, "its own congress")
        if event.type in ("ORGANIZING", "LAUNCH"):
            founded = self.after("founded", after) or _FOUNDED.match(after)
            if (founded and not _FOUNDS.match(after)) or self.before("founding", clause):
                return Verdict("subject", 0.85, "it is founded")
            if _SIGN.match(after):
                return Verdict("subject", 0.8, "its sign is unveiled")
        return None


def _starts(before: str) -> bool:
    """Whether only adverbials stand before the group in its sentence."""
    clause = _last_clause(before)
    return bool(_TIME_ADVERBIAL.match(clause)) or clause.endswith(("由", "从"))


def _last_clause(before: str) -> str:
    return re.split(r"[，。；：！？]", before)[-1]
