"""The administrative divisions of the country, and how their names are looked up.

`models/gonghui/divisions.tsv.xz` holds code and name (National Bureau of Statistics, 2022-10): two digits
are a province, four a prefecture, six a county, nine a township or street. A division's parent is the
division of the next shorter code; the municipalities' and directly governed counties' empty middle level
(市辖区, 县, 省直辖县级行政区划) is left out of every path.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pipeline.lexicon import model_dir, read_table

Level = Literal["province", "prefecture", "county", "township"]
_LEVELS: dict[int, Level] = {2: "province", 4: "prefecture", 6: "county", 9: "township"}


@dataclass(frozen=True, slots=True)
class Division:
    """One division. `code` has 2, 4, 6 or 9 digits; `name` is its own name, 永顺镇, not its path."""

    code: str
    name: str

    @property
    def level(self) -> Level:
        """Its level, told by the length of the code."""
        return _LEVELS[len(self.code)]


class Gazetteer:
    """All divisions, by code and by name."""

    def __init__(self, divisions: list[Division]) -> None:
        self.by_code: dict[str, Division] = {d.code: d for d in divisions}

    @classmethod
    def load(cls, path: Path) -> Gazetteer:
        """Read `divisions.tsv.xz`; LexiconError on a fault in the file."""
        return cls([Division(r["code"], r["name"]) for r in read_table(path, ["code", "name"], key=["code"])])

    @cached_property
    def by_name(self) -> dict[str, list[Division]]:
        """Divisions by full name: 朝阳区 has two."""
        index: dict[str, list[Division]] = {}
        for division in self.by_code.values():
            index.setdefault(division.name, []).append(division)
        return index

    def parent(self, division: Division) -> Division | None:
        """The division above, the empty middle level skipped; None for a province."""
        for length in (6, 4, 2):
            if length < len(division.code) and (above := self.by_code.get(division.code[:length])):
                return above
        return None

    def path(self, division: Division) -> list[Division]:
        """The division and those above it, the province first."""
        chain = [division]
        while above := self.parent(chain[-1]):
            chain.append(above)
        return chain[::-1]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the model folder, read once per process."""
    return Gazetteer.load(model_dir() / "divisions.tsv.xz")
