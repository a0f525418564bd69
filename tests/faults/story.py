"""A morning at the township office, to be told with and without interruptions."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot import sample
from bot.clock import SECONDS_AHEAD, real_time
from storage import office_settings, outbox
from storage.instants import ZONE
from storage.store import Store
from tests.faults.person import PATIENCE, Person
from tests.faults.program import Program

GROUP = "青禾乡干部职工大群"
MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)


def settle(database: str) -> None:
    """The sample township in this database, its clock at nine in the morning."""
    store = Store.open(database)
    sample.settle(store, MORNING)
    ahead = str((MORNING - real_time()).total_seconds())
    store.write(lambda uow: office_settings.put(uow, sample.ORG, SECONDS_AHEAD, ahead))
    store.close()


async def tell(program: Program) -> list[str]:
    """Two leaves are asked for, one is approved, the other waits until the leader is reminded; then everything is
    delivered. Returns the ids of all messages that were acknowledged."""
    async with Person(program, "linf") as applicant, Person(program, "wangq") as leader:
        await applicant.say("@小助手 下周三请假一天，老人住院", GROUP)
        await applicant.tap("提交")
        await leader.tap("同意")
        await applicant.is_told("QJ-2026-0001")
        await applicant.is_told("QJ-2026-0001", GROUP)
        await applicant.say("12月14日请假一天，孩子开家长会")
        await applicant.tap("提交")
        await applicant.move_clock("2026-12-02T17:30")
        await leader.is_told("QJ-2026-0002")
        return [*applicant.acknowledged, *leader.acknowledged]


async def everything_delivered(program: Program, store: Store) -> None:
    """Wait until nothing is left in the outbox, with a program that is alive."""
    async with asyncio.timeout(PATIENCE):
        while store.read(outbox.next_due):
            await asyncio.to_thread(program.revive)
            await asyncio.sleep(0.05)
