"""People: the persons of an article with their titles and their affiliation.

Titles are what stands right before the name: after the nearest organisation (区总工会 + 党组书记、副主席 + name),
or, without one, the run of nouns that ends in a word of the title lexicon. Posts stacked with 、 keep their own
body when it is not the nearest one. Names joined by 、 or 和 share the title of the first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.lexicon import read_table
from pipeline.records import Extraction, Mention, Person, Token

_CLAUSE_END = frozenset("，。！？；：“”《》…—\n,;:!?（）()")
_LONGEST = 40
_JOINERS = frozenset(("、", "和", "与", "及"))
_ELECTED = re.compile(r"(?:当选|被选为|被选举为|担任|出任|获任)(?:为)?(?:新一届|首届|第[一二三四五六七八九十]+届)?")
# A title that is read between a body and a name: no verb of saying, no list mark, not too long.
_NO_TITLE = re.compile(r"[说道称]|表示|介绍|以及|等|组织|举办|联合|会同|并|派|对|向|把|被")
# An appointment told after the names: 选举X为主席, 聘请X、Y为顾问.
_APPOINTED = re.compile(r"(?:为|任)(?:新一届|首届|第[一二三四五六七八九十]+届)?")
_APPOINTS = re.compile(r"选举|选出|推选|聘请|聘任|任命|推举|增选|补选")
_DEPARTMENT = re.compile(r".{2,10}(?:部长|部副部长|室主任|处长|科长)$")
# Verbs between a body and a name: the title starts after them, and is not held in that body.
_ACTS = frozenset(
    "指派 邀请 聘请 委派 选派 派出 派 安排 组织 带领 慰问 看望 走访 采访 帮助 表彰 陪同 告诉 要求 了解 参加 出席 来到 走进 找到 联系 鼓励 "
    "奖励 一同 一起 共同 会见 接见 授予 请来 请 让 由 向 为 给 与 同 跟 找 是 有 送给 交给 获悉 看到 见到 听取".split()
)
_STOP_TAGS = frozenset("pcurdfyoevxtqm")
_TITLE_WORDS = frozenset("本次 本届 级 届 期 号 方 副 前 原 老 现任 时任 常务 专职 兼职 挂职 执行 名誉 荣誉 特级 高级 中级 初级 一级 二级 三级 首席".split())


@dataclass(frozen=True, slots=True)
class Post:
    """Titles and the body they are held in, as read before one mention of a name."""

    titles: tuple[str, ...] = ()
    body: Mention | None = None


class PeopleReader:
    """Reads the persons off the mentions."""

    def __init__(self, titles: Iterable[str]) -> None:
        self.titles = frozenset(titles)
        self._longest = max(map(len, self.titles), default=0)

    @classmethod
    def load(cls, directory: Path) -> PeopleReader:
        """Read `titles.tsv` of the model's mentions folder."""
        return cls(
            r["title"] for r in read_table(directory / "titles.tsv", ["title", "kind"], optional=["example"], key=["title"])
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
            posts.append(post)
        for number in range(len(named) - 1, -1, -1):
            post = self._elected(x, named[number], posts[number])
            following = named[number + 1] if number + 1 < len(named) else None
            if following and not post.titles and x.view[named[number].end : following.start] in _JOINERS:
                if _APPOINTED.match(x.view, following.end):
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
        if own.body or own.titles[0].startswith(("公司", "企业", "家属", "妻", "丈夫")) or len(own.titles[0]) > 12:
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
        before = [b for b in bodies if clause <= b.start and b.end <= at or b.start < clause < b.end <= at]
        if before:
            body = before[-1]
            between = view[body.end : at]
            if self._is_titles(between) and not self._has_verb(x, body.end, at):
                own = tuple(t.removeprefix("的") for t in between.split("、") if t)
                return Post((*self._stacked(x, body.start, clause, before[:-1]), *own), body)
            sent = re.match(r"(?:派出|指派|选派|聘请|推荐|选送)的", between)
            titles = self._noun_titles(x, at, body.end)
            if sent and titles:
                return Post(titles, body)
            return Post(titles)
        clause = max([clause, *(m.end for m in x.labelled("LOC") if m.end <= at)])
        titles = self._noun_titles(x, at, clause)
        if titles and _DEPARTMENT.match(titles[-1]) and view[at - len(titles[-1]) - 1] == "派":
            # The body that sends its head of department: 县总工会……派法律工作部部长X.
            sentence = x.sentences[x.sentence_at(at)].start
            return Post(titles, next((b for b in bodies if sentence <= b.start and b.end < at), None))
        return Post(titles)

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
            if token.pos in ("ul", "ug") or piece in _ACTS:
                return True
        return False

    def _ends_title(self, text: str) -> bool:
        return any(text[-n:] in self.titles for n in range(1, min(self._longest, len(text)) + 1))

    def _stacked(self, x: Extraction, start: int, clause: int, bodies: list[Mention]) -> tuple[str, ...]:
        """Titles before the nearest body: 区人大常委会副主任、[区总工会主席]; 首席代表是[公司工会主席]."""
        view = x.view
        if start <= clause or view[start - 1] not in "、是兼":
            return ()
        end = start - 1
        body = next((b for b in reversed(bodies) if b.end <= end), None)
        if body and self._is_titles(view[body.end : end]):
            first, *more = view[body.end : end].split("、")
            return (*self._stacked(x, body.start, clause, bodies[:-1]), x.text[body.start : body.end] + first, *more)
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
            (end - n for n in range(min(self._longest, end - floor), 0, -1) if view[end - n : end] in self.titles), None
        )
        if start is None:
            return None
        while start > floor:
            token = _token_before(x, start)
            begin = max(token.start, floor)
            piece = view[begin:start]
            if piece in _ACTS:
                break
            if not piece.strip() or piece in ("的", "、"):
                break
            if piece not in _TITLE_WORDS and (token.pos[:1] in _STOP_TAGS and token.pos != "vn"):
                if not (token.pos[:1] == "m" and start - begin == 4 and piece.isascii()):
                    break
            if end - begin > 14:
                break
            start = begin
        return start

    def _elected(self, x: Extraction, mention: Mention, post: Post) -> Post:
        """With the title that follows 当选."""
        found = _ELECTED.match(x.view, mention.end)
        if not found and _APPOINTS.search(x.view, x.sentences[x.sentence_at(mention.start)].start, mention.start):
            found = _APPOINTED.match(x.view, mention.end)
        if not found:
            return post
        rest = re.split(r"[，。；、！]", x.view[found.end() : found.end() + 20], maxsplit=1)[0]
        if self._ends_title(rest) and len(rest) <= 14:
            return Post((*post.titles, x.text[found.end() : found.end() + len(rest)]), post.body)
        return post


def _token_before(x: Extraction, offset: int) -> Token:
    """The token that holds the character before `offset`."""
    return x.tokens[bisect_left(x.tokens, offset, key=lambda t: t.start) - 1]


def _person(x: Extraction, name: str, mention: Mention, post: Post) -> Person:
    return Person(
        name=name,
        mention=mention,
        titles=tuple(dict.fromkeys(t.strip() for t in post.titles if t.strip())),
        affiliation=x.span(post.body) if post.body else None,
        affiliation_mention=post.body,
    )
