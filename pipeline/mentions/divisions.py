"""Administrative divisions in running text: full names, stems, and paths of them.

One automaton holds the full names of all divisions and the stems of those down to the county (仪陇 of 仪陇县);
neighbouring names are joined to a path where the second lies inside the first (湖南省浏阳市大瑶镇). Names and
stems that are also general words (和平, 城区) are left to the context by `DivisionSpan.plain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import add

from pipeline.gazetteer import Gazetteer
from pipeline.lexicon import word_finder
from pipeline.patterns import regex
from pipeline.records.record import record

_NATIONALITIES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|"
    "仡佬族|锡伯|阿昌族|普米族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|塔塔尔|独龙族|鄂伦春|门巴族|珞巴族|基诺族|"
    "蒙古|回|各族|壮族"
)
_SUFFIX = regex(
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

    `codes` are the divisions that the last piece, which begins at `last`, may mean. `full`: the last piece is a full name, not a stem.
    `plain`: it is also a general word or a very short name, so it wants a context.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    full: bool
    plain: bool
    last: int
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


def is_verb(name: str, view: str, start: int) -> bool:
    """Whether a division's name at `start` is 会同 behind a body, which goes together with another."""
    return name.startswith(_VERB) and view.startswith(_BODY_ENDS, start - 1)


# So many characters are read before the forms of all divisions are worked out.
_FEW_CHARACTERS = 20_000


class DivisionFinder:
    """Finds divisions and paths of divisions.

    To know the forms of all divisions takes a hundred times longer than to read an article, so the first texts are
    searched for those divisions only that their pairs of characters allow.
    """

    def __init__(
        self, gazetteer: Gazetteer, common: Iterable[str], gone: Iterable[tuple[str, str]] = ()
    ) -> None:
        """`gone`: name and code of units that are no more; news of their time writes them."""
        self._names = gazetteer.names
        self._common = frozenset(common)
        self._gone = list(gone)
        self._read = 0

    @cached_property
    def _all(self) -> _Forms:
        return _Forms(self._names.items(), self._gone, self._common)

    def _of(self, views: Sequence[str]) -> _Forms:
        """The forms that can stand in the views: every form of a division begins with its name's first two characters."""
        pairs = {pair for view in views for pair in map(add, view, view[1:])}
        names = [(code, name) for code, name in self._names.items() if name[:2] in pairs]
        return _Forms(names, [(name, code) for name, code in self._gone if name[:2] in pairs], self._common)

    def __call__(self, view: str) -> list[DivisionSpan]:
        """All divisions in the text, joined to paths, in text order and without overlaps."""
        return self.read_all([view])[0]

    def read_all(self, views: Sequence[str]) -> list[list[DivisionSpan]]:
        """For each text what a call gives."""
        self._read += sum(map(len, views))
        forms = self._of(views) if self._read <= _FEW_CHARACTERS else self._all
        return [self._spans(view, forms) for view in views]

    @staticmethod
    def _spans(view: str, forms: _Forms) -> list[DivisionSpan]:
        found: list[DivisionSpan] = []
        for name, codes, start, end in forms.find(view):
            if is_verb(name, view, start):
                continue
            full = name in forms.full
            if found and found[-1].end == start:
                above = found[-1]
                inside = tuple(c for c in codes if any(c != a and c.startswith(a) for a in above.codes))
                if inside:
                    found[-1] = DivisionSpan(above.start, end, inside, full, False, start, above.pieces + 1)
                    continue
            found.append(DivisionSpan(start, end, codes, full, forms.is_plain(name), start))
        return found


class _Forms:
    """The forms in which divisions are written, and the divisions that each may mean."""

    def __init__(
        self, names: Iterable[tuple[str, str]], gone: Iterable[tuple[str, str]], common: frozenset[str]
    ) -> None:
        codes: dict[str, list[str]] = {}
        listed = list(names)
        for code, name in listed:
            codes.setdefault(name, []).append(code)
        today = set(codes)
        earlier: set[str] = set()
        for code, name in listed:
            short = stem(name)
            if _has_stem(code, name, short):
                codes.setdefault(short, []).append(code)
            for former in _earlier_names(code, name, short, common):
                if former not in today:
                    codes.setdefault(former, []).append(code)
                    earlier.add(former)
        for name, code in gone:
            if name not in today and name not in earlier:
                codes.setdefault(name, []).append(code)
                earlier.add(name)
        self.full = today | earlier
        self._common = common
        self._forms = list(codes)
        self._codes = [tuple(sorted(c, key=len)) for c in codes.values()]
        self._automaton = word_finder(self._forms)

    def find(self, view: str) -> Iterator[tuple[str, tuple[str, ...], int, int]]:
        """The longest forms in the view from left to right, each with its codes, start and end (exclusive)."""
        for index, start, end in self._automaton.find_matches_as_indexes(view):
            yield self._forms[index], self._codes[index], start, end

    def is_plain(self, form: str) -> bool:
        """Whether the form is also a general word, or very short."""
        return form in self._common or form in _PLAIN or (len(form) < 3 and form in self.full)


def _has_stem(code: str, name: str, short: str) -> bool:
    if short == name or len(short) < 2:
        return False
    return len(code) <= _LONGEST_STEM_LEVEL or (len(short) >= 3 and name.endswith(("街道", "镇")))


def _earlier_names(code: str, name: str, short: str, common: frozenset[str]) -> Iterator[str]:
    """What the division may have been called before, which is still written."""
    if len(short) < 2:
        return
    if len(code) == 6 and name[-1] in "市区":
        # Counties become districts and cities: 密云县.
        yield short + "县"
    if len(code) == 6 and name[-1] == "区" and short not in common:
        # A city that has become a district: 思茅市.
        yield short + "市"
    if name.endswith("街道") and short not in common:
        # A town that has become a street: 新安所镇.
        yield short + "镇"
    for long, kind in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(long):
            yield short + kind
