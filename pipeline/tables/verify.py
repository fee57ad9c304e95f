"""Is a snapshot what the schema and the contract say? Every fault becomes a problem, none an exception.

Parts are checked one by one (rows of a page stand in one part), so memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import FIELDS
from pipeline.records.record import record
from pipeline.tables.errors import one_line
from pipeline.tables.files import read_files
from pipeline.tables.parts import PART_TABLES, WHOLE_TABLES
from pipeline.tables.schema import TABLES, Table
from pipeline.tables.snapshot import MANIFEST, FileEntry, Manifest, Snapshot, schema_hash
from pipeline.tables.spans import Texts, found_in_order

Frames = dict[str, pd.DataFrame]


@record
class Problem:
    """Something wrong in a table: what, in how many rows (0: a whole file), and the first of them."""

    table: str
    what: str
    rows: int = 0
    example: str = ""

    def __str__(self) -> str:
        """One line for a terminal."""
        rows = f" ({self.rows} row{'s' if self.rows > 1 else ''}, as {self.example})" if self.rows else ""
        return f"{self.table}: {self.what}{rows}"


def verify(snapshot: Snapshot) -> list[Problem]:
    """What is wrong with a snapshot; an empty list says that nothing is."""
    problems: list[Problem] = []
    damaged: set[str] = set()
    for name in TABLES:
        for part, problem in _files(snapshot, name):
            problems.append(problem)
            damaged.add(part if name in PART_TABLES else name)
    if damaged & set(WHOLE_TABLES):
        return problems
    whole = {name: _frame(snapshot.read(name)) for name in WHOLE_TABLES}
    for name, frame in whole.items():
        problems += _table(TABLES[name], frame)
    problems += _references(whole, whole)
    parts = sorted({entry.part for name in PART_TABLES for entry in snapshot.files(name).values()} - damaged)
    ids: dict[str, list[pd.Series[str]]] = {"pages": [], "articles": []}
    copies: list[pd.DataFrame] = []
    for part in parts:
        frames = {name: _frame(read_files(TABLES[name], snapshot.paths(name, part))) for name in PART_TABLES}
        for name, frame in frames.items():
            problems += _table(TABLES[name], frame)
        problems += [
            # The page that a page is a copy of may stand in another part: those are looked at in the end.
            *_references({name: frame for name, frame in frames.items() if name != "pages"}, frames | whole),
            *_spans(frames),
            *_page_spans(frames),
            *_values(frames),
        ]
        problems += _links(frames, whole["unions"])
        for name, found in ids.items():
            found.append(frames[name][TABLES[name].key[0]])
        copies.append(frames["pages"][["page_id", "duplicate_of"]].dropna())
    for name, found in ids.items() if parts else ():
        every = pd.concat(found)
        problems += _problem(name, "the same row stands in two parts", every[every.duplicated()].to_frame())
    for copy in copies:
        lost = copy[~copy["duplicate_of"].isin(pd.concat(ids["pages"]))]
        problems += _problem("pages", "duplicate_of not in pages", lost)
    return _merged(problems)


def _frame(table: pa.Table) -> pd.DataFrame:
    # Days stay days: as Python objects they would be slow, as nanoseconds they would be other values.
    frame: pd.DataFrame = table.to_pandas(types_mapper={pa.date32(): pd.ArrowDtype(pa.date32())}.get)
    return frame


def _files(snapshot: Snapshot, name: str) -> Iterator[tuple[str, Problem]]:
    """Problems of a table's files, each with the part it spoils."""
    folder = snapshot.path / name
    listed = snapshot.files(name)
    if not listed:
        yield "", Problem(name, f"{MANIFEST} lists no file")
    present = {p.name for p in folder.iterdir()} if folder.is_dir() else set()
    for extra in sorted(present - listed.keys()):
        yield "", Problem(name, f"{extra} is not listed in {MANIFEST}")
    for file, entry in listed.items():
        if fault := _file(TABLES[name], folder / file, entry, snapshot.manifest):
            yield entry.part, Problem(name, f"{file} {fault}")


def _file(table: Table, path: Path, entry: FileEntry, manifest: Manifest) -> str:
    """What is wrong with one file; empty if nothing is.

    A file of an older minor version may lack the last columns, one of a newer may have further ones.
    """
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
            file.read()
    except FileNotFoundError:
        return "is missing"
    except (OSError, pa.ArrowException) as error:
        return f"is damaged: {one_line(error)}"
    if rows != entry.rows or path.stat().st_size != entry.bytes:
        return (
            f"has {rows} rows in {path.stat().st_size} bytes, {MANIFEST} says {entry.rows} in {entry.bytes}"
        )
    own = manifest.schema == schema_hash()
    common = min(len(schema), len(table.columns))
    same = all(schema.field(n).equals(table.schema.field(n)) for n in range(common))
    missing = table.columns[common:]
    if not same or (own and len(schema) != len(table.columns)) or not all(c.nullable for c in missing):
        return "has not the declared columns"
    stated = {key: (schema.metadata or {}).get(key) for key in (b"gonghui.table", b"gonghui.schema_version")}
    version = manifest.schema_version.encode()
    if stated != {b"gonghui.table": table.name.encode(), b"gonghui.schema_version": version}:
        return "does not name its table and schema version"
    described = [(field.metadata or {}).get(b"description") for field in schema]
    if own and described != [column.doc.encode() for column in table.columns]:
        return "has not the declared descriptions"
    return ""


