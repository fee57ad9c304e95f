"""The registry: union records by id and by name, their canonical names and the unions above them.

Territorial unions are no rows: they follow from the divisions (北京市昌平区 gives 北京市昌平区总工会, origin
`derived`). Rows (origin `registry`) are the unions with names of their own: national and system ones
(`industry.tsv`), those of development zones (`zones.tsv`), bodies that belong to a union and are none
(`affiliate_bodies.tsv`), and those of a user's own file. Unions of companies, sectors and communities are made
from the text (`found`); their ids are hashes of name and parent, so the same text gives the same id every time.
A union whose existence no source tells is `presumed`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from pipeline.lexicon import LexiconError
from pipeline.links.territory import Territory
from pipeline.links.units import Parse, admin_code
from pipeline.records import Existence, Union

NATIONAL = Union("U100000", "中华全国总工会", "national", existence="verified", since=1925)
_NATIONAL_NAMES = ("中华全国总工会", "全国总工会", "中华总工会", "全总")
_FORMS = ("总工会", "工会联合会", "工会工作委员会", "工会委员会", "工会", "总")


def plain(name: str) -> str:
    """The name as names are compared: brackets full-width, no spaces."""
    return name.replace("(", "（").replace(")", "）").replace(" ", "")


class Registry:
    """All unions that can be told without the text, and the making of those that cannot.

    `short` holds the industrial unions by their names without a region, `zones` the rows of `zones.tsv` by
    every name of theirs.
    """

    def __init__(self, territory: Territory, verified: frozenset[str] = frozenset()) -> None:
        self.territory = territory
        self._verified = verified
        self._by_id: dict[str, Union] = {NATIONAL.union_id: NATIONAL}
        self._by_name: dict[str, Union] = dict.fromkeys(_NATIONAL_NAMES, NATIONAL)
        self.short: dict[str, list[Union]] = {}
        self.zones: dict[str, dict[str, str]] = {}

    def add_row(self, file: str, row: dict[str, str], level: str, existence: Existence) -> Union:
        """Add a row of a lexicon under the union that it names; LexiconError where there is none."""
        parent = self.named(row["parent"]) if row["parent"] else NATIONAL
        if parent is None:
            raise LexiconError(f"{file}: {row['name']}: no union is named {row['parent']}")
        union_id = _hashed(row["name"], parent.union_id)
        union = Union(union_id, row["name"], level, None, parent.union_id, parent.region, existence=existence)
        self._by_id[union.union_id] = union
        for name in (row["name"], *filter(None, row["variants"].split("|"))):
            if plain(name) in self._by_name:
                raise LexiconError(f"{file}: two unions are named {name}")
            self._by_name[plain(name)] = union
        return union

    def add_industry(self, row: dict[str, str]) -> None:
        """Add a row of `industry.tsv`."""
        union = self.add_row("industry.tsv", row, "industry", "verified")
        for name in filter(None, row["short"].split("|")):
            self.short.setdefault(plain(name), []).append(union)

    def add_zone(self, row: dict[str, str]) -> None:
        """Add a row of `zones.tsv`."""
        try:
            above = self.territorial(row["city"])
        except KeyError:
            raise LexiconError(f"zones.tsv: {row['name']}: no division has the code {row['city']}") from None
        name = (row["canonical"] or self.territory.path_name(row["city"]) + row["name"]) + "总工会"
        existence: Existence = "verified" if row["existence"] == "verified" else "presumed"
        union = Union(
            _hashed(name, above.union_id),
            name,
            "zone",
            None,
            above.union_id,
            above.region,
            existence=existence,
        )
        self._by_id[union.union_id] = union
        for variant in (row["name"], *filter(None, row["variants"].split("|"))):
            self.zones.setdefault(variant, row)

    def put(self, union: Union, names: Iterable[str] = ()) -> None:
        """Add a union or put it in the place of the one with its id, whose names are then its own too."""
        before = self.by_id(union.union_id)
        self._by_id[union.union_id] = union
        if before is not None:
            self._by_name |= {name: union for name, u in self._by_name.items() if u == before}
        self._by_name |= {plain(name): union for name in names}

    def named(self, name: str) -> Union | None:
        """The one union of that name: a row of the registry or an unmistakable territorial name."""
        if union := self._by_name.get(plain(name)):
            return union
        found = self.lookup(name)
        return found[0] if len(found) == 1 else None

    def row(self, name: str) -> Union | None:
        """The row (national, industrial, affiliate, a user's) of that name or variant; None for other names."""
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
        codes = self.meant(parse, on.year if on else None)
        if region and (within := self.territory.parse(plain(region))):
            codes = [c for c in codes if any(self.territory.is_under(c, w) for w in within.units)]
        return [self.territorial(code) for code in codes]

    def meant(self, path: Parse, year: int | None, told: str = "") -> list[str]:
        """The units that a path meant in `year` (None: today), successors of those that were no more.

        A name that a unit bore then goes before one that it bore at another time; a stem (龙海) means the unit
        that was before today's (龙海市, 龙海区). `told` is the text: in the
        year of a change it decides, by naming the successor or not.
        """
        now: dict[str, None] = {}
        moved: dict[str, None] = {}
        for code in path.units:
            successor = self.territory.unit(code).successor
            renewed = successor is not None and self.territory.unit(successor).name in told
            then = self.at(code, year, renewed=renewed)
            if then == code and path.stems and (before := self.territory.predecessor(code, year)):
                then = code = before
            held = then == code and (path.stems or self.territory.in_use(path.last, code, year))
            (now if held else moved).setdefault(then)
        return list(now or moved)

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
        """The union of a division; KeyError where there is no such division."""
        union_id = "U" + admin_code(code) + ("-" + code.partition("@")[2] if "@" in code else "")
        if union_id not in self._by_id:
            self._by_id[union_id] = self._derived(union_id, code)
        return self._by_id[union_id]

    def _derived(self, union_id: str, code: str) -> Union:
        unit = self.territory.unit(code)
        region = self.territory.path_name(code)
        parent = self.territorial(unit.parent) if unit.parent else NATIONAL
        return Union(
            union_id,
            region + "总工会",
            unit.level,
            admin_code(code),
            parent.union_id,
            region,
            "derived",
            "verified" if unit.depth == 1 or code in self._verified else "presumed",
            self.territory.since(code),
            unit.until,
        )

    def simple(self, union: Union) -> Union:
        """The union of the same place that calls itself 工会 and not 总工会."""
        name = union.name.removesuffix("总工会") + "工会"
        return self.found(name, union.level, self.by_id(union.parent_id) if union.parent_id else None)

    def found(self, name: str, level: str, parent: Union | None) -> Union:
        """A union that the text names: the row of the registry where there is one, else made from the text."""
        union_id = _hashed(name, parent.union_id if parent else "")
        if known := self._by_id.get(union_id):
            return known
        region = parent.region if parent else None
        return Union(union_id, name, level, None, parent.union_id if parent else None, region, "found")

    def by_id(self, union_id: str) -> Union | None:
        """A union of the registry by its id; None for found ones and unknown ids."""
        if union_id in self._by_id:
            return self._by_id[union_id]
        code = self._code(union_id)
        return self.territorial(code) if code else None

    def code_of(self, union: Union) -> str | None:
        """The unit's code of a territorial union; None for others."""
        return self._code(union.union_id)

    @lru_cache(maxsize=65536)  # noqa: B019 - one registry lives as long as the process
    def _code(self, union_id: str) -> str | None:
        digits, _, until = union_id.removeprefix("U").partition("-")
        if not union_id.startswith("U") or not (digits.isascii() and digits.isdigit()):
            return None
        code = _unpadded(digits) + (f"@{until}" if until else "")
        try:
            self.territory.unit(code)
        except KeyError:
            return None
        return code

    def chain(self, union: Union, limit: int = 20) -> list[Union]:
        """The unions above, the nearest first, up to 中华全国总工会 where the way is known."""
        above: list[Union] = []
        while len(above) < limit and union.parent_id and (parent := self.by_id(union.parent_id)):
            above.append(parent)
            union = parent
        return above

    def every(self) -> Iterator[Union]:
        """All rows, then all territorial unions of today, then those of former divisions."""
        rows = {u.union_id: u for u in self._by_id.values() if self._code(u.union_id) is None}
        yield from rows.values()
        for code in self.territory.every():
            yield self.territorial(code)


def _unpadded(admin: str) -> str:
    return admin if len(admin) == 9 else admin.removesuffix("00").removesuffix("00")


def _hashed(name: str, parent_id: str) -> str:
    return "X" + hashlib.blake2b(f"{parent_id}|{name}".encode(), digest_size=8).hexdigest()
