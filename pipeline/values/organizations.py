"""Organisations: those of an article with their kind, their short forms and the number of their mentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.lexicon import Endings, read_table
from pipeline.patterns import regex
from pipeline.records import Extraction, Organization
from pipeline.values.short_names import defined, full_names

_COMMITTEE = regex(r"[省市县区州旗镇乡]委$")
# Whose body it is tells more than its last word (委员会, 总部, 中心).
_PARTY = regex(r"中国共产党|中共|共青团|团(?:中央|省委|市委|区委|县委)|纪律检查委员会|^中央.*领导小组$")
_GOVERNMENT = regex(r"人民代表大会|人大(?:常委会|代表|财经|法制)?|事务委员会$|政协.*委员会$|发射中心$")
_MILITARY = regex(
    r"解放军|武警|武装警察|军区|战区|[海空陆]军(?!人)|部队|[一二三四五六七八九十0-9]军$|北伐军|自卫军|警备区|军分区"
)
_SCHOOL = regex(r"(?:职业|成人|社区)?教育中心$|(?:教师进修|职工)学校")
# A team or a mission is of the kind of the body that sends it.
_TEAM = regex(r"(?<=.{3})(?:代表队|志愿队|志愿服务队|宣讲团|艺术团|工作室|救护队)$")


class OrganizationReader:
    """Tells an organisation's kind by its last word, a known name, or the longer name that it abbreviates."""

    def __init__(self, heads: Mapping[str, str], known: Mapping[str, str]) -> None:
        self.heads = dict(heads)
        self.known = dict(known)
        self._endings = Endings(self.heads)

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
        """One row per organisation, in order of first mention; short forms count for their full name."""
        rows: dict[str, Organization] = {}
        ends: dict[int, str] = {}
        for mention in x.labelled("ORG"):
            name = x.span(mention)
            ends[mention.end] = name
            row = rows.get(name)
            if row:
                rows[name] = replace(row, mentions=row.mentions + 1)
            else:
                rows[name] = Organization(name, self.kind(x.view[mention.start : mention.end]), 1, mention)
        told = defined(x.view, ends) if "称" in x.view else {}
        joined = full_names({name: row.kind for name, row in rows.items()}, told)
        organizations: dict[str, Organization] = {}
        for name, row in rows.items():
            full = joined.get(name, name)
            known = organizations.get(full)
            aliases = () if name == full else (name,)
            if known:
                mentions = known.mentions + row.mentions
                organizations[full] = replace(known, mentions=mentions, aliases=known.aliases + aliases)
            else:
                kind = rows[full].kind if full in rows else row.kind
                organizations[full] = Organization(full, kind, row.mentions, row.mention, aliases)
        return [self._as_full_name(row, organizations) for row in organizations.values()]

    def kind(self, name: str) -> str:
        """The kind of a name in the matching view; `other` where nothing tells."""
        if name in self.known:
            return self.known[name]
        if len(name) == 2 and name.endswith("总"):
            return "union"
        if _COMMITTEE.search(name):
            return "party"
        kind = self._by_head(name)
        if kind not in ("other", "government") or "工会" in name:
            return kind
        if _PARTY.search(name):
            return "party"
        if _MILITARY.search(name):
            return "military"
        if kind == "government" or _GOVERNMENT.search(name):
            return "government"
        if _SCHOOL.search(name):
            return "school"
        sender = _TEAM.sub("", name)
        return self.kind(sender) if sender != name else kind

    def _by_head(self, name: str) -> str:
        head = self._endings.longest(name)
        kind = self.heads.get(head, "other")
        is_union = head and "总工会" in name and len(head) < 5 and kind == "other"
        return "union" if is_union else kind

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
