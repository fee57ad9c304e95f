"""Bodies that are no mention but stand at the head of a title: 海沽银行行长 is 海沽银行 and 行长."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.patterns import regex
from pipeline.records import Extraction, Token
from pipeline.records.record import record

# The last words of a body's name, and the party group whose posts it has.
_BODY_END = regex(
    r"((?:银行|公司|集团|[局厅厂矿]|法院|检察院|委员会|管委会|协会|商会|学会|联合会|基金会|联盟|大学|学院|医院|卫生院|中学|小学|幼儿园"
    r"|学校|研究院|研究所|研究中心|设计院|事务所|报社|杂志社|出版社|电视台|电台|工会|合作社|剧院|歌舞团|乐团|剧团|俱乐部|支队|大队|派出所))"
    r"(?:党组|党委|党支部|党总支)?$"
)
# 某市工会十五大代表: a congress of the body, not a post in it.
EDITION = regex(r"(?:第?[一二三四五六七八九十\d]+)[大届次]")
_LONGEST, _SHORTEST, _SHORTEST_NAME, _LONGEST_RUN = 24, 4, 2, 60
# Between two titles of one person.
_BETWEEN = regex(r"(?:、?兼任?|[、和及与])$")
# Posts that only a body has, so that the noun before one names it (远山科技董事长); common nouns name none.
_HEADS = frozenset(
    [
        "董事长",
        "副董事长",
        "总裁",
        "副总裁",
        "执行总裁",
        "首席执行官",
        "CEO",
        "COO",
        "CFO",
        "CTO",
        "CMO",
        "创办人",
        "掌门人",
        "实际控制人",
        "实控人",
        "董秘",
        "老板",
        "合伙人",
        "股东",
        "执行官",
        "财务官",
        "运营官",
        "技术官",
        "创始人",
        "联合创始人",
        "秘书长",
        "副秘书长",
        "社长",
        "总编辑",
        "行长",
        "总经理",
        "副总经理",
        "执行董事",
        "董事局主席",
        "监事长",
        "理事长",
    ]
)
_GENERIC = regex(r"(?:品牌|事业部|公司|企业|集团|单位|部门|厂|店|行业|项目|方|行政|[原前任兼副总该本])$")
# What belongs to the post: 高级副总裁, 首席运营官.
_RANK = regex(r"(?:首席|高级|资深|执行|联合|共同|常务|名誉|轮值|代理|原|前|时任|现任)+$")
# A small word that the cut took for part of the name.
_LEAD = regex(
    r"(?:前(?!海|进|门|线)|原(?!子|平)|[了但给将由让对在与和及据从为被因而且即月日的])(?=[^\W\d_]{2})"
)
# Tags of words that neither a title nor a body's name goes over.
STOP_TAGS = frozenset("pcurdfyoevxtqm")


def token_before(x: Extraction, offset: int) -> Token:
    """The token that holds the character before `offset`."""
    return x.tokens[bisect_left(x.tokens.starts, offset) - 1]


def _run_start(view: str, titles: Sequence[str], floor: int, at: int) -> int | None:
    """Where the titles begin that end at `at`, with or without 的; None where others stand there."""
    end = at - view.endswith("的", floor, at)
    for number, title in enumerate(reversed(titles)):
        if number:
            between = _BETWEEN.search(view, max(floor, end - 3), end)
            if not between:
                return None
            end = between.start()
        if not view.endswith(title, floor, end):
            return None
        end -= len(title)
    return end


@record
class UnknownBodies:
    """Finds them: `titles` are the words that a title ends in, `acts` verbs that no name goes over."""

    titles: frozenset[str]
    acts: frozenset[str]

    def __call__(
        self, x: Extraction, titles: tuple[str, ...], at: int, floor: int
    ) -> tuple[tuple[str, ...], str] | None:
        """The titles (which end before `at`) less the body that the first begins with, and the body as written.

        None where the first title names no body. `floor` is where its clause begins.
        """
        view, first = x.view, titles[0]
        start = _run_start(view, titles, max(floor, at - _LONGEST_RUN), at)
        known = next((n for n in range(len(first), 0, -1) if first[-n:] in self.titles), None)
        if start is None or known is None:
            return None
        end = start + len(first) - known
        body = _BODY_END.search(view, max(floor, end - _LONGEST), end)
        if body is None and (first[-known:] not in _HEADS or _GENERIC.search(view, floor, end)):
            return None
        if body is None and (rank := _RANK.search(view, floor, end)):
            end = rank.start()
        end = begin = body.end(1) if body else end
        shortest = _SHORTEST if body else _SHORTEST_NAME
        while begin > floor and end - begin <= _LONGEST:
            token = token_before(x, begin)
            piece = view[max(token.start, floor) : begin]
            stops = token.pos[:1] in STOP_TAGS and token.pos not in ("vn", "eng")
            if piece in self.acts or stops or not piece.strip():
                break
            begin = max(token.start, floor)
        lead = _LEAD.match(view, begin, end)
        begin = lead.end() if lead else begin
        if end - begin < shortest or EDITION.match(view, end):
            return None
        return (x.text[end : start + len(first)], *titles[1:]), x.text[begin:end]
