"""Slot sentences + name grammars → marked sentences of today's local news.

A slot sentence is a written text with `{slot}` where a name stands and `[ORG:…]` around a name that holds slots
itself; `models/training/names/grammar.tsv` says of what a slot's names are made. Each filling draws all names anew,
`{person:1}` twice in a sentence is the same name.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from pipeline.gazetteer import LEVELS, Gazetteer, gazetteer
from pipeline.lexicon import LexiconError, model_dir, read_table, read_words
from pipeline.ner.labels import Span
from pipeline.training.corpora import Unit
from pipeline.view import view

LABELS = {
    "PER": "person foreigner minority masked",
    "ORG": "union union_short industry_union company brand subsidiary company_union school hospital gov party congress"
    " court media association institute union_body police military intl",
    "LOC": "place city county town village community street venue scenic country zone station",
}
_LABEL_OF = {slot: label for label, slots in LABELS.items() for slot in slots.split()}
_PIECE = re.compile(r"\{([a-z_0-9]+)(?::(\w+))?\}|\[(PER|ORG|LOC):|\]")
_PART = re.compile(r"\{([^{}]+)\}")
_DEEPEST = 12
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土"
    "|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|裕固|独龙|鄂伦春|普米|各"
)
_KIND = re.compile(
    rf"(?:特别行政区|(?<!内)(?:(?:{_PEOPLES})族?)+自治[区州县旗]|自治区|地区|街道|省|市|区|县|镇|乡|盟|旗)$"
)


class Names:
    """Draws names of a slot from its grammar; inside a pattern `{county}` is the gazetteer's county."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self._folder = folder
        self._rng = rng
        self._primitives = _Primitives(rng)
        self._patterns: dict[str, tuple[list[str], list[float]]] = {}
        for row in read_table(folder / "grammar.tsv", ["slot", "weight", "pattern"]):
            patterns, weights = self._patterns.setdefault(row["slot"], ([], []))
            patterns.append(row["pattern"])
            weights.append(float(row["weight"]))
        if missing := _LABEL_OF.keys() - self._patterns.keys():
            raise LexiconError(f"{folder / 'grammar.tsv'}: no pattern for {', '.join(sorted(missing))}")

    def __call__(self, part: str, depth: int = 0) -> str:
        """A name of the slot, or a filling of the part; LexiconError where the grammar names an unknown part."""
        if depth > _DEEPEST:
            raise LexiconError(f"{self._folder}: {part} holds itself")
        if part in self._patterns and not (depth and part in _Primitives.NAMES):
            patterns, weights = self._patterns[part]
            pattern = self._rng.choices(patterns, weights)[0]
            return _PART.sub(lambda m: self(m[1], depth + 1), pattern)
        if part in _Primitives.NAMES:
            return self._primitives(part)
        words, sums = self._list(part)
        return self._rng.choices(words, cum_weights=sums)[0]

    @cache  # noqa: B019 - one object a training
    def _list(self, part: str) -> tuple[list[str], list[float]]:
        path = self._folder / (part if part.endswith(".txt") else f"lists/{part}.txt")
        if not path.exists():
            raise LexiconError(f"{self._folder / 'grammar.tsv'}: unknown part {part}")
        rows = [line.split("\t") for line in read_words(path)]
        return [r[0] for r in rows], list(accumulate(float(r[1]) if len(r) > 1 else 1.0 for r in rows))


class _Primitives:
    """Divisions, surnames and given names."""

    LEVELS = ("province", "prefecture", "county", "township")
    NAMES = frozenset(
        [*LEVELS, *(f"{level}_bare" for level in LEVELS), "prefix", "surname", "given1", "given2"]
    )

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._gazetteer: Gazetteer = gazetteer()
        self._levels: dict[str, list[str]] = {}
        for code in self._gazetteer.names:
            self._levels.setdefault(LEVELS[len(code)], []).append(code)
        names = [r["surname"] for r in read_table(model_dir() / "articles" / "surnames.tsv", ["surname"])]
        self._surnames = names
        self._surname_sums = list(accumulate(1 / (rank + 8) for rank in range(len(names))))
        folder = model_dir().parent / "training" / "names"
        self._given = "".join(read_words(folder / "given_characters.txt"))
        self._rare = "".join(read_words(folder / "rare_given_characters.txt"))

    def __call__(self, part: str) -> str:
        make: dict[str, Callable[[], str]] = {
            "surname": lambda: self._rng.choices(self._surnames, cum_weights=self._surname_sums)[0],
            "given1": self._given_character,
            "given2": self._given_two,
            "prefix": self._prefix,
        }
        if part in make:
            return make[part]()
        level, _, bare = part.partition("_")
        name = self._gazetteer.names[self._rng.choice(self._levels[level])]
        return bare_name(name) if bare else name

    def _given_character(self) -> str:
        return self._rng.choice(self._rare if self._rng.random() < 0.15 else self._given)

    def _given_two(self) -> str:
        first = self._given_character()
        return first * 2 if self._rng.random() < 0.02 else first + self._given_character()

    def _prefix(self) -> str:
        level = self._rng.choices(("province", "prefecture", "county", "township"), (1, 3, 5, 3))[0]
        path = self._gazetteer.path(self._rng.choice(self._levels[level]))
        first = self._rng.choices(range(len(path)), [1, 1, 2, 6][-len(path) :])[0]
        return "".join(path[first:])


def bare_name(name: str) -> str:
    """A division's name without its kind: 苏州市 → 苏州; one-character rests keep it (and so do odd names)."""
    bare = _KIND.sub("", name)
    return bare if len(bare) > 1 else name


def fillings(sentences: Path, names: Names, times: int) -> Iterator[Unit]:
    """Each line of the folder's `*.txt` filled `times` times; LexiconError with file and line on a fault."""
    for path in sorted(sentences.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for _ in range(times if _PIECE.search(line) else 1):
                try:
                    yield fill(line, names)
                except LexiconError as error:
                    raise LexiconError(f"{path}:{number}: {error}") from error


def fill(sentence: str, names: Callable[[str], str]) -> Unit:
    """One filling of a slot sentence."""
    text = ""
    spans: list[Span] = []
    repeated: dict[tuple[str, str], str] = {}
    opened: tuple[int, str] | None = None
    last = 0
    for m in _PIECE.finditer(sentence):
        text += sentence[last : m.start()]
        last = m.end()
        if m[0] == "]":
            if opened is None:
                text += "]"
                continue
            spans.append((opened[0], len(text), opened[1]))
            opened = None
        elif m[3]:
            if opened:
                raise LexiconError("a bracket inside a bracket")
            opened = (len(text), m[3])
        else:
            if m[1] not in _LABEL_OF:
                raise LexiconError(f"unknown slot {m[1]}")
            name = repeated.setdefault((m[1], m[2]), names(m[1])) if m[2] else names(m[1])
            if not opened:
                spans.append((len(text), len(text) + len(name), _LABEL_OF[m[1]]))
            text += name
    if opened:
        raise LexiconError("a bracket that does not close")
    text += sentence[last:]
    return Unit(view(text), tuple(spans))
