"""Short and derived forms of organisations: 市总, 以下简称“X”, cores of company names, coordinated unions, studios."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.lexicon import occurrences
from pipeline.mentions.divisions import DivisionFinder
from pipeline.mentions.names import NameModel
from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Words
from pipeline.patterns import regex
from pipeline.records import Mention

_ALIAS = regex(
    r"（(?:以下|下文|下)?(?:均|统)?(?:简称|称)(?:为)?[：:“\"《]*([^（）“”\"》，。：:]{2,14})[”\"》]?）"
)
_LEGAL_FORM = regex(r"(?:集团)?(?:股份|控股)?(?:有限责任公司|有限公司|总公司|分公司|公司|集团)$")
_SHORTEST_BRAND = 3
_STUDIO = regex(
    r"(\p{Han}{2,3})((?:国家级|省级|市级|全国|技能|大师|劳模|工匠|创新|首席|技师|名师|和|、){1,5}工作室)"
)
_SHORT_UNION = regex(
    r"[省市区县镇]总(?!工会|体|量|数|额|值|计|公司|部|站|的|结|局|医院|工程|经理|人口|产|面积|投资|收|支|冠军|决赛|商会|队|行|店|厂|校|社|编|裁|监|书记|会|动员|攻|共|是|能|算|得|要|有|干事|设计|规模|指挥|教|承包|包|账|库|署|目标|任务|需|供|领|馆|装|销|里程|用)"
)
# 局工会, 矿工会: the union of the unit that the text is about.
_UNIT_UNION = regex(
    r"(?:(?<=[，。、；：（“的由在向与和给到对被经\n])|^)(?:[局段站行所队店]|[一二三四五六七八九十]{1,2}[矿厂校处])工会(?!员|[章法主])",
    re.MULTILINE,
)
# What may follow 市总, 县总 where it stands for the union.
_AFTER_SHORT = regex(
    r"(?:副?主席|党组|机关|有关|相关|负责|领导|检查组|调研组|慰问组|工作组|[，。、和与及将在为向已还也对把从又拟共先]|"
    r"派|[“\d]|近日|日前|今年|去年|昨|今|\p{Han}{1,4}组|介绍|要求|表示|成立|发|送|给|牵头|协调|会同|授予|表彰|命名|免费|走访|慰问|购买|组建|出台|印发|帮|为|连续|首|全|联合|会同|组织|举办|开展|指导|拨|投入|出资|启动|召开|下发|提出|强调|充分|积极|坚持|统计|获悉|透露)"
)
_COUNTED = regex(r"(?<=\p{Han})[两三四五六七八九十][区县市省地](总工会|工会)")
# The union named by the body of the post before it: 某局党委副书记、工会主席X.
_UNION_POST = regex(r"工会(?<=[、兼]工会)(?=副?主席|主任)")


def studios(scan: Scan, names: NameModel) -> list[Mention]:
    """马某某劳模创新工作室: named after a person."""
    found: list[Mention] = []
    if "工作室" not in scan.view:
        return found
    for m in _STUDIO.finditer(scan.view):
        for start in (m.start(1), m.end(1) - 2):
            if (names.score(scan.view[start : m.end(1)]) or 0) > 6:
                scan.bodies[m.end()] = start
                found.append(Mention(start, m.end(), "ORG", "organizations.studio", 0.9))
                break
    return found


def short_unions(scan: Scan) -> list[Mention]:
    """市总, 县总: the union, where what follows lets it act."""
    found = []
    for m in _SHORT_UNION.finditer(scan.view):
        if not _AFTER_SHORT.match(scan.view, m.end()) and (
            m.end() >= len(scan.view) or scan.token_at(m.end()).pos[0] != "v"
        ):
            continue
        before = scan.view[m.start() - 1] if m.start() else "\n"
        division = scan.division_ending.get(m.start() + 1)
        inside = before.isalnum() and before not in "据在由与和向经到从的为对同随赴"
        if inside and not scan.is_boundary(m.start()) and not division:
            continue
        start = division.start if division else m.start()
        scan.bodies[m.end()] = start
        found.append(Mention(start, m.end(), "ORG", "organizations.short_union", 0.8))
    for m in _UNIT_UNION.finditer(scan.view) if "工会" in scan.view else ():
        scan.bodies[m.end()] = m.start()
        found.append(Mention(m.start(), m.end(), "ORG", "organizations.union.unit", 0.8))
    return found


def short_forms(
    scan: Scan, found: Iterable[Mention], divisions: DivisionFinder, words: Words
) -> list[Mention]:
    """Short forms: defined in brackets after a name, or the core of a company's full name."""
    forms: dict[str, float] = {}
    for m in _ALIAS.finditer(scan.view):
        if m.start() in scan.bodies:
            forms[m[1]] = 0.95
    for mention in found:
        core = _core(scan.view[mention.start : mention.end], divisions, words)
        if core:
            forms.setdefault(core, 0.75)
            if brand := _brand(scan, core, mention, words):
                forms.setdefault(brand, 0.75)
    result: list[Mention] = []
    for form, score in forms.items():
        for _, start, end in occurrences(scan.view, [form]):
            result.append(Mention(start, end, "ORG", "organizations.short", score))
            scan.bodies[end] = start
            if scan.view.startswith("工会", end) and not scan.view.startswith("工会员", end):
                scan.bodies[end + 2] = start
                result.append(Mention(start, end + 2, "ORG", "organizations.union.short", score))
    return result


