"""Articles as JSON: the rows of the tables, nested by article."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pipeline.show.article import OF_ARTICLE, ArticleRows, Row


def to_json(articles: Iterable[ArticleRows], issues: Iterable[Row] = ()) -> str:
    """`{"articles": [{"page", "article", "mentions", …}], "issues": […]}`, days as ISO; the page without its text."""
    return json.dumps(
        {
            "articles": [
                {
                    "page": {name: value for name, value in a.page.items() if name != "text"},
                    "article": a.article,
                    **{table: a.rows(table) for table in OF_ARTICLE},
                }
                for a in articles
            ],
            "issues": list(issues),
        },
        ensure_ascii=False,
        indent=1,
        default=_plain,
    )


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
