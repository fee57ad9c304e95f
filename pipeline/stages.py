"""The stages of the data's way from text to links, each with the folder of the model that holds its lexicons.

`load_stages` makes those that the model's `config.cfg` names, in its order; spaCy, which reads the same file
(`pipeline/nlp`), is not needed for that.
"""

from __future__ import annotations

import json
from configparser import Error, RawConfigParser
from functools import cached_property
from pathlib import Path

from pipeline import sentences
from pipeline.events import EventDetector
from pipeline.lexicon import LexiconError
from pipeline.links import UnionLinker
from pipeline.links.roles import RoleLinker
from pipeline.mentions import Recognizer
from pipeline.ner.tagger import Tagger
from pipeline.records import FIELDS, Article, Extraction, Field, Label, Mention
from pipeline.sentences import Segmenter
from pipeline.values import ValueReader
from pipeline.view import view

# Of the network's labels those that a mention may have; times are the rules' own.
_LABELS: dict[str, Label] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


def extraction_of(article: Article) -> Extraction:
    """An extraction with nothing read yet: the article's present fields joined by line breaks."""
    text = ""
    spans: list[Field] = []
    for name in FIELDS:
        content = article.field_text(name)
        if content is None or (name != "body" and not content):
            continue
        if spans:
            text += "\n"
        spans.append(Field(name, len(text), len(text) + len(content)))
        text += content
    return Extraction(article=article, text=text, view=view(text), fields=tuple(spans))


def plain_extraction(text: str) -> Extraction:
    """An extraction of plain text: an article with a body only."""
    return extraction_of(Article(article_id="", page_id="", ordinal=0, text=text))


class Stage:
    """One stage; its lexicons are read at the first extraction."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, x: Extraction) -> None:
        """Fill the stage's own lists of the extraction from those before it."""
        self.read_all([x])

    def read_all(self, extractions: list[Extraction]) -> None:
        """`read` for each extraction."""
        raise NotImplementedError


class Tokens(Stage):
    """Cuts the words."""

    @cached_property
    def segmenter(self) -> Segmenter:
        """The stage, built from the folder's lexicon."""
        return Segmenter.load(self.folder)

    def read_all(self, extractions: list[Extraction]) -> None:
        """Text → tokens."""
        for x in extractions:
            x.tokens = self.segmenter.cut(x.view)


class Sentences(Stage):
    """Sets the sentences; they need no lexicon."""

    def read_all(self, extractions: list[Extraction]) -> None:
        """Text → sentences."""
        for x in extractions:
            x.sentences = sentences.split(x.view, x.fields)


class Names(Stage):
    """Finds names by the trained network: candidates for the rules to weigh."""

    @cached_property
    def tagger(self) -> Tagger:
        """The network, under its own guideline."""
        return Tagger(self.folder)

    def read_all(self, extractions: list[Extraction]) -> None:
        """Tokens → candidates; the network is asked once for all."""
        found = self.tagger.pipe([(x.view, x.tokens) for x in extractions])
        for x, spans in zip(extractions, found, strict=True):
            x.network = [
                Mention(s.start, s.end, label, "network", s.score)
                for s in spans
                if (label := _LABELS.get(s.label)) and x.field_at(s.start).name != "byline"
            ]


class Mentions(Stage):
    """Finds the mentions."""

    @cached_property
    def recognizer(self) -> Recognizer:
        """The stage, built from the folder's lexicons."""
        return Recognizer.load(self.folder)

    def read_all(self, extractions: list[Extraction]) -> None:
        """Sentences → mentions, finder by finder."""
        for x, (mentions, candidates) in zip(extractions, self.recognizer.read_all(extractions), strict=True):
            x.mentions, x.candidates = mentions, candidates


class Values(Stage):
    """Reads counts, dates, people and organisations off the mentions."""

    @cached_property
    def reader(self) -> ValueReader:
        """The stage, built from the folder's lexicons."""
        return ValueReader.load(self.folder)

    def read_all(self, extractions: list[Extraction]) -> None:
        """Mentions → values, reader by reader."""
        for x, values in zip(extractions, self.reader.read_all(extractions), strict=True):
            x.counts, x.dates, x.people, x.organizations = values


class Events(Stage):
    """Detects the events."""

    @cached_property
    def detector(self) -> EventDetector:
        """The stage, built from the folder's lexicons."""
        return EventDetector.load(self.folder)

    def read_all(self, extractions: list[Extraction]) -> None:
        """Mentions and values → events."""
        for x, events in zip(extractions, self.detector.read_all(extractions), strict=True):
            x.events = events


class Links(Stage):
    """Resolves union mentions and links events to unions."""

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

    def read_all(self, extractions: list[Extraction]) -> None:
        """Mentions and events → links to unions."""
        for x in extractions:
            x.union_mentions = self.linker(x)
            x.people = self.linker.people(x, x.union_mentions)
            x.unions = self.linker.unions(x.union_mentions)
        for x in extractions:
            x.event_unions = self.roles(x)


# By the names that `config.cfg` and spaCy call their makers.
_STAGES: dict[str, type[Stage]] = {
    "gonghui_sentences": Sentences,
    "gonghui_names": Names,
    "gonghui_mentions": Mentions,
    "gonghui_values": Values,
    "gonghui_events": Events,
    "gonghui_links": Links,
}


def load_stages(model: Path) -> dict[str, Stage]:
    """The stages of a model folder by name, in order; LexiconError where its `config.cfg` cannot be read.

    Components of other packages act on a spaCy `Doc`, so they have no stage here.
    """
    path = model / "config.cfg"
    config = RawConfigParser()
    try:
        config.read_string(path.read_text(encoding="utf-8"))
        off = json.loads(config.get("nlp", "disabled", fallback="[]"))
        makers = {
            name: json.loads(config.get(f"components.{name}", "factory"))
            for name in json.loads(config.get("nlp", "pipeline"))
            if name not in off
        }
    except (OSError, ValueError, Error) as error:
        raise LexiconError(f"{path}: not a pipeline's configuration ({error})") from error
    stages: dict[str, Stage] = {"tokens": Tokens(model / "tokenizer")}
    return stages | {name: _STAGES[maker](model / name) for name, maker in makers.items() if maker in _STAGES}
