"""How a corpus of (body, title, name) marks posts otherwise than the guideline, and triples without that.

`docs/people.md` lists each habit with its count. The habits are rules about words and marks, none about a sentence,
and both sides go the same way: what is no post is left out of both, what is written in two ways is compared in one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.evaluation.marked_posts import (
    BODY,
    CLAUSE,
    TITLE,
    MarkedPost,
    Triple,
    marked_posts,
    unmarked,
)
from pipeline.evaluation.spans import Span
from pipeline.records import Extraction, Person

# Titles that tell a tie between two persons.
_TIE = re.compile(
    r"(?:^[父母子女]|[妻父母婿祖孙侄甥舅叔伯姑姨爸妈]|(?<![军渔工农])嫂|(?<!大)夫|夫[人妇妻]|妻子|父亲|母亲|儿子|女儿|孩子|老[婆公伴]|媳妇"
    r"|(?:[长次三四五六幼独养义]|第[一二三四五六七八九十]|之)[子女]|[父母]子|[父母]女|公子|孙[子女]|侄[子女]|(?<![的空])[兄弟姐妹哥姊]"
    r"|驸马都尉|男友|女友|恋人|弟子|徒弟|徒|师父|恩师|高足|门生|朋友|[好基密]友|队友|盟友|战友|同学|同窗|同事|同乡|伙伴|伴侣|搭档|老大哥"
    r"|前任|继任者|接班人|辩护人|介绍人|竞争对手|助手)$"
)
# Titles that say what kind of thing a name is, and acts that are no title.
_THING = re.compile(
    r"(?:公司|企业|集团|品牌|平台|产品|药品|媒体|酒企|巨头|豪门|[出制]品方|首都|省会|省城|省垣|城市|大市|城|故乡|老家|产地|领地|之地|渊源地|中心|门户|会客厅"
    r"|支流|村|镇|旗下|前身|著作|作品|新作|生日|主演|执导|出演|掌控|执掌)$"
)
# A work or an event in quotation marks is neither a body nor a person.
_WORK = re.compile(r"[《》“”]")
# A surname with a form of address, or 小 and 老 before one, is no name.
_ADDRESS = re.compile(r"(?:先生|女士|小姐|老伯|大爷|大妈|师傅|老师)$|^[小老].$")
# Another name in brackets; whether somebody still holds the post; praise.
_GLOSS = re.compile(r"[（(][^（）()]*[）)]")
_FORMER = "原(?![子料野油始则创生材])|前|前任|时任|现任|曾任|新任|首任|第[一二三四五六七八九十]+任"
_BODY_WORDS = re.compile(r"^(?:原(?![子料野油始则创生材])|前任|时任|现任|曾任)(?=[\u4e00-\u9fffA-Za-z]{2})")
_TITLE_WORDS = re.compile(rf"^(?:(?:{_FORMER}|著名|知名|资深|当代|杰出)(?=[\u4e00-\u9fffA-Za-z]{{2}}))+")
_APPOSED = re.compile(r"\s*[，（(]\s*")


def guided_posts(text: str, spans: Sequence[Span], habits: Counter[str]) -> set[Triple]:
    """The marked triples that the guideline holds, in plain form; each habit met is counted in `habits`."""
    kept: set[Triple] = set()
    whole = mended(spans)
    habits["marks that cut another"] += len(set(spans)) - len(whole)
    for post in marked_posts(text, whole):
        words = post.words(text)
        if habit := _no_post(words) or _told_elsewhere(text, whole, post):
            habits[habit] += 1
            continue
        kept.add(plain(words))
        habits["former, praise, brackets"] += plain(words) != words
    return kept


def guided_triples(x: Extraction) -> set[Triple]:
    """The triples of an extraction in plain form; a place right before a title counts as its body (美国总统X).

    A title without either has an empty body.
    """
    found = set()
    for person in x.people:
        place = ""
        for title in person.titles:
            own = own_body(x, title)
            place = _place_before(x, person, title) or place
            words = (own or person.affiliation or place, title.removeprefix(own), person.name)
            if not _no_post(words):
                found.add(plain(words))
    return found


def joined(triple: Triple) -> Triple:
    """Body and title as one string."""
    body, title, name = triple
    return "", body + title, name


def plain(triple: Triple) -> Triple:
    """Without the mark of a former post, praise and another name in brackets."""
    body, title, name = triple
    return _BODY_WORDS.sub("", _GLOSS.sub("", body)), _TITLE_WORDS.sub("", title), name


def own_body(x: Extraction, title: str) -> str:
    """The organisation or place that a title begins with, as mentioned in the text; empty where there is none."""
    names = (x.span(m) for m in x.labelled("ORG", "LOC"))
    return max((n for n in names if title.startswith(n) and len(n) < len(title)), key=len, default="")


def mended(spans: Sequence[Span]) -> list[Span]:
    """The marks without those that only repeat another mark's word inside a longer one (律师 in 律师事务所)."""
    found: list[Span] = []
    for span in sorted(set(spans)):
        before = found[-1] if found and found[-1][1] == span[0] else None
        if before and before[2] == span[2] == TITLE:
            found[-1] = before[0], span[1], TITLE
        elif before and before[2] == TITLE and span[2] == BODY and _ends_body(found, before[0]):
            found[-2:] = [(found[-2][0], span[1], BODY)]
        else:
            found.append(span)
    return found


def _ends_body(found: Sequence[Span], at: int) -> bool:
    return len(found) > 1 and found[-2][1] == at and found[-2][2] == BODY


def _place_before(x: Extraction, person: Person, title: str) -> str:
    at = x.text.rfind(title, 0, person.mention.start)
    at = x.text.find(title, person.mention.end) if at < 0 else at
    at -= x.text.startswith("的", at - 1)
    return next((x.span(m) for m in x.labelled("LOC") if m.end == at), "")


def _no_post(words: Triple) -> str | None:
    """The habit by which something is marked as a post that is none; None where it is one."""
    body, title, name = words
    if _TIE.search(title):
        return "ties between persons"
    if _THING.search(title) or _WORK.search(body + name):
        return "things and works"
    return "forms of address" if _ADDRESS.search(name) else None


def _told_elsewhere(text: str, spans: Sequence[Span], post: MarkedPost) -> str | None:
    """Whether body, title and name do not stand beside each other: a clause ends between them.

    A name may be parted from its post by one comma or bracket (X，Y公司董事长).
    """
    first, last = sorted((post.body, post.title))
    if CLAUSE.search(unmarked(text, spans, first[1], last[0])):
        return "body told elsewhere"
    if post.name[0] >= last[1]:
        apart = bool(CLAUSE.search(unmarked(text, spans, last[1], post.name[0])))
    else:
        between = unmarked(text, spans, min(post.name[1], first[0]), first[0])
        apart = bool(CLAUSE.search(between)) and not _APPOSED.fullmatch(between)
    return "name told elsewhere" if apart else None
