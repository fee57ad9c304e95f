"""Whether what the network found can be a name of its kind, and whether it is sure enough of one that it alone has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.lexicon import Endings
from pipeline.mentions.names import NameModel
from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

# How sure the network must be of a name that the rules do not know.
ALONE = {"PER": 0.95, "ORG": 0.9, "LOC": 0.85}
SURE = 0.9
TITLED = 0.7
_MASKED = 0.7
BEYOND_DOUBT = 0.97
# Two bodies that one verb joins are no name; nor is a body of which 一 says that it is any one.
_JOINED = regex(
    r"会同|联合[^会社]|携手|[，。；：！？“”]|(?<=\p{Han})一(?:家|所|名|个|\p{Han}{1,3}[厂店矿校院]$)"
)
_CALLED = regex(r"(?:师傅|老师|大[姐哥爷妈叔]|阿姨|先生|女士|同志)$|^.[叔婶嫂姨]$")
_GENERIC_ORG = regex(
    r"^(?:各|全(?!国|总)|筹备|大会|行业|本|某|两|几|一|新建|(?:乡镇|镇街|街镇|区县|县区|县市)总?工会)|(?:筹备组|秘书处|检查组|服务热线)$"
)
_BESIDE = regex(
    r"(?:[畔旁边]|[园区厂间场馆村镇店院堂室城山湖坳沟谷]里|旁.|(?:线|高速|国道|公路|铁路)一路|[镇乡县村](?:[东西][南北]?|[南北])[部面侧边方]?|附近|周边|沿线|[两沿]岸|境内|深处|脚下|腹地)$|^[各本该]|^第.站$|^金山银山$|^住宅小区|(?:盘山|通村|通组|跨境|乡村)公路$|一\p{Han}{0,6}(?:工地|小区|工厂|村庄|商场|医院|学校)$"
)
_LEADS = frozenset("在到于赴从往至")
_WORKS = regex(r"(?:桥|隧道|水库|车站|码头|煤矿)$")
# 援藏: whom somebody helps, and where he comes in, is no place of the story.
_HELPED = "援"
_TEAM_WORDS = regex(r"^\p{Han}{2}[员工师手匠农民兵]$")
_FOREIGN = regex(r"^[^\W\d_]+(?:[·.-][^\W\d_]+)*$")


class Possible:
    """Judges the network's names by themselves."""

    def __init__(
        self, words: Words, names: NameModel, titles: Iterable[str], heads: Mapping[str, str]
    ) -> None:
        """`titles`: what stands before a person; `heads`: last words of places with their grade."""
        self.words = words
        self.heads = heads
        self._endings = Endings(heads)
        self.names = names
        self.titles = frozenset(titles)
        self._longest_title = max(map(len, self.titles), default=0)

    def headed(self, s: Scan, n: Mention) -> bool:
        """Whether a place has a name of its own before the word that says what it is: 义乌 + 小商品城."""
        if n.label != "LOC":
            return False
        head = self._endings.longest(s.view[n.start : n.end])
        pieces = tuple(s.view[t.start : t.end] for t in s.tokens_in(n.start, n.end))
        return self.heads.get(head, "line") != "line" and len(head) < len(n) and self.words.is_name(pieces)

    def sure_alone(self, s: Scan, n: Mention) -> bool:
        """Whether the network is sure enough of a name that it alone has."""
        if n.score >= ALONE[n.label]:
            return True
        if "某" in s.view[n.start : n.end]:
            return n.score >= _MASKED
        return n.score >= TITLED and self.titled(s, n)

    def titled(self, s: Scan, n: Mention) -> bool:
        """Whether a person's full name stands behind a title, or a title and 的."""
        at = n.start
        if n.label != "PER" or "某" in s.view[at : n.end]:
            return False
        end = at - s.view.startswith("的", at - 1) if at else 0
        sizes = range(1, min(self._longest_title, end) + 1)
        return any(s.view[end - size : end] in self.titles for size in sizes)

    def __call__(self, s: Scan, n: Mention) -> bool:
        """Whether the span can be a name of its kind."""
        text = s.view[n.start : n.end]
        if s.in_work(n.start, n.end) or _JOINED.search(text) or text != text.strip():
            return False
        if n.label == "PER":
            if _CALLED.search(text) or not _FOREIGN.match(text) or len(text) < 2:
                return False
            return self.names.score(text) is not None or len(text) > 2 or not _TEAM_WORDS.match(text)
        if any(start <= n.start and n.end <= end for start, end in s.labels):
            # “长寿特大桥”: quoted whole, and nothing but a place.
            whole = (n.start, n.end) in s.labels and n.label == "LOC" and n.score >= BEYOND_DOUBT
            if not whole or not _WORKS.search(text):
                return False
        if n.label == "LOC":
            # 在潭江广场: the preposition is none of the name's.
            led = text[0] in _LEADS and s.token_at(n.start).end == n.start + 1
            if len(text) == 1 and (n.score < SURE or s.view.startswith(_HELPED, n.start - 1)):
                return False
            # 公交站, 文化馆: the word for such a place, of which none is named.
            return not led and text not in self.heads and not _BESIDE.search(text)
        if _GENERIC_ORG.search(text):
            return False
        pieces = tuple(s.view[t.start : t.end] for t in s.tokens_in(n.start, n.end))
        return (
            n.score >= BEYOND_DOUBT
            or self.words.is_name(pieces)
            or any(n.start <= d.start and d.end <= n.end for d in s.divisions)
        )
