"""Tokens → one block of rows an article: a list for each column of the table `tokens`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Any

from pipeline.records import Extraction, Token


def cut_at_mentions(x: Extraction) -> list[Token]:
    """The tokens, those cut in two that a mention's edge goes through (瑞|景川 for 瑞景 + 川)."""
    begins = {t.start for t in x.tokens}
    inner = sorted({edge for m in x.mentions for edge in (m.start, m.end)} - begins - {len(x.text)})
    if not inner:
        return x.tokens
    tokens: list[Token] = []
    for t in x.tokens:
        first = bisect_right(inner, t.start)
        edges = [t.start, *inner[first : bisect_left(inner, t.end, first)], t.end]
        tokens += [Token(a, b, t.pos) for a, b in pairwise(edges)] if len(edges) > 2 else [t]
    return tokens


def token_block(x: Extraction) -> dict[str, list[Any]]:
    """The columns of `tokens` for one extraction, blank tokens left out; offsets count in the article's field.

    A word of the dictionary that a mention's edge goes through is given in pieces, and `whole` is false there.
    """
    text = x.text
    pieces = cut_at_mentions(x)
    words = [text[t.start : t.end] for t in pieces]
    tokens = [t for t, word in zip(pieces, words, strict=True) if not word.isspace()]
    uncut = {t.start: t.end for t in x.tokens}
    starts, ends = [t.start for t in tokens], [t.end for t in tokens]
    block: dict[str, list[Any]] = {
        "article_id": [x.article.article_id] * len(tokens),
        "sentence": [],
        "token": [],
        "start": [],
        "end": [],
        "text": [word for word in words if not word.isspace()],
        "pos": [t.pos for t in tokens],
        "whole": [uncut.get(start) == end for start, end in zip(starts, ends, strict=True)],
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
