"""Many sources → one snapshot: shares out what is new or changed in units of work, and commits once.

A finished unit stays in the store's folder until it is published: a run that was interrupted, killed or aborted is
resumed by the same command. Units are committed in their order, so the tables depend neither on the workers nor on
what happened on the way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pipeline.fingerprint import model_fingerprint
from pipeline.lexicon import model_dir
from pipeline.pages import Columns, Overrides, find_files
from pipeline.reading import Extractor
from pipeline.runs.engine import Engine, results
from pipeline.runs.inputs import Inputs
from pipeline.runs.journal import Journal
from pipeline.runs.reading import Reading
from pipeline.runs.report import Report
from pipeline.runs.staging import Staging, UnitReport
from pipeline.runs.units import Unit, cut
from pipeline.runs.work import Loader
from pipeline.tables.batch import run_id, run_row
from pipeline.tables.draft import reported
from pipeline.tables.lock import run_lock
from pipeline.tables.rows import issue_row
from pipeline.tables.schema import to_table
from pipeline.tables.store import Store

# A rate of errors says something only of some documents.
_FIRST_CHECK = 200
_EVENT_SECONDS = 10.0


class RunError(Exception):
    """A run that was given up before it published anything; the message says why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run works.

    `workers` processes on this machine (0: this process alone, without limits), or `engine` "ray" with those
    of a cluster at `address`. `seconds` is what a document may take, `megabytes` what a worker may use beyond the
    model. `max_error_rate` is the share of documents that may fail, `retry_failed` reads those anew that failed
    in an earlier run, `prune` drops the rows of sources that are gone.
    """

    workers: int = 1
    engine: str = "local"
    address: str | None = None
    seconds: float = 60.0
    megabytes: int = 2048
    max_error_rate: float = 1.0
    retry_failed: bool = False
    prune: bool = False


def run(
    paths: Iterable[Path | str],
    out: Path | str,
    settings: Settings = Settings(),
    *,
    overrides: Overrides | None = None,
    columns: Columns | None = None,
    progress: Callable[[Report], None] | None = None,
    model: Path | None = None,
    load: Loader | None = None,
    registry: Path | None = None,
) -> Report:
    """Extracts everything new or changed under `paths` and publishes it in the store `out` as one snapshot.

    `overrides` is metadata that goes before any other, `columns` the user's names of columns, `progress` is called with the state after every unit,
    `model` is the model folder (the shipped one by default), `load` makes the extractor from it, once in
    every worker process, `registry` a user's own registry of unions. Rows of sources that are not among `paths`
    stay.

    Raises SourceError and MetadataError for unusable input, StoreError for an unusable store or one that another run
    is working for, LexiconError or WorkerError for a model that cannot be loaded, RunError where too many
    documents fail. What goes wrong inside a document becomes a row of `issues`.
    """
    given = list(paths)
    folder = model or model_dir()
    if registry is not None:
        check_registry(folder, registry)
    loader = partial(load or partial(shipped, registry=registry), folder)
    reading = Reading(find_files(given), overrides, columns)
    store = Store(out)
    with reported(store.root):
        store.root.mkdir(parents=True, exist_ok=True)
    with run_lock(store.root):
        return _Run(store, reading, settings, model_fingerprint(folder, registry), given).go(loader, progress)


class _Run:
    """One run, from the comparison with what is stored to its snapshot."""

    def __init__(
        self, store: Store, reading: Reading, settings: Settings, fingerprint: str, paths: list[Path | str]
    ) -> None:
        self._store = store
        self._reading = reading
        self._settings = settings
        self._fingerprint = fingerprint
        self._paths = paths
        self._started, self._clock = datetime.now(UTC), time.monotonic()
        self._staging = Staging(store.root)
        self._inputs = Inputs(
            reading,
            store.snapshot(),
            fingerprint,
            retry=settings.retry_failed,
            pruned=paths if settings.prune else (),
        )
        self._report = Report(run_id(self._started), files=len(reading.files), bytes=reading.bytes)
        self._units: dict[int, str] = {}
        self._without_page = 0

    def go(self, loader: Callable[[], Extractor], progress: Callable[[Report], None] | None) -> Report:
        """The whole run."""
        units = cut(self._inputs.jobs())
        first = next(units, None)
        if first is None and not (self._inputs.lost() or (self._settings.prune and self._gone())):
            return replace(self._now(), gone=len(self._gone()))
        self._staging.open()
        about = {"paths": [str(p) for p in self._paths], "settings": asdict(self._settings)}
        journal = Journal(self._store.root, self._report.run_id, about | {"fingerprint": self._fingerprint})
        state = "failed"
        try:
            if first:
                self._work(_chain(first, units), loader, journal, progress)
            self._report = replace(self._now(), gone=len(self._gone()))
            self._publish()
            state = "done"
        except KeyboardInterrupt:
            state = "interrupted"
            raise
        except Exception as error:
            journal.event(error=f"{type(error).__name__}: {error}")
            raise
        finally:
            journal.end(state, report=asdict(self._now()))
        self._staging.remove(self._units.values())
        return self._report

    def _work(
        self,
        units: Iterator[Unit],
        loader: Callable[[], Extractor],
        journal: Journal,
        progress: Callable[[Report], None] | None,
    ) -> None:
        """Has every unit read that is not finished yet."""
        told = 0.0
        with ExitStack() as stack:
            engine = _engine(self._settings, loader)
            stack.callback(engine.close)
            for unit, report in results(
                self._unfinished(units), engine, self._staging.folder, self._settings.seconds
            ):
                self._count(unit, report)
                self._check_errors()
                if progress:
                    progress(self._now())
                if time.monotonic() - told > _EVENT_SECONDS:
                    journal.event(**asdict(self._now()))
                    told = time.monotonic()
        self._check_errors(final=True)
        journal.event(**asdict(self._now()))

    def _unfinished(self, units: Iterator[Unit]) -> Iterator[Unit]:
        for unit in units:
            report = self._staging.report(unit.key)
            if report and self._settings.retry_failed and report.failed:
                self._staging.remove([unit.key])
                report = None
            if report is None:
                yield unit
            else:
                self._count(unit, report)
                self._report = replace(self._report, resumed=self._report.resumed + len(unit.jobs))

    def _count(self, unit: Unit, report: UnitReport) -> None:
        self._units[unit.number] = unit.key
        self._without_page += report.unread
        done = self._report
        self._report = replace(
            done,
            pages=done.pages + report.pages,
            articles=done.articles + report.articles,
            events=done.events + report.events,
            issues=done.issues + report.issues,
            failed=done.failed + report.failed,
            duplicates=done.duplicates + report.duplicates,
        )

    def _check_errors(self, *, final: bool = False) -> None:
        done, most = self._report, self._settings.max_error_rate
        if done.failed > most * done.pages and (final or done.pages >= _FIRST_CHECK):
            raise RunError(
                f"{done.failed:,} of {done.pages:,} documents failed, more than {most:.1%}: nothing was published; "
                f"see {self._store.root / 'runs' / done.run_id}"
            )

    def _now(self) -> Report:
        """The report with what is known at this moment."""
        return replace(
            self._report,
            skipped=self._inputs.skipped,
            unread=self._without_page + self._inputs.unread(),
            files_read=self._reading.done,
            bytes_read=self._reading.bytes_done,
            seconds=time.monotonic() - self._clock,
        )

    def _gone(self) -> list[str]:
        return self._inputs.gone(self._paths)

    def _publish(self) -> None:
        """Commits the units in their order, and the issues of inputs that gave no document."""
        linked: set[str] = set()
        lost = {"issues": to_table("issues", map(issue_row, self._inputs.lost()))}
        with self._store.transaction("run") as transaction:
            for _, key in sorted(self._units.items()):
                tables = self._staging.tables(key)
                transaction.add(tables)
                if "union_mentions" in tables:
                    linked |= set(tables["union_mentions"]["union_id"].unique().drop_null().to_pylist())
            transaction.add(lost)
            issues = self._report.issues + lost["issues"].num_rows
            self._report = replace(
                self._now(), issues=issues, linked_unions=len(linked), gone=self._report.gone
            )
            done = self._report
            published = transaction.commit(
                replace_pages=self._gone() if self._settings.prune else (),
                replace_sources=self._inputs.outdated(),
                run=run_row(
                    done.run_id,
                    self._started,
                    done.seconds,
                    self._fingerprint,
                    pages=done.pages,
                    articles=done.articles,
                ),
            )
        self._report = replace(self._now(), snapshot=published.number)


def _chain(first: Unit, rest: Iterator[Unit]) -> Iterator[Unit]:
    yield first
    yield from rest


def _engine(settings: Settings, loader: Callable[[], Extractor]) -> Engine:
    if settings.engine == "ray":
        from pipeline.runs.cluster import RayWorkers

        return RayWorkers(loader, max(1, settings.workers), settings.megabytes, settings.address)
    from pipeline.runs.local import InProcess, LocalWorkers

    if not settings.workers:
        return InProcess(loader)
    return LocalWorkers(loader, settings.workers, settings.megabytes)


def shipped(model: Path, registry: Path | None = None) -> Extractor:
    """The extractor of a model folder; spaCy is imported in the workers alone."""
    from pipeline.extract import load_extractor

    extractor = load_extractor(model, registry)
    extractor.warm_up()
    return extractor


def check_registry(model: Path, registry: Path) -> None:
    """Raise LexiconError where a user's own registry has a fault, before anything is read or written."""
    from pipeline.links.load import load_registry

    load_registry(model / "links", registry)
