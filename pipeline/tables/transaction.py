"""The writer's turn: new rows come in as parts, old parts lose what is replaced, one snapshot goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.base import Base
from pipeline.tables.draft import Draft
from pipeline.tables.errors import StoreError
from pipeline.tables.keys import Keys
from pipeline.tables.parts import PART_TABLES, Tables, checked, joined, size, split
from pipeline.tables.schema import TABLES, sort_rows, to_table
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.splice import spliced
from pipeline.tables.unions import UNION_REFERENCES, UnionRows, closed, parents_of, union_ids

PART_ARTICLES = 5_000
_WHOLE = "all"


class Transaction:
    """Rows on their way into the next snapshot; made by `Store.transaction`.

    Memory holds less than two parts of rows, and some 16 bytes for every page added.
    """

    def __init__(self, draft: Draft, op: str, part_articles: int) -> None:
        self._draft = draft
        self._op = op
        self._limit = part_articles
        self._base = Base(draft.base)
        self._waiting: list[dict[str, pa.Table]] = []
        self._waiting_size = 0
        self._pages, self._sources = Keys(), Keys()
        self._unions = UnionRows()
        # Unions that rows written here refer to, and those that rows left behind referred to.
        self._referenced: set[str] = set()
        self._dropped: set[str] = set()
        self._last_part = max((int(p.removeprefix("part-")) for p in self._base.parts), default=0)
        self.published: Snapshot | None = None

    @property
    def is_current(self) -> bool:
        """Whether the stored tables have the program's own schema; a commit brings them to it anyway."""
        return self._base.is_current

    def add(self, tables: Tables) -> None:
        """Takes the rows of some pages in all tables; a page may be given once only.

        Full parts are written at once, so that the memory used does not grow with the number of pages.
        """
        new = checked(tables)
        self._pages.add(new["pages"]["page_id"].to_pylist())
        for table in ("pages", "issues"):
            self._sources.add(new[table]["source"].unique().to_pylist())
        self._unions.add(new.pop("unions"))
        self._waiting.append(new)
        self._waiting_size += size(new)
        if self._waiting_size >= self._limit:
            *full, rest = split(joined(self._waiting), self._limit)
            if size(rest) >= self._limit:
                full, rest = [*full, rest], {}
            for part in full:
                self._write(self._new_part(), part)
            self._waiting = [rest] if rest else []
            self._waiting_size = size(rest) if rest else 0

    def commit(
        self,
        *,
        replace_pages: Iterable[str] = (),
        replace_sources: Iterable[str] = (),
        run: Mapping[str, Any] | None = None,
    ) -> Snapshot:
        """Publishes the rows added in the place of the old ones of their pages and sources and of those named.

        StoreError where a page was added twice.
        """
        if self._pages.repeats():
            raise StoreError("a page is given twice")
        self._pages.add(replace_pages)
        self._sources.add(replace_sources)
        rest = joined(self._waiting) if self._waiting else None
        untouched = []
        for part in self._base.parts:
            loss = self._base.loss(part, self._pages, self._sources)
            if loss.none:
                untouched.append(part)
                continue
            self._dropped |= self._base.unions_in(part)
            if loss.total:
                continue
            kept = loss.rest(self._base.read(part))
            if rest and size(kept) + size(rest) <= self._limit:
                kept, rest = joined([kept, rest]), None
            self._write(part, kept)
        if rest:
            # Many small runs must not leave many small files: what is left over goes to the smallest part.
            smallest = min(untouched, key=self._base.size, default=None)
            if smallest and self._base.size(smallest) + size(rest) <= self._limit:
                untouched.remove(smallest)
                self._write(smallest, joined([self._base.read(smallest), rest]))
            else:
                self._write(self._new_part(), rest)
        return self._publish(untouched, run)

    def replace_article(
        self, article_id: str, tables: Tables, *, run: Mapping[str, Any] | None = None
    ) -> Snapshot:
        """Publishes new rows of one article in the place of its old ones, in its part.

        Tables of the part in which the article's rows are what they were are not written anew.
        """
        if self._base.snapshot is None:
            raise StoreError("there are no tables to replace an article in")
        part = self._base.part_of(article_id)
        if part is None:
            raise StoreError(f"there is no article {article_id} in the tables")
        if "articles" not in tables or tables["articles"]["article_id"].to_pylist() != [article_id]:
            raise StoreError(f"the rows given are not those of article {article_id} alone")
        page = self._base.page_of(part, article_id)
        new = checked({**tables, "pages": page})
        self._unions.add(new["unions"])
        self._dropped |= self._base.unions_in(part)
        rows: dict[str, pa.Table] = {}
        for name in PART_TABLES:
            fresh = sort_rows(new[name], TABLES[name])
            same = name == "pages" or fresh.equals(self._base.rows_of(part, name, article_id))
            if same and self._base.is_current and name not in UNION_REFERENCES:
                # Mostly the tokens, which are most of a part.
                self._draft.link(self._base.snapshot, name, {part})
            else:
                old = self._base.rows(name, part)
                rows[name] = old if same else spliced(old, fresh, article_id, TABLES[name])
        self._write(part, rows)
        return self._publish([p for p in self._base.parts if p != part], run)

    def _publish(self, untouched: list[str], run: Mapping[str, Any] | None) -> Snapshot:
        """Takes over the untouched parts, brings `unions` and `runs` up to date, and makes the snapshot current."""
        if self._base.snapshot:
            if not self._base.is_current:
                # All files of a table share one schema, so the others are rewritten too.
                for part in untouched:
                    self._write(part, self._base.read(part))
                untouched = []
            for table in PART_TABLES:
                self._draft.link(self._base.snapshot, table, set(untouched))
        if not self._draft.files["pages"]:
            self._write(self._new_part(), joined([]))
        self._write_whole("unions", self._union_rows(untouched))
        runs = self._base.whole("runs")
        self._write_whole("runs", pa.concat_tables([runs, to_table("runs", [run])]) if run else runs)
        self.published = self._draft.publish(self._op, run["run_id"] if run else None)
        return self.published

    def _union_rows(self, untouched: list[str]) -> pa.Table:
        """The unions that any row of the draft refers to and those above them.

        Parts that stay as they are keep what is known of their unions; they are asked only about those that
        some other part no longer refers to.
        """
        old, new = self._base.whole("unions"), self._unions.table()
        before, after = parents_of(old), parents_of(new)
        known = before | after
        moved = {p for union_id, p in before.items() if p and after.get(union_id, p) != p}
        doubtful = closed((self._dropped & before.keys()) | moved, before)
        left = self._base.unions_left(untouched, doubtful - self._referenced)
        needed = closed((before.keys() - doubtful) | left | self._referenced, known)
        rows = UnionRows()
        rows.add(old)
        rows.add(new)
        every = rows.table()
        return every.filter(pc.is_in(every["union_id"], pa.array(sorted(needed), pa.string())))

    def _write_whole(self, table: str, rows: pa.Table) -> None:
        new = sort_rows(rows, TABLES[table])
        if self._base.snapshot and self._base.is_current and new.equals(self._base.whole(table)):
            self._draft.link(self._base.snapshot, table)
        else:
            self._draft.write(_WHOLE, {table: new})

    def _write(self, part: str, tables: Tables) -> None:
        self._referenced |= union_ids(tables)
        self._draft.write(part, {table: tables[table] for table in PART_TABLES if table in tables})

    def _new_part(self) -> str:
        self._last_part += 1
        return f"part-{self._last_part:05d}"
