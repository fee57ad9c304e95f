"""Which candidates of `organizations` are names of bodies: from the head's grade and what stands before it."""

from __future__ import annotations

from pipeline.mentions.scan import Scan
from pipeline.mentions.words import Edge, Words
from pipeline.patterns import regex
from pipeline.records.record import record

TITLE_NEXT = regex(
    r"(?:记者|编辑|教师|老师|学生|校长|园长|院长|医生|护士|教授|工人|员工|职工|司机|经理|律师|负责人|原|副|常务|书记|主席|主任|常委|部长|委员|主要|领导|负责|机关|办公)"
)
# Collective prefixes, and company names that do begin with 一 (elsewhere it is an article: 唐山一特钢厂).
_LEVELS = (
    "市州",
    "州市",
    "地市",
    "市地",
    "县市区",
    "区市县",
    "旗县",
    "盟市",
    "镇街",
    "街镇",
    "街乡",
    "乡镇",
    "区县",
    "市县",
    "县市",
    "省市",
    "市区两级",
    "县区",
)
_FIRSTS = frozenset(["一汽", "一建", "一冶", "一重", "一拖", "一机"])
# 某公司党委书记: the post is the committee's, the body is the company; 某公司党委 that acts is a body.
_COMMITTEES = frozenset(("党委", "党组", "党总支", "党支部", "团委", "纪委", "党工委"))
_OFFICE = regex(r"(?:原|第一|常务)?(?:副?书记|委员|常委|成员)")
# A team of a union is the union itself; that of another body is a body of its own.
_TEAMS = frozenset(("代表队", "代表团", "服务队", "志愿队", "突击队", "篮球队", "足球队", "排球队"))
# 山东第一个产业工会, 意大利两大工会: told of, not named.
_ONE_OF_MANY = regex(r"最大|[两三四]大|第一[个家]|首[个家]|唯一")
_VISITS = regex(r"慰问|温暖|清凉|督查|督导|调研|检查|走访|考察|考核")
# 个州（市）总工会: one or the other, no body.
_OR_CITY = regex(r"^（[省市区县州旗]）$")
# Works that are named after their place alone: 桃山煤矿.
_WORKS = frozenset(("煤矿", "电厂", "钢厂", "酒厂", "药厂", "农场", "林场", "石化", "油田", "水厂", "发电厂"))
_TOWNSHIPS = ("街道", "镇", "乡", "社区", "村", "开发区", "园区", "新区", "高新区")
# What begins the predicate of a union, and bodies that own no company or plant.
_ACTS_NEXT = regex(
    r"已|将|曾|正|先后|又|还|也|随[即后]|立[即刻]|当即|派|逐|给|替|请来|帮|组织|动员|发动|选派|送|拿出|让|率先|多次|专门|随同|陪同"
)
_NO_OWNERS = (
    "工会",
    "大队",
    "支队",
    "总队",
    "法院",
    "检察院",
    "仲裁院",
    "信访局",
    "人社局",
    "劳动局",
    "办公室",
)
# 到昆山进厂, 到厂招人: what one does with a plant.
_ENTERED = frozenset("进返离到回招逐入驻下")
_PLANTS = frozenset("厂矿司店场楼社")
# Venues that offer something as bodies do.
_BUSINESSES = ("影城", "影楼", "景区")
# Media that a place has one of: 县融媒体中心.
_STATIONS = frozenset(("融媒体中心", "电视台", "广播电视台", "广播电台"))
_SEVERAL = regex(r"[两三四五六七八九十几各][区县市省地州]")
SINGLE_RELATIONS = frozenset("市区县省州镇乡村旗校厂院矿团")


@record
class Head:
    """A last word of organisation names with its kind and grade."""

    text: str
    kind: str
    grade: str


