"""What the rules of one article share: its context, its hosts, the unions linked so far, and how outcomes are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.links.context import Context
from pipeline.links.hosts import Hosts
from pipeline.links.registry import Registry
from pipeline.links.surface import Surface, SurfaceReader
from pipeline.links.territory import Territory
from pipeline.links.units import MUNICIPALITIES
from pipeline.records import LinkStatus, Union
from pipeline.records.record import record

# Of an ambiguous mention's candidates so many are named in the reason.
_SHOWN = 4


@record
class Link:
    """The outcome for one mention: the union if linked, otherwise why not, and what was considered.

    `code` is the unit of a territorial union.
    """

    status: LinkStatus
    reason: str
    score: float = 0.0
    union: Union | None = None
    code: str | None = None
    candidates: tuple[str, ...] = ()


@record
class Antecedent:
    """A union linked at `start`: its unit where it is territorial, the body as it was written."""

    start: int
    union: Union
    code: str | None
    written: str


@dataclass(slots=True)
class State:
    """One article while its mentions are resolved in text order.

    `linked` are the unions so far, `named` all that need no antecedent wherever they stand, `surfaces` all
    mentions with their offsets.
    """

    registry: Registry
    reader: SurfaceReader
    context: Context
    hosts: Hosts
    surfaces: Sequence[tuple[int, Surface]]
    linked: list[Antecedent] = field(default_factory=list)
    named: list[Antecedent] = field(default_factory=list)

    @property
    def territory(self) -> Territory:
        """The divisions."""
        return self.registry.territory

    def depth(self, code: str) -> int:
        """1 for a province to 4 for a township."""
        return self.territory.unit(code).depth

    def is_city(self, code: str) -> bool:
        """Whether the unit is a prefecture or a municipality."""
        return self.depth(code) == 2 or code in MUNICIPALITIES

    def dated(self, surface: Surface) -> list[str]:
        """The units that a surface's path may mean at the article's date."""
        assert surface.path is not None
        return self.registry.meant(surface.path, self.context.year, self.context.view)

    def near(self, position: int, test: Callable[[str], bool]) -> str | None:
        """The unit nearest before the position that passes the test or lies under one that does; else the nearest
        after it, else that of home.
        """
        ordered = [c for o, c, _ in sorted(self.context.firm, reverse=True) if o < position]
        ordered += [c for o, c, _ in sorted(self.context.firm) if o >= position]
        ordered += [self.context.home] if self.context.home else []
        return next((u.code for c in ordered for u in reversed(self.territory.path(c)) if test(u.code)), None)

    def sentence_start(self, position: int) -> int:
        """Where the sentence (or line) of the position starts."""
        view = self.context.view
        return 1 + max(view.rfind(mark, 0, position) for mark in "。！？；\n")

    def takes_up(self, surface: Surface, known: Antecedent, score: float) -> Link:
        """A mention that means a union named before."""
        reason = f"“{surface.text}” takes up {known.union.name}, named before."
        return Link("linked", reason, score, known.union, known.code, (known.union.union_id,))

    def division(self, code: str, reason: str, score: float) -> Link:
        """A mention that means the union of a division."""
        union = self.registry.territorial(code)
        return Link("linked", reason, score, union, code, (union.union_id,))

    def made(self, surface: Surface, name: str, level: str, above: str) -> Link:
        """A mention of a union that no list holds, under the union of a division."""
        parent = self.registry.territorial(above)
        union = self.registry.found(name, level, parent)
        reason = (
            f"“{surface.text}” is in no list; it is named after its place and field, under {parent.name}."
        )
        return Link("linked", reason, 0.8, union, None, (union.union_id,))

    def ambiguous(self, surface: Surface, codes: Sequence[str]) -> Link:
        """A mention that may mean several unions, between which nothing decides."""
        unions = [self.registry.territorial(c) for c in codes]
        named = "、".join(u.name for u in unions[:_SHOWN]) + (" …" if len(unions) > _SHOWN else "")
        reason = (
            f"“{surface.text}” may be any of {len(unions)} unions ({named}); the article does not decide."
        )
        return Link("ambiguous", reason, candidates=tuple(u.union_id for u in unions))


def nil(surface: Surface, why: str) -> Link:
    """A mention that is not linked; `why` goes on after the quoted mention."""
    return Link("nil", f"“{surface.text}” {why}")


def canonical_form(form: str) -> str:
    """The form in a canonical name: 总 is 总工会, a union's committee is the union."""
    if form == "总":
        return "总工会"
    return "工会" if form in ("工会委员会", "工会工作委员会", "工会小组") else form
