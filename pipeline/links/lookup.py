"""What a name may mean without any text: candidates with their path, years and reason, and the whole registry as rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.lexicon import LexiconError
from pipeline.links.context import Context, has_type
from pipeline.links.hosts import Hosts
from pipeline.links.load import load_registry
from pipeline.links.registry import Registry, plain
from pipeline.links.resolve import resolve
from pipeline.links.state import Link, State
from pipeline.links.surface import Surface, SurfaceReader
from pipeline.records import Union
from pipeline.records.record import record
from pipeline.view import view

# Kinds of surfaces of which the names that they give are made by a template: a division and a field.
_TEMPLATES = {
    "sector": "a division and a sector",
    "zone": "a division and its zone",
    "township": "a division and a township that no list holds",
    "federation": "a division and a trade or community",
    "host": "the name of its host",
}


@record
class Candidate:
    """A union that a name may mean; `path` are the names from the top down to it."""

    union: Union
    path: tuple[str, ...]
    reason: str

    @property
    def years(self) -> str:
        """When the name held: `2015–`, `–2015`, empty where nothing is known."""
        since, until = self.union.since, self.union.until
        return f"{since or ''}–{until or ''}" if since or until else ""


class Lookup:
    """Candidates of names, from the lexicons of a links folder."""

    def __init__(self, registry: Registry, reader: SurfaceReader) -> None:
        self.registry = registry
        self._reader = reader

    @classmethod
    def load(cls, folder: Path, user: Path | None = None) -> Lookup:
        """Read the lexicons and a user's own registry; LexiconError on a fault."""
        registry = load_registry(folder, user)
        return cls(registry, SurfaceReader(registry, folder))

    def __call__(self, name: str, region: str | None = None, on: date | None = None) -> list[Candidate]:
        """Every union that the name may mean within a division (name or path) and on a day (today's names without).

        LexiconError where no division is named `region`.
        """
        within = self._within(region) if region else ()
        written = plain(view(name))
        if (row := self.registry.row(written)) is not None:
            return [self._candidate(row, self._row_reason(name, row, on))]
        surface = self._reader.read(written)
        if surface is None:
            surface = self._reader.read(written + "总工会")
            if surface is None or surface.kind != "territorial":
                return []
        if surface.kind == "territorial":
            return self._territorial(surface, name, within, on)
        if surface.kind == "affiliate":
            return self._affiliates(written.removesuffix(surface.rest), surface.rest, region, on)
        if surface.kind == "relational":
            return [c for home in within for c in self._levels(surface, name, home)]
        found = [self._made(surface, name, home, on) for home in within or (None,)]
        return [c for c in found if c is not None]

    def why_none(self, name: str) -> str:
        """Why a name has no candidates, as a sentence."""
        surface = self._reader.read(plain(view(name)))
        if surface is None:
            return f"“{name}” is no name of a union."
        if surface.kind == "territorial":
            return f"“{name}” is no union of this region and time."
        return self._link(surface, None, None).reason

    def rows(self) -> Iterator[Candidate]:
        """Every union of the registry, rows first, then the divisions' in the order of their codes."""
        for union in self.registry.every():
            yield self._candidate(union, "")

    def _within(self, region: str) -> tuple[str, ...]:
        written = plain(view(region))
        parse = self.registry.territory.parse(written)
        if parse is None or parse.end < len(written):
            raise LexiconError(f"{region}: no division has this name")
        return tuple(self.registry.meant(parse, None))

    def _candidate(self, union: Union, reason: str) -> Candidate:
        above = [u.name for u in self.registry.chain(union)]
        return Candidate(union, (*reversed(above), union.name), reason)

    def _row_reason(self, name: str, row: Union, on: date | None) -> str:
        said = "its name" if plain(view(name)) == plain(row.name) else "another name of it"
        reason = f"“{name}” is {said} in the registry."
        if on and ((row.since and on.year < row.since) or (row.until and on.year > row.until)):
            reason += f" It did not have this name in {on.year}."
        return reason

    def _territorial(
        self, surface: Surface, name: str, within: tuple[str, ...], on: date | None
    ) -> list[Candidate]:
        assert surface.path is not None
        territory = self.registry.territory
        codes = self.registry.meant(surface.path, on.year if on else None)
        if within:
            codes = [c for c in codes if any(territory.is_under(c, w) for w in within)]
        found: list[Candidate] = []
        for code in codes:
            unit = territory.unit(code)
            path = territory.path_name(code)
            if code not in surface.path.units:
                reason = f"“{name}” is the former name of a division of which {path} took the place."
            elif unit.name == surface.path.last and surface.path.pieces == 1:
                shared = f", which {len(codes)} divisions have" if len(codes) > 1 else ""
                reason = f"“{name}” is the name of its division{shared}."
            elif surface.path.pieces > 1:
                reason = f"“{name}” gives the path of its division."
            else:
                reason = f"“{name}” is short for, or another name of, its division {unit.name}."
            found.append(self._candidate(self.registry.territorial(code), reason))
        return found

    def _affiliates(self, body: str, rest: str, region: str | None, on: date | None) -> list[Candidate]:
        """A college, palace or service centre: named after the union that it belongs to."""
        found: list[Candidate] = []
        for above in self(body, region, on) if body else ():
            union = self.registry.found(above.union.name + rest, "affiliate", above.union)
            reason = f"It is a body that belongs to {above.union.name}, not a union."
            found.append(Candidate(union, (*above.path, union.name), reason))
        return found

    def _levels(self, surface: Surface, name: str, home: str) -> Iterator[Candidate]:
        """市总工会 in 江阴市: of every 市 on the way up from there."""
        for unit in reversed(self.registry.territory.path(home)):
            if has_type(unit, unit.name, surface.type):
                reason = f"“{name}” is that of {unit.name} in a text of this region."
                yield self._candidate(self.registry.territorial(unit.code), reason)

    def _link(self, surface: Surface, home: str | None, on: date | None) -> Link:
        """The mention resolved as if it stood alone in a text of `home`."""
        context = Context(self.registry.territory, home, on.year if on else None, surface.text)
        (link,) = resolve(State(self.registry, self._reader, context, Hosts([], ""), [(0, surface)]))
        return link

    def _made(self, surface: Surface, name: str, home: str | None, on: date | None) -> Candidate | None:
        """A name that a template makes, from itself or with the region given."""
        link = self._link(surface, home, on)
        if link.union is None:
            return None
        reason = link.reason
        if link.union.origin == "found" and (template := _TEMPLATES.get(surface.kind)):
            reason = f"“{name}” is made of {template}; no list names it."
        return self._candidate(link.union, reason)
