"""Headlines: which lines look like one, and which of several lines is kicker, headline and subtitle.

A line that says who did what is the headline; the line above it is its kicker, the line below its subtitle.
The list of headlines that electronic papers print at the head of the page (版面导航) overrules everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.articles.lines import Line
from pipeline.articles.unwrap import ends_inside, starts_inside, unclosed
from pipeline.lexicon import read_table

_LONGEST = 46
_LONGEST_WITH_COMMA = 30
# A counted group of people that fills so short a line is a subject, not yet a headline.
_SHORT = 12
# So short a line is a column's name or a catchword: 一线传真.
_LABEL = 5
_DASH = re.compile(r"^(?:[—–―─-]{1,4}|——)[ 　]*")
_BULLET = re.compile(r"^[■◆●▲★□◇○△☆▶►※]+[ 　]*")
_TIME_FIRST = re.compile(
    r"^(?:(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日|近日|日前|昨[天日]|今[天日]|前[天日]|今年|去年|目前|当[天日]|随后|此外|同时|"
    r"据[悉了介]|会[上议]|活动[中现]|连日来|近年来|上周|本周|本月|上月|[0-9]{4}年(?:以来)?)[^，]{0,16}，"
)
# A line that ends so has not said its object yet.
_UNFINISHED = re.compile(
    r"(?:的|(?<![言总饱共缓温平随])和|与|及|或|在|将|把|被|对|向|从|为|以|由|使|让|并|但|而|且|至|给|等|以及|通过|根据|按照|关于|其中|包括|来自|分别|已经|正在|进行|同|就|所|共|近|约|超|达|第|[0-9]|"
    r"[一二三四五六七八九十百千万]|(?<!大)会[上中]|[0-9][年月日][上下凌晚中]?)$"
)
_PLACE_ENDING = re.compile(r"(?:之后|之前|之际|之时|以后|以来|之下|时|中|里|上|下|间|后|前)$")
_UNION = re.compile(r"工会|[县市区省全街镇]总|联合会")
_MARKS = re.compile(r"[“”‘’\"'《》（）()「」【】 　]")


@dataclass(frozen=True, slots=True)
class Headlines:
    """The lines of one headline block by their part."""

    kicker: tuple[Line, ...] = ()
    headline: tuple[Line, ...] = ()
    subtitle: tuple[Line, ...] = ()
    left: tuple[Line, ...] = ()


@dataclass(frozen=True)
class HeadlineReader:
    """Tells headlines with the verbs and actors of the model folder."""

    verb: re.Pattern[str]
    actor: re.Pattern[str]
    clause: re.Pattern[str]
    subject_verb: re.Pattern[str]
    body: re.Pattern[str]
    without_object: frozenset[str]

    @classmethod
    def load(cls, directory: Path) -> HeadlineReader:
        """Read headline_verbs.tsv and headline_actors.tsv; LexiconError on a fault."""
        path = directory / "headline_verbs.tsv"
        rows = read_table(path, ["verb"], optional=["without_object"], key=["verb"])
        verbs = _alternatives(r["verb"] for r in rows)
        path = directory / "headline_actors.tsv"
        nouns = _alternatives(r["noun"] for r in read_table(path, ["noun"], key=["noun"]))
        # 32对新人, 63名农民工, 吴江区: counted people, and divisions and works by their last character.
        actors = rf"{nouns}|[0-9百千万两几多余](?:名|位|户|对|家|支|人)|(?<=[^\s])[省市区县镇乡村局院所厂矿校站](?![级内里上下中长外])"
        return cls(
            re.compile(verbs),
            re.compile(actors),
            re.compile(rf"(?:{actors}).*?(?:{verbs})"),
            re.compile(rf"(?:{nouns})(?P<verb>(?:{verbs}){{1,2}})$"),
            # 大兴区总工会陪工人过年: a body first, then more than a noun or two.
            re.compile(
                rf"^[^：]{{2,16}}?(?:{nouns}|[省市区县镇局院厂])(?![的之记]|[级地内里上下中])[^：]{{5,}}"
            ),
            frozenset(r["verb"] for r in rows if r["without_object"]),
        )

    def shape(self, text: str) -> bool:
        """Whether a line may be a headline or crosshead by its form alone."""
        commas = text.count("，")
        if not 2 <= len(text) <= (_LONGEST_WITH_COMMA if commas else _LONGEST) or "。" in text or commas > 2:
            return False
        if starts_inside(text) or ends_inside(text) or text.endswith(("；", ";")):
            return False
        return not re.match(r"^【[^】]{1,12}】\S", text) and bool(re.search(r"[\u3400-\u9fff]", text))

    def is_cut(self, text: str) -> bool:
        """Whether a line that is no full sentence is the first piece of a broken one rather than a headline."""
        if unclosed(text) or self.begins_sentence(text):
            return True
        return bool(_UNFINISHED.search(text)) and " " not in text and (len(text) > 4 or text[0].isdigit())

    def reads_on(self, text: str) -> bool:
        """Whether a line inside an article reads like text rather than a sub-heading: a comma and no quotation."""
        return "，" in text and not re.search("[“”《》]", text)

    def begins_sentence(self, text: str) -> bool:
        """Whether a line begins as a sentence of a body does, with a time and a comma."""
        return bool(_TIME_FIRST.match(text))

    def level(self, text: str) -> int:
        """How much of a headline a line says: 3 who did what, 2 subject and verb, 1 a verb, 0 none."""
        bare = _MARKS.sub("", text)
        if text.startswith("【") and text.endswith("】"):
            return 0
        if _PLACE_ENDING.search(bare) and len(bare) < 10:
            return 0
        if (len(bare) > _LABEL and self.clause.search(bare)) or (
            self.body.search(bare) and not (len(bare) <= _SHORT and self._ends_with_actor(bare))
        ):
            return 3
        if found := self.verb.search(bare):
            return 2 if found.start() else 1
        return 0

    def split(self, run: Sequence[Line], titles: frozenset[str]) -> Headlines:
        """The parts of a block of headline lines; `titles` are the squashed headlines of the page's own list."""
        lines = tuple(run)
        if not lines:
            return Headlines()
        if named := self._named(lines, titles):
            low, high = named
            before, after = lines[:low], lines[high:]
            kicker = self._last_group(before)
            subtitle = self._first_group(after)
            left = before[: len(before) - len(kicker)] + after[len(subtitle) :]
            return Headlines(kicker, lines[low:high], subtitle, left)
        groups = self._groups(lines)
        left = tuple(line for group in groups[:-3] for line in group)
        return self._by_content(groups[-3:], left)

    def _by_content(self, groups: list[tuple[Line, ...]], left: tuple[Line, ...]) -> Headlines:
        texts = ["".join(line.text for line in group) for group in groups]
        levels = [self.level(t) for t in texts]
        if len(groups) == 1:
            return Headlines(headline=groups[0], left=left)
        if dashed := next((i for i in range(1, len(groups)) if _DASH.match(texts[i])), 0):
            kicker = groups[dashed - 2] if dashed >= 2 else ()
            rest = tuple(line for g in (*groups[: max(0, dashed - 2)], *groups[dashed + 1 :]) for line in g)
            return Headlines(kicker, groups[dashed - 1], groups[dashed], left + rest)
        if len(groups) == 2:
            first, second = groups
            if levels[0] == 3 and (
                levels[1] < 3 or not (_UNION.search(texts[0]) and not _UNION.search(texts[1]))
            ):
                return Headlines(headline=first, subtitle=second, left=left)
            if levels[0] == 3 and levels[1] == 3 and len(texts[1]) < len(texts[0]):
                return Headlines(headline=first, subtitle=second, left=left)
            if levels[0] > levels[1]:
                return Headlines(headline=first, subtitle=second, left=left)
            return Headlines(kicker=first, headline=second, left=left)
        if levels[2] == 3 and levels[1] < 3:
            return Headlines(groups[1], groups[2], (), left + groups[0])
        return Headlines(groups[0], groups[1], groups[2], left)

    def _named(self, lines: tuple[Line, ...], titles: frozenset[str]) -> tuple[int, int] | None:
        """Where the page's own list of headlines names one, also one broken over two or three lines."""
        for low in range(len(lines)):
            for high in range(low + 1, min(len(lines), low + 3) + 1):
                if "".join(line.key for line in lines[low:high]) in titles:
                    return low, high
        return None

    def _groups(self, lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
        """The lines with the halves of a broken headline put together."""
        groups: list[tuple[Line, ...]] = []
        for line in lines:
            if groups and len(groups[-1]) < 3 and self.belong("".join(x.text for x in groups[-1]), line.text):
                groups[-1] = (*groups[-1], line)
            else:
                groups.append((line,))
        return groups

    def belong(self, first: str, second: str) -> bool:
        """Whether two lines are the halves of one headline."""
        if unclosed(first):
            return True
        if _DASH.match(second) or len(first) > 18 or len(second) > 18 or " " in first or " " in second:
            return False
        if _UNFINISHED.search(first) and not _PLACE_ENDING.search(first):
            return True
        if (opened := _COVERB.search(first)) and not self.verb.search(opened["object"]):
            return True
        bare, after = _MARKS.sub("", first), _MARKS.sub("", second)
        if self._ends_with_actor(bare) and self.level(bare) < 3 and not self.verb.match(bare):
            if _BODY_ENDING.search(bare) and not self.verb.search(bare):
                return self.level(after) < 3
            return bool(_VERBAL.match(after) or self.verb.match(after)) and self.level(after) < 3
        found = self.subject_verb.search(bare)
        if found and found["verb"] not in self.without_object and not self.verb.search(bare[: found.start()]):
            return (
                len(after) <= 14 and not self.verb.match(after) and self.level(after) < 3
            ) or self._noun_phrase(after)
        return False

    def _ends_with_actor(self, bare: str) -> bool:
        return any(m.end() == len(bare) for m in self.actor.finditer(bare))

    def _noun_phrase(self, text: str) -> bool:
        return len(text) <= 10 and not self.clause.search(text) and not self.verb.match(text)

    def _last_group(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return self._groups(lines)[-1] if lines else ()

    def _first_group(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return self._groups(lines)[0] if lines else ()


_VERBAL = re.compile(
    r"^(?:免费|集体|积极|全面|连续|首次|全力|齐|喜|争|共|同|一起|携手|正式|率先|持续|深入|自|再|又|也|都|已|将|不|未|敢|能|会|可|在)"
)
# 给“候鸟”, 为职工: the verb is still to come.
_COVERB = re.compile(r"[^送带献交寄](?:给|为|把|将|替|让|使)(?P<object>“[^”]{1,8}”|[^“”]{1,4})$")
# A body's name alone says nothing: the line goes on.
_BODY_ENDING = re.compile(r"(?:工会|公司|集团|联合会|街道|法院|学院|医院)$")


def heading_start(text: str) -> int:
    """How many characters at the start of a headline line are dashes or bullets and no part of it."""
    found = _DASH.match(text) or _BULLET.match(text)
    return found.end() if found and found.end() < len(text) else 0


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
