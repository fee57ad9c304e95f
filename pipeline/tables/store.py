"""The store: all tables in snapshots, one writer at a time, readers never in its way.

A commit is an upsert by page. Rows live in parts of about 5,000 articles; a part that loses or gains rows is
rewritten under a new file name, all others are hard-linked into the new snapshot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.tables import draft
from pipeline.tables.draft import Checkpoint, Draft, reported
from pipeline.tables.errors import StoreError
from pipeline.tables.lock import run_lock, writer_lock
from pipeline.tables.parts import Tables
from pipeline.tables.retention import UNITS_AGE, Keep, Removed, freed, left_units, remove_units
from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.snapshot import Snapshot, snapshot_name, version_numbers
from pipeline.tables.transaction import PART_ARTICLES, Transaction

_KEEP = Keep()


class Store:
    """The tables under one folder.

    `wait` is how many seconds a writer waits for another, `keep` says which old snapshots stay after a commit,
    `checkpoint` is called after every step of a commit.
    """

    def __init__(
        self,
        root: Path | str,
        *,
        wait: float = 30.0,
        keep: Keep = _KEEP,
        part_articles: int = PART_ARTICLES,
        checkpoint: Checkpoint = lambda step: None,
    ) -> None:
        self.root = Path(root)
        self.wait = wait
        self.keep = keep
        self.part_articles = part_articles
        self._checkpoint = checkpoint

    def snapshot(self) -> Snapshot | None:
        """The current snapshot, resolved once; None where nothing was stored yet.

        StoreError where its schema has another major version: its columns mean something else.
        """
        path = draft.resolve(self.root)
        found = Snapshot(path) if path else None
        if found and _version(found)[0] != version_numbers(SCHEMA_VERSION)[0]:
            raise _other_schema(found)
        return found

    def require_snapshot(self) -> Snapshot:
        """The current snapshot; StoreError where nothing was stored yet."""
        found = self.snapshot()
        if found is None:
            raise StoreError(f"there are no tables in {self.root}; a run writes them")
        return found

    def snapshots(self) -> list[Snapshot]:
        """Every snapshot that is kept, oldest first."""
        current = self.snapshot()
        newest = current.number if current else 0
        folder = self.root / draft.SNAPSHOTS
        return [Snapshot(folder / snapshot_name(n)) for n in draft.numbers(self.root) if n <= newest]

    @contextmanager
    def transaction(self, op: str) -> Iterator[Transaction]:
        """The writer's turn: rows are added to the transaction, and its `commit` publishes them.

        Leaving without a commit, also by an error or an interrupt, leaves the store as it was.
        """
        with self._writing() as base:
            if base and _version(base) > version_numbers(SCHEMA_VERSION):
                # Columns that this program does not know would be lost.
                raise _other_schema(base)
            opened = Draft(self.root, base, self._checkpoint)
            transaction = Transaction(opened, op, self.part_articles)
            try:
                yield transaction
            finally:
                opened.discard()
            if transaction.published:
                self._prune()

    def commit(
        self,
        new: Tables | Iterable[Tables],
        *,
        replace_pages: Collection[str] = (),
        replace_sources: Collection[str] = (),
        op: str = "run",
        run: Mapping[str, Any] | None = None,
    ) -> Snapshot:
        """Publishes one snapshot in which the new rows stand in the place of the old ones of their pages.

        `new` is all tables of some pages, or several such mappings. The pages and sources that occur in it are
        replaced anyway; `replace_pages` and `replace_sources` name others whose rows are to go. `run` is a row
        for `runs`.
        """
        with self.transaction(op) as transaction:
            for tables in [new] if isinstance(new, Mapping) else new:
                transaction.add(tables)
            return transaction.commit(replace_pages=replace_pages, replace_sources=replace_sources, run=run)

    def replace_article(
        self, article_id: str, tables: Tables, *, run: Mapping[str, Any] | None = None
    ) -> Snapshot:
        """Publishes one snapshot in which one article has new rows in all tables; its page stays as it is.

        `tables` holds the article's rows (and the unions they refer to); StoreError where the store does not
        know the article or a row belongs to another.
        """
        with self.transaction("replace_article") as transaction:
            return transaction.replace_article(article_id, tables, run=run)

    def rollback(self, steps: int = 1) -> Snapshot:
        """Publishes a new snapshot with the content of an older one; nothing is lost by it.

        One step leads to the content before the current one, also after an earlier rollback.
        """
        if steps < 1:
            raise StoreError("a rollback takes at least one step")
        with self._writing() as base:
            if base is None:
                raise StoreError(f"there are no tables in {self.root}; nothing to roll back")
            target = base
            for _ in range(steps):
                previous = target.manifest.previous
                if previous is None or previous not in draft.numbers(self.root):
                    raise StoreError(f"no snapshot before {target.path.name} is kept")
                target = Snapshot(self.root / draft.SNAPSHOTS / snapshot_name(previous))
            opened = Draft(self.root, base, self._checkpoint)
            try:
                for table in TABLES:
                    opened.link(target, table)
                published = opened.publish("rollback", again=target.manifest)
            finally:
                opened.discard()
            self._prune()
            return published

    def migrate(self) -> Snapshot | None:
        """Publishes the current content under the program's own schema; None where it has that already.

        Columns that were added since are null. StoreError where the stored schema has another major version.
        """
        self.require_snapshot()
        with self.transaction("migrate") as transaction:
            return None if transaction.is_current else transaction.commit()

    def gc(self, keep: Keep = _KEEP, units_age: timedelta = UNITS_AGE, *, dry_run: bool = False) -> Removed:
        """Removes the snapshots that `keep` does not name and the units of work left untouched for `units_age`.

        With `dry_run` it only says what it would remove. StoreError while a run is under way.
        """
        self.require_snapshot()
        with run_lock(self.root), self._writing():
            old = keep.outdated(draft.published(self.root), datetime.now(UTC))
            units = left_units(self.root, units_age)
            size = freed([*(self.root / draft.SNAPSHOTS / snapshot_name(n) for n in old), *units])
            if not dry_run:
                for number in old:
                    draft.remove(self.root, number)
                remove_units(units)
            return Removed(tuple(old), tuple(u.name for u in units), size)

    def _prune(self) -> None:
        for number in self.keep.outdated(draft.published(self.root), datetime.now(UTC)):
            draft.remove(self.root, number)
        self._checkpoint("pruned")

    @contextmanager
    def _writing(self) -> Iterator[Snapshot | None]:
        """Holds the lock on a tidy store and gives its current snapshot."""
        with reported(self.root):
            for folder in (self.root, self.root / draft.SNAPSHOTS, self.root / draft.STAGING):
                folder.mkdir(parents=True, exist_ok=True)
            lock = writer_lock(self.root / ".lock", self.wait)
        with lock:
            draft.tidy(self.root)
            self._checkpoint("tidied")
            yield self.snapshot()


def _version(snapshot: Snapshot) -> tuple[int, int]:
    return version_numbers(snapshot.manifest.schema_version)


def _other_schema(snapshot: Snapshot) -> StoreError:
    stored = snapshot.manifest.schema_version
    return StoreError(
        f"the tables in {snapshot.path.parent.parent} have schema {stored}, this program's is {SCHEMA_VERSION}"
    )
