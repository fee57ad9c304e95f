"""The command line in one process, with the small extractor of `fakes` in the place of the real one."""

import gzip
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import fakes
import pandas as pd
import pytest
import typer

import cli

ROOT = Path(__file__).parent.parent
TEXT = "\n".join(fakes.line(n) for n in range(3)) + "\n"
METADATA = "source,publication,home_region,issue_date,page_no\n"


class Result(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Result]


@pytest.fixture
def gonghui(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in an empty folder."""
    import pipeline.runs.driver
    import pipeline.single

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline.runs.driver, "shipped", fakes.load)
    monkeypatch.setattr(pipeline.single, "load_extractor", lambda **_: fakes.load(Path()))

    def call(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["gonghui", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            cli.main()
        code = left.value.code
        return Result(code if isinstance(code, int) else 0, *capsys.readouterr())

    return call


def write(name: str, content: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def table(name: str, out: str = "data/processed") -> pd.DataFrame:
    return pd.read_parquet(f"{out}/current/{name}")


# Commands -----------------------------------------------------------------------------------------------


def test_run_publishes_the_tables_and_sums_up(gonghui: Command) -> None:
    write("raw/a.txt", TEXT)
    known = ["--publication", "云州职工报", "--region", "云州市", "--date", "2031-05-09", "--page-no", "3"]
    done = gonghui("run", "raw", *known)
    assert (done.code, done.out) == (0, "")
    assert re.search(r"1 pages, 3 articles, 3 events, 3 linked unions, 0 issues.* s, snapshot 1", done.err)
    page = table("pages").iloc[0]
    assert (page.publication, page.home_region, str(page.issue_date), page.page_no) == (
        "云州职工报",
        "云州市",
        "2031-05-09",
        "3",
    )
    again = gonghui("run", "raw", *known)
    assert again.code == 0 and "1 pages up to date" in again.err


def test_extract_writes_a_file_as_table_json_and_html(gonghui: Command) -> None:
    write("a.txt", TEXT)
    shown = gonghui("extract", "a.txt")
    assert shown.code == 0 and "东湖区总工会" in shown.out and "MEETING" in shown.out
    data = json.loads(gonghui("extract", "a.txt", "--format", "json").out)
    assert [len(a["events"]) for a in data["articles"]] == [1, 1, 1]
    assert data["articles"][0]["article"]["headline"].startswith("第0届")
    assert gonghui("extract", "a.txt", "--format", "html").out.startswith("<!DOCTYPE html>")
    assert not Path("data").exists()


def test_extract_reads_standard_input(gonghui: Command) -> None:
    done = gonghui("extract", "-", "--format", "json", "--date", "2031-05-09", stdin=TEXT.encode("gb18030"))
    (first, *_) = json.loads(done.out)["articles"]
    assert (first["page"]["source"], first["page"]["encoding"]) == ("-", "gb18030")
    assert first["article"]["issue_date"] == "2031-05-09"


def test_extract_save_replaces_the_rows_of_one_article(
    gonghui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("raw/a.txt", TEXT)
    gonghui("run", "raw")
    before = table("articles")
    this = before.article_id[1]

    class Changed(fakes.Fake):
        def __call__(self, page: Any) -> Any:
            extractions, issues = super().__call__(page)
            for x in extractions:
                x.events = []
                x.event_unions = []
            return extractions, issues

    monkeypatch.setattr("pipeline.single.load_extractor", lambda **_: Changed())
    assert len(json.loads(gonghui("extract", this, "--format", "json").out)["articles"]) == 1
    assert len(table("events")) == 3
    saved = gonghui("extract", this, "--save")
    assert saved.code == 0 and "snapshot 2" in saved.err
    assert this not in set(table("events").article_id) and len(table("events")) == 2
    assert table("articles").equals(before)
    assert gonghui("verify").code == 0


def test_extract_save_of_a_file_is_as_a_run(gonghui: Command) -> None:
    write("a.txt", TEXT)
    gonghui("extract", "a.txt", "--save", "--out", "one")
    gonghui("run", "a.txt", "--out", "two")
    for name in ("pages", "articles", "mentions", "events", "event_unions", "unions"):
        pd.testing.assert_frame_equal(table(name, "one"), table(name, "two"))
    assert "1 pages up to date" in gonghui("run", "a.txt", "--out", "one").err


def test_show_gives_evidence_and_reasons(gonghui: Command) -> None:
    write("raw/a.txt", TEXT)
    gonghui("run", "raw")
    this = table("articles").article_id[0]
    shown = gonghui("show", this)
    assert shown.code == 0
    for expected in ("evidence", "reason", "subject of 举办", "12名", "东湖区总工会", "2031-05-01"):
        assert expected in shown.out
    mention = table("mentions").query("article_id == @this and label == 'COUNT'").iloc[0]
    assert f"{mention.page_start}–{mention.page_end}" in shown.out
    assert (
        json.loads(gonghui("show", this, "--format", "json").out)["articles"][0]["article"]["article_id"]
        == this
    )


def test_verify_finds_damage(gonghui: Command) -> None:
    write("raw/a.txt", TEXT)
    gonghui("run", "raw")
    assert gonghui("verify") == (0, "", "snapshot 1 in data/processed: no problems\n")
    damaged = next(Path("data/processed/current/events").glob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-20])
    found = gonghui("verify")
    assert found.code == 1 and "events:" in found.out


def test_rollback_brings_the_content_before_back(gonghui: Command) -> None:
    write("raw/a.txt", TEXT)
    gonghui("run", "raw")
    write("raw/b.txt", TEXT)
    gonghui("run", "raw")
    assert len(table("pages")) == 2
    assert gonghui("rollback").code == 0
    assert len(table("pages")) == 1
    assert gonghui("rollback", "--steps", "9").code == 2


def test_evaluate_gold(gonghui: Command) -> None:
    prepare_examples()
    done = gonghui("evaluate", "gold", "gold", "--pages", "data/raw", "--errors", "1")
    assert done.code == 0
    assert re.search(
        r"^entity ORG +P \d\.\d{3}  R 1\.000  F1 \d\.\d{3}  \(tp 1 fp \d+ fn 0\)$", done.out, re.M
    )
    assert "  missed entity LOC: ('LOC', '东湖')" in done.out


def test_unions_lists_candidates_with_path_years_and_reason(gonghui: Command) -> None:
    done = gonghui("unions", "朝阳区总工会", "--format", "json")
    assert done.code == 0
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [r["name"] for r in rows] == ["北京市朝阳区总工会", "吉林省长春市朝阳区总工会"]
    assert rows[1]["path"] == [
        "中华全国总工会",
        "吉林省总工会",
        "吉林省长春市总工会",
        "吉林省长春市朝阳区总工会",
    ]
    assert all(r["reason"].endswith(".") and r["existence"] in ("verified", "presumed") for r in rows)
    then = gonghui("unions", "密云县总工会", "--date", "2013-05-01", "--format", "json")
    assert [(r["name"], r["until"]) for r in map(json.loads, then.out.splitlines())] == [
        ("北京市密云县总工会", 2015)
    ]
    none = gonghui("unions", "各级工会")
    assert (none.code, none.out) == (1, "") and "many unions" in none.err


def test_unions_build_writes_every_row(gonghui: Command) -> None:
    assert gonghui("unions", "build", "--out", "unions.csv").code == 0
    rows = pd.read_csv("unions.csv", dtype=str)
    assert rows.id.is_unique and len(rows) > 40_000
    assert set(rows.parent.dropna()) <= set(rows.id)
    assert rows.set_index("id").loc["U110114"].tolist()[:4] == [
        "北京市昌平区总工会",
        "county",
        "U110000",
        "北京市总工会",
    ]
    assert set(rows.existence) == {"verified", "presumed"}


OWN = '{"id": "own-1", "name": "云州港务工会", "parent": "U110114", "aliases": ["港务工会"]}\n'


def test_an_own_registry_adds_and_replaces(gonghui: Command) -> None:
    write("own.jsonl", OWN + '{"id": "U110114", "name": "北京市昌平新城总工会", "since": 2030}\n')
    done = gonghui("unions", "港务工会", "--registry", "own.jsonl", "--format", "json")
    assert json.loads(done.out)["path"][-2:] == ["北京市昌平新城总工会", "云州港务工会"]
    done = gonghui("unions", "昌平区总工会", "--registry", "own.jsonl", "--format", "json")
    assert json.loads(done.out)["since"] == 2030


def test_a_changed_own_registry_redoes_the_pages(gonghui: Command) -> None:
    write("raw/a.txt", TEXT)
    write("own.jsonl", OWN)
    own = ("--registry", "own.jsonl")
    assert "3 articles" in gonghui("run", "raw", *own).err
    assert "1 pages up to date" in gonghui("run", "raw", *own).err
    write("own.jsonl", OWN.replace("own-1", "own-2"))
    assert "3 articles" in gonghui("run", "raw", *own).err


# Bad input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("raw/bad.txt", b"", "empty"),
        ("raw/bad.txt", b"\x89PNG\r\n\x1a\n\0\0\0\0", "binary"),
        ("raw/bad.txt", b"x" * 50_000_000, "too_long"),
        (
            "raw/bad.jsonl.gz",
            gzip.compress(b'{"text": "' + os.urandom(3000).hex().encode())[:-900],
            "truncated",
        ),
        ("raw/bad.parquet", b"PAR1", "truncated"),
        ("raw/bad.pdf", b"%PDF-1.7", "damaged"),
        ("raw/bad.docx", b"PK", "unsupported_format"),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" not in value else "",
)
def test_bad_inputs_are_told_and_their_neighbours_read(
    gonghui: Command, name: str, content: bytes, kind: str
) -> None:
    write("raw/good.txt", TEXT)
    write(name, content)
    for _ in range(2):
        done = gonghui("run", "raw")
        assert (done.code, done.out) == (1, "")
        assert "1 input could not be read" in done.err
    assert table("issues").kind.tolist() == [kind]
    assert len(table("articles")) == 3
    alone = gonghui("extract", name)
    assert alone.code == 1 and f"{name}: {kind}: " in alone.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere"], "error: nowhere: no such file or folder"),
        (["run", "empty"], "error: empty: no input files in this folder"),
        (["run", "raw", "--out", "raw/a.txt/below"], "error: "),
        (["extract", "raw/a.txt", "--save", "--out", "raw/a.txt/below"], "error: "),
        (["extract", "raw"], "error: raw: this is a folder; `run` reads folders"),
        (["extract", "no-such-id"], "error: no-such-id: neither a file nor an article in data/processed"),
        (["show", "no-such-id"], "error: there are no tables in data/processed"),
        (["show", "no-such-id", "--out", "tables"], "error: no-such-id: no such article in tables"),
        (
            ["extract", "no-such-id", "--out", "tables"],
            "error: no-such-id: neither a file nor an article in tables",
        ),
        (["verify"], "error: there are no tables in data/processed"),
        (["rollback"], "error: there are no tables in data/processed"),
        (["evaluate", "gold", "empty"], "error: empty: no gold files"),
        (["run", "unknown-column"], "error: unknown-column/metadata.csv:1: unknown column 'paper'"),
        (["run", "raw", "--registry", "no.csv"], "error: no.csv: cannot be read"),
        (["run", "raw", "--registry", "column.csv"], "error: column.csv:1: unknown column 'nom'"),
        (
            ["extract", "raw/a.txt", "--registry", "twice.csv"],
            "error: twice.csv:3: id 'a' stands in twice.csv:2",
        ),
        (["unions", "全总", "--registry", "parent.jsonl"], "error: parent.jsonl:1: unknown parent 'U-none'"),
        (
            ["unions", "build", "--registry", "raw/a.txt"],
            "error: raw/a.txt: a registry is a .jsonl or a .csv",
        ),
        (["unions", "市总", "--region", "火星"], "error: 火星: no division has this name"),
        (["run", "bad-date"], "error: bad-date/metadata.csv:2: '31.12.2024' is no date"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_errors_are_one_line_and_exit_code_2(gonghui: Command, arguments: list[str], message: str) -> None:
    Path("empty").mkdir()
    write("raw/a.txt", TEXT)
    write("unknown-column/a.txt", TEXT)
    write("unknown-column/metadata.csv", "source,paper\n")
    write("column.csv", "id,nom\n")
    write("twice.csv", "id,name\na,某工会\na,另一工会\n")
    write("parent.jsonl", '{"id": "a", "name": "某工会", "parent": "U-none"}\n')
    write("bad-date/a.txt", TEXT)
    write("bad-date/metadata.csv", METADATA + "a.txt,,,31.12.2024,\n")
    if "tables" in arguments:
        gonghui("run", "raw", "--out", "tables")
    done = gonghui(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [["run"], ["run", "raw", "--date", "8.5.2031"], ["run", "raw", "--workers", "0"], ["nothing"]],
)
def test_wrong_usage_is_exit_code_2(gonghui: Command, arguments: list[str]) -> None:
    done = gonghui(*arguments)
    assert done.code == 2 and "Traceback" not in done.err and done.err


def test_debug_shows_the_traceback(gonghui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["gonghui", "--debug", "run", "nowhere"])
    with pytest.raises(ValueError, match="no such file"):
        cli.main()


def test_a_page_that_breaks_the_extractor_is_an_issue(gonghui: Command) -> None:
    write("raw/a.txt", TEXT)
    write("raw/b.txt", "出错：什么也没有。\n")
    assert gonghui("run", "raw").code == 1
    assert table("issues").kind.tolist() == ["error"]


# Help ---------------------------------------------------------------------------------------------------


def commands() -> dict[str, str]:
    """The commands by name, with their help texts."""
    found: dict[str, str] = {}

    def gather(group: Any, prefix: str) -> None:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                gather(command, f"{prefix}{name} ")
            else:
                found[f"{prefix}{name}"] = command.help or ""

    gather(typer.main.get_command(cli.app), "")
    return found


def example(help_text: str) -> list[str]:
    found = re.search(r"^Example: python cli\.py (.+)$", help_text, re.MULTILINE)
    assert found, "every command's help has an example"
    return shlex.split(found[1])


# A recipe of one sentence, which shows that a training runs through.
TINY = """
name = "tiny"
seed = 1
default_head = "guide"
mix = {}
width = 16
dilations = [1]
dropout = 0.1
feature_dropout = 0.1
rate = 0.01
rows = 2
steps = 32
heads = { guide = ["PER", "ORG", "LOC"] }
licences = { names = "invented" }
silver = []
[[corpus]]
head = "guide"
file = "names.jsonl"
passes = [60]
[[test]]
name = "the same again"
head = "guide"
file = "names.jsonl"
"""


def prepare_examples() -> None:
    """Pages of the names that the samples have, a gold page, and a stored run with one snapshot to go back to."""
    for sample in (ROOT / "data" / "raw").glob("*.txt"):
        write(f"data/raw/{sample.name}", TEXT)
    write("data/raw/invented.txt", TEXT)
    empty = ("dates", "counts", "people", "unions", "events", "reporters", "correspondents")
    gold = {name: [] for name in empty} | {"kicker": None, "subtitle": None}
    gold |= {"headline": TEXT.partition("：")[0], "first_words": "5月1日，东湖区", "last_words": "到场。"}
    write("cases.jsonl", '{"dim": "Numeral", "text": "二十三", "value": "(NumeralValue 23)"}\n')
    write("names.jsonl", '{"text": "东湖区总工会慰问职工。", "spans": [[0, 6, "ORG"]]}\n')
    write(
        "posts.jsonl",
        '{"text": "东湖区总工会主席李明说。", "spans": [[0, 6, "SUBJ"], [6, 8, "PRED"], [8, 10, "OBJ"]]}\n',
    )
    write("words.txt", "东湖区 总工会 慰问 职工 。\n")
    write("tiny.toml", TINY)
    write(
        "gold/invented.json",
        json.dumps({"articles": [gold | {"entities": [["ORG", "东湖区总工会"], ["LOC", "东湖"]]}]}),
    )


@pytest.mark.parametrize("name", commands())
def test_the_example_of_every_command_works(gonghui: Command, name: str) -> None:
    if name == "model train":
        pytest.importorskip("torch")
    if name == "export":
        pytest.importorskip("deltalake")
    arguments = example(commands()[name])
    assert arguments[: len(name.split())] == name.split()
    prepare_examples()
    gonghui("run", "data/raw")
    write("data/raw/invented.txt", TEXT + TEXT)
    gonghui("run", "data/raw")
    article_id = table("articles").article_id[0]
    done = gonghui(*(article_id if a == "ARTICLE_ID" else a for a in arguments))
    assert done.code == 0, done.err
    assert done.out or done.err


@pytest.mark.parametrize(
    ("arguments", "answer", "spared"),
    [
        (["--help"], "extract", {"numpy", "pyarrow", "onnxruntime", "spacy"}),
        (["unions", "全总"], "中华全国总工会", {"pyarrow", "onnxruntime", "spacy"}),
        (["extract", "data/raw/hebei-tangshan-single-article.txt"], "唐山", {"pandas.core.api", "spacy"}),
    ],
    ids=["help", "unions", "extract"],
)
def test_what_answers_at_once_imports_little(arguments: list[str], answer: str, spared: set[str]) -> None:
    """Not timed, because the machine may be busy: the libraries that take long to import are not."""
    command = [sys.executable, "-X", "importtime", "cli.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert answer in done.stdout
    assert "typer" in imported and not imported & spared


def test_help_names_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "cli.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in commands():
        assert name.split()[0] in done.stdout
