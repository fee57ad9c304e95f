"""Paths → the files to read, in order, each once, with what `metadata.csv` says of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.pages.metadata import FILE_NAME, Metadata, read_metadata
from pipeline.pages.raw import issue
from pipeline.records import Issue

STANDARD_INPUT = "-"


class SourceError(ValueError):
    """Paths that name no input: a missing file, a folder without files; the message is one line."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, the `source` that its pages carry, and what `metadata.csv` says of it."""

    path: Path
    source: str
    metadata: dict[str, Metadata] = field(default_factory=dict)

    def given(self, row: int | None = None) -> Metadata:
        """The metadata of the file, or of one of its records."""
        if not self.metadata:
            return _NOTHING
        whole = self.metadata.get("", _NOTHING)
        return whole if row is None else self.metadata.get(f"#{row}", _NOTHING).over(whole)


_NOTHING = Metadata()


def find_files(paths: Iterable[Path | str]) -> list[SourceFile | Issue]:
    """The files to read in order, each once; an issue for a folder or metadata row that leads to none."""
    found: dict[str, SourceFile | Issue] = {}
    tables: dict[Path, dict[str, Metadata]] = {}
    for given in paths:
        if str(given) == STANDARD_INPUT:
            found[STANDARD_INPUT] = SourceFile(Path(STANDARD_INPUT), STANDARD_INPUT)
            continue
        root = Path(given)
        if not os.path.lexists(root):
            raise SourceError(f"{root}: no such file or folder")
        listed = _walk(root) if root.is_dir() else [root]
        if not listed:
            raise SourceError(f"{root}: no input files in this folder")
        for path in listed:
            if isinstance(path, Issue):
                found[f"{path.source}\n"] = path
                continue
            source = _source(path)
            if path.parent not in tables:
                tables[path.parent] = read_metadata(path.parent / FILE_NAME)
            found[source] = SourceFile(path, source, _rows_of(path.name, tables[path.parent]))
    return [*found.values(), *_without_file(tables)]


def _walk(root: Path) -> list[Path | Issue]:
    """The files below a folder in the order of their paths; hidden ones and `metadata.csv` are left out."""
    found: list[Path | Issue] = []
    entered: set[str] = set()

    def failed(error: OSError) -> None:
        found.append(issue(_source(Path(error.filename)), "unreadable", error.strerror or str(error)))

    for folder, folders, names in os.walk(root, onerror=failed, followlinks=True):
        # A folder that links lead to twice is read once: links may run in circles.
        real = os.path.realpath(folder)
        folders[:] = [] if real in entered else sorted(name for name in folders if not name.startswith("."))
        if real not in entered:
            found += [Path(folder, name) for name in names if not name.startswith(".") and name != FILE_NAME]
        entered.add(real)
    return sorted(found, key=lambda item: item.source if isinstance(item, Issue) else item.as_posix())


def _source(path: Path) -> str:
    """The path from the current folder where it lies below it, else the absolute one, with / between."""
    absolute = Path(os.path.normpath(path.absolute()))
    here = Path.cwd()
    name = absolute.relative_to(here) if absolute.is_relative_to(here) else absolute
    # A file name need not be valid UTF-8, a source must.
    return os.fsencode(name.as_posix()).decode("utf-8", errors="backslashreplace")


def _rows_of(name: str, table: dict[str, Metadata]) -> dict[str, Metadata]:
    return {key[len(name) :]: row for key, row in table.items() if key == name or key.startswith(f"{name}#")}


def _without_file(tables: dict[Path, dict[str, Metadata]]) -> Iterator[Issue]:
    for folder, table in tables.items():
        for key in table:
            if not (folder / key).exists() and not (folder / key.rpartition("#")[0]).is_file():
                yield issue(
                    _source(folder / FILE_NAME), "metadata_without_file", f"there is no {key} beside it"
                )
