"""Reads lengths of time at a place of the matching view: 三天, 两年半, 1小时20分钟, 3~6个月, 大半天, 一个半小时."""

from __future__ import annotations

from pipeline.mentions.numerals import ARABIC, CHINESE_CHARS, parse
from pipeline.mentions.time_atoms import DASH
from pipeline.mentions.time_parts import Length
from pipeline.patterns import regex

_NUMBER = rf"(?:{ARABIC})[百千万亿]?|[{CHINESE_CHARS}俩仨]{{1,14}}"
_UNIT = (
    r"(?:个?(?P<more>半|多)?(?:年头|世纪|季度|学期|学年|工作日|交易日|昼夜|寒暑|春秋|分钟|小时|钟头|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天]))"
    r"|个(?P<more2>半|多)?(?:月|钟(?!头)|周)|分半钟|分(?P<more3>半)(?:钟)?|刻钟|秒钟?(?!杀|表|针)|个字(?=$|[，。后前之])"
    r"|年(?!级|代|龄|轻|青|夜|糕|货|味|度|华|画|薪|终|均|检|限|份|初|底|末|产|富|[^\u4e00-\u9fff]?\d月)|载(?!体|重|客|货|誉|入|着|歌|人|荷)(?:春秋)?"
    r"|周(?!年|岁|边|围|期|刊|报|末|密|全|到|转|长|[一二三四五六日])|月(?!球|亮|饼|台|薪|票|租|色|光|[初底末中上下]|\d|份)|天(?!津|然|地|空|气|安|使|才|真|窗|山|文|涯|桥|台|坛|花|职|赋|性|下)"
    r"|日(?!元|均|报|益|常|用|夜|语|游|本|晒|照|产|志|程)|夜(?!校|市|班|晚|里|色|跑|间|总)|分(?= ?\d{1,2} ?秒|$|以内|[一二三四五六七八九十]{1,3}秒)|[hH](?![A-Za-z])"
    r")"
)
_PIECE = regex(
    rf"(?P<number>[数几]?(?:{_NUMBER})[多余几来]?|[数几]|[大小]?半)(?P<open>[多余几]?) ?(?P<unit>{_UNIT})(?P<half>半(?!年|天|月))?(?P<odd>多)?"
)
_BARE_HALF_MINUTE = regex(r"(?<![\d一二三四五六七八九十])分半钟")
# 四周 all round, 百年老店, 一日三餐.
_NOT_A_LENGTH = regex(
    r"四周(?!后|内|前|的|时|左|以|$|，|。)|[百千万]年(?!以?[前后来]|之|$|，)|一[日天](?:三|一|又)"
)
_JOIN = regex(r" ?[零又加]? ?")
_RANGE_LOW = regex(
    rf"(?P<low>{_NUMBER})(?P<unit>个?[年月周天日]|个?(?:小时|星期)|分钟?|秒钟?)?(?:以上)?{DASH.replace('(?:', '(?:', 1)}|(?P<low2>{_NUMBER})(?P<unit2>[年月天日])以上[,，]"
)
_LETTERS = (
    ("年头", 1, "Y"), ("世纪", 100, "Y"), ("季度", 3, "M"), ("学期", 6, "M"), ("学年", 1, "Y"), ("工作日", 1, "B"), ("交易日", 1, "B"),
    ("昼夜", 1, "D"), ("寒暑", 1, "Y"), ("小时", 1, "H"), ("钟头", 1, "H"), ("星期", 1, "W"), ("礼拜", 1, "W"), ("刻钟", 15, "T"),
    ("分", 1, "T"), ("秒", 1, "S"), ("钟", 1, "H"), ("字", 5, "T"), ("年", 1, "Y"), ("载", 1, "Y"), ("春秋", 1, "Y"), ("周", 1, "W"),
    ("月", 1, "M"), ("天", 1, "D"), ("日", 1, "D"), ("夜", 0, "D"), ("h", 1, "H"), ("H", 1, "H"),
)  # fmt: skip


