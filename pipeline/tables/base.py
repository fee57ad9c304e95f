"""The parts of the snapshot that a transaction starts from."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.files import read_files
from pipeline.tables.keys import Keys
from pipeline.tables.parts import PART_TABLES, Loss
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot, schema_hash
from pipeline.tables.unions import UNION_REFERENCES, parents_of, union_ids


class Base:
    """The parts of a snapshot, or of an empty store where there is none."""

    def __init__(self, snapshot: Snapshot | None) -> None:
        self.snapshot = snapshot
        self.is_current = snapshot is not None and snapshot.manifest.schema == schema_hash()
        self._sizes: dict[str, int] = {}
        for table in ("pages", "articles"):
            for entry in snapshot.files(table).values() if snapshot else ():
                self._sizes[entry.part] = max(self._sizes.get(entry.part, 0), entry.rows)
        self.parts = sorted(self._sizes)

    def size(self, part: str) -> int:
        """How many articles a part has, or pages where these are more."""
        return self._sizes[part]

    def read(self, part: str) -> dict[str, pa.Table]:
        """All rows of a part."""
        return {table: self.rows(table, part) for table in PART_TABLES}

    def whole(self, table: str) -> pa.Table:
        """All rows of a table that is not kept in parts."""
        return self.snapshot.read(table) if self.snapshot else TABLES[table].schema.empty_table()

    def loss(self, part: str, pages: Keys, sources: Keys) -> Loss:
        """What the part loses where pages and sources are replaced."""
        ids = {table: self.rows(table, part, ["page_id", "source"]) for table in ("pages", "issues")}
        return Loss.of(ids, pages, sources)

    def part_of(self, article_id: str) -> str | None:
        """The part that an article stands in; None if it is not there."""
        for part in self.parts:
            ids = self.rows("articles", part, ["article_id"])["article_id"]
            if pc.index(ids, article_id).as_py() >= 0:
                return part
        return None

    def unions_left(self, parts: Iterable[str], asked: set[str]) -> set[str]:
        """Those of some unions that rows of some parts refer to; reads no further than it must."""
        missing = set(asked)
        for part in parts:
            if not missing:
                break
            missing -= self.unions_in(part)
        return asked - missing

    def unions_in(self, part: str) -> set[str]:
        """The unions that rows of a part refer to."""
        return union_ids({table: self.rows(table, part, ["union_id"]) for table in UNION_REFERENCES})

    def parents(self) -> dict[str, str | None]:
        """The union above each union that has a row."""
        return parents_of(self.whole("unions"))

    def rows(self, table: str, part: str, columns: list[str] | None = None) -> pa.Table:
        """A part's rows of one table."""
        assert self.snapshot
        return read_files(TABLES[table], self.snapshot.paths(table, part), columns)

    def rows_of(self, part: str, table: str, article_id: str) -> pa.Table:
        """An article's rows of one table."""
        assert self.snapshot
        this = pc.field("article_id") == article_id
        return read_files(TABLES[table], self.snapshot.paths(table, part), filters=this)

    def page_of(self, part: str, article_id: str) -> pa.Table:
        """The row of the page that an article stands on."""
        assert self.snapshot
        (page_id,) = self.rows_of(part, "articles", article_id)["page_id"].to_pylist()
        this = pc.field("page_id") == page_id
        return read_files(TABLES["pages"], self.snapshot.paths("pages", part), filters=this)
