"""The clock that can be moved, and the duties that fall due: each in its time, once, and none forgotten in silence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot import sample
from bot.clock import RealClock, SimulatedClock
from bot.delivery import Deliverer
from bot.house import House
from bot.timekeeper import Timekeeper
from handlers.engine.content import Outgoing
from schedules.engine import Desk
from storage.outward import Outward
from storage.store import Store
from storage.tables import firings
from tests.morning import MORNING

ORG = sample.ORG


class Bell:
    """A duty at noon of every day, for tests: it tells somebody when it was due and when it rang."""

    name = "bell"
    title = "报时"

    def __init__(self, grace: timedelta | None = timedelta(hours=2)) -> None:
        self.grace = grace
        self.breaks = False

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        noon = after.replace(hour=12, minute=0, second=0, microsecond=0)
        return noon if noon > after else noon + timedelta(days=1)

    def fire(self, desk: Desk, due: datetime) -> None:
        if self.breaks:
            raise RuntimeError("the bell is broken")
        desk.out.say("linf", f"当 {due:%d日%H:%M}，现在 {desk.facts.now:%d日%H:%M}")


class Office:
    """A house with one bell, a clock that begins on the morning, and everything that was delivered, with its time."""

    def __init__(self, store: Store, bell: Bell) -> None:
        self.real = MORNING
        self.bell = bell
        self.store = store
        sample.settle(store, MORNING)
        self.house = House(store, jobs=(bell,))
        self.got: list[str] = []
        self.start()

    def start(self) -> None:
        self.clock = SimulatedClock(self.store, ORG, lambda: self.real)
        self.deliverer = Deliverer(self.store, self.deliver, self.clock.now)
        self.timekeeper = Timekeeper(self.house, self.clock, self.deliverer, [ORG])

    async def deliver(self, outgoing: Outgoing) -> str:
        self.got.append(f"{self.clock.now():%d日%H:%M} {outgoing.to.name} {outgoing.content.text}")
        return ""

    async def look(self) -> None:
        self.house.look(ORG, self.clock.now())
        await self.deliverer.drain()

    def outcomes(self) -> list[str]:
        rows = self.store.read(lambda uow: uow.rows(select(firings).order_by(firings.c.due)))
        return [f"{row.due[8:10]} {row.outcome}" for row in rows]


@pytest.fixture
async def office(memory_store: Store) -> AsyncIterator[Office]:
    yield Office(memory_store, Bell())


async def test_moving_the_clock_lets_everything_happen_in_order_each_at_its_own_time(office: Office) -> None:
    kept = MORNING + timedelta(days=1)
    office.store.write(lambda uow: Outward(uow, ORG, MORNING).say("wangq", "早上好", not_before=kept))
    await office.timekeeper.advance(MORNING + timedelta(days=2))
    assert office.got == [
        "01日12:00 linf 当 01日12:00，现在 01日12:00",
        "02日09:00 wangq 早上好",
        "02日12:00 linf 当 02日12:00，现在 02日12:00",
    ]
    assert office.clock.now() == MORNING + timedelta(days=2)


async def test_the_clock_runs_on_in_real_time_and_survives_a_restart(office: Office) -> None:
    await office.timekeeper.advance(MORNING + timedelta(hours=1))
    office.real += timedelta(minutes=5)
    assert office.clock.now() == MORNING + timedelta(hours=1, minutes=5)
    office.start()
    assert office.clock.now() == MORNING + timedelta(hours=1, minutes=5)


@pytest.mark.parametrize(
    ("move", "said"), [(timedelta(0), "只能向前"), (timedelta(days=-1), "只能向前"), (timedelta(days=400), "一年")]
)
async def test_where_the_clock_cannot_be_moved_it_says_why_and_stays(
    office: Office, move: timedelta, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        await office.timekeeper.advance(MORNING + move)
    assert (office.clock.now(), office.got) == (MORNING, [])


async def test_a_real_clock_is_not_moved(office: Office) -> None:
    timekeeper = Timekeeper(office.house, RealClock(), office.deliverer, [ORG])
    with pytest.raises(ValueError, match="真实时间"):
        await timekeeper.advance(datetime.now(MORNING.tzinfo) + timedelta(hours=1))


async def test_what_was_missed_lately_is_made_up_once(office: Office) -> None:
    await office.look()
    office.real = MORNING.replace(hour=13)
    await office.look()
    await office.look()
    assert office.got == ["01日13:00 linf 当 01日12:00，现在 01日13:00"]
    assert office.outcomes() == ["01 made up"]


async def test_what_is_too_late_is_skipped_and_the_office_is_told_once(office: Office) -> None:
    await office.look()
    office.real = MORNING + timedelta(days=3, hours=9)
    office.start()
    await office.look()
    await office.look()
    assert office.outcomes() == ["01 skipped", "02 skipped", "03 skipped", "04 skipped"]
    assert office.got == [
        "04日18:00 chenj 12月1日（周二）09:00至今天18:00程序没有运行，错过的定时事项已过时效，没有补发：报时4次。"
        "其余照常，请留意是否需要人工提醒。"
    ]


async def test_of_several_missed_only_the_latest_is_made_up(office: Office) -> None:
    await office.look()
    office.real = MORNING + timedelta(days=2, hours=4)
    await office.look()
    assert office.outcomes() == ["01 skipped", "02 skipped", "03 made up"]


async def test_nobody_is_woken_to_be_told_of_it(office: Office) -> None:
    await office.look()
    office.real = MORNING.replace(hour=22)
    await office.look()
    assert office.got == []
    office.real = MORNING + timedelta(days=1)
    await office.look()
    assert [line[:14] for line in office.got] == ["02日09:00 chenj"]


async def test_a_duty_without_grace_is_always_made_up(memory_store: Store) -> None:
    office = Office(memory_store, Bell(grace=None))
    await office.look()
    office.real = MORNING + timedelta(days=1, hours=9)
    await office.look()
    assert office.outcomes() == ["01 made up", "02 made up"]


async def test_a_duty_that_breaks_holds_up_no_other_and_is_tried_again(memory_store: Store) -> None:
    office = Office(memory_store, Bell())
    sound = Bell()
    sound.name = "another bell"
    office.house = House(memory_store, jobs=(office.bell, sound))
    await office.look()
    office.bell.breaks = True
    office.real = MORNING.replace(hour=12)
    await office.look()
    assert len(office.got) == 1
    office.bell.breaks = False
    await office.look()
    assert len(office.got) == 2
    assert office.outcomes() == ["01 fired", "01 fired"]


async def test_a_program_that_was_never_started_before_has_missed_nothing(office: Office) -> None:
    office.real = MORNING + timedelta(days=20)
    await office.look()
    assert (office.got, office.outcomes()) == ([], [])
