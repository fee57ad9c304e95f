"""The word classes that noun phrases are cut by: the lexicons `noun_verbs.tsv` and `person_nouns.tsv`.

Parts of speech come from the tokens; they are those of a dictionary, without context, so word endings and the
lexicons correct them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.lexicon import LexiconError, read_table
from pipeline.mentions.trie import trie_pattern
from pipeline.patterns import regex
from pipeline.records import Token, Tokens
from pipeline.records.record import record

KINDS = frozenset({"object", "predicate", "attribute", "verb", "noun", "function", "act"})

# Ends of a clause: no noun phrase goes over one.
CLAUSE_MARKS = "，。；！？：\n（）()【】《》"
PERSON_UNITS = frozenset(("名", "位", "人"))
EVENT_UNITS = frozenset(("轮", "次", "场", "期", "批", "回", "轮次", "场次"))
AGES = frozenset(("岁", "周岁"))
# Their subject is a whole phrase, verbs included: 全行业用工缺口, 种植面积.
MEASURES = frozenset(
    ("share", "money", "length", "area", "volume", "mass", "temperature", "speed", "data", "physics")
)
_NOUN_ENDINGS = frozenset(
    "员工者师手家案队站室所奖金款费率量值额券卡品书证会店厂车票县镇村街岗稿表册单机房包"
)
# 举手, 排队, 报案, 开机: they end verbs with an object as well.
_VERBAL_ENDINGS = frozenset("款手家案队站会店车票书课单机房稿表证卡厂镇生长工兵友客")
_SHORT_NOUNS = frozenset("包车店站书卡证房票队班会课社箱机品药菜村镇县区校院所厂楼路桥树事人乡街蟹钱水电矿")
# Single characters that a dictionary cut leaves behind the word they belong to: 献血|量, 快递|员.
_SUFFIXES = frozenset("员率量值额费表者师手班组队站")
# Where a dictionary cut goes wrong: 采茶|工到 is 采茶工|到, 饮水|点 (as in 3点) is 饮水点, 应急|金 (a surname) is 应急金.
_MISCUT = _SUFFIXES | frozenset("工企点比金款岗职册编校")
# 会员|量|血压: what is measured of people; elsewhere 量 ends a word.
_MEASURED = ("血", "体", "身", "视力", "尺寸", "腰围", "心率")
_AFTER_WORKER = frozenset("到要搬送当在就回来去领获从把将为对向给说都也已按每可能和与围拿讨")


@record
class Place:
    """Where a count stands: its characters, unit and the unit's dimension."""

    start: int
    end: int
    unit: str
    dimension: str


class NounWords:
    """The lexicons, as sets and patterns."""

    def __init__(self, kinds: dict[str, set[str]], persons: Iterable[str]) -> None:
        self.object = frozenset(kinds.get("object", ()))
        self.nouns = frozenset(kinds.get("noun", ()))
        self.verb = frozenset(kinds.get("verb", ()))
        self.attribute = frozenset(kinds.get("attribute", ()))
        self.acts = frozenset(kinds.get("act", ()))
        self.function = frozenset(kinds.get("function", ()))
        # Verbs that a dictionary joins to their objects.
        self.fusing = self.object - self.nouns - self.attribute
        backwards = trie_pattern(word[::-1] for word in kinds.get("predicate", ()))
        self._predicate = regex(rf"[了到至]?(?:{backwards})")
        self._act = regex(trie_pattern(word[::-1] for word in kinds.get("act", ())))
        self._person = regex(trie_pattern(word[::-1] for word in persons))

    @classmethod
    def load(cls, directory: Path) -> NounWords:
        """Read the two lexicons of the model's values folder; LexiconError on a fault."""
        path = directory / "noun_verbs.tsv"
        kinds: dict[str, set[str]] = {}
        for row in read_table(path, ["word", "kind"], optional=["example"], key=["word", "kind"]):
            kinds.setdefault(row["kind"], set()).add(row["word"])
        if unknown := set(kinds) - KINDS:
            raise LexiconError(f"{path}: unknown kind {sorted(unknown)[0]!r}")
        people = read_table(directory / "person_nouns.tsv", ["ending"], optional=["example"], key=["ending"])
        return cls(kinds, [r["ending"] for r in people])

    def is_noun(self, word: str, pos: str = "") -> bool:
        """Whether its ending or the lexicon makes `word` a noun; an ending does not where `pos` is a verb's."""
        if pos == "v" and len(word) == 2 and word not in self.nouns and word[-1] in _VERBAL_ENDINGS:
            return False
        return (
            word in _SHORT_NOUNS
            or word in self.nouns
            or (len(word) > 1 and (word[-1] in _NOUN_ENDINGS or self.is_person(word)))
        )

    def is_act(self, text: str) -> bool:
        """Whether `text` ends in a verb that has its own object: 累计供餐, 公司缺工."""
        return bool(self._act.match(text[::-1]))

    def is_person(self, word: str) -> bool:
        """Whether `word` ends in a noun for people."""
        return bool(self._person.match(word[::-1])) if len(word) > 1 else False

    def strip_predicate(self, text: str) -> str:
        """`text` without the words between a subject and its number: 为, 达到, 平均上调, 由 …"""
        backwards = text[::-1]
        at = 0
        while (found := self._predicate.match(backwards, at)) and found.end() > at:
            at = found.end()
        return backwards[at:][::-1]

    def without_verb(self, phrase: str) -> str:
        """节约用电 → 用电: a verb that the dictionary has joined to its object."""
        for length in (3, 2):
            verb = phrase[:length]
            if len(phrase) > length + 1 and verb in self.fusing:
                return phrase[length:]
        return phrase


