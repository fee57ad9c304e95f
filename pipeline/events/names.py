"""The name of an event: a noun phrase that ends in an event noun, or a quoted name.

From each event noun (a trigger of kind `head`) the phrase is followed to the left, over quotations, bodies,
places, years and editions, to a boundary: punctuation, 的, a verb such as 举办, a preposition, a date, a count.
The candidates are scored; the caller takes the best that fits the event's type.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.events.lexicon import ANY, EventLexicon, Hit
from pipeline.events.story import Line, Story
from pipeline.records import Mention

_CLOSERS = {"”": "“", "》": "《", "）": "（", "’": "‘"}
_PUNCTUATION = frozenset("，。；：！？、“”《》（）‘’…—\n【】,;:!?")
_STOP_WORDS = frozenset(
    "的 了 着 过 在 于 由 将 从 让 与 为 把 被 是 并 又 也 还 向 到 对 以 和 及 等 就 都 后 前 中 上 下 里 内 外 "
    "给 同 跟 随 随着 通过 围绕 根据 按照 结合 关于 来自 所 该 本 这 那 这场 那场 一场 一 某 每 各 这个 此 此次 本次 这次 "
    "正 正在 已 已经 其 他 她 它 我 我们 他们 首次 再次 连续 共同 一起 分别 同时 今天 昨天 当天 当日 参赛 获得 夺得".split()
)
_STOP_POS = ("p", "u", "r", "y", "m")
_YEAR = re.compile(r"(?:\d{4}年(?:度)?(?:第[一二三四]季度)?|\d{4}—\d{4}年(?:度)?|\d{4}年(?:春季|秋季|夏季|冬季|新春|元旦春节))$")
_LEADING = re.compile(
    r"^(?:本次|此次|这次|本届|该|首场|一场|这场|场|次|个|期|项|名为|题为|正式|首批|全年|一年一度|专门|大型|隆重|成功|集中|精心|联合|共同|分别)+"
)
_EDITION = re.compile(r"第[一二三四五六七八九十百\d]+[届次期季]|首届|[一二三四五六七八九十]+届[一二三四五六七八九十]+次")
_SUB_EVENT = re.compile(r"首场|首站|首期|第[一二三四五六七八九十\d]+[场站期]|专场")
_NOT_AFTER = re.compile(r"组委会|学员|选手|名单|代表|期间|方案|通知|办法|制度|机制|工作|团|队|组(?!织)|结束后|员|费|者|品|率|条例|法|平台|基地|中心|站|案|人")
_THEME = re.compile(r"[以为](?:“[^”]{1,30}”[、和]?)+为?(?:主题|题|目标|主线|引领|契机|载体|内容|口号)")
_GENERIC = re.compile(
    r"^(?:系列|主题|专项|专题|各类|各项|多种|相关|有关|开幕|启动|职工|工会|慰问|走访|服务|开展|文体|文化|业务|技能|岗位|知识|"
    r"大型|全区|全市|全省|全县|现场|交流|总结|学习|专业|公益|免费|集中|健康|职业|安全|工作|劳动|年度|工人|宣传)*$"
)
# Heads that name an act rather than an occasion: without quotation, edition or body they are no name.
_PLAIN_ACTS = frozenset(
    "慰问 走访慰问 看望慰问 集体协商 工资集体协商 调研 检查 督导 考察 视察 体检 健康体检 免费体检 筛查 培训 宣讲 普法 "
    "献血 捐赠 捐款 志愿服务 劳动争议 罢工 停工 换届 建会 入会 集中入会 集体入会 演出 表彰 评选 颁奖 签约 共建 合作 "
    "事故 托管 疗休养 疗养 休养 义诊 诵读 座谈 排查 验收 考核 回访 要约 就业服务 就业援助 招聘 植树 研修 讲座 课堂 "
    "比赛 竞赛 宣传 法律咨询 政策咨询 直播带岗 会议 专车 包车 专列 义卖 联谊 交友 演练 拔河 徒步 婚礼 展览 车祸 "
    "交通事故 问卷调查 登高 骑行 巡查 走访调研 实地调研 督查 征文 交友活动 帮扶救助 慰问活动 走访慰问活动 论坛".split()
)

# Plain acts that are an occasion after 举办, 开展: 举办的合唱比赛, 开展工资支付专项检查.
_OCCASIONS = frozenset("比赛 竞赛 讲座 课堂 专项检查 检查 论坛 研修 演练 展览 会议 联谊 演出 培训 专题培训 交友活动 座谈".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate: its characters, the type that its head speaks for, its score and why."""

    start: int
    end: int
    type: str
    line: int
    score: float
    reason: str


