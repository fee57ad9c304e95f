"""Web pages and pages of electronic papers as readers copy them: headline, first and last words of the article."""

from __future__ import annotations

import pytest

from pipeline.articles import ArticleSplitter
from pipeline.articles.layout import read_layout
from pipeline.articles.lines import read_lines
from pipeline.lexicon import model_dir
from pipeline.records import Page

SPLITTER = ArticleSplitter.load(model_dir() / "articles")
BODY = (
    "5月8日，白塔区总工会在区工人文化宫举办职工厨艺比武，来自全区36家企业的120名职工参加。\n\n"
    "比武设面点、热菜两个项目，当天决出一等奖2名。区总工会负责人表示，今后每年办一届。\n"
)
HEADLINE = "白塔区职工比厨艺"


def read(text: str) -> list[tuple[str | None, str | None, str, str]]:
    articles, _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    return [(a.headline, a.subtitle, a.text[:4], a.text[-5:]) for a in articles]


@pytest.mark.parametrize(
    "top",
    [
        # The path above the page, also of one step and without a blank.
        f"白塔新闻网>>工会新闻\n\n{HEADLINE}\n\n2024年05月09日14:23  来源：《白塔日报》\n\n",
        f"北江市总工会 > 基层信息\n\n{HEADLINE}\n\n更新时间:2024-05-09 11:45:00点击次数:12次\n\n",
        # Menus, contacts, greetings, sizes of letters.
        f"首页\n• 时政\n• 国际\n• 时评\n• 军事\n• 女人\n• 图库\n\n{HEADLINE}\n\n来源：白塔融媒\n\n",
        f"新闻热线 0000-00000000\n热线传真 0000-00000001\n文字： 大  中  小     打印\n\n{HEADLINE}\n\nwww.example.com  2024年05月09日 10:28  白塔在线\n\n",
        f"您好，欢迎光临白塔职工之家\n返回\n全站搜索\n\n{HEADLINE}\n\n",
        # An electronic paper's line below the headline.
        f"{HEADLINE}\n\n《白塔工人报》（2024年05月09日 02版）\n\n",
        # The headline had at its source.
        f"（相关资料图）\n原标题：{HEADLINE}\n",
        f"白塔娱乐\n\n{HEADLINE}\n\n来源：白塔客户端\n2024-05-09 08:51\n\n原标题：{HEADLINE}\n\n",
        # Rows of a table, and a picture, around headline and source.
        f"| {HEADLINE} | |||\n---|---|---\n| 白塔在线 | 2024-05-09 13:56:52 工会新闻 | ||\n![](photo.jpg) |\n",
        # An empty date, a ticker's name.
        f"欢迎您访问 白塔区总工会网站!\n今天是:\n{HEADLINE}\n上传时间:2024年05月09日 10:40:25\n",
        f"滚动资讯:\n\n{HEADLINE}\n发布时间：2024-05-09 来源：白塔融媒\n\n",
        # The headline and its source in one line; and once more below.
        f"{HEADLINE}和刀工更新时间：2024-05-09 浏览次数：0\n{HEADLINE}\n",
        # A photo and its credit between headline and body.
        f"{HEADLINE}\n选手展示菜品。乔一 摄\n",
        # What a form calls 标题.
        f"标题: {HEADLINE} [打印本页]\n作者: 区总工会 时间: 2024-5-9 10:43\n标题: {HEADLINE}\n",
        f"原标题；{HEADLINE}\n",
        # A site's branches; where an account has its article from; the scene of a photo.
        f"乡镇（街道）分站： 东港镇 西岭镇 白塔街道\n\n{HEADLINE}\n\n发布时间：2024-05-09 09:24:00 阅读次数：609\n\n",
        f"{HEADLINE}\n以下文章来源于白塔日报 ，作者乔一\n",
        f"{HEADLINE}\n\n09.05.2024 10:57\n\n比武现场。\n\n",
        # The label of an abstract that is all there is.
        f"{HEADLINE}\n\n【摘要】",
    ],
)
def test_what_stands_above_the_headline_and_below(top: str) -> None:
    assert read(top + BODY) == [(HEADLINE, None, "5月8日", "年办一届。")]


@pytest.mark.parametrize(
    "headline",
    [
        "锅碗瓢盆奏新曲，煎炒烹炸显身手：北江市白塔区总工会举办第九届职工厨艺比武",
        "白塔晨读丨白塔区总工会举办职工厨艺比武；白塔区东港街道总工会为骑手送上热饭热菜和防寒手套",
        "职工厨艺比武开锅！36家企业的大厨齐上阵",
    ],
)
def test_a_long_headline_above_source_and_time(headline: str) -> None:
    assert read(f"{headline}\n发布日期：2024-05-09 19:34:25\n{BODY}")[0][0] == headline


