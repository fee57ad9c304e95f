"""The same units on a Ray cluster: the same bytes, and a document that kills its worker costs itself."""

from __future__ import annotations

import pytest
from runner import Runner

pytest.importorskip("ray", reason="needs the extra `ray`")


@pytest.mark.usefixtures("small_units")
def test_ray_writes_what_local_workers_write(runner: Runner) -> None:
    runner.write("4.txt", "坏页：崩溃")
    report = runner(workers=2, out=runner.root / "local")
    assert (report.pages, report.articles, report.failed) == (7, 12, 1)
    report = runner(workers=2, engine="ray")
    assert (report.pages, report.articles, report.failed) == (7, 12, 1)
    assert runner.issues() == [("4.txt", "extract", "worker_died")]
    assert runner.file_bytes() == runner.file_bytes(runner.root / "local")
    assert runner().snapshot is None
