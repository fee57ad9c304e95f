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
from pipeline.links import role_phrases as phrases
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
VISITS = 0.7
# The score of a part that is told outright, so that acting elsewhere in the text makes no organizer.
TOLD = 0.85
_VISITS = frozenset(("INSPECTION", "SYMPATHY", "SERVICE", "OUTREACH"))
_PARTY = frozenset(("BARGAINING", "COOPERATION"))
_GUIDED = frozenset(("DISPUTE",))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A role, how sure the rule is, and the rule in words. `firm` is false where the union only acts or is there."""

    role: UnionRole
    score: float
    reason: str
    firm: bool = True


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
            r"(?:指导|支持|推动|帮助|协调|关心|主持|调解|斡旋|撮合|努力|协助|援助|组织|参与|建议|监督|牵头|引导|见证|督促|倡导|领导|介入|关怀)[^，。]{0,4}下"
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
        if official is not None:
            if told := self._official(group, official, event):
                yield told
            return
        if phrases.COPIES.match(group.after):
            return
        for rule in (
            self._greeting,
            self._given,
            self._guiding,
            self._joint,
            self._subject,
            self._hosting,
            self._joining,
        ):
            if verdict := rule(group, event):
                yield verdict
                return
        if phrases.NOT_SUBJECT.match(group.after):
            if head and not group.before.strip() and group.after.startswith(("：", " ")):
                yield Verdict("organizer", 0.6, "label of the headline", firm=False)
        elif not phrases.OBLIQUE.search(group.clause_before) or phrases.REQUESTED.search(
            group.clause_before + group.after[:8]
        ):
            score = 0.75 if _starts(group.before) else 0.5
            if event.type in _GUIDED and phrases.ADDS.match(group.after):
                yield Verdict("co_organizer", score, "adds its own part")
                return
            yield Verdict("organizer", score, "acting subject of its clause", firm=False)

    def _greeting(self, group: Group, event: Event) -> Verdict | None:
        """Who is received, or greets another's congress, takes part in it and does not hold it."""
        if event.type != "MEETING":
            return None
        if phrases.RECEIVED.search(group.clause_before) and phrases.RECEIVES.match(group.after):
            return Verdict("participant", TOLD, "it is received")
        if phrases.IN_ITS_NAME.search(group.clause_before) and phrases.GREETS.match(group.after):
            return Verdict("participant", TOLD, "it greets the congress")
        return None

    def _given(self, group: Group, event: Event) -> Verdict | None:
        """Who gets something: a sign (it is founded), a gift, a service."""
        clause, after = group.clause_before, group.after
        if re.search(r"(?:为|向|给)$", clause) and re.match(
            r"(?:正式)?(?:授牌|授旗|揭牌|颁牌|颁发|授予|挂牌)", after
        ):
            founded = event.type in ("ORGANIZING", "LAUNCH", "AWARD")
            return Verdict("subject" if founded else "beneficiary", 0.8, "it is given a sign or a flag")
        if self.before("given", clause) and not phrases.MADE.match(after):
            return Verdict("beneficiary", 0.7, f"{clause[-1:]} before it")
        return None

    def _guiding(self, group: Group, event: Event) -> Verdict | None:
        """Who guides, supports or pays: in its adverbial (在 … 指导下) or as what it does."""
        after = group.after.removeprefix("的")
        rest = phrases.HEARTILY.sub("", after)
        invited = bool(phrases.INVITED.search(group.clause_before))
        role: UnionRole = "organizer" if event.type in _GUIDED and not invited else "guide"
        if event.type == "AWARD" and after.startswith("授牌"):
            return None  # who gives the award holds the event
        if (
            self._guide_phrase.match(after)
            or self._guide_phrase.match(rest)
            or self.after("guide", group.after)
        ):
            return Verdict(role, 0.9, "指导, 支持 … after it")
        if (
            event.type in _GUIDED
            and phrases.BY_MEANS.search(group.clause_before)
            and phrases.STEPS_IN.match(after)
        ):
            return Verdict("organizer", 0.9, "by its doing the dispute ended")
        if phrases.GIVEN_HELP.search(group.clause_before) and phrases.SUPPORT.match(rest):
            return Verdict("guide", 0.85, "得到 … 支持")
        if event.type not in _GUIDED and phrases.LENDS.match(group.clause_after):
            return Verdict("guide", 0.8, "it lends money, experts or guidance")
        return None

    def _joint(self, group: Group, event: Event) -> Verdict | None:
        if self.before("partner", group.clause_before):
            return Verdict("co_organizer", 0.9, f"partner word before it: {group.clause_before[-2:]}")
        if self.after("cohost", group.after):
            return Verdict("co_organizer", 0.95, "承办, 协办 after it")
        if phrases.ALONG_WITH.fullmatch(group.clause_before) and phrases.TOGETHER.match(group.after):
            return Verdict("co_organizer", 0.85, "同 … 一起")
        return None

    def _hosting(self, group: Group, event: Event) -> Verdict | None:
        after = group.after
        if (
            event.type == "BARGAINING"
            and phrases.HELPS.match(after)
            and not phrases.WORKPLACE.search(group.text)
        ):
            return Verdict("guide", 0.8, "it helps those who negotiate")
        if phrases.TEAM_OUT.match(after) and _starts(group.before):
            return Verdict("organizer", 0.75, "its team sets out")
        if phrases.HOLDS.match(after) or (group.clause_before.endswith("由") and self.after("host", after)):
            return Verdict("organizer", 0.95, "主办, 举办 after it")
        if phrases.OWNS.match(after) and _starts(group.before):
            return Verdict("organizer", 0.7, "the activity is its own", firm=False)
        if phrases.MADE.match(after):
            return Verdict("organizer", 0.85, "举办的, 组织的 after it")
        return None

    def _joining(self, group: Group, event: Event) -> Verdict | None:
        """Whose team, members or officials take part, or who wins a prize in another's event."""
        after, clause = group.after, group.clause_after
        if phrases.MOBILISED.search(group.clause_before):
            return Verdict("participant", 0.7, "it is called in")
        if phrases.HANDS.match(clause):
            return None  # it adds its own part
        if phrases.COME_FROM.search(group.clause_before) and phrases.TEAMS.match(after):
            return Verdict("participant", 0.7, "its people come to it")
        if group.clause_before == "其中":
            return Verdict("participant", 0.7, "one of those that take part")
        if self.after("team", after):
            return Verdict("participant", 0.8, "its team or members take part")
        if event.type != "AWARD" and phrases.WINS.match(clause):
            return Verdict("participant", 0.8, "it wins a prize")
        if phrases.REPORTS.match(after):
            return Verdict("participant", 0.7, "it passes the matter on")
        if phrases.SENDS.match(clause):
            return Verdict("participant", 0.6, "organizes its members to take part", firm=False)
        attend, host = phrases.JOINS.search(clause), self._host.search(clause)
        if (
            event.type not in _GUIDED
            and attend
            and not (host and host.start() < attend.start())
            and not phrases.FOUNDS.match(after)
        ):
            return Verdict("participant", 0.6, "it takes part")
        return None

    def _official(self, group: Group, after: str, event: Event) -> Verdict | None:
        clause = re.split(r"[。；！？]", after)[0]
        talk, attend, lead, visit = (
            p.search(clause) for p in (self._talk, self._attend, self._lead, self._visit)
        )
        first = min((m.start() for m in (talk, attend) if m), default=len(clause))
        signs = phrases.SIGNS.search(clause, 0, first)
        on_site = (
            event.type not in _VISITS and event.type not in _GUIDED and phrases.ON_SITE.search(clause, 0, 24)
        )
        if on_site or (event.type == "BARGAINING" and phrases.SENT.search(clause)):
            return Verdict("guide", 0.8, "its official guides the talks")
        if event.type == "ORGANIZING" and phrases.AWARDS_SIGN.search(clause, 0, 24):
            return Verdict("guide", 0.8, "its official gives the sign")
        if event.type == "BARGAINING" and phrases.LEADS_IT.search(group.clause_before):
            return Verdict("organizer", 0.8, "its official presides over the assembly")
        if event.type in _PARTY and (signs or group.clause_before.endswith("首席代表是")):
            return Verdict("organizer", 0.8, "its official signs or negotiates")
        if event.type in _VISITS and visit and visit.start() < 8 and phrases.STAFF.match(group.after):
            return Verdict("organizer", 0.6, "its staff comes", firm=False)
        if lead and event.type in ("INSPECTION", "SYMPATHY") and lead.start() < 12:
            return Verdict("organizer", 0.8, "its official leads the group")
        if attend and not (talk and talk.start() < attend.start()):
            return Verdict("participant", 0.8, "its official attends")
        if event.type in _VISITS and visit and not (talk and talk.start() < visit.start()):
            return Verdict("participant", VISITS, "its official visits", firm=False)
        if talk and event.type not in _GUIDED | _PARTY and not phrases.AT_IT.search(clause):
            return None
        return Verdict("participant", 0.3, "its official is told of", firm=False)

    def _subject(self, group: Group, event: Event) -> Verdict | None:
        clause, after = group.clause_before, group.after
        if event.type == "AWARD":
            if (
                self.after("honoured", after)
                or self.before("honouring", clause)
                or phrases.HONOURED.match(after)
            ):
                return Verdict("subject", 0.8, "it is rewarded")
        elif event.type == "INSPECTION":
            goes_to = phrases.INSPECTED.search(clause) and phrases.INSPECTS.match(after)
            held_there = clause.endswith("在") and phrases.MET_THERE.match(after)
            if goes_to or held_there or self.before("inspecting", clause) or phrases.JUDGED.match(after):
                return Verdict("subject", 0.7, "it is inspected")
        elif event.type in ("MEETING", "ORGANIZING") and (
            phrases.CONGRESS.match(after) or phrases.ORGAN.match(after)
        ):
            return Verdict("subject", 0.85, "its own congress")
        elif event.type in ("ORGANIZING", "LAUNCH", "MEETING"):
            founded = self.after("founded", after) or phrases.FOUNDED.match(after)
            if (founded and not phrases.FOUNDS.match(after)) or self.before("founding", clause):
                return Verdict("subject", 0.85, "it is founded")
            if phrases.SIGN.match(after):
                return Verdict("subject", 0.8, "its sign is unveiled")
        return None


def _starts(before: str) -> bool:
    """Whether only adverbials stand before the group in its sentence."""
    clause = _last_clause(before)
    return bool(phrases.TIME_ADVERBIAL.match(clause)) or clause.endswith(("由", "从"))


def _last_clause(before: str) -> str:
    return re.split(r"[，。；：！？]", before)[-1]
