"""Commands about the registry of unions."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.commands.options import Format, RegistryFile
from pipeline.commands.output import PROBLEMS, say, write_candidates


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
        say(lookup.why_none(name))
        raise typer.Exit(PROBLEMS)
    write_candidates(found, format)


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
    say(f"{count:,} unions in {out}")
