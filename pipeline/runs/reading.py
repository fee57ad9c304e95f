"""The documents of a list of files, and how far their reading has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.pages import Columns, Overrides, Raw, SourceFile, read_raw
from pipeline.records import Issue


class Reading:
    """Documents and issues of files, one by one; `done` counts the files, `bytes_done` of `bytes` their bytes."""

    def __init__(
        self, files: Sequence[SourceFile | Issue], overrides: Overrides | None, columns: Columns | None
    ) -> None:
        self.files = files
        self._overrides = overrides
        self._columns = columns or Columns()
        self._sizes = [_size(file) for file in files]
        self.bytes = sum(self._sizes)
        self.done = self.bytes_done = 0

    def __iter__(self) -> Iterator[Raw | Issue]:
        self.done = self.bytes_done = 0
        for file, size in zip(self.files, self._sizes, strict=True):
            before = self.bytes_done
            if isinstance(file, Issue):
                yield file
            else:
                yield from read_raw(file, self._overrides, self._columns)
            self.done += 1
            self.bytes_done = before + size


def _size(file: SourceFile | Issue) -> int:
    try:
        return 0 if isinstance(file, Issue) else file.path.stat().st_size
    except OSError:
        return 0
