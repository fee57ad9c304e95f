"""Files, folders and standard input → pages.

Every input gives a page, its records' pages, or an issue that says why not; one bad file or record never keeps
its neighbours from being read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.pages.columns import compose, is_known, text_column
from pipeline.pages.decode import MAX_CHARS, Decoded, clean, decode, looks_binary
from pipeline.pages.masthead import home_region_of, read_masthead
from pipeline.pages.metadata import FILE_NAME, Metadata, Overrides, read_metadata
from pipeline.pages.tabular import Fault, Row, read_rows
from pipeline.records import Issue, Page

STANDARD_INPUT = "-"
_TEXT = (".txt", ".text")
_HTML = (".html", ".htm")
_RECORDS = (".jsonl", ".csv", ".parquet", ".jsonl.gz", ".csv.gz")
# Four bytes a character are the most that any encoding takes.
_MAX_BYTES = 4 * MAX_CHARS


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
        whole = self.metadata.get("", Metadata())
        return whole if row is None else self.metadata.get(f"#{row}", Metadata()).over(whole)


def page_id(source: str) -> str:
    """The identity of a page: the first 16 hexadecimal digits of the SHA-256 of its source."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def read_sources(paths: Iterable[Path | str], overrides: Overrides | None = None) -> Iterator[Page | Issue]:
    """The pages of files and folders (recursive, sorted; `-` is standard input), and an issue for what gives none.

    Raises SourceError for a missing path or a folder without files and MetadataError for a faulty
    `metadata.csv`, both before the first page is read.
    """
    for item in find_files(paths):
        yield from [item] if isinstance(item, Issue) else read_file(item, overrides)


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


def read_file(file: SourceFile, overrides: Overrides | None = None) -> Iterator[Page | Issue]:
    """The page of a text or HTML file, or the pages of its records; an issue for each that cannot be read."""
    first = overrides or Metadata()
    name = file.path.name.lower()
    if file.source == STANDARD_INPUT:
        yield from _document(file, sys.stdin.buffer.read(_MAX_BYTES + 1), first)
    elif not file.path.is_file():
        yield _issue(
            file.source,
            "unreadable",
            "this is no regular file" if file.path.exists() else "the link leads nowhere",
        )
    elif name.endswith(_RECORDS):
        yield from _records(file, first)
    elif not name.endswith(_TEXT + _HTML):
        kinds = " ".join(_TEXT[:1] + _HTML + _RECORDS)
        yield _issue(
            file.source,
            "unsupported_format",
            f"{file.path.suffix or 'no suffix'} is not read; these are: {kinds}",
        )
    else:
        try:
            with file.path.open("rb") as stream:
                data = stream.read(_MAX_BYTES + 1)
        except OSError as error:
            yield _issue(file.source, "unreadable", error.strerror or str(error))
        else:
            yield from _document(file, data, first)


def _walk(root: Path) -> list[Path | Issue]:
    """The files below a folder in the order of their paths; hidden ones and `metadata.csv` are left out."""
    found: list[Path | Issue] = []
    entered: set[str] = set()

    def failed(error: OSError) -> None:
        found.append(_issue(_source(Path(error.filename)), "unreadable", error.strerror or str(error)))

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
                yield _issue(
                    _source(folder / FILE_NAME), "metadata_without_file", f"there is no {key} beside it"
                )


def _document(file: SourceFile, data: bytes, first: Metadata) -> Iterator[Page | Issue]:
    if not data.strip():
        yield _issue(file.source, "empty", "the file holds no text")
    elif len(data) > _MAX_BYTES:
        yield _too_long(file.source)
    elif looks_binary(data):
        yield _issue(file.source, "binary", "these bytes are no text")
    else:
        decoded = decode(data)
        found = Metadata()
        if file.path.name.lower().endswith(_HTML) or _is_html(file, decoded.text):
            from pipeline.pages.html import read_html

            text, found = read_html(decoded.text)
            decoded = Decoded(clean(text), decoded.encoding, decoded.replaced)
        known = first.over(file.given()).over(found)
        yield from _page(file.source, decoded, known, hashlib.sha256(data).hexdigest())


def _is_html(file: SourceFile, text: str) -> bool:
    return file.source == STANDARD_INPUT and text[:1000].lstrip("\ufeff \t\n").lower().startswith(
        ("<!doctype html", "<html")
    )


def _records(file: SourceFile, first: Metadata) -> Iterator[Page | Issue]:
    any_row = False
    for row in read_rows(file.path, is_known):
        if (
            not any_row
            and isinstance(row, Row)
            and ".jsonl" not in file.path.name
            and not text_column(row.record)
        ):
            yield _issue(
                file.source, "no_text_column", "no column is a text; name it text, content, body or 正文"
            )
            return
        any_row = True
        if isinstance(row, Fault):
            at = file.source if row.row is None else f"{file.source}#{row.row}"
            yield _issue(at, row.kind, row.detail)
        else:
            yield from _record(file, row, first)
    if not any_row:
        yield _issue(file.source, "empty", "the file holds no records")


def _record(file: SourceFile, row: Row, first: Metadata) -> Iterator[Page | Issue]:
    source = f"{file.source}#{row.number}"
    composed = compose(row.record)
    if composed is None:
        yield _issue(source, "no_text_column", "no column is a text; name it text, content, body or 正文")
        return
    canonical = json.dumps(row.record, sort_keys=True, ensure_ascii=False, default=str)
    sha256 = hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()
    text = clean(composed.text)
    decoded = Decoded(text, row.encoding, text.count("\ufffd"))
    known = first.over(composed.metadata).over(file.given(row.number))
    for item in _page(source, decoded, known, sha256):
        if isinstance(item, Page) and composed.bad_date:
            yield _issue(source, "bad_date", f"{composed.bad_date[:60]!r} is no date", item.page_id)
        yield item


def _page(source: str, decoded: Decoded, known: Metadata, sha256: str) -> Iterator[Page | Issue]:
    if len(decoded.text) > MAX_CHARS:
        yield _too_long(source)
        return
    if not decoded.text.strip():
        yield _issue(source, "empty", "there is no text")
        return
    if decoded.replaced:
        detail = f"{decoded.replaced} characters could not be decoded as {decoded.encoding}"
        yield _issue(source, "lossy_decode", detail, page_id(source))
    whole = known.over(_in_text(decoded.text))
    # A region stands with the paper it belongs to, wherever the paper's name was found.
    region = whole.home_region or home_region_of(whole.publication)
    yield Page(
        page_id=page_id(source),
        source=source,
        text=decoded.text,
        publication=whole.publication,
        home_region=region,
        issue_date=whole.issue_date,
        page_no=whole.page_no,
        encoding=decoded.encoding,
        sha256=sha256,
    )


def _in_text(text: str) -> Metadata:
    found = read_masthead(text)
    return Metadata(found.publication, None, found.issue_date, found.page_no)


def _too_long(source: str) -> Issue:
    return _issue(source, "too_long", f"the text has more than {MAX_CHARS:,} characters: no newspaper page")


def _issue(source: str, kind: str, detail: str, of_page: str | None = None) -> Issue:
    return Issue(source, "pages", kind, detail, of_page)