def read_length(v: str, at: int) -> tuple[Length, int] | None:
    """The length of time that begins at `at`, with the offset behind it."""
    if _NOT_A_LENGTH.match(v, at) or (
        v.startswith("一", at) and at and v[at - 1] in "这那同有第某新每另统唯"
    ):
        return None
    if _BARE_HALF_MINUTE.match(v, at):
        return Length(((1.5, "T"),)), at + 3
    if two := _two(v, at):
        return two
    ranged = _RANGE_LOW.match(v, at)
    if ranged:
        high = _parts(v, ranged.end())
        low = _number(ranged["low"] or ranged["low2"])
        if high is not None and low is not None and len(high[0].parts) == 1 and high[0].parts[0][0]:
            number, letter = high[0].parts[0]
            own = _letter(ranged["unit"] or ranged["unit2"] or "")
            if own is None or own[1] == letter or _DAYS[own[1]] < _DAYS[letter]:
                shift = 1.0 if own is None or own[1] == letter else _DAYS[letter] / _DAYS[own[1]]
                unit = letter if shift == 1.0 else own[1] if own else letter
                if low < number * shift:
                    end = high[1]
                    end += 2 if v.startswith("以下", end) else 0
                    return Length(((low, unit),), vague=True, upper=number * shift), end
    return _parts(v, at)


_DAYS = {"Y": 365.0, "M": 30.0, "W": 7.0, "D": 1.0, "B": 1.0, "H": 1 / 24, "T": 1 / 1440, "S": 1 / 86400}


# Two numerals side by side are a range: 四五天, 三五年.
_TWO = regex(rf"(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?={_UNIT})(?!年代)")


def _two(v: str, at: int) -> tuple[Length, int] | None:
    m = _TWO.match(v, at)
    found = _parts(v, at + 1) if m else None
    if m is None or found is None or len(found[0].parts) != 1:
        return None
    low, (high, letter) = _number(m["low"]), found[0].parts[0]
    if low is None or not low < high:
        return None
    return Length(((low, letter),), vague=True, upper=high), found[1]


def _parts(v: str, at: int) -> tuple[Length, int] | None:
    found: list[tuple[float, str]] = []
    vague = False
    end = at
    while len(found) < 5:
        joint = _JOIN.match(v, end) if found else None
        m = _PIECE.match(v, joint.end() if joint else end)
        if m is None:
            break
        letter = _letter(m["unit"])
        number = _number(m["number"])
        if letter is None or number is None:
            break
        if found and _ORDER.index(letter[1]) <= _ORDER.index(found[-1][1]) and letter[0]:
            break
        if m["half"] or m["more"] == "半" or m["more2"] == "半" or m["more3"] or "分半" in m["unit"]:
            number += 0.5 if m["number"] != "半" else 0
        vague |= (
            bool(m["open"] or m["odd"] or m["more"] == "多" or m["more2"] == "多")
            or m["number"][-1] in "多余几来"
            or m["number"][0] in "数几大小"
        )
        found.append((number * letter[0], letter[1]))
        end = m.end()
    if not found:
        return None
    return Length(tuple(p for p in found if p[0] or len(found) == 1), vague), end


_ORDER = "YMWDBHTS"


def _letter(unit: str) -> tuple[int, str] | None:
    return next(((factor, letter) for word, factor, letter in _LETTERS if word in unit), None)


def _number(text: str) -> float | None:
    if text in ("半", "大半", "小半"):
        return 0.5
    if text in ("数", "几"):
        return 3.0
    plain = text.strip("数几多余来俩仨")
    if not plain:
        return {"俩": 2.0, "仨": 3.0}.get(text)
    value = parse(plain.replace("俩", "二").replace("仨", "三"))
    if value is None:
        value = parse(plain[-1:])
    return None if value is None else float(value)