def name_candidates(story: Story, lines: list[Line], lexicon: EventLexicon) -> list[Name]:
    """All names that the lines may hold, best first."""
    first = min((line.rank for line in lines if line.rank >= 0), default=0)
    found: list[Name] = []
    for line in lines:
        if line.kind == "report" or line.is_head:
            for n, hit in enumerate(line.hits):
                if hit.trigger.kind == "head" and (name := _phrase(story, line, n, hit, lexicon, first)):
                    found.append(name)
            found += _quoted(story, line, lexicon, first)
    return sorted(found, key=lambda n: (-n.score, n.start))


def choose(names: list[Name], type_: str) -> Name | None:
    """The best candidate for an event of the type; None where none is good enough."""
    fitting = [(n.score + (1.5 if n.type == type_ else 0.0 if n.type == ANY else -2.5), n) for n in names]
    fitting = [(score, n) for score, n in fitting if score >= 3.0]
    return max(fitting, key=lambda pair: (pair[0], -pair[1].start))[1] if fitting else None


def _phrase(story: Story, line: Line, n: int, hit: Hit, lexicon: EventLexicon, first: int) -> Name | None:
    view = story.x.view
    if _NOT_AFTER.match(view[hit.end : hit.end + 3]):
        return None
    start = _left_edge(story, line, hit.start, lexicon)
    cut = _SUB_EVENT.search(view, start + 1, hit.start)
    if cut and any(start < h.end <= cut.start() and h.trigger.kind == "head" for h in line.hits):
        return None  # the head before 首场 is the name
    lead = _LEADING.match(view[start : hit.start])
    start += lead.end() if lead else 0
    modifier = view[start : hit.start]
    quoted = "“" in view[start : hit.end]
    edition = bool(_EDITION.search(modifier))
    body = next((m for m in story.mentions(line, "ORG", "LOC", "DATE") if m.start == start and m.end <= hit.start), None)
    if not modifier or (not quoted and not edition and (len(modifier) < 2 or _GENERIC.match(modifier))):
        return None
    type_ = _type_of(line, start, hit)
    before, after = view[max(line.start, start - 6) : start], view[hit.end : min(line.end, hit.end + 8)]
    occurs = bool(lexicon.cues["occur"].match(after))
    held = any(before.endswith(w) for w in lexicon.words["hold"])
    follows = n > 0 and line.hits[n - 1].end == hit.start and line.hits[n - 1].trigger.kind == "head"
    kernel = line.hits[n - 1].trigger if follows and hit.trigger.type == ANY else hit.trigger
    plain = kernel.text in _PLAIN_ACTS or kernel.type == ANY
    occasion = held and kernel.text in _OCCASIONS
    if not quoted and plain and not edition and not occasion and not (body and occurs and len(modifier) > 6):
        return None
    if body and body.label == "ORG" and not quoted and not edition and not occurs and view[body.end : hit.start] == "":
        return None
    score = 3.0 * quoted + 1.5 * edition + 1.0 * occurs + 1.5 * held + 0.5 * (body is not None)
    score += 1.5 if occasion or not plain else 0.0
    score += 0.08 * min(hit.end - start, 25) + _place_bonus(line, first)
    words = [w for w, yes in (("quoted", quoted), ("edition", edition), ("takes place", occurs), ("held", held)) if yes]
    return Name(start, hit.end, type_, line.index, score, f"name ends in {hit.trigger.text} ({', '.join(words) or 'phrase'})")


def _place_bonus(line: Line, first: int) -> float:
    if line.is_head:
        return -0.8
    return max(-1.0, 1.0 - 0.25 * (line.rank - first))


def _type_of(line: Line, start: int, hit: Hit) -> str:
    """What the head speaks for; a head like 活动 leaves it to the trigger before it."""
    inside = [h for h in line.hits if start <= h.start and h.end <= hit.end and h.trigger.type != ANY]
    strong = [h for h in inside if h.trigger.weight >= 2]
    return (strong or inside)[-1].trigger.type if inside else ANY


def _left_edge(story: Story, line: Line, at: int, lexicon: EventLexicon) -> int:
    """Where the phrase that ends before `at` begins."""
    view, tokens = story.x.view, story.x.tokens
    ends = [t.end for t in tokens]
    mentions = {m.end: m for m in story.mentions(line, "ORG", "LOC", "DATE", "PER", "COUNT", "DURATION")}
    pos = at
    while pos > line.start:
        char = view[pos - 1]
        if opener := _CLOSERS.get(char):
            start = view.rfind(opener, max(line.start, pos - 40), pos)
            if start < 0 or story.in_speech(start):
                break
            pos = start
            continue
        mention = mentions.get(pos)
        if mention is not None:
            if not _joins(view, mention):
                break
            pos = mention.start
            continue
        if char in _PUNCTUATION:
            break
        start = _token_start(view, ends, tokens, pos, line.start, mentions)
        word = view[start:pos]
        if _bounds(word, tokens, ends, pos, lexicon):
            break
        pos = start
    while pos < at and view[pos] in " ·—":
        pos += 1
    return pos


