"""Many sources → one snapshot: reads what is new or changed, shares it out to workers, commits once.

Batches are cut by the order of the sources alone, and their results come back in that order, so the tables do
not depend on the number of workers. An interrupt, an error or a kill leaves the snapshot before.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from pipeline.fingerprint import model_fingerprint, page_fingerprint
from pipeline.lexicon import model_dir
from pipeline.pages import Overrides, SourceFile, find_files, read_file
from pipeline.pool import Died, map_batches
from pipeline.records import Issue, Page
from pipeline.tables.batch import run_row
from pipeline.tables.rows import issue_row
from pipeline.tables.schema import TABLES, to_table
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.store import Store
from pipeline.worker import Extractor, Job, Loader, Tables, load_worker, rows_of_dead

# Small enough to share a few pages out evenly and to lose little to a dead worker, large enough (a third of a
# second or more) for the transport not to count.
_BATCH_CHARS = 50_000
_BATCH_PAGES = 32


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. `snapshot` is the number of the snapshot it published, None where nothing had changed.

    `pages`, `articles`, `events` and `issues` count rows of this run, `linked_unions` the different unions that
    its mentions were linked to, `skipped` the pages that were up to date,
    `unread` the inputs and records that gave no page, in this run or before. `files_read` of `files` inputs
    have been read so far.
    """

    pages: int = 0
    articles: int = 0
    events: int = 0
    linked_unions: int = 0
    issues: int = 0
    skipped: int = 0
    unread: int = 0
    seconds: float = 0.0
    snapshot: int | None = None
    files: int = 0
    files_read: int = 0


