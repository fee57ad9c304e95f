"""Paths, folders and patterns → the files to read, in order, each once, with what `metadata.csv` says of them.

A tree may hold millions of files: no more than their paths is held.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from pipeline.pages.metadata import FILE_NAME, Metadata, read_metadata
from pipeline.pages.raw import issue
from pipeline.records import Issue
from pipeline.records.record import record

STANDARD_INPUT = "-"
_NOTHING = Metadata()

Rows = dict[str, Metadata]


class SourceError(ValueError):
    """Paths that name no input: a missing file, a folder without files; the message is one line."""


@record
class SourceFile:
    """A file to read: its path, the `source` that its pages carry, and what `metadata.csv` says of it.

    `metadata` has the file's own row under "" and those of its records under "#0", "#1" …; None where there is none.
    """

    name: str
    source: str
    metadata: Rows | None = None

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.name)

    def given(self, row: int | None = None) -> Metadata:
        """The metadata of the file, or of one of its records."""
        if self.metadata is None:
            return _NOTHING
        whole = self.metadata.get("", _NOTHING)
        return whole if row is None else self.metadata.get(f"#{row}", _NOTHING).over(whole)


def find_files(paths: Iterable[Path | str]) -> list[SourceFile | Issue]:
    """The files to read in order, each once; an issue for a folder or metadata row that leads to none.

    A path is a file, a folder (recursive, sorted), a pattern with `*`, `?`, `[…]` or `**` that is no file's own name, or
    `-` for standard input. Raises SourceError for one that leads to no file and MetadataError for a faulty `metadata.csv`.
    """
    found: dict[str, SourceFile | Issue] = {}
    tables: dict[str, dict[str, Rows]] = {}
    here = os.getcwd().rstrip("/") + "/"
    for given in map(str, paths):
        if given == STANDARD_INPUT:
            found[given] = SourceFile(given, given)
            continue
        for item in _listed(given):
            if isinstance(item, Issue):
                found[f"{item.source}\n"] = item
                continue
            folder, name = os.path.split(item)
            if folder not in tables:
                tables[folder] = _by_file(read_metadata(Path(folder, FILE_NAME)))
            source = _source(item, here)
            # One string where the two are the same.
            found[source] = SourceFile(item if item != source else source, source, tables[folder].get(name))
    return [*found.values(), *_without_file(tables, here)]


def _listed(given: str) -> list[str | Issue]:
    """The files that a path or pattern leads to, in the order of their paths."""
    if os.path.lexists(given):
        listed: list[str | Issue] = _walk(given) if os.path.isdir(given) else [given]
        if not listed:
            raise SourceError(f"{given}: no input files in this folder")
    elif glob.has_magic(given):
        listed = _matching(given)
        if not listed:
            raise SourceError(f"{given}: no file is called so")
    else:
        raise SourceError(f"{given}: no such file or folder")
    return listed


def _walk(root: str) -> list[str | Issue]:
    """The files below a folder; hidden ones and `metadata.csv` are left out."""
    found: list[str] = []
    issues: list[Issue] = []
    entered: set[str] = set()
    here = os.getcwd().rstrip("/") + "/"

    def failed(error: OSError) -> None:
        issues.append(issue(_source(error.filename, here), "unreadable", error.strerror or str(error)))

    for folder, folders, names in os.walk(root, onerror=failed, followlinks=True):
        # A folder that links lead to twice is read once: links may run in circles.
        real = os.path.realpath(folder)
        folders[:] = [] if real in entered else sorted(name for name in folders if not name.startswith("."))
        if real not in entered:
            found += (os.path.join(folder, name) for name in names if _is_input(name))
        entered.add(real)
    return [*sorted(found), *issues]


def _is_input(name: str) -> bool:
    return not name.startswith(".") and name != FILE_NAME


def _matching(pattern: str) -> list[str | Issue]:
    """The files that a pattern fits, and those of the folders that it fits."""
    parts = pattern.split("/")
    if "**" not in parts:
        found: list[str | Issue] = []
        for path in sorted(glob.glob(pattern)):
            if os.path.isdir(path):
                found += _walk(path)
            elif _is_input(os.path.basename(path)):
                found.append(path)
        return found
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    root = "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else ".")
    below = len(root.rstrip("/")) + 1
    return [
        item
        for item in (_walk(root) if os.path.isdir(root) else ())
        if isinstance(item, Issue) or _fits(item[below:].split("/"), parts[fixed:])
    ]


def _fits(names: list[str], parts: list[str]) -> bool:
    """Whether a path's names fit a pattern's parts; `**` stands for any number of folders."""
    if not parts:
        return not names
    if parts[0] == "**":
        return any(_fits(names[i:], parts[1:] or ["*"]) for i in range(len(names)))
    return bool(names) and fnmatchcase(names[0], parts[0]) and _fits(names[1:], parts[1:])


def _source(path: str, here: str) -> str:
    """The path from the current folder where it lies below it, else the absolute one."""
    name = os.path.normpath(os.path.join(here, path)).removeprefix(here)
    # A file name need not be valid UTF-8, a source must.
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")


def _by_file(table: dict[str, Metadata]) -> dict[str, Rows]:
    """The rows of a `metadata.csv` by the file that they are about."""
    found: dict[str, Rows] = {}
    for key, row in table.items():
        found.setdefault(key, {})[""] = row
        name, mark, number = key.rpartition("#")
        if mark and number.isdecimal():
            found.setdefault(name, {})[f"#{number}"] = row
    return found


def _without_file(tables: dict[str, dict[str, Rows]], here: str) -> Iterator[Issue]:
    for folder, rows in tables.items():
        source = _source(os.path.join(folder, FILE_NAME), here)
        for key in (key for key, own in rows.items() if "" in own):
            record = os.path.join(folder, key.rpartition("#")[0])
            if "/" in key:
                detail = f"the row of {key} belongs into the {FILE_NAME} beside that file"
                yield issue(source, "metadata_without_file", detail)
            elif not os.path.lexists(os.path.join(folder, key)) and not os.path.isfile(record):
                yield issue(source, "metadata_without_file", f"there is no {key} beside it")
