"""A document as found → its page: decoding, the article of a web page, cleaning, what the page says of itself."""

from __future__ import annotations

from pathlib import Path

from pipeline.pages.decode import MAX_CHARS, Decoded, clean, decode, looks_binary
from pipeline.pages.masthead import home_region_of, read_masthead
from pipeline.pages.metadata import Metadata
from pipeline.pages.raw import PdfPage, Raw, issue
from pipeline.records import Issue, Page


def read_page(raw: Raw) -> list[Page | Issue]:
    """The page of a document, after the issues that its reading gave; issues alone where it gives none.

    Depends on nothing but `raw`, the code and the lexicons. Raises LexiconError for a faulty lexicon only.
    """
    if isinstance(raw.payload, str):
        text = clean(raw.payload)
        return _page(raw, Decoded(text, raw.encoding or "utf-8", text.count("\ufffd")), Metadata())
    if isinstance(raw.payload, PdfPage):
        return _pdf(raw, raw.payload)
    if looks_binary(raw.payload):
        return [issue(raw.source, "binary", "these bytes are no text")]
    decoded = decode(raw.payload)
    found = Metadata()
    if raw.kind == "html":
        # Imported where it is needed: most runs have no web pages.
        from pipeline.pages.html import read_html

        text, found = read_html(decoded.text)
        decoded = Decoded(clean(text), decoded.encoding, decoded.replaced)
    return _page(raw, decoded, found)


def _pdf(raw: Raw, place: PdfPage) -> list[Page | Issue]:
    from pipeline.pages.pdf.file import PdfError
    from pipeline.pages.pdf.read import read_pdf

    try:
        read = read_pdf(Path(place.path), place.index)
    except PdfError as error:
        return [issue(raw.source, error.kind, error.detail)]
    found = _page(raw, Decoded(clean(read.text), "pdf", read.unknown), Metadata())
    if read.sideways and isinstance(found[-1], Page):
        detail = f"{read.sideways} lines run from top to bottom or are turned: their order may be wrong"
        return [issue(raw.source, "vertical_text", detail, raw.page_id), *found]
    return found


def _page(raw: Raw, decoded: Decoded, found: Metadata) -> list[Page | Issue]:
    """The page of a text; `found` is what its form tells of it."""
    text = decoded.text
    if len(text) > MAX_CHARS:
        return [too_long(raw.source)]
    if not text.strip():
        return [issue(raw.source, "empty", "there is no text")]
    page_id = raw.page_id
    issues: list[Page | Issue] = []
    if decoded.replaced:
        detail = f"{decoded.replaced} characters could not be decoded as {decoded.encoding}"
        issues.append(issue(raw.source, "lossy_decode", detail, page_id))
    if raw.bad_date:
        issues.append(issue(raw.source, "bad_date", f"{raw.bad_date[:60]!r} is no date", page_id))
    masthead = read_masthead(text)
    inside = Metadata(masthead.publication, None, masthead.issue_date, masthead.page_no)
    known = raw.given.over(found).over(inside)
    # A region stands with the paper it belongs to, wherever the paper's name was found.
    region = known.home_region or home_region_of(known.publication)
    page = Page(
        page_id=page_id,
        source=raw.source,
        text=text,
        publication=known.publication,
        home_region=region,
        issue_date=known.issue_date,
        page_no=known.page_no,
        encoding=decoded.encoding,
        sha256=raw.sha256,
    )
    return [*issues, page]


def too_long(source: str) -> Issue:
    """The issue of a text that no newspaper page has."""
    return issue(source, "too_long", f"the text has more than {MAX_CHARS:,} characters: no newspaper page")
