from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import model_dir
from pipeline.mentions.times import TimeFinder
from pipeline.view import view

FIND = TimeFinder.load(model_dir() / "mentions")


def found(text: str, label: str) -> list[str]:
    return [text[m.start : m.end] for m in FIND(view(text)) if m.label == label]


@pytest.mark.parametrize(
    "text",
    [
        "3月8日", "3月8日至12日", "2023年11月2日上午", "4月9日晚7时", "６月１日", "本月5日", "上周三下午", "上周", "昨天傍晚", "当天", "当晚10时",
        "近日", "日前", "连日来", "目前", "今后", "今年以来", "去年底", "2019年以来", "明年1月", "8月底", "10月底前", "年底前", "7月1日起", "5月下旬",
        "今年上半年", "第三季度", "2020年度", "2018年至2022年", "2018-2022年", "9月至12月", "今年1至8月", "2021年初", "上世纪80年代", "二〇二二年",
        "“五一”前夕", "国庆节前夕", "今年春节期间", "中秋节", "正月初五", "农历腊月廿三", "“三八”国际妇女节", "2024-06-01", "10日18时", "三年前", "前三季度", "前7月",
    ],
)  # fmt: skip
def test_dates(text: str) -> None:
    assert found(f"会议，{text}，在厂区召开。", "DATE") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "3年",
        "2分钟",
        "近一个月",
        "两天",
        "半天",
        "大半天",
        "1小时20分钟",
        "10小时以上",
        "超过3小时",
        "一个多小时",
        "十几年",
        "两年半",
        "六周",
        "不到一天",
        "15个工作日",
    ],
)
def test_durations(text: str) -> None:
    assert found(f"前后，{text}，完成。", "DURATION") == [text]


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("欠款在10日内付清。", "10日"),
        ("两年来，规模翻番。", "两年"),
        ("为期3日的培训结束。", "3日"),
        ("三年间走访百户。", "三年"),
    ],
)
def test_what_follows_a_length_stays_outside(text: str, duration: str) -> None:
    assert found(text, "DURATION") == [duration]


def test_coordinated_days_are_two() -> None:
    assert found("6月3日和12日，双方谈判。", "DATE") == ["6月3日", "12日"]


@pytest.mark.parametrize(
    "text",
    [
        "晚上8点开课",
        "第三天",
        "三年级学生",
        "建会70周年",
        "全国五一劳动奖章",
        "有一天他说",
        "每一年",
        "《2023年工作要点》",
        "“2023年度先锋”称号",
        "比分3:15",
        "在北京市",
        "今日头条",
        "此前、会前、以前",
    ],
)
def test_no_time(text: str) -> None:
    assert FIND(view(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "5月6日一大早", "3月2日大清早", "9日天刚亮", "昨天半夜", "10日夜里", "12日夜间", "当天夜里", "8月3日后半夜", "4日清早", "7月2日天不亮",
        "这天", "这天下午", "那天晚上", "这一天", "第二天", "第二天一早", "前一天", "前一晚", "此前一天", "全年", "15日晚到今天凌晨", "去年9月到今年1月",
        "3天后", "两周后", "半个月之后", "一年以后", "10日后",
    ],
)  # fmt: skip
def test_days_of_a_story(text: str) -> None:
    assert found(f"款子没有着落。{text}，工友们又来了。", "DATE") == [text]


@pytest.mark.parametrize(
    ("text", "dates", "durations"),
    [
        ("没想到第二天，律师就到了。", ["第二天"], []),
        ("就在这天，井口通了车。", ["这天"], []),
        ("签约将于三天后举行。", ["三天后"], []),
        ("停工三天后，机器又响了。", [], ["三天"]),
        ("停单三天后复跑", [], ["三天"]),
        ("比赛第二天，选手更多。", [], []),
        ("第一天，听课。第二天，实操。", [], []),
        ("第二天的课程是绘图。", [], []),
        ("信寄到家那天，他哭了。", [], []),
        ("这天气真热，那天空很蓝。", [], []),
        ("“那天晚上我没合眼。”他说。", [], []),
        ("“第二天我就去了。”他说。", [], []),
        ("工期提前一天。", [], ["一天"]),
        ("比赛前一天抽签。", [], []),
        ("两小时后，电通了。", [], ["两小时"]),
        ("三天后来电了。", [], ["三天"]),
        ("他们连续3日夜战。", [], ["3日"]),
        ("全年龄段都能参加。", [], []),
    ],
)
def test_where_a_day_of_a_story_begins(text: str, dates: list[str], durations: list[str]) -> None:
    assert (found(text, "DATE"), found(text, "DURATION")) == (dates, durations)


@pytest.mark.parametrize(
    ("text", "durations"),
    [
        ("各地工会一周短波", []),
        ("一周工会短讯", []),
        ("一周要览", []),
        ("基层一周速递", []),
        ("他们用一周时间走访。", ["一周"]),
        ("培训一周，职工满意。", ["一周"]),
    ],
)
def test_a_column_is_no_length_of_time(text: str, durations: list[str]) -> None:
    assert found(text, "DURATION") == durations


def test_never_over_a_line_end() -> None:
    assert found("5月\n16日", "DATE") == ["5月", "16日"]


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789一二三十年月日号时分周天今去明前后上下旬初底“”五节春至到-:/. \n半个多"
        ),
        max_size=60,
    )
)
def test_spans_are_disjoint_and_within_a_line(text: str) -> None:
    spans = [(m.start, m.end) for m in FIND(view(text))]
    assert all(a < b <= len(text) and "\n" not in text[a:b] for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    FIND(view(text))
