"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.pages import Columns, Overrides

OUT = Path("data/processed")


class Format(StrEnum):
    """How an extraction is written."""

    table = "table"
    json = "json"
    html = "html"


class TableFormat(StrEnum):
    """What an export writes metadata for."""

    delta = "delta"
    iceberg = "iceberg"


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
ColumnNames = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help="Own name of a column, as text=正文 (also title, kicker, subtitle, author, date, publication, region, page_no).",
    ),
]
ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE_ID", help="Id of an article in the tables.")]


def overrides_of(
    publication: str | None, region: str | None, day: datetime | None, page_no: str | None
) -> Overrides:
    """The metadata that the options give; it goes before any other."""
    from pipeline.pages import Overrides

    return Overrides(publication, region, day.date() if day else None, page_no)


def columns_of(named: list[str] | None) -> Columns:
    """The user's names of columns; BadParameter for one that is not FIELD=NAME."""
    from dataclasses import fields

    from pipeline.pages import Columns

    known = [field.name for field in fields(Columns)]
    given: dict[str, str] = {}
    for item in named or ():
        field, _, name = item.partition("=")
        if field not in known or not name or field in given:
            raise typer.BadParameter(f"{item!r} is not FIELD=NAME, once each, with one of {', '.join(known)}")
        given[field] = name
    return Columns(**given)
