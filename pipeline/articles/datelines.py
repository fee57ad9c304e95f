"""Datelines: how far `本报讯`, `据新华社北京5月8日电` or `白塔工会讯` reaches at the head of a body.

Works on the matching view, at offsets of the text that is read.
"""

from __future__ import annotations

from pipeline.articles.names import MEDIA
from pipeline.patterns import regex

# 本报讯, 本报南京5月8日讯, 据新华社北京5月8日电, 中工网讯
_NEWS = regex(
    rf"[ 　■◆●□◇○★☆▲△◎【\[［〔]*(?:据)?(?:\p{{Han}}{{2,5}}网[-—])?(?:{MEDIA}[-—/、 ]*){{1,3}}"
    r"(?:(?!通讯|记者|特约|特派|评论|见习|实习|首席)[\u4e00-\u9fff·、]){0,12}?"
    r"(?: ?(?:[0-9]{1,2} ?月 ?)?[0-9]{1,2} ?日 ?)?(?:专?电|(?<!通)讯|消息|快讯)(?!\p{Han}{0,2}(?:机|网|梯|话|录|器)|[视力商影子动气厂站工焊缆业信建瓶池线])[】\]］〕]?(?: ?综合消息(?= ))?"
)
# 白塔讯（乔一）, 【市总工会讯】（乔一）
_LOCAL = regex(
    r"[ 　【]*\p{Han}{2,10}(?<![通资短喜简音电快死问审])讯】?(?=[ 　]?[（(][\u3400-\u9fff 　、]{2,24}[）)])"
)
# 白塔消息（通讯员 乔一）, 4月2日讯（记者 乔一）
_BEFORE_ROLE = regex(
    r"[ 　【]*(?=[^ 　])[A-Za-z0-9]{0,8}\p{Han}{0,10}(?:[0-9]{1,2}月[0-9]{1,2}日\p{Han}{0,6})?(?:讯|电|消息)】?"
    r"(?=[ 　]?[（(【\[［〔][^（）()，。]{0,12}(?:记者|通讯员))"
)
# 白塔4月2日电 记者 乔一
_DATED = regex(
    r"[ 　]*\p{Han}{2,10}[0-9]{1,2}月[0-9]{1,2}日(?:电|讯)(?=[ 　]?[（(【\[［〔]|[ 　]+|(?:本报)?(?:记者|通讯员))"
)
# 工会网讯 8月3日
_SITE = regex(
    r"[ 　]*\p{Han}{2,10}(?:网|客户端|融媒|在线|频道)(?:[0-9]{1,2}月[0-9]{1,2}日)?(?:讯|消息|电)(?=[ 　:：])"
)
# 白塔讯 8月3日
_PLACE = regex(
    r"[ 　]*\p{Han}{1,6}(?<![通资短喜简音电快死问审])讯[ 　]{1,4}(?=[0-9“]|[近日昨今前]日|[今昨前当]天)"
)
# 白塔新闻网：（乔一）
_SAYS_SITE = regex(
    r"[ 　]*\p{Han}{2,12}(?:网|日报|晚报|客户端|融媒|在线)[:：][ 　]?(?=[（(][\u3400-\u9fff 　、]{2,24}[）)])"
)
# Something in brackets of any kind.
BRACKETED = regex(r"[ 　]*[（(【\[［〔](?P<inner>[^（）()【】\[\]［］〔〕\n]{1,80})[）)】\]］〕]")
# 记者 乔一 通讯员 甄二报道：; the names, and what ends them.
REPORTED = regex(
    r"(?P<names>[\u3400-\u9fff 　·、，,/|｜丨:：—-]{2,60}?)[ 　]?(?:摄影|图文|综合|采写|采访|整理|视频|文图|联合|现场)*[/、]?报道"
    r"(?:[:：，, 　]+|(?=[0-9“]|[近日昨今前]日|[今昨前当]天|$))"
)
# A body begins with a time.
LEAD = regex(r"[ 　]*(?:[0-9]|[近日昨今前]日|[今昨前当]天|[今去]年|连日来)")
# No dateline is longer.
_LONGEST = 100
_AFTER = regex(r"[ 　]*[:：]?[ 　]*")
_SEPARATORS = regex(r"[ 　/|｜丨、，,]*")


def end(text: str, at: int) -> int | None:
    """Where the dateline that stands at `at` ends; None where none stands there."""
    head = text[at : at + _LONGEST]
    # Every dateline but one holds one of these.
    if "讯" not in head and "电" not in head and "消息" not in head:
        site = _SAYS_SITE.match(text, at) if "：" in head or ":" in head else None
        return site.end() if site else None
    found = (
        _NEWS.match(text, at)
        or _LOCAL.match(text, at)
        or _BEFORE_ROLE.match(text, at)
        or _DATED.match(text, at)
        or _SITE.match(text, at)
        or _PLACE.match(text, at)
        or _SAYS_SITE.match(text, at)
    )
    return found.end() if found else None


def after(text: str, at: int) -> int:
    """Where a body begins behind a byline that ends at `at`: a colon and blanks are passed over."""
    found = _AFTER.match(text, at)
    return found.end() if found else at


def separators(text: str, at: int) -> int:
    """Where the next piece of a byline begins behind one that ends at `at`."""
    found = _SEPARATORS.match(text, at)
    return found.end() if found else at
