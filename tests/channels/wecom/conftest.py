"""The fake WeCom for every test of this folder, and houses before it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from storage.store import Store
from tests.channels.wecom.house import House, OpenHouse, running_house
from tests.channels.wecom.platform import Parts, Platform, running_platform


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    """One fake for all tests of a worker; each sets up a world of its own."""
    with running_platform() as platform:
        yield platform


@pytest.fixture
async def open_house(platform: Platform, memory_store: Store) -> AsyncIterator[OpenHouse]:
    """Opens the township on WeCom with these parts."""
    async with AsyncExitStack() as stack:

        async def open_one(parts: Parts | None = None, **more: object) -> House:
            return await stack.enter_async_context(
                running_house(platform, memory_store, parts or Parts(), **more)  # type: ignore[arg-type]
            )

        yield open_one


@pytest.fixture
async def house(open_house: OpenHouse) -> House:
    """The township with the self-built app alone."""
    house: House = await open_house()
    return house


@pytest.fixture
def empty_store() -> Iterator[Store]:
    """The database of somebody else's program."""
    store = Store.open("sqlite://")
    yield store
    store.close()
