"""Commands about the stored tables as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import OUT, Out
from pipeline.commands.output import PROBLEMS, say


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
    say(f"snapshot {snapshot.number} in {out}: {len(problems) or 'no'} problems")
    if problems:
        raise typer.Exit(PROBLEMS)


def rollback(
    steps: Annotated[int, typer.Option(min=1, help="How many snapshots back.")] = 1,
    out: Out = OUT,
) -> None:
    """Publishes an older content again, as a new snapshot; nothing is lost by it.

    Example: python cli.py rollback --steps 1 --out data/processed
    """
    from pipeline.tables.store import Store

    snapshot = Store(out).rollback(steps)
    say(
        f"the tables are those of {steps} snapshot{'s' if steps > 1 else ''} ago, now snapshot {snapshot.number}"
    )
