"""In a rush a callback is kept first and worked through afterwards: nothing is lost, nothing doubled, in order."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot import sample
from bot.channels.backlog import Backlog
from bot.channels.heard import Chat, Heard, Words
from bot.channels.refusals import MalformedError
from bot.channels.wecom.heard import Door
from bot.clock import real_time
from storage import arrivals
from storage.arrivals import Arrival
from storage.store import Store
from tests.channels.wecom.house import House


class Taker:
    """Takes in when it is let, and remembers what."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.open = asyncio.Event()
        self.faults = 0

    async def take(self, heard: Heard) -> None:
        """Wait to be let, then take it in."""
        await self.open.wait()
        if self.faults:
            self.faults -= 1
            raise OSError
        assert isinstance(heard, Words)
        self.taken.append(heard.text)


def said(user: str, text: str) -> Words:
    return Words(Chat(Door.APP, user), f"app:{user}{text}", text)


def reopened(door: str, sealed: str) -> Heard:
    if sealed == "broken":
        raise MalformedError("cut short")
    user, text = sealed.split(" ")
    assert door == Door.APP
    return said(user, text)


def kept(store: Store) -> list[Arrival]:
    later = real_time() + timedelta(days=1)
    return list(store.read(lambda uow: arrivals.waiting(uow, sample.ORG, "wecom", later, 100)))


def backlog_of(store: Store, taker: Taker, at_once: int = 2) -> Backlog:
    return Backlog(store, sample.ORG, "wecom", taker.take, reopened, lambda text: "秘密" not in text, at_once)


async def test_what_is_acknowledged_in_a_rush_is_worked_through_in_each_persons_order(memory_store: Store) -> None:
    taker = Taker()
    backlog = backlog_of(memory_store, taker)
    things = [(user, f"{user}{n}") for n in range(6) for user in ("a", "b")]
    async with asyncio.timeout(3):
        await asyncio.gather(*(backlog.take(said(user, text), Door.APP, f"{user} {text}") for user, text in things))
    assert (taker.taken, len(kept(memory_store))) == ([], 12), "all of it answered, none of it done, none of it lost"
    taker.open.set()
    await backlog.close()
    for user in "ab":
        assert [text for text in taker.taken if text.startswith(user)] == [f"{user}{n}" for n in range(6)]
    assert kept(memory_store) == []


async def test_what_a_process_left_behind_is_taken_up_by_the_next(memory_store: Store) -> None:
    taker = Taker()
    dying = backlog_of(memory_store, taker)
    await asyncio.gather(*(dying.take(said("a", str(n)), Door.APP, f"a {n}") for n in range(4)))
    await dying.close(0.0)
    assert [arrival.sealed for arrival in kept(memory_store)] == ["a 0", "a 1", "a 2", "a 3"]
    heir = Taker()
    heir.open.set()
    backlog = backlog_of(memory_store, heir)
    assert await backlog.find_left_behind(real_time()) == 4
    assert await backlog.find_left_behind(real_time()) == 0, "nothing twice at once"
    await backlog.close()
    assert (heir.taken, kept(memory_store)) == (["0", "1", "2", "3"], [])


async def test_what_fails_is_tried_again_until_it_goes_well(memory_store: Store) -> None:
    taker = Taker()
    taker.faults = 2
    backlog = backlog_of(memory_store, taker, at_once=0)
    await backlog.take(said("a", "1"), Door.APP, "a 1")
    taker.open.set()
    await backlog.close()
    assert (taker.taken, kept(memory_store)) == (["1"], [])


async def test_what_fails_before_it_is_acknowledged_is_the_platforms_to_send_again(memory_store: Store) -> None:
    taker = Taker()
    taker.faults = 1
    taker.open.set()
    backlog = backlog_of(memory_store, taker)
    with pytest.raises(OSError, match=""):
        await backlog.take(said("a", "1"), Door.APP, "a 1")
    assert kept(memory_store) == []


async def test_marked_text_is_never_kept(memory_store: Store) -> None:
    taker = Taker()
    backlog = backlog_of(memory_store, taker, at_once=0)
    taking = asyncio.create_task(backlog.take(said("a", "秘密文件"), Door.APP, "a 秘密文件"))
    await asyncio.sleep(0.4)
    assert (taking.done(), kept(memory_store)) == (False, [])
    taker.open.set()
    await taking
    assert taker.taken == ["秘密文件"]


async def test_what_cannot_be_opened_any_more_is_forgotten(memory_store: Store) -> None:
    memory_store.write(lambda uow: arrivals.put(uow, sample.ORG, "wecom", "app", "broken", real_time()))
    backlog = backlog_of(memory_store, Taker())
    assert await backlog.find_left_behind(real_time()) == 1
    assert kept(memory_store) == []


async def test_two_hundred_at_once_are_all_acknowledged_and_all_done(house: House) -> None:
    """Different things of twelve people: every one answered once, whoever was kept in between."""
    people = ["linf", "gaof", "hep", "jiangb", "panl", "luox", "lijing2", "hub", "caoy", "weif", "fengt", "lijing1"]
    outcomes = await asyncio.gather(*(house.say(people[n % 12], "我的假还有几天") for n in range(200)))
    assert {tuple(outcome["statuses"]) for outcome in outcomes} == {(200,)}
    await house.channel._backlog.close(20)
    assert kept(house.store) == []
    received = house.store.read(lambda uow: uow.connection.exec_driver_sql("SELECT count(*) FROM inbox").scalar())
    assert received == 200
