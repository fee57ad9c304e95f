"""Clauses of headlines: whether a line says who did what, and whether two lines are the halves of one clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.articles.clause_phrases import ClausePhrases
from pipeline.articles.unwrap import unclosed
from pipeline.lexicon import LexiconError, read_phrases, read_shown, read_table
from pipeline.patterns import regex
from pipeline.records.record import record

# A counted group of people that fills so short a line is a subject, not yet a headline.
_SHORT = 12
# So short a line says nothing: 一线传真.
_LABEL = 5
# The halves of a broken headline are no longer than a column is wide.
_LONGEST_HALF = 18
_MARKS = regex(r"[“”‘’\"'《》（）()「」【】 　]")
# 隔省牵手, 跨县协作: no actor.
_FROM_ONE_TO_ANOTHER = frozenset("隔跨全各")


@record
class Clauses:
    """The verbs and actors of headlines, compiled."""

    verb: re.Pattern[str]
    actor: re.Pattern[str]
    clause: re.Pattern[str]
    subject_verb: re.Pattern[str]
    body: re.Pattern[str]
    without_object: frozenset[str]
    noun: re.Pattern[str]
    also_nouns: frozenset[str]
    describes: frozenset[str]
    phrases: ClausePhrases

    @classmethod
    def load(cls, directory: Path) -> Clauses:
        """Read headline_verbs.tsv, headline_actors.tsv, headline_nouns.tsv, clause_words.tsv and clause_phrases.tsv;
        LexiconError on a fault."""
        path = directory / "headline_verbs.tsv"
        rows = read_table(path, ["verb"], optional=["without_object"], key=["verb"])
        verbs = _alternatives(r["verb"] for r in rows)
        path = directory / "headline_actors.tsv"
        nouns = _alternatives(r["noun"] for r in read_table(path, ["noun"], key=["noun"]))
        path = directory / "headline_nouns.tsv"
        # 32对新人, 63名农民工, 吴江区: counted people, and divisions and works by their last character.
        actors = rf"{nouns}|[0-9百千万两几多余](?:名|位|户|对|家|支|人)|(?<=[^\s撤设])[省市区县镇乡村局院所厂矿校站](?![级内里上下中长外])"
        return cls(
            regex(verbs),
            regex(actors),
            regex(rf"(?:{actors}).*?(?:{verbs})"),
            regex(rf"(?:{actors})(?P<verb>(?:{verbs}){{1,2}})$"),
            # 大兴区总工会陪工人过年: a body first, then more than a noun or two.
            regex(rf"^[^：]{{2,16}}?(?:{nouns}|[省市区县镇局院厂])(?![的之记]|[级地内里上下中])[^：]{{5,}}"),
            frozenset(r["verb"] for r in rows if r["without_object"]),
            regex(_alternatives(r["noun"] for r in read_table(path, ["noun"], key=["noun"]))),
            _words(directory / "clause_words.tsv", "noun"),
            _words(directory / "clause_words.tsv", "describes"),
            read_phrases(directory / "clause_phrases.tsv", ClausePhrases),
        )

    def level(self, text: str) -> int:
        """How much of a headline a line says: 3 who did what, 2 subject and verb, 1 a verb, 0 none."""
        bare = self._bare(text)
        if text.startswith("【") and text.endswith("】"):
            return 0
        if self.phrases.place_ending.search(bare) and len(bare) < 10:
            return 0
        if (len(bare) > _LABEL and self.clause.search(bare)) or (
            self.body.search(bare) and not (len(bare) <= _SHORT and self._ends_with_actor(bare))
        ):
            return 3
        if found := self.verb.search(bare):
            return 2 if found.start() else 1
        return 0

    def verbal(self, text: str) -> bool:
        """Whether a line begins with a verb, as no line with a subject does."""
        return self._begins_with_verb(self._bare(text))

    def _begins_with_verb(self, line: str) -> bool:
        bare = self.phrases.adverb.sub("", line)
        verb = self.verb.match(bare)
        if verb is not None and verb[0] in self.describes and self.actor.match(bare, verb.end()):
            return False
        if verb is not None and verb.end() > 1:
            return bare != line or not self.body.match(bare)
        return bool(self.phrases.completed.match(bare) or self.phrases.exists.match(bare))

    def without_subject(self, text: str) -> bool:
        """Whether a line begins with a verb or with what stands before one."""
        bare = self._bare(text)
        return self._begins_with_verb(bare) or bool(self.phrases.verbal.match(bare))

    def belong(self, first: str, second: str) -> bool:
        """Whether two lines are the halves of one headline."""
        if unclosed(first) or first.endswith("："):
            return True
        # 白塔：哈萨克族绣娘: what stands before the colon says where.
        first = first.rpartition("：")[2]
        if len(first) > _LONGEST_HALF or len(second) > _LONGEST_HALF or " " in first or " " in second:
            return False
        if self.phrases.quoted_only.match(second):
            return "，" not in first
        if self.phrases.unfinished.search(first) and not self.phrases.place_ending.search(first):
            # 一单多少钱，谈出来的: a sentence that ends with 的.
            said = "，" in first and first.endswith("的") and self.level(second) == 3
            return not said and not (first.endswith(("年", "月", "日")) and self.verb.search(first))
        if (self.phrases.place_only.fullmatch(first) and self.level(first) < 2) or self._counts(first):
            return True
        if (opened := self.phrases.coverb.search(first)) and not self.verb.search(opened["object"]):
            return True
        bare, after = self._bare(first), self._bare(second)
        acts = self.without_subject(second) or (second.startswith("与") and self._ends_with_actor(bare))
        if self._lacks_object(bare) and not self.verb.match(after):
            return True
        if self.level(second) == 3 and not acts:
            return False
        if (
            acts
            and (where := self.phrases.means.search(first))
            and not self._says_verb(self._bare(where["object"]))
        ):
            return True
        if acts and (goes := self.phrases.goes.search(bare)) and not self._says_verb(goes["place"]):
            return True
        if self._is_subject(first, bare):
            return acts or bool(self.verb.match(after)) or self._goes_on_with_noun(first, bare, after)
        if (
            self.phrases.counted_object.match(second)
            and not self._says_verb(after)
            and self._ends_with_verb(bare)
        ):
            return True
        if len(bare) > 3 and self.phrases.awaits_object.search(bare) and not self.verbal(second):
            return True
        if self._awaits_verb(first, bare) and acts:
            return True
        return self._lacks_object(bare) and self._noun_phrase(after)

    def _counts(self, first: str) -> bool:
        """Whether a line ends with a number of what the next line names: 白塔426名, 白塔区总工会建成42个."""
        if not (counted := self.phrases.counter.search(first)):
            return False
        before = self._bare(first[: counted.start("number")])
        return not self._says_verb(before) or self._ends_with_verb(before)

    def _lacks_object(self, bare: str) -> bool:
        """Whether a line ends with an actor and a verb that wants an object: 白塔县召开."""
        found = self.subject_verb.search(bare)
        return (
            found is not None
            and found["verb"] not in self.without_object
            and not found["verb"].endswith(tuple(self.also_nouns))
            and bare[: found.start()][-1:] not in _FROM_ONE_TO_ANOTHER
            and not self.verb.search(bare[: found.start()])
        )

    def _bare(self, text: str) -> str:
        """A line without its marks, where names in quotation marks and nouns that hold a verb are nothing but 某."""
        return _MARKS.sub("", self.noun.sub(_blank, self.phrases.name_in_quotes.sub(_blank, text)))

    def _is_subject(self, first: str, bare: str) -> bool:
        """Whether a line is a noun phrase by its form: no verb of two characters but one that is a noun as well."""
        if (
            re.search("[，！？：]", first)
            or (len(bare) < _LABEL - 1 and not self.phrases.place_only.match(first))
            or self.verbal(first)
        ):
            return False
        if self.phrases.place_ending.search(bare) and not first.endswith(("里", "上", "中")):
            return False
        if self.phrases.aspect.search(bare):
            return False
        # The verb inside an actor's name, 联合会, says nothing.
        name = min((m.start() for m in self.actor.finditer(bare) if m.end() == len(bare)), default=len(bare))
        said = [
            m
            for m in self.verb.finditer(bare)
            if (len(m[0]) > 1 or m[0] in "有让把为给") and m.start() < name
        ]
        if not said and "的" not in bare and not first.endswith(("里", "上", "中")):
            # 216名工人补领加班费: so much after the actor is a predicate, though its verb is unknown.
            ends = [m.end() for m in self.actor.finditer(bare)]
            return not ends or len(bare) - ends[-1] < 4
        if not said or self.phrases.described.search(bare):
            return True
        return said[-1].end() == len(bare) and all(m[0] in self.also_nouns for m in said)

    def _goes_on_with_noun(self, first: str, bare: str, after: str) -> bool:
        """Whether a place or an actor alone is followed by what it has: 红河州 / “指尖上的课堂”开进庄园."""
        if self.phrases.place_only.match(first):
            return True
        people = self._ends_with_actor(bare) or (
            self.phrases.counted.match(bare) and self.phrases.people.search(bare)
        )
        return bool(people) and bool(self.verb.search(after)) and len(after) <= _SHORT + 2

    def _ends_with_actor(self, bare: str) -> bool:
        return any(m.end() == len(bare) for m in self.actor.finditer(bare))

    def _ends_with_verb(self, bare: str) -> bool:
        """Whether a line ends with a verb that has an object: 送出."""
        last = [m for m in self.verb.finditer(bare) if len(m[0]) > 1 and m.end() == len(bare)]
        return bool(last) and last[0][0] not in self.without_object and last[0][0] not in self.also_nouns

    def _noun_phrase(self, text: str) -> bool:
        return len(text) <= 10 and not self.clause.search(text) and not self.verb.match(text)

    def _awaits_verb(self, first: str, bare: str) -> bool:
        """Whether a line names somebody or something and has still to say what they do."""
        if self.phrases.aspect.search(self._bare(first.partition("“")[0])):
            return False
        if sent := self.phrases.sent.search(first):
            return not self._says_verb(sent["who"])
        if counted := self.phrases.counted.match(bare):
            return not self._says_verb(counted["what"]) and not self.verb.match(bare)
        if named := self.phrases.named.match(first):
            return bool(named["before"]) and not self._says_verb(named["before"])
        if self.phrases.people.search(bare):
            return not self._says_verb(bare)
        return bool(self.phrases.described.search(bare)) and self.level(bare) < 3

    def _says_verb(self, text: str) -> bool:
        """Whether a verb of two or more characters stands in a text; single characters are parts of nouns too."""
        return any(len(found[0]) > 1 for found in self.verb.finditer(text))


def _words(path: Path, use: str) -> frozenset[str]:
    """The words of one use; LexiconError on a fault or an unknown use."""
    rows = read_shown(path, "word", ["use"], key=["word", "use"])
    if strange := [row for row in rows if row["use"] not in ("noun", "describes")]:
        raise LexiconError(f"{path}: {strange[0]['word']}: unknown use {strange[0]['use']!r}")
    return frozenset(row["word"] for row in rows if row["use"] == use)


def _blank(found: re.Match[str]) -> str:
    return "某" * len(found[0])


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
