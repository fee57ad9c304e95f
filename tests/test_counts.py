from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import LexiconError, model_dir, read_table, read_words
from pipeline.mentions.counts import CountFinder
from pipeline.mentions.times import TimeFinder
from pipeline.records import Article, Extraction, Field, Tokens
from pipeline.sentences import Segmenter
from pipeline.values.counts import CountReader
from pipeline.view import view

MODEL = model_dir()
FIND = CountFinder.load(MODEL / "mentions")
FIND_TIMES = TimeFinder.load(MODEL / "mentions")
READ = CountReader.load(MODEL / "values")
CUT = Segmenter.load(MODEL / "tokenizer").cut


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in FIND(view(text))]


def extraction(text: str) -> Extraction:
    v = view(text)
    x = Extraction(Article("a", "p", 0, text), text, v, (Field("body", 0, len(text)),), tokens=CUT(v))
    x.mentions = sorted(FIND(v) + FIND_TIMES(v), key=lambda m: m.start)
    return x


def values(text: str) -> list[tuple[str, float, float | None, str, str]]:
    x = extraction(text)
    return [(x.span(c.mention), c.value, c.value_max, c.unit, c.modifier) for c in READ(x)]


def nouns(text: str) -> dict[str, str | None]:
    x = extraction(text)
    return {x.span(c.mention): c.noun for c in READ(x)}


@pytest.mark.parametrize(
    ("text", "value", "value_max", "unit", "modifier"),
    [
        ("26个", 26, None, "个", "exact"),
        ("六成多", 60, None, "%", "above"),
        ("三排", 3, None, "排", "exact"),
        ("近千名", 1000, None, "名", "below"),
        ("3.85万名", 38500, None, "名", "exact"),
        ("３８名", 38, None, "名", "exact"),
        ("1,250份", 1250, None, "份", "exact"),
        ("450余名", 450, None, "名", "above"),
        ("1740余万元", 17400000, None, "元", "above"),
        ("90万余票", 900000, None, "票", "above"),
        ("四千余人", 4000, None, "人", "above"),
        ("1.03亿元", 103000000, None, "元", "exact"),
        ("达91.5%", 91.5, None, "%", "exact"),
        ("百分之三十", 30, None, "%", "exact"),
        ("三成", 30, None, "%", "exact"),
        ("九成五", 95, None, "%", "exact"),
        ("约七成", 70, None, "%", "about"),
        ("一半", 50, None, "%", "exact"),
        ("超过半数", 50, None, "%", "above"),
        ("15至25人", 15, 25, "人", "exact"),
        ("3~5名", 3, 5, "名", "exact"),
        ("18岁至35岁", 18, 35, "岁", "exact"),
        ("1—2万名", 10000, 20000, "名", "exact"),
        ("20至30万元", 200000, 300000, "元", "exact"),
        ("一至两个", 1, 2, "个", "exact"),
        ("两三个", 2, 3, "个", "exact"),
        ("二三十人", 20, 30, "人", "exact"),
        ("十几公里", 10, None, "公里", "above"),
        ("几百元", 100, None, "元", "above"),
        ("上千名", 1000, None, "名", "above"),
        ("不少于60人", 60, None, "人", "above"),
        ("不足百人", 100, None, "人", "below"),
        ("5000元以上", 5000, None, "元", "above"),
        ("8%左右", 8, None, "%", "about"),
        ("6大类", 6, None, "大类", "exact"),
        ("1.5个百分点", 1.5, None, "个百分点", "exact"),
        ("3倍", 3, None, "倍", "exact"),
        ("十来个", 10, None, "个", "about"),
        ("一百二十名", 120, None, "名", "exact"),
        ("两轮", 2, None, "轮", "exact"),
        ("二十几米", 20, None, "米", "above"),
        ("3千克", 3, None, "千克", "exact"),
        ("40万千瓦", 400000, None, "千瓦", "exact"),
        ("35岁及以下", 35, None, "岁", "below"),
        ("四分之三", 75, None, "%", "exact"),
    ],
)  # fmt: skip
def test_span_and_value(text: str, value: float, value_max: float | None, unit: str, modifier: str) -> None:
    assert values(f"共有{text}。") == [(text, value, value_max, unit, modifier)]


