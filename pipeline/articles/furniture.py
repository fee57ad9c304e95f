"""Which lines of a page belong to no article: page heads, navigation, buttons, imprints, section names, slogans.

A line is furniture where nothing but known pieces and separators is left of it. The pieces, the keys of
imprint lines, the section names and the slogans are lexicons of the model folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pipeline.articles.lines import Line
from pipeline.articles.meta_lines import MetaReader
from pipeline.lexicon import LexiconError, read_table
from pipeline.patterns import compiled, regex
from pipeline.records.record import record
from pipeline.view import view

Kind = Literal["page", "tool", "meta", "related", "advised", "imprint", "section", "slogan"]

# A longer line is text, whatever it looks like; it also bounds the work per line.
_LONGEST = 200
_SEPARATORS = regex(r"[ \t|/·•・、,，;；_\-—─=*+×✕xX<>«»‹›◀▶←→↑↓■□◆◇●○▲△▼▽★☆:：\[\]【】()（）]+")
_BREADCRUMB = regex(
    # The site's name may stand before the path: 某某融媒 首页 > 工会新闻.
    r"(?:[^\s>›»＞。，]{2,14} {1,4})?(?:您?(?:现在|当前|目前)?的?所?在?的?位置|当前栏目|(?:网站)?首页|主页)[^。]{0,12}[>›»→/＞:：-]"
    r"|(?:网站)?(?:首页|主页)(?:[ |]{1,4}[^\s|。，]{2,6}){2,20}$"
    r"|[^\s>›»＞。，]{2,16}(?: {0,4}[>›»＞]{1,3} {0,4}[^\s>›»＞。，]{1,16}){2,6}$"
    r"|[^\s>›»＞。，]{2,16} {0,4}[>›»＞]{1,3} {0,4}(?:正文|内容|详情|文章|新闻)$"
    # A site above one of its sections: 某某工会网>>工会要闻.
    r"|[^\s>›»＞。，]{2,16}(?:[网报社号]|网站|在线|频道|首页|主页|工会) {0,4}[>›»＞]{1,3} {0,4}[^\s>›»＞。，]{0,12} {0,2}[>›»＞]{0,3}$"
    r"|\p{Han}{2,12} {0,2}(?:>>|››|»|＞＞) {0,2}\p{Han}{2,12}$"
)
# 当前位置：首页 > 工会要闻 白塔区职工同台比厨艺: the path of the page, and its headline.
_PATH = regex(
    r"(?P<path>(?:您?(?:现在|当前|目前)?的?所?在?的?位置|(?:网站)?首页)[^。>›»＞]{0,16}[>›»＞](?:[^。>›»＞]{1,14}[>›»＞])* {0,3}\p{Han}{2,6}) +"
    r"(?P<title>(?!正文|内容|详细)[^ 。>›»＞][^。>›»＞]{9,80})$"
)
_MENU = regex(r"(?:[^\s|｜。，]{1,8} ?[|｜] ?){2,20}[^\s|｜。，]{0,8}")
# [保存] [打印] [关闭]
_BUTTONS = regex(r"(?:[\[【［][^\[\]【】［］]{0,8}[\]】］][ |]*){2,20}")
# What a site says of its articles' sources and rights, in full sentences.
DISCLAIMER = regex(
    r"[>》*＊【\[ ]{0,4}(?:(?:免责|版权|郑重|特别)(?:声明|提示|说明)(?:$|[:：】\]])"
    r"|凡(?:本[网站报]|注明|标注|转载)\S{0,4}(?:注明|来源|“|\")"
    r"|(?:以上|本文|文章|此文)(?:内容|文章|观点)?\S{0,8}(?:不代表|仅代表)\S{0,4}(?:本[网站]|作者|个人)"
    r"|(?:如|若)[^。]{0,14}(?:侵权|版权)[^。]{0,24}(?:联系|删除|告知|来电|来函))"
)
# 版 权 所 有: letters parted by blanks.
_SPACED = regex(r"(?:[^ ] {1,3}){3,}[^ ]?")
_LATIN = regex(r"[A-Za-z0-9 .,;:'’\"“”&@/\\_|()\-+!?%#*=~—–…]+")
_TITLE = regex(
    r"\p{Han}{2,8}(?:日报|晚报|早报|晨报|午报|时报|周报|商报|都市报|工人报|劳动报|职工报|导报|新闻网|工会网|在线网站|工运网|数字报|电子报)(?:社|·?客户端|数字报|电子版)?(?![^\s|·:：/])"
)
_ALPHANUMERIC = regex("[A-Za-z0-9]")
_HAN_OR_DIGIT = regex(r"\d|\p{Han}")
# How many characters may be left of a newspaper's page head once its known pieces are out: a section's name.
_REST_OF_HEAD = 10


@record
class Furniture:
    """The lexicons of furniture, compiled."""

    pieces: re.Pattern[str]
    imprint: re.Pattern[str]
    sections: re.Pattern[str]
    compound: re.Pattern[str]
    compound_at_top: re.Pattern[str]
    slogan: re.Pattern[str]
    meta: MetaReader

    @classmethod
    def load(cls, directory: Path) -> Furniture:
        """Read furniture.tsv, imprint.tsv, sections.tsv, slogans.tsv and meta_keys.tsv; LexiconError on a fault."""
        groups: dict[str, list[str]] = {}
        path = directory / "furniture.tsv"
        rows = read_table(path, ["pattern", "kind", "example"], key=["pattern"])
        for row in rows:
            if row["kind"] not in ("page", "tool", "meta", "related", "advised"):
                raise LexiconError(f"{path}: unknown kind {row['kind']!r}")
            groups.setdefault(row["kind"], []).append(row["pattern"])
        pieces = _compiled(path, rows, "|".join(f"(?P<{kind}>{'|'.join(ps)})" for kind, ps in groups.items()))
        keys = [r["key"] for r in read_table(directory / "imprint.tsv", ["key", "example"], key=["key"])]
        sections = read_table(directory / "sections.tsv", ["section"], optional=["use"], key=["section"])
        if unknown := {r["use"] for r in sections} - {"", "end", "top"}:
            raise LexiconError(f"{directory / 'sections.tsv'}: unknown use {min(unknown)!r}")
        uses = {
            use: _longest_first(r["section"] for r in sections if r["use"] == use)
            for use in ("", "end", "top")
        }
        names, ends = uses[""], f"{uses['']}|{uses['end']}"
        path = directory / "slogans.tsv"
        rows = read_table(path, ["pattern", "example"], key=["pattern"])
        slogans = _compiled(path, rows, "|".join(f"(?:{r['pattern']})" for r in rows))
        imprint = "|".join(sorted(map(re.escape, keys), key=len, reverse=True))
        return cls(
            pieces,
            regex(
                rf"(?:^[（(【\[■◆●□]?[\s（(【\[|/■◆●□]?|[\s（(【\[|/■◆●□])(?:{imprint})(?P<colon> ?[:：/／|｜丨]| |$)"
            ),
            regex(names),
            regex(rf"(?:{names}){{1,2}}(?:{ends})?"),
            regex(rf"(?:{names}){{1,2}}(?:{ends}|{uses['top']})?"),
            slogans,
            MetaReader.load(directory),
        )

    def parted(self, line: Line) -> tuple[Line, ...]:
        """A line that holds a headline behind the page's path or in front of its source, in two; others as they are."""
        path = _PATH.match(line.text)
        if not path or len(line.text) > _LONGEST:
            return self.meta.parted(line)
        return line.piece(0, path.end("path")), line.piece(path.start("title"), len(line.text))

    def kind(self, line: Line) -> Kind | None:
        """What kind of furniture a line is; None for a line that may belong to an article."""
        if DISCLAIMER.match(line.text):
            return "tool"
        text = line.key if _SPACED.fullmatch(line.text) else line.text
        if len(text) > _LONGEST or "。" in text.rstrip("。"):
            return None
        if _BUTTONS.fullmatch(text):
            return "tool"
        if not _HAN_OR_DIGIT.search(text) or _LATIN.fullmatch(text):
            if self.meta.read(text) is not None:
                return "meta"
            return "page" if _ALPHANUMERIC.search(text) else "tool"
        if _BREADCRUMB.match(text) or _MENU.fullmatch(text):
            return "tool"
        if self._is_imprint(text):
            marks = {m.lastgroup for m in _MARKS_OF_HEAD.finditer(text)}
            return "page" if marks & {"page", "moon", "number"} else "imprint"
        kinds, rest = self._pieces_of(text)
        if not rest:
            return next((k for k in ("advised", "related", "meta", "page", "tool") if k in kinds), "section")
        if ("meta" in kinds and rest <= _REST_OF_HEAD) or self.meta.read(text) is not None:
            return "meta"
        if _SITE_TITLE.search(text) and self.sections.match(text):
            return "tool"
        if self._is_head(line):
            return "page"
        if "page" in kinds and rest <= _REST_OF_HEAD and "，" not in text and _PAGE_HEAD.search(text):
            return "page"
        if _TITLE.fullmatch(line.key):
            return "page"
        if not text.startswith("——") and self._is_section(line):
            return "section"
        if self.is_slogan(text):
            return "slogan"
        return None

    def is_slogan(self, text: str) -> bool:
        """Whether every clause of a line is a slogan."""
        count = 0
        for clause in _CLAUSE.finditer(text.strip('“”"！!')):
            count += 1
            if not self.slogan.fullmatch(clause[0].strip('“”"')):
                return False
        return 0 < count <= _MOST_SLOGANS

    def _is_head(self, line: Line) -> bool:
        """Whether a line holds two kinds of marks of a page's head, or at the top of the page one or a bare name."""
        text = line.text
        if "，" in text or "！" in text:
            return False
        marks = {m.lastgroup for m in _MARKS_OF_HEAD.finditer(text)}
        if len(marks) == 1 and self.imprint.search(text):
            marks.add("role")
        if len(marks) > 1:
            return True
        if line.start >= _TOP:
            return False
        return bool(_NAME_AND_PAGE.fullmatch(text) or _NAME.fullmatch(line.key))

    def _is_section(self, line: Line) -> bool:
        """Whether a short line is put together from section names: 影像工会, 白塔 · 区县工会."""
        text = line.text
        compound = self.compound_at_top if line.start < _TOP else self.compound
        pieces = _SEPARATORS.split(text.strip("【】[]〖〗《》<>■□●◆★▲▼ "))
        pieces = [p for p in pieces if p]
        if not pieces or len("".join(pieces)) > _LONGEST_SECTION:
            return False
        known = [bool(compound.fullmatch(p)) for p in pieces]
        return all(known) or (len(pieces) > 1 and any(known) and "·" in text)

    def _is_imprint(self, text: str) -> bool:
        found = self.imprint.search(text)
        if not found or text.endswith("。"):
            return False
        return found["colon"].strip() != "" or found.start() == 0 or len(text) <= 60

    def _pieces_of(self, text: str) -> tuple[set[str], int]:
        """The kinds of pieces in a line and how many characters are no piece, counted until they are too many."""
        kinds: set[str] = set()
        at, rest = 0, 0
        while at < len(text) and rest <= _REST_OF_HEAD:
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
_SITE_TITLE = regex(r"[-_|—] ?\p{Han}{2,10}(?:网|网站|在线|频道)$")

