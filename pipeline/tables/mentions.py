"""Sentences and mentions of many articles → the columns of their tables, worked out for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import pyarrow as pa

from pipeline.records import Extraction
from pipeline.tables.laid import Laid, strings

_ORDER = attrgetter("start", "end", "label")


def sentence_columns(extractions: Sequence[Extraction]) -> dict[str, pa.Array]:
    """The columns of `sentences`; offsets count in the article's field."""
    laid = Laid(extractions)
    starts = laid.offsets([[s.start for s in x.sentences] for x in extractions])
    ends = laid.offsets([[s.end for s in x.sentences] for x in extractions])
    fields = laid.fields(starts)
    field_starts = laid.field_starts[fields]
    return {
        "article_id": laid.article_ids(laid.articles(starts)),
        "sentence": pa.array([n for x in extractions for n in range(len(x.sentences))], pa.int32()),
        "paragraph": pa.array([s.paragraph for x in extractions for s in x.sentences], pa.int32()),
        "start": pa.array(starts - field_starts),
        "end": pa.array(ends - field_starts),
        "text": strings(x.text[s.start : s.end] for x in extractions for s in x.sentences),
        "field": laid.field_names(fields),
    }


def mention_columns(extractions: Sequence[Extraction]) -> dict[str, pa.Array]:
    """The columns of `mentions`; offsets count in the article's field and on the page."""
    laid = Laid(extractions)
    listed = [sorted(x.mentions, key=_ORDER) for x in extractions]
    starts = laid.offsets([[m.start for m in mentions] for mentions in listed])
    ends = laid.offsets([[m.end for m in mentions] for mentions in listed])
    articles, fields = laid.articles(starts), laid.fields(starts)
    sentences = laid.sentences(starts, articles)
    starts -= laid.field_starts[fields]
    ends -= laid.field_starts[fields]
    mentions = [m for mentions in listed for m in mentions]
    labels = [m.label for m in mentions]
    maps = [(x.article.article_id, f.name, x.article.page_map(f.name)) for x in extractions for f in x.fields]
    ids: list[str] = []
    on_page: list[tuple[int, int]] = []
    for field, start, end, label in zip(fields.tolist(), starts.tolist(), ends.tolist(), labels, strict=True):
        article_id, name, page_map = maps[field]
        ids.append(mention_id(article_id, name, start, end, label))
        on_page.append(page_map.span(start, end) or (0, 0))
    return {
        "mention_id": strings(ids),
        "article_id": laid.article_ids(articles),
        "sentence": pa.array(sentences),
        "field": laid.field_names(fields),
        "start": pa.array(starts),
        "end": pa.array(ends),
        "text": strings(
            x.text[m.start : m.end] for x, mentions in zip(extractions, listed, strict=True) for m in mentions
        ),
        "label": strings(labels),
        "source": strings(m.source for m in mentions),
        "score": pa.array([m.score for m in mentions], pa.float64()),
        "page_start": pa.array([start for start, _ in on_page], pa.int32()),
        "page_end": pa.array([end for _, end in on_page], pa.int32()),
    }


def mention_id(article_id: str, field: str, start: int, end: int, label: str) -> str:
    """What identifies a mention; offsets count in the article's field."""
    return f"{article_id}.{field}.{start}-{end}.{label}"
