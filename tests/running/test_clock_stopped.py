"""The clock itself has stopped: whoever writes next makes the office hear of it, once (rules 1.24)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot import sample
from bot.house import House
from bot.incoming import Envelope, Message
from storage.store import Store
from storage.tables import outbox as outbox_rows
from tests.morning import MORNING
from tests.running.test_time import Bell

ORG = sample.ORG
NOON = MORNING.replace(hour=12)


@pytest.fixture
def house(store: Store) -> House:
    sample.settle(store, MORNING)
    house = House(store, jobs=(Bell(),))
    house.look(ORG, MORNING)
    return house


def write(house: House, at: datetime) -> None:
    """Somebody writes something."""
    house.receive(Message(Envelope(ORG, "workplace", f"m{at}", "wangq", at), "您好"))


def told(house: House) -> list[str]:
    """What the office was told of the clock."""
    rows = house.store.read(lambda uow: uow.rows(outbox_rows.select()))
    return [row.content["text"] for row in rows if row.receiver == "chenj" and "定时事项" in str(row.content)]


def test_a_message_finds_the_clock_standing_and_the_office_is_told_once(house: House) -> None:
    write(house, NOON + timedelta(minutes=11))
    write(house, NOON + timedelta(minutes=30))
    assert told(house) == [
        "定时事项从今天09:00起没有运行，到时没有发的有：报时（12:00）。"
        "请管理员检查程序；恢复以后，还有用的会补发，过了时效的会另行告知。"
    ]


@pytest.mark.parametrize("minutes", [-60, 0, 9, 10])
def test_nothing_is_said_before_something_is_late_beyond_the_policy(house: House, minutes: int) -> None:
    write(house, NOON + timedelta(minutes=minutes))
    assert told(house) == []


def test_a_clock_that_runs_is_not_spoken_of(house: House) -> None:
    house.look(ORG, NOON + timedelta(minutes=1))
    write(house, NOON + timedelta(minutes=40))
    assert told(house) == []


def test_each_time_that_it_stops_is_told(house: House) -> None:
    write(house, NOON + timedelta(minutes=11))
    house.look(ORG, NOON + timedelta(minutes=12))
    write(house, NOON + timedelta(days=1, minutes=11))
    assert len(told(house)) == 2
