"""Divisions as unions use them: paths, stems, old names, and the parsing of a name into a path.

Extends the gazetteer by what the national list lacks (`extra_divisions.tsv`: 兵团 and its 师), by divisions
that are no more (`former_divisions.tsv`), by former names of those that are (`renamed_divisions.tsv`), by the
names in use for Beijing's 地区 (`township_names.tsv`) and by short names (`abbreviations.tsv`). A unit is known by its code; a former unit's code carries `@` and the year
in which its name ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.gazetteer import LEVELS, Gazetteer, gazetteer
from pipeline.lexicon import LexiconError, read_table
from pipeline.links.names import short_name, stem
from pipeline.links.units import MUNICIPALITIES, Parse, Unit, longest

# The townships of the list that unions are named after: not its prisons, zones and offices.
_TOWNSHIP_ENDS = ("街道", "镇", "乡", "苏木", "地区", "农场", "林场", "牧场", "团")
_LONGEST = 16


class Territory:
    """All units, by code and by name."""

    def __init__(
        self,
        divisions: Gazetteer,
        *,
        extra: Iterable[dict[str, str]] = (),
        former: Iterable[dict[str, str]] = (),
        earlier: Iterable[dict[str, str]] = (),
        townships: Iterable[dict[str, str]] = (),
        abbreviations: Iterable[dict[str, str]] = (),
    ) -> None:
        self._divisions = divisions
        self._units: dict[str, Unit] = {}
        self._moved: dict[str, str] = {}
        self._extra: list[str] = []
        self._variants: dict[str, list[str]] = {}
        self._listed: dict[str, str] = {}
        self._former: dict[str, list[Unit]] = {}
        self._since: dict[str, int] = {}
        self._ended: dict[tuple[str, str], int] = {}
        for row in extra:
            level = LEVELS[len(row["code"])]
            self._add(Unit(row["code"], row["name"], level, row["parent"] or None), row)
            if row["replaces"]:
                self._moved[row["replaces"]] = row["code"]
        # A city of former times comes before its counties, which stood under it.
        for row in sorted(former, key=lambda r: len(r["code"])):
            self._add_former(row)
        self._follow_each_other()
        for row in earlier:
            self._add_earlier(row)
        for row in townships:
            self._add_township(row)
        for row in abbreviations:
            self._name(row["short"], row["code"])

    @classmethod
    def load(cls, folder: Path) -> Territory:
        """Read the lexicons of `folder`; LexiconError on a fault."""
        return cls(
            gazetteer(),
            extra=read_table(
                folder / "extra_divisions.tsv",
                ["code", "name"],
                optional=["parent", "replaces", "variants"],
                key=["code"],
            ),
            former=read_table(
                folder / "former_divisions.tsv",
                ["code", "name", "until"],
                optional=["successor", "successor_name"],
                key=["code", "name"],
            ),
            earlier=read_table(
                folder / "renamed_divisions.tsv",
                ["code", "name", "now"],
                optional=["until"],
                key=["code", "name"],
            ),
            townships=read_table(
                folder / "township_names.tsv", ["code", "listed", "name"], optional=["variants"], key=["code"]
            ),
            abbreviations=read_table(folder / "abbreviations.tsv", ["short", "code"], optional=["example"]),
        )

    def _name(self, name: str, code: str) -> None:
        codes = self._variants.setdefault(name, [])
        if code not in codes:
            codes.append(code)

    def _add(self, unit: Unit, row: dict[str, str]) -> None:
        self._extra.append(unit.code)
        self._units[unit.code] = unit
        for name in (unit.name, *filter(None, row.get("variants", "").split("|"))):
            self._name(name, unit.code)

    def _add_former(self, row: dict[str, str]) -> None:
        code, name, successor = row["code"], row["name"], row["successor"] or None
        if successor and successor not in self._divisions.names:
            raise LexiconError(f"former_divisions.tsv: {name}: no division has the code {successor}")
        until = int(row["until"])
        parent = self._above(code, until)
        unit = Unit(f"{code}@{until}", name, LEVELS[len(code)], parent, until, successor)
        self._units[unit.code] = unit
        self._former.setdefault(code, []).append(unit)
        self._name(name, unit.code)
        if successor and stem(self._divisions.names[successor]) == stem(name):
            self._since[successor] = max(until, self._since.get(successor, 0))

    def _follow_each_other(self) -> None:
        """无为县 stood under 巢湖市, then under 芜湖市: the second unit of the name began when the first ended."""
        ended: dict[tuple[str, str | None], Unit] = {}
        for unit in sorted((u for us in self._former.values() for u in us), key=lambda u: u.until or 0):
            if (before := ended.get((unit.name, unit.successor))) and before.until:
                self._since[unit.code] = before.until
            ended[unit.name, unit.successor] = unit

    def _add_earlier(self, row: dict[str, str]) -> None:
        if self._divisions.names.get(row["code"]) != row["now"]:
            raise LexiconError(f"renamed_divisions.tsv: {row['code']} is not {row['now']}")
        self._name(row["name"], row["code"])
        if row["until"]:
            self._ended[row["name"], row["code"]] = int(row["until"])
            self._since[row["code"]] = max(int(row["until"]), self._since.get(row["code"], 0))

    def _add_township(self, row: dict[str, str]) -> None:
        if self._divisions.names.get(row["code"]) != row["listed"]:
            raise LexiconError(f"township_names.tsv: {row['code']} is not {row['listed']}")
        self._listed[row["code"]] = row["name"]
        for name in (row["name"], *filter(None, row["variants"].split("|"))):
            self._name(name, row["code"])

    def _above(self, code: str, until: int | None = None) -> str | None:
        for length in (6, 4, 2):
            above = code[:length]
            if until and length < len(code):
                for former in self._former.get(above, ()):
                    if former.until and former.until >= until:
                        return former.code
            name = self._divisions.names.get(above) if length < len(code) else None
            if above in self._moved:
                return self._moved[above]
            if name and self._usable(above, name):
                return above
        return None

    def _usable(self, code: str, name: str) -> bool:
        """Whether the listed division counts: not a zone that statistics keep apart, a prison, a doubled city."""
        if len(code) == 9:
            return name.endswith(_TOWNSHIP_ENDS)
        return (
            code not in self._moved and not self._is_double(code) and not (len(code) == 6 and code[4] == "7")
        )

    def _is_double(self, code: str) -> bool:
        """Whether the code only repeats the city above it: 441900 东莞市 under 4419 东莞市."""
        if len(code) != 6:
            return False
        return self._divisions.names.get(code[:4]) == self._divisions.names[code]

    def unit(self, code: str) -> Unit:
        """The unit of a code; KeyError where there is none."""
        if code not in self._units:
            name = self._listed.get(code) or self._divisions.names[code]
            self._units[code] = Unit(code, name, LEVELS[len(code)], self._above(code))
        return self._units[code]

    def since(self, code: str) -> int | None:
        """The year since which a unit of today has its name, where it followed another; None where not known."""
        return self._since.get(code)

    def predecessor(self, code: str, year: int | None) -> str | None:
        """The former unit of the same stem in whose place a unit of today came after `year`; None where none is known."""
        if year is None or year >= self._since.get(code, 0):
            return None
        former = (u for units in self._former.values() for u in units if u.successor == code and u.until)
        own = stem(self.unit(code).name)
        return next((u.code for u in former if year < (u.until or 0) and stem(u.name) == own), None)

    def in_use(self, name: str, code: str, year: int | None) -> bool:
        """Whether the unit was called so in `year` (None: today)."""
        unit = self.unit(code)
        if unit.until is not None:
            return year is not None and self._since.get(code, 0) <= year <= unit.until
        ended = self._ended.get((name, code))
        if ended is not None:
            return year is not None and year <= ended
        return year is None or year >= self._since.get(code, 0)

    def every(self) -> Iterator[str]:
        """The codes of all units, those of today in the order of their codes, then the former ones."""
        listed = [c for c, name in self._divisions.names.items() if self._usable(c, name)]
        yield from sorted({*listed, *self._extra})
        yield from sorted(c for c in self._units if "@" in c)

    @lru_cache(maxsize=4096)  # noqa: B019 - one territory lives as long as the process
    def path(self, code: str) -> tuple[Unit, ...]:
        """The unit and those above it, the province first."""
        chain = [self.unit(code)]
        while (above := chain[-1].parent) is not None:
            chain.append(self.unit(above))
        return tuple(reversed(chain))

    def path_name(self, code: str) -> str:
        """The whole path as one name: 北京市昌平区回龙观街道; a level that repeats the one above is left out."""
        names: list[str] = []
        for unit in self.path(code):
            name = unit.name
            if names and len(unit.code) == 6 and (above := stem(names[-1])) and name.startswith(names[-1]):
                name = name[len(above) :].removeprefix("市") or name
            names.append(name)
        return "".join(names)

    def codes(self, name: str, *, stems: bool = True) -> tuple[str, ...]:
        """The codes of all units of that name; with `stems`, where none of today has it, those it is short for."""
        # Most of what is asked for is no name.
        if name in self._divisions.codes or name in self._variants or name.endswith("团"):
            return self._codes(name, stems)
        return self._codes(name, stems) if stems and name in self._by_stem else ()

    @lru_cache(maxsize=65536)  # noqa: B019
    def _codes(self, name: str, stems: bool) -> tuple[str, ...]:
        found = [c for c in self._divisions.codes.get(name, ()) if self._usable(c, name)]
        if not found and name.endswith("团"):
            found = [*self._divisions.codes.get("兵团" + name, ())]
        found += [c for c in self._variants.get(name, ()) if c not in found]
        if stems and all("@" in c for c in found):
            found += self._by_stem.get(name, ())
        return tuple(found)

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for code, name in self._divisions.counties.items():
            if not self._usable(code, name):
                continue
            for form in {stem(name), short_name(name) or ""}:
                if len(form) >= 2 and form != name:
                    index.setdefault(form, []).append(code)
        return index

    def county_names(self) -> Iterator[tuple[str, bool]]:
        """Names that tell a county or higher in running text, each with whether it is a stem (provinces, cities)."""
        for code, name in self._divisions.counties.items():
            if len(name) >= 3:
                yield name, False
                if short := short_name(name):
                    yield short, False
                if len(code) <= 4:
                    yield stem(name), True
        for code in (c for codes in self._variants.values() for c in codes):
            unit = self.unit(code)
            if unit.depth <= 3 and len(unit.name) >= 3:
                yield unit.name, False

    def is_under(self, code: str, above: str) -> bool:
        """Whether `above` lies on the path of `code` (a unit lies under itself)."""
        return any(u.code == above for u in self.path(code))

    @lru_cache(maxsize=65536)  # noqa: B019
    def closeness(self, code: str, other: str) -> float:
        """How near two units lie in the tree: 1 for the same unit, 0 for different provinces."""
        if code == other:
            return 1.0
        if code[:2] != other[:2]:
            return 0.0
        mine = [u.code for u in self.path(code)]
        theirs = [u.code for u in self.path(other)]
        if code in theirs:
            return 0.9
        if other in mine:
            return 0.9 if mine[-2] == other else 0.7 if len(other) > 2 else 0.5
        shared = [a for a, b in zip(mine, theirs, strict=False) if a == b][-1]
        return 0.8 if len(shared) == 6 else 0.6 if len(shared) == 4 or shared in MUNICIPALITIES else 0.35

    @lru_cache(maxsize=8192)  # noqa: B019
    def parse(self, name: str) -> Parse | None:
        """Read a path of division names from the start of `name`, the longest reading first; None for none."""
        return longest(self._readings(name, 0, None, False, 1))

    def _readings(
        self, name: str, start: int, above: tuple[str, ...] | None, stems: bool, pieces: int
    ) -> Iterator[Parse]:
        for end in range(min(len(name), start + _LONGEST), start + 1, -1):
            piece = name[start:end]
            codes = self.codes(piece)
            if above is not None:
                codes = tuple(c for c in codes if any(c != a and self.is_under(c, a) for a in above))
            if not codes:
                continue
            by_stem = stems or not self.codes(piece, stems=False)
            yield Parse(codes, end, piece, by_stem, pieces)
            if end < len(name) and pieces < 5:
                yield from self._readings(name, end, codes, by_stem, pieces + 1)
