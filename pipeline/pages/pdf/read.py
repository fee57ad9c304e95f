"""One page of a PDF file, read."""

from __future__ import annotations

from pathlib import Path

from pipeline.pages.pdf.file import UNKNOWN, PdfError, read_chars
from pipeline.pages.pdf.geometry import main_size
from pipeline.pages.pdf.lines import set_lines
from pipeline.pages.pdf.order import in_reading_order, leading_of
from pipeline.pages.pdf.text import page_text
from pipeline.records.record import record

# The share of a page's characters that may be unknown: numbers of pages and prices set in odd fonts.
_MAY_BE_UNKNOWN = 0.3


@record
class PdfText:
    """The text of a page; `sideways` of its lines run from top to bottom or are turned, `unknown` characters are U+FFFD."""

    text: str
    sideways: int
    unknown: int


def read_pdf(path: Path, index: int) -> PdfText:
    """The text of page `index` (from 0); PdfError where there is none or it cannot be read."""
    chars = read_chars(path, index)
    printed = [char for char in chars if not char.text.isspace()]
    if not printed:
        raise PdfError("no_text_layer", "the page has no text layer: it is a picture, or empty")
    unknown = sum(char.text == UNKNOWN for char in printed)
    if unknown > _MAY_BE_UNKNOWN * len(printed):
        raise PdfError("no_text_layer", "the fonts of the page do not say which characters their glyphs are")
    lines = set_lines(chars)
    size = main_size(lines)
    text = page_text(in_reading_order(lines), size, leading_of(lines, size))
    return PdfText(text, sum(line.sideways for line in lines), unknown)
