"""Units of work: cut by the documents alone, told apart by all that their result depends on."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from fakes import make_raw
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading import Job
from pipeline.runs.index import Index, from_hex, position
from pipeline.runs.task import Task, WorkerError, after_death
from pipeline.runs.units import Unit, cut


def jobs(sizes: list[int]) -> list[Job]:
    return [Job(make_raw(f"{n}.txt", "工" * size), f"{n:016x}") for n, size in enumerate(sizes)]


@given(st.lists(st.integers(1, 60_000), max_size=60))
def test_units_hold_every_document_once_and_in_order(sizes: list[int]) -> None:
    units = list(cut(jobs(sizes)))
    assert [job.raw.source for unit in units for job in unit.jobs] == [f"{n}.txt" for n in range(len(sizes))]
    assert [unit.number for unit in units] == list(range(len(units)))
    assert len({unit.key for unit in units}) == len(units)
    assert all(unit.jobs for unit in units)


def test_the_first_units_are_small_and_later_ones_larger() -> None:
    counts = [len(unit.jobs) for unit in cut(jobs([5_000] * 400))]
    assert counts[:6] == [5, 5, 10, 10, 20, 20]
    assert max(counts) == 40


def test_many_tiny_documents_are_not_one_unit() -> None:
    assert max(len(unit.jobs) for unit in cut(jobs([1] * 2_500))) == 1_000


@pytest.mark.parametrize(
    "other",
    [
        Job(make_raw("a.txt", "东湖"), "2" * 16),
        Job(make_raw("b.txt", "东湖"), "1" * 16),
        Job(make_raw("a.txt", "东湖"), "1" * 16, duplicate_of="3" * 16),
    ],
)
def test_a_key_changes_with_source_fingerprint_and_copy(other: Job) -> None:
    keys = {next(cut([job])).key for job in (Job(make_raw("a.txt", "东湖"), "1" * 16), other)}
    assert len(keys) == 2


# What is asked anew after a worker's death


def task(tmp_path_factory: pytest.TempPathFactory) -> Task:
    return Task(Unit(0, "key", tuple(jobs([1] * 9))), tmp_path_factory.getbasetemp(), "name", 1.0)


def test_after_a_death_among_several_each_is_read_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    first = after_death(task(tmp_path_factory), range(2, 5))
    assert (first.attempt, first.alone, first.dead) == (1, {2, 3, 4}, set())
    second = after_death(first, range(3, 4))
    assert (second.suspects, second.dead) == ({3}, set())
    third = after_death(second, range(3, 4))
    assert third.dead == {3}
    other = after_death(second, range(4, 5))
    assert (other.suspects, other.dead) == ({3, 4}, set())


def test_workers_that_never_come_to_a_document_end_the_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    again = task(tmp_path_factory)
    for _ in range(9):
        again = after_death(again, None)
    with pytest.raises(WorkerError, match="while they load the model"):
        after_death(again, None)


# The index of hashes


def test_hexadecimal_columns_become_numbers() -> None:
    column = pa.chunked_array([pa.array(["00000000000000ff", None]), pa.array(["fedcba9876543210", "short"])])
    assert from_hex(column).tolist() == [255, 0, 0xFEDCBA9876543210, 0]
    assert from_hex(pa.chunked_array([], pa.string())).tolist() == []
    assert from_hex(column.slice(2)).tolist() == [0xFEDCBA9876543210, 0]


@given(
    st.dictionaries(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1)),
    st.lists(st.tuples(st.integers(0, 40) | st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))),
)
def test_an_index_is_a_dictionary(start: dict[int, int], entries: list[tuple[int, int]]) -> None:
    index = Index(np.array(list(start), np.uint64), np.array(list(start.values()), np.uint64))
    expected = dict(start)
    for key, value in entries:
        index.set(key, value)
        expected[key] = value
    assert {key: index.get(key) for key in expected} == expected
    assert index.get(2**64 - 1) == expected.get(2**64 - 1)


def test_an_index_grows_over_its_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.index._BUFFER", 3)
    index = Index(np.zeros(0, np.uint64), np.zeros(0, np.uint64))
    for key in [5, 3, 9, 5, 1, 7, 2, 5]:
        index.set(key, key * key + len(str(key)))
    index.set(5, 0)
    assert [index.get(key) for key in range(10)] == [None, 2, 5, 10, None, 0, None, 50, None, 82]


def test_a_position_is_that_of_the_sorted_array() -> None:
    keys = np.array([2, 5, 2**63], np.uint64)
    assert [position(keys, key) for key in (2, 3, 2**63, 2**64 - 1)] == [0, None, 2, None]
