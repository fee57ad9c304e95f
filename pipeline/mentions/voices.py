"""Two voices, one answer: what the rules settled on, and what the trained network found, for PER, ORG and LOC.

The rules know the grammar of union names, bylines and lists; the network knows what names look like in running
text. Where both say the same a name stands. Where they differ, in this order:

1. A count or a date is the rules'; so is an edge that the guideline sets (市总工会 before 会同, 代表队, 苏州 before 工会).
2. A rule's name that holds the network's is the longer match and stands, but a person's name ends where the network
   surely ends it; the network's longer one replaces the rules' where it is sure of it (of a place that
   ends in a word of places it need be less sure), unless it is two places that the rules tell apart.
3. Of one span under two labels the rules' label stands, but what the network surely takes for a place is no person.
4. A name of the rules alone stands where its kind leaves no doubt (该联合会, a defined short form, a padded name
   with a post); a name of the network alone where it is sure and the span can be a name of that kind. Of a person
   right behind a title it need be less sure.
5. A name found once is found everywhere in its article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter

from pipeline.lexicon import Endings, occurrences
from pipeline.mentions.divisions import stem
from pipeline.mentions.evidence import ends_in_he
from pipeline.mentions.heard import mended
from pipeline.mentions.names import NameModel
from pipeline.mentions.possible import ALONE, BEYOND_DOUBT, SURE, TITLED, Possible
from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

_START = attrgetter("start")
NETWORK = "network"
_LABELS = ("PER", "ORG", "LOC")
# How sure the network must be of a name that the rules see shorter.
_LONGER = {"PER": 0.97, "ORG": 0.9, "LOC": 0.75}
# The same of a place seen shorter that ends in a word of places.
_HEADED_LONGER = 0.6
# Rules whose finds need no second voice.
_CERTAIN = (
    "organizations.short",
    "places.shorthand",
    "places.crossing",
    "places.listed",
    "places.longer",
    "places.water",
    "places.owned",
    "places.camp",
    "places.installation",
    "people.masked",
    "byline",
)
_CERTAIN_ALONE = (
    *_CERTAIN,
    "organizations.numbered",
    "organizations.team",
    "places.between",
    "places.road",
    "places.railway",
    "places.stem.again",
    "places.quarter",
)
_CERTAIN_ENDS = (".relation", ".body")
# Rules that guess at the edges of a name.
_WEAK = (".none", ".known")
# And those that guess where a place's name begins, of which the network must be so sure.
_GUESSED_STARTS, _SURE_INSIDE = ("places.line", "places.venue.none"), 0.8
_PADDED_SURE = 0.95
_AFTER_TITLE = 0.8
# 皮某来说: the last character of a name may be a verb, but not one before a verb of saying.
_SAYS = regex(r"说|介绍|表示|告诉|坦言")
_COMPANY_UNION = regex(r"(?:公司|集团|社区)工会(?:联合会|委员会)?$")
_ZONE_UNION = regex(
    r"(?:国家级?)?(?:经济(?:技术)?|高新(?:技术(?:产业)?)?|工业|产业)?(?:开发区|高新区|经开区|园区|新区|保税区|示范区|度假区)总?工会$"
)
_UNIONS = regex(r"(?:总?工会|工会联合会|市总|省总|区总|县总)$")
_BETWEEN = frozenset("和与及、来去赴到往回返")


class Voices:
    """Weighs the network's names against the rules'."""

    def __init__(
        self,
        words: Words,
        names: NameModel,
        titles: Iterable[str] = (),
        heads: Iterable[tuple[str, str]] = (),
        nouns: Iterable[str] = (),
    ) -> None:
        """`titles`: what stands before a person; `heads`: last words of places with their grade; `nouns`: common
        nouns of places, which are no names.
        """
        grades = dict(heads)
        self._possible = Possible(words, names, titles, grades)
        self._venues = Endings(h for h, grade in grades.items() if grade in ("core", "office"))
        self.nouns = frozenset(nouns)

    def __call__(self, s: Scan, rules: list[Mention], network: Iterable[Mention]) -> list[Mention]:
        """The mentions that stand, without overlaps, by start; `rules` have no overlaps among themselves."""
        network = mended(s, [m for m in network if m.label in _LABELS], self._venues, self.nouns)
        heard = sorted(network, key=_START)
        stands: list[Mention] = []
        taken: list[Mention] = []
        agreed: set[str] = set()
        beside = _overlaps(rules, heard)
        known = _names_of_both(s, heard, beside)
        # The first of the network's names that a rule's name meets.
        met: dict[int, Mention] = {}
        for n, touched in zip(heard, beside, strict=True):
            for m in touched:
                met.setdefault(id(m), n)
            if self._wins(s, n, touched, known):
                stands.append(n)
                taken += touched
                agreed.add(s.view[n.start : n.end])
        lost = {id(m) for m in taken}
        for m in rules:
            if id(m) in lost:
                continue
            if m.label not in _LABELS:
                stands.append(m)
                continue
            voice = _judged(m, met.get(id(m)))
            if voice == "same":
                agreed.add(s.view[m.start : m.end])
            if voice != "silent" or self._certain(s, m):
                stands.append(m)
            elif voice == "silent":
                taken.append(m)
        stands += [m for m in taken if id(m) not in lost and s.view[m.start : m.end] in agreed]
        return _everywhere(s, sorted(stands, key=_START))

    def _wins(self, s: Scan, n: Mention, touched: list[Mention], known: frozenset[str]) -> bool:
        """Whether a name of the network takes the place of what the rules have there.

        `known` are the persons on whom both agree somewhere in the article.
        """
        if not touched:
            return self._possible.sure_alone(s, n) and self._possible(s, n)
        first = touched[0]
        if first.start == n.start and first.end == n.end:
            return _relabels(n, first)
        if any(m.label not in _LABELS or m.source in _CERTAIN for m in touched):
            return False
        if all(m.label == "ORG" and m.source.endswith(_WEAK) for m in touched):
            return n.score >= SURE and self._possible(s, n)
        if any(m.start <= n.start and n.end <= m.end for m in touched):
            if n.label == first.label == "PER":
                if s.view[first.start : first.end] in known or _SAYS.match(s.view, first.end):
                    return False
                if n.end == first.end - 1 and ends_in_he(s, first.start, first.end):
                    return False
                return n.start == first.start and n.score >= SURE and self._possible(s, n)
            if first.label == n.label == "LOC" and first.source.endswith(_GUESSED_STARTS):
                # 沿 + 盘北公路, 货场紧挨 + 连霍高速
                return first.end == n.end and n.score >= _SURE_INSIDE
            return len(touched) == 1 and first.label == "PER" and n.label != "PER" and n.score >= SURE
        if not all(n.start <= m.start and m.end <= n.end for m in touched):
            return False
        if sum(m.label == "ORG" for m in touched) > 1 or not self._possible(s, n):
            return False
        if _are_listed(s, n, touched):
            return False
        core = max(touched, key=len)
        if core.label == "PER" and s.view[n.start : n.end] in known:
            return True
        if core.label == "ORG" and _UNIONS.search(s.view[core.start : core.end]):
            # 桂南矿业白水有限公司工会: the place inside a company's name is no edge.
            # 经济开发区总工会: of which zone the rules could not tell.
            union = s.view[core.start : core.end]
            whole = n.end == core.end and (_COMPANY_UNION.search(union) or _ZONE_UNION.match(union))
            return bool(whole) and n.score >= BEYOND_DOUBT
        if n.label == "ORG" and s.view[core.end : n.end] == "工会" and core.label == "LOC":
            return False
        if core.source == "places.stem.again":
            return n.score >= ALONE[n.label]
        if n.score >= _LONGER[n.label] or (n.score >= TITLED and self._possible.titled(s, n)):
            return True
        return (
            n.score >= _HEADED_LONGER
            and core.label == "LOC"
            and core.start == n.start
            and self._possible.headed(s, n)
        )

    def _certain(self, s: Scan, m: Mention) -> bool:
        """Whether a rule's name stands although the network passed over it."""
        if m.source.startswith("people.padded"):
            return m.score >= _PADDED_SURE
        if m.source == "people.title" and len(m) == 3:
            # 语文教师禹某某: a rare surname, which the network does not know.
            return m.score >= _AFTER_TITLE and s.is_boundary(m.start) and s.is_boundary(m.end)
        if m.source == "places.stem" and _in_full(s, m):
            return True
        return m.source.startswith(_CERTAIN_ALONE) or (m.label == "ORG" and m.source.endswith(_CERTAIN_ENDS))


