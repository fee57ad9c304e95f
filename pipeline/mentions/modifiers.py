"""Words beside a quantity that say how exact it is: 约, 近, 超过 … before it, 以上, 左右 after it."""

from __future__ import annotations

from pathlib import Path

from pipeline.lexicon import LexiconError, read_table
from pipeline.mentions.trie import trie_pattern
from pipeline.patterns import regex
from pipeline.records import Modifier
from pipeline.records.record import record

_BARE = frozenset("百千万亿")


@record
class Form:
    """What a modifier word means, and the neighbouring characters that make it part of another word."""

    modifier: Modifier
    barred: frozenset[str]


class Modifiers:
    """The entries of `modifiers.tsv`."""

    def __init__(self, path: Path) -> None:
        self._before: dict[str, Form] = {}
        self._bare: dict[str, Form] = {}
        self._after: dict[str, Form] = {}
        columns = ["form", "place", "modifier"]
        optional = ["not_preceded", "not_followed", "example"]
        for row in read_table(path, columns, optional=optional, key=["form", "place"]):
            modifier = _modifier(row["modifier"], path)
            match row["place"]:
                case "before":
                    self._before[row["form"]] = Form(modifier, frozenset(row["not_preceded"]))
                case "bare":
                    self._bare[row["form"]] = Form(modifier, frozenset(row["not_preceded"]))
                case "after":
                    self._after[row["form"]] = Form(modifier, frozenset(row["not_followed"]))
                case other:
                    raise LexiconError(f"{path}: unknown place {other!r}")
        sizes: dict[str, set[int]] = {}
        for word in (*self._before, *self._bare):
            sizes.setdefault(word[-1], set()).add(len(word))
        self._sizes = {last: sorted(found, reverse=True) for last, found in sizes.items()}
        self._after_pattern = regex(trie_pattern(self._after))

    def before(self, view: str, start: int) -> tuple[Modifier, int]:
        """The modifier that ends at `start` and where it begins; (exact, start) where there is none."""
        bare = view[start : start + 1] in _BARE
        for length in self._sizes.get(view[start - 1 : start], ()):
            if length > start:
                continue
            word = view[start - length : start]
            form = self._before.get(word) or (self._bare.get(word) if bare else None)
            if form is not None and (start == length or view[start - length - 1] not in form.barred):
                return form.modifier, start - length
        return "exact", start

    def after(self, view: str, end: int) -> tuple[Modifier, int]:
        """The modifier that begins at `end` and where it ends; (exact, end) where there is none."""
        found = self._after_pattern.match(view, end)
        if found is None:
            return "exact", end
        form = self._after[found[0]]
        if view[found.end() : found.end() + 1] in form.barred and found.end() < len(view):
            return "exact", end
        return form.modifier, found.end()


def _modifier(text: str, path: Path) -> Modifier:
    match text:
        case "exact" | "about" | "below" | "above":
            return text
    raise LexiconError(f"{path}: unknown modifier {text!r}")
