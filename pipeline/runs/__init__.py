"""Many documents → one snapshot: units of work, the workers that read them, the driver that commits them.

report = run(["news/"], "data/processed", Settings(workers=2))
"""

from __future__ import annotations

from pipeline.runs.driver import RunError, Settings, run
from pipeline.runs.report import Report
from pipeline.runs.task import WorkerError

__all__ = ["Report", "RunError", "Settings", "WorkerError", "run"]
