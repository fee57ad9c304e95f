"""The command that extracts everything, and the one that tells of it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from pipeline.commands.options import (
    OUT,
    ColumnNames,
    Day,
    Out,
    PageNo,
    Publication,
    Region,
    RegistryFile,
    columns_of,
    overrides_of,
)
from pipeline.commands.output import PROBLEMS, say
from pipeline.commands.progress import Progress, summary


class EngineName(StrEnum):
    """Who works."""

    local = "local"
    ray = "ray"


def run(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, patterns; - is standard input.")
    ],
    out: Out = OUT,
    workers: Annotated[int, typer.Option(min=1, help="Processes that extract.")] = 1,
    engine: Annotated[
        EngineName, typer.Option(help="Processes on this machine, or a Ray cluster (extra `ray`).")
    ] = EngineName.local,
    address: Annotated[
        str | None, typer.Option(help="Address of the Ray cluster, as auto [default: one of its own].")
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read again what failed in an earlier run.")
    ] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Drop the rows of sources that are gone.")] = False,
    max_error_rate: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="Share of documents that may fail; else nothing is published."),
    ] = 1.0,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a document may take.")] = 60.0,
    memory: Annotated[
        int, typer.Option(min=64, help="Megabytes that a worker may use beyond the model.")
    ] = 2048,
    publication: Publication = None,
    region: Region = None,
    date: Day = None,
    page_no: PageNo = None,
    column: ColumnNames = None,
    registry: RegistryFile = None,
) -> None:
    """Extracts everything new or changed and publishes one snapshot of all tables.

    A run that was interrupted or killed is resumed by the same command. Exit code 1 says that some input could not
    be read, or failed; the table `issues` says why.

    Example: python cli.py run data/raw --out data/processed --workers 2
    """
    from pipeline.runs import Settings
    from pipeline.runs import run as run_pipeline
    from pipeline.tables.no_pandas import leave_out_pandas

    if engine is EngineName.local:
        leave_out_pandas()
    settings = Settings(
        workers=workers,
        engine=engine.value,
        address=address,
        seconds=timeout,
        megabytes=memory,
        max_error_rate=max_error_rate,
        retry_failed=retry_failed,
        prune=prune,
    )
    with Progress() as progress:
        report = run_pipeline(
            paths,
            out,
            settings,
            overrides=overrides_of(publication, region, date, page_no),
            columns=columns_of(column),
            progress=progress.show,
            registry=registry,
        )
    say(summary(report))
    if report.gone:
        kept = "their rows are dropped" if prune else "their rows stay (--prune drops them)"
        say(f"{report.gone:,} page{'s' * (report.gone > 1)} came from sources that are gone: {kept}")
    if report.unread:
        say(
            f"{report.unread} input{'s' * (report.unread > 1)} could not be read: see the table issues in {out}/current"
        )
    if report.failed:
        say(f"{report.failed:,} of {report.pages:,} documents failed: see the table issues in {out}/current")
    if report.unread or report.failed:
        raise typer.Exit(PROBLEMS)


def status(
    run_id: Annotated[str | None, typer.Argument(metavar="RUN_ID", help="A run [default: the last].")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All runs, a line each.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON lines.")] = False,
    out: Out = OUT,
) -> None:
    """Tells what a run is doing, or did, from another shell too.

    Exit code 1 says that there was no such run, or that it came to no good end.

    Example: python cli.py status --out data/processed
    """
    from pipeline.runs.journal import states

    found = states(out)
    if run_id:
        found = [run for run in found if run.about["run_id"] == run_id]
    if not found:
        say(f"no run{' ' + run_id if run_id else ''} is known in {out}")
        raise typer.Exit(PROBLEMS)
    for run in found if everything else found[-1:]:
        about = {**run.about, "state": run.state, "report": run.about.get("report") or dict(run.last)}
        typer.echo(json.dumps(about, ensure_ascii=False) if as_json else _line(about))
    if found[-1].state not in ("running", "done") and not everything:
        raise typer.Exit(PROBLEMS)


def _line(about: dict[str, Any]) -> str:
    from dataclasses import fields

    from pipeline.runs import Report

    names = {field.name for field in fields(Report)}
    report = Report(**{name: value for name, value in about["report"].items() if name in names})
    read = f", {report.bytes_read / report.bytes:.0%} of the input read" if report.bytes else ""
    return f"{about['run_id']} {about['state']} since {about['started_at']}: {summary(report)}{read}"
