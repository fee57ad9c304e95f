"""Titles in running text: the run of nouns that ends in a word of the title lexicon.

县委常委、宣传部部长 is two titles, 创始人兼CEO too. A title starts where no noun stands before it any more, behind a
verb that cuts it off (`title_words.tsv`, role act), and goes over the words that belong to titles (role part).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from pipeline.lexicon import Endings, LexiconError, read_table
from pipeline.patterns import regex
from pipeline.records import Extraction
from pipeline.values.unknown_bodies import STOP_TAGS, token_before

# Last characters of professions that the title lexicon lacks: 点检员, 掘锚工.
_TRADES = ("员", "工", "师", "手", "嫂", "匠", "农")
_UNITS = frozenset("队班组")
# A title that is read between a body and a name: no verb of saying, no list mark, not too long.
_NO_TITLE = regex(r"[说道称]|表示|介绍|以及|等|组织|举办|联合|会同|并|派|对|向|把|被")
_LONGEST_TITLE, _LONGEST_RUN, _LONGEST_POST = 14, 24, 16
# Between two posts of one person; 兼职 is one word.
_BETWEEN = regex(r"、兼任?(?!职)|、|兼任?(?!职)")
_ALSO = regex(r"[和及与]")


class Titles:
    """The words of titles, and how far a title reaches."""

    def __init__(
        self,
        titles: Iterable[str],
        acts: Iterable[str],
        parts: Iterable[str],
        posts: Iterable[str] = (),
        duties: Iterable[str] = (),
    ) -> None:
        self.words = frozenset(titles)
        self.posts = frozenset(posts)
        self.duties = frozenset(duties)
        self.acts = frozenset(acts)
        self.parts = frozenset(parts)
        self._longest = max(map(len, self.words), default=0)
        self._endings = Endings(self.words)

    @classmethod
    def load(cls, directory: Path) -> Titles:
        """Read `titles.tsv`, `title_words.tsv` and `name_verbs.tsv` of the model's mentions folder."""
        titles = read_table(directory / "titles.tsv", ["title", "kind"], optional=["example"], key=["title"])
        words = read_table(
            directory / "title_words.tsv", ["word", "role"], optional=["example"], key=["word"]
        )
        if unknown := {r["role"] for r in words} - {"act", "part"}:
            raise LexiconError(f"{directory / 'title_words.tsv'}: unknown role {min(unknown)!r}")
        verbs = read_table(directory / "name_verbs.tsv", ["word"], key=["word"])
        return cls(
            [r["title"] for r in titles],
            [r["word"] for r in words if r["role"] == "act"],
            [r["word"] for r in words if r["role"] == "part"] + [r["word"] for r in verbs],
            [r["title"] for r in titles if r["kind"] == "post"],
            [r["title"] for r in titles if r["kind"] == "duty"],
        )

    def split(self, text: str) -> tuple[str, ...]:
        """The single titles of a run: at 、 and 兼, at 和 and 及 where a title ends before them."""
        found: list[str] = []
        for piece in filter(None, _BETWEEN.split(text)):
            at = next((m for m in _ALSO.finditer(piece) if self.known_end(piece[: m.start()])), None)
            if at and self.ends(piece[at.end() :]):
                found += [piece[: at.start()], piece[at.end() :]]
            else:
                found.append(piece)
        return tuple(found)

    def is_run(self, text: str) -> bool:
        """Whether a text is nothing but titles."""
        parts = self.split(text)
        if not parts or len(text) > _LONGEST_RUN or text[0] in "、兼" or text[-1] in "、兼":
            return False
        if any(len(p) > _LONGEST_POST or _NO_TITLE.search(p) for p in parts):
            return False
        return self.ends(parts[-1])

    def ends(self, text: str) -> bool:
        """Whether a text ends in a title or a trade."""
        return text[-1:] in _TRADES or bool(self.known_end(text))

    def known_end(self, text: str) -> str:
        """The longest word of the title lexicon at the end of a text; empty where there is none."""
        return self._endings.longest(text)

    def is_post(self, title: str) -> bool:
        """Whether a title is an office, and no trade, honour or duty."""
        return self.known_end(title) in self.posts

    def has_verb(self, x: Extraction, start: int, end: int) -> bool:
        """Whether a finite verb, an adverb or an aspect mark stands between body and name: no title then."""
        first = bisect_left(x.tokens.starts, start)
        for token in x.tokens[first : bisect_left(x.tokens.starts, end)]:
            piece = x.view[token.start : min(token.end, end)]
            if token.pos in ("ul", "ug") or piece in self.acts:
                return True
        return False

    def before(self, x: Extraction, at: int, floor: int) -> tuple[str, ...]:
        """Titles that end at `at`: nouns back to a word that no title holds; 、 or 兼 separates two titles."""
        view = x.view
        end = at
        if view[end - 1 : end] == "的" and end - 1 > floor:
            end -= 1
        start = self._start(x, end, floor)
        if start is None:
            return ()
        title = x.text[start:end]
        if start > floor + 1 and view[start - 1] in "、兼":
            return (*self.before(x, start - 1, floor), title)
        return self.split(title)

    def _start(self, x: Extraction, end: int, floor: int) -> int | None:
        view = x.view
        known = self.known_end(view[max(floor, end - self._longest) : end])
        start = end - len(known) if known else None
        if start is None and view[end - 1 : end] in _TRADES:
            start = max(token_before(x, end).start, floor)
            if start == end - 1 > floor:
                start = max(token_before(x, start).start, floor)
        if start is None:
            return None
        held = token_before(x, start + 1)
        if held.start < start < held.end and view[held.start] not in self.acts:
            start = max(held.start, floor)  # 养护工, not 护工; but 四川籍 + 摘棉工
        while start > floor:
            token = token_before(x, start)
            begin = max(token.start, floor)
            piece = view[begin:start]
            if piece in self.acts or (len(piece) > 2 and piece[-1] == "籍"):
                break  # 四川籍 is no post, unlike 古籍
            if not piece.strip() or piece in ("的", "、"):
                break
            # 采煤 of 采煤队队长
            unit = token.pos == "v" and len(piece) == 2 and view[start] in _UNITS and start + len(known) < end
            year = token.pos[:1] == "m" and start - begin == 4 and piece.isascii()
            stops = piece not in self.parts and token.pos[:1] in STOP_TAGS and token.pos != "vn"
            if stops and not (year or unit):
                break
            if end - begin > _LONGEST_TITLE:
                break
            start = begin
        return start
