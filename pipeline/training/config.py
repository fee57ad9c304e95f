"""What a training is made of: a TOML file, read strictly."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipeline.records.record import record


class ConfigError(ValueError):
    """A fault in a training's config; names the file and the key."""


@record
class Corpus:
    """One source of units. `kind`: names, words (segmentation) or slots; `passes`: how often each stage sees it.

    Of `labels` (old → new) what is not named is dropped; every `held_out`-th document (0: none) is kept for the
    evaluation; `limit` bounds the units, `times` the fillings of a slot sentence.
    """

    head: str
    file: str
    passes: tuple[float, ...]
    kind: str = "names"
    labels: dict[str, str] | None = None
    held_out: int = 0
    times: int = 1


@record
class Silver:
    """A raw corpus that the teacher tags: so many characters of it, the newest first.

    Where `head` is given it learns the teacher's names too.
    """

    file: str
    characters: int
    passes: tuple[float, ...]
    head: str | None = None


@record
class Test:
    """A file to score after the training: with which head, and of which labels (old → new)."""

    name: str
    head: str
    file: str
    labels: dict[str, str] | None = None
    held_out: int = 0


@record
class Tutoring:
    """A network to learn from: its own recipe, beside this one, and the heads that it teaches."""

    recipe: str
    heads: tuple[str, ...]


@record
class Training:
    """The network, the schedule, the sources.

    `mix` weighs heads against each other; their weighted scores make one more head, `mixed`.
    """

    name: str
    seed: int
    width: int
    dilations: tuple[int, ...]
    dropout: float
    feature_dropout: float
    rate: float
    rows: int
    steps: int
    heads: dict[str, tuple[str, ...]]
    default_head: str
    mix: dict[str, float]
    corpora: tuple[Corpus, ...]
    silver: tuple[Silver, ...]
    tests: tuple[Test, ...]
    licences: dict[str, str]
    tutor: Tutoring | None = None


def read_config(path: Path) -> Training:
    """The training of a TOML file; ConfigError on an unknown or a missing key."""
    with path.open("rb") as file:
        raw = tomllib.load(file)
    raw["corpora"] = tuple(_made(Corpus, c, path) for c in raw.pop("corpus", ()))
    raw["silver"] = tuple(_made(Silver, s, path) for s in raw.pop("silver", ()))
    raw["tests"] = tuple(_made(Test, t, path) for t in raw.pop("test", ()))
    if "tutor" in raw:
        raw["tutor"] = _made(Tutoring, raw["tutor"], path)
    raw["heads"] = {head: tuple(labels) for head, labels in raw.get("heads", {}).items()}
    training: Training = _made(Training, raw, path)
    sources: list[Corpus | Test] = [*training.corpora, *training.tests]
    for source in sources:
        if source.head not in (*training.heads, "mixed"):
            raise ConfigError(f"{path}: {source.file}: no head {source.head}")
    learnt = {c.head for c in training.corpora} | {s.head for s in training.silver}
    for head in training.tutor.heads if training.tutor else ():
        if head not in learnt:
            raise ConfigError(f"{path}: tutor: no corpus of head {head}")
    return training


def _made(cls: type, values: dict[str, Any], path: Path) -> Any:
    names = {f.name for f in fields(cls)}
    if unknown := values.keys() - names:
        raise ConfigError(f"{path}: {cls.__name__.lower()}: unknown key {', '.join(sorted(unknown))}")
    made = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    try:
        return cls(**made)
    except TypeError as error:
        raise ConfigError(f"{path}: {error}") from error
