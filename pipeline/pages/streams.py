"""Files and standard input as streams of text lines: unpacked, decoded, never held whole."""

from __future__ import annotations

import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

from pipeline.pages.decode import MAX_CHARS, detect

MAX_LINE = 4 * MAX_CHARS
"""The longest line that is held, in characters: a page text with its JSON escapes."""

_SNIFFED = 1 << 20
_BLOCK = 1 << 16


class Damaged(Exception):
    """Compressed data that is no such data, or is cut off."""


class Position:
    """How many bytes of a file have been read, as they lie on the disk: how far its reading has come."""

    def __init__(self) -> None:
        self.bytes = 0


class _Counted(io.FileIO):
    """A file that notes its position."""

    def __init__(self, path: Path, position: Position) -> None:
        super().__init__(path)
        self._position = position

    def readinto(self, buffer: Any) -> int | None:
        size = super().readinto(buffer)
        self._position.bytes += size or 0
        return size


def _zstd(file: BinaryIO) -> Any:
    # Arrow reads the format, so no library of its own is needed; imported where it is needed.
    import pyarrow as pa

    return pa.CompressedInputStream(pa.PythonFile(file, "r"), "zstd")


_UNPACK: dict[str, Callable[[BinaryIO], Any]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file),
    ".xz": lzma.LZMAFile,
    ".zst": _zstd,
}
PACKED = tuple(_UNPACK)
"""The suffixes of compressed files that are read."""


def open_file(path: Path, position: Position | None = None) -> BinaryIO:
    """The bytes of a file, unpacked where its suffix says that it is compressed; OSError if it cannot be opened.

    `position` is kept up to date.
    """
    file = io.BufferedReader(_Counted(path, position or Position()), _BLOCK)
    unpack = _UNPACK.get(path.suffix.lower())
    return cast(BinaryIO, unpack(file)) if unpack else file


class Sniffed:
    """A stream whose beginning (`head`, up to a mebibyte) is known before it is read.

    Reading raises Damaged where compressed data is damaged, after all that stands before; OSError where the file cannot
    be read.
    """

    def __init__(self, binary: BinaryIO) -> None:
        self._binary = _Checked(binary)
        self._error: Exception | None = None
        head = bytearray()
        try:
            while len(head) < _SNIFFED and (block := self._binary.read1(_SNIFFED - len(head))):
                head += block
        except (Damaged, OSError) as error:
            self._error = error
        self.head = bytes(head)
        self.encoding = detect(self.head)

    def start(self) -> str:
        """The text of its beginning."""
        return self.head.decode(self.encoding, errors="replace").removeprefix("\ufeff")

    def lines(self) -> Iterator[str | None]:
        """The lines with their ends; None for one longer than MAX_LINE, which is passed over without being held."""
        with self._text() as stream:
            first = True
            while line := stream.readline(MAX_LINE):
                if len(line) < MAX_LINE or line.endswith("\n"):
                    yield line.removeprefix("\ufeff") if first else line
                    first = False
                    continue
                while (rest := stream.readline(MAX_LINE)) and not rest.endswith("\n"):
                    pass
                yield None

    def read(self, size: int) -> bytes:
        """The first `size` bytes."""
        data = bytearray(self.head)
        while len(data) < size and (block := self._rest(size - len(data))):
            data += block
        return bytes(data[:size])

    def _text(self) -> TextIO:
        joined = io.BufferedReader(cast(io.RawIOBase, _Joined(self.head, self._rest)), _BLOCK)
        return io.TextIOWrapper(joined, self.encoding.removesuffix("-sig"), errors="replace", newline="")

    def _rest(self, size: int) -> bytes:
        if self._error:
            raise self._error
        return self._binary.read1(size)


class _Checked:
    """A stream that has one error for every way in which compressed data can be damaged."""

    def __init__(self, binary: BinaryIO) -> None:
        self._read = getattr(binary, "read1", binary.read)

    def read1(self, size: int) -> bytes:
        try:
            return bytes(self._read(size))
        except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
            raise Damaged(str(error)) from None
        except OSError as error:
            # Arrow's word for damaged data; the system's own errors have a number.
            if error.errno is None:
                raise Damaged(str(error)) from None
            raise


class _Joined(io.RawIOBase):
    """What was read already, then the rest of the stream."""

    def __init__(self, head: bytes, rest: Callable[[int], bytes]) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        block: bytes | memoryview
        if self._head:
            block, self._head = self._head[:size], self._head[size:]
        else:
            block = self._rest(size)
        buffer[: len(block)] = block
        return len(block)
