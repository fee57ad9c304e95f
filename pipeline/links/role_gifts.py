"""Parts of unions that others turn to: who is received or greets, who is thanked for what it did, who is given something."""

from __future__ import annotations

from pipeline.links.role_cues import RoleCues
from pipeline.links.role_phrases import RolePhrases
from pipeline.links.syntax import Group, says
from pipeline.links.verdicts import TOLD, Verdict
from pipeline.records import Event

# What unions are thanked for, and what goods are given in.
_DEEDS = frozenset(("DISPUTE", "SERVICE", "SYMPATHY", "RECRUITMENT", "CHARITY"))
GIFTS = frozenset(("SERVICE", "SYMPATHY", "CHARITY"))


def greeting(phrases: RolePhrases, group: Group, event: Event) -> Verdict | None:
    """Who is received, or greets another's congress, takes part in it and does not hold it."""
    if event.type != "MEETING":
        return None
    if phrases.received.search(group.clause_before) and phrases.receives.match(group.after):
        return Verdict("participant", TOLD, "it is received")
    if phrases.in_its_name.search(group.clause_before) and phrases.greets.match(group.after):
        return Verdict("participant", TOLD, "it greets the congress")
    return None


def thanked(phrases: RolePhrases, group: Group, event: Event) -> Verdict | None:
    """Who is thanked for what it did, or whose lawyers did it."""
    clause, after = group.clause_before, group.after
    if event.type in _DEEDS and (
        phrases.thanked.search(clause)
        or (phrases.towards.search(clause) and phrases.thanks.match(after))
        or (clause.endswith("对") and phrases.thanks.match(after))
    ):
        return Verdict("organizer", 0.7, "it is thanked for it", firm=False)
    if event.type == "DISPUTE" and phrases.its_lawyers.match(after):
        return Verdict("organizer", 0.75, "its lawyers act", firm=False)
    if event.type == "ACCIDENT" and phrases.its_lawyers.match(after):
        return Verdict("participant", 0.7, "its lawyers come")
    return None


def given(cues: RoleCues, phrases: RolePhrases, group: Group, event: Event) -> Verdict | None:
    """Who gets something: a sign (it is founded), a gift, a service."""
    clause, after = group.clause_before, group.after
    if phrases.towards.search(clause) and phrases.gets_sign.match(after):
        founded = event.type in ("ORGANIZING", "LAUNCH", "AWARD")
        return Verdict("subject" if founded else "beneficiary", 0.8, "it is given a sign or a flag")
    if phrases.handed.search(clause) and after.startswith("手"):
        return Verdict("beneficiary", 0.8, "it is handed something")
    if event.type in GIFTS and phrases.sent_to.search(clause):
        return Verdict("beneficiary", 0.8, "the goods are sent to it")
    if (event.type in GIFTS or event.type == "COOPERATION") and says(phrases.gets_money, group):
        return Verdict("beneficiary", TOLD, "it gets money")
    if event.type in GIFTS and says(phrases.takes, group):
        return Verdict("beneficiary", TOLD, "it receives the goods")
    if cues.before("given", clause) and phrases.flagged.match(after):
        return Verdict("participant", TOLD, "its team gets a flag")
    if cues.before("given", clause) and not says(phrases.made, group):
        return Verdict("beneficiary", 0.7, f"{clause[-1:]} before it")
    return None
