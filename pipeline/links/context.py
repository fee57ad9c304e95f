"""What an article says about where it plays: home region, places in the text, and how near a division is to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.lexicon import read_table, read_words, word_finder
from pipeline.links.territory import Territory
from pipeline.links.units import MUNICIPALITIES, Unit
from pipeline.mentions.divisions import is_verb
from pipeline.pages.masthead import home_region_of
from pipeline.patterns import regex
from pipeline.records import Extraction
from pipeline.records.record import record

_UNION_WEIGHT, _PLACE_WEIGHT, _HOME_WEIGHT, _NEAR_BONUS = 0.9, 0.6, 1.0, 0.4
_NEAR = 40
# 某某大学校报, 某某集团新闻网, 某某医院官方网站.
_HOUSE = regex(
    r"(?P<house>.{2,16}?(?:大学|学院|学校|中学|医院|集团|公司))(?:校报|院报|报|新闻网|官方网站|官网|网站|工会网|新闻中心|网|微信)$"
)
_MARGIN = 0.03


@record
class Place:
    """A division named in the text at `start`; `codes` are the units that the name may mean."""

    start: int
    codes: tuple[str, ...]


@dataclass(slots=True)
class Context:
    """The evidence of one article. `firm` holds (offset, code, weight) of places and unions that are certain.

    `house` is the organisation of which the publication is the house organ.
    """

    territory: Territory
    home: str | None
    year: int | None
    view: str
    house: str | None = None
    places: list[Place] = field(default_factory=list)
    firm: list[tuple[int, str, float]] = field(default_factory=list)

    def affinity(self, code: str, position: int) -> float:
        """How well a unit fits the evidence around `position`: 0 for not at all."""
        scores: dict[str, float] = {}
        for offset, other, weight in self.firm:
            near = _NEAR_BONUS if abs(offset - position) <= _NEAR else 0.0
            value = self.territory.closeness(code, other) * (weight + near)
            scores[other] = max(scores.get(other, 0.0), value)
        if self.home:
            value = self.territory.closeness(code, self.home) * _HOME_WEIGHT
            scores[self.home] = max(scores.get(self.home, 0.0), value)
        if not scores:
            return 0.0
        best = max(scores.values())
        return best + 0.1 * (sum(scores.values()) - best)

    def choose(self, codes: Sequence[str], position: int) -> list[str]:
        """The codes that fit best: one where the evidence decides, several where it does not."""
        if len(codes) <= 1:
            return list(codes)
        ranked = sorted(((self.affinity(c, position), c) for c in codes), reverse=True)
        best = ranked[0][0]
        if best <= 0:
            return list(codes)
        kept = [c for score, c in ranked if score >= best - _MARGIN]
        # 朝阳 in a text of 北京 is the district there: of a unit and one below it the upper one is meant.
        if len(kept) > 1:
            top = min(self.territory.unit(c).depth for c in kept)
            kept = [c for c in kept if self.territory.unit(c).depth == top]
        return kept

    def fits_home(self) -> bool:
        """Whether the text plays at home: no place below a province is named, or one that lies at home."""
        if self.home is None:
            return False
        local = [c for _, c, _ in self.firm if self.territory.unit(c).depth > 1 or c in MUNICIPALITIES]
        return not local or any(
            self.territory.is_under(c, self.home) or (c in local and self.territory.is_under(self.home, c))
            for _, c, _ in self.firm
        )


class PlaceFinder:
    """Finds divisions in a text: full names and paths anywhere, stems of provinces and cities, any name in a mention."""

    def __init__(self, territory: Territory, folder: Path) -> None:
        self._territory = territory
        self._words = frozenset(read_words(folder / "common_stems.txt"))
        names: dict[str, None] = {}
        for name, is_stem in territory.county_names():
            if not (is_stem and name in self._words):
                names.setdefault(name)
        self._names = list(names)
        self._automaton = word_finder(self._names)
        organs = read_table(
            folder / "house_organs.tsv", ["name", "organization"], optional=["home"], key=["name"]
        )
        self._organs = {row["name"]: row for row in organs}

    def context(self, x: Extraction) -> Context:
        """The context of an article, its certain places entered as evidence."""
        issued = x.article.issue_date
        year = issued.year if issued else None
        context = Context(self._territory, self._home(x), year, x.view, self._house(x))
        context.places = self._places(x)
        self._settle(context)
        return context

    def _home(self, x: Extraction) -> str | None:
        publication = (x.article.publication or "").strip("《》")
        organ = self._organs.get(publication, {})
        for name in (x.article.home_region, home_region_of(publication), organ.get("home")):
            if name and (parse := self._territory.parse(name)) and len(parse.units) == 1:
                return parse.units[0]
        # 余姚日报 serves 余姚市; 光明日报 does not serve a district; 吉林日报 serves the province.
        parse = self._territory.parse(publication) if publication else None
        if parse is None or parse.last in self._words:
            return None
        units = [self._territory.unit(c) for c in parse.units]
        served = [u for u in units if u.depth <= 2 or u.name.endswith(("市", "县", "旗"))]
        return min(served, key=lambda u: u.depth).code if served else None

    def _house(self, x: Extraction) -> str | None:
        publication = (x.article.publication or "").strip("《》")
        if organ := self._organs.get(publication):
            return organ["organization"]
        named = _HOUSE.match(publication)
        return named["house"] if named else None

    def _places(self, x: Extraction) -> list[Place]:
        territory, view = self._territory, x.view
        places: list[Place] = []
        covered = 0
        for mention in x.labelled("LOC", "ORG"):
            parse = territory.parse(view[mention.start : min(mention.end, mention.start + 30)])
            whole = parse is not None and parse.end == len(mention)
            # A stem at the head of a longer name (鼓楼街, 朝阳门) is a place only if it is the whole name.
            if parse is None or (parse.pieces == 1 and len(parse.last) == 2 and not (whole and parse.stems)):
                continue
            if parse.stems and not whole and territory.codes(parse.last, stems=False) == ():
                continue
            places.append(Place(mention.start, parse.units))
        taken = {p.start for p in places}
        for index, start, end in self._automaton.find_matches_as_indexes(view):
            if start < covered or start in taken or is_verb(self._names[index], view, start):
                continue
            parse = territory.parse(view[start : start + 24])
            if parse is None or parse.stems or parse.end < end - start:
                places.append(Place(start, territory.codes(self._names[index])))
                covered = end
            else:
                places.append(Place(start, parse.units))
                covered = start + parse.end
        return sorted(places, key=lambda p: p.start)

    def _settle(self, context: Context) -> None:
        """Enter the places that mean one unit, then those that these decide."""
        at = {p: self._today(p.codes, context) for p in context.places}
        for place, codes in at.items():
            if len(codes) == 1:
                context.firm.append((place.start, codes[0], _PLACE_WEIGHT))
        decided: list[tuple[int, str, float]] = []
        for place, codes in at.items():
            if len(codes) > 1:
                best = context.choose(codes, place.start)
                if len(best) == 1:
                    decided.append((place.start, best[0], _PLACE_WEIGHT))
        context.firm += decided
        context.firm.sort()

    def _today(self, codes: Iterable[str], context: Context) -> tuple[str, ...]:
        kept: dict[str, None] = {}
        for code in codes:
            unit = self._territory.unit(code)
            past = unit.until is not None and (context.year is None or context.year > unit.until)
            kept.setdefault(unit.successor if past and unit.successor else code)
        return tuple(kept)


def add_union(context: Context, offset: int, code: str) -> None:
    """Enter a territorial union of the text as evidence."""
    context.firm.append((offset, code, _UNION_WEIGHT))


def has_type(unit: Unit, written: str, kind: str) -> bool:
    """Whether a unit (as written, or by its name) is of a level word: 市 of 昌平市 and 北京市, 镇 of 永顺镇."""
    kind = kind.removesuffix("办事处")
    if kind == "区":
        return unit.depth == 3 and any(n.endswith("区") for n in (unit.name, written))
    if kind == "市":
        return (
            unit.depth < 4 and any(n.endswith("市") for n in (unit.name, written)) and unit.code[:2] != "66"
        )
    if kind in ("师", "师市"):
        return unit.code.startswith("66") and unit.depth == 2
    if kind in ("镇", "乡", "街道", "苏木", "团"):
        return unit.depth == 4 and any(n.endswith(kind) for n in (unit.name, written))
    if kind == "州":
        return unit.name.endswith("自治州")
    return any(n.endswith(kind) for n in (unit.name, written))
