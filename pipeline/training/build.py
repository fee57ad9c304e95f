"""One command from corpora to a model folder: assemble, train, export, score; first of all the tutor, where there is one."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.evaluation.ner import head_spans
from pipeline.evaluation.spans import Marked, score_spans
from pipeline.lexicon import model_dir
from pipeline.ner.tagger import Tagger
from pipeline.training.config import Corpus, Training, read_config
from pipeline.training.dataset import assemble, read_corpus
from pipeline.training.export import export
from pipeline.training.slots import Names
from pipeline.training.train import train
from pipeline.training.tutor import Tutor

_SAMPLE = 60_000


def build(
    config: Path, corpora: Path, out: Path, work: Path, threads: int, say: Callable[[str], None]
) -> None:
    """Train the recogniser of a config and write it to `out`, with the config and its scores beside it.

    `corpora` is the folder that the config's files lie in, `work` keeps the silver labels and the tutor between
    trainings.
    Raises ConfigError, LexiconError, or FileNotFoundError where a corpus is missing.
    """
    training = read_config(config)
    folder = work / "tutor"
    if training.tutor and not _is_made(recipe := config.with_name(training.tutor.recipe), folder):
        say(f"the tutor: {recipe.name}")
        build(recipe, corpora, folder, work, threads, say)
    began = time.monotonic()
    dataset = assemble(training, corpora, work)
    say(f"assembled in {time.monotonic() - began:.0f} s")
    tutor = Tutor(folder, training.tutor.heads, dataset.characters) if training.tutor else None
    network = train(training, dataset, threads, say, tutor)
    seconds = round(time.monotonic() - began)
    sample = {name: column[-_SAMPLE:] for name, column in dataset.inputs.items()}
    export(network, training, dataset.characters, sample, out)
    shutil.copyfile(config, out / "training.toml")
    about: dict[str, Any] = {
        "seconds": seconds,
        "characters": int(dataset.ends[-1]),
        "scores": scores(training, corpora, out),
    }
    text = json.dumps(about, ensure_ascii=False, indent=2)
    (out / "scores.json").write_text(text + "\n", encoding="utf-8")
    say(text)


def _is_made(recipe: Path, folder: Path) -> bool:
    """Whether the folder holds a network of just this recipe."""
    stored = folder / "training.toml"
    return (
        stored.exists() and stored.read_bytes() == recipe.read_bytes() and (folder / "scores.json").exists()
    )


def scores(training: Training, corpora: Path, folder: Path) -> dict[str, dict[str, float]]:
    """F1 of each test by label, as the exported model reaches it."""
    names = Names(model_dir().parent / "training" / "names", random.Random(training.seed))
    found: dict[str, dict[str, float]] = {}
    for test in training.tests:
        corpus = Corpus(test.head, test.file, (), labels=test.labels, held_out=test.held_out)
        texts = [
            Marked(unit.text, unit.spans)
            for unit in read_corpus(corpus, corpora, names, held_out=bool(test.held_out))
        ]
        tagger = Tagger(folder, test.head)
        result = score_spans(texts, head_spans(texts, tagger), tagger.labels)
        found[test.name] = {score.label: round(score.f1, 4) for score in result}
    return found
