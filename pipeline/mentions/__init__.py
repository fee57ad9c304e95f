"""Sentences → mentions: persons, organisations, places, times and counts of one article.

Each finder returns candidates with a source and a score; `fuse.fuse` decides which of them stand, `voices.Voices`
weighs them against the names that the trained network found.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol

from pipeline.gazetteer import gazetteer
from pipeline.lexicon import read_table
from pipeline.mentions.counts import CountFinder
from pipeline.mentions.divisions import DivisionFinder
from pipeline.mentions.fuse import fuse
from pipeline.mentions.names import NameModel
from pipeline.mentions.organizations import OrganizationFinder
from pipeline.mentions.people import PeopleFinder
from pipeline.mentions.places import PlaceFinder
from pipeline.mentions.scan import scan
from pipeline.mentions.times import TimeFinder
from pipeline.mentions.voices import Voices
from pipeline.mentions.words import Words
from pipeline.records import Extraction, Mention


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
        others: tuple[ViewFinder, ...] = (),
    ) -> None:
        self.divisions = divisions
        self.organizations = organizations
        self.places = places
        self.people = people
        self.voices = voices
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
        return cls(
            divisions,
            OrganizationFinder.load(directory, words, names, divisions),
            PlaceFinder.load(directory, words),
            PeopleFinder.load(directory, words, names),
            Voices(words, names),
            others,
        )

    def __call__(self, x: Extraction) -> tuple[list[Mention], list[Mention]]:
        """The mentions that stand (no overlaps, by start) and all candidates (by start)."""
        s = scan(x, self.divisions(x.view))
        self.places.mark(s)
        people = self.people(s)
        candidates = [*people, *self.organizations(s, people), *self.places(s), *_byline(x)]
        for finder in self.others:
            candidates += finder(x.view)
        stands = fuse(x, candidates)
        if x.network is not None:
            stands = self.voices(s, stands, x.network)
            candidates += x.network
        return stands, sorted(candidates, key=lambda m: (m.start, m.end, m.label))


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
