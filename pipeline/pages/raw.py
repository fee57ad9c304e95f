"""A document as it was found, before anything of it is understood.

Finding is cheap and happens in one place, in order; understanding (`page.read_page`) is the heavy part and may happen
anywhere: a `Raw` travels to other processes and holds all that its page depends on.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from pipeline.pages.metadata import Metadata
from pipeline.records import Issue
from pipeline.records.record import record

Kind = Literal["text", "html", "record", "pdf"]


@record
class PdfPage:
    """Page `index` (from 0) of a PDF file, which is read where the page is made: it may have hundreds of others."""

    path: str
    index: int


@record
class Raw:
    """One document: the bytes of a text or HTML file, the text that a record makes, or the place of a PDF page.

    `given` is what options, columns and `metadata.csv` say of it. `sha256` is that of a file's bytes or of a record's
    canonical JSON; `text_hash` begins that of a file's bytes (with the number of a PDF page) or of a record's text
    as it stands there: two documents with the same 16 digits have the same text. `size` is the payload's length, of a
    PDF page what most have. `encoding` is the one that a
    record's file was in (a file's own is still to be told), `bad_date` a date of a record that could not be read.
    """

    source: str
    kind: Kind
    payload: bytes | str | PdfPage
    given: Metadata
    sha256: str
    text_hash: str
    size: int
    encoding: str | None = None
    bad_date: str | None = None

    @property
    def page_id(self) -> str:
        """The identity of its page."""
        return page_id(self.source)

    @property
    def identity(self) -> tuple[str | None, ...]:
        """All that its page depends on, the payload by its hashes."""
        given = self.given
        day = given.issue_date.isoformat() if given.issue_date else None
        known = (given.publication, given.home_region, day, given.page_no)
        return (self.source, self.kind, self.sha256, self.text_hash, self.encoding, self.bad_date, *known)


def page_id(source: str) -> str:
    """The identity of a page: the first 16 hexadecimal digits of the SHA-256 of its source."""
    return sha256(source.encode())[:16]


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, in 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def issue(source: str, kind: str, detail: str, of_page: str | None = None) -> Issue:
    """An issue of this stage."""
    return Issue(source, "pages", kind, detail, of_page)
