from datetime import date

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.html import read_html

GOVERNMENT = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>云州市总工会送温暖到车间_云州市总工会</title>
<meta name="SiteName" content="云州市总工会"><meta name="ArticleTitle" content="云州市总工会送温暖到车间">
<meta name="PubDate" content="2031-01-18 09:30"><meta name="ContentSource" content="云州职工报">
<script>var a = "<p>脚本里，没有正文。</p>";</script></head><body>
<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/n">组织机构</a></li></ul></div>
<div class="position">当前位置：<a>首页</a> &gt; <a>要闻</a></div>
<div class="article"><h1>云州市总工会送温暖到车间</h1>
<div class="info"><span>发布时间：2031-01-18 09:30</span> <span>来源：云州职工报</span> <span>作者：石小禾</span></div>
<div class="TRS_Editor"><p>　　1月16日，云州市总工会走进东湖公交公司，送去米面油和慰问金。</p>
<p>　　当天，<b>36名</b>驾驶员领到慰问品。<br>　　“心里暖。”驾驶员万志强说。<!-- 图 --></p></div></div>
<div class="related"><h3>相关新闻</h3><ul><li><a href="1">云州市总工会召开全委会，部署工作。</a></li></ul></div>
<div class="footer">版权所有，不得转载。</div></body></html>"""

DIGITAL_PAPER = """<html><head><title>云州职工报</title></head><body>
<!--enpproperty <articleid>9</articleid><date>2031-05-09 00:00:00.000</date><author>白一川</author>
<title>竞赛比出&ldquo;真功夫&rdquo;</title><subtitle>云州市总工会举办焊工大赛</subtitle><introtitle>练兵强技</introtitle>/enpproperty-->
<table><tr><td>练兵强技</td></tr><tr><td>竞赛比出“真功夫”</td></tr></table>
<div id="ozoom"><founder-content><P>　　本报讯（记者 白一川）5月8日，云州市总工会主办的焊工大赛举行。</P><P>　　128人参赛。</P></founder-content></div>
<p>上一篇 下一篇</p></body></html>"""

WECHAT = """<html><head><meta property="og:title" content="东湖区总工会办运动会">
<meta property="og:site_name" content="微信公众平台"></head><body><h1>
 东湖区总工会办运动会 </h1><div><span>撰稿：周末 </span><em>2031年10月12日 18:00</em></div>
