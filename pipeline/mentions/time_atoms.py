"""The smallest pieces of the general grammar of time, as compiled patterns over the matching view.

Each pattern is tried at one place with `match`; repetitions are bounded, so matching is linear. Guards after a
character (点 but not 点燃) are those of `time_grammar`, which the finder of DATE mentions uses.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.mentions.numerals import parse
from pipeline.patterns import regex

DIGITS = "零一二三四五六七八九"
SMALL = r"(?:\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|零?[一二两三四五六七八九]|零)"
DASH = r"(?: ?(?:至|到|~|--?|—{1,2}|–|－|─{1,2}) ?)"
ORDINAL = r"(?:第 ?(?P<nth>\d{1,2}|[一二三四五六七八九十]{1,3})个?|(?P<last>最后一?个?)的?)"


# What makes two digits before 年 a year and no length: 07年, 20年小寒, 五八年前七个月.
_YEAR_GOES_ON = (
    rf"(?= ?度|(?:的)? ?(?:{SMALL}月|[正腊冬]月|第?[一二三四1-4]季|首[月季]|[前后][一二两三四五六七八九十\d]+个?(?:月|季)|[上下][半]年|年?[初底末](?!中)"
    rf"|第[一二三四五六七八九十\d]+个?(?:周|星期|礼拜)|[春夏秋冬][季天]|农历|阴历|除夕|春节|中秋|国庆|端午|清明|元旦|元宵|大寒|小寒|冬至|立春))"
)
YEAR = regex(
    rf"(?P<bc>公元前|西元前) ?(?P<bcn>\d{{1,4}}|[一二三四五六七八九十百千零]{{1,7}}) ?年"
    rf"|(?:公元|西元)? ?(?:(?P<full>[12]\d{{3}}|[一二][{DIGITS}]{{3}}|[一二两]千(?:[零{DIGITS}十百]{{0,6}})) ?年(?!级|代|龄|会)度?"
    rf"|(?P<three>[{DIGITS}]{{3}}|(?<=[在于自到至])\d{{3}}|(?<=公元)\d{{1,3}}) ?年(?!级|代|龄|来|间|内|多)"
    rf"|(?P<short>0\d|零[{DIGITS}]|[五六七八九][{DIGITS}]|[89]\d(?=年(?:代|$|，|。|以[前后]))) ?年(?!级|代|龄|多|来|间|内|有)度?"
    rf"|(?P<short2>\d{{2}}|[一二三四五六七八九][{DIGITS}]) ?年{_YEAR_GOES_ON}度?)"
)
BARE_YEAR = regex(
    r"(?P<full>(?:1[5-9]|20)\d{2}|2100)(?![\d.,:%/年-])(?= ?$|[ ，。；、）]|看|是|款|赛季|财年|岁末|[Qq][1-4]|[上下]半年|[春夏秋冬](?:季|装|款|$)|"
    + DASH
    + r"(?:\d{4}|\d{2}年)|[年度]度)"
)
YEAR_BEFORE_DASH = regex(
    rf"(?P<full>(?:1[5-9]|20)\d{{2}})(?={DASH}(?:\d{{4}}|\d{{2}})(?:[.-](?:0[1-9]|1[0-2]))?(?:年|$|[，。；、）的 ]))"
)
ERA = regex(r"(?P<name>\p{Han}{2})(?P<n>元|\d{1,2}|[一二三四五六七八九十]{1,3})年")
RELATIVE_YEAR = regex(
    r"(?P<shift>大前|大后|[今去前明后本上下来]|这一|上一|下一|[这当](?=年(?:[^轻]|$)))年(?!级|代|龄|轻|青|夜|糕|货|味|华|画|薪|假|检)度?|(?P<ref>[同次翌])年(?!级|龄)"
)
YEAR_SHIFTS = {
    "大前": -3, "前": -2, "去": -1, "上": -1, "上一": -1, "今": 0, "本": 0, "这": 0, "这一": 0, "当": 0, "明": 1, "来": 1, "下": 1,
    "下一": 1, "后": 2, "大后": 3,
}  # fmt: skip
LUNAR = regex(r"(?:农历|阴历|旧历|夏历)的?")
SOLAR = regex(r"(?:公历|阳历|新历|西历)的?")
MONTH = regex(
    r"(?P<leap>闰)?(?:(?P<lunar>[正腊冬])|(?P<yuan>元)|(?P<n>1[0-2]|0?[1-9]|十[一二]?|[一二两三四五六七八九])) ?月(?!球|亮|饼|台|薪|票|租|季|色|光)(?P<fen>份)?"
)
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
RELATIVE_MONTH = regex(
    r"(?P<shift>上上个?|下下个?|上一?个?|下一?个?|[这本当今]个?)月(?!球|亮|饼|台|薪|票|租|季|色|光|报|刊|经|牙|嫂|日)|(?P<ref>[同次])月"
)
MONTH_SHIFTS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "今": 0, "下": 1, "下下": 2}
DAY = regex(
    rf" ?(?P<n>{SMALL}) ?(?:日(?!元|均|报(?!道)|益|常|用|语|游|晒|照|产|志|程|本(?!报|台|网|刊)|夜(?=兼|不|奋|鏖|思|操))|号(?!楼|线|门|院|馆|厅|机|车|文|令|公|台|风|码|称|召|地|矿|井|店|厂|站))"
)
DAY_OF_MONTH = regex(rf" ?(?P<n>{SMALL}) ?[日号]")
LUNAR_DAY = regex(
    r"(?:初(?P<first>[一二三四五六七八九十])|(?P<other>廿[一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?)(?![日号月个名人家年])|(?P<moon>[朔望])日?)"
)
BARE_DAY = regex(
    r"(?P<n>3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?)(?![\d.,:%年月日号时点个名人家余多万亿百千元分名场次项件位条天届岁台辆支]|\p{Han}?元)(?=$|[，。；、）至到~—– -]|\p{Han})"
)
MONTH_PART = regex(
    r"(?:的)?(?P<part>上中旬|中下旬|上旬|中旬|下旬|上半月|下半月|月?(?:初(?![一二三四五六七八九十])|底|末)|中(?=$|[，。、]))"
)
YEAR_PART = regex(
    r"(?:的)? ?(?P<part>年?(?:初(?![一二三四五六七八九十中级选赛]|步)|底|末|中(?=$|[，。、]|旬)|终(?!奖|于|止))|伊始|岁末|[上下前后]半年|全年)(?!旬)"
)
PART_OF_QUARTER = regex(r"(?P<part>初|末|底)")
QUARTER = regex(
    r"(?:的)?(?:第? ?(?P<n>[一二三四1-4])|(?P<first>[前后][一二两三2-3]|首)|[Qq](?P<q>[1-4]))个?(?:季度|季(?!节))|[Qq](?P<q2>[1-4])(?![0-9A-Za-z])"
)
RELATIVE_QUARTER = regex(r"(?P<shift>[上下本这]|上一|下一)个?季度(?P<part>[初末底])?")
FIRST_UNITS = regex(
    rf"(?:的)?(?P<edge>[前头后首]|最后) ?(?:(?P<n>{SMALL}) ?)?个?(?P<unit>月(?!球)|周|星期|礼拜|天|日|季度)"
)
SEASON = regex(
    r"(?:的)?(?P<name>[春夏秋冬](?:季(?!度)|天|日)|[春夏秋冬](?=$|[，。、])|[初早仲晚盛暮深][春夏秋冬]|隆冬|[暑寒][期假])"
)
WEEK = regex(
    r"(?P<shift>上上上|上上|上|本|这|今|下下|下)(?:一)?个?(?:周(?!年|岁|边|围|期|刊|报)|星期|礼拜)(?:(?:的? ?(?:周|星期|礼拜))?(?P<day>[一二三四五六日天末](?!年|个|直|些))|(?P<end>周末))?"
)
WEEK_SHIFTS = {"上上上": -3, "上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "下": 1, "下下": 2}
WEEKDAY = regex(r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天](?!年)|末)")
WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}
WEEKDAY_BESIDE = regex(r"[ ，,]{0,2}[（(]?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])[）)]?")
NTH_WEEK = regex(
    rf"(?:的)?{ORDINAL} ?(?:(?P<weekday>(?:周|星期|礼拜)(?P<day>[一二三四五六日天]))|(?P<week>周(?!年)|星期|礼拜))"
)
LAST_WEEKDAY = regex(r"(?P<shift>上|下|这|最后)一?个的?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
SEASON_OF = regex(r"(?P<year>[今去前明])(?P<season>[春夏秋冬])(?![天日季])")
NTH_UNIT = regex(r"第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>天|日|年(?!级|度))")
NTH_DAY = regex(r"第(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?:天|日)")
NAMED_DECADE = regex(
    r"(?P<century>上个?世纪|本世纪|(?:\d{1,2}|[二]?十[一二三四五六七八九]?)世纪|(?:19|20)(?=\d0年代))?(?P<tens>\d0|[一二三四五六七八九](?P<next>[二三四五六七八九])?十)年代(?P<part>初期?|末期?|中期|后期|前期|早期)?"
)
CENTURY = regex(
    r"(?P<bc>公元前)?(?P<century>上个?世纪|本世纪|(?:\d{1,2}|[二]?十[一二三四五六七八九]?)世纪)(?P<part>初|末|中叶|上半叶|下半叶)?(?!坛|城|公园|大|金|之)"
)
FIVE_YEARS = regex(r"“?十(?P<n>[一二三四五六])五”?(?:规划)?(?:时期|期间|以来|开局之年|收官之年|末期?|初期?)")
ISO = regex(
    r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2}?)(?:(?=\d\d[:：]\d\d)|(?![\d.]))|(?P<y2>\d{4}) (?P<m2>\d{2}) (?P<d2>\d{2})(?!\d)"
)
COMPACT = regex(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d.,A-Za-z%])")
ISO_MONTH = regex(r"(?P<y>(?:19|20)\d{2})[-./](?P<m>0[1-9]|1[0-2])(?![\d]|[.-]\d\d(?!\d))(?![万亿元%倍米吨])")
DAY_FIRST = regex(r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{1,2})(?![\d.:-])")
MONTH_DAY_TIME = regex(r"(?P<m>0[1-9]|1[0-2])[-/.](?P<d>0[1-9]|[12]\d|3[01])(?= \d{1,2}[:：]\d\d)")
CLOCK = regex(
    rf"(?P<h>{SMALL}) ?(?:(?:点钟|点(?!建|意|要|希|评|赞|名|心|位|燃|亮|钱|多人|击|明|项|个|对|儿|上|滴|缀|化|面|子|五|[\d零一二三四五六七八九]{{1,3}}度|[\d一二三四五六七八九](?![\d零一二三四五六七八九十百分刻]))|时(?!候|代|间|期|刻|装|尚|而|任|隔|许多|不时|至今|段))"
    rf"(?: ?(?:(?P<m>{SMALL})(?: ?分(?!钟|之)(?: ?(?P<s>{SMALL}) ?秒)?|(?<=[\d{DIGITS}十][\d{DIGITS}十])(?![\d年月日个人名百千万度元%点]))|(?P<half>半)|(?P<quarter>[一二三1-3])刻|[搭踏](?P<five>\d|[一二三四五六七八九十]{{1,2}})|整|钟|多钟?(?!人|名)))?"
    rf"|[:：](?P<cm>[0-5]\d)(?:[:：](?P<cs>[0-5]\d))?(?![\d:：])(?:时(?!候|间))?)"
    rf"(?: ?(?P<ampm>[ap]\.m\.|[apAP][mM]?(?![A-Za-z])))?"
)
BARE_HOUR = regex(rf"(?P<h>{SMALL})(?={DASH}(?:{SMALL}) ?(?:点|时(?!候|代|间|期)))")
ABOUT_AFTER = regex(r" ?(?:左右|前后|许(?!多|可|久|下)|上下)")


@lru_cache(maxsize=4096)
def small(text: str) -> int | None:
    """A whole number as written in dates, digit by digit (二零零三) or with units (二十三); None where it is none."""
    if text.isdecimal():
        return int(text)
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS.index(c)) for c in text))
    value = parse({"俩": "二", "仨": "三"}.get(text, text))
    return int(value) if value is not None and value == value.to_integral_value() else None
