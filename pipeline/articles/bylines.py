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

from pipeline.lexicon import LexiconError, read_table

_KINDS = ("reporter", "correspondent", "credit", "author", "other")
_MEDIA = (
    r"(?:本报|本网|本刊|本台|本社|新华社|新华网|中新社|中新网|人民网|央视网|中工网|"
    r"[\u4e00-\u9fff]{2,8}?(?:日报|晚报|早报|晨报|午报|时报|周报|商报|都市报|工人报|劳动报|职工报|杂志|客户端|电视台|新闻网|融媒体中心|融媒体))"
)
_RANK = r"(?:驻\S{1,4}?|全媒体|融媒体|融媒|新媒体|见习|实习|首席|高级|资深|特约|特派|特邀|专职|文字|(?:摄影|视频)(?!报道|/)|签约|优秀|骨干|全媒|体育|财经)"
# 本报讯, 本报南京5月8日讯, 据新华社北京5月8日电, 中工网讯
_DATELINE = re.compile(
    rf"[ 　■◆●□◇○★☆▲△◎【\[]*(?:据)?(?:{_MEDIA}[-—/、 ]*){{1,3}}"
    r"(?:(?!通讯|记者|特约|特派|评论|见习|实习|首席)[\u4e00-\u9fff·、]){0,12}?"
    r"(?: ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日 ?)?(?:专?电|(?<!通)讯|消息|快讯)(?![\u4e00-\u9fff]{0,2}(?:机|网|梯|话|录|器))[】\]]?"
)
_PARENTHESIS = re.compile(r"[ 　]*[（(]([^（）()\n]{1,80})[）)]")
_AFTER = re.compile(r"[ 　]*[:：]?[ 　]*")
_BULLET = re.compile(r"^[ 　]*[□■◇◆○●◎△▲▽▼☆★※◢◤/／—\-]+[ 　]*")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,6}(?:·[\u3400-\u9fff]{1,8}){1,3}")
_TOKEN = re.compile(r"(?:发自|发于)\S+|[^ 　、，,;；/|／:：（）()\[\]【】]+")
_HARD = "、，,;；/|／:：（）()[]【】"
_ORGANISATION = re.compile(
    r".*(?:工会|联合会|公司|集团|委员会|总队|支队|大队|学院|大学|学校|中学|小学|医院|银行|报社|中心|协会|街道|镇|乡|村|社区|开发区|园区|"
    r"市|县|区|省|厅|局|部|处|科|室|委|办|院|所|站|厂|矿|段|社|报|网|台|队|行|店|库|政府|宣传|机关|党委|电力|供电|铁路|油田|石化|建筑|中铁\S*|中建\S*)"
)
_NOT_NAMES = frozenset(
    "手记 调查 观察 走访 从业 探访 获悉 了解 日前 近日 昨日 昨天 今日 今天 专访 连线 体验 来信 节日 视线 视角 视野 之家 协会 站 发自 "
    "本刊 本台 资料 图片 照片 图表 文字 供图 摄影 报道 综合 整理 编译 编辑 责编 校对 受访者 提供 主办 完 完稿 未完 待续 下同 左一 右一 "
    "左二 右二 前排 后排 左三 右三 中 左 右 图为 同上 单位 新闻 要闻 会议 会上 会后 当天 当日 上午 下午 晚上 记录 口述 讲述 执笔".split()
)
_AGENCY_ONLY = re.compile(
    rf"(?:据|来源[:：]?|转自|原载|选自|摘自)? ?《?(?:{_MEDIA}|新华社|综合\S{{0,8}}|[\u4e00-\u9fff]{{2,8}}(?:报|社|网|公众号))》?(?:电|讯|消息|报道|发|供图|综合)?"
)


