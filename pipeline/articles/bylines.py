"""Bylines: text → the names in it and whether anything else is there.

Works on the matching view; a `Name` keeps its offsets, so that the name can be taken from the text as written.
Three places are looked at: the start of a body (`本报讯（记者 李明 通讯员 王 芳）`), a line of its own
(`□本报记者 李明`), and the end of a paragraph (`……。（李明 摄）`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.articles import credits, datelines
from pipeline.articles.lines import squash
from pipeline.articles.meta_lines import PEOPLE, Entry, MetaReader
from pipeline.articles.names import AGENCY, MEDIA, RANK, UNIT_AND_NAME, NameReader
from pipeline.articles.roles import Name, RoleReader, alternatives
from pipeline.patterns import regex
from pipeline.records.record import record

_BULLET = regex(r"^[ 　]*[○□■◇◆○●◎△▲▽▼☆★※◢◤/／—\-]+[ 　]*")


_SPACED_NAME = regex(r"\p{Han}[ 　]{1,2}\p{Han}")
# No byline ends with one of these.
_SENTENCE_ENDS = ("。", "！", "？", "!", "?")
# No byline that is broken over two lines is longer.
_BROKEN = 40
_REPORTED_FROM = regex(
    r"[ :：]*(?P<names>\p{Han}{2,3}(?:[、， ]\p{Han}{2,3}){0,4}?)[ 　]?(?:\p{Han}{2,3})?(?:摄影|图文|综合)?报道。"
)
# Names alone: so long a line at most, of so many characters; and behind the last sentence.
_BARE = 24
_NAMES = regex(r"(?:\p{Han}|·){1,10}(?:[ 　、]{1,4}(?:\p{Han}|·){1,10}){0,5}")
_LAST_NAME = regex(r"[。！？!?”][ 　]+(?P<name>\p{Han}{2,3}|\p{Han}[ 　]{1,2}\p{Han})[ 　]*$")


@record
class Byline:
    """A byline at `start`..`end` of the text that was read, with its names in order."""

    start: int
    end: int
    names: tuple[Name, ...] = ()


@record
class BylineReader:
    """Reads bylines with the role words and surnames of the model folder."""

    roles: RoleReader
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    people: NameReader
    meta: MetaReader

    @classmethod
    def load(cls, directory: Path) -> BylineReader:
        """Read roles.tsv, surnames.tsv, not_names.tsv and meta_keys.tsv; LexiconError on a fault."""
        roles = RoleReader.load(directory)
        words = alternatives(roles.kinds)
        nouns = alternatives(
            w for w, k in roles.kinds.items() if k in ("reporter", "correspondent", "trainee")
        )
        return cls(
            roles,
            regex(
                rf"[ 　]*(?:{MEDIA}[-—/、 ]*){{0,3}}{RANK}{{0,3}}(?P<noun>{nouns})(?=[ 　:：/|｜丨]*\p{{Han}})"
            ),
            regex(
                rf"(?:[。！？!?…”』》）)]|\s{{2,}})[ 　]*(?P<line>[□■◇◆●○◎]?(?:{MEDIA}[-—/、 ]*){{0,3}}{RANK}{{0,3}}"
                rf"(?:{nouns}|(?<=[□■◇◆●○◎]))[^。！？!?，]{{2,60}}"
                rf"|(?:{words}) ?[:：/|｜丨][^。！？!?，,；;“”]{{2,40}}"
                r"|[^。！？!?，,；;：:“”《》（）()]{2,24}(?:摄|摄影报道|供图|文/图|文/摄|图/文|图文报道)"
                rf"|(?:{MEDIA}发[ 　]*)?[（(【\[［〔](?P<inner>[^（）()【】\[\]［］〔〕。！？]{{2,48}})[）)】\]］〕])[ 　]*$"
            ),
            roles.people,
            MetaReader.load(directory),
        )

    def at_start(self, text: str) -> Byline | None:
        """The byline that a body begins with, `本报讯（记者 李明）`; None where there is none."""
        if whole := datelines.BRACKETED.match(text):
            # （本报讯 记者李明）, 【本报记者李明报道】
            low = datelines.end(text, whole.start("inner")) or whole.start("inner")
            names, strange, roles = self.roles.names(text, low, whole.end("inner"), bare_reporter=False)
            if roles and names and strange == 0:
                return self._more_brackets(text, whole.end(), names)
            if datelines.LEAD.match(text, whole.end()) and (lone := self._lone_name(text[: whole.end()])):
                return replace(lone, end=whole.end()) if self._all_known(text, lone.names) else None
        dated = datelines.end(text, 0)
        at = dated or 0
        if dated and (bracket := datelines.BRACKETED.match(text, at)):
            names, strange, roles = self.roles.names(text, *bracket.span("inner"), bare_reporter=False)
            round_ = text[bracket.start("inner") - 1] in "（("
            if roles or (round_ and (names or strange == 0)):
                return self._more_brackets(text, bracket.end(), names)
        if free := self._free(text, at, dated=dated is not None):
            return free
        return Byline(0, datelines.after(text, at)) if dated else None

    def _more_brackets(self, text: str, at: int, names: list[Name]) -> Byline:
        """The byline whose first brackets end at `at`, with those that follow: （记者 李明）（通讯员 王芳）."""
        while bracket := datelines.BRACKETED.match(text, at):
            more, strange, roles = self.roles.names(text, *bracket.span("inner"), bare_reporter=False)
            if not (roles and more) or strange:
                break
            names, at = names + more, bracket.end()
        return Byline(0, datelines.after(text, at), tuple(names))

    def _free(self, text: str, at: int, *, dated: bool) -> Byline | None:
        """`记者 李明 通讯员 王芳报道：` or `本报记者 李明  近日` at the head of a body, without brackets."""
        at = datelines.separators(text, at) if dated else at
        lead = self.lead.match(text, at)
        if not (lead or dated):
            return None
        if reported := datelines.REPORTED.match(text, at):
            end = reported.end("names")
            names, strange, _ = self.roles.names(text, at, end, bare_reporter=False)
            if len(names) > 1 and names[-1].end == end and self._is_place(text[names[-1].start : end]):
                names = names[:-1]
            if names and not strange and (lead or self._all_known(text, names)):
                return Byline(0, reported.end(), tuple(names))
        if not lead:
            return None
        found: list[Name] = []
        roles = 0
        while role := self.lead.match(text, datelines.separators(text, at)):
            kind = self.roles.kinds[squash(role["noun"])]
            reporter = kind == "reporter" or (kind == "trainee" and bool(found) and found[-1].reporter)
            names_here, stop = self.people.run(text, role.end(), self.lead)
            if not names_here:
                break
            found += [Name(a, b, reporter) for a, b in names_here]
            at, roles = stop, roles + 1
        if not found:
            return None
        end = datelines.after(text, at)
        speaks = text[at:end].strip() in (":", "：") and not dated and len(found) == 1
        if speaks or (end == at and at < len(text)):
            # 记者李明：… is a question of an interview; 记者李明从… a sentence.
            return None
        return Byline(0, end, tuple(found))

    def _is_place(self, word: str) -> bool:
        """Whether the word before 报道 says where from: 记者 李明 厦门报道."""
        return " " not in word and not self.people.known(word)

    def _all_known(self, text: str, names: Iterable[Name]) -> bool:
        return all(self.people.known(text[n.start : n.end]) for n in names)

    def starts(self, text: str) -> bool:
        """Whether a line begins a body with a dateline or a byline in brackets (also one cut by the line's end)."""
        if datelines.end(text, 0) is not None:
            return True
        if text[:1] in "（(【[" and self.lead.match(text, 1):
            byline = self.at_start(text)
            return byline is not None and byline.end < len(text) - 4
        if byline := self.at_start(text):
            return byline.end < len(text) - 12
        return False

    def line(self, text: str, *, closing: bool = False) -> Byline | None:
        """The byline that a line consists of; None where the line is anything else.

        `closing` tells that a full sentence stands before it: whoever is named behind a role there is a person,
        whatever the surname.
        """
        if len(text) > 120:
            return None
        if "。" in text:
            return self._reported(text)
        if text[-1:] in ("？", "?") and text[-2:-1] in ("）", ")"):
            # A character that the page's encoding lost.
            text = text[:-1]
        if credits.SIZES.match(text):
            return None
        if credits.NO_PICTURE_CREDIT.fullmatch(text):
            return Byline(0, len(text))
        entries = self.meta.read(text)
        if entries is not None or credits.META.search(text):
            return self._meta(text, self._authors(text) if entries is None else entries)
        start = 0
        bullet = _BULLET.match(text)
        if bullet and not text.startswith("—"):
            start = bullet.end()
        bracketed = text[start : start + 1] in set("（([【［〔") and text.rstrip()[-1:] in set("）)]】］〕")
        names, strange, roles = self.roles.names(text, start, len(text), bare_reporter=False)
        if not (closing and bracketed) and any(self._runs_into(text, n) for n in names):
            return None
        if roles and names and strange <= (1 if start else 0):
            return Byline(0, len(text), tuple(names))
        inner = text[start:].strip(" 　（）()【】[]［］〔〕")
        if (start or bracketed) and (unit := UNIT_AND_NAME.fullmatch(inner)):
            low, high = unit.span("name")
            at = text.index(inner)
            return Byline(0, len(text), (Name(at + low, at + high, False),))
        if start and names and not roles and strange <= 1:
            return Byline(0, len(text), tuple(names[-3:]))
        if bracketed:
            if closing and credits.OF_WORK.fullmatch(inner):
                return Byline(0, len(text))
            if AGENCY.fullmatch(inner) or credits.OF_PAGE.fullmatch(inner) or (roles and strange == 0):
                return Byline(0, len(text), tuple(names))
            if not names and not strange and self.people.is_unit(inner):
                return Byline(0, len(text))
            if names and not strange and self._all_known(text, names):
                return Byline(0, len(text), tuple(names))
            if closing and names and (several := self.bare(inner, strict=False)) and len(several.names) > 1:
                at = text.index(inner)
                found = tuple(Name(n.start + at, n.end + at, False) for n in several.names)
                return Byline(0, len(text), found)
            return self._lone_name(text)
        if (
            len(text) <= 24
            and re.match(r"(?:来源|转自|原载|据)[:： ]|据新华社", text)
            and AGENCY.fullmatch(text)
        ):
            return Byline(0, len(text))
        if _SPACED_NAME.fullmatch(text) and self.people.known(text):
            return Byline(0, len(text), (Name(0, len(text), False),))
        return None

    def _reported(self, text: str) -> Byline | None:
        """The byline of a closing line in the form of a sentence: 新华社记者乔一白塔报道。"""
        if not (lead := self.lead.match(text)) or not (closed := _REPORTED_FROM.fullmatch(text, lead.end())):
            return None
        names, strange = self.people.split(text, *closed.span("names"), strict=True)
        if strange or not names:
            return None
        return Byline(0, len(text), tuple(Name(a, b, True) for a, b in names))

    def bare(self, text: str, *, strict: bool = True) -> Byline | None:
        """The byline of a line that is nothing but a few names: 乔一 甄二; None where it is anything else.

        `strict` asks for surnames that are known.
        """
        if len(text) > _BARE or not _NAMES.fullmatch(text):
            return None
        found, strange = self.people.split(text, 0, len(text), strict=strict)
        if strange or not found or not all(2 <= b - a <= 4 or "·" in text[a:b] for a, b in found):
            return None
        return Byline(0, len(text), tuple(Name(a, b, True) for a, b in found))

    def last_name(self, text: str) -> Byline | None:
        """The name that stands alone behind the last sentence of a body: ……比武。 乔一."""
        found = _LAST_NAME.search(text, max(0, len(text) - _BARE))
        if not found or not (byline := self.bare(text[found.start("name") : found.end("name")])):
            return None
        at = found.start("name")
        names = tuple(Name(n.start + at, n.end + at, False) for n in byline.names)
        return Byline(at, len(text), names) if names else None

    def broken(self, text: str, below: str) -> bool:
        """Whether a line that begins with a role and the line below it are one byline broken inside a name."""
        if len(text) + len(below) > _BROKEN or "，" in below:
            return False
        bullet = _BULLET.match(text)
        if not self.lead.match(text, bullet.end() if bullet else int(text[:1] in "（(【[")):
            return False
        whole, first = self.line(text + below), self.line(text)
        if whole is None or self.line(below):
            return False
        return len(whole.names) > (len(first.names) if first else 0)

    def _lone_name(self, text: str) -> Byline | None:
        """A single name in brackets, also one whose surname is rare: （普阿珍）; None where the word is no name."""
        lone = credits.LONE.fullmatch(text)
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

    def _authors(self, text: str) -> Iterator[Entry]:
        """The authors of a line that holds more than keys and values."""
        for found in credits.AUTHOR.finditer(text):
            kind = self.roles.kinds.get(found["key"] or found["role"], "author")
            yield Entry(kind, *found.span("value"))

    def _meta(self, text: str, entries: Iterable[Entry]) -> Byline | None:
        """The authors in a line of a web page that gives source, author and time; None where it names none."""
        names: list[Name] = []
        for entry in entries:
            if entry.kind not in PEOPLE:
                continue
            value = text[entry.start : entry.end]
            if self.lead.match(value):
                # 作者：本报见习记者 李明
                names += self.roles.names(text, entry.start, entry.end, bare_reporter=False)[0]
            else:
                reporter = entry.kind in ("reporter", "credit")
                found, _ = self.people.split(text, entry.start, entry.end, strict=False)
                names += [Name(a, b, reporter) for a, b in found]
        return Byline(0, len(text), tuple(names)) if names else None

    def at_end(self, text: str) -> Byline | None:
        """The byline that the last paragraph ends with; None where there is none."""
        if text.rstrip(" 　").endswith(_SENTENCE_ENDS):
            return None
        low = max(0, len(text) - 90)
        for found in self.tail.finditer(text, low):
            start, end = found.span("line")
            byline = self.line(text[start:end], closing=text[:start].rstrip()[-1:] in set("。！？”"))
            if byline and (
                byline.names or not found["inner"] or self._nameless(text, found["inner"].strip(), start)
            ):
                shift = tuple(Name(n.start + start, n.end + start, n.reporter) for n in byline.names)
                return Byline(start, len(text), shift)
        return None

    def _nameless(self, text: str, inner: str, start: int) -> bool:
        """Whether what stands in brackets at `start` signs for a paper or, behind a full sentence, for a body."""
        return bool(AGENCY.fullmatch(inner) or credits.OF_PAGE.fullmatch(inner)) or (
            text[:start].rstrip()[-1:] in set("。！？”")
            and (
                self.people.is_unit(inner)
                or bool(credits.OF_UNIT.fullmatch(inner) or credits.OF_WORK.fullmatch(inner))
            )
        )