def accept(
    scan: Scan, head: Head, edge: Edge, start: int, end: int, words: Words, industries: tuple[str, ...]
) -> float:
    """The score of a candidate, 0 to refuse it."""
    pieces = edge.pieces
    if edge.anchor == "collective":
        return 0
    if scan.view.startswith(_LEVELS, edge.start):
        return 0
    if head.kind == "company" and edge.anchor == "division" and pieces and pieces[0][0] == "一":
        return 0.9 if pieces[0] in _FIRSTS else 0
    if pieces and (_SEVERAL.fullmatch(pieces[-1]) or (head.kind == "union" and _OR_CITY.search(pieces[-1]))):
        return 0
    of_union = edge.anchor == "body" and "工会" in scan.view[edge.start : start]
    visitors = head.text[-1] in "队组团" and bool(_VISITS.search("".join(pieces)))
    if of_union and (visitors or head.text in _TEAMS):
        return 0
    if edge.anchor == "body" and _is_next_to(scan, head, edge, start):
        return 0
    if head.text in ("厂", "矿", "店") and pieces and pieces[-1] in _ENTERED and len(pieces) == 1:
        return 0
    named = words.is_name(pieces)
    bare = not pieces
    if (
        edge.anchor == "none"
        and pieces
        and pieces[0][0] in "支名位个家批"
        and _digit_before(scan, edge.start)
    ):
        return 0
    # 某县总工会指导外卖企业工会换届: no union of a general union but that of its own offices.
    if of_union and head.text == "工会" and pieces and pieces[-1] != "机关":
        return 0
    if head.text == "工会":
        return _union(scan, edge, named, start, end, industries)
    if edge.relation == "该":
        return 0.8 if bare and (head.kind == "union" or head.text == "联合会") else 0
    if (
        edge.relation
        in ("企业", "我国", "省级", "市级", "区级", "县级", "国际", "世界", "集团", "公司", "全国")
        and bare
    ):
        return 0.8 if head.kind == "union" and edge.relation in ("公司", "集团") else 0
    if edge.relation in ("全国", "国际") and head.kind == "company" and not named:
        return 0
    if edge.relation in ("企业", "公司", "省级", "市级", "区级", "县级", "团") and not named:
        return 0
    if edge.anchor == "body" and head.text in _COMMITTEES and _OFFICE.match(scan.view, end):
        return 0
    if edge.anchor == "body":
        return 0.9 if head.grade != "tight" else 0
    if head.grade == "dept":
        return 0
    if edge.anchor == "site":
        return (
            0.8
            if (pieces and head.grade != "tight") or (head.grade == "prefix" and head.kind != "union")
            else 0
        )
    if edge.anchor == "division":
        known = (
            head.grade in ("prefix", "tight")
            or head.text in _BUSINESSES
            or head.kind
            in (
                "hospital",
                "school",
                "media",
                "association",
            )
        )
        if edge.start in scan.bodies:
            return 0.9
        if head.text in _WORKS and not pieces:
            division = scan.division_ending.get(start)
            return 0.85 if division and not division.full and division.level > 2 else 0
        return 0.9 if pieces or known or (head.grade != "long" and len(head.text) >= 3) else 0
    if edge.anchor == "relation":
        if head.grade in ("prefix", "tight"):
            return 0.85
        if pieces:
            return 0.8 if named or head.kind != "company" or edge.relation not in SINGLE_RELATIONS else 0.7
        told = head.kind == "company" and len(head.text) > 3  # 县供电公司: the head tells the trade
        return (
            0.8
            if told
            or head.kind in ("hospital", "school", "association")
            or (head.text in _STATIONS and edge.relation in SINGLE_RELATIONS)
            or head.grade == "venue"
            else 0
        )
    size = sum(map(len, pieces))
    if head.grade == "tight" or head.kind == "government" or size < 2 or (size > 14 and head.grade != "long"):
        return 0
    return 0.7 if named else 0


def _is_next_to(scan: Scan, head: Head, edge: Edge, start: int) -> bool:
    """Whether the body before a head does not own it: 区总工会 + 已走访砖厂, 县交警大队 + 再上砖厂."""
    end = start - sum(map(len, edge.pieces))
    if not edge.pieces or scan.bodies.get(end) != edge.start:
        return False
    if edge.pieces[0].startswith("工会组织"):
        return True  # the cut glued the verb to the union
    if scan.view.startswith("工会", end - 2) and _ACTS_NEXT.match(edge.pieces[0]):
        return True
    return head.kind == "company" and head.text[-1] in _PLANTS and scan.view.endswith(_NO_OWNERS, 0, end)


def _union(scan: Scan, edge: Edge, named: bool, start: int, end: int, industries: tuple[str, ...]) -> float:
    """工会: a named union needs a body, an industry or a company's name; 企业工会, 两地工会 are none."""
    if edge.anchor == "body":
        return 0.9
    if _ONE_OF_MANY.search(scan.view, edge.start, start):
        return 0
    if not edge.pieces and edge.anchor == "division" and scan.view.endswith(_TOWNSHIPS, 0, start):
        return 0.85
    if not edge.pieces:
        return 0.85 if edge.relation in ("该", "公司", "校", "厂", "院", "矿", "集团") else 0
    if edge.anchor in ("division", "site"):
        return 0.85
    if edge.anchor == "relation":
        return (
            0
            if edge.relation
            in ("企业", "全国", "首都", "公司", "社区", "街道", "省级", "市级", "区级", "县级")
            and not named
            else 0.8
        )
    core = scan.view[edge.start : start]
    if core in _WORKS and scan.view.count(core) > scan.view.count(core + "工会"):
        return 0.75  # 林场工会, where the text names the 林场
    if not named or len(core) < 3 or core[-1] in "员工者生":
        return 0
    elsewhere = scan.view.count(core) > scan.view.count(core + "工会")
    return (
        0.7
        if elsewhere or core.endswith((*industries, *"矿厂校院场段行")) or TITLE_NEXT.match(scan.view, end)
        else 0
    )


def _digit_before(scan: Scan, at: int) -> bool:
    return at > 0 and scan.view[at - 1].isnumeric()
