"""The command line: `python cli.py COMMAND`, or `gonghui COMMAND` once installed.

Data goes to standard output, messages to standard error. Exit codes: 0 all well, 1 problems were found,
2 wrong usage or input that cannot be used. The commands are in `pipeline/commands`.
"""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from pipeline.commands.extracting import extract, show
from pipeline.commands.measuring import bench, evaluation
from pipeline.commands.model import model
from pipeline.commands.output import USAGE, say
from pipeline.commands.quick import leave
from pipeline.commands.running import run, status
from pipeline.commands.storing import export, gc, migrate, rollback, snapshots, verify
from pipeline.commands.unions import unions

app = typer.Typer(
    help="Turns Chinese trade-union news into tables: articles, mentions, values, events, unions.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (run, status, extract, show, verify, rollback, snapshots, gc, migrate, export, bench):
    app.command()(command)
for group, name in ((evaluation, "evaluate"), (model, "model"), (unions, "unions")):
    app.add_typer(group, name=name)


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors.")] = False,
) -> None:
    """Turns Chinese trade-union news into tables: articles, mentions, values, events, unions."""


def main() -> NoReturn:
    """Runs the command line; an error that its user can mend becomes one line and exit code 2."""
    try:
        app()
    except Exception as error:
        if "--debug" in sys.argv or not _is_known(error):
            raise
        say(f"error: {' '.join(str(error).split())}")
        sys.exit(USAGE)
    sys.exit(0)


def program() -> NoReturn:
    """The command line as a process of its own."""
    try:
        main()
    except SystemExit as done:
        leave(done.code if isinstance(done.code, int) else 0)


def _is_known(error: Exception) -> bool:
    from pipeline.evaluation.gold import GoldError
    from pipeline.evaluation.timex_cases import TimexError
    from pipeline.lexicon import LexiconError
    from pipeline.pages import MetadataError, SourceError
    from pipeline.runs import RunError, WorkerError
    from pipeline.tables.errors import StoreError

    known = (
        GoldError,
        LexiconError,
        MetadataError,
        RunError,
        SourceError,
        StoreError,
        TimexError,
        WorkerError,
    )
    return isinstance(error, known)


if __name__ == "__main__":
    program()