def _in_full(s: Scan, m: Mention) -> bool:
    """Whether a place called for short is one that the article names in full elsewhere: 扬中, 扬中市."""
    short = s.view[m.start : m.end]
    return any(
        d.full
        and not d.plain
        and d.last != m.start
        and s.view.startswith(short, d.last)
        and stem(s.view[d.last : d.end]) == short
        for d in s.divisions
    )


def _are_listed(s: Scan, n: Mention, touched: list[Mention]) -> bool:
    """Whether the rules see two places side by side, of which no name is both: 和 joins them, somebody goes from one to the
    other (从云南镇雄来晋江), or neither lies in the other.
    """
    return any(
        one.label == other.label == "LOC"
        and (
            s.view[one.end : other.start] in _BETWEEN
            or (
                (one.start, other.start, other.end) == (n.start, one.end, n.end)
                and one.source == other.source == "places.stem"
            )
        )
        for one, other in pairwise(touched)
    )


def _names_of_both(s: Scan, heard: list[Mention], beside: list[list[Mention]]) -> frozenset[str]:
    """The persons whom the rules and the network find at one place with the same edges."""
    return frozenset(
        s.view[n.start : n.end]
        for n, touched in zip(heard, beside, strict=True)
        if n.label == "PER" and touched and _is_same(n, touched[0])
    )


