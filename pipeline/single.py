"""One source or one stored article, read from scratch and, where asked, put in the place of its old rows.

A file's pages are saved as a run would save them; an article's rows replace those of that article alone. Either
way all tables change in one snapshot.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.extract import load_extractor
from pipeline.fingerprint import document_fingerprint, model_fingerprint
from pipeline.lexicon import model_dir
from pipeline.links.load import load_registry
from pipeline.pages import STANDARD_INPUT, Columns, Overrides, Raw, SourceError, find_files, read_raw
from pipeline.reading import Document, Job, document_rows, read_document
from pipeline.records import Issue, Page
from pipeline.records.record import record
from pipeline.tables.batch import batch_rows, one_by_one, run_id, run_row
from pipeline.tables.rows import Rows, issue_row, to_rows
from pipeline.tables.schema import to_table

if TYPE_CHECKING:
    from pipeline.tables.snapshot import Snapshot


@record
class Single:
    """The rows of all tables that one reading gave, and the id of the article where only one was asked for.

    `raws` are the documents read, by the ids of their pages; `save` gives their rows the fingerprints.
    """

    rows: Rows
    article_id: str | None
    started: datetime
    seconds: float
    registry: Path | None
    raws: Mapping[str, Raw]


def read_single(
    target: str,
    out: Path,
    overrides: Overrides | None = None,
    registry: Path | None = None,
    columns: Columns | None = None,
) -> Single:
    """Reads a file, standard input (`-`) or an article of the store `out`, with the shipped model.

    `registry` is a user's own registry of unions. Raises SourceError where `target` is none of these,
    MetadataError for a faulty `metadata.csv`, LexiconError for a faulty registry.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    if Path(target).is_dir():
        raise SourceError(f"{target}: this is a folder; `run` reads folders")
    if registry is not None:
        load_registry(model_dir() / "links", registry)
    if target == STANDARD_INPUT or Path(target).exists():
        article_id, (rows, raws) = None, _read([target], overrides, registry, columns)
    else:
        article_id, rows, raws = target, _stored(target, out, registry), {}
    return Single(rows, article_id, started, time.monotonic() - clock, registry, raws)


def read_pages(paths: Iterable[Path | str]) -> Rows:
    """The rows of every page of some files and folders, in memory and one by one; tokens are left out."""
    return one_by_one(_read(paths, None, None, None)[0])


def save(single: Single, out: Path) -> Snapshot:
    """Publishes the rows in the store `out` as one snapshot; StoreError where that cannot be done."""
    from pipeline.tables.store import Store

    store = Store(out)
    fingerprint = model_fingerprint(model_dir(), single.registry)
    for page in single.rows["pages"]:
        if raw := single.raws.get(page["page_id"]):
            page["fingerprint"] = document_fingerprint(raw, fingerprint)
    tables = {name: to_table(name, rows) for name, rows in single.rows.items()}
    pages, articles = len(single.rows["pages"]), len(single.rows["articles"])
    run = run_row(
        run_id(single.started), single.started, single.seconds, fingerprint, pages=pages, articles=articles
    )
    if single.article_id:
        return store.replace_article(single.article_id, tables, run=run)
    return store.commit(tables, op="extract", run=run)


def _read(
    paths: Iterable[Path | str],
    overrides: Overrides | None,
    registry: Path | None,
    columns: Columns | None,
) -> tuple[Rows, dict[str, Raw]]:
    lost: list[Rows] = []
    documents: list[Document] = []
    for file in find_files(paths):
        for item in [file] if isinstance(file, Issue) else read_raw(file, overrides, columns or Columns()):
            if isinstance(item, Issue):
                lost.append({"issues": [issue_row(item)]})
            else:
                documents.append(read_document(Job(item, "")))
    # Loaded where there is something to read only.
    extractor = load_extractor(registry=registry) if any(d.page for d in documents) else None
    rows = batch_rows([*lost, *document_rows(extractor, documents)])
    return rows, {d.job.raw.page_id: d.job.raw for d in documents}


def _stored(article_id: str, out: Path, registry: Path | None) -> Rows:
    # The store and pyarrow's reader of its files take as long to import as an article to read.
    from pipeline.tables.store import Store
    from pipeline.tables.stored import stored_page

    snapshot = Store(out).snapshot()
    known = stored_page(snapshot, article_id) if snapshot else None
    if known is None:
        raise SourceError(f"{article_id}: neither a file nor an article in {out}")
    fingerprint = known.pop("fingerprint")
    page = Page(**known)
    ((extractions, issues),) = load_extractor(registry=registry).read_pages([page])
    this = [x for x in extractions if x.article.article_id == article_id]
    if not this:
        raise SourceError(f"{article_id}: its page is split otherwise now; extract {page.source} again")
    return batch_rows([to_rows(page, this, [i for i in issues if i.article_id == article_id], fingerprint)])
