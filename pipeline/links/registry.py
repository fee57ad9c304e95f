"""The registry: union records by id and by name, their canonical names and the unions above them.

Territorial unions are no rows: they follow from the divisions (北京市昌平区 gives 北京市昌平区总工会, origin
`derived`, its existence presumed). Industrial unions with names of their own are rows of `industry.tsv`
(origin `registry`). Unions of companies, zones, sectors and communities are made from the text (`found`);
their ids are hashes of name and parent, so the same text gives the same id every time.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from pipeline.lexicon import LexiconError, read_table
from pipeline.links.territory import Territory, admin_code
from pipeline.records import Union

NATIONAL = Union("U100000", "中华全国总工会", "national", origin="registry")
_NATIONAL_NAMES = ("中华全国总工会", "全国总工会", "中华总工会", "全总")
_FORMS = ("总工会", "工会联合会", "工会工作委员会", "工会委员会", "工会", "总")


def plain(name: str) -> str:
    """The name as names are compared: brackets full-width, no spaces."""
    return name.replace("(", "（").replace(")", "）").replace(" ", "")


class Registry:
    """All unions that can be told without the text, and the making of those that cannot."""

    def __init__(self, territory: Territory, industry: list[dict[str, str]]) -> None:
        self.territory = territory
        self._by_id: dict[str, Union] = {NATIONAL.union_id: NATIONAL}
        self._by_name: dict[str, Union] = dict.fromkeys(_NATIONAL_NAMES, NATIONAL)
        self.short: dict[str, list[Union]] = {}
        for row in industry:
            self._add(row)

    @classmethod
    def load(cls, folder: Path) -> Registry:
        """Read the registry's lexicons from `folder`; LexiconError on a fault."""
        rows = read_table(
            folder / "industry.tsv", ["name"], optional=["parent", "variants", "short"], key=["name"]
        )
        return cls(Territory.load(folder), rows)

    def _add(self, row: dict[str, str]) -> None:
        parent = self.named(row["parent"]) if row["parent"] else NATIONAL
        if parent is None:
            raise LexiconError(f"industry.tsv: {row['name']}: no union is named {row['parent']}")
        union = Union(_hashed(row["name"], parent.union_id), row["name"], "industry", None, parent.union_id)
        self._by_id[union.union_id] = union
        for name in (row["name"], *filter(None, row["variants"].split("|"))):
            if plain(name) in self._by_name:
                raise LexiconError(f"industry.tsv: two unions are named {name}")
            self._by_name[plain(name)] = union
        for name in filter(None, row["short"].split("|")):
            self.short.setdefault(plain(name), []).append(union)

    def named(self, name: str) -> Union | None:
        """The one union of that name: a row of the registry or an unmistakable territorial name."""
        if union := self._by_name.get(plain(name)):
            return union
        found = self.lookup(name)
        return found[0] if len(found) == 1 else None

    def row(self, name: str) -> Union | None:
        """The national union or industrial union of that name or variant; None for other names."""
        return self._by_name.get(plain(name))

    def lookup(self, name: str, *, region: str | None = None, on: date | None = None) -> list[Union]:
        """Candidates for a name without any text: every union so named, within `region` and on that day.

        `region` is a division's name or path (江苏省, 北京市昌平区). Without `on` former divisions are left out
        unless no present one has the name.
        """
        name = plain(name)
        if union := self._by_name.get(name):
            return [union]
        form = next((f for f in _FORMS if name.endswith(f)), "")
        body = name.removesuffix(form)
        parse = self.territory.parse(body) if body else None
        if parse is None or parse.end < len(body):
            return []
        codes = list(parse.units)
        if region and (within := self.territory.parse(region)):
            codes = [c for c in codes if any(self.territory.is_under(c, w) for w in within.units)]
        year = on.year if on else None
        return [self.territorial(c) for c in dict.fromkeys(self.at(c, year) for c in codes)]

    def at(self, code: str, year: int | None, *, renewed: bool = False) -> str:
        """The code of the unit that a name meant in `year` (None: today): a former unit before its end, else its
        successor. In the very year of the change the former one, unless the text speaks of the change (`renewed`).
        """
        unit = self.territory.unit(code)
        if unit.until is None or unit.successor is None:
            return code
        if year is not None and (year < unit.until or (year == unit.until and not renewed)):
            return code
        return unit.successor

    def territorial(self, code: str) -> Union:
        """The union of a division."""
        union_id = "U" + admin_code(code) + ("-" + code.partition("@")[2] if "@" in code else "")
        if union_id not in self._by_id:
            unit = self.territory.unit(code)
            region = self.territory.path_name(code)
            parent = self.territorial(unit.parent) if unit.parent else NATIONAL
            self._by_id[union_id] = Union(
                union_id,
                region + "总工会",
                unit.level,
                admin_code(code),
                parent.union_id,
                region,
                "derived",
            )
        return self._by_id[union_id]

    def found(self, name: str, level: str, parent: Union | None) -> Union:
        """A union that the text names and no list holds."""
        return Union(
            _hashed(name, parent.union_id if parent else ""),
            name,
            level,
            None,
            parent.union_id if parent else None,
            parent.region if parent else None,
            "found",
        )

    def by_id(self, union_id: str) -> Union | None:
        """A union of the registry by its id; None for found ones and unknown ids."""
        if union_id in self._by_id or not union_id.startswith("U"):
            return self._by_id.get(union_id)
        digits, _, until = union_id[1:].partition("-")
        code = _unpadded(digits) + (f"@{until}" if until else "")
        try:
            return self.territorial(code)
        except KeyError:
            return None

    def code_of(self, union: Union) -> str | None:
        """The unit's code of a territorial union; None for others."""
        if union.origin != "derived" or union.admin_code is None:
            return None
        until = union.union_id.partition("-")[2]
        code = _unpadded(union.admin_code)
        return f"{code}@{until}" if until else code

    def chain(self, union: Union) -> list[Union]:
        """The unions above, the nearest first, up to 中华全国总工会 where the way is known."""
        above: list[Union] = []
        while union.parent_id and (parent := self.by_id(union.parent_id)):
            above.append(parent)
            union = parent
        return above


def _unpadded(admin: str) -> str:
    return admin if len(admin) == 9 else admin.removesuffix("00").removesuffix("00")


def _hashed(name: str, parent_id: str) -> str:
    return "X" + hashlib.blake2b(f"{parent_id}|{name}".encode(), digest_size=8).hexdigest()
