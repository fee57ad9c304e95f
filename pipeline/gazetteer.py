"""The administrative divisions of the country, and how their names are looked up.

`models/gonghui/divisions.tsv.gz` holds code and name (National Bureau of Statistics, 2022-10): two digits
are a province, four a prefecture, six a county, nine a township or street. A division is known by its code; its
parent is the division of the next shorter code; the municipalities' and directly governed counties' empty middle
level (市辖区, 县, 省直辖县级行政区划) is left out of every path.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pipeline.lexicon import model_dir, read_mapping

Level = Literal["province", "prefecture", "county", "township"]
LEVELS: dict[int, Level] = {2: "province", 4: "prefecture", 6: "county", 9: "township"}


class Gazetteer:
    """All divisions, by code and by name. `names`: code → its own name, 永顺镇, not its path."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    @classmethod
    def load(cls, path: Path) -> Gazetteer:
        """Read `divisions.tsv.gz`; LexiconError on a fault in the file."""
        return cls(read_mapping(path, "code", "name"))

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """Codes by full name: 朝阳区 has two."""
        index: dict[str, list[str]] = {}
        for code, name in self.names.items():
            index.setdefault(name, []).append(code)
        return index

    @cached_property
    def counties(self) -> dict[str, str]:
        """Code → name of the provinces, prefectures and counties."""
        return {code: name for code, name in self.names.items() if len(code) <= 6}

    def path(self, code: str) -> list[str]:
        """The names of the division and of those above it, the province first, the empty middle level skipped."""
        return [self.names[code[:n]] for n in LEVELS if n <= len(code) and code[:n] in self.names]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the model folder, read once per process."""
    return Gazetteer.load(model_dir() / "divisions.tsv.gz")
