"""What a worker does with a unit: documents → pages → extractions → Arrow tables; a fault costs its own document.

Documents are read some at a time. Where that fails, by an error, for want of time or of memory, they are read one by one, and the
one at fault leaves its page's row and an issue.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb

from pipeline.reading import Document, Extractor, Job, document_rows, read_document
from pipeline.records import Issue, Page
from pipeline.runs.limits import OutOfTime, time_limit
from pipeline.runs.staging import Attempt, UnitReport
from pipeline.runs.task import Task
from pipeline.tables.batch import batch_rows
from pipeline.tables.parts import Tables
from pipeline.tables.rows import Rows, to_rows
from pipeline.tables.schema import SchemaError, to_table

# So many documents, of so many bytes, are read together: each stage goes through them while its tables are at hand.
DOCUMENTS, SIZE = 128, 200_000
FAILURES = ("error", "timeout", "memory", "worker_died")
"""Kinds of issues that say a document was not read in full though it could be, with another program or more time."""

_PIPELINE = Path(__file__).resolve().parent.parent
Guard = Callable[[], AbstractContextManager[None]]


Loader = Callable[[Path], Extractor]


def settle() -> None:
    """Readies a process whose model is loaded for reading many documents.

    The model stays as long as the process and records hold no cycles: collections need not walk the one nor hurry
    for the others.
    """
    gc.freeze()
    # More than the records of a batch, which are freed as soon as nobody knows them any more.
    gc.set_threshold(200_000, 20, 100)


def work(task: Task, extractor: Extractor, *, limited: bool = True) -> UnitReport:
    """Reads a unit and leaves it finished in the task's folder.

    `limited` says whether the time limit applies, which needs a process that may end itself.
    """

    def guard() -> AbstractContextManager[None]:
        return time_limit(task.seconds) if limited else nullcontext()

    began = time.monotonic()
    report = UnitReport(task.unit.key)
    attempt = Attempt(task.path, task.unit.key)
    try:
        for numbers in _pieces(task):
            jobs = task.unit.jobs[numbers.start : numbers.stop]
            attempt.mark(numbers)
            if numbers.start in task.dead:
                tables = _tables([_failed(Document(jobs[0], None), *_DIED)])
            else:
                tables = _read(extractor, jobs, guard)
            attempt.mark(None)
            attempt.add(tables)
            report = _counted(report, len(jobs), tables)
        report = replace(report, seconds=time.monotonic() - began)
        attempt.finish(report)
    finally:
        attempt.close()
    return report


_DIED = ("extract", "worker_died", "the worker process died of this document, or hung, twice")


def _pieces(task: Task) -> Iterator[range]:
    """The numbers of the jobs that are read together."""
    first = size = 0
    for n, job in enumerate(task.unit.jobs):
        full = size + job.raw.size > SIZE or n - first == DOCUMENTS
        if first < n and (full or {n, n - 1} & (task.alone | task.dead)):
            yield range(first, n)
            first, size = n, 0
        size += job.raw.size
    yield range(first, len(task.unit.jobs))


def _read(extractor: Extractor, jobs: Sequence[Job], guard: Guard) -> Tables:
    """The rows of some documents in all tables."""
    try:
        with guard():
            documents = [read_document(job) for job in jobs]
            return _tables(document_rows(extractor, documents))
    except (OutOfTime, Exception):
        pass
    # Seldom, so only now one by one: whose fault is it? First what the error's frames hold is let go.
    gc.collect()
    return _tables([_sound(extractor, job, guard) for job in jobs])


def _sound(extractor: Extractor, job: Job, guard: Guard) -> Rows:
    """The rows of one document; where it is at fault the page's own row and an issue that says so."""
    document = Document(job, None)
    try:
        with guard():
            document = read_document(job)
            (rows,) = document_rows(extractor, [document])
            _tables([rows])
    except OutOfTime:
        return _failed(document, "extract", "timeout", "reading it takes longer than a document may")
    except MemoryError:
        return _failed(document, "extract", "memory", "reading it takes more memory than a worker may have")
    except SchemaError as error:
        return _failed(document, "tables", "error", f"SchemaError: {error}")
    except Exception as error:
        return _failed(document, _stage(error), "error", f"{type(error).__name__}: {error}")
    return rows


def _failed(document: Document, stage: str, kind: str, detail: str) -> Rows:
    """The page's row, without a text where it was not even read, and the issue."""
    raw = document.job.raw
    page = document.page or Page(raw.page_id, raw.source, "", sha256=raw.sha256, text_hash=raw.text_hash)
    issue = Issue(raw.source, stage, kind, detail, raw.page_id)
    return to_rows(page, [], [*document.issues, issue], document.job.fingerprint)


def _stage(error: Exception) -> str:
    """The stage folder that raised an error: that of the innermost frame in a stage."""
    for frame in reversed(extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_PIPELINE) and len(path.relative_to(_PIPELINE).parts) > 1:
            folder = path.relative_to(_PIPELINE).parts[0]
            return "extract" if folder == "runs" else folder
    return "extract"


def _tables(pages: Iterable[Rows]) -> Tables:
    return {name: to_table(name, rows) for name, rows in batch_rows(pages).items()}


def _counted(report: UnitReport, jobs: int, tables: Tables) -> UnitReport:
    issues = tables["issues"]
    kinds = issues["kind"].to_pylist()
    failed = {
        page_id
        for page_id, kind in zip(issues["page_id"].to_pylist(), kinds, strict=True)
        if kind in FAILURES and page_id
    }
    return replace(
        report,
        pages=report.pages + tables["pages"].num_rows,
        articles=report.articles + tables["articles"].num_rows,
        events=report.events + tables["events"].num_rows,
        issues=report.issues + issues.num_rows,
        failed=report.failed + len(failed),
        duplicates=report.duplicates + kinds.count("duplicate"),
        unread=report.unread + jobs - tables["pages"].num_rows,
    )
