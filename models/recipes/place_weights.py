"""events/place_weights.tsv: how much each sign speaks for a place, fitted on annotated pages and invented examples.

`python -m models.recipes.place_weights GOLD_DIR …` fits the weights of the signs that the lexicon lists anew; every
folder holds gold files (docs/gold.md) and their `pages`. The examples, `place_examples.tsv`, show the ways in which
news tells where something happened, or that it does not say so; the place stands in 〔〕.

A site competes with the others of its event and with the answer that there is none, which weighs 0: a log-linear
model whose weights are held small.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.events.lexicon import EventLexicon
from pipeline.events.places import Asked, candidates
from pipeline.events.story import Story, read_story
from pipeline.extract import Extractor, load_extractor
from pipeline.lexicon import model_dir, read_table
from pipeline.pages import Columns, find_files, read_raw
from pipeline.reading import Job, read_document
from pipeline.records import Event, Extraction, Issue, Page

EXAMPLES = Path(__file__).with_name("place_examples.tsv")
_HELD_SMALL = 1.5
_STEPS = 30
_SPACE = re.compile(r"\s+")

Choice = tuple[NDArray[np.float64], NDArray[np.bool_]]


def examples() -> Iterator[tuple[Page, str | None]]:
    """The pages of the examples, each with the place of its event."""
    for n, row in enumerate(read_table(EXAMPLES, ["headline", "text"])):
        marked = re.search("〔(.+)〕", row["text"])
        text = f"{row['headline']}\n\n本报讯（记者 高远山）{re.sub('[〔〕]', '', row['text'])}\n"
        page = Page(f"e{n}", f"e{n}.txt", text, issue_date=date(2021, 12, 31))
        yield page, marked.group(1) if marked else None


def choices(story: Story, event: Event, place: str | None, lexicon: EventLexicon) -> Choice | None:
    """The signs of an event's sites (a row each, the last for none), and which rows are right; None where no row is."""
    core = next(line for line in story.lines if line.index == event.sentence)
    lines = [line for line in story.lines if event.first_sentence <= line.index <= event.last_sentence]
    lines += [line for line in story.below(core) if line not in lines]
    at = story.x.text.find(event.name, lines[0].start) if event.name else -1
    name = (at, at + len(event.name)) if event.name and at >= 0 else None
    day = next((r.mention for r in event.roles if r.role == "time"), None)
    found = candidates(story, lines, Asked(core, event.type, name, day), lexicon, {})
    signs = np.zeros((len(found) + 1, len(lexicon.place_weights.rows)))
    right = np.zeros(len(found) + 1, dtype=bool)
    for row, (site, has) in enumerate(found):
        signs[row] = [parts <= has for _, parts, _ in lexicon.place_weights.rows]
        right[row] = place is not None and _squash(story.x.text[site.start : site.end]) == _squash(place)
    right[-1] = place is None
    return (signs, right) if right.any() else None


def fit(told: list[Choice], signs: int) -> NDArray[np.float64]:
    """The weights that make the right rows likely, by Fisher's scoring."""
    weights = np.zeros(signs)
    for _ in range(_STEPS):
        slope, bend = _HELD_SMALL * weights, _HELD_SMALL * np.eye(signs)
        for rows, right in told:
            likely = _shares(np.exp(rows @ weights - (rows @ weights).max()))
            slope = slope + rows.T @ (likely - _shares(likely * right))
            bend = bend + (rows.T * likely) @ rows - np.outer(likely @ rows, likely @ rows)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def gold_choices(folder: Path, extractor: Extractor, lexicon: EventLexicon) -> Iterator[Choice]:
    """The choices of a gold folder's articles; an event is asked for the place of the gold event of its type."""
    for file in find_files([folder / "pages"]):
        for item in [] if isinstance(file, Issue) else read_raw(file, None, Columns()):
            page = None if isinstance(item, Issue) else read_document(Job(item, "")).page
            gold = folder / f"{Path(page.source).stem}.json" if page else None
            if page is None or gold is None or not gold.exists():
                continue
            articles = json.loads(gold.read_bytes())["articles"]
            for x in extractor(page)[0]:
                article = next((a for a in articles if _is_of(x, a)), None)
                left = list(article["events"]) if article else []
                for event in x.events:
                    meant = next((e for e in left if e["type"] == event.type), None)
                    if meant:
                        left.remove(meant)
                        choice = choices(read_story(x, lexicon), event, meant["place"], lexicon)
                        yield from [choice] if choice else []


def _is_of(x: Extraction, article: dict[str, Any]) -> bool:
    return _squash(article["first_words"]) in _squash(x.article.text)


def _shares(values: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = values / values.sum()
    return shares


def _squash(text: str) -> str:
    return _SPACE.sub("", text)


def main() -> None:
    """Read the command line, fit, write the lexicon."""
    parser = argparse.ArgumentParser(prog="python -m models.recipes.place_weights", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="folders of gold files with their pages")
    folders = parser.parse_args().gold
    extractor, lexicon = load_extractor(), EventLexicon.load(model_dir() / "events")
    told = [choice for folder in folders for choice in gold_choices(folder, extractor, lexicon)]
    shown = list(examples())
    for (xs, _), (_, place) in zip(extractor.read_pages([page for page, _ in shown]), shown, strict=True):
        if xs and xs[0].events:
            choice = choices(read_story(xs[0], lexicon), xs[0].events[0], place, lexicon)
            told += [choice] if choice else []
    weights = fit(told, len(lexicon.place_weights.rows))
    path = model_dir() / "events" / "place_weights.tsv"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("#", "sign"))]
    rows = [f"{name}\t{w:.2f}" for (name, _, _), w in zip(lexicon.place_weights.rows, weights, strict=True)]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
