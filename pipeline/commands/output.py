"""What a command prints: data on standard output, messages on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from pipeline.commands.options import Format

if TYPE_CHECKING:
    from pipeline.links.lookup import Candidate
    from pipeline.show import ArticleRows

PROBLEMS, USAGE = 1, 2  # Exit codes; 0 says that all is well.


def say(message: str) -> None:
    """One line on standard error."""
    typer.echo(message, err=True)


def write(
    articles: list[ArticleRows], lost: list[dict[str, object]], format: Format, *, evidence: bool = False
) -> None:
    """Articles on standard output; a line on standard error for every row of `lost`, issues without an article."""
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
        say(f"{row['source']}: {row['kind']}: {row['detail']}")


def write_candidates(found: list[Candidate], format: Format) -> None:
    """The unions that a name may mean, on standard output."""
    from pipeline.show import unions as views

    if format is Format.json:
        typer.echo(views.to_lines(found))
        return
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    console.print(views.to_table(found))
