"""How far a run is, and what it did: a bar on a terminal, else a line of JSON now and then, on standard error."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from pipeline.runs import Report

_LINE_SECONDS = 30.0


class Progress:
    """Shows the state of a run, with its rate and the time that is left."""

    def __init__(self, every: float = _LINE_SECONDS) -> None:
        self._every = every
        self._began = self._told = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                BarColumn(),
                TaskProgressColumn(),
                TimeRemainingColumn(compact=True),
                TextColumn("{task.description}"),
                console=Console(stderr=True, highlight=False),
                transient=True,
            )
            self._task = self._bar.add_task("reading …", total=None)
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, report: Report) -> None:
        """Tells what has been done so far."""
        now = time.monotonic()
        if self._bar:
            self._bar.update(
                self._task,
                completed=report.bytes_read,
                total=max(report.bytes, 1),
                description=_told(report, now - self._began),
            )
        elif now - self._told >= self._every:
            self._told = now
            sys.stderr.write(json.dumps(asdict(report) | {"seconds_left": seconds_left(report)}) + "\n")
            sys.stderr.flush()


def seconds_left(report: Report) -> float | None:
    """How long a run will still take, by the bytes read so far; None where that cannot be told."""
    if not report.bytes_read or report.bytes_read > report.bytes:
        return None
    return round(report.seconds * (report.bytes - report.bytes_read) / report.bytes_read, 1)


def _told(report: Report, seconds: float) -> str:
    failed = f", {report.failed:,} failed" if report.failed else ""
    rate = report.articles / max(seconds, 1e-9)
    return f"{report.articles:,} articles ({rate:,.0f}/s), {report.events:,} events, {report.issues:,} issues{failed}"


def summary(report: Report) -> str:
    """What a run did, in one line."""
    always = {
        "pages": report.pages,
        "articles": report.articles,
        "events": report.events,
        "linked unions": report.linked_unions,
        "issues": report.issues,
        "pages up to date": report.skipped,
    }
    if_any = {
        "pages taken over from an interrupted run": report.resumed,
        "copies": report.duplicates,
        "failed": report.failed,
    }
    counts = always | {name: count for name, count in if_any.items() if count}
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return f"{told} in {report.seconds:.1f} s" + (f", snapshot {report.snapshot}" if report.snapshot else "")
