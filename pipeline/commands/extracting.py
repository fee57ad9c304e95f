"""The command that extracts one file or article, and the one that shows what was extracted."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import (
    OUT,
    ArticleId,
    ColumnNames,
    Day,
    Format,
    Out,
    PageNo,
    Publication,
    Region,
    RegistryFile,
    columns_of,
    overrides_of,
)
from pipeline.commands.output import PROBLEMS, say, write
from pipeline.commands.quick import be_quick


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
    column: ColumnNames = None,
    registry: RegistryFile = None,
) -> None:
    """Reads one article, or all articles of a file, from scratch and shows what was found.

    Example: python cli.py extract data/raw/hebei-tangshan-single-article.txt --format html
    """
    be_quick()
    from pipeline import single
    from pipeline.show import articles_of
    from pipeline.tables.batch import one_by_one

    known = overrides_of(publication, region, date, page_no)
    read = single.read_single(target, out, known, registry, columns_of(column))
    articles = articles_of(one_by_one(read.rows))
    lost = [row for row in read.rows["issues"] if not row["article_id"]]
    saved = single.save(read, out) if save else None
    write(articles, lost, format)
    if saved:
        say(f"saved as snapshot {saved.number} in {out}")
    if not articles:
        raise typer.Exit(PROBLEMS)


def show(
    article_id: ArticleId,
    format: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.table,
    out: Out = OUT,
) -> None:
    """Shows every stored value of an article with its evidence, its place on the page and its reason.

    Example: python cli.py show ARTICLE_ID --out data/processed
    """
    be_quick()
    from pipeline.pages import SourceError
    from pipeline.show import articles_of
    from pipeline.tables.store import Store
    from pipeline.tables.stored import stored_article

    rows = stored_article(Store(out).require_snapshot(), article_id)
    if rows is None:
        raise SourceError(f"{article_id}: no such article in {out}")
    write(articles_of(rows), [], format, evidence=True)
