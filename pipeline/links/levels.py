"""市总工会, 镇总工会, 县总: which division a level word means in its article.

The order of the rules follows measurements on union news: a union of that level named before; the division
above one named before; one named later (a headline comes first); the publication's home where the text plays
there; the nearest place of that level; home.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.links.context import has_type
from pipeline.links.state import Antecedent, Link, State, nil
from pipeline.links.surface import Surface
from pipeline.patterns import compiled, regex
from pipeline.records import Union

# 按照市总工会部署 speaks of the union above.
_FROM_ABOVE = regex(r"(?:按照|根据|落实|响应|贯彻|遵照|在|受|向|对照|报|经)$")
_ABOVE_ACTS = regex(
    r"(?:工会)?[^，。；]{0,8}(?:部署|要求|指导|安排|统一|号召|领导|批准|批复|文件|的支持|申报|报送|报备)"
)
# The label of a round-up's item: 【海淀】, or 海淀区： at the start of a line.
_LABEL = regex(r"(?:【(?P<label>\p{Han}{2,10})】|(?:^|(?<=\n))[■●▲◆]?\s*(?P<line>\p{Han}{2,10})[：:])")
# 27个省、市、自治区总工会: a number or 各 before the level word makes it many.
_COUNTED = regex(
    r"(?:各|[0-9一二三四五六七八九十百]+(?:个|家))[^，。；、]{0,4}(?:、[^，。；、]{1,4}){0,3}、?$"
)


def relational(state: State, surface: Surface, position: int) -> Link:
    """Resolve a surface that names only a level."""
    kind = surface.type
    view = state.context.view
    if _COUNTED.search(view, max(0, position - 16), position):
        return nil(surface, "speaks of many unions, not of one union.")
    antecedent = _antecedent(state, kind, position)
    if code := _nearer_place(state, kind, position, antecedent):
        name = state.territory.path_name(code)
        return state.division(code, f"“{surface.text}” is {name}'s, which this passage is about.", 0.8)
    if antecedent:
        return state.takes_up(surface, antecedent, 0.9)
    for codes, why, score in _readings(state, kind, position):
        if codes:
            name = state.territory.path_name(codes[0])
            return state.division(codes[0], f"“{surface.text}” is {name}'s, {why}.", score)
    if kind in ("镇", "乡", "街道") and (town := _town_before(state, kind, position)):
        county = state.near(position, lambda c: state.depth(c) == 3)
        if county:
            name = state.territory.path_name(county) + town + "总工会"
            return state.made(surface, name, "township", county)
    return nil(surface, "tells a level, and the article names no division of it.")


def _readings(state: State, kind: str, position: int) -> list[tuple[list[str], str, float]]:
    home = _typed(state, state.context.home, kind) if state.context.home else []
    at_home = state.context.fits_home()
    return [
        (
            _above_antecedents(state, kind, position),
            "the division above one whose union was named before",
            0.85,
        ),
        (_named_later(state, kind, position), "whose union is named later", 0.85),
        (home if at_home else [], "the home of the publication", 0.8),
        (_in_places(state, kind, position), "the nearest place of that level in the text", 0.75),
        (_above_places(state, kind, position), "the division above the nearest place", 0.7),
        (home, "the home of the publication", 0.5),
    ]


def _nearer_place(state: State, kind: str, position: int, antecedent: Antecedent | None) -> str | None:
    """The division of a round-up's label (【海淀】), or of the same sentence, that comes after the antecedent."""
    since = antecedent.start if antecedent else 0
    view = state.context.view
    for label in reversed(list(_LABEL.finditer(view, since, position))):
        name = label["label"] or label["line"]
        parse = state.territory.parse(name)
        if parse and parse.end == len(name):
            codes = [c for c in state.context.choose(parse.units, position) if _typed(state, c, kind)]
            if len(codes) == 1:
                return _typed(state, codes[0], kind)[0]
    # A city that is visited or that sends guests is named too often for this to hold of 市.
    if antecedent is None or kind in ("市", "省"):
        return None
    start = state.sentence_start(position)
    if antecedent.start >= start:
        return None
    inside = [c for o, c, _ in state.context.firm if start <= o < position]
    inside = [c for c in inside if has_type(state.territory.unit(c), "", kind)]
    return inside[-1] if inside else None