def _relabels(n: Mention, rule: Mention) -> bool:
    """Whether the network's name takes the place of a rule's with the same edges."""
    if rule.label not in _LABELS or rule.source in _CERTAIN:
        return False
    if n.label == "LOC" and rule.source.startswith("organizations.other"):
        return n.score >= BEYOND_DOUBT
    return rule.label == "PER" and n.label != "PER" and n.score >= SURE


def _is_same(m: Mention, other: Mention) -> bool:
    return m.start == other.start and m.end == other.end and m.label == other.label


def _judged(m: Mention, other: Mention | None) -> str:
    """What the network says of a rule's name: same, other (it sees another name there), or silent."""
    if other is None:
        return "silent"
    # Names with the same edges meet no further ones.
    return "same" if _is_same(m, other) else "other"


def _overlaps(ours: list[Mention], theirs: list[Mention]) -> list[list[Mention]]:
    """For each of `theirs` those of `ours` that share a character with it; both by start, without overlaps."""
    found: list[list[Mention]] = []
    first = 0
    for other in theirs:
        while first < len(ours) and ours[first].end <= other.start:
            first += 1
        k = first
        touched = []
        while k < len(ours) and ours[k].start < other.end:
            touched.append(ours[k])
            k += 1
        found.append(touched)
    return found


def _everywhere(s: Scan, found: list[Mention]) -> list[Mention]:
    """The mentions, and every other place where a name stands that the network alone found."""
    alone = {s.view[m.start : m.end]: m for m in found if m.source == NETWORK and len(m) > 2}
    if not alone:
        return found
    names = list(alone)
    added: list[Mention] = []
    starts = [m.start for m in found]
    for index, start, end in occurrences(s.view, names):
        model = alone[names[index]]
        before = bisect_left(starts, end)
        if not before or found[before - 1].end <= start:
            added.append(Mention(start, end, model.label, "network.again", round(model.score - 0.05, 3)))
    return sorted([*found, *added], key=_START) if added else found
