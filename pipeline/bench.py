"""How fast the extraction is, stage by stage, against `jieba.lcut` on the same text in the same process.

Machines are noisy, so the figure to quote is the ratio: characters per CPU second of the whole way from page to
Arrow tables, divided by those of jieba cutting the same characters into words. One process, one thread.
"""

from __future__ import annotations

import gc
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time

import jieba

from pipeline.extract import Extractor, load_extractor
from pipeline.lexicon import model_dir
from pipeline.mentions.counts import CountFinder
from pipeline.mentions.times import TimeFinder
from pipeline.nlp.document import extraction_of
from pipeline.records import Page
from pipeline.tables.batch import batch_rows
from pipeline.tables.rows import Rows, to_rows
from pipeline.tables.schema import to_table
from pipeline.view import view

# As many pages as a run turns into tables at a time.
_BATCH_PAGES = 32


@dataclass(frozen=True, slots=True)
class Bench:
    """CPU seconds by stage for the characters of some articles, and those of `jieba.lcut` on the same text.

    `apart` are the seconds of single finders, measured once more on the pages; they are part of `mentions`.
    """

    characters: int
    articles: int
    seconds: dict[str, float]
    jieba_seconds: float
    apart: dict[str, float]

    @property
    def ratio(self) -> float:
        """Speed of the whole way relative to `jieba.lcut`; 1.0 is as fast."""
        return self.jieba_seconds / max(sum(self.seconds.values()), 1e-9)

    def lines(self) -> Iterator[str]:
        """A line per stage with its characters per CPU second and share of the time, the whole last."""
        whole = max(sum(self.seconds.values()), 1e-9)
        for stage, seconds in self.seconds.items():
            yield f"{stage:10s} {self.characters / max(seconds, 1e-9):12,.0f} chars/s  {seconds / whole:6.1%}"
        for finder, seconds in self.apart.items():
            yield f"  {finder:8s} {self.characters / max(seconds, 1e-9):12,.0f} chars/s  in mentions"
        yield f"{'whole':10s} {self.characters / whole:12,.0f} chars/s"
        yield f"{'jieba.lcut':10s} {self.characters / max(self.jieba_seconds, 1e-9):12,.0f} chars/s"
        yield f"ratio to jieba.lcut {self.ratio:.3f}"


def bench(pages: Iterable[Page], extractor: Extractor | None = None) -> Bench:
    """Times every stage over some pages; what is loaded once is loaded before the clock starts."""
    extractor = extractor or load_extractor()
    warm_up = Page("", "", "区总工会慰问职工\n昨天，区总工会慰问40名职工。")
    _tables([_read(warm_up, extractor, defaultdict(float))], defaultdict(float))
    gc.freeze()  # as a run does
    jieba.setLogLevel(logging.ERROR)
    cutter = jieba.Tokenizer()
    cutter.initialize()
    clock: defaultdict[str, float] = defaultdict(float)
    apart: defaultdict[str, float] = defaultdict(float)
    folder = model_dir() / "mentions"
    finders: dict[str, Callable[[str], object]] = {
        "counts": CountFinder.load(folder),
        "times": TimeFinder.load(folder),
    }
    characters = articles = 0
    waiting: list[Rows] = []
    for page in pages:
        rows = _read(page, extractor, clock)
        characters += len(page.text)
        articles += len(rows.get("articles", ()))
        waiting.append(rows)
        if len(waiting) == _BATCH_PAGES:
            _tables(waiting, clock)
        text = view(page.text)
        for name, finder in finders.items():
            with _timed(apart, name):
                finder(text)
        with _timed(clock, "jieba"):
            cutter.lcut(page.text)
    if waiting:
        _tables(waiting, clock)
    jieba_seconds = clock.pop("jieba", 0.0)
    return Bench(characters, articles, dict(clock), jieba_seconds, dict(apart))


def _read(page: Page, extractor: Extractor, clock: defaultdict[str, float]) -> Rows:
    with _timed(clock, "articles"):
        articles, issues = extractor.splitter(page)
    extractions = []
    for article in articles:
        with _timed(clock, "articles"):
            x = extraction_of(article)
        for stage, read in extractor.stages:
            with _timed(clock, stage):
                read(x)
        extractions.append(x)
    with _timed(clock, "tables"):
        return to_rows(page, extractions, issues, "")


def _tables(waiting: list[Rows], clock: defaultdict[str, float]) -> None:
    """Arrow tables of a batch of pages, which is emptied, as a run makes them."""
    with _timed(clock, "tables"):
        for name, rows in batch_rows(waiting).items():
            to_table(name, rows)
    waiting.clear()


@contextmanager
def _timed(clock: defaultdict[str, float], stage: str) -> Iterator[None]:
    start = process_time()
    try:
        yield
    finally:
        clock[stage] += process_time() - start
