"""What waits is delivered in order, tried again, given up visibly, and taken over from the dead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest

from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.delivery import Deliverer, Pace, retry_delay
from handlers.engine.content import Outgoing
from storage import outbox
from storage.outward import Outward
from storage.store import Store
from tests.morning import MORNING

ORG = "qinghe"
PACE = Pace(first_retry=10, longest_retry=100, attempts=3, look_every=0.05, lease=30, timeout=0.3)


class Platform:
    """A platform as moody as real ones; `moods` are what it does with the next things, in their order."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.moods: list[Exception | float] = []

    async def deliver(self, outgoing: Outgoing) -> str:
        mood = self.moods.pop(0) if self.moods else 0.0
        if isinstance(mood, Exception):
            raise mood
        await asyncio.sleep(mood)
        self.arrived.append(f"{outgoing.to.name}:{outgoing.content.text}")
        return f"p{outgoing.id}"


class Office:
    """A store whose clock the test moves, a platform, and a deliverer between them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.at = MORNING
        self.platform = Platform()
        self.deliverer = Deliverer(store, self.platform.deliver, lambda: self.at, pace=PACE, chance=lambda: 0.0)

    def say(self, to: str, words: str, not_before: datetime | None = None) -> None:
        self.store.write(lambda uow: Outward(uow, ORG, self.at).say(to, words, not_before=not_before))

    def dead(self) -> list[outbox.DeadLetter]:
        return self.store.read(lambda uow: outbox.dead_letters(uow, ORG))

    async def later(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        await self.deliverer.drain()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not condition():
                await asyncio.sleep(0.01)


@pytest.fixture
async def office(store: Store) -> AsyncIterator[Office]:
    office = Office(store)
    yield office
    await office.deliverer.stop()


@pytest.mark.parametrize(
    ("attempt", "chance", "seconds"),
    [(1, 0, 10), (1, 1, 5), (2, 0, 20), (3, 0, 40), (4, 0, 80), (5, 0, 100), (5, 1, 50), (5000, 0, 100)],
)
def test_the_wait_doubles_up_to_the_longest_and_chance_takes_off_up_to_half(
    attempt: int, chance: float, seconds: float
) -> None:
    assert retry_delay(attempt, chance, PACE) == timedelta(seconds=seconds)


async def test_each_receiver_gets_everything_in_order(office: Office) -> None:
    for number in range(6):
        office.say("linf", f"{number}")
        office.say("wangq", f"{number}")
    await office.deliverer.drain()
    assert [line for line in office.platform.arrived if line.startswith("linf")] == [f"linf:{n}" for n in range(6)]
    assert [line for line in office.platform.arrived if line.startswith("wangq")] == [f"wangq:{n}" for n in range(6)]


async def test_what_is_delayed_holds_up_its_own_receiver_only_and_comes_in_order(office: Office) -> None:
    office.platform.moods = [DeliveryDelayedError("busy")]
    office.say("linf", "1")
    office.say("linf", "2")
    office.say("wangq", "a")
    await office.deliverer.drain()
    assert office.platform.arrived == ["wangq:a"]
    await office.later(9)
    assert office.platform.arrived == ["wangq:a"]
    await office.later(2)
    assert office.platform.arrived == ["wangq:a", "linf:1", "linf:2"]


async def test_a_platform_that_names_a_time_is_not_asked_before(office: Office) -> None:
    office.platform.moods = [DeliveryDelayedError("limit", retry_after=60)]
    office.say("linf", "1")
    await office.later(0)
    await office.later(59)
    assert office.platform.arrived == []
    await office.later(2)
    assert office.platform.arrived == ["linf:1"]


async def test_what_is_refused_is_a_dead_letter_at_once_and_holds_up_nobody(office: Office) -> None:
    office.platform.moods = [DeliveryRefusedError("没有这个人")]
    office.say("linf", "1")
    office.say("linf", "2")
    await office.later(0)
    assert office.platform.arrived == ["linf:2"]
    (letter,) = office.dead()
    assert (letter.error, letter.attempts) == ("没有这个人", 1)


async def test_after_the_last_try_it_is_a_dead_letter_that_can_be_sent_again(office: Office) -> None:
    office.platform.moods = [OSError("no route")] * PACE.attempts
    office.say("linf", "1")
    for _ in range(PACE.attempts):
        await office.later(200)
    (letter,) = office.dead()
    assert (letter.error, letter.attempts) == ("OSError: no route", PACE.attempts)
    assert office.store.write(lambda uow: outbox.send_again(uow, ORG, letter.outgoing.id, office.at))
    await office.later(0)
    assert (office.platform.arrived, office.dead()) == (["linf:1"], [])


async def test_a_platform_that_never_answers_is_asked_again(office: Office) -> None:
    office.platform.moods = [60.0]
    office.say("linf", "1")
    await office.deliverer.drain()
    assert office.platform.arrived == []
    await office.later(11)
    assert office.platform.arrived == ["linf:1"]


async def test_what_was_kept_back_leaves_in_its_time(office: Office) -> None:
    office.say("linf", "morning", not_before=MORNING + timedelta(hours=1))
    office.say("linf", "now")
    await office.deliverer.drain()
    assert office.platform.arrived == ["linf:now"]
    await office.later(3600)
    assert office.platform.arrived == ["linf:now", "linf:morning"]


async def test_running_it_delivers_what_is_written_and_finds_what_others_wrote(office: Office) -> None:
    office.deliverer.start()
    office.say("linf", "woken")
    office.deliverer.wake()
    await office.until(lambda: office.platform.arrived == ["linf:woken"])
    office.say("linf", "found")
    await office.until(lambda: office.platform.arrived == ["linf:woken", "linf:found"])


async def test_stopping_lets_what_is_under_way_end_and_takes_nothing_new(office: Office) -> None:
    office.platform.moods = [0.1]
    office.say("linf", "1")
    office.say("linf", "2")
    office.deliverer.start()
    await office.until(lambda: office.platform.moods == [])
    await office.deliverer.stop()
    assert office.platform.arrived == ["linf:1"]
    assert office.store.read(outbox.next_due)


async def test_what_a_dead_process_had_claimed_is_taken_over_when_the_claim_ends(office: Office) -> None:
    office.say("linf", "1")
    office.store.write(lambda uow: outbox.claim(uow, office.at, 10, PACE.lease))
    await office.later(29)
    assert office.platform.arrived == []
    await office.later(2)
    assert office.platform.arrived == ["linf:1"]


async def test_the_only_process_of_a_database_takes_over_at_once(office: Office) -> None:
    office.say("linf", "1")
    office.store.write(lambda uow: outbox.claim(uow, office.at, 10, PACE.lease))
    assert office.store.write(outbox.give_back_all) == 1
    await office.later(0)
    assert office.platform.arrived == ["linf:1"]
