"""mentions/name_characters.tsv: how much more often a character stands in a person's name than in running text."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path

from models.recipes.corpora import NEWS, documents
from pipeline.lexicon import model_dir, read_table, read_words

# File and label of the names in it. A name counts once, and 1 + ln n for n occurrences: the same ministers fill the news.
MARKED = (
    ("ner/msra.train_nodev.jsonl.xz", "PER"),
    ("ner/resume.train.jsonl.xz", "NAME"),
    ("ner/cluener.train.jsonl.xz", "name"),
    ("ner/boson.train.jsonl.xz", "person_name"),
    ("relation/org_title_person.train.jsonl.xz", "OBJ"),
)
_DOCUMENTS = 801  # of each news file: enough for the frequencies of single characters
_SHARED = 0.3  # what a one-character given name and the last character of two tell of each other
_Weights = defaultdict[str, float]
_NAME = re.compile("[一-鿿]{2,4}")
_HAN = re.compile("[一-鿿]")
_UNSEEN = (-20, -20, -20)  # for a rare surname that no given name holds
_TYPES = 6000  # characters in use, for the smoothing
_HEADER = """\
# How much more often a character stands in a name than in running news text: 10 x log2 of the ratio of
# the two relative frequencies, smoothed. `family` (empty: no surname), `first` and `last` of a two-character
# given name, `only` of a one-character given name. Counted over Chinese corpora with marked person names. Surnames too
# rare for a count are entered at -15.
"""


def name_characters(corpora: Path) -> str:
    """The content of the lexicon, counted over the folder's corpora."""
    surnames = frozenset(read_words(Path(__file__).with_name("surnames.txt")))
    table = read_table(Path(__file__).with_name("rare_surnames.tsv"), ["char", "family"], key=["char"])
    rare = {row["char"]: row["family"] for row in table}
    family, first, last, only = _positions(_names(corpora), surnames)
    text: Counter[str] = Counter()
    for file in NEWS:
        for document in islice(documents(corpora / file), _DOCUMENTS):
            text.update(_HAN.findall(document.text))
    ratio = _Ratio(text)
    counted = {*surnames, *family, *first, *last, *only}
    rows = ["char\tfamily\tfirst\tlast\tonly"]
    for char in sorted(counted | rare.keys()):
        given: tuple[int, ...] = _UNSEEN
        if char in counted:
            given = ratio(char, first), ratio(char, last, only), ratio(char, only, last)
        surname = str(ratio(char, family)) if char in surnames else rare.get(char, "")
        rows.append("\t".join((char, surname, *map(str, given))))
    return _HEADER + "\n".join(rows) + "\n"


def _names(corpora: Path) -> Counter[str]:
    """How often each name is marked."""
    return Counter(
        document.text[start:end]
        for file, wanted in MARKED
        for document in documents(corpora / file)
        for start, end, label in document.spans
        if label.upper() == wanted.upper()
    )


def _positions(names: Counter[str], surnames: frozenset[str]) -> tuple[_Weights, ...]:
    """Weights of the characters as surname, first and last of two, and only character of a given name."""
    compound = frozenset(read_words(model_dir() / "mentions" / "compound_surnames.txt"))
    family, first, last, only = (defaultdict[str, float](float) for _ in range(4))
    for name, count in names.items():
        if not _NAME.fullmatch(name):
            continue
        weight = 1 + math.log(count)
        if name[:2] in compound and len(name) > 2:
            given = name[2:]
        elif name[0] in surnames and len(name) <= 3:
            family[name[0]] += weight
            given = name[1:]
        else:
            continue
        if len(given) == 2:
            first[given[0]] += weight
            last[given[1]] += weight
        else:
            only[given] += weight
    return family, first, last, only


class _Ratio:
    """10 x log2 of a character's share of a position over its share of running text, both smoothed."""

    def __init__(self, text: Counter[str]) -> None:
        self.text = text
        self.total = text.total()

    def __call__(self, char: str, position: _Weights, like: _Weights | None = None) -> int:
        seen, total = position[char], sum(position.values())
        if like is not None:
            seen, total = seen + _SHARED * like[char], total + _SHARED * sum(like.values())
        share = (seen + 0.15) / (total + 0.15 * _TYPES)
        return round(10 * math.log2(share / ((self.text[char] + 3) / (self.total + 3 * _TYPES))))
