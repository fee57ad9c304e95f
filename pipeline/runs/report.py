"""What a run has done so far, or in the end."""

from __future__ import annotations

from pipeline.records.record import record


@record
class Report:
    """What a run did. `snapshot` is the number of the snapshot it published, None where nothing had changed.

    `pages`, `articles`, `events` and `issues` count rows of this run, `linked_unions` the different unions that
    its mentions were linked to (known in the end), `failed` the documents that could not be read in full,
    `duplicates` those whose text another document has, `skipped` those that were up to date, `resumed` those that
    an interrupted run had finished, `unread` the inputs and records that gave no document, in this run or before,
    `gone` the stored pages whose source is no longer in the input. `files_read` of `files` inputs have been read, and
    `bytes_read` of their `bytes`.
    """

    run_id: str = ""
    pages: int = 0
    articles: int = 0
    events: int = 0
    linked_unions: int = 0
    issues: int = 0
    failed: int = 0
    duplicates: int = 0
    skipped: int = 0
    resumed: int = 0
    unread: int = 0
    gone: int = 0
    seconds: float = 0.0
    snapshot: int | None = None
    files: int = 0
    files_read: int = 0
    bytes: int = 0
    bytes_read: int = 0
