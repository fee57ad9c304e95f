"""Roles in bylines: 记者, 通讯员 or 摄 part a stretch of text and say what those are who are named beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.articles.lines import squash
from pipeline.articles.names import MEDIA, RANK, NameReader
from pipeline.lexicon import LexiconError, read_table
from pipeline.patterns import regex
from pipeline.records.record import record

_KINDS = ("reporter", "correspondent", "trainee", "credit", "author", "other", "editor")


@record
class Name:
    """A person in a byline: offsets in the text that was read, and whether 记者 or a photo credit goes with it."""

    start: int
    end: int
    reporter: bool


@record
class RoleReader:
    """Reads names beside role words; `kinds` maps each of these words to what it says."""

    kinds: dict[str, str]
    word: re.Pattern[str]
    role: re.Pattern[str]
    people: NameReader

    @classmethod
    def load(cls, directory: Path) -> RoleReader:
        """Read roles.tsv, surnames.tsv and not_names.tsv; LexiconError on a fault."""
        path = directory / "roles.tsv"
        kinds: dict[str, str] = {}
        for row in read_table(path, ["word", "kind", "example"], key=["word"]):
            if row["kind"] not in _KINDS:
                raise LexiconError(f"{path}: unknown kind {row['kind']!r}")
            kinds[row["word"]] = row["kind"]
        words = alternatives(kinds)
        role = rf"(?:{MEDIA}[-—/、 ]*){{0,3}}{RANK}{{0,3}}(?P<word>{words})"
        return cls(kinds, regex(words), regex(role), NameReader.load(directory))

    def names(self, text: str, start: int, end: int, *, bare_reporter: bool) -> tuple[list[Name], int, bool]:
        """The names in text[start:end], how many words are neither name, role nor body, and whether a role stands there."""
        told = self.role.finditer(text, start, end) if self.word.search(text, start, end) else ()
        roles = [m for m in told if self._is_role(text, m, start, end)]
        words = [self.kinds[squash(m["word"])] for m in roles]
        for i, kind in enumerate(words):
            if kind == "trainee":
                # 记者 甲 实习生 乙; alone or behind 通讯员 a trainee sends what a correspondent sends.
                words[i] = "reporter" if i and words[i - 1] == "reporter" else "correspondent"
        if "editor" in words and not set(words) - {"editor", "other"}:
            return [], len(words), False
        stretches = [
            self.people.split(text, low, high, strict=not before or before == "other")
            for low, high, before in zip(
                [start, *(m.end() for m in roles)],
                [*(m.start() for m in roles), end],
                ["", *words],
                strict=True,
            )
        ]
        # 李明/文 王芳/摄: the credit stands behind its name.
        behind = not stretches[-1][0]
        names: list[Name] = []
        for i, (found, _) in enumerate(stretches):
            before, after = words[i - 1] if i else "", words[i] if i < len(words) else ""
            if (
                before not in ("reporter", "correspondent")
                and (behind or not i)
                and after in ("credit", "author")
            ):
                before = after
            if before != "editor":
                names += [Name(a, b, bare_reporter or before in ("reporter", "credit")) for a, b in found]
        return names, sum(odd for _, odd in stretches), bool(roles)

    def _is_role(self, text: str, match: re.Match[str], start: int, end: int) -> bool:
        """Short role words (文, 图, 摄, 发) count only where they stand free: `李明 摄`, `文/李明`."""
        word = squash(match["word"])
        if len(word) > 1 and self.kinds[word] not in ("other", "author", "editor"):
            return True
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        free = " 　、，/|｜丨／:：（）()【】[]［］〔〕"
        if word in ("摄", "供图", "报道", "整理", "发"):
            return after in free
        return before in free and after in free


def alternatives(words: Iterable[str]) -> str:
    """Any of some words, also where blanks pad them."""
    return "|".join("[ 　]?".join(map(re.escape, w)) for w in sorted(words, key=len, reverse=True))
