"""Clauses of headlines: whether a line says who did what, and whether two lines are the halves of one clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.articles.unwrap import unclosed
from pipeline.lexicon import read_table
from pipeline.patterns import regex
from pipeline.records.record import record

# A counted group of people that fills so short a line is a subject, not yet a headline.
_SHORT = 12
# So short a line says nothing: 一线传真.
_LABEL = 5
# The halves of a broken headline are no longer than a column is wide.
_LONGEST_HALF = 18
# A line that ends so has not said its object yet.
UNFINISHED = regex(
    r"(?:的|(?<![言总饱共缓温平随])和|与|及|或|在|将|把|被|(?<![派绝应相反校核结配])对|向|从|为|以|由|使|让|并|但|而|且|至|给|等|以及|通过|根据|按照|关于|其中|包括|来自|位于|给予|予以|开往|前往|赶往|送往|用于|属于|成为|作为|达到|针对|围绕|分别|已经|正在|进行|(?<![合协大相])同|就|(?<![会厕诊])所|共|近|约|超|达|第|[0-9]|"
    r"[一二三四五六七八九十百千万]|(?<!大)会[上中]|[0-9][年月日][上下凌晚中]?)$"
)
_PLACE_ENDING = regex(r"(?:之后|之前|之际|之时|以后|以来|之下|时|中|里|上|下|间|后|前)$")
_MARKS = regex(r"[“”‘’\"'《》（）()「」【】 　]")
_VERBAL = regex(
    r"^(?:免费|集体|积极|全面|连续|首次|全力|一起|携手|联手|正式|率先|持续|深入|为|给|把|向|被|喜|齐|争|共(?!青)|同|自(?!治)|再|又|也|都|已|将|不|未|敢|能|会(?![员议场])|可|在(?![线职])|赴|获|受|赢|凭|让|靠|享|晒|乐|"
    r"帮(?![扶教办工厨])|替|陪(?![练护])|送(?![教货餐])|[进入驻下到][企厂村矿校户](?!业))"
)
# 给“候鸟”, 为职工: the verb is still to come.
_COVERB = regex(
    r"(?:^|[^送带献交寄])(?:给|为|把|将|替|(?<!不)让|(?<!天)使)(?P<object>“[^”]{1,8}”|[^“”]{1,4})$"
)
# A body's name alone says nothing: the line goes on.
_BODY_ENDING = regex(r"(?:工会|公司|集团|联合会|街道|法院|学院|医院)$")
# 走进, 载着, 领到: a verb and what completes it, in no lexicon but plain by its form.
_COMPLETED = regex(
    r"^(?:(?![一二三四五六七八九十百千万几两多第])\p{Han}[着了](?!解)|[走跑送搬开装签拿领搭架迎飞冲登跨住坐穿用建织拉闯摘找追讨圆唱办守留带担扛挑扎种养做写画编绣雕炼打撑补争换闹挺爬踏驶划播换吃喝穿戴]"
    r"[出上进到起成入下回来满活遍])"
)
# 白塔市总工会组织医生: whoever is sent has still to do something.
_SENT = regex(
    r"(?:组织|邀请|安排|引导|帮助|带领|动员|发动|支持|鼓励|护航|号召|扶持|培养|选派|派出|请来|推动|促成|督促|指导|协助|推荐|联合|会同|携手|联手|请|帮|助|带|派)(?P<who>“[^”]{1,8}”|(?:[0-9百千万余]+[名位个支])?[^“”]{2,6})$"
)
# 在地铁项目部, 凭会员卡: where and by what means, the verb is still to come.
_MEANS = regex(r"(?:在|凭|靠|用|从|沿|因|经|向|对|与)(?P<object>“[^”]{1,10}”|[^“”在]{2,8})$")
# 调研组赴白塔: who goes somewhere has still to say what for.
_GOES = regex(r"(?:赴|前往|奔赴|赶赴|远赴)(?P<place>[^，“”]{2,8})$")
# “正高”: an object by itself; 红河州: a place by itself.
_QUOTED_ONLY = regex(r"“[^”，]{1,10}”[！!]?$")
_PLACE_ONLY = regex(r"\p{Han}{2,12}(?:自治[区州县旗]|[省市区县州盟旗镇乡村]|街道|开发区|新区|高新区|地区)$")
# 南开3000名: who is counted is still to come.
_COUNTER = regex(
    r"(?<=\p{Han})(?P<number>[0-9]+|[二三四五六七八九十百千万两]{2,}|[百千万]余?)(?:余|多)?[名个家户位对条座间场]$"
)
# 隔省牵手, 跨县协作: no actor.
_FROM_ONE_TO_ANOTHER = frozenset("隔跨全各")
# A name: in quotation marks and of four characters or more; a shorter one may be the verb: “亮绝活”.
_NAME_IN_QUOTES = regex(r"(?<=“)[^“”]{4,}(?=”)")
# 圆了, 飘来: a verb by its form.
_ASPECT = regex(
    r"\p{Han}(?:了|着|过(?!年|节|程|冬))(?!解)|[建走跑送搬开签拿领搭架迎飞飘冲登跨织拉闯找讨唱办带扛挑扎种做写画编绣雕炼砌打撑换闹爬驶播响评考选][出上进到起成入下回来满]"
)
_ALSO_NOUNS = frozenset(
    [
        "互助",
        "保障",
        "服务",
        "赔偿",
        "补偿",
        "补贴",
        "资助",
        "竞赛",
        "比武",
        "培训",
        "援助",
        "救助",
        "帮扶",
        "建设",
        "发展",
        "就业",
        "维权",
        "调解",
        "协商",
        "试点",
        "创新",
        "讲述",
        "代表",
        "奖励",
        "欠薪",
        "招聘",
        "体检",
        "学习",
        "宣传",
        "规范",
        "演出",
        "合作",
    ]
)
# Before people these tell which people: 欠薪老板, 创新工匠.
_DESCRIBES = frozenset(
    ["欠薪", "拖欠", "就业", "维权", "创新", "比武", "竞赛", "试点", "演出", "合作", "罢工", "停工", "退休"]
)
# What may stand before the verb at the beginning of a line: 同场“斗”技, 七天到账, 平均上调.
_ADVERB = regex(
    r"^(?:同[场台步心期]|现场|当场|就地|平均|人均|累计|最[快高多]|双双|纷纷|陆续|悄然|迅速|及时|提前|如期|顺利|圆满|成功|今[天日起年]|昨[天日]|[0-9一二两三四五六七八九十百]+(?:年|天|个多?月|多?小时|分钟|次|度|路)(?:内|就|里)?|一[次键站路])"
)
# 500份“暖冬礼包”: a counted thing or a name by itself.
_COUNTED_OBJECT = regex(r"(?:[0-9一二两三四五六七八九十百千万余]+\p{Han}|“)[^，]{1,14}$")
# 来了, 飘来, 有了: what begins to be at a place.
_EXISTS = regex(r"^(?:[来有多建开添响飘飞走跑冒长办搬架升亮立][了来起出进上满着]|出现|涌现|诞生|成了)")


# 一辆三轮车, 三百名矿工: a counted thing that fills the line is a subject.
_COUNTED = regex(
    r"^[^，：]{0,8}?[0-9一二两三四五六七八九十百千万几多余]+(?:余|多)?[名位户对家支人辆台趟列座个条张群所本封场份间盏把双根届批件项艘架口棵盆碗块部](?P<what>[\u4e00-\u9fff“”]{1,6})$"
)
# “名医团”走进: the object is still to come.
_AWAITS_OBJECT = regex(
    r"(?:[走搬开装签领搭架迎冲登住建拉找讨唱办带扛担引争换敲打捧推][出上进到起成入下回来]|喜领|喜获|喜迎|荣获|获评|争当|力挺|牵手|携手|联手|情系|情暖|走近|相约|聚焦|直击|关爱|守护|点亮|温暖|助力|护航|服务|走访|慰问)$"
)
# 白塔陶瓷企业窑炉工: people, nothing else.
_PEOPLE = regex(r"\p{Han}(?:工|员|者|师|师傅|人员|们|骨干|团队|班组|队伍|队)$")
# 白塔工会“送医进厂”: the name of an undertaking is the subject, where no verb stands before it.
_NAMED = regex(r"^(?P<before>[^“”，]*)“[^“”]{2,10}”$")
# 停工三天的鞋厂: a noun with what describes it.
_DESCRIBED = regex(r"的\p{Han}{1,4}$")


@record
class Clauses:
    """The verbs and actors of headlines, compiled."""

    verb: re.Pattern[str]
    actor: re.Pattern[str]
    clause: re.Pattern[str]
    subject_verb: re.Pattern[str]
    body: re.Pattern[str]
    without_object: frozenset[str]
    noun: re.Pattern[str]

    @classmethod
    def load(cls, directory: Path) -> Clauses:
        """Read headline_verbs.tsv, headline_actors.tsv and headline_nouns.tsv; LexiconError on a fault."""
        path = directory / "headline_verbs.tsv"
        rows = read_table(path, ["verb"], optional=["without_object"], key=["verb"])
        verbs = _alternatives(r["verb"] for r in rows)
        path = directory / "headline_actors.tsv"
        nouns = _alternatives(r["noun"] for r in read_table(path, ["noun"], key=["noun"]))
        path = directory / "headline_nouns.tsv"
        # 32对新人, 63名农民工, 吴江区: counted people, and divisions and works by their last character.
        actors = rf"{nouns}|[0-9百千万两几多余](?:名|位|户|对|家|支|人)|(?<=[^\s撤设])[省市区县镇乡村局院所厂矿校站](?![级内里上下中长外])"
        return cls(
            regex(verbs),
            regex(actors),
            regex(rf"(?:{actors}).*?(?:{verbs})"),
            regex(rf"(?:{actors})(?P<verb>(?:{verbs}){{1,2}})$"),
            # 大兴区总工会陪工人过年: a body first, then more than a noun or two.
            regex(rf"^[^：]{{2,16}}?(?:{nouns}|[省市区县镇局院厂])(?![的之记]|[级地内里上下中])[^：]{{5,}}"),
            frozenset(r["verb"] for r in rows if r["without_object"]),
            regex(_alternatives(r["noun"] for r in read_table(path, ["noun"], key=["noun"]))),
        )

    def level(self, text: str) -> int:
        """How much of a headline a line says: 3 who did what, 2 subject and verb, 1 a verb, 0 none."""
        bare = self._bare(text)
        if text.startswith("【") and text.endswith("】"):
            return 0
        if _PLACE_ENDING.search(bare) and len(bare) < 10:
            return 0
        if (len(bare) > _LABEL and self.clause.search(bare)) or (
            self.body.search(bare) and not (len(bare) <= _SHORT and self._ends_with_actor(bare))
        ):
            return 3
        if found := self.verb.search(bare):
            return 2 if found.start() else 1
        return 0

    def verbal(self, text: str) -> bool:
        """Whether a line begins with a verb, as no line with a subject does."""
        return self._begins_with_verb(self._bare(text))

    def _begins_with_verb(self, line: str) -> bool:
        bare = _ADVERB.sub("", line)
        verb = self.verb.match(bare)
        if verb is not None and verb[0] in _DESCRIBES and self.actor.match(bare, verb.end()):
            return False
        if verb is not None and verb.end() > 1:
            return bare != line or not self.body.match(bare)
        return bool(_COMPLETED.match(bare) or _EXISTS.match(bare))

    def without_subject(self, text: str) -> bool:
        """Whether a line begins with a verb or with what stands before one."""
        bare = self._bare(text)
        return self._begins_with_verb(bare) or bool(_VERBAL.match(bare))

    def belong(self, first: str, second: str) -> bool:
        """Whether two lines are the halves of one headline."""
        if unclosed(first) or first.endswith("："):
            return True
        # 白塔：哈萨克族绣娘: what stands before the colon says where.
        first = first.rpartition("：")[2]
        if len(first) > _LONGEST_HALF or len(second) > _LONGEST_HALF or " " in first or " " in second:
            return False
        if _QUOTED_ONLY.match(second):
            return "，" not in first
        if UNFINISHED.search(first) and not _PLACE_ENDING.search(first):
            return not (first.endswith(("年", "月", "日")) and self.verb.search(first))
        if (_PLACE_ONLY.fullmatch(first) and self.level(first) < 2) or self._counts(first):
            return True
        if (opened := _COVERB.search(first)) and not self.verb.search(opened["object"]):
            return True
        bare, after = self._bare(first), self._bare(second)
        acts = self.without_subject(second) or (second.startswith("与") and self._ends_with_actor(bare))
        if self._lacks_object(bare) and not self.verb.match(after):
            return True
        if self.level(second) == 3 and not acts:
            return False
        if acts and (where := _MEANS.search(first)) and not self._says_verb(self._bare(where["object"])):
            return True
        if acts and (goes := _GOES.search(bare)) and not self._says_verb(goes["place"]):
            return True
        if self._is_subject(first, bare):
            return acts or bool(self.verb.match(after)) or self._goes_on_with_noun(first, bare, after)
        if _COUNTED_OBJECT.match(second) and not self._says_verb(after) and self._ends_with_verb(bare):
            return True
        if len(bare) > 3 and _AWAITS_OBJECT.search(bare) and not self.verbal(second):
            return True
        if self._awaits_verb(first, bare) and acts:
            return True
        return self._lacks_object(bare) and self._noun_phrase(after)

    def _counts(self, first: str) -> bool:
        """Whether a line ends with a number of what the next line names: 白塔426名, 白塔区总工会建成42个."""
        if not (counted := _COUNTER.search(first)):
            return False
        before = self._bare(first[: counted.start("number")])
        return not self._says_verb(before) or self._ends_with_verb(before)

    def _lacks_object(self, bare: str) -> bool:
        """Whether a line ends with an actor and a verb that wants an object: 白塔县召开."""
        found = self.subject_verb.search(bare)
        return (
            found is not None
            and found["verb"] not in self.without_object
            and not found["verb"].endswith(tuple(_ALSO_NOUNS))
            and bare[: found.start()][-1:] not in _FROM_ONE_TO_ANOTHER
            and not self.verb.search(bare[: found.start()])
        )

    def _bare(self, text: str) -> str:
        """A line without its marks, where names in quotation marks and nouns that hold a verb are nothing but 某."""
        return _MARKS.sub("", self.noun.sub(_blank, _NAME_IN_QUOTES.sub(_blank, text)))

    def _is_subject(self, first: str, bare: str) -> bool:
        """Whether a line is a noun phrase by its form: no verb of two characters but one that is a noun as well."""
        if (
            re.search("[，！？：]", first)
            or (len(bare) < _LABEL - 1 and not _PLACE_ONLY.match(first))
            or self.verbal(first)
        ):
            return False
        if _PLACE_ENDING.search(bare) and not first.endswith(("里", "上", "中")):
            return False
        if _ASPECT.search(bare):
            return False
        # The verb inside an actor's name, 联合会, says nothing.
        name = min((m.start() for m in self.actor.finditer(bare) if m.end() == len(bare)), default=len(bare))
        said = [
            m
            for m in self.verb.finditer(bare)
            if (len(m[0]) > 1 or m[0] in "有让把为给") and m.start() < name
        ]
        if not said and "的" not in bare and not first.endswith(("里", "上", "中")):
            # 216名工人补领加班费: so much after the actor is a predicate, though its verb is unknown.
            ends = [m.end() for m in self.actor.finditer(bare)]
            return not ends or len(bare) - ends[-1] < 4
        if not said or _DESCRIBED.search(bare):
            return True
        return said[-1].end() == len(bare) and all(m[0] in _ALSO_NOUNS for m in said)

    def _goes_on_with_noun(self, first: str, bare: str, after: str) -> bool:
        """Whether a place or an actor alone is followed by what it has: 红河州 / “指尖上的课堂”开进庄园."""
        if _PLACE_ONLY.match(first):
            return True
        people = self._ends_with_actor(bare) or (_COUNTED.match(bare) and _PEOPLE.search(bare))
        return bool(people) and bool(self.verb.search(after)) and len(after) <= _SHORT + 2

    def _ends_with_actor(self, bare: str) -> bool:
        return any(m.end() == len(bare) for m in self.actor.finditer(bare))

    def _ends_with_verb(self, bare: str) -> bool:
        """Whether a line ends with a verb that has an object: 送出."""
        last = [m for m in self.verb.finditer(bare) if len(m[0]) > 1 and m.end() == len(bare)]
        return bool(last) and last[0][0] not in self.without_object and last[0][0] not in _ALSO_NOUNS

    def _noun_phrase(self, text: str) -> bool:
        return len(text) <= 10 and not self.clause.search(text) and not self.verb.match(text)

    def _awaits_verb(self, first: str, bare: str) -> bool:
        """Whether a line names somebody or something and has still to say what they do."""
        if _ASPECT.search(self._bare(first.partition("“")[0])):
            return False
        if sent := _SENT.search(first):
            return not self._says_verb(sent["who"])
        if counted := _COUNTED.match(bare):
            return not self._says_verb(counted["what"]) and not self.verb.match(bare)
        if named := _NAMED.match(first):
            return bool(named["before"]) and not self._says_verb(named["before"])
        if _PEOPLE.search(bare):
            return not self._says_verb(bare)
        return bool(_DESCRIBED.search(bare)) and self.level(bare) < 3

    def _says_verb(self, text: str) -> bool:
        """Whether a verb of two or more characters stands in a text; single characters are parts of nouns too."""
        return any(len(found[0]) > 1 for found in self.verb.finditer(text))


def _blank(found: re.Match[str]) -> str:
    return "某" * len(found[0])


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
