"""The stages as spaCy components, in the order of the pipeline.

Each component owns one sub-folder of the model, which `from_disk` reads and `to_disk` copies, and hands the
extraction to its stage; then it shows on the `Doc` what was read. A component made without a model
(`nlp.add_pipe`) takes the shipped one's folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import stages
from pipeline.lexicon import model_dir
from pipeline.nlp.document import extraction_in, show_links, show_mentions, show_sentences
from pipeline.records import Extraction
from pipeline.stages import Stage

Show = Callable[[Doc, Extraction], None]


class Component:
    """A stage as spaCy calls it: reads the extraction that the doc carries, then shows it on the doc."""

    def __init__(self, stage: Stage, show: Show | None = None) -> None:
        self.stage = stage
        self._show = show

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on one document."""
        x = extraction_in(doc)
        self.stage.read(x)
        if self._show:
            self._show(doc, x)
        return doc

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the lexicons with the model."""
        folder = self.stage.folder
        if folder.is_dir() and Path(path).resolve() != folder.resolve():
            shutil.copytree(folder, path, dirs_exist_ok=True)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> Self:
        """Take the lexicons of this folder; they are read at the first document."""
        self.stage = type(self.stage)(Path(path))
        return self


@Language.factory("gonghui_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Component:
    """Text → sentences, shown as `doc.sents`."""
    return Component(
        stages.Sentences(model_dir() / "sentences"), lambda doc, x: show_sentences(doc, x.sentences)
    )


@Language.factory("gonghui_names")
def make_names(nlp: Language, name: str) -> Component:
    """Tokens → candidates of the trained network."""
    return Component(stages.Names(model_dir() / "names"))


@Language.factory("gonghui_mentions", assigns=["doc.ents"])
def make_mentions(nlp: Language, name: str) -> Component:
    """Sentences → mentions, shown as `doc.spans` and `doc.ents`."""
    return Component(
        stages.Mentions(model_dir() / "mentions"),
        lambda doc, x: show_mentions(doc, x.mentions, x.candidates),
    )


@Language.factory("gonghui_values", requires=["doc.ents"])
def make_values(nlp: Language, name: str) -> Component:
    """Mentions → values."""
    return Component(stages.Values(model_dir() / "values"))


@Language.factory("gonghui_events", requires=["doc.ents"])
def make_events(nlp: Language, name: str) -> Component:
    """Mentions and values → events."""
    return Component(stages.Events(model_dir() / "events"))


@Language.factory("gonghui_links", requires=["doc.ents"])
def make_links(nlp: Language, name: str) -> Component:
    """Mentions and events → links to unions; a linked mention's span carries the union's id."""
    return Component(stages.Links(model_dir() / "links"), lambda doc, x: show_links(doc, x.union_mentions))
