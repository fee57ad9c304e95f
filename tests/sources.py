"""Files as sources of pages: written where a test stands, and read."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.pages import (
    Overrides,
    Raw,
    find_files,
    read_raw,
    read_sources,
)
from pipeline.records import Issue, Page

TEXT = "云州市总工会举办技能比武\n本报讯（记者 白一川）5月8日，云州市总工会举办技能比武。\n"
HEADER = "source,publication,home_region,issue_date,page_no\n"
PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: pa.compress(data, "zstd", asbytes=True),
}


def write(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*paths: str, **given: Any) -> list[Page | Issue]:
    return list(read_sources(paths, Overrides(**given)))


def raw_of(name: str, content: bytes) -> list[Raw | Issue]:
    write(name, content)
    (file,) = find_files([name])
    assert not isinstance(file, Issue)
    return list(read_raw(file))


def one_page(*paths: str, **given: Any) -> Page:
    (page,) = read(*paths, **given)
    assert isinstance(page, Page), page
    return page


def one_issue(*paths: str) -> Issue:
    (issue,) = read(*paths)
    assert isinstance(issue, Issue), issue
    return issue


def lines(*records: Any) -> str:
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def kinds(*paths: str) -> list[str]:
    return [f"{x.source}:{x.kind}" if isinstance(x, Issue) else x.source for x in read(*paths)]
