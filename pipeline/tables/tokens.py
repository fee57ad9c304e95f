"""Tokens → one block of rows an article: a list for each column of the table `tokens`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from pipeline.records import Extraction


def token_block(x: Extraction) -> dict[str, list[Any]]:
    """The columns of `tokens` for one extraction, blank tokens left out; offsets count in the article's field."""
    text = x.text
    whole = [text[t.start : t.end] for t in x.tokens]
    tokens = [t for t, word in zip(x.tokens, whole, strict=True) if not word.isspace()]
    starts, ends = [t.start for t in tokens], [t.end for t in tokens]
    block: dict[str, list[Any]] = {
        "article_id": [x.article.article_id] * len(tokens),
        "sentence": [],
        "token": [],
        "start": [],
        "end": [],
        "text": [word for word in whole if not word.isspace()],
        "pos": [t.pos for t in tokens],
        "field": [],
    }
    first = 0
    for number, following in enumerate([*(s.start for s in x.sentences[1:]), len(text)]):
        last = bisect_left(starts, following, first)
        block["sentence"] += [number] * (last - first)
        block["token"] += range(last - first)
        first = last
    first = 0
    for f in x.fields:
        last = bisect_right(starts, f.end, first)
        block["field"] += [f.name] * (last - first)
        block["start"] += [start - f.start for start in starts[first:last]]
        block["end"] += [end - f.start for end in ends[first:last]]
        first = last
    return block
