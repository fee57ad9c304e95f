"""Which union each surface of an article means.

Names that stand by themselves come first, wherever they stand, since a headline's 区总工会 may be explained by
the body. Then every mention is resolved in text order. Nothing is guessed: where the evidence is even the
mention stays ambiguous, where there is none it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.links import fields, levels
from pipeline.links.context import add_union
from pipeline.links.names import stem
from pipeline.links.registry import NATIONAL
from pipeline.links.state import Antecedent, Link, State, canonical_form, nil
from pipeline.links.surface import Kind, Surface

_COMMITTEE = re.compile(r"(?:工委|党工委|党委|区委|县委|市委|省委|政府|办事处|人大常委会|人大|政协)$")
_TOWNSHIP_KIND = re.compile(r"(?:街道|镇|民族乡|乡|苏木)$")
_COMPANY_WORDS = ("公司", "企业", "集团", "集团公司", "学校", "医院", "校")
_TITLE_REACH = 80


def resolve(state: State) -> list[Link]:
    """One link for each surface of the state, in text order."""
    _announce(state)
    announced = {(a.start, a.code) for a in state.named}
    links: list[Link] = []
    for position, surface in state.surfaces:
        link = _RULES[surface.kind](state, surface, position)
        if link.union is not None:
            state.linked.append(Antecedent(position, link.union, link.code, surface.body))
            if link.code and (position, link.code) not in announced:
                add_union(state.context, position, link.code)
        links.append(link)
    return links


def _announce(state: State) -> None:
    """Enter every name that needs no antecedent: first those of one unit, then those that the first decide."""
    for certain in (True, False):
        for position, surface in state.surfaces:
            if surface.kind != "territorial" or surface.path is None:
                continue
            codes = state.dated(surface)
            if (len(codes) == 1) != certain:
                continue
            best = state.context.choose(codes, position)
            vague = _is_far(state, best[0]) if certain else _is_elsewhere(state, best[0], position)
            if len(best) == 1 and not vague:
                union = state.registry.territorial(best[0])
                state.named.append(Antecedent(position, union, best[0], surface.body))
                add_union(state.context, position, best[0])


def _row(state: State, surface: Surface, position: int) -> Link:
    union = state.registry.row(surface.body or surface.text) or NATIONAL
    return Link(
        "linked", f"“{surface.text}” is {union.name} in the registry.", 1.0, union, None, (union.union_id,)
    )


def _territorial(state: State, surface: Surface, position: int) -> Link:
    assert surface.path is not None
    codes = state.dated(surface)
    if surface.path.stems and surface.path.pieces == 1 and surface.form == "工会":
        unit = state.territory.unit(codes[0])
        if surface.body == stem(unit.name):
            return nil(surface, f"speaks of the unions of {surface.body}, not of one union.")
    again = [a.code for a in state.linked if a.code in codes and a.code]
    best = again[-1:] or state.context.choose(codes, position)
    if (
        len(codes) > 1
        and surface.path.pieces == 1
        and _is_elsewhere(state, best[0], position)
        and (link := _unlisted_township(state, surface, surface.body, position))
    ):
        return link
    if len(best) > 1:
        return state.ambiguous(surface, best)
    unit = state.territory.unit(best[0])
    if len(codes) == 1 and _is_far(state, best[0]):
        if unit.depth == 3:
            return nil(surface, "is a common name, and the one division of that name lies elsewhere.")
        if link := _unlisted_township(state, surface, surface.body, position):
            return link
        return state.division(best[0], f"“{surface.text}” is the only division of that name.", 0.6)
    if len(codes) > 1:
        name = state.territory.path_name(best[0])
        reason = f"Of {len(codes)} divisions that “{surface.text}” may mean {name} fits the article's places."
        return state.division(best[0], reason, 0.85)
    if surface.path.pieces > 1:
        return state.division(best[0], f"“{surface.text}” is a full path.", 1.0)
    if unit.name == surface.path.last:
        return state.division(best[0], f"“{surface.text}” names one division only.", 0.95)
    return state.division(best[0], f"“{surface.text}” is another name for that of {unit.name}.", 0.95)


def _is_far(state: State, code: str) -> bool:
    """Whether a name that says little (a township's, 矿区) is unique, but nothing else lies in its province."""
    unit = state.territory.unit(code)
    others = [c for _, c, _ in state.context.firm if c != code]
    others += [state.context.home] if state.context.home else []
    vague = unit.depth == 4 or len(unit.name) == 2
    return vague and bool(others) and all(c[:2] != code[:2] for c in others)


def _is_elsewhere(state: State, code: str, position: int) -> bool:
    """Whether a township of a frequent name lies in no city of the text, though the text has named a county before."""
    firm = state.context.firm
    if state.depth(code) < 4 or not any(o < position and state.depth(c) >= 3 for o, c, _ in firm):
        return False
    return all(state.territory.closeness(code, c) < 0.6 for _, c, _ in firm)


def _township(state: State, surface: Surface, position: int) -> Link:
    """A 街道, 镇 or 乡 that no list holds: it lies in the county of its path or of the context."""
    if surface.path and len(best := state.context.choose(state.dated(surface), position)) == 1:
        name = state.territory.path_name(best[0]) + surface.rest + "总工会"
        return state.made(surface, name, "township", best[0])
    link = _unlisted_township(state, surface, surface.rest, position)
    return link or nil(surface, "is in no list of divisions, and the article names no county for it.")


def _unlisted_township(state: State, surface: Surface, name: str, position: int) -> Link | None:
    # A regiment (团) lies under a 师, which stands where cities do.
    depth = 2 if name.endswith("团") else 3
    above = _county_of_namesake(state, name) or state.near(position, lambda c: state.depth(c) == depth)
    if above is None:
        return None
    return state.made(surface, state.territory.path_name(above) + name + "总工会", "township", above)


def _county_of_namesake(state: State, name: str) -> str | None:
    """The one county of the text in which a 街道 or 镇 has the stem of a 镇 or 乡 that is no more."""
    own = _TOWNSHIP_KIND.sub("", name)
    counties = {c for _, c, _ in state.context.firm if state.depth(c) == 3}
    namesakes = (c for kind in ("街道", "镇", "乡") for c in state.territory.codes(own + kind, stems=False))
    found = {parent for c in namesakes if (parent := state.territory.unit(c).parent) in counties}
    return found.pop() if len(found) == 1 else None


def _host(state: State, surface: Surface, position: int) -> Link:
    name = state.hosts.full_name(surface.body)
    what = "names its host" if name == surface.body else "is short for the union of"
    return _hosted(state, name, canonical_form(surface.form), f"“{surface.text}” {what} {name}.", 0.9)


def _hosted(state: State, name: str, form: str, reason: str, score: float) -> Link:
    union = state.registry.row(name + form) or state.registry.found(name + form, "enterprise", None)
    return Link("linked", reason, score, union, None, (union.union_id,))


def _host_relational(state: State, surface: Surface, position: int) -> Link:
    """公司工会, 学校工会: the host's union named before, else the host that the text names."""
    before = [a for a in reversed(state.linked) if a.code is None]
    alike = [a for a in before if a.written.endswith(surface.type) and a.written != surface.body]
    if surface.type in _COMPANY_WORDS:
        enterprises = [a for a in before if a.union.level == "enterprise"]
        alike += [a for a in enterprises if state.hosts.fits(a.union.name.removesuffix("工会"), surface.type)]
    host = state.hosts.nearest(surface.type, position)
    # A host named in this very sentence goes before a union of an earlier one.
    start = state.sentence_start(position)
    if alike and not (host and alike[0].start < start <= host.start < position):
        return state.takes_up(surface, alike[0], 0.85)
    if host:
        return _hosted(state, host.name, "工会", f"“{surface.text}” is the union of {host.name}.", 0.75)
    return nil(surface, "names a kind of host, and the article names no such host.")


def _deictic(state: State, surface: Surface, position: int) -> Link:
    pool = [a for a in state.linked if "联" in a.union.name or "联" not in surface.form]
    # 该工会 takes up a union that is no 总工会, where there is one: that would be 该区总工会.
    own = [a for a in pool if a.code is None and a.union is not NATIONAL]
    if chosen := (own or pool)[-1:]:
        return state.takes_up(surface, chosen[0], 0.8)
    return nil(surface, "points to a union that the article does not name before.")


def _bare(state: State, surface: Surface, position: int) -> Link:
    """总工会 or 工会 in a title after its body: 街道工委副书记、总工会主席, 公司党委副书记、工会主席."""
    since = max(state.sentence_start(position), position - _TITLE_REACH)
    if host := state.hosts.last_before(position, since):
        body = _COMMITTEE.sub("", host.written)
        parse = state.territory.parse(body) if body else None
        if parse and parse.end == len(body):
            return _territorial(state, Surface(surface.text, "territorial", body, path=parse), position)
        if body == host.written:
            return _hosted(state, host.name, "工会", f"“{surface.text}” is the union of {host.name}.", 0.7)
    if "联" in surface.form and (known := [a for a in state.linked if "联" in a.union.name]):
        return state.takes_up(surface, known[-1], 0.6)
    if surface.form == "总工会" and state.linked and state.linked[-1].code:
        return state.takes_up(surface, state.linked[-1], 0.5)
    return nil(surface, "alone tells no union.")


def _collective(state: State, surface: Surface, position: int) -> Link:
    return nil(surface, "speaks of many unions or of the movement, not of one union.")


def _affiliate(state: State, surface: Surface, position: int) -> Link:
    return nil(surface, "is a body that belongs to a union, not a union.")


_RULES: dict[Kind, Callable[[State, Surface, int], Link]] = {
    "row": _row,
    "territorial": _territorial,
    "relational": levels.relational,
    "deictic": _deictic,
    "sector": fields.sector,
    "zone": fields.zone,
    "township": _township,
    "federation": fields.federation,
    "host": _host,
    "host_relational": _host_relational,
    "bare": _bare,
    "collective": _collective,
    "affiliate": _affiliate,
}
