"""Source files → pages.

`read_sources(paths, overrides)` reads files and folders into `Page` records, with an `Issue` for whatever gives
none; `find_files` and `read_file` are its two halves, for a runner that shares the files out.
"""

from __future__ import annotations

from pipeline.pages.metadata import Metadata, MetadataError, Overrides
from pipeline.pages.sources import (
    STANDARD_INPUT,
    SourceError,
    SourceFile,
    find_files,
    page_id,
    read_file,
    read_sources,
)

__all__ = [
    "STANDARD_INPUT",
    "Metadata",
    "MetadataError",
    "Overrides",
    "SourceError",
    "SourceFile",
    "find_files",
    "page_id",
    "read_file",
    "read_sources",
]
