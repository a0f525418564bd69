"""The fake DingTalk for every test of this folder, and houses before it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage.store import Store
from tests.channels.dingtalk.documented_office import set_up
from tests.channels.dingtalk.house import House, OpenHouse, running_house
from tests.channels.dingtalk.platform import DingTalk, running_dingtalk


@pytest.fixture(scope="session")
def dingtalk() -> Iterator[DingTalk]:
    """One fake for all tests of a worker; each sets up a world of its own."""
    with running_dingtalk() as fake:
        yield fake


@pytest.fixture
async def open_house(dingtalk: DingTalk, memory_store: Store) -> AsyncIterator[OpenHouse]:
    """Opens the township on DingTalk."""
    async with AsyncExitStack() as stack:

        async def open_one(**more: object) -> House:
            return await stack.enter_async_context(running_house(dingtalk, memory_store, **more))  # type: ignore[arg-type]

        yield open_one


@pytest.fixture
async def house(open_house: OpenHouse) -> House:
    """The township by stream, with cards."""
    house: House = await open_house()
    return house


@pytest.fixture(scope="session")
def documented_township(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a township set up by the documented commands, to be copied."""
    return set_up(tmp_path_factory.mktemp("township"))
