"""Which union each surface of an article means.

Names that stand by themselves come first, wherever they stand, since a headline's 区总工会 may be explained by
the body. Then every mention is resolved in text order. Nothing is guessed: where the evidence is even the
mention stays ambiguous, where there is none it stays open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.links import bodies, fields, levels
from pipeline.links.context import add_union
from pipeline.links.names import stem
from pipeline.links.registry import NATIONAL
from pipeline.links.state import Antecedent, Link, State, nil
from pipeline.links.surface import Kind, Surface
from pipeline.patterns import regex

_COMMITTEE = regex(r"(?:工委|党工委|党委|区委|县委|市委|省委|政府|办事处|人大常委会|人大|政协)$")
_TOWNSHIP_KIND = regex(r"(?:街道|镇|民族乡|乡|苏木)$")
_TITLE_REACH = 80
_TRADE = regex(r".{0,6}(?:司机|快递员|送餐员|骑手|护工|家政|保安|环卫工|劳动者|从业人员)$")
_POST = regex(r"(?:党[委组支]|第[一二三四五六七八九十]+届|首届|副?主席|秘书长|委员|负责人|相关|有关)")
# 某市工会十五大, as 中国工会十八大.
_CONGRESS = regex(r"[一二三四五六七八九十]+大(?![学队型家众棚])")
_COMMUNITIES = frozenset({"村", "社区"})
# Surfaces that tell which union they mean by themselves.
_NAMED = frozenset({"host", "federation", "zone", "township"})
# Of these kinds a city has one as a rule.
_ONE_A_CITY = frozenset(
    {
        "高新技术产业开发区",
        "高新区",
        "经济技术开发区",
        "经济开发区",
        "经开区",
        "技术开发区",
        "开发区",
        "保税区",
        "综合保税区",
        "综保区",
        "自贸区",
        "新区",
    }
)


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
    return _as_written(state, links)


def _as_written(state: State, links: list[Link]) -> list[Link]:
    """某街道工会 keeps its name where the article never writes 某街道总工会: below the county there are both."""
    general = {
        link.union.union_id
        for (_, surface), link in zip(state.surfaces, links, strict=True)
        if link.union and surface.form != "工会"
    }
    return [
        replace(link, union=state.registry.simple(link.union))
        if link.union and _may_be_simple(state, link) and link.union.union_id not in general
        else link
        for link in links
    ]


def _may_be_simple(state: State, link: Link) -> bool:
    """Whether a union lies below the county, or is that of a 地区."""
    assert link.union is not None
    region = link.union.name.removesuffix("总工会")
    return link.union.level in ("township", "zone") or region.endswith("地区")


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
            vague = _is_far(state, surface, best[0]) if certain else _is_elsewhere(state, best[0], position)
            if len(best) == 1 and not vague:
                union = state.registry.territorial(best[0])
                state.named.append(Antecedent(position, union, best[0], surface.body))
                add_union(state.context, position, best[0])


def _row(state: State, surface: Surface, position: int) -> Link:
    union = state.registry.row(surface.body or surface.text) or NATIONAL
    year = state.context.year
    if year and ((union.since and year < union.since) or (union.until and year > union.until)):
        years = f"{union.since or ''}–{union.until or ''}"
        return nil(surface, f"is the name of {union.name} in {years} only, and the page is of {year}.")
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
    if surface.form == "工会" and _CONGRESS.match(state.context.view, position + len(surface.text)):
        return nil(surface, "is part of the name of a congress.")
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
    if len(codes) == 1 and _is_far(state, surface, best[0]):
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


def _is_far(state: State, surface: Surface, code: str) -> bool:
    """Whether a name that says little (a township's, 矿区) is unique, but nothing else lies in its province.

    A name that begins with its province (江西省上饶市广信区旭日街道) says all.
    """
    if surface.body.startswith(stem(state.territory.path(code)[0].name)):
        return False
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


def _zone(state: State, surface: Surface, position: int) -> Link:
    """高新区总工会; 园区工会 means one only where the article names a zone."""
    own, kind = state.reader.zone_parts(surface.rest)
    named = any(s.kind == "zone" and s.body != surface.body for _, s in state.surfaces)
    if not own and surface.path is None and kind not in _ONE_A_CITY and not named:
        if kind in state.reader.host_words and surface.form == "工会":  # 青石物流园, 园区工会
            return bodies.host_relational(state, replace(surface, type=kind), position)
        return nil(surface, "names a kind of zone, and the article names no zone.")
    link = fields.zone(state, surface, position)
    if link.union is None and surface.path and surface.path.stems:
        # 西安高新区 is the city's, where nothing speaks for a district of the name.
        top = min(state.depth(c) for c in surface.path.units)
        cities = tuple(c for c in surface.path.units if state.depth(c) == top)
        return fields.zone(state, replace(surface, path=replace(surface.path, units=cities)), position)
    return link


def _federation(state: State, surface: Surface, position: int) -> Link:
    """家政行业工会联合会; 货车司机工会 alone tells no place and is a kind of union."""
    if surface.form == "工会" and surface.path is None and not surface.type and _TRADE.match(surface.rest):
        tail = surface.rest + surface.form
        if not any(a.union.name.endswith(tail) for a in state.linked):
            return nil(surface, "names a trade, and the article no union of it before.")
    return fields.federation(state, surface, position)


def _host_relational(state: State, surface: Surface, position: int) -> Link:
    """学校工会; where the headline has 市场工会, the union of a market that the text names later; 村工会 by its path."""
    if surface.type in _COMMUNITIES:
        return fields.community(state, surface, position)
    link = bodies.host_relational(state, surface, position)
    if link.union is None and (ends := state.reader.host_words.get(surface.type)):
        named = (s for p, s in state.surfaces if p > position and s.kind in _NAMED and s.body.endswith(ends))
        if fuller := next(named, None):
            link = _RULES[fuller.kind](state, fuller, position)
            reason = f"“{surface.text}” is {fuller.text}, which the text names later."
            return replace(link, reason=reason) if link.union else link
    return link


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
    if surface.form == "总工会" and state.context.view[:position].endswith("全国"):
        return _row(state, Surface(surface.text, "row", NATIONAL.name), position)
    if host := state.hosts.last_before(position, since):
        body = _COMMITTEE.sub("", host.written)
        parse = state.territory.parse(body) if body else None
        if parse and parse.end == len(body):
            return _territorial(state, Surface(surface.text, "territorial", body, path=parse), position)
        if body == host.written and surface.form != "总工会" and (name := bodies.body_of(host.name)):
            return bodies.hosted(state, name, "工会", f"“{surface.text}” is the union of {name}.", 0.7)
    known = [a for a in state.linked if "联" in a.union.name]
    if "联" in surface.form and known and _POST.match(state.context.view, position + len(surface.text)):
        return state.takes_up(surface, known[-1], 0.6)
    if surface.form == "总工会" and state.linked and state.linked[-1].code:
        return state.takes_up(surface, state.linked[-1], 0.5)
    return nil(surface, "alone tells no union.")


def _collective(state: State, surface: Surface, position: int) -> Link:
    # 行业工会联合会, where the one of a trade was named.
    if surface.text.startswith("行业工会") and (
        known := [a for a in state.linked if a.union.name.endswith(surface.text)]
    ):
        return state.takes_up(surface, known[-1], 0.85)
    return nil(surface, "speaks of many unions or of the movement, not of one union.")


def _affiliate(state: State, surface: Surface, position: int) -> Link:
    return nil(surface, "is a body that belongs to a union, not a union.")


_RULES: dict[Kind, Callable[[State, Surface, int], Link]] = {
    "row": _row,
    "territorial": _territorial,
    "relational": levels.relational,
    "deictic": _deictic,
    "sector": fields.sector,
    "zone": _zone,
    "township": _township,
    "federation": _federation,
    "host": bodies.host,
    "outside": bodies.outside,
    "host_relational": _host_relational,
    "bare": _bare,
    "collective": _collective,
    "affiliate": _affiliate,
}