<div id="js_content"><section><section><span>10月11日，</span><span>东湖区总工会举办</span><strong>运动会</strong>。</section></section>
<section><p><span>300多名职工参加。</span></p></section></div><div>阅读 1200</div></body></html>"""

PLAIN = """<html><head><title>送春联 - 清水网</title></head><body><div><a>首页</a><a>新闻</a></div>
<h2>清水镇总工会送春联进车间</h2><p>来源：清水发布 2031-01-20</p>
<p>1月19日，清水镇总工会为职工写春联，送出200余副。</p><div>Copyright</div></body></html>"""


@pytest.mark.parametrize(
    ("markup", "text", "publication", "day"),
    [
        (
            GOVERNMENT,
            "云州市总工会送温暖到车间\n发布时间：2031-01-18 09:30 来源：云州职工报 作者：石小禾\n\n"
            "1月16日，云州市总工会走进东湖公交公司，送去米面油和慰问金。\n"
            "当天，36名驾驶员领到慰问品。\n“心里暖。”驾驶员万志强说。",
            "云州职工报",
            date(2031, 1, 18),
        ),
        (
            DIGITAL_PAPER,
            "练兵强技\n竞赛比出“真功夫”\n云州市总工会举办焊工大赛\n\n"
            "本报讯（记者 白一川）5月8日，云州市总工会主办的焊工大赛举行。\n128人参赛。",
            None,
            date(2031, 5, 9),
        ),
        (
            WECHAT,
            "东湖区总工会办运动会\n撰稿：周末 2031年10月12日 18:00\n\n"
            "10月11日，东湖区总工会举办运动会。\n300多名职工参加。",
            None,
            date(2031, 10, 12),
        ),
        (
            PLAIN,
            "清水镇总工会送春联进车间\n来源：清水发布 2031-01-20\n\n1月19日，清水镇总工会为职工写春联，送出200余副。",
            "清水发布",
            date(2031, 1, 20),
        ),
    ],
    ids=["government site", "digital newspaper", "WeChat", "plain"],
)
def test_the_article_of_a_page(markup: str, text: str, publication: str | None, day: date) -> None:
    found, metadata = read_html(markup)
    assert found == text
    assert (metadata.publication, metadata.issue_date) == (publication, day)


SENTENCES = "".join(f"<p>5月{day}日，东湖区总工会走访企业，送去清凉。</p>" for day in range(1, 6))
BODY = "\n".join(f"5月{day}日，东湖区总工会走访企业，送去清凉。" for day in range(1, 6))
COMMENT = "<div><b>读者甲</b><p>好，很好，非常好！真想，再来，一次！</p></div>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        # The first headings are the frame's; a title may be cut short in the meta tag.
        (
            f"<title>东湖区总工会送清凉到一线 - 清水网</title><meta property='og:title' content='东湖区总工会'>"
            f"<div><h2>新闻频道首页</h2></div><div><h1>东湖区总工会送清凉到一线</h1></div><div>{SENTENCES}</div>",
            f"东湖区总工会送清凉到一线\n\n{BODY}",
        ),
        # Path and advertisement stand in the body's element, above the headline.
        (
            f"<title>东湖区总工会送清凉_清水网</title><div><p>你在：首页 &gt; 要闻</p><p>征文启事，欢迎投稿！</p>"
            f"<h1>东湖区总工会送清凉</h1>{SENTENCES}</div>",
            f"东湖区总工会送清凉\n{BODY}",
        ),
        # More is said in the comments than in the article.
        (
            f"<title>东湖区总工会送清凉</title><div><div>{SENTENCES}</div><h3>热门评论 9条</h3>{COMMENT * 9}</div>",
            f"东湖区总工会送清凉\n\n{BODY}",
        ),
        (
            f"<title>东湖区总工会送清凉</title><div><p>分享</p><p>评论</p><div>{SENTENCES}</div><p>评论（9）</p>{COMMENT}</div>",
            f"东湖区总工会送清凉\n\n{BODY}",
        ),
        # A list of other articles in the middle of the text, and one at its end.
        (
            f"<div><p>一，二。</p><p>相关新闻：</p>{SENTENCES}<p>相关新闻：</p><p>其他，事情。</p></div>",
            f"一，二。\n相关新闻：\n{BODY}",
        ),
    ],
    ids=["headings of the frame", "above the headline", "comments", "bare word", "other articles"],
)
def test_what_is_no_part_of_the_article(markup: str, text: str) -> None:
    assert read_html(f"<html>{markup}</html>")[0] == text


def test_names_of_side_matter_say_nothing_where_all_is_inside_it() -> None:
    assert read_html("<div class='menu'><p>一，二。</p><p>三，四。</p></div>")[0] == "一，二。\n三，四。"


def test_a_page_without_a_sentence_gives_all_its_lines() -> None:
    assert read_html("<div><p>甲</p><p>乙</p></div>")[0] == "甲\n乙"


def test_unclosed_and_misplaced_tags() -> None:
    assert read_html("<p>一，<b>二<p>三。</div></td><li>四。")[0] == "一，二\n三。\n四。"


def test_text_that_only_looks_like_markup_stays_text() -> None:
    assert read_html("<p>a &lt;script&gt; b，</p>")[0] == "a <script> b，"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "一，二。",
        "<a>" * 50_000 + "一，二。",
        "<p " + "a=1 " * 200_000 + ">一，二。</p>",
        "<!--enpproperty " * 50_000,
        "<title>" + "-" * 200_000 + "</title><p>一，二。</p>",
        "<p>" + " " * 2_000_000 + "一，</p>",
        "<p>来源</p>" * 30_000,
        "&lt;" * 300_000,
        "<![CDATA[" * 1000,
        '<?xml version="1.0" encoding="gbk"?><html><p>一，二。</p></html>',
    ],
    ids=lambda markup: markup[:12],
)
def test_hostile_markup_takes_linear_time(markup: str) -> None:
    assert_linear(read_html, markup)


@given(st.text(alphabet="<>/!-abp h1=\"'一，。&;#\0"))
def test_no_markup_raises(markup: str) -> None:
    text, _ = read_html(markup)
    assert isinstance(text, str)
