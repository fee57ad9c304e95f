"""People: the persons of an article with their titles and their affiliation.

Titles are what stands beside the name. Before it: after the nearest organisation (区总工会 + 党组书记、副主席 + name),
or, without one, the run of nouns that ends in a word of the title lexicon (`titles`). Behind it: what a verb, an
apposition or a form of address tells (`posts_told`). Posts stacked with 、 keep their own body when it is not the
nearest one. Names joined by 、 or 和 share the title of the first.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

from pipeline.patterns import regex
from pipeline.records import Extraction, Mention, Person
from pipeline.records.record import record
from pipeline.values.doubtful_bodies import DoubtfulBodies
from pipeline.values.posts_told import Post, PostsTold
from pipeline.values.stops import Stops
from pipeline.values.titles import Titles
from pipeline.values.unknown_bodies import EDITION, UnknownBodies

_CLAUSES = Stops("，。！？；：“”《》…—\n,;:!?（）()")
_LONGEST, _LONGEST_GLOSS = 40, 24
_JOINERS = frozenset(("、", "和", "与", "及"))
# What stands in brackets behind a name in a list of names.
_OF_PERSON = regex(r"（(?:[男女]，?)?(?:\p{Han}{1,5}族)?）")
# 全国劳动模范、85岁的老矿工X: an age between two titles.
_AGED = regex(r"、\d{1,3}岁的?$")
# A short form or another name in brackets, or the end of quotation marks, between a body and its post.
_GLOSS = regex(r"(?:[（(][^（）()\n]{1,24}[）)]|”)+$")
_GLOSSED = regex(r"(?:[（(][^（）()\n]{1,24}[）)]|”)+")
# 县总工会派出的监督员X: who is sent by a body belongs to it.
_SENT = regex(
    r"(?:[也还又便则]|随即|专门|特地|及时)*(?:(?:派出|派来|指派|选派|聘请|推荐|选送)的|(?:派出|派来|选派)了?(?!.*律师))"
)
_HEADED = "部局厅署司处院校所站厂矿州市县区"
_DEPARTMENT = regex(r".{2,10}(?:部长|部副部长|室主任|处长|科长)$")
# 任县总工会 before a name: the body is part of what the verb before says.
_ELECTED = ("当选", "高票当选", "全票当选", "被选为", "被推选为", "被选举为")
_TAKEN = ("当选", "担任", "任", "兼任")


@record
class _Beside:
    """What stands beside the names of an article: bodies, places, the ends of times and counts."""

    bodies: list[Mention]
    places: list[Mention]
    ends: list[int]


class PeopleReader:
    """Reads the persons off the mentions."""

    def __init__(self, titles: Titles, told: PostsTold, doubtful: DoubtfulBodies) -> None:
        self.titles = titles
        self.told = told
        self._doubtful = doubtful
        self._unknown = UnknownBodies(titles.words, titles.acts)

    @classmethod
    def load(cls, directory: Path) -> PeopleReader:
        """Read the lexicons of titles in the model's mentions folder."""
        titles = Titles.load(directory)
        return cls(titles, PostsTold.load(directory, titles), DoubtfulBodies.load(directory, titles))

    def __call__(self, x: Extraction) -> list[Person]:
        """One row per name, in order of first mention; the byline's names are not among them."""
        named = [m for m in x.labelled("PER") if x.field_at(m.start).name != "byline"]
        if not named:
            return []
        bodies = self._bodies(x, named)
        beside = _Beside(
            bodies,
            x.labelled("LOC"),
            sorted([m.end for m in x.labelled("DATE", "COUNT", "DURATION")]),
        )
        posts: list[Post] = []
        for number, mention in enumerate(named):
            previous = named[number - 1] if number else None
            post = self._before(x, mention, beside, previous)
            if previous and x.view[(end := _name_end(x.view, previous.end)) : end + 1] in _JOINERS:
                post = self._shared(x, previous, mention, posts[-1], post)
            if not post.titles and (apposed := self.told.apposed(x, mention, bodies)).titles:
                post = apposed
            if not post.titles and (addressed := self.told.addressed(x, mention)).titles:
                post = Post(addressed.titles, post.body)
            posts.append(post)
        told = Post()
        elected: dict[int, Post] = {}
        for number in range(len(named) - 1, -1, -1):
            following = named[number + 1] if number + 1 < len(named) else None
            of_next, told = told, self.told.by_verb(x, named[number], bodies, following)
            joined = following and x.view[_name_end(x.view, named[number].end) : following.start] in _JOINERS
            if joined and not told.titles and not posts[number].titles:
                told = of_next  # 林某、王某当选副主席
            posts[number] = posts[number].joined(x, told)
            if told.titles and x.view.startswith(_ELECTED, named[number].end):
                elected[number] = told
        people: dict[str, Person] = {}
        for number, (mention, post) in enumerate(zip(named, posts, strict=True)):
            name = "".join(x.span(mention).split())
            known = people.get(name)
            if known is None:
                people[name] = _person(x, name, mention, post)
            elif not known.titles and post.titles:
                people[name] = replace(_person(x, name, mention, post), mention=known.mention)
            elif (won := elected.get(number)) and not any(map(self.titles.is_post, known.titles)):
                # 外卖骑手X … X当选副主席: what a later sentence tells of one who had no office.
                added = Post(known.titles, known.affiliation_mention, known.affiliation).joined(x, won)
                people[name] = replace(known, titles=tuple(dict.fromkeys(added.titles)))
        return list(people.values())

    def _bodies(self, x: Extraction, named: list[Mention]) -> list[Mention]:
        """The organisations, and candidates that were too doubtful for one but have a post right behind them."""
        found = x.labelled("ORG")
        found += self._doubtful(x, found, {m.start for m in named})
        return sorted(found, key=lambda m: m.start)

    @staticmethod
    def _shared(x: Extraction, previous: Mention, mention: Mention, before: Post, own: Post) -> Post:
        """What a name after 、 takes from the one before: title and body, or the body alone (公司's are its own)."""
        end = _name_end(x.view, previous.end)
        if not own.titles:
            return before if x.view[end : mention.start] in _JOINERS else own
        between = x.view[end + 1 : mention.start].strip()
        own_place = own.titles[0].startswith(("公司", "企业", "家属", "妻", "丈夫"))
        if own.body or own_place or between != "、".join(own.titles):
            return own
        return Post(own.titles, before.body) if before.titles else own

    def _before(self, x: Extraction, mention: Mention, beside: _Beside, previous: Mention | None) -> Post:
        view, bodies = x.view, beside.bodies
        at = mention.start
        while at and view[at - 1] == " ":
            at -= 1
        floor = max(0, at - _LONGEST)
        if previous:
            end = _name_end(view, previous.end)
            floor = max(floor, end + (view[end : end + 1] in _JOINERS))
        clause = _clause_start(view, at, floor, beside)
        before = [b for b in bodies if clause <= b.start and b.end <= at]
        if before:
            body, start = _unglossed(view, before, at)
            between = view[start:at]
            if between.startswith("长") and view[body.end - 1] in _HEADED:
                return self._without_body(x, at, clause, beside)  # 财政部长 is no post in 财政部
            if between in ("", "的") and not view.endswith(_TAKEN, clause, body.start):
                return Post((), body)
            bare = between.removesuffix("的")
            if self.titles.is_run(bare) and not self.titles.has_verb(x, start, at):
                own = self.titles.split(bare.removeprefix("的"))
                if own and EDITION.match(own[0]):  # 某市工会十五大代表: a title, not a post in that union
                    return Post((x.text[body.start : body.end] + own[0], *own[1:]))
                return Post((*self._stacked(x, body.start, clause, before[:-1]), *own), body)
            titles = self.titles.before(x, at, start)
            return Post(titles, body if titles and _SENT.match(between) else None)
        return self._without_body(x, at, clause, beside)

    def _without_body(self, x: Extraction, at: int, clause: int, beside: _Beside) -> Post:
        view = x.view
        open_clause = clause
        places = [
            m
            for m in beside.places
            if open_clause <= m.start and m.end <= at and view[m.start - 1 : m.start] != "驻"
        ]
        told = bisect_right(beside.ends, at)
        floor = max(clause, beside.ends[told - 1] if told else 0)
        clause = max([floor, *(m.end for m in places)])
        titles = self.titles.before(x, at, clause)
        if titles and places and clause == places[-1].end and view[places[-1].start - 1] == "、":
            titles = (*self.titles.before(x, places[-1].start - 1, open_clause), *titles)  # 得主、某镇茶工X
        start = at - view.endswith("的", clause, at) - len("、".join(titles))
        if titles and (aged := _AGED.search(view, open_clause, start)):
            titles = (*self.titles.before(x, aged.start(), open_clause), *titles)
        if titles and (found := self._unknown(x, titles, at, max(open_clause, floor))):
            return Post(found[0], None, found[1])
        if titles and _DEPARTMENT.match(titles[-1]) and view[at - len(titles[-1]) - 1] == "派":
            # The body that sends its head of department: 县总工会……派女职工部部长X.
            sentence = x.sentences[x.sentence_at(at)].start
            return Post(titles, next((b for b in beside.bodies if sentence <= b.start and b.end < at), None))
        return Post(titles)

    def _stacked(self, x: Extraction, start: int, clause: int, bodies: list[Mention]) -> tuple[str, ...]:
        """Titles before the nearest body: 县政协副主席、[县总工会主席]; 组长是[公司工会主席]."""
        view = x.view
        if start <= clause or view[start - 1] not in "、是兼":
            return ()
        end = start - 1
        above = [b for b in bodies if b.end <= end]
        if above:
            body, behind = _unglossed(view, above, end)
            if self.titles.is_run(view[behind:end]):
                first, *more = self.titles.split(view[behind:end])
                return (*self._stacked(x, body.start, clause, bodies[:-1]), x.span(body) + first, *more)
        return self.titles.before(x, end, clause)


