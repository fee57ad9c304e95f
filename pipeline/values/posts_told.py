"""Posts told after a name: by a verb (高远任县总工会主席), as an apposition, by a form of address (钱明院士).

Each is read within the clause of the name; what another sentence or 他 tells is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.lexicon import LexiconError, read_table
from pipeline.patterns import regex
from pipeline.records import Extraction, Mention
from pipeline.records.record import record
from pipeline.values.titles import Titles

_ROLES = ("take", "equal", "address")
# Between a name and the verb: when, and in what way; nothing that denies it or makes it another's.
_DENIED = regex(r"不|未|没|辞|免|卸|拒|的|由|让|把|被|将|与|和|对|向|称|说|道|指|派|希望|要求|号召|勉励")
_HELD = regex(r"被|已?将")
_FORMS = r"(?:同志|先生|女士)?(?:（[^（）\n]{1,16}）|\([^()\n]{1,40}\))?"
_TERM = r"(?:了|为)?(?:新一届|新一任|新任|首届|首任|第[一二三四五六七八九十百\d]+[届任]|该\p{Han}{1,2}|一名|一位|原|前)?"
# What may follow a post that a verb told.
_END = regex(
    r"[，。；：、！？（）()“”\n 兼和及]|$|一职|等职|职务|职位|期间|之[一后前]|以[来后]|时|后|并|的(?!\p{Han}{0,6}(?:[弟兄父母妻儿女]|助理|秘书))"
)
_STOP = regex(r"[，。；：！？（）“”\n]")
_JOINER = regex(r"、|，?兼任?|[和及]")
_LONGEST_WAIT, _LONGEST_POST = 30, 20
# An appointment told after the names: 选举X为主席, 聘请X、Y为顾问.
_APPOINTED = regex(rf"(?:为|任){_TERM}")
_APPOINTS = regex(r"选举|选出|推选|聘请|聘任|任命|推举|增选|补选")
# A post between a name and the next pause, and what stands before a name that it explains.
_APPOSITION = regex(r"[，（]([^，。！？；：（）“”\n]{2,30})(?=[，。；）\n]|$)")
_ALONE_BEFORE = regex(r"(?:^|[，。！？；：（“”\n　 、])$")


@record
class Post:
    """Titles and the body they are held in, as read beside one mention of a name."""

    titles: tuple[str, ...] = ()
    body: Mention | None = None
    # The body as written where it is no mention.
    written: str | None = None

    def joined(self, x: Extraction, other: Post) -> Post:
        """With the titles of another post: they keep their body where this one has titles of its own."""
        if not other.titles:
            return self
        if not self.titles:
            return Post(other.titles, other.body or self.body, other.written or self.written)
        own = x.span(other.body) if other.body and other.body != self.body else ""
        return Post((*self.titles, *(own + t for t in other.titles)), self.body, self.written)


class PostsTold:
    """Finds the posts that are told after a name."""

    def __init__(
        self, titles: Titles, takes: Iterable[str], equals: Iterable[str], addresses: Iterable[str]
    ) -> None:
        self.titles = titles
        verbs = _either(takes)
        self._takes = regex(
            rf"{_FORMS}([^，。；：！？（）“”、\n]{{0,{_LONGEST_WAIT}}}?)(?:{verbs})(?![好着]){_TERM}"
        )
        self._equals = regex(rf"(?:同志|先生|女士)?(?:{_either(equals)}){_TERM}")
        self._address = regex(rf"(?:{_either(addresses)})(?!\p{{Han}}*?[组长会])")

    @classmethod
    def load(cls, directory: Path, titles: Titles) -> PostsTold:
        """Read `post_words.tsv` of the model's mentions folder."""
        words = read_table(directory / "post_words.tsv", ["word", "role"], optional=["example"], key=["word"])
        if unknown := {r["role"] for r in words} - set(_ROLES):
            raise LexiconError(f"{directory / 'post_words.tsv'}: unknown role {min(unknown)!r}")
        takes, equals, addresses = ([r["word"] for r in words if r["role"] == role] for role in _ROLES)
        return cls(titles, takes, equals, addresses)

    def by_verb(
        self, x: Extraction, mention: Mention, bodies: Sequence[Mention], following: Mention | None
    ) -> Post:
        """The posts that a verb after the name gives: 任县总工会主席、党组书记, 当选主席, 是市总工会的顾问."""
        view, body = x.view, None
        limit = following.start if following else len(view)
        m = self._takes.match(view, mention.end, limit)
        if m and _DENIED.search(_HELD.sub("", m[1], count=1)):
            m = None
        if m:
            body = next((b for b in bodies if m.start(1) <= b.start and b.end == m.end(1)), None)
        elif _APPOINTS.search(view, x.sentences[x.sentence_at(mention.start)].start, mention.start):
            m = _APPOINTED.match(view, mention.end)
        if m:
            return self._posts(x, m.end(), bodies, body)
        if m := self._equals.match(view, mention.end, limit):
            post = self._posts(x, m.end(), bodies, None)
            return post if post.body else Post()
        return Post()

    def _posts(self, x: Extraction, at: int, bodies: Sequence[Mention], body: Mention | None) -> Post:
        post = Post()
        for start, end, own in self._objects(x, at, bodies):
            if x.text[start:end] in self.titles.duties:
                continue  # 担任证婚人
            held_in = own or body
            post = post.joined(x, Post(self.titles.split(x.text[start:end]), held_in))
        return post

    def _objects(
        self, x: Extraction, at: int, bodies: Sequence[Mention]
    ) -> Iterator[tuple[int, int, Mention | None]]:
        """Start and end of the titles from `at` on, each with the body right before it, else that of the one before."""
        body: Mention | None = None
        while True:
            named = next((b for b in bodies if b.start == at), None)
            body = named or body
            start = named.end if named else at
            start += x.view.startswith("的", start)
            end = self._title_end(x, start)
            if end is None:
                return
            yield start, end, body
            joiner = _JOINER.match(x.view, end)
            if not joiner:
                return
            at = joiner.end()

    def _title_end(self, x: Extraction, start: int) -> int | None:
        """Where the longest title that starts here ends; None where there is none."""
        stop = _STOP.search(x.view, start, start + _LONGEST_POST)
        last = stop.start() if stop else min(start + _LONGEST_POST, len(x.view))
        first = x.view.find("、", start, last)
        for end in range(first if first > 0 else last, start + 1, -1):
            if _END.match(x.view, end) and self.titles.is_run(x.view[start:end].replace("的", "")):
                return end
        return None

    def apposed(self, x: Extraction, mention: Mention, bodies: Sequence[Mention]) -> Post:
        """The post told behind a pause: 张某，某公司职工，今年…; （张某，县总工会主席）; 张某（某公司职工）."""
        m = _APPOSITION.match(x.view, mention.end)
        if not m or (
            m[0][0] == "，" and not _ALONE_BEFORE.search(x.view, max(0, mention.start - 1), mention.start)
        ):
            return Post()
        start, end = m.span(1)
        body = next((b for b in reversed(bodies) if start <= b.start and b.end <= end), None)
        titles = x.view[body.end if body else start : end]
        if body and not titles:
            return Post()
        if body is not None and self.titles.is_run(titles) and not self.titles.has_verb(x, body.end, end):
            before = self.titles.before(x, body.start - 1, start) if x.view[body.start - 1] == "、" else ()
            if body.start == start or before:
                return Post((*before, *self.titles.split(titles)), body)
            return Post()
        if body is None and self.titles.before(x, end, start) and self.titles.is_run(titles):
            whole = self.titles.before(x, end, start)
            return Post(whole) if "、".join(whole) == titles else Post()
        return Post()

    def addressed(self, x: Extraction, mention: Mention) -> Post:
        """The title right behind the name: 钱明院士."""
        m = self._address.match(x.view, mention.end)
        return Post((x.text[m.start() : m.end()],)) if m else Post()


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