def _antecedent(state: State, kind: str, position: int) -> Antecedent | None:
    """The last union before of that level. Of a city and a county-level city in it, see `_speaks_of_above`."""
    fitting = [a for a in state.linked if _is_of(state, a, kind)]
    # 区总工会 is a zone's only where no district's union was named.
    fitting = [a for a in fitting if a.code] or fitting
    if not fitting:
        return None
    last = _of_the_story(state, fitting)
    if kind != "市":
        return last
    if shared := _city_of_several(state, state.linked):
        return next((a for a in reversed(fitting) if a.code == shared), None)
    if last.code and state.depth(last.code) == 3 and _speaks_of_above(state, position):
        above = [
            a
            for a in fitting
            if a.code and a.code != last.code and state.territory.is_under(last.code, a.code)
        ]
        return above[-1] if above else None
    return _as_called(state, fitting, kind) or last


def _as_called(state: State, fitting: Sequence[Antecedent], kind: str) -> Antecedent | None:
    """The county-level city's union that the text has called 市总工会, where that of the city above it came up since."""
    last = fitting[-1]
    called = next((a for a in reversed(fitting) if a.written == kind and a.code), None)
    if called is None or called.code is None or last.code is None or called.code == last.code:
        return None
    return called if state.territory.is_under(called.code, last.code) else None


def _of_the_story(state: State, fitting: Sequence[Antecedent]) -> Antecedent:
    """The last one, but not a partner's of another province, where one of the story's own province was named."""
    last = fitting[-1]
    home = state.context.home or next((a.code for a in state.linked if a.code), None)
    if home is None or last.code is None or last.code[:2] == home[:2]:
        return last
    own = [a for a in fitting if a.code and a.code[:2] == home[:2]]
    return own[-1] if own else last


def _is_of(state: State, antecedent: Antecedent, kind: str) -> bool:
    if antecedent.code:
        return has_type(state.territory.unit(antecedent.code), antecedent.written, kind)
    if antecedent.union.level in ("township", "zone"):
        return antecedent.union.name.removesuffix("总工会").endswith(kind)
    return False


def _speaks_of_above(state: State, position: int) -> bool:
    view = state.context.view
    end = view.find("总", position) + 1
    return bool(_FROM_ABOVE.search(view[max(0, position - 4) : position]) and _ABOVE_ACTS.match(view, end))


def _city_of_several(state: State, unions: Sequence[Antecedent]) -> str | None:
    """The city of which several counties are named: beside two of them 市总工会 is the city's."""
    units = [state.territory.unit(c) for c in dict.fromkeys(a.code for a in unions if a.code)]
    cities = [u.parent for u in units if u.depth == 3 and u.parent]
    shared = [c for c in cities if cities.count(c) > 1 and state.depth(c) == 2]
    return shared[-1] if shared and has_type(state.territory.unit(shared[-1]), "", "市") else None


def _typed(state: State, code: str, kind: str) -> list[str]:
    """The unit and those above it that are of a level, the nearest first."""
    return [u.code for u in reversed(state.territory.path(code)) if has_type(u, u.name, kind)]


def _above_antecedents(state: State, kind: str, position: int) -> list[str]:
    found: list[str] = []
    if kind == "市" and (shared := _city_of_several(state, state.linked)):
        found.append(shared)
    for a in reversed(state.linked):
        if code := a.code or _code_above(state, a.union):
            typed = _typed(state, code, kind)
            # A county-level city's own union speaks of the city above it.
            if a.code and kind == "市" and len(typed) > 1 and _speaks_of_above(state, position):
                typed = typed[1:]
            found += typed
    return found


def _code_above(state: State, union: Union) -> str | None:
    """The division under whose union a found union stands."""
    parent = state.registry.by_id(union.parent_id) if union.parent_id else None
    return state.registry.code_of(parent) if parent else None


def _named_later(state: State, kind: str, position: int) -> list[str]:
    if kind == "市" and (shared := _city_of_several(state, state.named)):
        return [shared]
    found = [a.code for a in state.named if a.start > position and _is_of(state, a, kind) and a.code]
    return found if len(set(found)) == 1 else []


def _in_places(state: State, kind: str, position: int) -> list[str]:
    firm = [(o, c) for o, c, _ in state.context.firm if has_type(state.territory.unit(c), "", kind)]
    before = [c for o, c in firm if o < position]
    return before[::-1] or [c for _, c in firm]


def _above_places(state: State, kind: str, position: int) -> list[str]:
    firm = state.context.firm
    ordered = [c for o, c, _ in reversed(firm) if o < position] + [c for o, c, _ in firm if o >= position]
    return [code for c in ordered for code in _typed(state, c, kind)]


def _town_before(state: State, kind: str, position: int) -> str | None:
    """A township that the text names, but no list holds."""
    names = compiled(rf"(?<!\p{{Han}})\p{{Han}}{{2,4}}?{kind}")
    found = [m.group() for m in names.finditer(state.context.view, 0, position)]
    return found[-1] if found else None
