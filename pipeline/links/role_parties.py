"""Parts of unions that deal with each other or help another's event: who signs, who plays, who sends experts or a gift,
whose official stands by a member in a dispute.
"""

from __future__ import annotations

from pipeline.links.role_phrases import RolePhrases
from pipeline.links.syntax import Group, says
from pipeline.links.verdicts import LENT, TOLD, Verdict
from pipeline.records import Event

_DEALS = frozenset(("BARGAINING", "COOPERATION"))
# Events in which teams of unions meet, and those of which others may be glad and send a gift.
_MATCHES = frozenset(("COMPETITION", "SPORTS"))
_GLADDENING = frozenset(("COMPETITION", "SPORTS", "CULTURE", "TRAINING"))


def signing(phrases: RolePhrases, group: Group, event: Event) -> Verdict | None:
    """Parties that sign with each other hold the event, all of them."""
    if (
        event.type in _DEALS
        and phrases.signs_deal.match(group.after)
        and not group.clause_before.endswith("在")
    ):
        return Verdict("organizer", TOLD, "it signs as a party")
    return None


def playing(phrases: RolePhrases, group: Group, event: Event) -> Verdict | None:
    """Whose team wins or loses a match takes part, on either side."""
    if event.type not in _MATCHES:
        return None
    if phrases.plays.match(group.after) or (
        phrases.played.search(group.clause_before) and phrases.own_team.match(group.after)
    ):
        return Verdict("participant", TOLD, "its team plays")
    return None


def sent_to_guide(phrases: RolePhrases, group: Group, event: Event) -> Verdict | None:
    """Who only sends somebody to guide those who settle a dispute."""
    if event.type == "DISPUTE" and says(phrases.sent_to_guide, group):
        return Verdict("guide", 0.8, "its people guide those who settle it")
    return None


def sending_gifts(phrases: RolePhrases, group: Group, event: Event) -> Verdict | None:
    """Who has heard of it and sends books or equipment to an event that another holds."""
    if event.type in _GLADDENING and says(phrases.gift_of_support, group):
        return Verdict("guide", LENT, "it sends a gift of support")
    return None


def standing_by(phrases: RolePhrases, group: Group, after: str, event: Event) -> Verdict | None:
    """Whose official accompanies a member in the case, or guides talks by his post; `after` is what is said of him."""
    if event.type == "BARGAINING" and phrases.guiding_post.match(group.after):
        return Verdict("guide", 0.75, "its official guides talks")
    if event.type == "DISPUTE" and phrases.stands_by.search(after):
        return Verdict("organizer", 0.8, "its official stands by the member")
    return None
