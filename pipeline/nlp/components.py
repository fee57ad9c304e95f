"""The stages as spaCy components, in the order of the pipeline.

Each component owns one sub-folder of the model, which `from_disk` reads and `to_disk` copies, and hands the
extraction to its stage. `read` does only that; called with a `Doc`, a component also shows on it what was read.
A component made without a model (`nlp.add_pipe`) takes the shipped one's folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import sentences
from pipeline.events import EventDetector
from pipeline.lexicon import model_dir
from pipeline.links import UnionLinker
from pipeline.links.roles import RoleLinker
from pipeline.mentions import Recognizer
from pipeline.ner.tagger import Tagger
from pipeline.nlp.document import extraction_in, show_links, show_mentions, show_sentences
from pipeline.records import Extraction, Label, Mention
from pipeline.values import ValueReader

# Of the network's labels those that a mention may have; times are the rules' own.
_LABELS: dict[str, Label] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


class Stage:
    """A stage as spaCy calls it: reads the extraction that the doc carries, then shows it on the doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on one document."""
        x = extraction_in(doc)
        self.read(x)
        self.show(doc, x)
        return doc

    def read(self, x: Extraction) -> None:
        """Fill the stage's own lists of the extraction from those before it."""
        raise NotImplementedError

    def read_all(self, extractions: list[Extraction]) -> None:
        """`read` for each extraction; a stage that gains by it reads them together."""
        for x in extractions:
            self.read(x)

    def show(self, doc: Doc, x: Extraction) -> None:
        """Make the spaCy view of what was read, where there is one."""


class _Folder(Stage):
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


class Sentences(Stage):
    """Sets the sentences; they need no lexicon."""

    def read(self, x: Extraction) -> None:
        """Text → sentences."""
        x.sentences = sentences.split(x.view, x.fields)

    def show(self, doc: Doc, x: Extraction) -> None:
        """The sentences as `doc.sents`."""
        show_sentences(doc, x.sentences)


class Names(_Folder):
    """Finds names by the trained network: candidates for the rules to weigh."""

    @cached_property
    def tagger(self) -> Tagger:
        """The network, under its own guideline."""
        return Tagger(self.folder)

    def read(self, x: Extraction) -> None:
        """Tokens → candidates."""
        self.read_all([x])

    def read_all(self, extractions: list[Extraction]) -> None:
        """Tokens → candidates; the network is asked once for all."""
        found = self.tagger.pipe([(x.view, x.tokens) for x in extractions])
        for x, spans in zip(extractions, found, strict=True):
            x.network = [
                Mention(s.start, s.end, label, "network", s.score)
                for s in spans
                if (label := _LABELS.get(s.label)) and x.field_at(s.start).name != "byline"
            ]


class Mentions(_Folder):
    """Finds the mentions and shows them as spaCy spans."""

    @cached_property
    def recognizer(self) -> Recognizer:
        """The stage, built from the folder's lexicons."""
        return Recognizer.load(self.folder)

    def read(self, x: Extraction) -> None:
        """Sentences → mentions."""
        self.read_all([x])

    def read_all(self, extractions: list[Extraction]) -> None:
        """Sentences → mentions, finder by finder."""
        for x, (mentions, candidates) in zip(extractions, self.recognizer.read_all(extractions), strict=True):
            x.mentions, x.candidates = mentions, candidates

    def show(self, doc: Doc, x: Extraction) -> None:
        """The mentions as `doc.spans` and `doc.ents`."""
        show_mentions(doc, x.mentions, x.candidates)


class Values(_Folder):
    """Reads counts, dates, people and organisations off the mentions."""

    @cached_property
    def reader(self) -> ValueReader:
        """The stage, built from the folder's lexicons."""
        return ValueReader.load(self.folder)

    def read(self, x: Extraction) -> None:
        """Mentions → values."""
        self.read_all([x])

    def read_all(self, extractions: list[Extraction]) -> None:
        """Mentions → values, reader by reader."""
        for x, values in zip(extractions, self.reader.read_all(extractions), strict=True):
            x.counts, x.dates, x.people, x.organizations = values


class Events(_Folder):
    """Detects the events."""

    @cached_property
    def detector(self) -> EventDetector:
        """The stage, built from the folder's lexicons."""
        return EventDetector.load(self.folder)

    def read(self, x: Extraction) -> None:
        """Mentions and values → events."""
        self.read_all([x])

    def read_all(self, extractions: list[Extraction]) -> None:
        """Mentions and values → events."""
        for x, events in zip(extractions, self.detector.read_all(extractions), strict=True):
            x.events = events


class Links(_Folder):
    """Resolves union mentions and links events to unions; a linked mention's span carries the union's id."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._registry: Path | None = None

    def use_registry(self, path: Path) -> None:
        """Add a user's own registry; LexiconError on a fault in it."""
        self._registry = path
        vars(self).pop("linker", None)
        _ = self.linker

    @cached_property
    def linker(self) -> UnionLinker:
        """The resolution of mentions, built from the folder's registry and the user's own."""
        return UnionLinker.load(self.folder, self._registry)

    @cached_property
    def roles(self) -> RoleLinker:
        """The roles of unions in events, built from the folder's lexicons."""
        return RoleLinker.load(self.folder)

    def read(self, x: Extraction) -> None:
        """Mentions and events → links to unions."""
        x.union_mentions = self.linker(x)
        x.people = self.linker.people(x, x.union_mentions)
        x.unions = self.linker.unions(x.union_mentions)
        x.event_unions = self.roles(x)

    def show(self, doc: Doc, x: Extraction) -> None:
        """The union's id on the span of a linked mention."""
        show_links(doc, x.union_mentions)


@Language.factory("gonghui_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Stage:
    """Text → sentences."""
    return Sentences()


@Language.factory("gonghui_names")
def make_names(nlp: Language, name: str) -> Stage:
    """Tokens → candidates of the trained network."""
    return Names(model_dir() / "names")


@Language.factory("gonghui_mentions", assigns=["doc.ents"])
def make_mentions(nlp: Language, name: str) -> Stage:
    """Sentences → mentions."""
    return Mentions(model_dir() / "mentions")


@Language.factory("gonghui_values", requires=["doc.ents"])
def make_values(nlp: Language, name: str) -> Stage:
    """Mentions → values."""
    return Values(model_dir() / "values")


@Language.factory("gonghui_events", requires=["doc.ents"])
def make_events(nlp: Language, name: str) -> Stage:
    """Mentions and values → events."""
    return Events(model_dir() / "events")


@Language.factory("gonghui_links", requires=["doc.ents"])
def make_links(nlp: Language, name: str) -> Stage:
    """Mentions and events → links to unions."""
    return Links(model_dir() / "links")
