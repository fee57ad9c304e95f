"""What goes wrong in a run costs the document that it goes wrong with, and says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import fakes
import pytest
from fakes import line
from runner import Runner

from pipeline.records import Extraction, Issue, Page, UnionMention
from pipeline.runs import RunError, WorkerError


def test_an_error_in_a_page_is_an_issue_and_its_neighbours_are_whole(runner: Runner) -> None:
    runner.write("3.txt", "坏页：出错")
    report = runner()
    assert (report.pages, report.articles, report.issues, report.failed) == (7, 12, 1, 1)
    (issue,) = runner.current.read("issues").to_pylist()
    assert (issue["stage"], issue["kind"]) == ("extract", "error")
    assert issue["detail"] == "ValueError: this page cannot be read"
    assert runner.sound()
    assert runner().snapshot is None


class _Odd(fakes.Fake):
    """Makes rows that no table takes of pages with 怪 and 孤."""

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
def test_rows_that_no_table_takes_cost_one_page(runner: Runner, mark: str, stage: str, detail: str) -> None:
    runner.write("3.txt", line(3) + mark)
    report = runner(load=load_odd)
    assert (report.pages, report.articles, report.issues) == (7, 12, 1)
    (issue,) = runner.current.read("issues").to_pylist()
    assert (Path(issue["source"]).name, issue["stage"], issue["kind"]) == ("3.txt", stage, "error")
    assert detail in issue["detail"]


def test_sources_without_a_page_are_issues_until_they_have_one(runner: Runner) -> None:
    runner.write("1.txt", "")
    report = runner()
    assert (report.pages, report.issues, report.unread) == (6, 1, 1)
    assert runner.issues() == [("1.txt", "pages", "empty")]
    runner.write("1.txt", line(1))
    runner.write("2.txt", "")
    report = runner()
    assert (report.pages, report.skipped, report.issues) == (1, 5, 1)
    assert runner.issues() == [("2.txt", "pages", "empty")]
    assert runner.current.rows("pages") == 6


def test_only_unreadable_sources_still_publish_their_issues(runner: Runner) -> None:
    runner.write("../empty.txt", "")
    report = runner(runner.root / "empty.txt")
    assert (report.pages, report.issues, report.snapshot) == (0, 1, 1)


# Workers that die, hang or swell


@pytest.mark.parametrize(
    ("poison", "seconds", "kind"),
    [
        ("崩溃", 60, "worker_died"),
        ("卡住", 3, "timeout"),
        ("死锁", 3, "worker_died"),
        ("耗尽", 60, "memory"),
    ],
)
def test_a_poisonous_page_is_the_only_one_lost(
    runner: Runner, poison: str, seconds: float, kind: str
) -> None:
    runner.write("3.txt", f"坏页：{poison}")
    report = runner(workers=2, seconds=seconds, megabytes=300)
    assert (report.pages, report.articles, report.issues, report.failed) == (7, 12, 1, 1)
    assert runner.issues() == [("3.txt", "extract", kind)]
    assert runner.sound()
    assert runner().snapshot is None, "it is not tried again by itself"
    runner.write("3.txt", line(3))
    report = runner()
    assert (report.pages, report.skipped) == (1, 6)
    assert runner.issues() == []


def test_several_poisonous_pages_are_told_apart(runner: Runner) -> None:
    for n in (4, 6):
        runner.write(f"{n}.txt", f"坏页{n}：崩溃")
    report = runner(workers=1)
    assert (report.articles, report.failed) == (10, 2)


def test_what_failed_is_read_again_on_demand(runner: Runner) -> None:
    runner.write("3.txt", "坏页：卡住")
    runner(workers=1, seconds=3)
    report = runner(load=load_mended, retry_failed=True)
    assert (report.pages, report.skipped, report.articles) == (1, 6, 1)
    assert runner.issues() == []


class _Mended(fakes.Fake):
    def __call__(self, page: Page) -> tuple[list[Extraction], list[Issue]]:
        return super().__call__(Page(page.page_id, page.source, page.text.replace("卡住", "好了")))


def load_mended(model: Path) -> _Mended:
    return _Mended()


def test_too_many_failures_keep_a_run_from_publishing(runner: Runner) -> None:
    for n in (1, 2):
        runner.write(f"{n}.txt", f"坏页{n}：出错")
    with pytest.raises(RunError, match=r"2 of 7 documents failed, more than 10.0%: nothing was published"):
        runner(max_error_rate=0.1)
    assert not (runner.out / "current").exists()
    assert runner(max_error_rate=0.3).snapshot == 1


def load_broken(model: Path) -> fakes.Fake:
    raise LookupError("no such lexicon")


def load_dead(model: Path) -> fakes.Fake:
    os.kill(os.getpid(), signal.SIGKILL)
    return fakes.Fake()


@pytest.mark.parametrize(
    ("load", "message"),
    [(load_broken, "LookupError: no such lexicon"), (load_dead, "die while they load the model")],
)
def test_workers_that_cannot_start_are_an_error(runner: Runner, load: object, message: str) -> None:
    with pytest.raises(WorkerError, match=message):
        runner(workers=2, load=load)


class _Slow(fakes.Fake):
    def read_pages(self, pages: Sequence[Page]) -> list[tuple[list[Extraction], list[Issue]]]:
        signal.pause()
        return []


def load_slow(model: Path) -> _Slow:
    return _Slow()


def test_an_interrupt_from_the_keyboard_ends_all_processes(runner: Runner) -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline.runs import Settings, run; import test_run_failures\n"
        "if __name__ == '__main__':\n"
        "    print('going', flush=True)\n"
        "    run(['in'], 'out', Settings(workers=2), model=Path('model'), load=test_run_failures.load_slow)\n"
    )
    runner.write("../endless.py", script)
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    with subprocess.Popen(
        [sys.executable, "endless.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,
    ) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline() == "going\n"
        while not list(runner.out.glob(".units/.*/at")):
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        # Both streams end when the last process that holds them does.
        errors = process.communicate(timeout=20)[1]
    assert errors.strip().endswith("KeyboardInterrupt")
    assert errors.count("Traceback") == 1, "the workers are quiet"