def _core(name: str, divisions: DivisionFinder, words: Words) -> str | None:
    """永丰特钢 of 唐山永丰特钢有限公司; None where nothing distinctive remains."""
    core = _LEGAL_FORM.sub("", name)
    if core == name or len(name) < 8:
        return None
    first = next(iter(divisions(core)), None)
    if first and first.start == 0:
        core = core[first.end :]
    return core if 3 <= len(core) <= 8 and core not in words.common else None


def _brand(scan: Scan, core: str, whole: Mention, words: Words) -> str | None:
    """风达同城 of 风达同城网络科技: the core without its trades, where the text uses it alone and it is no word."""
    brand = core
    while trade := next((t for t in (brand[-n:] for n in (4, 3, 2)) if t in words.trades), None):
        brand = brand[: -len(trade)]
        if len(brand) < _SHORTEST_BRAND:
            return None
    if brand == core or brand in words.common:
        return None
    for _, start, end in occurrences(scan.view, [brand]):
        if whole.start <= start < whole.end or end in scan.bodies:
            continue
        tokens = scan.tokens_in(start, end)
        pieces = tuple(scan.view[max(t.start, start) : min(t.end, end)] for t in tokens)
        if scan.is_boundary(start) and scan.is_boundary(end) and len(pieces) > 1 and words.is_name(pieces):
            return brand
    return None


def coordinated(scan: Scan, found: Iterable[Mention]) -> list[Mention]:
    """江阴、宜兴、溧阳总工会: each short form before 、 is a union of its own."""
    result: list[Mention] = []
    for mention in found:
        if not scan.view.endswith("总工会", 0, mention.end):
            continue
        at = mention.start
        while at > 1 and scan.view[at - 1] in "、和":
            division = scan.division_ending.get(at - 1)
            if division is None:
                break
            result.append(Mention(division.start, at - 1, "ORG", "organizations.coordinated", 0.9))
            at = division.start
    for m in _COUNTED.finditer(scan.view) if "工会" in scan.view else ():
        # 静安、普陀、长宁三区总工会: each is one; 两地工会 are the places' unions at large.
        if m[1] == "总工会":
            at = m.start()
            while division := scan.division_ending.get(at):
                result.append(Mention(division.start, at, "ORG", "organizations.coordinated", 0.9))
                at = division.start - 1
                if at <= 0 or scan.view[at] not in "、和":
                    break
    return result


def union_posts(scan: Scan) -> list[Mention]:
    """工会 in a stack of posts that a body opens: 某局党委副书记、工会主席X."""
    found = []
    for m in _UNION_POST.finditer(scan.view):
        end = next((e for e in range(m.start() - 1, max(0, m.start() - 16), -1) if e in scan.bodies), None)
        posts = scan.view[end : m.start() - 1] if end is not None else ""
        if (
            end is not None
            and posts
            and posts.replace("、", "").isalpha()
            and "总工会" not in scan.view[scan.bodies[end] : end]
        ):
            found.append(Mention(m.start(), m.end(), "ORG", "organizations.union.post", 0.8))
    return found
