"""Files, folders and standard input → pages, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.pages.columns import USUAL, Columns
from pipeline.pages.documents import read_raw
from pipeline.pages.find import SourceFile, find_files
from pipeline.pages.metadata import Overrides
from pipeline.pages.page import read_page
from pipeline.records import Issue, Page


def read_sources(
    paths: Iterable[Path | str], overrides: Overrides | None = None, columns: Columns = USUAL
) -> Iterator[Page | Issue]:
    """The pages of files and folders (recursive, sorted; `-` is standard input), and an issue for what gives none.

    Raises SourceError for a missing path or a folder without files and MetadataError for a faulty
    `metadata.csv`, both before the first page is read.
    """
    for item in find_files(paths):
        yield from [item] if isinstance(item, Issue) else read_file(item, overrides, columns)


def read_file(
    file: SourceFile, overrides: Overrides | None = None, columns: Columns = USUAL
) -> Iterator[Page | Issue]:
    """The page of a text or HTML file, or the pages of its records; an issue for each that cannot be read."""
    for item in read_raw(file, overrides, columns):
        yield from [item] if isinstance(item, Issue) else read_page(item)
