"""The documents of a run compared with what is stored: which are to be read, which are copies, which are gone."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.fingerprint import document_fingerprint
from pipeline.pages import STANDARD_INPUT, Raw, page_id, read_page
from pipeline.reading import Job
from pipeline.records import Issue, Page
from pipeline.runs.index import Index, from_hex, position
from pipeline.runs.work import FAILURES
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot


class Inputs:
    """Documents on their way to the workers; `jobs` is to be drawn to the end before the rest is asked for.

    `documents` may be gone through twice. `model` is the fingerprint of code and model, `retry` says whether
    documents that failed are read again. What is gone from the paths `pruned` will be dropped.
    """

    def __init__(
        self,
        documents: Iterable[Raw | Issue],
        stored: Snapshot | None,
        model: str,
        *,
        retry: bool = False,
        pruned: Sequence[Path | str] = (),
    ) -> None:
        self.skipped = 0
        self._documents = documents
        self._model = model
        self._waiting: dict[str, list[Issue]] = defaultdict(list)
        self._known_issues: dict[str, list[Issue]] = defaultdict(list)
        self._records: set[str] = set()
        self._retried: set[str] = set()
        self._stored = stored
        names = ["page_id", "fingerprint", "text_hash", "duplicate_of"]
        pages = stored.read("pages", names) if stored else TABLES["pages"].schema.empty_table()
        ids, texts = from_hex(pages["page_id"]), from_hex(pages["text_hash"])
        order = np.argsort(ids)
        self._ids, self._texts = ids[order], texts[order]
        self._prints = from_hex(pages["fingerprint"])[order]
        owners = from_hex(pages["duplicate_of"])
        self._owners = owners[order]
        first = np.flatnonzero((texts != 0) & (owners == 0))
        self._first = Index(texts[first], ids[first])
        self._present = np.zeros(len(ids), bool)
        self._pruned = pruned
        # Of stored pages that have not come yet: their copies that are up to date if nothing happens to the page.
        self._copies: dict[int, list[str]] = defaultdict(list)
        self._later: set[str] = set()
        for row in stored.read("issues").to_pylist() if stored else ():
            if row["stage"] == "pages" and not row["page_id"]:
                self._known_issues[row["source"]].append(Issue(**row))
            if retry and row["kind"] in FAILURES and row["page_id"]:
                self._retried.add(row["page_id"])

    def jobs(self) -> Iterator[Job]:
        """The documents that are new or changed, in order; those come last whose first copy had to be waited for."""
        for item in self._documents:
            if isinstance(item, Issue):
                self._waiting[item.source].append(item)
            elif job := self._job(item, last=False):
                yield job
        self._forget_texts([page_id(source) for source in self._waiting])
        self._forget_texts(self.gone(self._pruned))
        for item in self._documents if self._later else ():
            if isinstance(item, Raw) and item.source in self._later and (job := self._job(item, last=True)):
                yield job

    def _job(self, raw: Raw, *, last: bool) -> Job | None:
        """What is to be done with a document, None for nothing or nothing yet."""
        page = int(raw.page_id, 16)
        at = position(self._ids, page)
        first = self._first_with_text(raw, page, at)
        duplicate_of = None if first == page else f"{first:016x}"
        fingerprint = document_fingerprint(raw, self._model, duplicate_of)
        known = at is not None and int(self._prints[at]) == int(fingerprint, 16)
        if at is not None:
            self._present[at] = True
        if duplicate_of and not last and self._is_to_come(first) and raw.source != STANDARD_INPUT:
            if known:
                self._copies[first].append(raw.source)
            else:
                self._later.add(raw.source)
                return None
        if known and raw.page_id not in self._retried:
            self.skipped += 1
            return None
        if at is None and raw.source in self._known_issues:
            # It gave no page the last time; to find that out again costs little.
            found = read_page(raw)
            if not any(isinstance(item, Page) for item in found):
                self._waiting[raw.source] += [item for item in found if isinstance(item, Issue)]
                return None
        self._records.add(raw.source.rpartition("#")[0])
        return Job(raw, fingerprint, duplicate_of)

    def _first_with_text(self, raw: Raw, page: int, at: int | None) -> int:
        """The page with the same text that came first, in this run or an earlier one; the page itself if none did."""
        text = int(raw.text_hash, 16)
        if at is not None and int(self._texts[at]) != text:
            self._forget_text(page, at)
        first = self._first.get(text)
        if not first:
            self._first.set(text, page)
        return first or page

    def _is_to_come(self, page: int) -> bool:
        """Whether a page is stored and has not come in this run, so that it may have another text by now, or be gone."""
        at = position(self._ids, page)
        return at is not None and not self._present[at]

    def _forget_texts(self, pages: Iterable[str]) -> None:
        """Stored pages that will be there no longer are nobody's first copy."""
        for page in (int(page, 16) for page in pages):
            at = position(self._ids, page)
            if at is not None and not self._present[at]:
                self._forget_text(page, at)

    def _forget_text(self, page: int, at: int) -> None:
        """Whoever has the stored text of a page is a copy of it no longer."""
        text = int(self._texts[at])
        if text and self._first.get(text) == page:
            self._first.set(text, 0)
            copies = self._copies.pop(page, [])
            self.skipped -= len(copies)
            self._later.update(copies)

    def lost(self) -> list[Issue]:
        """The issues of sources that gave no document, those already stored left out."""
        return [
            issue
            for source, issues in self._waiting.items()
            if set(issues) != set(self._known_issues[source])
            for issue in issues
        ]

    def unread(self) -> int:
        """How many sources so far gave an issue and no document."""
        return len(self._waiting)

    def outdated(self) -> set[str]:
        """Files of which records were read again and that have no issue of their own any more."""
        return self._records - self._waiting.keys() - {""}

    def gone(self, paths: Iterable[Path | str]) -> list[str]:
        """The ids of stored pages that lie under the files and folders given and did not come.

        A page that stands for copies of it which lie elsewhere is not gone.
        """
        if self._stored is None:
            return []
        pages = self._stored.read("pages", ["page_id", "source"])
        here = Path.cwd().as_posix().rstrip("/")
        relative = pc.invert(pc.starts_with(pages["source"], "/"))
        source = pc.if_else(
            relative, pc.binary_join_element_wise(here, pages["source"], "/"), pages["source"]
        )
        under = pc.equal(source, "")
        for path in paths:
            root = os.path.normpath(Path(here, path)).rstrip("/")
            inside = [pc.starts_with(source, f"{root}{mark}") for mark in ("/", "#")]
            for test in (pc.equal(source, root), *inside):
                under = pc.or_(under, test)
        at = np.searchsorted(self._ids, from_hex(pages["page_id"]))
        needed = np.isin(self._ids, self._owners[~self._present])
        there = pa.array((self._present | needed)[at], pa.bool_())
        ids: list[str] = pages["page_id"].filter(pc.and_not(under, there)).to_pylist()
        return ids
