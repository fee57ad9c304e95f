"""The benchmark times every stage on the same text as jieba; it says how fast, no test does."""

from pipeline.bench import bench
from pipeline.records import Page

TEXT = "区总工会送清凉\n本报讯（记者 江一帆）7月3日，河东区总工会慰问40名环卫工人。\n"


def test_every_stage_is_timed_and_the_whole_is_their_sum() -> None:
    found = bench([Page("p", "p.txt", TEXT), Page("q", "q.txt", TEXT)])
    assert (found.characters, found.articles) == (2 * len(TEXT), 2)
    assert list(found.seconds) == [
        "articles",
        "tokens",
        "sentences",
        "names",
        "mentions",
        "values",
        "events",
        "links",
        "tables",
    ]
    assert all(seconds > 0 for seconds in found.seconds.values())
    assert found.ratio == found.jieba_seconds / sum(found.seconds.values())
    assert [line.split()[0] for line in found.lines()][-3:] == ["whole", "jieba.lcut", "ratio"]


def test_no_text_is_no_error() -> None:
    assert (bench([]).characters, bench([]).articles) == (0, 0)
