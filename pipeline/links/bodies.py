"""Unions of companies, schools and offices: 云禾机械公司工会, 公司工会, 我校工会; and unions outside 中华全国总工会."""

from __future__ import annotations

from dataclasses import replace

from pipeline.links.state import Link, State, canonical_form, nil
from pipeline.links.surface import Surface, says_kind
from pipeline.patterns import regex

_COMPANY_WORDS = ("公司", "企业", "集团", "集团公司", "学校", "医院", "校")
_PART = regex(
    r"第[0-9一二三四五六七八九十]+|[一二三四五六七八九十](?:公司|分公司|处|厂)|分公司|支公司|项目部"
)
_UNIT = regex(r"(?:班|组|队|车间|工区|部|科|室|站)$")
_PLANT = regex(r"(?:厂|矿|医院|学校|幼儿园|大厦|宿舍)$")
_ASSOCIATION = regex(r"(?:协会|商会|学会|联合会|委员会|持股会|组织|基金会|运动)$")
_COMPANY_TAIL = regex(r"(?:集团公司|有限公司|总公司|公司|集团|厂)$")
_TAKES_OFFICE = regex(r"^(?:现任|曾任|历任|担任|兼任|出任|时任|原任|任)")
_DEPARTMENT = regex(r"(?:部|办公室|处|科|室|组|政治局)$")
_BODY_HEAD = regex(r"公司|集团|总厂|厂|大学|学院|医院|银行|局|院")


def outside(state: State, surface: Surface, position: int) -> Link:
    """英国火车司机工会, 香港工会联合会: a union that does not stand under 中华全国总工会, known by its name alone."""
    union = state.registry.found(surface.text, "outside", None)
    reason = f"“{surface.text}” names a union outside 中华全国总工会."
    return Link("linked", reason, 0.85, union, None, (union.union_id,))


def _spells_out(full: str, short: str) -> bool:
    """Whether a longer name can be that of the same body: not that of a numbered part, of another kind of body, nor
    of two characters' company.
    """
    if _TAKES_OFFICE.match(full) or (_PART.search(full) and not _PART.search(short)):
        return False
    if _ASSOCIATION.search(full) and not _ASSOCIATION.search(short):
        return False
    if _PART.fullmatch(short):
        return True
    return len(_COMPANY_TAIL.sub("", short)) > 2 or "有限" in full or short in full[-len(short) :]


def host(state: State, surface: Surface, position: int) -> Link:
    """云禾机械公司工会, 云禾机械工会: a host's union by its name or its fullest name in the article."""
    body = _TAKES_OFFICE.sub("", surface.body)
    if body != surface.body and not says_kind(body):
        body = surface.body
    if body[0] in "本该我":
        return host_relational(state, replace(surface, type=body[1:]), position)
    # A general union is no body's (琼崖总工会): its name is short for no longer one.
    name = state.hosts.full_name(body) if surface.form != "总工会" else body
    at = name.find(body)
    longer = name[at + len(body) :]
    if at >= 0 and (_UNIT.search(longer) or (says_kind(body) and _PLANT.search(longer))):
        # 云岭煤矿掘进二班, 云岭煤矿选煤厂 tell where 煤矿 lies.
        name = name[: at + len(body)]
    if name != body and not _spells_out(name, body):
        name = body
    what = "names its host" if name == surface.body else "is short for the union of"
    # A name that does not say what its host is (航拓工会) may be another thing.
    score = 0.9 if says_kind(name) else 0.8
    return hosted(state, name, canonical_form(surface.form), f"“{surface.text}” {what} {name}.", score)


def hosted(state: State, name: str, form: str, reason: str, score: float) -> Link:
    """The link to a host's union: a row of the registry where there is one."""
    if (company := _company_of(state, name)) and not name.startswith(company):
        name = company + name
        reason += f" It is a part of {company}."
    union = state.registry.row(name + form) or state.registry.found(name + form, "enterprise", None)
    return Link("linked", reason, score, union, None, (union.union_id,))


def _company_of(state: State, name: str) -> str | None:
    """The company of the article that a plant named after its work alone belongs to: 热轧厂, 第二炼铁厂, 动力车间."""
    if not state.reader.is_plant(name):
        return None
    return state.hosts.company() or state.context.house


def host_relational(state: State, surface: Surface, position: int) -> Link:
    """公司工会, 学校工会: the host's union named before, else the host that the text names."""
    before = [a for a in reversed(state.linked) if a.code is None]
    alike = [a for a in before if a.written.endswith(surface.type) and a.written != surface.body]
    if surface.type in _COMPANY_WORDS:
        enterprises = [a for a in before if a.union.level == "enterprise"]
        alike += [a for a in enterprises if state.hosts.fits(a.union.name.removesuffix("工会"), surface.type)]
    if surface.type.startswith("集团"):
        alike = [a for a in alike if "集团" in a.union.name and not state.reader.is_plant(a.written)]
    host = state.hosts.nearest(surface.type, position)
    # A host named in this very sentence goes before a union of an earlier one.
    start = state.sentence_start(position)
    if alike and not (host and alike[0].start < start <= host.start < position):
        return state.takes_up(surface, alike[0], 0.85)
    if host:
        return hosted(state, host.name, "工会", f"“{surface.text}” is the union of {host.name}.", 0.75)
    house = state.context.house
    if house and (surface.body[0] in "我本" or state.hosts.fits(house, surface.type)):
        return hosted(
            state,
            house,
            "工会",
            f"“{surface.text}” is that of {house}, of which this is the house organ.",
            0.75,
        )
    return nil(surface, "names a kind of host, and the article names no such host.")


def body_of(name: str) -> str | None:
    """The body that a department in a title belongs to: 云禾集团 of 现任云禾集团人力资源部; None where none is told."""
    name = _TAKES_OFFICE.sub("", name)
    if not _DEPARTMENT.search(name):
        return name
    heads = [m.end() for m in _BODY_HEAD.finditer(name)]
    return name[: heads[-1]] if heads and heads[-1] < len(name) else None
