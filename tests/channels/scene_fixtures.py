"""What the scenes need whichever platform stands between: the township at one moment or another.

A platform's own `open_stage` opens it; the platform's conftest takes these over by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from bot.offices import Offices
from schedules.engine import Job
from storage.store import Store
from tests.channels.scene_stage import Loop, PlatformStage
from tests.scenes.stage import FOLLOWING_UP, START, Stage

OpenStage = Callable[..., PlatformStage]


@contextmanager
def opening(kind: type[PlatformStage], store: Store, jobs: Sequence[Job]) -> Iterator[OpenStage]:
    """Opens townships of this kind; at the end each is closed and nobody must have received anything else."""
    opened: list[PlatformStage] = []

    def open_one(moment: str, offices: Offices, store: Store = store) -> PlatformStage:
        opened.append(kind(store, moment, offices, jobs))
        return opened[-1]

    yield open_one
    for stage in opened:
        stage.town.close()
    for stage in opened:
        stage.expect_nothing_else()


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    """Where the channel runs."""
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def sample_offices() -> Offices:
    """The sample township's words and rules, read once."""
    return Offices()


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The recurring duties that fire."""
    return FOLLOWING_UP


@pytest.fixture
def stage(open_stage: OpenStage, sample_offices: Offices) -> Stage:
    """The sample township on the morning of Tuesday, 1 December 2026."""
    return open_stage(START, sample_offices)


@pytest.fixture
def own_stage(open_stage: OpenStage) -> Stage:
    """The same for scenes that change its policy or its people."""
    return open_stage(START, Offices())


@pytest.fixture
def stage_at(open_stage: OpenStage, sample_offices: Offices) -> Callable[[str], Stage]:
    """The same at another moment."""
    return lambda moment: open_stage(moment, sample_offices)


@pytest.fixture
def durable_stage(open_stage: OpenStage, store: Store) -> Stage:
    """The same on each of the two databases in turn."""
    return open_stage(START, Offices(), store)
