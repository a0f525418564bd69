"""The house that many threads take hold of at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot import sample
from bot.house import House
from storage.store import Store
from tests.morning import MORNING


@pytest.fixture
def house(store: Store) -> Iterator[House]:
    """The house on a fresh township; the words of the language are loaded, so that the threads start together."""
    sample.settle(store, MORNING)
    house = House(store)
    store.read(lambda uow: house.offices.reader(uow, sample.ORG))
    yield house
