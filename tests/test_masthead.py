"""What a page says of itself: publication, day of issue, page number."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.pages.masthead import home_region_of, publications, read_masthead

BODY = "\n\n某区总工会建成书屋\n\n本报讯 2019年3月4日，某区总工会建成书屋。\n"


@pytest.mark.parametrize(
    ("head", "publication", "region", "day", "page_no"),
    [
        ("工人日报  2019年6月12日  星期三\n02\n要闻·工会", "工人日报", None, date(2019, 6, 12), "02"),
        (
            "四 川 工 人 日 报\n2008年11月18日  星期二\n第2版  工会",
            "四川工人日报",
            "四川省",
            date(2008, 11, 18),
            "2",
        ),
        (
            "JIANGSU WORKERS' DAILY\nA2  工会视界\n2022.10.11  星期二",
            "江苏工人报",
            "江苏省",
            date(2022, 10, 11),
            "A2",
        ),
        ("劳动午报   2015年12月22日   第04版：工会", "劳动午报", "北京市", date(2015, 12, 22), "04"),
        ("第03版：工会\n3上一期   2023年7月18日 星期二", None, None, date(2023, 7, 18), "03"),
        ("二〇一一年九月六日　星期二　第三版", None, None, date(2011, 9, 6), "三"),
        ("来源：浙江工人日报  发布时间：2020-01-02 10:20", "浙江工人日报", "浙江省", date(2020, 1, 2), None),
        ("版次：05  2023-07-18", None, None, date(2023, 7, 18), "05"),
        ("返回京工网 版面导航", "劳动午报", "北京市", None, None),
        # A title that no lexicon holds, and where its name says it is at home.
        ("龙 江 职 工 周 报\n2012年3月6日 星期二", "龙江职工周报", "黑龙江省", date(2012, 3, 6), None),
        ("楚天工友报 B2\n2012-03-06", "楚天工友报", "湖北省", date(2012, 3, 6), "B2"),
        ("陇上职工网 > 要闻 > 正文", "陇上职工网", "甘肃省", None, None),
        ("2012年3月6日 星期二 北江工友报03版", "北江工友报", None, date(2012, 3, 6), None),
        ("某工会捷报", None, None, None, None),
        # Neither a date in a sentence nor an impossible one is the day of issue.
        ("昨天，2018年5月6日的会议", None, None, None, None),
        ("2018年13月40日 星期二", None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_head(
    head: str, publication: str | None, region: str | None, day: date | None, page_no: str | None
) -> None:
    found = read_masthead(head + BODY)
    assert (found.publication, found.home_region) == (publication, region)
    assert (found.issue_date, found.page_no) == (day, page_no)


def test_the_host_in_the_footer() -> None:
    found = read_masthead("第03版：工会" + BODY + "主办：劳动午报社 地址：某路1号\n")
    assert (found.publication, found.home_region) == ("劳动午报", "北京市")


def test_the_dateline_of_another_paper() -> None:
    assert read_masthead("陕西工人报讯（记者 康宁）日前，书屋建成。").publication == "陕西工人报"


def test_every_province_has_a_trade_union_paper() -> None:
    provinces = {p.home_region for p in publications().values() if "工" in p.name or "劳动" in p.name}
    assert len(provinces - {None}) >= 31
    assert home_region_of("工人日报") is None
    assert home_region_of(None) is None
