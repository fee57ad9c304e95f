"""Articles as one self-contained HTML page: the marked text, and beside it what was read from it.

No script, no outside resource, every text escaped; the content security policy allows nothing but the one
style sheet, by its hash. Each value links to the characters that it was read from.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from pathlib import Path

from pipeline.show.article import ArticleRows, Row
from pipeline.show.marks import Mark, marked
from pipeline.show.values import days, number, text

_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
_LABELS = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "DATE": "date",
    "DURATION": "duration",
    "COUNT": "count",
}
_FIELD_TAGS = (("kicker", "p"), ("headline", "h1"), ("subtitle", "p"), ("byline", "p"))


def to_html(articles: Iterable[ArticleRows]) -> str:
    """The page for these articles, UTF-8."""
    listed = list(articles)
    title = " · ".join(a.article["headline"] or a.article["article_id"] for a in listed[:3]) or "no article"
    legend = "".join(f'<span class="m {label}">{name}</span>' for label, name in _LABELS.items())
    body = "\n".join(_article(a) for a in listed) or '<p class="none">No article was found.</p>'
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<div class="legend" aria-label="Legend">{legend}<span class="m ORG linked">linked union</span></div>
{body}
</body>
</html>
"""


def _article(a: ArticleRows) -> str:
    return f"""<article>
<section class="text" lang="zh">
{_text(a)}
</section>
<aside>
{"".join(_events(a))}</aside>
<div class="facts">
{"".join(_facts(a))}</div>
</article>"""


def _text(a: ArticleRows) -> str:
    parts = [
        f"<{tag} class='{name}'>{_field(a, name)}</{tag}>" for name, tag in _FIELD_TAGS if a.field_text(name)
    ]
    about = [
        a.article["publication"],
        a.article["issue_date"],
        a.page["page_no"] and f"page {a.page['page_no']}",
    ]
    parts.append(f"<p class='about'>{escape(' · '.join(str(x) for x in about if x))}</p>")
    parts += [f"<p>{paragraph}</p>" for paragraph in _field(a, "body").split("\n")]
    source = f"{a.page['source']}, characters {a.article['page_start']}–{a.article['page_end']}"
    parts.append(f"<p class='source'>{escape(a.article['article_id'])} · {escape(source)}</p>")
    return "\n".join(parts)


def _field(a: ArticleRows, name: str) -> str:
    marks = [_mark(a, m) for m in a.rows("mentions") if m["field"] == name]
    return marked(a.field_text(name), marks)


def _mark(a: ArticleRows, m: Row) -> Mark:
    """A mention with all that is known of it as its tooltip."""
    this = m["mention_id"]
    lines = [f"{m['label']}  {m['text']}"]
    lines += [f"= {number(c)} {c['noun'] or ''}" for c in a.rows("counts") if c["mention_id"] == this]
    lines += [f"= {days(d['start_date'], d['end_date'])}" for d in a.rows("dates") if d["mention_id"] == this]
    linked = False
    for u in a.rows("union_mentions"):
        if u["mention_id"] == this:
            linked = u["status"] == "linked"
            lines.append(f"→ {u['union'] or u['status']} ({u['score']:.2f}): {u['reason']}")
    lines.append(f"{m['source']}, score {m['score']:.2f}, page {m['page_start']}–{m['page_end']}")
    return Mark(
        m["start"], m["end"], f"{m['label']} linked" if linked else m["label"], "\n".join(lines), this
    )


def _events(a: ArticleRows) -> Iterable[str]:
    links: dict[str, list[Row]] = {}
    for u in a.rows("event_unions"):
        links.setdefault(u["event_id"], []).append(u)
    for e in a.rows("events"):
        yield _event(e, links.get(e["event_id"], []))


def _facts(a: ArticleRows) -> Iterable[str]:
    yield _table(
        "Union mentions",
        [
            (
                _to(u["mention_id"], u["text"]),
                f"{escape(text(u['union']))}<small>{escape(u['reason'])}</small>",
            )
            for u in a.rows("union_mentions")
        ],
    )
    yield _table(
        "People",
        [
            (_to(p["mention_id"], p["name"]), _joined(p["affiliation"], "、".join(p["titles"])))
            for p in a.rows("people")
        ],
    )
    yield _table(
        "Organisations",
        [(_to(o["mention_id"], o["name"]), escape(o["kind"])) for o in a.rows("organizations")],
    )
    yield _table(
        "Counts",
        [(_to(c["mention_id"], c["text"]), _joined(number(c), c["noun"])) for c in a.rows("counts")],
    )
    yield _table(
        "Dates",
        [
            (_to(d["mention_id"], d["text"]), escape(days(d["start_date"], d["end_date"])))
            for d in a.rows("dates")
        ],
    )
    places = {m["text"]: m["mention_id"] for m in reversed(a.rows("mentions")) if m["label"] == "LOC"}
    yield _table("Places", [(_to(mention_id, name), "") for name, mention_id in reversed(places.items())])
    yield _table("Issues", [(escape(i["kind"]), escape(i["detail"])) for i in a.rows("issues")])


def _event(e: Row, links: list[Row]) -> str:
    name = f"<p class='name' lang='zh'>{escape(e['name'])}</p>" if e["name"] else ""
    facts = " · ".join(
        escape(x) for x in (days(e["start_date"], e["end_date"]), text(e["place"])) if x != "–"
    )
    when = f"<p>{facts}</p>" if facts else ""
    listed = "".join(
        f"<li><b lang='zh'>{_to(u['mention_id'], u['union'])}</b> <span class='role'>{escape(u['role'])}</span>"
        f"<q lang='zh'>{escape(u['evidence'])}</q><small>{escape(u['reason'])}, score {u['score']:.2f}</small></li>"
        for u in links
    )
    return f"""<section class="event{" primary" if e["primary"] else ""}">
<h2>{escape(e["type"])}<span class="score">{e["score"]:.2f}</span></h2>
{name}{when}<p class="reason"><span lang="zh">“{escape(e["trigger"])}”</span> {escape(e["reason"])}</p>
<ul>{listed}</ul>
</section>
"""


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    """A titled table of two columns, of cells that are HTML already; nothing for no rows."""
    if not rows:
        return ""
    cells = "".join(
        f"<tr><th scope='row' lang='zh'>{left}</th><td lang='zh'>{right}</td></tr>" for left, right in rows
    )
    return (
        f"<section><h2>{title}<span class='score'>{len(rows)}</span></h2><table>{cells}</table></section>\n"
    )


def _to(mention_id: str | None, shown: str) -> str:
    """`shown` as a link to the mention in the text."""
    return f"<a href='#{escape(mention_id)}'>{escape(shown)}</a>" if mention_id else escape(shown)


def _joined(first: str | None, second: str | None) -> str:
    return " ".join(escape(x) for x in (first, second) if x) or "–"
