"""Which lines of a page belong to no article: page heads, navigation, buttons, imprints, section names, slogans.

A line is furniture where nothing but known pieces and separators is left of it. The pieces, the keys of
imprint lines, the section names and the slogans are lexicons of the model folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.articles.lines import Line
from pipeline.lexicon import LexiconError, read_table
from pipeline.view import view

Kind = Literal["page", "tool", "meta", "related", "imprint", "section", "slogan"]

# A longer line is text, whatever it looks like; it also bounds the work per line.
_LONGEST = 200
_SEPARATORS = re.compile(r"[ \t|/·•・、,，;；_\-—─=*+×✕xX<>«»‹›◀▶←→↑↓■□◆◇●○▲△▼▽★☆:：\[\]【】()（）]+")
_BREADCRUMB = re.compile(
    r"(?:您?(?:现在|当前|目前)?的?所?在?的?位置|当前栏目|(?:网站)?首页|主页)[^。]{0,12}[>›»→/＞:：-]"
)
_MENU = re.compile(r"(?:[^\s|｜。，]{1,8} ?[|｜] ?){2,20}[^\s|｜。，]{0,8}")
_LATIN = re.compile(r"[A-Za-z0-9 .,;:'’\"“”&@/\\_|()\-+!?%#*=~—–…]+")
_TITLE = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:日报|晚报|早报|晨报|午报|时报|周报|商报|都市报|工人报|劳动报|职工报|导报|新闻网|工会网|在线网站|工运网|数字报|电子报)(?:社|·?客户端|数字报|电子版)?(?![^\s|·:：/])"
)
_HAN_OR_DIGIT = re.compile(r"[0-9\u4e00-\u9fff]")
# How many characters may be left of a newspaper's page head once its known pieces are out: a section's name.
_REST_OF_HEAD = 10


@dataclass(frozen=True)
class Furniture:
    """The lexicons of furniture, compiled."""

    pieces: re.Pattern[str]
    imprint: re.Pattern[str]
    sections: re.Pattern[str]
    slogan: re.Pattern[str]

    @classmethod
    def load(cls, directory: Path) -> Furniture:
        """Read furniture.tsv, imprint.tsv, sections.tsv and slogans.tsv; LexiconError on a fault."""
        groups: dict[str, list[str]] = {}
        path = directory / "furniture.tsv"
        for row in read_table(path, ["pattern", "kind", "example"], key=["pattern"]):
            if row["kind"] not in ("page", "tool", "meta", "related"):
                raise LexiconError(f"{path}: unknown kind {row['kind']!r}")
            groups.setdefault(row["kind"], []).append(_checked(path, row))
        keys = [r["key"] for r in read_table(directory / "imprint.tsv", ["key", "example"], key=["key"])]
        names = [r["section"] for r in read_table(directory / "sections.tsv", ["section"], key=["section"])]
        path = directory / "slogans.tsv"
        slogans = [_checked(path, r) for r in read_table(path, ["pattern", "example"], key=["pattern"])]
        imprint = "|".join(sorted(map(re.escape, keys), key=len, reverse=True))
        return cls(
            re.compile("|".join(f"(?P<{kind}>{'|'.join(ps)})" for kind, ps in groups.items())),
            re.compile(
                rf"(?P<first>^[（(【\[■◆●□]?)?(?:^|[\s（(【\[|/■◆●□]|(?<=^[（(]))(?:{imprint})(?P<colon> ?[:：]| |$)"
            ),
            re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True))),
            re.compile("|".join(f"(?:{p})" for p in slogans)),
        )

    def kind(self, line: Line) -> Kind | None:
        """What kind of furniture a line is; None for a line that may belong to an article."""
        text = line.text
        if len(text) > _LONGEST or "。" in text.rstrip("。"):
            return None
        if not _HAN_OR_DIGIT.search(text) or _LATIN.fullmatch(text):
            return "page"
        if _BREADCRUMB.match(text) or _MENU.fullmatch(text):
            return "tool"
        if self._is_imprint(text):
            return "imprint"
        kinds, rest = self._pieces_of(text)
        if not rest:
            return next((k for k in ("related", "meta", "page", "tool") if k in kinds), "section")
        if "meta" in kinds and rest <= _REST_OF_HEAD:
            return "meta"
        if _SITE_TITLE.search(text) and self.sections.match(text):
            return "tool"
        if "page" in kinds and rest <= _REST_OF_HEAD and "，" not in text and _PAGE_HEAD.search(text):
            return "page"
        if _TITLE.fullmatch(line.key):
            return "page"
        if self.is_slogan(text):
            return "slogan"
        return None

    def is_slogan(self, text: str) -> bool:
        """Whether every clause of a line is a slogan."""
        clauses = [c for c in re.split(r"[ ，,、！!·]+", text.strip('“”"！!')) if c]
        return 0 < len(clauses) <= 6 and all(self.slogan.fullmatch(c.strip('“”"')) for c in clauses)

    def _is_imprint(self, text: str) -> bool:
        found = self.imprint.search(text)
        if not found or text.endswith("。"):
            return False
        return ":" in found["colon"] or "：" in found["colon"] or found.start() == 0 or len(text) <= 60

    def _pieces_of(self, text: str) -> tuple[set[str], int]:
        """The kinds of pieces in a line and how many characters are no piece."""
        kinds: set[str] = set()
        at, rest = 0, 0
        while at < len(text):
            if gap := _SEPARATORS.match(text, at):
                at = gap.end()
                continue
            piece = self.pieces.match(text, at) or _TITLE.match(text, at)
            if piece and piece.end() > at:
                kinds.add(piece.lastgroup or "page")
                at = piece.end()
                continue
            if (name := self.sections.match(text, at)) and (
                name.end() == len(text) or _SEPARATORS.match(text, name.end()) or text[name.end()] == "版"
            ):
                at = name.end() + (text[name.end() : name.end() + 1] == "版")
                continue
            stop = _SEPARATORS.search(text, at)
            end = stop.start() if stop else len(text)
            rest += end - at
            at = end
        return kinds, rest


# 工会新闻 - 某某网
_SITE_TITLE = re.compile(r"[-_|—] ?[\u4e00-\u9fff]{2,10}(?:网|网站|在线|频道)$")

# What marks the head of a newspaper page, so that an unknown word beside it is a section's name.
_PAGE_HEAD = re.compile(
    r"第 ?\S{1,4} ?版|[上下]一[版期]|星期.|(?:19|20)[0-9]{2} ?[年.\-/] ?[0-9]{1,2} ?[月.\-/] ?[0-9]{1,2} ?日?(?: |$)|^[A-Z]?[0-9]{1,2}(?:版| )"
)


def _checked(path: Path, row: dict[str, str]) -> str:
    """The row's pattern, which must compile and match its own example from the start."""
    try:
        pattern = re.compile(row["pattern"])
    except re.error as error:
        raise LexiconError(f"{path}: {row['pattern']}: {error}") from None
    if not pattern.match(view(row["example"])):
        raise LexiconError(f"{path}: {row['pattern']} does not match its example {row['example']}")
    return row["pattern"]