def _joins(view: str, mention: Mention) -> bool:
    """Whether a mention can stand inside a name: bodies, places and bare years can."""
    text = view[mention.start : mention.end]
    return mention.label in ("ORG", "LOC") or (mention.label == "DATE" and (bool(_YEAR.match(text)) or text.startswith("“")))


def _token_start(
    view: str, ends: list[int], tokens: list, pos: int, floor: int, mentions: dict[int, Mention]
) -> int:
    """First character of the word that ends at `pos`, not crossing a mention's end; one character if unknown."""
    i = bisect_left(ends, pos)
    start = tokens[i].start if i < len(tokens) and ends[i] >= pos > tokens[i].start else pos - 1
    inner = [e for e in mentions if start < e < pos]
    return max(floor, *inner) if inner else max(floor, start)


def _bounds(word: str, tokens: list, ends: list[int], pos: int, lexicon: EventLexicon) -> bool:
    if word in _STOP_WORDS or word in lexicon.words["hold"]:
        return True
    i = bisect_left(ends, pos)
    if i < len(tokens) and ends[i] == pos:
        tag = tokens[i].pos
        if tag.startswith(("p", "u", "r", "y")) and len(word) < 3:
            return True
    return False


_QUOTED = re.compile(r"“([^“”，。！？；\n]{2,24})”|《([^《》\n]{2,30})》")
_AWARD_BEFORE = re.compile(r"(?:公布|获评|评为|命名|荣获|授予|评选|获得|表彰|揭晓|入选|评选出|发布|选树|申报|被评为|命名为|颁发|当选|获)(?:了|为|首批|新一批)?$")
_OPENED = re.compile(r"^[^，。；]{0,8}(?:揭牌|上线|启用|投用|开放|落成|开业|挂牌|亮相|投入|建成|开通|发布|启动|首发)")
_PUBLISHED = re.compile(r"(?:发布|出台|印发|出版|推出|首发|首发式|实施)(?:了|的|新版|最新)?$")


def _quoted(story: Story, line: Line, lexicon: EventLexicon, first: int) -> list[Name]:
    """Quoted names without a head behind them: an award, an opened facility, a name that ends in a head itself."""
    view, found = story.x.view, []
    for m in _QUOTED.finditer(view, line.start, line.end):
        if story.in_speech(m.start()):
            continue
        before, after = view[max(line.start, m.start() - 12) : m.start()], view[m.end() : min(line.end, m.end() + 14)]
        bonus = _place_bonus(line, first)
        if m.group(2):
            if _PUBLISHED.search(before) or re.match(r"(?:正式|在[^，。]{1,8})?(?:发布|出版|印发|出台|首发)", after):
                found.append(Name(m.start(), m.end(), "LAUNCH", line.index, 2.5 + bonus, "published title"))
            continue
        inner = [h for h in line.hits if m.start() < h.start and h.end == m.end() - 1 and h.trigger.kind == "head"]
        if inner and inner[0].start > m.start() + 2:
            held = any(before.endswith(w) for w in lexicon.words["hold"])
            found.append(
                Name(m.start(), m.end(), inner[0].trigger.type, line.index, 2.5 + 1.5 * held + bonus, "quoted name")
            )
        else:
            noun = next((h for h in line.hits if h.start == m.end() and h.trigger.kind == "facility"), None)
            end = noun.end if noun else m.end()
            if _OPENED.match(view[end : min(line.end, end + 14)]):
                left = _left_edge(story, line, m.end(), lexicon)
                reason = "opened under a quoted name"
                found.append(Name(left, end, "LAUNCH", line.index, 2.6 + bonus, reason))
        start = _award_start(story, line, m.start())
        if _AWARD_BEFORE.search(view[max(line.start, start - 8) : start]):
            found.append(Name(start, m.end(), "AWARD", line.index, 3.0 + bonus, "award in quotation marks"))
    return found


def _award_start(story: Story, line: Line, start: int) -> int:
    """The award's title with its year (2020年度“……”)."""
    year = next((m for m in story.mentions(line, "DATE") if m.end == start), None)
    return year.start if year and _YEAR.match(story.x.view[year.start : year.end]) else start
