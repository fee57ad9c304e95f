"""What the tests of the runner share: a folder of seven pages, and a call that reads it with the small extractor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fakes
from fakes import line

from pipeline.runs import Report, Settings, run
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.store import Store
from pipeline.tables.verify import verify


@dataclass
class Runner:
    """A source folder `in`, a model folder and the store `out` under one root."""

    root: Path
    load: Callable[[Path], fakes.Fake] = fakes.load
    told: list[Report] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source, self.out, self.model = self.root / "in", self.root / "out", self.root / "model"
        for folder in (self.source, self.model):
            folder.mkdir()
        (self.model / "words.tsv").write_text("word\n工会\n", encoding="utf-8")
        for n in range(7):
            self.write(f"{n}.txt", f"{line(2 * n)}\n{line(2 * n + 1)}\n")

    def write(self, name: str, text: str) -> None:
        (self.source / name).write_text(text, encoding="utf-8")

    def __call__(self, *paths: Path, out: Path | None = None, workers: int = 0, **options: Any) -> Report:
        """Runs over the source folder or the paths given, in this process unless `workers` says otherwise."""
        known = {
            name: options.pop(name) for name in ("overrides", "model", "load", "progress") if name in options
        }
        return run(
            paths or [self.source],
            out or self.out,
            Settings(workers=workers, **options),
            **{"model": self.model, "load": self.load, "progress": self.told.append} | known,
        )

    @property
    def current(self) -> Snapshot:
        return Store(self.out).require_snapshot()

    def issues(self) -> list[tuple[str, str, str]]:
        rows = self.current.read("issues").to_pylist()
        return [(Path(row["source"]).name, row["stage"], row["kind"]) for row in rows]

    def texts(self) -> list[str]:
        """The bodies of all articles, sorted."""
        return sorted(self.current.read("articles")["text"].to_pylist())

    def sound(self) -> bool:
        return verify(self.current) == []

    def units(self) -> list[str]:
        """The finished units that wait for a snapshot."""
        folder = self.out / ".units"
        return (
            sorted(p.name for p in folder.iterdir() if not p.name.startswith(".")) if folder.is_dir() else []
        )

    def file_bytes(self, out: Path | None = None) -> dict[str, bytes]:
        """Every file of the current snapshot but those of `runs`."""
        found = Store(out or self.out).require_snapshot()
        return {f"{t}/{p.name}": p.read_bytes() for t in TABLES if t != "runs" for p in found.paths(t)}
