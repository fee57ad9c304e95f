"""An article in the terminal: one table a kind of row; with evidence, the text around every value and its reason."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from pipeline.show.article import ArticleRows, Evidence, Row
from pipeline.show.values import days, number, position, text


def to_terminal(a: ArticleRows, *, evidence: bool = False) -> Group:
    """What rich prints for one article; `evidence` adds page position, surrounding text and reasons."""
    tables = _Tables(a, evidence)
    listed = [
        tables.events(),
        tables.links(),
        tables.union_mentions(),
        tables.people(),
        tables.organizations(),
        tables.counts(),
        tables.dates(),
        tables.places() if not evidence else tables.mentions(),
        tables.issues(),
    ]
    return Group(*_head(a), *(t for t in listed if t.row_count))


def _head(a: ArticleRows) -> Iterator[Text]:
    article = a.article
    for name, style in (("kicker", "dim"), ("headline", "bold"), ("subtitle", "dim")):
        if article[name]:
            yield Text(article[name], style=style)
    by = [f"{name} {'、'.join(article[name])}" for name in ("reporters", "correspondents") if article[name]]
    about = [article["publication"], article["issue_date"], a.page["page_no"] and f"page {a.page['page_no']}"]
    about += [*by, article["article_id"], a.page["source"]]
    yield Text(" · ".join(str(part) for part in about if part), style="dim")


class _Tables:
    """The tables of one article."""

    def __init__(self, a: ArticleRows, evidence: bool) -> None:
        self.a = a
        self.with_evidence = evidence
        self.by_id = a.mentions()

    def table(self, title: str, *columns: str) -> Table:
        extra = ("position", "evidence", "reason") if self.with_evidence else ()
        table = Table(
            title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False
        )
        for column in (*columns, *extra):
            table.add_column(column, overflow="fold")
        return table

    def add(
        self, table: Table, cells: list[str], mention: Row | None, reason: str = "", sentence: str = ""
    ) -> None:
        """A row; with evidence also where its mention stands and why it is so."""
        shown = [Text(cell) for cell in cells]
        if self.with_evidence:
            found = self.a.evidence(mention) if mention else None
            why = reason or (f"{mention['source']} {mention['score']:.2f}" if mention else "")
            shown += [
                Text(position(found.page_start, found.page_end) if found else ""),
                _in_context(found) if found else Text(sentence.replace("\n", " ")),
                Text(why),
            ]
        table.add_row(*shown)

    def events(self) -> Table:
        table = self.table("Events", "type", "name", "days", "place", "trigger", "score")
        sentences = {s["sentence"]: s["text"] for s in self.a.rows("sentences")}
        for e in self.a.rows("events"):
            mark = "★ " if e["primary"] else ""
            cells = [
                mark + e["type"],
                text(e["name"]),
                days(e["start_date"], e["end_date"]),
                text(e["place"]),
            ]
            cells += [e["trigger"], f"{e['score']:.2f}"]
            self.add(table, cells, None, e["reason"], sentences.get(e["sentence"], ""))
        return table

    def links(self) -> Table:
        table = self.table("Unions in events", "event", "union", "role", "score")
        types = {e["event_id"]: e["type"] for e in self.a.rows("events")}
        for u in self.a.rows("event_unions"):
            cells = [types.get(u["event_id"], ""), u["union"], u["role"], f"{u['score']:.2f}"]
            self.add(table, cells, self.by_id.get(u["mention_id"]), u["reason"])
        return table

    def union_mentions(self) -> Table:
        candidates = ("candidates",) if self.with_evidence else ()
        table = self.table("Union mentions", "text", "union", "status", "score", *candidates)
        for u in self.a.rows("union_mentions"):
            cells = [u["text"], text(u["union"]), u["status"], f"{u['score']:.2f}"]
            cells += [text(u["candidates"])] if candidates else []
            self.add(table, cells, self.by_id.get(u["mention_id"]), u["reason"])
        return table

    def people(self) -> Table:
        table = self.table("People", "name", "titles", "affiliation")
        for p in self.a.rows("people"):
            cells = [p["name"], text(p["titles"]), text(p["affiliation"])]
            self.add(table, cells, self.by_id.get(p["mention_id"]))
        return table

    def organizations(self) -> Table:
        table = self.table("Organisations", "name", "kind", "mentions", "aliases")
        for o in self.a.rows("organizations"):
            cells = [o["name"], o["kind"], str(o["mentions"]), text(o["aliases"])]
            self.add(table, cells, self.by_id.get(o["mention_id"]))
        return table

    def counts(self) -> Table:
        table = self.table("Counts", "text", "value", "noun")
        for c in self.a.rows("counts"):
            self.add(table, [c["text"], number(c), text(c["noun"])], self.by_id.get(c["mention_id"]))
        return table

    def dates(self) -> Table:
        table = self.table("Dates", "text", "days", "TIMEX")
        for d in self.a.rows("dates"):
            cells = [d["text"], days(d["start_date"], d["end_date"]), text(d["timex"])]
            self.add(table, cells, self.by_id.get(d["mention_id"]))
        return table

    def places(self) -> Table:
        table = self.table("Places", "text")
        for name in dict.fromkeys(m["text"] for m in self.a.rows("mentions") if m["label"] == "LOC"):
            self.add(table, [name], None)
        return table

    def mentions(self) -> Table:
        table = self.table("Mentions", "label", "text", "field")
        for m in self.a.rows("mentions"):
            self.add(table, [m["label"], m["text"], m["field"]], m)
        return table

    def issues(self) -> Table:
        table = Table(
            title="Issues", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False
        )
        for column in ("stage", "kind", "detail"):
            table.add_column(column, overflow="fold")
        for i in self.a.rows("issues"):
            table.add_row(Text(i["stage"]), Text(i["kind"]), Text(i["detail"]))
        return table


def _in_context(found: Evidence) -> Text:
    return Text.assemble((found.before, "dim"), (found.text, "bold"), (found.after, "dim"))
