"""Where an activity's name begins: the walk to the left from its last noun.

Over quotations, bodies, places, years and editions to a boundary: punctuation, 的, a verb such as 举办, a
preposition, a date, a count.
"""

from __future__ import annotations

from bisect import bisect_left

from pipeline.events.lexicon import EventLexicon
from pipeline.events.scopes import Line
from pipeline.events.story import Story
from pipeline.patterns import regex
from pipeline.records import Mention, Tokens

_CLOSERS = {"”": "“", "》": "《", "）": "（", "’": "‘"}
_PUNCTUATION = frozenset("，。；：！？、“”《》（）‘’…—\n【】,;:!?")
_STOP_POS = ("p", "u", "r", "y")
YEAR = regex(
    r"(?:\d{4}年(?:度)?(?:第[一二三四]季度)?|\d{4}—\d{4}年(?:度)?|\d{4}年(?:春季|秋季|夏季|冬季|新春|元旦春节|元旦|春节|中秋|国庆|端午))$"
)
_LONGEST_MODIFIER = 6
# 中 is China at the head of a name; elsewhere it ends what came before.
_TWO_COUNTRIES = regex(r"[届次年，。“、—]中[法德英美俄日韩非欧澳泰越缅老哈巴印阿蒙]")
# A feast behind a year or another feast (2024年元旦 + 春节期间).
_FEAST = regex(r"“?(?:元旦|春节|中秋|国庆|端午|五一|两节)”?(?:期间)?$")
# 组织 as a noun; elsewhere it is the verb that governs the name.
_ORGANIZATIONS = ("合作组织", "群团组织", "社会组织", "国际组织", "民间组织", "党组织", "团组织")
_CROWD = regex(r"[百千万]+[人名]")


def left_edge(story: Story, line: Line, at: int, lexicon: EventLexicon) -> int:
    """Where the phrase that ends before `at` begins."""
    view, tokens = story.x.view, story.x.tokens
    mentions = {m.end: m for m in line.mentions}
    heads = [h for h in line.hits if h.trigger.kind == "head"]
    pos, quoted = at, -1
    while pos > line.start:
        char = view[pos - 1]
        if opener := _CLOSERS.get(char):
            start = view.rfind(opener, max(line.start, pos - 40), pos)
            if start < 0 or story.in_speech(start) or (opener == "（" and "称" in view[start:pos]):
                break  # speech, or the body before is only called so: 某公司（以下简称…）
            pos = quoted = start
            continue
        mention = mentions.get(pos)
        if mention is not None:
            if not _joins(view, mention, mentions):
                break
            pos = mention.start
            continue
        if char in _PUNCTUATION or (char == " " and any(h.end == pos - 1 for h in heads)):
            break
        start = _token_start(tokens, pos, line.start, mentions)
        word = view[start:pos]
        if word.endswith("组织") and view.endswith(_ORGANIZATIONS, line.start, pos):
            pos = start
            continue
        if word in ("和", "与") and pos - start == 1 and _coordinates(line, start, pos, at):
            pos = start
            continue
        if word == "中" and _TWO_COUNTRIES.match(view, start - 1, at):
            pos = start  # 第二届中法…论坛
            continue
        if start > line.start and view[start - 1] == "暨":
            pos = start - 1  # 庆祝“五一”暨表彰先进大会: a verb behind 暨 is a part of the name
            continue
        if _bounds(word, tokens, pos, lexicon) or (
            pos == quoted and _is_verb(word, tokens, pos) and word not in lexicon.words["opening"]
        ):
            break
        pos = start
    while pos < at and view[pos] in " ·—":
        pos += 1
    return pos


def _coordinates(line: Line, start: int, end: int, head: int) -> bool:
    """Whether 和 joins two modifiers of the head (劳动模范和先进工作者 + 表彰大会), not two events or bodies."""
    return head - end <= _LONGEST_MODIFIER and not any(
        h.end == start and h.trigger.kind == "head" for h in line.hits
    )


def _joins(view: str, mention: Mention, mentions: dict[int, Mention]) -> bool:
    """Whether a mention can stand inside a name: bodies, places and bare years can, a count after one of them."""
    text = view[mention.start : mention.end]
    if mention.label == "COUNT":
        left = mentions.get(mention.start)
        if _CROWD.fullmatch(text):
            return True
        if text.endswith("家"):
            return False  # 甲会、乙会2家组织: the bodies are counted
        return view[mention.start - 1 : mention.start] == "”" or (
            left is not None and left.label in ("ORG", "LOC")
        )
    if mention.label != "DATE":
        return mention.label in ("ORG", "LOC")
    return bool(YEAR.match(text)) or text.startswith("“") or _is_feast_of(view, mention, mentions)


def _is_feast_of(view: str, mention: Mention, mentions: dict[int, Mention]) -> bool:
    """Whether a day is a feast whose year stands before it."""
    year = mentions.get(mention.start)
    return (
        year is not None
        and bool(YEAR.match(view[year.start : year.end]))
        and bool(_FEAST.match(view[mention.start : mention.end]))
    )


def year_start(view: str, line: Line, start: int) -> int:
    """Where the quoted name that begins at `start` begins with its year (2020年度“……”)."""
    days = {m.end: m for m in line.days}
    day = days.get(start)
    if day and _is_feast_of(view, day, days):
        day = days[day.start]
    return day.start if day and YEAR.match(view[day.start : day.end]) else start


def _token_start(tokens: Tokens, pos: int, floor: int, mentions: dict[int, Mention]) -> int:
    """First character of the word that ends at `pos`, not crossing a mention's end; one character if unknown."""
    i = bisect_left(tokens.ends, pos)
    start = tokens.starts[i] if i < len(tokens) and tokens.starts[i] < pos else pos - 1
    inner = [e for e in mentions if start < e < pos]
    return max(floor, *inner) if inner else max(floor, start)


def _is_verb(word: str, tokens: Tokens, pos: int) -> bool:
    """Whether the word before a quotation is a verb, so that the quotation is its object (发起“…”行动)."""
    i = bisect_left(tokens.ends, pos)
    return len(word) == 2 and i < len(tokens) and tokens.ends[i] == pos and tokens.pos[i] == "v"


def _bounds(word: str, tokens: Tokens, pos: int, lexicon: EventLexicon) -> bool:
    if word in lexicon.words["boundary"] or word in lexicon.words["hold"]:
        return True
    if len(word) == 2 and word[1] in "着了过":
        return True
    if len(word) > 2 and word[-2:] in lexicon.words["hold"]:
        return True  # the cut glued the verb to what stands before it: 在京举行
    if len(word) == 4 and word[-2:] in lexicon.words["boundary"]:
        return True  # 全面完成
    i = bisect_left(tokens.ends, pos)
    if i < len(tokens) and tokens.ends[i] == pos:
        tag = tokens.pos[i]
        if tag.startswith(_STOP_POS) and len(word) < 3:
            return True
    return False
