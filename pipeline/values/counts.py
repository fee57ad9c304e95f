"""COUNT mentions → value, unit, modifier and the noun that is counted."""

from __future__ import annotations

from pathlib import Path

from pipeline.mentions.counts import CountGrammar, CountReading
from pipeline.records import Count, Extraction, Mention
from pipeline.values.noun_words import Place
from pipeline.values.nouns import NounFinder


class CountReader:
    """Reads the COUNT mentions of an article."""

    def __init__(self, grammar: CountGrammar, nouns: NounFinder) -> None:
        self._grammar, self._nouns = grammar, nouns

    @classmethod
    def load(cls, directory: Path) -> CountReader:
        """Read the lexicons of the model's values folder and the units of its neighbour, mentions."""
        return cls(CountGrammar(directory.parent / "mentions"), NounFinder.load(directory))

    def __call__(self, x: Extraction) -> list[Count]:
        """One Count per COUNT mention that the grammar can read, in text order."""
        read: list[tuple[Mention, CountReading]] = []
        for mention in sorted(x.labelled("COUNT"), key=lambda m: m.start):
            reading = self._grammar.read_text(x.view[mention.start : mention.end])
            if reading is not None:
                read.append((mention, reading))
        if not read:
            return []
        walls = sorted([(m.start, m.end) for m in x.labelled("DATE", "DURATION", "COUNT")])
        names = sorted([m.start for m in x.labelled("PER", "ORG")])
        places = [
            Place(m.start, m.end, r.unit, self._grammar.dimension.get(r.unit, "share")) for m, r in read
        ]
        nouns = self._nouns.nouns(x.view, places, x.tokens, walls, names)
        return [
            Count(m, r.value, r.unit, r.modifier, r.value_max, noun)
            for (m, r), noun in zip(read, nouns, strict=True)
        ]
