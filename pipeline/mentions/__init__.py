"""Sentences → mentions: persons, organisations, places, times and counts of one article.

Each finder returns candidates with a source and a score; `fuse.fuse` decides which of them stand, `voices.Voices`
weighs them against the names that the trained network found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Protocol

from pipeline.gazetteer import gazetteer
from pipeline.lexicon import read_table
from pipeline.mentions.counts import CountFinder
from pipeline.mentions.divisions import DivisionFinder
from pipeline.mentions.fuse import fuse
from pipeline.mentions.host_unions import HostUnions
from pipeline.mentions.names import NameModel
from pipeline.mentions.numbered_parts import NumberedParts
from pipeline.mentions.organizations import OrganizationFinder
from pipeline.mentions.people import PeopleFinder
from pipeline.mentions.places import PlaceFinder
from pipeline.mentions.scan import Scan, scan
from pipeline.mentions.times import TimeFinder
from pipeline.mentions.voices import Voices
from pipeline.mentions.words import Words
from pipeline.records import Extraction, Mention

_PLACE = attrgetter("start", "end", "label")


class ViewFinder(Protocol):
    """A finder that needs nothing but the matching view (counts, times)."""

    def __call__(self, view: str) -> list[Mention]:
        """Candidates in the view."""


class Recognizer:
    """Finds the mentions of one article."""

    def __init__(
        self,
        divisions: DivisionFinder,
        organizations: OrganizationFinder,
        places: PlaceFinder,
        people: PeopleFinder,
        voices: Voices,
        host_unions: HostUnions,
        parts: NumberedParts,
        others: tuple[ViewFinder, ...] = (),
    ) -> None:
        self.divisions = divisions
        self.organizations = organizations
        self.places = places
        self.people = people
        self.voices = voices
        self.host_unions = host_unions
        self.parts = parts
        self.others = others

    @classmethod
    def load(cls, directory: Path) -> Recognizer:
        """Read the lexicons of the model's mentions folder; LexiconError on a fault."""
        words = Words.load(directory)
        others = (CountFinder.load(directory), TimeFinder.load(directory))
        names = NameModel.load(directory)
        former = read_table(
            directory.parent / "links" / "former_divisions.tsv",
            ["code", "name"],
            optional=["until", "successor", "successor_name"],
        )
        divisions = DivisionFinder(gazetteer(), words.common, [(r["name"], r["code"]) for r in former])
        titles = read_table(directory / "titles.tsv", ["title", "kind"], optional=["example"], key=["title"])
        nouns = read_table(directory / "place_nouns.tsv", ["noun", "example"], key=["noun"])
        places = PlaceFinder.load(directory, words)
        return cls(
            divisions,
            OrganizationFinder.load(directory, words, names, divisions),
            places,
            PeopleFinder.load(directory, words, names),
            Voices(
                words,
                names,
                (r["title"] for r in titles),
                places.heads,
                (r["noun"] for r in nouns),
            ),
            HostUnions.load(directory),
            NumberedParts.load(directory),
            others,
        )

    def __call__(self, x: Extraction) -> tuple[list[Mention], list[Mention]]:
        """The mentions that stand (no overlaps, by start) and all candidates (by start)."""
        return self.read_all([x])[0]

    def read_all(self, xs: Sequence[Extraction]) -> list[tuple[list[Mention], list[Mention]]]:
        """For each extraction what a call gives.

        One finder goes through all of them before the next begins: so its tables stay in the processor's cache,
        which saves a third of the time.
        """
        scans = [
            scan(x, divisions)
            for x, divisions in zip(xs, self.divisions.read_all([x.view for x in xs]), strict=True)
        ]
        for s in scans:
            self.places.mark(s)
        people = [self.people(s) for s in scans]
        organizations = [self.organizations(s, named) for s, named in zip(scans, people, strict=True)]
        finds = [people, organizations, [self.places(s) for s in scans], [_byline(x) for x in xs]]
        finds += [[finder(x.view) for x in xs] for finder in self.others]
        candidates = [list(chain.from_iterable(found)) for found in zip(*finds, strict=True)]
        rules = [fuse(x, found) for x, found in zip(xs, candidates, strict=True)]
        return [self._heard(*article) for article in zip(xs, scans, rules, candidates, strict=True)]

    def _heard(
        self, x: Extraction, s: Scan, rules: list[Mention], candidates: list[Mention]
    ) -> tuple[list[Mention], list[Mention]]:
        """The mentions that stand and all candidates, once the network is heard too."""
        if x.network is not None:
            rules = self.voices(s, rules, x.network)
            candidates += x.network
        return self.host_unions(s, self.parts(s, rules)), sorted(candidates, key=_PLACE)


def _byline(x: Extraction) -> list[Mention]:
    """The reporters and correspondents where the byline names them, padded or not."""
    found: list[Mention] = []
    for field in x.fields:
        if field.name != "byline":
            continue
        for name in (*x.article.reporters, *x.article.correspondents):
            pattern = " *".join(map(re.escape, name))
            if m := re.compile(pattern).search(x.view, field.start, field.end):
                found.append(Mention(m.start(), m.end(), "PER", "byline", 1.0))
    return found
