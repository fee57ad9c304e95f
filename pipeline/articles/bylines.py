"""Bylines: text → the names in it and whether anything else is there.

Works on the matching view; a `Name` keeps its offsets, so that the name can be taken from the text as written.
Three places are looked at: the start of a body (`本报讯（记者 李明 通讯员 王 芳）`), a line of its own
(`□本报记者 李明`), and the end of a paragraph (`……。（李明 摄）`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.articles.names import AGENCY, MEDIA, NameReader
from pipeline.lexicon import LexiconError, read_table

_KINDS = ("reporter", "correspondent", "credit", "author", "other")
_RANK = r"(?:驻\S{1,4}?|全媒体|融媒体|融媒|新媒体|见习|实习|首席|高级|资深|特约|特派|特邀|专职|文字|(?:摄影|视频)(?!报道|/)|签约|优秀|骨干|全媒|体育|财经)"
# 本报讯, 本报南京5月8日讯, 据新华社北京5月8日电, 中工网讯
_DATELINE = re.compile(
    rf"[ 　■◆●□◇○★☆▲△◎【\[]*(?:据)?(?:{MEDIA}[-—/、 ]*){{1,3}}"
    r"(?:(?!通讯|记者|特约|特派|评论|见习|实习|首席)[\u4e00-\u9fff·、]){0,12}?"
    r"(?: ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日 ?)?(?:专?电|(?<!通)讯|消息|快讯)(?![\u4e00-\u9fff]{0,2}(?:机|网|梯|话|录|器))[】\]]?"
)
# 白塔讯（乔一）
_LOCAL_DATELINE = re.compile(
    r"[ 　]*[\u4e00-\u9fff]{2,4}(?<![通资短喜简音电快死问审])讯(?=[ 　]?[（(][\u3400-\u9fff 　、]{2,24}[）)])"
)
_PARENTHESIS = re.compile(r"[ 　]*[（(]([^（）()\n]{1,80})[）)]")
_AFTER = re.compile(r"[ 　]*[:：]?[ 　]*")
_BULLET = re.compile(r"^[ 　]*[□■◇◆○●◎△▲▽▼☆★※◢◤/／—\-]+[ 　]*")


_RUN = r"[ 　:：]*(?P<names>[\u3400-\u9fff]{1,4}(?:[ 　、，/]{1,3}[\u3400-\u9fff]{1,4}){0,5}?)[ 　]*"
_REPORTED = re.compile(
    rf"{_RUN}(?:发自\S{{1,6}} ?|[\u4e00-\u9fff]{{0,3}})(?:摄影|图文|综合)?报道[:：，, 　]*"
)
_NAMES_THEN_BLANK = re.compile(rf"{_RUN}(?:[:：]|[ 　]+)[ 　]*")
_REPORTED_BY = re.compile(
    r"[ 　]*([\u3400-\u9fff]{2,4}(?:[、 　][\u3400-\u9fff]{2,4})?)[ 　]?(?:摄影)?报道[:：，, 　]*"
)
# 来源：某报 作者：李明 发布时间：…: keys of a web page's line beside the author's.
_META = re.compile(
    r"(?:来源|时间|日期|浏览|点击|阅读|编辑|编审|审核|责编|校对|发布|字号|字体|单位)\S{0,4} ?[:：]|(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}"
)
_AUTHOR = re.compile(
    r"(?:(?P<role>作者|记者|通讯员) |(?P<key>作者|记者|通讯员|撰稿|撰稿人|供稿|供稿人|撰文|文字|文|摄影|图片|图|投稿人) ?[:：/] ?)"
    r"(?P<value>(?:(?!\S{1,5}[:：/])(?! ?(?:19|20)[0-9]{2})[\u3400-\u9fff·、，, 　])+)"
)

_LONE = re.compile(
    r"[ 　]*[（(][ 　]*(?P<name>[\u3400-\u9fff]{2,3}|[\u3400-\u9fff](?:[ 　]{1,2}[\u3400-\u9fff]){1,2})[ 　]*[）)][ 　]*"
)

# （图片由受访者提供）
_NO_PICTURE_CREDIT = re.compile(
    r"[（(]?(?:本版|文中|本文|以上)?(?:图片|照片|供图|图)[^。，]{0,14}(?:提供|供图|资料|来源|所摄)[^。，]{0,8}[）)]?"
    r"|[（(]?[\u4e00-\u9fff]{5,16}供图[）)]?"
    r"|[（(](?:受访者|采访对象|资料)[^。，]{0,8}[）)]"
)


# No byline that is broken over two lines is longer.
_BROKEN = 40


@dataclass(frozen=True, slots=True)
class Name:
    """A person in a byline: offsets in the text that was read, and whether 记者 or a photo credit goes with it."""

    start: int
    end: int
    reporter: bool


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline at `start`..`end` of the text that was read, with its names in order."""

    start: int
    end: int
    names: tuple[Name, ...] = ()


