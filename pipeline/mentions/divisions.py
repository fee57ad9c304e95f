"""Administrative divisions in running text: full names, stems, and paths of them.

One automaton holds the full names of all divisions and the stems of those down to the county (仪陇 of 仪陇县);
neighbouring names are joined to a path where the second lies inside the first (湖南省浏阳市大瑶镇). Names and
stems that are also general words (和平, 城区) are left to the context by `DivisionSpan.plain`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.gazetteer import Division, Gazetteer
from pipeline.lexicon import word_finder
from pipeline.records.record import record

_NATIONALITIES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|"
    "仡佬族|锡伯|阿昌族|普米族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|塔塔尔|独龙族|鄂伦春|门巴族|珞巴族|基诺族|"
    "蒙古|回|各族|壮族"
)
_SUFFIX = re.compile(
    rf"(?:(?:{_NATIONALITIES})*(?:自治区|自治州|自治县|自治旗)|特别行政区|林区|地区|街道|省|市|盟|县|区|旗|镇|乡)$"
)
_LONGEST_STEM_LEVEL = (
    6  # digits: provinces, prefectures, counties have stems; townships only in three characters
)


_STEMS = {"内蒙古自治区": "内蒙古"}
# Names of divisions that mostly mean a kind of area.
_PLAIN = frozenset(["老城区", "新城区", "高新区", "开发区", "中心区", "新城", "新区", "林区", "牧区", "山区"])


@record
class DivisionSpan:
    """A division or a path of divisions in the text.

    `codes` are the divisions that the last piece may mean. `full`: the last piece is a full name, not a stem.
    `plain`: it is also a general word or a very short name, so it wants a context.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    full: bool
    plain: bool
    pieces: int = 1

    @property
    def level(self) -> int:
        """Digits of the highest division that it may mean: 2 province … 9 township."""
        return min(len(code) for code in self.codes)


def stem(name: str) -> str:
    """The name without its kind: 永嘉 of 永嘉县, 延边 of 延边朝鲜族自治州; the name itself where it has none."""
    return _STEMS.get(name) or _SUFFIX.sub("", name)


# 县总工会 + 会同 + 县人社局: behind a body it is the verb, not the county of Hunan.
_VERB = "会同"
_BODY_ENDS = tuple("会局委院部司团社校")


class DivisionFinder:
    """Finds divisions and paths of divisions."""

    def __init__(
        self, gazetteer: Gazetteer, common: Iterable[str], gone: Iterable[tuple[str, str]] = ()
    ) -> None:
        """`gone`: name and code of units that are no more; news of their time writes them."""
        words = set(common)
        codes: dict[str, list[str]] = {}
        self._full: set[str] = set()
        renamed: set[str] = set()
        for division in gazetteer.by_code.values():
            codes.setdefault(division.name, []).append(division.code)
            self._full.add(division.name)
        for division in gazetteer.by_code.values():
            short = stem(division.name)
            if self._has_stem(division, short):
                codes.setdefault(short, []).append(division.code)
            if len(division.code) == 6 and len(short) >= 2 and division.name[-1] in "市区":
                # Counties become districts and cities: the old name is still written (密云县).
                former = short + "县"
                if former not in self._full:
                    codes.setdefault(former, []).append(division.code)
                    renamed.add(former)
            if (
                len(division.code) == 6
                and division.name.endswith("区")
                and len(short) >= 2
                and short not in words
            ):
                # A city that has become a district: 思茅市.
                former = short + "市"
                if former not in self._full:
                    codes.setdefault(former, []).append(division.code)
                    renamed.add(former)
            if division.name.endswith("街道") and len(short) >= 2 and short not in words:
                # A town that has become a street: 新安所镇.
                former = short + "镇"
                if former not in self._full:
                    codes.setdefault(former, []).append(division.code)
                    renamed.add(former)
            for long, kind in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
                if division.name.endswith(long) and len(short) >= 2 and short + kind not in self._full:
                    codes.setdefault(short + kind, []).append(division.code)
                    renamed.add(short + kind)
        for name, code in gone:
            if name not in self._full and name not in renamed:
                codes.setdefault(name, []).append(code)
                renamed.add(name)
        self._full |= renamed
        self._names = list(codes)
        self._codes = [tuple(sorted(codes[name], key=len)) for name in self._names]
        self._plain = [
            name in words or name in _PLAIN or (len(name) < 3 and name in self._full) for name in self._names
        ]
        self._automaton = word_finder(self._names)

    @staticmethod
    def _has_stem(division: Division, short: str) -> bool:
        if short == division.name or len(short) < 2:
            return False
        return len(division.code) <= _LONGEST_STEM_LEVEL or (
            len(short) >= 3 and division.name.endswith(("街道", "镇"))
        )

    def __call__(self, view: str) -> list[DivisionSpan]:
        """All divisions in the text, joined to paths, in text order and without overlaps."""
        found: list[DivisionSpan] = []
        for index, start, end in self._automaton.find_matches_as_indexes(view):
            name, codes = self._names[index], self._codes[index]
            if name.startswith(_VERB) and view.startswith(_BODY_ENDS, start - 1):
                continue
            if found and found[-1].end == start:
                above = found[-1]
                inside = tuple(c for c in codes if any(c != a and c.startswith(a) for a in above.codes))
                if inside:
                    found[-1] = DivisionSpan(
                        above.start, end, inside, name in self._full, False, above.pieces + 1
                    )
                    continue
            found.append(DivisionSpan(start, end, codes, name in self._full, self._plain[index]))
        return found
