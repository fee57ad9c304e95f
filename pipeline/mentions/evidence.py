"""The evidence for a person's name at one place: the name's own bits and those of what stands around it."""

from __future__ import annotations

from pipeline.mentions.names import NameModel
from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Words
from pipeline.patterns import regex

ENOUGH, ENOUGH_TITLED = 12.0, 8.0
TITLE, VERB, PAUSE, NR, PADDED, LIST = 8.0, 4.0, 1.5, 3.0, 7.0, 6.0
# The most that what stands behind a name may say for it.
MOST_RIGHT = VERB
_CUT_NEXT = -4.0
CUT_WORD, COMMON, FUNCTION_LAST = -6.0, -8.0, -6.0
# Verbs that only a person's name or title stands before, in this place.
_VERB_AFTER = regex(r"率(?:队|\p{Han})|带着|带领|带队|一行|走进|来到|赶到|走上|作(?:动员|了|报告|总结)")
# A first character that is no listed surname, after a title.
_RARE = -3.0
PAUSES = frozenset("，。、；：！？（）“”《》\n 　—()")
# After a masked name: the second 某 or a given-name character belongs to it, anything else does not.
FUNCTION = frozenset(
    "的了在是和与及等说称将被把对为从到向给让就也都还又并以其他先便却已因曾而后前当同一二三两"
)
_TITLE_AFTER = regex(
    r"(?:总书记|同志|总理|先生|女士|教授|院士|书记|主席|部长|省长|市长|老人|大姐|老师|师傅|医生|律师|一家|夫妇|等\d*[人名])"
)
NO_NAME = regex(
    r".?(?:师傅|先生|女士|小姐|老师|主席|书记|经理|局长|主任|医生|律师|大爷|大妈|阿姨|叔叔|姐|哥|总)|.[叔婶嫂姨]$"
)


_OF = regex(r"[^，。；：！？、]{0,8}的")


def ends_in_he(scan: Scan, start: int, end: int) -> bool:
    """Whether the 和 before `end` is the last character of a given name: the cut joins it to the one before, and a verb
    follows that is no part of a second person (师傅赵顺和 + 看火; but 孙庆和看火的工人).
    """
    if scan.view[end - 1] != "和" or end >= len(scan.view) or not scan.is_boundary(end):
        return False
    last, after = scan.token_at(end - 1), scan.token_at(end)
    return start <= last.start < end - 1 and after.pos == "v" and not _OF.match(scan.view, end)


class Evidence:
    """Adds up the bits for a string that may be a name."""

    def __init__(self, model: NameModel, words: Words) -> None:
        self.model = model
        self.words = words

    def best(self, scan: Scan, start: int, context: float, verbs: set[int]) -> tuple[int, float] | None:
        """The best name that starts at `start`, as (end, bits), given `context` bits on its left."""
        best: tuple[int, float] | None = None
        least = ENOUGH_TITLED if context == TITLE else ENOUGH
        for size in self.model.lengths(scan.view[start : start + 2]):
            end = start + size
            name = scan.view[start:end]
            if len(name) < size or not name.isalpha() or name.isascii():
                break
            bits = self.model.score(name)
            rare = bits is None and context == TITLE and size == 3
            if rare:
                bits = self.model.score(name, _RARE)
            if bits is None or bits < -3 or bits + (context + MOST_RIGHT) < least:
                continue
            if (rare and not self.rare(scan, start, end)) or NO_NAME.match(scan.view, start, start + 3):
                continue
            token = scan.token_at(start)
            if token.start < start and scan.view[token.start : token.end] in self.words.common:
                bits += CUT_WORD
            if size == 3 and name[-1] in FUNCTION and not ends_in_he(scan, start, end):
                bits += FUNCTION_LAST
            right = self.right(scan, start, end, verbs)
            bits += context + right
            if token.end == end and name in self.words.common:
                bits += COMMON
            enough = ENOUGH_TITLED if context == TITLE and right >= 1 else ENOUGH
            if bits >= enough and (best is None or bits > best[1]):
                best = end, bits
        return best

    def tagged(self, scan: Scan, start: int, end: int, verbs: set[int]) -> float | None:
        """Bits of a string that the tagger takes for a name; None where they are not enough for one."""
        name = scan.view[start:end]
        bits = self.model.score(name)
        if bits is None or bits + (NR + PAUSE + MOST_RIGHT - 2) < ENOUGH:
            return None
        division = scan.division_ending.get(end)
        if name in self.words.common or (division and division.start == start) or NO_NAME.match(name):
            return None
        if len(name) == 3 and name[-1] in FUNCTION:
            bits += FUNCTION_LAST
        bits += NR + self.left(scan, start) + self.right(scan, start, end, verbs) - 2
        return bits if bits >= ENOUGH else None

    def rare(self, scan: Scan, start: int, end: int) -> bool:
        """Whether a string may be a name with a surname that is not listed: no word of it is a general one."""
        if scan.view[start] in FUNCTION or not (scan.is_boundary(start) and scan.is_boundary(end)):
            return False
        pieces = [scan.view[t.start : t.end] for t in scan.tokens_in(start, end)]
        return not any(p in self.words.common and len(p) > 1 for p in pieces)

    def right(self, scan: Scan, start: int, end: int, verbs: set[int]) -> float:
        """Bits of what follows a name that ends at `end`."""
        view = scan.view
        if end >= len(view) or view[end] in PAUSES:
            return PAUSE + 1
        if end in verbs or _VERB_AFTER.match(view, end):
            return VERB
        if _TITLE_AFTER.match(view, end):
            return 2.5
        if scan.is_boundary(end):
            return 1.0 + (1.0 if view[end] in FUNCTION else 0)
        token = scan.token_at(end)
        if token.start >= start and token.end - end >= 1 and token.start > start:
            return _CUT_NEXT
        return -2.0 if view[end] not in FUNCTION else 0.0

    def left(self, scan: Scan, start: int) -> float:
        """Bits of what stands before a name that starts at `start`."""
        if start == 0 or scan.view[start - 1] in PAUSES:
            return PAUSE
        return 0.5 if scan.is_boundary(start) else CUT_WORD

    def masked_given(self, scan: Scan, start: int, char: str) -> bool:
        """Whether the character after 某 belongs to the masked name that starts at `start` (李某明)."""
        if char in FUNCTION:
            return False
        row = self.model.odds.get(char)
        following = start + 3
        token = scan.token_at(start + 2)
        return row is not None and row[2] > 0 and (token.end <= following or token.start < start + 2)