def test_a_caption_between_source_and_body_is_not_the_headline() -> None:
    text = f"{HEADLINE}\n09.05.2024 16:54\n本文来源: news.example.com\n选手陆续赶到现场\n{BODY}"
    assert read(text)[0][0] == HEADLINE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Below a headline the label of an editor's note is none; alone it is.
        (f"{HEADLINE}\n《白塔工人报》（2024年05月09日 02版）\n编者按\n{BODY}", HEADLINE),
        (f"编者按\n\n{BODY}", "编者按"),
        # The footer tells which of two lines is the headline.
        (
            f"让锅铲说话 让味道打分\n\n白塔区首届职工厨艺比武 评委会委员选举产生\n\n{BODY}\n"
            "白塔工人报 工会 00002 让锅铲说话 让味道打分 2024-05-09 2 2024年05月09日 星期四\n",
            "让锅铲说话 让味道打分",
        ),
    ],
)
def test_which_line_is_the_headline(text: str, expected: str) -> None:
    assert [headline for headline, *_ in read(text)] == [expected]


@pytest.mark.parametrize(
    "end",
    [
        "\n（本版插图：乔一）\n",
        "（区总工会供稿）\n",
        "\n（乔一）？\n\n放大 缩小 默认\n",
        "\n来源：白塔融媒 编辑：乔一\n[关闭窗口]\n",
        "\n点击查看大图\n点击查看大图\n",
        "\n全部评论\n请先登录后发表评论\n推荐视频\n骑手雨夜救人\n",
        "\n白塔在线提供技术支持 | 老版入口\n",
        " |\n| 【大 中 小】【打印】 【繁体】 |\n| 您看到此篇文章时的感受是: |\n|\n",
        " |\n2025年白塔区职工夏令营开营\n千人健步走活力满东港\n",
        "（《白塔新闻联播》）\n",
        "\n>>免责声明\n凡本网注明“来源：白塔网”的作品，版权均属本网。违者追究责任。凡注明其他媒体来源的信息作\n",
        "\n\n热门资讯\n\n东港52岁女子误入冷库 ... 白塔融媒 9月15日，东港街道发布通报称，一女子在进入...\n13岁女孩上课晕倒，一查身... 潮白塔\n",
        "\n北江日报白塔城记者：乔一\n通讯员：白塔区工人文化宫\n",
        "\n白塔日报记者乔一北江报道。\n（责任编辑：甄二）\n",
        "\n一审：乔一 二审：甄二\n\n白塔在线-东港分站 白塔在线-西岭分站 白塔网 北江日报\n",
    ],
)
def test_what_stands_below_the_body(end: str) -> None:
    assert read(f"{HEADLINE}\n\n{BODY.rstrip()}{end}") == [(HEADLINE, None, "5月8日", "年办一届。")]


def test_a_photo_story_that_is_printed_twice_is_one_article() -> None:
    story = f"{BODY.rstrip()}\n本报记者 乔一 本报通讯员 甄二 摄\n"
    text = f"{HEADLINE}\n《白塔工人报》（2024年05月09日 02版）\n\n{story}{story}"
    articles, issues = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert [a.headline for a in articles] == [HEADLINE]
    # What is left out is told.
    assert [i.detail[:4] for i in issues if i.kind == "unassigned_text"] == ["5月8日", "比武设面"]


def test_lines_that_stand_twice_between_paragraphs_are_captions() -> None:
    first, second = BODY.rstrip().split("\n\n")
    text = f"{first}\n区总工会主席乔一\n到现场观摩比武\n区总工会副主席甄二\n到现场观摩比武\n{second}\n"
    (article,), _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert article.text == f"{first}\n{second}"


def test_every_item_of_a_round_up_is_signed() -> None:
    text = (
        "工会动态\n"
        "▲北江地区办事处召开经验交流会，6个单位介绍了做法。\n（乔一）\n"
        "▲白塔县总工会举办职工夜校，600多人报名。 （甄二）\n"
        "▲东港县总工会自己动手修球场，节约资金500多元。 （邢三）\n"
    )
    (article,), _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert article.headline == "工会动态"
    assert set(article.correspondents) == {"乔一", "甄二", "邢三"}


@pytest.mark.parametrize("line", ["![]() |", "×", "__"])
def test_a_line_without_a_letter_does_not_part_a_headline_from_its_body(line: str) -> None:
    furniture = SPLITTER.furniture
    (found,) = read_lines(line)
    assert furniture.kind(found) == "tool"


def test_a_menu_ends_with_the_first_text() -> None:
    text = f"{BODY}\n一等奖\n二等奖\n三等奖\n鼓励奖\n组织奖\n"
    layout = read_layout(
        read_lines(text), SPLITTER.furniture, SPLITTER.headlines, SPLITTER.bylines, SPLITTER.junctions
    )
    assert "furniture" not in layout.classes


def test_an_article_that_is_printed_twice_is_one_article_and_told() -> None:
    text = f"{HEADLINE}\n\n{BODY}来源：白塔融媒 编辑：区总办公室\n{HEADLINE}\n{BODY}"
    articles, issues = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert [a.headline for a in articles] == [HEADLINE]
    assert articles[0].text == BODY.rstrip().replace("\n\n", "\n")
    assert [i.detail[:4] for i in issues if i.kind == "unassigned_text"][-2:] == ["5月8日", "比武设面"]


