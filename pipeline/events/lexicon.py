"""The lexicons of event detection: triggers, frames, cues and common place nouns.

Every matcher here runs on the matching view. Triggers are found with an Aho-Corasick automaton, the longest
match at each place winning (`启动仪式` is not `启动`); cues are compiled into one pattern for each kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import product
from operator import add
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.events.day_phrases import DayPhrases
from pipeline.events.fillers import Fillers
from pipeline.events.label_phrases import LabelPhrases
from pipeline.events.letter_phrases import LetterPhrases
from pipeline.events.name_phrases import NamePhrases
from pipeline.events.place_phrases import PlacePhrases
from pipeline.events.place_weights import PlaceWeights
from pipeline.events.quoted_phrases import QuotedPhrases
from pipeline.lexicon import LexiconError, read_phrases, read_shown, read_table, weight_of, word_finder
from pipeline.patterns import regex
from pipeline.records import EVENT_TYPES
from pipeline.records.record import record

ANY, NONE = "ANY", "NONE"
TRIGGER_KINDS = ("head", "act", "facility", "hint", "stop")
NAME_KINDS = ("plain", "occasion", "boundary", "general", "opening", "award")
CUE_KINDS = (
    "background",
    "plan",
    "talk",
    "done",
    "occur",
    "hold",
    "pay",
    "vague",
    "open",
    "topic",
    "soft",
    "carrier",
    "opened",
)
# The most characters between a verb and the noun that it governs.
_BETWEEN = 14
# So many characters are read before the automaton of all triggers is made.
_FEW_CHARACTERS = 8_000


@record
class Trigger:
    """A lexicon entry: what it speaks for (`type`), how loudly (`weight`), and what kind of word it is."""

    text: str
    type: str
    weight: float
    kind: str


@record
class Hit:
    """A trigger found in the text."""

    start: int
    end: int
    trigger: Trigger


class Triggers:
    """Finds triggers.

    An automaton of all takes as long to make as some articles to read, so the first texts are searched for those
    triggers only that they can hold.
    """

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self.triggers = list(triggers)
        self._read = 0

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return word_finder(t.text for t in self.triggers)

    def find(self, view: str) -> list[Hit]:
        """All triggers of the view in order, none overlapping another; stop entries are matched and left out."""
        self._read += len(view)
        if self._read <= _FEW_CHARACTERS:
            begin = {*view, *map(add, view, view[1:])}
            triggers = [t for t in self.triggers if t.text[:2] in begin]
            automaton = word_finder(t.text for t in triggers)
        else:
            triggers, automaton = self.triggers, self._automaton
        return [
            Hit(start, end, trigger)
            for index, start, end in automaton.find_matches_as_indexes(view)
            if (trigger := triggers[index]).kind != "stop"
        ]


class Words:
    """Words that are looked for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._automaton = word_finder(self._words)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def find(self, view: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where words stand between two offsets of the view, the longest at each place, none overlapping another."""
        found = self._automaton.find_matches_as_indexes(view[start:end])
        return [(start + first, start + last) for _, first, last in found]


@record
class Frame:
    """A verb with the noun that it governs; the one group of `pattern` that matches is the noun, then a `trigger`.

    No match goes further than `reach` characters from its noun.
    """

    pattern: re.Pattern[str]
    objects: tuple[str, ...]
    trigger: Trigger
    reach: int

    def find(self, view: str, start: int, end: int) -> Iterable[Hit]:
        """The governed nouns between two offsets of the view, in order."""
        found = self.pattern.finditer(view, start, end)
        return (Hit(*m.span(m.lastindex or 1), self.trigger) for m in found)


class Frames:
    """Finds the nouns that verbs govern. A frame is looked for only around the places where one of its nouns stands."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = tuple(frames)
        of: dict[str, list[int]] = {}
        for n, frame in enumerate(self.frames):
            for noun in frame.objects:
                of.setdefault(noun, []).append(n)
        self._of = list(of.values())
        # Of nouns that lie in each other every one counts. They are few enough for the fastest automaton.
        self._nouns = AhoCorasick(list(of), matchkind=MatchKind.Standard, implementation=Implementation.DFA)

    def find(self, view: str) -> Iterable[Hit]:
        """The governed nouns of the view, frame by frame."""
        around: dict[int, list[tuple[int, int]]] = {}
        for i, start, end in self._nouns.find_matches_as_indexes(view, overlapping=True):
            for n in self._of[i]:
                reach = self.frames[n].reach
                around.setdefault(n, []).append((max(0, start - reach), end + reach))
        for n in sorted(around):
            for start, end in _joined(around[n]):
                yield from self.frames[n].find(view, start, end)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


@record
class EventLexicon:
    """Everything that event detection knows of the language."""

    triggers: Triggers
    frames: Frames
    cues: dict[str, re.Pattern[str]]
    words: dict[str, frozenset[str]]
    holds: tuple[str, ...]
    places: Words
    general: re.Pattern[str]
    awards: re.Pattern[str]
    place_weights: PlaceWeights
    place_phrases: PlacePhrases
    day_phrases: DayPhrases
    fillers: Fillers
    labels: LabelPhrases
    letters: LetterPhrases
    quoted: QuotedPhrases
    names: NamePhrases

    @classmethod
    @cache
    def load(cls, directory: Path) -> EventLexicon:
        """Read `triggers.tsv`, `families.tsv`, `frames.tsv`, `cues.tsv`, `name_words.tsv`, `places.tsv`,
        `place_weights.tsv`, `place_phrases.tsv`, `day_phrases.tsv`, `fillers.tsv`, `label_phrases.tsv`, `letter_phrases.tsv`,
        `quoted_phrases.tsv` and `name_phrases.tsv`; LexiconError on a fault."""
        words = _read_kinds(directory / "cues.tsv", "cue", CUE_KINDS)
        names = _read_kinds(directory / "name_words.tsv", "word", NAME_KINDS)
        rows = read_shown(directory / "places.tsv", "place")
        return cls(
            triggers=Triggers(_all_triggers(directory)),
            frames=_read_frames(directory / "frames.tsv"),
            cues={kind: alternatives(found) for kind, found in words.items()},
            words={kind: frozenset(found) for kind, found in (words | names).items()},
            holds=tuple(words["hold"]),
            places=Words(r["place"] for r in rows),
            awards=alternatives(names["award"]),
            general=regex(f"(?:{alternatives(names['general']).pattern})*"),
            place_weights=PlaceWeights.load(directory / "place_weights.tsv"),
            place_phrases=read_phrases(directory / "place_phrases.tsv", PlacePhrases),
            day_phrases=read_phrases(directory / "day_phrases.tsv", DayPhrases),
            fillers=read_phrases(directory / "fillers.tsv", Fillers),
            letters=read_phrases(directory / "letter_phrases.tsv", LetterPhrases),
            labels=read_phrases(directory / "label_phrases.tsv", LabelPhrases),
            quoted=read_phrases(directory / "quoted_phrases.tsv", QuotedPhrases),
            names=read_phrases(directory / "name_phrases.tsv", NamePhrases),
        )


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, longer ones first."""
    return regex("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))))


def _all_triggers(directory: Path) -> list[Trigger]:
    """The entries of `triggers.tsv`, then the members of the families that are no such entry."""
    listed = directory / "triggers.tsv"
    rows = read_shown(listed, "trigger", ["type", "weight", "kind"])
    found = {row["trigger"]: Trigger(row["trigger"], *_reading(listed, row["trigger"], row)) for row in rows}
    families = directory / "families.tsv"
    columns = ["family", "type", "weight", "kind", "firsts", "seconds", "example"]
    for row in read_table(families, columns, key=["family"]):
        reading = _reading(families, row["family"], row)
        for first, second in product(row["firsts"].split(), row["seconds"].split()):
            found.setdefault(first + second, Trigger(first + second, *reading))
    return list(found.values())


def _read_frames(path: Path) -> Frames:
    columns = ["frame", "type", "weight", "verbs", "objects", "example"]
    frames = []
    for row in read_table(path, columns, key=["frame"]):
        nouns = tuple(row["objects"].split())
        words = row["verbs"].split()
        verbs, objects = alternatives(words), alternatives(nouns)
        pattern = regex(
            rf"(?:{verbs.pattern})[^，。；：！？“”\n]{{0,{_BETWEEN}}}?“?({objects.pattern})"
            rf"|[把将][^，。；：！？“”\n]{{0,8}}?(?:“[^“”，。\n]{{2,12}}”)?({objects.pattern})[^，。；：！？“”\n]{{0,8}}?(?:{verbs.pattern})"
        )
        reading = _reading(path, row["frame"], {**row, "kind": "act"})
        reach = _BETWEEN + 1 + max(map(len, words))
        frames.append(Frame(pattern, nouns, Trigger(row["frame"], *reading), reach))
    return Frames(frames)


def _reading(path: Path, text: str, row: dict[str, str]) -> tuple[str, float, str]:
    """Type, weight and kind of an entry."""
    if row["type"] not in (*EVENT_TYPES, ANY, NONE):
        raise LexiconError(f"{path}: {text}: unknown event type {row['type']!r}")
    if row["kind"] not in TRIGGER_KINDS:
        raise LexiconError(f"{path}: {text}: unknown kind {row['kind']!r}")
    return row["type"], weight_of(path, text, row["weight"]), row["kind"]


def _read_kinds(path: Path, column: str, kinds: Iterable[str]) -> dict[str, list[str]]:
    """The words of a lexicon by their kind; every kind must have some."""
    words: dict[str, list[str]] = {kind: [] for kind in kinds}
    for row in read_shown(path, column, ["kind"], key=[column, "kind"]):
        if row["kind"] not in words:
            raise LexiconError(f"{path}: {row[column]}: unknown kind {row['kind']!r}")
        words[row["kind"]].append(row[column])
    if empty := [kind for kind, found in words.items() if not found]:
        raise LexiconError(f"{path}: no word of kind {empty[0]!r}")
    return words
