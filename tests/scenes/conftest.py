"""A stage for every scene: whatever went out and was not expected fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from bot.offices import Offices
from schedules.engine import Job
from storage.store import Store
from tests.scenes.stage import FOLLOWING_UP, START, Stage

StageAt = Callable[[str], Stage]


@pytest.fixture(scope="session")
def sample_offices() -> Offices:
    """The sample township's words and rules, read once; good for every scene that leaves them as they are."""
    return Offices()


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The recurring duties that fire, save those that come with the calendar whatever happens: they have scenes of
    their own. A folder about one regulation may leave out the others'."""
    return FOLLOWING_UP


@pytest.fixture
def stage(memory_store: Store, sample_offices: Offices, jobs: Sequence[Job]) -> Iterator[Stage]:
    """The sample township on the morning of Tuesday, 1 December 2026."""
    stage = Stage(memory_store, START, sample_offices, jobs)
    yield stage
    stage.expect_nothing_else()


@pytest.fixture
def stage_at(memory_store: Store, sample_offices: Offices, jobs: Sequence[Job]) -> Iterator[StageAt]:
    """The same at another moment."""
    opened: list[Stage] = []

    def open_at(moment: str) -> Stage:
        opened.append(Stage(memory_store, moment, sample_offices, jobs))
        return opened[-1]

    yield open_at
    for stage in opened:
        stage.expect_nothing_else()


@pytest.fixture
def own_stage(memory_store: Store, jobs: Sequence[Job]) -> Iterator[Stage]:
    """The same for scenes that change its policy or its people."""
    stage = Stage(memory_store, jobs=jobs)
    yield stage
    stage.expect_nothing_else()


@pytest.fixture
def durable_stage(store: Store, jobs: Sequence[Job]) -> Iterator[Stage]:
    """The same on each of the two databases in turn."""
    stage = Stage(store, jobs=jobs)
    yield stage
    stage.expect_nothing_else()
