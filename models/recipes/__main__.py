"""`python -m models.recipes CORPORA_DIR [LEXICON …]` counts the lexicons anew and writes them into the model."""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Callable
from pathlib import Path

from models.recipes.junctions import junctions
from models.recipes.lunar_years import lunar_years
from models.recipes.names import name_characters
from models.recipes.words import common_words
from pipeline.lexicon import model_dir

RECIPES: dict[str, Callable[[Path], str]] = {
    "mentions/name_characters.tsv": name_characters,
    "mentions/common_words.txt": common_words,
    "articles/junctions.tsv.gz": junctions,
    "values/lunar_years.tsv": lunar_years,
}


def main() -> None:
    """Read the command line, write the files."""
    parser = argparse.ArgumentParser(prog="python -m models.recipes", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the corpora that models/README.md lists")
    parser.add_argument("lexicons", nargs="*", metavar="lexicon", help=f"all, or of: {', '.join(RECIPES)}")
    parser.add_argument("--out", type=Path, default=model_dir(), help="model folder to write into")
    chosen = parser.parse_intermixed_args()
    if unknown := set(chosen.lexicons) - RECIPES.keys():
        parser.error(f"no recipe for {', '.join(sorted(unknown))}")
    for name in chosen.lexicons or RECIPES:
        content = RECIPES[name](chosen.corpora).encode()
        path = chosen.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)


if __name__ == "__main__":
    main()
