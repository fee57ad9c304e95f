"""What a worker does with its share of the pages: pages → Arrow tables; an error costs its own page only."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from traceback import extract_tb

import pyarrow as pa

from pipeline.records import Extraction, Issue, Page
from pipeline.tables.batch import batch_rows
from pipeline.tables.parts import UNION_REFERENCES, closed_unions
from pipeline.tables.rows import Rows, to_rows
from pipeline.tables.schema import SchemaError, to_table

Extractor = Callable[[Page], tuple[list[Extraction], list[Issue]]]
Loader = Callable[[Path], Extractor]
Tables = dict[str, pa.Table]

_PIPELINE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Job:
    """A page to extract, with what its reading found amiss and the fingerprint it will carry."""

    page: Page
    issues: tuple[Issue, ...]
    fingerprint: str


def load_worker(load: Loader, model: Path) -> Callable[[list[Job]], Tables]:
    """What a worker does with a batch; module-level functions only, so that it travels to other processes."""
    extractor = load(model)
    # The model stays as long as the process: full collections need not walk it each time.
    gc.freeze()
    return partial(_extract, extractor)


def _extract(extractor: Extractor, jobs: list[Job]) -> Tables:
    """The rows of some pages in all tables."""
    rows = [_page_rows(extractor, job) for job in jobs]
    try:
        return _tables(rows)
    except SchemaError:
        # Seldom, so only now page by page: whose rows are they?
        return _tables([_sound(job, page) for job, page in zip(jobs, rows, strict=True)])


def _page_rows(extractor: Extractor, job: Job) -> Rows:
    """The rows of one page; an error leaves the page's own row and an issue that names it."""
    try:
        extractions, issues = extractor(job.page)
        rows = to_rows(job.page, extractions, [*job.issues, *issues], job.fingerprint)
        known = {row["union_id"]: row for row in rows.get("unions", [])}
        referred = (row["union_id"] for t in UNION_REFERENCES for row in rows.get(t, []))
        closed_unions((union_id for union_id in referred if union_id), known)
    except Exception as error:
        return _failed(job, _stage(error), "error", f"{type(error).__name__}: {error}")
    return rows


def _sound(job: Job, rows: Rows) -> Rows:
    """The rows if the tables take them, else the page's own row and an issue."""
    try:
        _tables([rows])
    except SchemaError as error:
        return _failed(job, "tables", "error", f"SchemaError: {error}")
    return rows


def rows_of_dead(job: Job) -> Tables:
    """What is left of a page that killed its worker; without a fingerprint, so that the next run tries again."""
    detail = "the worker process died of this page, twice; it is tried again in the next run"
    return _tables([_failed(replace(job, fingerprint=""), "extract", "worker_died", detail)])


def _failed(job: Job, stage: str, kind: str, detail: str) -> Rows:
    issue = Issue(job.page.source, stage, kind, detail, job.page.page_id)
    return to_rows(job.page, [], [*job.issues, issue], job.fingerprint)


def _stage(error: Exception) -> str:
    """The stage folder that raised an error: that of the innermost frame in the pipeline."""
    for frame in reversed(extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_PIPELINE) and len(path.relative_to(_PIPELINE).parts) > 1:
            return path.relative_to(_PIPELINE).parts[0]
    return "extract"


def _tables(pages: Iterable[Rows]) -> Tables:
    return {name: to_table(name, rows) for name, rows in batch_rows(pages).items()}
