"""A morning at the township office, to be told with and without interruptions."""

from __future__ import annotations

import asyncio

from storage import outbox
from storage.store import Store
from tests.faults.person import PATIENCE, Person
from tests.faults.program import Program
from tests.morning import GROUP


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
