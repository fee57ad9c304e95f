"""How far a run is, and what it did."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.run import Report


class Progress:
    """A bar on standard error that tells how far a run is; nothing where that is no terminal."""

    def __enter__(self) -> Progress:
        self._bar = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            self._bar = Progress(
                TextColumn("files"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
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
        """Moves the bar to what has been done so far."""
        if self._bar:
            told = f"{report.articles:,} articles, {report.events:,} events, {report.issues:,} issues"
            self._bar.update(self._task, completed=report.files_read, total=report.files, description=told)


def summary(report: Report) -> str:
    """What a run did, in one line."""
    counts = {
        "pages": report.pages,
        "articles": report.articles,
        "events": report.events,
        "linked unions": report.linked_unions,
        "issues": report.issues,
        "pages up to date": report.skipped,
    }
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return f"{told} in {report.seconds:.1f} s" + (f", snapshot {report.snapshot}" if report.snapshot else "")
