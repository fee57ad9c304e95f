"""A user's own registry: what is read, what it does, and every fault told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.lexicon import LexiconError, model_dir
from pipeline.links.linker import UnionLinker
from pipeline.links.load import load_registry
from pipeline.links.registry import Registry
from pipeline.links.user import read_entries

LINKS = model_dir() / "links"


def saved(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def registry(folder: Path, text: str, name: str = "own.jsonl") -> Registry:
    return load_registry(LINKS, saved(folder, name, text))


def test_csv_and_jsonl_say_the_same(tmp_path: Path) -> None:
    table = saved(
        tmp_path,
        "own.csv",
        "id,name,level,parent,region,aliases,since,until,existence\n"
        "own-1,云禾港务工会,enterprise,own-2,江苏省南通市,港务工会|云禾工会,1998,,presumed\n"
        "own-2,云禾集团工会,,,,,,,\n",
    )
    lines = saved(
        tmp_path,
        "own.jsonl",
        '{"id": "own-1", "name": "云禾港务工会", "level": "enterprise", "parent": "own-2", "region": "江苏省南通市",'
        ' "aliases": ["港务工会", "云禾工会"], "since": 1998, "existence": "presumed"}\n\n'
        '{"id": "own-2", "name": "云禾集团工会"}\n',
    )
    first, second = read_entries(table), read_entries(lines)
    strip = [(e.union_id, e.name, e.parent, e.aliases, e.since, e.until, e.existence) for e in first]
    assert strip == [(e.union_id, e.name, e.parent, e.aliases, e.since, e.until, e.existence) for e in second]
    assert strip[0] == ("own-1", "云禾港务工会", "own-2", ("港务工会", "云禾工会"), 1998, None, "presumed")


def test_an_entry_is_added_under_a_parent_further_down(tmp_path: Path) -> None:
    own = registry(
        tmp_path,
        '{"id": "own-1", "name": "云禾港务工会", "parent": "own-2", "aliases": ["港务工会"]}\n'
        '{"id": "own-2", "name": "云禾集团工会", "parent": "江苏省总工会"}\n',
    )
    union = own.row("港务工会")
    assert union is not None and union.name == "云禾港务工会" and union.existence == "verified"
    assert [u.name for u in own.chain(union)] == ["云禾集团工会", "江苏省总工会", "中华全国总工会"]


def test_an_entry_replaces_a_territorial_union(tmp_path: Path) -> None:
    own = registry(tmp_path, '{"id": "U654200", "name": "新疆维吾尔自治区塔城地区工会办事处"}\n')
    union = own.territorial("6542")
    assert (union.name, union.origin, union.existence, union.level) == (
        "新疆维吾尔自治区塔城地区工会办事处",
        "registry",
        "verified",
        "prefecture",
    )
    assert union.parent_id == "U650000"
    assert own.code_of(union) == "6542"
    assert own.lookup("塔城地区总工会") == [union]


def test_the_linker_uses_it(tmp_path: Path) -> None:
    from test_links_resolve import extraction

    path = saved(tmp_path, "own.csv", "id,name,aliases\nown-1,云禾港务集团工会,港务工会\n")
    linker = UnionLinker.load(LINKS, path)
    (mention,) = linker(extraction("[港务工会]慰问了船员。"))
    assert mention.union is not None
    assert (mention.union.union_id, mention.status) == ("own-1", "linked")


def test_names_outside_their_years_are_not_linked(tmp_path: Path) -> None:
    from test_links_resolve import extraction

    path = saved(tmp_path, "own.csv", "id,name,since,until\nown-1,云禾港务工会,1990,2004\n")
    linker = UnionLinker.load(LINKS, path)
    status = {y: linker(extraction("[云禾港务工会]来了。", year=y))[0].status for y in (1985, 1999, 2010)}
    assert status == {1985: "nil", 1999: "linked", 2010: "nil"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("own.csv", "id,name,colour\n", "own.csv:1: unknown column 'colour'"),
        ("own.csv", "name\n某工会\n", "own.csv:1: no column 'id'"),
        ("own.csv", "id,id,name\n", "own.csv:1: a column is given twice"),
        ("own.csv", "id,name\na,某工会\na,另一工会\n", "own.csv:3: id 'a' stands in .*own.csv:2 already"),
        ("own.csv", "id,name\na,某工会\nb,某工会\n", "own.csv:3: 某工会 is a name of .*own.csv:2 too"),
        ("own.csv", "id,name\na,某工会,x\n", "own.csv:2: 3 cells for 2 columns"),
        ("own.csv", "id,name\na,\n", "own.csv:2: no value in column 'name'"),
        ("own.csv", "id,name\n", "own.csv: no entries"),
        ("own.csv", "id,name,parent\na,某工会,b\n", "own.csv:2: unknown parent 'b'"),
        ("own.csv", "id,name,parent\na,某工会,朝阳区总工会\n", "own.csv:2: unknown parent '朝阳区总工会'"),
        ("own.csv", "id,name,parent\na,甲工会,b\nb,乙工会,a\n", "own.csv:2: 甲工会 stands above itself"),
        (
            "own.csv",
            "id,name,region\na,某工会,朝阳区\n",
            "own.csv:2: '朝阳区' is no division, or more than one",
        ),
        ("own.csv", "id,name,level\na,某工会,galaxy\n", "own.csv:2: unknown level 'galaxy'"),
        ("own.csv", "id,name,since\na,某工会,99\n", "own.csv:2: 'since' is a year of four digits"),
        ("own.csv", "id,name,since,until\na,某工会,2010,1999\n", "own.csv:2: since 2010 is after until 1999"),
        ("own.csv", "id,name,existence\na,某工会,maybe\n", "own.csv:2: existence is verified or presumed"),
        ("own.jsonl", '{"id": "a"\n', "own.jsonl:1: this line is no JSON"),
        ("own.jsonl", "[1]\n", "own.jsonl:1: this line is no JSON object"),
        ("own.jsonl", '{"id": "a", "name": ["某工会"]}\n', "own.jsonl:1: the value of 'name' is no text"),
        ("own.jsonl", '{"id": "a", "name": "某工会", "aliases": [1]}\n', "own.jsonl:1: aliases are a list"),
        ("own.xlsx", "", "own.xlsx: a registry is a .jsonl or a .csv file"),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        registry(tmp_path, text, name)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.csv: cannot be read"):
        read_entries(tmp_path / "none.csv")
    (tmp_path / "gbk.csv").write_bytes("id,name\na,某工会\n".encode("gb18030"))
    with pytest.raises(LexiconError, match="it is not UTF-8"):
        read_entries(tmp_path / "gbk.csv")
