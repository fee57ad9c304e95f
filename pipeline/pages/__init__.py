"""Source files → pages.

`find_files` lists the files, `read_raw` takes a file apart into documents (`Raw`: cheap, in order), `read_page` makes the
page of a document (heavy, anywhere). `read_sources` and `read_file` do it all; whatever gives no page gives an `Issue`.
"""

from __future__ import annotations

from pipeline.pages.columns import Columns
from pipeline.pages.documents import read_raw
from pipeline.pages.find import STANDARD_INPUT, SourceError, SourceFile, find_files
from pipeline.pages.metadata import Metadata, MetadataError, Overrides
from pipeline.pages.page import read_page
from pipeline.pages.raw import Raw, page_id
from pipeline.pages.sources import read_file, read_sources
from pipeline.pages.streams import Position

__all__ = [
    "STANDARD_INPUT",
    "Columns",
    "Metadata",
    "MetadataError",
    "Overrides",
    "Position",
    "Raw",
    "SourceError",
    "SourceFile",
    "find_files",
    "page_id",
    "read_file",
    "read_page",
    "read_raw",
    "read_sources",
]
