"""How fast the extraction is, stage by stage, against `jieba.lcut` on the same text in the same process.

Machines are noisy, so the figure to quote is the ratio: characters per CPU second of the whole way from page to
Arrow tables, divided by those of jieba cutting the same characters into words. One process, one thread.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import partial
from itertools import chain
from time import process_time

import jieba

from pipeline.extract import Extractor, load_extractor
from pipeline.lexicon import model_dir
from pipeline.mentions.counts import CountFinder
from pipeline.mentions.times import TimeFinder
from pipeline.records import Extraction, Page
from pipeline.records.record import record
from pipeline.runs.work import DOCUMENTS, SIZE, settle
from pipeline.tables.batch import batch_rows
from pipeline.tables.rows import to_rows
from pipeline.tables.schema import to_table
from pipeline.view import view


@record
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
    batches = _batches(pages)
    first = next(batches, [])
    # The first batch and as many articles as a batch holds: all that is made once they are read is there then.
    warm_up = Page("", "", "区总工会慰问职工\n" + "昨天，区总工会慰问40名职工。" * 20)
    for batch in (first, [warm_up] * DOCUMENTS):
        _batch(batch, extractor, defaultdict(float))
    settle()
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
    for batch in chain([first], batches):
        articles += _batch(batch, extractor, clock)
        for page in batch:
            characters += len(page.text)
            text = view(page.text)
            for name, finder in finders.items():
                with _timed(apart, name):
                    finder(text)
            with _timed(clock, "jieba"):
                cutter.lcut(page.text)
    jieba_seconds = clock.pop("jieba", 0.0)
    return Bench(characters, articles, dict(clock), jieba_seconds, dict(apart))


def _batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    """As many pages as a run reads together."""
    batch: list[Page] = []
    size = 0
    for page in pages:
        more = len(page.text.encode(errors="replace"))
        if batch and (size + more > SIZE or len(batch) == DOCUMENTS):
            yield batch
            batch, size = [], 0
        batch.append(page)
        size += more
    if batch:
        yield batch


def _batch(pages: list[Page], extractor: Extractor, clock: defaultdict[str, float]) -> int:
    """Some pages from text to Arrow tables, as a run reads them together; the number of their articles."""
    apart: defaultdict[str, float] = defaultdict(float)
    timed = copy(extractor)
    timed.stages = [(stage, partial(_stage, apart, stage, read)) for stage, read in extractor.stages]
    with _timed(apart, "whole"):
        results = timed.read_pages(pages)
    # Before the first stage stands the splitter; it and what joins the stages count as one.
    clock["articles"] += apart.pop("whole") - sum(apart.values())
    for stage, seconds in apart.items():
        clock[stage] += seconds
    with _timed(clock, "tables"):
        rows = [to_rows(page, *result, "") for page, result in zip(pages, results, strict=True)]
        for name, batch in batch_rows(rows).items():
            to_table(name, batch)
    return sum(len(extractions) for extractions, _ in results)


def _stage(
    clock: defaultdict[str, float],
    stage: str,
    read: Callable[[list[Extraction]], None],
    given: list[Extraction],
) -> None:
    with _timed(clock, stage):
        read(given)


@contextmanager
def _timed(clock: defaultdict[str, float], stage: str) -> Iterator[None]:
    start = process_time()
    try:
        yield
    finally:
        clock[stage] += process_time() - start
