"""Lexicons: tab-separated files that a linguist edits, read strictly.

The first line names the columns; `#` starts a comment line; empty lines are skipped. Every fault is a
`LexiconError` that names file and line: an unknown or missing column, a row with too many cells, an empty
cell where a value is required, a key given twice. Lexicons live in the model folder, one sub-folder per
stage, so that the model that is shipped is the one that was edited.
"""

from __future__ import annotations

import gzip
import lzma
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.patterns import compiled

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    _Phrases = TypeVar("_Phrases", bound=DataclassInstance)

MODEL_NAME = "gonghui"
# Of so few words the automaton that finds them two or three times as fast is made in a few milliseconds.
_FEW_WORDS = 2_000


class LexiconError(ValueError):
    """A lexicon file that cannot be trusted; the message names the file, the line and the fault."""


def word_finder(words: Iterable[str]) -> AhoCorasick:
    """An automaton that finds words from left to right, at each place the longest, none overlapping another."""
    listed = list(words)
    fast = Implementation.DFA if len(listed) <= _FEW_WORDS else None
    return AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest, implementation=fast)


def occurrences(text: str, words: Sequence[str]) -> list[tuple[int, int, int]]:
    """What `word_finder(words)` finds, as (index of the word, start, end).

    For the few words of one article: an automaton of them takes longer to build than to use.
    """
    places: list[tuple[int, int, int]] = []
    for index, word in enumerate(words):
        start = text.find(word)
        while start >= 0:
            places.append((start, -len(word), index))
            start = text.find(word, start + 1)
    found: list[tuple[int, int, int]] = []
    behind = 0
    for start, size, index in sorted(places):
        if start >= behind:
            behind = start - size
            found.append((index, start, behind))
    return found