def joined(view: str, tokens: Tokens) -> list[Token]:
    """The tokens with left-over suffix characters joined to their words."""
    miscut = [n for n, start in enumerate(tokens.starts) if n and view[start] in _MISCUT]
    found: list[Token] = []
    done = 0
    for n in miscut:
        found += tokens[done:n]
        done = n + 1
        token = tokens[n]
        char = view[token.start]
        last, length = found[-1], token.end - token.start
        nominal = last.pos[:1] in "vn" or last.pos == "zg"
        if char in "岗职册编校":
            # 在|岗|职工: on duty.
            if length == 1 and view[last.start : last.end] == "在":
                found[-1] = Token(last.start, token.end, "b")
            else:
                found.append(token)
        elif char in "工企":
            if char == "工" and length == 1 and last.pos == "v" and last.end - last.start > 1:
                # 派遣|工.
                found[-1] = Token(last.start, token.end, "n")
            elif length > 1 and nominal and view[token.start + 1] in _AFTER_WORKER:
                found[-1] = Token(last.start, token.start + 1, "n")
                found.append(Token(token.start + 1, token.end, "v"))
            else:
                found.append(token)
        elif char == "比" and length == 2 and view[last.start : last.end] == "占":
            # 占|比达: the share is the subject of 达.
            found[-1] = Token(last.start, token.start + 1, "n")
            found.append(Token(token.start + 1, token.end, "v"))
        elif char == "量" and length == 1 and view.startswith(_MEASURED, token.end):
            found.append(Token(token.start, token.end, "v"))
        elif char in "点比金款":
            left_over = token.pos in ("m", "nr") or char == "款" or view[last.start : last.end] == "占"
            if length == 1 and nominal and left_over and (char != "金" or last.pos[0] == "v"):
                found[-1] = Token(last.start, token.end, "n")
            else:
                found.append(token)
        elif (
            length == 1
            and last.pos[:1] in "vnaj"
            and last.end - last.start > 1
            and view[last.end - 1] not in "到给至进"
        ):
            found[-1] = Token(last.start, token.end, "n")
        elif (
            last.end - last.start == 2
            and last.pos[:1] in "vn"
            and length == 2
            and (
                (char in "率量" and view[token.start + 1] in "达为超")
                or (char in "队组" and view[token.start + 1] == "比")
            )
        ):
            found[-1] = Token(last.start, token.start + 1, "n")
            found.append(Token(token.start + 1, token.end, "v"))
        else:
            found.append(token)
    found += tokens[done:]
    return found


def clean(phrase: str) -> str | None:
    """Without quotation marks around the whole, and without unpaired ones."""
    phrase = phrase.strip(" 、")
    if phrase.startswith("“") and phrase.endswith("”") and phrase.count("“") == 1:
        phrase = phrase[1:-1]
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    return phrase or None
