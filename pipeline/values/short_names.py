"""Which organisation of an article a short form of a name means: 以下简称“…”, 江岳重机 for 江岳重型机械有限公司.

A short form is joined to a full name only where that is the one name of the article that fits; a department or a
branch is never the full name of its body.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.gazetteer import gazetteer
from pipeline.patterns import regex

# （以下简称“恒川公司”）, （下称恒川）, (简称：恒川) directly after the full name.
_DEFINED = regex(
    r"[（(]\s*(?:以下|下文|后文)?\s*(?:均|统|并)?(?:简称|下称|称)\s*(?:为|作)?\s*[:：]?\s*[“\"‘「]?"
    r"(?P<short>[^”\"’」（）()，,。]{2,16})[”\"’」]?\s*(?:[，,、][^（）()]{0,16})?[）)]"
)
# What a company's legal name adds to the name in use.
_LEGAL = regex(
    r"(?:（?集团）?)?(?:科技|实业|控股|投资|发展)?(?:股份|控股)?(?:有限)?(?:责任)?(?:总)?(?:公司|集团)(?:（[^）]{1,8}）)?$"
)
_IS_LEGAL = regex(r"(?:公司|集团)(?:（[^）]{1,8}）)?$")
_TAIL = regex(r"(?:集团公司|有限公司|总公司|公司|集团|总厂|厂)$")
_BRANCH = regex(r"分公司|分厂|分校|分院|分行|支行|项目部|车间|工会")
_JOINED = frozenset({"company", "school", "hospital", "media", "association", "other"})


def defined(view: str, ends: Mapping[int, str]) -> dict[str, str]:
    """Short forms that the text defines right after a full name; `ends` are the names by the offset of their end."""
    found: dict[str, str] = {}
    for m in _DEFINED.finditer(view):
        if full := ends.get(m.start()):
            found.setdefault(m["short"].strip(), full)
    return found


def full_names(kinds: Mapping[str, str], defined: Mapping[str, str]) -> dict[str, str]:
    """The full name of every short form among the names of an article (name to kind, in order of mention)."""
    joined = {short: full for short, full in defined.items() if short in kinds and short != full}
    for name, kind in kinds.items():
        if name in joined or kind not in _JOINED or len(name) < 2:
            continue
        fuller = [
            other
            for other, other_kind in kinds.items()
            if len(other) > len(name)
            and (other_kind == kind or kind == "other")
            and other_kind in _JOINED - {"other"}
            and bool(_BRANCH.search(other)) == bool(_BRANCH.search(name))
            and _is_short_for(name, other, other_kind)
        ]
        if fuller:
            longest = max(fuller, key=len)
            # Two companies that both fit leave it open, unless one only spells out the other.
            if all(f == longest or _is_short_for(f, longest, kinds[longest]) for f in fuller):
                joined[name] = longest
    return {short: _last(short, joined) for short in joined}


def _last(short: str, joined: Mapping[str, str]) -> str:
    seen = {short}
    full = joined[short]
    while full in joined and full not in seen:
        seen.add(full)
        full = joined[full]
    return full


def _is_short_for(short: str, full: str, kind: str) -> bool:
    if full.endswith(short):
        return _is_place(full[: -len(short)])
    if kind != "company" or not _IS_LEGAL.search(full):
        return False
    core = _TAIL.sub("", short)
    if len(core) < 2:
        return False
    at = full.find(core)
    if at >= 0:
        before = full[:at]
        return bool(_LEGAL.match(full, at + len(core))) and (not before or _is_place(before))
    return len(core) >= 3 and _is_drawn_from(core, full)


def _is_place(text: str) -> bool:
    """Whether the text is names of divisions, with or without their kind: 天津, 江苏省苏州市."""
    names = gazetteer().codes
    while text:
        size = next(
            (
                n
                for n in range(min(len(text), 12), 1, -1)
                if text[:n] in names or any(text[:n] + k in names for k in "省市区县州")
            ),
            0,
        )
        if not size:
            return False
        text = text[size:]
    return True


def _is_drawn_from(core: str, full: str) -> bool:
    """Whether the characters stand in the full name in this order, the first two side by side (after a place)."""
    at = full.find(core[:2])
    if at < 0 or (at and not _is_place(full[:at])):
        return False
    at += 1
    for char in core[2:]:
        at = full.find(char, at + 1)
        if at < 0:
            return False
    return True