def _name_end(view: str, end: int) -> int:
    """Where a name's sex or people in brackets ends, or the name that ends at `end`."""
    told = _OF_PERSON.match(view, end)
    return told.end() if told else end


def _clause_start(view: str, at: int, floor: int, beside: _Beside) -> int:
    """Where the clause that ends at `at` begins, not before `floor`; it goes over a gloss between a body and its post."""
    while True:
        start = _CLAUSES.before(view, at, floor)
        gloss = _GLOSS.search(view, max(floor, start - _LONGEST_GLOSS), start)
        if not gloss or not any(b.end == gloss.start() for b in beside.bodies):
            return start
        at = gloss.start()


def _unglossed(view: str, bodies: list[Mention], at: int) -> tuple[Mention, int]:
    """The last body and where its gloss ends; where it is the short form in brackets of the one before, that one."""
    body = bodies[-1]
    if len(bodies) > 1 and (gloss := _GLOSSED.match(view, bodies[-2].end, at)) and gloss.end() > body.end:
        return bodies[-2], gloss.end()
    gloss = _GLOSSED.match(view, body.end, at)
    return body, gloss.end() if gloss else body.end


def _person(x: Extraction, name: str, mention: Mention, post: Post) -> Person:
    return Person(
        name=name,
        mention=mention,
        titles=tuple(dict.fromkeys(t.strip() for t in post.titles if t.strip())),
        affiliation=x.span(post.body) if post.body else post.written,
        affiliation_mention=post.body if post.body and any(m is post.body for m in x.mentions) else None,
    )
