"""The writer's turn: new rows come in as parts, old parts lose what is replaced, one snapshot goes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.draft import Draft
from pipeline.tables.files import StoreError, read_files
from pipeline.tables.parts import (
    PART_TABLES,
    UNION_REFERENCES,
    Tables,
    checked,
    closed_unions,
    joined,
    split,
    touches,
    without,
)
from pipeline.tables.schema import TABLES, to_table
from pipeline.tables.snapshot import Snapshot, schema_hash

PART_ARTICLES = 5_000
_WHOLE = "all"


class Transaction:
    """Rows on their way into the next snapshot; made by `Store.transaction`."""

    def __init__(self, draft: Draft, op: str, part_articles: int) -> None:
        self._draft = draft
        self._op = op
        self._limit = part_articles
        self._base = draft.base
        self._waiting: list[dict[str, pa.Table]] = []
        self._pages: set[str] = set()
        self._sources: set[str] = set()
        self._unions: dict[str, Mapping[str, Any]] = {}
        self._last_part = max((int(p.removeprefix("part-")) for p in self._old_parts()), default=0)
        self.published: Snapshot | None = None

    def add(self, tables: Tables) -> None:
        """Takes the rows of some pages in all tables; a page may be given once only.

        Full parts are written at once, so that the memory used does not grow with the number of pages.
        """
        new = checked(tables)
        pages = set(new["pages"]["page_id"].to_pylist())
        if twice := self._pages & pages:
            raise StoreError(f"page {min(twice)} is given twice")
        self._pages |= pages
        self._sources |= {*new["pages"]["source"].to_pylist(), *new["issues"]["source"].to_pylist()}
        self._unions |= {row["union_id"]: row for row in new.pop("unions").to_pylist()}
        self._waiting.append(new)
        if sum(t["articles"].num_rows for t in self._waiting) >= self._limit:
            *full, rest = split(joined(self._waiting), self._limit)
            if rest["articles"].num_rows >= self._limit:
                full, rest = [*full, rest], {}
            for part in full:
                self._write(self._new_part(), part)
            self._waiting = [rest] if rest else []

    def commit(
        self,
        *,
        replace_pages: Collection[str] = (),
        replace_sources: Collection[str] = (),
        run: Mapping[str, Any] | None = None,
    ) -> Snapshot:
        """Publishes the rows added in the place of the old ones of their pages and sources and of those named."""
        pages, sources = self._pages | {*replace_pages}, self._sources | {*replace_sources}
        rest = joined(self._waiting) if self._waiting else None
        whole = []
        for part in self._old_parts():
            if not self._touched(part, pages, sources):
                whole.append(part)
                continue
            kept = without(self._read(part), pages=pages, sources=sources)
            if not any(rows.num_rows for rows in kept.values()):
                continue
            if rest and self._fits(kept["articles"].num_rows, rest):
                kept, rest = joined([kept, rest]), None
            self._write(part, kept)
        if rest:
            # Many small runs must not leave many small files: what is left over goes to the smallest part.
            smallest = min(whole, key=self._articles, default=None)
            if smallest and self._fits(self._articles(smallest), rest):
                whole.remove(smallest)
                self._write(smallest, joined([self._read(smallest), rest]))
            else:
                self._write(self._new_part(), rest)
        return self._publish(whole, run)

    def replace_article(
        self, article_id: str, tables: Tables, *, run: Mapping[str, Any] | None = None
    ) -> Snapshot:
        """Publishes new rows of one article in the place of its old ones, in its part."""
        if self._base is None:
            raise StoreError("there are no tables to replace an article in")
        part = next(
            (p for p in self._old_parts() if article_id in self._column(p, "articles", "article_id")), None
        )
        if part is None:
            raise StoreError(f"there is no article {article_id} in the tables")
        old = self._read(part)
        page_id = dict(
            zip(*(old["articles"][c].to_pylist() for c in ("article_id", "page_id")), strict=True)
        )[article_id]
        if "articles" not in tables or tables["articles"]["article_id"].to_pylist() != [article_id]:
            raise StoreError(f"the rows given are not those of article {article_id} alone")
        new = checked({**tables, "pages": old["pages"].filter(pc.equal(old["pages"]["page_id"], page_id))})
        self._unions |= {row["union_id"]: row for row in new.pop("unions").to_pylist()}
        new["pages"] = new["pages"].slice(0, 0)
        self._write(part, joined([without(old, articles=[article_id]), new]))
        return self._publish([p for p in self._old_parts() if p != part], run)

    def _publish(self, untouched: list[str], run: Mapping[str, Any] | None) -> Snapshot:
        """Takes over the untouched parts, brings `unions` and `runs` up to date, and makes the snapshot current."""
        if self._base:
            if not self._same_schema():
                # All files of a table share one schema, so the others are rewritten too.
                for part in untouched:
                    self._write(part, self._read(part))
                untouched = []
            for table in PART_TABLES:
                self._draft.link(self._base, table, set(untouched))
        if not self._draft.files["pages"]:
            self._write(self._new_part(), joined([]))
        self._write_whole("unions", self._union_rows())
        self._write_whole("runs", [*self._old_rows("runs"), *([run] if run else [])])
        self.published = self._draft.publish(self._op, run["run_id"] if run else None)
        return self.published

    def _union_rows(self) -> list[Mapping[str, Any]]:
        """The unions that any row of the draft refers to and those above them."""
        referenced: set[str] = set()
        for table in UNION_REFERENCES:
            found = read_files(TABLES[table], self._draft.paths(table), ["union_id"])["union_id"]
            referenced |= set(found.unique().drop_null().to_pylist())
        known = {row["union_id"]: row for row in self._old_rows("unions")} | self._unions
        return closed_unions(referenced, known)

    def _old_rows(self, table: str) -> list[Mapping[str, Any]]:
        rows: list[Mapping[str, Any]] = self._base.read(table).to_pylist() if self._base else []
        return rows

    def _write_whole(self, table: str, rows: list[Mapping[str, Any]]) -> None:
        new = to_table(table, rows)
        if self._base and self._same_schema() and new.equals(self._base.read(table)):
            self._draft.link(self._base, table)
        else:
            self._draft.write(_WHOLE, new, table)

    def _write(self, part: str, tables: Tables) -> None:
        for table in PART_TABLES:
            self._draft.write(part, tables[table], table)

    def _read(self, part: str) -> dict[str, pa.Table]:
        assert self._base
        return {t: read_files(TABLES[t], self._base.paths(t, part)) for t in PART_TABLES}

    def _column(self, part: str, table: str, column: str) -> set[str]:
        assert self._base
        return set(read_files(TABLES[table], self._base.paths(table, part), [column])[column].to_pylist())

    def _touched(self, part: str, pages: Collection[str], sources: Collection[str]) -> bool:
        """Whether a part loses rows."""
        assert self._base
        ids = ["page_id", "source"]
        found = [read_files(TABLES[t], self._base.paths(t, part), ids) for t in ("pages", "issues")]
        return touches(found, pages, sources)

    def _same_schema(self) -> bool:
        return self._base is not None and self._base.manifest.schema == schema_hash()

    def _old_parts(self) -> list[str]:
        entries: Iterator[str] = (
            (e.part for e in self._base.files("pages").values()) if self._base else iter(())
        )
        return sorted(entries)

    def _articles(self, part: str) -> int:
        assert self._base
        return sum(e.rows for e in self._base.files("articles").values() if e.part == part)

    def _fits(self, articles: int, rest: Tables) -> bool:
        return bool(articles + rest["articles"].num_rows <= self._limit)

    def _new_part(self) -> str:
        self._last_part += 1
        return f"part-{self._last_part:05d}"
