"""One article's rows as a person reads them: terminal tables, JSON, a self-contained HTML page.

Everything here reads rows as the tables hold them, so that a fresh extraction and a stored one look the same.
"""

from __future__ import annotations

from pipeline.show.article import ArticleRows, articles_of
from pipeline.show.data import to_json
from pipeline.show.page import to_html
from pipeline.show.terminal import to_terminal

__all__ = ["ArticleRows", "articles_of", "to_html", "to_json", "to_terminal"]
