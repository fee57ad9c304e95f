"""Unions named after a field of their division: sectors (市教育工会), zones (高新区总工会), trades and communities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.links.bodies import hosted
from pipeline.links.levels import relational
from pipeline.links.names import stem
from pipeline.links.state import Link, State, canonical_form, nil
from pipeline.links.surface import Surface

# How far back, in characters, a township may be named for a community to be one of its.
_COMMUNITY_REACH = 60


def sector(state: State, surface: Surface, position: int) -> Link:
    """北京市教育工会, 市教育工会, 教育工会: a sector of a division."""
    if surface.path is None and not surface.type:
        if known := _taken_up(state, surface):
            return known
        if (rows := state.registry.short.get(surface.text)) and state.context.home is None:
            return Link("linked", f"“{surface.text}” is short for {rows[0].name}.", 0.6, rows[0])
    # 长岭机械工会 is that of the company of the text which 长岭机械 is short for.
    if surface.path and surface.path.stems and (name := state.hosts.full_name(surface.body)) != surface.body:
        return hosted(state, name, "工会", f"“{surface.text}” is short for the union of {name}.", 0.8)
    return _placed(state, surface, position, "industry", lambda c: state.depth(c) <= 2)


def federation(state: State, surface: Surface, position: int) -> Link:
    """家政行业工会联合会, 梅园社区工会联合会: a trade or a community of a division."""
    if surface.path is None and (known := _taken_up(state, surface)):
        return known
    surface = _in_full(state, surface)
    level = "industry" if "行业" in surface.rest else "community"
    if level == "community" and surface.path is None and not surface.type:
        before = (
            (o, c)
            for o, c, _ in sorted(state.context.firm, reverse=True)
            if position - _COMMUNITY_REACH <= o < position and state.depth(c) == 4
        )
        if near := next(before, None):
            return _named_under(state, surface, level, near[1])
    return _placed(state, surface, position, level, lambda c: state.depth(c) >= 2)


def community(state: State, surface: Surface, position: int) -> Link:
    """村工会, 社区工会: of the one village or community that the text names."""
    known = [a for a in state.linked if a.written != surface.body and a.written.endswith(surface.type)]
    if known:
        return state.takes_up(surface, known[-1], 0.85)
    name = state.hosts.only_place(surface.type)
    if name is None:
        return nil(surface, "names a kind of community, and the article does not name one of them.")
    reason = f"“{surface.text}” is the union of {name}."
    fuller = state.reader.read(name + surface.form)
    if fuller and fuller.kind == "federation":
        link = federation(state, fuller, position)
        if link.union is not None:
            return replace(link, reason=reason)
    return hosted(state, name, surface.form, reason, 0.7)


def _in_full(state: State, surface: Surface) -> Surface:
    """某行业工会 in a headline as the text has it: 某行业工会联合会."""
    if surface.form != "工会":
        return surface
    full = (s for _, s in state.surfaces if s.body == surface.body and s.kind == surface.kind)
    form = next((s.form for s in full if "联" in s.form), surface.form)
    return replace(surface, form=form)


def _taken_up(state: State, surface: Surface) -> Link | None:
    tail = surface.rest + surface.form
    known = next((a for a in reversed(state.linked) if a.union.name.endswith(tail)), None)
    return state.takes_up(surface, known, 0.85) if known else None


def _placed(state: State, surface: Surface, position: int, level: str, test: Callable[[str], bool]) -> Link:
    """The union of a field in the division that the surface or else the context tells."""
    code: str | None
    if surface.path:
        best = state.context.choose(state.dated(surface), position)
        if len(best) > 1:
            return state.ambiguous(surface, best)
        code = best[0]
    elif surface.type:
        code = relational(state, Surface(surface.text, "relational", type=surface.type), position).code
    else:
        code = state.near(position, test)
    if code is None:
        return nil(surface, "names a field, and the article does not tell of which division.")
    return _named_under(state, surface, level, code)


def _named_under(state: State, surface: Surface, level: str, code: str) -> Link:
    name = state.territory.path_name(code) + surface.rest + canonical_form(surface.form)
    if row := state.registry.row(name):
        return Link("linked", f"“{surface.text}” is {row.name} in the registry.", 0.95, row)
    return state.made(surface, name, level, code)


def zone(state: State, surface: Surface, position: int) -> Link:
    """成都高新区总工会, 经开区总工会: a development zone, which stands under its city."""
    own, kind = state.reader.zone_parts(surface.rest)
    if not own and surface.path is None:
        if kind == "新区":  # 浦东新区 and 滨海新区 are districts.
            district = relational(state, Surface(surface.text, "relational", type=kind), position)
            if district.union is not None:
                return district
        for a in reversed(state.linked):
            if a.union.level == "zone" and _same_zone(state, a.written, kind):
                return state.takes_up(surface, a, 0.9)
        named = [s for _, s in state.surfaces if s.kind == "zone" and s is not surface]
        named = [s for s in named if s.path or state.reader.zone_parts(s.rest)[0]]
        surface = next((s for s in named if _same_zone(state, s.body, kind)), surface)
    city, name, above = _zone_city(state, surface, position)
    if row := state.reader.zones.get(surface.body) or state.reader.zones.get(surface.rest):
        # 经开区 is in every city; 北京经开区 is the row's own name.
        generic = surface.body not in state.reader.zones or surface.body in state.reader.zone_short
        if not generic or (city and city[:2] == row["city"][:2]):
            name = row["canonical"] or state.territory.path_name(row["city"]) + row["name"]
            return state.made(surface, name + "总工会", "zone", row["city"])
    if city is None or above is None:
        return nil(surface, "names a zone, and the article does not tell of which city.")
    if (
        state.reader.zone_short[state.reader.zone_parts(name)[1]] == "景区"
        and surface.path
        and surface.path.stems
    ):
        name = surface.body  # 黄山风景区 is named after the mountain, as the city is
    elif surface.path and surface.rest == surface.body:
        name = surface.body  # 湛江港片区 after the harbour
    else:
        for unit in reversed(state.territory.path(city)):
            name = name.removeprefix(unit.name) or name
            name = name.removeprefix(stem(unit.name)) or name
    form = "总工会" if surface.form == "工会" else canonical_form(surface.form)
    return state.made(
        surface, state.territory.path_name(city) + name.partition("（")[0] + form, "zone", above
    )


def _same_zone(state: State, name: str, kind: str) -> bool:
    short = state.reader.zone_short
    own_kind = state.reader.zone_parts(name)[1]
    return short.get(own_kind) == short.get(kind) or name.partition("（")[0].endswith(kind)


def _zone_city(state: State, surface: Surface, position: int) -> tuple[str | None, str, str | None]:
    """The division that a zone is named under (the one before its name, else the context's city), the zone's name,
    and the division whose union is above the zone's.
    """
    if surface.path:
        best = state.context.choose(state.dated(surface), position)
        if len(best) != 1:
            return None, surface.rest, None
        unit = state.territory.unit(best[0])
        # A county's stem is part of the zone's name, which stands under the city: 建德经济开发区.
        if surface.path.stems and unit.depth == 3 and unit.parent:
            return unit.parent, surface.body, unit.code
        return unit.code, surface.rest, unit.code
    city = state.near(position, state.is_city)
    return city, surface.rest, city
