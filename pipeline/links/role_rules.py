"""Which part the words around a union give it in an event.

Each rule looks at one coordination group and says a role with a score and a reason, or nothing. The caller
takes, over all mentions of a union, the first role in the order of the annotation guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from pipeline.lexicon import read_phrases
from pipeline.links.role_cues import RoleCues
from pipeline.links.role_gifts import GIFTS, given, greeting, thanked
from pipeline.links.role_parties import playing, sending_gifts, sent_to_guide, signing, standing_by
from pipeline.links.role_phrases import RolePhrases
from pipeline.links.syntax import Group, says
from pipeline.links.verdicts import LENT, PREPARED, REPORTS, TOLD, VISITS, Verdict
from pipeline.patterns import regex
from pipeline.records import Event, UnionRole

# Kinds of cues by which a union may be named (承办比赛的A), in the order in which they count.
_NAMED_BY = ("cohost", "host", "guide", "honoured", "founded", "attend")
_VISITS = frozenset(("INSPECTION", "SYMPATHY", "SERVICE", "OUTREACH"))
_PARTY = frozenset(("BARGAINING", "COOPERATION"))
_GUIDED = frozenset(("DISPUTE",))
# Events that a union may win a prize in.
_CONTESTS = frozenset(("COMPETITION", "SPORTS", "CULTURE", "TRAINING", "OUTREACH"))
_CLAUSE_END = regex(r"[，。；：！？]")


class RoleRules:
    """The rules, which read the cues of `role_cues.tsv` and the phrases of `role_phrases.tsv`."""

    def __init__(self, cues: RoleCues, phrases: RolePhrases) -> None:
        self.cues = cues
        self.phrases = phrases

    @classmethod
    def load(cls, directory: Path) -> RoleRules:
        """Read `role_cues.tsv` and `role_phrases.tsv` of the model's links folder; LexiconError on a fault."""
        return cls(
            RoleCues.load(directory / "role_cues.tsv"),
            read_phrases(directory / "role_phrases.tsv", RolePhrases),
        )

    def collective(self, after: str) -> bool:
        """Whether a title after a group speaks of officials of all its members (相关领导)."""
        return bool(self.phrases.officials.match(after))

    def verdicts(self, group: Group, event: Event, official: str | None, head: bool) -> Iterable[Verdict]:
        """The roles that the group's surroundings speak for. `official` is the text after the person whose
        affiliation the group's last member is, None where it is no affiliation; `head` is true in a headline.
        """
        if official is not None:
            if told := self._official(group, official, event):
                yield told
            return
        if says(self.phrases.copies, group):
            return
        for rule in (
            self._told,
            partial(greeting, self.phrases),
            partial(thanked, self.phrases),
            partial(playing, self.phrases),
            partial(given, self.cues, self.phrases),
            partial(signing, self.phrases),
            partial(sent_to_guide, self.phrases),
            partial(sending_gifts, self.phrases),
            self._guiding,
            self._joint,
            self._subject,
            self._hosting,
            self._joining,
        ):
            if verdict := rule(group, event):
                yield verdict
                return
        if self.phrases.not_subject.match(group.after):
            if head and not group.before.strip() and group.after.startswith(("：", " ")):
                yield Verdict("organizer", 0.6, "label of the headline", firm=False)
        elif not self.phrases.oblique.search(group.clause_before) or self.phrases.requested.search(
            group.clause_before + group.after[:8]
        ):
            score = 0.75 if self._starts(group.before) else 0.5
            if event.type in _GUIDED and self.phrases.adds.match(group.after):
                yield Verdict("co_organizer", score, "adds its own part")
                return
            yield Verdict("organizer", score, "acting subject of its clause", firm=False)

    def _told(self, group: Group, event: Event) -> Verdict | None:
        """Who is named as the one that did something: 张罗这场联谊的是A, 首次上榜的A, 这是A开行的专列."""
        cleft = self.phrases.cleft.search(group.before) if self.phrases.closed.match(group.after) else None
        if found := cleft or self.phrases.qualified.search(group.before):
            said = found["said"] or found["office"]
            if self.phrases.prize.search(said):
                return Verdict(_told_role("honoured", event) or "subject", TOLD, "it is named as the winner")
            for kind in _NAMED_BY:
                cue, role = self.cues.find(kind, said), _told_role(kind, event)
                if cue and role and (cleft or kind != "host"):
                    return Verdict(role, TOLD, f"it is named as the one with {cue.group()}")
        if self.phrases.this_is.search(group.before) and self.phrases.done_by_it.match(group.predicate):
            return Verdict("organizer", TOLD, "it is named as the one that did it")
        return Verdict("organizer", 0.75, "it is named as the one that did it", firm=False) if cleft else None

    def _guiding(self, group: Group, event: Event) -> Verdict | None:
        """Who guides, supports or pays: in its adverbial (在 … 指导下) or as what it does."""
        after = group.after.removeprefix("的")
        rest = self.phrases.heartily.sub("", after)
        invited = bool(self.phrases.invited.search(group.clause_before))
        role: UnionRole = "organizer" if event.type in _GUIDED and not invited else "guide"
        if event.type == "AWARD" and after.startswith("授牌"):
            return None  # who gives the award holds the event
        if (
            self.phrases.guide_phrase.match(after)
            or self.phrases.guide_phrase.match(rest)
            or self.cues.after("guide", group)
        ):
            return Verdict(role, 0.9, "指导, 支持 … after it")
        if (
            event.type in _GUIDED
            and self.phrases.by_means.search(group.clause_before)
            and says(self.phrases.steps_in, group)
        ):
            return Verdict("organizer", 0.9, "by its doing the dispute ended")
        if self.phrases.given_help.search(group.clause_before) and self.phrases.support.match(rest):
            return Verdict("guide", 0.85, "得到 … 支持")
        agent = group.clause_before.endswith("由")
        if event.type not in _GUIDED and not agent and says(self.phrases.lends, group):
            return Verdict("guide", LENT, "it lends money, experts or guidance")
        return None

    def _joint(self, group: Group, event: Event) -> Verdict | None:
        if self.cues.before("partner", group.clause_before):
            return Verdict("co_organizer", 0.9, f"partner word before it: {group.clause_before[-2:]}")
        if self.cues.after("cohost", group):
            return Verdict("co_organizer", 0.95, "承办, 协办 after it")
        if self.phrases.along_with.fullmatch(group.clause_before) and self.phrases.together.match(
            group.after
        ):
            return Verdict("co_organizer", 0.85, "同 … 一起")
        return None

    def _hosting(self, group: Group, event: Event) -> Verdict | None:
        after = group.after
        if (
            event.type == "BARGAINING"
            and says(self.phrases.helps, group)
            and not self.phrases.workplace.search(group.text)
        ):
            return Verdict("guide", 0.8, "it helps those who negotiate")
        if event.type == "ORGANIZING" and self._prepares(group):
            return Verdict("organizer", PREPARED, "it prepares the founding")
        if event.type == "SYMPATHY" and says(self.phrases.gives, group):
            return Verdict("organizer", 0.85, "it gives the goods")
        if self.phrases.team_out.match(after) and self._starts(group.before):
            return Verdict("organizer", 0.75, "its team sets out")
        if says(self.phrases.holds, group) or (
            group.clause_before.endswith("由") and self.cues.after("host", group)
        ):
            return Verdict("organizer", 0.95, "主办, 举办 after it")
        if says(self.phrases.owns, group) and self._starts(group.before):
            return Verdict("organizer", 0.7, "the activity is its own", firm=False)
        if says(self.phrases.made, group):
            return Verdict("organizer", 0.85, "举办的, 组织的 after it")
        return None

    def _joining(self, group: Group, event: Event) -> Verdict | None:
        """Whose team, members or officials take part, or who wins a prize in another's event."""
        after, clause = group.after, group.clause_after
        if self.phrases.mobilised.search(group.clause_before):
            return Verdict("participant", 0.7, "it is called in")
        if says(self.phrases.hands, group):
            return None  # it adds its own part
        if self.phrases.come_from.search(group.clause_before) and self.phrases.teams.match(after):
            return Verdict("participant", 0.7, "its people come to it")
        if group.clause_before == "其中":
            return Verdict("participant", 0.7, "one of those that take part")
        if self.cues.after("team", group):
            return Verdict("participant", 0.8, "its team or members take part")
        if event.type != "AWARD" and says(self.phrases.wins, group):
            return Verdict("participant", 0.8, "it wins a prize")
        if says(self.phrases.reports, group):
            return Verdict("participant", 0.7, "it passes the matter on")
        if says(self.phrases.sends, group):
            return Verdict("participant", 0.6, "organizes its members to take part", firm=False)
        attend, host = self.phrases.joins.search(clause), self.cues.find("host", clause)
        if (
            event.type not in _GUIDED
            and attend
            and not (host and host.start() < attend.start())
            and not says(self.phrases.founds, group)
        ):
            return Verdict("participant", 0.6, "it takes part")
        return None

    def _official(self, group: Group, after: str, event: Event) -> Verdict | None:
        clause = re.split(r"[。；！？]", after)[0]
        talk, attend, lead, visit = (
            self.cues.find(kind, clause) for kind in ("talk", "attend", "lead", "visit")
        )
        first = min((m.start() for m in (talk, attend) if m), default=len(clause))
        signs = self.phrases.signs.search(clause, 0, first)
        on_site = (
            event.type not in _VISITS
            and event.type not in _GUIDED
            and self.phrases.on_site.search(clause, 0, 24)
        )
        if on_site or (event.type == "BARGAINING" and self.phrases.sent.search(clause)):
            return Verdict("guide", 0.8, "its official guides the talks")
        if event.type == "ORGANIZING" and self.phrases.awards_sign.search(clause, 0, 24):
            return Verdict("guide", 0.8, "its official gives the sign")
        if event.type == "BARGAINING" and self.phrases.reports_to_it.match(clause):
            return Verdict("participant", REPORTS, "its official reports to the assembly")
        if event.type in GIFTS and self.phrases.takes.match(clause):
            return Verdict("beneficiary", TOLD, "its official receives the goods")
        if told := standing_by(self.phrases, group, clause, event):
            return told
        if event.type == "BARGAINING" and self.phrases.leads_it.search(group.clause_before):
            return Verdict("organizer", 0.8, "its official presides over the assembly")
        if event.type in _PARTY and (signs or group.clause_before.endswith("首席代表是")):
            return Verdict("organizer", 0.8, "its official signs or negotiates")
        if event.type in _VISITS and visit and visit.start() < 8 and self.phrases.staff.match(group.after):
            return Verdict("organizer", 0.6, "its staff comes", firm=False)
        if lead and event.type in ("INSPECTION", "SYMPATHY") and lead.start() < 12:
            return Verdict("organizer", 0.8, "its official leads the group")
        if attend and not (talk and talk.start() < attend.start()):
            return Verdict("participant", 0.8, "its official attends")
        if event.type in _VISITS and visit and not (talk and talk.start() < visit.start()):
            return Verdict("participant", VISITS, "its official visits", firm=False)
        if talk and event.type not in _GUIDED | _PARTY and not self.phrases.at_it.search(clause):
            return None
        return Verdict("participant", 0.3, "its official is told of", firm=False)

    def _subject(self, group: Group, event: Event) -> Verdict | None:
        clause, after = group.clause_before, group.after
        if event.type == "AWARD":
            if (
                self.cues.after("honoured", group)
                or self.cues.before("honouring", clause)
                or says(self.phrases.honoured, group)
            ):
                return Verdict("subject", 0.8, "it is rewarded")
        elif event.type == "INSPECTION":
            goes_to = self.phrases.inspected.search(clause) and self.phrases.inspects.match(after)
            held_there = clause.endswith("在") and self.phrases.met_there.match(after)
            if (
                goes_to
                or held_there
                or self.cues.before("inspecting", clause)
                or self.phrases.judged.match(after)
            ):
                return Verdict("subject", 0.7, "it is inspected")
        elif event.type in ("MEETING", "ORGANIZING") and (
            self.phrases.congress.match(after) or self.phrases.organ.match(after)
        ):
            return Verdict("subject", 0.85, "its own congress")
        elif event.type in ("ORGANIZING", "LAUNCH", "MEETING"):
            founded = self.cues.after("founded", group) or says(self.phrases.founded, group)
            if self._prepares(group):
                return None
            if (founded and not says(self.phrases.founds, group)) or self.cues.before("founding", clause):
                return Verdict("subject", 0.85, "it is founded")
            if says(self.phrases.sign, group):
                return Verdict("subject", 0.8, "its sign is unveiled")
        return None

    def _prepares(self, group: Group) -> bool:
        """Whether it founds another union: 牵头组建, 由区总工会组建."""
        by_it = group.clause_before.endswith("由") and self.cues.after("founded", group)
        return bool(by_it or says(self.phrases.prepares, group))

    def _starts(self, before: str) -> bool:
        """Whether only adverbials stand before the group in its sentence."""
        clause = _CLAUSE_END.split(before)[-1]
        return bool(self.phrases.time_adverbial.match(clause)) or clause.endswith(("由", "从"))


def _told_role(kind: str, event: Event) -> UnionRole | None:
    """The part in an event of who is named by a cue of a kind; None where the cue tells none."""
    if kind == "guide":
        return "organizer" if event.type in _GUIDED else "guide"
    if kind == "honoured":
        return "participant" if event.type in _CONTESTS else "subject"
    if kind == "host":
        return "organizer"
    if kind == "founded":
        return "subject" if event.type == "ORGANIZING" else None
    return "co_organizer" if kind == "cohost" else "participant"
