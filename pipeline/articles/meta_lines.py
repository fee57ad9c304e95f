"""The lines in which a web page tells source, time, author and readers of its article.

`来源：某报 作者：李明 2024-05-08 10:20 浏览次数：12`: keys with their values, and days that need no key. Pages print them
with any separators or none (`来源：某报作者：李明时间：…`), so a value ends where the next key or day begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.articles.lines import Line
from pipeline.lexicon import LexiconError, read_table
from pipeline.patterns import regex
from pipeline.records.record import record
from pipeline.view import view

_KINDS = ("time", "count", "author", "reporter", "correspondent", "credit", "other")
PEOPLE = ("author", "reporter", "correspondent", "credit")
# A longer line is text.
_LONGEST = 200
# No source, author or section has a longer name.
_LONGEST_VALUE, _LONGEST_SOURCE = 36, 16
# A day of the calendar, or of one that begins with the day, 08.05.2024; and the time of day.
_DAY = (
    r"(?<![0-9])(?:(?:19|20)[0-9]{2} ?[-年./] ?[0-9]{1,2} ?[-月./] ?[0-9]{1,2}(?![0-9]{3}) ?日?|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2})"
    r"(?P<hour>[ T]{0,3}[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?(?:[ （(]{0,2}(?:星期|周)[一二三四五六日天][)）]?)?"
)
# A role before a blank is a key inside such a line: 来源：某报 记者 李明.
_ANCHOR = regex(rf"[:：/|｜丨]|(?P<day>{_DAY})|(?<=[ |])(?P<role>作者|记者|通讯员) (?=\p{{Han}})")
_LONGEST_KEY = 6
_SEPARATORS = " |丨｜/、，,;；·>-—_()（）[]【】\t"
# What may stand in front of the first key: an address.
_ADDRESS = regex(
    r"(?:https?:)?(?://)?(?:www\.)?[A-Za-z0-9.\-]+\.(?:cn|com|net|org|gov)[A-Za-z0-9./_\-]{0,60}?(?=[ |]|(?:19|20)[0-9]{2}|$)"
)
# A source without its key behind a day: 2024-05-08 10:20 某某融媒.
_SOURCE = regex(
    r"\p{Han}{2,16}(?:网站?|[日晚早午时周工人]报|社|客户端|中心|电视台|频道|在线|融媒体?|传媒|号|工会)"
)
# A day behind its key, and what no headline holds.
_DAY_TOLD, _STOPS = regex(r"(?:时间|日期) ?[:：] ?(?:19|20)[0-9]{2}"), regex(r"[。；;：:]")
_SHORTEST_HEADLINE = 8
_SENTENCE = regex(r"[。！？!?；“”]")
_NUMBER = regex(r"[0-9.,万+]*(?: ?(?:次|人|条|℃|loading))?(?:[. …]*)", re.IGNORECASE)
# Who sends news without being a person.
_NOBODY = regex(
    r"(?:.{0,20}(?:[部室处科委局办院校站队厂段团所组网报社镇会台]|中心|公司|街道|集团)|管理员|本站|本网|佚名|未知|不详|原创|admin|Admin)?"
)


@record
class Entry:
    """A key's value at `start`..`end` of the line; its kind is that of meta_keys.tsv."""

    kind: str
    start: int
    end: int


@record
class MetaReader:
    """Reads such lines with the keys of the model folder."""

    kinds: dict[str, str]

    @classmethod
    def load(cls, directory: Path) -> MetaReader:
        """Read meta_keys.tsv; LexiconError on a fault."""
        path = directory / "meta_keys.tsv"
        kinds: dict[str, str] = {}
        rows = read_table(path, ["key", "kind", "example"], key=["key"])
        for row in rows:
            if row["kind"] not in _KINDS:
                raise LexiconError(f"{path}: unknown kind {row['kind']!r}")
            kinds[row["key"]] = row["kind"]
        reader = cls(kinds)
        for row in rows:
            if reader.read(view(row["example"])) is None:
                raise LexiconError(f"{path}: {row['key']}: {row['example']} is not read as such a line")
        return reader

    def read(self, text: str) -> list[Entry] | None:
        """The values of a line that holds nothing but keys, values and days; None for any other line."""
        if len(text) > _LONGEST or _SENTENCE.search(text):
            return None
        anchors = list(self._anchors(text))
        if not anchors or not _leads(text[: anchors[0][1]]):
            return None
        entries: list[Entry] = []
        told = False
        for i, (kind, _, end) in enumerate(anchors):
            value = text[end : anchors[i + 1][1] if i + 1 < len(anchors) else len(text)]
            start = end + len(value) - len(value.lstrip(_SEPARATORS))
            value = value.strip(_SEPARATORS)
            if not _fits(kind, value):
                return None
            # A day alone may be a newspaper's, a name alone a byline.
            told = told or kind in ("hour", "time", "count", "other")
            told = told or (kind in PEOPLE and bool(_NOBODY.fullmatch(value)))
            entries.append(Entry(kind, start, start + len(value)))
        return entries if told else None

    def parted(self, line: Line) -> tuple[Line, ...]:
        """A line that is a headline and such a line in one, in two; any other line as it is.

        So text is copied whose page sets both side by side: `白塔区职工比厨艺发布时间：2024-05-08 浏览次数：12`.
        """
        text = line.text
        if len(text) > _LONGEST or not _DAY_TOLD.search(text):
            return (line,)
        start = next((start for kind, start, _ in self._anchors(text) if kind == "time"), 0)
        head = text[:start].rstrip(_SEPARATORS)
        if len(head) < _SHORTEST_HEADLINE or _STOPS.search(head) or self.read(text[start:]) is None:
            return (line,)
        return line.piece(0, len(head)), line.piece(start, len(text))

    def _anchors(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The keys and days of a line: kind, start and end of each."""
        for found in _ANCHOR.finditer(text):
            if found["day"]:
                yield ("hour" if found["hour"] else "day"), found.start(), found.end()
            elif found["role"]:
                yield self.kinds[found["role"]], found.start(), found.end()
            elif key := self._key_before(text, found.start()):
                yield key[0], key[1], found.end()

    def _key_before(self, text: str, at: int) -> tuple[str, int] | None:
        """The kind and the start of the longest key that ends at `at`, blanks and a bracket passed over."""
        end = len(text[:at].rstrip(" ]】）)"))
        for width in range(min(_LONGEST_KEY, end), 0, -1):
            kind = self.kinds.get(text[end - width : end])
            # 文 and 图 end other words too.
            if kind and (width > 1 or end == 1 or not text[end - 2].isalnum()):
                return kind, end - width
        return None


def _leads(text: str) -> bool:
    """Whether what stands before the first key or day is nothing that counts."""
    bare = text.strip(_SEPARATORS)
    return not bare or bool(_ADDRESS.fullmatch(bare))


def _fits(kind: str, value: str) -> bool:
    if not value:
        return True
    if kind == "time":
        return False
    if kind == "day":
        return bool(_SOURCE.fullmatch(value))
    if kind == "hour":
        return len(value) <= _LONGEST_SOURCE and "，" not in value
    if kind == "count":
        return bool(_NUMBER.fullmatch(value))
    if "：" in value or len(value) > _LONGEST_VALUE:
        return False
    return "，" not in value or kind in PEOPLE
