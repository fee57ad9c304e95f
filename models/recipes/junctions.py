"""articles/junctions.tsv.gz: which characters follow each other, and which begin paragraphs."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise
from pathlib import Path

from models.recipes.corpora import LONG_NEWS, documents

_CHARACTERS = 12_000_000  # read in all
_PARAGRAPH = 20  # characters; what is shorter is a headline or a signature
_STOPS = "。！？”"
_PAIRS, _SINGLE = 4, 40  # occurrences below which nothing is said of a pair, a character
_WORDS = 0.1  # what an occurrence of a word in jieba's dictionary adds to its pairs
_LONGEST_WORD = 4
_BOUND, _TIED, _NEAR = 4.5, 2.0, 0.0  # bits of pointwise mutual information
_DIGITS = re.compile("[0-9]+")
_KNOWN = re.compile(r"[\u4e00-\u9fff0%A-Z]")
_HEADER = """\
# What stands where a line breaks. char: a character (0 for any digit); start: how much more often it begins a
# paragraph of news than it stands anywhere, 10 x log2 of the ratio; bound, tied and near: the characters that
# follow it much (22 times and more), clearly (4 to 22 times) and somewhat (1 to 4 times) more often than chance.
# Counted over Chinese news text and the words of jieba's dictionary.
char\tstart\tbound\ttied\tnear
"""


def junctions(corpora: Path) -> str:
    """The content of the lexicon, counted over the folder's corpora."""
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    for paragraph in _paragraphs(corpora):
        singles.update(paragraph)
        pairs.update(map("".join, pairwise(paragraph)))
        starts[paragraph[0]] += 1
    total = singles.total()
    follow: dict[float, defaultdict[str, list[str]]] = {b: defaultdict(list) for b in (_BOUND, _TIED, _NEAR)}
    counts = {pair: float(count) for pair, count in pairs.items()}
    for pair, count in _pairs_of_words().items():
        counts[pair] = counts.get(pair, 0.0) + _WORDS * count
    for pair, often in counts.items():
        first, second = pair[0], pair[1]
        if often < _PAIRS or not (_KNOWN.match(first) and _KNOWN.match(second)):
            continue
        bits = math.log2(often * total / ((singles[first] + 1) * (singles[second] + 1)))
        band = next((b for b in follow if bits >= b), None)
        if band is not None:
            follow[band][first].append(second)
    begun = starts.total()
    rows = []
    for char in sorted(c for c, count in singles.items() if count >= _SINGLE and _KNOWN.match(c)):
        start = round(10 * math.log2((starts[char] + 0.5) / begun * total / (singles[char] + 1)))
        followers = "\t".join("".join(sorted(of[char])) for of in follow.values())
        rows.append(f"{char}\t{start}\t{followers}\n")
    return _HEADER + "".join(rows)


def _pairs_of_words() -> Counter[str]:
    """How often two characters follow each other inside the words of jieba's dictionary, by its frequencies."""
    pairs: Counter[str] = Counter()
    dictionary = resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    for row in dictionary.splitlines():
        word, frequency, *_ = row.split(" ")
        if 2 <= len(word) <= _LONGEST_WORD:
            for pair in map("".join, pairwise(word)):
                pairs[pair] += int(frequency)
    return pairs


def _paragraphs(corpora: Path) -> Iterator[str]:
    """Whole paragraphs, each number written as one 0, until enough is read."""
    read = 0
    for file in LONG_NEWS:
        for document in documents(corpora / file):
            for line in document.text.split("\n"):
                paragraph = _DIGITS.sub("0", line.strip())
                if len(paragraph) >= _PARAGRAPH and paragraph[-1] in _STOPS:
                    read += len(paragraph)
                    yield paragraph
            if read > _CHARACTERS:
                return
