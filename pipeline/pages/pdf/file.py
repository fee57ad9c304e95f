"""PDF files by PDFium: how many pages there are, and the characters of one with their places."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

from pipeline.pages.pdf.geometry import Char
from pipeline.patterns import regex
from pipeline.records.record import record

MAX_CHARS = 200_000
"""The most characters of one page that are read; a newspaper page has about ten thousand."""

UNKNOWN = "\ufffd"
"""Stands for a glyph of which the file does not say what it means."""

# What a font shows in place of a character: radicals, compatibility ideographs, ligatures, vertical marks.
_FORM = regex("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe4f]")
# Upright within ten degrees.
_LEANING = math.sin(math.radians(10))


class PdfError(ValueError):
    """Why a file or page cannot be read: `kind` is the issue's short word."""

    def __init__(self, kind: str, detail: str) -> None:
        # Both are arguments, or it could not go from one process to another.
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail

    def __str__(self) -> str:
        return self.detail


def count_pages(path: Path) -> int:
    """The number of pages; PdfError for an encrypted or damaged file."""
    with _document(path) as document:
        return len(document)


def read_chars(path: Path, index: int) -> list[Char]:
    """The characters of page `index` (from 0) in the order of the file; PdfError where it cannot be read.

    A glyph of which the file does not say what it means is UNKNOWN.
    """
    with _document(path) as document:
        try:
            page = document[index]
            text = page.get_textpage()
        except (pdfium.PdfiumError, IndexError) as error:
            raise PdfError("damaged", f"the page cannot be read: {error}") from None
        count = text.count_chars()
        if count > MAX_CHARS:
            raise PdfError("too_long", f"the page has {count:,} characters: no newspaper page")
        return list(_chars(text.raw, count, _View(page.get_rotation(), *page.get_mediabox())))


@contextmanager
def _document(path: Path) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(path)
    except OSError as error:
        raise PdfError("unreadable", error.strerror or str(error)) from None
    except pdfium.PdfiumError as error:
        if api.FPDF_GetLastError() == api.FPDF_ERR_PASSWORD:
            raise PdfError("encrypted", "the file cannot be read without its password") from None
        raise PdfError("damaged", f"this is no whole PDF file: {error}") from None
    try:
        yield document
    finally:
        document.close()


@record
class _View:
    """How a page is shown: turned clockwise by some degrees; the box that it shows, from the lower left corner."""

    rotation: int
    left: float
    bottom: float
    right: float
    top: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is seen: from the left, from the top."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def is_turned(self, a: float, b: float) -> bool:
        """Whether text that runs in the direction (a, b) of the file does not run from left to right."""
        x, y = self.place(a, b)
        x0, y0 = self.place(0, 0)
        return x - x0 < 0 or abs(y - y0) > _LEANING * math.hypot(a, b)


def _chars(text: Any, count: int, view: _View) -> Iterator[Char]:
    box, matrix = api.FS_RECTF(), api.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(count):
        if api.FPDFText_IsGenerated(text, i) == 1 or not (
            api.FPDFText_GetLooseCharBox(text, i, box)
            and api.FPDFText_GetCharOrigin(text, i, x, y)
            and api.FPDFText_GetMatrix(text, i, matrix)
        ):
            continue
        size = api.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
        first, _ = view.place(box.left, box.bottom)
        second, _ = view.place(box.right, box.top)
        _, base = view.place(x.value, y.value)
        if size > 0 and math.isfinite(first + second + base + size):
            turned = view.is_turned(matrix.a, matrix.b)
            code = api.FPDFText_GetUnicode(text, i)
            yield Char(_character(code), min(first, second), max(first, second), base, size, turned)


def _character(code: int) -> str:
    """The character of a code; private ones mean something in one font only."""
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xF8FF or code & 0xFFFE == 0xFFFE or code >= 0xF0000:
        return UNKNOWN
    char = chr(code)
    return unicodedata.normalize("NFKC", char) if _FORM.match(char) else char