class Endings:
    """Words that are looked for at the end of a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        sizes: dict[str, set[int]] = {}
        for word in self._words:
            sizes.setdefault(word[-1:], set()).add(len(word))
        self._sizes = {last: sorted(found, reverse=True) for last, found in sizes.items()}

    def longest(self, text: str) -> str:
        """The longest of the words that the text ends in; empty where there is none."""
        for size in self._sizes.get(text[-1:], ()):
            if text[-size:] in self._words:
                return text[-size:]
        return ""


def model_dir() -> Path:
    """The model folder: `$GONGHUI_MODEL`, else `models/gonghui` beside the code."""
    if given := os.environ.get("GONGHUI_MODEL"):
        return Path(given)
    return Path(__file__).resolve().parent.parent / "models" / MODEL_NAME


def read_table(
    path: Path, columns: Iterable[str], *, optional: Iterable[str] = (), key: Iterable[str] = ()
) -> list[dict[str, str]]:
    """The rows of a lexicon file (`.tsv`, also `.gz` or `.xz`) as dictionaries of stripped strings.

    `columns` must each be there and non-empty in every row; `optional` ones may be absent or empty (then
    ""). `key` names the columns whose values together may occur once only.
    """
    required, allowed, unique = tuple(columns), (*columns, *optional), tuple(key)
    lines = enumerate(_read_text(path).split("\n"), 1)
    table = [(n, line.split("\t")) for n, line in lines if line and line[0] != "#" and not line.isspace()]
    if not table:
        raise LexiconError(f"{path}: no header line")
    number, cells = table.pop(0)
    header = list(map(str.strip, cells))
    if unknown := [c for c in header if c not in allowed]:
        raise LexiconError(f"{path}:{number}: unknown column {unknown[0]!r}")
    if absent := [c for c in required if c not in header]:
        raise LexiconError(f"{path}:{number}: no column {absent[0]!r}")
    rows = [dict(zip(header, map(str.strip, cells), strict=False)) for _, cells in table]
    if min(map(len, rows), default=0) < len(allowed):
        blank = dict.fromkeys(allowed, "")
        rows = [blank | row for row in rows]
    # All rows are asked at once, and one by one only where a fault is to be told.
    if max((len(cells) for _, cells in table), default=0) > len(header):
        number, cells = next((n, cells) for n, cells in table if len(cells) > len(header))
        raise LexiconError(f"{path}:{number}: {len(cells)} cells for {len(header)} columns")
    for column in required:
        values = [row[column] for row in rows]
        if "" in values:
            raise LexiconError(f"{path}:{table[values.index('')][0]}: no value in column {column!r}")
    if unique:
        entries = [tuple([row[c] for c in unique]) for row in rows]
        if len(set(entries)) < len(entries):
            first, again = _twice(entries)
            entry, where = "/".join(entries[first]), table[first][0]
            raise LexiconError(f"{path}:{table[again][0]}: {entry} stands in line {where} already")
    return rows


def _twice(entries: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    """The indices of the first entry that stands a second time, and of that second time."""
    seen: dict[tuple[str, ...], int] = {}
    for again, entry in enumerate(entries):
        if seen.setdefault(entry, again) != again:
            return seen[entry], again
    raise ValueError("every entry stands once")


def read_shown(
    path: Path, entry: str, columns: Iterable[str] = (), *, key: Iterable[str] = ()
) -> list[dict[str, str]]:
    """The rows of a lexicon whose `example` shows the word in column `entry`, the key where no other is named.

    LexiconError on a fault as in `read_table` and where an entry does not stand in its example.
    """
    rows = read_table(path, [entry, *columns, "example"], key=key or [entry])
    for row in rows:
        if row[entry] not in row["example"]:
            raise LexiconError(f"{path}: {row[entry]} does not stand in its example {row['example']!r}")
    return rows


def read_mapping(path: Path, key: str, value: str) -> dict[str, str]:
    """A lexicon of two columns as key → value, both there in every row: for long files. Faults as in `read_table`."""
    table = _read_text(path).rstrip("\n")
    while table.startswith("#"):
        table = table.partition("\n")[2]
    cells = table.split()
    keys, values = cells[::2], cells[1::2]
    if cells[:2] == [key, value] and "\n".join(map("\t".join, zip(keys, values, strict=False))) == table:
        mapping = dict(zip(keys[1:], values[1:], strict=True))
        if len(mapping) == len(keys) - 1 and "\n#" not in table:
            return mapping
    # Something is unusual: line by line it is read all the same, or the fault is told.
    return {row[key]: row[value] for row in read_table(path, [key, value], key=[key])}


def read_phrases(path: Path, into: type[_Phrases]) -> _Phrases:
    """The regular expressions of a lexicon (columns name, pattern, example) as a dataclass with a field for each name.

    LexiconError on a fault, a name that is no field, a field without a pattern, a pattern that is not found in its example.
    """
    patterns: dict[str, re.Pattern[str]] = {}
    for row in read_table(path, ["name", "pattern", "example"], key=["name"]):
        try:
            patterns[row["name"]] = compiled(row["pattern"])
        except re.error as error:
            raise LexiconError(f"{path}: {row['name']}: no regular expression ({error})") from None
        if not patterns[row["name"]].search(row["example"]):
            raise LexiconError(f"{path}: {row['name']} is not found in its example {row['example']!r}")
    if wrong := patterns.keys() ^ {field.name for field in fields(into)}:
        name = min(wrong)
        raise LexiconError(f"{path}: {'unknown name' if name in patterns else 'no pattern'} {name!r}")
    return into(**patterns)


def weight_of(path: Path, text: str, weight: str) -> float:
    """The weight of a lexicon's entry `text`; LexiconError where it is no number."""
    try:
        return float(weight)
    except ValueError:
        raise LexiconError(f"{path}: {text}: weight {weight!r} is no number") from None


def read_words(path: Path) -> list[str]:
    """One entry a line (`#` comments and empty lines skipped); an entry given twice is an error."""
    lines = _read_text(path).split("\n")
    plain = [line for line in lines if line and line[0] != "#"]
    if len(set(plain)) == len(plain) and plain == list(map(str.strip, plain)):
        return plain
    # Something is unusual: line by line it is read all the same, or the fault is told.
    words: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        word = line.strip()
        if not word or word.startswith("#"):
            continue
        if word in words:
            raise LexiconError(f"{path}:{number}: {word} stands in line {words[word]} already")
        words[word] = number
    return list(words)


def _read_text(path: Path) -> str:
    openers: dict[str, Callable[[Path], bytes]] = {
        ".gz": lambda p: gzip.decompress(p.read_bytes()),
        ".xz": lambda p: lzma.decompress(p.read_bytes()),
    }
    try:
        data = openers.get(path.suffix, Path.read_bytes)(path)
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such lexicon file") from None
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read ({error})") from None
