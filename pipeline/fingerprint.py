"""Fingerprints: hashes that say whether a document must be read again.

A page is up to date when the document's bytes, what is known of it beforehand, the code and the model are those of the
run that stored it. Modification times and names of runs play no part.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.pages import Raw
from pipeline.tables.schema import SCHEMA_VERSION

_CODE = Path(__file__).resolve().parent


def model_fingerprint(model: Path, registry: Path | None = None) -> str:
    """A hash of the code of the pipeline, of every file of a model folder and of a user's own registry of unions.

    Code and model are read once per process.
    """
    shipped = _shipped(model)
    if registry is None:
        return shipped
    return sha256(shipped.encode() + registry.read_bytes()).hexdigest()[:16]


@cache
def _shipped(model: Path) -> str:
    digest = sha256(SCHEMA_VERSION.encode())
    for root, pattern in ((_CODE, "*.py"), (model, "*")):
        for path in sorted(p for p in root.rglob(pattern) if p.is_file() and "__pycache__" not in p.parts):
            content = path.read_bytes()
            # The length keeps the end of one file and the name of the next apart.
            digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def document_fingerprint(raw: Raw, model: str, duplicate_of: str | None = None) -> str:
    """A hash of all that a document's page depends on, of the fingerprint of code and model, and of what it copies."""
    known = [*raw.identity, model, duplicate_of]
    return sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()[:16]
