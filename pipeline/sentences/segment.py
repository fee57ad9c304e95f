"""Text → tokens: jieba's dictionary cut with the project's own lexicon.

The cut is done by `rjieba`, the same algorithm and dictionary as `jieba` in Rust, about fifteen times faster
(a test holds the two side by side). Every `Segmenter` has a dictionary of its own, so its words never leak
into another pipeline of the process; the lexicon is saved with the model.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import accumulate
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING

from pipeline.lexicon import read_table
from pipeline.records import Tokens
from pipeline.records.record import record

if TYPE_CHECKING:
    from rjieba import Jieba


@record
class Word:
    """A lexicon entry: frequency as in jieba's dictionary (higher wins), part of speech in jieba's tag set."""

    text: str
    frequency: int
    pos: str


def read_lexicon(path: Path) -> list[Word]:
    """The entries of `words.tsv` (columns word, frequency, pos); LexiconError on a fault."""
    rows = read_table(path, ["word", "frequency", "pos"], optional=["note"], key=["word"])
    return [Word(r["word"], int(r["frequency"]), r["pos"]) for r in rows]


class Segmenter:
    """Cuts a text into words; the words' characters are exactly the text's."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = list(words)
        self._jieba = _dictionary()
        for word in self.words:
            self._jieba.add_word(word.text, word.frequency, word.pos)

    @classmethod
    def load(cls, directory: Path) -> Segmenter:
        """Read the lexicon `words.tsv` of the model's tokenizer folder."""
        return cls(read_lexicon(directory / "words.tsv"))

    def cut(self, text: str) -> Tokens:
        """All words in order, blanks included: `"".join(text[t.start:t.end]) == text`."""
        tagged = self._jieba.tag(text)
        words, tags = zip(*tagged, strict=True) if tagged else ((), ())
        ends = list(accumulate(map(len, words)))
        # One object a tag: whatever looks a tag up finds it at hand.
        return Tokens([0, *ends][:-1], ends, list(map(intern, tags)))


def _dictionary() -> Jieba:
    """A cutter with jieba's dictionary and nothing else; ModuleNotFoundError without rjieba.

    The package makes one for itself when it is imported, which nobody here asks: a tenth of a second and the memory of a
    second dictionary. Its compiled module is loaded alone, under its own name, so that a later import finds it.
    """
    name = "rjieba.rjieba"
    if name not in sys.modules:
        package = find_spec("rjieba")
        spec = PathFinder.find_spec(name, package.submodule_search_locations if package else None)
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError("rjieba is not installed", name="rjieba")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        sys.modules[name] = module
    made: Jieba = sys.modules[name].Jieba()
    return made
