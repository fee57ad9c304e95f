"""The linker: union mentions in, one resolved record each out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.links.context import PlaceFinder
from pipeline.links.hosts import Hosts
from pipeline.links.load import load_registry
from pipeline.links.registry import Registry
from pipeline.links.resolve import resolve
from pipeline.links.state import State
from pipeline.links.surface import Surface, SurfaceReader
from pipeline.patterns import regex
from pipeline.records import Extraction, Mention, Person, Union, UnionMention

_FEDERATION = regex(r"该(?:工会)?联合会$|该工联会$")
# What may stand between the members of 江阴、宜兴、溧阳总工会.
_JOINTS = frozenset({"、", "和", "与", "及", "以及"})


class UnionLinker:
    """Links every mention that may mean a union to the registry, by the whole article."""

    def __init__(self, registry: Registry, reader: SurfaceReader, places: PlaceFinder) -> None:
        self.registry = registry
        self._reader = reader
        self._places = places

    @classmethod
    def load(cls, folder: Path, user: Path | None = None) -> UnionLinker:
        """Read the lexicons of `folder` and a user's own registry; LexiconError on a fault."""
        registry = load_registry(folder, user)
        return cls(registry, SurfaceReader(registry, folder), PlaceFinder(registry.territory, folder))

    def __call__(self, x: Extraction) -> list[UnionMention]:
        """One record for each ORG mention that may mean a union, in text order. Bylines are left out."""
        mentions = sorted(
            (m for m in x.labelled("ORG") if x.field_at(m.start).name != "byline"), key=lambda m: m.start
        )
        surfaces = list(self._surfaces(x, mentions))
        if not surfaces:
            return []
        own = {m for m, _ in surfaces}
        names = [(m.start, x.view[m.start : m.end]) for m in mentions if m not in own]
        names += [(m.start, s.body) for m, s in surfaces if s.kind == "host"]
        names += [self._plain(*owner) for owner in _owners(x)]
        places = [(m.start, x.view[m.start : m.end]) for m in x.labelled("LOC")]
        hosts = Hosts(sorted(names), x.view, places, self._reader.host_words)
        at = [(m.start, s) for m, s in surfaces]
        links = resolve(State(self.registry, self._reader, self._places.context(x), hosts, at))
        return [
            UnionMention(m, link.status, link.score, link.reason, link.union, link.candidates)
            for (m, s), link in zip(surfaces, links, strict=True)
            if not (s.kind == "deictic" and _FEDERATION.match(s.text) and link.union is None)
        ]

    def _surfaces(self, x: Extraction, mentions: list[Mention]) -> Iterator[tuple[Mention, Surface]]:
        read = [self._read(x.view[m.start : m.end]) for m in mentions]
        # From the end, so that 江阴 finds 宜兴 done, which found 溧阳总工会.
        for i in range(len(mentions) - 2, -1, -1):
            after = read[i + 1]
            joint = x.view[mentions[i].end : mentions[i + 1].start]
            if read[i] is None and joint in _JOINTS and after and after.kind in ("territorial", "relational"):
                shared = x.view[mentions[i].start : mentions[i].end]
                stemmed = self._reader.read(shared + "总工会")
                if stemmed and stemmed.kind in ("territorial", "relational"):
                    read[i] = self._alike(shared, stemmed, after)
        for mention, surface in zip(mentions, read, strict=True):
            if surface is not None:
                yield mention, surface

    def _alike(self, shared: str, stemmed: Surface, after: Surface) -> Surface:
        """和平 before 河西区总工会 is a district too."""
        kind = after.body[-1:]
        if kind in "区县市旗镇乡" and not shared.endswith(kind):
            fuller = self._reader.read(shared + kind + "总工会")
            if fuller and fuller.kind == "territorial":
                return fuller
        return stemmed

    def _plain(self, start: int, name: str) -> tuple[int, str]:
        """An owner of a place without the township where it lies: 白石镇英山磷矿 + 井口."""
        territory = self.registry.territory
        parse = territory.parse(name)
        alone = parse is not None and parse.pieces == 1 and not parse.stems and parse.end < len(name) - 2
        if parse and alone and all(territory.unit(c).depth == 4 for c in parse.units):
            return start + parse.end, name[parse.end :]
        return start, name

    def _read(self, text: str) -> Surface | None:
        if _FEDERATION.match(text):
            return Surface(text, "deictic", "该", "工会联合会")
        return self._reader.read(text)

    def people(self, x: Extraction, union_mentions: Iterable[UnionMention]) -> list[Person]:
        """The people of the article, with the id of their union where their affiliation is a linked one."""
        linked = [u for u in union_mentions if u.union is not None]
        by_span = {(u.mention.start, u.mention.end): u.union for u in linked}
        by_text = {x.text[u.mention.start : u.mention.end]: u.union for u in reversed(linked)}
        people: list[Person] = []
        for person in x.people:
            at = person.affiliation_mention
            union = by_span.get((at.start, at.end)) if at else None
            if union is None and person.affiliation:
                union = by_text.get(person.affiliation)
            people.append(replace(person, union_id=union.union_id) if union else person)
        return people

    def unions(self, union_mentions: Iterable[UnionMention]) -> list[Union]:
        """The linked unions and all unions above them, each once, so that every parent has its row."""
        rows: dict[str, Union] = {}
        for mention in union_mentions:
            if mention.union is not None:
                for union in (mention.union, *self.registry.chain(mention.union)):
                    rows.setdefault(union.union_id, union)
        return list(rows.values())


def _owners(x: Extraction) -> list[tuple[int, str]]:
    """The bodies that places are named after, which are no mentions there: 东港造船有限公司 + 焊接车间.

    Works that the text only goes to (来到青松岭林场) are places, and yet have their 林场工会.
    """
    places = {m.start: m for m in x.labelled("LOC")}
    return [
        (c.start, x.view[c.start : c.end])
        for c in x.candidates
        if c.label == "ORG"
        and (place := places.get(c.start))
        and (
            c.source.startswith("organizations.company")
            if c.end == place.end
            else c.end < place.end
            and (place.source == "places.room" or x.view.endswith(("公司", "集团", "厂", "矿"), 0, c.end))
        )
    ]
