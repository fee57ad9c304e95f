"""Places that neither a division nor a head word gives away: told by a preposition, by repetition, by a full name."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.lexicon import occurrences
from pipeline.mentions.divisions import stem
from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

# An honour, a congress or a bare union after a division: no place is meant (江苏省劳动模范, 北京市工会代表大会).
HONOUR = regex(
    r"级?(?:五一|劳动模范|劳模|工匠|大工匠|先进|优秀|模范|工人先锋号|技术能手|技能大师|三八|青年岗位|首席|十佳|最美|道德模范|人大代表|政协委员|总工会|工会(?:第(?!\p{Han}{1,5}次(?:会员)?代表大会)|[员章法]|[一二三四五六七八九十]+(?:大|届))|“[^“”，。]{2,12}”(?:名单|称号|荣誉|奖))"
)
# 白岔河 + 水猛涨, behind a mark or a preposition.
_RIVER = regex(
    r"(?<!\p{Han})(?:致使|使得|使|让|因|由于|眼看|只见|导致|造成)?(?!致|使|让|因|由于|眼看|只见|导致|造成)(\p{Han}{1,3}[河江溪])(?=水(?:位)?(?:陡|猛|暴|骤|突|急|狂|疯|飞|上涨|漫|倒灌|泛滥|决口|冲|涨|淹|回落|退))"
)
_OWNERS = ("油田", "矿区", "林区", "垦区", "港区", "铁路", "矿山", "煤矿", "厂区")
_OWNED = regex(
    rf"(?:(?<!\p{{Han}})|(?<=[在到往赴于从为至]))(?:{'|'.join(_OWNERS)})(?:工人|职工)"
    r"(?:文化宫|俱乐部|体育馆|体育场|影剧院|电影院|文体中心|活动中心)"
)
_PREPOSITION = regex(r"[在到赴沿至往抵](?=\p{Han}{2})")
_SITE_AFTER = regex(
    r"(?:[在到往赴]|位于|走进|家住|地处|途经|沿着)(\p{Han}{1,6}?"
    r"(村|水库|大街|大道|胡同|小区|新村|路|广场|公园|社区|码头|渡口|大桥|隧道|灌区|林场|农场|牧场|镇|乡))"
    r"(?![镇乡村区路长民委会口政间]|干部)"
)
# Words that say of what kind a place is, and so name none: 在农村, 到本社区.
_NO_NAMES = frozenset((
    "农", "山", "乡", "本", "该", "全", "各", "每", "家", "街", "住宅", "居民", "生活", "物业", "偏远", "贫困", "美丽", "示范", "重点", "试点", "商业", "附近", "周边", "城市", "主题", "企业", "城", "水", "铁", "公", "高速", "马", "道", "半", "一", "同", "市区", "城区", "县城", "此", "某", "邻", "外", "进", "出", "回", "入",
))  # fmt: skip
_SIZES = frozenset("新老小大古上下东西南北")
_WATERS, _SIDES = ("湖", "江", "河", "湾"), ("畔", "边", "旁")
_NATURE = frozenset("岛湖山河江村镇桥湾港屯庄岭峰滩沟溪坝路街巷")


def after_preposition(scan: Scan, words: Words) -> list[Mention]:
    """An unlisted village, water, road or square after a preposition of place: 在团结水库, 来到大柳树村."""
    found: list[Mention] = []
    for m in _SITE_AFTER.finditer(scan.view):
        start, end = m.span(1)
        core_end = m.start(2)
        above = next((e for e in range(start + 2, core_end + 1) if e in scan.division_ending), None)
        core = above if above is not None else start
        tokens = scan.tokens_in(core, core_end) if core < core_end else []
        pieces = tuple(scan.view[max(t.start, core) : min(t.end, core_end)] for t in tokens)
        if not pieces or not scan.is_boundary(end) or pieces[0] in _NO_NAMES or "".join(pieces) in _SIZES:
            continue
        if any(t.pos[0] in "rmdupc" and p not in _SIZES for t, p in zip(tokens, pieces, strict=True)):
            continue
        size = sum(map(len, pieces))
        named = words.is_name(pieces) and not any(t.pos == "v" for t in tokens)
        if size <= 4 and (named or (size > 1 and any(p in words.naming for p in pieces))):
            found.append(Mention(start, end, "LOC", "places.preposition", 0.7))
    return found


def waters(scan: Scan, words: Words) -> list[Mention]:
    """A river whose water rises or floods: 白岔河 + 水陡涨."""
    if not any(water in scan.view for water in ("河水", "江水", "溪水")):
        return []
    found = []
    for m in _RIVER.finditer(scan.view):
        name, start = m[1], m.start(1)
        if not _SIZES.isdisjoint(name[:-1]) and len(name) == 2:
            continue
        if name in words.common or name[:-1] in _NO_NAMES or scan.view[start] in "该此本这那其":
            continue
        found.append(Mention(start, m.end(1), "LOC", "places.water", 0.9))
    return found


def owned_venues(scan: Scan) -> list[Mention]:
    """The palace of workers of an oilfield, a mine or a railway that needs no name of its own: 油田 + 工人文化宫."""
    if not any(owner in scan.view for owner in _OWNERS):
        return []
    return [
        Mention(m.start(), m.end(), "LOC", "places.owned", 0.85)
        for m in _OWNED.finditer(scan.view)
        if m.start() not in scan.division_ending and m.start() not in scan.bodies
    ]


def stems(scan: Scan, words: Words) -> list[Mention]:
    """What a division that the article names in full is called for short elsewhere in it: 崇武镇, then 崇武."""
    full = {scan.view[d.last : d.end] for d in scan.divisions if d.full and not d.plain}
    known = {short for name in full if len(short := stem(name)) >= 2 and short != name}
    return [
        Mention(start, end, "LOC", "places.stem.again", 0.7)
        for short in sorted(known - words.common)
        for _, start, end in occurrences(scan.view, [short])
        if scan.is_boundary(start) and scan.is_boundary(end) and not HONOUR.match(scan.view, end)
    ]


def again(scan: Scan, found: Iterable[Mention], words: Words) -> list[Mention]:
    """Names after a preposition of place (在柳沙岛), there and wherever else they stand."""
    names: set[str] = set()
    for m in _PREPOSITION.finditer(scan.view):
        start = m.end()
        if _NATURE.isdisjoint(scan.view[start + 1 : start + 5]):
            continue
        ends = range(start + 2, min(start + 6, len(scan.view) + 1))
        end = next((e for e in ends if scan.view[e - 1] in _NATURE and scan.is_boundary(e)), 0)
        if end and scan.view[end : end + 1] in _WATERS and scan.view[end + 1 : end + 2] in _SIDES:
            end += 1  # 梅溪湖畔
        name = scan.view[start:end]
        if not end or name in words.common:
            continue
        pieces = [scan.view[t.start : t.end] for t in scan.tokens_in(start, end)]
        whole = (
            len(pieces) == 1
            and scan.is_boundary(start)
            and (scan.view[end - 1] not in "路街" or scan.view[m.start()] == "沿")
        )
        if (whole or scan.view.count(name) > 1) and not any(p in words.common and len(p) > 1 for p in pieces):
            names.add(name)
    if not names:
        return []
    taken = {(m.start, m.end) for m in found}
    spans = [(s, e) for name in names for _, s, e in occurrences(scan.view, [name])]
    return [Mention(s, e, "LOC", "places.again", 0.7) for s, e in spans if (s, e) not in taken]
