"""A run: everything new or changed in one snapshot, the same whatever the number of workers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import line
from runner import Runner

from pipeline.fingerprint import document_fingerprint, model_fingerprint
from pipeline.pages import Metadata, Raw
from pipeline.runs import Report
from pipeline.runs.journal import states


def test_one_snapshot_with_everything(runner: Runner) -> None:
    report = runner()
    assert report == replace(
        Report(),
        run_id=report.run_id,
        pages=7,
        articles=14,
        events=14,
        linked_unions=8,
        seconds=report.seconds,
        snapshot=1,
        files=7,
        files_read=7,
        bytes=report.bytes,
        bytes_read=report.bytes,
    )
    found = runner.current
    assert runner.sound()
    assert (found.rows("pages"), found.rows("articles")) == (7, 14)
    (row,) = found.read("runs").to_pylist()
    assert (row["pages"], row["articles"], row["fingerprint"]) == (7, 14, model_fingerprint(runner.model))
    assert row["started_at"] <= row["finished_at"]
    assert found.manifest.run_id == row["run_id"] == report.run_id
    assert runner.units() == []


def test_a_second_run_finds_nothing_to_do(runner: Runner) -> None:
    runner.write("empty.txt", "")
    runner.write("blank.jsonl", '{"text": " "}\n')
    runner()
    report = runner()
    assert (report.pages, report.skipped, report.unread, report.snapshot) == (0, 7, 2, None)
    assert runner.current.number == 1


def test_only_what_is_new_or_changed_is_read_again(runner: Runner) -> None:
    runner()
    runner.write("2.txt", line(2, 99))
    runner.write("7.txt", line(7, 98))
    report = runner()
    assert (report.pages, report.articles, report.skipped, report.snapshot) == (2, 2, 6, 2)
    found = runner.current
    assert (found.rows("pages"), found.rows("articles"), found.rows("runs")) == (8, 14, 2)
    assert {99.0, 98.0, 12.0} == set(found.read("counts")["value"].to_pylist())
    assert runner.sound()


def test_changed_metadata_and_a_changed_model_are_changes(runner: Runner) -> None:
    runner()
    known = Metadata(issue_date=date(2031, 5, 30))
    assert runner(overrides=known).pages == 7
    other = runner.root / "other"
    other.mkdir()
    (other / "words.tsv").write_text("word\n总工会\n", encoding="utf-8")
    report = runner(overrides=known, model=other)
    assert (report.pages, report.skipped) == (7, 0)
    assert runner.current.rows("articles") == 14


def test_rows_of_sources_that_are_not_given_stay(runner: Runner) -> None:
    runner()
    runner.write("../more.txt", line(30))
    report = runner(runner.root / "more.txt")
    assert (runner.current.rows("pages"), report.gone) == (8, 0)


def test_sources_that_are_gone_are_reported_and_go_on_demand(runner: Runner) -> None:
    runner()
    (runner.source / "3.txt").unlink()
    assert (runner().gone, runner.current.rows("pages")) == (1, 7)
    report = runner(prune=True)
    assert (report.gone, report.pages, runner.current.rows("pages"), runner.current.rows("articles")) == (
        1,
        0,
        6,
        12,
    )
    assert runner.sound()
    assert runner(prune=True).snapshot is None


@pytest.mark.parametrize("root", [".", "in/../in"])
def test_gone_is_told_however_the_folder_is_named(runner: Runner, root: str) -> None:
    runner()
    (runner.source / "3.txt").unlink()
    assert runner(Path(root)).gone == 1


def test_records_that_are_gone_from_a_file_count_too(runner: Runner) -> None:
    records = [json.dumps({"text": line(n)}, ensure_ascii=False) for n in range(5)]
    runner.write("a.jsonl", "\n".join(records))
    runner()
    runner.write("a.jsonl", "\n".join(records[:3]))
    report = runner(prune=True)
    assert (report.gone, report.skipped) == (2, 10)
    assert runner.current.rows("pages") == 10


@pytest.mark.usefixtures("small_units")
def test_the_tables_do_not_depend_on_the_number_of_workers(runner: Runner) -> None:
    reports = [runner(out=runner.root / f"out{n}", workers=n) for n in (0, 1, 2)]
    assert {(report.pages, report.events) for report in reports} == {(7, 14)}
    first, *others = (runner.file_bytes(runner.root / f"out{n}") for n in (0, 1, 2))
    assert others == [first, first]


@pytest.mark.usefixtures("small_units")
def test_progress_is_told_after_every_unit(runner: Runner) -> None:
    runner()
    pages = [report.pages for report in runner.told]
    assert pages == sorted(set(pages))
    assert len(pages) > 2
    assert {report.snapshot for report in runner.told} == {None}
    last = runner.told[-1]
    assert (last.pages, last.files_read, last.bytes_read) == (7, last.files, last.bytes)


def test_a_run_leaves_a_journal(runner: Runner) -> None:
    report = runner()
    (run,) = states(runner.out)
    assert (run.state, run.about["run_id"], run.about["report"]["articles"]) == ("done", report.run_id, 14)
    assert run.about["paths"] == [str(runner.source)]
    assert run.last["pages"] == 7


# The same text twice


def test_a_text_is_read_once_and_its_copies_say_so(runner: Runner) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        runner.write(name, line(40))
    report = runner()
    assert (report.pages, report.articles, report.duplicates) == (10, 15, 2)
    pages = {p["source"]: p for p in runner.current.read("pages").to_pylist()}
    first = pages["in/a.txt"]["page_id"]
    assert [pages[f"in/{n}.txt"]["duplicate_of"] for n in "abc"] == [None, first, first]
    assert pages["in/b.txt"]["text"] == line(40)
    assert runner.issues() == [("b.txt", "pages", "duplicate"), ("c.txt", "pages", "duplicate")]
    assert runner.sound()
    assert runner().snapshot is None


def test_a_record_is_a_copy_of_a_file(runner: Runner) -> None:
    runner.write("z.jsonl", json.dumps({"text": line(1), "id": 7}, ensure_ascii=False))
    runner.write("0.txt", line(1))
    report = runner()
    assert (report.duplicates, report.articles) == (1, 13)


def test_a_copy_of_what_an_earlier_run_stored_is_found(runner: Runner) -> None:
    runner()
    runner.write("../00.txt", f"{line(0)}\n{line(1)}\n")
    report = runner(runner.root / "00.txt")
    assert (report.pages, report.articles, report.duplicates) == (1, 0, 1)


@pytest.mark.parametrize("copy", ["00.txt", "9.txt"])
@pytest.mark.parametrize("prune", [False, True])
def test_a_copy_is_read_when_the_first_is_gone(runner: Runner, copy: str, prune: bool) -> None:
    runner()
    runner.write(copy, f"{line(0)}\n{line(1)}\n")
    assert runner().duplicates == 1
    if prune:
        (runner.source / "0.txt").unlink()
    else:
        runner.write("0.txt", "")
    report = runner(prune=prune)
    assert (report.pages, report.articles, report.duplicates, report.skipped) == (1, 2, 0, 6)
    assert (runner.current.rows("pages"), runner.current.rows("articles")) == (7, 14)
    assert runner.sound()


def test_what_stands_for_a_copy_elsewhere_is_not_pruned(runner: Runner) -> None:
    runner()
    runner.write("../copy.txt", f"{line(0)}\n{line(1)}\n")
    runner(runner.root / "copy.txt")
    (runner.source / "0.txt").unlink()
    assert runner(prune=True).gone == 0
    assert runner.sound()


def test_a_new_copy_of_what_changes_in_the_same_run_is_read(runner: Runner) -> None:
    runner()
    runner.write("00.txt", f"{line(0)}\n{line(1)}\n")
    runner.write("0.txt", line(50))
    report = runner()
    assert (report.pages, report.articles, report.duplicates) == (2, 3, 0)


@pytest.mark.parametrize("copy", ["00.txt", "9.txt"])
def test_a_copy_is_read_when_the_first_has_another_text(runner: Runner, copy: str) -> None:
    runner()
    runner.write(copy, f"{line(0)}\n{line(1)}\n")
    assert runner(runner.source / copy).duplicates == 1
    runner.write("0.txt", line(50))
    report = runner()
    assert (report.pages, report.articles, report.duplicates, report.skipped) == (2, 3, 0, 6)
    assert (runner.current.rows("pages"), runner.current.rows("articles")) == (8, 15)
    assert runner().snapshot is None


# Fingerprints


def test_the_model_fingerprint_changes_with_a_file_or_its_name(runner: Runner) -> None:
    prints = set()
    for n, (name, content) in enumerate([("a", "1"), ("a", "2"), ("b", "1"), ("a1", "")]):
        folder = runner.root / str(n)
        folder.mkdir()
        (folder / name).write_text(content)
        prints.add(model_fingerprint(folder))
    assert len(prints) == 4


def test_a_document_fingerprint_covers_content_metadata_model_and_copies() -> None:
    raw = Raw("a.txt", "text", b"text", Metadata(), "1", "0" * 16, 4)
    variants = [
        (raw, "m", None),
        (raw, "n", None),
        (raw, "m", "2" * 16),
        (replace(raw, sha256="2"), "m", None),
        (replace(raw, given=Metadata(publication="云州日报")), "m", None),
        (replace(raw, given=Metadata(home_region="云州日报")), "m", None),
        (replace(raw, given=Metadata(issue_date=date(2031, 5, 9))), "m", None),
        (replace(raw, given=Metadata(page_no="3")), "m", None),
    ]
    assert len({document_fingerprint(*v) for v in variants}) == len(variants)
    assert document_fingerprint(raw, "m") == document_fingerprint(replace(raw), "m")
