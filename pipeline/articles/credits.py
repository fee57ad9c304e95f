"""Forms of credits on lines of their own: web pages' lines of authors, picture credits that name nobody, a lone name."""

from __future__ import annotations

from pipeline.patterns import regex

# 来源：某报 作者：李明 发布时间：…: keys of a web page's line beside the author's.
META = regex(
    r"(?:来源|时间|日期|浏览|点击|阅读|编辑|编审|审核|责编|校对|发布|字号|字体|单位)\S{0,4} ?[:：]|(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}"
)
AUTHOR = regex(
    r"(?:(?P<role>作者|记者|通讯员) |(?P<key>作者|记者|通讯员|撰稿|撰稿人|供稿|供稿人|撰文|文字|文|摄影|图片|图|投稿人) ?[:：/] ?)"
    r"(?P<value>(?:(?!\S{1,5}[:：/])(?! ?(?:19|20)[0-9]{2})[\u3400-\u9fff·、，, 　])+)"
)

LONE = regex(
    r"[ 　]*[（(\[［〔][ 　]*(?P<name>\p{Han}{2,3}|\p{Han}(?:[ 　]{1,2}\p{Han}){1,2})[ 　]*[）)\]］〕][ 　]*"
)

# （图片由受访者提供）
NO_PICTURE_CREDIT = regex(
    r"[（(]?(?:本版|文中|本文|以上)?(?:图片|照片|供图|图)[^。，]{0,14}(?:提供|供图|资料|来源|所摄)[^。，]{0,8}[）)]?"
    r"|[（(]?\p{Han}{5,16}供图[）)]?"
    r"|[（(](?:受访者|采访对象|资料)[^。，]{0,8}[）)]"
    r"|[（(]?(?:作者|供稿|撰稿|通讯员)(?:单位 ?[:：]|系|为|是)[^。]{2,30}[）)]?"
)
# 李明 摄, 图：李明: the credit of a picture.
OF_PICTURE = regex(r"(?:摄|供图|提供|图)[）)\]】 ]*$|^[（(【]?(?:摄影|图片|照片|供图|图) ?[:：/|]")
# 本版插图：李明: the credit of what a whole page prints.
OF_PAGE = regex(r"(?:本版|本文|本报|本期|题图|版头|栏目|文中)[^：:。]{0,10}[：:][^。]{1,20}")
# 文字：大 中 小: a web page's sizes of letters.
SIZES = regex(r"文字(?:大小)? ?[:：]? ?[【\[]?(?:特?大|中|小)(?!\p{Han})")
# 区总工会供稿: who sent the news, without a person's name.
OF_UNIT = regex(r"\p{Han}{2,16}(?:供稿|来稿|报送|提供)")
# 《白塔新闻联播》: the programme or paper that told the news.
OF_WORK = regex(r"《[^《》]{2,16}》")
