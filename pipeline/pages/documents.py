"""Files and standard input → documents as found, one at a time: memory does not grow with the file.

Every file gives a document, its records' documents, or an issue that says why not; one broken record never keeps
its neighbours from being read.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator

from pipeline.pages.columns import USUAL, Columns, compose
from pipeline.pages.decode import MAX_CHARS
from pipeline.pages.find import STANDARD_INPUT, SourceFile
from pipeline.pages.metadata import Metadata, Overrides
from pipeline.pages.page import too_long
from pipeline.pages.raw import Kind, PdfPage, Raw, issue, sha256
from pipeline.pages.rows import Fault, Row
from pipeline.pages.streams import Position, Sniffed
from pipeline.pages.tabular import RECORDS, json_rows, read_rows
from pipeline.records import Issue

_TEXT = (".txt", ".text")
_HTML = (".html", ".htm")
_PDF = ".pdf"
# About as many characters as a newspaper page has: a PDF page's own are not known before it is read.
_PDF_SIZE = 10_000
# Four bytes a character are the most that any encoding takes.
_MAX_BYTES = 4 * MAX_CHARS
# Built once: `json.dumps` with options of one's own makes an encoder each time.
_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str)


def read_raw(
    file: SourceFile,
    overrides: Overrides | None = None,
    columns: Columns = USUAL,
    position: Position | None = None,
) -> Iterator[Raw | Issue]:
    """The document of a text or HTML file, or the documents of its records; an issue for each that gives none.

    `overrides` is metadata that goes before any other, `columns` the user's names of columns; `position`
    tells how far a file of records has been read. Reads, splits and
    hashes, and decodes records alone.
    """
    first = overrides or Metadata()
    name = file.path.name.lower()
    if file.source == STANDARD_INPUT:
        yield from _standard_input(file, first, columns)
    elif not file.path.is_file():
        what = "this is no regular file" if file.path.exists() else "the link leads nowhere"
        yield issue(file.source, "unreadable", what)
    elif name.endswith(RECORDS):
        yield from _records(file, read_rows(file.path, columns.wants, position), first, columns)
    elif name.endswith(_PDF):
        yield from _pdf(file, first)
    elif name.endswith(_TEXT + _HTML):
        try:
            with file.path.open("rb") as stream:
                data = stream.read(_MAX_BYTES + 1)
        except OSError as error:
            yield issue(file.source, "unreadable", error.strerror or str(error))
        else:
            yield _file(file, data, "html" if name.endswith(_HTML) else "text", first)
    else:
        read = " ".join((*_TEXT[:1], *_HTML, _PDF, *RECORDS))
        suffix = file.path.suffix or "no suffix"
        yield issue(file.source, "unsupported_format", f"{suffix} is not read; these are: {read}")


def _file(file: SourceFile, data: bytes, kind: Kind, first: Metadata) -> Raw | Issue:
    if not data.strip():
        return issue(file.source, "empty", "the file holds no text")
    if len(data) > _MAX_BYTES:
        return too_long(file.source)
    digest = sha256(data)
    return Raw(file.source, kind, data, first.over(file.given()), digest, digest[:16], len(data))


def _pdf(file: SourceFile, first: Metadata) -> Iterator[Raw | Issue]:
    """The pages of a PDF file; one alone has the file's name, several are counted from 0 as records are."""
    # Imported where it is needed: most runs have no PDF files.
    from pipeline.pages.pdf.apart import Lost, apart
    from pipeline.pages.pdf.file import PdfError, count_pages

    path = file.path.absolute()
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        count = apart(count_pages, path)
    except OSError as error:
        yield issue(file.source, "unreadable", error.strerror or str(error))
        return
    except PdfError as error:
        yield issue(file.source, error.kind, error.detail)
        return
    except Lost:
        yield issue(file.source, "damaged", "opening it takes longer than a file may, or ends the process")
        return
    if not count:
        yield issue(file.source, "empty", "the file has no pages")
    for index in range(count):
        source = f"{file.source}#{index}" if count > 1 else file.source
        given = first.over(file.given(index))
        text_hash = sha256(f"{digest}#{index}".encode())[:16]
        yield Raw(source, "pdf", PdfPage(str(path), index), given, digest, text_hash, _PDF_SIZE)


def _standard_input(file: SourceFile, first: Metadata, columns: Columns) -> Iterator[Raw | Issue]:
    """A page's text or HTML, or the records of JSON lines: their beginning tells."""
    stream = Sniffed(sys.stdin.buffer)
    start = stream.start()
    if _is_json_lines(start):
        yield from _records(file, json_rows(stream), first, columns)
    else:
        html = start[:1000].lstrip().lower().startswith(("<!doctype html", "<html"))
        yield _file(file, stream.read(_MAX_BYTES + 1), "html" if html else "text", first)


def _is_json_lines(start: str) -> bool:
    lines = [line for line in start.split("\n") if line.strip()]
    return bool(lines) and all(line.startswith("{") for line in lines)


def _records(
    file: SourceFile, rows: Iterator[Row | Fault], first: Metadata, columns: Columns
) -> Iterator[Raw | Issue]:
    any_row, checked = False, False
    unseen = set(columns.named())
    for row in rows:
        any_row = True
        if isinstance(row, Fault):
            at = file.source if row.row is None else f"{file.source}#{row.row}"
            yield issue(at, row.kind, row.detail)
            continue
        if not checked and row.tabular and (unfit := _unfit(file.source, list(row.record), columns)):
            yield unfit
            return
        checked = True
        if unseen:
            unseen.intersection_update(columns.absent(row.record))
        try:
            yield _record(file, row, first, columns)
        except RecursionError:
            at = f"{file.source}#{row.number}"
            yield issue(at, "broken_record", "the record is nested too deeply")
    if not any_row:
        yield issue(file.source, "empty", "the file holds no records")
    elif unseen:
        yield issue(
            file.source, "no_column", f"no record has a column {' or '.join(map(repr, sorted(unseen)))}"
        )


def _unfit(source: str, names: list[str], columns: Columns) -> Issue | None:
    """Why nothing can be read from a table with these columns."""
    if absent := columns.absent(names):
        told = ", ".join(names[:12])[:400] + (" …" if len(names) > 12 else "")
        return issue(source, "no_column", f"no column is called {absent[0]!r}; the columns are {told}")
    return None if columns.has_text(names) else issue(source, "no_text_column", _no_text(columns))


def _no_text(columns: Columns) -> str:
    if columns.text is not None:
        return f"no column is called {columns.text!r}"
    return "no column is a text; name it text, content, body or 正文, or say which it is"


def _record(file: SourceFile, row: Row, first: Metadata, columns: Columns) -> Raw | Issue:
    source = f"{file.source}#{row.number}"
    composed = compose(row.record, columns)
    if composed is None:
        return issue(source, "no_text_column", _no_text(columns))
    text = composed.text
    if not text.strip():
        return issue(source, "empty", "there is no text")
    return Raw(
        source=source,
        kind="record",
        payload=text,
        given=first.over(composed.metadata).over(file.given(row.number)),
        sha256=sha256(_CANONICAL.encode(row.record).encode(errors="surrogatepass")),
        text_hash=sha256(text.encode(errors="surrogatepass"))[:16],
        size=len(text),
        encoding=row.encoding,
        bad_date=composed.bad_date,
    )
