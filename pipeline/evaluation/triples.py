"""Who holds which post where: triples (body, title, name) of marked sentences against the people that were read.

Three comparisons. `strict`: all three strings are those marked. `guide`: the same without the habits of the corpus
that `triple_habits` names. `guide, joined`: body and title are compared as the one string that they are in the text,
wherever the seam between them is put (北京植物园科普馆 + 馆长, 北京植物园 + 科普馆馆长). A triple counts once per text.

The corpora mark no title without a body, so titles that were read without one are left out; only joined may such a
title be right, where it names the body itself (全真教掌教).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.evaluation.marked_posts import Triple, marked_posts, read_posts
from pipeline.evaluation.spans import Marked
from pipeline.evaluation.triple_habits import guided_posts, guided_triples, joined, own_body
from pipeline.extract import load_extractor
from pipeline.records import Article, Extraction, Person


@dataclass(slots=True)
class TripleScore:
    """Counts of one comparison and its errors, each a line."""

    name: str
    hits: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 where nothing is right."""
        return 2 * self.hits / max(1, 2 * self.hits + self.wrong + self.missed)

    def add(self, found: set[Triple], marked: set[Triple], text: str, errors: int) -> None:
        """Counts the triples of one text; keeps its errors while there are fewer than `errors`."""
        self.hits += len(found & marked)
        self.wrong += len(found - marked)
        self.missed += len(marked - found)
        for kind, triples in (("wrong", found - marked), ("missed", marked - found)):
            for triple in sorted(triples):
                if len(self.errors) < errors:
                    shown = " | ".join(filter(None, triple))
                    self.errors.append(f"  {kind} {shown}: {text[:120]}".replace("\n", "⏎"))

    def __str__(self) -> str:
        """One line of figures."""
        precision = self.hits / max(1, self.hits + self.wrong)
        recall = self.hits / max(1, self.hits + self.missed)
        counts = f"(tp {self.hits} fp {self.wrong} fn {self.missed})"
        return f"{self.name:<16} P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  {counts}"


def evaluate_triples(path: Path, errors: int = 0) -> tuple[list[TripleScore], Counter[str]]:
    """The scores of the three comparisons, and how many marked triples each habit of the corpus touches.

    Raises GoldError.
    """
    corpus = read_posts(path)
    return compare(corpus, extractions(corpus), errors)


def compare(
    corpus: Sequence[Marked], read: Iterator[Extraction], errors: int = 0
) -> tuple[list[TripleScore], Counter[str]]:
    """The scores of what was read in each text of a corpus."""
    strict, guide, seamless = (TripleScore(name) for name in ("strict", "guide", "guide, joined"))
    habits: Counter[str] = Counter()
    for marked, x in zip(corpus, read, strict=True):
        text = marked.text
        strict.add(found_triples(x), {p.words(text) for p in marked_posts(text, marked.spans)}, text, errors)
        found, wanted = guided_triples(x), guided_posts(text, marked.spans, habits)
        guide.add({t for t in found if t[0]}, wanted, text, errors)
        whole = {joined(t) for t in wanted}
        read_whole = {joined(t) for t in found if t[0] or joined(t) in whole}
        seamless.add(read_whole, whole, text, errors)
    return [strict, guide, seamless], habits


def extractions(corpus: Sequence[Marked]) -> Iterator[Extraction]:
    """What the pipeline reads in each text, taken as an article's body."""
    extractor = load_extractor()
    for marked in corpus:
        x, _ = extractor.read(Article(article_id="", page_id="", ordinal=0, text=marked.text))
        yield x


def found_triples(x: Extraction) -> set[Triple]:
    """The triples of an extraction: each title of a person with its own body, else with the person's affiliation."""
    return {triple for person in x.people for triple in _triples(x, person)}


def _triples(x: Extraction, person: Person) -> Iterator[Triple]:
    for title in person.titles:
        own = own_body(x, title)
        if body := own or person.affiliation:
            yield body, title.removeprefix(own), person.name