def run(
    paths: Iterable[Path | str],
    out: Path | str,
    *,
    workers: int = 1,
    overrides: Overrides | None = None,
    progress: Callable[[Report], None] | None = None,
    model: Path | None = None,
    load: Loader | None = None,
    registry: Path | None = None,
) -> Report:
    """Extracts everything new or changed under `paths` and publishes it in the store `out` as one snapshot.

    `overrides` is metadata that goes before any other, `progress` is called with the state after every batch,
    `model` is the model folder (the shipped one by default), `load` makes the extractor from it, once in
    every worker process, `registry` a user's own registry of unions. Rows of sources that are not among `paths`, or no longer there, stay.

    Raises SourceError and MetadataError for unusable input, StoreError for an unusable store, LexiconError or
    WorkerError for a model that cannot be loaded. What goes wrong inside a page becomes a row of `issues`.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    folder = model or model_dir()
    if registry is not None:
        check_registry(folder, registry)
    fingerprint = model_fingerprint(folder, registry)
    store = Store(out)
    reading = _Reading(find_files(paths), overrides)
    inputs = _Inputs(reading, store.snapshot(), fingerprint)
    batches = inputs.batches()
    first = next(batches, None)
    if first is None and not inputs.lost():
        return Report(skipped=inputs.skipped, unread=inputs.unread(), seconds=time.monotonic() - clock)
    tally = _Tally()

    def report() -> Report:
        done = replace(tally.report(), skipped=inputs.skipped, unread=inputs.unread())
        done = replace(done, files=len(reading.files), files_read=reading.done)
        return replace(done, seconds=time.monotonic() - clock)

    with store.transaction("run") as transaction:
        every = chain([first], batches) if first else iter(())
        loader = load or (partial(_shipped, registry=registry) if registry else _shipped)
        for results in map_batches(partial(load_worker, loader, folder), every, workers):
            for result in results:
                tables = rows_of_dead(result.item) if isinstance(result, Died) else result
                transaction.add(tables)
                tally.add(tables)
            if progress:
                progress(report())
        lost = {"issues": to_table("issues", map(issue_row, inputs.lost()))}
        transaction.add(lost)
        tally.add(lost)
        done = report()
        published = transaction.commit(
            replace_sources=inputs.outdated(),
            run=run_row(started, done.seconds, fingerprint, pages=done.pages, articles=done.articles),
        )
    return replace(report(), snapshot=published.number)


class _Reading:
    """The pages and issues of a list of files, read one by one; `done` counts the files read to their end."""

    def __init__(self, files: list[SourceFile | Issue], overrides: Overrides | None) -> None:
        self.files = files
        self.done = 0
        self._overrides = overrides

    def __iter__(self) -> Iterator[Page | Issue]:
        for file in self.files:
            yield from [file] if isinstance(file, Issue) else read_file(file, self._overrides)
            self.done += 1


class _Inputs:
    """The sources compared with what is stored: batches of the pages to extract, and issues without a page."""

    def __init__(self, sources: Iterable[Page | Issue], stored: Snapshot | None, model: str) -> None:
        self.skipped = 0
        self._sources = sources
        self._model = model
        self._waiting: dict[str, list[Issue]] = defaultdict(list)
        self._seen: set[str] = set()
        self._records: set[str] = set()
        self._fingerprints: dict[str, str] = {}
        self._known: dict[str, list[Issue]] = defaultdict(list)
        if stored:
            pages = stored.read("pages", ["page_id", "fingerprint"])
            self._fingerprints = dict(zip(*(c.to_pylist() for c in pages.columns), strict=True))
            for row in stored.read("issues").to_pylist():
                if row["stage"] == "pages":
                    self._known[row["source"]].append(Issue(**row))

    def batches(self) -> Iterator[list[Job]]:
        """The pages that are new or changed, in order, in batches; to be drawn to the end before `lost`."""
        batch: list[Job] = []
        size = 0
        for job in self._jobs():
            if batch and (size + len(job.page.text) > _BATCH_CHARS or len(batch) == _BATCH_PAGES):
                yield batch
                batch, size = [], 0
            batch.append(job)
            size += len(job.page.text)
        if batch:
            yield batch

    def _jobs(self) -> Iterator[Job]:
        for item in self._sources:
            if isinstance(item, Issue):
                self._waiting[item.source].append(item)
                continue
            issues = self._waiting.pop(item.source, [])
            self._seen.add(item.source)
            fingerprint = page_fingerprint(item, self._model)
            if self._fingerprints.get(item.page_id) == fingerprint:
                self.skipped += 1
                continue
            self._records.add(item.source.rpartition("#")[0])
            yield Job(item, tuple(issues), fingerprint)

    def lost(self) -> list[Issue]:
        """The issues of sources that gave no page, those already stored left out."""
        return [
            issue
            for source, issues in self._waiting.items()
            if source not in self._seen and set(issues) != set(self._known[source])
            for issue in issues
        ]

    def unread(self) -> int:
        """How many sources so far gave an issue and no page."""
        return len(self._waiting.keys() - self._seen)

    def outdated(self) -> set[str]:
        """Files of which records were read again and that have no issue of their own any more."""
        return self._records - self._waiting.keys()


class _Tally:
    """What has come in so far."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = dict.fromkeys(TABLES, 0)
        self._unions: set[str] = set()

    def add(self, tables: Tables) -> None:
        for name, table in tables.items():
            self._rows[name] += table.num_rows
        if "union_mentions" in tables:
            self._unions |= set(tables["union_mentions"]["union_id"].drop_null().to_pylist())

    def report(self) -> Report:
        rows = self._rows
        return Report(rows["pages"], rows["articles"], rows["events"], len(self._unions), rows["issues"])


def _shipped(model: Path, registry: Path | None = None) -> Extractor:
    # Imported where it is needed: a run that finds nothing new does not wait for spaCy.
    from pipeline.extract import load_extractor

    return load_extractor(model, registry)


def check_registry(model: Path, registry: Path) -> None:
    """Raise LexiconError where a user's own registry has a fault, before anything is read or written."""
    from pipeline.links.load import load_registry

    load_registry(model / "links", registry)
