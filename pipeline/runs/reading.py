"""The documents of a list of files, and how far their reading has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.pages import Columns, Overrides, Position, Raw, SourceFile, read_raw
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
        self.done = self._before = self._size = 0
        self._position = Position()

    @property
    def bytes_done(self) -> int:
        """How many of the bytes have been read."""
        return self._before + min(self._position.bytes, self._size)

    def __iter__(self) -> Iterator[Raw | Issue]:
        self.done = self._before = 0
        for file, size in zip(self.files, self._sizes, strict=True):
            self._position, self._size = Position(), size
            if isinstance(file, Issue):
                yield file
            else:
                yield from read_raw(file, self._overrides, self._columns, self._position)
            self.done += 1
            self._before += size
            self._size = 0


def _size(file: SourceFile | Issue) -> int:
    try:
        return 0 if isinstance(file, Issue) else file.path.stat().st_size
    except OSError:
        return 0
