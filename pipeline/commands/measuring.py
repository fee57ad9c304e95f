"""Commands that measure: speed, and the extraction against what people marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.output import PROBLEMS, say

evaluation = typer.Typer(help="Measures the extraction.", no_args_is_help=True, rich_markup_mode=None)


def bench(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders to read.")],
) -> None:
    """Times every stage on some text and compares the whole with `jieba.lcut` in the same process.

    Exit code 1 says that there was no article to time.

    Example: python cli.py bench data/raw
    """
    from pipeline.bench import bench as time_stages
    from pipeline.pages import read_sources
    from pipeline.records import Page

    sources = list(read_sources(paths))
    pages = [item for item in sources if isinstance(item, Page)]
    timed = time_stages(pages) if pages else None
    if timed is None or not timed.articles:
        issue = next((item for item in sources if not isinstance(item, Page)), None)
        why = f"{issue.source}: {issue.detail}" if issue else f"{' '.join(paths)}: no article is in it"
        say(f"nothing to time: {' '.join(why.split())}")
        raise typer.Exit(PROBLEMS)
    for line in timed.lines():
        typer.echo(line)


@evaluation.command("gold")
def evaluate_gold(
    gold_dir: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder of gold files, one JSON a page.")
    ],
    pages: Annotated[
        Path | None, typer.Option(help="Folder of the pages [default: `pages` beside GOLD_DIR].")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="Errors to list of every kind.")] = 0,
) -> None:
    """Extracts the pages of a gold folder and reports precision, recall and F1 of every kind of row.

    Example: python cli.py evaluate gold gold --pages data/raw --errors 3
    """
    from pipeline.evaluation.gold import evaluate, mistakes, read_gold
    from pipeline.single import read_pages

    gold = read_gold(gold_dir)
    scores = evaluate(read_pages([pages or gold_dir.parent / "pages"]), gold)
    for line in [*map(str, scores), *mistakes(scores, errors)]:
        typer.echo(line)


@evaluation.command("timex")
def evaluate_timex(
    cases: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="List of test cases, one JSON a line.")],
    errors: Annotated[int, typer.Option(min=0, help="Failures to list of every type.")] = 0,
) -> None:
    """Reads a public test list for numbers and time and prints the share of cases fully right per type.

    The specs of Recognizers-Text, the tests of JioNLP and the corpora of duckling are understood.

    Example: python cli.py evaluate timex cases.jsonl --errors 3
    """
    from pipeline.evaluation.timex import evaluate, failures

    scores = evaluate(cases)
    for line in [*map(str, scores), *failures(scores, errors)]:
        typer.echo(line)


@evaluation.command("ner")
def evaluate_ner(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines of `text` and `spans`, or .xz.")],
    head: Annotated[
        str | None, typer.Option(help="A guideline of the network [default: the pipeline's mentions].")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="Errors to list of every label.")] = 0,
) -> None:
    """Strict precision, recall and F1 per label on a corpus of marked names.

    Example: python cli.py evaluate ner names.jsonl --head guide --errors 3
    """
    from pipeline.evaluation.ner import evaluate_ner as evaluate

    scores, remark = evaluate(path, head, errors)
    for score in scores:
        for line in (str(score), *score.errors):
            typer.echo(line)
    if remark:
        say(f"not compared, unknown to this guideline: {remark}")


@evaluation.command("triples")
def evaluate_triples(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON lines of `text` and `spans` (SUBJ PRED OBJ), or .xz.")
    ],
    errors: Annotated[int, typer.Option(min=0, help="Errors to list of every comparison.")] = 0,
) -> None:
    """Precision, recall and F1 of who holds which post where, on a corpus of marked posts.

    `strict` compares the strings as marked, `guide` without the habits of the corpus that docs/people.md lists,
    `guide, joined` wherever the seam between body and title is put.

    Example: python cli.py evaluate triples posts.jsonl --errors 3
    """
    from pipeline.evaluation.triples import evaluate_triples as evaluate

    scores, habits = evaluate(path, errors)
    for score in scores:
        for line in (str(score), *score.errors):
            typer.echo(line)
    say("habits: " + (", ".join(f"{name} ({n})" for name, n in habits.most_common() if n) or "none"))


@evaluation.command("seg")
def evaluate_seg(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="One cut sentence a line, or .xz.")],
) -> None:
    """Precision, recall and F1 of words on cut sentences, beside jieba's own cut.

    Example: python cli.py evaluate seg words.txt
    """
    from pipeline.evaluation.seg import evaluate_seg as evaluate

    for score in evaluate(path):
        typer.echo(str(score))
