import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fakes import Fake, make_page, page_tables

from pipeline.evaluation.gold import GoldError, evaluate, mistakes, read_gold
from pipeline.tables.schema import TABLES

SHARED = Path(__file__).parent.parent.parent / "shared"

GOLD: dict[str, Any] = {
    "headline": "技能 比武",
    "kicker": None,
    "subtitle": None,
    "reporters": ["白一川"],
    "correspondents": [],
    "first_words": "5月8日，东湖区总工会",
    "last_words": "职工参加。",
    "entities": [["ORG", "东湖区总工会"], ["COUNT", "12名"], ["DATE", "5月8日"], ["LOC", "东湖"]],
    "dates": [{"text": "5月8日", "start": "2031-05-08", "end": "2031-05-08"}],
    "counts": [{"text": "12名", "value": 12, "unit": "名", "modifier": "exact", "noun": "职工"}],
    "people": [],
    "unions": [{"mention": "东湖区总工会", "union": "东湖区总工会"}],
    "events": [
        {
            "type": "MEETING",
            "primary": True,
            "name": "“比武”",
            "start": "2031-05-08",
            "end": "2031-05-08",
            "place": None,
            "unions": [{"union": "东湖区总工会", "role": "guide"}],
        }
    ],
}
TEXT = "技能比武：5月8日，东湖区总工会举办比武，12名职工参加。"


def tables(source: str, text: str) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in page_tables(source, text).items()}


