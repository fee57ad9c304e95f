"""Files and standard input → documents as found, one at a time: memory does not grow with the file.

Every file gives a document, its records' documents, or an issue that says why not; one broken record never keeps
its neighbours from being read.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator

from pipeline.pages.columns import compose, is_known, text_column
from pipeline.pages.decode import MAX_CHARS, decode
from pipeline.pages.find import STANDARD_INPUT, SourceFile
from pipeline.pages.metadata import Metadata, Overrides
from pipeline.pages.page import too_long
from pipeline.pages.raw import Kind, Raw, issue, text_hash
from pipeline.pages.tabular import Fault, Row, read_rows
from pipeline.records import Issue

_TEXT = (".txt", ".text")
_HTML = (".html", ".htm")
_RECORDS = (".jsonl", ".csv", ".parquet", ".jsonl.gz", ".csv.gz")
# Four bytes a character are the most that any encoding takes.
_MAX_BYTES = 4 * MAX_CHARS
_NO_TEXT = "no column is a text; name it text, content, body or 正文"
# Built once: `json.dumps` with options of one's own makes an encoder each time.
_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str)


def read_raw(file: SourceFile, overrides: Overrides | None = None) -> Iterator[Raw | Issue]:
    """The document of a text or HTML file, or the documents of its records; an issue for each that gives none.

    `overrides` is metadata that goes before any other. Reads, splits and hashes, and decodes record files alone.
    """
    first = overrides or Metadata()
    name = file.path.name.lower()
    if file.source == STANDARD_INPUT:
        data = sys.stdin.buffer.read(_MAX_BYTES + 1)
        yield _file(file, data, "html" if _is_html(data) else "text", first)
    elif not file.path.is_file():
        what = "this is no regular file" if file.path.exists() else "the link leads nowhere"
        yield issue(file.source, "unreadable", what)
    elif name.endswith(_RECORDS):
        yield from _records(file, first)
    elif name.endswith(_TEXT + _HTML):
        try:
            with file.path.open("rb") as stream:
                data = stream.read(_MAX_BYTES + 1)
        except OSError as error:
            yield issue(file.source, "unreadable", error.strerror or str(error))
        else:
            yield _file(file, data, "html" if name.endswith(_HTML) else "text", first)
    else:
        read = " ".join(_TEXT[:1] + _HTML + _RECORDS)
        suffix = file.path.suffix or "no suffix"
        yield issue(file.source, "unsupported_format", f"{suffix} is not read; these are: {read}")


def _file(file: SourceFile, data: bytes, kind: Kind, first: Metadata) -> Raw | Issue:
    if not data.strip():
        return issue(file.source, "empty", "the file holds no text")
    if len(data) > _MAX_BYTES:
        return too_long(file.source)
    sha256 = hashlib.sha256(data).hexdigest()
    return Raw(file.source, kind, data, first.over(file.given()), sha256, text_hash(data), len(data))


def _is_html(data: bytes) -> bool:
    start = decode(data[:4096]).text[:1000].lstrip("\ufeff \t\n").lower()
    return start.startswith(("<!doctype html", "<html"))


def _records(file: SourceFile, first: Metadata) -> Iterator[Raw | Issue]:
    any_row = False
    for row in read_rows(file.path, is_known):
        if not any_row and isinstance(row, Row) and row.tabular and not text_column(row.record):
            yield issue(file.source, "no_text_column", _NO_TEXT)
            return
        any_row = True
        if isinstance(row, Fault):
            at = file.source if row.row is None else f"{file.source}#{row.row}"
            yield issue(at, row.kind, row.detail)
        else:
            yield _record(file, row, first)
    if not any_row:
        yield issue(file.source, "empty", "the file holds no records")


def _record(file: SourceFile, row: Row, first: Metadata) -> Raw | Issue:
    source = f"{file.source}#{row.number}"
    composed = compose(row.record)
    if composed is None:
        return issue(source, "no_text_column", _NO_TEXT)
    text = composed.text
    if not text.strip():
        return issue(source, "empty", "there is no text")
    return Raw(
        source=source,
        kind="record",
        payload=text,
        given=first.over(composed.metadata).over(file.given(row.number)),
        sha256=hashlib.sha256(_CANONICAL.encode(row.record).encode(errors="surrogatepass")).hexdigest(),
        text_hash=text_hash(text.encode(errors="surrogatepass")),
        size=len(text),
        encoding=row.encoding,
        bad_date=composed.bad_date,
    )
