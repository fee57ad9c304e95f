"""Fixtures that several test modules use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# A command that a test calls would leave it out for all tests after it.
import pandas  # noqa: F401
import pytest
from runner import Runner


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Seven pages of two articles and an extractor of trivial rules."""
    monkeypatch.chdir(tmp_path)
    return Runner(tmp_path)


@pytest.fixture
def small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units of one or two of the runner's pages."""
    monkeypatch.setattr("pipeline.runs.units._FIRST_SIZE", 300)
    monkeypatch.setattr("pipeline.runs.units._FULL_SIZE", 600)


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep for those behind them stays out of the user's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
