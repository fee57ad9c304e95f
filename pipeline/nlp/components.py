"""The stages as spaCy components, in the order of the pipeline.

Each component owns one sub-folder of the model, which `from_disk` reads and `to_disk` copies, and hands the
extraction to its stage. A component made without a model (`nlp.add_pipe`) takes the shipped one's folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import sentences
from pipeline.events import EventDetector
from pipeline.lexicon import model_dir
from pipeline.links import RoleLinker, UnionLinker
from pipeline.mentions import Recognizer
from pipeline.nlp.document import extraction_in, show_mentions
from pipeline.values import ValueReader


class _Stage(Protocol):
    """What spaCy calls."""

    def __call__(self, doc: Doc) -> Doc: ...


class _Folder:
    """The model sub-folder that a component's lexicons are read from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the lexicons with the model."""
        if Path(path).resolve() != self.folder.resolve():
            shutil.copytree(self.folder, path, dirs_exist_ok=True)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> Self:
        """Take the lexicons of this folder; they are read at the first document."""
        self.folder = Path(path)
        for name, attribute in vars(type(self)).items():
            if isinstance(attribute, cached_property):
                vars(self).pop(name, None)
        return self


class Sentences:
    """Sets the sentences; they need no lexicon."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on one document."""
        x = extraction_in(doc)
        x.sentences = sentences.split(x.view, x.fields)
        # One array instead of one assignment a token: spaCy's setter walks the whole doc each time.
        begins = np.isin(doc.to_array("IDX"), [s.start for s in x.sentences])
        begins[:1] = True
        # spaCy's stub asks for thinc's own array type, which no numpy array is.
        flags: Any = np.where(begins, 1, -1).astype("int64").view("uint64")
        return doc.from_array(["SENT_START"], flags)


class Mentions(_Folder):
    """Finds the mentions and shows them as spaCy spans."""

    @cached_property
    def recognizer(self) -> Recognizer:
        """The stage, built from the folder's lexicons."""
        return Recognizer.load(self.folder)

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on one document."""
        x = extraction_in(doc)
        x.mentions, x.candidates = self.recognizer(x)
        show_mentions(doc, x.mentions, x.candidates)
        return doc


class Values(_Folder):
    """Reads counts, dates, people and organisations off the mentions."""

    @cached_property
    def reader(self) -> ValueReader:
        """The stage, built from the folder's lexicons."""
        return ValueReader.load(self.folder)

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on one document."""
        x = extraction_in(doc)
        x.counts, x.dates, x.people, x.organizations = self.reader(x)
        return doc


class Events(_Folder):
    """Detects the events."""

    @cached_property
    def detector(self) -> EventDetector:
        """The stage, built from the folder's lexicons."""
        return EventDetector.load(self.folder)

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on one document."""
        x = extraction_in(doc)
        x.events = self.detector(x)
        return doc


class Links(_Folder):
    """Resolves union mentions and links events to unions; a linked mention's span carries the union's id."""

    @cached_property
    def linker(self) -> UnionLinker:
        """The resolution of mentions, built from the folder's registry."""
        return UnionLinker.load(self.folder)

    @cached_property
    def roles(self) -> RoleLinker:
        """The roles of unions in events, built from the folder's lexicons."""
        return RoleLinker.load(self.folder)

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on one document."""
        x = extraction_in(doc)
        x.union_mentions = self.linker(x)
        x.people = self.linker.people(x, x.union_mentions)
        x.unions = self.linker.unions(x.union_mentions)
        x.event_unions = self.roles(x)
        ids = {(u.mention.start, u.mention.end): u.union.union_id for u in x.union_mentions if u.union}
        for span in doc.spans.get("mentions", []):
            if union_id := ids.get((span.start_char, span.end_char)):
                span.kb_id_ = union_id
        return doc


@Language.factory("gonghui_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> _Stage:
    """Text → sentences."""
    return Sentences()


@Language.factory("gonghui_mentions", assigns=["doc.ents"])
def make_mentions(nlp: Language, name: str) -> _Stage:
    """Sentences → mentions."""
    return Mentions(model_dir() / "mentions")


@Language.factory("gonghui_values", requires=["doc.ents"])
def make_values(nlp: Language, name: str) -> _Stage:
    """Mentions → values."""
    return Values(model_dir() / "values")


@Language.factory("gonghui_events", requires=["doc.ents"])
def make_events(nlp: Language, name: str) -> _Stage:
    """Mentions and values → events."""
    return Events(model_dir() / "events")


@Language.factory("gonghui_links", requires=["doc.ents"])
def make_links(nlp: Language, name: str) -> _Stage:
    """Mentions and events → links to unions."""
    return Links(model_dir() / "links")
