"""Documents → rows: each document's page, what the extractor finds on it, and the rows of all tables that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from pipeline.pages import Raw, read_page
from pipeline.records import Extraction, Issue, Page
from pipeline.records.record import record
from pipeline.tables.rows import Rows, issue_row, to_rows
from pipeline.tables.unions import UNION_REFERENCES, closed_unions


class Extractor(Protocol):
    """What reads pages: one pair of extractions and issues a page."""

    def read_pages(self, pages: Sequence[Page]) -> list[tuple[list[Extraction], list[Issue]]]:
        """The extractions of every page and what went wrong in it."""
        ...


@record
class Job:
    """A document to extract, with the fingerprint that its page will carry.

    `duplicate_of` is the page with the same text that is read in its place, where there is one.
    """

    raw: Raw
    fingerprint: str
    duplicate_of: str | None = None


@record
class Document:
    """A job, its page if it has one, and what its reading found amiss."""

    job: Job
    page: Page | None
    issues: tuple[Issue, ...] = ()


def read_document(job: Job) -> Document:
    """Makes the page of a job."""
    page, issues = None, []
    for item in read_page(job.raw):
        if isinstance(item, Page):
            page = replace(item, text_hash=job.raw.text_hash, duplicate_of=job.duplicate_of)
        else:
            issues.append(item)
    if page and job.duplicate_of:
        detail = f"the text is that of page {job.duplicate_of}, which is read in its place"
        issues.append(Issue(page.source, "pages", "duplicate", detail, page.page_id))
    return Document(job, page, tuple(issues))


def document_rows(extractor: Extractor | None, documents: Sequence[Document]) -> Iterator[Rows]:
    """The rows of each document; StoreError where one refers to a union that has none.

    `extractor` may be None where no document has a page.
    """
    wanted = [d.page for d in documents if d.page and not d.job.duplicate_of]
    found = iter(extractor.read_pages(wanted) if extractor and wanted else ())
    for document in documents:
        page, job, issues = document.page, document.job, document.issues
        if page is None:
            yield {"issues": [issue_row(issue) for issue in issues]}
            continue
        extractions, more = ([], []) if job.duplicate_of else next(found)
        rows = to_rows(page, extractions, [*issues, *more], job.fingerprint)
        _check_unions(rows)
        yield rows


def _check_unions(rows: Rows) -> None:
    """StoreError where a row refers to a union that has none."""
    known = {row["union_id"]: row for row in rows.get("unions", [])}
    referred = (row["union_id"] for table in UNION_REFERENCES for row in rows.get(table, []))
    closed_unions((union_id for union_id in referred if union_id), known)
