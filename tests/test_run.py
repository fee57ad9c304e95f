"""The runner: everything new or changed in one snapshot, the same whatever the number of workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import fakes
import pytest
from fakes import line

from pipeline.fingerprint import model_fingerprint, page_fingerprint
from pipeline.pages import Metadata
from pipeline.pool import Died, WorkerError, map_batches
from pipeline.records import Extraction, Issue, Page, UnionMention
from pipeline.run import Report, run
from pipeline.tables.schema import TABLES
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.store import Store
from pipeline.tables.verify import verify


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "words.tsv").write_text("word\n工会\n", encoding="utf-8")
    return folder


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven pages of two articles."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(7):
        (folder / f"{n}.txt").write_text(f"{line(2 * n)}\n{line(2 * n + 1)}\n", encoding="utf-8")
    return folder


def current(out: Path) -> Snapshot:
    return Store(out).require_snapshot()


def issues(out: Path) -> list[tuple[str, str, str]]:
    rows = current(out).read("issues").to_pylist()
    return [(Path(row["source"]).name, row["stage"], row["kind"]) for row in rows]


def file_bytes(out: Path) -> dict[str, bytes]:
    found = current(out)
    return {f"{t}/{p.name}": p.read_bytes() for t in TABLES if t != "runs" for p in found.paths(t)}


def test_one_snapshot_with_everything(source: Path, tmp_path: Path, model: Path) -> None:
    report = run([source], tmp_path / "out", model=model, load=fakes.load)
    assert report == Report(
        pages=7,
        articles=14,
        events=14,
        linked_unions=8,
        seconds=report.seconds,
        snapshot=1,
        files=7,
        files_read=7,
    )
    found = current(tmp_path / "out")
    assert verify(found) == []
    assert (found.rows("pages"), found.rows("articles")) == (7, 14)
    (row,) = found.read("runs").to_pylist()
    assert (row["pages"], row["articles"], row["fingerprint"]) == (7, 14, model_fingerprint(model))
    assert row["started_at"] <= row["finished_at"]
    assert found.manifest.run_id == row["run_id"]


def test_a_second_run_finds_nothing_to_do(source: Path, tmp_path: Path, model: Path) -> None:
    (source / "empty.txt").write_bytes(b"")
    run([source], tmp_path / "out", model=model, load=fakes.load)
    report = run([source], tmp_path / "out", model=model, load=fakes.load)
    assert report == Report(skipped=7, unread=1, seconds=report.seconds)
    assert current(tmp_path / "out").number == 1


def test_only_what_is_new_or_changed_is_read_again(source: Path, tmp_path: Path, model: Path) -> None:
    run([source], tmp_path / "out", model=model, load=fakes.load)
    (source / "2.txt").write_text(line(2, 99), encoding="utf-8")
    (source / "7.txt").write_text(line(7, 98), encoding="utf-8")
    report = run([source], tmp_path / "out", model=model, load=fakes.load)
    assert (report.pages, report.articles, report.skipped, report.snapshot) == (2, 2, 6, 2)
    found = current(tmp_path / "out")
    assert (found.rows("pages"), found.rows("articles"), found.rows("runs")) == (8, 14, 2)
    assert {99.0, 98.0, 12.0} == set(found.read("counts")["value"].to_pylist())
    assert verify(found) == []


def test_changed_metadata_and_a_changed_model_are_changes(source: Path, tmp_path: Path, model: Path) -> None:
    run([source], tmp_path / "out", model=model, load=fakes.load)
    known = Metadata(issue_date=date(2031, 5, 30))
    report = run([source], tmp_path / "out", overrides=known, model=model, load=fakes.load)
    assert (report.pages, report.skipped) == (7, 0)
    other = tmp_path / "other"
    other.mkdir()
    (other / "words.tsv").write_text("word\n总工会\n", encoding="utf-8")
    report = run([source], tmp_path / "out", overrides=known, model=other, load=fakes.load)
    assert (report.pages, report.skipped) == (7, 0)
    assert current(tmp_path / "out").rows("articles") == 14


def test_rows_of_sources_that_are_not_given_stay(source: Path, tmp_path: Path, model: Path) -> None:
    run([source], tmp_path / "out", model=model, load=fakes.load)
    (tmp_path / "more.txt").write_text(line(30), encoding="utf-8")
    run([tmp_path / "more.txt"], tmp_path / "out", model=model, load=fakes.load)
    assert current(tmp_path / "out").rows("pages") == 8


def test_the_tables_do_not_depend_on_the_number_of_workers(
    source: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run._BATCH_PAGES", 2)
    reports = [run([source], tmp_path / f"out{n}", workers=n, model=model, load=fakes.load) for n in (1, 2)]
    assert (reports[0].pages, reports[0].events) == (reports[1].pages, reports[1].events) == (7, 14)
    assert file_bytes(tmp_path / "out1") == file_bytes(tmp_path / "out2")


def test_progress_is_told_after_every_batch(
    source: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.run._BATCH_PAGES", 3)
    told: list[Report] = []
    run([source], tmp_path / "out", model=model, load=fakes.load, progress=told.append)
    assert [report.pages for report in told] == [3, 6, 7]
    assert {report.snapshot for report in told} == {None}
    assert told[-1].files_read == told[-1].files == 7


# What goes wrong


def test_an_error_in_a_page_is_an_issue_and_its_neighbours_are_whole(
    source: Path, tmp_path: Path, model: Path
) -> None:
    (source / "3.txt").write_text("坏页：出错", encoding="utf-8")
    report = run([source], tmp_path / "out", model=model, load=fakes.load)
    assert (report.pages, report.articles, report.issues) == (7, 12, 1)
    (issue,) = current(tmp_path / "out").read("issues").to_pylist()
    assert (issue["stage"], issue["kind"]) == ("extract", "error")
    assert issue["detail"] == "ValueError: this page cannot be read"
    assert verify(current(tmp_path / "out")) == []
    assert run([source], tmp_path / "out", model=model, load=fakes.load).snapshot is None


class _Odd(fakes.Fake):
    """Makes rows that no table takes of pages with 怪."""

    def __call__(self, page: Page) -> tuple[list[Extraction], list[Issue]]:
        extractions, found = super().__call__(page)
        if "怪" in page.text:
            extractions[0].counts = [c for x in extractions for c in x.counts]
            object.__setattr__(extractions[0].counts[0], "value", "many")
        if "孤" in page.text:
            first = extractions[0].union_mentions[0]
            assert first.union
            extractions[0].union_mentions = [UnionMention(first.mention, "linked", 1.0, "named", first.union)]
            extractions[0].unions = []
        return extractions, found


def load_odd(model: Path) -> _Odd:
    return _Odd()


@pytest.mark.parametrize(
    ("mark", "stage", "detail"),
    [
        ("怪", "tables", "a row of counts has a value of the wrong type"),
        ("孤", "tables", "has no row in unions"),
    ],
)
def test_rows_that_no_table_takes_cost_one_page(
    source: Path, tmp_path: Path, model: Path, mark: str, stage: str, detail: str
) -> None:
    (source / "3.txt").write_text(line(3) + mark, encoding="utf-8")
    report = run([source], tmp_path / "out", model=model, load=load_odd)
    assert (report.pages, report.articles, report.issues) == (7, 12, 1)
    (issue,) = current(tmp_path / "out").read("issues").to_pylist()
    assert (Path(issue["source"]).name, issue["stage"], issue["kind"]) == ("3.txt", stage, "error")
    assert detail in issue["detail"]


def test_sources_without_a_page_are_issues_until_they_have_one(
    source: Path, tmp_path: Path, model: Path
) -> None:
    (source / "1.txt").write_bytes(b"")
    report = run([source], tmp_path / "out", model=model, load=fakes.load)
    assert (report.pages, report.issues) == (6, 1)
    assert issues(tmp_path / "out") == [("1.txt", "pages", "empty")]
    (source / "1.txt").write_text(line(1), encoding="utf-8")
    (source / "2.txt").write_bytes(b"")
    report = run([source], tmp_path / "out", model=model, load=fakes.load)
    assert (report.pages, report.skipped, report.issues) == (1, 5, 1)
    assert issues(tmp_path / "out") == [("2.txt", "pages", "empty")]
    assert current(tmp_path / "out").rows("pages") == 6


def test_only_unreadable_sources_still_publish_their_issues(tmp_path: Path, model: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    report = run([tmp_path / "empty.txt"], tmp_path / "out", model=model, load=fakes.load)
    assert (report.pages, report.issues, report.snapshot) == (0, 1, 1)


def test_a_page_that_kills_its_worker_is_the_only_one_lost(source: Path, tmp_path: Path, model: Path) -> None:
    (source / "3.txt").write_text("坏页：崩溃", encoding="utf-8")
    report = run([source], tmp_path / "out", workers=2, model=model, load=fakes.load)
    assert (report.pages, report.articles, report.issues) == (7, 12, 1)
    assert issues(tmp_path / "out") == [("3.txt", "extract", "worker_died")]
    assert verify(current(tmp_path / "out")) == []
    (source / "3.txt").write_text(line(3), encoding="utf-8")
    report = run([source], tmp_path / "out", model=model, load=fakes.load)
    assert (report.pages, report.skipped) == (1, 6)
    assert issues(tmp_path / "out") == []


def test_an_interrupt_leaves_the_snapshot_before(source: Path, tmp_path: Path, model: Path) -> None:
    run([source], tmp_path / "out", model=model, load=fakes.load)
    before = file_bytes(tmp_path / "out")
    (source / "2.txt").write_text(line(2, 99), encoding="utf-8")
    (source / "3.txt").write_text("停：中断", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out", model=model, load=fakes.load)
    assert file_bytes(tmp_path / "out") == before
    assert list((tmp_path / "out/.staging").iterdir()) == []
    (source / "3.txt").write_text(line(3), encoding="utf-8")
    assert run([source], tmp_path / "out", model=model, load=fakes.load).snapshot == 2


# Workers


def load_slow() -> SlowOnce:
    return SlowOnce()


class SlowOnce:
    def __call__(self, items: list[int]) -> list[int]:
        if 0 in items:
            time.sleep(0.3)
        if 13 in items:
            os.kill(os.getpid(), signal.SIGKILL)
        return [item * item for item in items]


def load_broken() -> SlowOnce:
    raise LookupError("no such lexicon")


def load_dead() -> SlowOnce:
    os.kill(os.getpid(), signal.SIGKILL)
    return SlowOnce()


def test_results_come_in_the_order_of_the_batches() -> None:
    batches = [[0], [1, 2], [3], [4, 5]]
    expected = [[[0]], [[1, 4]], [[9]], [[16, 25]]]
    assert list(map_batches(load_slow, iter(batches), 2)) == expected
    assert list(map_batches(load_slow, iter(batches), 1)) == expected


def test_a_batch_whose_worker_dies_is_halved_down_to_the_item() -> None:
    results = list(map_batches(load_slow, iter([[1, 2], [11, 12, 13, 14], [5]]), 2))
    assert results == [[[1, 4]], [[121, 144], Died(13), [196]], [[25]]]


@pytest.mark.parametrize(
    ("load", "message"),
    [(load_broken, "LookupError: no such lexicon"), (load_dead, "died while it loaded the model")],
)
def test_workers_that_cannot_start_are_an_error(load: type[SlowOnce], message: str) -> None:
    with pytest.raises(WorkerError, match=message):
        list(map_batches(load, iter([[1]]), 2))


def test_an_interrupt_from_the_keyboard_ends_all_processes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line(1), encoding="utf-8")
    script = (
        "import sys, time; from pathlib import Path\n"
        "from pipeline.pool import map_batches; from test_run import load_slow\n"
        "if __name__ == '__main__':\n"
        "    for n in map_batches(load_slow, ([k] for k in range(1, 10**9)), 2):\n"
        "        sys.stdout.write('going\\n'); sys.stdout.flush()\n"
    )
    (tmp_path / "endless.py").write_text(script)
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "endless.py")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,
    ) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline() == "going\n"
        os.killpg(process.pid, signal.SIGINT)
        # Both streams end when the last process that holds them does.
        errors = process.communicate(timeout=20)[1]
    assert errors.strip().endswith("KeyboardInterrupt")
    assert errors.count("Traceback") == 1, "the workers are quiet"


# Fingerprints


def test_the_model_fingerprint_changes_with_a_file_or_its_name(tmp_path: Path) -> None:
    prints = set()
    for n, (name, content) in enumerate([("a", "1"), ("a", "2"), ("b", "1"), ("a1", "")]):
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / name).write_text(content)
        prints.add(model_fingerprint(folder))
    assert len(prints) == 4


def test_the_page_fingerprint_covers_content_metadata_and_model() -> None:
    page = Page("p", "a.txt", "text", sha256="1")
    variants = [
        (page, "m"),
        (page, "n"),
        (Page("p", "a.txt", "text", sha256="2"), "m"),
        (Page("p", "a.txt", "text", sha256="1", publication="云州日报"), "m"),
        (Page("p", "a.txt", "text", sha256="1", home_region="云州日报"), "m"),
        (Page("p", "a.txt", "text", sha256="1", issue_date=date(2031, 5, 9)), "m"),
        (Page("p", "a.txt", "text", sha256="1", page_no="3"), "m"),
    ]
    assert len({page_fingerprint(*v) for v in variants}) == len(variants)
    assert page_fingerprint(page, "m") == page_fingerprint(Page("p", "a.txt", "text", sha256="1"), "m")