# 来源：某报 作者：李明 发布时间：…: keys of a web page's line beside the author's.
_META = re.compile(r"(?:来源|时间|日期|浏览|点击|阅读|编辑|编审|审核|责编|校对|发布|字号|字体|单位)\S{0,4} ?[:：]|(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}")
_AUTHOR = re.compile(
    r"(?P<key>作者|记者|通讯员|撰稿|撰稿人|供稿|供稿人|撰文|文字|文|摄影|图片|图|投稿人) ?[:：/] ?"
    r"(?P<value>(?:(?!\S{1,5}[:：/])(?! ?(?:19|20)[0-9]{2})[\u3400-\u9fff·、，, 　])+)"
)


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
    surnames: frozenset[str]

    @classmethod
    def load(cls, directory: Path) -> BylineReader:
        """Read roles.tsv and surnames.tsv; LexiconError on a fault."""
        path = directory / "roles.tsv"
        kinds: dict[str, str] = {}
        for row in read_table(path, ["word", "kind", "example"], key=["word"]):
            if row["kind"] not in _KINDS:
                raise LexiconError(f"{path}: unknown kind {row['kind']!r}")
            kinds[row["word"]] = row["kind"]
        surnames = frozenset(r["surname"] for r in read_table(directory / "surnames.tsv", ["surname"], key=["surname"]))
        words = _alternatives(kinds)
        people = _alternatives(w for w, k in kinds.items() if k in ("reporter", "correspondent"))
        role = rf"(?:{_MEDIA}[-—/、 ]*){{0,3}}{_RANK}{{0,3}}(?P<word>{words})"
        return cls(
            kinds,
            re.compile(role),
            re.compile(rf"[ 　]*(?:{_MEDIA}[-—/、 ]*){{0,3}}{_RANK}{{0,3}}(?:{people})(?=[ 　:：]*[\u3400-\u9fff])"),
            re.compile(
                rf"(?:[。！？!?…”』》）)]|\s{{2,}})[ 　]*(?P<line>[□■◇◆●]?(?:{_MEDIA}[-—/、 ]*){{0,3}}{_RANK}{{0,3}}"
                rf"(?:{people}|(?<=[□■◇◆●]))[^。！？!?，]{{2,60}}"
                r"|[^。！？!?，,；;：:“”《》（）()]{2,24}(?:摄|摄影报道|供图|文/图|文/摄|图/文|图文报道)"
                rf"|(?:{_MEDIA}发[ 　]*)?[（(](?P<inner>[^（）()。！？]{{2,48}})[）)])[ 　]*$"
            ),
            surnames,
        )

    def at_start(self, text: str) -> Byline | None:
        """The byline that a body begins with, `本报讯（记者 李明）`; None where there is none."""
        dateline = _DATELINE.match(text)
        at = dateline.end() if dateline else 0
        if bracket := _PARENTHESIS.match(text, at):
            names, strange, roles = self._names(text, bracket.start(1), bracket.end(1), bare_reporter=False)
            if (dateline and (names or roles or strange == 0)) or (roles and names and strange == 0):
                end = _AFTER.match(text, bracket.end())
                return Byline(0, end.end() if end else bracket.end(), tuple(names))
        if role := self.lead.match(text, at):
            if run := self._run_of_names(text, at, role.end()):
                return run
        if not dateline:
            return None
        if reported := re.compile(r"[ 　]*([\u3400-\u9fff]{2,4}(?:[、 　][\u3400-\u9fff]{2,4})?)[ 　]?(?:摄影)?报道[:：，, 　]*").match(text, at):
            names, strange, _ = self._names(text, reported.start(1), reported.end(1), bare_reporter=False)
            if names and not strange:
                return Byline(0, reported.end(), tuple(names))
        end = _AFTER.match(text, at)
        return Byline(0, end.end() if end else at)

    def starts(self, text: str) -> bool:
        """Whether a line begins a body with a dateline or a byline in brackets (also one cut by the line's end)."""
        if dateline := _DATELINE.match(text):
            return len(text) > dateline.end() or True
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
        start = 0
        bullet = _BULLET.match(text)
        if bullet and not text.startswith("—"):
            start = bullet.end()
        bracketed = text[start:].startswith(("（", "(", "【", "[")) and text.rstrip().endswith(("）", ")", "】", "]"))
        names, strange, roles = self._names(text, start, len(text), bare_reporter=False)
        if roles and names and strange <= (1 if start else 0):
            return Byline(0, len(text), tuple(names))
        if start and names and not roles and strange <= 1:
            return Byline(0, len(text), tuple(names[-3:]))
        if bracketed:
            inner = text[start:].strip(" 　（）()【】[]")
            if _AGENCY_ONLY.fullmatch(inner) or (roles and strange == 0):
                return Byline(0, len(text), tuple(names))
            if names and not strange and all(self._surname(text, n) for n in names):
                return Byline(0, len(text), tuple(names))
            return None
        if roles and not strange and not names and len(text) <= 24 and re.search("受访者|资料|提供|供图", text):
            return Byline(0, len(text))
        if len(text) <= 24 and re.match(r"(?:来源|转自|原载|据)[:： ]|据新华社", text) and _AGENCY_ONLY.fullmatch(text):
            return Byline(0, len(text))
        if re.fullmatch(r"[\u3400-\u9fff][ 　]{1,2}[\u3400-\u9fff]", text) and self._surname(text, Name(0, len(text), False)):
            return Byline(0, len(text), (Name(0, len(text), False),))
        return None

    def _meta(self, text: str) -> Byline | None:
        """The authors in a line of a web page that gives source, author and time; None where it names none."""
        names: list[Name] = []
        for found in _AUTHOR.finditer(text):
            value, _ = self._split(text, *found.span("value"), strict=False)
            kind = self.kinds.get(found["key"], "author")
            names += [Name(a, b, kind in ("reporter", "credit")) for a, b in value]
        return Byline(0, len(text), tuple(names)) if names else None

    def at_end(self, text: str) -> Byline | None:
        """The byline that the last paragraph ends with; None where there is none."""
        low = max(0, len(text) - 90)
        for found in self.tail.finditer(text, low):
            start, end = found.span("line")
            byline = self.line(text[start:end])
            if byline and (byline.names or not found["inner"] or _AGENCY_ONLY.fullmatch(found["inner"].strip())):
                shift = tuple(Name(n.start + start, n.end + start, n.reporter) for n in byline.names)
                return Byline(start, len(text), shift)
        return None

    def _run_of_names(self, text: str, start: int, at: int) -> Byline | None:
        """`记者 李明 王芳报道：` or `本报记者 李明  近日` at the head of a body, without brackets."""
        head = re.compile(
            r"[ 　:：]*(?P<names>[\u3400-\u9fff]{1,4}(?:[ 　、，/]{1,3}[\u3400-\u9fff]{1,4}){0,5}?)[ 　]*"
            r"(?P<close>(?:发自\S{1,6} ?|\S{0,4}?)(?:摄影|图文|综合)?报道[:：，,]?|[:：]|[ 　]{1,})[ 　]*"
        ).match(text, at)
        if not head:
            return None
        names, strange, _ = self._names(text, head.start("names"), head.end("names"), bare_reporter=True)
        kind = "correspondent" if re.search(r"通[讯信]员", text[start:at]) else "reporter"
        if not names or strange or not all(self._surname(text, n) for n in names):
            return None
        return Byline(0, head.end(), tuple(Name(n.start, n.end, kind == "reporter") for n in names))

    def _names(self, text: str, start: int, end: int, *, bare_reporter: bool) -> tuple[list[Name], int, bool]:
        """The names in text[start:end], how many words are neither name, role nor body, and whether a role stands there."""
        roles = [m for m in self.role.finditer(text, start, end) if self._is_role(text, m, start, end)]
        words = [self.kinds[m["word"]] for m in roles]
        stretches = [
            self._split(text, low, high, strict=not before or before == "other")
            for low, high, before in zip(
                [start, *(m.end() for m in roles)], [*(m.start() for m in roles), end], ["", *words], strict=True
            )
        ]
        # 李明/文 王芳/摄: the credit stands behind its name.
        behind = not stretches[-1][0]
        names: list[Name] = []
        for i, (found, _) in enumerate(stretches):
            before, after = words[i - 1] if i else "", words[i] if i < len(words) else ""
            if before not in ("reporter", "correspondent") and (behind or not i) and after in ("credit", "author"):
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

    def _split(self, text: str, start: int, end: int, *, strict: bool) -> tuple[list[tuple[int, int]], int]:
        """Names between two roles: padded ones (`孙 岩`) joined, bodies left out; how many words were neither."""
        tokens = [m.span() for m in _TOKEN.finditer(text, start, end)]
        found: list[tuple[int, int]] = []
        strange = 0
        i = 0
        while i < len(tokens):
            low, high = tokens[i]
            if high - low == 1 and i + 1 < len(tokens):
                after = tokens[i + 1]
                width = after[1] - after[0]
                parted = any(c in _HARD for c in text[high : after[0]])
                if not parted and (width == 1 or (width == 2 and text[low:high] in self.surnames and i + 2 >= len(tokens))):
                    found.append((low, after[1]))
                    i += 2
                    continue
            word = text[low:high]
            if (cut := self._glued(word)) is not None:
                found += [(low, low + cut), (low + cut, high)]
            elif _NAME.fullmatch(word) and word not in _NOT_NAMES and not word.startswith("发自") and not self._is_body(word):
                if strict and not self._known(word):
                    strange += 1
                else:
                    found.append((low, high))
            elif not (_ORGANISATION.fullmatch(word) or word in _NOT_NAMES or _AGENCY_ONLY.fullmatch(word) or word.startswith("发自")):
                strange += 1
            i += 1
        return found, strange

    def _is_body(self, word: str) -> bool:
        """Whether a word that could be a name is the name of a body: 市总工会, 宣传部; but 王社, 李局 are kept as names."""
        return bool(_ORGANISATION.fullmatch(word)) and (len(word) > 3 or not self._known(word))

    def _known(self, word: str) -> bool:
        return word[0] in self.surnames or word[:2] in self.surnames or "·" in word

    def _surname(self, text: str, name: Name) -> bool:
        return self._known(text[name.start : name.end])

    def _glued(self, word: str) -> int | None:
        """Where to cut two names written without a blank between them (王小明李红); None for one name."""
        if not re.fullmatch(r"[\u3400-\u9fff]{5,6}", word) or _ORGANISATION.fullmatch(word):
            return None
        return next((at for at in (3, 2) if word[0] in self.surnames and word[at] in self.surnames and len(word) - at <= 3), None)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