def _table(table: Table, frame: pd.DataFrame) -> Iterator[Problem]:
    """Keys, missing values and enumerations of one table."""
    if table.key:
        yield from _problem(
            table.name, f"{' and '.join(table.key)} not unique", frame[frame.duplicated([*table.key])]
        )
    for column in table.columns:
        values = frame[column.name]
        if not column.nullable:
            yield from _problem(table.name, f"no {column.name}", frame[values.isna()])
        if column.values:
            wrong = frame[values.notna() & ~values.isin(column.values)]
            yield from _problem(table.name, f"{column.name} is none of those declared", wrong)
        if column.name == "score":
            yield from _problem(table.name, "score not between 0 and 1", frame[~values.between(0, 1)])


def _references(frames: Frames, targets: Frames) -> Iterator[Problem]:
    """Values that refer to rows which are not there."""
    for name, frame in frames.items():
        for column in TABLES[name].columns:
            if column.refers:
                table, key = column.refers.split(".")
                values = frame[column.name]
                lost = frame[values.notna() & ~values.isin(targets[table][key])]
                yield from _problem(name, f"{column.name} not in {table}", lost)


def _spans(frames: Frames) -> Iterator[Problem]:
    """Offsets against the article's fields, and rows against the mention and the sentence that they name."""
    articles = frames["articles"]
    texts: dict[str, str] = {}
    for field in FIELDS:
        column = "text" if field == "body" else field
        present = articles[articles[column].notna()]
        texts |= dict(zip(present["article_id"] + "\0" + field, present[column], strict=True))
    laid = Texts(texts)
    for name in ("sentences", "tokens", "mentions", "event_roles"):
        rows = frames[name]
        held = laid.hold(rows["article_id"] + "\0" + rows["field"], rows["start"], rows["end"], rows["text"])
        yield from _problem(name, "text is not what stands at its offsets", rows[~held])
    mentions = frames["mentions"][["mention_id", "article_id", "text", "label"]].drop_duplicates("mention_id")
    for name in PART_TABLES:
        columns = TABLES[name].names
        if name == "mentions" or "mention_id" not in columns:
            continue
        both = frames[name].merge(mentions, on="mention_id", suffixes=("", "_there"))
        yield from _problem(
            name, "another article's mention", both[both["article_id"] != both["article_id_there"]]
        )
        if name in ("counts", "dates", "union_mentions"):
            yield from _problem(name, "text is not its mention's", both[both["text"] != both["text_there"]])
        if name == "dates":
            yield from _problem(name, "kind is not its mention's label", both[both["kind"] != both["label"]])
        if name == "counts":
            yield from _problem(name, "no mention of a count", both[both["label"] != "COUNT"])
    sentences = frames["sentences"].drop_duplicates(["article_id", "sentence"])
    for name in ("tokens", "mentions", "events"):
        both = frames[name].merge(
            sentences, on=["article_id", "sentence"], how="left", suffixes=("", "_there"), indicator=True
        )
        yield from _problem(name, "sentence not in sentences", both[both["_merge"] == "left_only"])
        if name != "events":
            both = both[both["_merge"] == "both"]
            inside = (both["start"] >= both["start_there"]) & (both["end"] <= both["end_there"])
            yield from _problem(
                name, "not inside its sentence", both[~inside | (both["field"] != both["field_there"])]
            )


def _page_spans(frames: Frames) -> Iterator[Problem]:
    """Page offsets: of articles within the page, of mentions where their characters stand on it."""
    pages = frames["pages"].drop_duplicates("page_id").rename(columns={"text": "page_text"})
    articles = frames["articles"].merge(pages[["page_id", "page_text"]], on="page_id")
    ordered = (articles["page_start"] >= 0) & (articles["page_start"] <= articles["page_end"])
    within = ordered & (articles["page_end"] <= articles["page_text"].str.len())
    yield from _problem("articles", "page offsets beyond the page", articles[~within])
    texts = dict(zip(articles["article_id"], articles["page_text"], strict=True))
    mentions = frames["mentions"]
    columns = (mentions[c] for c in ("article_id", "page_start", "page_end", "text"))
    held = [found_in_order(t, texts.get(a, "")[s:e]) for a, s, e, t in zip(*columns, strict=True)]
    yield from _problem(
        "mentions", "not what stands at its page offsets", mentions[~pd.Series(held, dtype=bool)]
    )


def _values(frames: Frames) -> Iterator[Problem]:
    """Days and numbers that contradict each other."""
    for name in ("dates", "events"):
        rows = frames[name]
        yield from _problem(
            name, "ends before it starts", rows[(rows["end_date"] < rows["start_date"]).fillna(False)]
        )
    counts = frames["counts"]
    yield from _problem("counts", "value_max below value", counts[counts["value_max"] < counts["value"]])


def _links(frames: Frames, unions: pd.DataFrame) -> Iterator[Problem]:
    """Union names against `unions`, and statuses against union ids."""
    rows = frames["union_mentions"]
    linked = rows["status"] == "linked"
    yield from _problem(
        "union_mentions", "status and union_id disagree", rows[linked != rows["union_id"].notna()]
    )
    names = unions.drop_duplicates("union_id")[["union_id", "name"]]
    for table in ("union_mentions", "event_unions"):
        both = frames[table].merge(names, on="union_id", suffixes=("", "_there"))
        yield from _problem(table, "another name than in unions", both[both["union"] != both["name"]])


def _problem(table: str, what: str, rows: pd.DataFrame) -> Iterator[Problem]:
    if len(rows):
        identity = TABLES[table].key or TABLES[table].order
        first = rows.iloc[0]
        yield Problem(table, what, len(rows), " ".join(str(first[c]) for c in identity if c in rows.columns))


def _merged(problems: list[Problem]) -> list[Problem]:
    """Problems of several parts that say the same, as one."""
    found: dict[tuple[str, str], Problem] = {}
    for p in problems:
        first = found.get((p.table, p.what))
        found[p.table, p.what] = Problem(p.table, p.what, first.rows + p.rows, first.example) if first else p
    return list(found.values())
