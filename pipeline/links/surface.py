"""What a union mention looks like, before any context: its kind, and its parts.

A surface is read from its end: department (劳模工作部), form (总工会), then the body, which is a path of divisions
(昌平区回龙观街道), a level word (市, 镇), a sector (市教育), a zone, a federation's field or the name of a host.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pipeline.lexicon import read_table, read_words
from pipeline.links.names import is_township
from pipeline.links.registry import Registry, plain
from pipeline.links.units import Parse
from pipeline.mentions.host_unions import read_host_words, read_plants
from pipeline.patterns import regex
from pipeline.records.record import record

Kind = Literal[
    "row",
    "territorial",
    "relational",
    "deictic",
    "sector",
    "zone",
    "township",
    "federation",
    "host",
    "outside",
    "host_relational",
    "bare",
    "collective",
    "affiliate",
]

# Longest first. 总 alone is a form only after a division or a level word (县总, 辽阳市总).
_FORM = (
    "工会工作委员会|总工会委员会|工会委员会|工会联合委员会|工会联合总会|工会总联合会|工会总联盟|工会联盟|工会联合会|行业工会联盟|联合工会委员会|联合总工会|联合工会|工会联委会|"
    "工联会|工会办事处|分工会|工会小组|总工会|工会"
)
_FORMS = regex(_FORM)
_FEDERATIONS = frozenset(
    {"工会联合会", "联合工会", "联合总工会", "工会联委会", "工联会", "联合工会委员会", "工会联合委员会"}
)
_TERRITORIAL_FORMS = frozenset(
    {"总工会", "工会", "工会委员会", "总工会委员会", "总", "工会工作委员会", "工会办事处"}
)
LEVEL_WORDS = (
    "自治区|自治州|自治县|自治旗|师市|省|市|区|县|旗|州|盟|街道办事处|街道|镇|乡|苏木|师|团|地区|新区"
)
_LEVEL_ONLY = regex(rf"(?:该|本|我|我们|当地)?(?P<type>{LEVEL_WORDS})$")
_PRAISED = regex(r"(?:优秀|先进|模范|示范|星级|十佳)(?:基层)?$")
_LEVEL_LAST = regex(r"\p{Han}(?P<type>省|市|区|县|州|镇|街道)$")
_LEVEL_FIRST = regex(
    # 市场监管局 and 师范学院 do not begin with a level word.
    r"(?!市场|市政|市民|市容|区域|区块|县域|乡村|旗舰|省际|城)(?:全|该|本)?(?P<type>自治区|地区|师市|省|市|区|县|旗|州|盟|街道|镇|乡)级?(?P<rest>.{2,})$"
)
_HOST_ONLY = regex(
    r"(?:该|本|我|我们)?(?P<type>集团公司|集团总公司|有限公司|总公司|分公司|子公司|公司|集团|企业|厂|分厂|工厂|矿|煤矿|林场|农场|牧场|电厂|钢厂|酒厂|药厂|水厂|油田|学校|学院|大学|校|院|医院|局|分局|支局|总局|大队|支队|总队|"
    r"银行|总行|分行|支行|酒店|宾馆|商场|项目部|项目|车间|车队|场站|机关|单位|管委会|中心|报社|所|站|段|园|社区|村)$"
)
_BUREAU = regex(r"(?:局|委|办|厅|委员会|管委会|机关|系统|法院|检察院|处|站|所|中心|大队|支队|总队|馆|院)$")
_COMMUNITY = regex(
    r"(?:社区|村|村民小组|居委会|大厦|广场|市场|商圈|商街|美食街|步行街|楼宇|商务区|街区|小区)$"
)
_COMPANY = regex(
    r"(?:公司|集团|厂|矿|店|行|社|企业|学校|大学|学院|中学|小学|医院|幼儿园|酒店|宾馆|商场|超市|剧院|电视台|报社)(?:（.*）)?$"
)
# 中国教育工会某大学委员会 is the union of the university.
_COMMITTEE = regex(r"中国\p{Han}{2,8}?工会(?P<host>\p{Han}{4,20})委员会$")
_REGIMENT = regex(r"第?[零一二三四五六七八九十百0-9]{1,6}团$")
_FIELD = regex(r"(?:行业|劳动者|就业群体|司机|快递员|送餐员|骑手|护工|家政)$")
_MANY = regex(
    r"(?:[省市区县旗州盟街镇乡村]{2,5}(?=总工会|工会)|区县|县区|县市|市县|镇街|街镇|街乡|街道乡镇|乡镇|区市县)"
)
# 16个区, 十余家, 三省一市: where the name is no division's (二七区).
# 湛江港, 三亚湾: a stem goes on to another name, unless the word is of a trade (港口, 口腔).
_FEATURE = regex(r"港(?![口航务])|湾|河(?![道长])|湖(?!泊)|岛|口(?![腔岸罩])|山(?![区林地])")
# A building site without a place before it is a host, and no community of the nearest place: 长河枢纽项目工会联合会.
_SITE = regex(r"(?:项目|工程|枢纽|项目部|工地|标段)$")
_MEMBERS = regex(r"(?:合作社|企业|商户|网点|门店|茶社|站点|农家乐|民宿)$")
_COUNTED = regex(
    r"(?:全[省市区县旗州国]|辖区)?(?:[0-9]+|[一二三四五六七八九十百两几数]+)余?多?(?:个|家|所|省|市|区|县|地)"
)
_ABBREVIATED = regex(r"(?P<body>.{1,12}?)总(?P<tail>.{0,12})$")


@record
class Surface:
    """A union mention's parts. `type` is a level word or host word, `rest` what follows the path or level word,
    `path` the divisions that it starts with.
    """

    text: str
    kind: Kind
    body: str = ""
    form: str = "总工会"
    type: str = ""
    rest: str = ""
    path: Parse | None = None


class SurfaceReader:
    """Reads surfaces by the lexicons of the links folder."""

    def __init__(self, registry: Registry, folder: Path) -> None:
        self._registry = registry
        affiliates = read_table(
            folder / "affiliates.tsv", ["ending", "kind"], optional=["example"], key=["ending"]
        )
        departments = read_table(folder / "departments.tsv", ["ending"], optional=["example"], key=["ending"])
        self._affiliates, self._departments = _endings(affiliates), _endings(departments)
        collectives = read_table(
            folder / "collectives.tsv", ["word", "where"], optional=["example"], key=["word"]
        )
        by_place = {
            w: sorted((re.escape(r["word"]) for r in collectives if r["where"] == w), key=len, reverse=True)
            for w in ("in", "start", "whole", "part")
        }
        # 国有企业, 村（社区）: kinds of bodies, no body.
        self._kinds = regex(rf"(?:{'|'.join(by_place['part'])}|[、和及与/（）“”\"+])+$")
        self._collective = regex(
            rf"(?:.*(?:{'|'.join(by_place['in'])})|(?:{'|'.join(by_place['start'])})|(?:{'|'.join(by_place['whole'])})$)"
        )
        self.sectors = frozenset(
            r["sector"]
            for r in read_table(folder / "sectors.tsv", ["sector"], optional=["example"], key=["sector"])
        )
        listed = "|".join(sorted(map(re.escape, sorted(self.sectors)), key=len, reverse=True))
        self._sectors = regex(rf"(?:(?:{listed})[、和及]?){{1,6}}$")
        kinds = read_table(folder / "zone_kinds.tsv", ["kind", "short"], optional=["example"], key=["kind"])
        self.zone_short = {r["kind"]: r["short"] for r in kinds}
        self._zone = regex(
            rf"(?P<own>.*?)(?P<kind>{'|'.join(sorted(self.zone_short, key=len, reverse=True))})(?:（.*）)?$"
        )
        self._foreign = regex(rf"(?:{'|'.join(read_words(folder / 'foreign.txt'))})")
        self._plant = read_plants(folder.parent / "mentions")
        self.zones = registry.zones
        self.host_words = read_host_words(folder.parent / "mentions")

    @lru_cache(maxsize=8192)  # noqa: B019 - one reader lives as long as the process
    def read(self, text: str) -> Surface | None:
        """The parts of a mention's text (as in the view); None where it cannot mean a union."""
        text = plain(text).strip("“”\"'")
        # 商工会议所 is a chamber of commerce.
        forms = [] if "商工会" in text else list(_FORMS.finditer(text))
        if row := self._registry.row(text):
            if row.level != "affiliate":
                return Surface(text, "row")
            return Surface(text, "affiliate") if forms else None
        if not forms:
            return self._abbreviated(text)
        if committee := _COMMITTEE.match(text):
            return Surface(text, "host", committee["host"], "工会", rest=committee["host"])
        last = forms[-1]
        if self._affiliates.search(text[last.end() :]):
            return Surface(text, "affiliate", rest=text[last.end() :])
        body = text[: last.start()]
        if (kind := body.lstrip("该本我们")) in self.host_words and kind not in self.zone_short:
            # 学校工会 is one in an article that names a school; a department of it (学校工会女工委) too.
            tail = text[last.end() :]
            if last.group() == "工会" and (not tail or self._departments.search(tail)):
                return Surface(text, "host_relational", body, "工会", kind)
        general = last.group() in ("工会", "总工会") and self._kinds.match(body)
        ends = last.end() == len(text)
        if ends and not general and self._foreign.match(text) and not is_township(body):
            return Surface(text, "outside", body, last.group())
        # 某县总工会优秀工会 (… 工作者): the second 工会 is a kind.
        praised = len(forms) > 1 and _PRAISED.match(text[forms[-2].end() : last.start()])
        # 州总工会组织部 is a department, and no 工会组织.
        if (
            self._collective.match(text.removesuffix("组织部"))
            or _MANY.match(text)
            or "、" in text
            or praised
        ):
            return Surface(text, "collective")
        if last.end() < len(text):
            tail = text[last.end() :]
            if self._departments.search(tail):
                return self._with_body(body, last.group(), text)
            return Surface(text, "affiliate", rest=tail)
        return self._with_body(body, last.group(), text)

    def _abbreviated(self, text: str) -> Surface | None:
        m = _ABBREVIATED.match(text)
        if m is None or (m["tail"] and not self._departments.search(m["tail"])):
            return None
        if m["body"] == "全":
            return Surface(text, "row", body="全总")
        if m["tail"] and self._affiliates.search(m["tail"]):
            return None
        if len(m["body"]) <= 3 and (level := _LEVEL_ONLY.match(m["body"])):
            return Surface(text, "relational", m["body"], "总", level["type"])
        path = self._registry.territory.parse(m["body"])
        if path and path.end == len(m["body"]) and m["body"][-1] in "省市区县旗州盟":
            return Surface(text, "territorial", m["body"], "总", path=path)
        return None

    def _with_body(self, body: str, form: str, text: str) -> Surface:
        if text != body + form and (union := self._registry.row(body + form)):
            return Surface(text, "row", body=union.name)
        if not body:
            return Surface(text, "bare", "", form)
        if form == "总工会" and body.endswith("街"):
            body += "道"  # 江堤街总工会; no street has a union
        if body in ("该", "本", "我", "这一", "这家"):
            return Surface(text, "deictic", body, form)
        if level := _LEVEL_ONLY.match(body):
            kind: Kind = "zone" if level["type"] == "新区" else "relational"
            return Surface(text, kind, body, form, level["type"], body)
        if host := _HOST_ONLY.match(body):
            return Surface(text, "host_relational", body, form, host["type"])
        if body in self.zones and body not in self.zone_short:
            return Surface(text, "zone", body, form, rest=body)
        of_level = form in _FEDERATIONS and _LEVEL_FIRST.match(body)
        if self._kinds.match(body) and body not in self.zone_short and not of_level:
            return Surface(text, "collective", form=form)
        return self._by_path(body, form, text)

    def _by_path(self, body: str, form: str, text: str) -> Surface:
        path = self._registry.territory.parse(body)
        if path and path.end == len(body):
            if form in _FEDERATIONS and not is_township(body):
                return Surface(text, "federation", body, form, path=path)
            return Surface(text, "territorial", body, form, path=path)
        if _COUNTED.match(body) and (path is None or path.stems):
            return Surface(text, "collective", form=form)
        if path:
            rest = body[path.end :]
            if path.stems and path.pieces == 1 and _FEATURE.match(rest):
                if (kind := self._rest_kind(rest, form, stems=True)) in ("zone", "federation"):
                    return Surface(text, kind, body, form, rest=body, path=path)
            elif kind := self._rest_kind(rest, form, stems=path.stems):
                return Surface(text, kind, body, form, rest=rest, path=path)
        elif (first := _LEVEL_FIRST.match(body)) and (
            kind := self._rest_kind(first["rest"], form, stems=False)
        ):
            return Surface(text, kind, body, form, first["type"], first["rest"])
        whole = self._rest_kind(body, form, stems=False)
        # A name that begins with no place is a bureau's own name, not a sector's.
        if whole is None or (whole == "sector" and body not in self.sectors) or _SITE.search(body):
            whole = "host"
        # No host has a 总工会: of a mention that took in too much (感谢市总工会) the level word is left.
        if whole == "host" and form == "总工会" and (level := _LEVEL_LAST.search(body)):
            return Surface(text, "relational", level["type"], form, level["type"])
        return Surface(text, whole, body, form, rest=body)

    def _rest_kind(self, rest: str, form: str, *, stems: bool) -> Kind | None:
        """What follows a path or level word; None where it belongs to a host's name with what went before."""
        # 七星煤矿 is a mine, and no 七星 with its miners.
        if (rest in self.sectors and not (stems and _COMPANY.search(rest))) or (
            not stems and self._sectors.match(rest.removesuffix("系统"))
        ):
            return "sector"
        if form in _TERRITORIAL_FORMS and (
            (is_township(rest) and 3 <= len(rest) <= 8) or _REGIMENT.match(rest)
        ):
            return "township"
        if rest in self.zones or (not _COMPANY.search(rest) and self._zone.match(rest)):
            return "zone"
        if form in _FEDERATIONS and not stems and _MEMBERS.search(rest):
            return "federation"
        if _COMPANY.search(rest):
            return None
        # A stem before a community is part of its name (北关东路社区), before a trade it is a place.
        if form in _FEDERATIONS or _COMMUNITY.search(rest) or _FIELD.search(rest):
            return "federation" if not stems or rest.endswith("行业") else None
        return "sector" if not stems and _BUREAU.search(rest) else None

    def is_plant(self, name: str) -> bool:
        """Whether a name tells no more than the work of a part of a company: 热轧厂, 第二炼铁厂."""
        return bool(self._plant.match(name))

    def zone_parts(self, name: str) -> tuple[str, str]:
        """A zone's own name and its kind: 大丰港 and 经济开发区; the kind alone has no own name."""
        m = self._zone.match(name)
        # The kind is the longest that the name ends with: 大丰港 and 经济开发区.
        return (m["own"], m["kind"]) if m else (name, "")


def says_kind(name: str) -> bool:
    """Whether a host's name says what it is: a company, school, bureau, community."""
    return any(kind.search(name) for kind in (_COMPANY, _BUREAU, _COMMUNITY))


def _endings(rows: list[dict[str, str]]) -> re.Pattern[str]:
    listed = sorted((re.escape(r["ending"]) for r in rows), key=len, reverse=True)
    return regex(rf"(?:{'|'.join(listed)})$")
