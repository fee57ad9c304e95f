"""People: the persons of an article with their titles and their affiliation.

Titles are what stands right before the name: after the nearest organisation (区总工会 + 党组书记、副主席 + name),
or, without one, the run of nouns that ends in a word of the title lexicon. Posts stacked with 、 keep their own
body when it is not the nearest one. Names joined by 、 or 和 share the title of the first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.lexicon import read_table
from pipeline.records import Extraction, Mention, Person
from pipeline.records.record import record
from pipeline.values.unknown_bodies import EDITION, STOP_TAGS, UnknownBodies, token_before

_CLAUSE_END = frozenset("，。！？；：“”《》…—\n,;:!?（）()")
_LONGEST = 40
# Last characters of professions that the title lexicon lacks: 点检员, 掘锚工.
_TRADES = ("员", "工", "师", "手", "嫂", "匠", "农")
_JOINERS = frozenset(("、", "和", "与", "及"))
_ELECTED = re.compile(
    r"(?:当选|被选为|被选举为|担任|出任|获任)(?:为)?(?:新一届|首届|第[一二三四五六七八九十]+届)?"
)
# A title that is read between a body and a name: no verb of saying, no list mark, not too long.
_NO_TITLE = re.compile(r"[说道称]|表示|介绍|以及|等|组织|举办|联合|会同|并|派|对|向|把|被")
# An appointment told after the names: 选举X为主席, 聘请X、Y为顾问.
_APPOINTED = re.compile(r"(?:为|任)(?:新一届|首届|第[一二三四五六七八九十]+届)?")
_APPOINTS = re.compile(r"选举|选出|推选|聘请|聘任|任命|推举|增选|补选")
# A post between a name and the next pause, and what stands before a name that it explains.
_APPOSITION = re.compile(r"[，（]([^，。！？；：（）“”\n]{2,30})(?=[，。；）\n]|$)")
_ALONE_BEFORE = re.compile(r"(?:^|[，。！？；：（“”\n　 、])$")
# 县总工会派出的监督员X: who is sent by a body belongs to it.
_SENT = re.compile(r"(?:派出|指派|选派|聘请|推荐|选送)的")
_DEPARTMENT = re.compile(r".{2,10}(?:部长|部副部长|室主任|处长|科长)$")


@record
class Post:
    """Titles and the body they are held in, as read before one mention of a name."""

    titles: tuple[str, ...] = ()
    body: Mention | None = None
    # The body as written where it is no mention.
    written: str | None = None


class PeopleReader:
    """Reads the persons off the mentions."""

    def __init__(self, titles: Iterable[str], acts: Iterable[str], parts: Iterable[str]) -> None:
        self.titles = frozenset(titles)
        self.acts = frozenset(acts)
        self.parts = frozenset(parts)
        self._bodies = UnknownBodies(self.titles, self.acts)
        self._longest = max(map(len, self.titles), default=0)

    @classmethod
    def load(cls, directory: Path) -> PeopleReader:
        """Read `titles.tsv`, `title_words.tsv` and `name_verbs.tsv` of the model's mentions folder."""
        titles = read_table(directory / "titles.tsv", ["title", "kind"], optional=["example"], key=["title"])
        words = read_table(
            directory / "title_words.tsv", ["word", "role"], optional=["example"], key=["word"]
        )
        verbs = read_table(directory / "name_verbs.tsv", ["word"], key=["word"])
        return cls(
            [r["title"] for r in titles],
            [r["word"] for r in words if r["role"] == "act"],
            [r["word"] for r in words if r["role"] == "part"] + [r["word"] for r in verbs],
        )

    def __call__(self, x: Extraction) -> list[Person]:
        """One row per name, in order of first mention; the byline's names are not among them."""
        bodies = [m for m in x.mentions if m.label == "ORG"]
        named = [m for m in x.labelled("PER") if x.field_at(m.start).name != "byline"]
        posts: list[Post] = []
        for number, mention in enumerate(named):
            previous = named[number - 1] if number else None
            post = self._post(x, mention, bodies, previous)
            if previous and x.view[previous.end : previous.end + 1] in _JOINERS:
                post = self._shared(x, previous, mention, posts[-1], post)
            if not post.titles and (behind := self._behind(x, mention, bodies)).titles:
                post = behind
            posts.append(post)
        for number in range(len(named) - 1, -1, -1):
            post = self._elected(x, named[number], posts[number])
            following = named[number + 1] if number + 1 < len(named) else None
            joined = following and x.view[named[number].end : following.start] in _JOINERS
            if joined and following and not post.titles and _APPOINTED.match(x.view, following.end):
                post = posts[number + 1]
            posts[number] = post
        people: dict[str, Person] = {}
        for mention, post in zip(named, posts, strict=True):
            name = re.sub(r"\s+", "", x.span(mention))
            known = people.get(name)
            if known is None:
                people[name] = _person(x, name, mention, post)
            elif not known.titles and post.titles:
                people[name] = replace(_person(x, name, mention, post), mention=known.mention)
        return list(people.values())

    @staticmethod
    def _shared(x: Extraction, previous: Mention, mention: Mention, before: Post, own: Post) -> Post:
        """What a name after 、 takes from the one before: title and body, or the body alone (公司's are its own)."""
        if not own.titles:
            return before if x.view[previous.end : mention.start] in _JOINERS else own
        between = x.view[previous.end + 1 : mention.start].strip()
        own_place = own.titles[0].startswith(("公司", "企业", "家属", "妻", "丈夫"))
        if own.body or own_place or between != "、".join(own.titles):
            return own
        return Post(own.titles, before.body) if before.titles else own

    def _post(self, x: Extraction, mention: Mention, bodies: list[Mention], previous: Mention | None) -> Post:
        view = x.view
        at = mention.start
        while at and view[at - 1] == " ":
            at -= 1
        floor = max(0, at - _LONGEST)
        if previous:
            floor = max(floor, previous.end + (x.view[previous.end : previous.end + 1] in _JOINERS))
        clause = next((i + 1 for i in range(at - 1, floor - 1, -1) if view[i] in _CLAUSE_END), floor)
        clause = max(floor, _before_alias(view, clause))
        before = [b for b in bodies if clause <= b.start and b.end <= at]
        if before:
            body = before[-1]
            between = view[body.end : at].lstrip("”）")
            if between in ("", "的") and not self._is_post_of(x, body.start, clause):
                return Post((), body)
            if self._is_titles(between) and not self._has_verb(x, body.end, at):
                own = tuple(t.removeprefix("的") for t in between.split("、") if t)
                if own and EDITION.match(own[0]):  # 某市工会十五大代表: a title, not a post in that union
                    return Post((x.text[body.start : body.end] + own[0], *own[1:]))
                return Post((*self._stacked(x, body.start, clause, before[:-1]), *own), body)
            titles = self._noun_titles(x, at, body.end)
            return Post(titles, body if titles and _SENT.match(between) else None)
        open_clause = clause
        places = [m for m in x.labelled("LOC") if open_clause <= m.start and m.end <= at]
        clause = max([clause, *(m.end for m in places)])
        titles = self._noun_titles(x, at, clause)
        if titles and places and clause == places[-1].end and view[places[-1].start - 1] == "、":
            titles = (*self._noun_titles(x, places[-1].start - 1, open_clause), *titles)  # 得主、某镇茶工X
        if titles and (found := self._bodies(x, titles, at, open_clause)):
            return Post(found[0], None, found[1])
        if titles and _DEPARTMENT.match(titles[-1]) and view[at - len(titles[-1]) - 1] == "派":
            # The body that sends its head of department: 县总工会……派女职工部部长X.
            sentence = x.sentences[x.sentence_at(at)].start
            return Post(titles, next((b for b in bodies if sentence <= b.start and b.end < at), None))
        return Post(titles)

    def _behind(self, x: Extraction, mention: Mention, bodies: list[Mention]) -> Post:
        """The post told after the name: 张某，某公司职工，今年…; （张某，县总工会主席）; 张某（某公司职工）."""
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
        if body is not None and self._is_titles(titles) and not self._has_verb(x, body.end, end):
            before = self._noun_titles(x, body.start - 1, start) if x.view[body.start - 1] == "、" else ()
            if body.start == start or before:
                return Post((*before, *titles.split("、")), body)
            return Post()
        if body is None and self._noun_titles(x, end, start) and self._is_titles(titles):
            whole = self._noun_titles(x, end, start)
            return Post(whole) if "、".join(whole) == titles else Post()
        return Post()

    def _is_post_of(self, x: Extraction, start: int, clause: int) -> bool:
        """Whether the body that stands right before a name is part of another's post (任 + 县总工会 + X)."""
        return any(x.view.endswith(verb, clause, start) for verb in ("当选", "担任", "任", "兼任"))

    def _is_titles(self, text: str) -> bool:
        parts = text.split("、")
        if not all(parts) or len(text) > 24:
            return False
        if any(len(p) > 16 or _NO_TITLE.search(p) for p in parts):
            return False
        return self._ends_title(parts[-1])

    def _has_verb(self, x: Extraction, start: int, end: int) -> bool:
        """Whether a finite verb, an adverb or an aspect mark stands between body and name: no title then."""
        first = bisect_left(x.tokens, start, key=lambda t: t.start)
        for token in x.tokens[first:]:
            if token.start >= end:
                return False
            piece = x.view[token.start : min(token.end, end)]
            if token.pos in ("ul", "ug") or piece in self.acts:
                return True
        return False

    def _ends_title(self, text: str) -> bool:
        return text[-1:] in _TRADES or any(
            text[-n:] in self.titles for n in range(1, min(self._longest, len(text)) + 1)
        )

    def _stacked(self, x: Extraction, start: int, clause: int, bodies: list[Mention]) -> tuple[str, ...]:
        """Titles before the nearest body: 县政协副主席、[县总工会主席]; 组长是[公司工会主席]."""
        view = x.view
        if start <= clause or view[start - 1] not in "、是兼":
            return ()
        end = start - 1
        body = next((b for b in reversed(bodies) if b.end <= end), None)
        if body and self._is_titles(view[body.end : end]):
            first, *more = view[body.end : end].split("、")
            return (
                *self._stacked(x, body.start, clause, bodies[:-1]),
                x.text[body.start : body.end] + first,
                *more,
            )
        return self._noun_titles(x, end, clause)

    def _noun_titles(self, x: Extraction, at: int, floor: int) -> tuple[str, ...]:
        """Titles that end at `at`: nouns back to a word that no title holds; 、 separates two titles."""
        view = x.view
        end = at
        if view[end - 1 : end] == "的" and end - 1 > floor:
            end -= 1
        start = self._title_start(x, end, floor)
        if start is None:
            return ()
        title = x.text[start:end]
        if start > floor + 1 and view[start - 1] == "、":
            return (*self._noun_titles(x, start - 1, floor), title)
        return (title,)

    def _title_start(self, x: Extraction, end: int, floor: int) -> int | None:
        view = x.view
        start = next(
            (
                end - n
                for n in range(min(self._longest, end - floor), 0, -1)
                if view[end - n : end] in self.titles
            ),
            None,
        )
        if start is None and view[end - 1 : end] in _TRADES:
            start = max(token_before(x, end).start, floor)
            if start == end - 1 > floor:
                start = max(token_before(x, start).start, floor)
        if start is None:
            return None
        held = token_before(x, start + 1)
        if held.start < start < held.end:
            start = max(held.start, floor)  # 养护工, not 护工
        while start > floor:
            token = token_before(x, start)
            begin = max(token.start, floor)
            piece = view[begin:start]
            if piece in self.acts:
                break
            if not piece.strip() or piece in ("的", "、"):
                break
            year = token.pos[:1] == "m" and start - begin == 4 and piece.isascii()
            if piece not in self.parts and token.pos[:1] in STOP_TAGS and token.pos != "vn" and not year:
                break
            if end - begin > 14:
                break
            start = begin
        return start

    def _elected(self, x: Extraction, mention: Mention, post: Post) -> Post:
        """With the title that follows 当选."""
        found = _ELECTED.match(x.view, mention.end)
        if not found and _APPOINTS.search(
            x.view, x.sentences[x.sentence_at(mention.start)].start, mention.start
        ):
            found = _APPOINTED.match(x.view, mention.end)
        if not found:
            return post
        rest = re.split(r"[，。；、！]", x.view[found.end() : found.end() + 20], maxsplit=1)[0]
        if self._ends_title(rest) and len(rest) <= 14:
            return Post((*post.titles, x.text[found.end() : found.end() + len(rest)]), post.body)
        return post


def _before_alias(view: str, clause: int) -> int:
    """Start of the bracket that defines a short form, where one ends at `clause`; else `clause` itself."""
    opener = view.rfind("（", max(0, clause - 24), clause)
    return (
        opener
        if view[clause - 1 : clause] == "）" and opener >= 0 and "称" in view[opener:clause]
        else clause
    )


def _person(x: Extraction, name: str, mention: Mention, post: Post) -> Person:
    return Person(
        name=name,
        mention=mention,
        titles=tuple(dict.fromkeys(t.strip() for t in post.titles if t.strip())),
        affiliation=x.span(post.body) if post.body else post.written,
        affiliation_mention=post.body,
    )
