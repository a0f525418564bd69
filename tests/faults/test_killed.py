"""The program is killed at every point that the code names, and at random moments, and started again: whatever it had
acknowledged is there, nothing happened twice, and everybody sees what they would have seen."""

from __future__ import annotations

import asyncio
import random
import shutil
from pathlib import Path

import pytest

from bot.kill_points import KillPoint
from storage.store import Store
from tests import morning
from tests.databases import PostgresqlServer
from tests.faults import remains, story
from tests.faults.program import Program
from tests.faults.remains import Remains

_UNDISTURBED: dict[str, Remains] = {}


async def run(database: str, kill_at: str = "", moments: tuple[float, ...] = ()) -> tuple[Remains, int]:
    """Tell the story on a fresh database and return what it leaves, and how often the program died."""
    morning.settle(database)
    program = Program(database)
    program.start(kill_at)
    store = Store.open(database)
    killing = asyncio.create_task(_kill(program, moments))
    try:
        acknowledged = await story.tell(program)
        killing.cancel()
        await story.everything_delivered(program, store)
        program.stop()
        left = remains.left_by(store)
    finally:
        killing.cancel()
        program.kill()
        store.close()
    received = " ".join(left.rows["inbox"])
    assert [message for message in acknowledged if f'"{message}"' not in received] == []
    return left, program.deaths


async def _kill(program: Program, moments: tuple[float, ...]) -> None:
    for seconds in moments:
        await asyncio.sleep(seconds)
        await asyncio.to_thread(program.kill)


@pytest.fixture
async def undisturbed(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Remains:
    """What the story leaves when nothing goes wrong; told once for each kind of database."""
    if dialect not in _UNDISTURBED:
        _UNDISTURBED[dialect], deaths = await run(_another_database(dialect, request, tmp_path))
        assert deaths == 0
    return _UNDISTURBED[dialect]


def _another_database(dialect: str, request: pytest.FixtureRequest, folder: Path) -> str:
    if dialect == "sqlite":
        file = folder / "undisturbed.db"
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        return f"sqlite:///{file}"
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    return server.migrated_database()


# The second thing that comes in is a request in a group, the third its submission, the fifth the leader's decision.
PLACES = [
    *(f"{point}:{number}" for point in (KillPoint.RECEIVED, KillPoint.BEFORE_COMMIT) for number in (2, 3)),
    *(f"{KillPoint.COMMITTED}:{number}" for number in (2, 3, 5)),
    *(f"{point}:3" for point in (KillPoint.CLAIMED, KillPoint.BEFORE_SEND, KillPoint.SENT, KillPoint.SETTLED)),
    *(f"{point}:2" for point in (KillPoint.BEFORE_FIRING, KillPoint.IN_FIRING, KillPoint.FIRED)),
    f"{KillPoint.CLOCK_MOVED}:1",
]


def test_every_point_has_its_place() -> None:
    assert {place.partition(":")[0] for place in PLACES} == set(KillPoint)


@pytest.mark.parametrize("place", PLACES)
async def test_killed_at_a_point_everything_ends_as_if_nothing_had_happened(
    place: str, database_url: str, undisturbed: Remains
) -> None:
    left, deaths = await run(database_url, kill_at=place)
    assert deaths == 1
    assert left.differences(undisturbed) == []


@pytest.mark.parametrize("seed", [1])
async def test_killed_at_random_moments_everything_ends_as_if_nothing_had_happened(
    seed: int, database_url: str, undisturbed: Remains
) -> None:
    chance = random.Random(seed)
    left, _ = await run(database_url, moments=tuple(chance.uniform(0, 0.3) for _ in range(8)))
    assert left.differences(undisturbed) == []
