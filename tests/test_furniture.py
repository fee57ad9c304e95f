"""Page furniture: what belongs to no article, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.articles.furniture import Furniture
from pipeline.articles.lines import read_lines
from pipeline.lexicon import LexiconError, model_dir, read_table
from pipeline.patterns import regex
from pipeline.view import view

FURNITURE = Furniture.load(model_dir() / "articles")


def kind(text: str) -> str | None:
    (line,) = read_lines(text)
    return FURNITURE.kind(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第03版：工会", "page"),
        ("A2  工会视界", "page"),
        ("3上一版  下一版4", "page"),
        ("返回京工网 版面导航", "page"),
        ("2011年9月6日  星期二  农历辛卯年八月初九", "page"),
        ("二〇一一年九月六日　星期二", "page"),
        ("北 江 工 人 报", "page"),
        ("EAST HARBOUR WORKERS' DAILY", "page"),
        ("国内统一刊号：CN00-0000  邮发代号：0-00", "page"),
        ("（下转第2版）", "page"),
        ("二版", "page"),
        ("今天8版", "page"),
        ("北 江 工 友 报 3", "page"),
        ("2018-05-16 | 星期三 | 04版 | 基层·一线 | 责编/康宁", "page"),
        ("02版 职工之声   编辑/康 宁   电话/0000-0000000", "page"),
        ("某市总工会主管主办", "page"),
        ("下期关注 >>> 骑手的午饭", "page"),
        ("点击上方蓝字关注我们", "tool"),
        ("分享、点赞、在看", "tool"),
        ("阅读原文", "tool"),
        ("【打印】【关闭】", "tool"),
        ("[打印本页][关闭窗口]", "tool"),
        ("收录于合集 #职工服务 16个", "tool"),
        ("往期推荐", "related"),
        ("北江职工网  >  工会要闻  >  正文", "tool"),
        ("北江市总工会门户网站", "tool"),
        ("编辑丨康宁", "imprint"),
        ("初审/康宁 复审/陶然", "imprint"),
        ("影像工会", "section"),
        ("次条", "section"),
        ("北江融媒 首页 > 工会新闻 > 一周要览", "tool"),
        ("北江 · 区县工会", "section"),
        ("区县快讯", "section"),
        ("放大 缩小 默认", "tool"),
        ("字号：大 中 小  打印  分享到：", "tool"),
        ("首页 > 工会 > 基层故事", "tool"),
        ("首页 | 新闻 | 维权 | 服务 | 论坛", "tool"),
        ("扫码关注 北江工人报客户端", "tool"),
        ("版权所有 未经许可不得转载", "tool"),
        ("京ICP备00000000号", "tool"),
        ("来源：北江工人报  发布时间：2020-01-02 10:20", "meta"),
        ("上一篇：北江市总工会召开会议", "meta"),
        ("相关阅读", "related"),
        ("责任编辑 康 宁  校对 陶 然", "imprint"),
        ("（编辑：康宁   审核：陶然）", "imprint"),
        ("地址：北江市中山路8号 邮编：000000", "imprint"),
        ("工会·看点", "section"),
        ("要闻 | 综合", "section"),
        ("不忘初心 牢记使命", "slogan"),
        ("深入学习贯彻全会精神 奋力开创工会工作新局面", "slogan"),
    ],
)
def test_furniture(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "北江市总工会关注户外劳动者",
        "北江市总工会召开会议部署校对工作",
        "2011年，北江市总工会建成书屋12家。",
        "弘扬劳模精神 北江选树百名工匠",
        "以联盟促发展 以服务暖人心",
        "工会来了“娘家人”",
        "工会服务进工地",
        "工友故事说不完",
        "一张报纸的温度",
        "职工夜校开课了",
        "北江矿工诗集结集出版",
        "主办方给选手送来凉茶。",
        "大中小企业齐参赛",
        "18家企业的54",
        "人次。",
        "2019年3月4日凌晨",
        "2019年3月4日，北江市总工会",
    ],
)
def test_no_furniture(text: str) -> None:
    assert kind(text) is None


def test_a_pattern_that_misses_its_example_is_an_error(tmp_path: Path) -> None:
    for file in (model_dir() / "articles").glob("*.tsv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "slogans.tsv").write_text("pattern\texample\n劳动.{2}\t技能宝贵\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"slogans.*技能宝贵"):
        Furniture.load(tmp_path)


@pytest.mark.parametrize("file", ["furniture.tsv", "slogans.tsv"])
def test_every_pattern_matches_its_own_example(file: str) -> None:
    rows = read_table(
        model_dir() / "articles" / file, ["pattern", "example"], optional=["kind"], key=["pattern"]
    )
    assert [r["pattern"] for r in rows if not regex(r["pattern"]).match(view(r["example"]))] == []


def test_a_pattern_that_is_none_is_an_error(tmp_path: Path) -> None:
    for path in (model_dir() / "articles").glob("*.tsv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "slogans.tsv").write_text("pattern\texample\n劳动(\t劳动\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"slogans.*劳动\("):
        Furniture.load(tmp_path)
