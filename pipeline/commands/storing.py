"""Commands about the stored tables as a whole."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import OUT, Out, TableFormat
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


def snapshots(out: Out = OUT) -> None:
    """Lists the snapshots that are kept: number, when and by what it was made, size, run; * marks the current one.

    Example: python cli.py snapshots --out data/processed
    """
    from pipeline.tables.schema import TABLES
    from pipeline.tables.store import Store

    store = Store(out)
    current = store.require_snapshot().number
    for s in store.snapshots():
        rows = sum(s.rows(table) for table in TABLES)
        typer.echo(
            f"{'*' if s.number == current else ' '} {s.number:6d}  {s.created:%Y-%m-%d %H:%M:%S}  {s.manifest.op:15s}"
            f"  {s.rows('articles'):9,} articles  {rows:11,} rows  {s.bytes() / 1e6:9,.1f} MB  {s.manifest.run_id or '-'}"
        )


def gc(
    keep: Annotated[int, typer.Option(min=1, help="Newest snapshots that stay in any case.")] = 5,
    days: Annotated[
        float, typer.Option(min=0, help="Others stay until they have not been current for so many days.")
    ] = 1,
    unit_days: Annotated[
        float, typer.Option(min=0, help="Unpublished work of killed runs stays so many days.")
    ] = 14,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")] = False,
    out: Out = OUT,
) -> None:
    """Removes old snapshots and work that killed runs left behind, and says which.

    A commit keeps snapshots by the same rule: the newest five, and those that were current within the last day, at
    most fifty.

    Example: python cli.py gc --keep 3 --days 0 --dry-run
    """
    from pipeline.tables.retention import Keep
    from pipeline.tables.store import Store

    removed = Store(out).gc(Keep(keep, timedelta(days=days)), timedelta(days=unit_days), dry_run=dry_run)
    for number in removed.snapshots:
        typer.echo(f"snapshot {number}")
    for unit in removed.units:
        typer.echo(f"unit {unit}")
    say(
        f"{'would remove' if dry_run else 'removed'} {len(removed.snapshots)} snapshots and {len(removed.units)} "
        f"units of unpublished work, {removed.bytes / 1e6:,.1f} MB"
    )


def migrate(out: Out = OUT) -> None:
    """Brings tables of an older schema of the same major version to the newest, in one new snapshot.

    Columns that were added since are null until their pages are read again.

    Example: python cli.py migrate --out data/processed
    """
    from pipeline.tables.schema import SCHEMA_VERSION
    from pipeline.tables.store import Store

    snapshot = Store(out).migrate()
    told = (
        f"now have schema {SCHEMA_VERSION}, snapshot {snapshot.number}"
        if snapshot
        else f"have schema {SCHEMA_VERSION} already"
    )
    say(f"the tables in {out} {told}")


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="New or empty folder to write to.")],
    format: Annotated[TableFormat, typer.Option("--format", help="Whose metadata is written.")],
    out: Out = OUT,
) -> None:
    """Writes the current tables as Delta or Iceberg tables; the Parquet files are linked, not copied.

    Needs `pip install gonghui[delta]` or `gonghui[iceberg]`.

    Example: python cli.py export exported --format delta
    """
    from pipeline.tables.export import export as export_tables
    from pipeline.tables.store import Store

    snapshot = Store(out).require_snapshot()
    export_tables(snapshot, folder, format.value)
    say(f"snapshot {snapshot.number} in {out} as {format} tables in {folder}")
