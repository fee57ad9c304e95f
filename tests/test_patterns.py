import importlib
import re
from pathlib import Path

import pytest

from pipeline.patterns import regex

ROOT = Path(__file__).parent.parent
# What needs an extra to be imported holds no patterns.
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "pipeline").rglob("*.py")
    if "regex(" in path.read_text(encoding="utf-8") and path.name != "patterns.py"
)


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_a_module_compiles(name: str) -> None:
    late = type(regex(""))
    found = [value for value in vars(importlib.import_module(name)).values() if isinstance(value, late)]
    for pattern in found:
        assert re.compile(pattern.pattern).groups == pattern.groups


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    text = "东湖区总工会、西山区总工会"
    ours, theirs = regex(r"(?P<name>[东西]\w)区"), re.compile(r"(?P<name>[东西]\w)区")
    assert ours.findall(text) == theirs.findall(text) == ["东湖", "西山"]
    assert ours.sub(r"\g<name>县", text) == theirs.sub(r"\g<name>县", text)
    assert (found := ours.search(text, 5)) and found["name"] == "西山"
    assert (ours.pattern, ours.groups, ours.groupindex) == (theirs.pattern, 1, {"name": 1})


def test_flags_count() -> None:
    assert regex("^工", re.MULTILINE).findall("工会\n工人") == ["工", "工"]


def test_a_fault_is_told_at_the_first_use() -> None:
    faulty = regex("(")
    with pytest.raises(re.error, match="missing \\)"):
        faulty.search("工会")


def test_han_is_a_character_of_chinese_text() -> None:
    found = regex(r"\p{Han}+").findall("刘䶮、𠮷田一Abc 12，é")
    assert found == ["刘䶮", "𠮷田一"]