@pytest.mark.parametrize(
    "text",
    [
        "第六届职工运动会",
        "第13次参加",
        "获得一等奖",
        "一项重要举措",
        "每一个人",
        "一大亮点",
        "拨打12351热线",
        "乘坐230路公交车",
        "三届二次职工代表大会",
        "以3∶1战胜对手",
        "比分为21:18",
        "建厂70周年",
        "2024年5月12日",
        "历时40天",
        "三年级学生",
        "零部件加工",
        "千家万户的期盼",
        "落实八项规定",
        "“百名工匠进百企”活动",
        "《关于10项措施的通知》",
        "5G网络",
        "前三名选手",
        "二期工程",
        "电话010-84000000",
        "分列二、三名",
        "打了一套八段锦",
        "到四川出差",
        "六盘水市",
        "上午9点开会",
        "第 20 名",
    ],
)
def test_not_counted(text: str) -> None:
    assert found(text) == []


def test_blanks_that_a_site_sets_around_figures() -> None:
    assert found("共有 20 名职工、3.5 公里步道") == ["20 名"]
    assert found("共有 20 名职工和 3.5 公里步道。") == ["20 名", "3.5 公里"]


def test_points_of_a_talk_are_counted_hours_are_not() -> None:
    assert found("提出4点建议，4点散会。") == ["4点"]


def test_modifier_is_not_torn_from_another_word() -> None:
    assert found("双方签约20家企业，抵达3个村，节约50万元。") == ["20家", "3个", "50万元"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("共有86名职工代表参加。", "职工代表"),
        ("发放清凉包1.5万份。", "清凉包"),
        ("大赛评出一等奖2名。", "一等奖"),
        ("调解成功率达88.5%。", "调解成功率"),
        ("职工满意率为93%。", "职工满意率"),
        ("近六成的司机参加体检。", "司机"),
        ("理论成绩占30%。", None),
        ("50岁的木工王建说。", None),
        ("县总工会自筹30万元。", None),
        ("吸引超2万人次观看。", None),
        ("参保司机达640人。", "参保司机"),
        ("吸纳会员700余名。", "会员"),
        ("演唱了12首赞颂劳动的歌曲。", "歌曲"),
        ("经过三轮协商，双方签字。", "协商"),
        ("夜班津贴由6元提高到9元。", "夜班津贴"),
        ("造成三人受伤。", None),
        ("请了12名采石工到场。", "采石工"),
        ("为8名受伤工人送药。", "受伤工人"),
        ("设立流动饮水点6处。", "流动饮水点"),
        ("连通14家仲裁机构，", "仲裁机构"),
        ("讨回3.6万元采茶钱。", "采茶钱"),
        ("20个名额“秒没”。", "名额"),
        ("领回押金和工资共5.7万元。", "押金和工资"),
        ("向站点配发急救药箱90个。", "急救药箱"),
        ("确定救助对象86户。", "救助对象"),
        ("接待来访职工214人次。", "来访职工"),
        ("种植面积15万亩。", "种植面积"),
        ("餐补由8元提高到12元。", "餐补"),
        ("职工平均年龄29岁。", "职工平均年龄"),
        ("骨干占比由6%升到14%。", "骨干占比"),
        ("在岗职工300人。", "在岗职工"),
        ("每周出车3次，", None),
    ],
)
def test_noun(text: str, noun: str | None) -> None:
    assert set(nouns(text).values()) == {noun}


def test_coordinated_modifiers_leave_the_head_and_lists_of_people_stay_whole() -> None:
    assert nouns("为70名供水、燃气、供热一线职工送伞。") == {"70名": "一线职工"}
    assert nouns("为35名护林员、邮递员义诊。") == {"35名": "护林员、邮递员"}