_CLAUSE = regex(r"[^ ，,、！!·]+")
_MOST_SLOGANS = 6

# What marks the head of a newspaper page, so that an unknown word beside it is a section's name.
_PAGE_HEAD = regex(
    r"第 ?\S{1,4} ?版|[上下]一[版期]|星期.|(?:19|20)[0-9]{2} ?[年.\-/] ?[0-9]{1,2} ?[月.\-/] ?[0-9]{1,2} ?日?(?: |$)|^[A-Z]?[0-9]{1,2}(?:版| )"
)

# The kinds of marks that a page's head is made of; two of them in one line are no accident.
_MARKS_OF_HEAD = regex(
    r"(?P<date>(?:19|20)[0-9]{2} ?[年.\-/] ?[0-9]{1,2} ?[月.\-/] ?[0-9]{1,2}|[零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
    r"|(?P<week>星期[一二三四五六日天]|(?<!\S)周[一二三四五六日](?!\S))"
    r"|(?P<page>第 ?[0-9一二三四五六七八九十]{1,3} ?版|(?<![0-9])[A-Z]?0?[0-9]{1,2} ?版(?![本面权])|[上下]一?[版期](?!\S{3}))"
    r"|(?P<moon>农历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)"
    r"|(?P<number>(?:总|新)?第 ?[0-9]{2,6} ?期|邮发代号|CN ?[0-9]{2} ?-)"
    r"|(?P<role>(?:责编|编辑|主编|美编|校对|版式|组版|审读|电话|邮箱|热线|投稿|邮编)[^\S\n]*[/／:：|｜]|[A-Za-z0-9._]+@[A-Za-z0-9.]+|www\.)"
)
# A paper's name with a page number beside it, or alone.
_NAME = regex(
    r"(?:(?![了的把给被进])\p{Han}){2,10}(?:(?<![喜捷快汇举申上])报|周刊|月刊|(?<![上入联触电落])网|在线)"
)
_NAME_AND_PAGE = regex(
    r"\p{Han}(?: ?\p{Han}){2,10} ?(?:报|网|周刊)社? *[·|/]? *(?:第? ?[A-Z]?[0-9]{1,2} ?版?|[A-Z][0-9]{1,2})"
)
# Characters of a page within which its name stands.
_TOP = 160
_LONGEST_SECTION = 12


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _compiled(path: Path, rows: Iterable[dict[str, str]], together: str) -> re.Pattern[str]:
    """The patterns of the rows in one; each must compile, and each example be matched from its start."""
    try:
        pattern = compiled(together)
    except re.error:
        for row in rows:
            try:
                compiled(row["pattern"])
            except re.error as error:
                raise LexiconError(f"{path}: {row['pattern']}: {error}") from None
        raise
    for row in rows:
        if not pattern.match(view(row["example"])):
            raise LexiconError(f"{path}: {row['pattern']} does not match its example {row['example']}")
    return pattern
