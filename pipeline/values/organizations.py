"""Organisations: the distinct names of an article with their kind and the number of their mentions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.lexicon import read_table
from pipeline.records import Extraction, Organization

_COMMITTEE = re.compile(r"[省市县区州旗镇乡]委$")


class OrganizationReader:
    """Tells an organisation's kind by its last word, a known name, or the longer name that it abbreviates."""

    def __init__(self, heads: Mapping[str, str], known: Mapping[str, str]) -> None:
        self.heads = dict(heads)
        self.known = dict(known)
        self._longest = max(map(len, self.heads), default=0)

    @classmethod
    def load(cls, directory: Path) -> OrganizationReader:
        """Read `organization_heads.tsv` and `known_organizations.tsv` of the model's mentions folder."""
        heads = read_table(
            directory / "organization_heads.tsv",
            ["head", "kind", "grade"],
            optional=["example"],
            key=["head"],
        )
        known = read_table(directory / "known_organizations.tsv", ["name", "kind"], key=["name"])
        return cls({r["head"]: r["kind"] for r in heads}, {r["name"]: r["kind"] for r in known})

    def __call__(self, x: Extraction) -> list[Organization]:
        """One row per name as written, in order of first mention."""
        rows: dict[str, Organization] = {}
        for mention in x.labelled("ORG"):
            name = x.span(mention)
            row = rows.get(name)
            if row:
                rows[name] = replace(row, mentions=row.mentions + 1)
            else:
                rows[name] = Organization(name, self.kind(x.view[mention.start : mention.end]), 1, mention)
        return [self._as_full_name(row, rows) for row in rows.values()]

    def kind(self, name: str) -> str:
        """The kind of a name in the matching view; `other` where nothing tells."""
        if name in self.known:
            return self.known[name]
        if len(name) == 2 and name.endswith("总"):
            return "union"
        if _COMMITTEE.search(name):
            return "party"
        for size in range(min(self._longest, len(name)), 0, -1):
            if kind := self.heads.get(name[-size:]):
                return (
                    "union"
                    if kind == "union" or ("总工会" in name and size < 5 and kind == "other")
                    else kind
                )
        return "other"

    def _as_full_name(self, row: Organization, rows: Mapping[str, Organization]) -> Organization:
        """A short form takes the kind of the longest name that holds it (宁港 in a company's name: company)."""
        if row.kind != "other":
            return row
        longer = [
            r
            for r in rows.values()
            if r.kind != "other" and row.name in r.name and not r.name.endswith("工会")
        ]
        return replace(row, kind=max(longer, key=lambda r: len(r.name)).kind) if longer else row
