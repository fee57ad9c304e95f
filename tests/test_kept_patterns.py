"""Patterns are taken from the processes before; whatever is wrong with what they left, they are compiled anew."""

import marshal
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kept_patterns import KeptPatterns

ROOT = Path(__file__).parent.parent
SOURCES = [
    r"(?P<name>[东西]\w)区",
    r"^[工职]{2,3}(?=会|\b)",
    "(?i:abc)|[一-龥]+?(?P<year>[0-9]{4})?年(?P=year)?",
    "(?<![甲乙])" + "|".join(chr(code) for code in range(0x4E00, 0x4E80)),
    "",
]
TEXT = "东湖区、西山区总工会ABC 2024年2024 职工甲一乙丁\n工会"


def compile_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that are compiled from now on."""
    seen: list[str] = []
    import pipeline.kept_patterns as module

    real = module._parts
    monkeypatch.setattr(module, "_parts", lambda source, flags: (seen.append(source), real(source, flags))[1])
    return seen


@pytest.mark.parametrize("flags", [0, re.MULTILINE, re.IGNORECASE | re.DOTALL])
@pytest.mark.parametrize("source", SOURCES)
def test_a_kept_pattern_is_the_compiled_one(
    source: str, flags: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = KeptPatterns(tmp_path / "kept")
    first.compile(source, flags)
    first.save()
    compiled = compile_again(monkeypatch)
    ours, theirs = KeptPatterns(tmp_path / "kept").compile(source, flags), re.compile(source, flags)
    assert compiled == []
    assert ours == theirs
    assert [m.span() for m in ours.finditer(TEXT)] == [m.span() for m in theirs.finditer(TEXT)]
    assert (ours.pattern, ours.flags, ours.groups, ours.groupindex) == (
        theirs.pattern,
        theirs.flags,
        theirs.groups,
        theirs.groupindex,
    )


@given(st.text("ab工会^$()[]|*+?{}1,2\\.", max_size=12), st.text("ab工会12\n", max_size=20))
def test_any_pattern_finds_what_the_compiled_one_finds(source: str, text: str) -> None:
    kept = KeptPatterns(Path("nowhere"))
    try:
        theirs = re.compile(source)
    except re.error as error:
        with pytest.raises(re.error, match=re.escape(str(error))):
            kept.compile(source)
        return
    for ours in (kept.compile(source), kept.compile(source)):
        assert [m.span() for m in ours.finditer(text)] == [m.span() for m in theirs.finditer(text)]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(marshal.dumps(("Python 2", {}))),
        lambda path: path.write_bytes(marshal.dumps(3)),
        lambda path: path.write_bytes(path.read_bytes().replace(b"\x11\0\0\0", b"\xff\0\0\0")),
    ],
    ids=["gone", "empty", "cut", "another Python's", "something else", "no code"],
)
def test_a_spoilt_file_is_made_again(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "kept"
    for _ in range(2):
        kept = KeptPatterns(path)
        assert kept.compile("(工)会").findall(TEXT) == ["工", "工"]
        kept.save()
        whole = path.read_bytes()
        spoil(path)
    kept = KeptPatterns(path)
    assert kept.compile("(工)会").findall(TEXT) == ["工", "工"]
    kept.save()
    assert path.read_bytes() == whole


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = KeptPatterns(tmp_path / "file" / "kept")
    assert kept.compile("工会").search(TEXT)
    kept.save()


def test_patterns_of_yesterday_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.kept_patterns._MOST", 3)
    for sources in (["a", "b"], ["c", "d"]):
        kept = KeptPatterns(tmp_path / "kept")
        for source in sources:
            kept.compile(source)
        kept.save()
    compiled = compile_again(monkeypatch)
    kept = KeptPatterns(tmp_path / "kept")
    for source in "abcd":
        kept.compile(source)
    assert compiled == ["a", "b"]


def test_an_interpreter_without_these_parts_compiles_as_always(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("pipeline.kept_patterns.import_module", absent)
    kept = KeptPatterns(tmp_path / "kept")
    assert kept.compile("工会") == re.compile("工会")


def test_the_second_article_needs_no_compiling(tmp_path: Path) -> None:
    """Not timed, because the machine may be busy: the compiler is not called."""
    counted = (
        "import atexit, sys; import pipeline.kept_patterns as k; n = []; f = k._parts\n"
        "k._parts = lambda *a: (n.append(a), f(*a))[1]\n"
        "import cli, pipeline.commands.quick as q\n"
        "q._last.append(lambda: sys.stderr.write(str(len(n))))\n"
        "sys.argv = ['cli.py', 'extract', 'data/raw/hebei-tangshan-single-article.txt']\n"
        "cli.program()"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", counted]
    first, second = (
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert first.stdout == second.stdout and "唐山" in first.stdout
    assert int(first.stderr) > 100 and int(second.stderr) == 0
