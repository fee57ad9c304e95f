"""Names of divisions: their stems, their everyday forms, and what tells a township's name."""

from __future__ import annotations

from pipeline.patterns import regex

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|"
    "赫哲|门巴|珞巴|基诺|各"
)
# 大通回族土族自治县 is 大通 and 县; 鄂伦春自治旗 names its people only.
_AUTONOMOUS = regex(rf"(?P<core>.{{2,}}?)(?:(?:{_PEOPLES})族?)+自治(?P<kind>州|县|旗)$")
_AUTONOMOUS_BARE = regex(r"(?P<core>.{2,}?)族?自治(?P<kind>州|县|旗)$")
_SUFFIX = regex(r"(?:(?:壮族|回族|维吾尔)?自治区|省|市|地区|盟|区|县|旗|州|林区|特区|新区)$")
_TOWNSHIP = regex(r"\p{Han}{1,9}?(?:街道|镇|民族乡|乡|苏木)$")


def stem(name: str) -> str:
    """The name without its kind: 昌平 for 昌平区, 内蒙古 for 内蒙古自治区; as it is where too little is left."""
    if short := short_name(name):
        return short[:-1]
    bare = _SUFFIX.sub("", name)
    return bare if len(bare) >= 2 else name


def short_name(name: str) -> str | None:
    """An autonomous division's everyday name: 大通县 for 大通回族土族自治县; None for other divisions."""
    m = _AUTONOMOUS.match(name) or _AUTONOMOUS_BARE.match(name)
    return m["core"] + m["kind"] if m else None


def is_township(name: str) -> bool:
    """Whether a name ends as a township's does: 永顺镇, 上地街道."""
    return _TOWNSHIP.match(name) is not None
