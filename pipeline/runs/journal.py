"""What a run tells of itself in files, for another shell: STORE/runs/<run_id>/run.json and events.jsonl.

`run.json` says what runs, since when, and in the end what came of it; `events.jsonl` gets a line with the state
of the run every few seconds.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.records.record import record

RUNS = "runs"
_ABOUT, _EVENTS = "run.json", "events.jsonl"


class Journal:
    """The journal of one run, opened with what is known at its start."""

    def __init__(self, store: Path, run_id: str, about: Mapping[str, Any]) -> None:
        self.folder = store / RUNS / run_id
        self._about = {
            "run_id": run_id,
            "state": "running",
            "started_at": _now(),
            "host": platform.node(),
            "process": os.getpid(),
            **about,
        }
        self.folder.mkdir(parents=True)
        self._write()

    def event(self, **state: Any) -> None:
        """A line in `events.jsonl`."""
        line = json.dumps({"at": _now(), **state}, ensure_ascii=False)
        with (self.folder / _EVENTS).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def end(self, state: str, **result: Any) -> None:
        """What came of it: `state` is done, interrupted or failed."""
        self._about |= {"state": state, "ended_at": _now(), **result}
        self._write()

    def _write(self) -> None:
        fresh = self.folder / f".{_ABOUT}"
        fresh.write_text(json.dumps(self._about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        fresh.replace(self.folder / _ABOUT)


@record
class RunState:
    """What the journal of a run says: `about` of `run.json` and the last line of `events.jsonl`."""

    about: Mapping[str, Any]
    last: Mapping[str, Any]

    @property
    def state(self) -> str:
        """running, done, failed, interrupted, or killed where the process is gone without a word."""
        state = str(self.about.get("state", "unknown"))
        here = self.about.get("host") == platform.node()
        return "killed" if state == "running" and here and not _alive(self.about.get("process")) else state


def states(store: Path) -> list[RunState]:
    """All runs that the store knows of, oldest first; what cannot be read is left out."""
    found: list[RunState] = []
    for folder in (store / RUNS).glob("*"):
        try:
            about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        found.append(RunState(about, _last_event(folder / _EVENTS)))
    return sorted(found, key=lambda run: str(run.about.get("started_at")))


def _last_event(path: Path) -> Mapping[str, Any]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    for line in reversed(lines):
        try:
            event: Mapping[str, Any] = json.loads(line)
        except ValueError:
            continue  # cut off by a kill
        return event
    return {}


def _alive(process: object) -> bool:
    if not isinstance(process, int):
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
