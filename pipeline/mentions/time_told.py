"""Times that a story is told by: 这天, 第二天 and 前一天 mean its last day, 3天后 is counted from there.

The words are times only where they open a clause or stand behind a word that leads to them: 比赛第二天 is a day of the
contest, and in 寄到家那天 the day is told by what happened on it. Lexicons: `told_days.tsv`, `told_leads.tsv`;
`column_heads.tsv` makes 一周 the name of a newspaper's column (一周短波).
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.lexicon import Endings, LexiconError, read_shown
from pipeline.mentions.quotes import Spans
from pipeline.mentions.time_lexicon import TimeWord
from pipeline.mentions.trie import trie_pattern
from pipeline.patterns import regex
from pipeline.records.record import record

_OPENS = frozenset("。！？，、；：…—）)”’ \n\u3000")
# 第一天，…，第二天，…: the days of a programme are numbered.
_NUMBERED = regex(r"第一[天日]|首日|头一天")
_NEAR = 200
# What follows an ordinal of a programme (第二天的比赛), and another word (这天气).
_PROGRAMME = regex(r"的|[：:]|议程|赛程|行程")
_OTHER_WORD = regex(r"[气空然津赋窗文台职性地使]|下(?!午)|生(?!病)|线(?!上)")
# Lengths in days or more: 三天后, 两周之后.
_COUNTED = regex(r"[^时分秒刻钟昼辈载]*(?:天|日|周|星期|礼拜|月|年|年半)$")
# What may stand between 一周 and the noun of a column.
_WHOSE = "(?:工会|工作|职工|基层|民生|国内|时政|产经)?"
_LATER = regex(r"(?:之|以)?后(?!来|者|续|备|勤|面|方|台|代|人|果|卫|排|院|半|[天年])(?!的)")


@record
class ToldTimes:
    """The words with their TIMEX3 as in `time_words.tsv`, the words that lead to them, the nouns of columns."""

    words: dict[str, TimeWord]
    leads: Endings
    columns: re.Pattern[str]

    @classmethod
    def load(cls, directory: Path) -> ToldTimes:
        """Read the lexicons of the model's mentions folder; LexiconError on a fault."""
        heads = read_shown(directory / "column_heads.tsv", "head")
        return cls(
            read_told_days(directory / "told_days.tsv"),
            Endings(r["lead"] for r in read_shown(directory / "told_leads.tsv", "lead")),
            regex(rf"{_WHOSE}(?:{trie_pattern(r['head'] for r in heads)})"),
        )

    def stands(self, view: str, start: int, end: int, speech: Spans) -> bool:
        """Whether the word of `told_days.tsv` at these characters is a time of the story."""
        if not self._leads_to(view, start) or speech.around(start, end):
            return False
        if view[start] == "第":
            if _PROGRAMME.match(view, end):
                return False
            return _NUMBERED.search(view, max(0, start - _NEAR), start) is None
        return view[end - 1] != "天" or _OTHER_WORD.match(view, end) is None

    def later(self, view: str, start: int, end: int, speech: Spans) -> int | None:
        """The end of 三天后, where the length at these characters is counted from the story's last day."""
        behind = _LATER.match(view, end)
        if behind is None or not _COUNTED.match(view, start, end):
            return None
        if not self._leads_to(view, start) or speech.around(start, end):
            return None
        return behind.end()

    def is_column(self, view: str, start: int, end: int) -> bool:
        """Whether 一周 is the first word of a column's name."""
        return view.startswith("一周", start) and end == start + 2 and bool(self.columns.match(view, end))

    def _leads_to(self, view: str, start: int) -> bool:
        return (
            not start
            or view[start - 1] in _OPENS
            or bool(self.leads.longest(view[max(0, start - 4) : start]))
        )


def read_told_days(path: Path) -> dict[str, TimeWord]:
    """The entries of `told_days.tsv`; LexiconError on a fault."""
    rows = read_shown(path, "word", ["timex"])
    if wrong := [r["word"] for r in rows if not r["timex"].startswith("D@")]:
        raise LexiconError(f"{path}: {wrong[0]}: not reckoned from a day of the text")
    return {r["word"]: TimeWord(r["timex"], frozenset(), frozenset()) for r in rows}
