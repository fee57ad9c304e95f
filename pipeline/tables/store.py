"""The store: all tables in snapshots, one writer at a time, readers never in its way.

A commit is an upsert by page. Rows live in parts of about 5,000 articles; a part that loses or gains rows is
rewritten under a new file name, all others are hard-linked into the new snapshot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.tables import draft
from pipeline.tables.draft import Checkpoint, Draft, reported
from pipeline.tables.files import StoreError
from pipeline.tables.lock import writer_lock
from pipeline.tables.parts import Tables
from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.snapshot import Snapshot, snapshot_name
from pipeline.tables.transaction import PART_ARTICLES, Transaction

KEEP = 5


class Store:
    """The tables under one folder.

    `wait` is how many seconds a writer waits for another, `keep` how many snapshots stay (at least 3, so that
    two old ones are there for readers that still use them), `checkpoint` is called after every step of a
    commit.
    """

    def __init__(
        self,
        root: Path | str,
        *,
        wait: float = 30.0,
        keep: int = KEEP,
        part_articles: int = PART_ARTICLES,
        checkpoint: Checkpoint = lambda step: None,
    ) -> None:
        self.root = Path(root)
        self.wait = wait
        self.keep = max(keep, 3)
        self.part_articles = part_articles
        self._checkpoint = checkpoint

    def snapshot(self) -> Snapshot | None:
        """The current snapshot, resolved once; None where nothing was stored yet."""
        path = draft.resolve(self.root)
        return Snapshot(path) if path else None

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
            if base:
                _check_version(base)
            opened = Draft(self.root, base, self._checkpoint)
            transaction = Transaction(opened, op, self.part_articles)
            try:
                yield transaction
            finally:
                opened.discard()
            if transaction.published:
                self._prune(transaction.published, self.keep)

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
                published = opened.publish("rollback", target.manifest.run_id, target.manifest.previous)
            finally:
                opened.discard()
            self._prune(published, self.keep)
            return published

    def prune(self, keep: int = KEEP) -> list[int]:
        """Removes all but the newest `keep` snapshots (at least the current one); the numbers removed."""
        with self._writing() as base:
            return self._prune(base, keep) if base else []

    def _prune(self, current: Snapshot, keep: int) -> list[int]:
        kept = {current.number, *draft.numbers(self.root)[-max(keep, 1) :]}
        removed = [n for n in draft.numbers(self.root) if n not in kept]
        for number in removed:
            draft.remove(self.root, number)
        self._checkpoint("pruned")
        return removed

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


def _check_version(base: Snapshot) -> None:
    stored, own = base.manifest.schema_version, SCHEMA_VERSION
    if stored.split(".")[0] != own.split(".")[0]:
        raise StoreError(
            f"the tables in {base.path.parent.parent} have schema {stored}, this program writes {own}"
        )
