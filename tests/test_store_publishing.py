"""DuckDB and pandas read while others publish without a pause.

Every snapshot gives all pages one number of people, in the texts and in the counts: a reader that finds two numbers has
mixed two snapshots. `PUBLISHING_SECONDS=40` reads for longer than the second that a test run takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from test_store_crash import ENVIRONMENT

from pipeline.tables.store import Store
from pipeline.tables.verify import verify

duckdb = pytest.importorskip("duckdb")

SECONDS = float(os.environ.get("PUBLISHING_SECONDS", "1"))
BOTH = r"""
    select distinct regexp_extract(text, '(\d+)名', 1)::int from '{0}/articles/*.parquet'
    union select distinct value::int from '{0}/counts/*.parquet'
"""


def with_duckdb(folder: str) -> set[int]:
    return {number for (number,) in duckdb.sql(BOTH.format(folder)).fetchall()}


def with_pandas(folder: str) -> set[int]:
    texts = pd.read_parquet(f"{folder}/articles", columns=["text"]).text
    values = pd.read_parquet(f"{folder}/counts", columns=["value"]).value
    return {*texts.str.extract(r"(\d+)名")[0].astype(int), *values.astype(int)}


def one_table(folder: str) -> set[int]:
    return set(pd.read_parquet(f"{folder}/counts", columns=["value"]).value.astype(int))


def resolved(current: Path) -> str:
    return os.path.realpath(current)


def through_the_link(current: Path) -> str:
    return str(current)


Read, Find = Callable[[str], set[int]], Callable[[Path], str]


def read_for(seconds: float, root: Path, readers: dict[str, tuple[Find, Read]]) -> dict[str, Counter[str]]:
    """How often each reader, in turn, found one number, several, or failed, and how often others published."""
    script = "import sys; from pathlib import Path; from test_store_crash import *; publish_for_ever(Path(sys.argv[1]))"
    told: dict[str, Counter[str]] = {name: Counter() for name in readers}
    with subprocess.Popen(
        [sys.executable, "-c", script, str(root)], stdout=subprocess.PIPE, env=ENVIRONMENT
    ) as writer:
        try:
            assert writer.stdout and writer.stdout.readline()
            end = time.monotonic() + seconds
            # A busy machine may need longer for a few reads and a few snapshots.
            while time.monotonic() < end or (
                time.monotonic() < end + 60
                and not (_published(root) > 2 and all(c["ok"] for c in told.values()))
            ):
                for name, (find, read) in readers.items():
                    try:
                        told[name]["ok" if len(read(find(root / "current"))) == 1 else "mixed"] += 1
                    # An empty listing at the moment of the swap has no such column: loud, not mixed.
                    except (OSError, pa.ArrowInvalid, duckdb.Error):
                        told[name]["error"] += 1
        finally:
            writer.kill()
    return told


def _published(root: Path) -> int:
    return Store(root).require_snapshot().number


def test_a_reader_that_resolves_the_link_sees_one_snapshot(tmp_path: Path) -> None:
    told = read_for(SECONDS, tmp_path, {"duckdb": (resolved, with_duckdb), "pandas": (resolved, with_pandas)})
    assert all(found["ok"] and set(found) == {"ok"} for found in told.values()), told
    store = Store(tmp_path)
    assert store.require_snapshot().number > 2
    assert verify(store.require_snapshot()) == []


def test_a_reader_that_does_not_never_mixes_within_a_table(tmp_path: Path) -> None:
    told = read_for(SECONDS, tmp_path, {"pandas": (through_the_link, one_table)})
    assert told["pandas"]["ok"] and not told["pandas"]["mixed"], told
