"""Mentions → values: what counts and times amount to, who the people are, which kinds of bodies there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.records import Count, Date, Extraction, Organization, Person
from pipeline.values.counts import CountReader
from pipeline.values.dates import DateReader
from pipeline.values.organizations import OrganizationReader
from pipeline.values.people import PeopleReader

Values = tuple[list[Count], list[Date], list[Person], list[Organization]]


class ValueReader:
    """Reads the values of one article's mentions."""

    def __init__(
        self, counts: CountReader, dates: DateReader, people: PeopleReader, organizations: OrganizationReader
    ) -> None:
        self.counts = counts
        self.dates = dates
        self.people = people
        self.organizations = organizations

    @classmethod
    def load(cls, directory: Path) -> ValueReader:
        """Read the lexicons of the model's values folder, and the name lexicons beside it in `mentions`."""
        mentions = directory.parent / "mentions"
        return cls(
            CountReader.load(directory),
            DateReader.load(directory),
            PeopleReader.load(mentions),
            OrganizationReader.load(mentions),
        )

    def __call__(self, x: Extraction) -> Values:
        """Counts, dates, people and organisations of the article."""
        return self.read_all([x])[0]

    def read_all(self, xs: Sequence[Extraction]) -> list[Values]:
        """For each extraction what a call gives; one reader after the other goes through all of them."""
        return list(
            zip(
                [self.counts(x) for x in xs],
                [self.dates(x) for x in xs],
                [self.people(x) for x in xs],
                [self.organizations(x) for x in xs],
                strict=True,
            )
        )