def figures(text: str, *articles: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    scores = evaluate(tables("pages/p1.txt", text), {"p1": {"articles": list(articles)}})
    return {s.name: (s.hits, len(s.wrong), len(s.missed)) for s in scores}


def test_every_kind_of_row_is_counted() -> None:
    found = figures(TEXT, GOLD)
    assert found["articles (headline, first and last words)"] == (1, 0, 0)
    assert found["bylines"] == (0, 0, 1)
    assert found["entity ORG"] == (1, 0, 0)
    assert found["entity LOC"] == (0, 0, 1)
    assert found["entity all"] == (3, 0, 1)
    assert found["date values"] == (1, 0, 0)
    assert found["count values"] == (1, 0, 0)
    assert found["count nouns"] == (0, 1, 1)
    assert found["union mentions"] == (1, 0, 0)
    assert found["event dates"] == (1, 0, 0)
    assert found["event names"] == (0, 0, 1)
    assert found["event-union links"] == (1, 0, 0)
    assert found["event-union links with role"] == (0, 1, 1)


def test_an_article_is_matched_by_its_first_words_too() -> None:
    found = figures(TEXT, GOLD | {"headline": "别的标题"})
    assert found["articles (headline, first and last words)"] == (0, 1, 1)
    assert found["entity ORG"] == (1, 0, 0)


def test_missing_and_spurious_articles() -> None:
    other = GOLD | {"headline": "没有这篇", "first_words": "没有这句"}
    found = figures(TEXT, other)
    assert found["articles (headline, first and last words)"] == (0, 1, 1)
    assert found["entity all"] == (0, 0, 4)


def test_a_missing_page_counts_as_missed() -> None:
    scores = evaluate(tables("pages/p2.txt", TEXT), {"p1": {"articles": [GOLD]}})
    assert sum(s.hits for s in scores) == 0
    assert str(scores[0]).endswith("P 0.000  R 0.000  F1 0.000  (tp 0 fp 0 fn 1)")


def test_mistakes_are_listed_up_to_a_limit() -> None:
    scores = evaluate(tables("pages/p1.txt", TEXT), {"p1": {"articles": [GOLD]}})
    listed = list(mistakes(scores, 1))
    assert "  missed entity LOC: ('LOC', '东湖')  [p1 技能 比武]" in listed
    assert not list(mistakes(scores, 0))


def test_gold_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold files"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text("[]")
    with pytest.raises(GoldError, match=r"a\.json: no gold file"):
        read_gold(tmp_path)


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the shared scorer is not on this machine")
def test_the_figures_are_those_of_the_shared_scorer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On rows that are partly right: the gold itself with every third thing spoilt."""
    gold = read_gold(SHARED / "gold")
    rows = spoilt(gold)
    for name, listed in rows.items():
        # Plain rows of every table: `to_table` takes blocks of some.
        pq.write_table(pa.Table.from_pylist(listed, TABLES[name].schema), tmp_path / f"{name}.parquet")
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    result = tmp_path / "result.json"
    monkeypatch.setattr(sys, "argv", ["score.py", str(tmp_path), str(SHARED / "gold"), "--json", str(result)])
    scorer.main()
    capsys.readouterr()
    theirs = {n: (s["tp"], s["fp"], s["fn"]) for n, s in json.loads(result.read_text()).items()}
    ours = {s.name: (s.hits, len(s.wrong), len(s.missed)) for s in evaluate(rows, gold)}
    assert ours == theirs
    assert ours["entity all"][1] > 0 and ours["entity all"][2] > 0


def spoilt(gold: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Rows of all scored tables made from gold, some of them wrong."""
    rows: dict[str, list[dict[str, Any]]] = {n: [] for n in page_tables("a", TEXT)}
    turn = 0

    def spoil(text: str | None) -> str | None:
        nonlocal turn
        turn += 1
        return text if turn % 3 else f"{text or ''}错"

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    for stem, page in gold.items():
        template = tables(f"x/{stem}.txt", TEXT)
        page_row = template["pages"][0]
        rows["pages"].append(page_row)
        for ordinal, g in enumerate(page["articles"]):
            article_id = f"{stem}-{ordinal}"
            of = {"article_id": article_id, "mention_id": article_id, "text": ""}
            rows["articles"].append(
                template["articles"][0]
                | {k: g[k] for k in ("kicker", "subtitle", "reporters", "correspondents")}
                | {
                    "article_id": article_id,
                    "page_id": page_row["page_id"],
                    "ordinal": ordinal,
                    "headline": spoil(g["headline"]),
                    "text": g["first_words"] + g["last_words"],
                }
            )
            for label, text in g["entities"]:
                rows["mentions"].append(
                    template["mentions"][0] | of | {"label": label, "text": spoil(text), "field": "body"}
                )
            for d in g["dates"]:
                values = {"text": spoil(d["text"]), "start_date": day(d["start"]), "end_date": day(d["end"])}
                rows["dates"].append(template["dates"][0] | of | values)
            for c in g["counts"]:
                values = {
                    "text": spoil(c["text"]),
                    "value": c["value"],
                    "unit": c["unit"],
                    "modifier": c["modifier"],
                    "noun": spoil(c["noun"]),
                }
                rows["counts"].append(template["counts"][0] | of | values)
            for p in g["people"]:
                rows["people"].append(
                    {
                        **of,
                        "name": spoil(p["name"]),
                        "titles": p["titles"],
                        "affiliation": spoil(p["affiliation"]),
                        "union_id": None,
                    }
                )
                del rows["people"][-1]["text"]
            for u in g["unions"]:
                rows["union_mentions"].append(
                    template["union_mentions"][0] | of | {"text": u["mention"], "union": spoil(u["union"])}
                )
            for n, e in enumerate(g["events"]):
                event_id = f"{article_id}.{n}"
                values = {k: e[k] for k in ("type", "primary")} | {
                    "name": spoil(e["name"]),
                    "place": spoil(e["place"]),
                }
                values |= {
                    "start_date": day(e["start"]),
                    "end_date": day(e["end"]),
                    "event_id": event_id,
                    "article_id": article_id,
                }
                rows["events"].append(template["events"][0] | values)
                for u in e["unions"]:
                    values = {
                        "event_id": event_id,
                        "article_id": article_id,
                        "union": u["union"],
                        "role": spoil(u["role"]),
                    }
                    rows["event_unions"].append(template["event_unions"][0] | values)
    return rows


def test_the_fake_extractor_reads_the_sentence() -> None:
    extractions, _ = Fake()(make_page("a", TEXT))
    assert extractions[0].article.text == "5月8日，东湖区总工会举办比武，12名职工参加。"