def test_without_tokens_values_are_read_all_the_same() -> None:
    text = "共有86名代表。"
    x = extraction(text)
    x.tokens = Tokens()
    assert [c.value for c in READ(x)] == [86]


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789一二三十百千万亿两几余多约近至到%.,，名人个元年月日“”第分之成半 \n"
        ),
        max_size=60,
    )
)
def test_spans_are_disjoint_and_readable(text: str) -> None:
    counts = FIND(view(text))
    spans = sorted((m.start, m.end) for m in counts)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert not any("\n" in text[a:b] for a, b in spans)
    x = Extraction(
        Article("a", "p", 0, text), text, view(text), (Field("body", 0, len(text)),), mentions=counts
    )
    assert len(READ(x)) == len(counts)


@pytest.mark.parametrize(
    "text",
    [
        "当日16时20分开会",
        "历时三个半月",
        "3分41秒夺冠",
        "2024年第一季度",
        "10日内付清",
        "两个多小时",
        "5月12日下午3点",
        "一年半",
    ],
)
def test_times_are_left_to_the_finder_of_times(text: str) -> None:
    assert found(text) == []
    assert FIND_TIMES(view(text))


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    READ(extraction(text))


@pytest.mark.parametrize(
    "piece", ["1", "一", "十", "1年", "百分之", "1,111", "1至", "近", "第五", "第第", "1 ", "千", "、三"]
)
def test_long_runs_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert_linear(FIND, text)
    assert_linear(FIND_TIMES, text)


def test_faulty_lexicon_is_named(tmp_path: Path) -> None:
    for name in ("units.tsv", "modifiers.tsv", "number_phrases.txt"):
        (tmp_path / name).write_text((MODEL / "mentions" / name).read_text("utf-8"), "utf-8")
    (tmp_path / "units.tsv").write_text("unit\tdimension\n个\tnonsense\n", "utf-8")
    with pytest.raises(LexiconError, match="nonsense"):
        CountFinder.load(tmp_path)


# Every lexicon entry has an example ----------------------------------------------------------------------------

MODIFIERS = read_table(
    MODEL / "mentions" / "modifiers.tsv",
    ["form", "place", "modifier", "example"],
    optional=["not_preceded", "not_followed"],
)
WORDS = read_table(MODEL / "values" / "noun_verbs.tsv", ["word", "kind", "example"])
PEOPLE = read_table(MODEL / "values" / "person_nouns.tsv", ["ending", "example"])


@pytest.mark.parametrize("row", MODIFIERS, ids=lambda r: f"{r['form']} {r['place']}")
def test_the_example_of_every_modifier_is_one_count_with_it(row: dict[str, str]) -> None:
    assert row["form"] in row["example"]
    assert [(text, m) for text, _, _, _, m in values(row["example"])] == [(row["example"], row["modifier"])]


@pytest.mark.parametrize("phrase", read_words(MODEL / "mentions" / "number_phrases.txt"))
def test_no_fixed_phrase_counts_anything(phrase: str) -> None:
    assert found(phrase) == []


@pytest.mark.parametrize("row", WORDS, ids=lambda r: f"{r['word']} {r['kind']}")
def test_the_example_of_every_noun_word_has_it_where_it_belongs(row: dict[str, str]) -> None:
    (noun,) = nouns(row["example"]).values()
    assert row["word"] in row["example"]
    belongs = row["kind"] in ("noun", "attribute")
    assert (row["word"] in (noun or "")) == belongs


@pytest.mark.parametrize("row", PEOPLE, ids=lambda r: r["ending"])
def test_the_example_of_every_ending_is_a_person(row: dict[str, str]) -> None:
    assert nouns(f"共有{row['example']}参加。") == {row["example"][:2]: row["example"][2:]}
