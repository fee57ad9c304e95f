import io
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fakes import line, page_tables
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.show import ArticleRows, articles_of, to_html, to_json, to_terminal
from pipeline.show.marks import Mark, marked
from pipeline.show.values import days, number

CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), None)
HOSTILE = '<script>alert(1)</script><img src=x onerror="x()">\'"&amp;</style>'


def rows(text: str) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in page_tables("raw/a.txt", text).items()}


def articles(text: str) -> list[ArticleRows]:
    return articles_of(rows(text))


def printed(article: ArticleRows, evidence: bool = False) -> str:
    console = Console(width=200, record=True, file=io.StringIO(), highlight=False)
    console.print(to_terminal(article, evidence=evidence))
    return console.export_text()


class Reader(HTMLParser):
    """Elements and texts of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_articles_are_gathered_from_all_tables() -> None:
    first, second = articles(f"{line(0)}\n{line(1)}")
    assert first.article["ordinal"] == 0 and second.article["ordinal"] == 1
    assert {m["article_id"] for m in second.rows("mentions")} == {second.article["article_id"]}
    count = next(m for m in first.rows("mentions") if m["label"] == "COUNT")
    found = first.evidence(count)
    assert (found.text, found.after) == ("12名", "职工参加，主席田一到场。")
    assert first.page["text"][found.page_start : found.page_end] == "12名"


def test_rows_stand_in_the_order_of_the_text() -> None:
    given = rows("题：12名代表，3名记者，东湖区总工会和西湖区总工会到场，5月8日。")
    shuffled = {name: listed[::-1] for name, listed in given.items()}
    (article,) = articles_of(shuffled)
    assert [c["text"] for c in article.rows("counts")] == ["12名", "3名"]
    assert [u["text"] for u in article.rows("union_mentions")] == ["东湖区总工会", "西湖区总工会"]
    assert [m["start"] for m in article.rows("mentions")] == sorted(
        m["start"] for m in article.rows("mentions")
    )


def test_json_holds_the_rows() -> None:
    data = json.loads(to_json(articles(line(0))))
    (article,) = data["articles"]
    assert article["counts"][0]["value"] == 12
    assert article["dates"][0]["start_date"] == "2031-05-01"
    assert "text" not in article["page"]
    assert data["issues"] == []


def test_the_terminal_shows_values_and_with_evidence_their_reasons() -> None:
    (article,) = articles(line(0))
    assert "12 名" in printed(article) and "subject of 举办" not in printed(article)
    assert "subject of 举办" in printed(article, evidence=True)
    assert "candidates" in printed(article, evidence=True)


def test_terminal_markup_in_a_text_is_text() -> None:
    (article,) = articles("[red]题[/red]：[bold]5月8日，12名职工。")
    assert "[red]题[/red]" in printed(article)


def test_the_page_marks_mentions_and_links_to_them() -> None:
    page = Reader(to_html(articles(line(0))))
    marks = [attrs for tag, attrs in page.tags if tag == "span" and "id" in attrs]
    assert {m["class"] for m in marks} == {"m ORG linked", "m DATE", "m COUNT", "m PER"}
    ids = {m["id"] for m in marks}
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links and all(str(link).removeprefix("#") in ids for link in links)
    (union,) = [m["title"] for m in marks if m["class"] == "m ORG linked"]
    assert union and "→ 东湖区总工会 (1.00): named" in union


def test_the_page_needs_nothing_from_outside() -> None:
    markup = to_html(articles(line(0)))
    page = Reader(markup)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "form"}
    assert not [a for _, attrs in page.tags for a in attrs if a in ("src", "style") or a.startswith("on")]
    assert "url(" not in markup and "http:" not in markup and "https:" not in markup
    policy = [
        attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy and str(policy[0]).startswith("default-src 'none'; style-src 'sha256-")


def test_hostile_text_is_shown_as_text() -> None:
    markup = to_html(articles(f"{HOSTILE}：5月8日{HOSTILE}，东湖区总工会举办活动。"))
    page = Reader(markup)
    assert HOSTILE in "".join(page.texts)
    assert not {tag for tag, _ in page.tags} & {"script", "img"}


def test_no_article_is_said() -> None:
    assert "No article was found." in to_html([])


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        ([], "一&lt;二三四"),
        ([(0, 1), (3, 5)], "[一]&lt;二[三四]"),
        ([(0, 5), (2, 3)], "[一&lt;[二]三四]"),
        ([(0, 3), (2, 5)], "[一&lt;[二]]三四"),
        ([(0, 2), (2, 5)], "[一&lt;][二三四]"),
        ([(1, 4), (1, 4)], "一[[&lt;二三]]四"),
    ],
)
def test_marks_nest(marks: list[tuple[int, int]], html: str) -> None:
    shown = marked("一<二三四", [Mark(s, e, "PER", "", "") for s, e in marks])
    assert re.sub(r"<span[^>]*>", "[", shown).replace("</span>", "]") == html


@given(st.text(max_size=12), st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)), max_size=6))
def test_marks_never_change_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(s, min(e, len(text)), "PER", "", "") for s, e in spans if s < min(e, len(text))]
    page = Reader(marked(text.replace("\r", "").replace("\0", ""), []))
    assert "".join(page.texts) == text.replace("\r", "").replace("\0", "")
    shown = marked(text, marks)
    assert shown.count("<span") == shown.count("</span>") == len(marks)
    assert re.sub(r"<[^>]*>", "", shown) == marked(text, [])


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (None, None, "–"),
        ("2031-05-08", "2031-05-08", "2031-05-08"),
        ("2031-05-08", "2031-06-01", "2031-05-08 … 06-01"),
        ("2030-12-30", "2031-01-02", "2030-12-30 … 2031-01-02"),
        ("2031-05-08", None, "2031-05-08 …"),
        (None, "2031-05-08", "… 2031-05-08"),
    ],
)
def test_days(start: str | None, end: str | None, shown: str) -> None:
    from datetime import date

    assert days(*(date.fromisoformat(d) if d else None for d in (start, end))) == shown


@pytest.mark.parametrize(
    ("value", "value_max", "unit", "modifier", "shown"),
    [
        (1000.0, None, "名", "below", "< 1,000 名"),
        (20.0, 30.0, "人", "exact", "20–30 人"),
        (93.5, None, "%", "above", "> 93.5%"),
        (46700.0, None, "名", "about", "≈ 46,700 名"),
    ],
)
def test_numbers(value: float, value_max: float | None, unit: str, modifier: str, shown: str) -> None:
    assert number({"value": value, "value_max": value_max, "unit": unit, "modifier": modifier}) == shown


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_renders_the_page(tmp_path: Path) -> None:
    """The style is applied (its hash is right), and hostile text stays text."""
    assert CHROMIUM
    page = tmp_path / "page.html"
    page.write_text(to_html(articles(f"{line(0)}{HOSTILE}")), encoding="utf-8")
    switches = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    ]
    done = subprocess.run(
        [CHROMIUM, *switches, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    dom = Reader(done.stdout)
    assert "东湖区总工会" in dom.texts
    assert [attrs["class"] for tag, attrs in dom.tags if tag == "span" and "id" in attrs].count(
        "m ORG linked"
    ) == 1
    assert not {tag for tag, _ in dom.tags} & {"script", "img"}
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)
