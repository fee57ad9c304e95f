"""The companies, schools and offices of an article whose unions it names, each with its fullest name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.patterns import regex
from pipeline.records.record import record

# （以下简称“恒川公司”）after the full name.
_CALLED = regex(
    r"（\s*(?:以下|下文)?\s*(?:简称|统称)\s*[:：]?\s*[“\"‘]?(?P<short>[^”\"’（）]{2,14})[”\"’]?\s*(?:[，,].{0,12})?）"
)
_LEGAL = regex(r"(?:(?:股份|控股|责任)?有限(?:责任)?|股份|控股)?(?:集团)?(?:总)?公司$|（集团）|集团$")
_GROUP = regex(r"集团(?:股份|控股|有限|责任)*(?:总?公司)?$|（集团）\p{Han}*公司$")
# 东港集团 of 东港集团管片厂.
_GROUP_PART = regex(r"(\p{Han}{2,}?集团(?:(?:股份|控股)?有限(?:责任)?公司|公司)?)\p{Han}{2,}$")
_GROUP_KINDS = ("集团", "集团公司", "集团总公司")
_WHOLE = regex(r".{2,}?有限(?:责任)?公司(?=.{1,6}(?:厂|车间|分厂)$)")
# 五公司, 钻井四公司, 物探六处: a numbered part of a body, and how the names of bodies end that have such.
_PART = regex(
    r"\p{Han}{0,4}?第?[一二三四五六七八九十]{1,3}(?:分公司|公司|工程处|分厂|大队|车间|工区|作业区|项目部|[厂矿处队所区])"
)
_NUMBER_ALONE = regex(r"第?(?P<number>[一二三四五六七八九十]{1,3})(?P<kind>\D{1,3})")
# 平川矿务局 of 平川矿务局运输二公司.
_BUREAU_PART = regex(rf"(?P<bureau>\p{{Han}}{{2,}}?局){_PART.pattern}(?:“.{{2,8}}”\p{{Han}}{{1,3}})?$")
_WHOLES = ("局", "公司", "集团", "厂", "矿", "院", "油田", "指挥部")
_TAIL = regex(r"(?:集团公司|有限公司|总公司|公司|集团|厂)$")
_KINDS: dict[str, re.Pattern[str]] = {
    "company": regex(
        r"(?:公司|集团|厂|矿|商厦|商场|超市|酒店|宾馆|饭店|企业|银行|煤业|电厂|钢厂|快递|外卖|科技|股份|项目部)(?:（.{1,12}）)?$"
    ),
    "school": regex(r"(?:大学|学院|学校|中学|小学|幼儿园|党校|技校)$"),
    "hospital": regex(r"(?:医院|卫生院|保健院|疗养院)$"),
    "office": regex(r"(?:局|厅|委员会|管委会|法院|检察院|中心|站|所|处|段|报社|馆|院|银行|分行|支行)$"),
}
_KIND_OF = {
    "school": ("学校", "学院", "大学", "校"),
    "hospital": ("医院",),
    "office": (
        "局",
        "机关",
        "单位",
        "管委会",
        "中心",
        "报社",
        "所",
        "站",
        "段",
        "场站",
        "银行",
        "总行",
        "分行",
        "支行",
    ),
}
# 林场工会 is that of the 林场 that the text names.
_WORKS = ("煤矿", "林场", "农场", "牧场", "电厂", "钢厂", "酒厂", "药厂", "水厂", "油田")
_DIVISION_OFFICE = regex(r"(?:区委|县委|市委|省委|党委|政府|人大|政协|工会|总工会|人大常委会)$")


@record
class Host:
    """An organisation at `start`, as written there, and its fullest name in the article."""

    start: int
    written: str
    name: str


class Hosts:
    """The hosts of one article, from its ORG mentions (`names`: offset and name) and its 以下简称.

    `places` are its LOC mentions: a market or a village that only lies there has a union too. `words` tells of the kinds
    of `host_words.tsv` how the names of such hosts end.
    """

    def __init__(
        self,
        names: Iterable[tuple[int, str]],
        view: str,
        places: Iterable[tuple[int, str]] = (),
        words: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._words = words or {}
        self._places = [Host(start, name, name) for start, name in places if len(name) >= 3]
        listed = [
            (start, name) for start, name in names if len(name) >= 3 and not _DIVISION_OFFICE.search(name)
        ]
        self._full = list(dict.fromkeys(name for _, name in listed))
        self._called: dict[str, str] = {}
        ends = {start + len(name): name for start, name in listed}
        for m in _CALLED.finditer(view):
            if full := ends.get(m.start()):
                self._called.setdefault(m["short"], full)
        fullest = {name: self.full_name(name) for name in self._full}
        self._hosts = [Host(start, name, fullest[name]) for start, name in listed]

    def full_name(self, written: str) -> str:
        """The fullest name in the article of the organisation that is written so; itself where none is fuller."""
        if full := self._called.get(written):
            return full
        if _PART.fullmatch(written):
            return self._whole_of(written)
        core = _TAIL.sub("", written)
        if len(core) < 2:
            return written
        if full := next((f for short, f in self._called.items() if _TAIL.sub("", short) == core), None):
            return full
        shorts = {core, written.lstrip("省市区县")}
        fuller = [n for n in self._full if len(n) > len(written) and any(_abbreviates(s, n) for s in shorts)]
        if any(kind.search(written) for kind in _KINDS.values()):
            # 红砖厂 is not its 红砖厂俱乐部.
            fuller = [n for n in fuller if not n.startswith(written) or _LEGAL.fullmatch(n, len(written))]
        # The fullest is the legal name; a branch of it (…第三分公司) is another body.
        fuller = [n for n in fuller if ("分公司" in n) == ("分公司" in written)]
        fullest = max(fuller, key=lambda n: (bool(_LEGAL.search(n)), len(n)), default=written)
        # 总装厂 of 江岳重机有限公司总装厂 is a part of it, which the short name does not speak of.
        whole = _WHOLE.match(fullest)
        return whole.group() if whole and written[-1] != fullest[-1] else fullest

    def _whole_of(self, part: str) -> str:
        """A numbered part with whose part it is, where the article tells: 某某局五公司 for 五公司; else itself."""
        ends = {
            n: at + len(part) for n in self._full if (at := n.find(part)) > 0 and n.endswith(_WHOLES, 0, at)
        }
        if whole := max((n[:end] for n, end in ends.items()), key=len, default=None):
            return whole
        if alone := _NUMBER_ALONE.fullmatch(part):
            # 三公司 of 第三客运公司
            long = [
                n
                for n in self._full
                if n.endswith(alone["kind"]) and 0 < n.rfind("第" + alone["number"]) > len(n) - 9
            ]
            return long[0] if len(long) == 1 else part
        owners = {n for n in self._full if n.endswith(("管理局", "矿务局", "油田", "集团"))}
        return owners.pop() + part if len(owners) == 1 else part

    def nearest(self, kind: str, position: int) -> Host | None:
        """The host that 公司工会, 学校工会, 局工会 at `position` means; None where the article names none."""
        group = next((g for g, words in _KIND_OF.items() if kind in words), "company")
        fitting = [h for h in self._hosts if self._is(h, group, kind)]
        if not fitting and (ends := self._words.get(kind)):
            fitting = [h for h in self._places if h.name.endswith(ends)]
        if kind in _GROUP_KINDS:
            # Not a plant of the group, nor one of its companies.
            groups = [h for h in fitting if _GROUP.search(h.name)]
            groups = groups or [
                Host(h.start, h.written, m[1]) for h in self._hosts if (m := _GROUP_PART.match(h.name))
            ]
            fitting = groups or (fitting if len({h.name for h in fitting}) == 1 else [])
        if not fitting and kind == "局":
            fitting = [
                Host(h.start, h.written, m["bureau"])
                for h in self._hosts
                if (m := _BUREAU_PART.match(h.name))
            ]
        if not fitting:
            return None
        before = [h for h in fitting if h.start < position]
        if near := [h for h in before if position - h.start <= 60]:
            return near[-1]
        counts = Counter(h.name for h in fitting)
        pool = before or fitting
        return max(reversed(pool), key=lambda h: counts[h.name]) if before else pool[0]

    def _is(self, host: Host, group: str, kind: str) -> bool:
        ends = self._words.get(kind, ())
        if ends and (len(kind) > 1 or host.name.endswith(ends)):
            return host.name.endswith(ends)  # 厂 may be said of a company too
        if kind in _GROUP_KINDS:
            return "集团" in host.name or host.name.endswith("公司")
        if kind == "分公司":
            return host.name.endswith("分公司")
        if kind.endswith(_WORKS):
            return host.name.endswith(kind)
        if kind in ("矿", "局"):
            return host.name.endswith(kind) or (kind == "矿" and "矿" in host.name)
        if kind == "院":
            return bool(_KINDS["school"].search(host.name) or _KINDS["hospital"].search(host.name))
        return bool(_KINDS[group].search(host.name))

    def company(self) -> str | None:
        """The one company of the article: its group where it names one, else the one company; None where there are more."""
        names = {
            h.name
            for h in self._hosts
            if h.name.endswith(("公司", "集团")) and "分公司" not in h.name and not _PART.fullmatch(h.name)
        }
        chosen = {n for n in names if _GROUP.search(n)} or names
        return chosen.pop() if len(chosen) == 1 else None

    def only_place(self, kind: str) -> str | None:
        """The one village or community that the article names, by its fullest name; None where it names several."""
        named = [h.name for h in (*self._places, *self._hosts) if h.name.endswith(kind)]
        fullest = max(named, key=len, default=None)
        return fullest if fullest and all(fullest.endswith(n) for n in named) else None

    @staticmethod
    def fits(name: str, kind: str) -> bool:
        """Whether a host of that name can be meant by 公司, 学校, 医院 …: no school is a 公司."""
        group = next((g for g, words in _KIND_OF.items() if kind in words), "company")
        others = [g for g in _KINDS if g != group]
        return bool(_KINDS[group].search(name)) or not any(_KINDS[g].search(name) for g in others)

    def last_before(self, position: int, since: int) -> Host | None:
        """The last organisation that starts between `since` and `position`."""
        return next((h for h in reversed(self._hosts) if since <= h.start < position), None)


def _abbreviates(short: str, full: str) -> bool:
    """Whether `short` is made of characters of `full` in order: 江岳重机 of 江岳重型机械有限公司.

    Its first two characters stand together, or it has four and begins near the start of the full name (环卫集团 of
    环境卫生集团).
    """
    if short in full:
        return True
    at = full.find(short[:2])
    rest = short[2:]
    if at < 0:
        at, rest = full.find(short[0], 0, 4), short[1:]
        if at < 0 or len(short) < 4:
            return False
    else:
        at += 1
    for char in rest:
        at = full.find(char, at + 1)
        if at < 0:
            return False
    return True
