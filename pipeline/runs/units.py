"""Units of work: documents in a row that one worker reads in a few seconds, the steps in which a run is resumed.

They are cut by the order and the size of the documents alone, so that neither the number of workers nor the
engine can show in the tables. A unit's key says what its result depends on: a finished unit is found again by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pipeline.reading import Job
from pipeline.records.record import record

# The first units are small, so that a handful of pages is shared out too.
_FIRST_SIZE, _FULL_SIZE = 25_000, 200_000
_DOCUMENTS = 1_000


@record
class Unit:
    """Some jobs in a row: the `number`-th unit of its run (from 0), and the key of its result."""

    number: int
    key: str
    jobs: tuple[Job, ...]


def cut(jobs: Iterable[Job]) -> Iterator[Unit]:
    """The jobs in units, in order; drawn as they are needed."""
    number = size = 0
    waiting: list[Job] = []
    for job in jobs:
        full = size + job.raw.size > _limit(number) or len(waiting) == _DOCUMENTS
        if waiting and full:
            yield _unit(number, waiting)
            number, size, waiting = number + 1, 0, []
        waiting.append(job)
        size += job.raw.size
    if waiting:
        yield _unit(number, waiting)


def _limit(number: int) -> int:
    """The size of the unit of a number: two of the first size, two of twice that, and so on up to the full one."""
    return min(_FIRST_SIZE << min(number // 2, 16), _FULL_SIZE)


def _unit(number: int, jobs: list[Job]) -> Unit:
    digest = sha256()
    for job in jobs:
        digest.update(f"{job.raw.page_id} {job.fingerprint} {job.duplicate_of}\n".encode())
    return Unit(number, digest.hexdigest()[:24], tuple(jobs))
