"""The tables of the runs themselves, and of what they could not read."""

from __future__ import annotations

from pipeline.tables.columns import (
    FLOAT,
    INSTANT,
    INT,
    STRING,
    Column,
    Table,
)

RUN_TABLES: tuple[Table, ...] = (
    Table(
        "issues",
        "One row per input or article dropped, and per thing not understood.",
        (),
        (
            Column("source", STRING, "Path of the file as given."),
            Column("page_id", STRING, "The page, where there is one.", True, "pages.page_id"),
            Column("article_id", STRING, "The article, where there is one.", True, "articles.article_id"),
            Column("stage", STRING, "Stage that gave up: pages, articles, mentions …"),
            Column("kind", STRING, "Fixed word for what happened."),
            Column("detail", STRING, "What happened, in words."),
        ),
        ("source", "page_id", "article_id", "stage", "kind", "detail"),
    ),
    Table(
        "runs",
        "One row per run that changed the tables.",
        ("run_id",),
        (
            Column("run_id", STRING, "Identifies the run."),
            Column("started_at", INSTANT, "When it started."),
            Column("finished_at", INSTANT, "When its tables were written."),
            Column("version", STRING, "Version of the program."),
            Column("fingerprint", STRING, "Hash of code and model."),
            Column("pages", INT, "Pages extracted in it."),
            Column("articles", INT, "Articles extracted in it."),
            Column("seconds", FLOAT, "Wall-clock seconds."),
        ),
        ("started_at", "run_id"),
    ),
)