def test_a_long_kicker_ends_with_a_dash() -> None:
    kicker = "白塔区总工会请职工当评委，把厨艺比武办到企业食堂里——"
    text = f"{kicker}\n\n{HEADLINE}\n\n本报记者 乔一\n《白塔工人报》（2024年05月09日 02版）\n\n{BODY}"
    (article,), _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert (article.kicker, article.headline, article.reporters) == (kicker, HEADLINE, ("乔一",))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Bare names between headline and source.
        (f"{HEADLINE}\n\n乔一 章 二\n\n2024年05月09日10:16  来源：《白塔日报》\n\n{BODY}", {"乔一", "章 二"}),
        (f"{HEADLINE}\n\n乔一\n\n2024年05月09日10:16  来源：《白塔日报》\n\n{BODY}", {"乔一"}),
        # A name behind the last sentence; a client's Latin name; a paper's own reporters.
        (f"{HEADLINE}\n{BODY.rstrip()} 乔一\n", {"乔一"}),
        (f"{HEADLINE}\n{BODY}（白塔晚报 ZAKER白塔记者 乔一）\n", {"乔一"}),
        (
            f"{HEADLINE}\n【发布日期：2024-05-09】【作者：晚报记者 乔一 通讯员 章二】\n{BODY}",
            {"乔一", "章二"},
        ),
        (f"{HEADLINE}\n{BODY}（乔一） |\n", {"乔一"}),
        # Who sent it, who only edited or checked it.
        (f"{HEADLINE}\n{BODY}信息提供：东港镇  乔一\n", {"乔一"}),
        (f"{HEADLINE}\n作者：乔 一 章 二 核稿：李三 编发：王四\n{BODY}", {"乔一", "章二"}),
    ],
)
def test_who_wrote_it(text: str, names: set[str]) -> None:
    (article,), _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert article.headline == HEADLINE
    assert article.text.endswith("年办一届。")
    assert {*article.reporters, *article.correspondents} == {name.replace(" ", "") for name in names}


@pytest.mark.parametrize("line", ["各县区工会", "工会新闻 职工之家", "区总工会"])
def test_what_is_no_bare_name(line: str) -> None:
    assert SPLITTER.bylines.bare(line) is None


def test_what_a_site_says_of_its_rights_and_of_other_articles_is_told() -> None:
    rights = "凡本网注明“来源：白塔网”的作品，版权均属本网。违者追究责任。"
    other = "东港52岁女子误入冷库 ... 白塔融媒 9月15日，东港街道发布通报称，一女子在进入..."
    _, issues = SPLITTER(
        Page(page_id="p", source="p.txt", text=f"{HEADLINE}\n\n{BODY}{rights}\n热门资讯\n{other}\n")
    )
    assert [i.detail for i in issues if i.kind == "unassigned_text"] == [rights[:40], other[:40]]


def test_a_law_on_the_rights_of_workers_is_text() -> None:
    law = "如果用人单位侵犯职工合法权益，工会有权提出意见；如有侵权行为，职工可以申请仲裁。"
    assert read(f"{HEADLINE}\n\n{BODY}{law}\n")[0][3] == "申请仲裁。"


def test_short_lines_without_the_indent_of_paragraphs_are_captions() -> None:
    first, second = (f"　　{paragraph}" for paragraph in BODY.rstrip().split("\n\n"))
    text = f"{HEADLINE}\n2024-05-09 09:05 来源：白塔网\n\n选手展示菜品。\n\n{first}\n\n评委在打分。\n\n{second}\n"
    (article,), _ = SPLITTER(Page(page_id="p", source="p.txt", text=text))
    assert article.text.count("。") == BODY.count("。")
    assert article.caption == "选手展示菜品。\n评委在打分。"


@pytest.mark.parametrize(
    ("start", "names"),
    [
        ("白塔新闻网:（乔一 章二）", ("乔一", "章二")),
        ("51网讯（记者 乔一）", ("乔一",)),
        ("白塔网-白塔工人报讯 综合消息 ", ()),
        ("日报消息（全媒体记者乔一报道摄影）", ("乔一",)),
    ],
)
def test_datelines_of_sites(start: str, names: tuple[str, ...]) -> None:
    (article,), _ = SPLITTER(Page(page_id="p", source="p.txt", text=f"{HEADLINE}\n\n{start}{BODY}"))
    assert article.text.startswith("5月8日")
    assert article.reporters + article.correspondents == names


def test_a_headline_behind_the_path_of_the_page() -> None:
    long = "白塔区总工会举办第九届职工厨艺比武"
    text = f"您当前的位置：首页 > 工会 > 工会要闻 {long}\n2024-05-09 13:51:54来源：白塔网\n分享到：\n  字体：【\n\n{BODY}"
    assert read(text)[0][0] == long
