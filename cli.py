"""The command line: `python cli.py COMMAND`, or `gonghui COMMAND` once installed.

Data goes to standard output, messages to standard error. Exit codes: 0 all well, 1 problems were found,
2 wrong usage or input that cannot be used. Every command only calls one function of the pipeline.
"""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from pipeline.links.lookup import Candidate
    from pipeline.pages import Overrides
    from pipeline.run import Report
    from pipeline.show import ArticleRows

OUT = Path("data/processed")
_PROBLEMS, _USAGE = 1, 2

app = typer.Typer(
    help="Turns Chinese trade-union news into tables: articles, mentions, values, events, unions.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
evaluation = typer.Typer(help="Measures the extraction.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(evaluation, name="evaluate")
model = typer.Typer(help="The trained recogniser.", no_args_is_help=True)
app.add_typer(model, name="model")


class _Unions(typer.core.TyperGroup):
    """`unions NAME` is `unions lookup NAME`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["lookup", *args]
        return super().parse_args(ctx, args)


unions = typer.Typer(
    cls=_Unions,
    help="The registry of unions: `unions NAME` lists what a name may mean.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(unions, name="unions")


class Format(StrEnum):
    """How an extraction is written."""

    table = "table"
    json = "json"
    html = "html"


Out = Annotated[Path, typer.Option(help="Folder of the tables.", show_default=True)]
Publication = Annotated[str | None, typer.Option(help="Newspaper or site of all pages.")]
Region = Annotated[str | None, typer.Option(help="Home division of the publication, as 北京市.")]
Day = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day of issue of all pages.")
]
PageNo = Annotated[str | None, typer.Option("--page-no", help="Page number as printed.")]
RegistryFile = Annotated[
    Path | None,
    typer.Option(
        "--registry",
        metavar="FILE",
        help="Own unions, .jsonl or .csv, added to the registry or in its place.",
    ),
]
ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE_ID", help="Id of an article in the tables.")]


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors.")] = False,
) -> None:
    """Turns Chinese trade-union news into tables: articles, mentions, values, events, unions."""


@app.command()
def run(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files and folders; - is standard input.")
    ],
    out: Out = OUT,
    workers: Annotated[int, typer.Option(min=1, help="Processes that extract.")] = 1,
    publication: Publication = None,
    region: Region = None,
    date: Day = None,
    page_no: PageNo = None,
    registry: RegistryFile = None,
) -> None:
    """Extracts everything new or changed and publishes one snapshot of all tables.

    Exit code 1 says that some input could not be read; the table `issues` says why.

    Example: python cli.py run data/raw --out data/processed
    """
    from pipeline.run import run as run_pipeline

    with _Progress() as progress:
        report = run_pipeline(
            paths,
            out,
            workers=workers,
            overrides=_overrides(publication, region, date, page_no),
            progress=progress.show,
            registry=registry,
        )
    _say(_summary(report))
    if report.unread:
        _say(
            f"{report.unread} input{'s' * (report.unread > 1)} could not be read: see the table issues in {out}/current"
        )
        raise typer.Exit(_PROBLEMS)


@app.command()
def extract(
    target: Annotated[str, typer.Argument(metavar="FILE|ARTICLE_ID|-", help="What to read.")],
    format: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.table,
    save: Annotated[
        bool, typer.Option("--save", help="Replace its rows in the tables, in one snapshot.")
    ] = False,
    out: Out = OUT,
    publication: Publication = None,
    region: Region = None,
    date: Day = None,
    page_no: PageNo = None,
    registry: RegistryFile = None,
) -> None:
    """Reads one article, or all articles of a file, from scratch and shows what was found.

    Example: python cli.py extract data/raw/hebei-tangshan-single-article.txt --format html
    """
    from pipeline import single
    from pipeline.show import articles_of

    read = single.read_single(target, out, _overrides(publication, region, date, page_no), registry)
    articles = articles_of(read.rows)
    lost = [row for row in read.rows["issues"] if not row["article_id"]]
    saved = single.save(read, out) if save else None
    _write(articles, lost, format)
    if saved:
        _say(f"saved as snapshot {saved.number} in {out}")
    if not articles:
        raise typer.Exit(_PROBLEMS)


@app.command()
def show(
    article_id: ArticleId,
    format: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.table,
    out: Out = OUT,
) -> None:
    """Shows every stored value of an article with its evidence, its place on the page and its reason.

    Example: python cli.py show ARTICLE_ID --out data/processed
    """
    from pipeline.pages import SourceError
    from pipeline.show import articles_of
    from pipeline.tables.store import Store
    from pipeline.tables.stored import stored_article

    rows = stored_article(Store(out).require_snapshot(), article_id)
    if rows is None:
        raise SourceError(f"{article_id}: no such article in {out}")
    _write(articles_of(rows), [], format, evidence=True)


@app.command()
def verify(out: Out = OUT) -> None:
    """Checks the tables against their schema: files, keys, references, offsets, values.

    Exit code 1 if there are problems, one a line on standard output.

    Example: python cli.py verify --out data/processed
    """
    from pipeline.tables.store import Store
    from pipeline.tables.verify import verify as problems_of

    snapshot = Store(out).require_snapshot()
    problems = problems_of(snapshot)
    for problem in problems:
        typer.echo(str(problem))
    _say(f"snapshot {snapshot.number} in {out}: {len(problems) or 'no'} problems")
    if problems:
        raise typer.Exit(_PROBLEMS)


@app.command()
def rollback(
    steps: Annotated[int, typer.Option(min=1, help="How many snapshots back.")] = 1,
    out: Out = OUT,
) -> None:
    """Publishes an older content again, as a new snapshot; nothing is lost by it.

    Example: python cli.py rollback --steps 1 --out data/processed
    """
    from pipeline.tables.store import Store

    snapshot = Store(out).rollback(steps)
    _say(
        f"the tables are those of {steps} snapshot{'s' if steps > 1 else ''} ago, now snapshot {snapshot.number}"
    )


@app.command()
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
        _say(f"nothing to time: {' '.join(why.split())}")
        raise typer.Exit(_PROBLEMS)
    for line in timed.lines():
        typer.echo(line)


@unions.command("lookup")
def unions_lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As in a text: 朝阳区总工会, 市总, 全总.")],
    region: Annotated[str | None, typer.Option(help="Division that it lies in, as 江苏省苏州市.")] = None,
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day on which it was called so.")
    ] = None,
    registry: RegistryFile = None,
    format: Annotated[Format, typer.Option("--format", help="table or json.")] = Format.table,
) -> None:
    """Lists every union that a name may mean, with its path, level, years and the reason.

    The word lookup may be left out. Exit code 1 if the name means no union.

    Example: python cli.py unions lookup 朝阳区总工会 --region 吉林省
    """
    from pipeline.lexicon import model_dir
    from pipeline.links.lookup import Lookup

    lookup = Lookup.load(model_dir() / "links", registry)
    found = lookup(name, region, date.date() if date else None)
    if not found:
        _say(lookup.why_none(name))
        raise typer.Exit(_PROBLEMS)
    _write_candidates(found, format)


@unions.command("build")
def unions_build(
    out: Annotated[
        Path | None, typer.Option(help="File: .tsv, .csv or .jsonl [default: standard output, .tsv].")
    ] = None,
    registry: RegistryFile = None,
) -> None:
    """Writes the whole registry, derived from its sources, as a table for people: one row a union.

    Example: python cli.py unions build --out unions.jsonl
    """
    from pipeline.lexicon import model_dir
    from pipeline.links import listing
    from pipeline.links.load import load_registry

    rows = listing.rows(load_registry(model_dir() / "links", registry))
    if out is None:
        listing.write(rows, sys.stdout, ".tsv")
        return
    with out.open("w", encoding="utf-8", newline="") as file:
        count = listing.write(rows, file, out.suffix.lower())
    _say(f"{count:,} unions in {out}")


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
        _say(f"not compared, unknown to this guideline: {remark}")


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


@model.command("train")
def model_train(
    config: Annotated[
        Path, typer.Argument(metavar="CONFIG", help="Recipe, as models/training/gonghui.toml.")
    ],
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora that the recipe names.")] = Path(
        "corpora"
    ),
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/trained"),
    work: Annotated[Path, typer.Option(help="Folder that keeps the silver labels.")] = Path("models/work"),
    threads: Annotated[int, typer.Option(min=1, help="Threads of the arithmetic.")] = 2,
) -> None:
    """Trains the recogniser of names anew; needs `pip install gonghui[train]`.

    Example: python cli.py model train tiny.toml --corpora . --out tiny
    """
    try:
        from pipeline.training.build import build
    except ModuleNotFoundError as error:
        _say(f"error: {error.name} is missing; install the extra `train`")
        raise typer.Exit(2) from error

    build(config, corpora, out, work, threads, _say)


class _Progress:
    """A bar on standard error that tells how far a run is; nothing where that is no terminal."""

    def __enter__(self) -> _Progress:
        self._bar = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            self._bar = Progress(
                TextColumn("files"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.description}"),
                console=Console(stderr=True, highlight=False),
                transient=True,
            )
            self._task = self._bar.add_task("reading …", total=None)
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, report: Report) -> None:
        if self._bar:
            told = f"{report.articles:,} articles, {report.events:,} events, {report.issues:,} issues"
            self._bar.update(self._task, completed=report.files_read, total=report.files, description=told)


def _summary(report: Report) -> str:
    counts = {
        "pages": report.pages,
        "articles": report.articles,
        "events": report.events,
        "linked unions": report.linked_unions,
        "issues": report.issues,
        "pages up to date": report.skipped,
    }
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return f"{told} in {report.seconds:.1f} s" + (f", snapshot {report.snapshot}" if report.snapshot else "")


def _overrides(
    publication: str | None, region: str | None, day: datetime | None, page_no: str | None
) -> Overrides:
    from pipeline.pages import Overrides

    return Overrides(publication, region, day.date() if day else None, page_no)


def _write(
    articles: list[ArticleRows], lost: list[dict[str, object]], format: Format, *, evidence: bool = False
) -> None:
    from pipeline import show as views

    if format is Format.json:
        typer.echo(views.to_json(articles, lost))
    elif format is Format.html:
        typer.echo(views.to_html(articles), nl=False)
    else:
        from rich.console import Console

        # A pipe has no width: wide enough that few cells are folded.
        console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
        for article in articles:
            console.print(views.to_terminal(article, evidence=evidence))
    for row in lost:
        _say(f"{row['source']}: {row['kind']}: {row['detail']}")


def _write_candidates(found: list[Candidate], format: Format) -> None:
    from pipeline.show import unions as views

    if format is Format.json:
        typer.echo(views.to_lines(found))
        return
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    console.print(views.to_table(found))


def _say(message: str) -> None:
    typer.echo(message, err=True)


def main() -> NoReturn:
    """Runs the command line; an error that its user can mend becomes one line and exit code 2."""
    try:
        app()
    except Exception as error:
        if "--debug" in sys.argv or not _is_known(error):
            raise
        _say(f"error: {' '.join(str(error).split())}")
        sys.exit(_USAGE)
    sys.exit(0)


def _is_known(error: Exception) -> bool:
    from pipeline.evaluation.gold import GoldError
    from pipeline.evaluation.timex_cases import TimexError
    from pipeline.lexicon import LexiconError
    from pipeline.pages import MetadataError, SourceError
    from pipeline.tables.files import StoreError

    return isinstance(error, (GoldError, LexiconError, MetadataError, SourceError, StoreError, TimexError))


if __name__ == "__main__":
    main()