@dataclass(frozen=True)
class BylineReader:
    """Reads bylines with the role words and surnames of the model folder."""

    kinds: dict[str, str]
    role: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    people: NameReader

    @classmethod
    def load(cls, directory: Path) -> BylineReader:
        """Read roles.tsv, surnames.tsv and not_names.tsv; LexiconError on a fault."""
        path = directory / "roles.tsv"
        kinds: dict[str, str] = {}
        for row in read_table(path, ["word", "kind", "example"], key=["word"]):
            if row["kind"] not in _KINDS:
                raise LexiconError(f"{path}: unknown kind {row['kind']!r}")
            kinds[row["word"]] = row["kind"]
        words = _alternatives(kinds)
        nouns = _alternatives(w for w, k in kinds.items() if k in ("reporter", "correspondent"))
        role = rf"(?:{MEDIA}[-—/、 ]*){{0,3}}{_RANK}{{0,3}}(?P<word>{words})"
        return cls(
            kinds,
            re.compile(role),
            re.compile(
                rf"[ 　]*(?:{MEDIA}[-—/、 ]*){{0,3}}{_RANK}{{0,3}}(?:{nouns})(?=[ 　:：]*[\u3400-\u9fff])"
            ),
            re.compile(
                rf"(?:[。！？!?…”』》）)]|\s{{2,}})[ 　]*(?P<line>[□■◇◆●]?(?:{MEDIA}[-—/、 ]*){{0,3}}{_RANK}{{0,3}}"
                rf"(?:{nouns}|(?<=[□■◇◆●]))[^。！？!?，]{{2,60}}"
                r"|[^。！？!?，,；;：:“”《》（）()]{2,24}(?:摄|摄影报道|供图|文/图|文/摄|图/文|图文报道)"
                rf"|(?:{MEDIA}发[ 　]*)?[（(](?P<inner>[^（）()。！？]{{2,48}})[）)])[ 　]*$"
            ),
            NameReader.load(directory),
        )

    def at_start(self, text: str) -> Byline | None:
        """The byline that a body begins with, `本报讯（记者 李明）`; None where there is none."""
        dateline = _DATELINE.match(text) or _LOCAL_DATELINE.match(text)
        at = dateline.end() if dateline else 0
        if bracket := _PARENTHESIS.match(text, at):
            names, strange, roles = self._names(text, bracket.start(1), bracket.end(1), bare_reporter=False)
            if (dateline and (names or roles or strange == 0)) or (roles and names and strange == 0):
                end = _AFTER.match(text, bracket.end())
                return Byline(0, end.end() if end else bracket.end(), tuple(names))
        if (role := self.lead.match(text, at)) and (run := self._run_of_names(text, at, role.end())):
            again = self.lead.match(text, run.end)
            more = self._run_of_names(text, run.end, again.end()) if again else None
            return Byline(0, more.end, run.names + more.names) if more else run
        if not dateline:
            return None
        if reported := _REPORTED_BY.match(text, at):
            names, strange, _ = self._names(text, reported.start(1), reported.end(1), bare_reporter=False)
            if names and not strange:
                return Byline(0, reported.end(), tuple(names))
        end = _AFTER.match(text, at)
        return Byline(0, end.end() if end else at)

    def starts(self, text: str) -> bool:
        """Whether a line begins a body with a dateline or a byline in brackets (also one cut by the line's end)."""
        if _DATELINE.match(text):
            return True
        if text[:1] in "（(" and self.lead.match(text, 1):
            byline = self.at_start(text)
            return byline is not None and byline.end < len(text) - 4
        if byline := self.at_start(text):
            return byline.end < len(text) - 12
        return False

    def line(self, text: str) -> Byline | None:
        """The byline that a line consists of; None where the line is anything else."""
        if len(text) > 120 or "。" in text:
            return None
        if _META.search(text):
            return self._meta(text)
        if _NO_PICTURE_CREDIT.fullmatch(text):
            return Byline(0, len(text))
        start = 0
        bullet = _BULLET.match(text)
        if bullet and not text.startswith("—"):
            start = bullet.end()
        bracketed = text[start:].startswith(("（", "(")) and text.rstrip().endswith(("）", ")"))
        names, strange, roles = self._names(text, start, len(text), bare_reporter=False)
        if any(self._runs_into(text, n) for n in names):
            return None
        if roles and names and strange <= (1 if start else 0):
            return Byline(0, len(text), tuple(names))
        if start and names and not roles and strange <= 1:
            return Byline(0, len(text), tuple(names[-3:]))
        if bracketed:
            inner = text[start:].strip(" 　（）()【】[]")
            if AGENCY.fullmatch(inner) or (roles and strange == 0):
                return Byline(0, len(text), tuple(names))
            if names and not strange and all(self.people.known(text[n.start : n.end]) for n in names):
                return Byline(0, len(text), tuple(names))
            return self._lone_name(text)
        if (
            len(text) <= 24
            and re.match(r"(?:来源|转自|原载|据)[:： ]|据新华社", text)
            and AGENCY.fullmatch(text)
        ):
            return Byline(0, len(text))
        if re.fullmatch(r"[\u3400-\u9fff][ 　]{1,2}[\u3400-\u9fff]", text) and self.people.known(text):
            return Byline(0, len(text), (Name(0, len(text), False),))
        return None

    def broken(self, text: str, below: str) -> bool:
        """Whether a line that begins with a role and the line below it are one byline broken inside a name."""
        if len(text) + len(below) > _BROKEN or "，" in below or not self.lead.match(text):
            return False
        whole, first = self.line(text + below), self.line(text)
        if whole is None or self.line(below):
            return False
        return len(whole.names) > (len(first.names) if first else 0)

    def _lone_name(self, text: str) -> Byline | None:
        """A single name in brackets, also one whose surname is rare: （普阿珍）; None where the word is no name."""
        lone = _LONE.fullmatch(text)
        if not lone:
            return None
        names, strange = self.people.split(text, *lone.span("name"), strict=False)
        if strange or len(names) != 1:
            return None
        return Byline(0, len(text), (Name(names[0][0], names[0][1], False),))

    def _runs_into(self, text: str, name: Name) -> bool:
        """Whether a word without a surname is written on to a role word: 记者走基层 names nobody."""
        before = text[name.start - 1 : name.start]
        return bool(re.match(r"[员者]", before)) and not self.people.known(text[name.start : name.end])

    def _meta(self, text: str) -> Byline | None:
        """The authors in a line of a web page that gives source, author and time; None where it names none."""
        names: list[Name] = []
        for found in _AUTHOR.finditer(text):
            value, _ = self.people.split(text, *found.span("value"), strict=False)
            kind = self.kinds.get(found["key"] or found["role"], "author")
            names += [Name(a, b, kind in ("reporter", "credit")) for a, b in value]
        return Byline(0, len(text), tuple(names)) if names else None

    def at_end(self, text: str) -> Byline | None:
        """The byline that the last paragraph ends with; None where there is none."""
        low = max(0, len(text) - 90)
        for found in self.tail.finditer(text, low):
            start, end = found.span("line")
            byline = self.line(text[start:end])
            if byline and (byline.names or not found["inner"] or AGENCY.fullmatch(found["inner"].strip())):
                shift = tuple(Name(n.start + start, n.end + start, n.reporter) for n in byline.names)
                return Byline(start, len(text), shift)
        return None

    def _run_of_names(self, text: str, start: int, at: int) -> Byline | None:
        """`记者 李明 王芳报道：` or `本报记者 李明  近日` at the head of a body, without brackets."""
        head = _REPORTED.match(text, at) or _NAMES_THEN_BLANK.match(text, at)
        if not head:
            return None
        names, strange, _ = self._names(text, head.start("names"), head.end("names"), bare_reporter=True)
        kind = "correspondent" if re.search(r"通[讯信]员", text[start:at]) else "reporter"
        if not names or strange or not all(self.people.known(text[n.start : n.end]) for n in names):
            return None
        return Byline(0, head.end(), tuple(Name(n.start, n.end, kind == "reporter") for n in names))

    def _names(self, text: str, start: int, end: int, *, bare_reporter: bool) -> tuple[list[Name], int, bool]:
        """The names in text[start:end], how many words are neither name, role nor body, and whether a role stands there."""
        roles = [m for m in self.role.finditer(text, start, end) if self._is_role(text, m, start, end)]
        words = [self.kinds[m["word"]] for m in roles]
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
            names += [Name(a, b, bare_reporter or before in ("reporter", "credit")) for a, b in found]
        return names, sum(odd for _, odd in stretches), bool(roles)

    def _is_role(self, text: str, match: re.Match[str], start: int, end: int) -> bool:
        """Short role words (文, 图, 摄, 发) count only where they stand free: `李明 摄`, `文/李明`."""
        word = match["word"]
        if len(word) > 1 and self.kinds[word] not in ("other", "author"):
            return True
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        free = " 　、，/|／:：（）()【】[]"
        if word in ("摄", "供图", "报道", "整理", "发"):
            return after in free
        return before in free and after in free


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
