"""The registry from its lexicons and, where there is one, a user's own file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.lexicon import LexiconError, read_table
from pipeline.links.registry import NATIONAL, Registry, plain
from pipeline.links.territory import Territory
from pipeline.links.user import Entry, read_entries
from pipeline.records import Union


def load_registry(folder: Path, user: Path | None = None) -> Registry:
    """Read the registry's lexicons from `folder`, then a user's own file; LexiconError on a fault."""
    verified = read_table(folder / "verified_unions.tsv", ["code", "name", "source"], key=["code"])
    registry = Registry(Territory.load(folder), frozenset(row["code"] for row in verified))
    columns = ["parent", "variants", "short"]
    for row in read_table(folder / "industry.tsv", ["name"], optional=columns, key=["name"]):
        registry.add_industry(row)
    columns = ["canonical", "variants", "existence"]
    for row in read_table(folder / "zones.tsv", ["name", "city"], optional=columns, key=["name"]):
        registry.add_zone(row)
    path = folder / "affiliate_bodies.tsv"
    for row in read_table(path, ["name", "parent"], optional=["variants"], key=["name"]):
        registry.add_row(path.name, row, "affiliate", "verified")
    if user is not None:
        merge(registry, read_entries(user))
    return registry


def merge(registry: Registry, entries: list[Entry]) -> None:
    """Add a user's entries or put them in the place of those with the same id; LexiconError on a fault.

    Names and aliases of an entry always mean its union; so do those of an entry that it replaces.
    """
    taken: dict[str, Entry] = {}
    for entry in entries:
        names = (entry.name, *entry.aliases)
        for name in names:
            if (other := taken.setdefault(plain(name), entry)) is not entry:
                raise LexiconError(f"{entry.where}: {name} is a name of {other.where} too")
        registry.put(_union(registry, entry), names)
    # A parent may stand further down in the file.
    for entry in entries:
        if entry.parent is not None:
            parent = registry.by_id(entry.parent) or registry.named(entry.parent)
            if parent is None:
                raise LexiconError(f"{entry.where}: unknown parent {entry.parent!r}")
            registry.put(replace(_known(registry, entry), parent_id=parent.union_id))
    for entry in entries:
        if any(u.union_id == entry.union_id for u in registry.chain(_known(registry, entry))):
            raise LexiconError(f"{entry.where}: {entry.name} stands above itself")


def _known(registry: Registry, entry: Entry) -> Union:
    union = registry.by_id(entry.union_id)
    assert union is not None
    return union


def _union(registry: Registry, entry: Entry) -> Union:
    """The union of an entry, its parent for the time being that of its region or of the entry it replaces."""
    before = registry.by_id(entry.union_id)
    above, region = NATIONAL, before.region if before else None
    if entry.region is not None:
        parse = registry.territory.parse(plain(entry.region))
        if parse is None or parse.end < len(plain(entry.region)) or len(parse.units) > 1:
            raise LexiconError(f"{entry.where}: {entry.region!r} is no division, or more than one")
        above = registry.territorial(parse.units[0])
        region = registry.territory.path_name(parse.units[0])
    return Union(
        entry.union_id,
        entry.name,
        entry.level or (before.level if before else "enterprise"),
        entry.admin_code or (before.admin_code if before else None),
        before.parent_id if before else above.union_id,
        region,
        "registry",
        entry.existence,
        entry.since or (before.since if before else None),
        entry.until or (before.until if before else None),
    )
