"""Names in bylines: a stretch of text between two role words → names, bodies left out.

Padded names (`孙 岩`, `祝 枝 山`) are one name; names written together (`王小明李红`) are cut at the second surname.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.lexicon import read_table
from pipeline.patterns import regex
from pipeline.records.record import record

MEDIA = (
    r"(?:本报|本网|本刊|本台|本社|新华社|新华网|中新社|中新网|人民网|央视网|中工网|"
    # 晚报记者 is this paper's own; Latin names of clients stand beside a place: ZAKER白塔.
    r"[A-Z][A-Za-z]{1,11}\p{Han}{0,4}?(?=记者)|"
    r"\p{Han}{2,8}?(?:日报|晚报|早报|时报|都市报)\p{Han}{1,4}?(?=记者)|"
    r"\p{Han}{0,8}?(?:日报|晚报|早报|晨报|午报|时报|周报|商报|都市报|工人报|劳动报|职工报|杂志|客户端|电视台|新闻网|融媒体中心|融媒体))"
)
# What stands before 记者 and 通讯员: 首席, 见习, 驻某地.
RANK = r"(?:驻\S{1,4}?|全媒体|融媒体|融媒|新媒体|见习|实习|首席|高级|资深|特约|特派|特邀|专职|文字|(?:摄影|视频)(?!报道|/)|签约|优秀|骨干|全媒|体育|财经)"
# 据新华社电, 来源：某某报: names a paper or an agency only.
AGENCY = regex(
    rf"(?:据|来源[:：]?|转自|原载|选自|摘自)? ?《?(?:{MEDIA}|新华社|综合\S{{0,8}}|\p{{Han}}{{2,8}}(?:报|社|网|公众号))》?(?:电|讯|消息|报道|发|供图|综合)?"
)
_MOST_WORDS = 12
_LONG_NAME = regex(r"\p{Han}{5,6}")
_NAME = regex(r"\p{Han}{2,4}|\p{Han}{1,6}(?:·\p{Han}{1,8}){1,3}")
_TOKEN = regex(r"(?:发自|发于)\S+|[^ 　、，,;；/|｜丨／:：（）()\[\]【】［］〔〕]+")
# One word of a run of names; what follows it tells whether it is whole.
_WORD = regex(r"[ 　、，,/|｜丨:：]*([\u3400-\u4e27\u4e29-\u9fff·]{1,10})(?=([ 　、,，/|｜丨:：]|$))")
_HARD = "、，,;；/|｜丨／:：（）()[]【】［］〔〕"
_ORGANISATION = regex(
    r".*(?:工会|联合会|公司|集团|委员会|总队|支队|大队|学院|大学|学校|中学|小学|医院|银行|报社|中心|协会|街道|镇|乡|村|社区|开发区|园区|"
    r"市|县|区|省|厅|局|部|处|科|室|委|办|院|所|站|厂|矿|段|社|报|网|台|队|行|店|库|政府|宣传|机关|党委|文化宫|俱乐部|电力|供电|铁路|油田|石化|建筑|中铁\S*|中建\S*)"
)
# 白塔区总工会 种 磊: a body, and behind it a single name, whatever the surname.
UNIT_AND_NAME = regex(
    r"(?P<unit>\p{Han}{3,24}(?:工会|联合会|公司|集团|委员会|局|院|校|中心|报社|电台|电视台))[ 　]+"
    r"(?P<name>\p{Han}{2,3}|\p{Han}(?:[ 　]{1,2}\p{Han}){1,2})[ 　]*"
)
_LONGEST_UNIT = 20
# Last characters of bodies that no given name ends with.
_NEVER_IN_NAMES = "部处科局厅县区市报矿厂校院镇乡"


@record
class NameReader:
    """Tells names from other words with the surnames of the model folder."""

    surnames: frozenset[str]
    others: frozenset[str]

    @classmethod
    def load(cls, directory: Path) -> NameReader:
        """Read surnames.tsv and not_names.tsv; LexiconError on a fault."""
        return cls(
            frozenset(
                r["surname"] for r in read_table(directory / "surnames.tsv", ["surname"], key=["surname"])
            ),
            frozenset(r["word"] for r in read_table(directory / "not_names.tsv", ["word"], key=["word"])),
        )

    def split(self, text: str, start: int, end: int, *, strict: bool) -> tuple[list[tuple[int, int]], int]:
        """Names between two roles: padded ones (`孙 岩`) joined, bodies left out; how many words were neither."""
        tokens = [m.span() for m in _TOKEN.finditer(text, start, end)]
        found: list[tuple[int, int]] = []
        strange = 0
        i = 0
        while i < len(tokens):
            low, high = tokens[i]
            if (width := self._spread(text, tokens, i)) > 2:
                found.append((low, tokens[i + width - 1][1]))
                i += width
                continue
            if high - low == 1 and i + 1 < len(tokens):
                after = tokens[i + 1]
                width = after[1] - after[0]
                parted = any(c in _HARD for c in text[high : after[0]])
                if not parted and (
                    width == 1 or (width == 2 and text[low:high] in self.surnames and i + 2 >= len(tokens))
                ):
                    found.append((low, after[1]))
                    i += 2
                    continue
            word = text[low:high]
            if len(word) == 2 and word in self.surnames and i + 1 < len(tokens):
                # 欧阳 小敏
                after = tokens[i + 1]
                if after[1] - after[0] <= 2 and not any(c in _HARD for c in text[high : after[0]]):
                    found.append((low, after[1]))
                    i += 2
                    continue
            if (cut := self._glued(word)) is not None:
                found += [(low, low + cut), (low + cut, high)]
            elif (
                _NAME.fullmatch(word)
                and word not in self.others
                and not word.startswith("发自")
                and not self._is_body(word)
            ):
                if strict and not self.known(word):
                    strange += 1
                else:
                    found.append((low, high))
            elif not (
                _ORGANISATION.fullmatch(word)
                or word in self.others
                or AGENCY.fullmatch(word)
                or word.startswith("发自")
            ):
                strange += 1
            i += 1
        return found, strange

    def run(self, text: str, at: int, role: re.Pattern[str]) -> tuple[list[tuple[int, int]], int]:
        """Names one after the other from `at` on, up to the first word that is none, and where they end.

        Only known surnames count, for what follows may be the body. A word before a comma is a name only if
        `role` matches behind the comma.
        """
        words: list[tuple[int, int]] = []
        stop = at
        while len(words) < _MOST_WORDS and (word := _WORD.match(text, stop)):
            low, high = word.span(1)
            ends = word[2] in ("，", ",")
            if role.match(text, low) or (ends and not role.match(text, word.end(2))):
                break
            if high - low > 1 and not self._certain(word[1]):
                break
            words.append((low, high))
            stop = high
            if word[2] in (":", "："):
                break
        names: list[tuple[int, int]] = []
        while words:
            names, strange = self.split(text, at, words[-1][1], strict=True)
            if not strange:
                return names, words[-1][1]
            words.pop()
        return [], at

    def _certain(self, word: str) -> bool:
        """Whether a word has a known surname and the length of a name."""
        if word in self.others or not self.known(word) or _ORGANISATION.fullmatch(word):
            return False
        return len(word) <= 3 or word[:2] in self.surnames or "·" in word

    @staticmethod
    def _spread(text: str, tokens: list[tuple[int, int]], i: int) -> int:
        """How many single characters from token i on make one name: 3 for `祝 枝 山`, else 0."""
        run = i
        while run < len(tokens) and tokens[run][1] - tokens[run][0] == 1 and run - i < 4:
            if run > i and any(c in _HARD for c in text[tokens[run - 1][1] : tokens[run][0]]):
                break
            run += 1
        return 3 if run - i == 3 else 0

    def _is_body(self, word: str) -> bool:
        """Whether a word that could be a name is the name of a body: 市总工会, 宣传部; but 王社, 李局 are kept as names."""
        if not _ORGANISATION.fullmatch(word):
            return False
        return len(word) > 3 or word[-1] in _NEVER_IN_NAMES or word.endswith("工会") or not self.known(word)

    @staticmethod
    def is_unit(text: str) -> bool:
        """Whether a text is the name of a body and nothing else: 市总办公室, 白塔区总工会."""
        return 4 <= len(text) <= _LONGEST_UNIT and bool(_ORGANISATION.fullmatch(text)) and " " not in text

    def known(self, word: str) -> bool:
        """Whether a word begins with a surname."""
        return word[0] in self.surnames or word[:2] in self.surnames or "·" in word

    def _glued(self, word: str) -> int | None:
        """Where to cut two names written without a blank between them (王小明李红); None for one name."""
        if not _LONG_NAME.fullmatch(word) or _ORGANISATION.fullmatch(word):
            return None
        return next(
            (
                at
                for at in (3, 2)
                if word[0] in self.surnames and word[at] in self.surnames and len(word) - at <= 3
            ),
            None,
        )
