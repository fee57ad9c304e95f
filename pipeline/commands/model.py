"""Commands about the trained recogniser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.output import USAGE, say

model = typer.Typer(help="The trained recogniser.", no_args_is_help=True)


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
        say(f"error: {error.name} is missing; install the extra `train`")
        raise typer.Exit(USAGE) from error

    build(config, corpora, out, work, threads, say)
