"""The program is killed at every point that the code names, and at random moments, and started again: whatever it had
acknowledged is there, nothing happened twice, and everybody sees what they would have seen."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.kill_points import KillPoint
from storage.store import Store
from tests.databases import PostgresqlServer
from tests.faults import remains, story
from tests.faults.program import Program
from tests.faults.remains import Remains

_UNDISTURBED: dict[str, Remains] = {}


async def run(database: str, kill_at: str = "", moments: tuple[float, ...] = ()) -> tuple[Remains, int]:
    """Tell the story on a fresh database and return what it leaves, and how often the program died."""
    story.settle(database)
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


async def undisturbed(dialect: str, database: str) -> Remains:
    """What the story leaves when nothing goes wrong; told once for each kind of database."""
    if dialect not in _UNDISTURBED:
        _UNDISTURBED[dialect], deaths = await run(database)
        assert deaths == 0
    return _UNDISTURBED[dialect]


@pytest.fixture
def another_database(dialect: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A second fresh database of the same kind."""
    if dialect == "sqlite":
        file = tmp_path_factory.mktemp("undisturbed") / "house.db"
        file.write_bytes(request.getfixturevalue("migrated_file").read_bytes())
        return f"sqlite:///{file}"
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    return server.migrated_database()


@pytest.mark.parametrize("point", KillPoint)
async def test_killed_at_a_point_everything_ends_as_if_nothing_had_happened(
    point: KillPoint, dialect: str, database_url: str, another_database: str
) -> None:
    expected = await undisturbed(dialect, another_database)
    left, deaths = await run(database_url, kill_at=point)
    assert deaths == 1
    assert left.differences(expected) == []


@pytest.mark.parametrize("seed", [1, 2])
async def test_killed_at_random_moments_everything_ends_as_if_nothing_had_happened(
    seed: int, dialect: str, database_url: str, another_database: str
) -> None:
    expected = await undisturbed(dialect, another_database)
    chance = random.Random(seed)
    left, _ = await run(database_url, moments=tuple(chance.uniform(0, 0.3) for _ in range(8)))
    assert left.differences(expected) == []
